package app

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/api"
	"bandwise/internal/identity"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// A leaver who was removed after the backup comes back with it, and goes again by the log that was kept apart.
func TestWhoWasRemovedGoesAgainAfterARestore(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			url, folder, f := fixtures[dialect].copied(t, dialect)
			f.t, f.ctx = t, t.Context()
			var before config.Config
			f.app = openFixture(t, url, folder, slog.DiscardHandler, func(c *config.Config) { before = *c })
			t.Cleanup(func() { require.NoError(t, f.app.Close()) })
			require.NoError(t, before.Complete())
			founder, leaver, guard := f.trainee.org.founder, f.trainee, f.guard
			drafts := func(f *fixture) (n int64) {
				require.NoError(t, f.app.db.Conn(t.Context()).Table("evidence_drafts").
					Where("updated_at < ? AND organisation_id = (SELECT organisation_id FROM people WHERE id = ?)", calendar.On(2021, 1, 1).Midnight(), leaver.id).Count(&n).Error)
				return n
			}
			f.left(leaver, "2020-11-19")
			require.NoError(t, f.app.db.Conn(t.Context()).Exec("UPDATE evidence_drafts SET updated_at = ? WHERE person_id <> ?", calendar.On(2020, 1, 1).Midnight(), leaver.id).Error)
			require.Positive(t, drafts(&f))
			archive := filepath.Join(t.TempDir(), "bandwise.tar.gz")
			_, err := Backup(t.Context(), before, quietly, archive)
			require.NoError(t, err)

			f.left(guard, "2020-11-18")
			f.runsRetention(founder)
			require.Zero(t, drafts(&f))
			log := filepath.Join(t.TempDir(), "log.txt")
			var said bytes.Buffer
			require.NoError(t, KeepDeletionLog(t.Context(), before, quietly, log, &said))
			require.ErrorIs(t, KeepDeletionLog(t.Context(), before, quietly, log, &said), os.ErrExist, "a log is never written over")
			text, err := os.ReadFile(log)
			require.NoError(t, err)
			for _, name := range []string{"trainee", "guard", leaver.email} {
				assert.NotContains(t, string(text), name)
			}

			after := emptyPlace(t, dialect)
			_, err = Restore(t.Context(), after, archive)
			require.NoError(t, err)
			g := f
			g.app, err = Open(t.Context(), after, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Clock: f.app.options.Clock})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, g.app.Close()) })
			reapply := func(carryOut bool) (string, error) {
				var out bytes.Buffer
				err := ReapplyDeletions(t.Context(), after, Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Clock: f.app.options.Clock}, log, carryOut, &out)
				return out.String(), err
			}
			entries := func() (n int64) {
				require.NoError(t, g.app.db.Conn(t.Context()).Table("deletion_log").Count(&n).Error)
				return n
			}
			everything := strings.Join(g.everyText(), "\n")
			require.Contains(t, everything, leaver.email, "the leaver is back")

			shown, err := reapply(false)
			require.NoError(t, err)
			assert.Contains(t, shown, "back:     Person trainee (left on 19 November 2020)")
			assert.Contains(t, shown, "kept:     Person guard has not left by these records")
			assert.Contains(t, shown, "back:     Unfinished evidence")
			assert.Contains(t, shown, "Nothing was changed.")
			assert.Equal(t, everything, strings.Join(g.everyText(), "\n"), "it only looks")
			assert.Positive(t, drafts(&g))

			var hold api.LegalHold
			g.must(founder, "POST", "/people/"+leaver.id.String()+"/legal-holds", object{"reason": "A claim is open.", "reviewOn": "2027-06-01"}, &hold)
			shown, err = reapply(true)
			require.ErrorIs(t, err, ErrNotReapplied)
			assert.Contains(t, shown, "kept:     Person trainee is under a legal hold")
			assert.Contains(t, shown, "removed:  Unfinished evidence")
			assert.Zero(t, drafts(&g))
			assert.EqualValues(t, 1, entries())

			g.must(founder, "POST", "/legal-holds/"+hold.Id.String()+"/release", object{"version": hold.Version, "reason": "It was settled."}, nil)
			g.left(guard, "2020-11-18")
			number := func(f *fixture) (n int) {
				require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT number FROM former_staff WHERE person_id = ?", guard.id).Scan(&n).Error)
				return n
			}
			taken := number(&f)
			require.NoError(t, g.app.db.Conn(t.Context()).Exec("INSERT INTO former_staff (person_id, organisation_id, number, made_at) SELECT ?, organisation_id, ?, created_at FROM people WHERE id = ?",
				f.foreigner.id, taken, guard.id).Error)
			shown, err = reapply(true)
			require.NoError(t, err)
			assert.Contains(t, shown, "removed:  person "+leaver.id.String())
			assert.NotContains(t, shown, "Person trainee", "what is printed now has no name")
			assert.EqualValues(t, 3, entries())
			for _, line := range g.everyText() {
				assert.NotContains(t, line, leaver.email)
				assert.NotContains(t, line, "Person trainee")
			}
			former := func(f *fixture) (name string) {
				require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT name FROM people WHERE id = ?", leaver.id).Scan(&name).Error)
				return name
			}
			assert.Equal(t, former(&f), former(&g), "the number is the one that they had")
			assert.NotContains(t, []int{0, taken}, number(&g), "somebody else has got the number meanwhile")
			var recorded int64
			require.NoError(t, g.app.db.Conn(t.Context()).Table("audit_entries").Where("request_id = 'privacy-reapply' AND action = 'privacy.pseudonymised' AND actor_id IS NULL").Count(&recorded).Error)
			assert.EqualValues(t, 2, recorded)

			_, err = g.app.RunJobs(t.Context())
			require.NoError(t, err)
			assert.Equal(t, f.storedKeys(), g.storedKeys(), "the files went again")
			shown, err = reapply(true)
			require.NoError(t, err)
			assert.Contains(t, shown, "0 back, 0 removed again, 0 kept")
			assert.EqualValues(t, 3, entries(), "again, it does nothing")

			require.NoError(t, os.WriteFile(log, text[len("Bandwise"):], 0o600))
			_, err = reapply(true)
			require.ErrorContains(t, err, "this is no deletion log")
		})
	}
}

// storedKeys are the keys of everything in the file store.
func (f *fixture) storedKeys() []string {
	f.t.Helper()
	var all []string
	for key, err := range f.app.bucket.Keys(f.ctx) {
		require.NoError(f.t, err)
		all = append(all, key)
	}
	return all
}
