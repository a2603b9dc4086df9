// Package course keeps courses and workshops as events with places: who is booked, who waits, who came; and the cohorts that
// train together. Attendance reaches the training record of those whose milestone it completes.
package course

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Kind is the kind of a course.
type Kind int

// The kinds of course that documents 003 names, and workshops.
const (
	StandardsCourse Kind = iota + 1
	Refresher
	Anatomy
	Workshop
)

var kindNames = []string{"", "standards_course", "refresher", "anatomy", "workshop"}

// String gives the kind as the API writes it.
func (k Kind) String() string { return nameOf(kindNames, int(k)) }

// milestones are those of the road to accreditation that attending a course completes (003 lines 61, 63 and 70). The anatomy
// course counts only with its certificate, which the person adds, so that attendance alone records nothing.
var milestones = map[Kind]string{StandardsCourse: "ccsc", Refresher: "ccsrc"}

// State is where a course stands.
type State int

// The states of a course.
const (
	Planned State = iota + 1
	Held
	Cancelled
)

var stateNames = []string{"", "planned", "held", "cancelled"}

// String gives the state as the API writes it.
func (s State) String() string { return nameOf(stateNames, int(s)) }

// BookingState is where somebody's place stands.
type BookingState int

// The states of a booking.
const (
	Booked BookingState = iota + 1
	Waiting
	Withdrawn
	Attended
	Absent
)

var bookingNames = []string{"", "booked", "waiting", "withdrawn", "attended", "absent"}

// String gives the state as the API writes it.
func (s BookingState) String() string { return nameOf(bookingNames, int(s)) }

func nameOf(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return fmt.Sprintf("unknown(%d)", i)
	}
	return names[i]
}

// parse gives the value of a name, zero for a name that is none.
func parse[T ~int](names []string, name string) T {
	if i := slices.Index(names, name); i > 0 {
		return T(i)
	}
	return 0
}

// Event is a course that takes place.
type Event struct {
	ID               uuid.UUID
	Kind             Kind
	Title            string
	StartsOn         calendar.Date
	EndsOn           calendar.Date
	Place            string
	Provider         string
	Places           int
	Note             string
	State            State
	CancelledBecause string
	Version          int
}

// Milestone gives the key of the milestone that attending the course completes, "" for none.
func (e Event) Milestone() string { return milestones[e.Kind] }

// check refuses, field by field, a course that cannot take place. booked is how many places are taken.
func (e Event) check(booked int) error {
	var wrong []apperr.Field
	refuse := func(name, format string, args ...any) {
		wrong = append(wrong, apperr.Field{Name: name, Message: fmt.Sprintf(format, args...)})
	}
	if e.Kind == 0 {
		refuse("kind", "Choose the kind of course.")
	}
	if e.Title == "" {
		refuse("title", "Give the course a title.")
	}
	switch {
	case e.StartsOn.IsZero():
		refuse("startsOn", "Enter the first day.")
	case e.EndsOn.IsZero():
		refuse("endsOn", "Enter the last day; for a single day the same one.")
	case e.EndsOn.Before(e.StartsOn):
		refuse("endsOn", "The last day is before the first one.")
	case e.EndsOn.After(e.StartsOn.Add(calendar.Years(1))):
		refuse("endsOn", "A course lasts at most a year. Check the year.")
	}
	switch {
	case e.Places < 1 || e.Places > 500:
		refuse("places", "Enter how many places there are, from 1 to 500.")
	case e.Places < booked:
		refuse("places", "%d people are booked. Take places back from some of them first.", booked)
	}
	return apperr.Invalid(wrong...)
}

// open refuses what cannot be done any more.
func (e Event) open() error {
	switch e.State {
	case Held:
		return apperr.Conflict("The attendance of this course has been entered.")
	case Cancelled:
		return apperr.Conflict("This course was cancelled.")
	case Planned:
	}
	return nil
}

// Booking is somebody's place on a course.
type Booking struct {
	ID       uuid.UUID
	EventID  uuid.UUID
	PersonID uuid.UUID
	State    BookingState
	// Position orders those who wait, and is the order in which places were asked for.
	Position int
	// Outcome says what the training record took from the attendance.
	Outcome string
	Version int
}

// place gives the state of a new booking: booked while there is a place, else waiting.
func (e Event) place(booked int) BookingState {
	if booked < e.Places {
		return Booked
	}
	return Waiting
}

// mayBook refuses a booking for a course that is over, held or cancelled.
func (e Event) mayBook(today calendar.Date) error {
	if err := e.open(); err != nil {
		return err
	}
	if today.After(e.EndsOn) {
		return apperr.Conflict(fmt.Sprintf("This course ended on %s. Enter its attendance instead.", e.EndsOn))
	}
	return nil
}

// mayMark refuses the attendance of a course that has not begun, or was cancelled.
func (e Event) mayMark(today calendar.Date) error {
	if e.State == Cancelled {
		return e.open()
	}
	if today.Before(e.EndsOn) {
		return apperr.Conflict(fmt.Sprintf("This course ends on %s. Enter the attendance from that day on.", e.EndsOn))
	}
	return nil
}

// Cohort is a group of people who train together.
type Cohort struct {
	ID       uuid.UUID
	Name     string
	StartsOn calendar.Date
	Version  int
}

func (c Cohort) check(members int) error {
	var wrong []apperr.Field
	if strings.TrimSpace(c.Name) == "" {
		wrong = append(wrong, apperr.Field{Name: "name", Message: "Give the cohort a name."})
	}
	if c.StartsOn.IsZero() {
		wrong = append(wrong, apperr.Field{Name: "startsOn", Message: "Enter the day on which the cohort starts."})
	}
	if members == 0 {
		wrong = append(wrong, apperr.Field{Name: "personIds", Message: "Choose who is in the cohort."})
	}
	return apperr.Invalid(wrong...)
}
