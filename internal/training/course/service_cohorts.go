package course

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// KeptCohort is a cohort with those of its members whom the reader may see.
type KeptCohort struct {
	Cohort
	// Size counts all members.
	Size    int
	Members []Person
}

// Cohorts gives the organisation's cohorts, the newest first, with the members within reach.
func (s *Service) Cohorts(ctx context.Context, by access.Actor) ([]KeptCohort, error) {
	return s.store.cohorts(ctx, by.OrganisationID, by.Scopes(permissionAttendees), uuid.Nil)
}

// Cohort gives one.
func (s *Service) Cohort(ctx context.Context, by access.Actor, id uuid.UUID) (KeptCohort, error) {
	found, err := s.store.cohorts(ctx, by.OrganisationID, by.Scopes(permissionAttendees), id)
	if err == nil && len(found) == 0 {
		err = apperr.NotFound("cohort")
	}
	if err != nil {
		return KeptCohort{}, err
	}
	return found[0], nil
}

// AddCohort keeps a new cohort. Its members have to be within reach, else CodeNotFound; a second one of its name is
// CodeConflict.
func (s *Service) AddCohort(ctx context.Context, by access.Actor, c Cohort, members []uuid.UUID) (KeptCohort, error) {
	c.ID, c.Version = uuid.New(), 1
	return s.keepCohort(ctx, by, c, members, func(ctx context.Context) error {
		return s.store.addCohort(ctx, by.OrganisationID, c, s.clock.Now())
	})
}

// EditCohort changes a cohort. version is the one that was read; another one is CodePreconditionFailed. Members out of the
// editor's reach stay.
func (s *Service) EditCohort(ctx context.Context, by access.Actor, c Cohort, version int, members []uuid.UUID) (KeptCohort, error) {
	c.Version = version + 1
	return s.keepCohort(ctx, by, c, members, func(ctx context.Context) error {
		old, err := s.Cohort(ctx, by, c.ID)
		if err != nil {
			return err
		}
		if old.Version != version {
			return apperr.PreconditionFailed()
		}
		return s.store.saveCohort(ctx, c, version, s.clock.Now())
	})
}

func (s *Service) keepCohort(ctx context.Context, by access.Actor, c Cohort, members []uuid.UUID, write func(context.Context) error) (KeptCohort, error) {
	slices.SortFunc(members, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	members = slices.Compact(members)
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := c.check(len(members)); err != nil {
			return err
		}
		reach := by.Scopes(permissionManage)
		reached, err := s.store.reached(ctx, reach, members)
		if err != nil {
			return err
		}
		if len(reached) != len(members) {
			return apperr.NotFound("person whom you may put into a cohort")
		}
		if err := write(ctx); err != nil {
			if apperr.CodeOf(err) == apperr.CodeConflict {
				return apperr.InvalidField("name", "There is a cohort of this name already, or this one has changed meanwhile.")
			}
			return err
		}
		if err := s.store.setMembers(ctx, c.ID, reach, members); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "course.cohort_kept", SubjectKind: "cohort", SubjectID: c.ID.String(),
			After: audit.Values{"name": audit.FreeText(c.Name), "startsOn": c.StartsOn, "members": len(members)},
		})
	})
	if err != nil {
		return KeptCohort{}, err
	}
	return s.Cohort(ctx, by, c.ID)
}
