package audit

import (
	"context"
	"encoding/base64"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Filter narrows a list of the trail; zero values keep all.
type Filter struct {
	PersonID uuid.UUID
	ActorID  uuid.UUID
	// EmergencyID is the use of emergency access during which it was done.
	EmergencyID uuid.UUID
	// Action is what the action begins with, for example "portfolio.".
	Action string
	// From and To are the first and the last day, in London.
	From, To calendar.Date
}

// Named is an entry with the names of those it is about. A name is empty where the entry has nobody, or somebody who is
// no longer recorded.
type Named struct {
	Entry
	ActorName  string
	PersonName string
	// ActingFor is the colleague in whose stead the actor did it; nil for nobody.
	ActingFor     *uuid.UUID
	ActingForName string
}

// Place is where a page of the trail begins: after the row of that time and identifier. The zero Place is the newest row.
// Pages begun at a place stay what they are while rows are added, and the last page is as quick as the first.
type Place struct {
	At time.Time
	ID uuid.UUID
}

// String gives the place as a cursor, empty for the zero Place.
func (p Place) String() string {
	if p.ID == uuid.Nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(p.At.UTC().Format(time.RFC3339Nano) + " " + p.ID.String()))
}

// ParsePlace reads a cursor. One that is damaged is CodeInvalid.
func ParsePlace(cursor string) (Place, error) {
	if cursor == "" {
		return Place{}, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	at, id, _ := strings.Cut(string(text), " ")
	moment, timeErr := time.Parse(time.RFC3339Nano, at)
	identifier, idErr := uuid.Parse(id)
	if err != nil || timeErr != nil || idErr != nil {
		return Place{}, apperr.InvalidField("cursor", "This page address is damaged. Start again from the first page.")
	}
	return Place{At: moment.UTC(), ID: identifier}, nil
}

// cut leaves at most limit rows of a page that was asked for with one more, and gives the place of the next page.
func cut(rows []Named, limit int) ([]Named, Place) {
	if len(rows) <= limit {
		return rows, Place{}
	}
	last := rows[limit-1]
	return rows[:limit], Place{At: last.At, ID: last.ID}
}

// Entries lists the trail of the actor's organisation, newest first, from a place on, with the place of the next page.
func (t *Trail) Entries(ctx context.Context, by access.Actor, f Filter, from Place, limit int) ([]Named, Place, error) {
	if !by.Scopes("audit.read").Organisation {
		return nil, Place{}, nil
	}
	if !f.From.IsZero() && !f.To.IsZero() && f.To.Before(f.From) {
		return nil, Place{}, apperr.InvalidField("to", "The last day must not be before the first.")
	}
	entries, err := t.store.list(ctx, by.OrganisationID, f, from, limit+1)
	if err != nil {
		return nil, Place{}, err
	}
	rows, next := cut(entries, limit)
	return rows, next, t.store.nameColleagues(ctx, rows)
}

// startOf gives the moment at which a day begins in London; days there begin an hour earlier in summer.
func startOf(d calendar.Date) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, calendar.London()).UTC()
}
