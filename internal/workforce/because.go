package workforce

import (
	"fmt"

	"bandwise/internal/platform/calendar"
)

// Because explains a standing with what stands behind it.
func (s Standing) Because() string {
	switch s.Requirement.Kind {
	case OfCriterion:
		return s.criterionBecause()
	case OfMilestone:
		if s.Milestone == nil {
			return "This milestone belongs to a pathway that the person is not on."
		}
		return s.Milestone.Because
	case OfAccreditation:
		return s.awardBecause()
	default:
		return s.claimBecause()
	}
}

func (s Standing) claimBecause() string {
	text := s.claimFacts()
	if s.Requirement.Replaced {
		text += " The statement was replaced; whether the role asks for its successor is to be confirmed."
	}
	return text
}

func (s Standing) claimFacts() string {
	c := s.Claim
	switch {
	case c == nil:
		return "Nothing is claimed yet."
	case s.ended:
		return fmt.Sprintf("The approval of %s was of the statement that this one replaced; it was decided that it does not count here.", c.On)
	case s.unconfirmed:
		return fmt.Sprintf("Approved on %s for the statement that this one replaced; whether that counts here is to be confirmed.", c.On)
	case s.State == Expired:
		return fmt.Sprintf("Approved on %s%s. %s It needs fresh evidence since %s.", c.On, c.forWhat(s.Requirement), s.Stale.Because, s.Stale.Since)
	case s.State == Met && c.Statement.ID != s.Requirement.ID && c.Statement.Level > s.Requirement.Level:
		return fmt.Sprintf("The claim on level %d of this aspect was approved at level %d on %s.%s", c.Statement.Level, c.Level, c.On, c.fades())
	case s.State == Met && c.Statement.ID != s.Requirement.ID:
		return fmt.Sprintf("Approved on %s for the statement that this one replaced, and confirmed to count here.%s", c.On, c.fades())
	case s.State == Met:
		return fmt.Sprintf("Approved on %s.%s", c.On, c.fades())
	case s.State == Claimed:
		return c.waits()
	case s.State == Partly:
		return fmt.Sprintf("Approved on %s at level %d, which is lower than the level %d that the role asks.%s", c.On, c.Level, s.Requirement.Level, c.fades())
	default:
		return fmt.Sprintf("Returned on %s; it can be submitted again.", c.On)
	}
}

// waits says since when a claim waits, and whether a reviewer has taken it.
func (c Claim) waits() string {
	if c.InReview {
		return fmt.Sprintf("Submitted on %s; it is in review.", c.On)
	}
	return fmt.Sprintf("Submitted on %s; it waits for review.", c.On)
}

// forWhat says which statement was approved, where it is another one than the required.
func (c Claim) forWhat(r Requirement) string {
	if c.Statement.ID == r.ID {
		return ""
	}
	return fmt.Sprintf(" for level %d of this aspect", c.Statement.Level)
}

// fades says until when an approval counts.
func (c Claim) fades() string {
	if until := c.CountsUntil(); !until.IsZero() {
		return fmt.Sprintf(" It counts until %s.", until)
	}
	return ""
}

// criterionBecause says what the claim on a criterion and the judgement without one make of it, both where there are both.
func (s Standing) criterionBecause() string {
	switch {
	case s.Claim == nil:
		return s.confirmationBecause()
	case s.Confirmation == nil:
		return s.criterionClaimBecause()
	default:
		return s.criterionClaimBecause() + " " + s.confirmationBecause()
	}
}

func (s Standing) criterionClaimBecause() string {
	c := s.Claim
	switch c.State {
	case Approved:
		if c.By.Name == "" {
			return fmt.Sprintf("The claim on it was approved on %s.", c.On)
		}
		return fmt.Sprintf("%s approved the claim on it on %s.", c.By.Name, c.On)
	case Submitted:
		return c.waits()
	default:
		return fmt.Sprintf("%s returned the claim on it on %s; it can be submitted again.", c.By.Name, c.On)
	}
}

func (s Standing) confirmationBecause() string {
	c := s.Confirmation
	switch {
	case c == nil:
		return "Nothing is claimed yet, and nobody has judged it."
	case c.Met:
		return fmt.Sprintf("%s confirmed it on %s.", c.By.Name, c.On)
	default:
		return fmt.Sprintf("%s judged on %s that it is not met yet.", c.By.Name, c.On)
	}
}

func (s Standing) awardBecause() string {
	a := s.Award
	switch {
	case a == nil:
		return "It is not held."
	case a.Status == Lapsed && s.State == Expired:
		return fmt.Sprintf("Held since %s, but the refresher lapsed: it was due on %s, and here only a current accreditation counts.", a.AwardedOn, a.RefresherDueOn)
	case a.Status == Lapsed:
		return fmt.Sprintf("Held since %s. The refresher lapsed: it was due on %s.", a.AwardedOn, a.RefresherDueOn)
	case a.RefresherDueOn.IsZero():
		return fmt.Sprintf("Held since %s.", a.AwardedOn)
	default:
		return fmt.Sprintf("Held since %s. The refresher is due on %s.", a.AwardedOn, a.RefresherDueOn)
	}
}

// About is what a next step leads to.
type About int

// What a next step can lead to. Nothing: somebody else has to act, or there is nothing to do.
const (
	AboutNothing About = iota + 1
	AboutNewClaim
	AboutClaim
	AboutStatement
	AboutMilestone
)

// String gives it as the API writes it.
func (a About) String() string {
	return [...]string{"", "nothing", "new_claim", "claim", "statement", "milestone"}[a]
}

