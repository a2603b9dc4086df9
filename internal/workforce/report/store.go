package report

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

type store struct{ db *database.DB }

type scheduleRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	OwnerID        uuid.UUID
	Name           string
	NameFolded     string
	Rhythm         string
	StartsOn       calendar.Date
	NextOn         calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (scheduleRow) TableName() string { return "workforce_reports" }

type readerRow struct{ ReportID, PersonID uuid.UUID }

func (readerRow) TableName() string { return "workforce_report_readers" }

// Sorts are what the list can be sorted by, the default first.
var Sorts = []string{"name", "nextOn"}

var columns = map[string]string{"name": "workforce_reports.name_folded", "nextOn": "workforce_reports.next_on"}

// list gives a page of an organisation's schedules in three queries.
func (s store) list(ctx context.Context, organisation uuid.UUID, r page.Request) ([]Schedule, int, error) {
	asked := func() *gorm.DB {
		q := s.db.Conn(ctx).Table("workforce_reports").Where("workforce_reports.organisation_id = ?", organisation)
		if r.Query != "" {
			q = q.Where(`workforce_reports.name_folded LIKE ? ESCAPE '\'`, fold.Like(r.Query))
		}
		return q
	}
	var total int64
	if err := asked().Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "report")
	}
	all, err := s.read(ctx, asked().Order(r.Order(columns, "workforce_reports.id")).Limit(r.Limit).Offset(r.Offset))
	return all, int(total), err
}

// one gives a schedule of an organisation.
func (s store) one(ctx context.Context, organisation, id uuid.UUID) (Schedule, error) {
	return s.single(ctx, s.db.Conn(ctx).Table("workforce_reports").Where("workforce_reports.organisation_id = ? AND workforce_reports.id = ?", organisation, id))
}

func (s store) single(ctx context.Context, q *gorm.DB) (Schedule, error) {
	found, err := s.read(ctx, q)
	if err == nil && len(found) == 0 {
		err = apperr.NotFound("report")
	}
	if err != nil {
		return Schedule{}, err
	}
	return found[0], nil
}

// of gives the schedules that somebody gets.
func (s store) of(ctx context.Context, person uuid.UUID) ([]Schedule, error) {
	return s.read(ctx, s.db.Conn(ctx).Table("workforce_reports").
		Joins("JOIN workforce_report_readers ON workforce_report_readers.report_id = workforce_reports.id").
		Where("workforce_report_readers.person_id = ?", person).Order("workforce_reports.name_folded, workforce_reports.id"))
}

// due gives the schedules whose day has come, with their organisations.
func (s store) due(ctx context.Context, today calendar.Date) (map[uuid.UUID]uuid.UUID, error) {
	var rows []scheduleRow
	err := s.db.Conn(ctx).Where("next_on <= ?", today).Find(&rows).Error
	found := make(map[uuid.UUID]uuid.UUID, len(rows))
	for _, row := range rows {
		found[row.ID] = row.OrganisationID
	}
	return found, database.Wrap(err, "report")
}

func (s store) read(ctx context.Context, q *gorm.DB) ([]Schedule, error) {
	var rows []struct {
		Row   scheduleRow `gorm:"embedded"`
		Owner string
	}
	err := q.Select("workforce_reports.*, people.name AS owner").Joins("JOIN people ON people.id = workforce_reports.owner_id").Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, database.Wrap(err, "report")
	}
	all, at := make([]Schedule, len(rows)), map[uuid.UUID]int{}
	ids := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		r := row.Row
		rhythm, err := ParseRhythm(r.Rhythm)
		if err != nil {
			return nil, err
		}
		all[i] = Schedule{ID: r.ID, Name: r.Name, Rhythm: rhythm, Starts: r.StartsOn, Next: r.NextOn, Owner: Reader{r.OwnerID, row.Owner}, Version: r.Version}
		at[r.ID], ids[i] = i, r.ID
	}
	var readers []struct {
		ReportID uuid.UUID
		ID       uuid.UUID
		Name     string
	}
	err = s.db.Conn(ctx).Table("workforce_report_readers").Select("workforce_report_readers.report_id, people.id, people.name").
		Joins("JOIN people ON people.id = workforce_report_readers.person_id").Where("workforce_report_readers.report_id IN ?", ids).
		Order("people.name_folded, people.id").Find(&readers).Error
	for _, r := range readers {
		to := &all[at[r.ReportID]]
		to.Readers = append(to.Readers, Reader{r.ID, r.Name})
	}
	return all, database.Wrap(err, "report")
}

