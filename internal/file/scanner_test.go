package file

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/clamd"
	"bandwise/internal/platform/clamd/clamdtest"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestTheVirusScannerLooksIntoEveryFile(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		scanner, err := clamd.Parse(clamdtest.Start(t))
		require.NoError(t, err)
		tr.Service.scanner = scanner
		add := func(content string) error {
			_, _, err := tr.Service.Add(t.Context(), tr.asTrainee(), tr.trainee, "audit.txt", bytes.NewReader([]byte(content)))
			return err
		}
		stored := func() (rows int64, contents int) {
			t.Helper()
			require.NoError(t, db.Conn(t.Context()).Table("files").Count(&rows).Error)
			require.NoError(t, filepath.WalkDir(tr.blobs, func(_ string, e os.DirEntry, err error) error {
				if err == nil && e.Type().IsRegular() {
					contents++
				}
				return err
			}))
			return rows, contents
		}

		err = add("What I audited, and " + clamdtest.Harm)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		assert.ErrorContains(t, err, "The virus scanner found "+clamdtest.Name+" in this file, so it was not kept.")
		rows, contents := stored()
		assert.Zero(t, rows)
		assert.Zero(t, contents, "nothing of it is left behind")
		var trail []string
		require.NoError(t, db.Conn(t.Context()).Table("audit_entries").Where("person_id = ?", tr.trainee).Pluck("action", &trail).Error)
		assert.Equal(t, []string{"file.harmful"}, trail)

		require.NoError(t, add("What I audited."))
		rows, contents = stored()
		assert.Equal(t, int64(1), rows)
		assert.Positive(t, contents)

		gone, err := clamd.Parse("tcp://127.0.0.1:1")
		require.NoError(t, err)
		tr.Service.scanner = gone
		err = add("What else I audited.")
		assert.Equal(t, apperr.CodeUnavailable, apperr.CodeOf(err), "what nobody looked into is not taken")
		rows, _ = stored()
		assert.Equal(t, int64(1), rows)
	})
}

// lastByte ends the request's time as the content has arrived.
type lastByte struct {
	io.Reader
	over func()
}

func (l lastByte) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if err != nil {
		l.over()
	}
	return n, err
}

func TestAFileThatCameSlowlyIsScannedAllTheSame(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		scanner, err := clamd.Parse(clamdtest.Start(t))
		require.NoError(t, err)
		tr.Service.scanner = scanner
		ctx, over := context.WithCancel(t.Context())
		_, added, err := tr.Service.Add(ctx, tr.asTrainee(), tr.trainee, "audit.txt", lastByte{strings.NewReader("What I audited."), over})
		require.NoError(t, err)
		assert.True(t, added)
		require.ErrorIs(t, ctx.Err(), context.Canceled)
	})
}
