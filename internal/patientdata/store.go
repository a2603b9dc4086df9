package patientdata

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

type store struct{ db *database.DB }

// patternRow is a row of hospital_number_patterns.
type patternRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Name           string
	Shape          string
	Version        int
	CreatedAt      time.Time
}

func (patternRow) TableName() string { return "hospital_number_patterns" }

func (s store) patterns(ctx context.Context, organisationID uuid.UUID) ([]patternRow, error) {
	var rows []patternRow
	err := s.db.Conn(ctx).Where("organisation_id = ?", organisationID).Order("name, id").Find(&rows).Error
	return rows, database.Wrap(err, "pattern")
}

func (s store) pattern(ctx context.Context, organisationID, id uuid.UUID) (patternRow, error) {
	var row patternRow
	err := s.db.Conn(ctx).Where("organisation_id = ? AND id = ?", organisationID, id).Take(&row).Error
	return row, database.Wrap(err, "pattern")
}

func (s store) addPattern(ctx context.Context, row patternRow) error {
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "pattern")
}

func (s store) savePattern(ctx context.Context, row patternRow, version int) error {
	return database.Changed(s.db.Conn(ctx).Table("hospital_number_patterns").Where("id = ? AND version = ?", row.ID, version).
		Updates(map[string]any{"name": row.Name, "shape": row.Shape, "version": row.Version}), "pattern")
}

func (s store) removePattern(ctx context.Context, id uuid.UUID, version int) error {
	return database.Changed(s.db.Conn(ctx).Where("id = ? AND version = ?", id, version).Delete(&patternRow{}), "pattern")
}

type keyRow struct {
	OrganisationID uuid.UUID
	Key            string
	CreatedAt      time.Time
}

func (keyRow) TableName() string { return "patient_data_keys" }

// key gives the organisation's key; made is kept when there was none. Of two requests that make one, the first wins.
func (s store) key(ctx context.Context, made keyRow) (string, error) {
	for range 2 {
		var rows []keyRow
		if err := s.db.Conn(ctx).Where("organisation_id = ?", made.OrganisationID).Find(&rows).Error; err != nil {
			return "", database.Wrap(err, "key")
		}
		if len(rows) > 0 {
			return rows[0].Key, nil
		}
		if err := s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&made).Error; err != nil {
			return "", database.Wrap(err, "key")
		}
	}
	return made.Key, nil
}

type declarationRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Kind           string
	Mark           string
	Reason         string
	DeclaredAt     time.Time
}

func (declarationRow) TableName() string { return "patient_data_declarations" }

// named is a declaration with the name of whoever made it.
type named struct {
	Row        declarationRow `gorm:"embedded"`
	PersonName string
}

func (n named) declaration() Declaration {
	// The table's CHECK lets in no other kind.
	kind, _ := ParseKind(n.Row.Kind)
	return Declaration{
		ID: n.Row.ID, Kind: kind, Reason: n.Row.Reason, DeclaredAt: n.Row.DeclaredAt, PersonID: n.Row.PersonID, PersonName: n.PersonName, mark: n.Row.Mark,
	}
}

func declarations(rows []named) []Declaration {
	all := make([]Declaration, len(rows))
	for i, row := range rows {
		all[i] = row.declaration()
	}
	return all
}

func (s store) declared(ctx context.Context) *gorm.DB {
	return s.db.Conn(ctx).Table("patient_data_declarations d").Select("d.*, people.name AS person_name").Joins("JOIN people ON people.id = d.person_id")
}

// mostMarks is how many marks one query asks for: databases bound the parameters of a statement.
const mostMarks = 500

// byMarks gives a person's declarations of the marks.
func (s store) byMarks(ctx context.Context, personID uuid.UUID, marks []string) ([]Declaration, error) {
	var rows []named
	for from := 0; from < len(marks); from += mostMarks {
		var some []named
		err := s.declared(ctx).Where("d.person_id = ? AND d.mark IN ?", personID, marks[from:min(from+mostMarks, len(marks))]).Find(&some).Error
		if err != nil {
			return nil, database.Wrap(err, "declaration")
		}
		rows = append(rows, some...)
	}
	return declarations(rows), nil
}

