package notification

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// course adds a course with a place of the trainee that somebody gave on the world's day.
func (w *world) course(title, state, starts, ends, place string, by uuid.UUID) {
	w.t.Helper()
	event := uuid.New()
	w.exec(`INSERT INTO course_events (id, organisation_id, kind, title, milestone, starts_on, ends_on, place, provider, places, note, state, cancelled_because, search, version, created_at, updated_at)
		VALUES (?, ?, 'workshop', ?, '', ?, ?, '', '', 8, '', ?, '', '', 1, ?, ?)`, event, w.organisation, title, on(starts), on(ends), state, w.now, w.now)
	w.exec(`INSERT INTO course_bookings (id, event_id, person_id, state, position, outcome, booked_by, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, 1, '', ?, 1, ?, ?)`, uuid.New(), event, w.trainee.PersonID, place, by, w.now, w.now)
}

func TestAPlaceOnACourseIsToldAndStandsInTheCalendar(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		own, manager := w.trainee.PersonID, w.manager.PersonID
		w.course("The Standards course", "planned", "2026-12-14", "2027-01-15", "booked", own)
		w.course("A course that runs", "planned", "2026-11-23", "2026-12-04", "booked", manager)
		w.course("A workshop in spring", "planned", "2027-03-01", "2027-03-01", "booked", manager)
		w.course("A workshop of my own choice", "planned", "2027-04-01", "2027-04-01", "booked", own)
		w.course("A workshop without a place", "planned", "2026-12-07", "2026-12-07", "waiting", own)
		w.course("A workshop that I left", "planned", "2026-12-07", "2026-12-07", "withdrawn", own)
		w.course("A cancelled workshop", "cancelled", "2027-02-01", "2027-02-01", "waiting", own)
		w.course("A workshop of last week", "planned", "2026-11-20", "2026-11-20", "booked", own)

		var told []string
		for _, n := range w.notices(w.trainee) {
			told = append(told, string(n.Kind)+": "+n.Sentence)
		}
		assert.ElementsMatch(t, []string{
			"course_ahead: You have a place on A course that runs, which lasts until 4 December 2026.",
			"course_ahead: You have a place on The Standards course, which begins on 14 December 2026.",
			"course_place: You have got a place on A workshop in spring, which begins on 1 March 2027.",
			"course_cancelled: A cancelled workshop, planned for 1 February 2027, does not take place.",
		}, told)
		assert.Empty(t, w.notices(w.manager), "a place is the person's own")

		body := string(w.feed(w.address()).Body)
		assert.Contains(t, body, "SUMMARY:The Standards course\r\n")
		assert.Contains(t, body, "DTSTART;VALUE=DATE:20261214\r\nDTEND;VALUE=DATE:20270116\r\n", "the last day is within")
		assert.Equal(t, 4, strings.Count(body, "BEGIN:VEVENT"), body)
	})
}
