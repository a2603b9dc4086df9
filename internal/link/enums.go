package link

import (
	"fmt"
	"slices"
)

// Kind says what a link joins.
type Kind int

// The kinds.
const (
	// SkillLevel: a skill level and a national profile.
	SkillLevel Kind = iota + 1
	// Aspect: an aspect of a skill and a job evaluation factor.
	Aspect
)

var kindNames = []string{"", "skill_level", "aspect"}

func (k Kind) String() string { return kindNames[k] }

// ParseKind reads a kind by its name. Anything else is refused.
func ParseKind(text string) (Kind, error) { return parse[Kind](kindNames, text, "kind of link") }

// State is where a link stands in an organisation.
type State int

// The states.
const (
	InForce State = iota + 1
	// NotAccepted: a proposal that the organisation does not accept.
	NotAccepted
	// Ended: an own link that the organisation ended.
	Ended
)

var stateNames = []string{"", "in_force", "not_accepted", "ended"}

func (s State) String() string { return stateNames[s] }

// ParseState reads a state by its name. Anything else is refused.
func ParseState(text string) (State, error) { return parse[State](stateNames, text, "state of a link") }

// Family is the family of work that a profile or role belongs to.
type Family int

// The families, in the order in which the ladder shows them.
const (
	Coding Family = iota + 1
	Records
	PatientServices
	Security
	Other
)

var familyNames = []string{"", "coding", "records", "patient_services", "security", "other"}

func (f Family) String() string { return familyNames[f] }

func parseFamily(text string) (Family, error) {
	return parse[Family](familyNames, text, "family of work")
}

// parse finds a name's place in its list; place 0 is nobody's.
func parse[E ~int](names []string, text, what string) (E, error) {
	if i := slices.Index(names, text); i > 0 {
		return E(i), nil
	}
	return 0, fmt.Errorf("%q is no %s", text, what)
}
