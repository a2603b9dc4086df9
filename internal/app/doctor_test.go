package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/clamd"
	"bandwise/internal/platform/clamd/clamdtest"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// wrongParts gives the parts of an installation that must be mended, and holds that each finding of them says how.
func wrongParts(t *testing.T, c config.Config) (parts []string) {
	t.Helper()
	for _, f := range Examine(t.Context(), c) {
		assert.NotEmpty(t, f.State, f.Part)
		if f.Wrong() {
			parts = append(parts, f.Part)
			assert.NotEmpty(t, f.Advice, f.Part)
			assert.True(t, strings.HasPrefix(f.String(), "WRONG"), f)
		}
	}
	return parts
}

func TestTheDoctorFindsWhatIsWrong(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			ctx := t.Context()
			c := emptyPlace(t, dialect)
			assert.Empty(t, wrongParts(t, c), "before the first start")
			a, err := Open(ctx, c, quietly)
			require.NoError(t, err)
			defer func() { assert.NoError(t, a.Close()) }()
			_, err = a.AddOrganisation(ctx, NewOrganisation{Slug: "northmoor", Name: "Northmoor", AdministratorName: "Ada Example", AdministratorEmail: "ada@northmoor.example"})
			require.NoError(t, err)
			assert.Empty(t, wrongParts(t, c), "after the first start")
			exec := func(statement string, args ...any) {
				t.Helper()
				require.NoError(t, a.db.Conn(ctx).Exec(statement, args...).Error)
			}

			unreachable := c
			unreachable.SMTPURL, unreachable.MailFrom = "smtp://127.0.0.1:1", "bandwise@northmoor.example"
			assert.Equal(t, []string{"mail"}, wrongParts(t, unreachable))

			unscanned := c
			unscanned.Scanner, err = clamd.Parse("tcp://127.0.0.1:1")
			require.NoError(t, err)
			assert.Equal(t, []string{"virus scanner"}, wrongParts(t, unscanned))
			unscanned.Scanner, err = clamd.Parse(clamdtest.Start(t))
			require.NoError(t, err)
			assert.Empty(t, wrongParts(t, unscanned), "the scanner runs again")

			blocked := c
			path := filepath.Join(t.TempDir(), "no-folder")
			require.NoError(t, os.WriteFile(path, nil, 0o600))
			blocked.BlobURL = "file://" + path
			assert.Equal(t, []string{"files"}, wrongParts(t, blocked))

			nowhere := c
			nowhere.DatabaseURL = "postgres://127.0.0.1:1/bandwise"
			assert.Equal(t, []string{"database"}, wrongParts(t, nowhere))

			exec("INSERT INTO files (id, organisation_id, person_id, sha256, name, media_type, size, created_at, created_by) SELECT id, organisation_id, id, ?, 'lost.pdf', 'application/pdf', 1, ?, id FROM people",
				strings.Repeat("ab", 32), time.Now().UTC())
			assert.Equal(t, []string{"contents"}, wrongParts(t, c))
			exec("DELETE FROM files")

			exec("INSERT INTO second_factors (person_id, sealed_secret, begun_at, confirmed_at, last_step) SELECT id, 'a1.another.c2VhbGVk', created_at, created_at, 0 FROM people")
			assert.Equal(t, []string{"secret key"}, wrongParts(t, c))
			exec("DELETE FROM second_factors")
			exec(`INSERT INTO sign_in_providers (id, organisation_id, label, issuer, client_id, sealed_secret, domains, makes_people, factor_counts, enabled, version, created_at, updated_at)
				SELECT id, id, 'Ours', 'https://login.example', 'bandwise', 'a1.another.c2VhbGVk', '', FALSE, FALSE, TRUE, 1, created_at, created_at FROM organisations`)
			assert.Equal(t, []string{"secret key"}, wrongParts(t, c))
			exec("UPDATE sign_in_providers SET sealed_secret = ''")
			assert.Empty(t, wrongParts(t, c), "a public client has no secret")
			_, err = a.options.key.Seal("a secret", "somebody")
			require.NoError(t, err)
			assert.Empty(t, wrongParts(t, c), "the key is there, and what it sealed it opens")

			exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, ?)", true)
			assert.Equal(t, []string{"schema"}, wrongParts(t, c))
			exec("DELETE FROM goose_db_version WHERE version_id = 9999")

			later := quietly
			later.Clock = func() time.Time { return time.Now().Add(time.Hour) }
			ahead, err := Open(ctx, c, later)
			require.NoError(t, err)
			_, err = ahead.AddOrganisation(ctx, NewOrganisation{Slug: "eastvale", Name: "Eastvale", AdministratorName: "Bo Example", AdministratorEmail: "bo@eastvale.example"})
			require.NoError(t, err)
			require.NoError(t, ahead.Close())
			assert.Equal(t, []string{"clock"}, wrongParts(t, c))
		})
	}
}
