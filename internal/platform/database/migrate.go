package database

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"bandwise/migrations"
)

// migrationLock is the key of the advisory lock under which one of several nodes brings the schema up to date.
const migrationLock = 0x62616e6477697365

// Migrate brings the schema up to the newest version that this program knows: Bandwise's own migrations, then those of
// River, the job runner. Several nodes may call it at once: on PostgreSQL one of them holds a lock and the others wait.
// A schema that is newer than the program is refused.
func (db *DB) Migrate(ctx context.Context) error {
	provider, err := db.provider()
	if err != nil {
		return err
	}
	known := newest(provider)
	unlock, err := db.lockMigrations(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	current, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read the version of the schema: %w", err)
	}
	if current > known {
		return fmt.Errorf("the database is at schema version %d and this program knows only up to %d: start the newer program, or restore the backup made before the upgrade", current, known)
	}
	done, err := provider.Up(ctx)
	if err != nil {
		return fmt.Errorf("bring the schema up to date: %w", explainRefusal(err))
	}
	if len(done) > 0 {
		slog.InfoContext(ctx, "the schema was brought up to date", "from", current, "to", known)
	}
	return db.upRiver(ctx)
}

// MigrationPending reports whether the schema is older than this program.
func (db *DB) MigrationPending(ctx context.Context) (bool, error) {
	provider, err := db.provider()
	if err != nil {
		return false, err
	}
	pending, err := provider.HasPending(ctx)
	if err != nil || pending {
		return pending, err
	}
	applied, err := db.riverVersion(ctx)
	if err != nil {
		return false, err
	}
	err = db.withRiver(ctx, func(m river) error {
		pending = applied < m.newest()
		return nil
	})
	return pending, err
}

func newest(provider *goose.Provider) (version int64) {
	for _, source := range provider.ListSources() {
		version = max(version, source.Version)
	}
	return version
}

// Rollback undoes every migration, and with them everything that is stored. It is for tests and for a restore that failed
// half-way: a real installation goes back by restoring its backup.
func (db *DB) Rollback(ctx context.Context) error {
	provider, err := db.provider()
	if err != nil {
		return err
	}
	if err := db.withRiver(ctx, func(m river) error { return m.down(ctx) }); err != nil {
		return err
	}
	_, err = provider.DownTo(ctx, 0)
	return err
}

// SchemaFingerprint changes with every change of the PostgreSQL schema that [DB.Migrate] makes; tests name their
// template of a migrated database by it.
func SchemaFingerprint() (string, error) {
	files, err := fs.Sub(migrations.Files, string(Postgres))
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	for _, tree := range []fs.FS{files, riverpgxv5.New(nil).GetMigrationFS(riverdriver.MigrationLineMain)} {
		err := fs.WalkDir(tree, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := fs.ReadFile(tree, path)
			_, _ = fmt.Fprintf(hash, "%s %d\n", path, len(content))
			_, _ = hash.Write(content)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil)[:6]), nil
}

func (db *DB) provider() (*goose.Provider, error) {
	files, err := fs.Sub(migrations.Files, string(db.dialect))
	if err != nil {
		return nil, err
	}
	options := []goose.ProviderOption{goose.WithLogger(goose.NopLogger())}
	dialect := goose.DialectSQLite3
	if db.dialect == Postgres {
		dialect = goose.DialectPostgres
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(dialect, db.sql, files, options...)
}

// lockMigrations waits until no other node migrates, and keeps it so until the returned function is called.
func (db *DB) lockMigrations(ctx context.Context) (func(), error) {
	if db.dialect == SQLite {
		return func() {}, nil
	}
	held, err := db.sql.Conn(ctx)
	if err != nil {
		return nil, Wrap(err, "connection")
	}
	if _, err := held.ExecContext(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		_ = held.Close()
		return nil, Wrap(err, "lock")
	}
	return func() {
		_, _ = held.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrationLock)
		_ = held.Close()
	}, nil
}

// river is the part of River's migrations that does not depend on the kind of database.
type river interface {
	// newest is the newest version that this program knows.
	newest() int
	up(ctx context.Context) error
	down(ctx context.Context) error
}

