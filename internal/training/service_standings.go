package training

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// Standing is where one person stands on one pathway, for reminders.
type Standing struct {
	PersonID  uuid.UUID
	PathwayID uuid.UUID
	// Roles are those whose appointment puts people on the pathway, their copies included; none for a further pathway, which
	// the person joined.
	Roles         []uuid.UUID
	OnLeave       bool
	Milestones    []MilestoneProgress
	Accreditation Currency
	// Waiting are the records that wait for a signature, Returned those that were returned and nothing has followed.
	Waiting, Returned []Record
}

// Standings gives one standing for each pathway that people of an organisation are on, who have not left, with a fixed
// number of queries; people empty means everybody. The caller has to know that they may be seen. Reasons of leave do not
// appear in their sentences.
func (s *Service) Standings(ctx context.Context, organisation uuid.UUID, people []uuid.UUID, today calendar.Date) ([]Standing, error) {
	held, err := s.held.Get(ctx, organisation)
	if err != nil {
		return nil, err
	}
	who := workingInScope(access.Scopes{OrganisationID: organisation, Today: today, Organisation: true}, today)
	if len(people) > 0 {
		everybody := who
		who = func(column string) (string, []any) {
			condition, args := everybody(column)
			return condition + " AND " + column + " IN ?", append(args, people)
		}
	}
	careers, err := s.store.careers(ctx, held, who, today)
	if err != nil {
		return nil, err
	}
	var all []Standing
	for _, c := range careers {
		if c.road != nil {
			all = append(all, s.standing(c, today))
		}
		for _, f := range c.further {
			further := s.standing(f, today)
			further.Roles = nil
			all = append(all, further)
		}
	}
	return all, nil
}

func (s *Service) standing(c career, today calendar.Date) Standing {
	facts := c.facts.Undisclosed()
	p := c.road.Pathway.Progress(facts, today)
	at := Standing{
		PersonID: c.person, PathwayID: c.road.ID, Milestones: p.Milestones, Accreditation: s.currency(c.road.Pathway.CurrencyAsked(facts, today)),
	}
	for _, r := range c.road.Roles {
		at.Roles = append(at.Roles, r.ID)
	}
	at.Roles = append(at.Roles, slices.Collect(maps.Keys(c.road.copies))...)
	_, at.OnLeave = facts.pauseOn(today)
	last := map[MilestoneKey]Record{}
	for _, r := range facts.Records {
		last[r.Milestone] = r
		if r.SignOff == nil {
			at.Waiting = append(at.Waiting, r)
		}
	}
	for _, r := range facts.Records {
		if last[r.Milestone].ID == r.ID && r.Returned() {
			at.Returned = append(at.Returned, r)
		}
	}
	return at
}
