package training

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// Certificate is a file that shows a milestone or the results of an examination.
type Certificate struct {
	File Named
	// Letter says that it is a letter of results rather than a milestone's certificate.
	Letter    bool
	Milestone MilestoneKey
	Title     string
	// On is the day of the completion or of the sitting.
	On calendar.Date
	// ConfirmedBy signed the milestone off or entered the results, on ConfirmedOn; nobody while it waits.
	ConfirmedBy Named
	ConfirmedOn calendar.Date
}

// Certificates lists a person's certificates and letters of results, newest first. A person outside the scope of training.content is CodeNotFound.
func (s *Service) Certificates(ctx context.Context, by access.Actor, personID uuid.UUID) ([]Certificate, error) {
	if _, err := s.store.person(ctx, by.Scopes(permissionContent), personID); err != nil {
		return nil, err
	}
	c, err := s.careerOf(ctx, by.OrganisationID, personID)
	if err != nil {
		return nil, err
	}
	var all []Certificate
	for _, on := range append([]career{c}, c.further...) {
		if on.road == nil {
			continue
		}
		names, err := s.store.names(ctx, peopleIn(on.facts), filesIn(on.facts))
		if err != nil {
			return nil, err
		}
		all = append(all, on.road.Pathway.certificates(on.facts, names)...)
	}
	slices.SortStableFunc(all, func(a, b Certificate) int { return b.On.Compare(a.On) })
	return all, nil
}

func (p Pathway) certificates(f Facts, names map[uuid.UUID]string) []Certificate {
	var all []Certificate
	named := func(id uuid.UUID) Named { return Named{ID: id, Name: names[id]} }
	for _, r := range f.Records {
		if r.Certificate == uuid.Nil || r.Returned() {
			continue
		}
		m, _ := p.Milestone(r.Milestone)
		one := Certificate{File: named(r.Certificate), Milestone: m.Key, Title: m.Title, On: r.CompletedOn}
		if r.Signed() {
			one.ConfirmedBy, one.ConfirmedOn = named(r.SignOff.By), r.SignOff.On
		}
		all = append(all, one)
	}
	for _, a := range f.Attempts {
		if a.Letter == uuid.Nil {
			continue
		}
		m, _ := p.Milestone(a.Milestone)
		all = append(all, Certificate{
			File: named(a.Letter), Letter: true, Milestone: m.Key, Title: m.Title, On: a.SatOn, ConfirmedBy: named(a.RecordedBy), ConfirmedOn: a.DecidedOn(),
		})
	}
	return all
}
