package workforce

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Level is a level of responsibility of the skill framework, 1 to 7.
type Level int

// Statement is a skill statement: what somebody at this level of this skill does under this aspect.
type Statement struct {
	ID     uuid.UUID
	Code   string
	Skill  string
	Level  Level
	Aspect string
	Text   string
}

// compareStatements orders statements by skill, level and aspect.
func compareStatements(a, b Statement) int {
	return cmp.Or(strings.Compare(a.Code, b.Code), cmp.Compare(a.Level, b.Level), strings.Compare(a.Aspect, b.Aspect), strings.Compare(a.ID.String(), b.ID.String()))
}

// Importance says whether a role needs a requirement or only wishes for it.
type Importance int

// The importances.
const (
	Essential Importance = iota + 1
	Desirable
)

// String gives the importance as the API writes it.
func (i Importance) String() string { return [...]string{"", "essential", "desirable"}[i] }

// Requirement is a statement that a role asks of those who are appointed to it.
type Requirement struct {
	Statement
	Importance Importance
}

// Requirements are what each role asks, by the role's identifier.
type Requirements map[uuid.UUID][]Requirement

// Claim is somebody's claim to meet a statement, as far as it counts here: drafts and withdrawn claims do not.
type Claim struct {
	ID       uuid.UUID
	PersonID uuid.UUID
	// Statement is what was claimed; State where the claim stands; Level at which level it was approved.
	Statement Statement
	State     ClaimState
	Level     Level
	// On is the day of the decision, or of the submission while the claim waits.
	On calendar.Date
}

// ClaimState is where a claim stands.
type ClaimState int

// The states that count here.
const (
	Returned ClaimState = iota + 1
	ApprovedLower
	Submitted
	Approved
)

// Claims are what each person claims, by the person's identifier.
type Claims map[uuid.UUID][]Claim

// State says how far a requirement is met.
type State int

// The states, the better ones later.
const (
	// Missing: nothing counts towards it.
	Missing State = iota + 1
	// Partly: a claim on it was approved at a lower level.
	Partly
	// Claimed: a claim on it waits for review.
	Claimed
	// Met: a claim on it was approved, or one on a higher level of its aspect was approved at this level.
	Met
)

// String gives the state as the API writes it.
func (s State) String() string { return [...]string{"", "missing", "partly", "claimed", "met"}[s] }

// Standing is how far one person meets one requirement, and through which claim.
type Standing struct {
	Requirement Requirement
	State       State
	// Claim is the claim behind the state, also one that was returned; nil when there is none.
	Claim *Claim
}

// Standings judges every requirement of a role, in the order of skill, level and aspect, against a person's claims. It goes
// by the requirements, so that none disappears because nothing was claimed.
func Standings(asked []Requirement, claims []Claim) []Standing {
	standings := make([]Standing, 0, len(asked))
	for _, r := range asked {
		standings = append(standings, stand(r, claims))
	}
	slices.SortStableFunc(standings, func(a, b Standing) int { return compareStatements(a.Requirement.Statement, b.Requirement.Statement) })
	return standings
}

func stand(r Requirement, claims []Claim) Standing {
	best := Standing{Requirement: r, State: Missing}
	for i := range claims {
		c := &claims[i]
		state := c.towards(r.Statement)
		if state == 0 {
			continue
		}
		if best.Claim == nil || state > best.State || state == best.State && c.On.After(best.Claim.On) {
			best.State, best.Claim = state, c
		}
	}
	return best
}

// towards gives what the claim makes of a statement; 0 when it says nothing about it.
func (c Claim) towards(s Statement) State {
	switch {
	case c.Statement.ID == s.ID:
		return [...]State{0, Missing, Partly, Claimed, Met}[c.State]
	case c.State == ApprovedLower && c.Statement.Code == s.Code && c.Statement.Aspect == s.Aspect && c.Level == s.Level:
		return Met
	default:
		return 0
	}
}

// Counts are how many requirements there are and how many are met, essential and desirable apart.
type Counts struct {
	EssentialMet, EssentialRequired int
	DesirableMet, DesirableRequired int
}

// Count counts standings.
func Count(standings []Standing) Counts {
	var c Counts
	for _, s := range standings {
		met := 0
		if s.State == Met {
			met = 1
		}
		if s.Requirement.Importance == Essential {
			c.EssentialRequired++
			c.EssentialMet += met
		} else {
			c.DesirableRequired++
			c.DesirableMet += met
		}
	}
	return c
}

// Ready reports whether every essential requirement is met.
func (c Counts) Ready() bool { return c.EssentialMet == c.EssentialRequired }

// share orders counts by how much of what is essential is met, in ten-thousandths; a role that asks nothing is met.
func (c Counts) share() int {
	if c.EssentialRequired == 0 {
		return 10000
	}
	return c.EssentialMet * 10000 / c.EssentialRequired
}
