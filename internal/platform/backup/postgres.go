package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"bandwise/internal/platform/database"
)

// ofTheServer are the tables whose rows say how this database came to be or who runs just now; a restored database has
// its own.
var ofTheServer = []string{"goose_db_version", "river_client", "river_client_queue", "river_leader", "river_migration"}

// settings make COPY write the same text on every server.
const settings = "SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'iso_8601'; SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'"

// postgres adds every table, as of one moment.
func (w *writer) postgres(ctx context.Context, db *database.DB) error {
	pool, err := db.Pool(ctx, 1)
	if err != nil {
		return err
	}
	defer pool.Close()
	return pgx.BeginTxFunc(ctx, pool, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, settings); err != nil {
			return err
		}
		tables, err := tablesOf(ctx, tx)
		if err != nil {
			return err
		}
		for _, t := range tables {
			err := w.entry(tablesFolder+t.name, func(out io.Writer) error {
				rows, err := t.copyTo(ctx, tx, out)
				w.manifest.Tables = append(w.manifest.Tables, Table{Name: t.name, Rows: rows})
				return err
			})
			if err != nil {
				return fmt.Errorf("table %s: %w", t.name, err)
			}
		}
		return nil
	})
}

// table is a table with the columns that are stored, and those of its primary key.
type table struct {
	name    string
	columns []string
	key     []string
}

func tablesOf(ctx context.Context, tx pgx.Tx) ([]table, error) {
	rows, err := tx.Query(ctx, `SELECT c.relname,
			(SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
				WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''),
			COALESCE((SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_index i
				JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary), '{}')
		FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' ORDER BY c.relname COLLATE "C"`)
	if err != nil {
		return nil, err
	}
	tables, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t table, err error) {
		return t, row.Scan(&t.name, &t.columns, &t.key)
	})
	return slices.DeleteFunc(tables, func(t table) bool { return slices.Contains(ofTheServer, t.name) }), err
}

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }

func (t table) quotedColumns() string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = quoted(c)
	}
	return strings.Join(names, ", ")
}

// copyTo writes the table's rows in the order of its key, which the same rows have in every database.
func (t table) copyTo(ctx context.Context, tx pgx.Tx, out io.Writer) (int64, error) {
	order := make([]string, len(t.key))
	for i, c := range t.key {
		order[i] = quoted(c) + `::text COLLATE "C"`
	}
	if len(order) == 0 {
		order = []string{quoted(t.name) + `::text COLLATE "C"`}
	}
	tag, err := tx.Conn().PgConn().CopyTo(ctx, out, fmt.Sprintf("COPY (SELECT %s FROM %s ORDER BY %s) TO STDOUT",
		t.quotedColumns(), quoted(t.name), strings.Join(order, ", ")))
	return tag.RowsAffected(), err
}

// postgresTarget is an empty PostgreSQL database that is filled in one transaction.
type postgresTarget struct {
	pool     *pgxpool.Pool
	tx       pgx.Tx
	tables   map[string]table
	loaded   map[string]bool
	manifest Manifest
	// foreignKeys bring back the rules between tables, which are away while the tables are filled one by one.
	foreignKeys []string
}

func openPostgresTarget(ctx context.Context, db *database.DB, m Manifest) (_ *postgresTarget, err error) {
	pool, err := db.Pool(ctx, 1)
	if err != nil {
		return nil, err
	}
	t := &postgresTarget{pool: pool, tables: map[string]table{}, loaded: map[string]bool{}, manifest: m}
	defer func() {
		if err != nil {
			t.discard(ctx)
		}
	}()
	if t.tx, err = pool.Begin(ctx); err != nil {
		return nil, err
	}
	if _, err := t.tx.Exec(ctx, settings); err != nil {
		return nil, err
	}
	tables, err := tablesOf(ctx, t.tx)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(tables))
	for _, each := range tables {
		t.tables[each.name] = each
		names = append(names, quoted(each.name))
		if _, err := t.tx.Exec(ctx, "ALTER TABLE "+quoted(each.name)+" DISABLE TRIGGER USER"); err != nil {
			return nil, err
		}
	}
	if err := t.dropForeignKeys(ctx); err != nil {
		return nil, err
	}
	// Rows that the migrations themselves put in are in the archive, too.
	_, err = t.tx.Exec(ctx, "TRUNCATE "+strings.Join(names, ", "))
	return t, err
}

