package staff

import (
	"fmt"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// LeavingKind says why somebody plans to leave, no closer than planning needs it.
type LeavingKind int

// The kinds of planned leaving.
const (
	Retirement LeavingKind = iota + 1
	OtherLeaving
)

var leavingKindNames = map[LeavingKind]string{Retirement: "retirement", OtherLeaving: "other"}

// String gives the kind as the API writes it.
func (k LeavingKind) String() string { return leavingKindNames[k] }

// ParseLeavingKind reads "retirement" or "other"; anything else gives 0.
func ParseLeavingKind(text string) LeavingKind {
	for kind, name := range leavingKindNames {
		if name == text {
			return kind
		}
	}
	return 0
}

// PlannedLeaving is that a person is to leave, as the line was told. It ends nothing by itself: on the day an administrator
// records the leaving.
type PlannedLeaving struct {
	// Kind is 0 and LeavesOn no date where nothing is planned.
	Kind LeavingKind
	// LeavesOn is the last day.
	LeavesOn  calendar.Date
	EnteredBy Ref
	EnteredOn calendar.Date
	// Version is 1 as long as nothing was ever entered.
	Version int
}

// Planned reports whether a leaving is planned.
func (p PlannedLeaving) Planned() bool { return p.Kind != 0 }

// lastYears is how far ahead the last day of an appointment or of a person may lie: beyond it the year is likely to be mistyped.
var lastYears = calendar.Years(10)

// check refuses a plan that cannot be, field by field, on a day. held are the person's appointments; one without any that goes
// on or is to come is CodeConflict, because there is nothing to leave.
func (p PlannedLeaving) check(name string, held []Appointment, today calendar.Date) error {
	var first *Appointment
	for i, a := range held {
		over := !a.EndsOn.IsZero() && a.EndsOn.Before(today)
		if !over && (first == nil || a.StartsOn.Before(first.StartsOn)) {
			first = &held[i]
		}
	}
	if first == nil {
		return apperr.Conflict(fmt.Sprintf("%s has no appointment today or to come, so there is nothing to leave.", name))
	}
	var fields []apperr.Field
	refuse := func(field, format string, args ...any) {
		fields = append(fields, apperr.Field{Name: field, Message: fmt.Sprintf(format, args...)})
	}
	if p.Kind == 0 {
		refuse("kind", "Choose whether it is retirement or another reason.")
	}
	switch {
	case p.LeavesOn.IsZero():
		refuse("leavesOn", "Enter the last day.")
	case p.LeavesOn.Before(today):
		refuse("leavesOn", "%s has passed. Enter a day to come; that somebody has left is recorded by an administrator.", p.LeavesOn)
	case p.LeavesOn.After(today.Add(lastYears)):
		refuse("leavesOn", "Check the year: %s is more than ten years ahead.", p.LeavesOn)
	case p.LeavesOn.Before(first.StartsOn):
		refuse("leavesOn", "The appointment as %s begins on %s. Enter that day or a later one.", first.RoleTitle, first.StartsOn)
	}
	return apperr.Invalid(fields...)
}
