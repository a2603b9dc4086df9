package portfolio

import (
	"fmt"
	"strings"
	"time"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Judgement is a reviewer's decision with what belongs to it.
type Judgement struct {
	Decision Decision
	// Level is the level at which ApproveLower approves.
	Level  Level
	Reason string
}

// outcome is what a judgement makes of a claim: its state, and the level of an approval.
type outcome struct {
	state State
	level Level
}

// of gives what the judgement makes of a claim on something.
func (j Judgement) of(about About) outcome {
	switch j.Decision {
	case Approve:
		return outcome{Approved, about.level()}
	case ApproveLower:
		return outcome{ApprovedLower, j.Level}
	default:
		return outcome{Returned, 0}
	}
}

func (o outcome) String() string {
	switch o.state {
	case Approved:
		return "approve it"
	case ApprovedLower:
		return fmt.Sprintf("approve it at level %d", o.level)
	default:
		return "return it"
	}
}

// StartReview takes a claim that waits into review, so that the person and the other reviewers see who works on it. One's
// own claim is CodeForbidden, one that does not wait CodeConflict.
func (c Claim) StartReview(by access.Actor, now time.Time) (Claim, error) {
	if err := c.mustBeOthers(by); err != nil {
		return c, err
	}
	if c.State != Submitted {
		return c, c.wrongState("It does not wait for a reviewer.")
	}
	c.State, c.ReviewerID, c.ReviewStartedAt = InReview, &by.PersonID, &now
	return c.changed(now, ""), nil
}

// ReleaseReview gives a claim back to the queue; only who has it in review may: CodeConflict for anybody else.
func (c Claim) ReleaseReview(by access.Actor, now time.Time) (Claim, error) {
	if err := c.mustBeOthers(by); err != nil {
		return c, err
	}
	if c.State != InReview || !c.heldBy(by) {
		return c, c.wrongState("You do not have it in review.")
	}
	c.State = Submitted
	return c.released().changed(now, ""), nil
}

// TakeOver takes a claim into review that somebody else has in review, with a sentence why. A missing sentence is
// CodeInvalid; one's own claim CodeForbidden; a claim that nobody, or by, has in review CodeConflict.
func (c Claim) TakeOver(by access.Actor, now time.Time, reason string) (Claim, error) {
	if err := c.mustBeOthers(by); err != nil {
		return c, err
	}
	if c.State != InReview || c.heldBy(by) {
		return c, c.wrongState("There is nothing to take over.")
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return c, apperr.InvalidField("reason", "Say why you take this review over.")
	}
	c.ReviewerID, c.ReviewStartedAt = &by.PersonID, &now
	return c.changed(now, reason), nil
}

// Decide judges a claim that waits, or that by has in review. about is what is claimed, lower the levels below it at which
// its aspect exists, dispute the disagreement over an earlier approval, nil without one.
//
// One's own claim is CodeForbidden; a claim that does not wait for by's decision CodeConflict; a missing reason, a level
// without ApproveLower, one that the aspect does not have, or a decision that the dispute does not leave to by,
// CodeInvalid.
func (c Claim) Decide(by access.Actor, now time.Time, j Judgement, about About, lower []Level, dispute *Dispute) (Claim, error) {
	if err := c.mustBeOthers(by); err != nil {
		return c, err
	}
	if c.State == InReview && !c.heldBy(by) {
		return c, c.wrongState("Somebody else has it. Take it over first, or leave the decision to them.")
	}
	if c.State != Submitted && c.State != InReview {
		return c, c.wrongState("It does not wait for review.")
	}
	j.Reason = strings.TrimSpace(j.Reason)
	if err := j.check(about, lower); err != nil {
		return c, err
	}
	o := j.of(about)
	if dispute != nil {
		if err := dispute.leaves(o, by.PersonID, c.InSteadOf); err != nil {
			return c, err
		}
	}
	c = c.released()
	c.State, c.ApprovedLevel = o.state, o.level
	c.Reason, c.DecidedAt, c.DecidedBy, c.DecidedFor = j.Reason, &now, &by.PersonID, c.InSteadOf
	return c.changed(now, j.Reason), nil
}

func (j Judgement) check(about About, lower []Level) error {
	var wrong []apperr.Field
	if j.Reason == "" && j.Decision != Approve {
		wrong = append(wrong, apperr.Field{Name: "reason", Message: "Give the reason, so that the person knows what to do next."})
	}
	return apperr.Invalid(append(wrong, j.fits(about, lower)...)...)
}

// fits says what of the decision and its level cannot be of what is claimed.
func (j Judgement) fits(about About, lower []Level) []apperr.Field {
	var wrong []apperr.Field
	switch {
	case j.Decision != ApproveLower && j.Level != 0:
		wrong = append(wrong, apperr.Field{Name: "level", Message: "Choose a level only when you approve at a lower level."})
	case j.Decision == ApproveLower && about.Criterion != nil:
		wrong = append(wrong, apperr.Field{Name: "decision", Message: "A criterion has no levels. Approve it or return it."})
	case j.Decision == ApproveLower && len(lower) == 0:
		wrong = append(wrong, apperr.Field{Name: "decision", Message: about.Name() + " has no lower level. Approve it or return it."})
	case j.Decision == ApproveLower && !contains(lower, j.Level):
		wrong = append(wrong, apperr.Field{Name: "level", Message: fmt.Sprintf("Choose a level below %d that this aspect has: %s.", about.level(), listed(lower))})
	}
	return wrong
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

// heldBy reports whether by has the claim in review.
func (c Claim) heldBy(by access.Actor) bool {
	return c.ReviewerID != nil && *c.ReviewerID == by.PersonID
}

// released is the claim with nobody who has it in review.
func (c Claim) released() Claim {
	c.ReviewerID, c.ReviewStartedAt = nil, nil
	return c
}

func (c Claim) mustBeOthers(by access.Actor) error {
	if by.PersonID == c.PersonID {
		return apperr.Forbidden("This is your own claim. Somebody else has to review it.")
	}
	return nil
}

// Waiting is how long a claim has waited for review.
type Waiting struct {
	Days int
	// WorkingDays are Mondays to Fridays without England's bank holidays.
	WorkingDays int
}

// Waits gives how long the claim has waited on a day; false when it does not wait. The day on which it was submitted does
// not count.
func (c Claim) Waits(today calendar.Date) (Waiting, bool) {
	if !c.State.Waiting() || c.SubmittedAt == nil {
		return Waiting{}, false
	}
	return waited(*c.SubmittedAt, today), true
}

func waited(from time.Time, today calendar.Date) Waiting {
	since := calendar.Today(from)
	return Waiting{Days: max(since.DaysUntil(today), 0), WorkingDays: max(since.WorkingDaysUntil(today), 0)}
}

// dueSoon is how many working days before the end of the target something counts as due.
const dueSoon = 3

// Age is how long something has waited, held against the target.
type Age struct {
	Waiting
	// Target is how many working days may pass.
	Target int
}

// Left gives the working days that are left of the target; negative when it is over.
func (a Age) Left() int { return a.Target - a.WorkingDays }

// State says where the age stands against the target.
func (a Age) State() AgeState {
	switch left := a.Left(); {
	case left < 0:
		return OverTarget
	case left <= dueSoon:
		return DueSoon
	default:
		return WithinTarget
	}
}

// String says the age against the target in words.
func (a Age) String() string {
	switch left := a.Left(); {
	case left < 0:
		return fmt.Sprintf("over target by %s", workingDays(-left))
	case left == 0:
		return "due today"
	case left <= dueSoon:
		return fmt.Sprintf("due in %s", workingDays(left))
	default:
		return "within target"
	}
}

func workingDays(n int) string {
	if n == 1 {
		return "1 working day"
	}
	return fmt.Sprintf("%d working days", n)
}

// startOf gives the moment at which a day begins in London.
func startOf(d calendar.Date) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, calendar.London()).UTC()
}

// overSince gives the moment before which something must have begun to wait to be over a target on a day.
func overSince(today calendar.Date, target int) time.Time {
	day := today
	for passed := 0; passed <= target; day = day.AddDays(-1) {
		if day.IsWorkingDay() {
			passed++
		}
	}
	// That whole day counts, up to the midnight in London that ends it.
	return startOf(day.AddDays(1))
}
