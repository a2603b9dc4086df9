package demo

import (
	"bytes"
	"cmp"
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/portfolio"
	"bandwise/seed/demo"
)

// planPortfolio plans a person's evidence, the claims on it and what reviewers made of them.
func (m *maker) planPortfolio(p *plan, person demo.Person) {
	for _, e := range person.Evidence {
		added := m.weekday(e.On)
		for i, c := range e.Claims {
			if c.Submitted != nil && (i == 0 || m.weekday(*c.Submitted).Before(added)) {
				added = m.weekday(*c.Submitted)
			}
		}
		var evidence uuid.UUID
		p.add(added, phaseEvidence, "add evidence of "+person.Key, func(ctx context.Context) (err error) {
			evidence, err = m.addEvidence(ctx, person, e)
			return err
		})
		for _, c := range e.Claims {
			m.planClaim(p, person, c, &evidence, added)
		}
		m.planChange(p, person, e, &evidence)
	}
	m.planDrafts(p, person)
}

func (m *maker) addEvidence(ctx context.Context, person demo.Person, e demo.Evidence) (uuid.UUID, error) {
	kind, err := portfolio.ParseEvidenceKind(e.Kind)
	if err != nil {
		return uuid.Nil, err
	}
	files := []uuid.UUID{}
	for _, f := range e.Files {
		id, err := m.addFile(ctx, person, f)
		if err != nil {
			return uuid.Nil, err
		}
		files = append(files, id)
	}
	happened := m.weekday(e.On)
	kept, err := m.Portfolio.AddEvidence(ctx, m.actor(person.Key), m.people[person.Key], portfolio.EvidenceEdit{
		Title: &e.Title, Kind: &kind, WhatIDid: &e.Did, Reflection: &e.Reflection, HappenedOn: &happened, Files: &files, Showcased: &e.Showcased,
	})
	return kept.ID, err
}

// planClaim plans a claim on the evidence, submitted or left as a draft, and the decision on each of its statements.
func (m *maker) planClaim(p *plan, person demo.Person, c demo.Claim, evidence *uuid.UUID, added calendar.Date) {
	claimed := added
	if c.Submitted != nil {
		claimed = m.weekday(*c.Submitted)
	}
	var claims []portfolio.ClaimView
	p.add(claimed, phaseEvidence, "claim statements for "+person.Key, func(ctx context.Context) (err error) {
		n := portfolio.NewClaims{
			Evidence: []uuid.UUID{*evidence}, Explanation: c.Explanation, SelfJudgement: portfolio.Meets,
			SelfReason: cmp.Or(c.Because, "I do this in my daily work, and the evidence shows it."), Submit: c.Submitted != nil,
		}
		if c.Self != "" {
			if n.SelfJudgement, err = portfolio.ParseSelfJudgement(c.Self); err != nil {
				return err
			}
		}
		for _, key := range c.Statements {
			n.Statements = append(n.Statements, statement(key))
		}
		if n.Criteria, err = m.criteria(ctx, person, c.Criteria); err != nil {
			return err
		}
		claims, err = m.Portfolio.CreateClaims(ctx, m.actor(person.Key), m.people[person.Key], n)
		if err != nil {
			return err
		}
		for i, key := range c.Statements {
			m.claims[[2]string{person.Key, key}] = claims[i].ID
		}
		return nil
	})
	if c.Decision == nil {
		return
	}
	p.add(m.weekday(c.Decision.On), phaseDecision, "decide on claims of "+person.Key, func(ctx context.Context) error {
		decision, err := portfolio.ParseDecision(c.Decision.Outcome)
		if err != nil {
			return err
		}
		judgement := portfolio.Judgement{Decision: decision, Level: portfolio.Level(c.Decision.Level), Reason: c.Decision.Reason}
		for _, claim := range claims {
			if _, err := m.Portfolio.DecideClaim(ctx, m.actor(c.Decision.By), claim.ID, claim.Version, judgement); err != nil {
				return err
			}
		}
		return nil
	})
}

// addFile stores a file for a person, as that person.
func (m *maker) addFile(ctx context.Context, person demo.Person, f demo.File) (uuid.UUID, error) {
	kept, _, err := m.File.Add(ctx, m.actor(person.Key), m.people[person.Key], f.Name, bytes.NewReader(contentOf(f.Name, f.Lines)))
	return kept.ID, err
}
