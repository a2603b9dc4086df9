package training

import (
	"context"
	"sync"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// mostOpened is of how many people what is recorded is kept.
const mostOpened = 500

// opened keeps what is recorded about the people whose own pages were opened last, so that going from one page to the next reads a
// mark instead of a dozen tables. It counts under the conditions of [Memory]: the person's mark, the pathways and the day.
// It is safe for concurrent use, and what it gives is shared by all who ask: nobody may change it.
type opened struct {
	mu sync.Mutex
	of map[uuid.UUID]openedCareer
}

type openedCareer struct {
	day    calendar.Date
	roads  roads
	stamp  int64
	career career
}

func newOpened() *opened { return &opened{of: map[uuid.UUID]openedCareer{}} }

func (o *opened) look(person uuid.UUID, held roads, stamp int64, today calendar.Date) (career, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	kept, ok := o.of[person]
	return kept.career, ok && kept.stamp == stamp && kept.day == today && kept.roads.same(held)
}

// keep makes room where there is none by forgetting somebody, whoever comes first.
func (o *opened) keep(person uuid.UUID, c openedCareer) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for other := range o.of {
		if len(o.of) < mostOpened {
			break
		}
		delete(o.of, other)
	}
	o.of[person] = c
}

// career gives everything recorded about one person, who may have no appointment, for whoever changes none of it. Within a transaction,
// which sees what nobody else may, it is read anew, and belongs to the caller.
func (s *Service) career(ctx context.Context, held roads, person uuid.UUID, today calendar.Date) (career, error) {
	if s.db.InTransaction(ctx) {
		return s.store.career(ctx, held, person, today)
	}
	// The mark is read before the facts, so that what is kept under it is never older.
	stamp, err := s.store.stamp(ctx, person)
	if err != nil {
		return career{}, err
	}
	if c, ok := s.opened.look(person, held, stamp, today); ok {
		return c, nil
	}
	c, err := s.store.career(ctx, held, person, today)
	if err == nil {
		s.opened.keep(person, openedCareer{today, held, stamp, c})
	}
	return c, err
}
