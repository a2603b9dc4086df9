package marked

import (
	"context"
	"maps"
	"sync"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// mostOpened is of how many people a Few keeps something.
const mostOpened = 500

// Few keeps what was read about the people who were asked about last, under the conditions of [Memory], so that going from one of
// their pages to the next reads a mark instead of all of it. It is safe for concurrent use, and what it gives is shared by all
// who ask: nobody may change it.
type Few[E, V any] struct {
	db   *database.DB
	same func(a, b E) bool

	mu sync.Mutex
	of map[uuid.UUID]opened[E, V]
}

type opened[E, V any] struct {
	day     calendar.Date
	edition E
	mark    int64
	value   V
}

// NewFew makes an empty one. same says whether two editions are one and the same as it was read into memory.
func NewFew[E, V any](db *database.DB, same func(a, b E) bool) *Few[E, V] {
	return &Few[E, V]{db: db, same: same, of: map[uuid.UUID]opened[E, V]{}}
}

// Of gives what there is of somebody whose mark was read before, and reads it where nothing that counts is kept. Within a transaction,
// which sees what nobody else may, it is read anew, and belongs to the caller.
func (f *Few[E, V]) Of(ctx context.Context, by E, today calendar.Date, person Person, read func(context.Context) (V, error)) (V, error) {
	if f.db.InTransaction(ctx) {
		return read(ctx)
	}
	if value, ok := f.look(by, today, person); ok {
		return value, nil
	}
	value, err := read(ctx)
	if err == nil {
		f.keep(person.ID, opened[E, V]{today, by, person.Mark, value})
	}
	return value, err
}

func (f *Few[E, V]) look(by E, today calendar.Date, person Person) (V, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	o, ok := f.of[person.ID]
	return o.value, ok && o.mark == person.Mark && o.day == today && f.same(o.edition, by)
}

// keep makes room where there is none by forgetting somebody, whoever comes first, after everybody of another day.
func (f *Few[E, V]) keep(person uuid.UUID, o opened[E, V]) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, there := f.of[person]; !there && len(f.of) >= mostOpened {
		maps.DeleteFunc(f.of, func(_ uuid.UUID, other opened[E, V]) bool { return other.day != o.day })
		for other := range f.of {
			if len(f.of) < mostOpened {
				break
			}
			delete(f.of, other)
		}
	}
	f.of[person] = o
}
