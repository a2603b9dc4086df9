package app

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/training"
	"bandwise/seed"
)

// TestCurrencyAndRefresherAgree reckons the refresher's due date twice for made-up careers: by accreditation's rule and by
// the pathway's recurrence. A person sees both, so they must be one date, whichever way the pathway counts.
func TestCurrencyAndRefresherAgree(t *testing.T) {
	files, err := seed.Pathways()
	require.NoError(t, err)
	fromAward, err := training.ParsePathway(files["acc.yaml"])
	require.NoError(t, err)
	fromCourse := fromAward
	fromCourse.Milestones = slices.Clone(fromAward.Milestones)
	for i := range fromCourse.Milestones {
		if fromCourse.Milestones[i].Key == "ccsrc" {
			fromCourse.Milestones[i].Anchor = training.Anchor{Kind: training.AnchorMilestone, Milestone: "ccsc"}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	seen := map[string]int{}
	for i := range 2000 {
		pathway := []training.Pathway{fromAward, fromCourse}[i%2]
		facts, last := madeUpCareer(random)
		today := last.AddDays(random.IntN(2000))
		reckoned := currency(pathway.CurrencyAsked(facts, today))
		milestone, found := pathway.Progress(facts, today).Of("ccsrc")
		require.True(t, found)
		seen[reckoned.Status]++
		require.Equal(t, milestone.DueOn, reckoned.RefresherDueOn, "%s | %s", reckoned.Because, milestone.Because)
	}
	for _, status := range []string{"current", "refresher_due", "lapsed"} {
		assert.Positive(t, seen[status], status)
	}
}

// madeUpCareer makes somebody who holds ACC, with courses and leave, and gives the day of the last of the courses.
func madeUpCareer(random *rand.Rand) (training.Facts, calendar.Date) {
	start := calendar.MustParseDate("2020-02-29")
	award := start.AddDays(random.IntN(1500) - 300)
	facts := training.Facts{AppointedOn: start, Awards: []training.Award{{Kind: "acc", On: award}}}
	completed := func(key training.MilestoneKey, on calendar.Date) {
		facts.Records = append(facts.Records, training.Record{
			Milestone: key, CompletedOn: on, SignOff: &training.SignOff{Decision: training.DecisionSignedOff, On: on},
		})
	}
	last := calendar.Later(award, start)
	if random.IntN(2) == 0 {
		on := start.AddDays(random.IntN(300))
		last = calendar.Later(last, on)
		completed("ccsc", on)
	}
	for range random.IntN(3) {
		last = last.AddDays(1 + random.IntN(900))
		completed("ccsrc", last)
	}
	from := start
	for range random.IntN(4) {
		from = from.AddDays(1 + random.IntN(500))
		to := from.AddDays(random.IntN(200))
		facts.Pauses = append(facts.Pauses, training.Pause{Span: calendar.Span{From: from, To: to}, Reason: training.PauseMaternity})
		from = to
	}
	if random.IntN(4) == 0 {
		open := training.Pause{Span: calendar.Span{From: from.AddDays(1)}, Reason: training.PauseSickness}
		facts.Pauses = append(facts.Pauses, open)
	}
	return facts, last
}
