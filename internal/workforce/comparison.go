package workforce

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Against says with which role everybody of a list is compared.
type Against int

// The roles that people can be compared with.
const (
	// AgainstOwn is the role that each is appointed to.
	AgainstOwn Against = iota + 1
	// AgainstNext is the role that each can look at next.
	AgainstNext
	// AgainstChosen is one role for everybody.
	AgainstChosen
)

// String gives it as the API writes it.
func (a Against) String() string { return [...]string{"", "own", "next", "chosen"}[a] }

// Comparison is one person's readiness in a list of many, with the reason for the role that is compared.
type Comparison struct {
	Person Person
	// Role is none where there is none to compare with.
	Role Role
	// Judged is how far the person meets what the role asks. Standings are that with what stands behind it, which is read for
	// those on a page.
	Judged    Judged
	Standings []Standing
	Against   Against
	// Because says why it is this role, or why there is none.
	Because string
	// Code is the skill that alone was asked about; "" for everything.
	Code string
}

// measure is with what people are compared: a role for each of them, and one skill where only that is asked about.
type measure struct {
	against Against
	// chosen is the role for everybody.
	chosen Role
	// code narrows what is asked to the statements of one skill; "" for everything.
	code   string
	ladder ladder
	// nexts are the next roles that were worked out already, by the own role and the band of the appointment.
	nexts map[Role]*Role
	bars  map[uuid.UUID]*bar
}

// role gives the role that a person is compared with, and why; no role where there is none.
func (m *measure) role(p *Person) (role Role, because string) {
	switch own := (Role{p.Role, p.Band}); m.against {
	case AgainstChosen:
		return m.chosen, "Chosen for everybody."
	case AgainstNext:
		next := m.next(own)
		switch {
		case next != nil && m.ladder.onwards != nil:
			return *next, fmt.Sprintf("The published map of roles leads there from %s.", p.Role.Name)
		case next != nil:
			return *next, "The next band that asks for one of the same skills; no map of roles is published."
		case m.ladder.onwards != nil:
			return Role{}, fmt.Sprintf("The published map of roles leads nowhere from %s.", p.Role.Name)
		default:
			return Role{}, fmt.Sprintf("No role of a higher band asks for a skill of %s.", p.Role.Name)
		}
	default:
		if role, known := m.ladder.role(p.Role.ID); known {
			return role, "The role of the appointment today."
		}
		return own, "The role of the appointment today."
	}
}

func (m *measure) next(own Role) *Role {
	next, known := m.nexts[own]
	if !known {
		if found, ok := m.ladder.next(own); ok {
			next = &found
		}
		m.nexts[own] = next
	}
	return next
}

// bar gives what a role asks, as far as it is asked about.
func (m *measure) bar(role uuid.UUID) *bar {
	made := m.bars[role]
	if made != nil {
		return made
	}
	asked := m.ladder.asked[role]
	if m.code != "" {
		asked = slices.DeleteFunc(slices.Clone(asked), func(q Requirement) bool { return q.Kind != OfStatement || q.Code != m.code })
	}
	made = newBar(asked)
	m.bars[role] = made
	return made
}

// compare gives everybody's comparison, in their order. With a skill only those are given whose role asks something in it.
func (m *measure) compare(people []Member) []Comparison {
	all := make([]Comparison, 0, len(people))
	for i := range people {
		p := &people[i].Person
		role, because := m.role(p)
		asked := m.bar(role.ID)
		if m.code != "" && len(asked.asked) == 0 {
			continue
		}
		all = append(all, Comparison{Person: *p, Role: role, Judged: asked.judge(people[i].brief), Against: m.against, Because: because, Code: m.code})
	}
	return all
}

// Summary gives the comparison in a sentence, essential before desirable.
func (c Comparison) Summary() string {
	if c.Role.ID == uuid.Nil {
		return "There is no role to compare with."
	}
	if c.Code != "" {
		return strings.TrimSuffix(c.Judged.Counts.Summary(c.Role.Name), ".") + " in " + c.Code + "."
	}
	return c.Judged.Counts.Summary(c.Role.Name)
}

// Nearest gives up to so many of the essential requirements that are not met, the nearest to being met first, and how many
// more there are.
func Nearest(standings []Standing, most int) (nearest []Standing, more int) {
	for _, s := range standings {
		if s.Requirement.Importance == Essential && s.State != Met {
			nearest = append(nearest, s)
		}
	}
	slices.SortStableFunc(nearest, func(a, b Standing) int { return cmp.Compare(b.State, a.State) })
	if len(nearest) > most {
		return nearest[:most], len(nearest) - most
	}
	return nearest, 0
}

// Words gives a requirement in a few words, for example "ANCC 3: Escalation" or "Standards course".
func (r Requirement) Words() string {
	switch r.Kind {
	case OfStatement:
		return fmt.Sprintf("%s %d: %s", r.Code, r.Level, r.Aspect)
	case OfCriterion:
		return r.Item.Text
	default:
		return r.Item.Title
	}
}

// ComparisonSorts are what comparisons can be sorted by, the default first.
var ComparisonSorts = []string{"name", "readiness", "missing", "team", "band", "role"}

// SortComparisons orders comparisons, those without a role to compare with last by readiness in either direction, and by name
// within the same value.
func SortComparisons(list []Comparison, sort string, descending bool) {
	sortByPointer(list, func(a, b *Comparison) int {
		of, with, order := a.Judged.Counts, b.Judged.Counts, 0
		switch sort {
		case "readiness", "missing":
			if none := without(a.Role) - without(b.Role); none != 0 {
				return none
			}
			order = cmp.Or(cmp.Compare(of.share(), with.share()), cmp.Compare(of.desirableShare(), with.desirableShare()))
			if sort == "missing" {
				order = cmp.Compare(of.lacking(), with.lacking())
			}
		case "team":
			order = strings.Compare(a.Person.Team.Name, b.Person.Team.Name)
		case "band":
			order = a.Person.Band.Compare(b.Person.Band)
		case "role":
			order = strings.Compare(a.Role.Name, b.Role.Name)
		default:
			order = compareByName(&a.Person, &b.Person)
		}
		if descending {
			order = -order
		}
		return cmp.Or(order, compareByName(&a.Person, &b.Person))
	})
}

func without(r Role) int {
	if r.ID == uuid.Nil {
		return 1
	}
	return 0
}
