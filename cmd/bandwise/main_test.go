package main

import (
	"bytes"
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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
