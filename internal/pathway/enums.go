package pathway

import (
	"fmt"
	"slices"
)

// Kind says what a condition asks.
type Kind int

// The kinds. All and Any join other conditions, the rest stand alone.
const (
	All Kind = iota + 1
	Any
	// Accreditation: an accreditation is held.
	Accreditation
	// Milestone: a milestone of the road to accreditation is done.
	Milestone
	// Requirements: every essential requirement of the role that the move leads to is met.
	Requirements
	// Months: so many whole months in the role that the move starts from.
	Months
	// Agreement: somebody agreed, with a reason.
	Agreement
	// Confirmation: what a text says was confirmed by somebody, with a reason.
	Confirmation
)

var kindNames = []string{"", "all", "any", "accreditation", "milestone", "requirements", "months", "agreement", "confirmation"}

func (k Kind) String() string { return kindNames[k] }

// MarshalText writes the kind by its name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads the kind by its name.
func (k *Kind) UnmarshalText(text []byte) (err error) {
	*k, err = parse[Kind](kindNames, string(text), "kind of condition")
	return err
}

// Joins reports whether the kind joins other conditions.
func (k Kind) Joins() bool { return k == All || k == Any }

// Answer is what the facts say about a condition.
type Answer int

// The answers. Unknown: nobody has said yet, or nothing is recorded that could tell.
const (
	Yes Answer = iota + 1
	No
	Unknown
)

var answerNames = []string{"", "yes", "no", "unknown"}

func (a Answer) String() string { return answerNames[a] }

// State is where a version of the map stands.
type State int

// The states.
const (
	Draft State = iota + 1
	Published
	Retired
)

var stateNames = []string{"", "draft", "published", "retired"}

func (s State) String() string { return stateNames[s] }

func parseState(text string) (State, error) {
	return parse[State](stateNames, text, "state of a pathway")
}

// Family is the family of work in which a role is drawn.
type Family int

// The families, in the order in which they are drawn.
const (
	Coding Family = iota + 1
	Records
	PatientServices
	Security
	Other
)

var familyNames = []string{"", "coding", "records", "patient_services", "security", "other"}

func (f Family) String() string { return familyNames[f] }

// ParseFamily reads a family by its name. Anything else is refused.
func ParseFamily(text string) (Family, error) {
	return parse[Family](familyNames, text, "family of work")
}

// parse finds a name's place in its list; place 0 is nobody's.
func parse[E ~int](names []string, text, what string) (E, error) {
	if i := slices.Index(names, text); i > 0 {
		return E(i), nil
	}
	return 0, fmt.Errorf("%q is no %s", text, what)
}
