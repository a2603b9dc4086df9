package app

import (
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/identity"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/seed"
)

// TestTheLibrarysPagesTakeFewQueries counts every query of a request, those for the session included, once the process
// holds the library in memory.
func TestTheLibrarysPagesTakeFewQueries(t *testing.T) {
	ref, err := seed.Load()
	require.NoError(t, err)
	framework := "/frameworks/" + seed.ID(seed.KindFramework, ref.Framework.Slug).String()
	pages := map[string]string{
		"a framework": framework, "a skill": framework + "/matrix?code=ANCC",
		"a profile":  "/job-profiles/" + seed.ID(seed.KindProfile, ref.Profiles[0].Slug).String(),
		"the ladder": "/ladder",
	}
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			c := config.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, dialect), LogFormat: "text"}
			require.NoError(t, c.Complete())
			now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
			a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Clock: calendar.Fixed(now)})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, a.Close()) })
			f := &fixture{t: t, app: a, ctx: t.Context()}
			reader := f.organisation("Northmoor").founder
			for name, path := range pages {
				f.ctx = t.Context()
				require.Equal(t, http.StatusOK, f.send(reader, http.MethodGet, path, nil, 0, false).Code, name)
				counted, queries := database.CountQueries(t.Context())
				f.ctx = counted
				require.Equal(t, http.StatusOK, f.send(reader, http.MethodGet, path, nil, 0, false).Code, name)
				t.Logf("%s: %d queries", name, queries.Load())
				assert.Positive(t, queries.Load(), "%s: the request's queries were counted", name)
				assert.LessOrEqual(t, queries.Load(), int64(5), name)
			}
		})
	}
}
