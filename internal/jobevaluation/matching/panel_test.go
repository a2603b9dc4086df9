package matching

import (
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

var rules = jobevaluation.PanelRules{
	Minimum: 3, Recommended: 4, RecommendedEachSide: 2, Development: 5, Maximum: 5, HoldersExcluded: true, ReviewPeriod: calendar.Months(3),
	ReviewNewMembers: jobevaluation.MoreThanHalf, Source: "the handbook",
}

var people = []uuid.UUID{uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New()}

// seats puts people on the sides that the letters say: m for management, s for staff.
func seats(sides string) []Seat {
	var all []Seat
	for i, side := range sides {
		all = append(all, Seat{PersonID: people[i], Side: map[rune]Side{'m': Management, 's': StaffSide}[side], TrainedOn: trained})
	}
	return all
}

func proposal(sides string) Proposal {
	p := Proposal{Seats: seats(sides), Practitioners: map[uuid.UUID]string{}, Today: calendar.On(2027, 3, 15)}
	for _, id := range people {
		p.Practitioners[id] = "Ada"
	}
	return p
}

const whose = "Source of these rules: the handbook."

func TestPanelsThatTheRulesAllow(t *testing.T) {
	for what, c := range map[string]struct {
		sides string
		want  []string
	}{
		"two of each side": {"msms", nil},
		"three members": {"msm", []string{
			"The panel has 3 members. Good practice is 4; fewer are acceptable if the others agree.",
			"The sides are not equal: 2 for management and 1 for staff. Good practice is 2 of each.", whose,
		}},
		"five members": {"msmsm", []string{
			"The panel has 5 members, the number with which practitioners are developed. Good practice is 4.",
			"The sides are not equal: 3 for management and 2 for staff. Good practice is 2 of each.", whose,
		}},
		"unequal sides": {"msss", []string{"The sides are not equal: 1 for management and 3 for staff. Good practice is 2 of each.", whose}},
	} {
		notes, err := Constitute(rules, proposal(c.sides))
		require.NoError(t, err, what)
		assert.Equal(t, c.want, notes, what)
	}
}

func TestPanelsThatTheRulesRefuse(t *testing.T) {
	for what, c := range map[string]struct {
		change func(*Proposal)
		want   []apperr.Field
	}{
		"nobody":     {func(p *Proposal) { p.Seats = nil }, fields("members", "A panel has at least 3 members, of management and of staff side. This one has 0 members.")},
		"one member": {func(p *Proposal) { p.Seats = seats("m") }, fields("members", "A panel has at least 3 members, of management and of staff side. This one has 1 member.")},
		"six members": {func(p *Proposal) { p.Seats = seats("msmsms") },
			fields("members", "A panel has at most 5 members. This one has 6.")},
		"one side only": {func(p *Proposal) { p.Seats = seats("mmm") }, fields("members", "A panel has members of both sides. Add somebody for the staff side.")},
		"somebody twice": {func(p *Proposal) { p.Seats[3].PersonID = p.Seats[0].PersonID },
			fields("members[3].personId", "This person is on the panel already.")},
		"somebody without the role of access": {func(p *Proposal) { delete(p.Practitioners, people[1]) },
			fields("members[1].personId", "Choose somebody who is given the role of access of a panel member.")},
		"a holder of the post": {func(p *Proposal) { p.Holders = map[uuid.UUID]bool{people[2]: true} },
			fields("members[2].personId", "Ada holds this post. Nobody sits on the panel of their own post.")},
		"no training": {func(p *Proposal) { p.Seats[0].TrainedOn = calendar.Date{} },
			fields("members[0].trainedOn", "Enter the day on which the member's training in job matching ended.")},
		"training to come": {func(p *Proposal) { p.Seats[0].TrainedOn = calendar.On(2027, 3, 16) },
			fields("members[0].trainedOn", "The training must have ended by today, 15 March 2027.")},
		"no side": {func(p *Proposal) { p.Seats[1].Side, p.Seats[3].Side = 0, StaffSide },
			fields("members[1].side", "Say which side the member sits for, management or staff.")},
		"a review by half of the first panel": {func(p *Proposal) { p.First = []Member{{PersonID: people[0]}, {PersonID: people[1]}} },
			fields("members", "A review has a differently constituted panel: fewer than half of its members may have been on the first one. Here 2 of 4 were.")},
	} {
		p := proposal("msms")
		c.change(&p)
		notes, err := Constitute(rules, p)
		assert.Empty(t, notes, what)
		var refusal *apperr.Error
		require.ErrorAs(t, err, &refusal, what)
		assert.Equal(t, c.want, refusal.Fields, what)
	}
}

func fields(name, message string) []apperr.Field {
	return []apperr.Field{{Name: name, Message: message}}
}

func TestAReviewNeedsNewMembers(t *testing.T) {
	p := proposal("msms")
	p.First = []Member{{PersonID: people[0]}}
	_, err := Constitute(rules, p)
	require.NoError(t, err, "three of four are new")
	stricter := rules
	stricter.ReviewNewMembers = jobevaluation.AllMembers
	_, err = Constitute(stricter, p)
	require.Error(t, err)
	p.First = []Member{{PersonID: people[5]}}
	_, err = Constitute(stricter, p)
	require.NoError(t, err)
}

// Whatever is proposed, the rules give notes or a refusal with a sentence at each field, and what they pass keeps them.
func FuzzPanels(f *testing.F) {
	for _, sides := range []string{"", "m", "msm", "msms", "msmsm", "msmsms", "mmmm", "aabb", "sss"} {
		f.Add(sides, uint8(0), int16(0))
	}
	f.Add("msms", uint8(3), int16(4))
	f.Add("msms", uint8(0), int16(-400))
	f.Fuzz(func(t *testing.T, sides string, twice uint8, day int16) {
		p := proposal("msms")
		p.Seats = nil
		for i, side := range []byte(sides) {
			if i == 12 {
				break
			}
			p.Seats = append(p.Seats, Seat{PersonID: people[i%len(people)], Side: Side(side % 4), TrainedOn: p.Today.AddDays(int(day))})
		}
		if len(p.Seats) > 0 {
			p.Seats[int(twice)%len(p.Seats)].PersonID = people[0]
		}
		notes, err := Constitute(rules, p)
		if err != nil {
			var refusal *apperr.Error
			if !errors.As(err, &refusal) || len(refusal.Fields) == 0 || len(notes) > 0 {
				t.Fatalf("%v with notes %v", err, notes)
			}
			return
		}
		seen, count := map[uuid.UUID]bool{}, map[Side]int{}
		for _, s := range p.Seats {
			seen[s.PersonID] = true
			count[s.Side]++
		}
		if n := len(p.Seats); n < 3 || n > 5 || len(seen) != n || count[Management] == 0 || count[StaffSide] == 0 || count[Management]+count[StaffSide] != n || day > 0 {
			t.Fatalf("%+v was passed", p.Seats)
		}
	})
}
