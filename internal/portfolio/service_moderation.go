package portfolio

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// keyBytes is how long an organisation's key is.
const keyBytes = 32

// draw keeps of an approval with which rate it was drawn, and whether for a second assessor.
func (s *Service) draw(ctx context.Context, by access.Actor, c Claim, ended bool) error {
	rules, err := s.store.reviewRules(ctx, c.OrganisationID)
	if err != nil {
		return err
	}
	rate := rules.RateFor(by.PersonID, c.ApprovedLevel, calendar.Today(*c.DecidedAt))
	if ended {
		rate = Rate{Source: Settled}
	}
	offered := make([]byte, keyBytes)
	// It never fails.
	_, _ = rand.Read(offered)
	key, err := s.store.moderationKey(ctx, c.OrganisationID, hex.EncodeToString(offered))
	if err != nil {
		return err
	}
	return s.store.addModeration(ctx, drawn([]byte(key), c, rate))
}

// SecondReadings gives a page of the approvals that wait for by as a second assessor, or, with another state, of those that
// by judged; by's own claims and approvals never.
func (s *Service) SecondReadings(ctx context.Context, by access.Actor, f ModerationFilter) ([]ModerationView, int, error) {
	return s.store.secondReadings(ctx, seenBy(by), f)
}

// SecondReading gives everything that a second assessor judges an approval by. What is out of reach, and by's own claim or
// approval, is CodeNotFound.
func (s *Service) SecondReading(ctx context.Context, by access.Actor, id uuid.UUID) (ModerationDetail, error) {
	v := seenBy(by)
	m, err := s.store.moderation(ctx, v, id)
	if err != nil {
		return ModerationDetail{}, err
	}
	if m.PersonID == by.PersonID || m.AssessorID == by.PersonID {
		return ModerationDetail{}, apperr.NotFound("approval")
	}
	return s.secondReading(ctx, by, v, m)
}

func (s *Service) secondReading(ctx context.Context, by access.Actor, v viewer, m ModerationView) (ModerationDetail, error) {
	v.reach = v.moderate
	claim, err := s.store.claim(ctx, v, m.ClaimID)
	if err != nil {
		return ModerationDetail{}, err
	}
	d := ModerationDetail{ModerationView: m, Claim: claim, Mine: m.State == Waits}
	if d.Evidence, err = s.claimedEvidence(ctx, v, claim); err != nil {
		return ModerationDetail{}, err
	}
	if m.About.Statement != nil {
		aspect, err := s.store.aspect(ctx, by.OrganisationID, *m.About.Statement)
		if err != nil {
			return ModerationDetail{}, err
		}
		d.LowerLevels = lowerLevels(*m.About.Statement, aspect)
		d.Aspect = slices.DeleteFunc(aspect, func(s Statement) bool { return s.ID == m.About.Statement.ID })
	}
	if d.State == Agreed || d.State == Disagreed {
		d.FirstReason, err = s.store.reasonAt(ctx, m.ClaimID, m.ClaimVersion)
	}
	return d, err
}

// Moderate judges an approval as a second assessor. Who comes to the same leaves it as it is; a disagreement puts the claim back into
// the queue, with the reason in its history. What is out of reach is CodeNotFound; by's own claim or approval
// CodeForbidden; one that changed since version, or does not wait, CodeConflict; a judgement without what belongs to it
// CodeInvalid.
func (s *Service) Moderate(ctx context.Context, by access.Actor, id uuid.UUID, version int, j Judgement) (ModerationDetail, error) {
	var detail ModerationDetail
	v := seenBy(by)
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.moderation(ctx, v, id)
		if err != nil {
			return err
		}
		if old.Version != version {
			return apperr.Conflict("This approval has changed since you opened it. Load it again, then judge.")
		}
		lower, err := s.lowerLevels(ctx, by, old.About)
		if err != nil {
			return err
		}
		m, err := old.Decide(by, s.clock.Now(), j, old.About, lower)
		if err != nil {
			return err
		}
		if err := s.store.saveModeration(ctx, m); err != nil {
			return err
		}
		if m.State == Disagreed {
			if err := s.reopen(ctx, by, v, m); err != nil {
				return err
			}
		}
		change := audit.Change{
			Action: "portfolio.approval_" + m.State.String(), SubjectKind: "moderation", SubjectID: m.ID.String(), PersonID: &m.PersonID,
			Before: audit.Values{"state": old.State.String(), "version": old.Version},
			After: audit.Values{
				"state": m.State.String(), "version": m.Version, "claim": m.ClaimID, "decision": m.Decision.String(), "reason": audit.FreeText(m.Reason),
			},
		}
		if m.Level != 0 {
			change.After["level"] = int(m.Level)
		}
		if err := s.trail.Record(ctx, by, change); err != nil {
			return err
		}
		now, err := s.store.moderation(ctx, v, id)
		if err != nil {
			return err
		}
		detail, err = s.secondReading(ctx, by, v, now)
		return err
	})
	return detail, err
}

