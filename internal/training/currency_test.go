package training_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/calendar"
	. "bandwise/internal/training"
)

// What the currency of ACC is reckoned from is what the refresher milestone is reckoned from: the same start and the same
// interval, whichever way the pathway counts.
func TestTheCurrencyIsAskedFromWhatTheRefresherMilestoneCountsFrom(t *testing.T) {
	fromCourse := acc(t)
	for i, m := range fromCourse.Milestones {
		if m.Key == "ccsrc" {
			fromCourse.Milestones[i].Anchor = Anchor{Kind: AnchorMilestone, Milestone: "ccsc"}
			fromCourse.Milestones[i].Prerequisites = []MilestoneKey{"acc"}
		}
	}
	exempted := accredited().without("ccsc").exempt("ccsc", "2026-10-05", "Completed elsewhere")
	cases := map[string]struct {
		pathway Pathway
		who     story
		courses []CompletedCourse
		due     string
	}{
		"from the award":                           {acc(t), accredited(), nil, "2031-11-20"},
		"from the award, a refresher since":        {acc(t), accredited().done("ccsrc", "2031-06-02"), []CompletedCourse{{"the refresher course", day("2031-06-02"), true}}, "2034-06-02"},
		"a refresher that waits does not count":    {acc(t), accredited().recorded("ccsrc", "2031-06-02"), nil, "2031-11-20"},
		"a refresher that was returned neither":    {acc(t), accredited().returned("ccsrc", "2031-06-02"), nil, "2031-11-20"},
		"from the Standards course":                {fromCourse, accredited(), []CompletedCourse{{"the Clinical Coding Standards Course", day("2026-12-11"), false}}, "2029-12-11"},
		"from an exemption from it":                {fromCourse, exempted, []CompletedCourse{{"the Clinical Coding Standards Course", day("2026-10-05"), false}}, "2029-10-05"},
		"from the award of one who came with it":   {fromCourse, appointed("2026-09-14").awarded("2025-05-04"), []CompletedCourse{{"the Clinical Coding Standards Course", day("2025-05-04"), false}}, "2028-05-04"},
		"from a refresher after the Standards one": {fromCourse, accredited().done("ccsrc", "2029-06-04"), []CompletedCourse{{"the refresher course", day("2029-06-04"), true}, {"the Clinical Coding Standards Course", day("2026-12-11"), false}}, "2032-06-04"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			today := day("2029-07-01")
			asked := c.pathway.CurrencyAsked(c.who.Facts, today)
			assert.Equal(t, c.courses, asked.Courses)
			assert.Equal(t, AwardKind("acc"), asked.Kind)
			assert.Equal(t, c.who.Awards, asked.Awards)
			assert.Equal(t, RefresherRule{Every: calendar.Years(3), Notice: calendar.Months(6), FromCourse: c.pathway.Milestones[7].Anchor.Kind == AnchorMilestone, Cite: "003 line 70"}, asked.Rule)
			refresher, _ := c.pathway.Progress(c.who.Facts, today).Of("ccsrc")
			assert.Equal(t, c.due, refresher.DueOn.ISO())
		})
	}
	bare := acc(t)
	bare.Milestones = bare.Milestones[:7]
	assert.Zero(t, bare.CurrencyAsked(accredited().Facts, day("2029-07-01")).Rule, "a pathway without a refresher has no rule")
}
