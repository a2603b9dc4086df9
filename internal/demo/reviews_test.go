package demo_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/page"
	"bandwise/internal/portfolio"
)

func (m made) reviews(t *testing.T) {
	manager := m.actor(t, "manager@demo.example")
	queue, err := m.Portfolio.Reviews(t.Context(), manager, portfolio.ReviewFilter{
		ClaimFilter: portfolio.ClaimFilter{Request: page.Request{Sort: "submittedAt", Limit: page.MaxLimit}},
	})
	require.NoError(t, err)
	var inReview, criteria, late, talked int
	for _, c := range queue.Claims {
		waits, _ := c.Waits(manager.Today)
		for n, is := range map[*int]bool{
			&inReview: c.State == portfolio.InReview, &criteria: c.CriterionID != nil, &late: waits.WorkingDays > queue.Target.WorkingDays,
			&talked: c.Conversation != nil && c.Conversation.Messages > 1 && c.Conversation.Unanswered,
		} {
			if is {
				*n++
			}
		}
	}
	assert.Equal(t, []int{1, 1, 1}, []int{inReview, criteria, talked}, "in review, on a criterion, with a question that was answered")
	assert.Positive(t, late, "a claim waits longer than the target")

	approvals := page.Request{Sort: "approvedAt", Limit: page.MaxLimit}
	standards := m.actor(t, "standards@demo.example")
	drawn, _, err := m.Portfolio.Approvals(t.Context(), standards, portfolio.ModerationFilter{Request: approvals, Drawn: true})
	require.NoError(t, err)
	states := map[portfolio.SampleState]int{}
	for _, d := range drawn {
		states[d.State]++
	}
	assert.Equal(t, 1, states[portfolio.Agreed])
	assert.Equal(t, 1, states[portfolio.Disagreed])
	assert.Positive(t, states[portfolio.Waits])
	for _, who := range []string{"manager@demo.example", "checker@demo.example"} {
		waiting, _, err := m.Portfolio.SecondReadings(t.Context(), m.actor(t, who), portfolio.ModerationFilter{Request: approvals, State: portfolio.Waits})
		require.NoError(t, err)
		assert.NotEmpty(t, waiting, "%s has a second look to take", who)
	}
	book, err := m.Portfolio.Rules(t.Context(), standards)
	require.NoError(t, err)
	assert.Len(t, book.Rules, 4)
	assert.NotNil(t, book.Target.Rule)
}
