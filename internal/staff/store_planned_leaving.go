package staff

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

type plannedLeavingRow struct {
	PersonID       uuid.UUID
	OrganisationID uuid.UUID
	Kind           *string
	LeavesOn       calendar.Date
	EnteredBy      uuid.UUID
	EnteredOn      calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (plannedLeavingRow) TableName() string { return "planned_leavings" }

// plannedLeaving gives what is planned of a person whose scope has been judged before.
func (s store) plannedLeaving(ctx context.Context, personID uuid.UUID) (PlannedLeaving, error) {
	var rows []struct {
		Kind          *string
		LeavesOn      calendar.Date
		EnteredBy     uuid.UUID
		EnteredByName string
		EnteredOn     calendar.Date
		Version       int
	}
	err := s.db.Conn(ctx).Table("planned_leavings").
		Select("planned_leavings.kind, planned_leavings.leaves_on, planned_leavings.entered_by, people.name AS entered_by_name, planned_leavings.entered_on, planned_leavings.version").
		Joins("JOIN people ON people.id = planned_leavings.entered_by").Where("planned_leavings.person_id = ?", personID).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return PlannedLeaving{Version: 1}, database.Wrap(err, "planned leaving")
	}
	r := rows[0]
	p := PlannedLeaving{LeavesOn: r.LeavesOn, EnteredBy: Ref{r.EnteredBy, r.EnteredByName}, EnteredOn: r.EnteredOn, Version: r.Version}
	if r.Kind != nil {
		p.Kind = ParseLeavingKind(*r.Kind)
	}
	return p, nil
}

// savePlannedLeaving keeps what is planned instead of what was before; a changed version is CodePreconditionFailed.
func (s store) savePlannedLeaving(ctx context.Context, person Person, p, before PlannedLeaving, now time.Time) error {
	var kind *string
	if p.Planned() {
		name := p.Kind.String()
		kind = &name
	}
	conn := s.db.Conn(ctx)
	if before.Version == 1 {
		row := plannedLeavingRow{
			PersonID: person.ID, OrganisationID: person.OrganisationID, Kind: kind, LeavesOn: p.LeavesOn, EnteredBy: p.EnteredBy.ID,
			EnteredOn: p.EnteredOn, Version: p.Version, CreatedAt: now, UpdatedAt: now,
		}
		return database.Wrap(conn.Create(&row).Error, "planned leaving")
	}
	return edited(conn.Model(&plannedLeavingRow{}).Where("person_id = ? AND version = ?", person.ID, before.Version).Updates(map[string]any{
		"kind": kind, "leaves_on": p.LeavesOn, "entered_by": p.EnteredBy.ID, "entered_on": p.EnteredOn, "version": p.Version, "updated_at": now,
	}), "planned leaving")
}

// reaches reports whether a person is in scope.
func (s store) reaches(ctx context.Context, in access.Scopes, personID uuid.UUID) (bool, error) {
	within, args := in.People("people.id")
	var n int64
	err := s.db.Conn(ctx).Table("people").Where("people.id = ?", personID).Where(within, args...).Count(&n).Error
	return n > 0, database.Wrap(err, "person")
}
