package training

import (
	"bandwise/internal/platform/calendar"
)

// Tenure is how long a person has been in a stage of a pathway.
type Tenure struct {
	// Since is the day on which the stage before was completed, or the appointment; no date before the appointment.
	Since calendar.Date
	// Days are those that have counted since: leave does not count, and part-time work counts in part, as for due dates.
	Days int
	// Planned is how many days the pathway gives to the stage; 0 where it says nothing.
	Planned int
}

// tenure reckons how long the person has been in a stage. It is empty for a stage that no milestone ends.
func (r *reckoning) tenure(s Stage) Tenure {
	if s.Until == "" || !r.appointed() {
		return Tenure{}
	}
	t := Tenure{Since: r.facts.AppointedOn, Planned: r.pathway.planned(s.Key, r.facts.AppointedOn)}
	for _, before := range r.pathway.Stages {
		if before.Key == s.Key {
			break
		}
		if at, known := r.standings[before.Until]; known && at.state.Settled() && at.on.After(t.Since) {
			t.Since = at.on
		}
	}
	t.Days = r.paces[RunningWorkingTime].Counted(t.Since, r.today)
	return t
}

// planned counts the days that the pathway gives to a stage for somebody appointed on a day: from the newest earlier due date
// among the milestones that end the stages before it, or the appointment, to the due date of its own. Stages that end on the
// same day run side by side.
func (p Pathway) planned(key StageKey, appointed calendar.Date) int {
	r := newReckoning(p, Facts{AppointedOn: appointed}, appointed)
	due := func(until MilestoneKey) calendar.Date {
		m, ok := p.Milestone(until)
		if !ok || m.Due.IsZero() {
			return calendar.Date{}
		}
		return r.byRule(&m).on
	}
	var ends calendar.Date
	for _, s := range p.Stages {
		if s.Key == key {
			ends = due(s.Until)
		}
	}
	if ends.IsZero() {
		return 0
	}
	begins := appointed
	for _, s := range p.Stages {
		if s.Key == key {
			break
		}
		if on := due(s.Until); s.Until != "" && on.After(begins) && on.Before(ends) {
			begins = on
		}
	}
	return begins.DaysUntil(ends)
}
