package portfolio

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// Queue is a page of the claims that wait for a reviewer, how many there are, and the target that they are held against.
type Queue struct {
	Claims []ClaimView
	Total  int
	Target Target
}

// ReviewFilter narrows the queue beside what narrows every list of claims.
type ReviewFilter struct {
	ClaimFilter
	// Late takes the claims that wait longer than the target.
	Late bool
	// Mine takes those that the reviewer has in review.
	Mine bool
}

// Reviews gives a page of the claims that wait for by's decision, those that another reviewer has taken included; by's own
// never.
func (s *Service) Reviews(ctx context.Context, by access.Actor, f ReviewFilter) (Queue, error) {
	target, err := s.store.target(ctx, by.OrganisationID, by.Today)
	if err != nil {
		return Queue{}, err
	}
	q := Queue{Target: target}
	f.Waiting, f.Except, f.Today, f.Viewer = true, &by.PersonID, by.Today, by.PersonID
	if f.Late {
		f.Over = &target.WorkingDays
	}
	if f.Mine {
		f.HeldBy = &by.PersonID
	}
	q.Claims, q.Total, err = s.store.claims(ctx, reachedBy(by, PermissionReview), f.ClaimFilter)
	return q, err
}

// StartReview takes a claim that waits into review. A claim out of scope is CodeNotFound; by's own CodeForbidden; one that
// changed since version, or does not wait, CodeConflict.
func (s *Service) StartReview(ctx context.Context, by access.Actor, id uuid.UUID, version int) (ClaimDetail, error) {
	return s.change(ctx, by, PermissionReview, id, func(_ context.Context, old ClaimView) (Claim, audit.Change, error) {
		if err := old.At(version); err != nil {
			return Claim{}, audit.Change{}, err
		}
		c, err := old.StartReview(by, s.clock.Now())
		return c, audit.Change{Action: "portfolio.review_started"}, err
	})
}

// ReleaseReview gives a claim that by has in review back to the queue. A claim out of scope is CodeNotFound; one that
// changed since version, or that by does not have in review, CodeConflict.
func (s *Service) ReleaseReview(ctx context.Context, by access.Actor, id uuid.UUID, version int) (ClaimDetail, error) {
	return s.change(ctx, by, PermissionReview, id, func(_ context.Context, old ClaimView) (Claim, audit.Change, error) {
		if err := old.At(version); err != nil {
			return Claim{}, audit.Change{}, err
		}
		c, err := old.ReleaseReview(by, s.clock.Now())
		return c, audit.Change{Action: "portfolio.review_released"}, err
	})
}

