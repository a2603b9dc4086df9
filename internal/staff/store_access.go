package staff

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

// fresh starts a statement of its own from a prepared query, so that the count leaves nothing behind in the list.
var fresh = &gorm.Session{}

var addOne = gorm.Expr("version + 1")

type grantRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Role           access.Role
	TeamID         *uuid.UUID
	StartsOn       calendar.Date
	EndsOn         calendar.Date
	EndedAt        *time.Time
	CreatedAt      time.Time
}

func (grantRow) TableName() string { return "grants" }

// GrantFilter narrows a list of grants.
type GrantFilter struct {
	// PersonID is uuid.Nil, and Role "", for all.
	PersonID uuid.UUID
	Role     access.Role
	State    GrantState
}

// GrantState says which grants a list shows.
type GrantState int

// The states: those in force or to come, those that ended, all.
const (
	CurrentGrants GrantState = iota + 1
	EndedGrants
	AllGrants
)

var grantSorts = []string{"person", "role", "startsOn"}

var grantOrder = map[string]string{"person": "people.name_folded", "role": "grants.role", "startsOn": "grants.starts_on"}

type grantResult struct {
	ID         uuid.UUID
	PersonID   uuid.UUID
	PersonName string
	Role       access.Role
	TeamID     *uuid.UUID
	TeamName   *string
	StartsOn   calendar.Date
	EndsOn     calendar.Date
	EndedAt    *time.Time
}

const grantColumns = `grants.id, grants.person_id, people.name AS person_name, grants.role, grants.team_id, teams.name AS team_name,
	grants.starts_on, grants.ends_on, grants.ended_at`

func (r grantResult) grant() Grant {
	g := Grant{
		ID: r.ID, Person: Ref{r.PersonID, r.PersonName}, Role: r.Role, StartsOn: r.StartsOn, EndsOn: r.EndsOn, EndedAt: r.EndedAt,
	}
	if r.TeamID != nil {
		g.Team = &Ref{*r.TeamID, *r.TeamName}
	}
	return g
}

func (s store) grantsInScope(ctx context.Context, in access.Scopes) *gorm.DB {
	within, arguments := in.People("grants.person_id")
	return s.db.Conn(ctx).Table("grants").Joins("JOIN people ON people.id = grants.person_id").
		Joins("LEFT JOIN teams ON teams.id = grants.team_id").Where(within, arguments...)
}

// grants lists the grants in scope: one query to count, one for the page.
func (s store) grants(ctx context.Context, in access.Scopes, f GrantFilter, p page.Request) ([]Grant, int, error) {
	query := s.grantsInScope(ctx, in)
	if p.Query != "" {
		query = query.Where(`people.name_folded LIKE ? ESCAPE '\'`, fold.Like(p.Query))
	}
	if f.PersonID != uuid.Nil {
		query = query.Where("grants.person_id = ?", f.PersonID)
	}
	if f.Role != "" {
		query = query.Where("grants.role = ?", f.Role)
	}
	switch f.State {
	case CurrentGrants:
		query = query.Where("grants.ended_at IS NULL AND (grants.ends_on IS NULL OR grants.ends_on >= ?)", in.Today)
	case EndedGrants:
		query = query.Where("(grants.ended_at IS NOT NULL OR grants.ends_on < ?)", in.Today)
	case AllGrants:
	}
	var total int64
	if err := query.Session(fresh).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "grant")
	}
	var rows []grantResult
	err := query.Session(fresh).Select(grantColumns).Order(p.Order(grantOrder, "grants.id")).
		Offset(p.Offset).Limit(p.Limit).Scan(&rows).Error
	grants := make([]Grant, len(rows))
	for i, r := range rows {
		grants[i] = r.grant()
	}
	return grants, int(total), database.Wrap(err, "grant")
}

// grant gives a grant of a person in scope.
func (s store) grant(ctx context.Context, in access.Scopes, id uuid.UUID) (Grant, error) {
	var row grantResult
	err := s.grantsInScope(ctx, in).Select(grantColumns).Where("grants.id = ?", id).Take(&row).Error
	return row.grant(), database.Wrap(err, "grant")
}

// grantsOf lists what a person has been given and nobody has taken away.
func (s store) grantsOf(ctx context.Context, organisationID, personID uuid.UUID) ([]Grant, error) {
	var rows []grantResult
	err := s.db.Conn(ctx).Table("grants").Select(grantColumns).Joins("JOIN people ON people.id = grants.person_id").
		Joins("LEFT JOIN teams ON teams.id = grants.team_id").
		Where("grants.person_id = ? AND grants.organisation_id = ? AND grants.ended_at IS NULL", personID, organisationID).
		Order("grants.starts_on, grants.id").Scan(&rows).Error
	grants := make([]Grant, len(rows))
	for i, r := range rows {
		grants[i] = r.grant()
	}
	return grants, database.Wrap(err, "grant")
}

func (s store) createGrant(ctx context.Context, organisationID uuid.UUID, g Grant, now time.Time) error {
	row := grantRow{
		ID: g.ID, OrganisationID: organisationID, PersonID: g.Person.ID, Role: g.Role, StartsOn: g.StartsOn, EndsOn: g.EndsOn, CreatedAt: now,
	}
	if g.Team != nil {
		row.TeamID = &g.Team.ID
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "grant")
}

func (s store) saveGrantEnd(ctx context.Context, id uuid.UUID, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&grantRow{}).Where("id = ? AND ended_at IS NULL", id).Update("ended_at", now), "grant")
}

// otherAdministrators counts those who administer the organisation on a day, without one person.
func (s store) otherAdministrators(ctx context.Context, organisationID, without uuid.UUID, today calendar.Date) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Table("grants").Joins("JOIN people ON people.id = grants.person_id").
		Joins("JOIN accounts ON accounts.person_id = people.id AND accounts.disabled_at IS NULL").
		Where("grants.organisation_id = ? AND grants.role = ? AND grants.person_id <> ? AND grants.ended_at IS NULL",
			organisationID, access.Administrator, without).
		Where("grants.starts_on <= ? AND grants.ends_on IS NULL AND people.left_on IS NULL", today).
		Distinct("grants.person_id").Count(&n).Error
	return int(n), database.Wrap(err, "grant")
}

// optional turns uuid.Nil into NULL.
func optional(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// only gives the one row that was looked for by its identifier.
func only[T any](found []T, err error, thing string) (T, error) {
	var none T
	if err != nil {
		return none, err
	}
	if len(found) == 0 {
		return none, apperr.NotFound(thing)
	}
	return found[0], nil
}
