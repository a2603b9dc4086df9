package httpapi

import (
	"strconv"
	"strings"

	"bandwise/internal/platform/apperr"
)

// ETag gives the entity tag of a thing's version.
func ETag(version int) string { return `"` + strconv.Itoa(version) + `"` }

// IfMatch reads the version that an edit was made on. A missing header is refused with 428, one that is not a version
// of ours with 412.
func IfMatch(header *string) (int, error) {
	if header == nil || *header == "" {
		return 0, apperr.PreconditionRequired()
	}
	version, err := strconv.Atoi(strings.Trim(*header, `"`))
	if err != nil || version < 0 || version > largest {
		return 0, apperr.PreconditionFailed()
	}
	return version, nil
}
