package jobevaluation

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/seed"
)

// readReference reads the reference data once for all tests; none of them changes it.
var readReference = sync.OnceValues(seed.Load)

// realScheme is the scheme of the reference data.
func realScheme(t testing.TB) Scheme {
	t.Helper()
	ref, err := readReference()
	require.NoError(t, err)
	r, err := rowsOf(ref)
	require.NoError(t, err)
	scheme, err := schemeOf(r.scheme[0], r)
	require.NoError(t, err)
	return scheme
}

// profileOfTwos asks for level 2 everywhere but 3 to 4 on mental effort (14): 12+36+15+15+15+9+12+12+12+9+12+
// 12+7+(12 to 18)+11+7 = 208 to 214 points, with a band that the case chooses.
func profileOfTwos(t *testing.T, s Scheme, band Band) Profile {
	t.Helper()
	p := Profile{Title: "Twos", BandText: band.String(), Bands: []Band{band}, StatedMin: 208, StatedMax: 214}
	for no := FactorNo(1); no <= FactorCount; no++ {
		f := ProfileFactor{No: no, Name: fmt.Sprintf("Factor %d", no), LevelText: "2", LevelMin: 2, LevelMax: 2}
		if no == 14 {
			f.LevelText, f.LevelMin, f.LevelMax = "3-4", 3, 4
		}
		f.ScoreMin, _ = s.Points(no, f.LevelMin)
		f.ScoreMax, _ = s.Points(no, f.LevelMax)
		p.Factors = append(p.Factors, f)
	}
	p, err := s.judged(p)
	require.NoError(t, err)
	require.Equal(t, Points(208), p.ComputedMin)
	require.Equal(t, Points(214), p.ComputedMax)
	return p
}

// levelsWith is level 2 everywhere and 3 on factor 14, but for the given factors.
func levelsWith(changed map[FactorNo]Level) Levels {
	var levels Levels
	for i := range levels {
		levels[i] = 2
	}
	levels[13] = 3
	for no, level := range changed {
		levels[no-1] = level
	}
	return levels
}

func TestOutcomeOfAMatch(t *testing.T) {
	s := realScheme(t)
	for _, c := range []struct {
		name    string
		band    Band
		levels  Levels
		outcome Outcome
		reason  string
	}{
		{"every level is the profile's", Band2, levelsWith(nil), ProfileMatch, "All 16 factors match."},
		{"a level at the upper end of the profile's range", Band2, levelsWith(map[FactorNo]Level{14: 4}), ProfileMatch, "All 16 factors match."},
		{
			"every level is the profile's though its points lie below the band", Band3, levelsWith(nil), ProfileMatch,
			"All 16 factors match. The total of 208 lies outside band 3 (216 to 270), as part of the profile's own range does.",
		},
		{
			"one level above, and the total stays in the band", Band2, levelsWith(map[FactorNo]Level{13: 3}), BandMatch,
			"1 factor varies, none of them fixed (13 Factor 13), and the total of 213 stays in band 2 (161 to 215).",
		},
		{
			"five vary, some up and some down", Band2,
			levelsWith(map[FactorNo]Level{1: 1, 3: 1, 4: 1, 13: 3, 14: 2}), BandMatch,
			"5 factors vary, none of them fixed (1 Factor 1, 3 Factor 3, 4 Factor 4, 13 Factor 13 and 14 Factor 14), and the total of 183 stays in band 2 (161 to 215).",
		},
		{
			"six vary", Band2,
			levelsWith(map[FactorNo]Level{1: 1, 3: 1, 4: 1, 5: 1, 13: 3, 14: 2}), NoMatch,
			"6 factors vary, and at most 5 may: 1 Factor 1, 3 Factor 3, 4 Factor 4, 5 Factor 5, 13 Factor 13 and 14 Factor 14.",
		},
		{"knowledge varies, which is fixed", Band2, levelsWith(map[FactorNo]Level{2: 1}), NoMatch, "1 factor does not match: 2 Factor 2."},
		{"freedom to act varies, which is fixed", Band2, levelsWith(map[FactorNo]Level{12: 1}), NoMatch, "1 factor does not match: 12 Factor 12."},
		{"one level too far away", Band2, levelsWith(map[FactorNo]Level{14: 1}), NoMatch, "1 factor does not match: 14 Factor 14."},
		{
			"a variation that takes the total out of the band", Band2, levelsWith(map[FactorNo]Level{1: 3}), NoMatch,
			"The total of 217 leaves band 2 (161 to 215).",
		},
		{
			"everything at once", Band2,
			levelsWith(map[FactorNo]Level{1: 3, 2: 3, 3: 3, 4: 3, 5: 3, 7: 3, 8: 3, 9: 5}), NoMatch,
			"2 factors do not match: 2 Factor 2 and 9 Factor 9. 6 factors vary, and at most 5 may: 1 Factor 1, 3 Factor 3, 4 Factor 4, " +
				"5 Factor 5, 7 Factor 7 and 8 Factor 8. The total of 328 leaves band 2 (161 to 215).",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := s.Match(c.levels, profileOfTwos(t, s, c.band))
			assert.Equal(t, c.outcome.String(), got.Outcome.String())
			assert.Equal(t, c.reason, got.Reason)
			assert.Len(t, got.Factors, FactorCount)
		})
	}
}

