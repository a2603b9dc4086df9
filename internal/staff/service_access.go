package staff

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

// Teams gives the organisation's teams, each after the one above it and beside its siblings by name.
func (s *Service) Teams(ctx context.Context, by access.Actor) ([]Team, error) {
	teams, err := s.store.teams(ctx, by.OrganisationID, s.clock.Today())
	if err != nil {
		return nil, err
	}
	return inTreeOrder(teams), nil
}

func inTreeOrder(teams []Team) []Team {
	below := map[uuid.UUID][]Team{}
	for _, t := range teams {
		below[t.ParentID] = append(below[t.ParentID], t)
	}
	ordered := make([]Team, 0, len(teams))
	var walk func(parent uuid.UUID)
	walk = func(parent uuid.UUID) {
		siblings := below[parent]
		slices.SortFunc(siblings, func(a, b Team) int {
			return cmp.Or(cmp.Compare(fold.Text(a.Name), fold.Text(b.Name)), cmp.Compare(a.ID.String(), b.ID.String()))
		})
		for _, t := range siblings {
			ordered = append(ordered, t)
			walk(t.ID)
		}
	}
	walk(uuid.Nil)
	return ordered
}

// CreateTeam adds a team below another, or at the top when parentID is uuid.Nil.
func (s *Service) CreateTeam(ctx context.Context, by access.Actor, name string, parentID uuid.UUID) (Team, error) {
	t := Team{ID: uuid.New(), ParentID: parentID, Name: tidy(name), Version: 1}
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.placeTeam(ctx, by, &t, Team{}); err != nil {
			return err
		}
		if err := s.store.createTeam(ctx, by.OrganisationID, t, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, aboutTeam("staff.team_added", t, nil))
	})
	return t, err
}

// EditTeam renames a team, or moves it with everything below it. A team cannot be moved below itself. A version that is
// not the newest is CodePreconditionFailed.
func (s *Service) EditTeam(ctx context.Context, by access.Actor, id uuid.UUID, version int, name string, parentID uuid.UUID) (Team, error) {
	t := Team{ID: id, ParentID: parentID, Name: tidy(name), Version: version}
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		before, err := s.store.team(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		if err := s.placeTeam(ctx, by, &t, before); err != nil {
			return err
		}
		if err := s.store.saveTeam(ctx, by.OrganisationID, t, before.Path, s.clock.Now()); err != nil {
			return err
		}
		t.Version++
		return s.trail.Record(ctx, by, aboutTeam("staff.team_changed", t, before.values()))
	})
	return t, err
}

// placeTeam checks a team's name and gives it its path. It locks the organisation's tree until the transaction ends.
func (s *Service) placeTeam(ctx context.Context, by access.Actor, t *Team, before Team) error {
	if !isName(t.Name) {
		return apperr.InvalidField("name", "Enter the team's name, up to 120 characters.")
	}
	if err := s.store.lockOrganisation(ctx, by.OrganisationID); err != nil {
		return err
	}
	var above Path
	if t.ParentID != uuid.Nil {
		parent, err := s.store.team(ctx, by.OrganisationID, t.ParentID)
		if err != nil {
			return found(err, "parentId", "There is no such team. Choose one from the list.")
		}
		if before.Path != "" && parent.Path.within(before.Path) {
			return apperr.InvalidField("parentId", "A team cannot stand below itself. Choose a team outside it.")
		}
		above = parent.Path
	}
	t.Path = above.under(t.ID)
	return nil
}

func (t Team) values() audit.Values {
	values := audit.Values{"name": t.Name}
	if t.ParentID != uuid.Nil {
		values["parentId"] = t.ParentID
	}
	return values
}

func aboutTeam(action string, t Team, before audit.Values) audit.Change {
	return audit.Change{Action: action, SubjectKind: "team", SubjectID: t.ID.String(), Before: before, After: t.values()}
}

// Grants lists who has which role of access.
func (s *Service) Grants(ctx context.Context, by access.Actor, f GrantFilter, p page.Request) ([]Grant, int, error) {
	return s.store.grants(ctx, by.Scopes("grants.read"), f, p)
}

