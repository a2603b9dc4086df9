package workforce

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

// permissionLeaving reaches those whose fixed term and planned leaving somebody may be told.
const permissionLeaving access.Permission = "leaving.read"

// ToldOfLeavings reports whether the reader is told of every end within the reach of the numbers, as an auditor is not.
func ToldOfLeavings(by access.Actor) bool {
	return !by.Scopes(PermissionRead).Organisation || by.Scopes(permissionLeaving).Organisation
}

// Endings gives the ends that are known of everybody in scope: two queries. Those that the reader may not be told are among them,
// marked so, because numbers reckon with them.
func (s *Service) Endings(ctx context.Context, by access.Actor) (Endings, error) {
	return s.store.endings(ctx, by.Scopes(PermissionRead), by.Scopes(permissionLeaving), by.Today)
}

// Expiries gives a page of what falls due or ends, and how many there are.
func (s *Service) Expiries(ctx context.Context, by access.Actor, f ExpiryFilter, r page.Request) ([]Expiry, int, error) {
	f.People.Query = fold.Text(r.Query)
	list, _, err := s.expiries(ctx, by, f)
	if err != nil {
		return nil, 0, err
	}
	SortExpiries(list, r.Sort, r.Descending)
	return cut(list, r), len(list), nil
}

// ExpiryCalendar gives what falls due or ends by month, and why it is withheld, "" where it is not: of so few people that the
// numbers would tell about single ones to somebody outside their line.
func (s *Service) ExpiryCalendar(ctx context.Context, by access.Actor, f ExpiryFilter) (ExpiryCalendar, string, error) {
	list, people, err := s.expiries(ctx, by, f)
	if err != nil {
		return ExpiryCalendar{}, "", err
	}
	smallest, err := s.smallest(ctx, by.OrganisationID)
	if err != nil {
		return ExpiryCalendar{}, "", err
	}
	if withheld := Withheld(by, people, smallest); withheld != "" {
		return ByMonth(nil, nil, -1, by.Today), withheld, nil
	}
	kinds := ExpiryKinds()
	if f.Kind != 0 {
		kinds = []ExpiryKind{f.Kind}
	}
	return ByMonth(list, kinds, f.Months, by.Today), "", nil
}

// expiries gives what falls due or ends by day, and how many people the filter chooses from, with a fixed number of queries.
func (s *Service) expiries(ctx context.Context, by access.Actor, f ExpiryFilter) (list []Expiry, chosen int, err error) {
	scope := by.Scopes(PermissionRead)
	var people []Person
	var renewals []Renewal
	var endings Endings
	read := []func(ctx context.Context) error{
		func(ctx context.Context) (err error) { people, err = s.store.people(ctx, scope, by.Today); return err },
		func(ctx context.Context) (err error) { endings, err = s.Endings(ctx, by); return err },
	}
	if f.Kind == 0 || f.Kind == RefresherExpiry || f.Kind == CertificationExpiry {
		read = append(read, func(ctx context.Context) (err error) {
			renewals, err = s.training.Renewals(ctx, scope, by.Today)
			return err
		})
	}
	if err := s.store.db.Together(ctx, read...); err != nil {
		return nil, 0, err
	}
	for _, p := range people {
		if f.People.TakesTeam(p.Team) {
			chosen++
		}
	}
	return Expiries(people, renewals, endings, f, by.Today), chosen, nil
}
