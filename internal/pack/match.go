package pack

import (
	"strings"

	"github.com/google/uuid"
)

// match finds the statement here that is the same: by framework, code, aspect, level and text, whatever its identifier.
func match(st Statement, known []Statement) (uuid.UUID, Outcome) {
	outcome := Unknown
	for _, k := range known {
		if k.FrameworkID != st.FrameworkID || k.Code != st.Code || k.Level != st.Level {
			continue
		}
		if k.Text == st.Text && k.Aspect == st.Aspect {
			return k.ID, Fresh
		}
		if k.Aspect == st.Aspect || k.ID == st.ID {
			outcome = Reworded
		}
	}
	return uuid.Nil, outcome
}

// criterionRow is a criterion of a role's person specification.
type criterionRow struct {
	ID   uuid.UUID
	Role string
	// Group is the heading that it stands under.
	Group string `gorm:"column:group_name"`
	Text  string
}

// matchCriterion finds the criterion here that is the same. Roles are each organisation's own, so it goes by the words: the
// criterion's and its role's title, and of several such the one under the same heading. The same words in another
// role's person specification only are Reworded.
func matchCriterion(c Criterion, known []criterionRow) (uuid.UUID, Outcome) {
	found, outcome := uuid.Nil, Unknown
	for _, k := range known {
		sameText, sameRole, sameGroup := k.Text == c.Text, strings.EqualFold(k.Role, c.Role), strings.EqualFold(k.Group, c.Group)
		switch {
		case sameText && sameRole && sameGroup:
			return k.ID, Fresh
		case sameText && sameRole && outcome != Fresh:
			found, outcome = k.ID, Fresh
		case sameText && outcome == Unknown:
			outcome = Reworded
		}
	}
	if outcome != Fresh {
		found = uuid.Nil
	}
	return found, outcome
}
