package database_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

type organisation struct {
	ID        uuid.UUID
	Slug      string
	Name      string
	CreatedAt time.Time
}

func add(ctx context.Context, db *database.DB, slug string) error {
	row := organisation{ID: uuid.New(), Slug: slug, Name: slug, CreatedAt: time.Date(2026, 3, 29, 1, 30, 0, 123456000, time.UTC)}
	return database.Wrap(db.Conn(ctx).Create(&row).Error, "organisation")
}

func count(t *testing.T, db *database.DB) int64 {
	var n int64
	require.NoError(t, db.Conn(t.Context()).Model(&organisation{}).Count(&n).Error)
	return n
}

func TestATransactionIsAllOrNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		refusal := errors.New("refused half-way")
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, add(ctx, db, "first"))
			return db.InTx(ctx, func(ctx context.Context) error {
				require.NoError(t, add(ctx, db, "second"))
				return refusal
			})
		})
		assert.ErrorIs(t, err, refusal)
		assert.Zero(t, count(t, db))

		require.NoError(t, db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, add(ctx, db, "first"))
			return db.InTx(ctx, func(ctx context.Context) error { return add(ctx, db, "second") })
		}))
		assert.EqualValues(t, 2, count(t, db))
	})
}

func TestDriverErrorsBecomeRefusals(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		ctx := t.Context()
		require.NoError(t, add(ctx, db, "taken"))
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(add(ctx, db, "taken")), "a unique rule")

		err := db.Conn(ctx).Exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, 'x', '/', 1, ?, ?)",
			uuid.New(), uuid.New(), time.Now().UTC(), time.Now().UTC()).Error
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(database.Wrap(err, "team")), "a missing reference")

		err = db.Conn(ctx).Where("slug = ?", "absent").Take(&organisation{}).Error
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(database.Wrap(err, "organisation")), "a missing row")

		result := db.Conn(ctx).Model(&organisation{}).Where("slug = ?", "absent").Update("name", "x")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(database.Changed(result, "organisation")), "an update of no row")

		late, cancel := context.WithDeadline(ctx, time.Unix(0, 0))
		defer cancel()
		assert.Equal(t, apperr.CodeUnavailable, apperr.CodeOf(add(late, db, "late")), "a database that takes too long")
	})
}

func TestWhoeverLosesADeadlockMayTryAgain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		if db.Dialect() == database.SQLite {
			return // it lets one transaction write at a time
		}
		err := db.Conn(t.Context()).Exec("DO $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = 'deadlock_detected'; END $$").Error
		require.Error(t, err)
		assert.Equal(t, apperr.CodeUnavailable, apperr.CodeOf(database.Wrap(err, "claim")))
	})
}

func TestTimesComeBackAsTheyWereStored(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		require.NoError(t, add(t.Context(), db, "one"))
		var row organisation
		require.NoError(t, db.Conn(t.Context()).Where("slug = ?", "one").Take(&row).Error)
		assert.True(t, time.Date(2026, 3, 29, 1, 30, 0, 123456000, time.UTC).Equal(row.CreatedAt), row.CreatedAt)
		var found int64
		require.NoError(t, db.Conn(t.Context()).Model(&organisation{}).Where("created_at > ?", row.CreatedAt.Add(-time.Microsecond)).Count(&found).Error)
		assert.EqualValues(t, 1, found)
	})
}

func TestSQLiteRunsAsPromised(t *testing.T) {
	db, err := database.Open(t.Context(), database.Config{URL: "sqlite:" + filepath.Join(t.TempDir(), "new", "bandwise.db")})
	require.NoError(t, err)
	defer func() { assert.NoError(t, db.Close()) }()
	for pragma, want := range map[string]string{"foreign_keys": "1", "journal_mode": "wal", "synchronous": "2", "busy_timeout": "5000"} {
		var got string
		require.NoError(t, db.SQL().QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got))
		assert.Equal(t, want, got, pragma)
	}
}

func TestAFolderMayHaveAnyName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "100% #1 trust?", "bandwise.db")
	db, err := database.Open(t.Context(), database.Config{URL: "sqlite:" + path})
	require.NoError(t, err)
	require.NoError(t, db.Migrate(t.Context()))
	require.NoError(t, db.Close())
	assert.FileExists(t, path)
}

func TestASchemaNewerThanTheProgramIsRefused(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		_, err := db.SQL().ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied, tstamp) VALUES (9000, true, CURRENT_TIMESTAMP)")
		require.NoError(t, err)
		assert.ErrorContains(t, db.Migrate(t.Context()), "start the newer program")
	})
}

func TestAnAddressOfNoKnownKindIsRefused(t *testing.T) {
	_, err := database.Open(t.Context(), database.Config{URL: "mysql://somewhere"})
	assert.ErrorContains(t, err, "must begin with postgres:// or sqlite:")
}