// addDeclaration adds the row unless the person declared the passage before; it reports whether it did.
func (s store) addDeclaration(ctx context.Context, row declarationRow) (bool, error) {
	result := s.db.Conn(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "person_id"}, {Name: "mark"}}, DoNothing: true,
	}).Create(&row)
	return result.RowsAffected == 1, database.Wrap(result.Error, "declaration")
}

var declarationColumns = map[string]string{"declaredAt": "d.declared_at", "kind": "d.kind", "name": "people.name"}

// list gives a page of the organisation's declarations, or of one person's unless that is uuid.Nil.
func (s store) list(ctx context.Context, organisationID, personID uuid.UUID, p page.Request) ([]Declaration, int, error) {
	query := s.declared(ctx).Where("d.organisation_id = ?", organisationID)
	if personID != uuid.Nil {
		query = query.Where("d.person_id = ?", personID)
	}
	if p.Query != "" {
		like := fold.Like(p.Query)
		query = query.Where(`(LOWER(people.name) LIKE ? ESCAPE '\' OR LOWER(d.reason) LIKE ? ESCAPE '\')`, like, like)
	}
	var total int64
	if err := query.Session(&gorm.Session{}).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "declaration")
	}
	var rows []named
	err := query.Session(&gorm.Session{}).Order(p.Order(declarationColumns, "d.id")).Offset(p.Offset).Limit(p.Limit).Find(&rows).Error
	return declarations(rows), int(total), database.Wrap(err, "declaration")
}

// evidence is what the check of a piece of evidence looks at.
type evidence struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Title          string
	WhatIDid       string `gorm:"column:what_i_did"`
	Reflection     string
}

// evidence gives a piece of evidence of a person within the scopes, with its links.
func (s store) evidence(ctx context.Context, in access.Scopes, id uuid.UUID) (evidence, []Text, error) {
	condition, args := in.People("evidence.person_id")
	var e evidence
	err := s.db.Conn(ctx).Table("evidence").Where("evidence.id = ?", id).Where(condition, args...).Take(&e).Error
	if err != nil {
		return e, nil, database.Wrap(err, "evidence")
	}
	var links []struct{ Title, URL string }
	err = s.db.Conn(ctx).Table("evidence_links").Where("evidence_id = ?", id).Order("position").Find(&links).Error
	texts := []Text{{Field: "title", Text: e.Title}, {Field: "whatIDid", Text: e.WhatIDid}, {Field: "reflection", Text: e.Reflection}}
	for i, link := range links {
		texts = append(texts, Text{Field: fieldOfLink(i, "title"), Text: link.Title}, Text{Field: fieldOfLink(i, "url"), Text: link.URL})
	}
	return e, texts, database.Wrap(err, "evidence")
}

// filesOf gives how the files of a piece of evidence were checked, in their order.
func (s store) filesOf(ctx context.Context, evidenceID uuid.UUID) ([]FileCheck, error) {
	var files []FileCheck
	err := s.db.Conn(ctx).Table("evidence_files e").
		Select("f.id AS file_id, f.name, f.content_check AS state, f.created_by AS added_by, people.name AS added_by_name, f.created_at AS added_at").
		Joins("JOIN files f ON f.id = e.file_id").Joins("JOIN people ON people.id = f.created_by").
		Where("e.evidence_id = ?", evidenceID).Order("e.position").Find(&files).Error
	if err != nil || len(files) == 0 {
		return nil, database.Wrap(err, "file")
	}
	var rows []struct {
		Named  named `gorm:"embedded"`
		FileID uuid.UUID
	}
	err = s.db.Conn(ctx).Table("file_declarations fd").Select("d.*, people.name AS person_name, fd.file_id").
		Joins("JOIN patient_data_declarations d ON d.id = fd.declaration_id").Joins("JOIN people ON people.id = d.person_id").
		Where("fd.file_id IN (SELECT file_id FROM evidence_files WHERE evidence_id = ?)", evidenceID).Order("d.declared_at, d.id").Find(&rows).Error
	for _, row := range rows {
		for i := range files {
			if files[i].FileID == row.FileID {
				files[i].Declarations = append(files[i].Declarations, row.Named.declaration())
			}
		}
	}
	return files, database.Wrap(err, "declaration")
}
