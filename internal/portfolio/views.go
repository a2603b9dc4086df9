package portfolio

import (
	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
)

// ClaimView is a claim with what stands beside it in a list. Without ContentVisible its texts are empty.
type ClaimView struct {
	Claim
	Person Person
	// Statement is what is claimed, unless a criterion is.
	Statement  Statement
	DecidedBy  *Person
	DecidedFor *Person
	// Covering is the cover by which alone the viewer may decide; nil for none.
	Covering       *access.Cover
	Reviewer       *Person
	EvidenceCount  int
	ContentVisible bool
	// Reviewable says that the person is within the viewer's reach as a reviewer.
	Reviewable bool
	// Sealed says that the approval waits for a second assessor, who may be the viewer. Until it is judged they see that it was
	// approved and when, but not at which level, by whom or why; State then is Approved at whichever level.
	Sealed bool
	// Conversation is nil for those who take no part in it, and while the claim is sealed.
	Conversation *Conversation
}

// About gives what is claimed.
func (v ClaimView) About() About {
	if v.CriterionID != nil {
		return About{Criterion: &Criterion{*v.CriterionID, v.CriterionRole, v.CriterionGroup, v.Criterion}}
	}
	return About{Statement: &v.Statement}
}

// veiled is the view without what the person or a reviewer wrote, unless the viewer may read it.
func (v ClaimView) veiled() ClaimView {
	if !v.ContentVisible {
		v.Explanation, v.SelfReason, v.SelfJudgement = "", "", 0
	}
	if !v.ContentVisible || v.Sealed {
		v.Reason = ""
	}
	if v.Sealed {
		v.State, v.ApprovedLevel, v.Claim.DecidedBy, v.DecidedBy, v.Conversation = Approved, 0, nil, nil, nil
		v.Claim.DecidedFor, v.DecidedFor = nil, nil
	}
	return v
}

// EvidenceView is evidence with what stands beside it. Without ContentVisible only kind, date and state are filled.
type EvidenceView struct {
	Evidence
	Person         Person
	ContentVisible bool
	StoredFiles    []StoredFile
	Uses           []Use
	// ReplacedVersions is how many versions were kept when it was changed.
	ReplacedVersions int
}

// Stale says since when the evidence counts no longer for a statement that it is claimed for; nil while it does for all.
func (v EvidenceView) Stale() *freshness.Stale { return staleUse(v.Uses) }

// staleUse gives the first of the uses' reasons in time.
func staleUse(uses []Use) *freshness.Stale {
	var first *freshness.Stale
	for _, u := range uses {
		if u.Stale != nil && (first == nil || u.Stale.Since.Before(first.Since)) {
			first = u.Stale
		}
	}
	return first
}

// StoredFile is a file that belongs to evidence.
type StoredFile struct {
	ID        uuid.UUID `json:"id"`
	Name      string    `json:"name"`
	MediaType string    `json:"mediaType"`
	// Size is in bytes.
	Size int64 `json:"size"`
}

func (v EvidenceView) veiled() EvidenceView {
	if !v.ContentVisible {
		v.Title, v.WhatIDid, v.Reflection, v.Files, v.Links, v.StoredFiles = "", "", "", nil, nil, nil
	}
	return v
}

// ClaimDetail is everything about one claim.
type ClaimDetail struct {
	ClaimView
	Evidence []ClaimedEvidence
	// Aspect holds the other statements of the same aspect, by level.
	Aspect      []Statement
	LowerLevels []Level
	History     []EventView
	// Earlier are the person's other claims on the aspect, newest first.
	Earlier []ClaimView
	Actions []Action
	// Moderations are what second assessors made of the claim's approvals, the oldest first.
	Moderations []ModerationView
}

// RuleView is a rule with the names in it.
type RuleView struct {
	Rule
	By Person
	// Assessor is whom an AssessorRate is about.
	Assessor *Person
	// InForce says that the rule is in force today.
	InForce bool
}

// ModerationView is an approval that was drawn, with what stands beside it.
type ModerationView struct {
	Moderation
	Person    Person
	About     About
	Assessor  Person
	Moderator *Person
	Final     *Person
	// ClaimState is where the claim stands now.
	ClaimState State
	// ContentVisible says that the viewer may read what was written.
	ContentVisible bool
}

// veiled is the view without the reason, unless the viewer may read it.
func (v ModerationView) veiled() ModerationView {
	if !v.ContentVisible {
		v.Reason = ""
	}
	return v
}

