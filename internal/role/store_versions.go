package role

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// keepAll keeps the present version of every role that has none kept, which those have that were there before versions
// were kept at all.
func (s Store) keepAll(ctx context.Context, now time.Time) error {
	var roles []RoleRow
	err := s.db.Conn(ctx).Where("NOT EXISTS (SELECT 1 FROM role_versions v WHERE v.role_id = roles.id AND v.version = roles.version)").
		Order("id").Find(&roles).Error
	if err != nil {
		return database.Wrap(err, "role")
	}
	for _, row := range roles {
		one, err := s.rowsOf(ctx, row.Facts)
		if err != nil {
			return err
		}
		if err := s.keep(ctx, one, Version{Number: row.Version, At: now, Reason: versionsKeptSince}); err != nil {
			return err
		}
	}
	return nil
}

// rowsOf reads the rows of one role.
func (s Store) rowsOf(ctx context.Context, f Facts) (roleRows, error) {
	one := roleRows{Facts: f}
	conn := s.db.Conn(ctx)
	for _, err := range []error{
		conn.Where("role_id = ?", f.ID).Order("part, ordinal").Find(&one.Passages).Error,
		conn.Where("role_id = ?", f.ID).Order("ordinal").Find(&one.Duties).Error,
		conn.Where("role_id = ?", f.ID).Order("ordinal").Find(&one.Criteria).Error,
		conn.Where("role_id = ?", f.ID).Order("ordinal").Find(&one.Hazards).Error,
		conn.Where("role_id = ?", f.ID).Order("ordinal").Find(&one.Requirements).Error,
	} {
		if err != nil {
			return roleRows{}, database.Wrap(err, "role")
		}
	}
	return one, nil
}

type versionRead struct {
	VersionRow `gorm:"embedded"`
	ByName     string
}

func (row versionRead) version() Version {
	v := Version{Number: row.Version, At: row.ChangedAt, By: row.ChangedBy, ByName: row.ByName, Reason: row.Reason}
	for _, name := range row.Parts.Items() {
		if part, err := parse[Part](partNames, name, "part of a role"); err == nil {
			v.Parts = append(v.Parts, part)
		}
	}
	return v
}

const versionColumns = `v.id, v.role_id, v.version, v.parts, v.reason, v.changed_by, v.changed_at, COALESCE(people.name, '') AS by_name`

// versions gives one page of the versions of a role, the newest first, and how many there are.
func (s Store) versions(ctx context.Context, roleID uuid.UUID, r page.Request) ([]Version, int, error) {
	var (
		rows  []versionRead
		total int64
	)
	conn := s.db.Conn(ctx)
	if err := conn.Table("role_versions").Where("role_id = ?", roleID).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "version of the role")
	}
	err := conn.Table("role_versions v").Select(versionColumns).Joins("LEFT JOIN people ON people.id = v.changed_by").
		Where("v.role_id = ?", roleID).Order("v.version DESC").Offset(r.Offset).Limit(r.Limit).Scan(&rows).Error
	return reference.Each(rows, versionRead.version), int(total), database.Wrap(err, "version of the role")
}

// version gives one version of a role with the rows that it keeps. One that there never was is CodeNotFound.
func (s Store) version(ctx context.Context, roleID uuid.UUID, number int) (Version, roleRows, error) {
	var row versionRead
	err := s.db.Conn(ctx).Table("role_versions v").Select(versionColumns+", v.content").
		Joins("LEFT JOIN people ON people.id = v.changed_by").
		Where("v.role_id = ? AND v.version = ?", roleID, number).Take(&row).Error
	if err != nil {
		return Version{}, roleRows{}, database.Wrap(err, "version of the role")
	}
	one, err := contentOf(row.Content)
	return row.version(), one, err
}

// Holder is somebody who holds a role today.
type Holder struct {
	PersonID uuid.UUID
	Name     string
	TeamID   uuid.UUID
	TeamName string
	Band     Band
	// WTEHundredths is the whole-time equivalent in hundredths.
	WTEHundredths int `gorm:"column:wte_hundredths"`
	Since         calendar.Date
	// Until is zero while the appointment has no end.
	Until calendar.Date
}

// holding joins the appointments of an organisation to a role that are held on a day.
const holding = `appointments.organisation_id = ? AND appointments.role_id = ?
	AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)`

// holders gives one page of those in scope who hold the role on the day, by name, and how many they are.
func (s Store) holders(ctx context.Context, in access.Scopes, roleID uuid.UUID, on calendar.Date, r page.Request) ([]Holder, int, error) {
	within, args := in.People("appointments.person_id")
	conn := s.db.Conn(ctx).Table("appointments").Joins("JOIN people ON people.id = appointments.person_id").
		Joins("JOIN teams ON teams.id = appointments.team_id").
		Where(holding, in.OrganisationID, roleID, on, on).Where(within, args...)
	var (
		all   []Holder
		total int64
	)
	if err := conn.Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "holder")
	}
	err := conn.Select(`people.id AS person_id, people.name, teams.id AS team_id, teams.name AS team_name, appointments.band,
			appointments.wte_hundredths, appointments.starts_on AS since, appointments.ends_on AS until`).
		Order("people.name_folded, people.id").Offset(r.Offset).Limit(r.Limit).Scan(&all).Error
	return all, int(total), database.Wrap(err, "holder")
}

// holderCount counts those of an organisation who hold the role on the day.
func (s Store) holderCount(ctx context.Context, organisationID, roleID uuid.UUID, on calendar.Date) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Table("appointments").Where(holding, organisationID, roleID, on, on).Count(&n).Error
	return int(n), database.Wrap(err, "holder")
}

// appointedFrom counts the appointments to the role that are held on the day or begin later.
func (s Store) appointedFrom(ctx context.Context, organisationID, roleID uuid.UUID, on calendar.Date) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Table("appointments").
		Where("organisation_id = ? AND role_id = ? AND (ends_on IS NULL OR ends_on >= ?)", organisationID, roleID, on).Count(&n).Error
	return int(n), database.Wrap(err, "appointment")
}
