package database

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"bandwise/migrations"
)

// Migrate brings the schema up to the newest version that this program knows. Several nodes may call it at once: on
// PostgreSQL one of them holds a lock and the others wait. A schema that is newer than the program is refused.
func (db *DB) Migrate(ctx context.Context) error {
	provider, err := db.provider()
	if err != nil {
		return err
	}
	known := int64(0)
	for _, source := range provider.ListSources() {
		known = max(known, source.Version)
	}
	current, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("read the version of the schema: %w", err)
	}
	if current > known {
		return fmt.Errorf("the database is at schema version %d and this program knows only up to %d: start the newer program, or restore the backup made before the upgrade", current, known)
	}
	done, err := provider.Up(ctx)
	if err != nil {
		return fmt.Errorf("bring the schema up to date: %w", err)
	}
	if len(done) > 0 {
		slog.InfoContext(ctx, "the schema was brought up to date", "from", current, "to", known)
	}
	return nil
}

// MigrationPending reports whether the schema is older than this program.
func (db *DB) MigrationPending(ctx context.Context) (bool, error) {
	provider, err := db.provider()
	if err != nil {
		return false, err
	}
	return provider.HasPending(ctx)
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

// Rollback undoes every migration. It is for tests: a real installation goes back by restoring its backup.
func (db *DB) Rollback(ctx context.Context) error {
	provider, err := db.provider()
	if err != nil {
		return err
	}
	_, err = provider.DownTo(ctx, 0)
	return err
}
