package portfolio

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
)

// hundredths is how many hundredths of a per cent there are: a draw is one of them.
const hundredths = 10000

// Moderation is an approval with what was drawn for it and, when it was drawn for a second assessor, what that one made of
// it.
type Moderation struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	ClaimID        uuid.UUID
	// ClaimVersion is the version of the claim that the approval made.
	ClaimVersion int
	PersonID     uuid.UUID
	// AssessorID approved, at ApprovedLevel unless a criterion was claimed.
	AssessorID    uuid.UUID
	ApprovedLevel Level
	ApprovedAt    time.Time
	// Rate is the rate in per cent that applied, RateSource the rule that gave it; Draw what was drawn, in hundredths of a
	// per cent from 0 to 9999. What is drawn below the rate goes to a second assessor.
	Rate       int
	RateSource RateSource
	Draw       int
	State      SampleState
	// ModeratorID is the second assessor who judged; Decision, Level and Reason are theirs.
	ModeratorID *uuid.UUID
	DecidedAt   *time.Time
	Decision    SecondDecision
	Level       Level
	Reason      string
	// FinalBy decided the claim again after a disagreement, with FinalState.
	FinalBy    *uuid.UUID
	FinalAt    *time.Time
	FinalState State
	Version    int
}

// Rate is how many approvals in a hundred go to a second assessor, and by which rule.
type Rate struct {
	Percent int
	Source  RateSource
}

// drawn makes the record of an approval. key is the organisation's, which nobody knows: the draw follows from it and from
// the decision alone, so that it can be checked afterwards and steered by nobody.
func drawn(key []byte, c Claim, rate Rate) Moderation {
	mac := hmac.New(sha256.New, key)
	// A hash takes every byte.
	_, _ = fmt.Fprintf(mac, "%s/%d", c.ID, c.Version)
	m := Moderation{
		ID: uuid.New(), OrganisationID: c.OrganisationID, ClaimID: c.ID, ClaimVersion: c.Version, PersonID: c.PersonID, AssessorID: *c.DecidedBy,
		ApprovedLevel: c.ApprovedLevel, ApprovedAt: *c.DecidedAt, Rate: rate.Percent, RateSource: rate.Source,
		Draw: int(binary.BigEndian.Uint64(mac.Sum(nil)) % hundredths), State: NotDrawn, Version: 1,
	}
	if m.Draw < rate.Percent*hundredths/100 {
		m.State = Waits
	}
	return m
}

// Decide judges an approval that was drawn as if nobody had judged it before: the second assessor knows neither who approved
// nor at which level, so whether they agree follows from what they say. about is what is claimed, lower the levels below it
// at which its aspect exists.
//
// The claim's person and its assessor are CodeForbidden; an approval that does not wait CodeConflict; a missing reason, or
// a level that cannot be, CodeInvalid.
func (m Moderation) Decide(by access.Actor, now time.Time, j Judgement, about About, lower []Level) (Moderation, error) {
	switch {
	case by.PersonID == m.PersonID:
		return m, apperr.Forbidden("This is your own claim. Somebody else has to look at it.")
	case by.PersonID == m.AssessorID:
		return m, apperr.Forbidden("You approved this claim. A second assessor has to look at it.")
	case m.State != Waits:
		return m, apperr.Conflict("This approval does not wait for a second assessor any more.")
	}
	var wrong []apperr.Field
	if j.Reason = strings.TrimSpace(j.Reason); j.Reason == "" {
		wrong = append(wrong, apperr.Field{Name: "reason", Message: "Give the reason: what the evidence shows, and what it does not."})
	}
	if wrong = append(wrong, j.fits(about, lower)...); len(wrong) > 0 {
		return m, apperr.Invalid(wrong...)
	}
	switch o := j.of(about); {
	case o == approvedAt(m.ApprovedLevel, about):
		m.State, m.Decision = Agreed, Agree
	case o.state == Returned:
		m.State, m.Decision = Disagreed, ReturnIt
	default:
		m.State, m.Decision, m.Level = Disagreed, OtherLevel, o.level
	}
	m.ModeratorID, m.DecidedAt, m.Reason = &by.PersonID, &now, j.Reason
	m.Version++
	return m, nil
}