// mayRead gives those of an organisation who have one of the roles of access today and can sign in, by name.
func (s store) mayRead(ctx context.Context, organisation uuid.UUID, roles []string, today calendar.Date) ([]Reader, error) {
	var found []Reader
	err := s.db.Conn(ctx).Table("people").Select("people.id, people.name").
		Where("people.organisation_id = ? AND (people.left_on IS NULL OR people.left_on >= ?)", organisation, today).
		Where(`EXISTS (SELECT 1 FROM accounts WHERE accounts.person_id = people.id AND accounts.disabled_at IS NULL)
			AND EXISTS (SELECT 1 FROM grants WHERE grants.person_id = people.id AND grants.organisation_id = people.organisation_id AND grants.role IN ?
				AND grants.ended_at IS NULL AND grants.starts_on <= ? AND (grants.ends_on IS NULL OR grants.ends_on >= ?))`, roles, today, today).
		Order("people.name_folded, people.id").Find(&found).Error
	return found, database.Wrap(err, "person")
}

func (s store) add(ctx context.Context, organisation uuid.UUID, sc Schedule, now time.Time) error {
	row := scheduleRow{
		ID: sc.ID, OrganisationID: organisation, OwnerID: sc.Owner.ID, Name: sc.Name, NameFolded: fold.Text(sc.Name), Rhythm: sc.Rhythm.String(),
		StartsOn: sc.Starts, NextOn: sc.Next, Version: sc.Version, CreatedAt: now, UpdatedAt: now,
	}
	if err := s.db.Conn(ctx).Create(&row).Error; err != nil {
		return database.Wrap(err, "report")
	}
	return s.addReaders(ctx, sc)
}

func (s store) addReaders(ctx context.Context, sc Schedule) error {
	rows := make([]readerRow, len(sc.Readers))
	for i, r := range sc.Readers {
		rows[i] = readerRow{sc.ID, r.ID}
	}
	return database.Wrap(s.db.Conn(ctx).Create(&rows).Error, "report")
}

// change writes a schedule over the version before it; another version is CodeConflict.
func (s store) change(ctx context.Context, sc Schedule, now time.Time) error {
	err := database.Changed(s.db.Conn(ctx).Model(&scheduleRow{}).Where("id = ? AND version = ?", sc.ID, sc.Version-1).Updates(map[string]any{
		"name": sc.Name, "name_folded": fold.Text(sc.Name), "rhythm": sc.Rhythm.String(), "starts_on": sc.Starts, "next_on": sc.Next, "version": sc.Version, "updated_at": now,
	}), "report")
	if err != nil {
		return err
	}
	if err := s.removeReaders(ctx, sc.ID); err != nil {
		return err
	}
	return s.addReaders(ctx, sc)
}

// move sets the next day; a day that has been moved meanwhile is CodeConflict. The version stays: nobody decided anything.
func (s store) move(ctx context.Context, sc Schedule, to calendar.Date, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&scheduleRow{}).Where("id = ? AND next_on = ?", sc.ID, sc.Next).
		Updates(map[string]any{"next_on": to, "updated_at": now}), "report")
}

func (s store) remove(ctx context.Context, id uuid.UUID, version int) error {
	if err := s.removeReaders(ctx, id); err != nil {
		return err
	}
	return database.Changed(s.db.Conn(ctx).Where("id = ? AND version = ?", id, version).Delete(&scheduleRow{}), "report")
}

func (s store) removeReaders(ctx context.Context, id uuid.UUID) error {
	return database.Wrap(s.db.Conn(ctx).Where("report_id = ?", id).Delete(&readerRow{}).Error, "report")
}

// leave takes somebody out of a report's readers; somebody who is none is CodeNotFound.
func (s store) leave(ctx context.Context, id, person uuid.UUID) error {
	result := s.db.Conn(ctx).Where("report_id = ? AND person_id = ?", id, person).Delete(&readerRow{})
	if result.Error == nil && result.RowsAffected == 0 {
		return apperr.NotFound("report")
	}
	return database.Wrap(result.Error, "report")
}
