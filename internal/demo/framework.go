package demo

import (
	"context"

	"bandwise/internal/framework"
	"bandwise/seed"
	"bandwise/seed/demo"
)

// planFramework plans the organisation's editions of the skill framework, and its examples of what good looks like.
func (m *maker) planFramework(p *plan) {
	for _, e := range m.trust.Editions {
		var draft framework.EditionPage
		p.add(m.weekday(e.Opened), phaseFramework, "draft "+e.Title, func(ctx context.Context) (err error) {
			draft, err = m.draftEdition(ctx, e)
			return err
		})
		p.add(m.weekday(e.Published), phaseFramework, "publish "+e.Title, func(ctx context.Context) error {
			_, err := m.Framework.PublishEdition(ctx, m.actor(e.By), draft.ID, draft.Version)
			return err
		})
	}
	for _, e := range m.trust.Examples {
		for _, text := range e.Texts {
			p.add(m.weekday(e.On), phaseFramework, "write an example beside "+e.Statement, func(ctx context.Context) error {
				_, err := m.Framework.AddExample(ctx, m.actor(e.By), statement(e.Statement), text)
				return err
			})
		}
	}
}

// draftEdition opens a draft with everything that the edition changes.
func (m *maker) draftEdition(ctx context.Context, e demo.Edition) (framework.EditionPage, error) {
	by := m.actor(e.By)
	reference, err := seed.Load()
	if err != nil {
		return framework.EditionPage{}, err
	}
	draft, err := m.Framework.CreateEdition(ctx, by, seed.ID(seed.KindFramework, reference.Framework.Slug), e.Title, e.Note)
	if err != nil {
		return framework.EditionPage{}, err
	}
	for _, r := range e.Rewordings {
		old, err := m.Framework.Statement(ctx, by, statement(r.Statement))
		if err != nil {
			return framework.EditionPage{}, err
		}
		draft, err = m.Framework.EditStatement(ctx, by, draft.ID, draft.Version, framework.Edit{
			StatementID: old.Statement.ID, Extent: framework.Wording, Aspect: old.Statement.Aspect, Text: r.Text, Reason: r.Reason,
		})
		if err != nil {
			return framework.EditionPage{}, err
		}
	}
	for _, a := range e.Additions {
		draft, err = m.Framework.AddStatement(ctx, by, draft.ID, draft.Version, framework.Addition{
			Code: a.Code, Skill: a.Skill, Aspect: a.Aspect, Level: framework.Level(a.Level), Text: a.Text, Reason: a.Reason,
		})
		if err != nil {
			return framework.EditionPage{}, err
		}
	}
	return draft, nil
}
