package demo

import (
	"context"
	"fmt"
	"slices"

	"bandwise/internal/access"
	"bandwise/internal/training"
	"bandwise/seed/demo"
)

// planTrainingPathways plans the organisation's version of a training pathway, the draft of the next one, and who joins a
// further pathway, with the log books.
func (m *maker) planTrainingPathways(p *plan) {
	plan := m.trust.TrainingPathways
	if plan == nil {
		return
	}
	p.add(m.weekday(plan.Published), phaseFramework, "publish a version of the training pathway", func(ctx context.Context) error {
		return m.publishTraining(ctx, *plan)
	})
	p.add(m.weekday(plan.Draft.Opened), phaseFramework, "draft a version of the training pathway", func(ctx context.Context) error {
		return m.draftTraining(ctx, *plan)
	})
	for _, j := range plan.Joined {
		p.add(m.weekday(j.On), phaseFramework, j.Person+" joins "+j.Pathway, func(ctx context.Context) error {
			by := m.actor(j.By)
			pathway, err := m.trainingPathway(ctx, by, j.Pathway)
			if err != nil {
				return err
			}
			return m.Training.Join(ctx, by, m.people[j.Person], pathway.ID, m.weekday(j.On), j.Reason)
		})
		for _, e := range j.Entries {
			m.planLogEntry(p, j, e)
		}
	}
}

func (m *maker) publishTraining(ctx context.Context, plan demo.TrainingPathways) error {
	by := m.actor(plan.By)
	pathway, err := m.trainingPathway(ctx, by, plan.Pathway)
	if err != nil {
		return err
	}
	v, err := m.Training.BeginDraft(ctx, by, pathway.ID, plan.Note)
	if err != nil {
		return err
	}
	n := plan.Milestone
	v, err = m.Training.Edit(ctx, by, v.Version.ID, v.Revision, "milestone added", training.WithMilestone(training.MilestoneText{
		Title: n.Title, Called: n.Called, About: n.About, Rule: n.Rule, Kind: n.Kind, Anchor: "appointment", Due: n.Due,
		Prerequisites: n.Needs, Evidence: n.Evidence, SignedBy: n.SignedBy,
	}))
	if err != nil {
		return err
	}
	var order []string
	added := v.Text.Milestones[len(v.Text.Milestones)-1].Key
	for _, one := range v.Text.Milestones[:len(v.Text.Milestones)-1] {
		if one.Key == n.Before {
			order = append(order, added)
		}
		order = append(order, one.Key)
	}
	if v, err = m.Training.Edit(ctx, by, v.Version.ID, v.Revision, "order", training.WithOrder(order)); err != nil {
		return err
	}
	_, err = m.Training.Publish(ctx, by, v.Version.ID, v.Revision, m.weekday(plan.Published))
	return err
}

func (m *maker) draftTraining(ctx context.Context, plan demo.TrainingPathways) error {
	by := m.actor(plan.By)
	pathway, err := m.trainingPathway(ctx, by, plan.Pathway)
	if err != nil {
		return err
	}
	v, err := m.Training.BeginDraft(ctx, by, pathway.ID, plan.Draft.Note)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(v.Text.Milestones, func(t training.MilestoneText) bool { return t.Key == plan.Draft.Milestone })
	if i < 0 {
		return fmt.Errorf("the pathway has no milestone %q", plan.Draft.Milestone)
	}
	changed := v.Text.Milestones[i]
	changed.Notice = plan.Draft.Notice
	_, err = m.Training.Edit(ctx, by, v.Version.ID, v.Revision, "milestone "+changed.Key, training.WithMilestone(changed))
	return err
}

// planLogEntry plans that a person logs something and that it is confirmed on the next working day.
func (m *maker) planLogEntry(p *plan, j demo.Joined, e demo.LogEntry) {
	done := m.weekday(e.On)
	var kept training.LogEntry
	p.add(done, phaseFramework, j.Person+" keeps the log book", func(ctx context.Context) error {
		by := m.actor(j.Person)
		pathway, err := m.trainingPathway(ctx, by, j.Pathway)
		if err != nil {
			return err
		}
		kept, err = m.Training.AddLogEntry(ctx, by, m.people[j.Person], pathway.ID, training.LogEntry{
			Milestone: training.MilestoneKey(e.Milestone), DoneOn: done, What: e.What, Number: e.Number, ForWhom: e.For,
		})
		return err
	})
	if !e.Confirmed {
		return
	}
	p.add(nextAtWork(done), phaseFramework, "confirm the log book of "+j.Person, func(ctx context.Context) error {
		_, err := m.Training.DecideLogEntry(ctx, m.actor(j.By), kept.ID, kept.Version, training.SignOff{Decision: training.DecisionSignedOff})
		return err
	})
}

// trainingPathway finds a training pathway by its key.
func (m *maker) trainingPathway(ctx context.Context, by access.Actor, key string) (training.Road, error) {
	all, err := m.Training.Roads(ctx, m.organisation)
	if err != nil {
		return training.Road{}, err
	}
	for _, road := range all {
		if road.Pathway.Key == key {
			return road, nil
		}
	}
	return training.Road{}, fmt.Errorf("there is no training pathway %q for %s", key, by.Name)
}
