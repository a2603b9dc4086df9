package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/identity"
	"bandwise/internal/platform/backup"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

var quietly = Options{Log: slog.New(slog.DiscardHandler), hashCost: identity.CheapHashes, Version: "1.2.3"}

// emptyPlace gives the settings of an installation whose database has no tables and whose folder has no files.
func emptyPlace(t *testing.T, dialect database.Dialect) config.Config {
	t.Helper()
	c := config.Config{Addr: "127.0.0.1:8080", DataDir: t.TempDir(), DatabaseURL: testdb.Empty(t, dialect), LogFormat: "text"}
	require.NoError(t, c.Complete())
	return c
}

// carriedAway gives an archive of an installation with an organisation and a file, made while somebody writes.
func carriedAway(t *testing.T, from config.Config) (archive string, m backup.Manifest) {
	t.Helper()
	ctx := t.Context()
	a, err := Open(ctx, from, quietly)
	require.NoError(t, err)
	defer func() { assert.NoError(t, a.Close()) }()
	_, err = a.AddOrganisation(ctx, NewOrganisation{Slug: "northmoor", Name: "Northmoor", AdministratorName: "Ada Example", AdministratorEmail: "ada@northmoor.example"})
	require.NoError(t, err)
	require.NoError(t, a.bucket.Keep(ctx, "ab/abc", "text/plain", strings.NewReader("what was uploaded")))

	writing, stop := context.WithCancel(ctx)
	defer stop()
	begun, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- writePairs(writing, a.db, begun) }()
	<-begun
	archive = filepath.Join(t.TempDir(), "bandwise.tar.gz")
	m, err = Backup(ctx, from, quietly, archive)
	stop()
	require.NoError(t, err)
	require.NoError(t, <-ended)
	return archive, m
}

// writePairs adds rows two by two until ctx ends. begun is closed after the first two.
func writePairs(ctx context.Context, db *database.DB, begun chan<- struct{}) error {
	for i := 0; ctx.Err() == nil; i++ {
		err := db.InTx(context.WithoutCancel(ctx), func(ctx context.Context) error {
			for _, side := range []string{"left", "right"} {
				err := db.Conn(ctx).Exec("INSERT INTO reference_stamps (name, stamp) VALUES (?, '')", fmt.Sprintf("%s %d", side, i)).Error
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if i == 0 {
			close(begun)
		}
	}
	return nil
}

func TestAnInstallationIsCarriedAwayUnderLoadAndBroughtBack(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			ctx := t.Context()
			archive, m := carriedAway(t, emptyPlace(t, dialect))
			files, bytes := m.FileCount()
			assert.Equal(t, 1, files)
			assert.EqualValues(t, len("what was uploaded"), bytes)
			assert.Greater(t, m.Rows(), int64(1000), "the reference data is in it")
			assert.Equal(t, "1.2.3", m.Program)

			to := emptyPlace(t, dialect)
			restored, err := Restore(ctx, to, archive)
			require.NoError(t, err)
			assert.Equal(t, m, restored)

			a, err := Open(ctx, to, quietly)
			require.NoError(t, err)
			defer func() { assert.NoError(t, a.Close()) }()
			assert.Zero(t, a.changed, "the reference data came back as it was")
			content, err := a.bucket.Fetch(ctx, "ab/abc")
			require.NoError(t, err)
			text, err := io.ReadAll(content)
			require.NoError(t, errors.Join(err, content.Close()))
			assert.Equal(t, "what was uploaded", string(text))
			var left, right int64
			require.NoError(t, a.db.Conn(ctx).Raw("SELECT COUNT(*) FROM reference_stamps WHERE name LIKE 'left %'").Scan(&left).Error)
			require.NoError(t, a.db.Conn(ctx).Raw("SELECT COUNT(*) FROM reference_stamps WHERE name LIKE 'right %'").Scan(&right).Error)
			assert.Positive(t, left)
			assert.Equal(t, left, right, "no transaction came back by halves")
			_, err = a.AddOrganisation(ctx, NewOrganisation{Slug: "eastvale", Name: "Eastvale", AdministratorName: "Bo Example", AdministratorEmail: "bo@eastvale.example"})
			require.NoError(t, err, "the installation goes on where it was")

			_, err = Restore(ctx, to, archive)
			require.ErrorIs(t, err, backup.ErrNotEmpty, "nothing is written over")
		})
	}
}

// Whatever is wrong with an archive is found before anything is changed, and what fails later leaves nothing.
func TestABackupThatIsNotWholeLeavesNothing(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			ctx := t.Context()
			archive, _ := carriedAway(t, emptyPlace(t, dialect))
			whole, err := os.ReadFile(archive)
			require.NoError(t, err)
			flipped := append([]byte{}, whole...)
			flipped[len(flipped)/2] ^= 1
			for name, content := range map[string][]byte{
				"cut off": whole[:len(whole)-100], "changed": flipped, "empty": {}, "something else": []byte("Dear Sir or Madam"),
			} {
				broken := filepath.Join(t.TempDir(), "broken")
				require.NoError(t, os.WriteFile(broken, content, 0o600))
				_, err := Restore(ctx, emptyPlace(t, dialect), broken)
				assert.ErrorIs(t, err, backup.ErrBroken, name)
			}

			to := emptyPlace(t, dialect)
			var files failing
			held, err := os.Open(archive)
			require.NoError(t, err)
			defer func() { assert.NoError(t, held.Close()) }()
			_, err = backup.Restore(ctx, to.DatabaseURL, &files, held)
			require.ErrorIs(t, err, errDisk)
			assert.Equal(t, []string{"ab/abc"}, files.removed)
			_, err = Restore(ctx, to, archive)
			assert.NoError(t, err, "the place is as empty as before")
		})
	}
}

var errDisk = errors.New("the disk is full")

// failing is a file store that takes nothing.
type failing struct {
	backup.Files
	removed []string
}

func (*failing) Keys(context.Context) iter.Seq2[string, error] {
	return func(func(string, error) bool) {}
}

func (*failing) Keep(context.Context, string, string, io.Reader) error { return errDisk }

func (f *failing) Remove(_ context.Context, key string) error {
	f.removed = append(f.removed, key)
	return nil
}
