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

// Claim says that a person meets a statement, and rests on evidence.
type Claim struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	StatementID    uuid.UUID
	State          State
	// ApprovedLevel is the level at which the claim was approved; none in every other state.
	ApprovedLevel Level
	// Explanation is how the evidence shows it, in the person's words.
	Explanation string
	// SubmittedAt and DecidedAt are the last times; they stay when the claim moves on.
	SubmittedAt *time.Time
	DecidedAt   *time.Time
	DecidedBy   *uuid.UUID
	// Reason is the last decision's.
	Reason string
	// Version counts the changes, from 1.
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
	// Evidence is what the claim rests on, in the person's order.
	Evidence []uuid.UUID `gorm:"-"`
	// Freshness is what the organisation says of how long an approval of the statement counts.
	Freshness freshness.Rule `gorm:"-"`
	// Newest is the last day of the newest evidence behind an approval; no date when there is none.
	Newest calendar.Date `gorm:"-"`
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

// Judgement is a reviewer's decision with what belongs to it.
type Judgement struct {
	Decision Decision
	// Level is the level at which ApproveLower approves.
	Level  Level
	Reason string
}

// Event is one step in a claim's history.
type Event struct {
	ClaimID uuid.UUID
	// ClaimVersion is the version of the claim that the step made.
	ClaimVersion int
	At           time.Time
	ByID         uuid.UUID
	// FromState is zero for the step that made the claim.
	FromState State
	ToState   State
	Level     Level
	Reason    string
}