// riverVersion gives the version of the job runner's tables, 0 when there are none. River itself cannot read a version that
// is newer than it knows.
func (db *DB) riverVersion(ctx context.Context) (int, error) {
	there := "SELECT COUNT(*) FROM sqlite_master WHERE name = 'river_migration'"
	if db.dialect == Postgres {
		there = "SELECT COUNT(to_regclass('river_migration'))"
	}
	var n int
	if err := db.sql.QueryRowContext(ctx, there).Scan(&n); err != nil || n == 0 {
		return 0, Wrap(err, "job runner's version")
	}
	err := db.sql.QueryRowContext(ctx, "SELECT COALESCE(MAX(version), 0) FROM river_migration WHERE line = 'main'").Scan(&n)
	return n, Wrap(err, "job runner's version")
}

// upRiver brings the job runner's tables up to date.
func (db *DB) upRiver(ctx context.Context) error {
	applied, err := db.riverVersion(ctx)
	if err != nil {
		return err
	}
	return db.withRiver(ctx, func(m river) error {
		switch {
		case applied == m.newest():
			return nil
		case applied > m.newest():
			return fmt.Errorf("the job runner's tables are at version %d and this program knows only up to %d: start the newer program, or restore the backup made before the upgrade", applied, m.newest())
		}
		if err := m.up(ctx); err != nil {
			return fmt.Errorf("bring the job runner's tables up to date: %w", err)
		}
		return nil
	})
}

func (db *DB) withRiver(ctx context.Context, do func(river) error) error {
	if db.dialect == SQLite {
		m, err := rivermigrate.New(riversqlite.New(db.sql), &rivermigrate.Config{Logger: quiet})
		if err != nil {
			return err
		}
		return do(migrator[*sql.Tx]{m})
	}
	// The pool connects when it is first used.
	pool, err := db.Pool(ctx, 1)
	if err != nil {
		return err
	}
	defer pool.Close()
	m, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: quiet})
	if err != nil {
		return err
	}
	return do(migrator[pgx.Tx]{m})
}

// quiet takes what River's migrations would tell on every start.
var quiet = slog.New(slog.DiscardHandler)

type migrator[TTx any] struct{ *rivermigrate.Migrator[TTx] }

func (m migrator[TTx]) newest() int {
	newest := 0
	for _, v := range m.AllVersions() {
		newest = max(newest, v.Version)
	}
	return newest
}

func (m migrator[TTx]) up(ctx context.Context) error {
	_, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

func (m migrator[TTx]) down(ctx context.Context) error {
	_, err := m.Migrate(ctx, rivermigrate.DirectionDown, &rivermigrate.MigrateOpts{TargetVersion: -1})
	return err
}

// SchemaVersion is the version of an installation's tables: Bandwise's own, and those of River, the job runner.
type SchemaVersion struct {
	Bandwise int64 `json:"bandwise"`
	River    int   `json:"river"`
}

func (v SchemaVersion) String() string {
	return fmt.Sprintf("%d with job runner %d", v.Bandwise, v.River)
}

// SchemaVersion gives the version that the database is at.
func (db *DB) SchemaVersion(ctx context.Context) (v SchemaVersion, err error) {
	provider, err := db.provider()
	if err != nil {
		return v, err
	}
	if v.Bandwise, err = provider.GetDBVersion(ctx); err != nil {
		return v, fmt.Errorf("read the version of the schema: %w", err)
	}
	v.River, err = db.riverVersion(ctx)
	return v, err
}

// NewestSchema gives the version that this program works with, whatever the database is at.
func (db *DB) NewestSchema(ctx context.Context) (v SchemaVersion, err error) {
	provider, err := db.provider()
	if err != nil {
		return v, err
	}
	v.Bandwise = newest(provider)
	return v, db.withRiver(ctx, func(m river) error {
		v.River = m.newest()
		return nil
	})
}

// Check asks the database whether what it stores is sound. PostgreSQL checks its pages while it reads them.
func (db *DB) Check(ctx context.Context) error {
	if db.dialect == Postgres {
		return db.Ping(ctx)
	}
	var said string
	if err := db.sql.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&said); err != nil {
		return Wrap(err, "database")
	}
	if said != "ok" {
		return fmt.Errorf("the database is damaged: %s", said)
	}
	return nil
}
