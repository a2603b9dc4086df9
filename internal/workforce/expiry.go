package workforce

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// ExpiryKind is a kind of thing that falls due or ends.
type ExpiryKind int

// The kinds of expiries.
const (
	// RefresherExpiry: the refresher course that keeps ACC current.
	RefresherExpiry ExpiryKind = iota + 1
	// CertificationExpiry: the re-certification of a further accreditation, such as an auditor's.
	CertificationExpiry
	FixedTermExpiry
	LeavingExpiry
)

var expiryKindNames = []string{"", "refresher", "certification", "fixed_term", "planned_leaving"}

// String gives the kind as the API writes it.
func (k ExpiryKind) String() string { return expiryKindNames[k] }

// Title names the kind as people read it.
func (k ExpiryKind) Title() string {
	return [...]string{"", "Refresher", "Certification", "Fixed term", "Planned leaving"}[k]
}

// ExpiryKinds lists the kinds, in the order in which they are shown.
func ExpiryKinds() []ExpiryKind {
	return []ExpiryKind{RefresherExpiry, CertificationExpiry, FixedTermExpiry, LeavingExpiry}
}

// ParseExpiryKind reads what String gives.
func ParseExpiryKind(text string) (ExpiryKind, error) {
	for _, k := range ExpiryKinds() {
		if k.String() == text {
			return k, nil
		}
	}
	return 0, fmt.Errorf("%q is not a kind of expiry", text)
}

// ofEnding gives the kind of expiry that an end is.
func ofEnding(k EndingKind) ExpiryKind {
	if k == FixedTerm {
		return FixedTermExpiry
	}
	return LeavingExpiry
}

// Renewal is an accreditation that somebody holds and that has to be kept current.
type Renewal struct {
	PersonID uuid.UUID
	// Award is its key, Title its name, Word what keeps it current inside a sentence: "refresher" or "re-certification".
	Award     string
	Title     string
	Word      string
	AwardedOn calendar.Date
	DueOn     calendar.Date
	Because   string
}

// mainAward is the accreditation whose renewal is the refresher; what keeps the others current is a certification.
const mainAward = "acc"

// Expiry is something of a person that falls due or ends on a day. Until then it is to come, after it overdue.
type Expiry struct {
	Person Person
	Kind   ExpiryKind
	Title  string
	DueOn  calendar.Date
	// AwardedOn is no date for an end.
	AwardedOn calendar.Date
	Because   string
	Overdue   bool
}

// ExpiryMonths are how many months ahead can be looked.
var ExpiryMonths = []int{3, 6, 12, 24, 36}

// UsualExpiryMonths is how far ahead is looked where nothing is said: as far as a refresher counts as expiring.
const UsualExpiryMonths = 12

// ExpiryFilter chooses expiries. What is left zero does not matter, but for Months.
type ExpiryFilter struct {
	// People chooses by team and name.
	People Filter
	Kind   ExpiryKind
	Months int
	// Overdue and ToCome choose by whether the day has passed.
	Overdue, ToCome bool
	// Month is a day of the only month that is wanted.
	Month calendar.Date
}

func (f ExpiryFilter) takes(e Expiry, today calendar.Date) bool {
	switch {
	case f.Kind != 0 && e.Kind != f.Kind,
		e.DueOn.After(today.Add(calendar.Months(f.Months))),
		f.Overdue && !e.Overdue,
		f.ToCome && e.Overdue,
		!f.Month.IsZero() && (e.DueOn.Year() != f.Month.Year() || e.DueOn.Month() != f.Month.Month()):
		return false
	}
	return true
}

// ExpirySorts are what the expiries can be sorted by, the default first.
var ExpirySorts = []string{"dueOn", "name", "team", "band", "kind"}

