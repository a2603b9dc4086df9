package framework

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// requiringRow is a role that asks for a statement.
type requiringRow struct {
	StatementID   uuid.UUID
	RequirementID uuid.UUID
	RoleID        uuid.UUID
	Title         string
	Band          string
	Importance    string
	WholeLevel    bool
	Decision      Decision
}

func (r requiringRow) role() RequiringRole {
	return RequiringRole{ID: r.RoleID, Title: r.Title, Band: r.Band, Importance: r.Importance, WholeLevel: r.WholeLevel}
}

// Requiring gives the roles that ask for a statement of a skill level in an organisation, by statement, each by title. A
// role that asks for a statement twice is given as it asks first: for the whole level.
func (s Store) Requiring(ctx context.Context, organisationID uuid.UUID, code string, level Level) (map[uuid.UUID][]RequiringRole, error) {
	var rows []requiringRow
	err := s.db.Conn(ctx).Table("organisation_requirements q").
		Select("q.statement_id, q.role_id, roles.title, roles.band, q.importance, q.kind = 'skill_level' AS whole_level").
		Joins("JOIN organisation_roles roles ON roles.id = q.role_id AND roles.organisation_id = q.organisation_id").
		Joins("JOIN organisation_statements s ON s.id = q.statement_id AND s.organisation_id = q.organisation_id").
		Where("q.organisation_id = ? AND s.code = ? AND s.level = ?", organisationID, code, level).
		Order("roles.title, roles.band, q.role_id, q.kind").Find(&rows).Error
	all := map[uuid.UUID][]RequiringRole{}
	for _, r := range rows {
		roles := all[r.StatementID]
		if n := len(roles); n > 0 && roles[n-1].ID == r.RoleID {
			continue
		}
		all[r.StatementID] = append(roles, r.role())
	}
	return all, database.Wrap(err, "role")
}

// Links gives the national profiles to which a skill level is linked.
func (s Store) Links(ctx context.Context, code string, level Level) ([]LevelLink, error) {
	var links []LevelLink
	err := s.db.Conn(ctx).Table("skill_links l").Select("l.profile_id, p.title AS profile_title, l.band, l.reason").
		Joins("JOIN job_profiles p ON p.id = l.profile_id").Where("l.code = ? AND l.level = ?", code, level).Order("l.ordinal").Find(&links).Error
	return links, database.Wrap(err, "link")
}

type exampleRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	StatementID    uuid.UUID
	Position       int
	Text           string
	Active         bool
	Version        int
	CreatedBy      uuid.UUID
	CreatedAt      time.Time
	UpdatedBy      uuid.UUID
	UpdatedAt      time.Time
}

func (exampleRow) TableName() string { return "statement_examples" }

type exampleRead struct {
	Row         exampleRow `gorm:"embedded"`
	CreatorName string
	UpdaterName string
}

func (r exampleRead) example() Example {
	return Example{
		ID: r.Row.ID, StatementID: r.Row.StatementID, Position: r.Row.Position, Text: r.Row.Text, Version: r.Row.Version,
		CreatedBy: Person{r.Row.CreatedBy, r.CreatorName}, CreatedAt: r.Row.CreatedAt, UpdatedBy: Person{r.Row.UpdatedBy, r.UpdaterName}, UpdatedAt: r.Row.UpdatedAt,
	}
}

// Examples gives the examples that an organisation shows beside statements, by statement, in its order.
func (s Store) Examples(ctx context.Context, organisationID uuid.UUID, statements []uuid.UUID) (map[uuid.UUID][]Example, error) {
	found, err := s.examples(ctx, "x.organisation_id = ? AND x.statement_id IN ?", organisationID, statements)
	all := map[uuid.UUID][]Example{}
	for _, e := range found {
		all[e.StatementID] = append(all[e.StatementID], e)
	}
	return all, err
}

// Example gives one example that an organisation shows.
func (s Store) Example(ctx context.Context, organisationID, id uuid.UUID) (Example, error) {
	found, err := s.examples(ctx, "x.organisation_id = ? AND x.id = ?", organisationID, id)
	if err == nil && len(found) == 0 {
		err = apperr.NotFound("example")
	}
	if err != nil {
		return Example{}, err
	}
	return found[0], nil
}

