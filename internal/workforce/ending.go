package workforce

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Spell is a time for which somebody was appointed, without a last day while it goes on. AwardedOn is the day of ACC, if any.
type Spell struct {
	Person    uuid.UUID
	From, To  calendar.Date
	AwardedOn calendar.Date
}

// betweenPosts is for how many days somebody may be without an appointment and still counts as having stayed.
const betweenPosts = 31

// JoinSpells joins a person's appointments that follow on each other. Appointments come by person and first day.
func JoinSpells(appointments []Spell) []Spell {
	var all []Spell
	for _, a := range appointments {
		n := len(all) - 1
		if n >= 0 && all[n].Person == a.Person && (all[n].To.IsZero() || !a.From.After(all[n].To.AddDays(betweenPosts))) {
			switch {
			case all[n].To.IsZero():
			case a.To.IsZero():
				all[n].To = calendar.Date{}
			default:
				all[n].To = calendar.Later(all[n].To, a.To)
			}
			continue
		}
		all = append(all, a)
	}
	return all
}

// EndingKind says how it is known that somebody's work here ends.
type EndingKind int

// The kinds of endings.
const (
	// FixedTerm: the last appointment has a last day, and none follows on it.
	FixedTerm EndingKind = iota + 1
	// Retirement and OtherLeaving were entered by the line.
	Retirement
	OtherLeaving
	// LeavingRecorded: an administrator has recorded the leaving.
	LeavingRecorded
)

var endingTitles = map[EndingKind]string{
	FixedTerm: "Fixed term ends", Retirement: "Retirement", OtherLeaving: "Planned leaving", LeavingRecorded: "Leaving, recorded",
}

// Title names the kind as people read it.
func (k EndingKind) Title() string { return endingTitles[k] }

// Ending is a day on which somebody's work here ends, as far as it is known.
type Ending struct {
	Kind EndingKind
	// On is the last day.
	On calendar.Date
	// Post is the role of the appointment that ends; "" for a planned leaving.
	Post string
	// EnteredBy and EnteredOn say who planned it, and when; empty for an appointment's end.
	EnteredBy string
	EnteredOn calendar.Date
	// Shown says that the reader may be told. It is reckoned with in any case.
	Shown bool
}

// Because says where the day comes from.
func (e Ending) Because() string {
	switch e.Kind {
	case FixedTerm:
		return fmt.Sprintf("The appointment as %s ends on %s, and none follows within a month.", e.Post, e.On)
	case LeavingRecorded:
		return fmt.Sprintf("It is recorded that the person leaves on %s.", e.On)
	default:
		return fmt.Sprintf("%s on %s, entered by %s on %s.", e.Kind.Title(), e.On, e.EnteredBy, e.EnteredOn)
	}
}

// Endings are what is known about ends, by person. Nobody without any is in it.
type Endings map[uuid.UUID][]Ending

// First gives the first end of a person that has not passed, and false without one. A planned day that has passed while the
// person still works here ends nothing.
func (e Endings) First(person uuid.UUID, today calendar.Date) (Ending, bool) {
	first, found := Ending{}, false
	for _, one := range e[person] {
		if !one.On.Before(today) && (!found || one.On.Before(first.On)) {
			first, found = one, true
		}
	}
	return first, found
}

// held is an appointment that goes on or is to come, as far as its end matters.
type held struct {
	Spell
	Role  string
	Shown bool
	// LeftOn is the day of a leaving that is recorded.
	LeftOn calendar.Date
}

// endingsOf finds the ends of appointments, which come by person and first day, and joins them with the planned leavings.
func endingsOf(appointments []held, planned Endings, today calendar.Date) Endings {
	all := Endings{}
	spells := make([]Spell, len(appointments))
	last := map[uuid.UUID]held{}
	for i, a := range appointments {
		spells[i] = a.Spell
		if known, there := last[a.Person]; !there || !a.To.Before(known.To) {
			last[a.Person] = a
		}
	}
	for _, s := range JoinSpells(spells) {
		if s.From.After(today) || s.To.IsZero() {
			continue
		}
		a := last[s.Person]
		e := Ending{Kind: FixedTerm, On: s.To, Post: a.Role, Shown: a.Shown}
		if !a.LeftOn.IsZero() {
			e.Kind = LeavingRecorded
		}
		all[s.Person] = append(all[s.Person], e)
	}
	for person, leavings := range planned {
		all[person] = append(all[person], leavings...)
	}
	for _, of := range all {
		slices.SortStableFunc(of, func(a, b Ending) int { return cmp.Or(a.On.Compare(b.On), int(a.Kind)-int(b.Kind)) })
	}
	return all
}
