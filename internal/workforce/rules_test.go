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

func TestApprovalsOnHigherLevelsAndInTime(t *testing.T) {
	higher := essential(escalation2)
	higher.HigherCounts = true
	replaced := essential(escalation2)
	replaced.Replaced = true
	fresh := func(c Claim, period calendar.Period) Claim { c.Freshness.Lasts = period; return c }
	after := func(c Claim, s Succession) Claim { c.Successors = []Succession{s}; return c }
	cases := map[string]struct {
		asked   Requirement
		claims  []Claim
		want    State
		because string
		next    string
	}{
		"a higher level is approved and counts": {
			higher, []Claim{claim(escalation3, Approved, 3, "2026-03-01")}, Met,
			"The claim on level 3 of this aspect was approved at level 3 on 1 March 2026.", ""},
		"a claim on a higher level waits, which says nothing yet": {
			higher, []Claim{claim(escalation3, Submitted, 0, "2026-03-01")}, Missing, "Nothing is claimed yet.", "Claim this statement with your evidence."},
		"an approval counts until a day": {
			higher, []Claim{fresh(claim(escalation2, Approved, 2, "2024-11-20"), calendar.Years(2))}, Met, "Approved on 20 November 2024. It counts until 20 November 2026.", ""},
		"a day later it has expired": {
			higher, []Claim{fresh(claim(escalation2, Approved, 2, "2024-11-19"), calendar.Years(2))}, Expired,
			"Approved on 19 November 2024. An approval of this statement counts for 2 years: this one counted until 19 November 2026. It needs fresh evidence since 20 November 2026.",
			"Add fresh evidence to your claim and submit it again."},
		"a higher level that expired": {
			higher, []Claim{fresh(claim(escalation3, Approved, 3, "2024-11-19"), calendar.Years(2))}, Expired,
			"Approved on 19 November 2024 for level 3 of this aspect. An approval of this statement counts for 2 years: this one counted until 19 November 2026. It needs fresh evidence since 20 November 2026.",
			"Add fresh evidence to your claim and submit it again."},
		"a fresh claim is better than an expired one": {
			higher, []Claim{fresh(claim(escalation3, Approved, 3, "2024-11-19"), calendar.Years(2)), claim(escalation2, Submitted, 0, "2026-11-18")}, Claimed,
			"Submitted on 18 November 2026; it waits for review.", "Wait for the review. The claim has waited since 18 November 2026 (2 days)."},
		"approved for the statement before, not confirmed yet": {
			essential(escalation2), []Claim{after(claim(targets2, Approved, 2, "2026-03-01"), Succession{StatementID: escalation2.ID})}, Claimed,
			"Approved on 1 March 2026 for the statement that this one replaced; whether that counts here is to be confirmed.",
			"Wait: the standards lead confirms whether the approval counts for this statement."},
		"approved for the statement before, and confirmed": {
			essential(escalation2), []Claim{after(claim(targets2, Approved, 2, "2026-03-01"), Succession{StatementID: escalation2.ID, Confirmed: true})}, Met,
			"Approved on 1 March 2026 for the statement that this one replaced, and confirmed to count here.", ""},
		"approved for the statement before, which counts no longer": {
			essential(escalation2), []Claim{after(claim(targets2, Approved, 2, "2026-03-01"), Succession{StatementID: escalation2.ID, Ended: true})}, Missing,
			"The approval of 1 March 2026 was of the statement that this one replaced; it was decided that it does not count here.",
			"Claim this statement with your evidence."},
		"the required statement was replaced": {
			replaced, nil, Missing, "Nothing is claimed yet. The statement was replaced; whether the role asks for its successor is to be confirmed.",
			"Wait: the standards lead confirms whether the role asks for the statement that replaced this one."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := Standings([]Requirement{c.asked}, Record{Claims: c.claims}, today)[0]
			assert.Equal(t, c.want, s.State)
			assert.Equal(t, c.because, s.Because())
			assert.Equal(t, c.next, s.Next(Reader{Own: true, Today: today}).Text)
		})
	}
}

