package workforce_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/calendar"
	. "bandwise/internal/workforce"
)

var (
	today = calendar.MustParseDate("2026-11-20")

	coding    = team("Clinical coding")
	inpatient = team("Inpatient coding", coding)
	records   = team("Health records")

	officer = Named{id("role officer"), "Clinical Coding Officer"}
	senior  = Named{id("role senior"), "Clinical Coding Officer, higher level"}
	clerk   = Named{id("role clerk"), "Records Clerk"}

	escalation2 = statement("ANCC", 2, "Escalation")
	escalation3 = statement("ANCC", 3, "Escalation")
	targets2    = statement("ANCC", 2, "Targets")
	retention2  = statement("RMGT", 2, "Retention")

	asked = Requirements{
		officer.ID: {essential(targets2), essential(escalation2), desirable(retention2)},
		senior.ID:  {essential(escalation3)},
		clerk.ID:   {essential(retention2)},
	}
	stages = []Stage{{"course", "Before the Standards course"}, {"nccq", "Preparing for the NCCQ"}, {"accredited", "Accredited"}}
)

func id(name string) uuid.UUID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)) }

func day(text string) calendar.Date { return calendar.MustParseDate(text) }

func team(name string, above ...Team) Team {
	path := "/"
	for _, t := range above {
		path = t.Path
	}
	return Team{Named{id(name), name}, path + id(name).String() + "/"}
}

func statement(code string, level Level, aspect string) Statement {
	skill := map[string]string{"ANCC": "Clinical coding", "RMGT": "Records management"}[code]
	return Statement{ID: id(code + aspect + string(rune('0'+level))), Code: code, Skill: skill, Level: level, Aspect: aspect, Text: aspect + " at its level."}
}

func essential(s Statement) Requirement {
	return Requirement{Statement: s, Importance: Essential, Kind: OfStatement}
}
func desirable(s Statement) Requirement {
	return Requirement{Statement: s, Importance: Desirable, Kind: OfStatement}
}

func person(name string, role Named, band Band, t Team, wte WTE) Person {
	return Person{ID: id(name), Name: name, Folded: strings.ToLower(name), Role: role, Band: band, Team: t, WTE: wte}
}

func claim(s Statement, state ClaimState, level Level, on string) Claim {
	return Claim{ID: id(s.Aspect + on), Statement: s, State: state, Level: level, On: day(on)}
}

func TestHowFarARequirementIsMet(t *testing.T) {
	cases := map[string]struct {
		asked   Statement
		claims  []Claim
		want    State
		because string
	}{
		"nothing is claimed": {escalation2, nil, Missing, "Nothing is claimed yet."},
		"another statement is approved": {
			escalation2, []Claim{claim(targets2, Approved, 2, "2026-03-01")}, Missing, "Nothing is claimed yet."},
		"a claim waits": {
			escalation2, []Claim{claim(escalation2, Submitted, 0, "2026-03-01")}, Claimed, "Submitted on 1 March 2026; it waits for review."},
		"a claim came back": {
			escalation2, []Claim{claim(escalation2, Returned, 0, "2026-03-01")}, Missing, "Returned on 1 March 2026; it can be submitted again."},
		"a claim is approved": {
			escalation2, []Claim{claim(escalation2, Approved, 2, "2026-03-01")}, Met, "Approved on 1 March 2026."},
		"a claim is approved at a lower level": {
			escalation3, []Claim{claim(escalation3, ApprovedLower, 2, "2026-03-01")}, Partly,
			"Approved on 1 March 2026 at level 2, which is lower than the level 3 that the role asks."},
		"a claim on a higher level of the aspect was approved at this level": {
			escalation2, []Claim{claim(escalation3, ApprovedLower, 2, "2026-03-01")}, Met,
			"The claim on level 3 of this aspect was approved at level 2 on 1 March 2026."},
		"a claim on another aspect was approved at this level": {
			targets2, []Claim{claim(escalation3, ApprovedLower, 2, "2026-03-01")}, Missing, "Nothing is claimed yet."},
		"an approved claim on a higher level says nothing where higher levels do not count": {
			escalation2, []Claim{claim(escalation3, Approved, 3, "2026-03-01")}, Missing, "Nothing is claimed yet."},
		"the better of two claims counts": {
			escalation3, []Claim{claim(escalation3, ApprovedLower, 2, "2026-03-01"), claim(escalation3, Submitted, 0, "2026-05-01")}, Claimed,
			"Submitted on 1 May 2026; it waits for review."},
		"of two as good the newer one": {
			escalation2, []Claim{claim(escalation2, Returned, 0, "2026-03-01"), claim(escalation2, Returned, 0, "2026-05-01")}, Missing,
			"Returned on 1 May 2026; it can be submitted again."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			standings := Standings([]Requirement{essential(c.asked)}, Record{Claims: c.claims}, today)
			assert.Len(t, standings, 1)
			assert.Equal(t, c.want, standings[0].State)
			assert.Equal(t, c.because, standings[0].Because())
		})
	}
}