func (t *postgresTarget) dropForeignKeys(ctx context.Context) error {
	rows, err := t.tx.Query(ctx, `SELECT c.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k
		JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace`)
	if err != nil {
		return err
	}
	type key struct{ table, name, definition string }
	keys, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (k key, err error) {
		return k, row.Scan(&k.table, &k.name, &k.definition)
	})
	if err != nil {
		return err
	}
	for _, k := range keys {
		if _, err := t.tx.Exec(ctx, fmt.Sprintf("ALTER TABLE %s DROP CONSTRAINT %s", quoted(k.table), quoted(k.name))); err != nil {
			return err
		}
		t.foreignKeys = append(t.foreignKeys, fmt.Sprintf("ALTER TABLE %s ADD CONSTRAINT %s %s", quoted(k.table), quoted(k.name), k.definition))
	}
	return nil
}

func (t *postgresTarget) load(ctx context.Context, name string, content io.Reader) error {
	into, known := t.tables[strings.TrimPrefix(name, tablesFolder)]
	if !known {
		return fmt.Errorf("%w: there is no table for %s", ErrBroken, name)
	}
	t.loaded[into.name] = true
	_, err := t.tx.Conn().PgConn().CopyFrom(ctx, content, fmt.Sprintf("COPY %s (%s) FROM STDIN", quoted(into.name), into.quotedColumns()))
	if err != nil {
		return fmt.Errorf("table %s: %w", into.name, err)
	}
	return nil
}

// complete brings the rules back, lets counting columns go on where they were, and compares what is in the tables now
// with what was carried away.
func (t *postgresTarget) complete(ctx context.Context) error {
	for _, statement := range t.foreignKeys {
		if _, err := t.tx.Exec(ctx, statement); err != nil {
			return err
		}
	}
	var restored []Table
	for _, each := range t.manifest.Tables {
		into := t.tables[each.Name]
		hash := sha256.New()
		rows, err := into.copyTo(ctx, t.tx, hash)
		if err != nil {
			return err
		}
		if sum := hex.EncodeToString(hash.Sum(nil)); !slices.ContainsFunc(t.manifest.Entries, func(e Entry) bool {
			return e.Name == tablesFolder+each.Name && e.SHA256 == sum
		}) {
			return fmt.Errorf("%w: table %s is not what was carried away", ErrBroken, each.Name)
		}
		restored = append(restored, Table{Name: each.Name, Rows: rows})
		if _, err := t.tx.Exec(ctx, "ALTER TABLE "+quoted(each.Name)+" ENABLE TRIGGER USER"); err != nil {
			return err
		}
	}
	if len(t.loaded) != len(t.tables) {
		return fmt.Errorf("%w: it has %d of %d tables", ErrBroken, len(t.loaded), len(t.tables))
	}
	if err := t.advanceCounters(ctx); err != nil {
		return err
	}
	return sameTables(t.manifest.Tables, restored)
}

func (t *postgresTarget) advanceCounters(ctx context.Context) error {
	rows, err := t.tx.Query(ctx, `SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)
		FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
		WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
			AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`)
	if err != nil {
		return err
	}
	type counter struct{ table, column, sequence string }
	counters, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (k counter, err error) {
		return k, row.Scan(&k.table, &k.column, &k.sequence)
	})
	if err != nil {
		return err
	}
	for _, k := range counters {
		_, err := t.tx.Exec(ctx, fmt.Sprintf("SELECT setval($1::regclass, COALESCE((SELECT MAX(%s) FROM %s), 0) + 1, false)",
			quoted(k.column), quoted(k.table)), k.sequence)
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *postgresTarget) commit(ctx context.Context) error {
	defer t.pool.Close()
	return t.tx.Commit(ctx)
}

func (t *postgresTarget) discard(ctx context.Context) {
	if t.tx != nil {
		_ = t.tx.Rollback(context.WithoutCancel(ctx))
	}
	t.pool.Close()
}
