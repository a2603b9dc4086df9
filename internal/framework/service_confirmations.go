package framework

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// RequirementConfirmations gives one page of the requirements of roles that rest on a statement whose meaning was changed:
// those that wait for a decision, or those that were decided.
func (s *Service) RequirementConfirmations(ctx context.Context, by access.Actor, decided bool, r page.Request) ([]RequirementConfirmation, int, error) {
	return s.store.RequirementConfirmations(ctx, by.OrganisationID, decided, r)
}

// ClaimConfirmations gives one page of the approved claims within the actor's reviews that rest on a statement whose meaning
// was changed; the actor's own never.
func (s *Service) ClaimConfirmations(ctx context.Context, by access.Actor, decided bool, r page.Request) ([]ClaimConfirmation, int, error) {
	return s.store.ClaimConfirmations(ctx, by.Scopes(PermissionReview), by.PersonID, decided, r)
}

// ConfirmRequirement decides whether a role's requirement stands for the statement that took the place of the old one. A
// role that changed meanwhile, or a requirement that was decided, is CodeConflict.
func (s *Service) ConfirmRequirement(ctx context.Context, by access.Actor, v Verdict) (RequirementConfirmation, error) {
	if err := v.check(); err != nil {
		return RequirementConfirmation{}, err
	}
	var decided RequirementConfirmation
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		// What roles ask for follows the decision; the stamp goes first.
		if err := reference.Touch(ctx, s.db, bodyRole); err != nil {
			return err
		}
		waiting, err := s.store.RequirementConfirmation(ctx, by.OrganisationID, v.SubjectID, v.StatementID, false)
		if err != nil {
			_, decided := s.store.RequirementConfirmation(ctx, by.OrganisationID, v.SubjectID, v.StatementID, true)
			return orDecided(err, decided)
		}
		if waiting.Version != v.Version {
			return apperr.Conflict("This role has changed since you opened it. Load it again, then decide.")
		}
		key := confirmationKey{subjectRequirement, v.SubjectID, v.StatementID}
		if err := s.confirm(ctx, by, key, waiting.New.StatementID, v, nil); err != nil {
			return err
		}
		decided, err = s.store.RequirementConfirmation(ctx, by.OrganisationID, v.SubjectID, v.StatementID, true)
		return err
	})
	return decided, err
}

// ConfirmClaim decides whether an approved claim stands for the statement that took the place of the old one. A claim out of
// scope is CodeNotFound, the actor's own CodeForbidden, one that changed meanwhile or was decided CodeConflict.
func (s *Service) ConfirmClaim(ctx context.Context, by access.Actor, v Verdict) (ClaimConfirmation, error) {
	if err := v.check(); err != nil {
		return ClaimConfirmation{}, err
	}
	var decided ClaimConfirmation
	in := by.Scopes(PermissionReview)
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		waiting, err := s.store.ClaimConfirmation(ctx, in, v.SubjectID, v.StatementID, false)
		if err != nil {
			_, decided := s.store.ClaimConfirmation(ctx, in, v.SubjectID, v.StatementID, true)
			return orDecided(err, decided)
		}
		if waiting.Person.ID == by.PersonID {
			return apperr.Forbidden("You cannot confirm a claim of your own.")
		}
		if waiting.Version != v.Version {
			return apperr.Conflict("This claim has changed since you opened it. Load it again, then decide.")
		}
		key := confirmationKey{subjectClaim, v.SubjectID, v.StatementID}
		if err := s.confirm(ctx, by, key, waiting.New.StatementID, v, &waiting.Person.ID); err != nil {
			return err
		}
		decided, err = s.store.ClaimConfirmation(ctx, in, v.SubjectID, v.StatementID, true)
		return err
	})
	return decided, err
}

// orDecided tells what was decided already from what there is nothing to decide about.
func orDecided(notWaiting, notDecided error) error {
	if apperr.CodeOf(notWaiting) == apperr.CodeNotFound && notDecided == nil {
		return errDecided()
	}
	return notWaiting
}

func (s *Service) confirm(ctx context.Context, by access.Actor, key confirmationKey, successor uuid.UUID, v Verdict, person *uuid.UUID) error {
	c := Confirmed{Decision: v.Decision, Reason: v.Reason, DecidedBy: named(by), DecidedAt: s.clock.Now()}
	if err := s.store.Confirm(ctx, by.OrganisationID, key, successor, c); err != nil {
		return err
	}
	return s.trail.Record(ctx, by, audit.Change{
		Action: "framework." + key.subject + "_confirmed", SubjectKind: key.subject, SubjectID: key.subjectID.String(), PersonID: person,
		Before: audit.Values{"statement": key.statementID},
		After:  audit.Values{"statement": successor, "decision": v.Decision.String(), "reason": audit.FreeText(v.Reason)},
	})
}
