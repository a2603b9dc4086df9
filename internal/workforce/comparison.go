package workforce

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
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
	// Readiness has no role where there is none to compare with.
	Readiness
	Against Against
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
}

// role gives the role that a person is compared with, and why; no role where there is none.
func (m *measure) role(p Person) (role Role, because string) {
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

// asked gives what a role asks, as far as it is asked about.
func (m *measure) asked(role uuid.UUID) []Requirement {
	all := m.ladder.asked[role]
	if m.code == "" {
		return all
	}
	var narrowed []Requirement
	for _, q := range all {
		if q.Kind == OfStatement && q.Code == m.code {
			narrowed = append(narrowed, q)
		}
	}
	return narrowed
}

// compare gives everybody's comparison, in their order. With a skill only those are given whose role asks something in it.
func (m *measure) compare(people []Member, records Records, today calendar.Date) []Comparison {
	all := make([]Comparison, 0, len(people))
	for _, member := range people {
		p := member.Person
		role, because := m.role(p)
		asked := m.asked(role.ID)
		if m.code != "" && len(asked) == 0 {
			continue
		}
		all = append(all, Comparison{
			Readiness: Readiness{
				Person: p, Role: role, Own: role.ID == p.Role.ID, Today: today, Standings: Standings(asked, records.of(p.ID, member.Training), today),
			},
			Against: m.against, Because: because, Code: m.code,
		})
	}
	return all
}

// Summary gives the comparison in a sentence, essential before desirable.
func (c Comparison) Summary() string {
	if c.Role.ID == uuid.Nil {
		return "There is no role to compare with."
	}
	if c.Code != "" {
		return strings.TrimSuffix(c.Readiness.Summary(), ".") + " in " + c.Code + "."
	}
	return c.Readiness.Summary()
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
	counts := make(map[uuid.UUID]Counts, len(list))
	for _, c := range list {
		counts[c.Person.ID] = c.Counts()
	}
	slices.SortFunc(list, func(a, b Comparison) int {
		of, with, order := counts[a.Person.ID], counts[b.Person.ID], 0
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
			order = comparePeople(a.Person, b.Person)
		}
		if descending {
			order = -order
		}
		return cmp.Or(order, comparePeople(a.Person, b.Person))
	})
}

func without(r Role) int {
	if r.ID == uuid.Nil {
		return 1
	}
	return 0
}
