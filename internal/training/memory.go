package training

import (
	"context"
	"reflect"
	"sync"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Listed is everything that lists of many people tell of one person's training.
type Listed struct {
	// Summary is nil for somebody who never was on a pathway. The reasons of its milestones are left out: see [Service.SummariesOf].
	Summary *Summary
	// Currencies are what the person holds and has to keep current.
	Currencies []HeldCurrency
}

// Memory keeps what a reader of lists makes of each person's training, so that it is read and reckoned anew only for whom
// something has changed. What is kept rests on three things, and counts only while all of them are the same: the person's mark in
// training_stamps, which the database changes with everything that is recorded about the person's training; the pathways; and
// the day. The marks are read before the facts, so that what is kept under a mark is never older than it. It is safe for concurrent
// use, and what it gives is shared by all who ask: nobody may change it.
type Memory[T any] struct {
	service *Service
	of      func(Listed) (T, error)

	mu   sync.Mutex
	held map[uuid.UUID]*remembered[T]
}

// Remember gives an empty memory of what of makes of people.
func Remember[T any](s *Service, of func(Listed) (T, error)) *Memory[T] {
	return &Memory[T]{service: s, of: of, held: map[uuid.UUID]*remembered[T]{}}
}

// remembered is what is kept of an organisation's people on a day under its pathways.
type remembered[T any] struct {
	day   calendar.Date
	roads roads
	// latest are the same pathways as they were last read into memory, which they are whenever any of an installation changes.
	latest roads
	// turn is held by whoever reckons many people, so that nobody else does the same at that time.
	turn chan struct{}

	mu     sync.RWMutex
	people map[uuid.UUID]entry[T]
}

// entry is what is kept of somebody; there is nothing to list of who is neither on a pathway nor holds anything.
type entry[T any] struct {
	stamp  int64
	listed bool
	value  T
}

// stamped is somebody with the mark of what is recorded about their training.
type stamped struct {
	person uuid.UUID
	stamp  int64
}

// How many people are named to the database at once, and from how many on they are reckoned for everybody who waits for them,
// within the longest time.
const (
	mostNamed = 2000
	many      = 500
	longest   = 10 * time.Minute
)

// In gives what there is of everybody in scope who has not left, in no particular order, with a fixed number of queries. Within
// a transaction, which sees what nobody else may, it neither uses nor keeps anything.
func (m *Memory[T]) In(ctx context.Context, in access.Scopes, today calendar.Date) ([]T, error) {
	s := m.service
	held, err := s.held.Get(ctx, in.OrganisationID)
	if err != nil {
		return nil, err
	}
	people, err := s.store.stamps(ctx, in, today)
	if err != nil {
		return nil, err
	}
	kept := m.kept(in.OrganisationID, held, today)
	if s.db.InTransaction(ctx) {
		kept = newRemembered[T](held, today)
	}
	found, missing := kept.look(people)
	if len(missing) == 0 {
		return found, nil
	}
	if len(missing) <= many || s.db.InTransaction(ctx) {
		if err := m.reckon(ctx, kept, in, missing); err != nil {
			return nil, err
		}
	} else if err := m.reckonMany(ctx, kept, in, people); err != nil {
		return nil, err
	}
	found, _ = kept.look(people)
	return found, nil
}

// reckonMany waits until what is missing of many people is kept. The work goes on when nobody waits for it any more, so that it is
// there when they ask again.
func (m *Memory[T]) reckonMany(ctx context.Context, kept *remembered[T], in access.Scopes, people []stamped) error {
	done := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longest)
		defer cancel()
		kept.turn <- struct{}{}
		defer func() { <-kept.turn }()
		done <- database.Recovered(ctx, func(ctx context.Context) error {
			_, missing := kept.look(people)
			if len(missing) == 0 {
				return nil
			}
			return m.reckon(ctx, kept, in, missing)
		})
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// reckon reads those who are missing, or everybody in scope where they are too many to name, and keeps what is made of them.
func (m *Memory[T]) reckon(ctx context.Context, kept *remembered[T], in access.Scopes, missing []stamped) error {
	who := workingInScope(in, kept.day)
	if len(missing) <= mostNamed {
		who = amongStamped(missing)
	}
	careers, err := m.service.store.careers(ctx, kept.roads, who, kept.day)
	if err != nil {
		return err
	}
	at := make(map[uuid.UUID]int, len(careers))
	for i := range careers {
		at[careers[i].person] = i
	}
	made := make([]entry[T], len(missing))
	for i, p := range missing {
		made[i].stamp = p.stamp
		n, there := at[p.person]
		if !there {
			continue
		}
		listed := m.service.listed(kept.roads, careers[n], kept.day)
		careers[n] = career{} // what was read of one person is not needed any more
		if listed.Summary == nil && len(listed.Currencies) == 0 {
			continue
		}
		made[i].listed = true
		if made[i].value, err = m.of(listed); err != nil {
			return err
		}
	}
	kept.mu.Lock()
	defer kept.mu.Unlock()
	for i, p := range missing {
		kept.people[p.person] = made[i]
	}
	return nil
}

// Fill reckons, a limited number at a time, everybody of whom nothing that counts is kept, in the organisations with so many people or
// more, so that the next who asks need not wait for it. The lists of smaller ones are quick anyway.
func (m *Memory[T]) Fill(ctx context.Context, today calendar.Date, least int) error {
	large, err := m.service.store.organisationsOf(ctx, least)
	if err != nil {
		return err
	}
	for _, organisation := range large {
		if err := m.fill(ctx, access.Scopes{OrganisationID: organisation, Today: today, Organisation: true}, today); err != nil {
			return err
		}
	}
	return nil
}

func (m *Memory[T]) fill(ctx context.Context, everybody access.Scopes, today calendar.Date) error {
	s := m.service
	held, err := s.held.Get(ctx, everybody.OrganisationID)
	if err != nil {
		return err
	}
	people, err := s.store.stamps(ctx, everybody, today)
	if err != nil {
		return err
	}
	kept := m.kept(everybody.OrganisationID, held, today)
	_, missing := kept.look(people)
	for len(missing) > 0 {
		n := min(len(missing), mostNamed)
		// Not all in one turn, so that whoever asks meanwhile need not wait for the whole.
		kept.turn <- struct{}{}
		err := m.reckon(ctx, kept, everybody, missing[:n])
		<-kept.turn
		if err != nil {
			return err
		}
		missing = missing[n:]
	}
	return nil
}

// kept gives what is kept for an organisation's pathways and a day. What was kept for others is gone.
func (m *Memory[T]) kept(organisation uuid.UUID, held roads, today calendar.Date) *remembered[T] {
	m.mu.Lock()
	defer m.mu.Unlock()
	for other, r := range m.held {
		if r.day.Before(today) {
			delete(m.held, other)
		}
	}
	r := m.held[organisation]
	if r != nil && r.day == today && !r.latest.same(held) && reflect.DeepEqual(r.roads, held) {
		r.latest = held
	}
	if r == nil || r.day != today || !r.latest.same(held) {
		r = newRemembered[T](held, today)
		m.held[organisation] = r
	}
	return r
}

func newRemembered[T any](held roads, today calendar.Date) *remembered[T] {
	return &remembered[T]{day: today, roads: held, latest: held, turn: make(chan struct{}, 1), people: map[uuid.UUID]entry[T]{}}
}

// same reports whether these are the very pathways that were read into memory at the same time.
func (r roads) same(other roads) bool {
	return len(r) == len(other) && (len(r) == 0 || &r[0] == &other[0])
}

// look gives what is kept of people, and those of whom nothing is that counts.
func (r *remembered[T]) look(people []stamped) (found []T, missing []stamped) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, p := range people {
		switch e, known := r.people[p.person]; {
		case !known || e.stamp != p.stamp:
			missing = append(missing, p)
		case e.listed:
			found = append(found, e.value)
		}
	}
	return found, missing
}

// listed gives what lists tell of one person.
func (s *Service) listed(held roads, c career, today calendar.Date) Listed {
	l := Listed{Currencies: s.currencies(held, c, today)}
	if c.road != nil {
		summary := s.summary(c, today, false)
		l.Summary = &summary
	}
	return l
}

func amongStamped(people []stamped) within {
	ids := make([]uuid.UUID, len(people))
	for i, p := range people {
		ids[i] = p.person
	}
	return among(ids)
}
