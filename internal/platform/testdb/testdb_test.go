package testdb

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
)

func TestEachGivesEveryKindOfDatabaseWithTheWholeSchema(t *testing.T) {
	var seen []database.Dialect
	Each(t, func(t *testing.T, db *database.DB) {
		seen = append(seen, db.Dialect())
		pending, err := db.MigrationPending(t.Context())
		require.NoError(t, err)
		assert.False(t, pending, "every migration has run")
	})
	assert.Equal(t, []database.Dialect{database.SQLite, database.Postgres}, seen)
}

func TestWhatOneTestWritesNoOtherSees(t *testing.T) {
	for _, dialect := range dialects {
		t.Run(string(dialect), func(t *testing.T) {
			first, second := New(t, dialect), New(t, dialect)
			_, err := first.SQL().ExecContext(t.Context(), "CREATE TABLE only_here (id int)")
			require.NoError(t, err)
			_, err = second.SQL().ExecContext(t.Context(), "SELECT id FROM only_here")
			assert.Error(t, err, "the table of the first database is in the second")
			_, err = New(t, dialect).SQL().ExecContext(t.Context(), "SELECT id FROM only_here")
			assert.Error(t, err, "the table of the first database is in the template")
		})
	}
}

func TestEachEmptyGivesDatabasesWithoutSchema(t *testing.T) {
	EachEmpty(t, func(t *testing.T, url string) {
		db, err := database.Open(t.Context(), database.Config{URL: url})
		require.NoError(t, err)
		defer func() { require.NoError(t, db.Close()) }()
		pending, err := db.MigrationPending(t.Context())
		require.NoError(t, err)
		assert.True(t, pending)
		require.NoError(t, db.Migrate(t.Context()))
	})
}

func TestADatabaseGoesWithItsTest(t *testing.T) {
	var url string
	t.Run("a test that leaves a connection open", func(t *testing.T) {
		url = Empty(t, database.Postgres)
		_, err := pgx.Connect(t.Context(), url)
		require.NoError(t, err)
	})
	_, err := pgx.Connect(t.Context(), url)
	assert.ErrorContains(t, err, "does not exist")
}

func TestAPrivateServerStopsWhenItsInputCloses(t *testing.T) {
	private, err := startPrivateServer()
	require.NoError(t, err)
	connection, err := pgx.Connect(t.Context(), private.address)
	require.NoError(t, err)
	require.NoError(t, connection.Close(context.Background()))
	require.NoError(t, private.stop())
	_, err = pgx.Connect(t.Context(), private.address)
	assert.Error(t, err, "the server still answers")
}
