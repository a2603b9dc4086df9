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

func (s store) calendarAddress(ctx context.Context, person uuid.UUID) (CalendarAddress, error) {
	var rows []CalendarAddress
	err := s.db.Conn(ctx).Table("calendar_addresses").Select("created_at, fetched_at").Where("person_id = ?", person).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return CalendarAddress{}, database.Wrap(err, "calendar address")
	}
	rows[0].Active = true
	return rows[0], nil
}

func (s store) saveCalendarAddress(ctx context.Context, person uuid.UUID, hash string, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Exec(`INSERT INTO calendar_addresses (person_id, token_hash, created_at) VALUES (?, ?, ?)
		ON CONFLICT (person_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at, fetched_at = NULL`, person, hash, now).Error, "calendar address")
}

func (s store) removeCalendarAddress(ctx context.Context, person uuid.UUID) error {
	result := s.db.Conn(ctx).Exec("DELETE FROM calendar_addresses WHERE person_id = ?", person)
	if result.Error == nil && result.RowsAffected == 0 {
		return apperr.NotFound("calendar address")
	}
	return database.Wrap(result.Error, "calendar address")
}

// calendarOwner gives whose calendar a secret opens, by its hash.
func (s store) calendarOwner(ctx context.Context, hash string, today calendar.Date) (calendarOwner, error) {
	var rows []calendarOwner
	err := s.db.Conn(ctx).Table("calendar_addresses").
		Select("calendar_addresses.person_id, people.organisation_id, calendar_addresses.created_at, calendar_addresses.fetched_at").
		Joins("JOIN people ON people.id = calendar_addresses.person_id").Joins("JOIN accounts ON accounts.person_id = people.id").
		Where("calendar_addresses.token_hash = ? AND accounts.disabled_at IS NULL AND (people.left_on IS NULL OR people.left_on >= ?)", hash, today).
		Find(&rows).Error
	if err == nil && len(rows) == 0 {
		return calendarOwner{}, unknownCalendar()
	}
	if err != nil {
		return calendarOwner{}, database.Wrap(err, "calendar")
	}
	return rows[0], nil
}

func (s store) entries(ctx context.Context, person uuid.UUID) (map[string]entry, error) {
	var rows []entry
	err := s.db.Conn(ctx).Where("person_id = ?", person).Find(&rows).Error
	all := make(map[string]entry, len(rows))
	for _, row := range rows {
		all[row.Entry] = row
	}
	return all, database.Wrap(err, "calendar entry")
}

// keepRead keeps what changed, and that the calendar was read, the latter at most once an hour.
func (s store) keepRead(ctx context.Context, o calendarOwner, changed []entry, now time.Time) error {
	lately := o.FetchedAt != nil && now.Sub(*o.FetchedAt) < time.Hour
	if len(changed) == 0 && lately {
		return nil
	}
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if len(changed) > 0 {
			err := s.db.Conn(ctx).Clauses(clause.OnConflict{
				Columns:   []clause.Column{{Name: "person_id"}, {Name: "entry"}},
				DoUpdates: clause.AssignmentColumns([]string{"digest", "sequence", "changed_at"}),
			}).CreateInBatches(&changed, 500).Error
			if err != nil {
				return database.Wrap(err, "calendar entry")
			}
		}
		return database.Wrap(s.db.Conn(ctx).Exec("UPDATE calendar_addresses SET fetched_at = ? WHERE person_id = ?", now, o.PersonID).Error, "calendar address")
	})
}
