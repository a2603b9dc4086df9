package staff

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

// store holds the SQL of staff.
type store struct{ db *database.DB }

type organisationRow struct {
	ID        uuid.UUID
	Slug      string
	Name      string
	CreatedAt time.Time
}

func (organisationRow) TableName() string { return "organisations" }

type personRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Name           string
	NameFolded     string
	Email          string
	LeftOn         calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (personRow) TableName() string { return "people" }

func (s store) inTx(ctx context.Context, fn func(context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// duplicate answers a broken unique rule with a message beside the field that broke it.
func duplicate(err error, field, message string) error {
	if errors.Is(err, apperr.Conflict("")) {
		return apperr.InvalidField(field, message)
	}
	return err
}

// edited is nil when an edit that named the version it was made on changed a row, and CodePreconditionFailed when none
// had that version any more.
func edited(result *gorm.DB, thing string) error {
	if result.Error == nil && result.RowsAffected == 0 {
		return apperr.PreconditionFailed()
	}
	return database.Wrap(result.Error, thing)
}

func (s store) createOrganisation(ctx context.Context, o Organisation, now time.Time) error {
	row := organisationRow{ID: o.ID, Slug: o.Slug, Name: o.Name, CreatedAt: now}
	return duplicate(database.Wrap(s.db.Conn(ctx).Create(&row).Error, "organisation"),
		"organisation", "There is an organisation of this name already. Enter another name.")
}

// lockOrganisation makes changes of one organisation's tree of teams, and of its administrators, wait for each other.
func (s store) lockOrganisation(ctx context.Context, id uuid.UUID) error {
	var row organisationRow
	err := s.db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Select("id").Where("id = ?", id).Take(&row).Error
	return database.Wrap(err, "organisation")
}

// lockPerson makes changes of what one person holds wait for each other, so that two that overlap cannot both pass.
func (s store) lockPerson(ctx context.Context, id uuid.UUID) error {
	var row personRow
	err := s.db.Conn(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Select("id").Where("id = ?", id).Take(&row).Error
	return database.Wrap(err, "person")
}

func (s store) createPerson(ctx context.Context, p Person, now time.Time) error {
	row := personRow{
		ID: p.ID, OrganisationID: p.OrganisationID, Name: p.Name, NameFolded: fold.Text(p.Name), Email: p.Email,
		Version: p.Version, CreatedAt: now, UpdatedAt: now,
	}
	return sameAddress(database.Wrap(s.db.Conn(ctx).Create(&row).Error, "person"))
}

func (s store) savePerson(ctx context.Context, id uuid.UUID, d Details, version int, now time.Time) error {
	result := s.db.Conn(ctx).Model(&personRow{}).Where("id = ? AND version = ?", id, version).Updates(map[string]any{
		"name": d.Name, "name_folded": fold.Text(d.Name), "email": d.Email, "version": version + 1, "updated_at": now,
	})
	return sameAddress(edited(result, "person"))
}

func sameAddress(err error) error {
	return duplicate(err, "email", "Somebody else in this organisation has this e-mail address. Enter another.")
}

// saveLeftOn records that a person leaves, or is back when on is zero.
func (s store) saveLeftOn(ctx context.Context, id uuid.UUID, on calendar.Date, version int, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&personRow{}).Where("id = ? AND version = ?", id, version).
		Updates(map[string]any{"left_on": on, "version": version + 1, "updated_at": now}), "person")
}

// personColumns needs the joins of [store.people].
const personColumns = `people.id, people.organisation_id, people.name, people.email, people.left_on, people.version,
	accounts.person_id IS NOT NULL AS has_account, accounts.disabled_at,
	(SELECT COUNT(*) FROM password_links WHERE password_links.person_id = people.id
		AND password_links.used_at IS NULL AND password_links.expires_at > ?) AS links`

type personResult struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Name           string
	Email          string
	LeftOn         calendar.Date
	Version        int
	HasAccount     bool
	DisabledAt     *time.Time
	Links          int
}

func (r personResult) person(today calendar.Date) Person {
	p := Person{ID: r.ID, OrganisationID: r.OrganisationID, Name: r.Name, Email: r.Email, LeftOn: r.LeftOn, Version: r.Version}
	switch {
	case !r.LeftOn.IsZero() && !r.LeftOn.After(today):
		p.Account = Left
	case r.HasAccount && r.DisabledAt != nil:
		p.Account = Disabled
	case r.HasAccount:
		p.Account = Active
	case r.Links > 0:
		p.Account = Invited
	default:
		p.Account = NotInvited
	}
	return p
}

