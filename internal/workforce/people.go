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
	sortByPointer(members, func(a, b *Member) int {
		order := 0
		switch sort {
		case "team":
			order = strings.Compare(a.Person.Team.Name, b.Person.Team.Name)
		case "band":
			order = a.Person.Band.Compare(b.Person.Band)
		case "stage":
			return cmp.Or(lastWithout(stageOf(a, stages), stageOf(b, stages), descending, -1), compareByName(&a.Person, &b.Person))
		case "nextDue":
			return cmp.Or(datesLast(nextDue(a), nextDue(b), descending), compareByName(&a.Person, &b.Person))
		case "refresher":
			return cmp.Or(datesLast(refresher(a), refresher(b), descending), compareByName(&a.Person, &b.Person))
		case "overdue":
			order = cmp.Compare(a.overdue(), b.overdue())
		case "waiting":
			order = cmp.Compare(a.WaitingReview()+a.waitingSignOff(), b.WaitingReview()+b.waitingSignOff())
		case "readiness":
			order = cmp.Compare(a.Judged.Counts.share(), b.Judged.Counts.share())
		default:
			order = compareByName(&a.Person, &b.Person)
		}
		if descending {
			order = -order
		}
		return cmp.Or(order, compareByName(&a.Person, &b.Person))
	})
}

// sortByPointer sorts what is large without moving it about at each comparison.
func sortByPointer[T any](list []T, compare func(a, b *T) int) {
	order := make([]*T, len(list))
	for i := range list {
		order[i] = &list[i]
	}
	slices.SortFunc(order, compare)
	sorted := make([]T, len(list))
	for i, at := range order {
		sorted[i] = *at
	}
	copy(list, sorted)
}

func stageOf(m *Member, stages []Stage) int {
	if m.Training == nil {
		return -1
	}
	return slices.IndexFunc(stages, func(s Stage) bool { return s.Key == m.Training.Stage.Key })
}

func nextDue(m *Member) calendar.Date {
	if m.Training == nil || m.Training.Next == nil {
		return calendar.Date{}
	}
	return m.Training.Next.DueOn
}

func refresher(m *Member) calendar.Date {
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
