package workforce

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// The permissions that this feature asks about.
const (
	PermissionRead     access.Permission = "workforce.read"
	PermissionProgress access.Permission = "progress.read"
)

// Service answers questions about many people at once, and about one person against a role.
type Service struct {
	store    store
	ladders  *reference.Cache[uuid.UUID, ladder]
	training Training
}

// Overview gives the numbers of the people in scope that the filter chooses.
func (s *Service) Overview(ctx context.Context, by access.Actor, f Filter) (Overview, error) {
	members, stages, err := s.members(ctx, by)
	if err != nil {
		return Overview{}, err
	}
	return Summarise(members, stages, f, by.Today), nil
}

// PeoplePage is one page of people.
type PeoplePage struct {
	Members []Member
	Total   int
	Stages  []Stage
}

// People gives a page of the people in scope that the filter chooses.
func (s *Service) People(ctx context.Context, by access.Actor, f Filter, r page.Request) (PeoplePage, error) {
	members, stages, err := s.members(ctx, by)
	if err != nil {
		return PeoplePage{}, err
	}
	f.Query = fold.Text(r.Query)
	members = f.Choose(members, by.Today)
	Sort(members, stages, r.Sort, r.Descending)
	return PeoplePage{Members: cut(members, r), Total: len(members), Stages: stages}, nil
}

// Heatmap gives what the roles of the people in scope ask as essential and how far it is met. It reads nothing about training.
func (s *Service) Heatmap(ctx context.Context, by access.Actor, rows By, code string, f Filter) (Heatmap, error) {
	scope := by.Scopes(PermissionRead)
	people, err := s.store.people(ctx, scope, by.Today)
	if err != nil {
		return Heatmap{}, err
	}
	members, err := s.join(ctx, by, scope, people, nil)
	if err != nil {
		return Heatmap{}, err
	}
	return Map(members, rows, code, f, by.Today), nil
}

// Forecast gives the accredited staff of the months ahead.
func (s *Service) Forecast(ctx context.Context, by access.Actor, f Filter) (Forecast, error) {
	members, err := s.trained(ctx, by)
	if err != nil {
		return Forecast{}, err
	}
	return Foresee(members, f, by.Today), nil
}

// Expiries gives a page of the refreshers that expire or have lapsed, and how many there are.
func (s *Service) Expiries(ctx context.Context, by access.Actor, f Filter, r page.Request) ([]Expiry, int, error) {
	members, err := s.trained(ctx, by)
	if err != nil {
		return nil, 0, err
	}
	f.Query = fold.Text(r.Query)
	list := Expiries(members, f, r.Sort, r.Descending, by.Today)
	return cut(list, r), len(list), nil
}

// Readiness compares a person with a role, the person's own when roleID is nil. A person out of scope and a role of another
// organisation are CodeNotFound; somebody without an appointment has no own role, which is CodeInvalid.
func (s *Service) Readiness(ctx context.Context, by access.Actor, personID uuid.UUID, roleID *uuid.UUID) (Readiness, error) {
	person, err := s.store.person(ctx, by.Scopes(PermissionProgress), personID, by.Today)
	if err != nil {
		return Readiness{}, err
	}
	wanted := person.Role.ID
	if roleID != nil {
		wanted = *roleID
	}
	if wanted == uuid.Nil {
		return Readiness{}, apperr.InvalidField("roleId", person.Name+" has no appointment today. Choose a role to compare with.")
	}
	l, err := s.ladders.Get(ctx, by.OrganisationID)
	if err != nil {
		return Readiness{}, err
	}
	role, ok := l.role(wanted)
	if !ok {
		return Readiness{}, apperr.NotFound("role")
	}
	claims, err := s.store.claimsOf(ctx, person.ID)
	return l.readiness(by, person, role, claims), err
}

// Outlook gives a person's readiness for the own role and, where there is one, for the role to look at next. It is empty for
// somebody without an appointment; a person out of scope is CodeNotFound.
func (s *Service) Outlook(ctx context.Context, by access.Actor, personID uuid.UUID) ([]Readiness, error) {
	person, err := s.store.person(ctx, by.Scopes(PermissionProgress), personID, by.Today)
	if err != nil || person.Role.ID == uuid.Nil {
		return nil, err
	}
	l, err := s.ladders.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	claims, err := s.store.claimsOf(ctx, person.ID)
	if err != nil {
		return nil, err
	}
	own := Role{person.Role, person.Band}
	outlook := []Readiness{l.readiness(by, person, own, claims)}
	if next, ok := l.next(own); ok {
		outlook = append(outlook, l.readiness(by, person, next, claims))
	}
	return outlook, nil
}

func (l ladder) readiness(by access.Actor, p Person, r Role, claims []Claim) Readiness {
	return Readiness{Person: p, Role: r, Own: p.Role.ID == r.ID, Today: by.Today, Standings: Standings(l.asked[r.ID], claims)}
}

// members reads everything about everybody in scope.
func (s *Service) members(ctx context.Context, by access.Actor) ([]Member, []Stage, error) {
	scope := by.Scopes(PermissionRead)
	people, err := s.store.people(ctx, scope, by.Today)
	if err != nil {
		return nil, nil, err
	}
	training, err := s.training.Summaries(ctx, scope, by.Today)
	if err != nil {
		return nil, nil, err
	}
	stages, err := s.training.Stages(ctx)
	if err != nil {
		return nil, nil, err
	}
	members, err := s.join(ctx, by, scope, people, training)
	return members, stages, err
}

// trained reads what the forecast and the expiries need: people and their training.
func (s *Service) trained(ctx context.Context, by access.Actor) ([]Member, error) {
	scope := by.Scopes(PermissionRead)
	people, err := s.store.people(ctx, scope, by.Today)
	if err != nil {
		return nil, err
	}
	training, err := s.training.Summaries(ctx, scope, by.Today)
	return Members(people, nil, nil, training), err
}

func (s *Service) join(ctx context.Context, by access.Actor, scope access.Scopes, people []Person, training []TrainingSummary) ([]Member, error) {
	l, err := s.ladders.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	claims, err := s.store.claims(ctx, scope)
	if err != nil {
		return nil, err
	}
	return Members(people, l.asked, claims, training), nil
}

// cut gives the part of a list that is on the page.
func cut[T any](list []T, r page.Request) []T {
	from := min(r.Offset, len(list))
	return list[from:min(from+r.Limit, len(list))]
}
