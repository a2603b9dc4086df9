package role

import (
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// Ask is one thing that a role asks for. What belongs to its kind is set: StatementID; Code and Level; CriterionID; Of.
type Ask struct {
	ID          uuid.UUID
	Kind        Kind
	StatementID uuid.NullUUID
	Code        string
	Level       Level
	CriterionID uuid.NullUUID
	// Of is the key of the milestone or the accreditation.
	Of         string
	Importance Importance
	// HigherCounts says that an approval on a higher level of the same aspect counts.
	HigherCounts bool
	// Configured says that the organisation decided it and no source document does.
	Configured bool
	Reason     string
	Sources    []Source

	// Name and Detail say it to a person, Statements how many statements it stands for; see catalogue.named.
	Name       string
	Detail     string
	Statements int
}

// key tells an ask from the others of its kind within a role.
func (a Ask) key() string {
	switch a.Kind {
	case KindStatement:
		return a.StatementID.UUID.String()
	case KindSkillLevel:
		return fmt.Sprintf("%s/%d", a.Code, a.Level)
	case KindCriterion:
		return a.CriterionID.UUID.String()
	default:
		return a.Of
	}
}

// same reports whether two asks ask for the same thing.
func (a Ask) same(b Ask) bool { return a.Kind == b.Kind && a.key() == b.key() }

// idIn gives the identifier of the ask within a role, whose name is its slug or identifier: made of what it joins, so
// that a trust that is generated twice has the same identifiers twice.
func (a Ask) idIn(role string) uuid.UUID {
	if a.Kind == KindStatement || a.Kind == KindSkillLevel {
		return seed.ID(seed.KindRequirement, role+"/"+a.key())
	}
	return seed.ID(seed.KindRequirement, role+"/"+a.Kind.String()+"/"+a.key())
}

// row gives the row of the ask as the role's nth requirement.
func (a Ask) row(roleID uuid.UUID, ordinal int) RequirementRow {
	if a.Kind == KindStatement {
		a.Code, a.Level = "", 0
	}
	return RequirementRow{
		ID: a.ID, RoleID: roleID, Ordinal: ordinal, Kind: a.Kind.String(), Key: a.key(), StatementID: a.StatementID, Code: a.Code,
		Level: a.Level, CriterionID: a.CriterionID, Importance: a.Importance.String(), HigherCounts: a.HigherCounts,
		Configured: a.Configured, Reason: a.Reason, Sources: reference.ListOf(a.Sources),
	}
}

func askOf(row RequirementRow) (Ask, error) {
	kind, err := ParseKind(row.Kind)
	if err != nil {
		return Ask{}, err
	}
	importance, err := parseImportance(row.Importance)
	a := Ask{
		ID: row.ID, Kind: kind, StatementID: row.StatementID, Code: row.Code, Level: row.Level, CriterionID: row.CriterionID,
		Importance: importance, HigherCounts: row.HigherCounts, Configured: row.Configured, Reason: row.Reason,
		Sources: row.Sources.Items(),
	}
	if kind == KindMilestone || kind == KindAccreditation {
		a.Of = row.Key
	}
	return a, err
}

// offered is a statement as an organisation reads it.
type offered struct {
	ID     uuid.UUID
	Code   string
	Skill  string
	Aspect string
	Level  Level
	Text   string
	// Ended says that it is not in force any more: what asks for it stays, nothing new may.
	Ended bool
}

// catalogue is what a role can ask for beside the criteria of its own person specification.
type catalogue struct {
	statements []offered
	// levels are the names of the levels of responsibility.
	levels         map[Level]string
	profiles       map[uuid.UUID]string
	roads          []Road
	accreditations []Accreditation
}

// of gives the statements that an ask stands for: those in force of a skill level, or the one that it names.
func (c catalogue) of(a Ask) []offered {
	var found []offered
	for _, s := range c.statements {
		switch {
		case a.Kind == KindStatement && a.StatementID.UUID == s.ID,
			a.Kind == KindSkillLevel && s.Code == a.Code && s.Level == a.Level && !s.Ended:
			found = append(found, s)
		}
	}
	return found
}

// milestone finds a milestone of any pathway.
func (c catalogue) milestone(key string) (Milestone, bool) {
	for _, road := range c.roads {
		for _, m := range road.Milestones {
			if m.Key == key {
				return m, true
			}
		}
	}
	return Milestone{}, false
}

func (c catalogue) accreditation(key string) (Accreditation, bool) {
	for _, a := range c.accreditations {
		if a.Key == key {
			return a, true
		}
	}
	return Accreditation{}, false
}

// level names a level of a skill, "ANCC level 3, Apply".
func (c catalogue) level(code string, level Level) string {
	if name := c.levels[level]; name != "" {
		return fmt.Sprintf("%s level %d, %s", code, level, name)
	}
	return fmt.Sprintf("%s level %d", code, level)
}

// named gives the ask with the words for a person. criteria are those of the role.
func (c catalogue) named(a Ask, criteria []Criterion) Ask {
	a.Name, a.Detail = a.key(), "This is not in the library any more."
	switch a.Kind {
	case KindStatement, KindSkillLevel:
		found := c.of(a)
		a.Statements = len(found)
		if len(found) == 0 {
			break
		}
		first := found[0]
		if a.Kind == KindStatement {
			a.Code, a.Level = first.Code, first.Level
			a.Name, a.Detail = fmt.Sprintf("%s: %s", c.level(first.Code, first.Level), first.Aspect), first.Text
			break
		}
		a.Name, a.Detail = fmt.Sprintf("All of %s (%s)", c.level(a.Code, a.Level), counted(len(found), "statement")), first.Skill
	case KindCriterion:
		for _, one := range criteria {
			if one.ID == a.CriterionID.UUID {
				a.Name, a.Detail = one.words(), one.Group
			}
		}
	case KindMilestone:
		if m, ok := c.milestone(a.Of); ok {
			a.Name, a.Detail = m.Title, m.Rule
		}
	case KindAccreditation:
		if one, ok := c.accreditation(a.Of); ok {
			a.Name, a.Detail = one.Title, ""
		}
	}
	return a
}

// named gives the role with its asks named.
func (r Role) named(c catalogue) Role {
	r.Asks = reference.Each(r.Asks, func(a Ask) Ask { return c.named(a, r.Criteria) })
	return r
}

// expanded gives the role with the statements that its asks stand for now. A role of an organisation's library has them
// already, with what the organisation confirmed of replaced statements; a version of the past has not.
func (r Role) expanded(c catalogue) Role {
	r.Requirements = nil
	for _, a := range r.Asks {
		for _, s := range c.of(a) {
			r.Requirements = append(r.Requirements, Requirement{
				ID: a.ID, StatementID: s.ID, Code: s.Code, Skill: s.Skill, Aspect: s.Aspect, Level: s.Level, Text: s.Text,
				Importance: a.Importance, WholeLevel: a.Kind == KindSkillLevel, Configured: a.Configured, Reason: a.Reason,
				Sources: a.Sources,
			})
		}
	}
	return r
}

// counted gives "1 statement", "9 statements".
func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
