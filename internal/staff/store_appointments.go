package staff

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

type appointmentRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	RoleID         uuid.UUID
	TeamID         uuid.UUID
	LineManagerID  *uuid.UUID
	Band           Band
	Annex21Band    Band
	WTEHundredths  int `gorm:"column:wte_hundredths"`
	StartsOn       calendar.Date
	EndsOn         calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (appointmentRow) TableName() string { return "appointments" }

type assignmentRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	AssigneeID     uuid.UUID
	Kind           string
	StartsOn       calendar.Date
	EndsOn         calendar.Date
	CreatedAt      time.Time
}

func (assignmentRow) TableName() string { return "assignments" }

// appointmentColumns needs the joined tables appointments, roles, teams and managers; all may be missing.
const appointmentColumns = `appointments.id AS appointment_id, appointments.person_id AS appointee_id, appointments.role_id,
	roles.title AS role_title, appointments.band, appointments.team_id, teams.name AS team_name, teams.path AS team_path,
	appointments.line_manager_id, managers.name AS line_manager_name, appointments.wte_hundredths, appointments.annex21_band, appointments.starts_on,
	appointments.ends_on, appointments.version AS appointment_version`

type appointmentResult struct {
	AppointmentID      *uuid.UUID
	AppointeeID        *uuid.UUID
	RoleID             *uuid.UUID
	RoleTitle          *string
	Band               *Band
	TeamID             *uuid.UUID
	TeamName           *string
	TeamPath           *Path
	LineManagerID      *uuid.UUID
	LineManagerName    *string
	WTEHundredths      *int `gorm:"column:wte_hundredths"`
	Annex21Band        *Band
	StartsOn           calendar.Date
	EndsOn             calendar.Date
	AppointmentVersion *int
}

// appointment is called only when there is one; only the line manager may be missing.
func (r appointmentResult) appointment() Appointment {
	a := Appointment{
		ID: *r.AppointmentID, PersonID: *r.AppointeeID, RoleTitle: *r.RoleTitle, TeamName: *r.TeamName, TeamPath: *r.TeamPath,
		Version: *r.AppointmentVersion,
		Post: Post{
			RoleID: *r.RoleID, Band: *r.Band, TeamID: *r.TeamID, WTE: WTE(*r.WTEHundredths), Annex21: *r.Annex21Band, StartsOn: r.StartsOn, EndsOn: r.EndsOn,
		},
	}
	if r.LineManagerID != nil {
		a.LineManagerID, a.LineManagerName = *r.LineManagerID, *r.LineManagerName
	}
	return a
}

// appointments lists the appointments that fulfil a condition, newest first.
func (s store) appointments(ctx context.Context, condition string, arguments ...any) ([]Appointment, error) {
	var rows []appointmentResult
	err := s.db.Conn(ctx).Table("appointments").Select(appointmentColumns).
		Joins("JOIN roles ON roles.id = appointments.role_id").
		Joins("JOIN teams ON teams.id = appointments.team_id").
		Joins("LEFT JOIN people managers ON managers.id = appointments.line_manager_id").
		Where(condition, arguments...).Order("appointments.starts_on DESC, appointments.id").Scan(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "appointment")
	}
	appointments := make([]Appointment, len(rows))
	for i, r := range rows {
		appointments[i] = r.appointment()
	}
	return appointments, nil
}

func (s store) appointmentsOf(ctx context.Context, personID uuid.UUID) ([]Appointment, error) {
	return s.appointments(ctx, "appointments.person_id = ?", personID)
}

// appointment gives an appointment of a person in scope.
func (s store) appointment(ctx context.Context, in access.Scopes, id uuid.UUID) (Appointment, error) {
	within, arguments := in.People("appointments.person_id")
	found, err := s.appointments(ctx, "appointments.id = ? AND "+within, append([]any{id}, arguments...)...)
	return only(found, err, "appointment")
}

func (s store) createAppointment(ctx context.Context, organisationID uuid.UUID, a Appointment, now time.Time) error {
	row := appointmentRow{
		ID: a.ID, OrganisationID: organisationID, PersonID: a.PersonID, RoleID: a.RoleID, TeamID: a.TeamID,
		LineManagerID: optional(a.LineManagerID), Band: a.Band, Annex21Band: a.Annex21, WTEHundredths: int(a.WTE), StartsOn: a.StartsOn, EndsOn: a.EndsOn,
		Version: a.Version, CreatedAt: now, UpdatedAt: now,
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "appointment")
}

func (s store) saveAppointment(ctx context.Context, id uuid.UUID, p Post, version int, now time.Time) error {
	return edited(s.db.Conn(ctx).Model(&appointmentRow{}).Where("id = ? AND version = ?", id, version).Updates(map[string]any{
		"role_id": p.RoleID, "team_id": p.TeamID, "line_manager_id": optional(p.LineManagerID), "band": p.Band,
		"wte_hundredths": int(p.WTE), "annex21_band": p.Annex21, "starts_on": p.StartsOn, "ends_on": p.EndsOn, "version": version + 1, "updated_at": now,
	}), "appointment")
}

