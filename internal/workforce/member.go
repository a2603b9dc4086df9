package workforce

import (
	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Member is a person with everything that the pages ask about one.
type Member struct {
	Person Person
	// Training is nil for somebody who never was on the road to accreditation.
	Training  *TrainingSummary
	Standings []Standing
	Claims    []Claim
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

// Members joins what was read about people, in their order, as it stands today.
func Members(people []Person, asked Requirements, records Records, training []TrainingSummary, today calendar.Date) []Member {
	summaries := make(map[uuid.UUID]*TrainingSummary, len(training))
	for i := range training {
		summaries[training[i].PersonID] = &training[i]
	}
	members := make([]Member, 0, len(people))
	for _, p := range people {
		t := summaries[p.ID]
		members = append(members, Member{
			Person: p, Training: t, Standings: Standings(asked[p.Role.ID], records.of(p.ID, t), today), Claims: records.Claims[p.ID],
		})
	}
	return members
}

// WaitingReview counts the claims that wait for a decision.
func (m Member) WaitingReview() int { return m.count(Submitted) }

// Returned counts the claims that came back and were not submitted again.
func (m Member) Returned() int { return m.count(Returned) }

func (m Member) count(state ClaimState) int {
	n := 0
	for _, c := range m.Claims {
		if c.State == state {
			n++
		}
	}
	return n
}

// Accreditation gives where the person stands with ACC; not held for somebody who never was on the road.
func (m Member) Accreditation() Accreditation {
	if m.Training == nil {
		return NotHeld
	}
	return m.Training.Accreditation
}

func (m Member) overdue() int { return m.trained(func(t TrainingSummary) int { return t.Overdue }) }
func (m Member) dueSoon() int { return m.trained(func(t TrainingSummary) int { return t.DueSoon }) }
func (m Member) waitingSignOff() int {
	return m.trained(func(t TrainingSummary) int { return t.WaitingSignOff })
}

func (m Member) trained(count func(TrainingSummary) int) int {
	if m.Training == nil {
		return 0
	}
	return count(*m.Training)
}

// gaps counts the essential requirements that are not met.
func (m Member) gaps() int {
	return Count(m.Standings).lacking()
}
