package main

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCommandsOfOneGroupAreToldApart(t *testing.T) {
	folder := t.TempDir()
	bandwise := func(args ...string) (string, error) {
		t.Helper()
		var out, errOut bytes.Buffer
		err := run(t.Context(), append(args, "-data-dir", folder), &out, &errOut, func(string) (string, bool) { return "", false })
		return out.String(), err
	}
	_, err := bandwise("privacy", "log", "-file", "-")
	require.ErrorContains(t, err, "bandwise migrate")
	_, err = bandwise("migrate")
	require.NoError(t, err)
	said, err := bandwise("privacy", "log", "-file", "-")
	require.NoError(t, err)
	assert.Regexp(t, "^Bandwise deletion log 1\n", said)
	_, err = bandwise("privacy", "reapply")
	require.ErrorContains(t, err, "say which log with -from FILE")
	_, err = bandwise("privacy", "reapply", "-from", filepath.Join(folder, "bandwise.db"))
	require.ErrorContains(t, err, "this is no deletion log")
	_, err = bandwise("person", "reset-factor")
	require.ErrorContains(t, err, "-email")
}

func TestVerifyAuditNamesTheFirstBadRowAndFails(t *testing.T) {
	folder := t.TempDir()
	bandwise := func(args ...string) (string, error) {
		t.Helper()
		var out, errOut bytes.Buffer
		err := run(t.Context(), append(args, "-data-dir", folder), &out, &errOut, func(string) (string, bool) { return "", false })
		return out.String(), err
	}
	_, err := bandwise("migrate")
	require.NoError(t, err)
	said, err := bandwise("verify", "audit")
	require.NoError(t, err)
	assert.Contains(t, said, "rows checked:   0")

	db, err := sql.Open("sqlite", filepath.Join(folder, "bandwise.db"))
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	_, err = db.ExecContext(t.Context(), "UPDATE audit_head SET number = 2, hash = 'x'")
	require.NoError(t, err)
	said, err = bandwise("verify", "audit")
	require.ErrorContains(t, err, "not as it was written")
	assert.Contains(t, said, "first bad row:  row 1 was cut off")

	_, err = bandwise("verify", "nothing")
	require.ErrorContains(t, err, `there is no command "verify nothing"`)
}
