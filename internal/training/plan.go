package training

import (
	"cmp"
	"fmt"
	"slices"

	"bandwise/internal/platform/calendar"
)

// ExamPlan is the way to a sitting of the pathway's national examination, planned back from it.
type ExamPlan struct {
	// Examination is the milestone that is planned; its Key is "" where the pathway has no examination with fixed sittings.
	Examination MilestoneProgress
	// Choice is the sitting that is chosen, nil when none is.
	Choice *SittingChoice
	// Proposed is the next sitting that can be chosen, nil when there is none.
	Proposed   *Sitting
	Membership MembershipStanding
	// Steps are by their dates, empty without a chosen sitting.
	Steps []PlanStep
	// Options are the sittings from today on, with why one cannot be chosen.
	Options []SittingOption
	// AwardOn is the day by which the plan leads to the award, no date when there is none.
	AwardOn      calendar.Date
	AwardBecause string
}

// SittingOption is a sitting that may be chosen, or Why not.
type SittingOption struct {
	Sitting Sitting
	Why     string
}

// PlanStep is one date of the plan.
type PlanStep struct {
	// Kind is "earliest", "prerequisite", "membership", "registration_opens", "registration_closes", "paper", "results" or "award".
	Kind  string
	On    calendar.Date
	Title string
	// Milestone is the prerequisite's key, "" for the other kinds.
	Milestone MilestoneKey
	// State is "done", "ahead" or "problem".
	State   string
	Because string
}

// The states of a step as the API writes them.
const (
	stepDone    = "done"
	stepAhead   = "ahead"
	stepProblem = "problem"
)

// sat gives the pathway's examination with fixed sittings.
func (p Pathway) sat() (Milestone, bool) {
	i := slices.IndexFunc(p.Milestones, func(m Milestone) bool { return m.SittingsAYear > 0 })
	if i < 0 {
		return Milestone{}, false
	}
	return p.Milestones[i], true
}

// ExamPlan plans back from the chosen sitting of the examination: the earliest date, the latest dates of what is needed before it, registration, membership,
// the papers, the results, and the award that they lead to.
func (p Pathway) ExamPlan(f Facts, today calendar.Date) ExamPlan {
	m, ok := p.sat()
	if !ok {
		return ExamPlan{}
	}
	r := newReckoning(p, f, today)
	progress := p.Progress(f, today)
	plan := ExamPlan{}
	plan.Examination, _ = progress.Of(m.Key)
	plan.AwardOn, plan.AwardBecause, _ = progress.PlannedAward()
	if next, ok := r.nextSitting(&m); ok && !plan.Examination.State.Settled() {
		plan.Proposed = &next
	}
	for _, s := range f.sittings(m.Key) {
		if !s.lastDay(nil).Before(today) {
			plan.Options = append(plan.Options, SittingOption{Sitting: s, Why: r.notForSitting(&m, s)})
		}
	}
	papers := f.unpassed(&m)
	choice, chosen := f.choice(m.Key)
	if chosen {
		plan.Choice = &choice
	}
	plan.Membership = f.membershipFor(plan.Choice, papers, today)
	if chosen && !plan.Examination.State.Settled() {
		plan.Steps = r.planSteps(&m, progress, plan)
	}
	return plan
}

