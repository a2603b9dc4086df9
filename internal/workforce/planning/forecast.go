package planning

import (
	"fmt"
	"math"
	"slices"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/simulation"
)

// Runs is how often the years ahead are simulated; draws fixes every one of them, so that the same people and assumptions always give
// the same forecast.
const (
	Runs  = 2000
	draws = 20211
)

// Spread is accredited WTE over the runs: the median, and the ends of the interval that holds 80 %.
type Spread struct{ Low, Median, High workforce.WTE }

func spreadOf(s simulation.Spread) Spread {
	return Spread{workforce.WTE(s.Low), workforce.WTE(s.Median), workforce.WTE(s.High)}
}

// Point is the end of a month, or today.
type Point struct {
	On    calendar.Date
	Label string
	All   Spread
	// AtTarget counts the target's band and above; Met is the share of the runs with the target's WTE.
	AtTarget Spread
	Met      float64
	ByBand   []Spread
}

// Step is a line of the reckoning from today to the target.
type Step struct {
	Text string
	WTE  workforce.WTE
}

// Outlook is what the runs say of one trainee.
type Outlook struct {
	Person workforce.Person
	// On is the date of the own plan within these months, Because its sentence.
	On      calendar.Date
	Because string
	// Band is the one after the award.
	Band workforce.Band
	// Share is the share of the runs with the award within the months, HalfBy the end of the month by which half of the runs
	// have it; no date when they have not.
	Share  float64
	HalfBy calendar.Date
}

// Entries is a sitting with how many entries it is to expect, on average over the runs.
type Entries struct {
	Sitting Sitting
	Entries float64
}

// Course is a kind of course with how many places a month asks, and how many there are.
type Course struct {
	Refresher bool
	On        calendar.Date
	Wanted    float64
	// Places is nil without a limit.
	Places *int
}

// Mentoring is how many trainees are mentored at the end of a month, on average, and how many mentors that needs.
type Mentoring struct {
	On       calendar.Date
	Mentored float64
	Needed   int
}

// Demand is what the months ahead ask of the organisation.
type Demand struct {
	Entries   []Entries
	Courses   []Course
	Mentoring []Mentoring
	Mentors   int
	// PerMentor is how many trainees one mentor is reckoned to have.
	PerMentor int
}

// Waiting is for how many months people wait for each thing, all of them together, on average over the runs.
type Waiting struct {
	Mentors  float64
	Places   float64
	Sittings float64
	// Sentence says which binds.
	Sentence string
}

// Forecast is what becomes of a plan, with or without the changes of a scenario.
type Forecast struct {
	Today  calendar.Date
	Bands  []workforce.Band
	Points []Point
	Target *Target
	// Sentence says when the target is met.
	Sentence string
	// MetOn is the end of the month in which half of the runs have the target's WTE; no date when they have not.
	MetOn       calendar.Date
	Why         []Step
	People      []Outlook
	Assumptions []Assumption
	Demand      Demand
	Waiting     Waiting
	Cost        Cost
	Intakes     int
}

// forecast simulates what the facts and the changes come to. run simulates, from memory where it was asked before.
func (f facts) forecast(c Changes, run func(simulation.Plan, int) (simulation.Outcome, error)) (Forecast, error) {
	b := f.start(c)
	o, err := run(b.sim, Runs)
	if err != nil {
		return Forecast{}, fmt.Errorf("simulate the years ahead: %w", err)
	}
	r := Forecast{Today: f.today, Bands: b.bands, Target: b.target, Assumptions: b.assumptions, Cost: b.cost(f, o)}
	for m := range b.sim.Months + 1 {
		p := Point{On: endOf(f.today, m), Label: monthName(endOf(f.today, m)), All: spreadOf(o.Total[m]), AtTarget: spreadOf(o.AtTarget[m])}
		if m == 0 {
			p.On, p.Label = f.today, "Today"
		}
		if o.Met != nil {
			p.Met = o.Met[m]
		}
		for i := range b.bands {
			p.ByBand = append(p.ByBand, spreadOf(o.Bands[i][m]))
		}
		r.Points = append(r.Points, p)
	}
	if o.MetInHalf != simulation.Never {
		r.MetOn = r.Points[o.MetInHalf].On
	}
	r.Sentence = r.sentence()
	if b.target != nil {
		if r.Why, err = b.why(r, run); err != nil {
			return Forecast{}, err
		}
	}
	for i, t := range b.trainees {
		r.People = append(r.People, f.outlook(t, o.Accredited[i]))
	}
	for _, in := range c.Intakes {
		r.Intakes += in.People
	}
	r.Demand, r.Waiting = b.demand(f, o), waitingOf(o.Waiting)
	return r, nil
}

