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

// A program cannot choose what a guess at a password costs; the tests of this package make it cheap for themselves.
func TestAProgramHashesPasswordsAtTheRecommendedCost(t *testing.T) {
	c := config.Config{Addr: "127.0.0.1:0", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, database.SQLite), LogFormat: "text"}
	require.NoError(t, c.Complete())
	a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	defer func() { require.NoError(t, a.Close()) }()
	founder, err := a.modules.staff.Service.Found(t.Context(), "", "Northmoor", "Founder", "founder@northmoor.example")
	require.NoError(t, err)
	require.NoError(t, a.modules.identity.Service.Provision(t.Context(), founder, "founder@northmoor.example", password))
	var hash string
	require.NoError(t, a.db.Conn(t.Context()).Raw("SELECT password_hash FROM accounts WHERE person_id = ?", founder).Scan(&hash).Error)
	assert.Regexp(t, `^\$argon2id\$v=19\$m=19456,t=2,p=1\$`, hash)
}
