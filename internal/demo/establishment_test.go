package demo_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/page"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/pay"
)

// funded holds the figures of the establishment to what a plain loop over the list of people and the funded posts finds.
func (m made) funded(t *testing.T) {
	lead := m.actor(t, "lead@demo.example")
	e, err := m.Establishment.Establishment(t.Context(), lead, workforce.Filter{})
	require.NoError(t, err)
	people, err := m.workforce.People(t.Context(), lead, workforce.Filter{}, everyone())
	require.NoError(t, err)
	posts, _, err := m.Establishment.Posts(t.Context(), lead, workforce.Filter{}, false, page.Request{Sort: "team", Limit: page.MaxLimit})
	require.NoError(t, err)
	scales, err := pay.Read()
	require.NoError(t, err)
	type key struct {
		band    workforce.Band
		annex21 bool
	}
	established, inPost, count, low, high := map[key]int{}, map[key]int{}, map[key]int{}, map[key]int{}, map[key]int{}
	for _, p := range posts {
		established[key{p.Band, p.Annex21}] += int(p.WTE)
	}
	for _, member := range people.Members {
		p := member.Person
		k := key{p.Band, false}
		scale, _ := scales.On(p.Band, m.base)
		from, to := scale.Entry*int(p.WTE), scale.Top*int(p.WTE)
		if p.Annex21 != "" {
			k = key{p.Annex21, true}
			scale, _ = scales.On(p.Annex21, m.base)
			left, known := pay.MonthsLeft(member.Training, m.base)
			require.True(t, known, p.Name)
			from = scale.Top * int(pay.Annex21(left)) * int(p.WTE) / 100
			to = from
		}
		inPost[k] += int(p.WTE)
		count[k]++
		low[k] += from
		high[k] += to
	}
	assert.Len(t, e.Bands, len(inPost))
	for _, b := range e.Bands {
		k := key{b.Band, b.Annex21}
		f := b.Figures
		assert.Equal(t, []int{established[k], inPost[k], count[k], low[k], high[k]}, []int{int(f.Established), int(f.InPost), f.People, f.Pay.Low, f.Pay.High}, "band %s, Annex 21: %t", b.Band, b.Annex21)
		assert.Equal(t, f.Established-f.InPost, f.Vacancy-f.Over)
		behind, err := m.workforce.People(t.Context(), lead, f.Filter, everyone())
		require.NoError(t, err)
		assert.Equal(t, f.People, behind.Total, "the number opens its people")
	}
	assert.Equal(t, people.Total, e.Total.People)
	assert.Equal(t, []workforce.WTE{100, 60}, []workforce.WTE{e.Total.Vacancy, e.Total.Over}, "one vacancy, and somebody over")
}
