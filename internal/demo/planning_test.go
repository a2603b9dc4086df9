package demo_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/page"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/planning"
)

// ahead holds the forecast's figures to what a plain loop over the list of people finds.
func (m made) ahead(t *testing.T) {
	lead := m.actor(t, "lead@demo.example")
	f, err := m.Planning.Forecast(t.Context(), lead, workforce.Filter{})
	require.NoError(t, err)
	people, err := m.workforce.People(t.Context(), lead, workforce.Filter{}, everyone())
	require.NoError(t, err)
	byBand, all, atTarget, trainees := map[workforce.Band]workforce.WTE{}, workforce.WTE(0), workforce.WTE(0), 0
	for _, p := range people.Members {
		switch {
		case p.Training == nil:
		case p.Training.Accreditation.Held():
			byBand[p.Person.Band] += p.Person.WTE
			all += p.Person.WTE
			if p.Person.Band.Compare("4") >= 0 {
				atTarget += p.Person.WTE
			}
		case p.Training.Stage.Key != "":
			trainees++
		}
	}
	now := f.Points[0]
	assert.Equal(t, planning.Spread{Low: all, Median: all, High: all}, now.All, "today is certain")
	assert.Equal(t, atTarget, now.AtTarget.Median)
	for i, band := range f.Bands {
		assert.Equal(t, byBand[band], now.ByBand[i].Median, band)
	}
	assert.Len(t, f.People, trainees, "every trainee is explained")
	behind, err := m.workforce.People(t.Context(), lead, f.Accredited, everyone())
	require.NoError(t, err)
	assert.Equal(t, f.Plans.Points[0].People, behind.Total, "the number opens its people")

	require.NotNil(t, f.Target)
	assert.Equal(t, workforce.WTE(2000), f.Target.WTE)
	assert.Contains(t, f.Sentence, "The target of 20 WTE at band 4 and above")
	require.NotEmpty(t, f.Why)
	assert.Equal(t, atTarget, f.Why[0].WTE)
	assert.Equal(t, "Short of the target", f.Why[len(f.Why)-1].Text, "the plan of today falls short")

	kept, _, err := m.Planning.Scenarios(t.Context(), lead, page.Request{Sort: "name", Limit: page.MaxLimit})
	require.NoError(t, err)
	require.Len(t, kept, 2)
	c, err := m.Planning.Compare(t.Context(), lead, workforce.Filter{}, []uuid.UUID{kept[0].ID, kept[1].ID})
	require.NoError(t, err)
	require.Len(t, c.Options, 3)
	assert.Equal(t, f.Points, c.Options[0].Forecast.Points, "today's plan is the same beside others")
	by := f.Target.By
	at := func(o planning.Compared) workforce.WTE {
		for _, p := range o.Forecast.Points {
			if p.On == by {
				return p.AtTarget.Median
			}
		}
		return 0
	}
	assert.Greater(t, at(c.Options[1]), at(c.Options[0]), kept[0].Name)
	assert.Greater(t, c.Options[2].Forecast.Cost.Total.Low, c.Options[0].Forecast.Cost.Total.Low, kept[1].Name)

	manager := m.actor(t, "manager@demo.example")
	own, err := m.Planning.Forecast(t.Context(), manager, workforce.Filter{})
	require.NoError(t, err)
	reached, err := m.workforce.People(t.Context(), manager, workforce.Filter{Standing: workforce.IsAccredited}, everyone())
	require.NoError(t, err)
	assert.Equal(t, reached.Total, own.Plans.Points[0].People, "a manager's own teams")
	_, mine, err := m.Planning.Scenarios(t.Context(), manager, page.Request{Sort: "name", Limit: page.MaxLimit})
	require.NoError(t, err)
	assert.Zero(t, mine, "the organisation's scenarios are those of whoever plans for all of it")
}
