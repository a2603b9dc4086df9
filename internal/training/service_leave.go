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
		kept, err = road.Pathway.Exempt(c.facts, Exemption{Milestone: milestone, Reason: reason, By: by.PersonID, On: s.clock.Today()}, s.clock.Today())
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
