package intake

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/database"
)

// store holds the SQL of imports.
type store struct{ db *database.DB }

func (s store) inTx(ctx context.Context, fn func(context.Context) error) error {
	return s.db.InTx(ctx, fn)
}

// lockCommits makes commits of one organisation wait for each other, and for nothing else.
func (s store) lockCommits(ctx context.Context, organisationID uuid.UUID) error {
	return s.db.Lock(ctx, "staff import "+organisationID.String())
}

func (s store) create(ctx context.Context, i Import) error {
	return database.Wrap(s.db.Conn(ctx).Create(&i).Error, "import")
}

// arrived notes how many rows a file has, and which columns were passed over.
func (s store) arrived(ctx context.Context, i Import) error {
	return database.Changed(s.db.Conn(ctx).Model(&Import{}).Where("id = ?", i.ID).
		Updates(map[string]any{"row_count": i.RowCount, "passed_over": i.PassedOver}), "import")
}

// importByID gives an import whose scope has been judged before.
func (s store) importByID(ctx context.Context, id uuid.UUID) (i Import, err error) {
	return i, database.Wrap(s.db.Conn(ctx).Where("id = ?", id).Take(&i).Error, "import")
}

func (s store) views(ctx context.Context, organisationID uuid.UUID) *gorm.DB {
	return s.db.Conn(ctx).Table("staff_imports").Select("staff_imports.*, people.name AS uploader_name").
		Joins("JOIN people ON people.id = staff_imports.uploaded_by").Where("staff_imports.organisation_id = ?", organisationID)
}

func (s store) view(ctx context.Context, organisationID, id uuid.UUID) (v ImportView, err error) {
	return v, database.Wrap(s.views(ctx, organisationID).Where("staff_imports.id = ?", id).Take(&v).Error, "import")
}

// newest gives the newest imports, at most twenty.
func (s store) newest(ctx context.Context, organisationID uuid.UUID) (all []ImportView, err error) {
	err = s.views(ctx, organisationID).Order("staff_imports.uploaded_at DESC, staff_imports.id").Limit(20).Scan(&all).Error
	return all, database.Wrap(err, "import")
}

// move brings an import from one of some states to another; somebody who was faster makes it CodeConflict.
func (s store) move(ctx context.Context, id uuid.UUID, from []State, changes map[string]any) error {
	changes["version"] = gorm.Expr("version + 1")
	return database.Changed(s.db.Conn(ctx).Model(&Import{}).Where("id = ? AND state IN ?", id, from).Updates(changes), "import")
}

// progressed notes how far the work on an import is, as long as nobody cancelled it; else it reports false.
func (s store) progressed(ctx context.Context, id uuid.UUID, state State, done int) (bool, error) {
	result := s.db.Conn(ctx).Model(&Import{}).Where("id = ? AND state = ?", id, state).Updates(map[string]any{"done": done})
	return result.RowsAffected == 1, database.Wrap(result.Error, "import")
}

// addLines keeps rows of a file as they were sent.
func (s store) addLines(ctx context.Context, importID uuid.UUID, lines []Line) error {
	rows := make([][]any, len(lines))
	for i, l := range lines {
		cells, err := json.Marshal(l.Cells)
		if err != nil {
			return err
		}
		refusals, err := json.Marshal(l.Refusals)
		if err != nil {
			return err
		}
		rows[i] = []any{importID, l.Number, l.Email, string(cells), string(refusals)}
	}
	return s.db.Load(ctx, "staff_import_lines", []string{"import_id", "number", "email", "cells", "refusals"}, rows)
}

// lines gives at most so many rows of a file after the one of a number.
func (s store) lines(ctx context.Context, importID uuid.UUID, after, most int) ([]Line, error) {
	var rows []struct {
		Number   int
		Email    string
		Cells    string
		Refusals string
	}
	err := s.db.Conn(ctx).Table("staff_import_lines").Select("number, email, cells, refusals").
		Where("import_id = ? AND number > ?", importID, after).Order("number").Limit(most).Scan(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "row")
	}
	lines := make([]Line, len(rows))
	for i, r := range rows {
		lines[i] = Line{Number: r.Number, Email: r.Email}
		if err := json.Unmarshal([]byte(r.Cells), &lines[i].Cells); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(r.Refusals), &lines[i].Refusals); err != nil {
			return nil, err
		}
	}
	return lines, nil
}

// forget deletes the rows of an import that has ended, or is to be checked again.
func (s store) forget(ctx context.Context, importID uuid.UUID, withLines bool) error {
	if err := s.db.Conn(ctx).Exec("DELETE FROM staff_import_rows WHERE import_id = ?", importID).Error; err != nil || !withLines {
		return database.Wrap(err, "row")
	}
	return database.Wrap(s.db.Conn(ctx).Exec("DELETE FROM staff_import_lines WHERE import_id = ?", importID).Error, "row")
}

// open are the states of an import whose rows are kept.
var open = []State{Checking, Checked, Stale, Committing, Failed}

// expire ends the imports that were sent before a moment and never came to an end.
func (s store) expire(ctx context.Context, before, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Model(&Import{}).Where("uploaded_at < ? AND state IN ?", before, []State{Checking, Checked, Stale, Failed}).
		Updates(map[string]any{"state": Expired, "finished_at": now, "version": gorm.Expr("version + 1")}).Error, "import")
}

// sweep deletes what is left of the rows of imports that have ended.
func (s store) sweep(ctx context.Context) error {
	for _, table := range []string{"staff_import_rows", "staff_import_lines"} {
		err := s.db.Conn(ctx).Exec("DELETE FROM "+table+" WHERE import_id IN (SELECT id FROM staff_imports WHERE state NOT IN ?)", open).Error
		if err != nil {
			return database.Wrap(err, "row")
		}
	}
	return nil
}
