package training

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// Sittings gives the sittings that the actor's organisation knows, by their first paper.
func (s *Service) Sittings(ctx context.Context, by access.Actor) ([]Sitting, error) {
	return s.store.sittings(ctx, by.OrganisationID)
}

// Sitting gives one of them. Another organisation's is CodeNotFound.
func (s *Service) Sitting(ctx context.Context, by access.Actor, id uuid.UUID) (Sitting, error) {
	return s.store.sitting(ctx, by.OrganisationID, id)
}

// AddSitting keeps a sitting of the national examination. See [Pathway.CheckSitting] for what is refused.
func (s *Service) AddSitting(ctx context.Context, by access.Actor, entry Sitting) (Sitting, error) {
	var kept Sitting
	err := s.onSittings(ctx, by, func(ctx context.Context, p Pathway, known []Sitting) (err error) {
		m, _ := p.sat()
		entry.ID, entry.Milestone, entry.Version = uuid.New(), m.Key, 1
		if kept, err = p.CheckSitting(entry, known); err != nil {
			return err
		}
		if err := s.store.addSitting(ctx, by.OrganisationID, kept, by.PersonID, s.clock.Now()); err != nil {
			return err
		}
		return s.noteSitting(ctx, by, "sitting_added", kept, nil, kept.values())
	})
	return kept, err
}

// EditSitting keeps other dates of a sitting; the plans of those who chose it follow. version is the one that was read; another one is
// CodePreconditionFailed.
func (s *Service) EditSitting(ctx context.Context, by access.Actor, id uuid.UUID, version int, entry Sitting) (Sitting, error) {
	return s.changeSitting(ctx, by, id, func(p Pathway, before Sitting, known []Sitting) (Sitting, string, error) {
		if before.Version != version {
			return Sitting{}, "", apperr.PreconditionFailed()
		}
		if before.Cancelled() {
			return Sitting{}, "", apperr.Conflict("This sitting was cancelled on " + before.CancelledOn.String() + ".")
		}
		entry.ID, entry.Milestone, entry.Version = id, before.Milestone, version
		edited, err := p.CheckSitting(entry, known)
		return edited, "sitting_edited", err
	})
}

// CancelSitting keeps that a sitting does not take place, which needs a reason; those who chose it choose another one. version is the one that was read;
// another one is CodeConflict.
func (s *Service) CancelSitting(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (Sitting, error) {
	return s.changeSitting(ctx, by, id, func(_ Pathway, before Sitting, _ []Sitting) (Sitting, string, error) {
		if before.Cancelled() {
			return Sitting{}, "", apperr.Conflict("This sitting was already cancelled on " + before.CancelledOn.String() + ".")
		}
		before.CancelledOn, before.CancelReason = s.clock.Today(), reason
		return before, "sitting_cancelled", stale(version, before.Version, "sitting")
	})
}

func (s *Service) changeSitting(ctx context.Context, by access.Actor, id uuid.UUID, fn func(Pathway, Sitting, []Sitting) (Sitting, string, error)) (Sitting, error) {
	var kept Sitting
	err := s.onSittings(ctx, by, func(ctx context.Context, p Pathway, known []Sitting) error {
		before, err := s.store.sitting(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		changed, action, err := fn(p, before, known)
		if err != nil {
			return err
		}
		if err := s.store.editSitting(ctx, changed, s.clock.Now()); err != nil {
			return err
		}
		changed.Version++
		kept = changed
		return s.noteSitting(ctx, by, action, changed, before.values(), changed.values())
	})
	return kept, err
}

// onSittings runs fn on the organisation's sittings, one change at a time, in a transaction.
func (s *Service) onSittings(ctx context.Context, by access.Actor, fn func(ctx context.Context, p Pathway, known []Sitting) error) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Lock(ctx, "sittings of "+by.OrganisationID.String()); err != nil {
			return err
		}
		inForce, err := s.Roads(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		known, err := s.store.sittings(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		for _, road := range inForce {
			if _, ok := road.Pathway.sat(); ok {
				return fn(ctx, road.Pathway, known)
			}
		}
		return apperr.Conflict("No pathway has an examination with fixed sittings.")
	})
}

func (s *Service) noteSitting(ctx context.Context, by access.Actor, action string, one Sitting, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: "training." + action, SubjectKind: "exam_sitting", SubjectID: one.ID.String(), Before: before, After: after,
	})
}

func (s Sitting) values() audit.Values {
	return audit.Values{
		"title": s.Title, "registrationOpensOn": s.RegistrationOpensOn, "registrationClosesOn": s.RegistrationClosesOn, "theoryOn": s.TheoryOn,
		"practicalOn": s.PracticalOn, "resultsExpectedOn": s.ResultsExpectedOn, "source": audit.FreeText(s.Source), "note": audit.FreeText(s.Note),
		"cancelledOn": s.CancelledOn, "cancelReason": audit.FreeText(s.CancelReason),
	}
}
