package simulation

import "slices"

// Outcome is what the runs of a plan came to.
type Outcome struct {
	Runs int
	// Total is the accredited WTE of each month, Bands the same of each band, AtTarget of the target's band and above.
	Total    []Spread
	Bands    [][]Spread
	AtTarget []Spread
	// Means gives the accredited WTE of each band and month on average, Training the WTE in training of each group and month.
	Means    [][]float64
	Training [][]float64
	// Met is the share of the runs that have the target's WTE at the end of each month; nil without a target.
	Met []float64
	// MetInHalf is the first month at whose end at least half of the runs have it, Never when there is none.
	MetInHalf Month
	// Accredited gives for each of today's trainees, in their order, when the award falls.
	Accredited []Prospect
	// Demand is what each month asks, on average over the runs.
	Demand  []Demand
	Waiting Waiting
}

// Spread is how a number lies over the runs, in hundredths of WTE: the median, and the ends of the interval that holds 80 %.
type Spread struct{ Low, Median, High int }

// Prospect is how one trainee fares over the runs: in which share of them the award falls within the months, and by the end
// of which month in half of them; Never when that is not reached.
type Prospect struct {
	Share float64
	Half  Month
}

// Demand is what a month asks of the organisation.
type Demand struct {
	// Places on the Standards course, Entries to the NCCQ, and trainees who are Mentored.
	Places   float64
	Entries  float64
	Mentored float64
}

// Waiting is for how many months people wait for each thing, all of them together, on average over the runs.
type Waiting struct {
	Mentors  float64
	Places   float64
	Sittings float64
}

func (s *state) outcome() Outcome {
	o := Outcome{Runs: s.runs, MetInHalf: Never, Demand: s.demand}
	runs := float64(s.runs)
	for m := range o.Demand {
		o.Demand[m].Places /= runs
		o.Demand[m].Entries /= runs
		o.Demand[m].Mentored /= runs
	}
	o.Waiting = Waiting{s.waiting.Mentors / runs, s.waiting.Places / runs, s.waiting.Sittings / runs}
	total, above := make([]int32, s.runs), make([]int32, s.runs)
	o.Bands, o.Means = make([][]Spread, s.Bands), make([][]float64, s.Bands)
	for _, months := range s.training {
		means, wte := make([]float64, s.Months+1), int64(0)
		for m := range means {
			wte += months[m]
			means[m] = float64(wte) / runs
		}
		o.Training = append(o.Training, means)
	}
	for m := range s.Months + 1 {
		clear(total)
		clear(above)
		for b, months := range s.wte {
			sum := 0
			for r, wte := range months[m] {
				sum += int(wte)
				total[r] += wte
				if b >= s.Target.FromBand {
					above[r] += wte
				}
			}
			o.Bands[b], o.Means[b] = append(o.Bands[b], spread(months[m])), append(o.Means[b], float64(sum)/runs)
		}
		if s.Target.WTE > 0 {
			met := 0
			for _, wte := range above {
				if int(wte) >= s.Target.WTE {
					met++
				}
			}
			o.Met = append(o.Met, float64(met)/runs)
			if 2*met >= s.runs && o.MetInHalf == Never {
				o.MetInHalf = Month(m)
			}
		}
		o.Total = append(o.Total, spread(total))
		o.AtTarget = append(o.AtTarget, spread(above))
	}
	for _, months := range s.accredited {
		o.Accredited = append(o.Accredited, prospect(months, s.runs))
	}
	return o
}

// spread gives where the values lie; it sorts them.
func spread(values []int32) Spread {
	slices.Sort(values)
	at := func(share float64) int { return int(values[int(share*float64(len(values)-1)+0.5)]) }
	return Spread{at(0.1), at(0.5), at(0.9)}
}

func prospect(months []int32, runs int) Prospect {
	p, n := Prospect{Half: Never}, 0
	for m, count := range months {
		n += int(count)
		if 2*n >= runs && p.Half == Never {
			p.Half = Month(m)
		}
	}
	p.Share = float64(n) / float64(runs)
	return p
}
