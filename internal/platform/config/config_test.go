package config_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/config"
)

func read(values map[string]string) (config.Config, error) {
	c, err := config.Read(func(name string) (string, bool) { v, ok := values[name]; return v, ok })
	if err != nil {
		return c, err
	}
	return c, c.Complete()
}

func TestNothingSetMeansTheEmbeddedDatabaseOnLoopback(t *testing.T) {
	c, err := read(map[string]string{"BANDWISE_DATA_DIR": "/srv/bandwise"})
	require.NoError(t, err)
	assert.Equal(t, "127.0.0.1:8080", c.Addr)
	assert.Equal(t, "sqlite:/srv/bandwise/bandwise.db", c.DatabaseURL)
	assert.Equal(t, "file:///srv/bandwise/files", c.BlobURL)
	assert.Equal(t, "http://127.0.0.1:8080", c.BaseURL)
	assert.Equal(t, 600, c.RequestsPerMinute)
	assert.False(t, c.Secure())
}

func TestASecretComesFromAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "url")
	require.NoError(t, os.WriteFile(path, []byte("postgres://db/bandwise\n"), 0o600))
	c, err := read(map[string]string{"BANDWISE_DATABASE_URL_FILE": path})
	require.NoError(t, err)
	assert.Equal(t, "postgres://db/bandwise", c.DatabaseURL)
}

func TestRequestsMayTakeLongerOnPurpose(t *testing.T) {
	c, err := read(map[string]string{"BANDWISE_REQUEST_TIMEOUT": "60"})
	require.NoError(t, err)
	assert.Equal(t, time.Minute, c.RequestTimeout)
}

func TestWhatASetUpMayNotBe(t *testing.T) {
	for name, c := range map[string]struct {
		values map[string]string
		want   string
	}{
		"a demo open to the network": {map[string]string{"BANDWISE_DEMO": "1", "BANDWISE_ADDR": "0.0.0.0:80"}, "served on loopback only"},
		"passwords over plain HTTP":  {map[string]string{"BANDWISE_BASE_URL": "http://bandwise.example.org"}, "must be an https:// address"},
		"a secret given twice":       {map[string]string{"BANDWISE_DATABASE_URL": "x", "BANDWISE_DATABASE_URL_FILE": "y"}, "given twice"},
		"a secret's file missing":    {map[string]string{"BANDWISE_DATABASE_URL_FILE": "/nowhere/at/all"}, "cannot be read"},
		"an address without a port":  {map[string]string{"BANDWISE_ADDR": "localhost"}, "must be a host and a port"},
		"a day that is none":         {map[string]string{"BANDWISE_DEMO_TODAY": "31/12/2026"}, "must be a date"},
		"a second factor for whom":   {map[string]string{"BANDWISE_SECOND_FACTOR": "everybody"}, "must be off, optional or approving"},
		"a key that is too short":    {map[string]string{"BANDWISE_SECRET_KEY": "c2hvcnQ="}, "BANDWISE_SECRET_KEY is not right"},
		"a switch that is neither":   {map[string]string{"BANDWISE_DEMO": "perhaps"}, "must be 1 or 0"},
		"requests without an end":    {map[string]string{"BANDWISE_REQUEST_TIMEOUT": "111"}, "must be a number of seconds from 1 to 110"},
		"requests without a second":  {map[string]string{"BANDWISE_REQUEST_TIMEOUT": "0"}, "must be a number of seconds from 1 to 110"},
		"a scanner without a port":   {map[string]string{"BANDWISE_CLAMD_URL": "tcp://clamav"}, "BANDWISE_CLAMD_URL must look like tcp://clamav:3310"},
		"an emergency of a day":      {map[string]string{"BANDWISE_EMERGENCY_MINUTES": "241"}, "must be a number from 1 to 240"},
		"nobody may ask anything":    {map[string]string{"BANDWISE_REQUESTS_PER_MINUTE": "0"}, "must be a number from 1 to 1000000"},
		"an unknown log format":      {map[string]string{"BANDWISE_LOG_FORMAT": "xml"}, "must be text or json"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read(c.values)
			assert.ErrorContains(t, err, c.want)
		})
	}
}

func TestADemoMayBeOpenedOnPurpose(t *testing.T) {
	c, err := read(map[string]string{"BANDWISE_DEMO": "1", "BANDWISE_DEMO_PUBLIC": "1", "BANDWISE_ADDR": "0.0.0.0:80", "BANDWISE_BASE_URL": "https://demo.example.org"})
	require.NoError(t, err)
	assert.True(t, c.Secure())
}

func TestTheOwnerOfTheSchemaIsARoleOfPostgreSQL(t *testing.T) {
	c, err := read(map[string]string{"BANDWISE_DATABASE_URL": "postgres://application@db/bandwise", "BANDWISE_DATABASE_OWNER_URL": "postgres://owner@db/bandwise"})
	require.NoError(t, err)
	assert.Equal(t, "postgres://owner@db/bandwise", c.DatabaseOwnerURL)
	_, err = read(map[string]string{"BANDWISE_DATABASE_OWNER_URL": "postgres://owner@db/bandwise"})
	assert.ErrorContains(t, err, "must both begin with postgres://")
}

func TestWhoNeedsASecondFactor(t *testing.T) {
	for name, c := range map[string]struct {
		given map[string]string
		want  config.SecondFactor
	}{
		"nothing said":             {nil, config.FactorApproving},
		"the demonstration":        {map[string]string{"BANDWISE_DEMO": "1"}, config.FactorOptional},
		"the demonstration by all": {map[string]string{"BANDWISE_DEMO": "1", "BANDWISE_SECOND_FACTOR": "approving"}, config.FactorApproving},
		"by choice":                {map[string]string{"BANDWISE_SECOND_FACTOR": "optional"}, config.FactorOptional},
		"nobody":                   {map[string]string{"BANDWISE_SECOND_FACTOR": "off"}, config.FactorOff},
	} {
		got, err := read(c.given)
		require.NoError(t, err, name)
		assert.Equal(t, c.want, got.SecondFactor, name)
		assert.Equal(t, "secret.key", filepath.Base(got.SecretKeyFile), name)
	}
	got, err := read(map[string]string{"BANDWISE_SECRET_KEY": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="})
	require.NoError(t, err)
	assert.Empty(t, got.SecretKeyFile, "a key that is given needs no file")
}
