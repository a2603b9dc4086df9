package portfolio

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
)

// ShowcaseSize is how many pieces of evidence a person shows first. A few that are chosen say more than all of them.
const ShowcaseSize = 10

// Place orders the showcase: a lower one is shown earlier, zero not at all.
type Place int

// Value stores the place, and NULL for none.
func (p Place) Value() (driver.Value, error) {
	if p == 0 {
		return nil, nil
	}
	return int64(p), nil
}

// Scan reads a place, and NULL as none.
func (p *Place) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*p = 0
	case int64:
		*p = Place(v)
	default:
		return fmt.Errorf("a column of places holds a %T", value)
	}
	return nil
}

// Showcase is how full a person's showcase is.
type Showcase struct {
	Size int
	// Last is the highest place that is taken.
	Last Place
}

// arrange checks a new order of a showcase. It must have been was when it was read: CodeConflict when it is not any more. More
// than fits is CodeInvalid.
func arrange(is, was, wanted []uuid.UUID) error {
	if !slices.Equal(is, was) {
		return apperr.Conflict("Your showcase has changed since you opened this page. Load it again, then arrange it.")
	}
	if len(wanted) > ShowcaseSize {
		return apperr.InvalidField("evidenceIds", "Showcase up to "+strconv.Itoa(ShowcaseSize)+" pieces of evidence.")
	}
	return nil
}
