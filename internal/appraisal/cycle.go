package appraisal

import (
	"fmt"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Cycle is how often an organisation appraises, from a day on.
type Cycle struct {
	StartsOn calendar.Date
	// Every and OneToOnesEvery are counted from the last meeting of the kind, or from the appointment before the first one.
	Every          calendar.Period
	OneToOnesEvery calendar.Period
	// Reason is why it was set so.
	Reason string
	// SetBy is the name of who set it; empty for the rule that holds before an organisation has set its own.
	SetBy string
}

// unset is the rule of an organisation that has set none: an appraisal a year. The year is usual in the NHS; the month between
// one-to-ones is this program's own proposal.
var unset = Cycle{
	Every: calendar.Years(1), OneToOnesEvery: calendar.Months(1),
	Reason: "Preset: nobody has set a cycle for this organisation yet.",
}

// cycleOn gives the rule that holds on a day; cycles are in the order of their days.
func cycleOn(cycles []Cycle, today calendar.Date) Cycle {
	held := unset
	for _, c := range cycles {
		if !c.StartsOn.After(today) {
			held = c
		}
	}
	return held
}

// check refuses a rule that cannot be kept.
func (c Cycle) check(today calendar.Date) error {
	var wrong []apperr.Field
	refuse := func(name, message string) { wrong = append(wrong, apperr.Field{Name: name, Message: message}) }
	between := func(name string, p calendar.Period, most int) {
		if months := p.WholeMonths(); p.IsNegative() || p.IsZero() || months > most || today.Add(p).Before(today.AddDays(7)) {
			refuse(name, fmt.Sprintf("Choose a period from a week to %d months.", most))
		}
	}
	between("every", c.Every, 36)
	between("oneToOnesEvery", c.OneToOnesEvery, 12)
	if c.Reason == "" {
		refuse("reason", "Say why the cycle is set so.")
	}
	switch {
	case c.StartsOn.IsZero():
		refuse("startsOn", "Enter the day from which it holds.")
	case c.StartsOn.Before(today):
		refuse("startsOn", fmt.Sprintf("%s has passed. What held before stays as it was; choose a day from today on.", c.StartsOn))
	}
	return apperr.Invalid(wrong...)
}

// Due is where somebody stands in the cycle with one kind of meeting.
type Due struct {
	Kind  Kind
	State DueState
	// LastOn is when the last one was held, PlannedOn when the next one is planned, DueOn by when it is due.
	LastOn    calendar.Date
	PlannedOn calendar.Date
	DueOn     calendar.Date
	// Because gives the date with the facts it comes from.
	Because string
}

// DueState says how pressing the next meeting is.
type DueState int

// The states of the next meeting.
const (
	// NotDue: it is more than 30 days away.
	NotDue DueState = iota + 1
	// DueSoon: it is due within 30 days and not planned.
	DueSoon
	// Arranged: it is planned by its date.
	Arranged
	// Overdue: its date has passed.
	Overdue
)

var dueNames = []string{"", "not_due", "due", "planned", "overdue"}

// String gives the state as the API writes it.
func (s DueState) String() string { return nameOf(dueNames, int(s)) }

// soon is how long before its date a meeting counts as due.
const soon = 30

// dueOf reckons when the next meeting of a kind is due for somebody who was appointed on a day, by the rule that holds.
func (c Cycle) dueOf(kind Kind, appointedOn, lastOn, plannedOn, today calendar.Date) Due {
	every := c.OneToOnesEvery
	if kind == Appraisal {
		every = c.Every
	}
	d := Due{Kind: kind, LastOn: lastOn, PlannedOn: plannedOn}
	from, what := lastOn, fmt.Sprintf("the last %s on %s", kind.Words(), lastOn)
	if lastOn.IsZero() {
		from, what = appointedOn, fmt.Sprintf("the appointment on %s, as none has been held", appointedOn)
	}
	if from.IsZero() {
		d.State, d.Because = NotDue, "Nothing is due, because there is no appointment."
		return d
	}
	d.DueOn = from.Add(every)
	d.Because = fmt.Sprintf("Due on %s because the cycle asks for one every %s, counted from %s.", d.DueOn, every, what)
	switch {
	case today.After(d.DueOn):
		d.State = Overdue
	case !plannedOn.IsZero() && !plannedOn.After(d.DueOn):
		d.State = Arranged
	case today.AddDays(soon).Before(d.DueOn):
		d.State = NotDue
	default:
		d.State = DueSoon
	}
	if !plannedOn.IsZero() {
		d.Because += fmt.Sprintf(" The next one is planned for %s.", plannedOn)
	}
	return d
}
