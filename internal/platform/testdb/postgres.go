package testdb

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"bandwise/internal/platform/database"
)

// templateLock is the key of the advisory lock under which one of several test processes makes the template.
const templateLock = 0x62616e64

// postgresTemplate gives the name of a migrated database on the server. Its name tells the migrations that made it, so
// that a server which outlives a change of the schema gets a new one.
var postgresTemplate = sync.OnceValues(func() (string, error) {
	ctx := context.Background()
	fingerprint, err := database.SchemaFingerprint()
	if err != nil {
		return "", err
	}
	name := "bandwise_template_" + fingerprint
	return name, onServer(ctx, func(server *pgx.Conn) error {
		// The lock goes with the connection.
		if _, err := server.Exec(ctx, "SELECT pg_advisory_lock($1)", templateLock); err != nil {
			return err
		}
		var found bool
		err := server.QueryRow(ctx, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name).Scan(&found)
		if err != nil || found {
			return err
		}
		// Renamed only when whole: what a process left half migrated is never taken for the template.
		draft := name + "_draft"
		if _, err := server.Exec(ctx, "DROP DATABASE IF EXISTS "+draft+" WITH (FORCE)"); err != nil {
			return err
		}
		if _, err := server.Exec(ctx, "CREATE DATABASE "+draft+" TEMPLATE template0"); err != nil {
			return err
		}
		address, err := addressOf(draft)
		if err != nil {
			return err
		}
		if err := migrate(ctx, address); err != nil {
			return err
		}
		_, err = server.Exec(ctx, "ALTER DATABASE "+draft+" RENAME TO "+name)
		return err
	})
})

func copyOfPostgresTemplate(t testing.TB) (string, error) {
	t.Helper()
	template, err := postgresTemplate()
	if err != nil {
		return "", err
	}
	return newPostgresDatabase(t, template)
}

// newPostgresDatabase makes a copy of the template that is dropped when the test ends, with its connections.
func newPostgresDatabase(t testing.TB, template string) (string, error) {
	t.Helper()
	name := "bandwise_test_" + strings.ToLower(rand.Text())
	if err := createFrom(t.Context(), name, template); err != nil {
		return "", err
	}
	t.Cleanup(func() {
		if err := dropDatabase(name); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
	return addressOf(name)
}

func createFrom(ctx context.Context, name, template string) error {
	return onServer(ctx, func(server *pgx.Conn) error {
		// Copying the files takes less than half the time of copying through the write-ahead log, the default.
		_, err := server.Exec(ctx, "CREATE DATABASE "+name+" TEMPLATE "+template+" STRATEGY file_copy")
		return err
	})
}

func dropDatabase(name string) error {
	ctx := context.Background()
	return onServer(ctx, func(server *pgx.Conn) error {
		_, err := server.Exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)")
		return err
	})
}

// onServer connects to the server as the user who may create databases.
func onServer(ctx context.Context, do func(*pgx.Conn) error) error {
	running, err := server()
	if err != nil {
		return err
	}
	connection, err := pgx.Connect(ctx, running.address)
	if err != nil {
		return err
	}
	defer func() { _ = connection.Close(context.Background()) }()
	return do(connection)
}

// addressOf gives the address of a database on the server.
func addressOf(name string) (string, error) {
	running, err := server()
	if err != nil {
		return "", err
	}
	parsed, err := url.Parse(running.address)
	if err != nil {
		return "", fmt.Errorf("read the address of the PostgreSQL server: %w", err)
	}
	parsed.Path = "/" + name
	return parsed.String(), nil
}
