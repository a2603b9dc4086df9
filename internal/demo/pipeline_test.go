package demo_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/workforce"
)

// piped holds the figures of the pipeline to what a plain loop over the list of people finds.
func (m made) piped(t *testing.T) {
	lead := m.actor(t, "lead@demo.example")
	p, err := m.workforce.Pipeline(t.Context(), lead, workforce.Filter{})
	require.NoError(t, err)
	people, err := m.workforce.People(t.Context(), lead, workforce.Filter{}, everyone())
	require.NoError(t, err)
	days, stuck, trainees := map[string][]int{}, map[string]int{}, 0
	for _, member := range people.Members {
		s := member.Training
		if s == nil || s.Stage.Key == "" || s.Accreditation.Held() {
			continue
		}
		trainees++
		days[s.Stage.Key] = append(days[s.Stage.Key], s.Tenure.Days)
		over := s.Tenure.Days - s.Tenure.Planned
		long := s.Tenure.Planned > 0 && over > 30 && over*100 > s.Tenure.Planned*25
		if !s.OnLeave && (s.Overdue > 0 || long) {
			stuck[s.Stage.Key]++
		}
		if !s.OnLeave {
			assert.LessOrEqual(t, s.Tenure.Days, s.Tenure.Since.DaysUntil(m.base), "%s: no day counts twice", member.Person.Name)
		}
	}
	assert.Len(t, p.Trainees, trainees)
	all := 0
	for _, s := range p.Stages {
		of := days[s.Stage.Key]
		slices.Sort(of)
		assert.Equal(t, []int{len(of), stuck[s.Stage.Key]}, []int{s.People, s.Stuck}, s.Stage.Title)
		if n := len(of); n > 0 {
			assert.Equal(t, (of[(n-1)/2]+of[n/2])/2, s.Median, s.Stage.Title)
		}
		behind, err := m.workforce.People(t.Context(), lead, s.Filter, everyone())
		require.NoError(t, err)
		assert.Equal(t, s.People, behind.Total, "the number opens its people")
		all += s.People
	}
	assert.Equal(t, trainees, all)
	assert.NotZero(t, p.Stuck, "somebody is stuck in a living trust")
}
