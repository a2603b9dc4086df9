package establishment

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/pay"
)

// The permissions that the service asks about.
const (
	permissionRead   access.Permission = "workforce.read"
	permissionManage access.Permission = "establishment.manage"
)

// Crew says who works in scope today and where they stand on the road.
type Crew interface {
	// Trained gives everybody in scope of the permission to read numbers, with a fixed number of queries.
	Trained(ctx context.Context, by access.Actor) ([]workforce.Member, error)
}

// Threshold says of how few people nothing is published to those outside the line.
type Threshold interface {
	Smallest(ctx context.Context, organisation uuid.UUID) (int, error)
}

// Service keeps the establishment and compares it with the people in post.
type Service struct {
	db        *database.DB
	store     store
	trail     *audit.Trail
	clock     calendar.Clock
	crew      Crew
	threshold Threshold
	scales    pay.Scales
	bands     []workforce.Band
}

// Source says where a figure comes from.
type Source struct{ Figure, Text string }

// Published is an establishment as somebody may read it.
type Published struct {
	Establishment
	// Withheld says why nothing is published, "" when it is. Everything else is empty then.
	Withheld  string
	Sources   []Source
	MayManage bool
}

// Establishment compares the posts in scope that are funded today with the people in scope whom the filter chooses.
func (s *Service) Establishment(ctx context.Context, by access.Actor, f workforce.Filter) (Published, error) {
	members, err := s.crew.Trained(ctx, by)
	if err != nil {
		return Published{}, fmt.Errorf("read who works here: %w", err)
	}
	posts, err := s.store.posts(ctx, by.Scopes(permissionRead), by.Today)
	if err != nil {
		return Published{}, err
	}
	smallest, err := s.threshold.Smallest(ctx, by.OrganisationID)
	if err != nil {
		return Published{}, err
	}
	p := Published{MayManage: by.May(permissionManage), Withheld: workforce.Withheld(by, len(f.Choose(members, by.Today)), smallest)}
	p.Today = by.Today
	if p.Withheld != "" {
		p.Total.Filter = f
		return p, nil
	}
	p.Establishment = Compare(posts, members, f, s.scales, by.Today)
	p.Sources = p.sources()
	return p, nil
}

// sources say where each figure comes from, and of which day.
func (e Establishment) sources() []Source {
	var years, unknown []string
	approximate := false
	for _, b := range e.Bands {
		switch {
		case !b.Known:
			unknown = append(unknown, string(b.Band))
		case len(years) == 0 || years[len(years)-1] != b.Scale.Year:
			years = append(years, b.Scale.Year)
		}
		approximate = approximate || b.Scale.Approximate
	}
	paid := fmt.Sprintf("National pay scales of %s, valid on %s: whole-time pay times WTE, from everybody at the entry of the band to everybody at its top. Without employers’ contributions, supplements and pay awards to come.",
		strings.Join(years, " and "), e.Today)
	if len(years) == 0 {
		paid = "Nobody here is paid in a band with a pay scale."
	}
	if approximate {
		paid += " Figures marked approximate are not yet confirmed to the pound."
	}
	if len(unknown) > 0 {
		paid += " Without a pay scale, and left out: band " + strings.Join(unknown, ", ") + "."
	}
	return []Source{
		{"Established", fmt.Sprintf("The funded posts that were entered and hold on %s.", e.Today)},
		{"In post", fmt.Sprintf("The appointments that hold on %s, whether the person is at work or on leave.", e.Today)},
		{"Vacancy and over", "Established less in post, and in post less established, for each team, role and band, added up. So a vacancy in one team does not cancel out somebody over the establishment in another."},
		{"Pay", paid},
		{"Annex 21", "Trainees whose appointment says that they are paid by Annex 21: 75 % of the top of the band that they train for in the last twelve months of training, 70 % in the year before, 65 % before that. The end of training is the day by which the person’s own plan leads to ACC; without one, what is left of the pathway. A vacancy is reckoned from 65 % to 75 %."},
	}
}

// Posts lists the entries in scope.
func (s *Service) Posts(ctx context.Context, by access.Actor, f workforce.Filter, ended bool, r page.Request) ([]Post, int, error) {
	return s.store.list(ctx, by.Scopes(permissionRead), f, ended, by.Today, r)
}

// Post gives one entry in scope.
func (s *Service) Post(ctx context.Context, by access.Actor, id uuid.UUID) (Post, error) {
	return s.store.post(ctx, by.Scopes(permissionRead), id)
}

// Fund enters funded posts. What cannot be is CodeInvalid by field.
func (s *Service) Fund(ctx context.Context, by access.Actor, p Post) (Post, error) {
	p.ID, p.Version = uuid.New(), 1
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.judge(ctx, by, &p, Post{}); err != nil {
			return err
		}
		if err := s.store.add(ctx, by.OrganisationID, p, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{Action: "establishment.funded", SubjectKind: "establishment_post", SubjectID: p.ID.String(), After: p.values()})
	})
	return p, err
}

// Change corrects or ends an entry. version is the one that was read; another one is CodePreconditionFailed.
func (s *Service) Change(ctx context.Context, by access.Actor, id uuid.UUID, version int, p Post) (Post, error) {
	p.ID, p.Version = id, version+1
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		before, err := s.store.post(ctx, by.Scopes(permissionManage), id)
		if err != nil {
			return err
		}
		if before.Version != version {
			return apperr.PreconditionFailed()
		}
		if err := s.judge(ctx, by, &p, before); err != nil {
			return err
		}
		if err := s.store.save(ctx, p, version, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "establishment.changed", SubjectKind: "establishment_post", SubjectID: id.String(), Before: before.values(), After: p.values(),
		})
	})
	return p, err
}

// judge checks an entry that is about to be written, and fills in the names of what it refers to.
func (s *Service) judge(ctx context.Context, by access.Actor, p *Post, before Post) error {
	if err := s.db.Lock(ctx, "establishment "+by.OrganisationID.String()); err != nil {
		return err
	}
	if err := p.Check(s.bands, by.Today); err != nil {
		return err
	}
	var err error
	if p.Team, err = s.store.team(ctx, by.OrganisationID, p.Team.ID); err != nil {
		return missing(err, "teamId", "There is no such team. Choose one from the list.")
	}
	if p.Role, err = s.store.role(ctx, by.OrganisationID, p.Role.ID, before.Role.ID); err != nil {
		return missing(err, "roleId", "There is no such role, or it is retired. Choose one from the list.")
	}
	others, err := s.store.same(ctx, by.OrganisationID, *p)
	if err != nil {
		return err
	}
	p.EnteredBy, p.EnteredOn = workforce.Named{ID: by.PersonID, Name: by.Name}, by.Today
	return p.clash(others)
}

// missing turns what is not there into a sentence at its field.
func missing(err error, field, message string) error {
	if apperr.CodeOf(err) == apperr.CodeNotFound {
		return apperr.InvalidField(field, message)
	}
	return err
}

func (p Post) values() audit.Values {
	return audit.Values{
		"teamId": p.Team.ID, "roleId": p.Role.ID, "band": string(p.Band), "annex21": p.Annex21, "wteHundredths": int(p.WTE), "startsOn": p.StartsOn, "endsOn": p.EndsOn,
	}
}
