package portfolio

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// CreateClaims claims statements with the same evidence, all of them or none, and gives the claims in the order of the
// statements.
//
// Somebody out of scope is CodeNotFound. CodeInvalid names the field: a statement that does not exist, has ended or has an
// open or approved claim already; evidence that is not the person's; no evidence when the claims are to be submitted.
func (s *Service) CreateClaims(ctx context.Context, by access.Actor, personID uuid.UUID, n NewClaims) ([]ClaimView, error) {
	var made []ClaimView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.mustReach(ctx, by, personID); err != nil {
			return err
		}
		statements, err := s.claimable(ctx, by, personID, n.Statements)
		if err != nil {
			return err
		}
		if err := s.mustOwnEvidence(ctx, personID, n.Evidence); err != nil {
			return err
		}
		ids, err := s.draft(ctx, by, personID, n, statements)
		if err != nil {
			return err
		}
		made, err = s.store.claimsByID(ctx, seenBy(by), ids)
		return err
	})
	return made, err
}

// claimable gives the statements; one that cannot be claimed is CodeInvalid.
func (s *Service) claimable(ctx context.Context, by access.Actor, personID uuid.UUID, ids []uuid.UUID) (map[uuid.UUID]Statement, error) {
	statements, err := s.store.statements(ctx, by.OrganisationID, ids, by.Today)
	if err != nil {
		return nil, err
	}
	states, err := s.store.countingClaims(ctx, personID, ids)
	if err != nil {
		return nil, err
	}
	var wrong []apperr.Field
	for i, id := range ids {
		field := fmt.Sprintf("statementIds[%d]", i)
		statement, there := statements[id]
		switch state := states[id]; {
		case !there:
			wrong = append(wrong, apperr.Field{Name: field, Message: "There is no such statement, or it has ended. Choose another one."})
		case state == Approved:
			wrong = append(wrong, apperr.Field{Name: field, Message: "Your claim on " + statement.Name() + " is approved already."})
		case state != 0:
			wrong = append(wrong, apperr.Field{Name: field, Message: "You have a claim on " + statement.Name() + " already: " + where(state) + "."})
		}
	}
	return statements, apperr.Invalid(wrong...)
}

func where(s State) string {
	switch s {
	case Submitted:
		return "it waits for review"
	case Returned:
		return "it was returned to you"
	default:
		return "it is a draft"
	}
}

