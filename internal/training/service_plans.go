package training

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// Extend moves a due date of a person's milestone. See [Pathway.Extend] for what is refused.
func (s *Service) Extend(ctx context.Context, by access.Actor, personID uuid.UUID, entry Extension) (Extension, error) {
	var kept Extension
	err := s.change(ctx, by, permissionExtend, personID, func(ctx context.Context, c career, road Road) (err error) {
		c = c.on(entry.Milestone)
		road = *c.road
		entry.ID, entry.By, entry.ByName, entry.Version = uuid.New(), by.PersonID, by.Name, 1
		if kept, err = road.Pathway.Extend(c.facts, entry, s.clock.Today()); err != nil {
			return err
		}
		if err := s.store.addExtension(ctx, c.subject(by), kept, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "extension_granted", "extension", kept.ID, personID, audit.Values{"milestone": kept.Milestone, "dueOn": kept.WasDueOn},
			audit.Values{"milestone": kept.Milestone, "dueOn": kept.DueOn, "reason": audit.FreeText(kept.Reason)})
	})
	return kept, err
}

// PreviewExtension lists what an extension would move; nothing is kept.
func (s *Service) PreviewExtension(ctx context.Context, by access.Actor, personID uuid.UUID, entry Extension) (moves []Move, err error) {
	err = s.change(ctx, by, permissionExtend, personID, func(_ context.Context, c career, road Road) error {
		c = c.on(entry.Milestone)
		road = *c.road
		entry.By, entry.ByName = by.PersonID, by.Name
		moves, err = road.Pathway.PreviewExtension(c.facts, entry, s.clock.Today())
		return err
	})
	return moves, err
}

