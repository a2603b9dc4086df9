package simulation

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Run simulates a plan so many times. The seed fixes every draw; people draw from a stream of their own, so that two plans
// that differ in one thing differ in what follows from it and not by chance.
func Run(p Plan, runs int, seed uint64) (Outcome, error) {
	if err := p.Check(); err != nil {
		return Outcome{}, err
	}
	s := newState(p, runs)
	for r := range runs {
		s.run(r, seed)
	}
	return s.outcome(), nil
}

// state is what one run after the other writes into; nothing grows with the number of runs but the samples.
type state struct {
	Plan
	runs int
	// wte[b][m] holds for each run the accredited WTE of a band at the end of a month.
	wte [][][]int32
	// order lists the trainees in the order in which they want the course.
	order    []int
	mentored []int
	places   []int
	// accredited counts for each of today's trainees the runs in which the award falls into a month.
	accredited [][]int32
	// training sums the WTE in training of each group in each month.
	training [][]int64
	demand   []Demand
	waiting  Waiting
}

func newState(p Plan, runs int) *state {
	s := &state{Plan: p, runs: runs, mentored: make([]int, p.Months+1), demand: make([]Demand, p.Months+1)}
	for range p.Bands {
		months := make([][]int32, p.Months+1)
		for m := range months {
			months[m] = make([]int32, runs)
		}
		s.wte = append(s.wte, months)
	}
	for range max(p.Groups, 1) {
		s.training = append(s.training, make([]int64, p.Months+1))
	}
	for i := range p.Trainees {
		s.order = append(s.order, i)
		s.accredited = append(s.accredited, make([]int32, p.Months+1))
	}
	slices.SortStableFunc(s.order, func(a, b int) int { return int(p.Trainees[a].NeedsCourse) - int(p.Trainees[b].NeedsCourse) })
	if p.CoursePlaces != nil {
		s.places = make([]int, p.Months+1)
	}
	s.Intakes = slices.Clone(p.Intakes)
	slices.SortStableFunc(s.Intakes, func(a, b Intake) int { return int(a.Month) - int(b.Month) })
	return s
}

// rates are what holds in one run.
type rates struct {
	pass float64
	// training and accredited are leavings in a month.
	training   float64
	accredited float64
}

func (s *state) run(r int, seed uint64) {
	draws := rand.NewPCG(seed, uint64(r)<<32) //nolint:gosec // a count of runs is never negative
	now := rates{s.Pass.draw(draws), s.LeaveTraining.draw(draws) / 12, s.LeaveAccredited.draw(draws) / 12}
	copy(s.places, s.CoursePlaces)
	clear(s.mentored)
	person := uint64(0)
	next := func() *rand.Rand {
		person++
		draws.Seed(seed+person, uint64(r)<<32|person) //nolint:gosec // a count of runs is never negative
		return rand.New(draws)                        //nolint:gosec // chance in a model, where the same seed has to give the same
	}
	for _, h := range s.Accredited {
		s.count(r, h.Band, h.WTE, 0, min(h.Ends, month(next().ExpFloat64()/now.accredited)))
	}
	// A trainee's stream does not depend on the order in which places are given.
	first := person
	for _, i := range s.order {
		person = first + uint64(i) //nolint:gosec // a place in a list is never negative
		s.trainee(r, i, s.Trainees[i], now, next())
	}
	person = first + uint64(len(s.Trainees))
	for _, in := range s.Intakes {
		for range in.People {
			s.newcomer(r, in, now, next())
		}
	}
}

// trainee follows one person from today, or from the month of starting, to the award.
func (s *state) trainee(r, index int, t Trainee, now rates, chance *rand.Rand) {
	// leaving is how much of leaving a person withstands: each month takes the rate that holds for it.
	leaving := chance.ExpFloat64()
	gone := min(t.Ends, month(leaving/now.training))
	for m := Month(0); m < min(t.MentoredUntil, gone, s.end()); m++ {
		s.mentored[m]++
		s.demand[m].Mentored++
	}
	on := s.examined(t, gone, now, chance)
	s.trained(t.Group, t.WTE, 0, min(on, gone))
	if on >= s.end() {
		return
	}
	s.accredited[index][on]++
	s.award(r, t.Band, t.WTE, on, t.Ends, leaving, float64(on), now)
}

// newcomer follows one person of an intake, who first waits for a mentor.
func (s *state) newcomer(r int, in Intake, now rates, chance *rand.Rand) {
	start := in.Month
	for s.Mentored != Unlimited && start < s.end() && s.mentored[start] >= s.Mentored {
		start++
	}
	s.waiting.Mentors += float64(min(start, s.end()) - in.Month)
	if start >= s.end() {
		return
	}
	leaving := chance.ExpFloat64()
	gone := start + month(leaving/now.training)
	for m := start; m < min(start+Month(s.MentoredFor), gone, s.end()); m++ {
		s.mentored[m]++
		s.demand[m].Mentored++
	}
	t := Trainee{Band: in.Band, WTE: in.WTE, NeedsCourse: start + Month(in.CourseAfter), Ready: start + Month(in.ReadyAfter)}
	on := s.examined(t, gone, now, chance)
	s.trained(in.Group, in.WTE, start, min(on, gone))
	if on < s.end() {
		s.award(r, in.Band, in.WTE, on, Never, leaving, float64(on-start), now)
	}
}

