package portfolio

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Claim says that a person meets a statement or a criterion, and rests on evidence.
type Claim struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	// StatementID is the statement that is claimed; nil when a criterion is.
	StatementID *uuid.UUID
	// CriterionID is the criterion that is claimed; nil when a statement is. Its words, its group of the person
	// specification and its role are kept as they were when it was claimed.
	CriterionID    *uuid.UUID
	Criterion      string
	CriterionGroup string
	CriterionRole  string
	State          State
	// ApprovedLevel is the level at which the claim was approved; none in every other state, and none for a criterion.
	ApprovedLevel Level
	// Explanation is how the evidence shows it, in the person's words.
	Explanation string
	// SelfJudgement is the person's own view, SelfReason why; none before the person gave one.
	SelfJudgement SelfJudgement
	SelfReason    string
	// SubmittedAt and DecidedAt are the last times; they stay when the claim moves on.
	SubmittedAt *time.Time
	// ReviewerID is who has taken the claim into review, since ReviewStartedAt; nil in every other state.
	ReviewerID      *uuid.UUID
	ReviewStartedAt *time.Time
	DecidedAt       *time.Time
	DecidedBy       *uuid.UUID
	// DecidedFor is the colleague in whose stead DecidedBy decided; nil for nobody.
	DecidedFor *uuid.UUID
	// Reason is the last decision's.
	Reason string
	// Version counts the changes, from 1.
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
	// Evidence is what the claim rests on, in the person's order.
	Evidence []uuid.UUID `gorm:"-"`
	// Behind is the evidence with which the claim was last sent to review.
	Behind []uuid.UUID `gorm:"-"`
	// Freshness is what the organisation says of how long an approval of the statement counts.
	Freshness freshness.Rule `gorm:"-"`
	// Newest is the last day of the newest evidence behind an approval; no date when there is none.
	Newest calendar.Date `gorm:"-"`

	// InSteadOf is the colleague by whose cover alone the viewer may decide; nil for nobody.
	InSteadOf *uuid.UUID `gorm:"-"`

	// said is what was said with the last step.
	said string
}

// About is what a claim is about: a statement or a criterion, never both.
type About struct {
	Statement *Statement
	Criterion *Criterion
}

// Name gives what is claimed in short, for example "Auditing (ANCC level 2)" or the criterion's words.
func (a About) Name() string {
	if a.Criterion != nil {
		return "“" + a.Criterion.Text + "”"
	}
	return a.Statement.Name()
}

// level is the level that is claimed; none for a criterion.
func (a About) level() Level {
	if a.Statement == nil {
		return 0
	}
	return a.Statement.Level
}

// NeedsFreshEvidence says since when an approval, at whichever level, counts no longer, and why: it needs fresh evidence and
// another review. What was approved stays in its history.
func (c Claim) NeedsFreshEvidence(today calendar.Date) (freshness.Stale, bool) {
	if !c.State.decidedFor() || c.DecidedAt == nil {
		return freshness.Stale{}, false
	}
	return c.Freshness.Approval(calendar.Today(*c.DecidedAt), c.Newest, today)
}

// Expired reports whether the claim was approved and its approval counts no longer.
func (c Claim) Expired(now time.Time) bool {
	_, stale := c.NeedsFreshEvidence(calendar.Today(now))
	return stale
}

// staleEvidence says since when evidence whose last day was on counts no longer under the claim: the approval that rests on
// it does not, or it is from before an edition that changed the statement. A withdrawn claim says nothing of it.
func (c Claim) staleEvidence(on, today calendar.Date) *freshness.Stale {
	stale, is := c.NeedsFreshEvidence(today)
	if !is && c.State != Withdrawn {
		stale, is = c.Freshness.Evidence(on, today)
	}
	if !is {
		return nil
	}
	return &stale
}

// editable reports whether the person may change the claim and submit it.
func (c Claim) editable(now time.Time) bool {
	return c.State == Draft || c.State == Returned || c.Expired(now)
}

// Event is one step in a claim's history.
type Event struct {
	ClaimID uuid.UUID
	// ClaimVersion is the version of the claim that the step made.
	ClaimVersion int
	At           time.Time
	ByID         uuid.UUID
	// ForID is the colleague in whose stead it was done; nil for nobody.
	ForID *uuid.UUID
	// FromState is zero for the step that made the claim.
	FromState State
	ToState   State
	Level     Level
	Reason    string
	// Explanation, SelfJudgement and SelfReason are what the person said when the step is their sending the claim to review.
	Explanation   string
	SelfJudgement SelfJudgement
	SelfReason    string
}

