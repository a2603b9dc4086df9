package workforce_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
	. "bandwise/internal/workforce"
)

// crew is a small department: two trainees, two accredited coders, a records clerk and a manager off the road.
func crew() []Member { return crewWith(freshness.Rule{}) }

// crewWith is that department where approvals count as a rule says.
func crewWith(rule freshness.Rule) []Member {
	people := []Person{
		person("Ada", officer, "3", inpatient, 100),
		person("Ben", officer, "3", coding, 60),
		person("Cleo", senior, "4", inpatient, 80),
		person("Dev", senior, "5", coding, 100),
		person("Eve", clerk, "2", records, 100),
		person("Flo", Named{id("role manager"), "Manager"}, "", coding, 100),
	}
	claims := Claims{
		id("Ada"):  {claim(targets2, Approved, 2, "2026-06-01"), claim(escalation2, Submitted, 0, "2026-11-01"), claim(retention2, Submitted, 0, "2026-11-02")},
		id("Ben"):  {claim(escalation2, Returned, 0, "2026-10-01")},
		id("Cleo"): {claim(escalation3, Approved, 3, "2025-10-01"), claim(targets2, Approved, 2, "2024-10-01")},
		id("Dev"):  {claim(escalation3, ApprovedLower, 2, "2025-10-01")},
	}
	for _, of := range claims {
		for i := range of {
			of[i].Freshness = rule
		}
	}
	training := []TrainingSummary{
		{PersonID: id("Ada"), Stage: stages[0], Month: 4, Months: 36, Accreditation: NotHeld, DueSoon: 1, WaitingSignOff: 2,
			Next:       &Milestone{Key: "ccsc", Title: "Standards course", State: "due", DueOn: day("2027-01-12")},
			AwardDueOn: day("2028-02-29"), AwardBecause: "Because of Ada's plan."},
		{PersonID: id("Ben"), Stage: stages[1], Month: 30, Months: 36, Accreditation: NotHeld, Overdue: 2, OnLeave: true, AwardDueOn: day("2027-01-31"),
			Next: &Milestone{Key: "nccq", Title: "NCCQ", State: "overdue", DueOn: day("2026-05-12")}, AwardBecause: "Because of Ben's plan."},
		{PersonID: id("Cleo"), Stage: stages[2], Accreditation: RefresherDue, AwardedOn: day("2024-02-01"), RefresherDueOn: day("2027-11-20")},
		{PersonID: id("Dev"), Stage: stages[2], Accreditation: Lapsed, AwardedOn: day("2020-02-01"), RefresherDueOn: day("2026-11-19"), Overdue: 1},
	}
	return Members(people, asked, Records{Claims: claims}, training, today)
}

func names(members []Member) []string {
	found := []string{}
	for _, m := range members {
		found = append(found, m.Person.Name)
	}
	return found
}

