package app

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
)

// copied asks for a copy of somebody's record and gives the downloaded archive's parts by their names.
func (f *fixture) copied(by, about *person, body object) map[string]string {
	f.t.Helper()
	var made struct{ ID uuid.UUID }
	f.must(by, "POST", "/people/"+about.id.String()+"/subject-archives", body, &made)
	_, err := f.app.RunJobs(f.ctx)
	require.NoError(f.t, err)
	r := f.send(by, "GET", "/subject-archives/"+made.ID.String()+"/content", nil, 0, false)
	require.Equal(f.t, http.StatusOK, r.Code, r.Body.String())
	archive, err := zip.NewReader(bytes.NewReader(r.Body.Bytes()), int64(r.Body.Len()))
	require.NoError(f.t, err)
	parts := map[string]string{}
	for _, entry := range archive.File {
		content, err := entry.Open()
		require.NoError(f.t, err)
		text, err := io.ReadAll(content)
		require.NoError(f.t, err)
		require.NoError(f.t, content.Close())
		parts[entry.Name] = string(text)
	}
	return parts
}

func TestACopyOfARecordHasEverythingAndNothingOfOthers(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, dialect)
			parts := f.copied(f.trainee, f.trainee, object{})
			for _, table := range []string{
				"people", "accounts", "appointments", "assignments", "sessions", "files", "evidence", "evidence_drafts", "claims", "claim_events", "attempts", "pauses",
				"mentoring_meetings", "packs", "done_with_your_record", "coding_activity", "coding_audits", "appraisal_meetings", "course_bookings",
			} {
				var read struct {
					Format string
					Why    string
					Kept   string
					Items  []map[string]any
				}
				require.NoError(t, json.Unmarshal([]byte(parts["data/"+table+".json"]), &read), table)
				assert.Equal(t, "bandwise subject archive", read.Format)
				assert.NotEmpty(t, read.Why)
				assert.NotEmpty(t, read.Kept)
				assert.NotEmpty(t, read.Items, table)
			}
			all := strings.Builder{}
			for name, text := range parts {
				all.WriteString(text)
				assert.False(t, strings.Contains(name, "..") || strings.HasPrefix(name, "/"), name)
			}
			assert.Contains(t, parts["data/evidence.json"], private)
			assert.Contains(t, parts["index.html"], private)
			assert.Contains(t, parts["data/people.json"], f.trainee.email)
			assert.Contains(t, parts["data/assignments.json"], "Person chief", "colleagues are named")
			assert.NotContains(t, parts["index.html"], "<script")
			assert.NotContains(t, all.String(), f.guard.email, "an address of a colleague")
			assert.NotContains(t, all.String(), "argon2id")
			assert.NotContains(t, parts["data/people.json"], "Person guard")
			files := 0
			for name := range parts {
				if strings.HasPrefix(name, "files/") {
					files++
				}
			}
			assert.GreaterOrEqual(t, files, 2)
			for _, name := range []string{"data/sessions.json", "data/accounts.json", "data/personal_tokens.json"} {
				assert.NotContains(t, parts[name], "hash", name)
			}
			assert.Contains(t, parts["data/appointments.json"], `"starts_on": "`+appointedOn+`"`, "days are days on either database")
		})
	}
}

func TestACopyIsForWhoeverAskedForItAndForSevenDays(t *testing.T) {
	f := newFixture(t, database.SQLite)
	founder := f.trainee.org.founder
	refused := f.send(founder, "POST", "/people/"+f.trainee.id.String()+"/subject-archives", object{}, 0, false)
	assert.Equal(t, http.StatusUnprocessableEntity, refused.Code, "somebody else's record needs a reason")
	var made struct{ ID uuid.UUID }
	f.must(founder, "POST", "/people/"+f.trainee.id.String()+"/subject-archives", object{"reason": "She left."}, &made)
	path := "/subject-archives/" + made.ID.String()
	assert.Equal(t, http.StatusConflict, f.send(founder, "GET", path+"/content", nil, 0, false).Code, "it is not made yet")
	assert.Equal(t, http.StatusConflict, f.send(founder, "POST", "/people/"+f.trainee.id.String()+"/subject-archives", object{"reason": "Again."}, 0, false).Code)
	_, err := f.app.RunJobs(t.Context())
	require.NoError(t, err)
	for _, by := range []*person{f.trainee, f.foreigner, f.guard} {
		assert.Equal(t, http.StatusNotFound, f.send(by, "GET", path, nil, 0, false).Code, by.label)
		assert.Equal(t, http.StatusNotFound, f.send(by, "GET", path+"/content", nil, 0, false).Code, by.label)
	}
	assert.Equal(t, http.StatusOK, f.send(founder, "GET", path+"/content", nil, 0, false).Code)
	var history string
	require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT group_concat(action) FROM audit_entries WHERE subject_id = ? AND person_id = ?", made.ID, f.trainee.id).Scan(&history).Error)
	assert.ElementsMatch(t, []string{"privacy.archive_asked", "privacy.archive_downloaded"}, strings.Split(history, ","))

	require.NoError(t, f.app.db.Conn(t.Context()).Exec("UPDATE subject_archives SET expires_at = ? WHERE id = ?", f.app.options.Clock.Now(), made.ID).Error)
	assert.Equal(t, http.StatusConflict, f.send(founder, "GET", path+"/content", nil, 0, false).Code, "its time is over")
	expired, err := f.app.modules.privacy.Service.ExpireArchives(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 1, expired)
	_, err = f.app.RunJobs(t.Context())
	require.NoError(t, err)
	for key, err := range f.app.bucket.Keys(t.Context()) {
		require.NoError(t, err)
		assert.NotContains(t, key, made.ID.String())
	}
}
