package portfolio

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// CreateClaims claims statements and criteria with the same evidence, all of them or none, and gives the claims in the
// order in which they were named, statements first. A statement whose approval needs fresh evidence is claimed anew by its
// own claim: what it was approved on stays under it and in its history.
//
// Somebody out of scope is CodeNotFound. CodeInvalid names the field: a statement or criterion that does not exist, has
// ended or has an open or approved claim already; evidence that is not the person's; no evidence or no view of one's own
// when the claims are to be submitted.
func (s *Service) CreateClaims(ctx context.Context, by access.Actor, personID uuid.UUID, n NewClaims) ([]ClaimView, error) {
	var made []ClaimView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.mustReach(ctx, by, personID); err != nil {
			return err
		}
		about, err := s.claimable(ctx, by, personID, n)
		if err != nil {
			return err
		}
		if err := s.mustOwnEvidence(ctx, personID, n.Evidence); err != nil {
			return err
		}
		ids, err := s.claim(ctx, by, personID, n, about)
		if err != nil {
			return err
		}
		made, err = s.store.claimsByID(ctx, seenBy(by), ids)
		return err
	})
	return made, err
}

// wished is something that is to be claimed; expired is the approved claim on it that needs fresh evidence, nil without one.
type wished struct {
	About
	expired *ClaimView
}

// claimable gives what is to be claimed, statements first; one that cannot be claimed is CodeInvalid.
func (s *Service) claimable(ctx context.Context, by access.Actor, personID uuid.UUID, n NewClaims) ([]wished, error) {
	if len(n.Statements)+len(n.Criteria) == 0 {
		return nil, apperr.InvalidField("statementIds", "Choose at least one statement or criterion.")
	}
	statements, err := s.store.statements(ctx, by.OrganisationID, n.Statements, by.Today)
	if err != nil {
		return nil, err
	}
	criteria, err := s.store.criteria(ctx, by.OrganisationID, n.Criteria)
	if err != nil {
		return nil, err
	}
	counting, err := s.store.countingClaims(ctx, personID, n.Statements, n.Criteria)
	if err != nil {
		return nil, err
	}
	var all []wished
	var wrong []apperr.Field
	check := func(field string, about About, there bool, gone string, expired *ClaimView, state State) {
		all = append(all, wished{about, expired})
		switch {
		case !there:
			wrong = append(wrong, apperr.Field{Name: field, Message: gone})
		case expired != nil || state == 0:
		case state == Approved:
			wrong = append(wrong, apperr.Field{Name: field, Message: "Your claim on " + about.Name() + " is approved already."})
		default:
			wrong = append(wrong, apperr.Field{Name: field, Message: "You have a claim on " + about.Name() + " already: " + where(state) + "."})
		}
	}
	for i, id := range n.Statements {
		statement, there := statements[id]
		expired, err := s.expired(ctx, by, counting[id])
		if err != nil {
			return nil, err
		}
		check(fmt.Sprintf("statementIds[%d]", i), About{Statement: &statement}, there,
			"There is no such statement, or it has ended. Choose another one.", expired, counting[id].State)
	}
	for i, id := range n.Criteria {
		criterion, there := criteria[id]
		check(fmt.Sprintf("criterionIds[%d]", i), About{Criterion: &criterion}, there,
			"There is no such criterion in a role’s person specification any more. Choose another one.", nil, counting[id].State)
	}
	return all, apperr.Invalid(wrong...)
}

// expired gives an approved claim that needs fresh evidence; nil for any other.
func (s *Service) expired(ctx context.Context, by access.Actor, c countingClaim) (*ClaimView, error) {
	if c.State != Approved {
		return nil, nil
	}
	claim, err := s.store.claim(ctx, reachedBy(by, PermissionWrite), c.ID)
	if err != nil || !claim.Expired(s.clock.Now()) {
		return nil, err
	}
	return &claim, nil
}

// claim drafts claims on what has none, and renews those that need fresh evidence; it gives all in their order.
func (s *Service) claim(ctx context.Context, by access.Actor, personID uuid.UUID, n NewClaims, wishes []wished) ([]uuid.UUID, error) {
	var anew []About
	for _, w := range wishes {
		if w.expired == nil {
			anew = append(anew, w.About)
		}
	}
	var drafted []uuid.UUID
	if len(anew) > 0 {
		var err error
		if drafted, err = s.draft(ctx, by, personID, n, anew); err != nil {
			return nil, err
		}
	}
	ids := make([]uuid.UUID, len(wishes))
	for i, w := range wishes {
		if w.expired == nil {
			ids[i], drafted = drafted[0], drafted[1:]
			continue
		}
		ids[i] = w.expired.ID
		renewed, err := s.EditClaim(ctx, by, w.expired.ID, w.expired.Version, w.expired.Renewal(n))
		if err == nil && n.Submit {
			_, err = s.SubmitClaim(ctx, by, renewed.ID, renewed.Version)
		}
		if err != nil {
			return nil, err
		}
	}
	return ids, nil
}

