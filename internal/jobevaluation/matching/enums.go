package matching

import (
	"database/sql/driver"
	"fmt"
)

// State is where a match stands.
type State int

// The states of a match.
const (
	// Open: the panel works on it.
	Open State = iota + 1
	// Checking: every member confirmed, and it waits for the consistency check.
	Checking
	// Released: the outcome is final.
	Released
	// Withdrawn: it ended without an outcome.
	Withdrawn
)

var stateNames = map[State]string{Open: "open", Checking: "checking", Released: "released", Withdrawn: "withdrawn"}

func (s State) String() string { return stateNames[s] }

// ParseState reads a state's name.
func ParseState(text string) (State, error) { return parse(stateNames, text) }

// Value stores the state's name.
func (s State) Value() (driver.Value, error) { return s.String(), nil }

// Scan reads the state's name.
func (s *State) Scan(value any) error { return scan(s, stateNames, value) }

// Side is for whom a member sits on the panel.
type Side int

// The two sides of a panel.
const (
	Management Side = iota + 1
	StaffSide
)

var sideNames = map[Side]string{Management: "management", StaffSide: "staff"}

func (s Side) String() string { return sideNames[s] }

// Words gives the side as it stands in a sentence.
func (s Side) Words() string {
	if s == StaffSide {
		return "the staff side"
	}
	return "the management side"
}

// ParseSide reads a side's name.
func ParseSide(text string) (Side, error) { return parse(sideNames, text) }

// Value stores the side's name.
func (s Side) Value() (driver.Value, error) { return s.String(), nil }

// Scan reads the side's name.
func (s *Side) Scan(value any) error { return scan(s, sideNames, value) }

// EventKind is what happened to a match.
type EventKind int

// The steps of a match's history.
const (
	MatchOpened EventKind = iota + 1
	CandidateChosen
	FactorSaved
	MemberAgreed
	PanelAgreed
	MatchReturned
	MatchReleased
	MatchWithdrawn
)

var eventNames = map[EventKind]string{
	MatchOpened: "opened", CandidateChosen: "candidate_chosen", FactorSaved: "factor_saved", MemberAgreed: "member_agreed",
	PanelAgreed: "panel_agreed", MatchReturned: "returned", MatchReleased: "released", MatchWithdrawn: "withdrawn",
}

func (k EventKind) String() string { return eventNames[k] }

// Value stores the kind's name.
func (k EventKind) Value() (driver.Value, error) { return k.String(), nil }

// Scan reads the kind's name.
func (k *EventKind) Scan(value any) error { return scan(k, eventNames, value) }

// Action is something that can be done with a match.
type Action int

// The actions, in the order in which they are offered.
const (
	ActChoose Action = iota + 1
	ActSave
	ActAgree
	ActRelease
	ActReturn
	ActWithdraw
	ActReview
	ActLetter
)

var actionNames = map[Action]string{
	ActChoose: "choose_candidate", ActSave: "save_factor", ActAgree: "agree", ActRelease: "release", ActReturn: "return",
	ActWithdraw: "withdraw", ActReview: "review", ActLetter: "letter",
}

func (a Action) String() string { return actionNames[a] }

func parse[E comparable](names map[E]string, text string) (E, error) {
	for e, name := range names {
		if name == text {
			return e, nil
		}
	}
	var none E
	return none, fmt.Errorf("%q is none of the names of %T", text, none)
}

func scan[E comparable](into *E, names map[E]string, value any) error {
	var text string
	switch v := value.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("a column of names holds a %T", value)
	}
	e, err := parse(names, text)
	if err != nil {
		return err
	}
	*into = e
	return nil
}