func TestWhomAFilterChooses(t *testing.T) {
	escalation := Aspect{Of: escalation2.ID, Code: "ANCC", Name: escalation2.Aspect}
	cases := map[string]struct {
		filter Filter
		query  string
		want   []string
	}{
		"everybody":                           {Filter{}, "", []string{"Ada", "Ben", "Cleo", "Dev", "Eve", "Flo"}},
		"a part of the name":                  {Filter{Query: "e"}, "q=e", []string{"Ben", "Cleo", "Dev", "Eve"}},
		"a team and those below it":           {Filter{TeamID: coding.ID}, "teamId=" + coding.ID.String(), []string{"Ada", "Ben", "Cleo", "Dev", "Flo"}},
		"a team alone":                        {Filter{TeamID: coding.ID, TeamAlone: true}, "teamAlone=true&teamId=" + coding.ID.String(), []string{"Ben", "Dev", "Flo"}},
		"a stage":                             {Filter{Stage: "nccq"}, "stage=nccq", []string{"Ben"}},
		"a band":                              {Filter{Band: "5"}, "band=5", []string{"Dev"}},
		"a role":                              {Filter{RoleID: officer.ID}, "roleId=" + officer.ID.String(), []string{"Ada", "Ben"}},
		"overdue":                             {Filter{Standing: IsOverdue}, "state=overdue", []string{"Ben", "Dev"}},
		"due soon":                            {Filter{Standing: IsDueSoon}, "state=due_soon", []string{"Ada"}},
		"the refresher expires in a year":     {Filter{Standing: IsExpiring}, "state=expiring", []string{"Cleo"}},
		"the refresher has lapsed":            {Filter{Standing: IsLapsed}, "state=lapsed", []string{"Dev"}},
		"something waits":                     {Filter{Standing: IsWaiting}, "state=waiting", []string{"Ada"}},
		"a claim waits":                       {Filter{Standing: IsWaitingReview}, "state=waiting_review", []string{"Ada"}},
		"a signature is awaited":              {Filter{Standing: IsWaitingSignOff}, "state=waiting_sign_off", []string{"Ada"}},
		"a claim came back":                   {Filter{Standing: IsReturned}, "state=returned", []string{"Ben"}},
		"accredited, lapsed or not":           {Filter{Standing: IsAccredited}, "state=accredited", []string{"Cleo", "Dev"}},
		"on the road":                         {Filter{Standing: IsOnRoad}, "state=on_road", []string{"Ada", "Ben"}},
		"on leave":                            {Filter{Standing: IsOnLeave}, "state=on_leave", []string{"Ben"}},
		"something essential is not met":      {Filter{Standing: HasGap}, "state=gap", []string{"Ada", "Ben", "Dev", "Eve"}},
		"the role requires a statement":       {Filter{Requires: escalation2.ID}, "statementId=" + escalation2.ID.String(), []string{"Ada", "Ben"}},
		"the role requires it and it is not":  {Filter{Lacks: targets2.ID}, "missingStatementId=" + targets2.ID.String(), []string{"Ben"}},
		"a desirable statement is no gap":     {Filter{Lacks: retention2.ID}, "missingStatementId=" + retention2.ID.String(), []string{"Eve"}},
		"a skill is not fully met":            {Filter{Code: "ANCC"}, "code=ANCC", []string{"Ada", "Ben", "Dev"}},
		"a skill is not fully met at a level": {Filter{Code: "ANCC", Level: 3}, "code=ANCC&level=3", []string{"Dev"}},
		"a skill is met at a level":           {Filter{Code: "ANCC", Level: 2, Stands: StandsMet}, "code=ANCC&level=2&standing=met", []string{"Ada"}},
		"something in a skill is claimed":     {Filter{Code: "ANCC", Stands: StandsClaimed}, "code=ANCC&standing=claimed", []string{"Ada"}},
		"a level is approved at a lower one":  {Filter{Level: 3, Stands: StandsPartly}, "level=3&standing=partly", []string{"Dev"}},
		"a statement is missing":              {Filter{Requires: escalation2.ID, Stands: StandsMissing}, "standing=missing&statementId=" + escalation2.ID.String(), []string{"Ben"}},
		"an aspect is not fully met":          {Filter{Aspect: escalation}, "aspectOf=" + escalation2.ID.String(), []string{"Ada", "Ben", "Dev"}},
		"the role requires an aspect":         {Filter{Aspect: escalation, Stands: StandsRequired}, "aspectOf=" + escalation2.ID.String() + "&standing=required", []string{"Ada", "Ben", "Cleo", "Dev"}},
		"an aspect that no role asks for":     {Filter{Aspect: Aspect{Of: id("unknown")}, Stands: StandsRequired}, "aspectOf=" + id("unknown").String() + "&standing=required", []string{}},
		"several at once":                     {Filter{Band: "3", Standing: IsOnLeave}, "band=3&state=on_leave", []string{"Ben"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, names(c.filter.Choose(crew(), today)))
			assert.Equal(t, c.query, c.filter.String())
			_, err := url.ParseQuery(c.filter.String())
			assert.NoError(t, err)
		})
	}
	for s := IsOverdue; s <= HasGap; s++ {
		read, err := ParsePeopleState(s.String())
		assert.NoError(t, err)
		assert.Equal(t, s, read)
	}
	_, err := ParsePeopleState("asleep")
	assert.Error(t, err)
	for s := StandsRequired; s <= StandsLacking; s++ {
		read, err := ParseStands(s.String())
		assert.NoError(t, err)
		assert.Equal(t, s, read)
	}
	_, err = ParseStands("expired")
	assert.Error(t, err)
}

