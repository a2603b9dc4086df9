package workforce

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// SinglePoint is a statement that roles need and that one person or nobody holds.
//
// Somebody holds a statement who would meet a requirement of it: approved at its level, or at a higher one where a role that
// needs it lets higher levels count, and not expired. Whether the own role asks for it does not matter.
type SinglePoint struct {
	Statement Statement
	// Roles are those that ask for it as essential and that somebody here is appointed to.
	Roles []Named
	// Needed counts the people of those roles; Needing lists them.
	Needed  int
	Needing Filter
	// Holder is the one person who holds it; nil where nobody does.
	Holder *Person
}

// SinglePoints lists the essential statements of the roles of the members that base chooses that at most one of them holds, by
// skill, level and aspect.
func SinglePoints(members []Member, base Filter, today calendar.Date) []SinglePoint {
	type point struct {
		SinglePoint
		asked   Requirement
		roles   map[uuid.UUID]bool
		holders int
	}
	members = base.Choose(members, today)
	points := map[uuid.UUID]*point{}
	for _, m := range members {
		for _, s := range m.Standings {
			q := s.Requirement
			if !q.essentialStatement() {
				continue
			}
			p := points[q.ID]
			if p == nil {
				f := base
				f.Requires = q.ID
				p = &point{SinglePoint: SinglePoint{Statement: q.Statement, Needing: f}, asked: q, roles: map[uuid.UUID]bool{}}
				points[q.ID] = p
			}
			p.asked.HigherCounts = p.asked.HigherCounts || q.HigherCounts
			p.Needed++
			if !p.roles[m.Person.Role.ID] {
				p.roles[m.Person.Role.ID] = true
				p.Roles = append(p.Roles, m.Person.Role)
			}
		}
	}
	// A claim speaks for its own statement, for those that replaced it, and for lower levels of its aspect.
	type aspect struct{ code, name string }
	of := map[aspect][]*point{}
	for _, p := range points {
		at := aspect{p.Statement.Code, p.Statement.Aspect}
		of[at] = append(of[at], p)
	}
	for _, m := range members {
		held := map[*point]bool{}
		for _, c := range m.Claims {
			candidates := of[aspect{c.Statement.Code, c.Statement.Aspect}]
			for _, s := range c.Successors {
				if p := points[s.StatementID]; p != nil {
					candidates = append(slices.Clone(candidates), p)
				}
			}
			for _, p := range candidates {
				if !held[p] && c.towards(p.asked, today).state == Met {
					held[p] = true
					p.holders++
					p.Holder = &m.Person
				}
			}
		}
	}
	var list []SinglePoint
	for _, p := range points {
		if p.holders > 1 {
			continue
		}
		slices.SortFunc(p.Roles, func(a, b Named) int {
			return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID.String(), b.ID.String()))
		})
		list = append(list, p.SinglePoint)
	}
	slices.SortFunc(list, func(a, b SinglePoint) int { return compareStatements(a.Statement, b.Statement) })
	return list
}

// Held says by how many a single point is held.
type Held int

// By how many a single point can be held.
const (
	ByNobody Held = iota + 1
	ByOne
)

// Held says by how many it is held.
func (p SinglePoint) Held() Held {
	if p.Holder == nil {
		return ByNobody
	}
	return ByOne
}

// SinglePointSorts are what single points can be sorted by, the default first.
var SinglePointSorts = []string{"statement", "needed", "holder"}

// SortSinglePoints orders single points, those that nobody holds before the others by holder.
func SortSinglePoints(list []SinglePoint, sort string, descending bool) {
	slices.SortFunc(list, func(a, b SinglePoint) int {
		order := 0
		switch sort {
		case "needed":
			order = cmp.Compare(a.Needed, b.Needed)
		case "holder":
			order = cmp.Compare(a.Held(), b.Held())
			if order == 0 && a.Holder != nil {
				order = comparePeople(*a.Holder, *b.Holder)
			}
		default:
			order = compareStatements(a.Statement, b.Statement)
		}
		if descending {
			order = -order
		}
		return cmp.Or(order, compareStatements(a.Statement, b.Statement))
	})
}

// SinglePointCount is how many statements nobody holds, and how many one person does.
type SinglePointCount struct{ Nobody, One int }

func countSinglePoints(list []SinglePoint) SinglePointCount {
	var c SinglePointCount
	for _, p := range list {
		if p.Held() == ByNobody {
			c.Nobody++
		} else {
			c.One++
		}
	}
	return c
}
