package accreditation

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// The permissions that the service asks about.
const (
	permissionRead  access.Permission = "progress.read"
	permissionAward access.Permission = "accreditation.award"
)

// Service keeps awards.
type Service struct {
	db    *database.DB
	store store
	trail *audit.Trail
	clock calendar.Clock
}

// KeptAward is an award with the name of who confirmed it.
type KeptAward struct {
	Award
	ConfirmedByName string
}

// Awards gives the awards of a person by their dates. A person out of scope is CodeNotFound.
func (s *Service) Awards(ctx context.Context, by access.Actor, personID uuid.UUID) ([]KeptAward, error) {
	if err := s.store.mustReach(ctx, by.Scopes(permissionRead), personID); err != nil {
		return nil, err
	}
	return s.store.awards(ctx, personID)
}

// Record keeps an accreditation that a person holds already, confirmed by by today. A person out of scope is CodeNotFound; see [NewAward] for what
// else is refused.
func (s *Service) Record(ctx context.Context, by access.Actor, personID uuid.UUID, kind Kind, on calendar.Date, because string) (KeptAward, error) {
	var kept KeptAward
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.mustReach(ctx, by.Scopes(permissionAward), personID); err != nil {
			return err
		}
		if !slices.Contains(Kinds(), kind) {
			return apperr.InvalidField("kind", "Choose the accreditation.")
		}
		award, err := s.give(ctx, by, personID, kind, on, because)
		kept = KeptAward{Award: award, ConfirmedByName: by.Name}
		return err
	})
	return kept, err
}

// Give makes the award that an examination led to, confirmed today by by, who entered its results. It belongs into the transaction of
// those results; whoever calls it has checked that by may enter them. See [NewAward] for what is refused.
func (s *Service) Give(ctx context.Context, by access.Actor, personID uuid.UUID, kind string, on calendar.Date, because string) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		_, err := s.give(ctx, by, personID, Kind(kind), on, because)
		return err
	})
}

func (s *Service) give(ctx context.Context, by access.Actor, personID uuid.UUID, kind Kind, on calendar.Date, because string) (Award, error) {
	kept, err := s.store.awards(ctx, personID)
	if err != nil {
		return Award{}, err
	}
	var held []Award
	for _, k := range kept {
		held = append(held, k.Award)
	}
	today := s.clock.Today()
	award, err := NewAward(held, Award{
		ID: uuid.New(), Kind: kind, Holder: personID, AwardedOn: on, Because: because, ConfirmedBy: by.PersonID, ConfirmedOn: today,
	}, today)
	if err != nil {
		return Award{}, err
	}
	if err := s.store.add(ctx, by.OrganisationID, award, s.clock.Now()); err != nil {
		return Award{}, err
	}
	return award, s.trail.Record(ctx, by, audit.Change{
		Action: "accreditation.awarded", SubjectKind: "award", SubjectID: award.ID.String(), PersonID: &personID,
		After: audit.Values{"kind": kind, "awardedOn": on, "because": audit.FreeText(because)},
	})
}