// draft stores the claims with their first steps, submitted if that is wished, and gives their identifiers.
func (s *Service) draft(ctx context.Context, by access.Actor, personID uuid.UUID, n NewClaims, statements map[uuid.UUID]Statement) ([]uuid.UUID, error) {
	now := s.clock.Now()
	ids := make([]uuid.UUID, len(n.Statements))
	claims := make([]Claim, len(n.Statements))
	var steps []Event
	for i, statement := range n.Statements {
		c := NewClaim(by, now, personID, statement, n.Evidence, n.Explanation)
		steps = append(steps, c.step(by, 0))
		if n.Submit {
			submitted, err := c.Submit(by, now)
			if err != nil {
				return nil, err
			}
			c = submitted
			steps = append(steps, c.step(by, Draft))
		}
		ids[i], claims[i] = c.ID, c
	}
	if err := s.store.addClaims(ctx, claims, statements); err != nil {
		return nil, err
	}
	if err := s.store.addEvents(ctx, steps...); err != nil {
		return nil, err
	}
	for _, c := range claims {
		if n.Submit {
			if err := s.store.keepSubmittedVersions(ctx, c.ID); err != nil {
				return nil, err
			}
		}
		change := audit.Change{Action: "portfolio.claim_created", After: valuesOf(c)}
		change.After["statement"], change.After["explanation"] = c.StatementID, audit.FreeText(c.Explanation)
		if err := s.record(ctx, by, c, change); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// EditClaim changes the evidence or the explanation of a draft or returned claim. The version must be the newest:
// CodePreconditionFailed when it is not. A claim out of scope is CodeNotFound; one in another state CodeConflict; evidence
// that is not the person's CodeInvalid.
func (s *Service) EditClaim(ctx context.Context, by access.Actor, id uuid.UUID, version int, edit ClaimEdit) (ClaimDetail, error) {
	return s.change(ctx, by, PermissionWrite, id, func(ctx context.Context, old ClaimView) (Claim, audit.Change, error) {
		if old.Version != version {
			return Claim{}, audit.Change{}, apperr.PreconditionFailed()
		}
		if edit.Evidence != nil {
			if err := s.mustOwnEvidence(ctx, old.PersonID, *edit.Evidence); err != nil {
				return Claim{}, audit.Change{}, err
			}
		}
		c, err := old.Edit(by, s.clock.Now(), edit.Evidence, edit.Explanation)
		change := audit.Change{Action: "portfolio.claim_edited", Before: audit.Values{"evidence": old.Evidence}, After: audit.Values{"evidence": c.Evidence}}
		if edit.Explanation != nil {
			change.After["explanation"] = audit.FreeText(c.Explanation)
		}
		return c, change, err
	})
}

// SubmitClaim sends a draft or returned claim to review. A claim out of scope is CodeNotFound; one that changed since
// version, or is in another state, CodeConflict; one without evidence CodeInvalid.
func (s *Service) SubmitClaim(ctx context.Context, by access.Actor, id uuid.UUID, version int) (ClaimDetail, error) {
	return s.change(ctx, by, PermissionWrite, id, func(_ context.Context, old ClaimView) (Claim, audit.Change, error) {
		if err := old.At(version); err != nil {
			return Claim{}, audit.Change{}, err
		}
		c, err := old.Submit(by, s.clock.Now())
		return c, audit.Change{Action: "portfolio.claim_submitted"}, err
	})
}

// WithdrawClaim takes a claim back; its history stays. A claim out of scope is CodeNotFound; one that changed since
// version, or is in a state that cannot be withdrawn, CodeConflict.
func (s *Service) WithdrawClaim(ctx context.Context, by access.Actor, id uuid.UUID, version int) (ClaimDetail, error) {
	return s.change(ctx, by, PermissionWrite, id, func(_ context.Context, old ClaimView) (Claim, audit.Change, error) {
		if err := old.At(version); err != nil {
			return Claim{}, audit.Change{}, err
		}
		c, err := old.Withdraw(by, s.clock.Now())
		return c, audit.Change{Action: "portfolio.claim_withdrawn"}, err
	})
}

// DecideClaim judges a claim that waits for review. A claim out of scope is CodeNotFound; by's own CodeForbidden; one that
// changed since version, or does not wait, CodeConflict; a judgement without what belongs to it CodeInvalid.
func (s *Service) DecideClaim(ctx context.Context, by access.Actor, id uuid.UUID, version int, j Judgement) (ClaimDetail, error) {
	return s.change(ctx, by, PermissionReview, id, func(ctx context.Context, old ClaimView) (Claim, audit.Change, error) {
		if err := old.At(version); err != nil {
			return Claim{}, audit.Change{}, err
		}
		aspect, err := s.store.aspect(ctx, by.OrganisationID, old.Statement)
		if err != nil {
			return Claim{}, audit.Change{}, err
		}
		c, err := old.Decide(by, s.clock.Now(), j, old.Statement, lowerLevels(old.Statement, aspect))
		return c, audit.Change{Action: "portfolio.claim_" + c.State.String(), After: audit.Values{"reason": audit.FreeText(c.Reason)}}, err
	})
}

// change loads a claim that by reaches with the permission, lets a rule change it, and stores the change with its step of
// the history and its audit row, all in one transaction.
func (s *Service) change(ctx context.Context, by access.Actor, p access.Permission, id uuid.UUID,
	rule func(ctx context.Context, old ClaimView) (Claim, audit.Change, error),
) (ClaimDetail, error) {
	var detail ClaimDetail
	v := reachedBy(by, p)
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.claim(ctx, v, id)
		if err != nil {
			return err
		}
		c, change, err := rule(ctx, old)
		if err != nil {
			return err
		}
		if err := s.save(ctx, by, old.Claim, c); err != nil {
			return err
		}
		change.Before, change.After = merged(change.Before, valuesOf(old.Claim)), merged(change.After, valuesOf(c))
		if err := s.record(ctx, by, c, change); err != nil {
			return err
		}
		detail, err = s.detail(ctx, by, v, id)
		return err
	})
	return detail, err
}

func (s *Service) save(ctx context.Context, by access.Actor, old, c Claim) error {
	if c.State == old.State {
		return s.store.editClaim(ctx, c)
	}
	if err := s.store.moveClaim(ctx, c); err != nil {
		return err
	}
	if c.State == Submitted {
		if err := s.store.keepSubmittedVersions(ctx, c.ID); err != nil {
			return err
		}
	}
	return s.store.addEvents(ctx, c.step(by, old.State))
}

// mustOwnEvidence is CodeInvalid unless every piece of evidence is the person's.
func (s *Service) mustOwnEvidence(ctx context.Context, personID uuid.UUID, ids []uuid.UUID) error {
	if len(ids) == 0 {
		return nil
	}
	n, err := s.store.countEvidence(ctx, personID, ids)
	if err != nil {
		return err
	}
	if n != len(ids) {
		return apperr.InvalidField("evidenceIds", "Some of this evidence does not exist any more. Choose again.")
	}
	return nil
}

func (s *Service) record(ctx context.Context, by access.Actor, c Claim, change audit.Change) error {
	change.SubjectKind, change.SubjectID, change.PersonID = "claim", c.ID.String(), &c.PersonID
	return s.trail.Record(ctx, by, change)
}

// valuesOf is what the trail shows of every claim.
func valuesOf(c Claim) audit.Values {
	values := audit.Values{"state": c.State.String(), "version": c.Version}
	if c.ApprovedLevel != 0 {
		values["level"] = int(c.ApprovedLevel)
	}
	return values
}

func merged(values, more audit.Values) audit.Values {
	all := audit.Values{}
	for _, part := range []audit.Values{values, more} {
		for name, value := range part {
			all[name] = value
		}
	}
	return all
}
