package app

import (
	"log/slog"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

func TestEveryFeaturesHandlersAreJoined(t *testing.T) {
	c := config.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, database.SQLite), LogFormat: "text"}
	require.NoError(t, c.Complete())
	a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	defer func() { require.NoError(t, a.Close()) }()
	all := reflect.ValueOf(a.modules.handlers())
	for i := range all.NumField() {
		assert.False(t, all.Field(i).IsNil(), all.Type().Field(i).Name)
	}
}