func TestTheRefresherExpiresWithinTwelveMonthsFromToday(t *testing.T) {
	cases := map[string]struct {
		due  string
		want bool
	}{
		"today":                {"2026-11-20", true},
		"twelve months on":     {"2027-11-20", true},
		"a day after that":     {"2027-11-21", false},
		"no date is no expiry": {"", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			summary := TrainingSummary{Accreditation: Current}
			if c.due != "" {
				summary.RefresherDueOn = day(c.due)
			}
			assert.Equal(t, c.want, IsExpiring.Holds(Member{Training: &summary}, today))
		})
	}
}

func TestEveryNumberIsCountedByItsFilter(t *testing.T) {
	members := crew()
	o := Summarise(members, stages, Filter{}, today)
	want := map[string]struct {
		number        Number
		people, items int
		wte           WTE
	}{
		"headcount":        {o.Headcount, 6, 6, 540},
		"on the road":      {o.OnRoad, 2, 2, 160},
		"accredited":       {o.Accredited, 2, 2, 180},
		"overdue":          {o.Overdue, 2, 3, 160},
		"due soon":         {o.DueSoon, 1, 1, 100},
		"on leave":         {o.OnLeave, 1, 1, 60},
		"expiring":         {o.Expiring, 1, 1, 80},
		"lapsed":           {o.Lapsed, 1, 1, 100},
		"waiting review":   {o.WaitingReview, 1, 2, 100},
		"waiting sign-off": {o.WaitingSignOff, 1, 2, 100},
		"returned":         {o.Returned, 1, 1, 60},
		"gap":              {o.Gap, 4, 5, 360},
	}
	for name, w := range want {
		assert.Equal(t, []int{w.people, w.items, int(w.wte)}, []int{w.number.People, w.number.Items, int(w.number.WTE)}, name)
		assert.Len(t, w.number.Filter.Choose(members, today), w.people, name)
	}
	assert.Len(t, Meanings(), 16)
	var byStage []int
	for _, s := range o.Stages {
		byStage = append(byStage, s.People)
	}
	assert.Equal(t, []int{1, 1, 2}, byStage)
	assert.Equal(t, []BandNumber{
		{"4", Number{Filter{Band: "4", Standing: IsAccredited}, 1, 1, 80}},
		{"5", Number{Filter{Band: "5", Standing: IsAccredited}, 1, 1, 100}},
	}, o.AccreditedByBand)
	assert.Equal(t, []SkillGap{
		{Team: coding.Named, Code: "ANCC", Skill: "Clinical coding", People: 2, Tally: Tally{Required: 3, Missing: 2, Partly: 1}, Filter: Filter{TeamID: coding.ID, TeamAlone: true, Code: "ANCC"}},
		{Team: records.Named, Code: "RMGT", Skill: "Records management", People: 1, Tally: Tally{Required: 1, Missing: 1}, Filter: Filter{TeamID: records.ID, TeamAlone: true, Code: "RMGT"}},
		{Team: inpatient.Named, Code: "ANCC", Skill: "Clinical coding", People: 2, Tally: Tally{Required: 3, Met: 2, Claimed: 1}, Filter: Filter{TeamID: inpatient.ID, TeamAlone: true, Code: "ANCC"}},
	}, o.SkillGaps)

	within := Summarise(members, stages, Filter{TeamID: inpatient.ID}, today)
	assert.Equal(t, 2, within.Headcount.People)
	assert.Equal(t, 0, within.Overdue.People)
	assert.Equal(t, "state=overdue&teamId="+inpatient.ID.String(), within.Overdue.Filter.String(), "the way down stays within the team")
}

