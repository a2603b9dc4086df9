package workforce

import (
	"cmp"
	"slices"
	"strings"

	"bandwise/internal/platform/calendar"
)

// Expiry is a refresher that has lapsed or falls due within the expiry period.
type Expiry struct {
	Person    Person
	Lapsed    bool
	DueOn     calendar.Date
	AwardedOn calendar.Date
}

// ExpirySorts are what the expiries can be sorted by, the default first.
var ExpirySorts = []string{"dueOn", "name", "team", "band"}

// Expiries lists the refreshers of the members that base chooses, as sort says.
func Expiries(members []Member, base Filter, sort string, descending bool, today calendar.Date) []Expiry {
	var list []Expiry
	for _, m := range base.Choose(members, today) {
		if IsExpiring.Holds(m, today) || IsLapsed.Holds(m, today) {
			t := m.Training
			list = append(list, Expiry{Person: m.Person, Lapsed: t.Accreditation == Lapsed, DueOn: t.RefresherDueOn, AwardedOn: t.AwardedOn})
		}
	}
	slices.SortFunc(list, func(a, b Expiry) int {
		order := 0
		switch sort {
		case "name":
			order = comparePeople(a.Person, b.Person)
		case "team":
			order = strings.Compare(a.Person.Team.Name, b.Person.Team.Name)
		case "band":
			order = a.Person.Band.Compare(b.Person.Band)
		default:
			order = a.DueOn.Compare(b.DueOn)
		}
		if descending {
			order = -order
		}
		return cmp.Or(order, comparePeople(a.Person, b.Person))
	})
	return list
}
