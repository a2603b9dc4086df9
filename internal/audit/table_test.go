package audit_test

import (
	"encoding/csv"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// The table has the rows that the page shows for the same filters, and no other organisation's; taking it is in the trail.
func TestTheTrailIsTakenAwayAsItIsFiltered(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.record(n.trainee, "portfolio.claim_submitted", &n.trainee.PersonID)
		n.record(n.auditor, "staff.team_added", nil)
		other := n.person(n.organisation("southmere"), "=Otto+Ther", access.Auditor)
		n.record(other, "portfolio.claim_submitted", &other.PersonID)
		e := echo.New()
		audit.NewHandlers(n.Trail).Routes(e.Group(""))
		var failed error
		e.HTTPErrorHandler = func(err error, c echo.Context) { failed = err; c.Response().WriteHeader(http.StatusTeapot) }
		ask := func(by access.Actor, query string) *httptest.ResponseRecorder {
			w := httptest.NewRecorder()
			e.ServeHTTP(w, httptest.NewRequestWithContext(access.WithActor(t.Context(), by), http.MethodGet, "/audit-entries/table?"+query, http.NoBody))
			return w
		}
		rowsOf := func(w *httptest.ResponseRecorder) [][]string {
			require.Equal(t, http.StatusOK, w.Code, failed)
			rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.Body.String(), "\ufeff"))).ReadAll()
			require.NoError(t, err)
			return rows[1:]
		}
		rows := rowsOf(ask(n.auditor, "format=csv&action=portfolio.&personId="+n.trainee.PersonID.String()+"&from=2026-06-15&to=2026-06-15"))
		require.Len(t, rows, 1)
		assert.Equal(t, []string{"2026-06-15 10:00:00", "Terry Nee", "portfolio.claim_submitted", "claim", "7", "Terry Nee"}, rows[0][:6])
		assert.NotContains(t, strings.Join(rows[0], " "), "naïve", "what somebody wrote")
		for _, row := range rowsOf(ask(other, "format=csv")) {
			assert.False(t, strings.HasPrefix(row[1], "="), "a name is no formula: %s", row[1])
		}
		assert.Equal(t, http.StatusOK, ask(n.auditor, "format=xlsx").Code)
		taken := rowsOf(ask(n.auditor, "format=csv&action=audit.table_taken"))
		assert.Len(t, taken, 2)
		assert.Equal(t, http.StatusTeapot, ask(n.auditor, "from=2026-06-16&to=2026-06-15").Code)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(failed))
	})
}