func (s Store) examples(ctx context.Context, condition string, args ...any) ([]Example, error) {
	var rows []exampleRead
	err := s.db.Conn(ctx).Table("statement_examples x").Select("x.*, creators.name AS creator_name, updaters.name AS updater_name").
		Joins("JOIN people creators ON creators.id = x.created_by").Joins("JOIN people updaters ON updaters.id = x.updated_by").
		Where("x.active").Where(condition, args...).Order("x.position, x.created_at, x.id").Find(&rows).Error
	return reference.Each(rows, exampleRead.example), database.Wrap(err, "example")
}

// InsertExample adds an example.
func (s Store) InsertExample(ctx context.Context, organisationID uuid.UUID, e Example) error {
	row := exampleRow{
		ID: e.ID, OrganisationID: organisationID, StatementID: e.StatementID, Position: e.Position, Text: e.Text, Active: true, Version: e.Version,
		CreatedBy: e.CreatedBy.ID, CreatedAt: e.CreatedAt, UpdatedBy: e.UpdatedBy.ID, UpdatedAt: e.UpdatedAt,
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "example")
}

// UpdateExample changes an active example at a version. Another version is CodeConflict.
func (s Store) UpdateExample(ctx context.Context, e Example, active bool) error {
	return database.Changed(s.db.Conn(ctx).Table("statement_examples").Where("id = ? AND version = ? AND active", e.ID, e.Version).
		Updates(map[string]any{
			"text": e.Text, "active": active, "version": e.Version + 1, "updated_by": e.UpdatedBy.ID, "updated_at": e.UpdatedAt,
		}), "example")
}

// PlaceExample moves an example among those of its statement.
func (s Store) PlaceExample(ctx context.Context, id uuid.UUID, position int) error {
	return database.Wrap(s.db.Conn(ctx).Table("statement_examples").Where("id = ?", id).Update("position", position).Error, "example")
}

// Impact gives what rests on a statement in an organisation, naming people only within the scopes.
func (s Store) Impact(ctx context.Context, organisationID uuid.UUID, of Statement, in access.Scopes) (Impact, error) {
	var asked []requiringRow
	impact := Impact{Statement: of}
	conn := s.db.Conn(ctx)
	err := conn.Table("role_requirements r").
		Select("r.id AS requirement_id, r.role_id, roles.title, roles.band, r.importance, r.kind = 'skill_level' AS whole_level, d.decision").
		Joins("JOIN organisation_roles roles ON roles.id = r.role_id AND roles.organisation_id = ?", organisationID).
		Joins(`LEFT JOIN statement_confirmations d ON d.organisation_id = ? AND d.subject = 'requirement' AND d.subject_id = r.id AND d.statement_id = ?`,
			organisationID, of.ID).
		Where(restsOn("?", "?", "?"), of.ID, organisationID, of.ID, of.Code, of.Level).
		Order("roles.title, roles.band, r.role_id, r.kind").Find(&asked).Error
	if err != nil {
		return Impact{}, database.Wrap(err, "requirement")
	}
	for _, r := range asked {
		impact.Requirements = append(impact.Requirements, ImpactedRequirement{ID: r.RequirementID, Role: r.role(), Decision: r.Decision})
	}
	const resting = "claims.organisation_id = ? AND claims.statement_id = ? AND claims.state <> 'withdrawn'"
	err = conn.Table("claims").Select("claims.state, COUNT(*) AS count").Where(resting, organisationID, of.ID).
		Group("claims.state").Order("claims.state").Find(&impact.Claims).Error
	if err != nil {
		return Impact{}, database.Wrap(err, "claim")
	}
	var people []struct {
		ID         uuid.UUID
		PersonID   uuid.UUID
		PersonName string
		State      string
	}
	within, args := in.People("claims.person_id")
	err = conn.Table("claims").Select("claims.id, claims.person_id, people.name AS person_name, claims.state").
		Joins("JOIN people ON people.id = claims.person_id").Where(resting, organisationID, of.ID).Where(within, args...).
		Order("people.name_folded, claims.id").Find(&people).Error
	if err != nil {
		return Impact{}, database.Wrap(err, "claim")
	}
	for _, c := range impact.Claims {
		impact.OutOfSight += c.Count
	}
	impact.OutOfSight -= len(people)
	for _, p := range people {
		impact.People = append(impact.People, ImpactedClaim{ID: p.ID, Person: Person{p.PersonID, p.PersonName}, State: p.State})
	}
	return impact, nil
}
