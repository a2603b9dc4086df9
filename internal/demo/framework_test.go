package demo_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/framework"
	"bandwise/internal/platform/page"
)

// edition: the first trust reads the national statements, one of them in its own words, and one of its own; the second
// trust the national ones as they are.
func (m made) edition(t *testing.T) {
	asked := page.Request{Sort: "line", Limit: page.MaxLimit}
	for email, want := range map[string][]int{"trainee@demo.example": {100, 1, 1}, "lead@other.example": {99, 0, 0}} {
		by := m.actor(t, email)
		frameworks, _, err := m.Framework.Frameworks(t.Context(), by, asked)
		require.NoError(t, err)
		all, total, err := m.Framework.Statements(t.Context(), by, frameworks[0].ID, framework.Filter{}, asked)
		require.NoError(t, err)
		own, reworded := 0, 0
		for _, s := range all {
			if s.Own {
				own++
				assert.Equal(t, "FLEX", s.Code, "a skill of its own, so that the counts of the national skills stay")
			}
			if s.Reworded() {
				reworded++
				assert.Equal(t, "VUAS", s.Code)
			}
		}
		assert.Equal(t, want, []int{total, own, reworded}, email)
	}
}
