package workforce

import (
	"github.com/google/uuid"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
)

// Claim is somebody's claim to meet a statement, as far as it counts here: drafts and withdrawn claims do not.
type Claim struct {
	ID       uuid.UUID
	PersonID uuid.UUID
	// Statement is what was claimed, unless a criterion was; State where the claim stands; Level at which level it was
	// approved.
	Statement   Statement
	CriterionID uuid.UUID
	State       ClaimState
	Level       Level
	// InReview says that a reviewer has taken a claim that waits.
	InReview bool
	// By is who decided on a claim on a criterion.
	By Named
	// On is the day of the decision, or of the submission while the claim waits.
	On calendar.Date
	// Newest is the last day of the newest evidence behind an approval; no date when it is not known.
	Newest calendar.Date
	// Freshness is what the organisation says of how long an approval of the statement counts.
	Freshness freshness.Rule
	// Successors are the statements that replaced the claimed one, one after the other, as far as it was not decided that
	// the claim ends with the statement.
	Successors []Succession
}

// Succession is a statement that replaced a claimed one. Confirmed says that the claim stands for it; Ended, that it does not;
// neither, that this is to be confirmed.
type Succession struct {
	StatementID uuid.UUID
	Confirmed   bool
	Ended       bool
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

func (c Claim) approved() bool { return c.State == Approved || c.State == ApprovedLower }

// CountsUntil gives the last day on which an approval counts; no date when nothing that is known ends it, or it is none.
func (c Claim) CountsUntil() calendar.Date {
	if !c.approved() {
		return calendar.Date{}
	}
	return c.Freshness.CountsUntil(c.On, c.Newest)
}

// stale says since when an approval counts no longer, and why.
func (c Claim) stale(today calendar.Date) (freshness.Stale, bool) {
	if !c.approved() {
		return freshness.Stale{}, false
	}
	return c.Freshness.Approval(c.On, c.Newest, today)
}

func (c Claim) expired(today calendar.Date) bool {
	_, is := c.stale(today)
	return is
}

// bearing is what a claim makes of a requirement.
type bearing struct {
	state State
	// unconfirmed says that the claim is on a statement that the required one replaced, and nobody confirmed yet that it
	// counts; ended, that somebody decided it does not.
	unconfirmed, ended bool
}

// towards gives what the claim makes of a requirement of a statement; the zero bearing when it says nothing about it.
//
// It counts on its own statement; on the statement that replaced its own, once that was confirmed; and on lower levels of
// its aspect: at the level at which it was approved, and at every level below where the requirement lets higher
// levels count.
func (c *Claim) towards(r *Requirement, today calendar.Date) bearing {
	return c.bears(r, c.expired(today))
}

// bears does what towards says for a claim of which it is known whether its approval has expired.
func (c *Claim) bears(r *Requirement, expired bool) bearing {
	fresh := func(s State) State {
		if expired {
			return Expired
		}
		return s
	}
	if c.Statement.ID == r.ID {
		return bearing{state: fresh([...]State{0, Missing, Partly, Claimed, Met}[c.State])}
	}
	for _, s := range c.Successors {
		if s.StatementID != r.ID || !c.approved() {
			continue
		}
		switch {
		case s.Ended:
			return bearing{state: Missing, ended: true}
		case s.Confirmed:
			return bearing{state: fresh([...]State{0, Missing, Partly, Claimed, Met}[c.State])}
		case c.State == Approved && !expired:
			return bearing{state: Claimed, unconfirmed: true}
		}
	}
	if !c.approved() || c.Statement.Code != r.Code || c.Statement.Aspect != r.Aspect || c.Statement.Level <= r.Level {
		return bearing{}
	}
	if c.Level == r.Level || r.HigherCounts && c.Level > r.Level {
		return bearing{state: fresh(Met)}
	}
	return bearing{}
}

// onCriterion gives the claim on a criterion that does most for it, the newest of several; nil when there is none.
func onCriterion(criterion uuid.UUID, claims []Claim) *Claim {
	var best *Claim
	for i := range claims {
		c := &claims[i]
		if c.CriterionID != criterion || criterion == uuid.Nil {
			continue
		}
		if best == nil || c.State > best.State || c.State == best.State && c.On.After(best.On) {
			best = c
		}
	}
	return best
}

// stand gives the standing of a requirement of a statement through the claim that does most for it, the newest of several.
func stand(r Requirement, claims []Claim, today calendar.Date) Standing {
	best := Standing{Requirement: r, State: Missing}
	for i := range claims {
		c := &claims[i]
		b := c.towards(&r, today)
		if b.state == 0 {
			continue
		}
		if best.Claim == nil || b.state > best.State || b.state == best.State && c.On.After(best.Claim.On) {
			best.State, best.Claim, best.unconfirmed, best.ended = b.state, c, b.unconfirmed, b.ended
			best.Stale, _ = c.stale(today)
		}
	}
	return best
}
