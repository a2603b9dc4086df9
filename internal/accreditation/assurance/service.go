package assurance

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

const (
	permissionRead    access.Permission = "assurance.read"
	permissionContent access.Permission = "training.content"
)

// Crew says where people stand on their roads.
type Crew interface {
	// Coders gives what is known of everybody in scope who is on a road, with a fixed number of queries: without names, teams,
	// employment and exemptions, which this package reads itself.
	Coders(ctx context.Context, in access.Scopes, today calendar.Date) ([]Coder, error)
}

// Service answers what training is assured.
type Service struct {
	store    store
	trail    *audit.Trail
	db       *database.DB
	crew     Crew
	editions []Edition
}

// Report is the assurance of everybody within reach on a day.
type Report struct {
	Edition  Edition
	Editions []Edition
	On       calendar.Date
	Teams    []Team
	Lines    []Line
}

// Report gives the assurance of those within reach, of one team and those below it when team is given, under the headings of
// the edition named, or of the newest one. An unknown edition is CodeInvalid.
func (s *Service) Report(ctx context.Context, by access.Actor, team *uuid.UUID, edition string) (Report, error) {
	held, ok := editionOn(s.editions, edition, by.Today)
	if !ok {
		return Report{}, apperr.InvalidField("edition", "Choose one of the editions.")
	}
	r := Report{Edition: held, Editions: s.editions, On: by.Today}
	coders, err := s.crew.Coders(ctx, by.Scopes(permissionRead), by.Today)
	if err != nil {
		return Report{}, err
	}
	people, err := s.store.people(ctx, by.Scopes(permissionRead), team, by.Today)
	if err != nil {
		return Report{}, err
	}
	exemptions, err := s.store.exemptions(ctx, by.Scopes(permissionRead), by.Scopes(permissionContent))
	if err != nil {
		return Report{}, err
	}
	for _, c := range coders {
		p, there := people[c.ID]
		if !there {
			continue
		}
		c.Name, c.TeamID, c.Team, c.EmployedOn, c.Exemptions = p.Name, p.TeamID, p.Team, p.EmployedOn, exemptions[c.ID]
		for i, e := range c.Exemptions {
			c.Exemptions[i].Title = cmp.Or(c.Titles[e.Milestone], e.Milestone)
		}
		r.Lines = append(r.Lines, lineOf(c, by.Today))
	}
	slices.SortStableFunc(r.Lines, byNeed)
	r.Teams = teamsOf(r.Lines)
	return r, nil
}

// Pack gives the report as a file to hand in, and notes who took it.
func (s *Service) Pack(ctx context.Context, by access.Actor, team *uuid.UUID, edition string, write func(Report) ([]byte, error)) (content []byte, err error) {
	r, err := s.Report(ctx, by, team, edition)
	if err != nil {
		return nil, err
	}
	if content, err = write(r); err != nil {
		return nil, err
	}
	return content, s.db.InTx(ctx, func(ctx context.Context) error {
		return s.trail.Record(ctx, by, audit.Change{
			Action: "assurance.pack_taken", SubjectKind: "assurance", SubjectID: r.Edition.Key, After: audit.Values{"people": len(r.Lines), "on": r.On},
		})
	})
}
