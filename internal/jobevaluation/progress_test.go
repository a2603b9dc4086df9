package jobevaluation

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestProgressWhileLevelsAreMissing(t *testing.T) {
	s := realScheme(t)
	profiles := realProfiles(t, s)
	var levels Levels
	p := s.Progress(levels, profiles)
	assert.Zero(t, p.Decided)
	assert.Equal(t, Points(86), p.Least)
	assert.Equal(t, Points(1000), p.Greatest)
	assert.Equal(t, "16 factors are without a level. The total will lie between 86 and 1000 points.", p.BandReason)
	for _, c := range p.Candidates {
		assert.Equal(t, Undecided, c.Outcome)
		assert.Equal(t, "No factor has a level yet.", c.Reason)
	}
	levels[1] = 8
	p = s.Progress(levels, profiles)
	for _, c := range p.Candidates {
		assert.Equal(t, NoMatch, c.Outcome, "no profile asks for level 8 of a fixed factor")
		assert.Contains(t, c.Reason, "1 factor does not match: 2 Knowledge")
	}
	levels[1], levels[0] = 3, 4
	p = s.Progress(levels, profiles)
	first := p.Candidates[0]
	assert.Equal(t, Undecided, first.Outcome)
	assert.Equal(t, "So far 2 factors have a level: 1 varies (1 Communication & Relationship Skills), of at most 5 that may.", first.Reason)
}

func TestWhichBandAnOutcomeGives(t *testing.T) {
	s := realScheme(t)
	single, several := Profile{Bands: []Band{Band6}}, Profile{Bands: []Band{Band8a, Band8b, Band8c}}
	for what, c := range map[string]struct {
		profile Profile
		outcome Outcome
		total   Points
		want    Band
	}{
		"the profile's band":                    {single, BandMatch, 407, Band6},
		"also where the total lies elsewhere":   {single, ProfileMatch, 300, Band6},
		"none without a match":                  {single, NoMatch, 407, 0},
		"none while it is undecided":            {single, Undecided, 407, 0},
		"of several the total's":                {several, ProfileMatch, 600, Band8b},
		"of several the lowest below them all":  {several, ProfileMatch, 500, Band8a},
		"of several the highest above them all": {several, ProfileMatch, 700, Band8c},
		"none of a profile without bands":       {Profile{}, ProfileMatch, 300, 0},
	} {
		assert.Equal(t, c.want, s.EffectiveBand(c.profile, c.outcome, c.total), what)
	}
}

// Whatever levels are there, in whatever order they come, nothing fails; what is ruled out stays ruled out as more levels
// come; and with all 16 it is what [Scheme.Evaluate] says.
func FuzzLevelsOneByOne(f *testing.F) {
	s := realScheme(f)
	profiles := realProfiles(f, s)
	f.Add([]byte{3, 3, 3, 1, 2, 1, 1, 1, 1, 2, 1, 2, 2, 4, 2, 2}, uint16(0xffff))
	f.Add([]byte{5, 5, 4, 3, 2, 1, 4, 2, 3, 2, 1, 4, 2, 4, 2, 2}, uint16(0x0f0f))
	f.Add([]byte{0, 9, 255}, uint16(1))
	f.Fuzz(func(t *testing.T, raw []byte, order uint16) {
		var levels Levels
		out := map[string]bool{}
		for step := range FactorCount {
			i := (step*7 + int(order)) % FactorCount
			most := len(s.Factors[i].Points)
			level := Level(1)
			if i < len(raw) {
				level = Level(int(raw[i])%most + 1)
			}
			levels[i] = level
			p := s.Progress(levels, profiles)
			require.Equal(t, step+1, p.Decided)
			require.LessOrEqual(t, p.Least, p.Greatest)
			require.NotEmpty(t, p.BandReason)
			require.Len(t, p.Candidates, len(profiles))
			for _, c := range p.Candidates {
				require.NotEmpty(t, c.Reason)
				if out[c.Title+c.BandText] {
					require.Equal(t, NoMatch, c.Outcome)
				}
				out[c.Title+c.BandText] = c.Outcome == NoMatch
			}
		}
		p, e := s.Progress(levels, profiles), s.Evaluate(levels, profiles)
		require.Equal(t, e.Total, p.Total)
		require.Equal(t, e.Band, p.Band)
		require.Equal(t, e.Candidates, p.Candidates)
	})
}
