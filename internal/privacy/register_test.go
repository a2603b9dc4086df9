package privacy

import (
	"database/sql"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// column is a column of the schema with the table that it refers to.
type column struct {
	table, name, refersTo string
}

func columnsOf(t *testing.T, db *sql.DB) []column {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT m.name, c.name, COALESCE((SELECT f."table" FROM pragma_foreign_key_list(m.name) f WHERE f."from" = c.name), '')
		FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2`)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	var all []column
	for rows.Next() {
		var c column
		require.NoError(t, rows.Scan(&c.table, &c.name, &c.refersTo))
		all = append(all, c)
	}
	require.NoError(t, rows.Err())
	return all
}

// Whoever adds a table about people has to say here what a copy of a record has of it, and what becomes of it when somebody's name
// goes: in register.go.
func TestNoTableAboutPeopleIsForgotten(t *testing.T) {
	columns := columnsOf(t, testdb.New(t, database.SQLite).SQL())
	known := map[string]bool{}
	perPerson := map[string]bool{}
	for _, h := range Register() {
		known[h.Table] = true
		if h.Whose != "" {
			perPerson[h.Table] = true
		}
	}
	tables := map[string]bool{}
	for _, c := range columns {
		tables[c.table] = true
		about := c.refersTo == "people" || c.name == "person_id" || c.name == "actor_id" || c.name == "email"
		partOf := perPerson[c.refersTo] && c.refersTo != "people"
		if about || partOf {
			assert.True(t, known[c.table], "the table %s is about people by its column %s, and is not in the register of internal/privacy", c.table, c.name)
		}
	}
	for table := range known {
		assert.True(t, tables[table], "the register has a table %s that is gone", table)
	}
}

func TestTheRegisterSaysWhatBecomesOfEachTable(t *testing.T) {
	columns := columnsOf(t, testdb.New(t, database.SQLite).SQL())
	has := map[string]bool{}
	for _, c := range columns {
		has[c.table+"."+c.name] = true
	}
	names := map[string]bool{}
	for _, h := range Register() {
		t.Run(h.fileName(), func(t *testing.T) {
			assert.NotZero(t, h.Area.Telling().Title+h.NotGiven, "an area, or why a copy has none of it")
			if h.NotGiven == "" {
				assert.NotEmpty(t, h.Title)
				assert.NotEmpty(t, h.Says)
				assert.NotEmpty(t, h.Whose)
				assert.False(t, names[h.fileName()], "two tables have the same file")
				names[h.fileName()] = true
			}
			assert.True(t, h.Erased || h.Kept != "", "rows are erased, or it is said why some of them stay")
			assert.False(t, h.Erased && len(h.Blank)+len(h.Null) > 0)
			if h.Erased || len(h.Blank)+len(h.Null) > 0 || h.Set != "" {
				assert.NotEmpty(t, h.where())
			}
			for _, c := range slices.Concat(h.Blank, h.Null, h.Hidden) {
				assert.True(t, has[h.Table+"."+c], "no column %s", c)
			}
		})
	}
}

// Free text that stays behind would keep the person in it.
func TestNoWordsOfAPersonStay(t *testing.T) {
	db := testdb.New(t, database.SQLite)
	words := []string{"note", "reason", "text", "comment", "title", "topics", "agreed", "dispute", "findings", "explanation", "outcome", "what", "because", "reflection", "what_i_did"}
	// These are the program's words, a choice from a list, or somebody else's record.
	fine := map[string]string{
		"course_bookings.outcome": "a choice", "attempt_papers.outcome": "a choice", "attempt_corrections.outcome": "a choice",
		"workforce_scenarios.note": "of a scenario that others use", "move_agreements.agreed": "yes or no", "pauses.reason": "replaced",
	}
	columns := columnsOf(t, db.SQL())
	for _, h := range Register() {
		if h.Erased && h.Where == "" || h.Whose == "" {
			continue
		}
		for _, c := range columns {
			if c.table != h.Table || !slices.Contains(words, c.name) && !strings.HasSuffix(c.name, "_reason") && !strings.HasSuffix(c.name, "_note") && !strings.HasSuffix(c.name, "_comment") || fine[h.Table+"."+c.name] != "" {
				continue
			}
			assert.True(t, h.Erased || slices.Contains(h.Blank, c.name), "%s.%s keeps what was written", h.Table, c.name)
		}
	}
}

func TestEveryReferenceToSomebodyIsNamed(t *testing.T) {
	for _, c := range columnsOf(t, testdb.New(t, database.SQLite).SQL()) {
		if c.refersTo == "people" {
			assert.True(t, namesSomebody(c.name), "a copy would have an identifier in the place of a name: %s.%s", c.table, c.name)
		}
	}
}

// The conditions of the register are SQL that both databases read.
func TestEveryTableIsReadAndEmptied(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		s := store{db}
		for _, h := range given() {
			c, err := s.copied(t.Context(), h, uuid.New())
			require.NoError(t, err, h.Table)
			assert.Empty(t, c.Rows, h.Table)
			assert.NotEmpty(t, c.Columns, h.Table)
			for _, secret := range []string{"password_hash", "token_hash", "key", "mark"} {
				assert.NotContains(t, c.Columns, secret, h.Table)
			}
		}
		rows, err := s.takeOut(t.Context(), uuid.New())
		require.NoError(t, err)
		assert.Zero(t, rows)
		for k := range swept {
			n, people, err := s.sweepCount(t.Context(), k, uuid.New(), calendar.On(2027, 3, 14))
			require.NoError(t, err, k.String())
			assert.Zero(t, n+people)
			n, err = s.sweep(t.Context(), k, uuid.New(), calendar.On(2027, 3, 14))
			require.NoError(t, err, k.String())
			assert.Zero(t, n)
		}
	})
}
