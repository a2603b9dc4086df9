package simulation

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"
)

// Run simulates a plan so many times, on as many cores as there are. The seed fixes every draw; people draw from a stream of their own,
// so that two plans that differ in one thing differ in what follows from it and not by chance, and the outcome is the same whatever
// the number of cores.
func Run(p Plan, runs int, seed uint64) (Outcome, error) {
	return runOn(p, runs, seed, runtime.GOMAXPROCS(0))
}

func runOn(p Plan, runs int, seed uint64, cores int) (Outcome, error) {
	if err := p.Check(); err != nil {
		return Outcome{}, err
	}
	s := newState(p, runs)
	others := make([]*state, max(min(cores, runs)-1, 0))
	var all sync.WaitGroup
	share := func(i int) int { return i * runs / (len(others) + 1) }
	for i := range others {
		others[i] = s.fork()
		all.Go(func() { others[i].each(share(i+1), share(i+2), seed) })
	}
	s.each(0, share(1), seed)
	all.Wait()
	for _, other := range others {
		s.add(other)
	}
	return s.outcome(), nil
}

// each does the runs from one to before another.
func (s *state) each(from, until int, seed uint64) {
	for r := from; r < until; r++ {
		s.run(r, seed)
	}
}

// state is what one run after the other writes into; nothing grows with the number of runs but the samples.
type state struct {
	Plan
	runs int
	// wte[b][m] holds for each run the accredited WTE of a band at the end of a month.
	wte [][][]int32
	// changes[b][m] is by how much a band's accredited WTE changes in a month of the run.
	changes [][]int32
	// order lists the trainees in the order in which they want the course.
	order    []int
	mentored []int
	places   []int
	// accredited counts for each of today's trainees the runs in which the award falls into a month.
	accredited [][]int32
	// training sums over the runs by how much the WTE in training of each group changes in each month.
	training [][]int64
	demand   []Demand
	waiting  Waiting
}

func newState(p Plan, runs int) *state {
	s := &state{Plan: p, runs: runs}
	for range p.Bands {
		months := make([][]int32, p.Months+1)
		for m := range months {
			months[m] = make([]int32, runs)
		}
		s.wte = append(s.wte, months)
	}
	for i := range p.Trainees {
		s.order = append(s.order, i)
	}
	slices.SortStableFunc(s.order, func(a, b int) int { return int(p.Trainees[a].NeedsCourse) - int(p.Trainees[b].NeedsCourse) })
	s.Intakes = slices.Clone(p.Intakes)
	slices.SortStableFunc(s.Intakes, func(a, b Intake) int { return int(a.Month) - int(b.Month) })
	s.sums()
	return s
}

// sums makes what runs are summed up in.
func (s *state) sums() {
	s.mentored, s.demand = make([]int, s.Months+2), make([]Demand, s.Months+1)
	for range s.Bands {
		s.changes = append(s.changes, make([]int32, s.Months+2))
	}
	for range max(s.Groups, 1) {
		s.training = append(s.training, make([]int64, s.Months+2))
	}
	for range s.Trainees {
		s.accredited = append(s.accredited, make([]int32, s.Months+1))
	}
	if s.CoursePlaces != nil {
		s.places = make([]int, s.Months+1)
	}
}

// fork gives a state for other runs of the same plan, with the same samples and sums of its own.
func (s *state) fork() *state {
	other := &state{Plan: s.Plan, runs: s.runs, wte: s.wte, order: s.order}
	other.sums()
	return other
}

