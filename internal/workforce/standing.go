package workforce

import (
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
)

// State says how far a requirement is met.
type State uint8

// The states, the better ones later.
const (
	// Missing: nothing counts towards it.
	Missing State = iota + 1
	// Partly: a claim on it was approved at a lower level.
	Partly
	// Expired: it was met, and what met it no longer counts; nothing of it is lost.
	Expired
	// Claimed: a claim or a record waits for a decision.
	Claimed
	// Met: a claim that counts was approved, the criterion confirmed, the milestone done, the accreditation held.
	Met
)

// String gives the state as the API writes it.
func (s State) String() string {
	return [...]string{"", "missing", "partly", "expired", "claimed", "met"}[s]
}

// Record is everything of one person that counts towards requirements.
type Record struct {
	Claims []Claim
	// Milestones are those of the person's pathway, by key; nil for somebody on none.
	Milestones map[string]Milestone
	// Awards are the accreditations that the person holds, by key.
	Awards map[string]Award
	// Confirmations are what was said about criteria, by the criterion.
	Confirmations map[uuid.UUID]Confirmation
}

// Award is an accreditation that somebody holds.
type Award struct {
	Status         Accreditation
	AwardedOn      calendar.Date
	RefresherDueOn calendar.Date
}

// Confirmation is a manager's or an assessor's judgement whether somebody meets a criterion.
type Confirmation struct {
	ID          uuid.UUID
	CriterionID uuid.UUID
	// Criterion is its text at that time.
	Criterion string
	Met       bool
	Reason    string
	By        Named
	On        calendar.Date
	Version   int
}

// Standing is how far one person meets one requirement, and through what.
type Standing struct {
	Requirement Requirement
	State       State
	// Claim is the claim behind the state, also one that was returned; nil when there is none.
	Claim *Claim
	// Stale says since when an expired approval counts no longer, and why.
	Stale freshness.Stale
	// Milestone, Award and Confirmation are what stands behind the state of a requirement of another kind; nil when there is
	// nothing.
	Milestone    *Milestone
	Award        *Award
	Confirmation *Confirmation

	unconfirmed, ended bool
}

// ToBeConfirmed reports whether the requirement is only not met because nobody confirmed yet that an approval of the
// statement that it replaced counts for it.
func (s Standing) ToBeConfirmed() bool { return s.unconfirmed }

// Standings judges every requirement of a role against a person's record on a day: by kind, statements by skill, level and
// aspect. It goes by the requirements, so that none disappears because nothing was claimed.
func Standings(asked []Requirement, r Record, today calendar.Date) []Standing {
	standings := make([]Standing, 0, len(asked))
	for _, q := range asked {
		standings = append(standings, r.stand(q, today))
	}
	slices.SortStableFunc(standings, func(a, b Standing) int { return compareRequirements(a.Requirement, b.Requirement) })
	return standings
}

func (r Record) stand(q Requirement, today calendar.Date) Standing {
	s := Standing{Requirement: q, State: Missing}
	switch q.Kind {
	case OfCriterion:
		r.standCriterion(&s)
	case OfMilestone:
		if m, there := r.Milestones[q.Item.Key]; there {
			s.Milestone, s.State = &m, m.standing()
		}
	case OfAccreditation:
		if a, held := r.Awards[q.Item.Key]; held && a.Status.Held() {
			s.Award, s.State = &a, a.standing(q.Item)
		}
	default:
		return stand(q, r.Claims, today)
	}
	return s
}

// standCriterion judges a criterion by the claim on it and by what a manager or assessor said of it without one: of the two
// the newer judgement counts, and a claim that waits before one that says it is not met.
func (r Record) standCriterion(s *Standing) {
	s.Claim = onCriterion(s.Requirement.Item.CriterionID, r.Claims)
	if c, said := r.Confirmations[s.Requirement.Item.CriterionID]; said {
		s.Confirmation = &c
	}
	var claimed ClaimState
	var on calendar.Date
	if s.Claim != nil {
		claimed, on = s.Claim.State, s.Claim.On
	}
	s.State = judgeCriterion(claimed, on, s.Confirmation)
}

// judgeCriterion judges a criterion by the state of the claim on it, 0 without one, with the claim's day, and by what was said.
func judgeCriterion(claimed ClaimState, on calendar.Date, said *Confirmation) State {
	switch {
	case claimed == Approved && (said == nil || said.Met || !said.On.After(on)), said != nil && said.Met:
		return Met
	case claimed == Submitted:
		return Claimed
	default:
		return Missing
	}
}

// standing gives what the accreditation makes of a requirement of it.
func (a Award) standing(asked Item) State {
	switch {
	case !a.Status.Held():
		return Missing
	case a.Status == Lapsed && asked.MustBeCurrent:
		return Expired
	default:
		return Met
	}
}

// standing gives what the milestone's state makes of a requirement: done or exempt meets it, a record that waits claims it.
func (m Milestone) standing() State {
	switch m.State {
	case "done", "exempt":
		return Met
	case "recorded":
		return Claimed
	default:
		return Missing
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
		c.add(s)
	}
	return c
}

func (c *Counts) add(s Standing) {
	c.require(s.Requirement.Importance)
	if s.State == Met {
		c.meet(s.Requirement.Importance)
	}
}

func (c *Counts) require(i Importance) {
	if i == Essential {
		c.EssentialRequired++
	} else {
		c.DesirableRequired++
	}
}

func (c *Counts) meet(i Importance) {
	if i == Essential {
		c.EssentialMet++
	} else {
		c.DesirableMet++
	}
}

// KindCounts are the counts of one kind of requirement.
type KindCounts struct {
	Kind Kind
	Counts
}

// CountByKind counts standings by kind, for the kinds that there are.
func CountByKind(standings []Standing) []KindCounts {
	var all []KindCounts
	for kind := OfStatement; kind <= OfAccreditation; kind++ {
		of := KindCounts{Kind: kind}
		for _, s := range standings {
			if s.Requirement.Kind == kind {
				of.add(s)
			}
		}
		if of.EssentialRequired+of.DesirableRequired > 0 {
			all = append(all, of)
		}
	}
	return all
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

// desirableShare orders counts by how much of what is desirable is met, as share does.
func (c Counts) desirableShare() int {
	if c.DesirableRequired == 0 {
		return 10000
	}
	return c.DesirableMet * 10000 / c.DesirableRequired
}

// lacking counts the essential requirements that are not met.
func (c Counts) lacking() int { return c.EssentialRequired - c.EssentialMet }
