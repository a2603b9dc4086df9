package course

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
)

// Bookable is somebody who works here and may be booked.
type Bookable struct {
	Person
	Team string
}

// Bookable gives a page of those who work here today and whom somebody may book, by name, and how many there are.
func (s *Service) Bookable(ctx context.Context, by access.Actor, asked page.Request) ([]Bookable, int, error) {
	return s.store.bookable(ctx, by.Scopes(permissionBook), asked, by.Today)
}

// Book books people, or the members of a cohort, onto a course: each gets a place while there is one and waits otherwise.
// Those who have a place or wait already keep it. Somebody out of reach is CodeNotFound, and then nobody is booked.
func (s *Service) Book(ctx context.Context, by access.Actor, id uuid.UUID, people []uuid.UUID, cohort *uuid.UUID) (Detail, error) {
	return s.change(ctx, by, id, func(ctx context.Context, e Listed) error {
		if err := e.mayBook(by.Today); err != nil {
			return err
		}
		if cohort != nil {
			members, err := s.store.members(ctx, by.OrganisationID, *cohort)
			if err != nil {
				return err
			}
			people = append(people, members...)
		}
		slices.SortFunc(people, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
		people = slices.Compact(people)
		if len(people) == 0 {
			return apperr.InvalidField("personIds", "Choose whom to book.")
		}
		reached, err := s.store.reached(ctx, by.Scopes(permissionBook), people)
		if err != nil {
			return err
		}
		if len(reached) != len(people) {
			return apperr.NotFound("person whom you may book")
		}
		all, err := s.store.allBookings(ctx, id)
		if err != nil {
			return err
		}
		booked, last := e.Booked, 0
		held := map[uuid.UUID]Booking{}
		for _, b := range all {
			held[b.PersonID], last = b, max(last, b.Position)
		}
		for _, person := range people {
			b, known := held[person]
			if known && b.State != Withdrawn {
				continue
			}
			last++
			state := e.place(booked)
			if state == Booked {
				booked++
			}
			if err := s.keep(ctx, by, e.Event, b, known, person, state, last); err != nil {
				return err
			}
		}
		return nil
	})
}

// keep keeps a new booking, or takes up one that was withdrawn.
func (s *Service) keep(ctx context.Context, by access.Actor, e Event, b Booking, known bool, person uuid.UUID, state BookingState, position int) error {
	read := b.Version
	b.EventID, b.PersonID, b.State, b.Position, b.Version = e.ID, person, state, position, b.Version+1
	if known {
		if err := s.store.saveBooking(ctx, b, read, s.clock.Now()); err != nil {
			return err
		}
	} else {
		b.ID = uuid.New()
		if err := s.store.addBooking(ctx, by.PersonID, b, s.clock.Now()); err != nil {
			return err
		}
	}
	return s.noteBooking(ctx, by, "booked", b)
}

func (s *Service) noteBooking(ctx context.Context, by access.Actor, action string, b Booking) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: "course." + action, SubjectKind: "course_booking", SubjectID: b.ID.String(), PersonID: &b.PersonID,
		After: audit.Values{"course": b.EventID, "state": b.State.String(), "outcome": b.Outcome},
	})
}

// Withdraw gives a place back; the first who waits gets it. Somebody out of reach is CodeNotFound.
func (s *Service) Withdraw(ctx context.Context, by access.Actor, bookingID uuid.UUID, version int) (Detail, error) {
	event, err := s.store.eventOf(ctx, by.OrganisationID, bookingID)
	if err != nil {
		return Detail{}, err
	}
	return s.change(ctx, by, event, func(ctx context.Context, e Listed) error {
		all, err := s.store.allBookings(ctx, event)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(b Booking) bool { return b.ID == bookingID })
		if i < 0 {
			return apperr.NotFound("booking")
		}
		b := all[i]
		reached, err := s.store.reached(ctx, by.Scopes(permissionBook), []uuid.UUID{b.PersonID})
		switch {
		case err != nil:
			return err
		case len(reached) == 0:
			return apperr.NotFound("booking")
		case b.Version != version:
			return apperr.Conflict("This booking has changed since you opened it. Load it again, then decide.")
		case b.State != Booked && b.State != Waiting:
			return apperr.Conflict("There is no place to give back.")
		}
		if err := e.mayBook(by.Today); err != nil {
			return err
		}
		freed := b.State == Booked
		b.State, b.Version = Withdrawn, b.Version+1
		if err := s.store.saveBooking(ctx, b, version, s.clock.Now()); err != nil {
			return err
		}
		if err := s.noteBooking(ctx, by, "withdrawn", b); err != nil {
			return err
		}
		if !freed {
			return nil
		}
		return s.letIn(ctx, by, e.Event, e.Booked-1)
	})
}