// endEverything ends on a day what a leaver holds: appointments, assignments on either side, and grants. What would have
// begun later never takes effect.
func (s store) endEverything(ctx context.Context, personID uuid.UUID, on calendar.Date, now time.Time) error {
	conn := s.db.Conn(ctx)
	err := conn.Model(&appointmentRow{}).Where("person_id = ? AND (ends_on IS NULL OR ends_on > ?)", personID, on).
		Updates(map[string]any{"ends_on": on, "version": addOne, "updated_at": now}).Error
	if err != nil {
		return database.Wrap(err, "appointment")
	}
	err = conn.Model(&assignmentRow{}).Where("(person_id = ? OR assignee_id = ?) AND (ends_on IS NULL OR ends_on > ?)", personID, personID, on).
		Update("ends_on", on).Error
	if err != nil {
		return database.Wrap(err, "assignment")
	}
	changes := map[string]any{"ends_on": on}
	if !on.After(calendar.Today(now)) {
		changes["ended_at"] = now
	}
	err = conn.Model(&grantRow{}).Where("person_id = ? AND ended_at IS NULL AND (ends_on IS NULL OR ends_on > ?)", personID, on).
		Updates(changes).Error
	return database.Wrap(err, "grant")
}

// role gives the title of a role that the organisation may appoint to: one in use, or the one that was held before.
func (s store) role(ctx context.Context, organisationID, id, before uuid.UUID) (ref Ref, err error) {
	err = s.db.Conn(ctx).Table("roles").Select("id, title AS name").
		Where("id = ? AND (organisation_id IS NULL OR organisation_id = ?) AND (retired_on IS NULL OR id = ?)", id, organisationID, before).
		Take(&ref).Error
	return ref, database.Wrap(err, "role")
}

type assignmentResult struct {
	ID           uuid.UUID
	PersonID     uuid.UUID
	AssigneeID   uuid.UUID
	AssigneeName string
	Kind         string
	StartsOn     calendar.Date
	EndsOn       calendar.Date
}

func (s store) assignments(ctx context.Context, condition string, arguments ...any) ([]Assignment, error) {
	var rows []assignmentResult
	err := s.db.Conn(ctx).Table("assignments").
		Select(`assignments.id, assignments.person_id, assignments.assignee_id, assignees.name AS assignee_name,
			assignments.kind, assignments.starts_on, assignments.ends_on`).
		Joins("JOIN people assignees ON assignees.id = assignments.assignee_id").
		Where(condition, arguments...).Order("assignments.starts_on DESC, assignees.name_folded, assignments.id").Scan(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "assignment")
	}
	assignments := make([]Assignment, len(rows))
	for i, r := range rows {
		assignments[i] = Assignment{
			ID: r.ID, PersonID: r.PersonID, Assignee: Ref{r.AssigneeID, r.AssigneeName}, Kind: ParseAssignmentKind(r.Kind),
			StartsOn: r.StartsOn, EndsOn: r.EndsOn,
		}
	}
	return assignments, nil
}

func (s store) assignmentsOf(ctx context.Context, personID uuid.UUID) ([]Assignment, error) {
	return s.assignments(ctx, "assignments.person_id = ?", personID)
}

// assignment gives an assignment to a person in scope.
func (s store) assignment(ctx context.Context, in access.Scopes, id uuid.UUID) (Assignment, error) {
	within, arguments := in.People("assignments.person_id")
	found, err := s.assignments(ctx, "assignments.id = ? AND "+within, append([]any{id}, arguments...)...)
	return only(found, err, "assignment")
}

func (s store) createAssignment(ctx context.Context, organisationID uuid.UUID, a Assignment, now time.Time) error {
	row := assignmentRow{
		ID: a.ID, OrganisationID: organisationID, PersonID: a.PersonID, AssigneeID: a.Assignee.ID, Kind: a.Kind.String(),
		StartsOn: a.StartsOn, EndsOn: a.EndsOn, CreatedAt: now,
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "assignment")
}

func (s store) saveAssignmentEnd(ctx context.Context, id uuid.UUID, on calendar.Date) error {
	return database.Changed(s.db.Conn(ctx).Model(&assignmentRow{}).Where("id = ?", id).Update("ends_on", on), "assignment")
}

// holders lists those of the organisation who have a role of access on a day and have not left: one query to count, one
// for the page.
func (s store) holders(ctx context.Context, organisationID uuid.UUID, role access.Role, p page.Request, today calendar.Date) ([]Ref, int, error) {
	query := s.db.Conn(ctx).Table("people").
		Where("people.organisation_id = ? AND (people.left_on IS NULL OR people.left_on > ?)", organisationID, today).
		Where(`people.id IN (SELECT person_id FROM grants WHERE role = ? AND organisation_id = ? AND ended_at IS NULL
			AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?))`, role, organisationID, today, today)
	if p.Query != "" {
		query = query.Where(`people.name_folded LIKE ? ESCAPE '\'`, fold.Like(p.Query))
	}
	var total int64
	if err := query.Session(fresh).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "person")
	}
	var refs []Ref
	err := query.Session(fresh).Select("people.id, people.name").Order("people.name_folded, people.id").
		Offset(p.Offset).Limit(p.Limit).Scan(&refs).Error
	return refs, int(total), database.Wrap(err, "person")
}
