// Package appraisal keeps one-to-ones and appraisals: an agenda that proposes itself from what is due, returned, missing and
// agreed before; notes that both share or that are their author's alone; actions with an owner and a date; the acknowledgement
// of both sides; and the cycle in which an organisation appraises.
package appraisal

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Kind is the kind of a meeting.
type Kind int

// The kinds of meeting.
const (
	OneToOne Kind = iota + 1
	Appraisal
)

var kindNames = []string{"", "one_to_one", "appraisal"}

// String gives the kind as the API writes it.
func (k Kind) String() string { return nameOf(kindNames, int(k)) }

// Words gives the kind as in a sentence.
func (k Kind) Words() string {
	if k == Appraisal {
		return "appraisal"
	}
	return "one-to-one"
}

// State is where a meeting stands.
type State int

// The states of a meeting.
const (
	Planned State = iota + 1
	Held
	// Acknowledged: both sides say that the sheet is what was said and agreed. It is fixed from then on.
	Acknowledged
	Cancelled
)

var stateNames = []string{"", "planned", "held", "acknowledged", "cancelled"}

// String gives the state as the API writes it.
func (s State) String() string { return nameOf(stateNames, int(s)) }

// Source is the kind of fact that an item of the agenda comes from.
type Source int

// The sources of items.
const (
	FromDue Source = iota + 1
	FromReturned
	FromGap
	FromAction
	// FromPerson: somebody wrote it.
	FromPerson
)

var sourceNames = []string{"", "due", "returned", "gap", "action", "own"}

// String gives the source as the API writes it.
func (s Source) String() string { return nameOf(sourceNames, int(s)) }

// ActionState is where an action stands.
type ActionState int

// The states of an action.
const (
	ActionOpen ActionState = iota + 1
	ActionDone
	ActionDropped
)

var actionNames = []string{"", "open", "done", "dropped"}

// String gives the state as the API writes it.
func (s ActionState) String() string { return nameOf(actionNames, int(s)) }

func nameOf(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return fmt.Sprintf("unknown(%d)", i)
	}
	return names[i]
}

// parse gives the value of a name, zero for a name that is none.
func parse[T ~int](names []string, name string) T { return T(max(slices.Index(names, name), 0)) }

// Meeting is a one-to-one or an appraisal of a person with whoever leads it.
type Meeting struct {
	ID        uuid.UUID
	PersonID  uuid.UUID
	LeadID    uuid.UUID
	Kind      Kind
	State     State
	PlannedOn calendar.Date
	// HeldOn is no date until it was held.
	HeldOn calendar.Date
	// PersonAcknowledged and LeadAcknowledged are nil until each side has acknowledged the sheet as it stands.
	PersonAcknowledged *time.Time
	PersonComment      string
	LeadAcknowledged   *time.Time
	LeadComment        string
	// CancelledBecause is why it did not take place.
	CancelledBecause string
	Version          int
}

// Item is something to talk about.
type Item struct {
	ID uuid.UUID
	Proposal
	RaisedBy  uuid.UUID
	Discussed bool
}

// Proposal is an item that the recorded facts suggest.
type Proposal struct {
	// Key names the fact, "milestone:ccsc"; it is empty for what somebody wrote.
	Key    string
	Source Source
	Title  string
	// Because says why it is proposed, in a sentence.
	Because string
	// Link is the page about it, a path of the application; it may be empty.
	Link string
}