// at gives the point of a month's end.
func (r Forecast) at(day calendar.Date) (Point, bool) {
	i := slices.IndexFunc(r.Points, func(p Point) bool { return p.On == day })
	if i < 0 {
		return Point{}, false
	}
	return r.Points[i], true
}

// sentence says when the target is met in half of the runs.
func (r Forecast) sentence() string {
	t := r.Target
	if t == nil {
		return "No target is set. Set one with the assumptions to see in which month it is met."
	}
	what := fmt.Sprintf("The target of %s at band %s and above", t.WTE, t.Band)
	last := r.Points[len(r.Points)-1]
	by, there := r.at(t.By)
	if !there {
		return fmt.Sprintf("%s was to be met by %s, which has passed. Enter a new month with the assumptions.", what, monthName(t.By))
	}
	switch {
	case r.MetOn.IsZero():
		return fmt.Sprintf("%s is not met up to %s in half of the runs; by %s it is met in %s of them.", what, last.Label, by.Label, share(by.Met))
	case r.MetOn == r.Today && by.Met >= 0.5:
		return fmt.Sprintf("%s is met today, and by %s in %s of the runs.", what, by.Label, share(by.Met))
	case r.MetOn.After(t.By):
		return fmt.Sprintf("%s is met in %s in half of the runs, %s after %s; by then it is met in %s of them.",
			what, monthName(r.MetOn), counted(max(1, t.By.AddDays(1).MonthsUntil(r.MetOn.AddDays(1))), "month"), by.Label, share(by.Met))
	default:
		return fmt.Sprintf("%s is met in %s in half of the runs; by %s it is met in %s of them.", what, monthName(r.MetOn), by.Label, share(by.Met))
	}
}

// certain is how many runs a plan needs that leaves nothing to chance, partly how many one that only leaving is drawn for.
const (
	certain = 1
	partly  = 500
)

// why reckons from today to the target, one cause after the other.
func (b baseline) why(r Forecast, run func(simulation.Plan, int) (simulation.Outcome, error)) ([]Step, error) {
	by, there := r.at(b.target.By)
	if !there {
		return nil, nil
	}
	m := b.sim.Target.By
	sure := b.sim
	sure.Pass, sure.LeaveTraining, sure.LeaveAccredited = simulation.Chance{Entered: 1}, simulation.Frequency{}, simulation.Frequency{}
	sure.Intakes = nil
	plans, err := run(sure, certain)
	if err != nil {
		return nil, fmt.Errorf("reckon with plans that come true: %w", err)
	}
	steps := []Step{
		{fmt.Sprintf("Accredited today at band %s and above", b.target.Band), r.Points[0].AtTarget.Median},
		{"When every trainee of today passes at the sitting of the own plan and nobody leaves early", workforce.WTE(plans.AtTarget[m].Median)},
	}
	if len(b.sim.Intakes) > 0 {
		sure.Intakes = b.sim.Intakes
		if plans, err = run(sure, certain); err != nil {
			return nil, fmt.Errorf("reckon with intakes: %w", err)
		}
		steps = append(steps, Step{"With the intakes", workforce.WTE(plans.AtTarget[m].Median)})
	}
	sure.LeaveTraining, sure.LeaveAccredited = b.sim.LeaveTraining, b.sim.LeaveAccredited
	left, err := run(sure, partly)
	if err != nil {
		return nil, fmt.Errorf("reckon with leaving: %w", err)
	}
	steps = append(steps,
		Step{"When people leave as assumed", workforce.WTE(left.AtTarget[m].Median)},
		Step{"When, besides, not everybody passes at once: the forecast", by.AtTarget.Median},
		Step{"The target", b.target.WTE},
	)
	if short := b.target.WTE - by.AtTarget.Median; short > 0 {
		steps = append(steps, Step{"Short of the target", short})
	}
	return steps, nil
}

