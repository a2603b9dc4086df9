package framework

import (
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Decision is what somebody decided about a requirement or a claim on a statement that another one took the place of.
type Decision int

// The decisions: it stands for the successor too, or it ends with the old statement.
const (
	Stands Decision = iota + 1
	Ends
)

var decisionNames = names[Decision]{Stands: "stands", Ends: "ends"}

func (d Decision) String() string { return decisionNames[d] }

// The subjects of a confirmation.
const (
	subjectRequirement = "requirement"
	subjectClaim       = "claim"
)

// Succession is a statement and the one that took its place with a changed meaning.
type Succession struct {
	Old, New   Entry
	ReplacedOn calendar.Date
}

// Confirmed is whether something on a replaced statement stands for the successor: waiting while Decision is zero.
type Confirmed struct {
	Decision  Decision
	Reason    string
	DecidedBy Person
	DecidedAt time.Time
}

// State gives "waiting" or what was decided.
func (c Confirmed) State() string {
	if c.Decision == 0 {
		return "waiting"
	}
	return c.Decision.String()
}

// RequirementConfirmation is a requirement of a role for a statement that was replaced.
type RequirementConfirmation struct {
	RequirementID uuid.UUID
	Role          RequiringRole
	Succession
	Confirmed
	// Version is the role's.
	Version int
}

// ClaimConfirmation is an approved claim on a statement that was replaced.
type ClaimConfirmation struct {
	ClaimID       uuid.UUID
	Person        Person
	ClaimState    string
	ApprovedLevel Level
	ApprovedOn    calendar.Date
	Succession
	Confirmed
	// Version is the claim's.
	Version int
}

// Verdict is a decision on one subject as somebody sends it.
type Verdict struct {
	SubjectID   uuid.UUID
	StatementID uuid.UUID
	Decision    Decision
	Reason      string
	Version     int
}

// check refuses a decision without its reason.
func (v Verdict) check() error {
	if v.Decision != Stands && v.Decision != Ends {
		return apperr.InvalidField("decision", "Say whether it stands for the changed statement or ends.")
	}
	_, err := clean("reason", v.Reason, "Give the reason.")
	return err
}

// RequiringRole is a role that asks for a statement.
type RequiringRole struct {
	ID         uuid.UUID
	Title      string
	Band       string
	Importance string
	WholeLevel bool
}

// Impact is what rests on a statement.
type Impact struct {
	Statement    Statement
	Requirements []ImpactedRequirement
	// Claims are counted by state; a withdrawn claim rests on nothing.
	Claims []ClaimCount
	// People are those of the claims' people whom the asker may read of; OutOfSight counts the others.
	People     []ImpactedClaim
	OutOfSight int
}

// ImpactedRequirement is a requirement that rests on a statement. Decision is zero while it waits, or when nothing is to be
// decided.
type ImpactedRequirement struct {
	ID       uuid.UUID
	Role     RequiringRole
	Decision Decision
}

// Stand says where the requirement stands about the successor: "none" when there is nothing to decide.
func (r ImpactedRequirement) Stand(of Statement) string {
	switch {
	case r.Decision != 0:
		return r.Decision.String()
	case r.Role.WholeLevel || !of.ReplacedBy.Valid:
		return "none"
	default:
		return "waiting"
	}
}

// ClaimCount is how many claims are in a state.
type ClaimCount struct {
	State string
	Count int
}

// ImpactedClaim is a claim that rests on a statement.
type ImpactedClaim struct {
	ID     uuid.UUID
	Person Person
	State  string
}
