package workforce

import (
	"github.com/google/uuid"
)

// Worth is what a claim is worth: claims of the same worth make the same of every requirement, whoever made them and when.
// Lists of many people are judged by the worth of their claims, of which there are few kinds, rather than claim by claim.
type Worth struct {
	// claim has neither an identity nor days.
	claim   Claim
	expired bool
	// number tells the worths of one reading apart, from 0.
	number int
}

// Judged is how far somebody meets what a role asks.
type Judged struct {
	// Asked are the role's requirements in their order, shared by all who are judged against it; States are how far each is met.
	Asked  []Requirement
	States []State
	Counts Counts
}

// Lacking gives the essential requirements that are not met, without what stands behind their states.
func (j Judged) Lacking() []Standing {
	var lacking []Standing
	for i, state := range j.States {
		if q := &j.Asked[i]; q.Importance == Essential && state != Met {
			lacking = append(lacking, Standing{Requirement: *q, State: state})
		}
	}
	return lacking
}

// Brief is what somebody has that counts towards requirements, as far as lists of many people go by it.
type Brief struct {
	worths   []*Worth
	criteria []judgedCriterion
	awards   map[string]Award
	training *TrainingSummary
}

// judgedCriterion is how far somebody meets a criterion, as far as something was said of it.
type judgedCriterion struct {
	id    uuid.UUID
	state State
}

func (b Brief) count(state ClaimState) int {
	n := 0
	for _, w := range b.worths {
		if w.claim.State == state {
			n++
		}
	}
	return n
}

// stand judges a requirement that is not of a statement.
func (b Brief) stand(q *Requirement) State {
	switch q.Kind {
	case OfCriterion:
		for _, c := range b.criteria {
			if c.id == q.Item.CriterionID {
				return c.state
			}
		}
	case OfMilestone:
		if m, there := b.training.milestone(q.Item.Key); there {
			return m.standing()
		}
	case OfAccreditation:
		if a, held := awardOf(b.awards, b.training, q.Item.Key); held {
			return a.standing(q.Item)
		}
	default:
	}
	return Missing
}

// bar is what a role asks, against which many people are judged.
type bar struct {
	asked    []Requirement
	required Counts
	// items are the places of the requirements that are not of statements.
	items []int
	// steps are what each worth makes of the requirements of statements, by the worth's number; nil while it was not asked for.
	steps [][]step
}

// step is what a worth makes of the requirement at a place.
type step struct {
	at    int
	state State
}

// newBar takes requirements in their order.
func newBar(asked []Requirement) *bar {
	b := &bar{asked: asked}
	for i := range asked {
		b.required.require(asked[i].Importance)
		if asked[i].Kind != OfStatement {
			b.items = append(b.items, i)
		}
	}
	return b
}

// of gives what a worth makes of the requirements, leaving out where it makes nothing.
func (b *bar) of(w *Worth) []step {
	for len(b.steps) <= w.number {
		b.steps = append(b.steps, nil)
	}
	if b.steps[w.number] == nil {
		made := []step{}
		for i := range b.asked {
			if b.asked[i].Kind != OfStatement {
				continue
			}
			if found := w.claim.bears(&b.asked[i], w.expired); found.state > Missing {
				made = append(made, step{i, found.state})
			}
		}
		b.steps[w.number] = made
	}
	return b.steps[w.number]
}

// judge says how far somebody meets every requirement: the same as [Standings] says with what stands behind it.
func (b *bar) judge(who Brief) Judged {
	j := Judged{Asked: b.asked, States: make([]State, len(b.asked))}
	j.Counts = b.count(j.States, who)
	return j
}

// count writes the state of each requirement and counts them.
func (b *bar) count(states []State, who Brief) Counts {
	for i := range states {
		states[i] = Missing
	}
	for _, i := range b.items {
		states[i] = who.stand(&b.asked[i])
	}
	for _, w := range who.worths {
		for _, s := range b.of(w) {
			states[s.at] = max(states[s.at], s.state)
		}
	}
	counts := b.required
	for i, state := range states {
		if state == Met {
			counts.meet(b.asked[i].Importance)
		}
	}
	return counts
}

// bars are those of several roles.
type bars struct {
	asked Requirements
	made  map[uuid.UUID]*bar
}

func newBars(asked Requirements) bars { return bars{asked, map[uuid.UUID]*bar{}} }

func (b bars) of(role uuid.UUID) *bar {
	made := b.made[role]
	if made == nil {
		made = newBar(b.asked[role])
		b.made[role] = made
	}
	return made
}
