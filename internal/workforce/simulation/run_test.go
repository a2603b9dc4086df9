package simulation

import (
	"math"
	"reflect"
	"testing"
)

// sure is a plan in which nothing is left to chance: everybody passes at once, nobody leaves.
func sure() Plan {
	return Plan{
		Months: 36, Bands: 2, Sittings: []Month{5, 11, 17, 23, 29, 35}, Pass: Chance{Entered: 1}, Mentored: Unlimited, MentoredFor: 6,
	}
}

func TestAPlanWithoutChance(t *testing.T) {
	trainee := Trainee{Band: 1, WTE: 60, Ends: Never, NeedsCourse: Never, Ready: 6}
	cases := map[string]struct {
		change func(*Plan)
		month  Month
		want   int
	}{
		"a holder counts today":                                              {func(p *Plan) { p.Accredited = []Holder{{0, 100, Never}} }, 0, 100},
		"a holder counts at the last month":                                  {func(p *Plan) { p.Accredited = []Holder{{0, 100, Never}} }, 36, 100},
		"a holder counts before the appointment is over":                     {func(p *Plan) { p.Accredited = []Holder{{0, 100, 4}} }, 3, 100},
		"and not at the end of the month in which it is":                     {func(p *Plan) { p.Accredited = []Holder{{0, 100, 4}} }, 4, 0},
		"a trainee waits for the sitting after being ready":                  {func(p *Plan) { p.Trainees = []Trainee{trainee} }, 10, 0},
		"and counts from it":                                                 {func(p *Plan) { p.Trainees = []Trainee{trainee} }, 11, 60},
		"a trainee whose appointment ends before never counts":               {func(p *Plan) { tr := trainee; tr.Ends = 11; p.Trainees = []Trainee{tr} }, 36, 0},
		"a trainee whose appointment ends after the award counts until then": {func(p *Plan) { tr := trainee; tr.Ends = 20; p.Trainees = []Trainee{tr} }, 19, 60},
		"and not from then on":                                               {func(p *Plan) { tr := trainee; tr.Ends = 20; p.Trainees = []Trainee{tr} }, 20, 0},
		"a trainee without a date never counts":                              {func(p *Plan) { tr := trainee; tr.Ready = Never; p.Trainees = []Trainee{tr} }, 36, 0},
		"nobody passes at a rate of 0":                                       {func(p *Plan) { p.Pass.Entered = 0; p.Trainees = []Trainee{trainee} }, 36, 0},
		"an intake of three counts 24 months on, at the sitting":             {func(p *Plan) { p.Intakes = []Intake{{3, 2, 0, 100, 3, 24, 0}} }, 29, 300},
		"and not before":                                                     {func(p *Plan) { p.Intakes = []Intake{{3, 2, 0, 100, 3, 24, 0}} }, 28, 0},
		"with two mentored at once the third starts 6 months on":             {func(p *Plan) { p.Mentored = 2; p.Intakes = []Intake{{3, 2, 0, 100, 3, 24, 0}} }, 29, 200},
		"and counts a sitting later":                                         {func(p *Plan) { p.Mentored = 2; p.Intakes = []Intake{{3, 2, 0, 100, 3, 24, 0}} }, 35, 300},
		"without a mentor nobody starts":                                     {func(p *Plan) { p.Mentored = 0; p.Intakes = []Intake{{3, 2, 0, 100, 3, 24, 0}} }, 36, 0},
		"without a place on the course nobody sits": {func(p *Plan) {
			p.CoursePlaces = make([]int, 37)
			tr := trainee
			tr.NeedsCourse = 1
			p.Trainees = []Trainee{tr}
		}, 36, 0},
		"a place in month 14 moves the sitting to month 17": {func(p *Plan) {
			p.CoursePlaces = make([]int, 37)
			p.CoursePlaces[14] = 1
			tr := trainee
			tr.NeedsCourse = 1
			p.Trainees = []Trainee{tr}
		}, 16, 0},
		"at which the trainee counts": {func(p *Plan) {
			p.CoursePlaces = make([]int, 37)
			p.CoursePlaces[14] = 1
			tr := trainee
			tr.NeedsCourse = 1
			p.Trainees = []Trainee{tr}
		}, 17, 60},
		"somebody who has no attempt left never counts": {func(p *Plan) { p.Attempts = 2; tr := trainee; tr.Attempts = 2; p.Trainees = []Trainee{tr} }, 36, 0},
		"somebody who is mentored today takes a newcomer's place": {func(p *Plan) {
			p.Mentored = 1
			tr := trainee
			tr.MentoredUntil = 6
			tr.Ready = Never
			p.Trainees = []Trainee{tr}
			p.Intakes = []Intake{{1, 2, 0, 100, 3, 24, 0}}
		}, 29, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := sure()
			c.change(&p)
			o, err := Run(p, 10, 1)
			if err != nil {
				t.Fatal(err)
			}
			if got := o.Total[c.month]; got != (Spread{c.want, c.want, c.want}) {
				t.Errorf("month %d: %v, want %d", c.month, got, c.want)
			}
		})
	}
}

