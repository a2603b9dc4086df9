package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"bandwise/internal/platform/database"
)

// sqlite adds a copy of the database's file as of one moment; who writes meanwhile does not wait.
func (w *writer) sqlite(ctx context.Context, db *database.DB) (err error) {
	folder, err := os.MkdirTemp(w.folder, "bandwise-backup-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "copy.db")
	if _, err := db.SQL().ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return err
	}
	err = withSQLite(ctx, path, func(db *database.DB) error {
		w.manifest.Tables, err = countSQLite(ctx, db)
		return err
	})
	if err != nil {
		return err
	}
	held, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(w.add(sqliteName, held), held.Close())
}

// withSQLite opens a database file that SQLite finds sound, and leaves everything of it within the one file.
func withSQLite(ctx context.Context, path string, do func(*database.DB) error) (err error) {
	db, err := database.Open(ctx, database.Config{URL: "sqlite:" + path, MaxConnections: 1})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.Check(ctx); err != nil {
		return err
	}
	if err := do(db); err != nil {
		return err
	}
	_, err = db.SQL().ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	return err
}

func countSQLite(ctx context.Context, db *database.DB) (tables []Table, err error) {
	names, err := column(ctx, db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		table := Table{Name: name}
		if err := db.SQL().QueryRowContext(ctx, `SELECT COUNT(*) FROM "`+name+`"`).Scan(&table.Rows); err != nil { //nolint:gosec // the database's own name of a table
			return nil, err
		}
		tables = append(tables, table)
	}
	return tables, nil
}

func column(ctx context.Context, db *database.DB, query string) (values []string, err error) {
	rows, err := db.SQL().QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var value string
		if err := rows.Scan(&value); err != nil {
			return nil, err
		}
		values = append(values, value)
	}
	return values, rows.Err()
}

// sqliteTarget is where a SQLite database is restored to. It takes its name when everything is in place.
type sqliteTarget struct {
	path     string
	manifest Manifest
	written  bool
}

func openSQLiteTarget(url string, m Manifest) (*sqliteTarget, error) {
	path := strings.TrimPrefix(url, "sqlite:")
	switch _, err := os.Stat(path); {
	case err == nil:
		return nil, fmt.Errorf("%w: there is a database at %s", ErrNotEmpty, path)
	case !errors.Is(err, os.ErrNotExist):
		return nil, err
	}
	return &sqliteTarget{path: path, manifest: m}, os.MkdirAll(filepath.Dir(path), 0o700)
}

func (t *sqliteTarget) draft() string { return t.path + ".restoring" }

func (t *sqliteTarget) load(_ context.Context, name string, content io.Reader) error {
	if name != sqliteName {
		return fmt.Errorf("%w: %s does not belong to a SQLite database", ErrBroken, name)
	}
	out, err := os.OpenFile(t.draft(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	t.written = true
	_, err = io.Copy(out, content)
	return errors.Join(err, out.Sync(), out.Close())
}

func (t *sqliteTarget) complete(ctx context.Context) error {
	if !t.written {
		return fmt.Errorf("%w: it holds no database", ErrBroken)
	}
	return withSQLite(ctx, t.draft(), func(db *database.DB) error {
		if err := checkVersion(ctx, db, t.manifest); err != nil {
			return err
		}
		tables, err := countSQLite(ctx, db)
		if err != nil {
			return err
		}
		return sameTables(t.manifest.Tables, tables)
	})
}

func (t *sqliteTarget) commit(context.Context) error { return os.Rename(t.draft(), t.path) }

func (t *sqliteTarget) discard(context.Context) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(t.draft() + suffix)
	}
}