// Expiries lists what falls due or ends of people, by the day and then by name.
func Expiries(people []Person, renewals []Renewal, endings Endings, f ExpiryFilter, today calendar.Date) []Expiry {
	by := make(map[uuid.UUID][]Renewal, len(renewals))
	for _, r := range renewals {
		by[r.PersonID] = append(by[r.PersonID], r)
	}
	var list []Expiry
	add := func(e Expiry) {
		if e.Overdue = e.DueOn.Before(today); f.takes(e, today) {
			list = append(list, e)
		}
	}
	for _, p := range people {
		if !f.People.TakesTeam(p.Team) || !strings.Contains(p.Folded, f.People.Query) {
			continue
		}
		for _, r := range by[p.ID] {
			e := Expiry{Person: p, Kind: RefresherExpiry, Title: "Refresher course", DueOn: r.DueOn, AwardedOn: r.AwardedOn, Because: r.Because}
			if r.Award != mainAward {
				e.Kind, e.Title = CertificationExpiry, r.Title+", "+r.Word
			}
			add(e)
		}
		for _, end := range endings[p.ID] {
			if end.Shown {
				add(Expiry{Person: p, Kind: ofEnding(end.Kind), Title: end.Kind.Title(), DueOn: end.On, Because: end.Because()})
			}
		}
	}
	slices.SortStableFunc(list, compareExpiries)
	return list
}

func compareExpiries(a, b Expiry) int {
	return cmp.Or(a.DueOn.Compare(b.DueOn), comparePeople(a.Person, b.Person), cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Title, b.Title))
}

// SortExpiries orders expiries, and by day and name within the same value.
func SortExpiries(list []Expiry, sort string, descending bool) {
	slices.SortStableFunc(list, func(a, b Expiry) int {
		order := 0
		switch sort {
		case "name":
			order = comparePeople(a.Person, b.Person)
		case "team":
			order = strings.Compare(a.Person.Team.Name, b.Person.Team.Name)
		case "band":
			order = a.Person.Band.Compare(b.Person.Band)
		case "kind":
			order = cmp.Compare(a.Kind, b.Kind)
		default:
			order = a.DueOn.Compare(b.DueOn)
		}
		if descending {
			order = -order
		}
		return cmp.Or(order, compareExpiries(a, b))
	})
}

// ExpiryCount is how many expiries of a kind there are.
type ExpiryCount struct {
	Kind  ExpiryKind
	Count int
}

// ExpiryMonth is a month, or what is overdue, with what falls into it.
type ExpiryMonth struct {
	// Month is the first day of it; no date for what is overdue.
	Month  calendar.Date
	Label  string
	Total  int
	Counts []ExpiryCount
	First  []Expiry
}

// mostInMonth is how many people a month of the calendar names; the others are on its list.
const mostInMonth = 10

// ExpiryCalendar is what falls due or ends, by month.
type ExpiryCalendar struct {
	Today   calendar.Date
	Total   int
	Counts  []ExpiryCount
	Overdue ExpiryMonth
	Months  []ExpiryMonth
}

// ByMonth puts expiries, which come by day, into the months from this one on. kinds are those that are counted.
func ByMonth(list []Expiry, kinds []ExpiryKind, months int, today calendar.Date) ExpiryCalendar {
	part := func(label string, month calendar.Date) ExpiryMonth {
		m := ExpiryMonth{Label: label, Month: month}
		for _, k := range kinds {
			m.Counts = append(m.Counts, ExpiryCount{Kind: k})
		}
		return m
	}
	c := ExpiryCalendar{Today: today, Total: len(list), Overdue: part("Overdue", calendar.Date{})}
	first := calendar.On(today.Year(), today.Month(), 1)
	last := today.Add(calendar.Months(months))
	for m := first; !m.After(last); m = m.Add(calendar.Months(1)) {
		c.Months = append(c.Months, part(fmt.Sprintf("%s %d", m.Month(), m.Year()), m))
	}
	all := part("", calendar.Date{})
	for _, e := range list {
		into := &c.Overdue
		if !e.Overdue {
			into = &c.Months[(e.DueOn.Year()-first.Year())*12+int(e.DueOn.Month())-int(first.Month())]
		}
		into.take(e)
		all.take(e)
	}
	c.Counts = all.Counts
	return c
}

func (m *ExpiryMonth) take(e Expiry) {
	m.Total++
	for i := range m.Counts {
		if m.Counts[i].Kind == e.Kind {
			m.Counts[i].Count++
		}
	}
	if len(m.First) < mostInMonth {
		m.First = append(m.First, e)
	}
}
