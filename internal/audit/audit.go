// Package audit keeps the trail of who changed what: one row for each change, written in the change's own transaction,
// so that there is no change without its row and no row without its change.
package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi/requestid"
)

// Change is one change as the feature that makes it describes it.
type Change struct {
	// Action is a verb in the past tense with its feature, for example "portfolio.claim_submitted".
	Action string
	// SubjectKind and SubjectID name what was changed, for example "claim".
	SubjectKind string
	SubjectID   string
	// PersonID is whose record was changed; nil when it is nobody's.
	PersonID *uuid.UUID
	// Before and After hold the values that changed: states, dates, identifiers, numbers. What a person wrote goes in
	// as FreeText, which keeps its content out of the trail.
	Before, After Values
}

// Values are named values of a thing.
type Values map[string]any

// FreeText stands for something that a person wrote. The trail shows that it was there and how long it was.
type FreeText string

// MarshalJSON gives the number of characters, never the text.
func (t FreeText) MarshalJSON() ([]byte, error) {
	return json.Marshal(map[string]int{"characters": utf8.RuneCountInString(string(t))})
}

// Trail writes and reads the audit trail.
type Trail struct {
	store Store
	clock calendar.Clock
}

// New makes a trail.
func New(store Store, clock calendar.Clock) *Trail { return &Trail{store: store, clock: clock} }

// Record writes the row of a change that by makes. It belongs inside the transaction of the change: ctx must carry it.
// A zero Actor stands for the program itself.
func (t *Trail) Record(ctx context.Context, by access.Actor, c Change) error {
	before, err := json.Marshal(nonNil(c.Before))
	if err != nil {
		return fmt.Errorf("audit %s: %w", c.Action, err)
	}
	after, err := json.Marshal(nonNil(c.After))
	if err != nil {
		return fmt.Errorf("audit %s: %w", c.Action, err)
	}
	entry := Entry{
		ID: uuid.New(), At: t.clock.Now(), Action: c.Action, SubjectKind: c.SubjectKind, SubjectID: c.SubjectID,
		PersonID: c.PersonID, Before: string(before), After: string(after), RequestID: requestid.From(ctx),
	}
	if by.OrganisationID != uuid.Nil {
		entry.OrganisationID = &by.OrganisationID
	}
	if by.PersonID != uuid.Nil {
		entry.ActorID = &by.PersonID
	}
	return t.store.Append(ctx, entry)
}

func nonNil(v Values) Values {
	if v == nil {
		return Values{}
	}
	return v
}
