package training

import (
	"fmt"
	"slices"

	"bandwise/internal/platform/calendar"
)

// reckoning holds what the progress of one person on one day is worked out from.
type reckoning struct {
	pathway   Pathway
	facts     Facts
	today     calendar.Date
	standings map[MilestoneKey]standing
	// paces are by what a milestone runs by.
	paces map[Running]calendar.Pace
	// silent says that states and dates come without their sentences, which take a third of the time.
	silent bool
}

func newReckoning(p Pathway, f Facts, today calendar.Date) *reckoning {
	r := &reckoning{pathway: p, facts: f, today: today, standings: map[MilestoneKey]standing{}, paces: map[Running]calendar.Pace{}}
	for running := RunningWorkingTime; running <= RunningCalendar; running++ {
		r.paces[running] = f.pace(running, today)
	}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		r.standings[m.Key] = f.stand(m)
	}
	for i := range p.Milestones {
		m := &p.Milestones[i]
		if m.Award == "" {
			continue
		}
		if on, held := f.award(m.Award); held {
			r.passBy(m, m, on)
		}
	}
	return r
}

// passBy puts what an award rests on behind the person once the award is held, whatever was never written down: nobody who
// comes accredited is asked for the road to it. What waits for a decision still waits.
func (r *reckoning) passBy(award, m *Milestone, on calendar.Date) {
	for _, key := range m.Prerequisites {
		before := r.pathway.milestone(key)
		if s := r.standings[key]; s.state != StateDone && s.state != StateExempt && s.state != StateRecorded {
			s.state, s.on, s.passedBy = StateExempt, on, award
			r.standings[key] = s
		}
		r.passBy(award, before, on)
	}
}

// term is a date that a period led to: which milestone's period, counted from which day.
type term struct {
	on     calendar.Date
	rule   *Milestone
	period calendar.Period
	from   calendar.Date
	// again says that it is counted from the last time rather than from the anchor.
	again bool
	// before is the milestone that needs this one, when the date is that milestone's and not its own.
	before *Milestone
	// extension is what moved the date, without the term as it would be otherwise; sitting is the chosen sitting that set the
	// date. They are nil where there is none.
	extension *Extension
	without   *term
	sitting   *Sitting
}

// start gives the day that a milestone's periods are counted from, and whether that is the last time it was completed; the
// day is no date while the anchor has not happened.
func (r *reckoning) start(m *Milestone) (from calendar.Date, again bool) {
	from = r.anchored(m)
	if last := r.standings[m.Key].on; m.Recurs() && !from.IsZero() && last.After(from) {
		return last, true
	}
	return from, false
}

// anchored gives the day of a milestone's anchor, no date while it has not happened.
func (r *reckoning) anchored(m *Milestone) calendar.Date {
	switch m.Anchor.Kind {
	case AnchorAward:
		on, _ := r.facts.award(r.pathway.Award)
		return on
	case AnchorMilestone:
		if s := r.standings[m.Anchor.Milestone]; s.state.Settled() {
			return s.on
		}
		return calendar.Date{}
	default:
		return r.facts.AppointedOn
	}
}

// term counts a period of a milestone from its start.
func (r *reckoning) term(m *Milestone, period calendar.Period) term {
	from, again := r.start(m)
	if from.IsZero() || period.IsZero() {
		return term{rule: m}
	}
	on, _ := r.paces[m.Running].After(from, period)
	return term{on: on, rule: m, period: period, from: from, again: again}
}

// due gives when a milestone falls due: by its limit, or earlier with the chosen sitting of its examination. A sitting that is
// chosen brings the date forward; it never postpones the limit.
func (r *reckoning) due(m *Milestone) term {
	limit := r.limitOf(m)
	choice, ok := r.facts.choice(m.Key)
	if !ok || choice.Sitting.Cancelled() || r.standings[m.Key].state.Settled() || r.facts.satAt(choice.Sitting.ID) {
		return limit
	}
	last := choice.Sitting.lastDay(r.facts.unpassed(m))
	if last.Before(r.today) || !limit.on.IsZero() && !last.Before(limit.on) {
		return limit
	}
	return term{on: last, rule: m, sitting: &choice.Sitting}
}

// limitOf gives when a milestone falls due by its rule, or by the last extension of it.
func (r *reckoning) limitOf(m *Milestone) term {
	t := r.byRule(m)
	if e, ok := r.facts.extension(m.Key); ok {
		return term{on: e.DueOn, rule: m, extension: &e, without: &t}
	}
	return t
}

// byRule gives when a milestone falls due by its own period, else with the first milestone that needs it; where that one has
// its date from a chosen sitting, on the day before the sitting's first paper.
func (r *reckoning) byRule(m *Milestone) term {
	if !m.Due.IsZero() {
		period := m.Due
		if _, again := r.start(m); again {
			period = m.Recurrence
		}
		return r.term(m, period)
	}
	if m.Throughout {
		return term{rule: m}
	}
	first := term{rule: m}
	for i := range r.pathway.Milestones {
		other := &r.pathway.Milestones[i]
		if !slices.Contains(other.Prerequisites, m.Key) || r.standings[other.Key].state.Settled() && !r.standings[m.Key].state.Settled() {
			continue // what no longer waits for it sets it no date
		}
		t := r.due(other)
		if t.sitting != nil && t.before == nil {
			t.on = t.sitting.firstDay(r.facts.unpassed(other)).AddDays(-1)
		}
		if !t.on.IsZero() && (first.on.IsZero() || t.on.Before(first.on)) {
			t.before = other
			first = t
		}
	}
	return first
}

