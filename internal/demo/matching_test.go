package demo_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/jobevaluation"
	"bandwise/internal/jobevaluation/matching"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	"bandwise/internal/role"
	"bandwise/seed"
)

// The worked examples: what comes out of the levels that the panels entered, by the rules.
func TestTheWorkedExamplesOfJobMatching(t *testing.T) {
	m := makeDemo(t, testdb.New(t, database.SQLite), base)
	checker := m.actor(t, "checker@demo.example")
	found, total, err := m.Matching.Matches(t.Context(), checker, matching.Filter{Request: page.Request{Sort: "openedAt", Limit: 10}})
	require.NoError(t, err)
	require.Equal(t, 3, total)
	for i, want := range []struct {
		role, candidate, band string
		total                 jobevaluation.Points
		outcome               jobevaluation.Outcome
		state                 matching.State
		variations            int
		// flagged is how many comparisons stand out now that all three are there.
		flagged int
	}{
		{"Clinical Coding Deputy Manager", "Clinical Coding Team Manager", "6", 407, jobevaluation.BandMatch, matching.Released, 5, 1},
		{"Clinical Coding Officer", "Clinical Coding Officer", "3", 217, jobevaluation.ProfileMatch, matching.Released, 0, 3},
		{"Patient Services Officer", "Health Records Officer/Team Leader", "3", 267, jobevaluation.BandMatch, matching.Checking, 1, 3},
	} {
		got := found[i]
		assert.Equal(t, want.role, got.RoleTitle)
		assert.Equal(t, want.candidate, got.CandidateTitle)
		assert.Equal(t, want.band, got.Band)
		assert.Equal(t, want.total, got.Total)
		assert.Equal(t, want.outcome, got.Outcome)
		assert.Equal(t, want.state, got.State)
		d, err := m.Matching.Match(t.Context(), checker, got.ID)
		require.NoError(t, err)
		c, ok := d.Progress.Candidate(d.ProfileID.UUID)
		require.True(t, ok)
		assert.Equal(t, want.variations, c.Variations, c.Reason)
		compared, err := m.Matching.Consistency(t.Context(), checker, got.ID)
		require.NoError(t, err)
		assert.Equal(t, 2, compared.Compared)
		assert.Equal(t, want.flagged, compared.Flagged())
		if got.State == matching.Released {
			name, letter, err := m.Matching.Letter(t.Context(), checker, got.ID)
			require.NoError(t, err)
			if folder := os.Getenv("BANDWISE_PDF_DIR"); folder != "" {
				require.NoError(t, os.WriteFile(filepath.Join(folder, name), letter, 0o600))
			}
		}
	}
	bands := map[string]role.BandStatus{
		"clinical-coding-deputy-manager": role.BandStated, "clinical-coding-officer": role.BandStated, "patient-services-officer": role.BandUnknown,
	}
	for slug, status := range bands {
		r, err := m.Role.Role(t.Context(), checker, seed.ID(seed.KindRole, slug))
		require.NoError(t, err)
		assert.Equal(t, status, r.BandStatus, slug)
		assert.Equal(t, status == role.BandStated, r.Match != nil, slug)
	}
	released, err := m.Matching.Release(t.Context(), checker, found[2].ID, found[2].Version, "The comparisons were looked at.")
	require.NoError(t, err)
	assert.Equal(t, matching.Released, released.State)
	r, err := m.Role.Role(t.Context(), checker, seed.ID(seed.KindRole, "patient-services-officer"))
	require.NoError(t, err)
	assert.Equal(t, role.BandMatched, r.BandStatus)
	assert.Equal(t, role.Band("3"), r.Band)
	k, _, err := m.Matching.Kpis(t.Context(), checker)
	require.NoError(t, err)
	assert.Equal(t, 3, k.All.LastYear)
	assert.Equal(t, 2, k.All.UnchangedBand)
	assert.Equal(t, 1, k.All.NoComparison, "the band of the third was unknown before")
}
