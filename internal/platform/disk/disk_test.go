package disk_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/disk"
)

func TestRoom(t *testing.T) {
	assert.NoError(t, disk.Room(t.TempDir()))
	assert.Equal(t, apperr.CodeUnavailable, apperr.CodeOf(disk.Room(filepath.Join(t.TempDir(), "gone"))))
	// /proc has no room at all.
	assert.Equal(t, apperr.CodeStorageFull, apperr.CodeOf(disk.Room("/proc")))
}