// Note is what somebody wrote about a meeting.
type Note struct {
	ID       uuid.UUID
	AuthorID uuid.UUID
	// Shared notes are both sides'; the others are read by their author alone.
	Shared    bool
	Text      string
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// Action is something agreed: who does it, and by when.
type Action struct {
	ID        uuid.UUID
	MeetingID uuid.UUID
	PersonID  uuid.UUID
	OwnerID   uuid.UUID
	Text      string
	DueOn     calendar.Date
	State     ActionState
	// Outcome says what came of it, or why it was dropped.
	Outcome string
	EndedBy *uuid.UUID
	EndedOn calendar.Date
	Version int
}

// Overdue reports whether the action is open past its date.
func (a Action) Overdue(today calendar.Date) bool {
	return a.State == ActionOpen && today.After(a.DueOn)
}

// party reports whether somebody is one of the two whose meeting it is.
func (m Meeting) party(who uuid.UUID) bool { return who == m.PersonID || who == m.LeadID }

// open refuses what cannot be done any more to a meeting that both acknowledged, or that was cancelled.
func (m Meeting) open() error {
	switch m.State {
	case Acknowledged:
		return apperr.Conflict("Both sides have acknowledged this " + m.Kind.Words() + ", so it stays as it is. Plan another one for what is new.")
	case Cancelled:
		return apperr.Conflict("This " + m.Kind.Words() + " was cancelled.")
	default:
		return nil
	}
}

// at refuses a change of a meeting that is no longer the version that was read.
func (m Meeting) at(version int) error {
	if m.Version != version {
		return apperr.Conflict("This " + m.Kind.Words() + " has changed since you opened it. Load it again, then decide.")
	}
	return nil
}

// Plan checks a new meeting. Nobody leads their own; a day before today or more than two years ahead is refused.
func Plan(m Meeting, today calendar.Date) (Meeting, error) {
	if m.LeadID == m.PersonID {
		return m, apperr.Forbidden("Nobody holds their own " + m.Kind.Words() + ". Your manager plans it.")
	}
	m.State, m.Version = Planned, 1
	return m, checkPlanned(m.PlannedOn, today)
}

func checkPlanned(on, today calendar.Date) error {
	switch {
	case on.IsZero():
		return apperr.InvalidField("plannedOn", "Enter the date on which you will meet.")
	case on.Before(today):
		return apperr.InvalidField("plannedOn", fmt.Sprintf("%s has passed. Plan a day from today on.", on))
	case on.After(today.Add(calendar.Years(2))):
		return apperr.InvalidField("plannedOn", fmt.Sprintf("%s is more than two years away. Check the year.", on))
	}
	return nil
}

// Replan moves a meeting that was not held yet to another day.
func (m Meeting) Replan(on, today calendar.Date) (Meeting, error) {
	if err := m.mustBePlanned(); err != nil {
		return m, err
	}
	m.PlannedOn = on
	m.Version++
	return m, checkPlanned(on, today)
}

func (m Meeting) mustBePlanned() error {
	if err := m.open(); err != nil {
		return err
	}
	if m.State != Planned {
		return apperr.Conflict(fmt.Sprintf("This %s was held on %s.", m.Kind.Words(), m.HeldOn))
	}
	return nil
}

// Hold notes that the meeting took place on a day, which is not in the future. Only its lead does this.
func (m Meeting) Hold(by uuid.UUID, on, today calendar.Date) (Meeting, error) {
	if by != m.LeadID {
		return m, apperr.Forbidden("Whoever leads the " + m.Kind.Words() + " notes that it was held.")
	}
	if err := m.mustBePlanned(); err != nil {
		return m, err
	}
	switch {
	case on.IsZero():
		return m, apperr.InvalidField("heldOn", "Enter the date on which you met.")
	case on.After(today):
		return m, apperr.InvalidField("heldOn", fmt.Sprintf("%s is in the future. Note the meeting once it has been held.", on))
	}
	m.State, m.HeldOn = Held, on
	m.Version++
	return m, nil
}

// Cancel notes that a planned meeting does not take place, and why. Only its lead does this.
func (m Meeting) Cancel(by uuid.UUID, because string) (Meeting, error) {
	if by != m.LeadID {
		return m, apperr.Forbidden("Whoever leads the " + m.Kind.Words() + " can cancel it.")
	}
	if err := m.mustBePlanned(); err != nil {
		return m, err
	}
	if because = strings.TrimSpace(because); because == "" {
		return m, apperr.InvalidField("reason", "Say why it does not take place.")
	}
	m.State, m.CancelledBecause = Cancelled, because
	m.Version++
	return m, nil
}

// Acknowledge notes that one side agrees that the sheet says what was said and agreed, with a comment if there is one. The
// second acknowledgement fixes the sheet.
func (m Meeting) Acknowledge(by uuid.UUID, comment string, now time.Time) (Meeting, error) {
	if !m.party(by) {
		return m, apperr.Forbidden("Only the two who met acknowledge what is written here.")
	}
	if err := m.open(); err != nil {
		return m, err
	}
	if m.State != Held {
		return m, apperr.Conflict("This " + m.Kind.Words() + " was not held yet, so there is nothing to acknowledge.")
	}
	done := m.PersonAcknowledged
	if by == m.LeadID {
		done = m.LeadAcknowledged
	}
	if done != nil {
		return m, apperr.Conflict(fmt.Sprintf("You acknowledged this on %s.", calendar.Today(*done)))
	}
	comment = strings.TrimSpace(comment)
	if by == m.LeadID {
		m.LeadAcknowledged, m.LeadComment = &now, comment
	} else {
		m.PersonAcknowledged, m.PersonComment = &now, comment
	}
	if m.PersonAcknowledged != nil && m.LeadAcknowledged != nil {
		m.State = Acknowledged
	}
	m.Version++
	return m, nil
}

// changed gives the meeting after something that both share changed: an acknowledgement was of the sheet as it stood, so it
// no longer holds.
func (m Meeting) changed() Meeting {
	m.PersonAcknowledged, m.LeadAcknowledged = nil, nil
	m.Version++
	return m
}

// checkNote refuses an empty text.
func checkNote(text string) (string, error) {
	if text = strings.TrimSpace(text); text == "" {
		return "", apperr.InvalidField("text", "Write the note.")
	}
	return text, nil
}

// Agree checks a new action of a meeting: its owner is one of the two, its date today or later.
func (m Meeting) Agree(a Action, today calendar.Date) (Action, error) {
	if err := m.open(); err != nil {
		return a, err
	}
	var wrong []apperr.Field
	if a.Text = strings.TrimSpace(a.Text); a.Text == "" {
		wrong = append(wrong, apperr.Field{Name: "text", Message: "Say what is to be done."})
	}
	if !m.party(a.OwnerID) {
		wrong = append(wrong, apperr.Field{Name: "ownerId", Message: "Choose who does it: one of the two who meet."})
	}
	switch {
	case a.DueOn.IsZero():
		wrong = append(wrong, apperr.Field{Name: "dueOn", Message: "Enter the date by which it is to be done."})
	case a.DueOn.Before(today):
		wrong = append(wrong, apperr.Field{Name: "dueOn", Message: fmt.Sprintf("%s has passed. Agree a day from today on.", a.DueOn)})
	}
	a.State = ActionOpen
	return a, apperr.Invalid(wrong...)
}

// End closes an open action as done or dropped, on a day. Its owner, and whoever leads the meeting, may do so; dropping it
// takes a reason.
func (a Action) End(m Meeting, by uuid.UUID, state ActionState, outcome string, today calendar.Date) (Action, error) {
	if by != a.OwnerID && by != m.LeadID {
		return a, apperr.Forbidden("An action is ended by its owner or by whoever leads the meeting.")
	}
	if a.State != ActionOpen {
		return a, apperr.Conflict(fmt.Sprintf("This action was ended on %s.", a.EndedOn))
	}
	if outcome = strings.TrimSpace(outcome); outcome == "" && state == ActionDropped {
		return a, apperr.InvalidField("outcome", "Say why it is not done.")
	}
	a.State, a.Outcome, a.EndedBy, a.EndedOn = state, outcome, &by, today
	a.Version++
	return a, nil
}
