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
		holders int
	}
	members = base.Choose(members, today)
	points := map[uuid.UUID]*point{}
	of := map[uuid.UUID][]*point{}
	for i := range members {
		m := &members[i]
		role := m.Person.Role
		needed, known := of[role.ID]
		if !known {
			for j := range m.Judged.Asked {
				q := &m.Judged.Asked[j]
				if !q.essentialStatement() {
					continue
				}
				p := points[q.ID]
				if p == nil {
					f := base
					f.Requires = q.ID
					p = &point{SinglePoint: SinglePoint{Statement: q.Statement, Needing: f}, asked: *q}
					points[q.ID] = p
				}
				p.asked.HigherCounts = p.asked.HigherCounts || q.HigherCounts
				p.Roles = append(p.Roles, role)
				needed = append(needed, p)
			}
			of[role.ID] = needed
		}
		for _, p := range needed {
			p.Needed++
		}
	}
	meets := map[*Worth][]*point{}
	for i := range members {
		for _, w := range members[i].brief.worths {
			held, known := meets[w]
			if !known {
				for _, p := range points {
					if w.claim.bears(&p.asked, w.expired).state == Met {
						held = append(held, p)
					}
				}
				meets[w] = held
			}
			for _, p := range held {
				if p.Holder != &members[i].Person {
					p.Holder = &members[i].Person
					p.holders++
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