// TakeOverReview takes a claim into review that another reviewer has. A claim out of scope is CodeNotFound; by's own
// CodeForbidden; one that changed since version, or that nobody else has in review, CodeConflict; no sentence CodeInvalid.
func (s *Service) TakeOverReview(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (ClaimDetail, error) {
	return s.change(ctx, by, PermissionReview, id, func(_ context.Context, old ClaimView) (Claim, audit.Change, error) {
		if err := old.At(version); err != nil {
			return Claim{}, audit.Change{}, err
		}
		c, err := old.TakeOver(by, s.clock.Now(), reason)
		change := audit.Change{
			Action: "portfolio.review_taken_over", Before: audit.Values{"reviewer": old.ReviewerID},
			After: audit.Values{"reviewer": c.ReviewerID, "reason": audit.FreeText(c.said)},
		}
		return c, change, err
	})
}

// DecideClaim judges a claim that waits for review; an approval is drawn for a second assessor at the organisation's rate. A
// claim out of scope is CodeNotFound; by's own CodeForbidden; one that changed since version, or does not wait for by's
// decision, CodeConflict; a judgement without what belongs to it, or that a disagreement does not leave to by, CodeInvalid.
func (s *Service) DecideClaim(ctx context.Context, by access.Actor, id uuid.UUID, version int, j Judgement) (ClaimDetail, error) {
	return s.change(ctx, by, PermissionReview, id, func(ctx context.Context, old ClaimView) (Claim, audit.Change, error) {
		if err := old.At(version); err != nil {
			return Claim{}, audit.Change{}, err
		}
		about := old.About()
		lower, err := s.lowerLevels(ctx, by, about)
		if err != nil {
			return Claim{}, audit.Change{}, err
		}
		dispute, err := s.dispute(ctx, old)
		if err != nil {
			return Claim{}, audit.Change{}, err
		}
		c, err := old.Decide(by, s.clock.Now(), j, about, lower, dispute)
		if err != nil {
			return Claim{}, audit.Change{}, err
		}
		return c, audit.Change{Action: "portfolio.claim_" + c.State.String(), After: audit.Values{"reason": audit.FreeText(c.Reason)}}, nil
	})
}

// decided ends the disagreement over a claim that was decided again, and draws for an approval whether a second assessor is to
// look at it.
func (s *Service) decided(ctx context.Context, by access.Actor, c Claim) error {
	disputed, err := s.store.openDispute(ctx, c.ID)
	if err != nil {
		return err
	}
	if disputed != nil {
		if err := s.store.saveModeration(ctx, disputed.settled(by, *c.DecidedAt, c.State)); err != nil {
			return err
		}
	}
	if !c.State.decidedFor() {
		return nil
	}
	return s.draw(ctx, by, c, disputed != nil)
}

// lowerLevels gives the levels below what is claimed at which its aspect exists; none for a criterion.
func (s *Service) lowerLevels(ctx context.Context, by access.Actor, about About) ([]Level, error) {
	if about.Statement == nil {
		return nil, nil
	}
	aspect, err := s.store.aspect(ctx, by.OrganisationID, *about.Statement)
	return lowerLevels(*about.Statement, aspect), err
}

// dispute gives the disagreement over a claim that waits since; nil when there is none.
func (s *Service) dispute(ctx context.Context, c ClaimView) (*Dispute, error) {
	m, err := s.store.openDispute(ctx, c.ID)
	if err != nil || m == nil {
		return nil, err
	}
	return disputeOver(*m, c.About()), nil
}

// Messages gives what was written about a claim, the newest last. A claim whose conversation is not by's, or not before by
// has judged it as a second assessor, is CodeNotFound.
func (s *Service) Messages(ctx context.Context, by access.Actor, id uuid.UUID) ([]MessageView, error) {
	if _, err := s.discussed(ctx, by, id); err != nil {
		return nil, err
	}
	return s.store.messages(ctx, id, by.PersonID)
}

// discussed gives a claim whose conversation is open to by.
func (s *Service) discussed(ctx context.Context, by access.Actor, id uuid.UUID) (ClaimView, error) {
	claim, err := s.store.claim(ctx, reachedBy(by, PermissionDiscuss), id)
	if err == nil && claim.Conversation == nil {
		err = apperr.NotFound("conversation")
	}
	return claim, err
}

// Say adds a message to a claim's conversation and gives the whole of it; what was there counts as read. A claim whose
// conversation is not by's is CodeNotFound; an empty message CodeInvalid.
func (s *Service) Say(ctx context.Context, by access.Actor, id uuid.UUID, text string) ([]MessageView, error) {
	var all []MessageView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		claim, err := s.discussed(ctx, by, id)
		if err != nil {
			return err
		}
		m, err := claim.Say(by, s.clock.Now(), text)
		if err != nil {
			return err
		}
		if err := s.store.addMessage(ctx, m); err != nil {
			return err
		}
		if err := s.store.keepRead(ctx, id, by.PersonID, m.At); err != nil {
			return err
		}
		change := audit.Change{Action: "portfolio.message_added", After: audit.Values{"message": m.ID, "text": audit.FreeText(m.Text)}}
		if err := s.record(ctx, by, claim.Claim, change); err != nil {
			return err
		}
		all, err = s.store.messages(ctx, id, by.PersonID)
		return err
	})
	return all, err
}

// MarkRead notes that by has read a claim's conversation. One that is not by's is CodeNotFound; one without anything new
// stays as it is.
func (s *Service) MarkRead(ctx context.Context, by access.Actor, id uuid.UUID) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		claim, err := s.discussed(ctx, by, id)
		if err != nil {
			return err
		}
		if claim.Conversation.Unread == 0 {
			return nil
		}
		if err := s.store.keepRead(ctx, id, by.PersonID, s.clock.Now()); err != nil {
			return err
		}
		return s.record(ctx, by, claim.Claim, audit.Change{Action: "portfolio.messages_read", After: audit.Values{"messages": claim.Conversation.Messages}})
	})
}
