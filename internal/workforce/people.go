package workforce

import (
	"cmp"
	"slices"
	"strings"

	"bandwise/internal/platform/calendar"
)

// PeopleSorts are what the list of people can be sorted by, the default first.
var PeopleSorts = []string{"name", "team", "band", "stage", "nextDue", "overdue", "waiting", "readiness", "refresher"}

// Sort orders members, those without a value last in either direction, and by name within the same value.
func Sort(members []Member, stages []Stage, sort string, descending bool) {
	slices.SortFunc(members, func(a, b Member) int {
		order := 0
		switch sort {
		case "team":
			order = strings.Compare(a.Person.Team.Name, b.Person.Team.Name)
		case "band":
			order = a.Person.Band.Compare(b.Person.Band)
		case "stage":
			return cmp.Or(lastWithout(stageOf(a, stages), stageOf(b, stages), descending, -1), comparePeople(a.Person, b.Person))
		case "nextDue":
			return cmp.Or(datesLast(nextDue(a), nextDue(b), descending), comparePeople(a.Person, b.Person))
		case "refresher":
			return cmp.Or(datesLast(refresher(a), refresher(b), descending), comparePeople(a.Person, b.Person))
		case "overdue":
			order = cmp.Compare(a.overdue(), b.overdue())
		case "waiting":
			order = cmp.Compare(a.WaitingReview()+a.waitingSignOff(), b.WaitingReview()+b.waitingSignOff())
		case "readiness":
			order = cmp.Compare(Count(a.Standings).share(), Count(b.Standings).share())
		default:
			order = comparePeople(a.Person, b.Person)
		}
		if descending {
			order = -order
		}
		return cmp.Or(order, comparePeople(a.Person, b.Person))
	})
}

func stageOf(m Member, stages []Stage) int {
	if m.Training == nil {
		return -1
	}
	return slices.IndexFunc(stages, func(s Stage) bool { return s.Key == m.Training.Stage.Key })
}

func nextDue(m Member) calendar.Date {
	if m.Training == nil || m.Training.Next == nil {
		return calendar.Date{}
	}
	return m.Training.Next.DueOn
}

func refresher(m Member) calendar.Date {
	if m.Training == nil {
		return calendar.Date{}
	}
	return m.Training.RefresherDueOn
}

// lastWithout compares two numbers of which none stands for no value and comes last.
func lastWithout(a, b int, descending bool, none int) int {
	switch {
	case a == b:
		return 0
	case a == none:
		return 1
	case b == none:
		return -1
	case descending:
		return cmp.Compare(b, a)
	default:
		return cmp.Compare(a, b)
	}
}

func datesLast(a, b calendar.Date, descending bool) int {
	switch {
	case a == b:
		return 0
	case a.IsZero():
		return 1
	case b.IsZero():
		return -1
	case descending:
		return b.Compare(a)
	default:
		return a.Compare(b)
	}
}
