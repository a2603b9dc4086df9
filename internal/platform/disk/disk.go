// Package disk says whether a disk has room left.
package disk

import (
	"fmt"
	"syscall"

	"bandwise/internal/platform/apperr"
)

// least is how much room a node needs to be called ready, in bytes: a few large files, or some thousand changes.
const least = 16 << 20

// Room is CodeStorageFull when the disk that a folder is on has hardly any room left. A folder that cannot be asked about is
// CodeUnavailable.
func Room(folder string) error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return apperr.Unavailable(fmt.Errorf("ask for the room on the disk of %s: %w", folder, err))
	}
	if free := s.Bavail * uint64(s.Bsize); free < least { //nolint:gosec // the size of a block is not negative
		return apperr.StorageFull(fmt.Errorf("the disk of %s has %d bytes left", folder, free))
	}
	return nil
}
