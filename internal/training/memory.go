package training

import (
	"context"
	"reflect"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/marked"
)

// Listed is everything that lists of many people tell of one person's training.
type Listed struct {
	// Summary is nil for somebody who never was on a pathway. The reasons of its milestones are left out: see [Service.SummariesOf].
	Summary *Summary
	// Currencies are what the person holds and has to keep current.
	Currencies []HeldCurrency
}

// Memory keeps what a reader of lists makes of each person's training, under the person's mark in training_stamps, by the pathways.
type Memory[T any] struct {
	service *Service
	of      func(Listed) (T, error)
	kept    *marked.Memory[roads, listed[T]]
}

// listed is what is kept of somebody; there is nothing to list of who is neither on a pathway nor holds anything.
type listed[T any] struct {
	there bool
	value T
}

// Remember gives an empty memory of what of makes of people.
func Remember[T any](s *Service, of func(Listed) (T, error)) *Memory[T] {
	equal := func(a, b roads) bool { return reflect.DeepEqual(a, b) }
	return &Memory[T]{service: s, of: of, kept: marked.New[roads, listed[T]](s.db, roads.same, equal)}
}

// In gives what there is of everybody in scope who has not left, in no particular order, with a fixed number of queries. Within
// a transaction, which sees what nobody else may, it neither uses nor keeps anything.
func (m *Memory[T]) In(ctx context.Context, in access.Scopes, today calendar.Date) ([]T, error) {
	held, people, err := m.in(ctx, in, today)
	if err != nil {
		return nil, err
	}
	all, err := m.kept.Of(ctx, in.OrganisationID, held, today, people, m.reading(in.OrganisationID, today))
	found := make([]T, 0, len(all))
	for i := range all {
		if all[i].there {
			found = append(found, all[i].value)
		}
	}
	return found, err
}

// Fill reckons everybody of an organisation of whom nothing that counts is kept, so that the next who asks need not wait for it.
func (m *Memory[T]) Fill(ctx context.Context, organisation uuid.UUID, today calendar.Date) error {
	held, people, err := m.in(ctx, everybodyOf(organisation, today), today)
	if err != nil {
		return err
	}
	return m.kept.Fill(ctx, organisation, held, today, people, m.reading(organisation, today))
}

// OrganisationsOf lists the organisations with so many people or more.
func (s *Service) OrganisationsOf(ctx context.Context, least int) ([]uuid.UUID, error) {
	return s.store.organisationsOf(ctx, least)
}

// in reads the pathways, and everybody in scope with their marks.
func (m *Memory[T]) in(ctx context.Context, in access.Scopes, today calendar.Date) (roads, []marked.Person, error) {
	held, err := m.service.held.Get(ctx, in.OrganisationID)
	if err != nil {
		return nil, nil, err
	}
	people, err := m.service.store.stamps(ctx, in, today)
	return held, people, err
}

// reading reads people, and makes what is kept of them. Where they are too many to name it reads the whole organisation: whoever left the
// reader's scope since the marks were read would seem to have nothing, and that would be kept.
func (m *Memory[T]) reading(organisation uuid.UUID, today calendar.Date) marked.Read[roads, listed[T]] {
	return func(ctx context.Context, held roads, people []marked.Person) ([]listed[T], error) {
		who := workingInScope(everybodyOf(organisation, today), today)
		if len(people) <= marked.MostNamed {
			who = among(marked.IDs(people))
		}
		careers, err := m.service.store.careers(ctx, held, who, today)
		if err != nil {
			return nil, err
		}
		at := make(map[uuid.UUID]int, len(careers))
		for i := range careers {
			at[careers[i].person] = i
		}
		made := make([]listed[T], len(people))
		for i, p := range people {
			n, there := at[p.ID]
			if !there {
				continue
			}
			of := m.service.listed(held, careers[n], today)
			careers[n] = career{} // what was read of one person is not needed any more
			if of.Summary == nil && len(of.Currencies) == 0 {
				continue
			}
			made[i].there = true
			if made[i].value, err = m.of(of); err != nil {
				return nil, err
			}
		}
		return made, nil
	}
}

func everybodyOf(organisation uuid.UUID, today calendar.Date) access.Scopes {
	return access.Scopes{OrganisationID: organisation, Today: today, Organisation: true}
}

// same reports whether these are the very pathways that were read into memory at the same time.
func (r roads) same(other roads) bool {
	return len(r) == len(other) && (len(r) == 0 || &r[0] == &other[0])
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
