package postgap

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Service answers which posts have outgrown their job evaluation.
type Service struct{ store store }

// Gaps gives a page of the posts of the actor's organisation with a reason to ask for a review, and how many there are.
func (s *Service) Gaps(ctx context.Context, by access.Actor, r page.Request) ([]Gap, int, error) {
	all, err := s.all(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	var found []Gap
	for _, g := range all {
		if g.Review() && reference.Matches(fold.Text(g.Post.Title, "band "+g.Post.Band), r.Query) {
			found = append(found, g)
		}
	}
	found = reference.Sorted(found, r, orders[r.Sort])
	return reference.Cut(found, r), len(found), nil
}

// Gap gives one post's gap, with no reasons when there is none. A role of another organisation is CodeNotFound.
func (s *Service) Gap(ctx context.Context, by access.Actor, roleID uuid.UUID) (Gap, error) {
	all, err := s.all(ctx, by.OrganisationID)
	if err != nil {
		return Gap{}, err
	}
	for _, g := range all {
		if g.Post.ID == roleID {
			return g, nil
		}
	}
	return Gap{}, apperr.NotFound("role")
}

func (s *Service) all(ctx context.Context, organisationID uuid.UUID) ([]Gap, error) {
	posts, err := s.store.posts(ctx, organisationID)
	if err != nil {
		return nil, err
	}
	links, err := s.store.links(ctx)
	if err != nil {
		return nil, err
	}
	gaps := make([]Gap, 0, len(posts))
	for _, p := range posts {
		gaps = append(gaps, Of(p, links))
	}
	return gaps, nil
}
