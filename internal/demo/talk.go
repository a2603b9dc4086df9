package demo

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/appraisal"
	"bandwise/seed/demo"
)

// planTalk plans a one-to-one or an appraisal: it is arranged with what the records propose, held with notes and actions, and
// acknowledged on the next working day.
func (m *maker) planTalk(p *plan, talk demo.Talk) {
	var kept appraisal.Sheet
	kind := appraisal.OneToOne
	if talk.Kind == appraisal.Appraisal.String() {
		kind = appraisal.Appraisal
	}
	day := m.weekday(talk.On)
	about := " a talk with " + talk.Person
	then := func(what string, do func(context.Context) (appraisal.Sheet, error)) {
		p.add(day, phaseTalk, what+about, func(ctx context.Context) (err error) {
			kept, err = do(ctx)
			return err
		})
	}
	p.add(m.weekday(talk.Arranged), phaseTalk, "arrange"+about, func(ctx context.Context) (err error) {
		kept, err = m.Appraisal.Plan(ctx, m.actor(talk.With), m.people[talk.Person], kind, day, nil)
		return err
	})
	for _, topic := range talk.Topics {
		p.add(m.weekday(talk.Arranged), phaseTalk, "add to"+about, func(ctx context.Context) (err error) {
			kept, err = m.Appraisal.AddItem(ctx, m.actor(talk.Person), kept.ID, topic, "")
			return err
		})
	}
	if !talk.Held {
		return
	}
	then("hold", func(ctx context.Context) (appraisal.Sheet, error) {
		return m.Appraisal.Hold(ctx, m.actor(talk.With), kept.ID, kept.Version, day)
	})
	then("tick", func(ctx context.Context) (_ appraisal.Sheet, err error) {
		for _, item := range kept.Items {
			if kept, err = m.Appraisal.TickItem(ctx, m.actor(talk.With), item.ID, true); err != nil {
				return kept, err
			}
		}
		return kept, nil
	})
	for _, n := range talk.Notes {
		then("note", func(ctx context.Context) (appraisal.Sheet, error) {
			return m.Appraisal.AddNote(ctx, m.actor(n.By), kept.ID, n.Text, !n.Private)
		})
	}
	for _, a := range talk.Actions {
		m.planAction(p, talk, a, &kept)
	}
	for _, who := range talk.Acknowledged {
		p.add(nextAtWork(day), phaseTalk, "acknowledge"+about, func(ctx context.Context) error {
			sheet, err := m.Appraisal.Meeting(ctx, m.actor(who), kept.ID)
			if err != nil {
				return err
			}
			kept, err = m.Appraisal.Acknowledge(ctx, m.actor(who), sheet.ID, sheet.Version, "")
			return err
		})
	}
}

func (m *maker) planAction(p *plan, talk demo.Talk, a demo.TalkAction, kept *appraisal.Sheet) {
	day := m.weekday(talk.On)
	var id uuid.UUID
	p.add(day, phaseTalk, "agree an action with "+talk.Person, func(ctx context.Context) error {
		sheet, err := m.Appraisal.AgreeAction(ctx, m.actor(talk.With), kept.ID, m.people[a.Owner], a.Text, day.Add(a.Within))
		if err != nil {
			return err
		}
		for _, action := range sheet.Actions {
			if action.Text == a.Text {
				id = action.ID
			}
		}
		*kept = sheet
		return nil
	})
	if a.Done == nil {
		return
	}
	p.add(m.weekday(*a.Done), phaseTalk, "close an action of "+talk.Person, func(ctx context.Context) error {
		_, err := m.Appraisal.EndAction(ctx, m.actor(a.Owner), id, 1, appraisal.ActionDone, a.Outcome)
		return err
	})
}
