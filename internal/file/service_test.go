package file

import (
	"bytes"
	"io"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestWhoMayAddAndReadFiles(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		mentor, assessor, former := tr.person(tr.ours), tr.person(tr.ours), tr.person(tr.ours)
		for _, a := range []struct {
			assignee uuid.UUID
			kind     string
			ends     any
		}{{mentor, "mentor", nil}, {assessor, "assessor", nil}, {former, "mentor", calendar.On(2027, 3, 13)}} {
			tr.exec(`INSERT INTO assignments (id, organisation_id, person_id, assignee_id, kind, starts_on, ends_on, created_at)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, uuid.New(), tr.ours, tr.trainee, a.assignee, a.kind, calendar.On(2026, 1, 5), a.ends, now)
		}
		f, _, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "a.pdf", bytes.NewReader(aPDF()))
		require.NoError(t, err)
		for _, c := range []struct {
			who       string
			by        access.Actor
			add, read bool
		}{
			{"the trainee", tr.asTrainee(), true, true},
			{"the team's manager", tr.actor(tr.person(tr.ours), tr.ours, access.Manager), true, true},
			{"the mentor", tr.actor(mentor, tr.ours, access.Mentor), false, true},
			{"the assessor", tr.actor(assessor, tr.ours, access.Assessor), false, true},
			{"a mentor whose assignment ended yesterday", tr.actor(former, tr.ours, access.Mentor), false, false},
			{"a mentor of somebody else", tr.actor(tr.person(tr.ours), tr.ours, access.Mentor), false, false},
			{"a colleague", tr.actor(tr.person(tr.ours), tr.ours), false, false},
			{"the workforce lead", tr.actor(tr.person(tr.ours), tr.ours, access.WorkforceLead), false, false},
			{"the auditor", tr.actor(tr.person(tr.ours), tr.ours, access.Auditor), false, false},
			{"the administrator", tr.actor(tr.person(tr.ours), tr.ours, access.Administrator), false, false},
			{"a manager of another organisation", tr.actor(tr.person(tr.them), tr.them, access.Manager), false, false},
		} {
			t.Run(c.who, func(t *testing.T) {
				_, _, err := tr.Service.Add(t.Context(), c.by, tr.trainee, "a.txt", bytes.NewReader([]byte(c.who)))
				assertReached(t, c.add, err)
				_, content, err := tr.Service.Open(t.Context(), c.by, f.ID)
				assertReached(t, c.read, err)
				if err == nil {
					body, err := io.ReadAll(content)
					require.NoError(t, err)
					require.NoError(t, content.Close())
					assert.Equal(t, aPDF(), body)
				}
			})
		}
	})
}

func assertReached(t *testing.T, reached bool, err error) {
	t.Helper()
	if reached {
		assert.NoError(t, err)
	} else {
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "out of scope reads as not found")
	}
}

func TestTheSameContentOfAPersonIsStoredOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		const uploads = 12
		ids, created := make([]uuid.UUID, uploads), make([]bool, uploads)
		var all sync.WaitGroup
		for i := range uploads {
			all.Go(func() {
				f, added, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "a.pdf", bytes.NewReader(aPDF()))
				assert.NoError(t, err)
				ids[i], created[i] = f.ID, added
			})
		}
		all.Wait()
		news := 0
		for i := range uploads {
			assert.Equal(t, ids[0], ids[i], "everybody gets the same file")
			if created[i] {
				news++
			}
		}
		assert.Equal(t, 1, news)
		assert.Equal(t, 1, tr.count("files"))
		assert.Equal(t, 1, tr.count("audit_entries"), "one change, one row")
		assert.Len(t, contents(t, tr.blobs), 1)

		colleague := tr.person(tr.ours)
		_, added, err := tr.Service.Add(t.Context(), tr.actor(colleague, tr.ours), colleague, "mine.pdf", bytes.NewReader(aPDF()))
		require.NoError(t, err)
		assert.True(t, added, "another person's file is another file")
		assert.Len(t, contents(t, tr.blobs), 1, "with the same content")

		stranger := tr.person(tr.them)
		_, added, err = tr.Service.Add(t.Context(), tr.actor(stranger, tr.them), stranger, "theirs.pdf", bytes.NewReader(aPDF()))
		require.NoError(t, err)
		assert.True(t, added)
		assert.Len(t, contents(t, tr.blobs), 2, "another organisation's content lies apart")
	})
}

func TestTheTrailHasNoNamesOfFiles(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		f, _, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "Letter to Mrs Smith.pdf", bytes.NewReader(aPDF()))
		require.NoError(t, err)
		var entry audit.Entry
		require.NoError(t, db.Conn(t.Context()).Take(&entry).Error)
		assert.Equal(t, "file.added", entry.Action)
		assert.Equal(t, f.ID.String(), entry.SubjectID)
		assert.Equal(t, &tr.trainee, entry.PersonID)
		assert.NotContains(t, entry.After, "Smith")
	})
}

func TestBelongTo(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		colleague := tr.person(tr.ours)
		mine, _, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "a.pdf", bytes.NewReader(aPDF()))
		require.NoError(t, err)
		more, _, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "b.png", bytes.NewReader(aPNG()))
		require.NoError(t, err)
		theirs, _, err := tr.Service.Add(t.Context(), tr.actor(colleague, tr.ours), colleague, "a.pdf", bytes.NewReader(aPDF()))
		require.NoError(t, err)
		for _, c := range []struct {
			what string
			ids  []uuid.UUID
			want bool
		}{
			{"no files", nil, true},
			{"one's own", []uuid.UUID{mine.ID, more.ID}, true},
			{"one's own, named twice", []uuid.UUID{mine.ID, mine.ID}, true},
			{"a colleague's", []uuid.UUID{theirs.ID}, false},
			{"one's own and a colleague's", []uuid.UUID{mine.ID, theirs.ID}, false},
			{"a file that does not exist", []uuid.UUID{uuid.New()}, false},
		} {
			t.Run(c.what, func(t *testing.T) {
				assertReached(t, c.want, tr.Service.BelongTo(t.Context(), tr.trainee, c.ids))
			})
		}
	})
}

func TestALostContentIsNotTheEndOfTheFile(t *testing.T) {
	tr := newTrust(t, testdb.New(t, database.SQLite))
	f, _, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "a.pdf", bytes.NewReader(aPDF()))
	require.NoError(t, err)
	require.NoError(t, tr.Service.bucket.bucket.Delete(t.Context(), f.Key()))
	_, _, err = tr.Service.Open(t.Context(), tr.asTrainee(), f.ID)
	assert.Equal(t, apperr.CodeUnavailable, apperr.CodeOf(err))
	again, added, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "a.pdf", bytes.NewReader(aPDF()))
	require.NoError(t, err)
	assert.False(t, added)
	assert.Equal(t, f.ID, again.ID)
	_, content, err := tr.Service.Open(t.Context(), tr.asTrainee(), f.ID)
	require.NoError(t, err, "sending it again mends it")
	require.NoError(t, content.Close())
}

func TestBucketAddress(t *testing.T) {
	_, err := OpenBucket(t.Context(), "ftp://example")
	assert.ErrorContains(t, err, "file store")
	missing, err := OpenBucket(t.Context(), "file://"+t.TempDir()+"/not/yet/there")
	require.NoError(t, err, "the folder is made")
	require.NoError(t, missing.Ready(t.Context()))
	require.NoError(t, missing.Close())
}
