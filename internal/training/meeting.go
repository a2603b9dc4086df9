package training

import (
	"fmt"
	"slices"
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
	Minutes int
	Topics  string
	Agreed  string
	// NextOn is when they meet next, no date when that is not said.
	NextOn      calendar.Date
	LoggedBy    uuid.UUID
	LoggedAt    time.Time
	ConfirmedBy uuid.UUID
	ConfirmedAt time.Time
	// EditedAt is when it was last edited, the zero time when it never was.
	EditedAt time.Time
	// Dispute is what the other side said was not so, by whom and when; "" when nothing was.
	Dispute    string
	DisputedBy uuid.UUID
	DisputedAt time.Time
	Version    int
}

// MeetingState says where a meeting stands between its two sides.
type MeetingState int

// The states of a meeting.
const (
	// MeetingWaits: the other side has not said anything yet, or it was edited since.
	MeetingWaits MeetingState = iota + 1
	// MeetingDisputed: the other side says that it was not so; whoever logged it edits it.
	MeetingDisputed
	MeetingConfirmed
)

var meetingStateNames = []string{"", "waits", "disputed", "confirmed"}

// String gives the state as the API writes it.
func (s MeetingState) String() string { return nameOf(meetingStateNames, int(s)) }

// State gives where the meeting stands.
func (m Meeting) State() MeetingState {
	switch {
	case m.Confirmed():
		return MeetingConfirmed
	case m.Dispute != "" && !m.EditedAt.After(m.DisputedAt):
		return MeetingDisputed
	default:
		return MeetingWaits
	}
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
	no.check(m.NextOn.IsZero() || m.NextOn.After(m.MetOn), "nextOn", "The next meeting comes after this one.")
	return m, no.err()
}

// Edit gives a meeting as whoever logged it edits it, before it is confirmed. It is refused like a new one.
func (m Meeting) Edit(who uuid.UUID, as Meeting, mentors []Named, now time.Time) (Meeting, error) {
	switch {
	case m.Confirmed():
		return Meeting{}, apperr.Conflict(fmt.Sprintf("This meeting was confirmed on %s, so it stays as it is.", calendar.Today(m.ConfirmedAt)))
	case m.LoggedBy != who:
		return Meeting{}, apperr.Forbidden("A meeting is edited by the side that logged it.")
	}
	as.Mentor = m.Mentor
	edited := m
	edited.MetOn, edited.Minutes, edited.Topics, edited.Agreed, edited.NextOn = as.MetOn, as.Minutes, as.Topics, as.Agreed, as.NextOn
	edited, err := LogMeeting(edited, mentors, calendar.Today(now))
	edited.EditedAt = now
	return edited, err
}

// MayEdit reports whether somebody may edit the meeting.
func (m Meeting) MayEdit(who uuid.UUID) bool { return !m.Confirmed() && who == m.LoggedBy }

// Disagree gives a meeting with what the other side says was not so. It needs a note; a confirmed meeting is a conflict.
func (m Meeting) Disagree(who uuid.UUID, note string, now time.Time) (Meeting, error) {
	switch {
	case m.Confirmed():
		return Meeting{}, apperr.Conflict(fmt.Sprintf("This meeting was already confirmed on %s.", calendar.Today(m.ConfirmedAt)))
	case !m.MayConfirm(who):
		return Meeting{}, apperr.Forbidden("Whoever logged a meeting edits it. The other side says whether it was so.")
	case note == "":
		return Meeting{}, apperr.InvalidField("note", "Say what was not so, so that it can be put right.")
	}
	m.Dispute, m.DisputedBy, m.DisputedAt = note, who, now
	return m, nil
}

// Mentoring sums up the months of mentorship that begin with the appointment.
type Mentoring struct {
	// From and Until are the first and the last day of the mentorship, no dates where the pathway has none.
	From  calendar.Date
	Until calendar.Date
	// Held counts the months with a meeting that both sides confirmed, Months the months of the mentorship.
	Held   int
	Months int
	// LastOn is the last confirmed meeting, no date when there is none.
	LastOn calendar.Date
	// Sentence says it in words.
	Sentence string
}

// MentoringOf sums up a person's meetings by the mentorship of the pathway, which begins with the appointment and is moved by leave as its date is. Only confirmed
// meetings count.
func (p Pathway) MentoringOf(f Facts, meetings []Meeting, today calendar.Date) Mentoring {
	i := slices.IndexFunc(p.Milestones, func(m Milestone) bool { return m.Kind == KindMentorship && !m.Lasts.IsZero() })
	if i < 0 || f.AppointedOn.IsZero() {
		return Mentoring{Sentence: "The pathway has no months of mentorship."}
	}
	m := p.Milestones[i]
	r := newReckoning(p, f, today)
	sum := Mentoring{From: f.AppointedOn, Until: r.term(&m, m.Lasts).on, Months: m.Lasts.WholeMonths()}
	ends := make([]calendar.Date, sum.Months)
	for n := range ends {
		ends[n], _ = r.paces[m.Running].After(f.AppointedOn, calendar.Months(n+1))
	}
	held := map[int]bool{}
	for _, meeting := range meetings {
		if !meeting.Confirmed() {
			continue
		}
		sum.LastOn = calendar.Later(sum.LastOn, meeting.MetOn)
		if n := slices.IndexFunc(ends, func(end calendar.Date) bool { return meeting.MetOn.Before(end) }); n >= 0 && !meeting.MetOn.Before(f.AppointedOn) {
			held[n] = true
		}
	}
	sum.Held = len(held)
	sum.Sentence = fmt.Sprintf("%d of %d monthly meetings are held and confirmed", sum.Held, sum.Months)
	if !sum.LastOn.IsZero() {
		sum.Sentence += fmt.Sprintf(", the last on %s", sum.LastOn)
	}
	sum.Sentence += fmt.Sprintf(". The mentorship runs from %s to %s.", sum.From, sum.Until)
	return sum
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
