// Package portfolio keeps what a person shows for their work: evidence, what they did and thought about it, and claims,
// each of which says that evidence meets one statement of the skill framework, or one criterion of a person specification.
// An assessor or manager judges every claim on its own: approves it, approves it at a lower level, or returns it with a
// reason. Nobody judges their own, and no step of a claim's history is ever lost. A sample of the approvals goes to a
// second assessor, who does not see the first one's reason before judging.
package portfolio

import (
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
)

// The permissions of the feature.
const (
	// PermissionRead shows states, levels and dates.
	PermissionRead access.Permission = "portfolio.read"
	// PermissionContent shows what the person wrote, and the reasons of decisions.
	PermissionContent access.Permission = "portfolio.content"
	// PermissionWrite lets somebody keep evidence and make claims.
	PermissionWrite access.Permission = "portfolio.write"
	// PermissionReview lets somebody decide on claims.
	PermissionReview access.Permission = "portfolio.review"
	// PermissionDiscuss lets somebody read and add to the conversation on a claim.
	PermissionDiscuss access.Permission = "portfolio.discuss"
	// PermissionModerate lets somebody judge as a second assessor what another approved.
	PermissionModerate access.Permission = "moderation.decide"
	// PermissionAgreement shows how far second assessors agree with an assessor.
	PermissionAgreement access.Permission = "moderation.read"
	// PermissionRules lets somebody set the target of reviews and how many approvals go to a second assessor.
	PermissionRules access.Permission = "moderation.manage"
)

// Statement is a statement of the skill framework as far as a claim needs it.
type Statement struct {
	ID          uuid.UUID
	FrameworkID uuid.UUID
	Code        string
	Skill       string
	Aspect      string
	Level       Level
	Text        string
}

// Name gives the statement's short name, for example "Auditing (ANCC level 2)".
func (s Statement) Name() string { return fmt.Sprintf("%s (%s level %d)", s.Aspect, s.Code, s.Level) }

// Criterion is a criterion of a role's person specification as far as a claim needs it.
type Criterion struct {
	ID uuid.UUID
	// Role is the title of the role, Group the heading of the person specification under which it stands.
	Role  string
	Group string
	Text  string
}

// SameAspect reports whether both statements describe the same aspect of the same skill, at whichever level.
func (s Statement) SameAspect(other Statement) bool {
	return s.FrameworkID == other.FrameworkID && s.Code == other.Code && s.Aspect == other.Aspect
}

// lowerLevels gives the levels below a statement's own at which its aspect exists, the lowest first; aspect holds the
// aspect's statements by level.
func lowerLevels(claimed Statement, aspect []Statement) []Level {
	var levels []Level
	for _, s := range aspect {
		if s.Level < claimed.Level && (len(levels) == 0 || levels[len(levels)-1] != s.Level) {
			levels = append(levels, s.Level)
		}
	}
	return levels
}

// Person is somebody as a portfolio names them.
type Person struct {
	ID   uuid.UUID
	Name string
}
