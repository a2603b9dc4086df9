package demo

import (
	"context"
	"fmt"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/training"
	"bandwise/seed/demo"
)

// How far the other dates of an invented sitting lie from its first paper.
var (
	opensBefore  = calendar.MustParsePeriod("P5M")
	closesBefore = calendar.MustParsePeriod("P8W")
	resultsAfter = calendar.MustParsePeriod("P5W")
)

// planSittings plans that the sittings are entered as soon as there is somebody who may.
func (m *maker) planSittings(p *plan) {
	for _, s := range m.trust.Sittings {
		p.add(m.began, phaseLearning, "add the sitting of "+s.On.ISO(), func(ctx context.Context) error {
			kept, err := m.Training.AddSitting(ctx, m.actor(s.By), m.sitting(s))
			m.sittings[s.On.ISO()] = kept.ID
			return err
		})
	}
}

// sitting gives a sitting with its dates. Its first paper stays within the year that its period leads to, so that no year gets a third one.
func (m *maker) sitting(s demo.Sitting) training.Sitting {
	first := m.weekday(s.On)
	if first.Year() != m.on(s.On).Year() {
		first = nextAtWork(first)
	}
	return training.Sitting{
		Title: fmt.Sprintf("%s %d", first.Month(), first.Year()), RegistrationOpensOn: first.Add(opensBefore.Negate()),
		RegistrationClosesOn: first.Add(closesBefore.Negate()), TheoryOn: first, PracticalOn: nextAtWork(first), ResultsExpectedOn: atWork(first.Add(resultsAfter)),
		Source: s.Source, Note: s.Note,
	}
}

// planExam plans that a person chooses a sitting and has the membership recorded, and that due dates are moved.
func (m *maker) planExam(p *plan, person demo.Person) {
	for _, e := range person.Extensions {
		p.add(m.weekday(e.On), phaseLearning, "extend "+e.Milestone+" of "+person.Key, func(ctx context.Context) error {
			_, err := m.Training.Extend(ctx, m.actor(e.By), m.people[person.Key], training.Extension{
				Milestone: training.MilestoneKey(e.Milestone), DueOn: m.on(e.DueOn), Reason: e.Reason,
			})
			return err
		})
	}
	plan := person.ExamPlan
	if plan == nil {
		return
	}
	p.add(m.weekday(plan.Chosen), phaseMeeting, "choose a sitting for "+person.Key, func(ctx context.Context) error {
		by, of := m.actor(person.Key), m.people[person.Key]
		if held := plan.Membership; held != nil {
			membership := training.Membership{Span: calendar.Span{From: m.on(held.From), To: m.until(held.Until)}, Number: held.Number}
			if _, err := m.Training.AddMembership(ctx, by, of, membership); err != nil {
				return err
			}
		}
		_, err := m.Training.ChooseSitting(ctx, by, of, m.sittings[plan.Sitting.ISO()], training.SittingChoice{})
		return err
	})
}
