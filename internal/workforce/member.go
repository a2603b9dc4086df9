package workforce

import (
	"github.com/google/uuid"
)

// Member is a person with everything that the pages ask about one.
type Member struct {
	Person Person
	// Training is nil for somebody who never was on the road to accreditation.
	Training *TrainingSummary
	// Judged is how far the person meets what the own role asks.
	Judged Judged
	// Standings and Claims are what stands behind that; empty where it was not asked for.
	Standings []Standing
	Claims    []Claim

	brief             Brief
	waiting, returned int
}

// Records are what was read about many people, each by the person's identifier.
type Records struct {
	Claims        Claims
	Awards        map[uuid.UUID]map[string]Award
	Confirmations map[uuid.UUID]map[uuid.UUID]Confirmation
}

// of gives one person's record with where the person stands on the road.
func (r Records) of(person uuid.UUID, t *TrainingSummary) Record {
	return Record{
		Claims: r.Claims[person], Milestones: t.milestones(), Awards: withRoad(r.Awards[person], t), Confirmations: r.Confirmations[person],
	}
}

// withRoad adds what the road knows about its own award: whether it is current.
func withRoad(held map[string]Award, t *TrainingSummary) map[string]Award {
	if t == nil || !t.Accreditation.Held() {
		return held
	}
	all := map[string]Award{t.Award: {Status: t.Accreditation, AwardedOn: t.AwardedOn, RefresherDueOn: t.RefresherDueOn}}
	for key, a := range held {
		if key != t.Award {
			all[key] = a
		}
	}
	return all
}

// awardOf gives the accreditation of a key that somebody holds, as withRoad does.
func awardOf(held map[string]Award, t *TrainingSummary, key string) (Award, bool) {
	if t != nil && t.Accreditation.Held() && t.Award == key {
		return Award{Status: t.Accreditation, AwardedOn: t.AwardedOn, RefresherDueOn: t.RefresherDueOn}, true
	}
	a, known := held[key]
	return a, known
}

// gather joins people with where they stand on the road and with what counts towards requirements, which are their briefs in the same
// order or none, and judges them against their own roles where asked says what these ask.
func gather(people []Person, asked Requirements, briefs []Brief, training []*TrainingSummary) []Member {
	summaries := byPerson(training)
	roles := newBars(asked)
	members := make([]Member, len(people))
	for i := range people {
		id, m := people[i].ID, &members[i]
		m.Person, m.Training = people[i], summaries[id]
		var brief Brief
		if briefs != nil {
			brief = briefs[i]
		}
		brief.training = m.Training
		m.know(brief)
		if asked != nil {
			m.Judged = roles.of(m.Person.Role.ID).judge(m.brief)
		}
	}
	return members
}

func byPerson(training []*TrainingSummary) map[uuid.UUID]*TrainingSummary {
	summaries := make(map[uuid.UUID]*TrainingSummary, len(training))
	for _, t := range training {
		summaries[t.PersonID] = t
	}
	return summaries
}

// know takes in what is known of the person.
func (m *Member) know(b Brief) {
	m.brief, m.waiting, m.returned = b, b.count(Submitted), b.count(Returned)
}

// WaitingReview counts the claims that wait for a decision.
func (m *Member) WaitingReview() int { return m.waiting }

// Returned counts the claims that came back and were not submitted again.
func (m *Member) Returned() int { return m.returned }

// Accreditation gives where the person stands with ACC; not held for somebody who never was on the road.
func (m *Member) Accreditation() Accreditation {
	if m.Training == nil {
		return NotHeld
	}
	return m.Training.Accreditation
}

func (m *Member) overdue() int { return m.trained(func(t *TrainingSummary) int { return t.Overdue }) }
func (m *Member) dueSoon() int { return m.trained(func(t *TrainingSummary) int { return t.DueSoon }) }
func (m *Member) waitingSignOff() int {
	return m.trained(func(t *TrainingSummary) int { return t.WaitingSignOff })
}

func (m *Member) trained(count func(*TrainingSummary) int) int {
	if m.Training == nil {
		return 0
	}
	return count(m.Training)
}

// gaps counts the essential requirements that are not met.
func (m *Member) gaps() int { return m.Judged.Counts.lacking() }
