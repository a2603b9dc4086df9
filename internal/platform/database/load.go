package database

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"bandwise/internal/platform/calendar"
)

// mostValues is how many values one statement takes on either database, with room to spare.
const mostValues = 30_000

// Load adds many rows of the same columns to a table, in the transaction that ctx carries: by COPY on PostgreSQL, in
// statements of many rows on SQLite. The names of the table and its columns are the program's.
func (db *DB) Load(ctx context.Context, table string, columns []string, rows [][]any) error {
	if len(rows) == 0 {
		return nil
	}
	if db.dialect != Postgres {
		return db.insertAll(ctx, table, columns, rows, "")
	}
	return Wrap(db.SharePgx(ctx, func(tx pgx.Tx) error {
		_, err := tx.CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromSlice(len(rows), func(i int) ([]any, error) {
			return copied(rows[i]), nil
		}))
		return err
	}), table)
}

// LoadNew is [DB.Load] of those rows that break no unique rule; the others are passed over.
func (db *DB) LoadNew(ctx context.Context, table string, columns []string, rows [][]any) error {
	return db.insertAll(ctx, table, columns, rows, " ON CONFLICT DO NOTHING")
}

func (db *DB) insertAll(ctx context.Context, table string, columns []string, rows [][]any, suffix string) error {
	if !db.InTransaction(ctx) {
		return ErrNoTransaction
	}
	most := mostValues / len(columns)
	one := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + ")"
	for len(rows) > 0 {
		n := min(most, len(rows))
		values := make([]any, 0, n*len(columns))
		for _, row := range rows[:n] {
			values = append(values, row...)
		}
		all := strings.TrimSuffix(strings.Repeat(one+", ", n), ", ")
		statement := fmt.Sprintf("INSERT INTO %s (%s) VALUES %s%s", table, strings.Join(columns, ", "), all, suffix)
		if err := db.Conn(ctx).Exec(statement, values...).Error; err != nil {
			return Wrap(err, table)
		}
		rows = rows[n:]
	}
	return nil
}

// copied gives the values of a row as COPY writes them.
func copied(row []any) []any {
	values := make([]any, len(row))
	for i, value := range row {
		switch v := value.(type) {
		case uuid.UUID:
			values[i] = pgtype.UUID{Bytes: v, Valid: true}
		case *uuid.UUID:
			if v != nil {
				values[i] = pgtype.UUID{Bytes: *v, Valid: true}
			}
		case calendar.Date:
			if !v.IsZero() {
				values[i] = v.Midnight()
			}
		default:
			values[i] = value
		}
	}
	return values
}
