package portfolio

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
)

// A small framework: two aspects of coding at two levels each, and one of records.
var (
	framework = uuid.New()
	coding2   = at("ANCC", "Coding", 2)
	coding3   = at("ANCC", "Coding", 3)
	audit2    = at("ANCC", "Auditing", 2)
	audit3    = at("ANCC", "Auditing", 3)
	records2  = at("RMGT", "Filing", 2)
)

func at(code, aspect string, level Level) Statement {
	return Statement{ID: uuid.New(), FrameworkID: framework, Code: code, Skill: "Skill " + code, Aspect: aspect, Level: level, Text: "Does it."}
}

func claimed(s Statement, state State, level Level, days int) ClaimView {
	c := claimIn(state)
	c.StatementID, c.ApprovedLevel, c.CreatedAt = &s.ID, level, moment.Add(time.Duration(days)*24*time.Hour)
	return ClaimView{Claim: c, Statement: s}
}

func TestStandingsGoByTheRequirements(t *testing.T) {
	required := []Requirement{{audit2, Essential}, {coding2, Essential}, {coding3, Desirable}}
	claims := []ClaimView{claimed(coding2, Approved, 2, 0), claimed(records2, Draft, 0, 0)}
	standings := Standings(required, claims)
	require.Len(t, standings, 4)
	assert.Equal(t, []Statement{audit2, coding2, coding3, records2}, []Statement{
		standings[0].Statement, standings[1].Statement, standings[2].Statement, standings[3].Statement,
	}, "by skill, level and aspect")
	assert.Nil(t, standings[0].Claim, "a required statement without a claim stays in the list")
	assert.Equal(t, []Importance{Essential, Essential, Desirable, 0},
		[]Importance{standings[0].Importance, standings[1].Importance, standings[2].Importance, standings[3].Importance})
	assert.True(t, standings[1].Met(calendar.Today(moment)))
	assert.False(t, standings[3].Met(calendar.Today(moment)), "a draft is not held")
	assert.Equal(t, Tally{Required: 2, RequiredMet: 1, Met: 1, Draft: 1, Total: 4}, Count(standings, nil, calendar.Today(moment)))
	assert.Equal(t, []SkillTally{
		{"ANCC", "Skill ANCC", 2, Tally{Required: 2, RequiredMet: 1, Met: 1, Total: 2}},
		{"ANCC", "Skill ANCC", 3, Tally{Total: 1}},
		{"RMGT", "Skill RMGT", 2, Tally{Draft: 1, Total: 1}},
	}, BySkill(standings, calendar.Today(moment)))
}

func TestWhichClaimCounts(t *testing.T) {
	for _, c := range []struct {
		what   string
		claims []ClaimView
		want   State
	}{
		{"an open claim before one approved at a lower level", []ClaimView{claimed(coding3, ApprovedLower, 2, 0), claimed(coding3, Submitted, 0, 1)}, Submitted},
		{"also when it is the older one", []ClaimView{claimed(coding3, Submitted, 0, 0), claimed(coding3, ApprovedLower, 2, 1)}, Submitted},
		{"an approved claim before everything", []ClaimView{claimed(coding3, Withdrawn, 0, 2), claimed(coding3, Approved, 3, 0), claimed(coding3, ApprovedLower, 2, 1)}, Approved},
		{"one approved at a lower level before a withdrawn one", []ClaimView{claimed(coding3, Withdrawn, 0, 1), claimed(coding3, ApprovedLower, 2, 0)}, ApprovedLower},
		{"a withdrawn one before none", []ClaimView{claimed(coding3, Withdrawn, 0, 1)}, Withdrawn},
	} {
		t.Run(c.what, func(t *testing.T) {
			standings := Standings([]Requirement{{coding3, Essential}}, c.claims)
			require.Len(t, standings, 1)
			assert.Equal(t, c.want, standings[0].Claim.State)
		})
	}
}

func TestALowerApprovalHoldsTheLowerStatement(t *testing.T) {
	lower := claimed(coding3, ApprovedLower, 2, 0)
	for _, c := range []struct {
		what     string
		required Statement
		claims   []ClaimView
		met      bool
	}{
		{"the statement at the approved level", coding2, []ClaimView{lower}, true},
		{"the claimed statement itself", coding3, []ClaimView{lower}, false},
		{"another aspect at the approved level", audit2, []ClaimView{lower}, false},
		{"a full approval of the higher level says nothing about the lower", coding2, []ClaimView{claimed(coding3, Approved, 3, 0)}, false},
		{"even while the lower statement's own claim waits", coding2, []ClaimView{lower, claimed(coding2, Submitted, 0, 0)}, true},
	} {
		t.Run(c.what, func(t *testing.T) {
			for _, s := range Standings([]Requirement{{c.required, Essential}}, c.claims) {
				if s.Statement == c.required {
					assert.Equal(t, c.met, s.Met(calendar.Today(moment)))
				}
			}
		})
	}
	own := claimed(coding2, Approved, 2, 0)
	assert.Nil(t, Standings(nil, []ClaimView{lower, own})[0].Through, "one's own approval stands for itself")
}

func TestAWithdrawnOrReturnedClaimCountsAsWhatItIs(t *testing.T) {
	standings := Standings(nil, []ClaimView{
		claimed(coding2, Returned, 0, 0), claimed(coding3, Submitted, 0, 0), claimed(audit2, Withdrawn, 0, 0), claimed(audit3, Approved, 3, 0),
	})
	assert.Equal(t, Tally{Met: 1, Waiting: 1, Returned: 1, Total: 4}, Count(standings, nil, calendar.Today(moment)))
}
