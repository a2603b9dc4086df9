package notification

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// courseSource tells of the courses on which people have a place.
type courseSource struct{ store store }

type placeRow struct {
	ID        uuid.UUID
	EventID   uuid.UUID
	PersonID  uuid.UUID
	State     string
	BookedBy  uuid.UUID
	Version   int
	UpdatedAt time.Time
	Title     string
	StartsOn  calendar.Date
	EndsOn    calendar.Date
	Cancelled bool
}

// places reads the places on courses that have not ended, and the waiting lists of those that were cancelled: one query.
func (s store) places(ctx context.Context, a Asked) ([]placeRow, error) {
	var rows []placeRow
	q := s.db.Conn(ctx).Table("course_bookings").Select(`course_bookings.*, course_events.title, course_events.starts_on, course_events.ends_on,
		course_events.state = 'cancelled' AS cancelled`).
		Joins("JOIN course_events ON course_events.id = course_bookings.event_id").
		Where("course_events.organisation_id = ? AND course_events.ends_on >= ?", a.OrganisationID, a.Today).
		Where(`course_events.state = 'planned' AND course_bookings.state = 'booked'
			OR course_events.state = 'cancelled' AND course_bookings.state IN ('booked', 'waiting')`)
	if a.To != uuid.Nil {
		q = q.Where("course_bookings.person_id = ?", a.To)
	}
	return rows, database.Wrap(q.Order("course_events.starts_on, course_bookings.id").Find(&rows).Error, "place")
}

// Notices takes one query. A place is spoken of in the weeks before its course, and for a fortnight after somebody else gave
// it, whether by booking or because a place became free.
func (s courseSource) Notices(ctx context.Context, a Asked) ([]Notice, error) {
	rows, err := s.store.places(ctx, a)
	var all []Notice
	for _, r := range rows {
		n := Notice{To: r.PersonID, Link: "/courses/" + r.EventID.String()}
		given := calendar.Today(r.UpdatedAt)
		switch left := a.Today.DaysUntil(r.StartsOn); {
		case r.Cancelled:
			n.Kind, n.Since = CourseCancelled, given
			n.Sentence = r.Title + ", planned for " + day(r.StartsOn) + ", does not take place."
		case left <= 2*soon:
			n.Kind, n.DueOn, n.Since = CourseAhead, r.StartsOn, r.StartsOn.AddDays(-2*soon)
			n.Sentence = "You have a place on " + r.Title + ", which begins on " + day(r.StartsOn) + "."
			if left < 0 {
				n.Sentence = "You have a place on " + r.Title + ", which lasts until " + day(r.EndsOn) + "."
			}
		case (r.BookedBy != r.PersonID || r.Version > 1) && given.DaysUntil(a.Today) <= soon:
			n.Kind, n.Since = CoursePlace, given
			n.Sentence = "You have got a place on " + r.Title + ", which begins on " + day(r.StartsOn) + "."
		default:
			continue
		}
		n.Key = KeyOf(n.Kind, r.ID.String(), r.StartsOn.ISO())
		all = append(all, n)
	}
	return mine(all, a), err
}

// Dates gives the days of the courses on which the person has a place.
func (s courseSource) Dates(ctx context.Context, a Asked) ([]Dated, error) {
	rows, err := s.store.places(ctx, a)
	var all []Dated
	for _, r := range rows {
		if !r.Cancelled {
			all = append(all, Dated{Entry: "course/" + r.EventID.String(), On: r.StartsOn, Until: r.EndsOn, Title: r.Title, Link: "/courses/" + r.EventID.String()})
		}
	}
	return all, err
}