func TestReadinessGoesByTheRequirements(t *testing.T) {
	r := Readiness{
		Person: person("Ada", officer, "3", inpatient, 100), Role: Role{officer, "3"}, Own: true, Today: today,
		Standings: Standings(asked[officer.ID], Record{Claims: []Claim{claim(targets2, Approved, 2, "2026-03-01")}}, today),
	}
	var order []string
	for _, s := range r.Standings {
		order = append(order, s.Requirement.Aspect)
	}
	assert.Equal(t, []string{"Escalation", "Targets", "Retention"}, order, "every requirement, by skill, level and aspect")
	assert.Equal(t, Counts{EssentialMet: 1, EssentialRequired: 2, DesirableRequired: 1}, r.Counts())
	assert.False(t, r.Counts().Ready())
	assert.Equal(t, "1 of 2 essential requirements are met; 0 of 1 desirable ones.", r.Summary())
	r.Standings = nil
	assert.Equal(t, "Nothing is required for Clinical Coding Officer yet.", r.Summary())
	assert.True(t, r.Counts().Ready())
	r.Standings = Standings([]Requirement{desirable(targets2)}, Record{}, today)
	assert.Equal(t, "Nothing is essential; 0 of 1 desirable ones.", r.Summary())
}

func TestTheRoleToLookAtNext(t *testing.T) {
	lead := Named{id("role lead"), "Coding team leader"}
	other := Named{id("role other"), "Coding trainer"}
	all := Requirements{
		officer.ID: {essential(targets2), desirable(retention2)}, senior.ID: {essential(escalation3)}, clerk.ID: {essential(retention2)},
		lead.ID: {essential(escalation3)}, other.ID: {desirable(escalation3)},
	}
	roles := []Role{{lead, "5"}, {clerk, "4"}, {senior, "4"}, {other, "4"}, {officer, "3"}}
	cases := map[string]struct {
		own  Role
		want string
	}{
		"the next band in the same skill":           {Role{officer, "3"}, senior.Name},
		"the band after that":                       {Role{senior, "4"}, lead.Name},
		"nothing above the highest":                 {Role{lead, "5"}, ""},
		"nobody else asks the clerk's skill":        {Role{clerk, "2"}, ""},
		"a role whose band is unknown has no next":  {Role{officer, ""}, ""},
		"a role that only wishes for a skill is no": {Role{other, "4"}, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			next, ok := Next(c.own, roles, all)
			assert.Equal(t, c.want, next.Name)
			assert.Equal(t, c.want != "", ok)
		})
	}
}

func TestBandsAreOrderedByPay(t *testing.T) {
	ordered := []Band{"", "2", "3", "8a", "8b", "9", "10"}
	for i, lower := range ordered {
		for j, other := range ordered {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			assert.Equal(t, want, lower.Compare(other), "%q and %q", lower, other)
		}
	}
}
