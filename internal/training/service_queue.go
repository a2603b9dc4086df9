package training

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/platform/page"
)

// Queue gives one page of the records of those whose milestones somebody signs off, and how many there are. Never their own, and only what
// they may sign off.
func (s *Service) Queue(ctx context.Context, by access.Actor, f QueueFilter, asked page.Request) ([]QueuedRecord, int, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, 0, err
	}
	return s.store.queue(ctx, by.Scopes(permissionSignOff), held, f, asked, s.clock.Today())
}
