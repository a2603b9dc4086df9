package training

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// Exempt frees a person from a milestone and gives whatever award that completes. See [Pathway.Exempt] for what is refused.
func (s *Service) Exempt(ctx context.Context, by access.Actor, personID uuid.UUID, milestone MilestoneKey, reason string) (Exemption, error) {
	var kept Exemption
	err := s.change(ctx, by, permissionExempt, personID, func(ctx context.Context, c career, road Road) (err error) {
		c = c.on(milestone)
		road = *c.road
		kept, err = road.Pathway.Exempt(c.facts, Exemption{
			ID: uuid.New(), Milestone: milestone, Reason: reason, By: by.PersonID, ByName: by.Name, On: s.clock.Today(), Version: 1,
		}, s.clock.Today())
		if err != nil {
			return err
		}
		if err := s.store.addExemption(ctx, c.subject(by), kept, s.clock.Now()); err != nil {
			return err
		}
		if err := s.note(ctx, by, "milestone_exempted", "exemption", personID, personID, nil,
			audit.Values{"milestone": milestone, "reason": audit.FreeText(reason)}); err != nil {
			return err
		}
		c.facts.Exemptions = append(c.facts.Exemptions, kept)
		_, err = s.giveAwards(ctx, by, c, road)
		return err
	})
	return kept, err
}

// errOwnPause keeps people from moving their own due dates.
var errOwnPause = apperr.Forbidden("Nobody records their own leave. Ask your manager.")

// AddPause keeps leave that pauses a person's clock; nobody does so for themselves. See [Facts.AddPause] for what else is refused.
func (s *Service) AddPause(ctx context.Context, by access.Actor, personID uuid.UUID, entry Pause) (Pause, error) {
	var kept Pause
	err := s.change(ctx, by, permissionPauses, personID, func(ctx context.Context, c career, _ Road) (err error) {
		if personID == by.PersonID {
			return errOwnPause
		}
		entry.ID, entry.Version = uuid.New(), 1
		if kept, err = c.facts.AddPause(entry); err != nil {
			return err
		}
		if err := s.store.addPause(ctx, c.subject(by), kept, by.PersonID, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "pause_added", "pause", kept.ID, personID, nil,
			audit.Values{"reason": kept.Reason, "from": kept.From, "to": kept.To, "note": audit.FreeText(kept.Note)})
	})
	return kept, err
}

// PreviewPause lists what leave would move; nothing is kept. See [Facts.AddPause] for what is refused.
func (s *Service) PreviewPause(ctx context.Context, by access.Actor, personID uuid.UUID, entry Pause) (moves []Move, err error) {
	err = s.change(ctx, by, permissionPauses, personID, func(_ context.Context, c career, road Road) error {
		if personID == by.PersonID {
			return errOwnPause
		}
		moves, err = road.Pathway.PreviewPause(c.facts, entry, s.clock.Today())
		return err
	})
	return moves, err
}

// EditPause keeps other days, another reason or another note of leave. version is the one that was read; another one is CodePreconditionFailed. See
// [Facts.EditPause] for what is refused.
func (s *Service) EditPause(ctx context.Context, by access.Actor, id uuid.UUID, version int, entry Pause, why string) (Pause, error) {
	var kept Pause
	err := s.changeOf(ctx, by, permissionPauses, "pauses", "pause", id, func(ctx context.Context, c career, _ Road) (err error) {
		before, err := c.pause(by, id, version)
		if err != nil {
			return err
		}
		entry.ID = id
		if kept, err = c.facts.EditPause(entry, why); err != nil {
			return err
		}
		if err := s.store.editPause(ctx, kept, s.clock.Now()); err != nil {
			return err
		}
		kept.Version++
		after := pauseValues(kept)
		after["why"] = audit.FreeText(why)
		return s.note(ctx, by, "pause_edited", "pause", id, c.person, pauseValues(before), after)
	})
	return kept, err
}

// WithdrawPause takes back leave that was entered by mistake. version is the one that was read; another one is CodeConflict.
func (s *Service) WithdrawPause(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (Pause, error) {
	var kept Pause
	err := s.changeOf(ctx, by, permissionPauses, "pauses", "pause", id, func(ctx context.Context, c career, _ Road) (err error) {
		if i := slices.IndexFunc(c.facts.Pauses, func(p Pause) bool { return p.ID == id }); i >= 0 {
			if err := stale(version, c.facts.Pauses[i].Version, "leave"); err != nil {
				return err
			}
		}
		if kept, err = c.facts.WithdrawPause(id, Withdrawal{By: by.PersonID, On: s.clock.Today(), Reason: reason}); err != nil {
			return err
		}
		if err := s.store.withdraw(ctx, &pauseRow{}, id, kept.Version, *kept.Withdrawal, "pause"); err != nil {
			return err
		}
		kept.Version++
		return s.note(ctx, by, "pause_withdrawn", "pause", id, c.person, pauseValues(kept), audit.Values{"reason": audit.FreeText(reason)})
	})
	return kept, err
}

// pause gives recorded leave at the version that was read, and refuses those whose it is.
func (c career) pause(by access.Actor, id uuid.UUID, version int) (Pause, error) {
	if c.person == by.PersonID {
		return Pause{}, errOwnPause
	}
	i := slices.IndexFunc(c.facts.Pauses, func(p Pause) bool { return p.ID == id })
	if i < 0 {
		return Pause{}, apperr.NotFound("pause")
	}
	if c.facts.Pauses[i].Version != version {
		return Pause{}, apperr.PreconditionFailed()
	}
	return c.facts.Pauses[i], nil
}

func pauseValues(p Pause) audit.Values {
	return audit.Values{"reason": p.Reason, "from": p.From, "to": p.To, "note": audit.FreeText(p.Note)}
}

// EndPause keeps the last day of leave. version is the one that was read; another one is CodePreconditionFailed. See [Facts.EndPause] for what is
// refused.
func (s *Service) EndPause(ctx context.Context, by access.Actor, id uuid.UUID, version int, entry Pause) (Pause, error) {
	var kept Pause
	err := s.changeOf(ctx, by, permissionPauses, "pauses", "pause", id, func(ctx context.Context, c career, _ Road) (err error) {
		if c.person == by.PersonID {
			return errOwnPause
		}
		if i := slices.IndexFunc(c.facts.Pauses, func(p Pause) bool { return p.ID == id }); i >= 0 && c.facts.Pauses[i].Version != version {
			return apperr.PreconditionFailed()
		}
		if kept, err = c.facts.EndPause(id, entry.To); err != nil {
			return err
		}
		if err := s.store.endPause(ctx, kept, s.clock.Now()); err != nil {
			return err
		}
		kept.Version++
		return s.note(ctx, by, "pause_ended", "pause", id, c.person, audit.Values{"to": nil}, audit.Values{"to": kept.To})
	})
	return kept, err
}
