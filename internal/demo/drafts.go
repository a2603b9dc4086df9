package demo

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/portfolio"
	"bandwise/seed/demo"
)

// planDrafts plans what a person began to write as evidence and has not finished.
func (m *maker) planDrafts(p *plan, person demo.Person) {
	for _, d := range person.Drafts {
		p.add(m.weekday(d.On), phaseEvidence, "draft evidence of "+person.Key, func(ctx context.Context) error {
			kind, err := portfolio.ParseEvidenceKind(d.Kind)
			if err != nil {
				return err
			}
			_, err = m.Portfolio.AddDraft(ctx, m.actor(person.Key), m.people[person.Key], portfolio.DraftContent{Title: d.Title, Kind: kind, WhatIDid: d.Did})
			return err
		})
	}
}

// planChange plans that a person words evidence anew after it was claimed with.
func (m *maker) planChange(p *plan, person demo.Person, e demo.Evidence, evidence *uuid.UUID) {
	if e.Changed == nil {
		return
	}
	p.add(m.weekday(e.Changed.On), phaseEvidence, "change evidence of "+person.Key, func(ctx context.Context) error {
		kept, err := m.Portfolio.OneEvidence(ctx, m.actor(person.Key), *evidence)
		if err != nil {
			return err
		}
		_, err = m.Portfolio.EditEvidence(ctx, m.actor(person.Key), kept.ID, kept.Version, portfolio.EvidenceEdit{WhatIDid: &e.Changed.Did})
		return err
	})
}
