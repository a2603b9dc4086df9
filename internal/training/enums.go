package training

import "fmt"

// Kind says what sort of step a milestone is.
type Kind int

// The kinds of milestone of a coding pathway.
const (
	KindMentorship Kind = iota + 1
	KindELearning
	KindCourse
	KindExamination
	KindAccreditation
	KindRefresher
	KindActivity
	KindFeedback
	KindPortfolio
)

var kindNames = []string{"", "mentorship", "e_learning", "course", "examination", "accreditation", "refresher", "activity", "feedback", "portfolio"}

// String gives the kind as data files and the API write it, for example "e_learning".
func (k Kind) String() string { return nameOf(kindNames, int(k)) }

// MarshalText gives the kind's name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a kind's name.
func (k *Kind) UnmarshalText(text []byte) error { return parseName(kindNames, text, (*int)(k)) }

// State says where a person stands with a milestone.
type State int

// The states of a milestone.
const (
	// StateBlocked: something has to happen first, or its earliest date has not come.
	StateBlocked State = iota + 1
	// StateOpen: it can be done now and is not due soon.
	StateOpen
	// StateDue: its due date comes within the pathway's DueSoon period.
	StateDue
	// StateOverdue: its due date has passed.
	StateOverdue
	// StateRecorded: it waits for somebody else, a sign-off or an examination's result.
	StateRecorded
	// StateDone: it is signed off, passed or awarded.
	StateDone
	// StateFailed: an examination was sat and not passed; a resit is open.
	StateFailed
	// StateExempt: the person need not do it.
	StateExempt
	// StatePaused: the person is on leave and the clock stands still.
	StatePaused
)

var stateNames = []string{"", "blocked", "open", "due", "overdue", "recorded", "done", "failed", "exempt", "paused"}

// String gives the state as the API writes it, for example "overdue".
func (s State) String() string { return nameOf(stateNames, int(s)) }

// MarshalText gives the state's name.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a state's name.
func (s *State) UnmarshalText(text []byte) error { return parseName(stateNames, text, (*int)(s)) }

// Settled reports whether nothing more is asked of the person: done or exempt.
func (s State) Settled() bool { return s == StateDone || s == StateExempt }

// PauseReason says why the clock stands still.
type PauseReason int

// The reasons for a pause.
const (
	// PauseUndisclosed stands for a reason that the reader may not see.
	PauseUndisclosed PauseReason = iota
	PauseMaternity
	PauseSickness
	// PauseOther is any other leave, which the pause's note names: adoption, a career break, secondment.
	PauseOther
)

var pauseReasonNames = []string{"", "maternity", "sickness", "other_leave"}

// String gives the reason as the API writes it, for example "maternity".
func (r PauseReason) String() string { return nameOf(pauseReasonNames, int(r)) }

// Leave gives the reason in words: "maternity leave", "sickness leave", "other leave", and "leave" where it is not disclosed.
func (r PauseReason) Leave() string {
	switch r {
	case PauseMaternity:
		return "maternity leave"
	case PauseSickness:
		return "sickness leave"
	case PauseOther:
		return "other leave"
	default:
		return "leave"
	}
}

// MarshalText gives the reason's name.
func (r PauseReason) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a reason's name.
func (r *PauseReason) UnmarshalText(text []byte) error {
	return parseName(pauseReasonNames, text, (*int)(r))
}

// Signatory is a relation to the trainee in which somebody may sign a milestone off.
type Signatory int

// The signatories.
const (
	SignatoryMentor Signatory = iota + 1
	SignatoryAssessor
	SignatoryManager
)

var signatoryNames = []string{"", "mentor", "assessor", "manager"}

// String gives the signatory's name, which reads in a sentence after "the".
func (s Signatory) String() string { return nameOf(signatoryNames, int(s)) }

// MarshalText gives the signatory's name.
func (s Signatory) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a signatory's name.
func (s *Signatory) UnmarshalText(text []byte) error {
	return parseName(signatoryNames, text, (*int)(s))
}

// Running says what holds a milestone's clock back.
type Running int

// What a milestone's periods run by.
const (
	// RunningWorkingTime stands still during leave and is stretched by part-time work.
	RunningWorkingTime Running = iota + 1
	// RunningLeaveStops stands still during leave and takes no notice of part-time work.
	RunningLeaveStops
	// RunningCalendar takes no notice of either.
	RunningCalendar
)

var runningNames = []string{"", "working_time", "leave_stops", "calendar"}

// String gives the name that pathway files use.
func (r Running) String() string { return nameOf(runningNames, int(r)) }

// MarshalText gives the name that pathway files use.
func (r Running) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the name that pathway files use.
func (r *Running) UnmarshalText(text []byte) error { return parseName(runningNames, text, (*int)(r)) }

// Outcome is what came of one examination paper.
type Outcome int

// The outcomes. The zero value means that the result is not there yet.
const (
	OutcomePassed Outcome = iota + 1
	OutcomeFailed
)

var outcomeNames = []string{"", "passed", "failed"}

// String gives the outcome's name, "" while the result is awaited.
func (o Outcome) String() string { return nameOf(outcomeNames, int(o)) }

// MarshalText gives the outcome's name.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText reads an outcome's name.
func (o *Outcome) UnmarshalText(text []byte) error { return parseName(outcomeNames, text, (*int)(o)) }

// Decision is what a signatory made of a record.
type Decision int

// The decisions.
const (
	DecisionSignedOff Decision = iota + 1
	// DecisionReturned gives the record back with a reason; the milestone can be recorded again.
	DecisionReturned
)

var decisionNames = []string{"", "signed_off", "returned"}

// String gives the decision's name.
func (d Decision) String() string { return nameOf(decisionNames, int(d)) }

// MarshalText gives the decision's name.
func (d Decision) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a decision's name.
func (d *Decision) UnmarshalText(text []byte) error {
	return parseName(decisionNames, text, (*int)(d))
}

func nameOf(names []string, value int) string {
	if value < 0 || value >= len(names) {
		return fmt.Sprintf("unknown(%d)", value)
	}
	return names[value]
}

// parseName reads one of names into value; nothing reads as the zero value, "not answered".
func parseName(names []string, text []byte, value *int) error {
	for i, name := range names {
		if name == string(text) {
			*value = i
			return nil
		}
	}
	return fmt.Errorf("%q is not one of %s", text, listing(names[1:], "or"))
}