// reopen puts a claim back into the queue because the second assessor disagreed.
func (s *Service) reopen(ctx context.Context, by access.Actor, v viewer, m Moderation) error {
	v.reach = v.moderate
	old, err := s.store.claim(ctx, v, m.ClaimID)
	if err != nil {
		return err
	}
	old.InSteadOf = nil // a second look is nobody's but the second assessor's own
	c, err := old.Reopen(s.clock.Now(), m.Reason)
	if err != nil {
		return err
	}
	if err := s.store.moveClaim(ctx, c); err != nil {
		return err
	}
	if err := s.store.addEvents(ctx, c.step(by, old.State)); err != nil {
		return err
	}
	change := audit.Change{Action: "portfolio.claim_reopened", Before: valuesOf(old.Claim), After: valuesOf(c)}
	return s.record(ctx, by, c, change)
}

// Agreements gives, for each assessor within by's reach, how far second assessors agree with approvals since a day.
func (s *Service) Agreements(ctx context.Context, by access.Actor, since calendar.Date) ([]Agreement, error) {
	return s.store.agreement(ctx, by.Scopes(PermissionAgreement), startOf(since))
}

// Approvals gives a page of the approvals by the assessors within by's reach, with what was drawn for each and what came of
// it. Those that wait for by as a second assessor are left out: the list names who approved.
func (s *Service) Approvals(ctx context.Context, by access.Actor, f ModerationFilter) ([]ModerationView, int, error) {
	return s.store.approvals(ctx, by.Scopes(PermissionAgreement), seenBy(by), f)
}

// RuleBook is what an organisation decided about its reviews.
type RuleBook struct {
	// Rules are all rules, the newest first.
	Rules  []RuleView
	Target Target
	// Assessors are those who may decide on claims today.
	Assessors []Person
}

// Rules gives what by's organisation decided about its reviews.
func (s *Service) Rules(ctx context.Context, by access.Actor) (RuleBook, error) {
	views, err := s.store.ruleViews(ctx, by.OrganisationID)
	if err != nil {
		return RuleBook{}, err
	}
	all := make(Rules, len(views))
	for i, v := range views {
		all[i] = v.Rule
	}
	book := RuleBook{Rules: views, Target: all.Target(by.Today)}
	for i := range book.Rules {
		r := &book.Rules[i]
		r.InForce = all.Current(r.Rule, by.Today)
		if book.Target.Rule != nil && book.Target.Rule.ID == r.ID {
			book.Target.SetBy = &r.By
		}
	}
	book.Assessors, err = s.store.assessors(ctx, by.OrganisationID, by.Today)
	return book, err
}

// SetRule sets a target or a rate from a day on; what was set before stays in the list. What cannot be is CodeInvalid by
// field.
func (s *Service) SetRule(ctx context.Context, by access.Actor, n NewRule) (RuleBook, error) {
	var book RuleBook
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		r, err := n.rule(by, s.clock.Now())
		if err != nil {
			return err
		}
		if r.AssessorID != nil {
			assessors, err := s.store.assessors(ctx, by.OrganisationID, by.Today)
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(assessors, func(p Person) bool { return p.ID == *r.AssessorID }) {
				return apperr.InvalidField("assessorId", "Choose somebody who may decide on claims.")
			}
		}
		if err := s.store.addRule(ctx, r); err != nil {
			return err
		}
		change := audit.Change{
			Action: "portfolio.review_rule_set", SubjectKind: "review_rule", SubjectID: r.ID.String(), PersonID: r.AssessorID,
			After: audit.Values{"kind": r.Kind.String(), "effectiveOn": r.EffectiveOn, "reason": audit.FreeText(r.Reason)},
		}
		if r.Value != nil {
			change.After["value"] = *r.Value
		}
		if r.Level != 0 {
			change.After["level"] = int(r.Level)
		}
		if err := s.trail.Record(ctx, by, change); err != nil {
			return err
		}
		book, err = s.Rules(ctx, by)
		return err
	})
	return book, err
}
