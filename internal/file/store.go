package file

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
)

// TableName names the table.
func (File) TableName() string { return "files" }

type store struct{ db *database.DB }

// mustReach is CodeNotFound when the person is not within the scopes.
func (s store) mustReach(ctx context.Context, in access.Scopes, personID uuid.UUID) error {
	condition, args := in.People("people.id")
	var found struct{ ID uuid.UUID }
	err := s.db.Conn(ctx).Table("people").Select("people.id").Where("people.id = ?", personID).Where(condition, args...).Take(&found).Error
	return database.Wrap(err, "person")
}

// add inserts the file unless the person has this content already; it reports whether it did.
func (s store) add(ctx context.Context, f File) (bool, error) {
	result := s.db.Conn(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "person_id"}, {Name: "sha256"}}, DoNothing: true,
	}).Create(&f)
	return result.RowsAffected == 1, database.Wrap(result.Error, "file")
}

// sameContent gives the person's file with this content.
func (s store) sameContent(ctx context.Context, personID uuid.UUID, sha256 string) (File, error) {
	var f File
	err := s.db.Conn(ctx).Where("person_id = ? AND sha256 = ?", personID, sha256).Take(&f).Error
	return f, database.Wrap(err, "file")
}

// addDeclarations keeps because of which declarations a file passed.
func (s store) addDeclarations(ctx context.Context, fileID uuid.UUID, declarations []uuid.UUID) error {
	for _, id := range declarations {
		err := s.db.Conn(ctx).Table("file_declarations").Create(map[string]any{"file_id": fileID, "declaration_id": id}).Error
		if err != nil {
			return database.Wrap(err, "declaration")
		}
	}
	return nil
}

// saveCheck keeps how a file was checked.
func (s store) saveCheck(ctx context.Context, id uuid.UUID, check string) error {
	return database.Changed(s.db.Conn(ctx).Table("files").Where("id = ?", id).Updates(map[string]any{"content_check": check}), "file")
}

// file gives a file of a person within the scopes.
func (s store) file(ctx context.Context, in access.Scopes, id uuid.UUID) (File, error) {
	condition, args := in.People("files.person_id")
	var f File
	err := s.db.Conn(ctx).Where("files.id = ?", id).Where(condition, args...).Take(&f).Error
	return f, database.Wrap(err, "file")
}

// countOf counts those of the files that are the person's.
func (s store) countOf(ctx context.Context, personID uuid.UUID, ids []uuid.UUID) (int64, error) {
	var n int64
	err := s.db.Conn(ctx).Model(&File{}).Where("person_id = ? AND id IN ?", personID, ids).Count(&n).Error
	return n, database.Wrap(err, "file")
}