func TestPeopleAreSorted(t *testing.T) {
	cases := map[string]struct {
		sort       string
		descending bool
		want       []string
	}{
		"by name":                       {"name", false, []string{"Ada", "Ben", "Cleo", "Dev", "Eve", "Flo"}},
		"by name backwards":             {"name", true, []string{"Flo", "Eve", "Dev", "Cleo", "Ben", "Ada"}},
		"by team":                       {"team", false, []string{"Ben", "Dev", "Flo", "Eve", "Ada", "Cleo"}},
		"by band, an unknown one first": {"band", false, []string{"Flo", "Eve", "Ada", "Ben", "Cleo", "Dev"}},
		"by stage in the road's order":  {"stage", false, []string{"Ada", "Ben", "Cleo", "Dev", "Eve", "Flo"}},
		"by stage backwards, those off the road last": {"stage", true, []string{"Cleo", "Dev", "Ben", "Ada", "Eve", "Flo"}},
		"what is due first":                           {"nextDue", false, []string{"Ben", "Ada", "Cleo", "Dev", "Eve", "Flo"}},
		"what is due last":                            {"nextDue", true, []string{"Ada", "Ben", "Cleo", "Dev", "Eve", "Flo"}},
		"most overdue":                                {"overdue", true, []string{"Ben", "Dev", "Ada", "Cleo", "Eve", "Flo"}},
		"most waiting":                                {"waiting", true, []string{"Ada", "Ben", "Cleo", "Dev", "Eve", "Flo"}},
		"least ready":                                 {"readiness", false, []string{"Ben", "Dev", "Eve", "Ada", "Cleo", "Flo"}},
		"the refresher that is due first":             {"refresher", false, []string{"Dev", "Cleo", "Ada", "Ben", "Eve", "Flo"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Contains(t, PeopleSorts, c.sort)
			members := crew()
			Sort(members, stages, c.sort, c.descending)
			assert.Equal(t, c.want, names(members))
		})
	}
}

// whole is a page that holds everything.
var whole = page.Request{Limit: 1000}

// crossings gives the rows of a map by their names.
func crossings(h Heatmap) map[string]HeatmapRow {
	rows := map[string]HeatmapRow{}
	for _, r := range h.Rows {
		rows[r.Name] = r
	}
	return rows
}

func TestTheHeatMapByTeamAndLevel(t *testing.T) {
	h := Map(crew(), MapQuestion{By: ByTeam, ColumnsBy: ByLevel}, whole, today)
	assert.Equal(t, []Skill{{"ANCC", "Clinical coding"}, {"RMGT", "Records management"}}, h.Skills)
	var keys []string
	for _, c := range h.Columns {
		keys = append(keys, c.Key)
	}
	assert.Equal(t, []string{"ANCC-2", "ANCC-3", "RMGT-2"}, keys)
	assert.Equal(t, []Statement{escalation2, targets2}, h.Columns[0].Statements, "what stands behind a column")
	rows := crossings(h)
	require.Len(t, rows, 3)
	assert.Equal(t, 3, h.Total)
	assert.Equal(t, 3, rows["Clinical coding"].People, "those appointed to the team itself")
	assert.Equal(t, Tally{Required: 2, Missing: 2}, rows["Clinical coding"].Cells[0].Tally)
	assert.Equal(t, Tally{Required: 1, Partly: 1}, rows["Clinical coding"].Cells[1].Tally)
	assert.Equal(t, Tally{}, rows["Clinical coding"].Cells[2].Tally, "a desirable requirement is none here")
	inpatients := rows["Inpatient coding"]
	assert.Equal(t, Tally{Required: 2, Met: 1, Claimed: 1}, inpatients.Cells[0].Tally)
	assert.Equal(t, 1, inpatients.Cells[0].Held, "Cleo holds a statement that her role does not ask")
	assert.Empty(t, inpatients.Cells[0].Claims)
}