func TestRequirementsOfOtherKinds(t *testing.T) {
	criterion, course := id("criterion"), "ccsc"
	of := func(kind Kind, item Item) Requirement {
		return Requirement{Kind: kind, Importance: Essential, Item: item}
	}
	licence := of(OfCriterion, Item{CriterionID: criterion, Title: "Other", Text: "Holds a driving licence"})
	milestone := of(OfMilestone, Item{Key: course, Title: "Standards course"})
	acc := of(OfAccreditation, Item{Key: "acc", Title: "ACC"})
	current := of(OfAccreditation, Item{Key: "acc", Title: "ACC", MustBeCurrent: true})
	said := func(met bool) Record {
		return Record{Confirmations: map[uuid.UUID]Confirmation{criterion: {Met: met, By: Named{Name: "Mo"}, On: day("2026-03-01")}}}
	}
	claimed := func(state ClaimState, on string, inReview bool) Record {
		return Record{Claims: []Claim{{ID: uuid.New(), CriterionID: criterion, State: state, On: day(on), InReview: inReview, By: Named{Name: "Bea"}}}}
	}
	both := func(met bool, state ClaimState, on string) Record {
		return Record{Claims: claimed(state, on, false).Claims, Confirmations: said(met).Confirmations}
	}
	at := func(state string) Record {
		return Record{Milestones: map[string]Milestone{course: {Key: course, State: state, DueOn: day("2027-01-12"), Because: "Because of the plan."}}}
	}
	held := func(status Accreditation) Record {
		return Record{Awards: map[string]Award{"acc": {Status: status, AwardedOn: day("2020-02-01"), RefresherDueOn: day("2026-02-01")}}}
	}
	cases := map[string]struct {
		asked                     Requirement
		record                    Record
		want                      State
		because, own, forSomebody string
	}{
		"nobody judged the criterion": {licence, Record{}, Missing, "Nothing is claimed yet, and nobody has judged it.",
			"Claim this criterion with your evidence. What needs no portfolio, such as a certificate, your manager or assessor confirms.",
			"Ada claims it with evidence. What needs no portfolio, judge directly."},
		"a claim on it waits": {licence, claimed(Submitted, "2026-11-10", false), Claimed, "Submitted on 10 November 2026; it waits for review.",
			"Wait for the review. The claim has waited since 10 November 2026 (10 days).", "Review the claim. It has waited since 10 November 2026 (10 days)."},
		"a claim on it is in review": {licence, claimed(Submitted, "2026-11-10", true), Claimed, "Submitted on 10 November 2026; it is in review.",
			"Wait for the review. The claim has waited since 10 November 2026 (10 days).", "Review the claim. It has waited since 10 November 2026 (10 days)."},
		"a claim on it is approved": {licence, claimed(Approved, "2026-11-10", false), Met, "Bea approved the claim on it on 10 November 2026.", "", ""},
		"a claim on it was returned": {licence, claimed(Returned, "2026-11-10", false), Missing,
			"Bea returned the claim on it on 10 November 2026; it can be submitted again.", "Read why the claim was returned, then submit it again.",
			"Ada claims it with evidence. What needs no portfolio, judge directly."},
		"it was not met, and a claim was approved since": {licence, both(false, Approved, "2026-11-10"), Met,
			"Bea approved the claim on it on 10 November 2026. Mo judged on 1 March 2026 that it is not met yet.", "", ""},
		"a claim was approved, and it was judged not met since": {licence, both(false, Approved, "2026-02-10"), Missing,
			"Bea approved the claim on it on 10 February 2026. Mo judged on 1 March 2026 that it is not met yet.",
			"Agree with Mo what is missing, then ask for it to be judged anew.", "Judge it anew once Ada meets it, or wait for a claim."},
		"it is met both ways": {licence, both(true, Approved, "2026-02-10"), Met,
			"Bea approved the claim on it on 10 February 2026. Mo confirmed it on 1 March 2026.", "", ""},
		"the criterion is met": {licence, said(true), Met, "Mo confirmed it on 1 March 2026.", "", ""},
		"the criterion is not met": {licence, said(false), Missing, "Mo judged on 1 March 2026 that it is not met yet.",
			"Agree with Mo what is missing, then claim this criterion with your evidence.", "Judge it anew once Ada meets it, or wait for a claim."},
		"a milestone of no pathway of theirs": {milestone, Record{}, Missing, "This milestone belongs to a pathway that the person is not on.",
			"Ask your manager: this milestone belongs to a pathway that you are not on.", "It belongs to a pathway that Ada is not on."},
		"a milestone that is due": {milestone, at("due"), Missing, "Because of the plan.",
			"Complete this milestone and have it recorded. It is due on 12 January 2027.", "Ada completes this milestone and has it recorded. It is due on 12 January 2027."},
		"a milestone that waits":     {milestone, at("recorded"), Claimed, "Because of the plan.", "Wait for it to be signed off.", "Wait for it to be signed off."},
		"a milestone behind another": {milestone, at("blocked"), Missing, "Because of the plan.", "Finish first what it waits for.", "Finish first what it waits for."},
		"a milestone during leave": {milestone, at("paused"), Missing, "Because of the plan.",
			"Nothing for now: the clock stands still during leave.", "Nothing for now: the clock stands still during leave."},
		"a milestone that is done": {milestone, at("done"), Met, "Because of the plan.", "", ""},
		"an exemption":             {milestone, at("exempt"), Met, "Because of the plan.", "", ""},
		"an accreditation that is not held": {acc, Record{}, Missing, "It is not held.",
			"Follow your pathway to it. If you hold it already, ask your manager to record it.", "Ada follows the pathway to it. If it is held already, a manager records it."},
		"a current one":                     {acc, held(Current), Met, "Held since 1 February 2020. The refresher is due on 1 February 2026.", "", ""},
		"a lapsed refresher leaves it held": {acc, held(Lapsed), Met, "Held since 1 February 2020. The refresher lapsed: it was due on 1 February 2026.", "", ""},
		"a lapsed refresher where only a current one counts": {current, held(Lapsed), Expired,
			"Held since 1 February 2020, but the refresher lapsed: it was due on 1 February 2026, and here only a current accreditation counts.",
			"Take the refresher course and record it.", "Ada takes the refresher course and records it."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := Standings([]Requirement{c.asked}, c.record, today)[0]
			assert.Equal(t, c.want, s.State)
			assert.Equal(t, c.because, s.Because())
			assert.Equal(t, c.own, s.Next(Reader{Own: true, Today: today}).Text)
			assert.Equal(t, c.forSomebody, s.Next(Reader{Name: "Ada", MayConfirm: true, Today: today}).Text)
		})
	}
	all := Standings([]Requirement{acc, milestone, licence, essential(targets2), desirable(retention2)}, said(true), today)
	assert.Equal(t, []KindCounts{
		{OfStatement, Counts{EssentialRequired: 1, DesirableRequired: 1}}, {OfCriterion, Counts{EssentialMet: 1, EssentialRequired: 1}},
		{OfMilestone, Counts{EssentialRequired: 1}}, {OfAccreditation, Counts{EssentialRequired: 1}},
	}, CountByKind(all))
	assert.Equal(t, Counts{EssentialMet: 1, EssentialRequired: 4, DesirableRequired: 1}, Count(all))
}
