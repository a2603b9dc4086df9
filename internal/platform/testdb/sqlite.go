package testdb

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// sqliteTemplate holds the bytes of a migrated database file. Closing the database has folded its log into the file.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "bandwise-template-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	path := filepath.Join(folder, "bandwise.db")
	if err := migrate(context.Background(), "sqlite:"+path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func copyOfSQLiteTemplate(t testing.TB) (string, error) {
	t.Helper()
	template, err := sqliteTemplate()
	if err != nil {
		return "", err
	}
	url := newSQLiteAddress(t)
	return url, os.WriteFile(strings.TrimPrefix(url, "sqlite:"), template, 0o600)
}

func newSQLiteAddress(t testing.TB) string {
	t.Helper()
	return "sqlite:" + filepath.Join(t.TempDir(), "bandwise.db")
}
