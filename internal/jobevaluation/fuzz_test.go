package jobevaluation

import (
	"errors"
	"testing"

	"bandwise/internal/platform/apperr"
)

// Any 16 levels give a total and a band, or a sentence why not; and what the rules say of each profile is what counting
// the factors one by one says.
func FuzzAnySixteenLevels(f *testing.F) {
	s := realScheme(f)
	profiles := realProfiles(f, s)
	f.Add([]byte{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1})
	f.Add([]byte{6, 8, 5, 5, 5, 8, 6, 6, 6, 7, 6, 6, 5, 5, 4, 5})
	f.Add([]byte{3, 4, 3, 2, 3, 2, 2, 1, 1, 3, 1, 2, 2, 3, 2, 1})
	f.Add([]byte{0, 9, 255, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 1})
	f.Add([]byte{1})
	f.Fuzz(func(t *testing.T, raw []byte) {
		given := make([]int, len(raw))
		wrong := 0
		for i, b := range raw {
			given[i] = int(int8(b))
			if len(raw) == FactorCount && (given[i] < 1 || given[i] > len(s.Factors[i].Points)) {
				wrong++
			}
		}
		if len(raw) != FactorCount {
			wrong = 1
		}
		levels, err := s.Levels(given)
		if err != nil {
			var refusal *apperr.Error
			if !errors.As(err, &refusal) || len(refusal.Fields) != wrong {
				t.Fatalf("%v: %d levels are wrong and the refusal is %v", given, wrong, err)
			}
			return
		}
		if wrong > 0 {
			t.Fatalf("%v: %d levels are wrong and none was refused", given, wrong)
		}
		e := s.Evaluate(levels, profiles)
		if e.Total < 86 || e.Total > 1000 {
			t.Fatalf("%v: a total of %d", given, e.Total)
		}
		if e.BandReason == "" || (e.Band == 0) != (e.Total > 765) {
			t.Fatalf("%v: %d points are in band %q because %q", given, e.Total, e.Band, e.BandReason)
		}
		if len(e.Candidates) != len(profiles) {
			t.Fatalf("%v: %d candidates", given, len(e.Candidates))
		}
		for _, c := range e.Candidates {
			for _, p := range profiles {
				if p.ID == c.ProfileID {
					checkCandidate(t, levels, e.Total, c, p)
				}
			}
		}
	})
}

// checkCandidate counts again, in the plainest way.
func checkCandidate(t *testing.T, levels Levels, total Points, c Candidate, p Profile) {
	t.Helper()
	inside, near, far := 0, 0, 0
	for i, f := range p.Factors {
		switch level := levels[i]; {
		case level >= f.LevelMin && level <= f.LevelMax:
			inside++
		case f.No != 2 && f.No != 12 && level >= f.LevelMin-1 && level <= f.LevelMax+1:
			near++
		default:
			far++
		}
	}
	expected := NoMatch
	switch {
	case inside == FactorCount:
		expected = ProfileMatch
	case far == 0 && near <= 5 && total >= p.BandMin && total <= p.BandMax:
		expected = BandMatch
	}
	if c.Outcome != expected || c.Variations != near || c.Failing != far || c.Reason == "" {
		t.Fatalf("%v against %s: %s with %d variations and %d failing (%q), counted %s, %d and %d",
			levels, p.Title, c.Outcome, c.Variations, c.Failing, c.Reason, expected, near, far)
	}
}