func TestComparisonOnOneFactor(t *testing.T) {
	single := ProfileFactor{No: 3, LevelText: "3(a)", LevelMin: 3, LevelMax: 3}
	span := ProfileFactor{No: 3, LevelText: "2-4", LevelMin: 2, LevelMax: 4}
	for _, c := range []struct {
		name   string
		row    ProfileFactor
		level  Level
		fixed  bool
		result FactorResult
		reason string
	}{
		{"the same level", single, 3, false, FactorMatch, "Level 3 is the profile's."},
		{"the same level of a fixed factor", single, 3, true, FactorMatch, "Level 3 is the profile's."},
		{"the lower end of a range", span, 2, false, FactorMatch, "Level 2 lies within the profile's 2 to 4."},
		{"the upper end of a range", span, 4, true, FactorMatch, "Level 4 lies within the profile's 2 to 4."},
		{"one below", single, 2, false, FactorVariation, "Level 2 is one below the profile's 3."},
		{"one above a range", span, 5, false, FactorVariation, "Level 5 is one above the profile's 2 to 4."},
		{"one above on a fixed factor", single, 4, true, FactorNoMatch, "Level 4 is not the profile's 3, and this factor may not vary."},
		{"two below", single, 1, false, FactorNoMatch, "Level 1 is 2 levels below the profile's 3; a variation is one level."},
		{"three above", single, 6, false, FactorNoMatch, "Level 6 is 3 levels above the profile's 3; a variation is one level."},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := CompareLevel(c.row, c.level, c.fixed)
			assert.Equal(t, c.result.String(), got.Result.String())
			assert.Equal(t, c.reason, got.Reason)
			assert.Equal(t, c.row.LevelText, got.LevelText)
		})
	}
}

func TestBandOfATotal(t *testing.T) {
	s := realScheme(t)
	for _, c := range []struct {
		total  Points
		band   string
		reason string
	}{
		{0, "1", "0 points lie in band 1, which runs from 0 to 160."},
		{160, "1", "160 points lie in band 1, which runs from 0 to 160."},
		{161, "2", "161 points lie in band 2, which runs from 161 to 215."},
		{215, "2", "215 points lie in band 2, which runs from 161 to 215."},
		{216, "3", "216 points lie in band 3, which runs from 216 to 270."},
		{540, "8a", "540 points lie in band 8a, which runs from 540 to 584."},
		{720, "8d", "720 points lie in band 8d, which runs from 675 to 720."},
		{765, "9", "765 points lie in band 9, which runs from 721 to 765."},
		{766, "", "766 points lie above band 9, which ends at 765."},
		{-1, "", "-1 points lie below band 1, which begins at 0."},
	} {
		t.Run(fmt.Sprint(int(c.total)), func(t *testing.T) {
			band, reason := s.BandOf(c.total)
			assert.Equal(t, c.band, band.String())
			assert.Equal(t, c.reason, reason)
		})
	}
	s.Bands = append(s.Bands[:1:1], s.Bands[2:]...)
	_, reason := s.BandOf(200)
	assert.Equal(t, "200 points lie between two bands.", reason)
}

func TestLevelsThatTheSchemeDoesNotHave(t *testing.T) {
	s := realScheme(t)
	sixteen := func(changed map[int]int) []int {
		levels := make([]int, FactorCount)
		for i := range levels {
			levels[i] = 1
		}
		for i, level := range changed {
			levels[i] = level
		}
		return levels
	}
	for _, c := range []struct {
		name   string
		given  []int
		fields []apperr.Field
	}{
		{"fifteen", make([]int, 15), []apperr.Field{{Name: "levels", Message: "Give a level for each of the 16 factors."}}},
		{"none", nil, []apperr.Field{{Name: "levels", Message: "Give a level for each of the 16 factors."}}},
		{"zero", sixteen(map[int]int{0: 0}), []apperr.Field{
			{Name: "levels[0]", Message: "Communication & Relationship Skills (factor 1) has levels 1 to 6."},
		}},
		{"two too high", sixteen(map[int]int{1: 9, 14: 5}), []apperr.Field{
			{Name: "levels[1]", Message: "Knowledge, Training & Experience (factor 2) has levels 1 to 8."},
			{Name: "levels[14]", Message: "Emotional Effort (factor 15) has levels 1 to 4."},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := s.Levels(c.given)
			var refusal *apperr.Error
			require.ErrorAs(t, err, &refusal)
			assert.Equal(t, apperr.CodeInvalid, refusal.Code)
			assert.Equal(t, c.fields, refusal.Fields)
		})
	}
}

func TestTheScaleOfTheScheme(t *testing.T) {
	s := realScheme(t)
	var least, most Levels
	for i, f := range s.Factors {
		least[i], most[i] = 1, Level(len(f.Points))
	}
	assert.Equal(t, Points(86), s.Total(least), "every factor at its lowest level")
	assert.Equal(t, Points(1000), s.Total(most), "every factor at its highest level")
	assert.Equal(t, []FactorNo{2, 12}, fixedOf(s))
	assert.Equal(t, 5, s.MaxVariations)
}

func fixedOf(s Scheme) []FactorNo {
	var fixed []FactorNo
	for _, f := range s.Factors {
		if f.Fixed {
			fixed = append(fixed, f.No)
		}
	}
	return fixed
}

func TestBandsPrintAndParse(t *testing.T) {
	for b := Band1; b <= Band9; b++ {
		parsed, err := ParseBand(b.String())
		require.NoError(t, err)
		assert.Equal(t, b, parsed)
	}
	for _, text := range []string{"", "0", "8", "8e", "10", "Band 3", "8A"} {
		_, err := ParseBand(text)
		assert.Error(t, err, text)
	}
	assert.Empty(t, Band(0).String())
	assert.Empty(t, Band(99).String())
}
