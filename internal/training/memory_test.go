package training_test

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/training"
)

// everybody gives the reach of somebody who reads about the whole trust today.
func (w *world) everybody() (access.Scopes, calendar.Date) {
	today := calendar.Today(w.today)
	return access.Scopes{PersonID: lee, OrganisationID: trust, Today: today, Organisation: true}, today
}

// agree holds what the memory gives of everybody to what is read and reckoned anew. Every test of this package does so before each
// thing that somebody does and at its end, so that no kind of change, however it comes, may leave the memory behind.
func (w *world) agree() {
	w.t.Helper()
	ctx := context.WithoutCancel(w.t.Context())
	in, today := w.everybody()
	found, err := w.memory.In(ctx, in, today)
	require.NoError(w.t, err)
	summaries, err := w.service.Summaries(ctx, in, today)
	require.NoError(w.t, err)
	currencies, err := w.service.Currencies(ctx, in, today)
	require.NoError(w.t, err)
	fresh := map[uuid.UUID]Listed{}
	for _, s := range summaries {
		fresh[s.PersonID] = Listed{Summary: &s}
	}
	for _, c := range currencies {
		l := fresh[c.PersonID]
		l.Currencies = append(l.Currencies, c)
		fresh[c.PersonID] = l
	}
	kept := map[uuid.UUID]Listed{}
	for _, l := range found {
		kept[personOf(l)] = l
	}
	require.Len(w.t, kept, len(found), "nobody twice")
	require.Equal(w.t, fresh, kept)
	for person := range fresh {
		before, err := w.service.CareerOf(ctx, trust, person)
		require.NoError(w.t, err)
		require.NoError(w.t, w.db.InTx(ctx, func(ctx context.Context) error {
			anew, err := w.service.CareerOf(ctx, trust, person)
			require.Equal(w.t, anew, before)
			return err
		}))
	}
}

func personOf(l Listed) uuid.UUID {
	if l.Summary != nil {
		return l.Summary.PersonID
	}
	return l.Currencies[0].PersonID
}

// named finds the tables that a statement reads.
var named = regexp.MustCompile("(?:FROM|JOIN) [\"`]?([a-z_]+)")

func TestEverythingThatListsRestOnChangesTheMark(t *testing.T) {
	// What rests on the rest of people's rows is read each time, and the others are no facts of somebody's training.
	apart := []string{"organisations", "teams", "training_stamps", "reference_stamps", "assignments"}
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2027-01-20")
		in, today := w.everybody()
		_, err := w.service.Summaries(t.Context(), in, today)
		require.NoError(t, err)
		ctx, sent := database.RecordStatements(t.Context())
		_, err = w.service.Summaries(ctx, in, today)
		require.NoError(t, err)
		w.done("ccs-e-learning", "2026-10-02")
		_, err = w.service.CareerOf(ctx, trust, tara)
		require.NoError(t, err)
		tables := map[string]bool{}
		for _, s := range sent() {
			for _, match := range named.FindAllStringSubmatch(s.SQL, -1) {
				tables[match[1]] = true
			}
		}
		require.Greater(t, len(tables), 12)
		for table := range tables {
			if slices.Contains(apart, table) {
				continue
			}
			events := w.events(table)
			assert.Contains(t, events, "UPDATE", table)
			if table == "people" || table == "exam_sittings" {
				continue // somebody's facts are other rows that refer to it
			}
			assert.Contains(t, events, "INSERT", table)
			assert.Contains(t, events, "DELETE", table)
		}
	})
}

// events lists the kinds of changes to a table after which the database changes marks.
func (w *world) events(table string) []string {
	w.t.Helper()
	query := `SELECT event_manipulation FROM information_schema.triggers WHERE event_object_table = ? AND action_timing = 'AFTER'
		AND trigger_name LIKE '%_stamp' AND trigger_name NOT LIKE '%_claim_stamp'`
	if w.db.Dialect() == database.SQLite {
		query = `SELECT CASE WHEN sql LIKE '% AFTER INSERT ON %' THEN 'INSERT' WHEN sql LIKE '% AFTER DELETE ON %' THEN 'DELETE' ELSE 'UPDATE' END
			FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '%training_stamps%'`
	}
	var events []string
	require.NoError(w.t, w.db.Conn(w.t.Context()).Raw(query, table).Scan(&events).Error)
	return events
}

func TestTheMemoryTakesTheSameQueriesForManyAsForFew(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2027-01-20")
		in, today := w.everybody()
		count := func() int64 {
			t.Helper()
			ctx, queries := database.CountQueries(t.Context())
			_, err := w.memory.In(ctx, in, today)
			require.NoError(t, err)
			return queries.Load()
		}
		count()
		assert.Equal(t, int64(2), count(), "the pathways' stamp and the people's marks")
		w.done("ccs-e-learning", "2026-10-02")
		w.memory = Remember(w.service, func(l Listed) (Listed, error) { return l, nil })
		few := count()
		for i := range 700 {
			person := uuid.New()
			w.person(trust, person, fmt.Sprintf("Trainee %d", i))
			w.appoint(person, codingOfficer, coding, 100, "2026-09-14", "")
		}
		assert.Equal(t, few, count())
		assert.Equal(t, int64(2), count())

		large, err := w.service.OrganisationsOf(t.Context(), 1000)
		require.NoError(t, err)
		assert.Empty(t, large)
		large, err = w.service.OrganisationsOf(t.Context(), 100)
		require.NoError(t, err)
		assert.Equal(t, []uuid.UUID{trust}, large)
		w.memory = Remember(w.service, func(l Listed) (Listed, error) { return l, nil })
		require.NoError(t, w.memory.Fill(t.Context(), trust, today))
		assert.Equal(t, int64(2), count(), "what was made ahead is kept")
	})
}

func TestTheMemoryKeepsNothingOfWhatIsRolledBack(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db, "2027-01-20")
		w.agree()
		in, today := w.everybody()
		by := w.as(tara)
		no := errors.New("no")
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			_, err := w.service.Record(ctx, by, tara, Record{Milestone: "ccs-e-learning", CompletedOn: day("2026-10-02")})
			require.NoError(t, err)
			found, err := w.memory.In(ctx, in, today)
			require.NoError(t, err)
			i := slices.IndexFunc(found, func(l Listed) bool { return personOf(l) == tara })
			assert.Equal(t, 1, found[i].Summary.WaitingSignOff, "whoever changes it sees it")
			return no
		})
		require.ErrorIs(t, err, no)
		w.agree()
	})
}
