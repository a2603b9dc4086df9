// Package jobevaluation is the NHS Job Evaluation Scheme: 16 factors, points for each level, bands as ranges of points,
// the national job profiles, and the rules by which a local job is matched to a profile. Job evaluation scores the post,
// never the person.
package jobevaluation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// FactorCount is the number of factors under which a job is evaluated.
const FactorCount = 16

// FactorNo is a factor's number, 1 to 16.
type FactorNo int

// Level is a level of a factor, counted from 1. How many levels a factor has, the scheme says.
type Level int

// Points are what a level is worth, and the sum of a job's 16.
type Points int

// Levels are a job's levels, factor 1 first.
type Levels [FactorCount]Level

// Scheme is the job evaluation scheme as it is configured here.
type Scheme struct {
	ID   uuid.UUID
	Name string
	// Version counts the scheme's versions from 1; this one holds from ValidFrom until the next, as ValidFromSource says.
	Version         int
	ValidFrom       calendar.Date
	ValidFromSource string
	// Factors are in the order of their numbers.
	Factors []SchemeFactor
	// Bands are the lowest first; both ends of a range belong to it.
	Bands []BandRange
	// MaxVariations is how many factors may vary in a band match.
	MaxVariations int
	// Rules are the matching rules in words, and Status says where they come from and how sure that is.
	Rules  []Rule
	Status string
	// Panel is how a matching panel is made up and what follows its decision.
	Panel PanelRules
	// Reporting is the period in which trusts report job evaluation figures.
	Reporting Reporting
}

// SchemeFactor is one factor with the points of its levels, level 1 first. From a fixed factor a job may not vary.
type SchemeFactor struct {
	No     FactorNo
	Name   string
	Fixed  bool
	Points []Points
}

// BandRange is a band with its range of points.
type BandRange struct {
	Band     Band
	Min, Max Points
}

// Rule is one of the matching rules in words.
type Rule struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// factor gives the factor with this number, and false when the scheme has none.
func (s Scheme) factor(no FactorNo) (SchemeFactor, bool) {
	i := slices.IndexFunc(s.Factors, func(f SchemeFactor) bool { return f.No == no })
	if i < 0 {
		return SchemeFactor{}, false
	}
	return s.Factors[i], true
}

// Points gives what a level of a factor is worth, and false when the scheme has no such factor or level.
func (s Scheme) Points(no FactorNo, level Level) (Points, bool) {
	f, known := s.factor(no)
	if !known || level < 1 || int(level) > len(f.Points) {
		return 0, false
	}
	return f.Points[level-1], true
}

// Levels reads a job's levels, factor 1 first. Anything but 16, or a level that its factor does not have, is CodeInvalid
// with a message for each; the fields are called levels[0] to levels[15].
func (s Scheme) Levels(given []int) (Levels, error) {
	var levels Levels
	if len(given) != FactorCount {
		return levels, apperr.InvalidField("levels", fmt.Sprintf("Give a level for each of the %d factors.", FactorCount))
	}
	var wrong []apperr.Field
	for i, level := range given {
		f, _ := s.factor(FactorNo(i + 1))
		if level < 1 || level > len(f.Points) {
			wrong = append(wrong, apperr.Field{
				Name:    fmt.Sprintf("levels[%d]", i),
				Message: fmt.Sprintf("%s (factor %d) has levels 1 to %d.", f.Name, i+1, len(f.Points)),
			})
			continue
		}
		levels[i] = Level(level)
	}
	return levels, apperr.Invalid(wrong...)
}

// Total adds up the points of a job's levels. Levels that the scheme does not have count for nothing: read them with
// [Scheme.Levels] first.
func (s Scheme) Total(levels Levels) Points {
	var total Points
	for i, level := range levels {
		points, _ := s.Points(FactorNo(i+1), level)
		total += points
	}
	return total
}

// BandOf gives the band that a total lies in and a sentence with its range. Where no band includes the total, there is
// no band and the sentence says why not.
func (s Scheme) BandOf(total Points) (Band, string) {
	for _, b := range s.Bands {
		if total >= b.Min && total <= b.Max {
			return b.Band, fmt.Sprintf("%d points lie in band %s, which runs from %d to %d.", total, b.Band, b.Min, b.Max)
		}
	}
	if len(s.Bands) == 0 {
		return 0, "The scheme has no bands."
	}
	first, last := s.Bands[0], s.Bands[len(s.Bands)-1]
	switch {
	case total > last.Max:
		return 0, fmt.Sprintf("%d points lie above band %s, which ends at %d.", total, last.Band, last.Max)
	case total < first.Min:
		return 0, fmt.Sprintf("%d points lie below band %s, which begins at %d.", total, first.Band, first.Min)
	}
	return 0, fmt.Sprintf("%d points lie between two bands.", total)
}

// spanOf gives the range of points from the floor of the lowest of some bands to the ceiling of the highest. The error
// names a band that the scheme does not have.
func (s Scheme) spanOf(bands []Band) (low, high Points, err error) {
	for i, band := range bands {
		at := slices.IndexFunc(s.Bands, func(b BandRange) bool { return b.Band == band })
		if at < 0 {
			return 0, 0, fmt.Errorf("the scheme has no band %s", band)
		}
		if i == 0 {
			low, high = s.Bands[at].Min, s.Bands[at].Max
		}
		low, high = min(low, s.Bands[at].Min), max(high, s.Bands[at].Max)
	}
	return low, high, nil
}

// rangeWords gives "409" for a range of one figure and "409 to 424" for any other.
func rangeWords[N Points | Level](low, high N) string {
	if low == high {
		return fmt.Sprint(low)
	}
	return fmt.Sprintf("%d to %d", low, high)
}

// listWords joins words as a sentence does: "3", "3 and 7", "3, 7 and 9".
func listWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