// NewClaim drafts a claim of a person of by's organisation.
func NewClaim(by access.Actor, now time.Time, person uuid.UUID, about About, evidence []uuid.UUID, explanation string) Claim {
	c := Claim{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: person, State: Draft,
		Explanation: strings.TrimSpace(explanation), Evidence: evidence, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	if about.Criterion != nil {
		c.CriterionID = &about.Criterion.ID
		c.Criterion, c.CriterionGroup, c.CriterionRole = about.Criterion.Text, about.Criterion.Group, about.Criterion.Role
	} else {
		c.StatementID = &about.Statement.ID
	}
	return c
}

// Edit changes what the edit names. Only the person's own claim can be edited while it is a draft, returned or expired:
// CodeForbidden for anybody else, CodeConflict in any other state. Evidence on which it was approved stays: to take it out
// is CodeInvalid.
func (c Claim) Edit(by access.Actor, now time.Time, edit ClaimEdit) (Claim, error) {
	if err := c.mustBeOwn(by); err != nil {
		return c, err
	}
	if !c.editable(now) {
		return c, c.wrongState("It cannot be changed.")
	}
	if edit.Evidence != nil {
		if c.State.decidedFor() && !containsAll(*edit.Evidence, c.Evidence) {
			return c, apperr.InvalidField("evidenceIds", "Keep the evidence on which this claim was approved, and add fresh evidence to it.")
		}
		c.Evidence = *edit.Evidence
	}
	if edit.Explanation != nil {
		c.Explanation = strings.TrimSpace(*edit.Explanation)
	}
	if edit.SelfJudgement != nil {
		c.SelfJudgement = *edit.SelfJudgement
	}
	if edit.SelfReason != nil {
		c.SelfReason = strings.TrimSpace(*edit.SelfReason)
	}
	return c.changed(now, ""), nil
}

// Renewal is the edit with which a new claim on what the claim is about renews it, because its approval needs fresh evidence:
// the evidence is added to that on which it was approved, and what was said anew goes in place of the last words, which stay
// in the history.
func (c Claim) Renewal(n NewClaims) ClaimEdit {
	evidence := slices.Clone(c.Evidence)
	for _, id := range n.Evidence {
		if !slices.Contains(evidence, id) {
			evidence = append(evidence, id)
		}
	}
	edit := ClaimEdit{Evidence: &evidence}
	if strings.TrimSpace(n.Explanation) != "" {
		edit.Explanation = &n.Explanation
	}
	if n.SelfJudgement != 0 {
		edit.SelfJudgement = &n.SelfJudgement
	}
	if n.SelfReason != "" {
		edit.SelfReason = &n.SelfReason
	}
	return edit
}

// added gives the evidence that the claim rests on now and was not sent to review with.
func (c Claim) added() []uuid.UUID {
	return slices.DeleteFunc(slices.Clone(c.Evidence), func(id uuid.UUID) bool { return slices.Contains(c.Behind, id) })
}

// mustBeFresher is CodeInvalid when a claim that needs fresh evidence is to be sent to review without any. days are the last
// days of the evidence that was added since.
func (c Claim) mustBeFresher(about About, days []calendar.Date, today calendar.Date) error {
	stale, is := c.NeedsFreshEvidence(today)
	if !is {
		return nil
	}
	for _, on := range days {
		if _, old := c.Freshness.Evidence(on, today); !old {
			return nil
		}
	}
	message := "Your approval on " + about.Name() + " needs fresh evidence. " + stale.Because + " Add evidence to it that it did not rest on before"
	if e, there := c.Freshness.NewestEdition(today); there {
		message += fmt.Sprintf(", of %s or later", e.StartsOn)
	}
	return apperr.InvalidField("evidenceIds", message+".")
}

func containsAll(ids, wanted []uuid.UUID) bool {
	for _, id := range wanted {
		if !slices.Contains(ids, id) {
			return false
		}
	}
	return true
}

// Submit sends a draft, returned or expired claim to review. A claim without evidence, or without the person's own view
// and its reason, is CodeInvalid; somebody else's is CodeForbidden; one in any other state is CodeConflict.
func (c Claim) Submit(by access.Actor, now time.Time) (Claim, error) {
	if err := c.mustBeOwn(by); err != nil {
		return c, err
	}
	if !c.editable(now) {
		return c, c.wrongState("It cannot be submitted.")
	}
	var wrong []apperr.Field
	if len(c.Evidence) == 0 {
		wrong = append(wrong, apperr.Field{Name: "evidenceIds", Message: "Choose at least one piece of evidence before you submit this claim."})
	}
	if c.SelfJudgement == 0 {
		wrong = append(wrong, apperr.Field{Name: "selfJudgement", Message: "Say how far you meet it yourself before you submit this claim."})
	}
	if c.SelfReason == "" {
		wrong = append(wrong, apperr.Field{Name: "selfReason", Message: "Give the reason for your own view before you submit this claim."})
	}
	if len(wrong) > 0 {
		return c, apperr.Invalid(wrong...)
	}
	c.State, c.ApprovedLevel, c.SubmittedAt = Submitted, 0, &now
	return c.changed(now, ""), nil
}

// Withdraw takes back a claim that is not decided, or was returned; also while somebody reviews it. Somebody else's is
// CodeForbidden; one in any other state is CodeConflict.
func (c Claim) Withdraw(by access.Actor, now time.Time) (Claim, error) {
	if err := c.mustBeOwn(by); err != nil {
		return c, err
	}
	if !c.State.open() {
		return c, c.wrongState("It cannot be withdrawn.")
	}
	c.State = Withdrawn
	return c.released().changed(now, ""), nil
}

// At checks that the claim still is the version that somebody read: CodeConflict when it is not.
func (c Claim) At(version int) error {
	if c.Version != version {
		return apperr.Conflict("This claim has changed since you opened it. Load it again, then decide.")
	}
	return nil
}

// Actions lists what somebody may do with the claim now: its own person, or a reviewer within whose reach the person is.
func (c Claim) Actions(by access.Actor, reviewer bool, now time.Time) []Action {
	var actions []Action
	own := by.PersonID == c.PersonID
	if own && c.editable(now) {
		actions = append(actions, EditClaim, SubmitClaim)
	}
	if own && c.State.open() {
		actions = append(actions, WithdrawClaim)
	}
	if own || !reviewer {
		return actions
	}
	switch {
	case c.State == Submitted:
		actions = append(actions, DecideClaim, StartReview)
	case c.State == InReview && c.heldBy(by):
		actions = append(actions, DecideClaim, ReleaseReview)
	case c.State == InReview:
		actions = append(actions, TakeOverReview)
	}
	return actions
}

// step describes the change from before to the claim for its history.
func (c Claim) step(by access.Actor, before State) Event {
	e := Event{
		ClaimID: c.ID, ClaimVersion: c.Version, At: c.UpdatedAt, ByID: by.PersonID, FromState: before, ToState: c.State,
		Level: c.ApprovedLevel, Reason: c.said, ForID: c.InSteadOf,
	}
	if c.State == Submitted && by.PersonID == c.PersonID {
		e.Explanation, e.SelfJudgement, e.SelfReason = c.Explanation, c.SelfJudgement, c.SelfReason
	}
	return e
}

func (c Claim) mustBeOwn(by access.Actor) error {
	if by.PersonID != c.PersonID {
		return apperr.Forbidden("Only the person who made this claim can do this.")
	}
	return nil
}

// changed is the next version of the claim, with what was said about it.
func (c Claim) changed(now time.Time, said string) Claim {
	c.Version++
	c.UpdatedAt, c.said = now, said
	return c
}

// wrongState says where the claim stands and that something is not possible there.
func (c Claim) wrongState(consequence string) error {
	on := func(t *time.Time) string {
		if t == nil {
			return ""
		}
		return " on " + calendar.Today(*t).String()
	}
	var where string
	switch c.State {
	case Draft:
		where = "This claim is a draft."
	case Submitted:
		where = "This claim was submitted" + on(c.SubmittedAt) + " and waits for review."
	case InReview:
		where = "This claim was taken into review" + on(c.ReviewStartedAt) + "."
	case Approved:
		where = "This claim was approved" + on(c.DecidedAt) + "."
	case ApprovedLower:
		where = fmt.Sprintf("This claim was approved at level %d%s.", c.ApprovedLevel, on(c.DecidedAt))
	case Returned:
		where = "This claim was returned" + on(c.DecidedAt) + "."
	case Withdrawn:
		where = "This claim was withdrawn."
	}
	return apperr.Conflict(where + " " + consequence)
}
