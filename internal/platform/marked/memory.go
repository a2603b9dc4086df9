// Package marked keeps in memory what was made of the facts about many people, so that it is read and reckoned anew only for whom
// something has changed.
//
// What is kept rests on three things, and counts only while all of them are the same: the person's mark, which the database changes, by
// triggers, in the transaction that changes the facts; the edition of the reference data by which it was made; and the day. Marks
// are read before facts, so that what is kept under a mark is never older than it.
package marked

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Person is somebody with the mark of the facts about them; 0 where there never were any.
type Person struct {
	ID   uuid.UUID
	Mark int64
}

// IDs gives the identifiers of people.
func IDs(people []Person) []uuid.UUID {
	ids := make([]uuid.UUID, len(people))
	for i := range people {
		ids[i] = people[i].ID
	}
	return ids
}

// MostNamed is how many people a query should name; of more it had better read everybody in question.
const MostNamed = 2000

// From so many people on they are read for everybody who waits for them, within the longest time.
const (
	many    = 500
	longest = 10 * time.Minute
)

// Read reads the facts about people by an edition, and gives what is to be kept of each, in their order. It is nobody's to change
// afterwards.
type Read[E, V any] func(ctx context.Context, by E, people []Person) ([]V, error)

// Memory keeps a V of each person of each organisation, made by an edition E. It is safe for concurrent use, and what it gives is
// shared by all who ask: nobody may change it.
type Memory[E, V any] struct {
	db    *database.DB
	same  func(a, b E) bool
	equal func(a, b E) bool

	mu   sync.Mutex
	held map[uuid.UUID]*kept[E, V]
}

// New makes an empty memory. same says whether two editions are one and the same as it was read into memory, equal, which is
// asked where they are not, whether nothing that matters differs.
func New[E, V any](db *database.DB, same, equal func(a, b E) bool) *Memory[E, V] {
	return &Memory[E, V]{db: db, same: same, equal: equal, held: map[uuid.UUID]*kept[E, V]{}}
}

// kept is what is kept of an organisation's people on a day by an edition.
type kept[E, V any] struct {
	day     calendar.Date
	edition E
	// latest is the same edition as it was last read into memory, which it is whenever reference data of an installation changes.
	latest E
	// turn is held by whoever reads many people, so that nobody else does the same at that time.
	turn chan struct{}

	mu     sync.RWMutex
	people map[uuid.UUID]entry[V]
}

type entry[V any] struct {
	mark  int64
	value V
}

// Of gives what there is of each of an organisation's people, in their order, after reading those of whom nothing that counts is
// kept. Within a transaction, which sees what nobody else may, it neither uses nor keeps anything.
func (m *Memory[E, V]) Of(ctx context.Context, organisation uuid.UUID, by E, today calendar.Date, people []Person, read Read[E, V]) ([]V, error) {
	if m.db.InTransaction(ctx) {
		return read(ctx, by, people)
	}
	k := m.kept(organisation, by, today)
	found, missing := k.look(people)
	if len(missing) > many {
		if err := k.readMany(ctx, people, read); err != nil {
			return nil, err
		}
		found, missing = k.look(people)
	}
	if len(missing) == 0 {
		return found, nil
	}
	made, err := k.read(ctx, chosen(people, missing), read)
	if err != nil {
		return nil, err
	}
	// Not looked up again: somebody who asked with an older mark may have kept an older value meanwhile.
	for i, at := range missing {
		found[at] = made[i]
	}
	return found, nil
}

// Fill reads, a limited number at a time, those of whom nothing that counts is kept, so that the next who asks need not wait.
func (m *Memory[E, V]) Fill(ctx context.Context, organisation uuid.UUID, by E, today calendar.Date, people []Person, read Read[E, V]) error {
	k := m.kept(organisation, by, today)
	_, missing := k.look(people)
	for part := range slices.Chunk(missing, MostNamed) {
		// Not all in one turn, so that whoever asks meanwhile need not wait for the whole.
		k.turn <- struct{}{}
		_, err := k.read(ctx, chosen(people, part), read)
		<-k.turn
		if err != nil {
			return err
		}
	}
	return nil
}

// kept gives what is kept by an edition for a day. What was kept by others is gone.
func (m *Memory[E, V]) kept(organisation uuid.UUID, by E, today calendar.Date) *kept[E, V] {
	m.mu.Lock()
	defer m.mu.Unlock()
	for other, k := range m.held {
		if k.day.Before(today) {
			delete(m.held, other)
		}
	}
	k := m.held[organisation]
	if k != nil && k.day == today && !m.same(k.latest, by) && m.equal(k.edition, by) {
		k.latest = by
	}
	if k == nil || k.day != today || !m.same(k.latest, by) {
		k = &kept[E, V]{day: today, edition: by, latest: by, turn: make(chan struct{}, 1), people: map[uuid.UUID]entry[V]{}}
		m.held[organisation] = k
	}
	return k
}

// look gives what is kept of people, in their order, and the places of those of whom nothing is that counts.
func (k *kept[E, V]) look(people []Person) (found []V, missing []int) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	found = make([]V, len(people))
	for i, p := range people {
		e, known := k.people[p.ID]
		if !known || e.mark != p.Mark {
			missing = append(missing, i)
			continue
		}
		found[i] = e.value
	}
	return found, missing
}

func chosen(people []Person, places []int) []Person {
	some := make([]Person, len(places))
	for i, at := range places {
		some[i] = people[at]
	}
	return some
}

// readMany waits until what is missing of many people is kept. The work goes on when nobody waits for it any more, so that it is
// there when they ask again.
func (k *kept[E, V]) readMany(ctx context.Context, people []Person, read Read[E, V]) error {
	done := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longest)
		defer cancel()
		k.turn <- struct{}{}
		defer func() { <-k.turn }()
		done <- database.Recovered(ctx, func(ctx context.Context) error {
			_, missing := k.look(people)
			if len(missing) == 0 {
				return nil
			}
			_, err := k.read(ctx, chosen(people, missing), read)
			return err
		})
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// read reads people and keeps what is made of them.
func (k *kept[E, V]) read(ctx context.Context, people []Person, read Read[E, V]) ([]V, error) {
	made, err := read(ctx, k.edition, people)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for i, p := range people {
		k.people[p.ID] = entry[V]{p.Mark, made[i]}
	}
	return made, nil
}