// award counts an accredited person from a month until the person leaves. spent is for how many months the person was
// exposed to the trainees' rate of leaving before.
func (s *state) award(r, band, wte int, on, ends Month, leaving, spent float64, now rates) {
	left := leaving - spent*now.training
	s.count(r, band, wte, on, min(ends, on+month(left/now.accredited)))
}

// examined gives the month in which a trainee passes, Never or a month after the last one when it does not come to that.
func (s *state) examined(t Trainee, gone Month, now rates, chance *rand.Rand) Month {
	ready := t.Ready
	if t.NeedsCourse != Never {
		place, ok := s.place(t.NeedsCourse, gone)
		if !ok {
			return Never
		}
		if late := place - t.NeedsCourse; late > 0 {
			s.waiting.Places += float64(late)
			ready = max(ready, place)
		}
	}
	for attempt, from := t.Attempts, ready; s.Attempts == 0 || attempt < s.Attempts; attempt++ {
		at, _ := slices.BinarySearch(s.Sittings, from)
		if at == len(s.Sittings) || s.Sittings[at] >= gone || s.Sittings[at] >= s.end() {
			return Never
		}
		sitting := s.Sittings[at]
		s.waiting.Sittings += float64(sitting - from)
		s.demand[sitting].Entries++
		if chance.Float64() < now.pass {
			return sitting
		}
		from = sitting + 1
	}
	return Never
}

// place takes a place on the course from the month in which it is wanted; false when the person leaves, or the months end,
// before there is one.
func (s *state) place(wanted, gone Month) (Month, bool) {
	if wanted >= min(gone, s.end()) {
		return wanted, wanted < gone
	}
	s.demand[wanted].Places++
	if s.places == nil {
		return wanted, true
	}
	for m := wanted; m < min(gone, s.end()); m++ {
		if s.places[m] > 0 {
			s.places[m]--
			return m, true
		}
	}
	s.waiting.Places += float64(min(gone, s.end()) - wanted)
	return Never, false
}

// count adds a person's WTE to the months from one to before another.
func (s *state) count(r, band, wte int, from, until Month) {
	months := s.wte[band]
	for m := from; m < min(until, s.end()); m++ {
		months[m][r] += int32(wte) //nolint:gosec // hundredths of one person's time
	}
}

// trained adds a person's WTE to the time in training of a group, from one month to before another.
func (s *state) trained(group, wte int, from, until Month) {
	months := s.training[group]
	for m := from; m < min(until, s.end()); m++ {
		months[m] += int64(wte)
	}
}

// end is the first month that is not looked at.
func (s *state) end() Month { return Month(s.Months + 1) }

// month gives the first month at whose end a time in months has passed.
func month(after float64) Month {
	if after >= float64(Never) || math.IsNaN(after) {
		return Never
	}
	return Month(math.Ceil(after))
}

// draw gives a chance as it may be: itself when it was entered, otherwise a value of what so many of so many tell (Jeffreys'
// prior, a half of each before anything is known).
func (c Chance) draw(source rand.Source) float64 {
	if c.Of == 0 {
		return c.Entered
	}
	return distuv.Beta{Alpha: float64(c.Yes) + 0.5, Beta: float64(c.Of-c.Yes) + 0.5, Src: source}.Rand()
}

// Interval gives the middle of what is known of a chance and its 80 % interval.
func (c Chance) Interval() (low, middle, high float64) {
	if c.Of == 0 {
		return c.Entered, c.Entered, c.Entered
	}
	known := distuv.Beta{Alpha: float64(c.Yes) + 0.5, Beta: float64(c.Of-c.Yes) + 0.5}
	return known.Quantile(0.1), float64(c.Yes) / float64(c.Of), known.Quantile(0.9)
}

// draw gives a frequency as it may be, in times a year.
func (f Frequency) draw(source rand.Source) float64 {
	if f.Years == 0 {
		return f.Entered
	}
	return distuv.Gamma{Alpha: float64(f.Times) + 0.5, Beta: f.Years, Src: source}.Rand()
}

// Interval gives the middle of what is known of a frequency and its 80 % interval.
func (f Frequency) Interval() (low, middle, high float64) {
	if f.Years == 0 {
		return f.Entered, f.Entered, f.Entered
	}
	known := distuv.Gamma{Alpha: float64(f.Times) + 0.5, Beta: f.Years}
	return known.Quantile(0.1), float64(f.Times) / f.Years, known.Quantile(0.9)
}