// NewClaim drafts a claim of a person of by's organisation.
func NewClaim(by access.Actor, now time.Time, person, statement uuid.UUID, evidence []uuid.UUID, explanation string) Claim {
	return Claim{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: person, StatementID: statement, State: Draft,
		Explanation: strings.TrimSpace(explanation), Evidence: evidence, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
}

// Edit changes the evidence and the explanation, each unless it is nil. Only the person's own claim can be edited while it is
// a draft, returned or expired: CodeForbidden for anybody else, CodeConflict in any other state. Evidence on which it was
// approved stays: to take it out is CodeInvalid.
func (c Claim) Edit(by access.Actor, now time.Time, evidence *[]uuid.UUID, explanation *string) (Claim, error) {
	if err := c.mustBeOwn(by); err != nil {
		return c, err
	}
	if !c.editable(now) {
		return c, c.wrongState("It cannot be changed.")
	}
	if evidence != nil {
		if c.State.decidedFor() && !containsAll(*evidence, c.Evidence) {
			return c, apperr.InvalidField("evidenceIds", "Keep the evidence on which this claim was approved, and add fresh evidence to it.")
		}
		c.Evidence = *evidence
	}
	if explanation != nil {
		c.Explanation = strings.TrimSpace(*explanation)
	}
	return c.changed(now), nil
}

func containsAll(ids, wanted []uuid.UUID) bool {
	for _, id := range wanted {
		if !slices.Contains(ids, id) {
			return false
		}
	}
	return true
}

// Submit sends a draft, returned or expired claim to review. A claim without evidence is CodeInvalid; somebody else's is
// CodeForbidden; one in any other state is CodeConflict.
func (c Claim) Submit(by access.Actor, now time.Time) (Claim, error) {
	if err := c.mustBeOwn(by); err != nil {
		return c, err
	}
	if !c.editable(now) {
		return c, c.wrongState("It cannot be submitted.")
	}
	if len(c.Evidence) == 0 {
		return c, apperr.InvalidField("evidenceIds", "Choose at least one piece of evidence before you submit this claim.")
	}
	c.State, c.ApprovedLevel, c.SubmittedAt = Submitted, 0, &now
	return c.changed(now), nil
}

// Withdraw takes back a claim that is not decided, or was returned. Somebody else's is CodeForbidden; one in any other
// state is CodeConflict.
func (c Claim) Withdraw(by access.Actor, now time.Time) (Claim, error) {
	if err := c.mustBeOwn(by); err != nil {
		return c, err
	}
	if !c.State.open() {
		return c, c.wrongState("It cannot be withdrawn.")
	}
	c.State = Withdrawn
	return c.changed(now), nil
}

// Decide judges a submitted claim. statement is what is claimed, lower the levels below it at which its aspect exists.
//
// One's own claim is CodeForbidden; a claim that does not wait for review CodeConflict; a missing reason, a level without
// ApproveLower, or one that the aspect does not have, CodeInvalid.
func (c Claim) Decide(by access.Actor, now time.Time, j Judgement, statement Statement, lower []Level) (Claim, error) {
	if by.PersonID == c.PersonID {
		return c, apperr.Forbidden("This is your own claim. Somebody else has to review it.")
	}
	if c.State != Submitted {
		return c, c.wrongState("It does not wait for review.")
	}
	j.Reason = strings.TrimSpace(j.Reason)
	if err := j.check(statement, lower); err != nil {
		return c, err
	}
	switch j.Decision {
	case Approve:
		c.State, c.ApprovedLevel = Approved, statement.Level
	case ApproveLower:
		c.State, c.ApprovedLevel = ApprovedLower, j.Level
	case Return:
		c.State = Returned
	}
	c.Reason, c.DecidedAt, c.DecidedBy = j.Reason, &now, &by.PersonID
	return c.changed(now), nil
}

func (j Judgement) check(statement Statement, lower []Level) error {
	var wrong []apperr.Field
	if j.Reason == "" && j.Decision != Approve {
		wrong = append(wrong, apperr.Field{Name: "reason", Message: "Give the reason, so that the person knows what to do next."})
	}
	switch {
	case j.Decision != ApproveLower && j.Level != 0:
		wrong = append(wrong, apperr.Field{Name: "level", Message: "Choose a level only when you approve at a lower level."})
	case j.Decision == ApproveLower && len(lower) == 0:
		wrong = append(wrong, apperr.Field{Name: "decision", Message: fmt.Sprintf("%s has no lower level. Approve it or return it.", statement.Name())})
	case j.Decision == ApproveLower && !contains(lower, j.Level):
		wrong = append(wrong, apperr.Field{Name: "level", Message: fmt.Sprintf("Choose a level below %d that this aspect has: %s.", statement.Level, listed(lower))})
	}
	return apperr.Invalid(wrong...)
}

func contains(levels []Level, wanted Level) bool {
	for _, l := range levels {
		if l == wanted {
			return true
		}
	}
	return false
}

// listed gives "2", "2 or 3", "1, 2 or 3".
func listed(levels []Level) string {
	texts := make([]string, len(levels))
	for i, l := range levels {
		texts[i] = fmt.Sprint(int(l))
	}
	last := len(texts) - 1
	if last < 1 {
		return strings.Join(texts, "")
	}
	return strings.Join(texts[:last], ", ") + " or " + texts[last]
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
	if !own && reviewer && c.State == Submitted {
		actions = append(actions, DecideClaim)
	}
	return actions
}

// step describes the change from before to the claim for its history.
func (c Claim) step(by access.Actor, before State) Event {
	e := Event{ClaimID: c.ID, ClaimVersion: c.Version, At: c.UpdatedAt, ByID: by.PersonID, FromState: before, ToState: c.State}
	if before == Submitted && c.State != Withdrawn {
		e.Level, e.Reason = c.ApprovedLevel, c.Reason
	}
	return e
}

// Waiting is how long a claim has waited for review.
type Waiting struct {
	Days int
	// WorkingDays counts Mondays to Fridays; bank holidays count as working days.
	WorkingDays int
}

// Waits gives how long the claim has waited on a day; false when it does not wait. The day on which it was submitted does
// not count.
func (c Claim) Waits(today calendar.Date) (Waiting, bool) {
	if c.State != Submitted || c.SubmittedAt == nil {
		return Waiting{}, false
	}
	since := calendar.Today(*c.SubmittedAt)
	days := max(since.DaysUntil(today), 0)
	// Every full week has five; the days that are left are looked at one by one.
	working := days / 7 * 5
	for i := range days % 7 {
		if weekday := today.AddDays(-i).Weekday(); weekday != time.Saturday && weekday != time.Sunday {
			working++
		}
	}
	return Waiting{Days: days, WorkingDays: working}, true
}

func (c Claim) mustBeOwn(by access.Actor) error {
	if by.PersonID != c.PersonID {
		return apperr.Forbidden("Only the person who made this claim can do this.")
	}
	return nil
}

func (c Claim) changed(now time.Time) Claim {
	c.Version++
	c.UpdatedAt = now
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