func (r *reckoning) planSteps(m *Milestone, progress Progress, plan ExamPlan) []PlanStep {
	choice := *plan.Choice
	s, papers := choice.Sitting, r.facts.unpassed(m)
	first, last := s.firstDay(papers), s.lastDay(papers)
	var steps []PlanStep
	add := func(step PlanStep) { steps = append(steps, step) }
	by := func(on calendar.Date, ok bool) string {
		switch {
		case !ok:
			return stepProblem
		case on.After(r.today):
			return stepAhead
		default:
			return stepDone
		}
	}
	if earliest := r.term(m, m.NotBefore); !earliest.on.IsZero() {
		step := PlanStep{Kind: "earliest", On: earliest.on, Title: "Earliest date for " + m.Called, State: by(earliest.on, !first.Before(earliest.on))}
		step.Because = fmt.Sprintf("The earliest date is %s, %s.", earliest.on, r.counted(earliest, AspectNotBefore))
		if first.Before(earliest.on) {
			step.Because += fmt.Sprintf(" The first paper on %s is too early: choose a later sitting.", first)
		}
		add(step)
	}
	for _, key := range r.pathway.needed(*m, nil) {
		before, _ := progress.Of(key)
		add(r.prerequisiteStep(before, s, first))
	}
	add(PlanStep{Kind: "registration_opens", On: s.RegistrationOpensOn, Title: "Registration opens", State: by(s.RegistrationOpensOn, true), Because: "Registration for " + s.Title + " opens."})
	closes := PlanStep{Kind: "registration_closes", On: s.RegistrationClosesOn, Title: "Registration closes", State: stepAhead}
	switch {
	case !choice.RegisteredOn.IsZero():
		closes.State, closes.Because = stepDone, fmt.Sprintf("Registered on %s.", choice.RegisteredOn)
	case s.RegistrationClosesOn.Before(r.today):
		closes.State, closes.Because = stepProblem, fmt.Sprintf("Registration closed on %s, and no registration is recorded.", s.RegistrationClosesOn)
	default:
		closes.Because = fmt.Sprintf("Register by %s, with a current IHRIM membership.", s.RegistrationClosesOn)
	}
	add(closes)
	membership := PlanStep{Kind: "membership", On: s.RegistrationClosesOn, Title: "IHRIM membership at registration and at the sitting", State: stepProblem, Because: plan.Membership.Because}
	if plan.Membership.State == membershipCurrent {
		membership.State = stepDone
	}
	add(membership)
	for _, key := range papers {
		paper, _ := m.Paper(key)
		add(PlanStep{Kind: "paper", On: s.day(key), Title: paper.Title, State: by(s.day(key), !s.Cancelled()), Because: fmt.Sprintf("%s of %s.", paper.Title, s.Title)})
	}
	if limit := r.limitOf(m); !limit.on.IsZero() && last.After(limit.on) {
		steps[len(steps)-1].State = stepProblem
		steps[len(steps)-1].Because += fmt.Sprintf(" It is %s after the limit of %s: ask for an extension, or choose an earlier sitting.",
			calendar.Days(limit.on.DaysUntil(last)), limit.on)
	}
	add(PlanStep{Kind: "results", On: s.ResultsExpectedOn, Title: "Results expected", State: by(s.ResultsExpectedOn, true), Because: "When the organisation expects the results of " + s.Title + "."})
	if !plan.AwardOn.IsZero() {
		add(PlanStep{Kind: "award", On: plan.AwardOn, Title: "Award, when all papers are passed", State: by(plan.AwardOn, true), Because: plan.AwardBecause})
	}
	slices.SortStableFunc(steps, func(a, b PlanStep) int { return cmp.Compare(a.On.ISO(), b.On.ISO()) })
	return steps
}

// prerequisiteStep gives the latest day on which what comes before the examination has to be done: its own date, and in any case the day before the first paper.
func (r *reckoning) prerequisiteStep(before MilestoneProgress, s Sitting, first calendar.Date) PlanStep {
	m, latest := before.Milestone, first.AddDays(-1)
	step := PlanStep{Kind: "prerequisite", On: latest, Title: m.Title, Milestone: m.Key, State: stepAhead}
	switch {
	case before.State.Settled():
		step.State, step.Because = stepDone, before.Because
		if !before.DoneOn.IsZero() {
			step.On = before.DoneOn
		}
		return step
	case before.AvailableFrom.After(latest):
		step.State = stepProblem
		step.Because = fmt.Sprintf("It cannot be done before %s, and %s has its first paper on %s.", before.AvailableFrom, s.Title, first)
		return step
	case latest.Before(r.today):
		step.State, step.Because = stepProblem, fmt.Sprintf("It is still missing, and %s has its first paper on %s.", s.Title, first)
		return step
	}
	step.Because = fmt.Sprintf("It has to be done by %s, the day before the first paper of %s.", latest, s.Title)
	if !before.DueOn.IsZero() && before.DueOn.Before(latest) {
		step.On = before.DueOn
		step.Because = fmt.Sprintf("Its own date is %s; at the latest it has to be done by %s, the day before the first paper of %s.", before.DueOn, latest, s.Title)
		if before.late(r.today) {
			step.State = stepProblem
		}
	}
	return step
}

// needed lists what has to be met before a milestone, over all steps, in the pathway's order.
func (p Pathway) needed(m Milestone, seen []MilestoneKey) []MilestoneKey {
	for _, key := range m.Prerequisites {
		if slices.Contains(seen, key) {
			continue
		}
		seen = append(seen, key)
		before, _ := p.Milestone(key)
		seen = p.needed(before, seen)
	}
	return seen
}