// Step is what to do next about a requirement, and what it leads to. Text is empty when nothing is left to do.
type Step struct {
	Text  string
	About About
}

// Reader is who reads a standing: the person themselves, or somebody else.
type Reader struct {
	Own bool
	// Name is the person's, for somebody else.
	Name string
	// MayConfirm says that the reader may judge criteria of the person.
	MayConfirm bool
	Today      calendar.Date
}

// tell gives the sentence for the person, or the one for somebody else, in which %s is the person's name.
func (r Reader) tell(own, other string) string {
	if r.Own {
		return own
	}
	return fmt.Sprintf(other, r.Name)
}

// Next says what to do next about the requirement.
func (s Standing) Next(r Reader) Step {
	if s.State == Met {
		return Step{About: AboutNothing}
	}
	switch s.Requirement.Kind {
	case OfCriterion:
		return s.nextForCriterion(r)
	case OfMilestone:
		return s.nextForMilestone(r)
	case OfAccreditation:
		if s.State == Expired {
			return Step{r.tell("Take the refresher course and record it.", "%s takes the refresher course and records it."), AboutNothing}
		}
		return Step{r.tell("Follow your pathway to it. If you hold it already, ask your manager to record it.",
			"%s follows the pathway to it. If it is held already, a manager records it."), AboutNothing}
	default:
		return s.nextForStatement(r)
	}
}

func (s Standing) nextForStatement(r Reader) Step {
	switch {
	case s.unconfirmed:
		return Step{"Wait: the standards lead confirms whether the approval counts for this statement.", AboutClaim}
	case s.State == Claimed:
		return Step{fmt.Sprintf("Wait for the review. The claim has waited since %s (%s).", s.Claim.On, days(s.Claim.On, r.Today)), AboutClaim}
	case s.State == Expired:
		return Step{r.tell("Add fresh evidence to your claim and submit it again.", "%s adds fresh evidence to the claim and submits it again."), AboutClaim}
	case s.State == Partly:
		level := fmt.Sprintf(" at level %d", s.Requirement.Level)
		return Step{r.tell("Collect evidence"+level+" and claim this statement again.", "%s collects evidence"+level+" and claims it again."), AboutNewClaim}
	case s.Requirement.Replaced:
		return Step{"Wait: the standards lead confirms whether the role asks for the statement that replaced this one.", AboutStatement}
	case s.Claim != nil && !s.ended:
		return Step{r.tell("Read why the claim was returned, then submit it again.", "%s reads why the claim was returned, then submits it again."), AboutClaim}
	default:
		return Step{r.tell("Claim this statement with your evidence.", "%s claims this statement with evidence."), AboutNewClaim}
	}
}

func days(from, to calendar.Date) string {
	if n := from.DaysUntil(to); n == 1 {
		return "1 day"
	} else {
		return fmt.Sprintf("%d days", max(n, 0))
	}
}

func (s Standing) nextForCriterion(r Reader) Step {
	c, said := s.Claim, s.Confirmation
	switch {
	case s.State == Claimed && r.MayConfirm:
		return Step{fmt.Sprintf("Review the claim. It has waited since %s (%s).", c.On, days(c.On, r.Today)), AboutClaim}
	case s.State == Claimed:
		return Step{fmt.Sprintf("Wait for the review. The claim has waited since %s (%s).", c.On, days(c.On, r.Today)), AboutClaim}
	case c != nil && c.State == Returned && r.Own:
		return Step{"Read why the claim was returned, then submit it again.", AboutClaim}
	case r.MayConfirm && said == nil:
		return Step{fmt.Sprintf("%s claims it with evidence. What needs no portfolio, judge directly.", r.Name), AboutNothing}
	case r.MayConfirm:
		return Step{fmt.Sprintf("Judge it anew once %s meets it, or wait for a claim.", r.Name), AboutNothing}
	case c != nil && c.State == Approved:
		// It was judged anew after the approval.
		return Step{r.tell("Agree with "+said.By.Name+" what is missing, then ask for it to be judged anew.",
			"%s agrees with "+said.By.Name+" what is missing, then it is judged anew."), AboutNothing}
	case said == nil:
		return Step{r.tell("Claim this criterion with your evidence. What needs no portfolio, such as a certificate, your manager or assessor confirms.",
			"%s claims it with evidence, or a manager or assessor confirms it."), AboutNewClaim}
	default:
		return Step{r.tell("Agree with "+said.By.Name+" what is missing, then claim this criterion with your evidence.",
			"%s agrees with "+said.By.Name+" what is missing, then claims it with evidence."), AboutNewClaim}
	}
}

func (s Standing) nextForMilestone(r Reader) Step {
	m := s.Milestone
	if m == nil {
		return Step{r.tell("Ask your manager: this milestone belongs to a pathway that you are not on.", "It belongs to a pathway that %s is not on."), AboutNothing}
	}
	switch m.State {
	case "recorded":
		return Step{"Wait for it to be signed off.", AboutMilestone}
	case "blocked":
		return Step{"Finish first what it waits for.", AboutMilestone}
	case "paused":
		return Step{"Nothing for now: the clock stands still during leave.", AboutMilestone}
	}
	by := ""
	if !m.DueOn.IsZero() {
		by = fmt.Sprintf(" It is due on %s.", m.DueOn)
	}
	return Step{r.tell("Complete this milestone and have it recorded.", "%s completes this milestone and has it recorded.") + by, AboutMilestone}
}
