package planning

import (
	"bytes"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/workforce"
	"bandwise/internal/workforce/pay"
	"bandwise/internal/workforce/simulation"
)

func TestTheBoardHasAtMostFourPages(t *testing.T) {
	scales, err := pay.Read()
	require.NoError(t, err)
	f := facts{today: today, scales: scales, plan: Usual(), roads: []Road{acc}}
	f.plan.Target = &Target{WTE: 2000, Band: "4", By: day("2028-04-30")}
	for _, band := range Bands()[1:7] {
		f.members = append(f.members, workforce.Member{Person: workforce.Person{Band: band, WTE: 100}, Training: &workforce.TrainingSummary{Accreditation: workforce.Current}})
	}
	run := func(p simulation.Plan, _ int) (simulation.Outcome, error) { return simulation.Run(p, 50, 1) }
	p := Published{Plans: workforce.Foresee(f.members, workforce.Filter{}, today)}
	p.Forecast, err = f.forecast(Changes{}, run)
	require.NoError(t, err)
	beside := []Compared{{Forecast: p.Forecast}}
	for range MostOnBoard {
		beside = append(beside, Compared{Scenario: &Scenario{Name: "A scenario with a long name that goes on for more than one line"}, Forecast: p.Forecast})
	}
	content, err := board(p, beside)
	require.NoError(t, err)
	again, err := board(p, beside)
	require.NoError(t, err)
	assert.Equal(t, content, again, "the same board is the same document")
	pages, err := api.PageCount(bytes.NewReader(content), nil)
	require.NoError(t, err)
	assert.LessOrEqual(t, pages, 4)
	withheld, err := board(Published{Forecast: Forecast{Today: today}, Withheld: "Too few."}, nil)
	require.NoError(t, err)
	assert.Less(t, len(withheld), len(content))
}
