package portfolio

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
)

// addClaims inserts claims with their evidence; about holds what each claims.
func (s store) addClaims(ctx context.Context, claims []Claim, about []About) error {
	rows := make([]newClaim, len(claims))
	for i, c := range claims {
		rows[i] = newClaim{c, searchOfClaim(about[i])}
	}
	if err := s.db.Conn(ctx).Table("claims").Create(&rows).Error; err != nil {
		return database.Wrap(err, "claim")
	}
	for _, c := range claims {
		if err := s.addClaimEvidence(ctx, c, nil); err != nil {
			return err
		}
	}
	return nil
}

func searchOfClaim(about About) string {
	if c := about.Criterion; c != nil {
		return fold.Text(c.Role, c.Group, c.Text)
	}
	return fold.Text(about.Statement.Code, about.Statement.Skill, about.Statement.Aspect, about.Statement.Text)
}

// addClaimEvidence adds the evidence of a claim; submitted are the versions with which the claim was submitted before.
func (s store) addClaimEvidence(ctx context.Context, c Claim, submitted map[uuid.UUID]int) error {
	if len(c.Evidence) == 0 {
		return nil
	}
	rows := make([]claimEvidence, len(c.Evidence))
	for i, id := range c.Evidence {
		rows[i] = claimEvidence{ClaimID: c.ID, EvidenceID: id, Position: i + 1}
		if version, was := submitted[id]; was {
			rows[i].SubmittedVersion = &version
		}
	}
	return database.Wrap(s.db.Conn(ctx).Create(&rows).Error, "piece of evidence")
}

// saveClaim writes a changed claim over the version before it. No row means that this version is no longer there.
func (s store) saveClaim(ctx context.Context, c Claim) *gorm.DB {
	return s.db.Conn(ctx).Model(&Claim{}).Where("id = ? AND version = ?", c.ID, c.Version-1).Updates(map[string]any{
		"state": c.State, "approved_level": c.ApprovedLevel, "explanation": c.Explanation, "self_judgement": c.SelfJudgement,
		"self_reason": c.SelfReason, "submitted_at": c.SubmittedAt, "reviewer_id": c.ReviewerID, "review_started_at": c.ReviewStartedAt,
		"decided_at": c.DecidedAt, "decided_by": c.DecidedBy, "decided_for": c.DecidedFor, "reason": c.Reason, "version": c.Version, "updated_at": c.UpdatedAt,
	})
}

// moveClaim stores a claim in a new state: CodeConflict when the version that was read is no longer there.
func (s store) moveClaim(ctx context.Context, c Claim) error {
	return database.Changed(s.saveClaim(ctx, c), "claim")
}

// editClaim stores a claim's new texts and evidence: CodePreconditionFailed when the version that was read is no longer
// there.
func (s store) editClaim(ctx context.Context, c Claim) error {
	if err := edited(s.saveClaim(ctx, c), "claim"); err != nil {
		return err
	}
	// What was submitted stays known of the evidence that stays.
	submitted, err := s.submittedVersions(ctx, c.ID)
	if err != nil {
		return err
	}
	if err := s.db.Conn(ctx).Where("claim_id = ?", c.ID).Delete(&claimEvidence{}).Error; err != nil {
		return database.Wrap(err, "claim")
	}
	return s.addClaimEvidence(ctx, c, submitted)
}

// keepSubmittedVersions notes which version of its evidence the claim was submitted with.
func (s store) keepSubmittedVersions(ctx context.Context, claimID uuid.UUID) error {
	err := s.db.Conn(ctx).Exec(`UPDATE claim_evidence SET submitted_version =
		(SELECT evidence.version FROM evidence WHERE evidence.id = claim_evidence.evidence_id) WHERE claim_id = ?`, claimID).Error
	return database.Wrap(err, "claim")
}

// addEvents adds steps to histories.
func (s store) addEvents(ctx context.Context, steps ...Event) error {
	return database.Wrap(s.db.Conn(ctx).Create(&steps).Error, "step of the claim")
}

// history lists a claim's steps in their order.
func (s store) history(ctx context.Context, claimID uuid.UUID) ([]EventView, error) {
	var rows []struct {
		Event   `gorm:"embedded"`
		ByName  string
		ForName *string
	}
	err := s.db.Conn(ctx).Table("claim_events").Select("claim_events.*, people.name AS by_name, colleagues.name AS for_name").
		Joins("JOIN people ON people.id = claim_events.by_id").Joins("LEFT JOIN people colleagues ON colleagues.id = claim_events.for_id").
		Where("claim_events.claim_id = ?", claimID).Order("claim_events.claim_version").Find(&rows).Error
	steps := make([]EventView, len(rows))
	for i, r := range rows {
		steps[i] = EventView{Event: r.Event, By: Person{r.ByID, r.ByName}}
		if r.ForID != nil && r.ForName != nil {
			steps[i].For = &Person{*r.ForID, *r.ForName}
		}
	}
	return steps, database.Wrap(err, "claim")
}

// reasonAt gives the reason of the step that made a version of a claim.
func (s store) reasonAt(ctx context.Context, claimID uuid.UUID, version int) (string, error) {
	var reasons []string
	err := s.db.Conn(ctx).Model(&Event{}).Where("claim_id = ? AND claim_version = ?", claimID, version).Pluck("reason", &reasons).Error
	return first(reasons), database.Wrap(err, "step of the claim")
}
