package training

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// refusals collects what is wrong with a new fact, one sentence for each field.
type refusals []apperr.Field

func (r *refusals) add(field, format string, args ...any) {
	*r = append(*r, apperr.Field{Name: field, Message: fmt.Sprintf(format, args...)})
}

// check refuses unless ok.
func (r *refusals) check(ok bool, field, format string, args ...any) {
	if !ok {
		r.add(field, format, args...)
	}
}

func (r *refusals) err() error { return apperr.Invalid(*r...) }

// milestoneOf gives the milestone that a new fact is about, or a refusal.
func (p Pathway) milestoneOf(key MilestoneKey) (Milestone, error) {
	m, ok := p.Milestone(key)
	if !ok {
		return Milestone{}, apperr.InvalidField("milestone", fmt.Sprintf("%q is not a milestone of this pathway.", key))
	}
	return m, nil
}

// Record checks a new record of a completed milestone and gives it with RecordedOn set to today. It is refused, field by
// field, when its dates are missing, in the future, out of order, before the appointment (or the award, for what is counted
// from it) or before the milestone's earliest date; when a prerequisite is unmet or was completed later; when a certificate is
// required and missing; and as a conflict when the milestone is already done or waits for its sign-off. Examinations are entered as
// attempts and accreditations are awarded: both are refused here.
func (p Pathway) Record(f Facts, entry Record, today calendar.Date) (Record, error) {
	m, err := p.milestoneOf(entry.Milestone)
	if err != nil {
		return Record{}, err
	}
	now, _ := p.Progress(f, today).Of(m.Key)
	if err := recordable(m, now, entry); err != nil {
		return Record{}, err
	}
	var no refusals
	switch {
	case entry.CompletedOn.IsZero():
		no.add("completedOn", "Enter the date on which it was completed.")
	case entry.CompletedOn.After(today):
		no.add("completedOn", "%s is in the future. Record it once it is completed.", entry.CompletedOn)
	default:
		p.checkDay(f, m, now, "completedOn", entry.CompletedOn, &no)
	}
	if !entry.StartedOn.IsZero() {
		no.check(entry.CompletedOn.IsZero() || !entry.StartedOn.After(entry.CompletedOn), "startedOn", "It cannot start after it was completed.")
		no.check(!entry.StartedOn.Before(f.AppointedOn), "startedOn", "%s is before %s on %s.", entry.StartedOn, startWords(p), f.AppointedOn)
	}
	if logged := f.logged(&m, now.DoneOn); m.LogBook.Asked() && !logged.Full() {
		no.add("milestone", "%s It can be recorded once all are confirmed.", logged.words())
	}
	no.check(!m.Certificate || entry.Certificate != uuid.Nil, "certificate", "Add the certificate: there is no credit for %s without it%s.", m.Called, m.citation(0))
	entry.RecordedOn = today
	entry.SignOff = nil
	return entry, no.err()
}

func recordable(m Milestone, now MilestoneProgress, entry Record) error {
	switch {
	case len(m.Papers) > 0:
		return apperr.InvalidField("milestone", "An examination is entered as an attempt with its results.")
	case m.Award != "":
		return apperr.InvalidField("milestone", fmt.Sprintf("%s is awarded when everything before it is met. It cannot be recorded.", sentenceCase(m.Called)))
	case now.State == StateDone:
		return apperr.Conflict(fmt.Sprintf("Already completed on %s: %s.", now.DoneOn, m.Called))
	case now.State == StateExempt:
		return apperr.Conflict(fmt.Sprintf("There is an exemption from %s. Nothing needs to be recorded.", m.Called))
	case now.State == StateRecorded && !m.Throughout:
		return apperr.Conflict(fmt.Sprintf("Already recorded as completed on %s and waiting for sign-off: %s.", now.Record.CompletedOn, m.Called))
	case m.Recurs() && now.Times > 0 && !entry.CompletedOn.IsZero() && !entry.CompletedOn.After(now.DoneOn):
		return apperr.InvalidField("completedOn", fmt.Sprintf("%s was last completed on %s. Enter a later date.", sentenceCase(m.Called), now.DoneOn))
	}
	return nil
}

