package portfolio

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
)

// Requirement is a statement that a person's role asks for.
type Requirement struct {
	Statement
	Importance Importance
}

// Standing is where a person stands with one statement.
type Standing struct {
	Statement  Statement
	Importance Importance
	// Claim is the claim that counts; nil when there is none.
	Claim *ClaimView
	// Through is the claim on a higher level of the aspect that was approved at this statement's level; nil when there is
	// none, or when the statement's own claim was approved.
	Through *ClaimView
}

// Met reports whether the person holds the statement on a day.
func (s Standing) Met(today calendar.Date) bool {
	if s.Through == nil && (s.Claim == nil || s.Claim.State != Approved) {
		return false
	}
	return s.Stale(today) == nil
}

// Stale says since when the approval behind the standing counts no longer, and why; nil when there is none or it counts.
func (s Standing) Stale(today calendar.Date) *freshness.Stale {
	behind := s.Through
	if behind == nil {
		behind = s.Claim
	}
	if behind == nil {
		return nil
	}
	if stale, is := behind.NeedsFreshEvidence(today); is {
		return &stale
	}
	return nil
}

// Standings lays a person's claims over what the role requires: every required statement, claimed or not, then every
// other claimed one, in the order of skill, level and aspect. It goes by the requirements, so that none disappears
// because nothing was claimed.
func Standings(required []Requirement, claims []ClaimView) []Standing {
	standings := make([]Standing, 0, len(required)+len(claims))
	index := map[uuid.UUID]int{}
	add := func(s Statement, i Importance) {
		if _, there := index[s.ID]; !there {
			index[s.ID] = len(standings)
			standings = append(standings, Standing{Statement: s, Importance: i})
		}
	}
	for _, r := range required {
		add(r.Statement, r.Importance)
	}
	for i := range claims {
		if claims[i].CriterionID != nil {
			continue
		}
		add(claims[i].Statement, 0)
		own := &standings[index[claims[i].Statement.ID]]
		if own.Claim == nil || counts(claims[i].Claim, own.Claim.Claim) {
			own.Claim = &claims[i]
		}
	}
	for i := range standings {
		standings[i].Through = through(standings[i], claims)
	}
	slices.SortStableFunc(standings, func(a, b Standing) int { return compare(a.Statement, b.Statement) })
	return standings
}

// counts reports whether a claim counts more than another on the same statement: an approved one, then an open one, then
// one approved at a lower level, then a withdrawn one; of two alike the newer.
func counts(c, other Claim) bool {
	rank := func(c Claim) int {
		switch {
		case c.State == Approved:
			return 3
		case c.State.open():
			return 2
		case c.State == ApprovedLower:
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(rank(c), rank(other)), c.CreatedAt.Compare(other.CreatedAt)) > 0
}

func through(s Standing, claims []ClaimView) *ClaimView {
	if s.Claim != nil && s.Claim.State == Approved {
		return nil
	}
	var found *ClaimView
	for i := range claims {
		c := &claims[i]
		if c.State == ApprovedLower && c.ApprovedLevel == s.Statement.Level && c.Statement.SameAspect(s.Statement) &&
			(found == nil || counts(c.Claim, found.Claim)) {
			found = c
		}
	}
	return found
}

func compare(a, b Statement) int {
	return cmp.Or(strings.Compare(a.Code, b.Code), cmp.Compare(a.Level, b.Level), strings.Compare(a.Aspect, b.Aspect),
		strings.Compare(a.Text, b.Text))
}

// Tally counts statements.
type Tally struct {
	// Required are those that the role calls essential; RequiredMet those of them that the person holds.
	Required, RequiredMet int
	// Met are all that the person holds.
	Met int
	// Waiting, Returned and Draft count the statements whose claim is in that state.
	Waiting, Returned, Draft int
	// Stale counts the statements whose approval counts no longer.
	Stale int
	Total int
}

// Count counts the standings of a day, and of the claims on criteria how many wait, were returned or are drafts.
func Count(standings []Standing, criteria []ClaimView, today calendar.Date) Tally {
	var t Tally
	for _, s := range standings {
		t.add(s, today)
	}
	for _, c := range criteria {
		t.count(c.State)
	}
	return t
}

func (t *Tally) add(s Standing, today calendar.Date) {
	t.Total++
	if s.Importance == Essential {
		t.Required++
	}
	if s.Stale(today) != nil {
		t.Stale++
	}
	if s.Met(today) {
		t.Met++
		if s.Importance == Essential {
			t.RequiredMet++
		}
	}
	if s.Claim == nil {
		return
	}
	t.count(s.Claim.State)
}

func (t *Tally) count(s State) {
	switch s {
	case Submitted, InReview:
		t.Waiting++
	case Returned:
		t.Returned++
	case Draft:
		t.Draft++
	default:
	}
}

// CriterionClaims gives of a person's claims on criteria the one that counts for each, by role, group and words.
func CriterionClaims(claims []ClaimView) []ClaimView {
	var counting []ClaimView
	index := map[uuid.UUID]int{}
	for _, c := range claims {
		if c.CriterionID == nil {
			continue
		}
		i, there := index[*c.CriterionID]
		switch {
		case !there:
			index[*c.CriterionID] = len(counting)
			counting = append(counting, c)
		case counts(c.Claim, counting[i].Claim):
			counting[i] = c
		}
	}
	slices.SortStableFunc(counting, func(a, b ClaimView) int {
		return cmp.Or(strings.Compare(a.CriterionRole, b.CriterionRole), strings.Compare(a.CriterionGroup, b.CriterionGroup), strings.Compare(a.Criterion, b.Criterion))
	})
	return counting
}

// SkillTally counts the statements of one level of one skill.
type SkillTally struct {
	Code  string
	Skill string
	Level Level
	Tally
}

// BySkill counts the standings of a day by skill and level, in their order.
func BySkill(standings []Standing, today calendar.Date) []SkillTally {
	var tallies []SkillTally
	for _, s := range standings {
		last := len(tallies) - 1
		if last < 0 || tallies[last].Code != s.Statement.Code || tallies[last].Level != s.Statement.Level {
			tallies = append(tallies, SkillTally{Code: s.Statement.Code, Skill: s.Statement.Skill, Level: s.Statement.Level})
			last++
		}
		tallies[last].add(s, today)
	}
	return tallies
}
