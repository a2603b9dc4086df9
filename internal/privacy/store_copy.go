package privacy

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
)

// args repeats a person for every ? of a condition.
func args(condition string, personID uuid.UUID) []any {
	return slices.Repeat([]any{personID}, strings.Count(condition, "?"))
}

// copied reads what a table has of a person.
func (s store) copied(ctx context.Context, h Holding, personID uuid.UUID) (c Copied, err error) {
	c = Copied{Holding: h, Rows: []map[string]any{}}
	columns := h.Taken
	if columns == "" {
		columns = "*"
	}
	rows, err := s.db.Conn(ctx).Raw("SELECT "+columns+" FROM "+h.Table+" WHERE "+h.Whose, args(h.Whose, personID)...).Rows()
	if err != nil {
		return c, database.Wrap(err, "record")
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	types, err := rows.ColumnTypes()
	if err != nil {
		return c, database.Wrap(err, "record")
	}
	for _, t := range types {
		if !slices.Contains(never, t.Name()) && !slices.Contains(h.Hidden, t.Name()) {
			c.Columns = append(c.Columns, t.Name())
		}
	}
	for rows.Next() {
		row, err := scan(rows, types)
		if err != nil {
			return c, err
		}
		kept := make(map[string]any, len(c.Columns))
		for _, column := range c.Columns {
			kept[column] = row[column]
		}
		c.Rows = append(c.Rows, kept)
	}
	if err := rows.Err(); err != nil {
		return c, database.Wrap(err, "record")
	}
	return c, s.name(ctx, &c)
}

func scan(rows *sql.Rows, types []*sql.ColumnType) (map[string]any, error) {
	values := make([]any, len(types))
	into := make([]any, len(types))
	for i := range values {
		into[i] = &values[i]
	}
	if err := rows.Scan(into...); err != nil {
		return nil, database.Wrap(err, "record")
	}
	row := make(map[string]any, len(types))
	for i, t := range types {
		row[t.Name()] = told(t, values[i])
	}
	return row, nil
}

// told gives a value as JSON has it, the same from either database: a date as 2027-03-14, a moment in UTC.
func told(t *sql.ColumnType, value any) any {
	switch v := value.(type) {
	case time.Time:
		if strings.EqualFold(t.DatabaseTypeName(), "DATE") {
			return v.Format(time.DateOnly)
		}
		return v.UTC().Format(time.RFC3339)
	case []byte:
		return told(t, string(v))
	case [16]byte:
		return uuid.UUID(v).String()
	case string:
		if slices.Contains(documents, t.Name()) && json.Valid([]byte(v)) {
			return json.RawMessage(v)
		}
	}
	return value
}

// name puts names in the place of identifiers of people and things.
func (s store) name(ctx context.Context, c *Copied) error {
	for _, column := range c.Columns {
		from, isThing := referred[column]
		if namesSomebody(column) {
			from.table, from.name = "people", "name"
		} else if !isThing {
			continue
		}
		names, err := s.names(ctx, from.table, from.name, distinct(c.Rows, column))
		if err != nil {
			return err
		}
		for _, row := range c.Rows {
			if id, isText := row[column].(string); isText {
				if known, ok := names[id]; ok {
					row[column] = known
				}
			}
		}
	}
	return nil
}

func distinct(rows []map[string]any, column string) []string {
	var all []string
	seen := map[string]bool{}
	for _, row := range rows {
		if id, isText := row[column].(string); isText && !seen[id] {
			seen[id] = true
			all = append(all, id)
		}
	}
	return all
}

// names gives the names of things by their identifiers.
func (s store) names(ctx context.Context, table, name string, ids []string) (map[string]string, error) {
	names := make(map[string]string, len(ids))
	for chunk := range slices.Chunk(ids, 500) {
		var found []struct{ ID, Name string }
		err := s.db.Conn(ctx).Raw(fmt.Sprintf("SELECT id, %s AS name FROM %s WHERE id IN ?", name, table), chunk).Scan(&found).Error
		if err != nil {
			return nil, database.Wrap(err, "name")
		}
		for _, f := range found {
			names[f.ID] = f.Name
		}
	}
	return names, nil
}

// storedFile is a file of a person, with what it belongs to.
type storedFile struct {
	SHA256    string
	Name      string
	MediaType string
	Size      int64
	CreatedAt time.Time
	Evidence  string
}

// filesOf lists a person's files, the oldest first.
func (s store) filesOf(ctx context.Context, personID uuid.UUID) ([]storedFile, error) {
	var all []storedFile
	err := s.db.Conn(ctx).Raw(`SELECT files.sha256, files.name, files.media_type, files.size, files.created_at,
		COALESCE((SELECT MIN(evidence.title) FROM evidence_files JOIN evidence ON evidence.id = evidence_files.evidence_id WHERE evidence_files.file_id = files.id), '') AS evidence
		FROM files WHERE files.person_id = ? ORDER BY files.created_at, files.id`, personID).Scan(&all).Error
	return all, database.Wrap(err, "file")
}

// contentUsed reports whether somebody of an organisation has a file with the content.
func (s store) contentUsed(ctx context.Context, organisationID uuid.UUID, sha256 string) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Table("files").Where("organisation_id = ? AND sha256 = ?", organisationID, sha256).Count(&n).Error
	return n > 0, database.Wrap(err, "file")
}
