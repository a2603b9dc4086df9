package training

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Meeting is a mentoring meeting: one side logs it, the other confirms it.
type Meeting struct {
	ID     uuid.UUID
	Person uuid.UUID
	Mentor uuid.UUID
	MetOn  calendar.Date
	// Minutes is how long it took, 0 when that is not said.
	Minutes     int
	Topics      string
	Agreed      string
	LoggedBy    uuid.UUID
	LoggedAt    time.Time
	ConfirmedBy uuid.UUID
	ConfirmedAt time.Time
	Version     int
}

// Confirmed reports whether the other side confirmed it.
func (m Meeting) Confirmed() bool { return m.ConfirmedBy != uuid.Nil }

// MayConfirm reports whether somebody is the other side of a meeting that waits for its confirmation.
func (m Meeting) MayConfirm(who uuid.UUID) bool {
	return !m.Confirmed() && who != m.LoggedBy && (who == m.Person || who == m.Mentor)
}

// LogMeeting checks a new meeting with one of mentors, who are those of the person on the day of the meeting. The mentor who logs it is the one
// who met; otherwise the only one, or the one that is named. It refuses, field by field, a day in the future, a day without a mentor, a mentor
// who was none on that day, and an empty text.
func LogMeeting(m Meeting, mentors []Named, today calendar.Date) (Meeting, error) {
	var no refusals
	if m.LoggedBy != m.Person {
		m.Mentor = m.LoggedBy
	}
	if m.Mentor == uuid.Nil && len(mentors) == 1 {
		m.Mentor = mentors[0].ID
	}
	known := false
	for _, mentor := range mentors {
		known = known || mentor.ID == m.Mentor
	}
	switch {
	case m.MetOn.IsZero():
		no.add("metOn", "Enter the date of the meeting.")
	case m.MetOn.After(today):
		no.add("metOn", "%s is in the future. Log the meeting once it has been held.", m.MetOn)
	case len(mentors) == 0:
		no.add("metOn", "There was no mentor on %s. Ask your manager to assign one.", m.MetOn)
	case m.Mentor == uuid.Nil:
		no.add("mentorId", "Choose which mentor it was.")
	case !known && m.LoggedBy != m.Person:
		no.add("metOn", "You were not the mentor on %s.", m.MetOn)
	case !known:
		no.add("mentorId", "This person was not the mentor on %s.", m.MetOn)
	}
	no.check(m.Topics != "", "topics", "Say what you talked about.")
	return m, no.err()
}

// Confirm gives a meeting as the other side confirmed it. Whoever logged it, and anybody who was not there, is refused; a second confirmation is
// a conflict.
func (m Meeting) Confirm(who uuid.UUID, now time.Time) (Meeting, error) {
	switch {
	case m.Confirmed():
		return Meeting{}, apperr.Conflict(fmt.Sprintf("This meeting was already confirmed on %s.", calendar.Today(m.ConfirmedAt)))
	case !m.MayConfirm(who):
		return Meeting{}, apperr.Forbidden("A meeting is confirmed by the side that did not log it.")
	}
	m.ConfirmedBy, m.ConfirmedAt = who, now
	return m, nil
}
