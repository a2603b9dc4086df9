package training

import (
	"slices"

	"bandwise/internal/platform/calendar"
)

// standing is what the facts alone say about one milestone, before any date is compared with today.
type standing struct {
	// state is StateDone, StateExempt, StateRecorded or StateFailed, or 0 when the facts say nothing.
	state State
	// on is when it was done or exempted; for a recurring milestone the last time.
	on calendar.Date
	// record is the newest record that was not returned; returned is the newest record, when it was returned.
	record   *Record
	returned *Record
	attempts []Attempt
	// exemption is why nothing is asked; passedBy is the milestone whose award puts this one behind the person.
	exemption *Exemption
	passedBy  *Milestone
	// times counts how often a recurring or lasting milestone was completed.
	times int
}

// met reports whether what needs the milestone may go ahead: it is settled, or it waits for its sign-off only.
func (s *standing) met(m *Milestone) bool {
	return s.state.Settled() || s.state == StateRecorded && len(m.Papers) == 0 || m.Recurs() && s.times > 0
}

// completedOn gives the day on which the milestone was completed as far as it is recorded, sign-off pending or not.
func (s standing) completedOn() calendar.Date {
	if s.state == StateRecorded && s.record != nil {
		return s.record.CompletedOn
	}
	return s.on
}

// stand says what the facts alone say about a milestone.
func (f *Facts) stand(m *Milestone) standing {
	var s standing
	for i := range f.Exemptions {
		if f.Exemptions[i].Milestone == m.Key && f.Exemptions[i].Withdrawal == nil {
			s.exemption = &f.Exemptions[i]
		}
	}
	switch {
	case m.Award != "":
		if on, held := f.award(m.Award); held {
			s.state, s.on = StateDone, on
		}
	case len(m.Papers) > 0:
		s.attempts = f.attempts(m.Key)
		s.state, s.on = examined(m, s.attempts)
	default:
		f.standByRecords(m, &s)
	}
	if s.exemption != nil && s.state != StateDone {
		s.state, s.on = StateExempt, s.exemption.On
	}
	return s
}

func (f *Facts) standByRecords(m *Milestone, s *standing) {
	for _, r := range f.records(m.Key) {
		s.returned = nil
		switch {
		case r.Returned():
			s.returned = &r
			continue
		case r.Signed():
			s.times++
			s.on = calendar.Later(s.on, r.CompletedOn)
		}
		s.record = &r
	}
	switch {
	case s.record == nil:
	case !s.record.Signed():
		s.state = StateRecorded
	case !m.Recurs() && !m.Throughout:
		s.state = StateDone
	}
}

// examined says what attempts at an examination came to: done on the sitting that completed the passes, recorded while a
// result is awaited, failed when the last sitting had a fail, otherwise nothing.
func examined(m *Milestone, attempts []Attempt) (State, calendar.Date) {
	if last, ok := passing(m, attempts); ok {
		return StateDone, last.SatOn
	}
	if len(attempts) == 0 {
		return 0, calendar.Date{}
	}
	last := attempts[len(attempts)-1]
	if last.awaited() {
		return StateRecorded, calendar.Date{}
	}
	for _, r := range last.Results {
		if r.Outcome == OutcomeFailed {
			return StateFailed, calendar.Date{}
		}
	}
	return 0, calendar.Date{}
}

// passing gives the attempt with which the last missing paper was passed. Where the examination does not keep passes, all
// papers have to be passed at one sitting.
func passing(m *Milestone, attempts []Attempt) (Attempt, bool) {
	passed := map[PaperKey]bool{}
	for _, a := range attempts {
		if !m.KeepsPasses {
			clear(passed)
		}
		for _, r := range a.Results {
			if r.Outcome == OutcomePassed {
				passed[r.Paper] = true
			}
		}
		if !slices.ContainsFunc(m.Papers, func(p Paper) bool { return !passed[p.Key] }) {
			return a, true
		}
	}
	return Attempt{}, false
}

// passedPaper gives the attempt at which a paper was passed.
func passedPaper(key PaperKey, attempts []Attempt) (Attempt, bool) {
	for _, a := range attempts {
		if r, ok := a.Result(key); ok && r.Outcome == OutcomePassed {
			return a, true
		}
	}
	return Attempt{}, false
}
