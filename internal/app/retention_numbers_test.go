package app

import (
	"cmp"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/identity"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// numbersOf are the answers that count people, as the workforce lead reads them, without who is named in them.
func numbersOf(t *testing.T, s trust) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, path := range []string{
		"/workforce/overview", "/workforce/heatmap", "/workforce/forecast", "/workforce/readiness", "/workforce/single-points", "/workforce/pipeline", "/workforce/establishment",
		"/workforce/expiries", "/workforce/people?limit=200",
	} {
		r := s.send(s.reader, http.MethodGet, path, nil, 0, false)
		require.Equal(t, http.StatusOK, r.Code, "%s: %s", path, r.Body)
		all[path] = r.Body.String()
	}
	return all
}

// inAnyOrder gives an answer with its lists in an order that does not depend on names, by which most are sorted.
func inAnyOrder(t *testing.T, body string) any {
	t.Helper()
	var answer any
	require.NoError(t, json.Unmarshal([]byte(body), &answer))
	var order func(any) string
	order = func(v any) string {
		switch v := v.(type) {
		case []any:
			slices.SortFunc(v, func(a, b any) int { return cmp.Compare(order(a), order(b)) })
		case map[string]any:
			for _, each := range v {
				order(each)
			}
		}
		text, err := json.Marshal(v)
		require.NoError(t, err)
		return string(text)
	}
	order(answer)
	return answer
}

// TestTheNumbersStayWhenALeaversNameGoes has some of the demo trust's people with attempts and awards leave, takes their names, and compares
// what is counted, in a program that was started anew so that nothing is remembered.
func TestTheNumbersStayWhenALeaversNameGoes(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			c := config.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, dialect), LogFormat: "text", Demo: true}
			require.NoError(t, c.Complete())
			now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
			opened := func() *fixture {
				a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Clock: calendar.Fixed(now)})
				require.NoError(t, err)
				return &fixture{t: t, app: a, ctx: t.Context()}
			}
			f := opened()
			var leavers []string
			require.NoError(t, f.app.db.Conn(t.Context()).Raw(`SELECT people.email FROM people WHERE id IN (SELECT person_id FROM attempts)
				AND id NOT IN (SELECT person_id FROM grants) AND organisation_id = (SELECT organisation_id FROM people WHERE email = 'lead@demo.example')
				ORDER BY email LIMIT 6`).Scan(&leavers).Error)
			require.GreaterOrEqual(t, len(leavers), 3, "people with attempts")
			names := map[string]uuid.UUID{}
			for i, email := range leavers {
				var who struct {
					ID   uuid.UUID
					Name string
				}
				require.NoError(t, f.app.db.Conn(t.Context()).Table("people").Select("id, name").Where("email = ?", email).Take(&who).Error)
				names[who.Name] = who.ID
				f.left(&person{id: who.ID}, fmt.Sprintf("2026-0%d-28", i+4))
			}
			lead, administrator := trust{fixture: f, reader: f.session("lead@demo.example")}, f.session("admin@demo.example")
			before := numbersOf(t, lead)
			r := f.send(administrator, "PUT", "/retention-rules/leavers", object{"period": "P1D", "reason": "A trial.", "source": "The board's decision of May."}, 0, false)
			require.Equal(t, http.StatusPreconditionRequired, r.Code, r.Body.String())
			r = f.send(administrator, "PUT", "/retention-rules/leavers", object{"period": "P1D", "reason": "A trial.", "source": "The board's decision of May."}, 1, false)
			require.Equal(t, http.StatusOK, r.Code, r.Body.String())
			p := f.runsRetention(administrator)
			require.Len(t, p.Leavers, len(leavers)+2, "and the two who left before the trust had Bandwise")
			require.NoError(t, f.app.Close())

			f = opened()
			t.Cleanup(func() { require.NoError(t, f.app.Close()) })
			lead.fixture = f
			after := numbersOf(t, lead)
			for path, was := range before {
				for name, id := range names {
					var called string
					require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT name FROM people WHERE id = ?", id).Scan(&called).Error)
					was = strings.ReplaceAll(was, name, called)
				}
				assert.Equal(t, inAnyOrder(t, was), inAnyOrder(t, after[path]), path)
			}
		})
	}
}