// settled is the disagreement ended by a decision on the claim.
func (m Moderation) settled(by access.Actor, now time.Time, final State) Moderation {
	m.FinalBy, m.FinalAt, m.FinalState = &by.PersonID, &now, final
	m.Version++
	return m
}

// Reopen puts an approved claim back into the queue, with the second assessor's reason in its history.
func (c Claim) Reopen(now time.Time, reason string) (Claim, error) {
	if !c.State.decidedFor() {
		return c, c.wrongState("It is not approved any more.")
	}
	c.State, c.ApprovedLevel, c.SubmittedAt = Submitted, 0, &now
	return c.changed(now, reason), nil
}

// Dispute is a disagreement between the two assessors of a claim that has not been decided again.
type Dispute struct {
	Moderation Moderation
	// First and Second are what the assessor and the second assessor make of the claim.
	First, Second outcome
}

// disputeOver gives the disagreement over an approval of a claim on something.
func disputeOver(m Moderation, about About) *Dispute {
	d := &Dispute{Moderation: m, First: approvedAt(m.ApprovedLevel, about), Second: outcome{Returned, 0}}
	if m.Decision == OtherLevel {
		d.Second = approvedAt(m.Level, about)
	}
	return d
}

// approvedAt is the outcome of an approval at a level.
func approvedAt(l Level, about About) outcome {
	if l == about.level() {
		return outcome{Approved, l}
	}
	return outcome{ApprovedLower, l}
}

// leaves is nil when the decision is by's to make. Of two who disagree neither outvotes the other: a third person decides
// freely, and each of the two may come round to what the other said; so may whoever stands in for one of them, inSteadOf.
// CodeInvalid otherwise.
func (d Dispute) leaves(o outcome, by uuid.UUID, inSteadOf *uuid.UUID) error {
	is := func(one uuid.UUID) bool { return by == one || inSteadOf != nil && *inSteadOf == one }
	other := ""
	switch {
	case is(d.Moderation.AssessorID) && o != d.Second:
		other = d.Second.String()
	case d.Moderation.ModeratorID != nil && is(*d.Moderation.ModeratorID) && o != d.First:
		other = d.First.String()
	default:
		return nil
	}
	return apperr.InvalidField("decision", fmt.Sprintf(
		"You and the other assessor disagree about this claim, and neither of you decides it alone. If they have convinced you, %s; otherwise leave it to a third person.", other))
}

// enough is how many judged approvals an interval needs to say anything.
const enough = 10

// Agreement is how far second assessors agree with one assessor.
type Agreement struct {
	Assessor Person
	// Approvals are all, Drawn those that were drawn for a second assessor, Waiting those of them that nobody judged yet.
	Approvals, Drawn, Waiting int
	// Judged is how many were judged, Agreed with how many the second assessor agreed.
	Judged, Agreed int
	// Open counts the disagreements after which the claim was not decided again.
	Open int
}

// Percent gives the agreement in per cent; false when nothing was judged.
func (a Agreement) Percent() (float64, bool) {
	if a.Judged == 0 {
		return 0, false
	}
	return 100 * float64(a.Agreed) / float64(a.Judged), true
}

// Interval gives the 95 % interval of the agreement in per cent by Wilson's score; false below ten judged approvals, of
// which an interval would say little.
func (a Agreement) Interval() (low, high float64, is bool) {
	if a.Judged < enough {
		return 0, 0, false
	}
	const z = 1.959964
	n, p := float64(a.Judged), float64(a.Agreed)/float64(a.Judged)
	centre, spread := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	whole := 1 + z*z/n
	return 100 * math.Max(0, (centre-spread)/whole), 100 * math.Min(1, (centre+spread)/whole), true
}