func (f facts) outlook(t trainee, p simulation.Prospect) Outlook {
	planned := workforce.Planned(t.member, f.today, endOf(f.today, workforce.ForecastMonths))
	o := Outlook{Person: t.member.Person, On: planned.On, Because: planned.Because, Band: t.band, Share: p.Share}
	if p.Half != simulation.Never {
		o.HalfBy = endOf(f.today, int(p.Half))
		if p.Half == 0 {
			o.HalfBy = f.today
		}
	}
	if t.note != "" {
		o.Because += " " + t.note
	}
	o.Because += " " + t.bandBecause
	if end := t.member.Person.Ending; end.Shown && !end.On.After(endOf(f.today, workforce.ForecastMonths)) && !planned.On.IsZero() {
		o.Because += fmt.Sprintf(" Counts until %s in every run. %s", end.On, end.Because())
	}
	return o
}

// usualPerMentor is how many trainees a mentor is reckoned to have where nothing is entered.
const usualPerMentor = 2

// rounded keeps one place, which is as much as an average over runs says.
func rounded(x float64) float64 { return math.Round(10*x) / 10 }

func (b baseline) demand(f facts, o simulation.Outcome) Demand {
	d := Demand{Mentors: f.mentors, PerMentor: usualPerMentor}
	if b.perMentor != nil {
		d.PerMentor = *b.perMentor
	}
	for _, m := range b.sim.Sittings {
		d.Entries = append(d.Entries, Entries{b.sittings[m], rounded(o.Demand[m].Entries)})
	}
	refreshers := make([]int, b.sim.Months+1)
	for _, m := range f.members {
		if m.Training == nil || !m.Accreditation().Held() || m.Training.RefresherDueOn.IsZero() {
			continue
		}
		if at := max(1, f.month(m.Training.RefresherDueOn)); int(at) <= b.sim.Months {
			refreshers[at]++
		}
	}
	for m, asked := range o.Demand {
		if m == 0 {
			continue
		}
		on := endOf(f.today, m)
		places := 0
		c := Course{On: on, Wanted: rounded(asked.Places)}
		if b.sim.CoursePlaces != nil {
			places = b.sim.CoursePlaces[m]
			c.Places = &places
		}
		if c.Wanted > 0 {
			d.Courses = append(d.Courses, c)
		}
		if refreshers[m] > 0 {
			d.Courses = append(d.Courses, Course{Refresher: true, On: on, Wanted: float64(refreshers[m])})
		}
		if mentored := rounded(asked.Mentored); mentored > 0 {
			one := Mentoring{On: on, Mentored: mentored}
			if d.PerMentor > 0 {
				one.Needed = int(math.Ceil(mentored / float64(d.PerMentor)))
			}
			d.Mentoring = append(d.Mentoring, one)
		}
	}
	return d
}

func waitingOf(w simulation.Waiting) Waiting {
	all := Waiting{Mentors: rounded(w.Mentors), Places: rounded(w.Places), Sittings: rounded(w.Sittings)}
	most := max(all.Mentors, all.Places, all.Sittings)
	what := ""
	switch most {
	case 0:
		all.Sentence = "Nobody waits: neither mentors nor places on the course nor sittings bind."
		return all
	case all.Mentors:
		what = "mentors bind most: trainees start later for want of one"
	case all.Places:
		what = "places on the Standards course bind most"
	default:
		what = "the dates of the sittings bind most"
	}
	all.Sentence = fmt.Sprintf("Of what people wait for, %s, %.1f months in all.", what, most)
	return all
}
