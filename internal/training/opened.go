package training

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/marked"
)

// career gives everything recorded about one person, who may have no appointment, for whoever changes none of it: of the people whose
// own pages were opened last it is kept. Within a transaction it is read anew, and belongs to the caller.
func (s *Service) career(ctx context.Context, held roads, person uuid.UUID, today calendar.Date) (career, error) {
	read := func(ctx context.Context) (career, error) { return s.store.career(ctx, held, person, today) }
	if s.db.InTransaction(ctx) {
		return read(ctx)
	}
	mark, err := s.store.stamp(ctx, person)
	if err != nil {
		return career{}, err
	}
	return s.opened.Of(ctx, held, today, marked.Person{ID: person, Mark: mark}, read)
}
