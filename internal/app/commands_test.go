package app

import (
	"bytes"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/api"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// The only administrator has lost the app and the recovery codes; whoever runs the installation helps while the server runs.
func TestTheOperatorGivesTheOnlyAdministratorTheirAccessBack(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			url, folder, f := fixtures[dialect].copied(t, dialect)
			f.t, f.ctx = t, t.Context()
			var at config.Config
			f.app = openFixture(t, url, folder, slog.DiscardHandler, func(c *config.Config) { at = *c })
			t.Cleanup(func() { require.NoError(t, f.app.Close()) })
			require.NoError(t, at.Complete())
			founder := f.trainee.org.founder
			reset := func(email string) (string, error) {
				var out bytes.Buffer
				err := ResetFactor(t.Context(), at, quietly, email, &out)
				return out.String(), err
			}
			f.offeredFactor(founder)
			f.confirmFactor(founder)

			_, err := reset(" ")
			require.ErrorContains(t, err, "-email")
			_, err = reset("nobody@northmoor.example")
			require.ErrorContains(t, err, "nobody signs in with nobody@northmoor.example")
			_, err = reset(f.trainee.email)
			require.ErrorContains(t, err, "No second step is set up. Nothing was changed")
			assert.Equal(t, 200, f.send(founder, "GET", "/me", nil, 0, false).Code, "refused, it changes nothing")

			said, err := reset(founder.email)
			require.NoError(t, err)
			assert.Contains(t, said, "was removed, with the recovery codes. Every session of theirs has ended")
			assert.Contains(t, said, "http://127.0.0.1:0 with the password alone, and should set the second step up again")
			assert.Equal(t, 401, f.send(founder, "GET", "/me", nil, 0, false).Code)
			again := *founder
			again.cookie = f.cookie(founder.email, password)
			var mine struct{ Enrolled bool }
			f.must(&again, "GET", "/me/second-factor", nil, &mine)
			assert.False(t, mine.Enrolled)
			var trail api.AuditPage
			f.must(&again, "GET", "/audit-entries?action=identity.factor_reset", nil, &trail)
			require.Len(t, trail.Items, 1)
			assert.Nil(t, trail.Items[0].Actor)
			assert.Equal(t, "person-reset-factor", trail.Items[0].RequestId)
			assert.Equal(t, "operator", trail.Items[0].After["by"])

			_, err = reset(founder.email)
			require.ErrorContains(t, err, "No second step is set up")
		})
	}
}
