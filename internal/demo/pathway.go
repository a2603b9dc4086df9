package demo

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/pathway"
	"bandwise/seed/demo"
)

// planPathway plans the map of roles, its publication, and what was agreed about people's moves.
func (m *maker) planPathway(p *plan) {
	plan := m.trust.Pathway
	if plan == nil {
		return
	}
	p.add(m.weekday(plan.On), phaseLearning, "publish the map of roles", func(ctx context.Context) error {
		return m.publish(ctx, *plan)
	})
	for _, a := range plan.Agreements {
		p.add(m.weekday(a.On), phaseDecision, "agree to a move of "+a.Person, func(ctx context.Context) error {
			return m.agree(ctx, a)
		})
	}
}

func (m *maker) publish(ctx context.Context, plan demo.Pathway) error {
	by := m.actor(plan.By)
	v, err := m.Pathway.CreateDraft(ctx, by, plan.Note)
	if err != nil {
		return err
	}
	var places []pathway.Place
	for family := pathway.Coding; family <= pathway.Other; family++ {
		for _, key := range plan.Places[family.String()] {
			places = append(places, pathway.Place{Role: pathway.Role{ID: m.roles[key]}, Family: family})
		}
	}
	if v, err = m.Pathway.PlaceRoles(ctx, by, v.ID, v.Revision, places); err != nil {
		return err
	}
	for _, move := range plan.Moves {
		wish := pathway.Move{From: m.roles[move.From], To: m.roles[move.To], Condition: m.condition(move.Condition), Reason: move.Reason}
		for _, s := range move.Sources {
			wish.Sources = append(wish.Sources, pathway.Source{Document: s.Document, Lines: s.Lines})
		}
		if v, err = m.Pathway.AddMove(ctx, by, v.ID, v.Revision, wish); err != nil {
			return fmt.Errorf("the move from %s to %s: %w", move.From, move.To, err)
		}
	}
	_, err = m.Pathway.Publish(ctx, by, v.ID, v.Revision)
	return err
}

func (m *maker) condition(c demo.Condition) pathway.Condition {
	parts := func(of []demo.Condition) []pathway.Condition {
		all := make([]pathway.Condition, len(of))
		for i, one := range of {
			all[i] = m.condition(one)
		}
		return all
	}
	switch {
	case len(c.All) > 0:
		return pathway.Condition{Kind: pathway.All, Of: parts(c.All)}
	case len(c.Any) > 0:
		return pathway.Condition{Kind: pathway.Any, Of: parts(c.Any)}
	case c.Accreditation != "":
		return pathway.Condition{Kind: pathway.Accreditation, Key: c.Accreditation}
	case c.Milestone != "":
		return pathway.Condition{Kind: pathway.Milestone, Key: c.Milestone}
	case c.Months != 0:
		return pathway.Condition{Kind: pathway.Months, Months: c.Months}
	case c.AgreedBy != "":
		return pathway.Condition{Kind: pathway.Agreement, RoleID: uuid.NullUUID{UUID: m.roles[c.AgreedBy], Valid: true}}
	case c.Confirmed != "":
		return pathway.Condition{Kind: pathway.Confirmation, Text: c.Confirmed}
	default:
		return pathway.Condition{Kind: pathway.Requirements}
	}
}

// agree says what somebody decided about a person's move: the first condition of it that asks for an agreement.
func (m *maker) agree(ctx context.Context, a demo.Agreement) error {
	by := m.actor(a.By)
	v, _, err := m.Pathway.Published(ctx, by)
	if err != nil {
		return err
	}
	present, err := m.Pathway.MovesOf(ctx, by, m.people[a.Person], uuid.NullUUID{})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(v.Moves, func(move pathway.Move) bool {
		return move.To == m.roles[a.To] && present.Role != nil && move.From == present.Role.ID
	})
	if i < 0 {
		return fmt.Errorf("no move leads %s to %s", a.Person, a.To)
	}
	subject := v.Moves[i].Condition.FirstSaid()
	_, err = m.Pathway.Say(ctx, by, m.people[a.Person], v.Moves[i].ID, subject, a.Agreed, a.Reason)
	return err
}