func TestTheHeatMapByAspect(t *testing.T) {
	h := Map(crew(), MapQuestion{By: ByTeam, ColumnsBy: ByAspect, Code: "ANCC"}, whole, today)
	assert.Len(t, h.Skills, 2, "every skill can be chosen")
	var keys []string
	for _, c := range h.Columns {
		keys = append(keys, c.Key)
	}
	assert.Equal(t, []string{"ANCC: Escalation", "ANCC: Targets"}, keys)
	assert.Equal(t, []Statement{escalation2, escalation3}, h.Columns[0].Statements, "every level of the aspect")
	rows := crossings(h)
	assert.Equal(t, Tally{Required: 2, Partly: 1, Missing: 1}, rows["Clinical coding"].Cells[0].Tally)
	assert.Equal(t, Tally{Required: 1, Missing: 1}, rows["Clinical coding"].Cells[1].Tally)
	assert.Equal(t, Tally{Required: 2, Met: 1, Claimed: 1}, rows["Inpatient coding"].Cells[0].Tally)

	all := Map(crew(), MapQuestion{By: ByPerson, ColumnsBy: ByAspect}, whole, today)
	require.Len(t, all.Columns, 3)
	assert.Equal(t, "RMGT: Retention", all.Columns[2].Key)
	assert.Equal(t, Tally{Required: 1, Claimed: 1}, crossings(all)["Ada"].Cells[0].Tally)
}

func TestEveryNumberOfTheHeatMapOpensItsPeople(t *testing.T) {
	for _, q := range []MapQuestion{
		{By: ByTeam, ColumnsBy: ByLevel}, {By: ByTeam, ColumnsBy: ByAspect}, {By: ByTeam, ColumnsBy: ByStatement, Code: "ANCC"},
		{By: ByTeam, ColumnsBy: ByAspect, Filter: Filter{TeamID: coding.ID}},
	} {
		for _, row := range Map(crew(), q, whole, today).Rows {
			for i, cell := range row.Cells {
				for stands, number := range map[Stands]int{
					StandsRequired: cell.Required, StandsMet: cell.Met, StandsClaimed: cell.Claimed, StandsPartly: cell.Partly, StandsMissing: cell.Missing,
					StandsLacking: cell.Required - cell.Met,
				} {
					f := cell.Asked
					f.Stands = stands
					found := f.Choose(crew(), today)
					assert.Equal(t, number > 0, len(found) > 0, "%s: %s of %s in column %d", q.ColumnsBy, stands, row.Name, i)
					assert.LessOrEqual(t, len(found), number)
				}
			}
		}
	}
}

func TestTheHeatMapByPersonAndStatement(t *testing.T) {
	question := MapQuestion{By: ByPerson, ColumnsBy: ByStatement, Code: "ANCC", Filter: Filter{TeamID: coding.ID}}
	h := Map(crew(), question, whole, today)
	assert.Equal(t, "ANCC", h.Code)
	require.Len(t, h.Columns, 3)
	assert.Equal(t, []Statement{escalation2}, h.Columns[0].Statements)
	assert.Equal(t, []Statement{targets2}, h.Columns[1].Statements)
	assert.Equal(t, []Statement{escalation3}, h.Columns[2].Statements)
	var people []string
	for _, r := range h.Rows {
		people = append(people, r.Name)
		assert.Equal(t, 1, r.People)
	}
	assert.Equal(t, []string{"Ada", "Ben", "Cleo", "Dev", "Flo"}, people, "not the records clerk")
	ada := h.Rows[0]
	assert.Equal(t, &inpatient.Named, ada.Team)
	assert.Equal(t, Tally{Required: 1, Claimed: 1}, ada.Cells[0].Tally)
	assert.Equal(t, Tally{Required: 1, Met: 1}, ada.Cells[1].Tally)
	assert.Equal(t, id("Targets2026-06-01"), ada.Cells[1].Claims[0])
	cleo := h.Rows[2]
	assert.Equal(t, Cell{Held: 1, Claims: cleo.Cells[1].Claims}, cleo.Cells[1])
	assert.Len(t, cleo.Cells[1].Claims, 1)

	page := Map(crew(), question, page.Request{Offset: 3, Limit: 2}, today)
	assert.Equal(t, 5, page.Total)
	assert.Equal(t, h.Columns, page.Columns, "the columns are those of everybody on every page")
	assert.Equal(t, h.Rows[3:], page.Rows)
}

