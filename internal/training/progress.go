package training

import (
	"slices"

	"bandwise/internal/platform/calendar"
)

// Progress is where a person stands on a pathway on one day.
type Progress struct {
	Pathway Pathway
	Today   calendar.Date
	// Month is the month of the pathway that the person is in, from 1 on appointment, counted in working time: leave does
	// not count and part-time work counts in part, as for the due dates. It is 0 before the appointment and stops with the
	// award. Months is the pathway's length.
	Month  int
	Months int
	// MonthBecause says how the month was counted.
	MonthBecause string
	Stage        Stage
	// Tenure is how long the person has been in the stage.
	Tenure Tenure
	// Milestones are in the pathway's order.
	Milestones []MilestoneProgress
}

// MilestoneProgress is where a person stands with one milestone.
type MilestoneProgress struct {
	// Milestone is the pathway's own, shared by everybody on it: nobody may change it.
	Milestone *Milestone
	State     State
	// DueOn and NotBefore are no dates where the milestone has none, or where what they are counted from has not happened.
	DueOn     calendar.Date
	NotBefore calendar.Date
	// AvailableFrom is the first day on which it can be recorded: NotBefore, or the end of what lasts a while.
	AvailableFrom calendar.Date
	// DoneOn is when it was completed, passed or awarded; of what recurs, the last time.
	DoneOn calendar.Date
	// Because gives the state and the dates with the facts and rules they come from, in full sentences.
	Because string
	// Missing lists the prerequisites that are not met.
	Missing []MilestoneKey
	// Record is the newest record that was not returned, nil when there is none.
	Record   *Record
	Attempts []Attempt
	// Times counts how often it was completed.
	Times int
	// Logged is how far its log book is, where it keeps one.
	Logged Logged
	// Sitting is the sitting of the examination that is planned for or whose results are awaited, nil when there is none.
	Sitting *Sitting
}

// Of gives the progress with one milestone.
func (p Progress) Of(key MilestoneKey) (MilestoneProgress, bool) {
	for _, m := range p.Milestones {
		if m.Milestone.Key == key {
			return m, true
		}
	}
	return MilestoneProgress{Milestone: &Milestone{}}, false
}

// Overdue lists what is overdue, a failed examination past its date included, earliest first.
func (p Progress) Overdue() []MilestoneProgress {
	return p.byDate(func(m MilestoneProgress) bool {
		return m.State == StateOverdue || m.State == StateFailed && m.late(p.Today)
	})
}

// DueSoon lists what falls due within the pathway's DueSoon period and still waits for the person, blocked or not,
// earliest first.
func (p Progress) DueSoon() []MilestoneProgress {
	return p.byDate(func(m MilestoneProgress) bool {
		switch m.State {
		case StateDue, StateOpen, StateBlocked, StateFailed:
			return !m.DueOn.IsZero() && !m.late(p.Today) && !p.Today.Before(m.DueOn.Add(p.Pathway.DueSoon.Negate()))
		default:
			return false
		}
	})
}

// Next gives the one thing to turn to next, and false when nothing is asked (all is done, or the person is on leave): what
// can be done now by its due date; else what can be done soonest; else what waits for somebody else.
func (p Progress) Next() (MilestoneProgress, bool) {
	now := p.byDate(func(m MilestoneProgress) bool {
		return m.asks() && m.State != StateBlocked && len(m.Missing) == 0 && !m.AvailableFrom.After(p.Today)
	})
	if len(now) > 0 {
		return now[0], true
	}
	later := p.byDate(func(m MilestoneProgress) bool {
		return m.asks() && len(m.Missing) == 0 && m.AvailableFrom.After(p.Today)
	})
	if len(later) > 0 {
		return slices.MinFunc(later, func(a, b MilestoneProgress) int { return a.AvailableFrom.Compare(b.AvailableFrom) }), true
	}
	for _, m := range p.Milestones {
		if m.State == StateRecorded && !m.Milestone.Throughout {
			return m, true
		}
	}
	return MilestoneProgress{Milestone: &Milestone{}}, false
}

// PlannedAward gives the day by which the person's own plan leads to the pathway's award, and why: the last due date of what
// the award still needs, for an examination with a chosen sitting the day on which its results are expected, or today when nothing is missing but the award. It is false when the award is held, and when the
// plan has no date.
func (p Progress) PlannedAward() (calendar.Date, string, bool) {
	on, from, ok := p.plannedAward()
	return on, from.Because, ok
}

// plannedAward gives the day of the planned award, and the milestone that it comes from.
func (p Progress) plannedAward() (calendar.Date, MilestoneProgress, bool) {
	for _, m := range p.Milestones {
		if m.Milestone.Award != p.Pathway.Award || m.State == StateDone {
			continue
		}
		on, from := p.Today, m
		var last calendar.Date
		for _, key := range m.Milestone.Prerequisites {
			before, _ := p.Of(key)
			if s := before.Sitting; s != nil {
				before.DueOn, before.Because = s.ResultsExpectedOn, s.planned()
			}
			if !before.State.Settled() && before.DueOn.After(last) {
				last, on, from = before.DueOn, before.DueOn, before
			}
		}
		return on, from, !last.IsZero() || len(m.Missing) == 0
	}
	return calendar.Date{}, MilestoneProgress{}, false
}

// asks reports whether something is still asked of the person, now or later.
func (m MilestoneProgress) asks() bool {
	return !m.Milestone.Throughout && !m.State.Settled() && m.State != StateRecorded && m.State != StatePaused
}

func (m MilestoneProgress) late(today calendar.Date) bool {
	return !m.DueOn.IsZero() && today.After(m.DueOn)
}

// byDate gives the milestones that fit by due date, those without one last, otherwise in the pathway's order.
func (p Progress) byDate(fits func(MilestoneProgress) bool) []MilestoneProgress {
	var found []MilestoneProgress
	for _, m := range p.Milestones {
		if fits(m) {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b MilestoneProgress) int {
		if a.DueOn.IsZero() != b.DueOn.IsZero() {
			if a.DueOn.IsZero() {
				return 1
			}
			return -1
		}
		return a.DueOn.Compare(b.DueOn)
	})
	return found
}

// Progress reckons where a person stands on the pathway on a day. The pathway has to be valid.
func (p Pathway) Progress(f Facts, today calendar.Date) Progress {
	return newReckoning(p, f, today).progress()
}

func (r *reckoning) progress() Progress {
	p := r.pathway
	progress := Progress{Pathway: p, Today: r.today, Months: p.Length.WholeMonths(), Month: r.month()}
	progress.Milestones = make([]MilestoneProgress, len(p.Milestones))
	for i := range p.Milestones {
		progress.Milestones[i] = r.milestone(&p.Milestones[i])
	}
	progress.Stage = r.stage(progress)
	progress.Tenure = r.tenure(progress.Stage)
	if !r.silent {
		progress.MonthBecause = r.monthBecause(progress.Month)
	}
	return progress
}
