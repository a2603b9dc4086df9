package audit

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
)

// Filter narrows a list of the trail; zero values keep all.
type Filter struct {
	PersonID uuid.UUID
	ActorID  uuid.UUID
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
}

// Entries lists the trail of the actor's organisation, newest first, with the number of all entries that fit.
func (t *Trail) Entries(ctx context.Context, by access.Actor, f Filter, p page.Request) ([]Named, int, error) {
	if !by.Scopes("audit.read").Organisation {
		return nil, 0, nil
	}
	if !f.From.IsZero() && !f.To.IsZero() && f.To.Before(f.From) {
		return nil, 0, apperr.InvalidField("to", "The last day must not be before the first.")
	}
	return t.store.List(ctx, by.OrganisationID, f, p)
}

// startOf gives the moment at which a day begins in London; days there begin an hour earlier in summer.
func startOf(d calendar.Date) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, calendar.London()).UTC()
}
