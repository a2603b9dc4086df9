package portfolio

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// Suggestions gives statements that one's evidence may show, at most five, those that one's role asks for first. Evidence out
// of scope is CodeNotFound.
func (s *Service) Suggestions(ctx context.Context, by access.Actor, evidenceID uuid.UUID) ([]Suggestion, error) {
	e, err := s.store.oneEvidence(ctx, reachedBy(by, PermissionWrite), evidenceID)
	if err != nil {
		return nil, err
	}
	statements, err := s.store.claimableStatements(ctx, by.OrganisationID, by.Today)
	if err != nil {
		return nil, err
	}
	out, err := s.store.notSuggested(ctx, e.Evidence)
	if err != nil {
		return nil, err
	}
	needs, err := s.needs.Of(ctx, by, e.PersonID)
	if err != nil {
		return nil, err
	}
	statements = slices.DeleteFunc(statements, func(one Statement) bool { return out[one.ID] })
	text := s.words(e.Title + "\n" + e.WhatIDid + "\n" + e.Reflection)
	return suggest(text, statements, func(one Statement) []Word { return s.words(one.Aspect + "\n" + one.Text) }, needs), nil
}

// Dismiss stops suggesting a statement for one's evidence; to dismiss it again changes nothing. Evidence out of scope is
// CodeNotFound, a statement that does not exist CodeInvalid.
func (s *Service) Dismiss(ctx context.Context, by access.Actor, evidenceID, statementID uuid.UUID) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		e, err := s.store.oneEvidence(ctx, reachedBy(by, PermissionWrite), evidenceID)
		if err != nil {
			return err
		}
		known, err := s.store.statements(ctx, by.OrganisationID, []uuid.UUID{statementID}, by.Today)
		if err != nil {
			return err
		}
		if _, there := known[statementID]; !there {
			return apperr.InvalidField("statementId", "There is no such statement, or it has ended.")
		}
		before, err := s.store.dismissed(ctx, evidenceID, statementID)
		if err != nil || before {
			return err
		}
		if err := s.store.dismiss(ctx, evidenceID, statementID, s.clock.Now()); err != nil {
			return err
		}
		return s.recordEvidence(ctx, by, "portfolio.suggestion_dismissed", e.Evidence, nil, audit.Values{"statement": statementID})
	})
}

// Versions gives what evidence said before it was changed, the newest first. Evidence out of scope is CodeNotFound; whoever
// may not read the content sees the dates alone.
func (s *Service) Versions(ctx context.Context, by access.Actor, evidenceID uuid.UUID) ([]EvidenceVersion, error) {
	e, err := s.store.oneEvidence(ctx, seenBy(by), evidenceID)
	if err != nil {
		return nil, err
	}
	kept, err := s.store.versionsOf(ctx, []uuid.UUID{e.ID})
	if err != nil {
		return nil, err
	}
	all := kept[e.ID]
	slices.Reverse(all)
	if !e.ContentVisible {
		for i := range all {
			all[i] = all[i].veiled()
		}
	}
	return all, nil
}

// ArrangeShowcase chooses and orders what by shows first. Somebody else's portfolio is CodeNotFound; a showcase that is not
// what was read CodeConflict; more than fits, or evidence that is not by's, CodeInvalid.
func (s *Service) ArrangeShowcase(ctx context.Context, by access.Actor, personID uuid.UUID, was, wanted []uuid.UUID) ([]EvidenceView, error) {
	var arranged []EvidenceView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if personID != by.PersonID {
			return apperr.NotFound("person")
		}
		is, err := s.store.showcase(ctx, personID)
		if err != nil {
			return err
		}
		if err := arrange(is, was, wanted); err != nil {
			return err
		}
		if err := s.mustOwnEvidence(ctx, personID, wanted); err != nil {
			return err
		}
		if err := s.store.arrangeShowcase(ctx, personID, wanted); err != nil {
			return err
		}
		change := audit.Change{
			Action: "portfolio.showcase_arranged", SubjectKind: "portfolio", SubjectID: personID.String(), PersonID: &personID,
			Before: audit.Values{"evidence": is}, After: audit.Values{"evidence": wanted},
		}
		if err := s.trail.Record(ctx, by, change); err != nil {
			return err
		}
		arranged, err = s.store.evidenceByID(ctx, seenBy(by), wanted)
		return err
	})
	return arranged, err
}
