package app

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
)

// writtenByReading reports a table in which a reading may leave something: who read or downloaded what goes into the audit trail
// on purpose, and the library's search keeps its index, which is made from the library and holds nothing else.
func writtenByReading(table string) bool {
	return slices.Contains([]string{"audit_entries", "audit_unsealed", "record_reads"}, table) || strings.HasPrefix(table, "search_")
}

// TestReadingChangesNothing sends every GET of the contract as somebody who may, and compares every table before and after.
func TestReadingChangesNothing(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, dialect)
			read, before := 0, contents(t, f.app.db)
			for _, o := range contractOperations(t) {
				how := operations[o.id]
				// What needs a step before it changes something by that step.
				if o.method != http.MethodGet || how.first != nil {
					continue
				}
				e, found := f.permitted(o, how)
				if !found {
					continue
				}
				e.f = f
				path := o.path
				if i := strings.IndexByte(path, '{'); i >= 0 {
					path = path[:i] + how.at(e) + path[strings.LastIndexByte(path, '}')+1:]
				}
				if how.query != nil {
					path += "?" + how.query(e)
				}
				answer := f.send(e.by, http.MethodGet, path, nil, 0, false)
				require.Less(t, answer.Code, 400, "%s: %s", o.id, answer.Body.String())
				after := contents(t, f.app.db)
				for table, rows := range after {
					if before[table] != rows {
						assert.True(t, writtenByReading(table), "%s changed %s", o.id, table)
					}
				}
				before = after
				read++
			}
			assert.Greater(t, read, 120, "most of what can be read is read")
		})
	}
}
