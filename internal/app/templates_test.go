package app

import (
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"bandwise/internal/identity"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// installed is a database as the first start leaves it: with the schema and the reference data.
var installed = testdb.Template{Fill: func(t testing.TB, url string) {
	c := config.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: url, LogFormat: "text"}
	require.NoError(t, c.Complete())
	a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes})
	require.NoError(t, err)
	require.NoError(t, a.Close())
}}

// furnished is the fixture as it was made for the first test that asked; the others get copies of its database and files.
// What it knows of people and rows is shared by all tests, and changed by none.
type furnished struct {
	mu       sync.Mutex
	database testdb.Template
	files    string
	fixture  *fixture
}

var fixtures = map[database.Dialect]*furnished{database.SQLite: {}, database.Postgres: {}}

// copied gives the address of a copy of the fixture's database, a copy of its files, and what it knows.
func (m *furnished) copied(t *testing.T, dialect database.Dialect) (string, string, fixture) {
	t.Helper()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fixture == nil {
		var err error
		m.files, err = os.MkdirTemp("", "bandwise-fixture-")
		require.NoError(t, err)
		m.database.Fill = func(_ testing.TB, url string) {
			f := &fixture{t: t, app: openFixture(t, url, m.files, slog.DiscardHandler), ctx: t.Context()}
			f.furnish()
			require.NoError(t, f.app.Close())
			m.fixture = f
		}
	}
	url, folder := m.database.Copy(t, dialect), filepath.Join(t.TempDir(), "data")
	require.NoError(t, os.CopyFS(folder, os.DirFS(m.files)))
	return url, folder, *m.fixture
}

func openFixture(t *testing.T, url, folder string, log slog.Handler, changes ...func(*config.Config)) *App {
	t.Helper()
	c := config.Config{
		Addr: "127.0.0.1:0", DataDir: folder, DatabaseURL: url, LogFormat: "text", SMTPURL: "smtp://127.0.0.1:1", MailFrom: "bandwise@northmoor.example",
	}
	for _, change := range changes {
		change(&c)
	}
	require.NoError(t, c.Complete())
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	a, err := Open(t.Context(), c, Options{Log: slog.New(log), hashCost: identity.CheapHashes, Clock: calendar.Fixed(now)})
	require.NoError(t, err)
	return a
}

func TestMain(m *testing.M) {
	// The tests make much that is soon garbage; collecting it less often costs memory and saves a tenth of their time.
	debug.SetGCPercent(400)
	result := m.Run()
	templates := []*testdb.Template{&installed}
	for _, f := range fixtures {
		templates = append(templates, &f.database)
		_ = os.RemoveAll(f.files)
	}
	for _, template := range templates {
		if err := template.Drop(); err != nil && result == 0 {
			result = 1
		}
	}
	os.Exit(result)
}
