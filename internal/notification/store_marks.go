package notification

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

type markRow struct {
	PersonID     uuid.UUID
	Notice       string
	SeenAt       *time.Time
	SnoozedUntil calendar.Date
}

func (markRow) TableName() string { return "notice_marks" }

func (s store) marks(ctx context.Context, person uuid.UUID) (map[string]markRow, error) {
	var rows []markRow
	err := s.db.Conn(ctx).Where("person_id = ?", person).Find(&rows).Error
	marks := make(map[string]markRow, len(rows))
	for _, row := range rows {
		marks[row.Notice] = row
	}
	return marks, database.Wrap(err, "mark")
}

// onMark is the conflict of a mark with an earlier one, which changes one column.
func onMark(column string) clause.OnConflict {
	return clause.OnConflict{Columns: []clause.Column{{Name: "person_id"}, {Name: "notice"}}, DoUpdates: clause.AssignmentColumns([]string{column})}
}

func (s store) markSeen(ctx context.Context, person uuid.UUID, keys []string, now time.Time) error {
	rows := make([]markRow, len(keys))
	for i, key := range keys {
		rows[i] = markRow{PersonID: person, Notice: key, SeenAt: &now}
	}
	return database.Wrap(s.db.Conn(ctx).Clauses(onMark("seen_at")).Create(&rows).Error, "mark")
}

func (s store) snooze(ctx context.Context, person uuid.UUID, key string, until calendar.Date) error {
	return database.Wrap(s.db.Conn(ctx).Clauses(onMark("snoozed_until")).Create(&markRow{PersonID: person, Notice: key, SnoozedUntil: until}).Error, "mark")
}

type preferenceRow struct {
	PersonID  uuid.UUID
	Digest    string
	Weekday   int
	Lapses    bool
	Version   int
	UpdatedAt time.Time
}

func (preferenceRow) TableName() string { return "reminder_preferences" }

func (r preferenceRow) preferences() Preferences {
	return Preferences{Weekly: r.Digest == "weekly", Weekday: time.Weekday(r.Weekday % 7), Lapses: r.Lapses, Version: r.Version}
}

func (s store) preferences(ctx context.Context, person uuid.UUID) (Preferences, error) {
	var rows []preferenceRow
	err := s.db.Conn(ctx).Where("person_id = ?", person).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return usual, database.Wrap(err, "choice")
	}
	return rows[0].preferences(), nil
}

// everybodysPreferences gives the choices of those of an organisation who made some.
func (s store) everybodysPreferences(ctx context.Context, organisation uuid.UUID) (map[uuid.UUID]Preferences, error) {
	var rows []preferenceRow
	err := s.db.Conn(ctx).Where("person_id IN (SELECT id FROM people WHERE organisation_id = ?)", organisation).Find(&rows).Error
	all := make(map[uuid.UUID]Preferences, len(rows))
	for _, row := range rows {
		all[row.PersonID] = row.preferences()
	}
	return all, database.Wrap(err, "choice")
}

func (s store) savePreferences(ctx context.Context, person uuid.UUID, p Preferences, version int, now time.Time) error {
	row := preferenceRow{PersonID: person, Digest: "off", Weekday: (int(p.Weekday)+6)%7 + 1, Lapses: p.Lapses, Version: p.Version, UpdatedAt: now}
	if p.Weekly {
		row.Digest = "weekly"
	}
	if version == usual.Version {
		err := database.Wrap(s.db.Conn(ctx).Create(&row).Error, "choice")
		if apperr.CodeOf(err) == apperr.CodeConflict {
			return apperr.PreconditionFailed()
		}
		return err
	}
	return database.Changed(s.db.Conn(ctx).Model(&preferenceRow{}).Where("person_id = ? AND version = ?", person, version).
		Updates(map[string]any{"digest": row.Digest, "weekday": row.Weekday, "lapses": row.Lapses, "version": row.Version, "updated_at": now}), "choice")
}

func (s store) target(ctx context.Context, person uuid.UUID) (TargetRole, error) {
	var rows []TargetRole
	err := s.db.Conn(ctx).Table("target_roles").Select("target_roles.role_id, roles.title, target_roles.chosen_on").
		Joins("JOIN roles ON roles.id = target_roles.role_id").Where("target_roles.person_id = ?", person).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return TargetRole{}, database.Wrap(err, "role")
	}
	return rows[0], nil
}

// openRole reports whether the organisation has such a role, and it is not retired.
func (s store) openRole(ctx context.Context, organisation, role uuid.UUID) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Table("roles").Where("id = ? AND (organisation_id IS NULL OR organisation_id = ?) AND retired_on IS NULL", role, organisation).Count(&n).Error
	return n > 0, database.Wrap(err, "role")
}

type targetRow struct {
	PersonID  uuid.UUID
	RoleID    uuid.UUID
	ChosenOn  calendar.Date
	UpdatedAt time.Time
}

func (targetRow) TableName() string { return "target_roles" }

func (s store) saveTarget(ctx context.Context, person, role uuid.UUID, today calendar.Date, now time.Time) error {
	if role == uuid.Nil {
		return database.Wrap(s.db.Conn(ctx).Where("person_id = ?", person).Delete(&targetRow{}).Error, "role")
	}
	return database.Wrap(s.db.Conn(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "person_id"}}, DoUpdates: clause.AssignmentColumns([]string{"role_id", "chosen_on", "updated_at"}),
	}).Create(&targetRow{PersonID: person, RoleID: role, ChosenOn: today, UpdatedAt: now}).Error, "role")
}