func where(s State) string {
	switch s {
	case Submitted:
		return "it waits for review"
	case InReview:
		return "it is in review"
	case Returned:
		return "it was returned to you"
	default:
		return "it is a draft"
	}
}

// draft stores the claims with their first steps, submitted if that is wished, and gives their identifiers.
func (s *Service) draft(ctx context.Context, by access.Actor, personID uuid.UUID, n NewClaims, about []About) ([]uuid.UUID, error) {
	now := s.clock.Now()
	ids := make([]uuid.UUID, len(about))
	claims := make([]Claim, len(about))
	var steps []Event
	for i, one := range about {
		c := NewClaim(by, now, personID, one, n.Evidence, n.Explanation)
		c.SelfJudgement, c.SelfReason = n.SelfJudgement, strings.TrimSpace(n.SelfReason)
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
	if err := s.store.addClaims(ctx, claims, about); err != nil {
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
		change.After["explanation"], change.After["selfReason"] = audit.FreeText(c.Explanation), audit.FreeText(c.SelfReason)
		if c.StatementID != nil {
			change.After["statement"] = *c.StatementID
		} else {
			change.After["criterion"] = *c.CriterionID
		}
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
		c, err := old.Edit(by, s.clock.Now(), edit)
		change := audit.Change{Action: "portfolio.claim_edited", Before: audit.Values{"evidence": old.Evidence}, After: audit.Values{"evidence": c.Evidence}}
		if edit.Explanation != nil {
			change.After["explanation"] = audit.FreeText(c.Explanation)
		}
		if edit.SelfJudgement != nil || edit.SelfReason != nil {
			change.After["selfJudgement"], change.After["selfReason"] = c.SelfJudgement.String(), audit.FreeText(c.SelfReason)
		}
		return c, change, err
	})
}

// SubmitClaim sends a draft or returned claim to review, or one whose approval needs fresh evidence and has got some. A claim
// out of scope is CodeNotFound; one that changed since version, or is in another state, CodeConflict; one without evidence,
// or without the fresh evidence that it needs, CodeInvalid.
func (s *Service) SubmitClaim(ctx context.Context, by access.Actor, id uuid.UUID, version int) (ClaimDetail, error) {
	return s.change(ctx, by, PermissionWrite, id, func(ctx context.Context, old ClaimView) (Claim, audit.Change, error) {
		if err := old.At(version); err != nil {
			return Claim{}, audit.Change{}, err
		}
		c, err := old.Submit(by, s.clock.Now())
		if err == nil {
			err = s.mustBeFresher(ctx, old)
		}
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
		if p == PermissionReview && old.InSteadOf != nil {
			by = by.InSteadOf(*old.InSteadOf)
		} else {
			old.InSteadOf = nil
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
	if c.State == old.State && c.State != InReview {
		return s.store.editClaim(ctx, c)
	}
	if err := s.store.moveClaim(ctx, c); err != nil {
		return err
	}
	if c.State == Submitted && old.editable(c.UpdatedAt) {
		if err := s.store.keepSubmittedVersions(ctx, c.ID); err != nil {
			return err
		}
	}
	if old.State.decidedFor() && !c.State.decidedFor() {
		// What was approved is not approved any more: nobody has to look at it a second time.
		if err := s.store.overtake(ctx, c.ID); err != nil {
			return err
		}
	}
	if old.State.Waiting() && (c.State.decidedFor() || c.State == Returned) {
		if err := s.decided(ctx, by, c); err != nil {
			return err
		}
	}
	return s.store.addEvents(ctx, c.step(by, old.State))
}

// mustBeFresher is CodeInvalid when a claim needs fresh evidence and has got none.
func (s *Service) mustBeFresher(ctx context.Context, c ClaimView) error {
	if !c.Expired(s.clock.Now()) {
		return nil
	}
	days, err := s.store.lastDays(ctx, c.added())
	if err != nil {
		return err
	}
	return c.mustBeFresher(c.About(), days, s.clock.Today())
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
