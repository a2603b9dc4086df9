package privacy

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// store keeps the feature's rows in the database.
type store struct{ db *database.DB }

// TableName names the table.
func (Archive) TableName() string { return "subject_archives" }

// reach is CodeNotFound for somebody out of scope.
func (s store) reach(ctx context.Context, in access.Scopes, personID uuid.UUID) error {
	within, args := in.People("people.id")
	var found struct{ ID uuid.UUID }
	err := s.db.Conn(ctx).Table("people").Select("people.id").Where("people.id = ?", personID).Where(within, args...).Take(&found).Error
	return database.Wrap(err, "person")
}

// lockPerson makes others who change the same person wait for the end of the transaction.
func (s store) lockPerson(ctx context.Context, personID uuid.UUID) error {
	var found struct{ ID uuid.UUID }
	err := s.db.Conn(ctx).Table("people").Clauses(clause.Locking{Strength: "UPDATE"}).Select("id").Where("id = ?", personID).Take(&found).Error
	return database.Wrap(err, "person")
}

func (s store) addArchive(ctx context.Context, a Archive) error {
	return database.Wrap(s.db.Conn(ctx).Create(&a).Error, "copy of a record")
}

// making reports whether a copy for somebody is being made already.
func (s store) making(ctx context.Context, requestedBy, personID uuid.UUID) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&Archive{}).Where("requested_by = ? AND person_id = ? AND state = ?", requestedBy, personID, Making).Count(&n).Error
	return n > 0, database.Wrap(err, "copy of a record")
}

func (s store) views(ctx context.Context, requestedBy uuid.UUID) *gorm.DB {
	return s.db.Conn(ctx).Table("subject_archives").Joins("JOIN people ON people.id = subject_archives.person_id").
		Where("subject_archives.requested_by = ?", requestedBy)
}

func (s store) archives(ctx context.Context, requestedBy uuid.UUID, p page.Request) ([]ArchiveView, int, error) {
	var total int64
	if err := s.views(ctx, requestedBy).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "copy of a record")
	}
	var all []ArchiveView
	err := s.views(ctx, requestedBy).Select("subject_archives.*, people.name AS person_name").
		Order("subject_archives.requested_at DESC, subject_archives.id").Offset(p.Offset).Limit(p.Limit).Scan(&all).Error
	return all, int(total), database.Wrap(err, "copy of a record")
}

func (s store) archive(ctx context.Context, requestedBy, id uuid.UUID) (ArchiveView, error) {
	var a ArchiveView
	err := s.views(ctx, requestedBy).Select("subject_archives.*, people.name AS person_name").Where("subject_archives.id = ?", id).Take(&a).Error
	return a, database.Wrap(err, "copy of a record")
}

// asked gives a copy for the program itself.
func (s store) asked(ctx context.Context, id uuid.UUID) (Archive, error) {
	var a Archive
	err := s.db.Conn(ctx).Where("id = ?", id).Take(&a).Error
	return a, database.Wrap(err, "copy of a record")
}

func (s store) progressed(ctx context.Context, id uuid.UUID, done, total int) error {
	result := s.db.Conn(ctx).Model(&Archive{}).Where("id = ? AND state = ?", id, Making).Updates(map[string]any{"done": done, "total": total})
	return database.Wrap(result.Error, "copy of a record")
}

// finished notes how making a copy ended; one that is not being made any more is CodeConflict.
func (s store) finished(ctx context.Context, a Archive) error {
	result := s.db.Conn(ctx).Model(&Archive{}).Where("id = ? AND state IN ?", a.ID, []State{Making, Failed}).Updates(map[string]any{
		"state": a.State, "failure": a.Failure, "row_count": a.RowCount, "file_count": a.FileCount, "size": a.Size,
		"finished_at": a.FinishedAt, "expires_at": a.ExpiresAt, "done": a.Done, "total": a.Total,
	})
	return database.Changed(result, "copy of a record")
}

func (s store) downloaded(ctx context.Context, id uuid.UUID, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&Archive{}).Where("id = ? AND state = ?", id, Ready).Updates(map[string]any{"downloaded_at": now}), "copy of a record")
}

func (s store) archiveRemoved(ctx context.Context, id uuid.UUID, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&Archive{}).Where("id = ? AND state <> ?", id, Removed).Updates(map[string]any{"state": Removed, "removed_at": now}), "copy of a record")
}

func (s store) expired(ctx context.Context, now time.Time) ([]Archive, error) {
	var all []Archive
	err := s.db.Conn(ctx).Where("state = ? AND expires_at <= ?", Ready, now).Order("expires_at, id").Limit(1000).Find(&all).Error
	return all, database.Wrap(err, "copy of a record")
}

// whoAndWhere gives the name of a person and of the organisation.
func (s store) whoAndWhere(ctx context.Context, personID uuid.UUID) (who, where string, err error) {
	var found struct{ Name, Organisation string }
	err = s.db.Conn(ctx).Table("people").Select("people.name, organisations.name AS organisation").
		Joins("JOIN organisations ON organisations.id = people.organisation_id").Where("people.id = ?", personID).Take(&found).Error
	return found.Name, found.Organisation, database.Wrap(err, "person")
}