// checkDay refuses a day on which the milestone could not have been met: before what it is counted from, before its earliest
// date, before a prerequisite was completed, or while one is unmet.
func (p Pathway) checkDay(f Facts, m Milestone, now MilestoneProgress, field string, day calendar.Date, no *refusals) {
	r := newReckoning(p, f, day)
	from, again := r.start(&m)
	known := len(*no)
	switch {
	case f.AppointedOn.IsZero():
		no.add("milestone", "There is no appointment on this pathway yet.")
	case from.IsZero():
		no.add("milestone", "%s comes after %s, which has not been reached.", sentenceCase(m.Called), r.origin(&m, again))
	case day.Before(from):
		no.add(field, "%s is before %s on %s.", day, r.origin(&m, again), from)
	case !now.NotBefore.IsZero() && day.Before(now.NotBefore):
		no.add(field, "%s is too early: %s cannot be taken before %s.", day, m.Called, now.NotBefore)
	case !now.AvailableFrom.IsZero() && day.Before(now.AvailableFrom):
		no.add(field, "%s is too early: %s goes on until %s.", day, m.Called, now.AvailableFrom)
	}
	inTime := len(*no) == known
	for _, key := range m.Prerequisites {
		before, _ := p.Milestone(key)
		s := f.stand(&before)
		switch {
		case !s.met(&before):
			no.add("milestone", "Complete %s first%s.", before.Called, m.citation(AspectPrerequisites))
		case inTime && s.state != StateExempt && day.Before(s.completedOn()):
			no.add(field, "%s is earlier than %s, completed on %s.", day, before.Called, s.completedOn())
		}
	}
}

// Decide checks a signatory's decision on a record and gives the record with it. It refuses people who would sign off their own
// milestone or are not among its signatories (forbidden), records that are not there (not found), already decided on or resting on a prerequisite
// that itself waits for sign-off (conflict), dates before the completion or in the future, and a return without a reason.
func (p Pathway) Decide(f Facts, id uuid.UUID, decision SignOff, today calendar.Date) (Record, error) {
	record, m, err := p.waiting(f, id)
	if err != nil {
		return Record{}, err
	}
	if decision.By == f.Person {
		return Record{}, apperr.Forbidden("Nobody signs off their own milestone. Ask the " + signatories(&m) + ".")
	}
	if !slices.Contains(m.SignedBy, decision.As) {
		return Record{}, apperr.Forbidden(fmt.Sprintf("Only the %s can sign off %s.", signatories(&m), m.Called))
	}
	var no refusals
	switch decision.Decision {
	case DecisionSignedOff:
		for _, key := range m.Prerequisites {
			before, _ := p.Milestone(key)
			if s := f.stand(&before); s.state == StateRecorded && !before.Recurs() {
				return Record{}, apperr.Conflict(fmt.Sprintf("Sign off %s first: that record still waits.", before.Called))
			}
		}
	case DecisionReturned:
		no.check(decision.Reason != "", "reason", "Say what is missing, so that it can be put right.")
	default:
		no.add("decision", "Choose whether to sign it off or to return it.")
	}
	switch {
	case decision.On.IsZero():
		no.add("on", "Enter the date of the decision.")
	case decision.On.After(today):
		no.add("on", "%s is in the future.", decision.On)
	case decision.On.Before(record.CompletedOn):
		no.add("on", "%s is before it was completed on %s.", decision.On, record.CompletedOn)
	}
	record.SignOff = &decision
	return record, no.err()
}

// waiting gives a record that waits for its sign-off, with its milestone.
func (p Pathway) waiting(f Facts, id uuid.UUID) (Record, Milestone, error) {
	for _, r := range f.Records {
		if r.ID != id {
			continue
		}
		m, err := p.milestoneOf(r.Milestone)
		if err == nil && r.SignOff != nil {
			err = apperr.Conflict(fmt.Sprintf("This was already decided on %s.", r.SignOff.On))
		}
		return r, m, err
	}
	return Record{}, Milestone{}, apperr.NotFound("record to sign off")
}

// Exempt checks an exemption. It needs a reason and somebody else than the person; what is already done or exempt is refused as a
// conflict, and an award cannot be exempted from.
func (p Pathway) Exempt(f Facts, e Exemption, today calendar.Date) (Exemption, error) {
	m, err := p.milestoneOf(e.Milestone)
	if err != nil {
		return Exemption{}, err
	}
	if e.By == f.Person {
		return Exemption{}, apperr.Forbidden("Nobody exempts themselves. Ask your manager.")
	}
	if state := f.stand(&m).state; state.Settled() {
		return Exemption{}, apperr.Conflict(fmt.Sprintf("Already %s: %s.", state, m.Called))
	}
	var no refusals
	no.check(m.Award == "" && !m.Throughout, "milestone", "There is no exemption from %s.", m.Called)
	no.check(e.Reason != "", "reason", "Give the reason for the exemption.")
	switch {
	case e.On.IsZero():
		no.add("on", "Enter the date from which it holds.")
	case e.On.After(today):
		no.add("on", "%s is in the future.", e.On)
	}
	return e, no.err()
}

// sentenceCase gives a name inside a sentence the capital of a sentence's beginning.
func sentenceCase(name string) string {
	if name == "" {
		return ""
	}
	first := name[0]
	if 'a' <= first && first <= 'z' {
		first -= 'a' - 'A'
	}
	return string(first) + name[1:]
}
