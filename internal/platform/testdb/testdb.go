// Package testdb gives a test a database of its own, with the schema that the real migrations make, on SQLite and on
// PostgreSQL alike. The migrations run once; each test then gets a copy, and the copy goes with the test.
//
// PostgreSQL (15 or newer) is the server at BANDWISE_TEST_POSTGRES_URL, the address of a user who may create databases.
// Where the variable is not set, the test process starts a private server, which stops when that process ends.
package testdb

import (
	"context"
	"testing"

	"bandwise/internal/platform/database"
)

// Each runs a test twice, as subtests "sqlite" and "postgres", each on a fresh database with the whole schema.
func Each(t *testing.T, run func(t *testing.T, db *database.DB)) {
	t.Helper()
	for _, dialect := range dialects {
		t.Run(string(dialect), func(t *testing.T) { run(t, New(t, dialect)) })
	}
}

// EachEmpty runs a test twice, as subtests "sqlite" and "postgres", each with the address of a database without any
// schema, for tests that open and migrate it as the program does.
func EachEmpty(t *testing.T, run func(t *testing.T, url string)) {
	t.Helper()
	for _, dialect := range dialects {
		t.Run(string(dialect), func(t *testing.T) { run(t, Empty(t, dialect)) })
	}
}

// New opens a fresh database with the whole schema. It is closed and gone when the test ends.
func New(t testing.TB, dialect database.Dialect) *database.DB {
	t.Helper()
	var url string
	var err error
	if dialect == database.Postgres {
		url, err = copyOfPostgresTemplate(t)
	} else {
		url, err = copyOfSQLiteTemplate(t)
	}
	if err != nil {
		t.Fatalf("prepare a %s database for the test: %v", dialect, err)
	}
	db, err := database.Open(t.Context(), database.Config{URL: url})
	if err != nil {
		t.Fatalf("open the %s database of the test: %v", dialect, err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close the %s database of the test: %v", dialect, err)
		}
	})
	return db
}

// Empty gives the address of a fresh database without any schema. It is gone when the test ends.
func Empty(t testing.TB, dialect database.Dialect) string {
	t.Helper()
	if dialect == database.SQLite {
		return newSQLiteAddress(t)
	}
	url, err := newPostgresDatabase(t, "template0")
	if err != nil {
		t.Fatalf("prepare an empty PostgreSQL database for the test: %v", err)
	}
	return url
}

var dialects = []database.Dialect{database.SQLite, database.Postgres}

// migrate makes the schema in the database at url and lets go of it.
func migrate(ctx context.Context, url string) error {
	db, err := database.Open(ctx, database.Config{URL: url})
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx); err != nil {
		_ = db.Close()
		return err
	}
	return db.Close()
}
