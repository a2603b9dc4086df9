// Package audit keeps the trail of who changed what: one row for each change, written in the change's own transaction,
// so that there is no change without its row and no row without its change. A row carries its own hash; once it is
// committed, the one sealer of an installation links it into a chain of hashes, so that a row which is edited, deleted,
// moved or cut off is found.
package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"time"

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

// Trail writes and reads the audit trail.
type Trail struct {
	store Store
	clock calendar.Clock
}

// New makes a trail.
func New(store Store, clock calendar.Clock) *Trail { return &Trail{store: store, clock: clock} }

// Record writes the row of a change that by makes. It belongs inside the transaction of the change: ctx must carry it.
// A zero Actor stands for the program itself. Where a script acts for somebody, the row names its token.
func (t *Trail) Record(ctx context.Context, by access.Actor, c Change) error {
	var err error
	if c.After, err = t.marked(ctx, c.After, by, c.PersonID); err != nil {
		return fmt.Errorf("audit %s: %w", c.Action, err)
	}
	entry := newEntry(by, c, t.clock.Now().UTC().Truncate(time.Microsecond), requestid.From(ctx))
	if err := entry.write(by, c, t.textsOf(ctx, entry)); err != nil {
		return err
	}
	return t.store.Append(ctx, entry)
}

// withToken adds the token by which a script acts, where it does.
func withToken(after Values, by access.Actor) Values {
	if by.Token == nil {
		return after
	}
	named := Values{"byToken": by.Token.Begins}
	maps.Copy(named, after)
	return named
}

// inEmergency adds the use of emergency access during which somebody acts.
func inEmergency(after Values, by access.Actor) Values {
	e, has := by.Emergency()
	if !has {
		return after
	}
	named := Values{emergency: e.ID}
	maps.Copy(named, after)
	return named
}

// emergency is the value of an entry that names the use of emergency access during which it was done.
const emergency = "emergency"

// marked adds the colleague by whose cover alone somebody acts, where it is so: what the feature says, or else what the permission
// of the operation that was asked for reaches.
func (t *Trail) marked(ctx context.Context, after Values, by access.Actor, personID *uuid.UUID) (Values, error) {
	if len(by.Covers()) == 0 || personID == nil || *personID == by.PersonID {
		return after, nil
	}
	colleague, said := by.ActsFor()
	if !said {
		var err error
		if colleague, err = t.store.forWhom(ctx, by.Asked(), *personID); err != nil {
			return nil, err
		}
	}
	if colleague == uuid.Nil {
		return after, nil
	}
	named := Values{actingFor: colleague}
	maps.Copy(named, after)
	return named, nil
}

// actingFor is the value of an entry that names the colleague in whose stead it was done.
const actingFor = "actingFor"

func written(values Values, texts func(FreeText) (any, error)) (string, error) {
	hashed, err := hashTexts(values, texts)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(hashed)
	return string(text), err
}
