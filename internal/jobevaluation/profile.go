package jobevaluation

import (
	"fmt"

	"github.com/google/uuid"
)

// Profile is a national job profile: a generic job, described and scored under the 16 factors (document 000).
type Profile struct {
	ID uuid.UUID
	// Title is the label as the profile prints it; the contents page may print another.
	Title         string
	ContentsTitle string
	ContentsPage  int
	ContentsLine  int
	Suite         string
	SuiteAndLabel string
	// BandText is the band as printed ("8a-c"), Bands what it stands for, the lowest first.
	BandText         string
	Bands            []Band
	JobStatements    []string
	JobStatementLine int
	// TotalText is the total as printed, StatedMin and StatedMax its figures.
	TotalText   string
	TotalLine   int
	StatedMin   Points
	StatedMax   Points
	Factors     []ProfileFactor
	Corrections []Correction
	Document    string
	// Line and LastLine are the first and last line of the profile in its document.
	Line     int
	LastLine int

	// What the scheme makes of the printed levels; see judged.

	// ComputedMin and ComputedMax are the sums of the points of the least and the greatest levels.
	ComputedMin Points
	ComputedMax Points
	// BandMin and BandMax are the limits of the profile's bands.
	BandMin Points
	BandMax Points
	// Notes are sentences about the figures: where print and scheme differ, and where the profile reaches beyond its band.
	Notes []string
}

// ProfileFactor is one row of a profile's table.
type ProfileFactor struct {
	No   FactorNo
	Name string
	// LevelText is the level as printed, LevelMin and LevelMax its range, Options the option letters by which it is
	// reached, LevelOptions the same with their level ("3a").
	LevelText    string
	LevelMin     Level
	LevelMax     Level
	Options      []string
	LevelOptions []string
	// ScoreText is the score as printed, ScoreMin and ScoreMax its figures, right or wrong.
	ScoreText string
	ScoreMin  Points
	ScoreMax  Points
	// Text is the whole row, verbatim but for markup; Descriptor and Example are its two parts.
	Text        string
	Descriptor  string
	Example     string
	Corrections []Correction
	Line        int
	Lines       []int

	// ComputedMin and ComputedMax are what the scheme gives for the levels.
	ComputedMin Points
	ComputedMax Points
}

// Agrees reports whether the printed score is the scheme's.
func (f ProfileFactor) Agrees() bool {
	return f.ScoreMin == f.ComputedMin && f.ScoreMax == f.ComputedMax
}

// Correction is a mistake of the source, set right.
type Correction struct {
	Field  string `json:"field"`
	From   string `json:"from"`
	To     string `json:"to"`
	Reason string `json:"reason"`
}

// judged fills in what the scheme makes of the printed levels: points, totals, the bands' limits, and the notes about
// where they differ from what is printed. The error names a level or band that the scheme does not have.
func (s Scheme) judged(p Profile) (Profile, error) {
	if len(p.Factors) != FactorCount {
		return p, fmt.Errorf("profile %s has %d factors", p.Title, len(p.Factors))
	}
	for i := range p.Factors {
		f := &p.Factors[i]
		least, ok := s.Points(f.No, f.LevelMin)
		most, also := s.Points(f.No, f.LevelMax)
		if !ok || !also {
			return p, fmt.Errorf("profile %s: factor %d has no level %s", p.Title, f.No, f.LevelText)
		}
		f.ComputedMin, f.ComputedMax = least, most
		p.ComputedMin += least
		p.ComputedMax += most
		if !f.Agrees() {
			p.Notes = append(p.Notes, fmt.Sprintf("Factor %d, %s: the profile prints %s for level %s; the scheme gives %s.",
				f.No, f.Name, f.ScoreText, f.LevelText, rangeWords(least, most)))
		}
	}
	if p.StatedMin != p.ComputedMin || p.StatedMax != p.ComputedMax {
		p.Notes = append(p.Notes, fmt.Sprintf("The profile prints a total of %s; the points of its levels make %s.",
			rangeWords(p.StatedMin, p.StatedMax), rangeWords(p.ComputedMin, p.ComputedMax)))
	}
	var err error
	if p.BandMin, p.BandMax, err = s.spanOf(p.Bands); err != nil {
		return p, fmt.Errorf("profile %s: %w", p.Title, err)
	}
	if p.ComputedMin < p.BandMin {
		p.Notes = append(p.Notes, fmt.Sprintf("Its least total of %d lies below band %s, which begins at %d. A generic profile may reach below its band.",
			p.ComputedMin, p.BandText, p.BandMin))
	}
	if p.ComputedMax > p.BandMax {
		p.Notes = append(p.Notes, fmt.Sprintf("Its greatest total of %d lies above band %s, which ends at %d.",
			p.ComputedMax, p.BandText, p.BandMax))
	}
	return p, nil
}
