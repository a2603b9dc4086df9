package workforce

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
)

// Measure counts how far a person meets each of the roles. A person out of scope is CodeNotFound; a role that the organisation
// does not have is left out.
func (s *Service) Measure(ctx context.Context, by access.Actor, personID uuid.UUID, roles []uuid.UUID) (map[uuid.UUID]Counts, error) {
	person, err := s.store.person(ctx, by.Scopes(PermissionProgress), personID, by.Today)
	if err != nil {
		return nil, err
	}
	l, err := s.ladders.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	asked := Requirements{}
	for _, id := range roles {
		asked[id] = l.asked[id]
	}
	record, err := s.record(ctx, by, l, person, asked, nil)
	if err != nil {
		return nil, err
	}
	counts := map[uuid.UUID]Counts{}
	for _, id := range roles {
		if role, ok := l.role(id); ok {
			counts[id] = l.readiness(by, person, role, record).Counts()
		}
	}
	return counts, nil
}
