package jobevaluation

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// realProfiles are the national profiles of the reference data as the scheme judges them.
func realProfiles(t testing.TB, s Scheme) []Profile {
	t.Helper()
	ref, err := readReference()
	require.NoError(t, err)
	r, err := rowsOf(ref)
	require.NoError(t, err)
	var profiles []Profile
	for _, row := range r.profiles {
		p, err := profileOf(row, r.table)
		require.NoError(t, err)
		p, err = s.judged(p)
		require.NoError(t, err)
		profiles = append(profiles, p)
	}
	require.Len(t, profiles, 17)
	return profiles
}

func TestEveryProfileMatchesItself(t *testing.T) {
	s := realScheme(t)
	profiles := realProfiles(t, s)
	for _, p := range profiles {
		for _, end := range []struct {
			name  string
			level func(ProfileFactor) Level
			total Points
		}{
			{"at its least levels", func(f ProfileFactor) Level { return f.LevelMin }, p.ComputedMin},
			{"at its greatest levels", func(f ProfileFactor) Level { return f.LevelMax }, p.ComputedMax},
		} {
			t.Run(p.Title+" "+end.name, func(t *testing.T) {
				var levels Levels
				for i, f := range p.Factors {
					levels[i] = end.level(f)
				}
				e := s.Evaluate(levels, profiles)
				assert.Equal(t, end.total, e.Total)
				require.Len(t, e.Candidates, 17)
				assert.Equal(t, ProfileMatch, e.Candidates[0].Outcome)
				for _, c := range e.Candidates {
					if c.ProfileID == p.ID {
						assert.Equal(t, ProfileMatch, c.Outcome)
					}
				}
			})
		}
	}
}

func TestTheNearestProfileComesFirst(t *testing.T) {
	s := realScheme(t)
	profiles := realProfiles(t, s)
	var levels Levels
	for i, f := range profiles[0].Factors {
		levels[i] = f.LevelMin
	}
	levels[1]++ // knowledge is fixed, so that its own profile fails on one factor
	e := s.Evaluate(levels, profiles)
	assert.NotEqual(t, ProfileMatch, e.Candidates[0].Outcome)
	for i := 1; i < len(e.Candidates); i++ {
		before, after := e.Candidates[i-1], e.Candidates[i]
		assert.LessOrEqual(t, before.Outcome, after.Outcome)
		if before.Outcome == after.Outcome {
			assert.LessOrEqual(t, before.Failing, after.Failing)
		}
	}
}

func TestWhereAProfileDisagreesWithTheScheme(t *testing.T) {
	s := realScheme(t)
	p := profileOfTwos(t, s, Band3)
	assert.Equal(t, []string{
		"Its least total of 208 lies below band 3, which begins at 216. A generic profile may reach below its band.",
	}, p.Notes)

	p = profileOfTwos(t, s, Band2)
	assert.Empty(t, p.Notes, "a profile that prints what the scheme gives")

	misprinted := profileOfTwos(t, s, Band2)
	misprinted.ComputedMin, misprinted.ComputedMax, misprinted.Notes = 0, 0, nil
	misprinted.StatedMax = 220
	misprinted.Factors[13].ScoreText, misprinted.Factors[13].ScoreMax = "12-19", 19
	misprinted, err := s.judged(misprinted)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"Factor 14, Factor 14: the profile prints 12-19 for level 3-4; the scheme gives 12 to 18.",
		"The profile prints a total of 208 to 220; the points of its levels make 208 to 214.",
	}, misprinted.Notes)
	assert.False(t, misprinted.Factors[13].Agrees())
	assert.True(t, misprinted.Factors[12].Agrees())

	broken := profileOfTwos(t, s, Band2)
	broken.Factors[14].LevelMax = 5
	_, err = s.judged(broken)
	assert.ErrorContains(t, err, "factor 15 has no level")
}

func TestOneScoreOfTheProfilesIsMisprinted(t *testing.T) {
	s := realScheme(t)
	var wrong []string
	for _, p := range realProfiles(t, s) {
		for _, f := range p.Factors {
			if !f.Agrees() {
				wrong = append(wrong, p.Title+": "+f.Name)
			}
		}
	}
	assert.Len(t, wrong, 1, "271 of the 272 factor rows agree with the scheme: %v", wrong)
}
