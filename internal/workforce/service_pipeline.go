package workforce

import (
	"context"

	"bandwise/internal/access"
)

// Pipeline gives the trainees in scope whom the filter chooses by stage of the road, with a fixed number of queries.
func (s *Service) Pipeline(ctx context.Context, by access.Actor, f Filter) (Pipeline, error) {
	members, err := s.Trained(ctx, by)
	if err != nil {
		return Pipeline{}, err
	}
	stages, err := s.training.Stages(ctx, by.OrganisationID)
	if err != nil {
		return Pipeline{}, err
	}
	signatories, err := s.store.signatories(ctx, by.Scopes(PermissionRead), by.Today)
	if err != nil {
		return Pipeline{}, err
	}
	return Pipe(members, stages, f, signatories, by.Today), nil
}