func TestTheForecastFollowsEachPlan(t *testing.T) {
	members := crew()
	late := person("Gil", officer, "3", coding, 100)
	leaver := person("Hal", officer, "3", coding, 100)
	leaver.EndsOn = day("2027-06-30")
	going := person("Ida", senior, "5", coding, 50)
	going.EndsOn = day("2027-03-31")
	planless := person("Jo", officer, "3", coding, 100)
	far := person("Kit", officer, "3", coding, 100)
	members = append(members, Members([]Person{late, leaver, going, planless, far}, asked, Records{}, []TrainingSummary{
		{PersonID: late.ID, Stage: stages[1], Accreditation: NotHeld, AwardDueOn: day("2026-11-19")},
		{PersonID: leaver.ID, Stage: stages[1], Accreditation: NotHeld, AwardDueOn: day("2027-07-01")},
		{PersonID: going.ID, Stage: stages[2], Accreditation: Current, RefresherDueOn: day("2029-01-01")},
		{PersonID: planless.ID, Stage: stages[0], Accreditation: NotHeld},
		{PersonID: far.ID, Stage: stages[0], Accreditation: NotHeld, AwardDueOn: day("2029-12-01")},
	}, today)...)
	f := Foresee(members, Filter{}, today)

	require.Len(t, f.Points, 37)
	assert.Equal(t, []Band{"3", "4", "5"}, f.Bands)
	assert.Equal(t, "Today", f.Points[0].Label)
	assert.Equal(t, ForecastPoint{On: today, Label: "Today", People: 3, WTE: 230, ByBand: []BandCount{{"3", 0, 0}, {"4", 1, 80}, {"5", 2, 150}}}, f.Points[0])
	month := func(label string) ForecastPoint {
		for _, p := range f.Points {
			if p.Label == label {
				return p
			}
		}
		t.Fatalf("the forecast has no %s", label)
		return ForecastPoint{}
	}
	assert.Equal(t, day("2026-12-31"), month("December 2026").On)
	assert.Equal(t, WTE(230), month("December 2026").WTE)
	assert.Equal(t, WTE(290), month("January 2027").WTE, "Ben is accredited on the last day of January")
	assert.Equal(t, WTE(290), month("March 2027").WTE, "Ida works until the last day of March")
	assert.Equal(t, WTE(240), month("April 2027").WTE)
	assert.Equal(t, ForecastPoint{On: day("2028-02-29"), Label: "February 2028", People: 4, WTE: 340, ByBand: []BandCount{{"3", 2, 160}, {"4", 1, 80}, {"5", 1, 100}}}, month("February 2028"))
	assert.Equal(t, "November 2029", f.Points[36].Label)

	var dates []calendar.Date
	for _, p := range f.Accredited {
		dates = append(dates, p.On)
	}
	assert.Equal(t, []calendar.Date{day("2027-01-31"), day("2028-02-29")}, dates)
	assert.Equal(t, "Because of Ben's plan.", f.Accredited[0].Because)
	reasons := map[string]string{}
	for _, p := range f.WithoutDate {
		reasons[p.Person.Name] = p.Because
	}
	assert.Equal(t, map[string]string{
		"Gil": "The plan's date for the NCCQ, 19 November 2026, has passed, and there is no new one.",
		"Hal": "The appointment ends on 30 June 2027, before the plan's date for the NCCQ, 1 July 2027.",
		"Jo":  "The plan has no date for the NCCQ yet.",
		"Kit": "The plan's date for the NCCQ is 1 December 2029, after the last month shown.",
	}, reasons)
	assert.Empty(t, Foresee(crew(), Filter{TeamID: records.ID}, today).Bands, "a team without coders has an honest empty forecast")
}
