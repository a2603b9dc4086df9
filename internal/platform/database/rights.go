package database

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"bandwise/migrations"
)

// MigrateAs brings the schema of a PostgreSQL database up to date as the role that owns it, at ownerURL, and then gives the
// role that the application runs as, at url, what it needs and no more: it cannot change the schema, nor what was written
// to the audit trail.
func MigrateAs(ctx context.Context, ownerURL, url string, log *slog.Logger) (err error) {
	owner, err := pgx.ParseConfig(ownerURL)
	if err != nil {
		return errors.New("the address of the schema's owner cannot be read")
	}
	application, err := pgx.ParseConfig(url)
	if err != nil {
		return errors.New("the address of the database cannot be read")
	}
	switch {
	case owner.Database != application.Database:
		return fmt.Errorf("the schema's owner connects to the database %s and the application to %s", owner.Database, application.Database)
	case owner.User == application.User:
		return fmt.Errorf("the schema's owner and the application are the same role, %s", owner.User)
	}
	db, err := Open(ctx, Config{URL: ownerURL, Logger: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	return db.letUse(ctx, application.User)
}

// letUse gives a role its rights, and takes what else it had.
func (db *DB) letUse(ctx context.Context, role string) error {
	var mighty bool
	err := db.Conn(ctx).Raw(`SELECT r.rolsuper OR EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = 'public' AND c.relkind = 'r' AND pg_has_role(r.oid, c.relowner, 'MEMBER')) FROM pg_roles r WHERE r.rolname = ?`, role).Scan(&mighty).Error
	if err != nil {
		return Wrap(err, "role")
	}
	if mighty {
		return fmt.Errorf("the application's role %s is a superuser, or owns tables itself, so that nothing can be kept from it: let it be a role of its own (docs/operations.md)", role)
	}
	return db.InTx(ctx, func(ctx context.Context) error {
		for statement := range strings.SplitSeq(strings.ReplaceAll(migrations.Rights, "{role}", pgx.Identifier{role}.Sanitize()), ";") {
			if strings.TrimSpace(statement) == "" {
				continue
			}
			if err := db.Conn(ctx).Exec(statement).Error; err != nil {
				return fmt.Errorf("give the application's role %s its rights: %w", role, err)
			}
		}
		return nil
	})
}

// Owns reports whether the role of this connection owns a table, and so may change what it is made of. SQLite has no roles.
func (db *DB) Owns(ctx context.Context, table string) (bool, error) {
	if db.dialect == SQLite {
		return true, nil
	}
	var owns bool
	err := db.Conn(ctx).Raw("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(?)", table).Scan(&owns).Error
	return owns, Wrap(err, "role")
}

// explainRefusal tells an operator what to do when the role of the connection may not change the schema.
func explainRefusal(err error) error {
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == "42501" {
		return fmt.Errorf("this role may not change the schema: set BANDWISE_DATABASE_OWNER_URL, or run \"bandwise migrate\" with it: %w", err)
	}
	return err
}
