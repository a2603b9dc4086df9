package training

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// HeldCurrency is an accreditation that somebody holds and that has to be kept current, with where the person stands with it.
type HeldCurrency struct {
	PersonID uuid.UUID
	Currency
}

// Currencies gives what everybody in scope who has not left holds and has to keep current: ACC, and what a further pathway leads
// to, also where it was earned elsewhere and the person is on no such pathway. It takes a fixed number of queries; reasons of leave do
// not appear in its sentences.
func (s *Service) Currencies(ctx context.Context, in access.Scopes, today calendar.Date) ([]HeldCurrency, error) {
	held, err := s.held.Get(ctx, in.OrganisationID)
	if err != nil {
		return nil, err
	}
	careers, err := s.store.careers(ctx, held, awardedInScope(in, today), today)
	if err != nil {
		return nil, err
	}
	var all []HeldCurrency
	for _, c := range careers {
		all = append(all, s.currencies(held, c, today)...)
	}
	return all, nil
}

// currencies gives what one person holds and has to keep current.
func (s *Service) currencies(held roads, c career, today calendar.Date) []HeldCurrency {
	var all []HeldCurrency
	for _, kind := range kindsOf(c.facts.Awards, today) {
		road, facts, there := held.keeping(c, kind, today)
		if !there {
			continue
		}
		if _, recurs := road.Pathway.refresher(); recurs {
			all = append(all, HeldCurrency{c.person, s.currency(road.Pathway.CurrencyAsked(facts.Undisclosed(), today))})
		}
	}
	return all
}

// kindsOf lists the kinds of awards made by a day, each once.
func kindsOf(awards []Award, today calendar.Date) []AwardKind {
	var kinds []AwardKind
	known := map[AwardKind]bool{}
	for _, a := range awards {
		if !a.On.After(today) && !known[a.Kind] {
			known[a.Kind], kinds = true, append(kinds, a.Kind)
		}
	}
	return kinds
}

// keeping gives the pathway by whose rule an award is kept current, with the facts that count: the one that the person is on, else
// the one in force that leads to the award.
func (r roads) keeping(c career, kind AwardKind, today calendar.Date) (Road, Facts, bool) {
	for _, on := range append([]career{c}, c.further...) {
		if on.road != nil && on.road.Pathway.Award == kind {
			return *on.road, on.facts, true
		}
	}
	for _, road := range r.today(today) {
		if road.Pathway.Award == kind {
			return road, Facts{Person: c.person, Awards: c.facts.Awards, Pauses: c.facts.Pauses}, true
		}
	}
	return Road{}, Facts{}, false
}
