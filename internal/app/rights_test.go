package app

import (
	"crypto/rand"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// newRole makes a role that may connect to a database of PostgreSQL and nothing else, and gives the address by which it
// does. It goes with the test.
func newRole(t *testing.T, owner *database.DB, address string) string {
	t.Helper()
	name, password := "bandwise_test_"+strings.ToLower(rand.Text()), rand.Text()
	require.NoError(t, owner.Conn(t.Context()).Exec("CREATE ROLE "+name+" LOGIN PASSWORD '"+password+"'").Error)
	t.Cleanup(func() {
		_, err := owner.SQL().Exec("DROP OWNED BY " + name)
		assert.NoError(t, err)
		_, err = owner.SQL().Exec("DROP ROLE " + name)
		assert.NoError(t, err)
	})
	parsed, err := url.Parse(address)
	require.NoError(t, err)
	parsed.User = url.UserPassword(name, password)
	return parsed.String()
}

// TestTheApplicationsRoleCannotChangeTheTrail runs the application as a role that does not own the schema: everything that
// the matrix is furnished with is written, the trail is sealed and verified, and what was written to the trail stays.
func TestTheApplicationsRoleCannotChangeTheTrail(t *testing.T) {
	ownerURL := installed.Copy(t, database.Postgres)
	owner, err := database.Open(t.Context(), database.Config{URL: ownerURL})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, owner.Close()) })
	applicationURL := newRole(t, owner, ownerURL)
	require.ErrorContains(t, database.MigrateAs(t.Context(), ownerURL, ownerURL, nil), "are the same role")
	require.NoError(t, database.MigrateAs(t.Context(), ownerURL, applicationURL, nil))

	f := &fixture{t: t, app: openFixture(t, applicationURL, t.TempDir(), slog.DiscardHandler), ctx: t.Context()}
	defer func() { require.NoError(t, f.app.Close()) }()
	f.furnish()
	_, err = f.app.RunJobs(t.Context())
	require.NoError(t, err)
	running, err := f.app.jobs.Start(t.Context())
	require.NoError(t, err)
	require.NoError(t, running.Stop(t.Context()))
	sealer := audit.NewSealer(f.app.db, calendar.SystemClock, slog.Default())
	_, err = sealer.FindUnsealed(t.Context())
	require.NoError(t, err)
	sealed, err := sealer.Seal(t.Context())
	require.NoError(t, err)
	assert.Greater(t, sealed, 100)
	trail := audit.New(audit.NewStore(f.app.db), calendar.SystemClock)
	report, err := trail.Verify(t.Context(), nil)
	require.NoError(t, err)
	assert.Nil(t, report.Bad)
	assert.Equal(t, int64(sealed), report.Checked)

	for _, statement := range []string{
		"UPDATE audit_entries SET action = 'x'", "DELETE FROM audit_entries", "TRUNCATE audit_entries",
		"UPDATE audit_seals SET hash = 'x'", "DELETE FROM audit_seals", "TRUNCATE audit_seals", "DELETE FROM audit_head",
		"ALTER TABLE audit_entries DISABLE TRIGGER USER", "DROP TRIGGER audit_entries_stay ON audit_entries", "DROP TABLE audit_seals",
		"ALTER TABLE audit_entries OWNER TO CURRENT_USER", "SET session_replication_role = replica",
		"CREATE TABLE mine (id int)", "UPDATE goose_db_version SET is_applied = false",
	} {
		refused := f.app.db.Conn(t.Context()).Exec(statement).Error
		assert.Regexp(t, "permission denied|must be owner", refused, statement)
	}
	for _, statement := range []string{"SELECT 1 FROM audit_entries", "SELECT 1 FROM audit_seals"} {
		assert.NoError(t, f.app.db.Conn(t.Context()).Exec(statement).Error)
	}
}

// A node whose operator keeps the owner's address elsewhere starts on a schema that is up to date, and says what to do on
// one that is not.
func TestANodeWithoutTheOwnersAddress(t *testing.T) {
	ownerURL := installed.Copy(t, database.Postgres)
	owner, err := database.Open(t.Context(), database.Config{URL: ownerURL})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, owner.Close()) })
	applicationURL := newRole(t, owner, ownerURL)
	require.NoError(t, database.MigrateAs(t.Context(), ownerURL, applicationURL, nil))
	application, err := database.Open(t.Context(), database.Config{URL: applicationURL})
	require.NoError(t, err)
	defer func() { require.NoError(t, application.Close()) }()
	require.NoError(t, application.Migrate(t.Context()))
	require.NoError(t, owner.Conn(t.Context()).Exec("DELETE FROM goose_db_version WHERE version_id = (SELECT MAX(version_id) FROM goose_db_version)").Error)
	assert.ErrorContains(t, application.Migrate(t.Context()), "BANDWISE_DATABASE_OWNER_URL")
}
