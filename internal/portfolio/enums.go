package portfolio

import (
	"database/sql/driver"
	"fmt"
	"slices"
)

// Level is a level of the skill framework, 1 to 7; zero means that there is none.
type Level int

// Value stores the level, and NULL when there is none.
func (l Level) Value() (driver.Value, error) {
	if l == 0 {
		return nil, nil
	}
	return int64(l), nil
}

// Scan reads a level, and NULL as none.
func (l *Level) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*l = 0
	case int64:
		*l = Level(v)
	default:
		return fmt.Errorf("a level column holds a %T", value)
	}
	return nil
}

// State is where a claim stands.
type State int

// The states of a claim.
const (
	// Draft: the person still works on it.
	Draft State = iota + 1
	// Submitted: it waits for review.
	Submitted
	// Approved: the person meets the statement.
	Approved
	// ApprovedLower: the person meets the statements of the aspect at a lower level.
	ApprovedLower
	// Returned: the person can work on it again, and has been told why.
	Returned
	// Withdrawn: the person took it back.
	Withdrawn
	// InReview: a reviewer has taken it; it still waits for the decision.
	InReview
)

var stateNames = []string{"", "draft", "submitted", "approved", "approved_lower", "returned", "withdrawn", "in_review"}

// ParseState reads a state's name.
func ParseState(name string) (State, error) { return parse[State](stateNames, name) }

// String gives the state as the API writes it, for example "approved_lower".
func (s State) String() string { return stateNames[s] }

// Value stores the state's name, and NULL for none.
func (s State) Value() (driver.Value, error) { return nameOrNull(stateNames, s) }

// Scan reads a state's name, and NULL as none.
func (s *State) Scan(value any) error { return scan(stateNames, value, s) }

// open reports whether the person or a reviewer still works on the claim.
func (s State) open() bool { return s == Draft || s.Waiting() || s == Returned }

// Waiting reports whether the claim waits for a decision, whether or not a reviewer has taken it.
func (s State) Waiting() bool { return s == Submitted || s == InReview }

// waitingStates are the states in which a claim waits for a decision.
func waitingStates() []State { return []State{Submitted, InReview} }

// decidedFor reports whether the claim was approved, at whichever level.
func (s State) decidedFor() bool { return s == Approved || s == ApprovedLower }

// EvidenceKind is what sort of evidence something is.
type EvidenceKind int

// The kinds of evidence.
const (
	WorkSample EvidenceKind = iota + 1
	AuditResult
	Course
	Feedback
	Project
	Teaching
	Reflection
)

var kindNames = []string{"", "work_sample", "audit_result", "course", "feedback", "project", "teaching", "reflection"}

// ParseEvidenceKind reads a kind's name.
func ParseEvidenceKind(name string) (EvidenceKind, error) {
	return parse[EvidenceKind](kindNames, name)
}

// String gives the kind as the API writes it, for example "work_sample".
func (k EvidenceKind) String() string { return kindNames[k] }

// Value stores the kind's name.
func (k EvidenceKind) Value() (driver.Value, error) { return nameOrNull(kindNames, k) }

// Scan reads a kind's name.
func (k *EvidenceKind) Scan(value any) error { return scan(kindNames, value, k) }

// Importance is what a role says of a statement.
type Importance int

// The importances; zero means that the role does not ask for it.
const (
	Essential Importance = iota + 1
	Desirable
)

var importanceNames = []string{"not_required", "essential", "desirable"}

// String gives the importance as the API writes it.
func (i Importance) String() string { return importanceNames[i] }

// Scan reads an importance's name.
func (i *Importance) Scan(value any) error { return scan(importanceNames, value, i) }

// Decision is what a reviewer decides on a claim.
type Decision int

// The decisions.
const (
	Approve Decision = iota + 1
	ApproveLower
	Return
)

var decisionNames = []string{"", "approve", "approve_lower", "return"}

// ParseDecision reads a decision's name.
func ParseDecision(name string) (Decision, error) { return parse[Decision](decisionNames, name) }

// String gives the decision as the API writes it.
func (d Decision) String() string { return decisionNames[d] }

// Action is what somebody may do with a claim.
type Action int

// The actions.
const (
	EditClaim Action = iota + 1
	SubmitClaim
	WithdrawClaim
	DecideClaim
	// StartReview takes a waiting claim into review, ReleaseReview gives it back, TakeOverReview takes it from somebody else.
	StartReview
	ReleaseReview
	TakeOverReview
)

// String gives the action as the API writes it.
func (a Action) String() string {
	return [...]string{"", "edit", "submit", "withdraw", "decide", "start_review", "release_review", "take_over_review"}[a]
}

func parse[E ~int](names []string, name string) (E, error) {
	i := slices.Index(names, name)
	if i < 1 {
		return 0, fmt.Errorf("%q is none of %v", name, names[1:])
	}
	return E(i), nil
}

func nameOrNull[E ~int](names []string, e E) (driver.Value, error) {
	if e == 0 {
		return nil, nil
	}
	return names[e], nil
}

func scan[E ~int](names []string, value any, into *E) error {
	var name string
	switch v := value.(type) {
	case nil:
		*into = 0
		return nil
	case string:
		name = v
	case []byte:
		name = string(v)
	default:
		return fmt.Errorf("a column of names holds a %T", value)
	}
	e, err := parse[E](names, name)
	*into = e
	return err
}
