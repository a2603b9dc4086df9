package workforce

import (
	"context"
	"reflect"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/marked"
)

// standard is the ladder by which claims are read, with what was read by it, so that claims of the same worth are one.
type standard struct {
	ladder  ladder
	reading *reading
}

func standardOf(l ladder) standard { return standard{l, &reading{known: map[string]*Worth{}}} }

// same reports whether these are the very ladder that was read into memory at the same time.
func (l ladder) same(other ladder) bool {
	return len(l.roles) > 0 && len(l.roles) == len(other.roles) && &l.roles[0] == &other.roles[0]
}

func (s standard) same(other standard) bool { return s.ladder.same(other.ladder) }

func (s standard) equal(other standard) bool { return reflect.DeepEqual(s.ladder, other.ladder) }

// briefs gives what people have that counts towards requirements, but training, in their order. It is kept in memory under their marks.
func (s *Service) briefs(ctx context.Context, in access.Scopes, l ladder, people []Person, today calendar.Date) ([]Brief, error) {
	return s.kept.Of(ctx, in.OrganisationID, standardOf(l), today, marksOf(people), s.readBriefs(in.OrganisationID, today))
}

// readBriefs reads what is kept. Of people who are too many to name it reads the whole organisation: whoever left the reader's scope since
// the marks were read would seem to have nothing, and that would be kept.
func (s *Service) readBriefs(organisation uuid.UUID, today calendar.Date) marked.Read[standard, Brief] {
	return func(ctx context.Context, by standard, people []marked.Person) ([]Brief, error) {
		who := orScope(people, everybodyOf(organisation, today))
		worths, err := s.store.worths(ctx, organisation, who, by, today)
		if err != nil {
			return nil, err
		}
		var criteria map[uuid.UUID][]judgedCriterion
		if by.ladder.asked.ask(OfCriterion) {
			if criteria, err = s.store.criteria(ctx, who); err != nil {
				return nil, err
			}
		}
		var awards map[uuid.UUID]map[string]Award
		if by.ladder.asked.ask(OfAccreditation) {
			if awards, err = s.store.awards(ctx, who); err != nil {
				return nil, err
			}
		}
		briefs := make([]Brief, len(people))
		for i, p := range people {
			briefs[i] = Brief{worths: worths[p.ID], criteria: criteria[p.ID], awards: awards[p.ID]}
		}
		return briefs, nil
	}
}

// Fill reads what counts of everybody of an organisation of whom nothing that counts is kept, so that the next who asks need not wait.
func (s *Service) Fill(ctx context.Context, organisation uuid.UUID, today calendar.Date) error {
	l, err := s.ladders.Get(ctx, organisation)
	if err != nil {
		return err
	}
	people, err := s.store.people(ctx, everybodyOf(organisation, today), today)
	if err != nil {
		return err
	}
	return s.kept.Fill(ctx, organisation, standardOf(l), today, marksOf(people), s.readBriefs(organisation, today))
}

func everybodyOf(organisation uuid.UUID, today calendar.Date) access.Scopes {
	return access.Scopes{OrganisationID: organisation, Today: today, Organisation: true}
}

func marksOf(people []Person) []marked.Person {
	marks := make([]marked.Person, len(people))
	for i := range people {
		marks[i] = marked.Person{ID: people[i].ID, Mark: people[i].mark}
	}
	return marks
}

// orScope chooses people, or everybody in scope where they are too many to name.
func orScope(people []marked.Person, in access.Scopes) within {
	if len(people) > marked.MostNamed {
		return in.People
	}
	return among(marked.IDs(people))
}
