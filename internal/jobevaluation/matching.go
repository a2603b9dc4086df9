package jobevaluation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// FactorResult is how a job compares with a profile on one factor.
type FactorResult int

// The results on a factor.
const (
	// FactorMatch: the job's level lies within the profile's range.
	FactorMatch FactorResult = iota + 1
	// FactorVariation: it lies one level above or below.
	FactorVariation
	// FactorNoMatch: it lies further away, or the factor is fixed and it is not the profile's.
	FactorNoMatch
)

var resultNames = map[FactorResult]string{FactorMatch: "match", FactorVariation: "variation", FactorNoMatch: "no_match", FactorUndecided: "undecided"}

func (r FactorResult) String() string { return resultNames[r] }

// Outcome is how a job compares with a profile overall. The nearest comes first.
type Outcome int

// The outcomes.
const (
	// ProfileMatch: all 16 factors match.
	ProfileMatch Outcome = iota + 1
	// BandMatch: few enough factors vary, none of them fixed, and the job's total stays in the profile's band.
	BandMatch
	// NoMatch: another profile must be tried, or the job fully evaluated.
	NoMatch
)

var outcomeNames = map[Outcome]string{ProfileMatch: "profile_match", BandMatch: "band_match", NoMatch: "no_match", Undecided: "undecided"}

func (o Outcome) String() string { return outcomeNames[o] }

// ParseOutcome reads an outcome's name.
func ParseOutcome(text string) (Outcome, error) {
	for o, name := range outcomeNames {
		if name == text {
			return o, nil
		}
	}
	return 0, fmt.Errorf("%q is not an outcome of matching", text)
}

// Candidate is a profile as a match for a job.
type Candidate struct {
	ProfileID uuid.UUID
	Title     string
	BandText  string
	Outcome   Outcome
	// Reason says in a sentence or two why the outcome is what it is.
	Reason  string
	Factors []FactorMatching
	// Variations and Failing count the factors that vary and those that do not match.
	Variations int
	Failing    int
	// distance is how far the job's total lies from the profile's range, in points.
	distance Points
}

// FactorMatching is the comparison on one factor.
type FactorMatching struct {
	No    FactorNo
	Name  string
	Level Level
	// LevelText is the profile's level as printed.
	LevelText string
	Result    FactorResult
	Reason    string
}

// Evaluation is what the scheme makes of a job's levels.
type Evaluation struct {
	Total Points
	// Band is zero when no band includes the total; BandReason says which range it lies in, or why none.
	Band       Band
	BandReason string
	// Candidates are all the profiles, the nearest first.
	Candidates []Candidate
}

// Evaluate scores a job and compares it with every profile.
func (s Scheme) Evaluate(levels Levels, profiles []Profile) Evaluation {
	e := Evaluation{Total: s.Total(levels)}
	e.Band, e.BandReason = s.BandOf(e.Total)
	for _, p := range profiles {
		e.Candidates = append(e.Candidates, s.Match(levels, p))
	}
	slices.SortStableFunc(e.Candidates, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Failing, b.Failing),
			cmp.Compare(a.Variations, b.Variations), cmp.Compare(a.distance, b.distance), cmp.Compare(a.Title, b.Title))
	})
	return e
}

// Match compares a job with one profile by the rules of the scheme (the Handbook's chapter 11, as Rules and Status say).
func (s Scheme) Match(levels Levels, p Profile) Candidate {
	c := Candidate{ProfileID: p.ID, Title: p.Title, BandText: p.BandText}
	for _, f := range p.Factors {
		known, _ := s.factor(f.No)
		m := CompareLevel(f, levels[f.No-1], known.Fixed)
		switch m.Result {
		case FactorVariation:
			c.Variations++
		case FactorNoMatch:
			c.Failing++
		}
		c.Factors = append(c.Factors, m)
	}
	total := s.Total(levels)
	c.distance = max(p.ComputedMin-total, total-p.ComputedMax, 0)
	c.Outcome, c.Reason = s.outcome(c, p, total)
	return c
}

// CompareLevel compares a level with a profile's row.
func CompareLevel(f ProfileFactor, level Level, fixed bool) FactorMatching {
	m := FactorMatching{No: f.No, Name: f.Name, Level: level, LevelText: f.LevelText}
	away, side := f.LevelMin-level, "below"
	if level > f.LevelMax {
		away, side = level-f.LevelMax, "above"
	}
	wanted := rangeWords(f.LevelMin, f.LevelMax)
	switch {
	case away <= 0 && f.LevelMin == f.LevelMax:
		m.Result, m.Reason = FactorMatch, fmt.Sprintf("Level %d is the profile's.", level)
	case away <= 0:
		m.Result, m.Reason = FactorMatch, fmt.Sprintf("Level %d lies within the profile's %s.", level, wanted)
	case fixed:
		m.Result, m.Reason = FactorNoMatch, fmt.Sprintf("Level %d is not the profile's %s, and this factor may not vary.", level, wanted)
	case away == 1:
		m.Result, m.Reason = FactorVariation, fmt.Sprintf("Level %d is one %s the profile's %s.", level, side, wanted)
	default:
		m.Result, m.Reason = FactorNoMatch, fmt.Sprintf("Level %d is %d levels %s the profile's %s; a variation is one level.", level, away, side, wanted)
	}
	return m
}

// outcome judges a comparison overall and says why in words.
func (s Scheme) outcome(c Candidate, p Profile, total Points) (Outcome, string) {
	inBand := total >= p.BandMin && total <= p.BandMax
	if c.Failing == 0 && c.Variations == 0 {
		reason := "All 16 factors match."
		if !inBand {
			reason += fmt.Sprintf(" The total of %d lies outside band %s (%s), as part of the profile's own range does.", total, p.BandText, rangeWords(p.BandMin, p.BandMax))
		}
		return ProfileMatch, reason
	}
	broken := s.brokenRules(c)
	if !inBand {
		broken = append(broken, fmt.Sprintf("The total of %d leaves band %s (%s).", total, p.BandText, rangeWords(p.BandMin, p.BandMax)))
	}
	if len(broken) > 0 {
		return NoMatch, strings.Join(broken, " ")
	}
	return BandMatch, fmt.Sprintf("%s, none of them fixed (%s), and the total of %d stays in band %s (%s).",
		counted(c.Variations, "factor varies", "factors vary"), c.named(FactorVariation), total, p.BandText, rangeWords(p.BandMin, p.BandMax))
}

// brokenRules says which rules about factors a comparison breaks, a sentence each.
func (s Scheme) brokenRules(c Candidate) []string {
	var broken []string
	if c.Failing > 0 {
		broken = append(broken, counted(c.Failing, "factor does", "factors do")+" not match: "+c.named(FactorNoMatch)+".")
	}
	if c.Variations > s.MaxVariations {
		broken = append(broken, fmt.Sprintf("%d factors vary, and at most %d may: %s.", c.Variations, s.MaxVariations, c.named(FactorVariation)))
	}
	return broken
}

// named lists the factors with this result by number and name.
func (c Candidate) named(result FactorResult) string {
	var names []string
	for _, f := range c.Factors {
		if f.Result == result {
			names = append(names, fmt.Sprintf("%d %s", f.No, f.Name))
		}
	}
	return listWords(names)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
