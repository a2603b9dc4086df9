package reference

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
)

// batch is how many rows one INSERT takes; PostgreSQL and SQLite both limit the arguments of a statement.
const batch = 50

// Rows reads the rows of a table that meet a condition, in no particular order.
func Rows[R Row](ctx context.Context, db *database.DB, within string, args ...any) ([]R, error) {
	var rows []R
	var r R
	err := db.Conn(ctx).Where(within, args...).Find(&rows).Error
	return rows, database.Wrap(err, strings.ReplaceAll(r.TableName(), "_", " "))
}

// Touch gives the body called name a new stamp. It belongs into the transaction of the change, before the change.
func Touch(ctx context.Context, db *database.DB, name string) error {
	db.Changing(ctx, name)
	return database.Changed(db.Conn(ctx).Table("reference_stamps").Where("name = ?", name).
		Update("stamp", uuid.NewString()), "body of reference data")
}

// lock makes others who load the same body wait until this transaction ends.
func lock(ctx context.Context, db *database.DB, name string) error {
	db.Changing(ctx, name)
	return database.Changed(db.Conn(ctx).Exec("UPDATE reference_stamps SET stamp = stamp WHERE name = ?", name), "body of reference data")
}

// allStamps reads the stamp of every body: there are a handful, in one small table.
func allStamps(ctx context.Context, db *database.DB) (map[string]string, error) {
	var rows []struct{ Name, Stamp string }
	if err := db.Conn(ctx).Table("reference_stamps").Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "stamp of the reference data")
	}
	all := make(map[string]string, len(rows))
	for _, row := range rows {
		all[row.Name] = row.Stamp
	}
	return all, nil
}

func write[R Row](ctx context.Context, db *database.DB, d difference[R]) error {
	if len(d.added) > 0 {
		if err := db.Conn(ctx).CreateInBatches(&d.added, batch).Error; err != nil {
			return database.Wrap(err, d.added[0].TableName())
		}
	}
	for _, row := range d.changed {
		result := db.Conn(ctx).Model(&row).Where("id = ?", row.Identity()).Select("*").Updates(&row)
		if err := database.Changed(result, row.TableName()); err != nil {
			return err
		}
	}
	return nil
}

func remove[R Row](ctx context.Context, db *database.DB, gone []R) error {
	ids := make([]uuid.UUID, len(gone))
	for i, row := range gone {
		ids[i] = row.Identity()
	}
	var r R
	return database.Wrap(db.Conn(ctx).Where("id IN ?", ids).Delete(&r).Error, r.TableName())
}

// List is a list in one column, as JSON. Two lists are equal when their texts are.
type List[T any] string

// ListOf makes the column's value. Items that JSON cannot express, such as functions, are a mistake of the program.
func ListOf[T any](items []T) List[T] {
	if len(items) == 0 {
		return "[]"
	}
	text, err := json.Marshal(items)
	if err != nil {
		panic(fmt.Sprintf("a list of %T cannot be stored: %v", items, err))
	}
	return List[T](text)
}

// Items gives the list; it is never nil. Scan has seen to it that the text is such a list.
func (l List[T]) Items() []T {
	items := []T{}
	_ = json.Unmarshal([]byte(l), &items)
	return items
}

// Scan reads the column and refuses a text that is not a list of this kind.
func (l *List[T]) Scan(value any) error {
	var text string
	switch v := value.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("a list column holds a %T", value)
	}
	var items []T
	if err := json.Unmarshal([]byte(text), &items); err != nil {
		return fmt.Errorf("a list column holds something else: %w", err)
	}
	*l = List[T](text)
	return nil
}
