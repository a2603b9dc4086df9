package demo

import (
	"cmp"
	"context"
	"slices"
	"time"

	"bandwise/internal/platform/calendar"
)

// step is one thing that somebody does at a moment.
type step struct {
	at   time.Time
	what string
	take func(context.Context) error
}

// phase orders what happens on one day, so that a person is there before the appointment and a claim before its decision.
type phase int

const (
	phaseFounding phase = iota + 1
	phaseArrival
	phaseAppointment
	phaseAccess
	phaseAssignment
	phaseLearning
	phaseMeeting
	phaseTalk
	phaseEvidence
	phaseDecision
	phaseMatching
	phaseFramework
)

// planned is a step with what orders it.
type planned struct {
	step
	// entered is the day on which the step is taken, happened the day that it is about.
	entered, happened calendar.Date
	phase             phase
}

// plan collects steps.
type plan struct {
	began calendar.Date
	steps []planned
}

// add plans a step for the day on which it happened, or for the day on which the organisation began to use Bandwise when it
// had happened before.
func (p *plan) add(happened calendar.Date, f phase, what string, take func(context.Context) error) {
	p.steps = append(p.steps, planned{step{what: what, take: take}, calendar.Later(happened, p.began), happened, f})
}

// ordered gives the steps in the order of the days, each with its moment: between eight and half past four in the
// afternoon, later phases later.
func (p *plan) ordered() []step {
	slices.SortStableFunc(p.steps, func(a, b planned) int {
		return cmp.Or(a.entered.Compare(b.entered), cmp.Compare(a.phase, b.phase), a.happened.Compare(b.happened))
	})
	var all []step
	n := 0
	for i, s := range p.steps {
		if i > 0 && s.entered != p.steps[i-1].entered {
			n = 0
		}
		s.at = s.entered.Midnight().Add(8*time.Hour + time.Duration(s.phase-1)*time.Hour + time.Duration(n)*7*time.Second)
		n++
		all = append(all, s.step)
	}
	return all
}

// steps plans everything that happens in the organisation.
func (m *maker) steps() []step {
	p := &plan{began: m.began}
	m.planOrganisation(p)
	m.planPathway(p)
	m.planSittings(p)
	for _, person := range m.trust.People {
		m.planWork(p, person)
		m.planTraining(p, person)
		m.planExam(p, person)
		m.planPortfolio(p, person)
	}
	m.planReviews(p)
	m.planTrainingPathways(p)
	m.planFramework(p)
	m.planPractice(p)
	m.planCourses(p)
	m.planPacks(p)
	m.planPlanning(p)
	m.planEstablishment(p)
	m.planLeavings(p)
	m.planGone(p)
	for _, talk := range m.trust.Talks {
		m.planTalk(p, talk)
	}
	for _, job := range m.trust.Matches {
		m.planMatch(p, job)
	}
	return p.ordered()
}
