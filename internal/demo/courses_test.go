package demo_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/page"
	"bandwise/internal/training"
	"bandwise/internal/training/course"
)

func (m made) courses(t *testing.T) {
	standards := m.actor(t, "standards@demo.example")
	asked := page.Request{Sort: "startsOn", Limit: page.MaxLimit}
	ahead, _, err := m.Course.Events(t.Context(), standards, course.Filter{Request: asked})
	require.NoError(t, err)
	waiting, kinds := 0, map[course.Kind]int{}
	for _, c := range ahead {
		waiting += c.Waiting
		if c.State == course.Planned {
			kinds[c.Kind]++
		}
	}
	assert.Equal(t, map[course.Kind]int{course.StandardsCourse: 1, course.Refresher: 1, course.Anatomy: 1, course.Workshop: 1}, kinds)
	assert.Equal(t, 2, waiting, "the refresher is full")

	past, _, err := m.Course.Events(t.Context(), standards, course.Filter{Request: asked, Past: true})
	require.NoError(t, err)
	require.Len(t, past, 2)
	for _, c := range past {
		assert.Equal(t, course.Held, c.State, c.Title)
	}
	cohorts, err := m.Course.Cohorts(t.Context(), standards)
	require.NoError(t, err)
	assert.Len(t, cohorts, 2)

	nathan := m.actor(t, "nathan.cole@demo.example")
	progress, err := m.Training.Progress(t.Context(), nathan, nathan.PersonID)
	require.NoError(t, err)
	held, _ := progress.Progress.Of("ccsc")
	assert.Equal(t, training.StateDone, held.State, "by the attendance of the course")
	exempt, _ := progress.Progress.Of("anatomy-course")
	assert.Equal(t, training.StateExempt, exempt.State)
}
