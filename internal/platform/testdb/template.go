package testdb

import (
	"crypto/rand"
	"os"
	"strings"
	"sync"
	"testing"

	"bandwise/internal/platform/database"
)

// Template is a database with contents that take long to make. They are made once in a test process for each kind of
// database, and every test that asks gets a copy. It is safe for concurrent use.
type Template struct {
	// Fill fills an empty database at an address and lets go of it.
	Fill func(t testing.TB, url string)

	mu     sync.Mutex
	sqlite []byte
	// postgres is the name of the database on the server.
	postgres string
}

// Copy gives the address of a copy. The first test that asks for a kind of database makes its template, and fails when that
// fails.
func (m *Template) Copy(t testing.TB, dialect database.Dialect) string {
	t.Helper()
	var url string
	var err error
	if dialect == database.Postgres {
		url, err = newPostgresDatabase(t, m.onPostgres(t))
	} else {
		url = newSQLiteAddress(t)
		err = os.WriteFile(strings.TrimPrefix(url, "sqlite:"), m.onSQLite(t), 0o600)
	}
	if err != nil {
		t.Fatalf("copy the template of a %s database: %v", dialect, err)
	}
	return url
}

func (m *Template) onSQLite(t testing.TB) []byte {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sqlite == nil {
		url := newSQLiteAddress(t)
		m.Fill(t, url)
		made, err := os.ReadFile(strings.TrimPrefix(url, "sqlite:"))
		if err != nil {
			t.Fatalf("read the template: %v", err)
		}
		m.sqlite = made
	}
	return m.sqlite
}

func (m *Template) onPostgres(t testing.TB) string {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.postgres != "" {
		return m.postgres
	}
	name := "bandwise_test_template_" + strings.ToLower(rand.Text())
	if err := createFrom(t.Context(), name, "template0"); err != nil {
		t.Fatalf("make the template: %v", err)
	}
	url, err := addressOf(name)
	if err != nil {
		t.Fatalf("make the template: %v", err)
	}
	m.Fill(t, url)
	m.postgres = name
	return name
}

// Drop removes what is left of the template when all tests have run.
func (m *Template) Drop() error {
	if m.postgres == "" {
		return nil
	}
	return dropDatabase(m.postgres)
}
