// Package pay says what a band is paid on a day, and what a trainee is paid under Annex 21 of the national terms. The scales are
// those of the reference data, each year's with the status of its figures.
package pay

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
	"bandwise/seed"
)

// Scale is the pay of a band from a day on, in pounds a year for a whole-time post.
type Scale struct {
	From  calendar.Date
	Band  workforce.Band
	Year  string
	Entry int
	Top   int
	// Approximate says that the figures are not yet confirmed to the pound.
	Approximate bool
}

// Scales are the scales of every band and year, the oldest first.
type Scales []Scale

// Read reads the pay scales of the reference data. A year's hold from its 1 April.
func Read() (Scales, error) {
	points, err := seed.PayScales()
	if err != nil {
		return nil, fmt.Errorf("read the pay scales: %w", err)
	}
	all := make(Scales, len(points))
	for i, p := range points {
		first, _, _ := strings.Cut(p.Year, "/")
		year, err := strconv.Atoi(first)
		if err != nil {
			return nil, fmt.Errorf("the pay scales have a year that is none: %q", p.Year)
		}
		all[i] = Scale{From: calendar.On(year, 4, 1), Band: workforce.Band(p.Band), Year: p.Year, Entry: p.Entry, Top: p.Top, Approximate: p.Status != "verified"}
	}
	slices.SortStableFunc(all, func(a, b Scale) int { return a.From.Compare(b.From) })
	return all, nil
}

// On gives a band's pay on a day: the newest that holds, or the first there is; false for a band without pay scales.
func (s Scales) On(band workforce.Band, day calendar.Date) (Scale, bool) {
	var found Scale
	known := false
	for _, p := range s {
		if p.Band == band && (!known || !p.From.After(day)) {
			found, known = p, true
		}
	}
	return found, known
}

// Percent is a whole number of hundredths: 75 is three quarters.
type Percent int

// The percentages of Annex 21, from the year in which training ends backwards.
const (
	LastYear       Percent = 75
	YearBeforeLast Percent = 70
	Earlier        Percent = 65
)

// Annex21 gives the part of the qualified band's top that a trainee is paid so many months before the end of training, by
// Annex 21 of the national terms: 75 % in the last twelve months, 70 % the year before, 65 % before that.
func Annex21(monthsLeft int) Percent {
	switch {
	case monthsLeft <= 12:
		return LastYear
	case monthsLeft <= 24:
		return YearBeforeLast
	default:
		return Earlier
	}
}

// MonthsLeft counts the months, begun ones whole, until a trainee's training ends: to the day by which the own plan leads to the
// award, or what is left of the pathway where the plan has no such day ahead. It is 0 once
// the award is held, and false for somebody who is on no pathway.
func MonthsLeft(t *workforce.TrainingSummary, today calendar.Date) (int, bool) {
	switch {
	case t == nil:
		return 0, false
	case t.Accreditation.Held():
		return 0, true
	case !t.AwardDueOn.After(today):
		return max(0, t.Months-t.Month+1), true
	}
	months := today.MonthsUntil(t.AwardDueOn)
	if today.Add(calendar.Months(months)).Before(t.AwardDueOn) {
		months++
	}
	return months, true
}
