package planning

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/simulation"
	"bandwise/seed"
)

// PayPoint is the pay of a band from a day on, in pounds a year for a whole-time post.
type PayPoint struct {
	From  calendar.Date
	Band  workforce.Band
	Year  string
	Entry int
	Top   int
	// Approximate says that the figures are not yet confirmed to the pound.
	Approximate bool
}

// scales reads the pay scales of the reference data. A year's hold from its 1 April.
func scales() ([]PayPoint, error) {
	points, err := seed.PayScales()
	if err != nil {
		return nil, fmt.Errorf("read the pay scales: %w", err)
	}
	all := make([]PayPoint, len(points))
	for i, p := range points {
		first, _, _ := strings.Cut(p.Year, "/")
		year, err := strconv.Atoi(first)
		if err != nil {
			return nil, fmt.Errorf("the pay scales have a year that is none: %q", p.Year)
		}
		all[i] = PayPoint{From: calendar.On(year, 4, 1), Band: workforce.Band(p.Band), Year: p.Year, Entry: p.Entry, Top: p.Top, Approximate: p.Status != "verified"}
	}
	slices.SortStableFunc(all, func(a, b PayPoint) int { return a.From.Compare(b.From) })
	return all, nil
}

// payOn gives a band's pay on a day: the newest that holds, or the first there is; false for a band without pay scales.
func payOn(scales []PayPoint, band workforce.Band, day calendar.Date) (PayPoint, bool) {
	var found PayPoint
	known := false
	for _, p := range scales {
		if p.Band == band && (!known || !p.From.After(day)) {
			found, known = p, true
		}
	}
	return found, known
}

// Money is a range in pounds: everybody at the entry of the band, everybody at its top.
type Money struct{ Low, High int }

// Cost is what accredited staff and trainees are paid in the months ahead, on average over the runs.
type Cost struct {
	Accredited Money
	Training   Money
	Total      Money
	// Because says what it is reckoned from.
	Because string
}

// annex21 gives the share of the qualified band's top that a trainee is paid so many months before the end of training, by
// Annex 21 of the national terms: 75 % in the last twelve months, 70 % the year before, 65 % before that.
func annex21(monthsLeft int) float64 {
	switch {
	case monthsLeft <= 12:
		return 0.75
	case monthsLeft <= 24:
		return 0.70
	default:
		return 0.65
	}
}

// cost reckons the pay of the months after today, month by month, without employers' contributions, high-cost area
// supplements or later pay awards.
func (b baseline) cost(f facts, o simulation.Outcome) Cost {
	var accredited, training struct{ low, high float64 }
	years, unknown := []string{}, []string{}
	rate := func(band workforce.Band, m int) (low, high float64) {
		p, known := payOn(f.scales, band, endOf(f.today, m))
		switch {
		case !known && !slices.Contains(unknown, string(band)):
			unknown = append(unknown, string(band))
		case known && !slices.Contains(years, p.Year):
			years = append(years, p.Year)
		}
		return float64(p.Entry) / 12 / 100, float64(p.Top) / 12 / 100
	}
	for m := 1; m <= b.sim.Months; m++ {
		for i, band := range b.bands {
			if wte := o.Means[i][m]; wte > 0 {
				low, high := rate(band, m)
				accredited.low += wte * low
				accredited.high += wte * high
			}
		}
		for i, g := range b.groups {
			wte := o.Training[i][m]
			if wte <= 0 {
				continue
			}
			low, high := rate(g.band, m)
			if g.share {
				low = high * annex21(int(g.starts)+g.trained-m)
				high = low
			}
			training.low += wte * low
			training.high += wte * high
		}
	}
	round := func(low, high float64) Money { return Money{int(math.Round(low)), int(math.Round(high))} }
	c := Cost{Accredited: round(accredited.low, accredited.high), Training: round(training.low, training.high)}
	c.Total = Money{c.Accredited.Low + c.Training.Low, c.Accredited.High + c.Training.High}
	c.Because = fmt.Sprintf("Pay of %d months by the national pay scales of %s, from everybody at the entry of the band to everybody at its top; the newest scale goes on. Without employers’ contributions, supplements and later pay awards. Intakes without a band of pay are paid by Annex 21: 75 %% of the qualified band’s top in the last year of training, 70 %% the year before, 65 %% before that.",
		b.sim.Months, strings.Join(years, " and "))
	if len(years) == 0 {
		c.Because = "Nobody is paid in these months."
	}
	if len(unknown) > 0 {
		c.Because += " Without a pay scale, and left out: band " + strings.Join(unknown, ", ") + "."
	}
	return c
}
