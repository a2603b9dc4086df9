package framework

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// Example is what good looks like: an example that an organisation writes beside a statement.
type Example struct {
	ID          uuid.UUID
	StatementID uuid.UUID
	// Position is its place among those of the statement.
	Position  int
	Text      string
	Version   int
	CreatedBy Person
	CreatedAt time.Time
	UpdatedBy Person
	UpdatedAt time.Time
}

// ExampleEdit is what is changed about an example; nil stays.
type ExampleEdit struct {
	Text     *string
	Position *int
}

// placed gives the examples with one of them moved to a place, counted from 1 and at most the last.
func placed(examples []Example, id uuid.UUID, place int) []Example {
	at := slices.IndexFunc(examples, func(e Example) bool { return e.ID == id })
	if at < 0 {
		return examples
	}
	moved := slices.Delete(slices.Clone(examples), at, at+1)
	moved = slices.Insert(moved, min(max(place-1, 0), len(moved)), examples[at])
	for i := range moved {
		moved[i].Position = i + 1
	}
	return moved
}