func TestWhatAPlanAsksAndWhereItWaits(t *testing.T) {
	p := sure()
	p.Mentored, p.CoursePlaces = 2, make([]int, 37)
	p.CoursePlaces[7], p.CoursePlaces[14] = 2, 1
	p.Intakes = []Intake{{People: 3, Month: 2, WTE: 100, CourseAfter: 3, ReadyAfter: 24}}
	o, err := Run(p, 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	// Two start in month 2, want the course in month 5, have it in month 7 and are ready in month 26, three months before
	// the sitting; the third starts in month 8, wants it in month 11, has it in 14, is ready in 32.
	if want := (Waiting{Mentors: 6, Places: 2 + 2 + 3, Sittings: 3 + 3 + 3}); o.Waiting != want {
		t.Errorf("waiting %+v, want %+v", o.Waiting, want)
	}
	for _, c := range []struct {
		month Month
		want  Demand
	}{{2, Demand{Mentored: 2}}, {5, Demand{Places: 2, Mentored: 2}}, {8, Demand{Mentored: 1}}, {11, Demand{Places: 1, Mentored: 1}}, {14, Demand{}}, {29, Demand{Entries: 2}}, {35, Demand{Entries: 1}}} {
		if got := o.Demand[c.month]; got != c.want {
			t.Errorf("month %d asks %+v, want %+v", c.month, got, c.want)
		}
	}
}

func TestTheTarget(t *testing.T) {
	p := sure()
	p.Accredited = []Holder{{Band: 0, WTE: 500, Ends: Never}, {Band: 1, WTE: 100, Ends: Never}}
	p.Trainees = []Trainee{{Band: 1, WTE: 100, Ends: Never, NeedsCourse: Never, Ready: 0}}
	p.Target = Target{WTE: 200, FromBand: 1, By: 12}
	o, err := Run(p, 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	if o.MetInHalf != 5 || o.Met[4] != 0 || o.Met[5] != 1 {
		t.Errorf("met in half of the runs in month %d, shares %v; want month 5", o.MetInHalf, o.Met[:6])
	}
	p.Target.WTE = 201
	if o, _ = Run(p, 10, 1); o.MetInHalf != Never {
		t.Errorf("201 is never there, and is said to be in month %d", o.MetInHalf)
	}
}

// The chances worked by hand: half pass at each sitting; of people who leave 0.2 times a year, exp(-0.2 x years) are left.
func TestChances(t *testing.T) {
	const runs = 20_000
	p := sure()
	p.Pass = Chance{Entered: 0.5}
	p.Trainees = []Trainee{{WTE: 100, Ends: Never, NeedsCourse: Never, Ready: 0}}
	p.LeaveAccredited = Frequency{Entered: 0.2}
	p.Accredited = []Holder{{WTE: 100, Ends: Never}}
	p.Target = Target{WTE: 200}
	o, err := Run(p, runs, 7)
	if err != nil {
		t.Fatal(err)
	}
	near := func(what string, got, want float64) {
		t.Helper()
		// Four standard errors of a share.
		if math.Abs(got-want) > 4*math.Sqrt(want*(1-want)/runs) {
			t.Errorf("%s: %.4f, want %.4f", what, got, want)
		}
	}
	near("both accredited and still here in month 5", o.Met[5], 0.5*math.Exp(-0.2*5/12))
	near("accredited at one of six sittings", o.Accredited[0].Share, 1-math.Pow(0.5, 6))
	if o.Accredited[0].Half != 5 && o.Accredited[0].Half != 11 {
		t.Errorf("half are accredited by month %d", o.Accredited[0].Half)
	}
	// Whoever is ready in month 5 and passes in month 11 has been exposed to the trainees' leaving for 11 months.
	p.Pass = Chance{Entered: 1}
	p.Trainees[0].Ready = 6
	p.LeaveTraining = Frequency{Entered: 0.3}
	p.LeaveAccredited = Frequency{Entered: 0.1}
	p.Accredited, p.Target.WTE = nil, 100
	if o, err = Run(p, runs, 8); err != nil {
		t.Fatal(err)
	}
	near("the award falls", o.Accredited[0].Share, math.Exp(-0.3*11/12))
	near("still here in month 23", o.Met[23], math.Exp(-0.3*11/12-0.1*12/12))
}

// Somebody who is to leave in month 7 may leave by chance before, and is gone from month 7 on in every run: the known day neither
// adds to the leavings by chance nor is drawn again after them.
func TestAKnownEndLeavesOnce(t *testing.T) {
	const runs = 20_000
	p := sure()
	p.LeaveAccredited = Frequency{Entered: 0.2}
	p.Accredited = []Holder{{WTE: 100, Ends: 7}, {WTE: 100, Ends: Never}}
	o, err := Run(p, runs, 9)
	if err != nil {
		t.Fatal(err)
	}
	near := func(what string, got, want float64) {
		t.Helper()
		// Five standard errors of a sum of two shares.
		if math.Abs(got-want) > 500*math.Sqrt(0.5/runs) {
			t.Errorf("%s: %.2f, want %.2f", what, got, want)
		}
	}
	near("both may have left by chance in month 6", o.Means[0][6], 200*math.Exp(-0.2*6/12))
	near("only the other one is left in month 7", o.Means[0][7], 100*math.Exp(-0.2*7/12))
	near("and leaves by chance as before", o.Means[0][36], 100*math.Exp(-0.2*36/12))
	p.Accredited = p.Accredited[:1]
	if o, err = Run(p, runs, 9); err != nil {
		t.Fatal(err)
	}
	for m := 7; m <= 36; m++ {
		if o.Total[m] != (Spread{}) || o.Means[0][m] != 0 {
			t.Fatalf("somebody is counted in month %d after the known end: %v", m, o.Total[m])
		}
	}
}

func TestTheSameSeedGivesTheSame(t *testing.T) {
	p := department(60)
	a, err := Run(p, 200, 42)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Run(p, 200, 42)
	c, _ := Run(p, 200, 43)
	same := func(x, y Outcome) bool {
		for m := range x.Total {
			if x.Total[m] != y.Total[m] {
				return false
			}
		}
		return true
	}
	if !same(a, b) || same(a, c) {
		t.Error("the same seed has to give the same, another one something else")
	}
}

func TestTheNumberOfCoresChangesNothing(t *testing.T) {
	p := department(60)
	p.Intakes = append(p.Intakes, Intake{People: 9, Month: 2, WTE: 80, CourseAfter: 6, ReadyAfter: 24})
	alone, err := runOn(p, 101, 42, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, cores := range []int{2, 3, 200} {
		if together, _ := runOn(p, 101, 42, cores); !reflect.DeepEqual(alone, together) {
			t.Errorf("%d cores give another outcome", cores)
		}
	}
}

func TestPlansThatCannotBeSimulated(t *testing.T) {
	for name, change := range map[string]func(*Plan){
		"no months":                 func(p *Plan) { p.Months = 0 },
		"too many months":           func(p *Plan) { p.Months = 121 },
		"a pass rate above 1":       func(p *Plan) { p.Pass.Entered = 1.4 },
		"more passes than attempts": func(p *Plan) { p.Pass = Chance{Of: 3, Yes: 4} },
		"a negative leaving rate":   func(p *Plan) { p.LeaveTraining.Entered = -0.1 },
		"places for too few months": func(p *Plan) { p.CoursePlaces = make([]int, 36) },
		"a band that is not there":  func(p *Plan) { p.Intakes = []Intake{{People: 1, Band: 2}} },
	} {
		t.Run(name, func(t *testing.T) {
			p := sure()
			change(&p)
			if _, err := Run(p, 1, 1); err == nil {
				t.Error("it was simulated")
			}
		})
	}
}

// department is one with so many trainees, spread over the road.
func department(trainees int) Plan {
	p := sure()
	p.Pass, p.LeaveTraining, p.LeaveAccredited = Chance{Of: 60, Yes: 42}, Frequency{Years: 120, Times: 9}, Frequency{Years: 300, Times: 21}
	p.Mentored, p.CoursePlaces = trainees/2, make([]int, 37)
	for m := range p.CoursePlaces {
		p.CoursePlaces[m] = trainees / 10
	}
	for i := range trainees {
		tr := Trainee{Band: i % 2, WTE: 60 + 20*(i%3), Ends: Never, NeedsCourse: Never, Ready: Month(i % 24)}
		if i%4 == 0 {
			tr.NeedsCourse, tr.MentoredUntil, tr.Ready = Month(i%6), Month(i%6), 24
		}
		p.Trainees = append(p.Trainees, tr)
	}
	p.Intakes = []Intake{{People: trainees / 10, Month: 4, WTE: 100, CourseAfter: 3, ReadyAfter: 24}}
	return p
}

func BenchmarkRun(b *testing.B) {
	p := department(1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Run(p, 2000, 1); err != nil {
			b.Fatal(err)
		}
	}
}
