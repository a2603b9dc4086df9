package matching

import (
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Seat is somebody proposed for a panel.
type Seat struct {
	PersonID  uuid.UUID
	Side      Side
	TrainedOn calendar.Date
}

// Proposal is a panel as it is proposed, with what the rules need to know.
type Proposal struct {
	Seats []Seat
	// Practitioners are those who may sit on panels today, with their names.
	Practitioners map[uuid.UUID]string
	// Holders are those who hold the post today.
	Holders map[uuid.UUID]bool
	// First is the panel whose outcome is reviewed; nil when this is no review.
	First []Member
	Today calendar.Date
}

// Constitute judges a panel by the rules as they are configured. It gives notes about what is short of good practice, which
// are kept with the match. What is against a rule is CodeInvalid, a sentence at each field.
func Constitute(rules jobevaluation.PanelRules, p Proposal) (notes []string, err error) {
	var wrong []apperr.Field
	refuse := func(name, message string) { wrong = append(wrong, apperr.Field{Name: name, Message: message}) }
	n := len(p.Seats)
	sides := map[Side]int{}
	seen := map[uuid.UUID]bool{}
	for i, s := range p.Seats {
		field := func(name string) string { return fmt.Sprintf("members[%d].%s", i, name) }
		sides[s.Side]++
		name, practitioner := p.Practitioners[s.PersonID]
		switch {
		case seen[s.PersonID]:
			refuse(field("personId"), "This person is on the panel already.")
		case !practitioner:
			refuse(field("personId"), "Choose somebody who is given the role of access of a panel member.")
		case rules.HoldersExcluded && p.Holders[s.PersonID]:
			refuse(field("personId"), name+" holds this post. Nobody sits on the panel of their own post.")
		}
		seen[s.PersonID] = true
		switch {
		case s.TrainedOn.IsZero():
			refuse(field("trainedOn"), "Enter the day on which the member's training in job matching ended.")
		case s.TrainedOn.After(p.Today):
			refuse(field("trainedOn"), fmt.Sprintf("The training must have ended by today, %s.", p.Today))
		}
		if s.Side != Management && s.Side != StaffSide {
			refuse(field("side"), "Say which side the member sits for, management or staff.")
		}
	}
	switch {
	case n < rules.Minimum:
		refuse("members", fmt.Sprintf("A panel has at least %d members, of management and of staff side. This one has %s.", rules.Minimum, counted(n, "member", "members")))
	case n > rules.Maximum:
		refuse("members", fmt.Sprintf("A panel has at most %d members. This one has %d.", rules.Maximum, n))
	default:
		for _, side := range []Side{Management, StaffSide} {
			if sides[side] == 0 {
				refuse("members", fmt.Sprintf("A panel has members of both sides. Add somebody for %s.", side.Words()))
			}
		}
	}
	if p.First != nil && len(wrong) == 0 {
		if fresh := newcomers(p.Seats, p.First); !rules.ReviewNewMembers.Enough(fresh, n) {
			refuse("members", fmt.Sprintf("A review has a differently constituted panel: %s may have been on the first one. Here %d of %d %s.",
				rules.ReviewNewMembers.Words(), n-fresh, n, verb(n-fresh, "was", "were")))
		}
	}
	if len(wrong) > 0 {
		return nil, apperr.Invalid(wrong...)
	}
	return practice(rules, n, sides), nil
}

// practice notes where a panel that the rules allow is not what good practice asks for.
func practice(rules jobevaluation.PanelRules, n int, sides map[Side]int) []string {
	var notes []string
	switch {
	case n < rules.Recommended:
		notes = append(notes, fmt.Sprintf("The panel has %d members. Good practice is %d; fewer are acceptable if the others agree.", n, rules.Recommended))
	case n == rules.Development:
		notes = append(notes, fmt.Sprintf("The panel has %d members, the number with which practitioners are developed. Good practice is %d.", n, rules.Recommended))
	}
	if sides[Management] != sides[StaffSide] {
		notes = append(notes, fmt.Sprintf("The sides are not equal: %d for management and %d for staff. Good practice is %d of each.",
			sides[Management], sides[StaffSide], rules.RecommendedEachSide))
	}
	if len(notes) > 0 {
		notes = append(notes, "Source of these rules: "+rules.Source+".")
	}
	return notes
}

func newcomers(seats []Seat, first []Member) int {
	n := 0
	for _, s := range seats {
		if !(Match{Members: first}).On(s.PersonID) {
			n++
		}
	}
	return n
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