// EndExtension ends an extension: the date before it holds again. version is the one that was read; another one is CodeConflict.
func (s *Service) EndExtension(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (Extension, error) {
	var kept Extension
	err := s.changeOf(ctx, by, permissionExtend, "milestone_extensions", "extension", id, func(ctx context.Context, c career, _ Road) (err error) {
		c = c.with(func(f Facts) bool {
			return slices.ContainsFunc(f.Extensions, func(e Extension) bool { return e.ID == id })
		})
		kept, err = c.facts.EndExtension(id, Withdrawal{By: by.PersonID, On: s.clock.Today(), Reason: reason})
		if err != nil {
			return err
		}
		if err := stale(version, kept.Version, "extension"); err != nil {
			return err
		}
		if err := s.store.endExtension(ctx, kept, s.clock.Now()); err != nil {
			return err
		}
		kept.Version++
		return s.note(ctx, by, "extension_ended", "extension", id, c.person, nil, audit.Values{"milestone": kept.Milestone, "reason": audit.FreeText(reason)})
	})
	return kept, err
}

// WithdrawExemption takes an exemption back; it stays on record. version is the one that was read; another one is CodeConflict.
func (s *Service) WithdrawExemption(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (Exemption, error) {
	var kept Exemption
	err := s.changeOf(ctx, by, permissionExempt, "exemptions", "exemption", id, func(ctx context.Context, c career, _ Road) (err error) {
		c = c.with(func(f Facts) bool {
			return slices.ContainsFunc(f.Exemptions, func(e Exemption) bool { return e.ID == id })
		})
		kept, err = c.road.Pathway.WithdrawExemption(c.facts, id, Withdrawal{By: by.PersonID, On: s.clock.Today(), Reason: reason})
		if err != nil {
			return err
		}
		if err := stale(version, kept.Version, "exemption"); err != nil {
			return err
		}
		if err := s.store.withdraw(ctx, &exemptionRow{}, id, kept.Version, *kept.Withdrawal, "exemption"); err != nil {
			return err
		}
		kept.Version++
		return s.note(ctx, by, "exemption_withdrawn", "exemption", id, c.person, nil, audit.Values{"milestone": kept.Milestone, "reason": audit.FreeText(reason)})
	})
	return kept, err
}

// ExamPlanView is a person's exam plan as somebody may see it.
type ExamPlanView struct {
	Person Named
	Plan   ExamPlan
	// History is every choice, the newest first; Memberships every stretch, the newest first.
	History        []SittingChoice
	Memberships    []Membership
	Names          map[uuid.UUID]string
	MayPlan        bool
	ContentVisible bool
}

// ExamPlan plans back from the sitting that a person has chosen. A person outside the scope of progress.read is CodeNotFound.
func (s *Service) ExamPlan(ctx context.Context, by access.Actor, personID uuid.UUID) (ExamPlanView, error) {
	v, err := s.Progress(ctx, by, personID)
	if err != nil {
		return ExamPlanView{}, err
	}
	plan := ExamPlanView{Person: v.Person, Names: v.Names, MayPlan: v.MayPlan(), ContentVisible: v.ContentVisible}
	if v.Road == nil {
		return plan, nil
	}
	if v.Facts.Memberships, err = s.store.memberships(ctx, personID); err != nil {
		return ExamPlanView{}, err
	}
	plan.Plan = v.Road.Pathway.ExamPlan(v.Facts, s.clock.Today())
	plan.History = slices.Clone(v.Facts.Choices)
	slices.Reverse(plan.History)
	if v.ContentVisible {
		plan.Memberships = slices.Clone(v.Facts.Memberships)
		slices.Reverse(plan.Memberships)
	}
	return plan, nil
}

// ChooseSitting keeps the sitting that a person plans for; one that was chosen before ends. See [Pathway.ChooseSitting] for what is refused.
func (s *Service) ChooseSitting(ctx context.Context, by access.Actor, personID, sittingID uuid.UUID, entry SittingChoice) (SittingChoice, error) {
	var kept SittingChoice
	err := s.change(ctx, by, permissionPlan, personID, func(ctx context.Context, c career, road Road) (err error) {
		if entry.Sitting, err = s.store.sitting(ctx, by.OrganisationID, sittingID); err != nil {
			return notASitting(err)
		}
		entry.ID, entry.ChosenBy, entry.Version = uuid.New(), by.PersonID, 1
		if kept, err = road.Pathway.ChooseSitting(c.facts, entry, s.clock.Today()); err != nil {
			return err
		}
		before := audit.Values(nil)
		if now, ok := c.facts.choice(kept.Milestone); ok {
			as := endedChanged
			if c.facts.satAt(now.Sitting.ID) {
				as = endedSat
			}
			if err := s.store.editChoice(ctx, now.ended(by.PersonID, s.clock.Today(), as, ""), s.clock.Now()); err != nil {
				return err
			}
			before = audit.Values{"sitting": now.Sitting.ID}
		}
		if err := s.store.addChoice(ctx, c.subject(by), kept, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "sitting_chosen", "sitting_choice", kept.ID, personID, before,
			audit.Values{"sitting": kept.Sitting.ID, "registeredOn": kept.RegisteredOn})
	})
	return kept, err
}

func notASitting(err error) error {
	if apperr.CodeOf(err) == apperr.CodeNotFound {
		return apperr.InvalidField("sittingId", "Choose one of the sittings that are known.")
	}
	return err
}

// Register keeps the day on which a person registered for the chosen sitting. version is the one that was read; another one is CodeConflict.
func (s *Service) Register(ctx context.Context, by access.Actor, id uuid.UUID, version int, entry SittingChoice) (SittingChoice, error) {
	return s.onChoice(ctx, by, id, version, "sitting_registered", func(f Facts) (SittingChoice, audit.Values, error) {
		c, err := f.Register(id, entry.RegisteredOn, s.clock.Today())
		return c, audit.Values{"registeredOn": c.RegisteredOn}, err
	})
}

// GiveUpSitting keeps that a person gave the chosen sitting up. version is the one that was read; another one is CodeConflict.
func (s *Service) GiveUpSitting(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (SittingChoice, error) {
	return s.onChoice(ctx, by, id, version, "sitting_given_up", func(f Facts) (SittingChoice, audit.Values, error) {
		c, err := f.GiveUp(id, by.PersonID, reason, s.clock.Today())
		return c, audit.Values{"sitting": c.Sitting.ID, "reason": audit.FreeText(reason)}, err
	})
}

func (s *Service) onChoice(ctx context.Context, by access.Actor, id uuid.UUID, version int, action string, fn func(Facts) (SittingChoice, audit.Values, error)) (SittingChoice, error) {
	var kept SittingChoice
	err := s.changeOf(ctx, by, permissionPlan, "sitting_choices", "choice of a sitting", id, func(ctx context.Context, c career, _ Road) error {
		changed, values, err := fn(c.facts)
		if err != nil {
			return err
		}
		if err := stale(version, changed.Version, "choice"); err != nil {
			return err
		}
		if err := s.store.editChoice(ctx, changed, s.clock.Now()); err != nil {
			return err
		}
		changed.Version++
		kept = changed
		return s.note(ctx, by, action, "sitting_choice", id, c.person, nil, values)
	})
	return kept, err
}

// AddMembership keeps a stretch of a person's membership of IHRIM. See [Facts.CheckMembership] for what is refused.
func (s *Service) AddMembership(ctx context.Context, by access.Actor, personID uuid.UUID, entry Membership) (Membership, error) {
	var kept Membership
	err := s.change(ctx, by, permissionPlan, personID, func(ctx context.Context, c career, _ Road) (err error) {
		if c.facts.Memberships, err = s.store.memberships(ctx, personID); err != nil {
			return err
		}
		entry.ID, entry.RecordedBy, entry.Version = uuid.New(), by.PersonID, 1
		if kept, err = c.facts.CheckMembership(entry); err != nil {
			return err
		}
		if err := s.store.addMembership(ctx, c.subject(by), kept, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "membership_added", "membership", kept.ID, personID, nil, kept.values())
	})
	return kept, err
}

// EditMembership keeps a stretch of membership as it was put right. version is the one that was read; another one is CodePreconditionFailed.
func (s *Service) EditMembership(ctx context.Context, by access.Actor, id uuid.UUID, version int, entry Membership) (Membership, error) {
	var kept Membership
	err := s.changeOf(ctx, by, permissionPlan, "professional_memberships", "membership", id, func(ctx context.Context, c career, _ Road) (err error) {
		if c.facts.Memberships, err = s.store.memberships(ctx, c.person); err != nil {
			return err
		}
		before, err := c.facts.membership(id)
		if err != nil {
			return err
		}
		if before.Version != version {
			return apperr.PreconditionFailed()
		}
		entry.ID, entry.RecordedBy, entry.Version = id, before.RecordedBy, before.Version
		if kept, err = c.facts.CheckMembership(entry); err != nil {
			return err
		}
		if err := s.store.editMembership(ctx, kept, s.clock.Now()); err != nil {
			return err
		}
		kept.Version++
		return s.note(ctx, by, "membership_edited", "membership", id, c.person, before.values(), kept.values())
	})
	return kept, err
}

func (m Membership) values() audit.Values {
	return audit.Values{"from": m.From, "to": m.To, "number": audit.FreeText(m.Number), "note": audit.FreeText(m.Note)}
}

// with gives the career, on the post's road or a further pathway, whose facts fit; the post's where none does.
func (c career) with(fits func(Facts) bool) career {
	for _, f := range c.further {
		if fits(f.facts) {
			return f
		}
	}
	return c
}