// letIn gives free places to those who wait, in their order.
func (s *Service) letIn(ctx context.Context, by access.Actor, e Event, booked int) error {
	all, err := s.store.allBookings(ctx, e.ID)
	if err != nil {
		return err
	}
	for _, b := range all {
		if b.State != Waiting || booked >= e.Places {
			continue
		}
		booked++
		read := b.Version
		b.State, b.Version = Booked, b.Version+1
		if err := s.store.saveBooking(ctx, b, read, s.clock.Now()); err != nil {
			return err
		}
		if err := s.noteBooking(ctx, by, "let_in", b); err != nil {
			return err
		}
	}
	return nil
}

// Mark is whether somebody came.
type Mark struct {
	BookingID uuid.UUID
	Attended  bool
}

// MarkAttendance enters who came to a course, for many at once, and takes it into the training records: where a record refuses
// it, the attendance is kept and the booking says why. Marks may be entered again until they are right; what is in a training
// record stays there. Everybody marked has to be within reach, else nothing is kept (CodeNotFound).
func (s *Service) MarkAttendance(ctx context.Context, by access.Actor, id uuid.UUID, version int, marks []Mark) (Detail, error) {
	return s.change(ctx, by, id, func(ctx context.Context, e Listed) error {
		if e.Version != version {
			return apperr.Conflict("This course has changed since you opened it. Load it again, then decide.")
		}
		if err := e.mayMark(by.Today); err != nil {
			return err
		}
		if len(marks) == 0 {
			return apperr.InvalidField("items", "Say of at least one person whether they came.")
		}
		all, err := s.store.allBookings(ctx, id)
		if err != nil {
			return err
		}
		byID := map[uuid.UUID]Booking{}
		for _, b := range all {
			byID[b.ID] = b
		}
		var people []uuid.UUID
		for _, m := range marks {
			people = append(people, byID[m.BookingID].PersonID)
		}
		slices.SortFunc(people, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
		people = slices.Compact(people)
		reached, err := s.store.reached(ctx, by.Scopes(permissionManage), people)
		if err != nil {
			return err
		}
		if len(reached) != len(people) {
			return apperr.NotFound("booking")
		}
		for _, m := range marks {
			if err := s.mark(ctx, by, e.Event, byID[m.BookingID], m.Attended); err != nil {
				return err
			}
		}
		e.State, e.Version = Held, e.Version+1
		if err := s.store.saveEvent(ctx, e.Event, version, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "attendance_entered", e.Event, audit.Values{"people": len(marks)})
	})
}

func (s *Service) mark(ctx context.Context, by access.Actor, e Event, b Booking, attended bool) error {
	if b.State == Withdrawn || b.State == Waiting {
		return apperr.Conflict("Somebody of these has no place on this course any more. Load it again.")
	}
	read := b.Version
	before := b.State
	b.State, b.Version = Absent, b.Version+1
	if attended {
		b.State = Attended
	}
	if before == b.State {
		return nil
	}
	if attended && e.Milestone() != "" {
		err := s.records.Attended(ctx, by, b.PersonID, e.Milestone(), e.StartsOn, e.EndsOn)
		var refusal *apperr.Error
		switch {
		case err == nil:
			b.Outcome = "It stands in the training record."
		case errors.As(err, &refusal) && refusal.Code != apperr.CodeInternal && refusal.Code != apperr.CodeUnavailable:
			b.Outcome = "Not in the training record: " + sentence(refusal)
		default:
			return fmt.Errorf("record the attendance: %w", err)
		}
	}
	if err := s.store.saveBooking(ctx, b, read, s.clock.Now()); err != nil {
		return err
	}
	return s.noteBooking(ctx, by, "attendance_marked", b)
}

// sentence gives a refusal in words.
func sentence(refusal *apperr.Error) string {
	if len(refusal.Fields) > 0 {
		return refusal.Fields[0].Message
	}
	return refusal.Message
}
