package training

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Extension is a due date of one person's milestone that an approver moved. It stays when it is ended; of several the last
// one that was not ended counts.
type Extension struct {
	ID        uuid.UUID
	Milestone MilestoneKey
	// WasDueOn is the date as it stood when the extension was granted, DueOn the one that holds instead.
	WasDueOn calendar.Date
	DueOn    calendar.Date
	Reason   string
	By       uuid.UUID
	// ByName names the approver in sentences.
	ByName string
	On     calendar.Date
	// End is nil while it counts.
	End     *Withdrawal
	Version int
}

// because gives "Max Lee moved it on 3 February 2027 from 14 March 2027 to 14 June 2027 (the course was full)".
func (e Extension) because() string {
	by := e.ByName
	if by == "" {
		by = "the approver"
	}
	text := fmt.Sprintf("%s moved it on %s from %s to %s", by, e.On, e.WasDueOn, e.DueOn)
	if e.Reason != "" {
		text += " (" + strings.TrimRight(e.Reason, ".") + ")"
	}
	return text
}

// extension gives the extension of a milestone that counts.
func (f Facts) extension(key MilestoneKey) (Extension, bool) {
	var last Extension
	ok := false
	for _, e := range f.Extensions {
		if e.Milestone == key && e.End == nil {
			last, ok = e, true
		}
	}
	return last, ok
}

// Extend checks an extension and gives it with the date that it moves. It needs a reason, somebody else than the person, and a day after the
// present due date. A conflict: what is settled, what has no date, what applies all the time or is awarded, and the refresher, whose date is the
// rule by which an accreditation stays current.
func (p Pathway) Extend(f Facts, e Extension, today calendar.Date) (Extension, error) {
	m, err := p.milestoneOf(e.Milestone)
	if err != nil {
		return Extension{}, err
	}
	if e.By == f.Person {
		return Extension{}, apperr.Forbidden("Nobody extends their own dates. Ask your manager.")
	}
	r := newReckoning(p, f, today)
	now := r.limitOf(&m)
	switch s := f.stand(&m); {
	case s.state.Settled():
		return Extension{}, apperr.Conflict(fmt.Sprintf("Already %s: %s.", s.state, m.Called))
	case m.Recurs():
		return Extension{}, apperr.Conflict(fmt.Sprintf("The date of %s is the rule by which the accreditation stays current. Leave moves it; nobody extends it.", m.Called))
	case m.Award != "" || m.Throughout:
		return Extension{}, apperr.Conflict(fmt.Sprintf("%s has no date of its own that could be moved.", sentenceCase(m.Called)))
	case now.on.IsZero():
		return Extension{}, apperr.Conflict(fmt.Sprintf("There is no date yet for %s, so there is nothing to move.", m.Called))
	}
	var no refusals
	switch {
	case e.DueOn.IsZero():
		no.add("dueOn", "Enter the new date.")
	case !e.DueOn.After(now.on):
		no.add("dueOn", "%s is not after the present date, %s.", e.DueOn, now.on)
	case e.DueOn.Before(today):
		no.add("dueOn", "%s has passed. Enter a date that can still be met.", e.DueOn)
	}
	no.check(e.Reason != "", "reason", "Give the reason for the extension.")
	e.WasDueOn, e.On = now.on, today
	return e, no.err()
}

// EndExtension gives an extension as it was ended. It needs a reason and somebody else than the person; one that was ended is a conflict.
func (f Facts) EndExtension(id uuid.UUID, end Withdrawal) (Extension, error) {
	for _, e := range f.Extensions {
		if e.ID != id {
			continue
		}
		if e.End != nil {
			return Extension{}, apperr.Conflict(fmt.Sprintf("This extension was already ended on %s.", e.End.On))
		}
		err := f.checkWithdrawal(end, "Give the reason for ending the extension.")
		e.End = &end
		return e, err
	}
	return Extension{}, apperr.NotFound("extension")
}

// WithdrawExemption gives an exemption as it was withdrawn. It needs a reason and somebody else than the person. A conflict: one that was
// withdrawn, and one on which an award rests that is held.
func (p Pathway) WithdrawExemption(f Facts, id uuid.UUID, why Withdrawal) (Exemption, error) {
	for _, e := range f.Exemptions {
		if e.ID != id {
			continue
		}
		if e.Withdrawal != nil {
			return Exemption{}, apperr.Conflict(fmt.Sprintf("This exemption was already withdrawn on %s.", e.Withdrawal.On))
		}
		if on, held := f.award(p.Award); held && !on.Before(e.On) {
			return Exemption{}, apperr.Conflict(fmt.Sprintf("The accreditation given on %s rests on this exemption, so it stays.", on))
		}
		err := f.checkWithdrawal(why, "Give the reason for withdrawing the exemption.")
		e.Withdrawal = &why
		return e, err
	}
	return Exemption{}, apperr.NotFound("exemption")
}

func (f Facts) checkWithdrawal(w Withdrawal, missing string) error {
	if w.By == f.Person {
		return apperr.Forbidden("Nobody decides this for themselves. Ask your manager.")
	}
	if w.Reason == "" {
		return apperr.InvalidField("reason", missing)
	}
	return nil
}
