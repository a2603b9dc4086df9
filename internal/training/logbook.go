package training

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// LogEntry is something that a person did towards a milestone that keeps a log book: an audit made, a session taught. It
// counts once a signatory has confirmed it.
type LogEntry struct {
	ID        uuid.UUID
	Milestone MilestoneKey
	DoneOn    calendar.Date
	What      string
	// Number is how many it counts for, in what the milestone counts.
	Number  int
	ForWhom string
	// SignOff is nil while the entry waits.
	SignOff *SignOff
	Version int
}

// maxLogged is the most that one entry counts for.
const maxLogged = 500

// Confirmed reports whether the entry counts.
func (e LogEntry) Confirmed() bool {
	return e.SignOff != nil && e.SignOff.Decision == DecisionSignedOff
}

// state gives the entry's state as the table and the API write it.
func (e LogEntry) state() string {
	switch {
	case e.SignOff == nil:
		return logLogged
	case e.Confirmed():
		return logConfirmed
	default:
		return logReturned
	}
}

// The states of an entry.
const (
	logLogged    = "logged"
	logConfirmed = "confirmed"
	logReturned  = "returned"
)

// Logged is how far a milestone's log book is: what is confirmed, what waits, and what is asked. Of what recurs, only what
// was done after the last time counts.
type Logged struct {
	LogBook
	Confirmed int
	Waiting   int
}

// Full reports whether as much is confirmed as is asked.
func (l Logged) Full() bool { return l.Confirmed >= l.Number }

// logged counts a milestone's log book; since is when it was last completed.
func (f *Facts) logged(m *Milestone, since calendar.Date) Logged {
	l := Logged{LogBook: m.LogBook}
	for _, e := range f.LogBook {
		switch {
		case e.Milestone != m.Key || m.Recurs() && !e.DoneOn.After(since):
		case e.Confirmed():
			l.Confirmed += e.Number
		case e.SignOff == nil:
			l.Waiting += e.Number
		}
	}
	return l
}

// words gives "The log book has 12 of 20 audits confirmed, and 3 wait to be confirmed.".
func (l Logged) words() string {
	text := fmt.Sprintf("The log book has %d of %d %s confirmed", l.Confirmed, l.Number, l.Counted)
	switch l.Waiting {
	case 0:
		return text + "."
	case 1:
		return text + ", and 1 waits to be confirmed."
	default:
		return fmt.Sprintf("%s, and %d wait to be confirmed.", text, l.Waiting)
	}
}

// AddLogEntry checks an entry of a log book. It is refused, field by field, for a milestone without a log book, without a day or on one that is
// in the future, before the pathway began or not after the last completion of what recurs, without what was done, and with a number outside 1 to
// 500; and as a conflict when the milestone is settled.
func (p Pathway) AddLogEntry(f Facts, entry LogEntry, today calendar.Date) (LogEntry, error) {
	m, err := p.milestoneOf(entry.Milestone)
	if err != nil {
		return LogEntry{}, err
	}
	if !m.LogBook.Asked() {
		return LogEntry{}, apperr.InvalidField("milestone", fmt.Sprintf("%s keeps no log book.", sentenceCase(m.Called)))
	}
	now := f.stand(&m)
	if now.state.Settled() {
		return LogEntry{}, apperr.Conflict(fmt.Sprintf("%s is settled since %s. Its log book is closed.", sentenceCase(m.Called), now.on))
	}
	var no refusals
	switch {
	case entry.DoneOn.IsZero():
		no.add("doneOn", "Enter the day.")
	case entry.DoneOn.After(today):
		no.add("doneOn", "%s is in the future. Log it once it is done.", entry.DoneOn)
	case entry.DoneOn.Before(f.AppointedOn):
		no.add("doneOn", "%s is before %s on %s.", entry.DoneOn, startWords(p), f.AppointedOn)
	case m.Recurs() && !now.on.IsZero() && !entry.DoneOn.After(now.on):
		no.add("doneOn", "%s was last completed on %s. What was done until then is counted already.", sentenceCase(m.Called), now.on)
	}
	no.check(entry.What != "", "what", "Say what you did.")
	no.check(entry.Number >= 1 && entry.Number <= maxLogged, "number", "Enter how many %s it counts for, from 1 to %d.", m.LogBook.Counted, maxLogged)
	entry.SignOff = nil
	return entry, no.err()
}

// DecideLogEntry checks a signatory's decision on an entry and gives the entry with it: their own and those of milestones that they do not sign
// are forbidden, one that is decided already is a conflict, and what is given back needs a reason.
func (p Pathway) DecideLogEntry(f Facts, id uuid.UUID, decision SignOff) (LogEntry, error) {
	i := slices.IndexFunc(f.LogBook, func(e LogEntry) bool { return e.ID == id })
	if i < 0 {
		return LogEntry{}, apperr.NotFound("entry of the log book")
	}
	entry := f.LogBook[i]
	m, err := p.milestoneOf(entry.Milestone)
	if err != nil {
		return LogEntry{}, err
	}
	switch {
	case decision.By == f.Person:
		return LogEntry{}, apperr.Forbidden("Nobody confirms their own log book. Ask the " + signatories(&m) + ".")
	case !slices.Contains(m.SignedBy, decision.As):
		return LogEntry{}, apperr.Forbidden("The log book of " + m.Called + " is confirmed by the " + signatories(&m) + ".")
	case entry.SignOff != nil:
		return LogEntry{}, apperr.Conflict(fmt.Sprintf("This entry was decided on already, on %s.", entry.SignOff.On))
	case decision.Decision == DecisionReturned && decision.Reason == "":
		return LogEntry{}, apperr.InvalidField("reason", "Say what is missing, so that it can be put right.")
	}
	entry.SignOff = &decision
	return entry, nil
}