// person gives a person in scope.
func (s store) person(ctx context.Context, in access.Scopes, id uuid.UUID, now time.Time) (Person, error) {
	var row personResult
	within, arguments := in.People("people.id")
	err := s.db.Conn(ctx).Table("people").Select(personColumns, now).
		Joins("LEFT JOIN accounts ON accounts.person_id = people.id").
		Where("people.id = ?", id).Where(within, arguments...).Take(&row).Error
	return row.person(calendar.Today(now)), database.Wrap(err, "person")
}

// personByID gives a person whose scope has been judged before.
func (s store) personByID(ctx context.Context, id uuid.UUID) (Person, error) {
	var row personRow
	err := s.db.Conn(ctx).Select("id", "organisation_id", "name", "left_on").Where("id = ?", id).Take(&row).Error
	return Person{ID: row.ID, OrganisationID: row.OrganisationID, Name: row.Name, LeftOn: row.LeftOn}, database.Wrap(err, "person")
}

// colleague gives a person of the organisation who has not left, whatever the scope, to be named beside something.
func (s store) colleague(ctx context.Context, organisationID, id uuid.UUID) (ref Ref, err error) {
	err = s.db.Conn(ctx).Table("people").Select("id, name").
		Where("id = ? AND organisation_id = ? AND left_on IS NULL", id, organisationID).Take(&ref).Error
	return ref, database.Wrap(err, "person")
}

// PeopleFilter narrows a list of people.
type PeopleFilter struct {
	// TeamID keeps those who are appointed to the team or one below it, RoleID those who are appointed to the role;
	// uuid.Nil keeps all.
	TeamID uuid.UUID
	RoleID uuid.UUID
	State  PeopleState
}

// PeopleState says whether a list shows those who work here.
type PeopleState int

// The states.
const (
	WorksHere PeopleState = iota + 1
	HasLeft
	Everybody
)

// peopleSorts are the columns that people can be listed by, the first by default.
var peopleSorts = []string{"name", "email", "team", "role", "band", "startsOn"}

var peopleOrder = map[string]string{
	"name": "people.name_folded", "email": "people.email", "team": "COALESCE(LOWER(teams.name), '')",
	"role": "COALESCE(LOWER(roles.title), '')", "band": "COALESCE(appointments.band, '')",
	"startsOn": "COALESCE(appointments.starts_on, '0001-01-01')",
}

// people lists the people in scope with the appointment that is in force today: one query to count, one for the page.
func (s store) people(ctx context.Context, in access.Scopes, f PeopleFilter, p page.Request, now time.Time) ([]Person, int, error) {
	today := calendar.Today(now)
	within, arguments := in.People("people.id")
	query := s.db.Conn(ctx).Table("people").
		Joins("LEFT JOIN accounts ON accounts.person_id = people.id").
		Joins(`LEFT JOIN appointments ON appointments.person_id = people.id AND appointments.starts_on <= ?
			AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)`, today, today).
		Joins("LEFT JOIN roles ON roles.id = appointments.role_id").
		Joins("LEFT JOIN teams ON teams.id = appointments.team_id").
		Joins("LEFT JOIN people managers ON managers.id = appointments.line_manager_id").
		Where(within, arguments...)
	for word := range strings.FieldsSeq(fold.Text(p.Query)) {
		like := fold.Like(word)
		query = query.Where(`(people.name_folded LIKE ? ESCAPE '\' OR people.email LIKE ? ESCAPE '\')`, like, like)
	}
	switch f.State {
	case WorksHere:
		query = query.Where("(people.left_on IS NULL OR people.left_on > ?)", today)
	case HasLeft:
		query = query.Where("people.left_on <= ?", today)
	case Everybody:
	}
	if f.TeamID != uuid.Nil {
		query = query.Where("teams.path LIKE (SELECT path FROM teams WHERE id = ? AND organisation_id = ?) || '%'", f.TeamID, in.OrganisationID)
	}
	if f.RoleID != uuid.Nil {
		query = query.Where("appointments.role_id = ?", f.RoleID)
	}
	var total int64
	if err := query.Session(fresh).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "person")
	}
	var rows []struct {
		Person      personResult      `gorm:"embedded"`
		Appointment appointmentResult `gorm:"embedded"`
	}
	err := query.Session(fresh).Select(personColumns+", "+appointmentColumns, now).
		Order(p.Order(peopleOrder, "people.id")).Offset(p.Offset).Limit(p.Limit).Scan(&rows).Error
	if err != nil {
		return nil, 0, database.Wrap(err, "person")
	}
	people := make([]Person, len(rows))
	for i, r := range rows {
		people[i] = r.Person.person(today)
		if r.Appointment.AppointmentID != nil {
			a := r.Appointment.appointment()
			people[i].Current = &a
		}
	}
	return people, int(total), nil
}