// ModerationDetail is everything that a second assessor judges by. FirstReason is only there once it is judged.
type ModerationDetail struct {
	ModerationView
	Claim       ClaimView
	Evidence    []ClaimedEvidence
	Aspect      []Statement
	LowerLevels []Level
	FirstReason string
	// Mine says that the viewer may judge it now.
	Mine bool
}

// ModerationFilter narrows a list of approvals that were drawn; zero values do not.
type ModerationFilter struct {
	page.Request
	State      SampleState
	AssessorID *uuid.UUID
	// Drawn leaves out the approvals that were not drawn.
	Drawn bool
	// Open takes the disagreements after which the claim was not decided again.
	Open bool
}

// ClaimedEvidence is evidence as one claim uses it.
type ClaimedEvidence struct {
	EvidenceView
	// SubmittedVersion is the evidence's version when the claim was last sent to review; 0 when it never was.
	SubmittedVersion int
	// Submitted is the evidence as it was then; nil when it still says the same.
	Submitted *EvidenceVersion
	// Outdated says since when the evidence counts no longer for the claim's statement; nil while it does.
	Outdated *freshness.Stale
}

// ChangedSinceSubmission reports whether the content was edited after the claim was last sent to review.
func (e ClaimedEvidence) ChangedSinceSubmission() bool { return e.Submitted != nil }

// EventView is a step of a claim's history with the name of who made it.
type EventView struct {
	Event
	By Person
	// For is the colleague in whose stead it was done; nil for nobody.
	For *Person
}

// history gives the steps as the viewer of the claim may read them: without the reasons for whoever may not read what was
// written, and while the claim is sealed only up to the person's last submission, because what came after says who approved.
func (v ClaimView) history(steps []EventView) []EventView {
	if v.Sealed {
		for i := len(steps) - 1; i >= 0; i-- {
			if steps[i].ToState == Submitted && steps[i].ByID == v.PersonID {
				steps = steps[:i+1]
				break
			}
		}
	}
	if !v.ContentVisible {
		for i := range steps {
			steps[i].Reason, steps[i].Explanation, steps[i].SelfJudgement, steps[i].SelfReason = "", "", 0, ""
		}
	}
	return steps
}

// Overview is a person's portfolio.
type Overview struct {
	Person         Person
	ContentVisible bool
	// Role is the role of the current appointment; nil when there is none.
	Role      *Role
	Standings []Standing
	// Criteria are the claims on criteria that count, one for each criterion.
	Criteria []ClaimView
}

// Role is a role as a portfolio names it.
type Role struct {
	ID    uuid.UUID
	Title string
}

// EvidenceFilter narrows a list of evidence; zero values do not.
type EvidenceFilter struct {
	page.Request
	Kind      EvidenceKind
	Showcased *bool
	// Stale takes evidence that counts no longer for a statement that it is claimed for, or all other.
	Stale *bool
	// among and except narrow to, and leave out, pieces of evidence by their identifiers.
	among, except []uuid.UUID
}

// ClaimFilter narrows a list of claims; zero values do not.
type ClaimFilter struct {
	page.Request
	State    State
	Code     string
	Level    Level
	PersonID *uuid.UUID
	// Except leaves out somebody's claims.
	Except *uuid.UUID
	// TeamID takes those who are appointed to the team, or one below it, on Today.
	TeamID *uuid.UUID
	Today  calendar.Date
	// Waiting takes the claims that wait for a decision, in review or not.
	Waiting bool
	// Over takes those that wait longer than the target of so many working days.
	Over *int
	// HeldBy takes those that somebody has in review.
	HeldBy *uuid.UUID
	// Unanswered takes those in which the other side has the last word.
	Unanswered bool
	// Viewer is who looks at the list.
	Viewer uuid.UUID
}

// NewClaims is a wish to claim statements and criteria with the same evidence.
type NewClaims struct {
	Statements    []uuid.UUID
	Criteria      []uuid.UUID
	Evidence      []uuid.UUID
	Explanation   string
	SelfJudgement SelfJudgement
	SelfReason    string
	// Submit sends them to review at once.
	Submit bool
}

// ClaimEdit is a change of a claim; what is nil stays.
type ClaimEdit struct {
	Evidence      *[]uuid.UUID
	Explanation   *string
	SelfJudgement *SelfJudgement
	SelfReason    *string
}
