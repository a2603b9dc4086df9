package database_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
)

func TestOpenSmoke(t *testing.T) {
	db, err := database.Open(context.Background(), database.Config{URL: "sqlite:" + filepath.Join(t.TempDir(), "a.db")})
	require.NoError(t, err)
	require.NoError(t, db.Migrate(context.Background()))
	require.NoError(t, db.Close())
}
