package training

import (
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// AddPause checks leave that pauses the clock. It needs a reason, a first day that is not before the appointment, and a last day, if any, that is
// not before the first; other leave needs a note that says which; leave that overlaps recorded leave is refused.
func (f Facts) AddPause(pause Pause) (Pause, error) {
	var no refusals
	no.check(pause.Reason >= PauseMaternity && pause.Reason <= PauseOther, "reason", "Choose the reason for the pause.")
	no.check(pause.Reason != PauseOther || pause.Note != "", "note", "Say which leave it is.")
	f.checkSpan(pause.Span, &no)
	for _, other := range f.Pauses {
		if len(no) == 0 && other.ID != pause.ID && other.Overlaps(pause.Span) {
			no.add("from", "This overlaps the %s %s.", other.Reason.Leave(), spanInWords(other.Span))
		}
	}
	return pause, no.err()
}

// EndPause gives recorded leave with its last day. It refuses a day before the first one, leave that is not there, and leave whose end is recorded
// already (conflict).
func (f Facts) EndPause(id uuid.UUID, to calendar.Date) (Pause, error) {
	i := slices.IndexFunc(f.Pauses, func(p Pause) bool { return p.ID == id })
	if i < 0 {
		return Pause{}, apperr.NotFound("pause")
	}
	pause := f.Pauses[i]
	if !pause.IsOpen() {
		return Pause{}, apperr.Conflict("This leave already ended on " + pause.To.String() + ".")
	}
	if to.IsZero() {
		return Pause{}, apperr.InvalidField("to", "Enter the last day of the leave.")
	}
	pause.To = to
	return f.AddPause(pause)
}

// EditPause gives recorded leave with other days, reason or note. It is refused like new leave, and without saying why it is changed.
func (f Facts) EditPause(pause Pause, why string) (Pause, error) {
	i := slices.IndexFunc(f.Pauses, func(p Pause) bool { return p.ID == pause.ID })
	if i < 0 {
		return Pause{}, apperr.NotFound("pause")
	}
	if why == "" {
		return Pause{}, apperr.InvalidField("why", "Say why the leave is changed.")
	}
	pause.Version = f.Pauses[i].Version
	return f.AddPause(pause)
}

// WithdrawPause gives leave that was entered by mistake as it was withdrawn, which needs a reason; it then moves nothing.
func (f Facts) WithdrawPause(id uuid.UUID, why Withdrawal) (Pause, error) {
	i := slices.IndexFunc(f.Pauses, func(p Pause) bool { return p.ID == id })
	if i < 0 {
		return Pause{}, apperr.NotFound("pause")
	}
	pause := f.Pauses[i]
	err := f.checkWithdrawal(why, "Say why the leave is withdrawn.")
	pause.Withdrawal = &why
	return pause, err
}

func (f Facts) checkSpan(s calendar.Span, no *refusals) {
	switch {
	case s.From.IsZero():
		no.add("from", "Enter the first day.")
	case !s.IsOpen() && s.To.Before(s.From):
		no.add("to", "The last day is before the first, %s.", s.From)
	case s.From.Before(f.AppointedOn):
		no.add("from", "%s is before the appointment on %s.", s.From, f.AppointedOn)
	}
}

// spanInWords gives "from 1 November 2026 to 30 November 2026", or "since 1 November 2026" while it goes on.
func spanInWords(s calendar.Span) string {
	if s.IsOpen() {
		return "since " + s.From.String()
	}
	return "from " + s.From.String() + " to " + s.To.String()
}