// add takes in the sums of other runs. All of them are whole numbers, so that their order does not matter.
func (s *state) add(other *state) {
	for i, months := range other.accredited {
		for m, n := range months {
			s.accredited[i][m] += n
		}
	}
	for g, months := range other.training {
		for m, wte := range months {
			s.training[g][m] += wte
		}
	}
	for m, d := range other.demand {
		s.demand[m].Places += d.Places
		s.demand[m].Entries += d.Entries
		s.demand[m].Mentored += d.Mentored
	}
	s.waiting.Mentors += other.waiting.Mentors
	s.waiting.Places += other.waiting.Places
	s.waiting.Sittings += other.waiting.Sittings
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
	for _, changes := range s.changes {
		clear(changes)
	}
	person := uint64(0)
	chance := rand.New(draws) //nolint:gosec // chance in a model, where the same seed has to give the same
	next := func() *rand.Rand {
		person++
		draws.Seed(seed+person, uint64(r)<<32|person) //nolint:gosec // a count of runs is never negative
		return chance
	}
	for _, h := range s.Accredited {
		s.count(h.Band, h.WTE, 0, min(h.Ends, month(next().ExpFloat64()/now.accredited)))
	}
	// A trainee's stream does not depend on the order in which places are given.
	first := person
	for _, i := range s.order {
		person = first + uint64(i) //nolint:gosec // a place in a list is never negative
		s.trainee(i, &s.Trainees[i], now, next())
	}
	person = first + uint64(len(s.Trainees))
	for m := 1; m <= s.Months; m++ {
		s.mentored[m] += s.mentored[m-1]
	}
	for _, in := range s.Intakes {
		for range in.People {
			s.newcomer(in, now, next())
		}
	}
	for m := range s.demand {
		s.demand[m].Mentored += float64(s.mentored[m])
	}
	for b, changes := range s.changes {
		wte := int32(0)
		for m, months := range s.wte[b] {
			wte += changes[m]
			months[r] = wte
		}
	}
}

// trainee follows one person from today, or from the month of starting, to the award.
func (s *state) trainee(index int, t *Trainee, now rates, chance *rand.Rand) {
	// leaving is how much of leaving a person withstands: each month takes the rate that holds for it.
	leaving := chance.ExpFloat64()
	gone := min(t.Ends, month(leaving/now.training))
	if until := min(t.MentoredUntil, gone, s.end()); until > 0 {
		s.mentored[0]++
		s.mentored[until]--
	}
	on := s.examined(t, gone, now, chance)
	s.trained(t.Group, t.WTE, 0, min(on, gone))
	if on >= s.end() {
		return
	}
	s.accredited[index][on]++
	s.award(t.Band, t.WTE, on, t.Ends, leaving, float64(on), now)
}

// newcomer follows one person of an intake, who first waits for a mentor.
func (s *state) newcomer(in Intake, now rates, chance *rand.Rand) {
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
	}
	t := Trainee{Band: in.Band, WTE: in.WTE, NeedsCourse: start + Month(in.CourseAfter), Ready: start + Month(in.ReadyAfter)}
	on := s.examined(&t, gone, now, chance)
	s.trained(in.Group, in.WTE, start, min(on, gone))
	if on < s.end() {
		s.award(in.Band, in.WTE, on, Never, leaving, float64(on-start), now)
	}
}

// award counts an accredited person from a month until the person leaves. spent is for how many months the person was
// exposed to the trainees' rate of leaving before.
func (s *state) award(band, wte int, on, ends Month, leaving, spent float64, now rates) {
	left := leaving - spent*now.training
	s.count(band, wte, on, min(ends, on+month(left/now.accredited)))
}

// examined gives the month in which a trainee passes, Never or a month after the last one when it does not come to that.
func (s *state) examined(t *Trainee, gone Month, now rates, chance *rand.Rand) Month {
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
func (s *state) count(band, wte int, from, until Month) {
	if until = min(until, s.end()); from < until {
		s.changes[band][from] += int32(wte)  //nolint:gosec // hundredths of one person's time
		s.changes[band][until] -= int32(wte) //nolint:gosec // hundredths of one person's time
	}
}

// trained adds a person's WTE to the time in training of a group, from one month to before another.
func (s *state) trained(group, wte int, from, until Month) {
	if until = min(until, s.end()); from < until {
		s.training[group][from] += int64(wte)
		s.training[group][until] -= int64(wte)
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
