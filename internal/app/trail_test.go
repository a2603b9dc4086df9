package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
)

// refuseTrail makes every new row of the audit trail fail.
var refuseTrail = map[database.Dialect][]string{
	database.SQLite: {`CREATE TRIGGER refuse_trail BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, 'the trail is refused'); END`},
	database.Postgres: {
		`CREATE FUNCTION refuse_trail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the trail is refused'; END $$`,
		`CREATE TRIGGER refuse_trail BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION refuse_trail()`,
	},
}

// TestThereIsNoChangeWithoutItsTrail sends every write of the contract as somebody who may, while the audit trail takes no
// rows. The row is the last step of a change, so this fails each change half-way: it is answered as a failure, and nothing
// of it stays.
func TestThereIsNoChangeWithoutItsTrail(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, dialect)
			type write struct {
				contractOperation
				operation
				encounter
			}
			var writes []write
			for _, o := range contractOperations(t) {
				how := operations[o.id]
				// What needs a step before it cannot take that step now. Asking for a new password changes nobody's record, and must
				// not tell whether there is one: the job that answers it writes the row.
				if o.id == "askPasswordReset" || o.method == http.MethodGet || how.first != nil || strings.HasPrefix(o.id, "preview") {
					continue
				}
				if e, found := f.permitted(o, how); found {
					writes = append(writes, write{o, how, e})
				}
			}
			require.Greater(t, len(writes), 30, "most writes are tried")
			for _, statement := range refuseTrail[dialect] {
				_, err := f.app.db.SQL().ExecContext(t.Context(), statement)
				require.NoError(t, err)
			}
			before := contents(t, f.app.db)
			for _, w := range writes {
				w.encounter.f = f
				path, version, body := w.path, 0, any(nil)
				if i := strings.IndexByte(path, '{'); i >= 0 {
					path = path[:i] + w.at(w.encounter) + path[strings.LastIndexByte(path, '}')+1:]
				}
				if w.query != nil {
					path += "?" + w.query(w.encounter)
				}
				if w.operation.version != nil {
					version = w.operation.version(w.encounter)
				}
				if w.body != nil {
					body = w.body(w.encounter)
				}
				answer := f.send(w.by, w.method, path, body, version, w.upload)
				assert.GreaterOrEqual(t, answer.Code, 500, "%s by %s: %s", w.id, w.by.label, answer.Body.String())
			}
			assert.Equal(t, before, contents(t, f.app.db))
		})
	}
}

// permitted finds somebody who succeeds with an operation, and about whom.
func (f *fixture) permitted(o contractOperation, how operation) (encounter, bool) {
	for _, by := range f.senders {
		for _, r := range relations {
			e := encounter{by: by, about: f.subject(by, r), relation: r}
			if f.meet(o, how, e).succeeded() {
				return e, true
			}
			if how.alone {
				break
			}
		}
	}
	return encounter{}, false
}

// contents gives a hash of every table's rows. Sessions and failed sign-ins are no part of anybody's record.
func contents(t *testing.T, db *database.DB) map[string]string {
	t.Helper()
	tables := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
	if db.Dialect() == database.Postgres {
		tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
	}
	var names []string
	require.NoError(t, db.Conn(t.Context()).Raw(tables).Scan(&names).Error)
	all := map[string]string{}
	for _, name := range names {
		if name == "sessions" || name == "sign_in_failures" {
			continue
		}
		var rows []map[string]any
		require.NoError(t, db.Conn(t.Context()).Raw(fmt.Sprintf("SELECT * FROM %q", name)).Scan(&rows).Error)
		lines := make([]string, len(rows))
		for i, row := range rows {
			lines[i] = fmt.Sprint(row)
		}
		slices.Sort(lines)
		sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
		all[name] = fmt.Sprintf("%d rows, %s", len(rows), hex.EncodeToString(sum[:8]))
	}
	return all
}
