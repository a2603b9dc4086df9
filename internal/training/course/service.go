package course

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// The permissions that the service asks about.
const (
	permissionBook      access.Permission = "courses.book"
	permissionManage    access.Permission = "courses.manage"
	permissionAttendees access.Permission = "courses.attendees"
)

// Records takes attendance into people's training records.
type Records interface {
	// Attended records that a person completed a milestone of their road on a day, signed off when by may. A refusal is one
	// sentence that says why nothing was recorded; nothing is written then.
	Attended(ctx context.Context, by access.Actor, personID uuid.UUID, milestone string, from, to calendar.Date) error
}

// Service keeps courses.
type Service struct {
	db      *database.DB
	store   store
	trail   *audit.Trail
	clock   calendar.Clock
	records Records
}

// Person is a person as named beside something else.
type Person struct {
	ID   uuid.UUID
	Name string
}

// Filter narrows the list of courses.
type Filter struct {
	page.Request
	Kind Kind
	// Past asks for those that have ended, the newest first; otherwise those to come are listed.
	Past bool
}

// Listed is a course in a list: how many places are taken, how many people wait, and the reader's own place.
type Listed struct {
	Event
	Booked  int
	Waiting int
	Mine    BookingState
}

// Events lists courses, by their days.
func (s *Service) Events(ctx context.Context, by access.Actor, f Filter) ([]Listed, int, error) {
	return s.store.events(ctx, by, f)
}

// Detail is a course with those of its bookings that the reader may see.
type Detail struct {
	Listed
	Bookings  []KeptBooking
	MayManage bool
	MayMark   bool
	MayBook   bool
}

// KeptBooking is a booking with the names that it is shown with.
type KeptBooking struct {
	Booking
	Person       Person
	Team         string
	BookedByName string
	MayWithdraw  bool
}

// Event gives one course of the reader's organisation, with the places of those within reach.
func (s *Service) Event(ctx context.Context, by access.Actor, id uuid.UUID) (Detail, error) {
	listed, err := s.store.event(ctx, by, id)
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Listed: listed, MayManage: by.May(permissionManage) && listed.State == Planned}
	d.MayBook = listed.mayBook(by.Today) == nil
	d.MayMark = by.May(permissionManage) && listed.mayMark(by.Today) == nil
	if d.Bookings, err = s.store.bookings(ctx, id, by.Scopes(permissionAttendees), by.Today); err != nil {
		return Detail{}, err
	}
	reach, err := s.store.reached(ctx, by.Scopes(permissionBook), peopleOf(d.Bookings))
	for i, b := range d.Bookings {
		d.Bookings[i].MayWithdraw = d.MayBook && slices.Contains(reach, b.PersonID) && (b.State == Booked || b.State == Waiting)
	}
	return d, err
}

func peopleOf(bookings []KeptBooking) []uuid.UUID {
	var all []uuid.UUID
	for _, b := range bookings {
		all = append(all, b.PersonID)
	}
	return all
}

// Add keeps a new course. What cannot be is CodeInvalid by field.
func (s *Service) Add(ctx context.Context, by access.Actor, e Event) (Detail, error) {
	e.ID, e.State, e.Version = uuid.New(), Planned, 1
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := e.check(0); err != nil {
			return err
		}
		if err := s.store.addEvent(ctx, by.OrganisationID, e, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "planned", e, valuesOf(e))
	})
	if err != nil {
		return Detail{}, err
	}
	return s.Event(ctx, by, e.ID)
}

func valuesOf(e Event) audit.Values {
	return audit.Values{
		"kind": e.Kind.String(), "startsOn": e.StartsOn, "endsOn": e.EndsOn, "places": e.Places, "title": audit.FreeText(e.Title),
	}
}

// Edit changes a course that was not held. version is the one that was read; another one is CodePreconditionFailed. More
// places let those who wait in, in their order.
func (s *Service) Edit(ctx context.Context, by access.Actor, id uuid.UUID, version int, edit Event) (Detail, error) {
	return s.change(ctx, by, id, func(ctx context.Context, e Listed) error {
		if e.Version != version {
			return apperr.PreconditionFailed()
		}
		if err := e.open(); err != nil {
			return err
		}
		edit.ID, edit.State, edit.Version = id, e.State, e.Version+1
		if err := edit.check(e.Booked); err != nil {
			return err
		}
		if err := s.store.saveEvent(ctx, edit, version, s.clock.Now()); err != nil {
			return err
		}
		if err := s.letIn(ctx, by, edit, e.Booked); err != nil {
			return err
		}
		return s.note(ctx, by, "changed", edit, valuesOf(edit))
	})
}

// Cancel cancels a course, with a reason that those booked read.
func (s *Service) Cancel(ctx context.Context, by access.Actor, id uuid.UUID, version int, because string) (Detail, error) {
	return s.change(ctx, by, id, func(ctx context.Context, e Listed) error {
		if e.Version != version {
			return apperr.Conflict("This course has changed since you opened it. Load it again, then decide.")
		}
		if err := e.open(); err != nil {
			return err
		}
		if because = strings.TrimSpace(because); because == "" {
			return apperr.InvalidField("reason", "Say why it does not take place.")
		}
		e.State, e.CancelledBecause, e.Version = Cancelled, because, e.Version+1
		if err := s.store.saveEvent(ctx, e.Event, version, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "cancelled", e.Event, audit.Values{"reason": audit.FreeText(because)})
	})
}

// change runs fn on a course, one change at a time, and gives it after that.
func (s *Service) change(ctx context.Context, by access.Actor, id uuid.UUID, fn func(context.Context, Listed) error) (Detail, error) {
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Lock(ctx, "course "+id.String()); err != nil {
			return err
		}
		e, err := s.store.event(ctx, by, id)
		if err != nil {
			return err
		}
		return fn(ctx, e)
	})
	if err != nil {
		return Detail{}, err
	}
	return s.Event(ctx, by, id)
}

func (s *Service) note(ctx context.Context, by access.Actor, action string, e Event, values audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{Action: "course." + action, SubjectKind: "course", SubjectID: e.ID.String(), After: values})
}
