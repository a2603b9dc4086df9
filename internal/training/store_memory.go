package training

import (
	"context"
	"database/sql"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/marked"
)

// among chooses the people named.
func among(people []uuid.UUID) within {
	return func(column string) (string, []any) { return column + " IN ?", []any{orNone(people)} }
}

// stamps reads everybody in scope who has not left with the mark of what is recorded about their training.
func (s store) stamps(ctx context.Context, in access.Scopes, today calendar.Date) ([]marked.Person, error) {
	condition, args := in.People("people.id")
	query := s.db.Conn(ctx).Table("people").Select("people.id, COALESCE(training_stamps.stamp, 0)").
		Joins("LEFT JOIN training_stamps ON training_stamps.person_id = people.id").
		Where("(people.left_on IS NULL OR people.left_on >= ?)", today).Where(condition, args...)
	var all []marked.Person
	err := each(query, "person", func(rows *sql.Rows) error {
		var one marked.Person
		err := rows.Scan(&one.ID, &one.Mark)
		all = append(all, one)
		return err
	})
	return all, err
}

// stamp reads the mark of what is recorded about a person's training.
func (s store) stamp(ctx context.Context, person uuid.UUID) (int64, error) {
	var stamps []int64
	err := s.db.Conn(ctx).Table("training_stamps").Where("person_id = ?", person).Pluck("stamp", &stamps).Error
	if err != nil || len(stamps) == 0 {
		return 0, database.Wrap(err, "training mark")
	}
	return stamps[0], nil
}

// organisationsOf lists the organisations with so many people or more.
func (s store) organisationsOf(ctx context.Context, least int) ([]uuid.UUID, error) {
	var found []uuid.UUID
	err := s.db.Conn(ctx).Raw("SELECT organisation_id FROM people GROUP BY organisation_id HAVING COUNT(*) >= ? ORDER BY organisation_id", least).Scan(&found).Error
	return found, database.Wrap(err, "organisation")
}
