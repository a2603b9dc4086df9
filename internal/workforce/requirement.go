package workforce

import (
	"cmp"
	"strings"

	"github.com/google/uuid"
)

// Level is a level of responsibility of the skill framework, 1 to 7.
type Level int

// Statement is a skill statement: what somebody at this level of this skill does under this aspect.
type Statement struct {
	ID     uuid.UUID
	Code   string
	Skill  string
	Level  Level
	Aspect string
	Text   string
}

// compareStatements orders statements by skill, level and aspect.
func compareStatements(a, b Statement) int {
	return cmp.Or(strings.Compare(a.Code, b.Code), cmp.Compare(a.Level, b.Level), strings.Compare(a.Aspect, b.Aspect), compareIDs(a.ID, b.ID))
}

// compareAspects orders statements by skill, aspect and level.
func compareAspects(a, b Statement) int {
	return cmp.Or(strings.Compare(a.Code, b.Code), strings.Compare(a.Aspect, b.Aspect), cmp.Compare(a.Level, b.Level), compareIDs(a.ID, b.ID))
}

// aspectOf gives the aspect that a statement is of.
func aspectOf(s Statement) Aspect { return Aspect{s.ID, s.Code, s.Aspect} }

// Importance says whether a role needs a requirement or only wishes for it.
type Importance int

// The importances.
const (
	Essential Importance = iota + 1
	Desirable
)

// String gives the importance as the API writes it.
func (i Importance) String() string { return [...]string{"", "essential", "desirable"}[i] }

// Kind is what a requirement asks for.
type Kind int

// The kinds. A whole skill level is asked for as each of its statements.
const (
	OfStatement Kind = iota + 1
	OfCriterion
	OfMilestone
	OfAccreditation
)

// String gives the kind as the API writes it.
func (k Kind) String() string {
	return [...]string{"", "statement", "criterion", "milestone", "accreditation"}[k]
}

// Requirement is one thing that a role asks of those who are appointed to it.
type Requirement struct {
	// Statement is what a requirement of a statement asks for.
	Statement
	Importance Importance
	Kind       Kind
	// HigherCounts says that an approval on a higher level of the statement's aspect counts.
	HigherCounts bool
	// Replaced says that the statement was replaced, and that it is not confirmed whether the role asks for its successor.
	Replaced bool
	// Item is what a requirement of another kind asks for.
	Item Item
}

func (r *Requirement) essentialStatement() bool {
	return r.Kind == OfStatement && r.Importance == Essential
}

// Item is a criterion, a milestone or an accreditation that a role asks for.
type Item struct {
	// RowID identifies the requirement.
	RowID   uuid.UUID
	Ordinal int
	// Key is the milestone's or the accreditation's.
	Key         string
	CriterionID uuid.UUID
	// Title is the group of the person specification, the milestone or the accreditation; Text the criterion in full.
	Title string
	Text  string
	// MustBeCurrent says that an accreditation whose refresher lapsed does not count.
	MustBeCurrent bool
}

// compareRequirements orders requirements by kind, statements by skill, level and aspect, the others as the role lists them.
func compareRequirements(a, b Requirement) int {
	if a.Kind != b.Kind || a.Kind != OfStatement {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Item.Ordinal, b.Item.Ordinal))
	}
	return compareStatements(a.Statement, b.Statement)
}

// Requirements are what each role asks, by the role's identifier.
type Requirements map[uuid.UUID][]Requirement

// statements gives what the roles ask of statements alone.
func (r Requirements) statements() Requirements {
	only := Requirements{}
	for role, asked := range r {
		for _, q := range asked {
			if q.Kind == OfStatement {
				only[role] = append(only[role], q)
			}
		}
	}
	return only
}

// ask reports whether any role asks for something of the kind.
func (r Requirements) ask(kind Kind) bool {
	for _, asked := range r {
		for _, q := range asked {
			if q.Kind == kind {
				return true
			}
		}
	}
	return false
}
