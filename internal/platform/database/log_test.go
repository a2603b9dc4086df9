package database_test

import (
	"bytes"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestTheLogTellsAStatementWithoutItsValues(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			var written bytes.Buffer
			db, err := database.Open(t.Context(), database.Config{URL: testdb.Empty(t, dialect), Logger: slog.New(slog.NewTextHandler(&written, nil))})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, db.Close()) })
			var rows []organisation
			require.Error(t, db.Conn(t.Context()).Raw("SELECT * FROM nowhere WHERE name = ?", "Ada Lovelace").Scan(&rows).Error)
			require.Error(t, db.Conn(t.Context()).Exec("UPDATE nowhere SET name = ?", "Ada Lovelace").Error)
			require.Error(t, db.Conn(t.Context()).Table("nowhere").Where("name = ?", "Ada Lovelace").Find(&rows).Error)
			assert.Contains(t, written.String(), "SELECT * FROM nowhere WHERE name")
			assert.NotContains(t, written.String(), "Lovelace")
		})
	}
}

func TestStatementsAreRecordedWhereThatIsAsked(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		ctx, sent := database.RecordStatements(t.Context())
		require.NoError(t, add(ctx, db, "north"))
		var names []string
		require.NoError(t, db.Conn(ctx).Raw("SELECT name FROM organisations WHERE slug = ?", "north").Scan(&names).Error)
		require.NoError(t, db.Conn(ctx).Table("organisations").Where("slug IN ?", []string{"north", "south"}).Pluck("name", &names).Error)
		require.NoError(t, db.Conn(t.Context()).Exec("DELETE FROM organisations").Error)
		require.Len(t, sent(), 3, "what another context sent is not kept")
		assert.Contains(t, sent()[0].SQL, "INSERT INTO")
		assert.Equal(t, []any{"north"}, sent()[1].Args)
		assert.Equal(t, []any{"north", "south"}, sent()[2].Args)
	})
}
