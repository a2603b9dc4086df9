package planning

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"bandwise/internal/workforce"
	"bandwise/internal/workforce/pay"
	"bandwise/internal/workforce/simulation"
)

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

// cost reckons the pay of the months after today, month by month, without employers' contributions, high-cost area
// supplements or later pay awards.
func (b baseline) cost(f facts, o simulation.Outcome) Cost {
	var accredited, training struct{ low, high float64 }
	years, unknown := []string{}, []string{}
	rate := func(band workforce.Band, m int) (low, high float64) {
		p, known := f.scales.On(band, endOf(f.today, m))
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
				low = high * float64(pay.Annex21(int(g.starts)+g.trained-m)) / 100
				high = low
			}
			training.low += wte * low
			training.high += wte * high
		}
	}
	round := func(low, high float64) Money { return Money{int(math.Round(low)), int(math.Round(high))} }
	c := Cost{Accredited: round(accredited.low, accredited.high), Training: round(training.low, training.high)}
	c.Total = Money{c.Accredited.Low + c.Training.Low, c.Accredited.High + c.Training.High}
	c.Because = fmt.Sprintf("Pay of %d months by the national pay scales of %s, from everybody at the entry of the band to everybody at its top; the newest scale goes on. Without employers’ contributions, supplements and later pay awards. Trainees paid by Annex 21, and intakes without a band of pay, get 75 %% of the qualified band’s top in the last year of training, 70 %% the year before, 65 %% before that.",
		b.sim.Months, strings.Join(years, " and "))
	if len(years) == 0 {
		c.Because = "Nobody is paid in these months."
	}
	if len(unknown) > 0 {
		c.Because += " Without a pay scale, and left out: band " + strings.Join(unknown, ", ") + "."
	}
	return c
}