func (r *reckoning) milestone(m *Milestone) MilestoneProgress {
	s := r.standings[m.Key]
	due, notBefore := r.due(m), r.term(m, m.NotBefore)
	progress := MilestoneProgress{
		Milestone: m, DueOn: due.on, NotBefore: notBefore.on, AvailableFrom: calendar.Later(notBefore.on, r.term(m, m.Lasts).on),
		Missing: r.missing(m), Record: s.record, Attempts: s.attempts, Times: s.times,
	}
	if s.state == StateDone || s.times > 0 {
		progress.DoneOn = s.on
	}
	if m.LogBook.Asked() {
		progress.Logged = r.facts.logged(m, s.on)
	}
	if choice, ok := r.facts.choice(m.Key); ok && !choice.Sitting.Cancelled() && !s.state.Settled() {
		awaited := r.facts.satAt(choice.Sitting.ID) && s.state == StateRecorded
		ahead := !r.facts.satAt(choice.Sitting.ID) && !choice.Sitting.lastDay(r.facts.unpassed(m)).Before(r.today)
		if awaited || ahead {
			progress.Sitting = &choice.Sitting
		}
	}
	progress.State = r.state(m, progress)
	if !r.silent {
		progress.Because = r.because(m, progress, due, notBefore)
	}
	return progress
}

// explained says what the state and the dates of a milestone of this reckoning come from.
func (r *reckoning) explained(p MilestoneProgress) string {
	if p.Because != "" || p.Milestone == nil {
		return p.Because
	}
	return r.because(p.Milestone, p, r.due(p.Milestone), r.term(p.Milestone, p.Milestone.NotBefore))
}

func (r *reckoning) missing(m *Milestone) []MilestoneKey {
	var keys []MilestoneKey
	for _, key := range m.Prerequisites {
		if s := r.standings[key]; !s.met(r.pathway.milestone(key)) {
			keys = append(keys, key)
		}
	}
	return keys
}

func (r *reckoning) state(m *Milestone, p MilestoneProgress) State {
	s := r.standings[m.Key]
	_, onLeave := r.facts.pauseOn(r.today)
	from, _ := r.start(m)
	switch {
	case s.state.Settled() || s.state == StateRecorded:
		return s.state
	case !r.appointed():
		return StateBlocked
	case onLeave:
		return StatePaused
	case s.state == StateFailed:
		return StateFailed
	case p.late(r.today):
		return StateOverdue
	case from.IsZero() || len(p.Missing) > 0 || p.NotBefore.After(r.today):
		return StateBlocked
	case !p.DueOn.IsZero() && !r.today.Before(p.DueOn.Add(r.pathway.DueSoon.Negate())):
		return StateDue
	default:
		return StateOpen
	}
}

func (r *reckoning) appointed() bool {
	return !r.facts.AppointedOn.IsZero() && !r.facts.AppointedOn.After(r.today)
}

func (r *reckoning) month() int {
	if !r.appointed() {
		return 0
	}
	until := r.today
	if awarded, held := r.facts.award(r.pathway.Award); held && awarded.Before(until) {
		until = awarded
	}
	start := r.facts.AppointedOn
	counted := r.paces[RunningWorkingTime].Counted(start, until)
	return start.MonthsUntil(start.AddDays(counted)) + 1
}

// monthBecause says how the month was counted, "" before the appointment.
func (r *reckoning) monthBecause(month int) string {
	if month == 0 {
		return ""
	}
	until, end := r.today, ""
	if awarded, held := r.facts.award(r.pathway.Award); held && awarded.Before(until) {
		until, end = awarded, fmt.Sprintf(" to the award on %s", awarded)
	}
	text := fmt.Sprintf("Month %d, counted from %s on %s%s.", month, startWords(r.pathway), r.facts.AppointedOn, end)
	counted := term{on: until, from: r.facts.AppointedOn, rule: &Milestone{Running: RunningWorkingTime}}
	if leave := r.leave(counted); len(leave) > 0 {
		text += fmt.Sprintf(" It leaves out %s.", listing(leave, "and"))
	}
	if shares := r.shares(counted); len(shares) > 0 {
		text += fmt.Sprintf(" Days at %s of whole time count in part.", listing(shares, "and"))
	}
	return text
}

// stage gives the first stage that fits. Once the award is held, the stages that lead to it are behind the person, whatever
// was never written down.
func (r *reckoning) stage(p Progress) Stage {
	_, held := r.facts.award(r.pathway.Award)
	for _, s := range r.pathway.Stages {
		switch {
		case s.Until != "":
			if m, ok := p.Of(s.Until); ok && !held && !m.State.Settled() {
				return s
			}
		case s.WhenOverdue != "":
			if m, ok := p.Of(s.WhenOverdue); ok && m.State == StateOverdue {
				return s
			}
		default:
			return s
		}
	}
	return Stage{}
}
