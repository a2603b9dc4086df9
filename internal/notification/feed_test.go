package notification

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/labstack/echo/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// address makes a calendar address and gives its secret.
func (w *world) address() string {
	w.t.Helper()
	address, _, err := w.module.Service.MakeCalendarAddress(w.t.Context(), w.trainee)
	require.NoError(w.t, err)
	secret := strings.TrimSuffix(strings.TrimPrefix(address, "https://bandwise.northmoor.example/calendar/"), ".ics")
	require.Len(w.t, secret, 48, address)
	return secret
}

func (w *world) feed(secret string) Feed {
	w.t.Helper()
	feed, err := w.module.Service.Feed(w.t.Context(), secret)
	require.NoError(w.t, err)
	return feed
}

func TestACalendarIsAsTheStandardSays(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		w.behind()
		w.standings[0].Milestones[0].Title = "Anatomy, physiology; and a title that is so long that it has to be folded – twice, at least – over the lines"
		body := string(w.feed(w.address()).Body)
		lines := strings.Split(strings.TrimSuffix(body, "\r\n"), "\r\n")
		for _, line := range lines {
			assert.LessOrEqual(t, len(line), 75, line)
			assert.NotContains(t, line, "\n", "every line ends in CRLF")
		}
		unfolded := strings.ReplaceAll(body, "\r\n ", "")
		assert.Equal(t, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bandwise//Bandwise//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n", body[:strings.Index(body, "X-WR")])
		assert.Contains(t, unfolded, "\r\nSUMMARY:Anatomy\\, physiology\\; and a title that is so long that it has to be folded – twice\\, at least – over the lines due\r\n")
		assert.Contains(t, unfolded, "\r\nDTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261121\r\n")
		assert.Contains(t, unfolded, "\r\nDTSTAMP:20261130T073000Z\r\n")
		assert.Contains(t, unfolded, "\r\nSEQUENCE:0\r\n")

		parsed, err := ics.ParseCalendar(strings.NewReader(body))
		require.NoError(t, err)
		require.Len(t, parsed.Events(), 2)
		begins, err := parsed.Events()[1].GetAllDayStartAt()
		require.NoError(t, err)
		assert.Equal(t, "2027-01-20", begins.Format(time.DateOnly))
		assert.Equal(t, "Refresher due: ACC", parsed.Events()[1].GetProperty(ics.ComponentPropertySummary).Value)
	})
}

func TestAnEntryChangesOnlyWhenItsFactDoes(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		w.behind()
		secret := w.address()
		first := w.feed(secret)
		w.now = w.now.Add(72 * time.Hour)
		again := w.feed(secret)
		assert.Equal(t, string(first.Body), string(again.Body))
		assert.Equal(t, first.Tag, again.Tag)
		assert.True(t, first.Changed.Equal(again.Changed))

		w.standings[0].RefresherDueOn = on("2027-02-20")
		moved, err := ics.ParseCalendar(strings.NewReader(string(w.feed(secret).Body)))
		require.NoError(t, err)
		before, err := ics.ParseCalendar(strings.NewReader(string(first.Body)))
		require.NoError(t, err)
		for i, want := range []string{"0", "1"} {
			assert.Equal(t, before.Events()[i].Id(), moved.Events()[i].Id(), "the identifier stays")
			assert.Equal(t, want, moved.Events()[i].GetProperty(ics.ComponentPropertySequence).Value)
		}
		changed := w.feed(secret).Changed
		assert.True(t, changed.After(first.Changed))
		w.now = w.now.Add(time.Hour)
		w.standings[0].RefresherDueOn = calendar.Date{}
		assert.True(t, w.feed(secret).Changed.After(changed), "an entry that goes is a change")
	})
}

func TestOnlyTheNewestAddressOfSomebodyWhoWorksHereOpensACalendar(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		opens := func(secret string) bool {
			_, err := w.module.Service.Feed(t.Context(), secret)
			if err != nil {
				require.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
			}
			return err == nil
		}
		old := w.address()
		renewed := w.address()
		assert.False(t, opens(old))
		assert.True(t, opens(renewed))
		var kept struct{ TokenHash string }
		require.NoError(t, db.Conn(t.Context()).Raw("SELECT token_hash FROM calendar_addresses").Scan(&kept).Error)
		assert.NotContains(t, kept.TokenHash, renewed[:16], "only a hash is kept")
		w.exec("UPDATE people SET left_on = ? WHERE id = ?", calendar.Today(w.now).AddDays(-1), w.trainee.PersonID)
		assert.False(t, opens(renewed))
		w.exec("UPDATE people SET left_on = NULL WHERE id = ?", w.trainee.PersonID)
		require.NoError(t, w.module.Service.RemoveCalendarAddress(t.Context(), w.trainee))
		assert.False(t, opens(renewed))
	})
}

func TestACalendarIsReadWithoutASessionAndGuardedAgainstTrying(t *testing.T) {
	w := newWorld(t, testdb.New(t, database.SQLite))
	w.behind()
	secret := w.address()
	e := echo.New()
	e.HTTPErrorHandler = func(err error, c echo.Context) { _ = c.NoContent(apperr.CodeOf(err).Status()) }
	w.module.Handlers.Routes(e)
	get := func(path, tag string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, http.NoBody)
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		answer := httptest.NewRecorder()
		e.ServeHTTP(answer, r)
		return answer
	}
	first := get("/calendar/"+secret+".ics", "")
	assert.Equal(t, http.StatusOK, first.Code)
	assert.Equal(t, "text/calendar; charset=utf-8", first.Header().Get("Content-Type"))
	assert.Equal(t, http.StatusNotModified, get("/calendar/"+secret+".ics", first.Header().Get("ETag")).Code)
	for range mostMisses {
		assert.Equal(t, http.StatusNotFound, get("/calendar/"+strings.Repeat("a", 48)+".ics", "").Code)
	}
	assert.Equal(t, http.StatusTooManyRequests, get("/calendar/"+secret+".ics", "").Code)
	w.now = w.now.Add(time.Minute)
	assert.Equal(t, http.StatusOK, get("/calendar/"+secret+".ics", "").Code)
}

func TestNoticesOfAThousandTakeAsManyQueriesAsThoseOfThree(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		count := func(of Asked) int64 {
			ctx, queries := database.CountQueries(t.Context())
			_, _, err := w.module.Service.reckon(ctx, of)
			require.NoError(t, err)
			return queries.Load()
		}
		everybody := Asked{OrganisationID: w.organisation, Today: calendar.Today(w.now)}
		manager := Asked{OrganisationID: w.organisation, To: w.manager.PersonID, Today: calendar.Today(w.now)}
		before, own := count(everybody), count(manager)
		for range 30 {
			w.person("Another")
		}
		assert.Equal(t, before, count(everybody))
		assert.Equal(t, own, count(manager))
		t.Logf("%d queries for everybody, %d for one reader, beside training's", before, own)
	})
}
