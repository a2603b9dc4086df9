package jobevaluation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Undecided is the outcome against a profile while levels are missing and nothing rules the profile out; it comes after the
// outcomes of [Evaluate], which knows all levels.
const Undecided Outcome = NoMatch + 1

// FactorUndecided is the result on a factor without a level.
const FactorUndecided FactorResult = FactorNoMatch + 1

// Progress is what the scheme makes of a job of which some levels may be missing.
type Progress struct {
	// Decided counts the factors that have a level.
	Decided int
	// Total is the points of the levels that are there; with those to come it is Least to Greatest.
	Total    Points
	Least    Points
	Greatest Points
	// Band is zero while levels are missing, and when no band includes the total; BandReason is a sentence either way.
	Band       Band
	BandReason string
	// Candidates are all the profiles, the nearest first.
	Candidates []Candidate
}

// Progress scores a job's levels, where a level of 0 means that the factor is not decided, and compares them with every
// profile.
func (s Scheme) Progress(levels Levels, profiles []Profile) Progress {
	p := Progress{}
	for i, level := range levels {
		f, _ := s.factor(FactorNo(i + 1))
		switch points, ok := s.Points(f.No, level); {
		case ok:
			p.Decided++
			p.Total, p.Least, p.Greatest = p.Total+points, p.Least+points, p.Greatest+points
		case len(f.Points) > 0:
			p.Least += f.Points[0]
			p.Greatest += f.Points[len(f.Points)-1]
		}
	}
	if p.Decided == FactorCount {
		e := s.Evaluate(levels, profiles)
		p.Band, p.BandReason, p.Candidates = e.Band, e.BandReason, e.Candidates
		return p
	}
	p.BandReason = fmt.Sprintf("%s without a level. The total will lie between %d and %d points.",
		counted(FactorCount-p.Decided, "factor is", "factors are"), p.Least, p.Greatest)
	for _, profile := range profiles {
		p.Candidates = append(p.Candidates, s.matchSoFar(levels, profile))
	}
	slices.SortStableFunc(p.Candidates, func(a, b Candidate) int {
		return cmp.Or(-cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Failing, b.Failing),
			cmp.Compare(a.Variations, b.Variations), cmp.Compare(a.Title, b.Title))
	})
	return p
}

// matchSoFar compares the levels that are there with one profile. It is no match as soon as a factor does not match or too
// many vary, and undecided until then.
func (s Scheme) matchSoFar(levels Levels, p Profile) Candidate {
	c := Candidate{ProfileID: p.ID, Title: p.Title, BandText: p.BandText, Outcome: Undecided}
	decided := 0
	for _, f := range p.Factors {
		level := levels[f.No-1]
		if level == 0 {
			c.Factors = append(c.Factors, FactorMatching{
				No: f.No, Name: f.Name, LevelText: f.LevelText, Result: FactorUndecided, Reason: "The panel has not chosen a level.",
			})
			continue
		}
		decided++
		known, _ := s.factor(f.No)
		m := CompareLevel(f, level, known.Fixed)
		switch m.Result {
		case FactorVariation:
			c.Variations++
		case FactorNoMatch:
			c.Failing++
		}
		c.Factors = append(c.Factors, m)
	}
	if broken := s.brokenRules(c); len(broken) > 0 {
		c.Outcome, c.Reason = NoMatch, strings.Join(broken, " ")
		return c
	}
	switch {
	case decided == 0:
		c.Reason = "No factor has a level yet."
	case c.Variations == 0:
		c.Reason = fmt.Sprintf("So far %s.", counted(decided, "factor has a level, and it matches", "factors have a level, and all match"))
	default:
		c.Reason = fmt.Sprintf("So far %s a level: %s (%s), of at most %d that may.", counted(decided, "factor has", "factors have"),
			counted(c.Variations, "varies", "vary"), c.named(FactorVariation), s.MaxVariations)
	}
	return c
}

// EffectiveBand gives the band that a job gets by its outcome against a profile: the profile's band, or, where the profile
// covers several, the one among them that the total lies in or nearest to. No match gives none.
func (s Scheme) EffectiveBand(p Profile, outcome Outcome, total Points) Band {
	if outcome != ProfileMatch && outcome != BandMatch || len(p.Bands) == 0 {
		return 0
	}
	for _, band := range p.Bands {
		_, ceiling, err := s.spanOf([]Band{band})
		if err == nil && total <= ceiling {
			return band
		}
	}
	return p.Bands[len(p.Bands)-1]
}

// Candidate gives the comparison with one profile, and false when there is none.
func (p Progress) Candidate(id uuid.UUID) (Candidate, bool) {
	i := slices.IndexFunc(p.Candidates, func(c Candidate) bool { return c.ProfileID == id })
	if i < 0 {
		return Candidate{}, false
	}
	return p.Candidates[i], true
}

// Otherwise is what the scheme says is to be done when a profile does not match, in words.
func (s Scheme) Otherwise() string {
	i := slices.IndexFunc(s.Rules, func(r Rule) bool { return r.Name == ruleOtherwise })
	if i < 0 {
		return ""
	}
	return s.Rules[i].Text
}
