// Package reference serves the bodies of data that everybody reads and hardly anybody changes: the skill framework, the
// national profiles, the roles. A body is loaded into the database so that loading it again changes nothing, and each
// process keeps it decoded in memory. A stamp in the database, new at every change, tells every node when what it holds
// is out of date.
package reference

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
)

// Row is a row of reference data: a value that can be compared with == and knows its identifier and its table, whose
// primary key is the column id. Lists in it are of type [List].
type Row interface {
	comparable
	Identity() uuid.UUID
	TableName() string
}

// Loading is one run of [Load].
type Loading struct {
	db       *database.DB
	changed  int
	removals []func(ctx context.Context) error
}

// Load brings the body called name up to date in one transaction, in which work puts the rows of its tables, parents
// before children. Of several nodes that load at once, one works and the others wait and then find nothing to do. It
// gives the number of rows that were added, changed or removed; when there were any, the body gets a new stamp.
func Load(ctx context.Context, db *database.DB, name string, work func(ctx context.Context, l *Loading) error) (int, error) {
	l := &Loading{db: db}
	err := db.InTx(ctx, func(ctx context.Context) error {
		if err := lock(ctx, db, name); err != nil {
			return err
		}
		if err := work(ctx, l); err != nil {
			return err
		}
		for _, remove := range slices.Backward(l.removals) {
			if err := remove(ctx); err != nil {
				return err
			}
		}
		if l.changed == 0 {
			return nil
		}
		return Touch(ctx, db, name)
	})
	if err != nil {
		return 0, err
	}
	return l.changed, nil
}

// Changed gives the number of rows that were added or changed so far; removals follow when the work is done.
func (l *Loading) Changed() int { return l.changed }

// Count adds rows that the work changed without [Put].
func (l *Loading) Count(rows int) { l.changed += rows }

// Put makes a table hold exactly the wanted rows; within, a condition with its arguments, says which rows of the table
// belong to the body. Rows that already are as wanted are not written. Rows that are not wanted any more are removed at
// the end of the loading, children before parents.
func Put[R Row](ctx context.Context, l *Loading, want []R, within string, args ...any) error {
	have, err := Rows[R](ctx, l.db, within, args...)
	if err != nil {
		return err
	}
	d := compare(have, want)
	l.changed += len(d.added) + len(d.changed) + len(d.gone)
	if err := write(ctx, l.db, d); err != nil {
		return err
	}
	if len(d.gone) > 0 {
		l.removals = append(l.removals, func(ctx context.Context) error { return remove(ctx, l.db, d.gone) })
	}
	return nil
}

// difference is what tells the wanted rows from those that a table has.
type difference[R Row] struct{ added, changed, gone []R }

func compare[R Row](have, want []R) difference[R] {
	var d difference[R]
	old := make(map[uuid.UUID]R, len(have))
	for _, row := range have {
		old[row.Identity()] = row
	}
	for _, row := range want {
		before, known := old[row.Identity()]
		switch {
		case !known:
			d.added = append(d.added, row)
		case before != row:
			d.changed = append(d.changed, row)
		}
		delete(old, row.Identity())
	}
	for _, row := range have {
		if _, left := old[row.Identity()]; left {
			d.gone = append(d.gone, row)
		}
	}
	return d
}
