package workforce_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	. "bandwise/internal/workforce"
)

func TestWhatIsNearestToBeingMet(t *testing.T) {
	record := Record{Claims: []Claim{
		claim(targets2, Submitted, 0, "2026-10-01"), claim(escalation3, ApprovedLower, 2, "2026-09-01"),
	}}
	criterion := Requirement{Kind: OfCriterion, Importance: Essential, Item: Item{Title: "Knowledge", Text: "Knows anatomy"}}
	milestone := Requirement{Kind: OfMilestone, Importance: Essential, Item: Item{Key: "ccsc", Title: "Standards course"}}
	standings := Standings([]Requirement{essential(escalation3), essential(targets2), criterion, milestone, desirable(retention2)}, record, today)
	words := func(list []Standing) []string {
		var all []string
		for _, s := range list {
			all = append(all, s.Requirement.Words()+", "+s.State.String())
		}
		return all
	}
	nearest, more := Nearest(standings, 3)
	assert.Equal(t, []string{"ANCC 2: Targets, claimed", "ANCC 3: Escalation, partly", "Knows anatomy, missing"}, words(nearest))
	assert.Equal(t, 1, more, "and the Standards course; what is desirable is left out")
	nearest, more = Nearest(standings[4:], 3)
	assert.Equal(t, []string{"Standards course, missing"}, words(nearest))
	assert.Zero(t, more)
}

func TestWhereSomebodyIsPlaced(t *testing.T) {
	cases := map[string]struct {
		met, required int
		want          Place
	}{
		"nothing is essential":                         {0, 0, 0},
		"everything is met":                            {7, 7, ReadyNow},
		"four fifths are met":                          {40, 50, NearlyReady},
		"just under four fifths, more than three lack": {39, 50, FurtherToGo},
		"three lack of six":                            {3, 6, NearlyReady},
		"three lack of five":                           {2, 5, FurtherToGo},
		"one lacks of one":                             {0, 1, FurtherToGo},
		"one lacks of two":                             {1, 2, NearlyReady},
		"four lack of nineteen":                        {15, 19, FurtherToGo},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, Counts{EssentialMet: c.met, EssentialRequired: c.required}.Place())
		})
	}
}

func TestWhatABenchSays(t *testing.T) {
	cases := map[string]Bench{
		"The role asks for nothing essential yet, so nobody can be placed.": {},
		"Nobody is on the bench.":        {Judged: true},
		"2 ready now.":                   {Judged: true, Ready: 2},
		"2 ready now; 1 nearly.":         {Judged: true, Ready: 2, Nearly: 1},
		"Nobody is ready now; 1 nearly.": {Judged: true, Nearly: 1},
	}
	for want, b := range cases {
		assert.Equal(t, want, b.Sentence())
	}
}

func TestBenchesAreSorted(t *testing.T) {
	auditor := Bench{Role: Role{Named{id("auditor"), "Auditor"}, "5"}, Holders: make([]Person, 2), Judged: true}
	deputy := Bench{Role: Role{Named{id("deputy"), "Deputy"}, "6"}, Holders: make([]Person, 1), Judged: true, Ready: 1}
	analyst := Bench{Role: Role{Named{id("analyst"), "Analyst"}, "8a"}, Judged: true, Nearly: 2}
	cases := map[string]struct {
		sort       string
		descending bool
		want       []string
	}{
		"lowest band first":     {"band", false, []string{"Auditor", "Deputy", "Analyst"}},
		"highest band first":    {"band", true, []string{"Analyst", "Deputy", "Auditor"}},
		"by title":              {"name", false, []string{"Analyst", "Auditor", "Deputy"}},
		"fewest holders first":  {"holders", false, []string{"Analyst", "Deputy", "Auditor"}},
		"weakest bench first":   {"bench", false, []string{"Auditor", "Analyst", "Deputy"}},
		"strongest bench first": {"bench", true, []string{"Deputy", "Analyst", "Auditor"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Contains(t, BenchSorts, c.sort)
			list := []Bench{deputy, analyst, auditor}
			SortBenches(list, c.sort, c.descending)
			var titles []string
			for _, b := range list {
				titles = append(titles, b.Role.Name)
			}
			assert.Equal(t, c.want, titles)
		})
	}
}

func TestSinglePoints(t *testing.T) {
	told := func(list []SinglePoint) []string {
		var all []string
		for _, p := range list {
			holder := "nobody"
			if p.Holder != nil {
				holder = p.Holder.Name
			}
			all = append(all, p.Statement.Aspect+" held by "+holder)
		}
		return all
	}
	list := SinglePoints(crew(), Filter{}, today)
	assert.Equal(t, []string{"Escalation held by Dev", "Escalation held by Cleo", "Retention held by nobody"}, told(list),
		"Dev's claim at level 3 was approved at level 2; targets are held by Ada and by Cleo, whose role does not ask for them")
	assert.Equal(t, 2, list[0].Needed, "Ada and Ben")
	assert.Equal(t, []Named{officer}, list[0].Roles)
	for _, p := range list {
		assert.Len(t, p.Needing.Choose(crew(), today), p.Needed, "the filter opens those who need it")
	}
	assert.Equal(t, []string{"Escalation held by nobody", "Escalation held by Cleo"},
		told(SinglePoints(crew(), Filter{TeamID: inpatient.ID}, today)), "Dev is of another team")
	assert.Empty(t, SinglePoints(nil, Filter{}, today))

	for _, p := range SinglePoints(crewWith(freshness.Rule{Lasts: calendar.Months(1)}), Filter{}, today) {
		assert.Equal(t, ByNobody, p.Held(), "what expired is held by nobody")
	}

	cases := map[string]struct {
		sort       string
		descending bool
		want       []string
	}{
		"by statement":       {"statement", false, []string{"Escalation held by Dev", "Escalation held by Cleo", "Retention held by nobody"}},
		"most needed first":  {"needed", true, []string{"Escalation held by Dev", "Escalation held by Cleo", "Retention held by nobody"}},
		"held by none first": {"holder", false, []string{"Retention held by nobody", "Escalation held by Cleo", "Escalation held by Dev"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Contains(t, SinglePointSorts, c.sort)
			list := SinglePoints(crew(), Filter{}, today)
			SortSinglePoints(list, c.sort, c.descending)
			assert.Equal(t, c.want, told(list))
		})
	}
}