// GiveGrant gives somebody else a role of access. Nobody gives themselves one: that takes two people.
func (s *Service) GiveGrant(ctx context.Context, by access.Actor, g Grant) (Grant, error) {
	if g.Person.ID == by.PersonID {
		return Grant{}, apperr.InvalidField("personId", "Nobody gives themselves a role of access. Ask another administrator.")
	}
	g.ID = uuid.New()
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.store.person(ctx, by.Scopes("grants.manage"), g.Person.ID, s.clock.Now())
		if err != nil {
			return found(err, "personId", "There is no such person. Choose one from the list.")
		}
		if err := workingHere(person); err != nil {
			return err
		}
		if err := s.store.lockPerson(ctx, person.ID); err != nil {
			return err
		}
		g.Person = Ref{person.ID, person.Name}
		g, err = s.createGrant(ctx, by, g)
		return err
	})
	return g, err
}

func (s *Service) createGrant(ctx context.Context, by access.Actor, g Grant) (Grant, error) {
	today := s.clock.Today()
	if err := apperr.Invalid(g.problems(today)...); err != nil {
		return Grant{}, err
	}
	if g.Team != nil {
		team, err := s.store.team(ctx, by.OrganisationID, g.Team.ID)
		if err != nil {
			return Grant{}, found(err, "teamId", "There is no such team. Choose one from the list.")
		}
		g.Team = &Ref{team.ID, team.Name}
	}
	held, err := s.store.grantsOf(ctx, by.OrganisationID, g.Person.ID)
	if err != nil {
		return Grant{}, err
	}
	for _, other := range held {
		if other.sameReach(g) && overlaps(g.StartsOn, g.EndsOn, other.StartsOn, other.EndsOn) {
			return Grant{}, apperr.InvalidField("role", fmt.Sprintf("%s has this role already, %s.", g.Person.Name, span(other.StartsOn, other.EndsOn)))
		}
	}
	if err := s.store.createGrant(ctx, by.OrganisationID, g, s.clock.Now()); err != nil {
		return Grant{}, err
	}
	return g, s.trail.Record(ctx, by, aboutGrant("staff.grant_given", g))
}

// EndGrant takes a role of access away at once. The last administrator's cannot be taken away.
func (s *Service) EndGrant(ctx context.Context, by access.Actor, id uuid.UUID) (Grant, error) {
	var ended Grant
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		g, err := s.store.grant(ctx, by.Scopes("grants.manage"), id)
		if err != nil {
			return err
		}
		if g.ended(s.clock.Today()) {
			return apperr.Conflict("This role of access has ended already.")
		}
		if g.Role == access.Administrator {
			if err := s.keepAnAdministrator(ctx, by.OrganisationID, g.Person.ID); err != nil {
				return err
			}
		}
		now := s.clock.Now()
		if err := s.store.saveGrantEnd(ctx, id, now); err != nil {
			return err
		}
		g.EndedAt = &now
		ended = g
		return s.trail.Record(ctx, by, aboutGrant("staff.grant_ended", g))
	})
	return ended, err
}

// keepAnAdministrator refuses a change after which nobody could administer the organisation, when personID stops doing
// so. It makes such changes wait for each other, so that two administrators cannot remove one another.
func (s *Service) keepAnAdministrator(ctx context.Context, organisationID, personID uuid.UUID) error {
	if err := s.store.lockOrganisation(ctx, organisationID); err != nil {
		return err
	}
	others, err := s.store.otherAdministrators(ctx, organisationID, personID, s.clock.Today())
	if err != nil {
		return err
	}
	if others == 0 {
		return apperr.Conflict("This is the organisation's only administrator. Make somebody else an administrator first.")
	}
	return nil
}

// keepAnAdministratorBeside is keepAnAdministrator for somebody who may be none.
func (s *Service) keepAnAdministratorBeside(ctx context.Context, p Person) error {
	grants, err := s.store.grantsOf(ctx, p.OrganisationID, p.ID)
	if err != nil {
		return err
	}
	today := s.clock.Today()
	if !slices.ContainsFunc(grants, func(g Grant) bool { return g.Role == access.Administrator && !g.ended(today) }) {
		return nil
	}
	return s.keepAnAdministrator(ctx, p.OrganisationID, p.ID)
}

func aboutGrant(action string, g Grant) audit.Change {
	values := audit.Values{"role": g.Role, "startsOn": g.StartsOn, "endsOn": g.EndsOn}
	if g.Team != nil {
		values["teamId"] = g.Team.ID
	}
	return audit.Change{Action: action, SubjectKind: "grant", SubjectID: g.ID.String(), PersonID: &g.Person.ID, After: values}
}
