package jobevaluation

import (
	"fmt"

	"bandwise/internal/platform/calendar"
)

// PanelRules are the rules for a matching panel as they are configured here, with their source.
type PanelRules struct {
	// Minimum is the fewest members, Maximum the most.
	Minimum int `json:"minimum"`
	Maximum int `json:"maximum"`
	// Recommended and RecommendedEachSide are good practice, Development the number with which practitioners are developed.
	Recommended         int `json:"recommended"`
	RecommendedEachSide int `json:"recommended_each_side"`
	Development         int `json:"development"`
	// HoldersExcluded keeps those who hold the post off its panel.
	HoldersExcluded bool `json:"holders_excluded"`
	// ReviewPeriod is how long after the release a review can be asked for.
	ReviewPeriod     calendar.Period `json:"review_period"`
	ReviewNewMembers NewMembers      `json:"review_new_members"`
	Source           string          `json:"source"`
}

// NewMembers says how many members of a review's panel must not have been on the first one.
type NewMembers int

// The rules for a review's panel.
const (
	MoreThanHalf NewMembers = iota + 1
	AllMembers
)

var newMembersNames = map[NewMembers]string{MoreThanHalf: "more_than_half", AllMembers: "all"}

func (n NewMembers) String() string { return newMembersNames[n] }

// Words gives the rule as it stands in a sentence about members.
func (n NewMembers) Words() string {
	if n == AllMembers {
		return "none of its members"
	}
	return "fewer than half of its members"
}

// Enough reports whether so many new members of so many meet the rule.
func (n NewMembers) Enough(fresh, members int) bool {
	if n == AllMembers {
		return fresh == members
	}
	return 2*fresh > members
}

// MarshalText gives the rule's name.
func (n NewMembers) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText reads the rule's name.
func (n *NewMembers) UnmarshalText(text []byte) error {
	for rule, name := range newMembersNames {
		if name == string(text) {
			*n = rule
			return nil
		}
	}
	return fmt.Errorf("%q is not a rule for a review's panel", text)
}

// Reporting is the period, both days included, in which trusts report job evaluation figures.
type Reporting struct {
	From   calendar.Date `json:"from"`
	To     calendar.Date `json:"to"`
	Source string        `json:"source"`
}
