package planning

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/pay"
	"bandwise/internal/workforce/simulation"
)

// Sitting is a sitting of the examination by its dates. Assumed marks one that nobody has dated: a year after another one.
type Sitting struct {
	ID        uuid.UUID
	Title     string
	FirstOn   calendar.Date
	LastOn    calendar.Date
	ClosesOn  calendar.Date
	ResultsOn calendar.Date
	Assumed   bool
}

// CourseDay is a planned Standards course with its places.
type CourseDay struct {
	StartsOn calendar.Date
	Places   int
}

// Onward is the role that a role leads to by the map of roles, which asks for ACC.
type Onward struct {
	Title string
	Band  workforce.Band
}

// facts are everything that was read for a forecast.
type facts struct {
	today calendar.Date
	// members end where a fixed term or a planned leaving ends their work here first.
	members []workforce.Member
	// told says that the reader may be told whose work here ends, and why.
	told     bool
	sittings []Sitting
	courses  []CourseDay
	// booked is the first day of the Standards course on which somebody has a place.
	booked  map[uuid.UUID]calendar.Date
	mentors int
	history History
	// onward is by the role that people have today.
	onward map[uuid.UUID]Onward
	roads  []Road
	plan   Plan
	scales pay.Scales
}

// baseline is what a simulation starts from, with what its numbers stand for.
type baseline struct {
	sim   simulation.Plan
	bands []workforce.Band
	// trainees are those of the simulation, in its order.
	trainees    []trainee
	sittings    map[simulation.Month]Sitting
	groups      []payGroup
	target      *Target
	perMentor   *int
	places      *int
	intakes     []Intake
	assumptions []Assumption
}

// trainee is somebody on the road with how the forecast reckons with them.
type trainee struct {
	member workforce.Member
	band   workforce.Band
	// bandBecause says why the person counts in that band after the award.
	bandBecause string
	// note says what the forecast does where the plan has no date ahead, "" otherwise.
	note string
}

// payGroup is a group of trainees who are paid alike.
type payGroup struct {
	band workforce.Band
	// starts is the first month of those who are paid a share of the top of the qualified band, 0 for those of today; trained
	// their months to the examination. Otherwise the group is paid in its band.
	share   bool
	starts  simulation.Month
	trained int
}

// month gives the month of a forecast in which a day lies: 0 for today and before, at least 1 after.
func (f facts) month(day calendar.Date) simulation.Month {
	if !day.After(f.today) {
		return 0
	}
	return simulation.Month(max(1, (day.Year()-f.today.Year())*12+int(day.Month())-int(f.today.Month())))
}

// ends gives the first month at whose end an appointment with this last day is over.
func (f facts) ends(last calendar.Date) simulation.Month {
	if last.IsZero() {
		return simulation.Never
	}
	month := simulation.Month(max(1, (last.Year()-f.today.Year())*12+int(last.Month())-int(f.today.Month())))
	if endOf(f.today, int(month)) == last {
		month++
	}
	return month
}

// coming gives the sittings with results to come up to the last month: those that are dated, and after the last of them those
// assumed a year after each other one. Without any dated sitting, two a year are assumed.
func (f facts) coming() []Sitting {
	last := endOf(f.today, workforce.ForecastMonths)
	known := slices.Clone(f.sittings)
	if len(known) == 0 {
		for _, m := range []int{5, 11} {
			on := calendar.On(f.today.Year()-1, 1, 15).Add(calendar.Months(m))
			known = append(known, Sitting{Title: "A sitting", FirstOn: on.Add(calendar.Weeks(-8)), LastOn: on.Add(calendar.Weeks(-8)), ClosesOn: on.Add(calendar.Weeks(-16)), ResultsOn: on, Assumed: true})
		}
	}
	slices.SortFunc(known, func(a, b Sitting) int { return a.ResultsOn.Compare(b.ResultsOn) })
	dated := known[len(known)-1].ResultsOn
	var all []Sitting
	for i := 0; i < len(known) && len(known) < 200; i++ {
		s := known[i]
		if s.ResultsOn.After(last) {
			break
		}
		if s.ResultsOn.After(f.today) {
			all = append(all, s)
		}
		// The sitting a year on takes place unless it would come before what is dated already.
		year := calendar.Years(1)
		if next := s.ResultsOn.Add(year); next.After(dated) {
			known = append(known, Sitting{
				Title: "A sitting in " + monthName(s.LastOn.Add(year)), FirstOn: s.FirstOn.Add(year), LastOn: s.LastOn.Add(year), ClosesOn: s.ClosesOn.Add(year),
				ResultsOn: next, Assumed: true,
			})
		}
	}
	slices.SortFunc(all, func(a, b Sitting) int { return a.ResultsOn.Compare(b.ResultsOn) })
	return all
}

// after gives the band in which a trainee counts once accredited, and why.
func (f facts) after(p workforce.Person) (workforce.Band, string) {
	if o, known := f.onward[p.Role.ID]; known && o.Band.Compare(p.Band) >= 0 {
		return o.Band, fmt.Sprintf("Counts in band %s after the award: by the map of roles it opens the role of %s.", o.Band, o.Title)
	}
	if q := f.plan.QualifiedBand; q != "" && q.Compare(p.Band) > 0 {
		return q, fmt.Sprintf("Counts in band %s after the award, as was entered: the map of roles names no role that it opens.", q)
	}
	return p.Band, fmt.Sprintf("Counts in band %s, today's, after the award: neither the map of roles nor an entry names another.", p.Band)
}

// ready gives the month with whose results a trainee can be accredited first, by the person's own plan, and what was made of a
// plan without a date ahead.
func (f facts) ready(t workforce.TrainingSummary, sittings []Sitting) (simulation.Month, string) {
	a := t.Ahead
	if a.ResultsOn.After(f.today) {
		return f.month(a.ResultsOn), ""
	}
	if t.AwardDueOn.IsZero() {
		return simulation.Never, "The plan has no date for the examination, so no run counts on the award."
	}
	open := func(s Sitting) bool {
		return !s.FirstOn.Before(a.ExamFrom) && !s.ClosesOn.Before(f.today)
	}
	// The last sitting that keeps to the plan; after its date the first one.
	best, found := Sitting{}, false
	for _, s := range sittings {
		if !open(s) {
			continue
		}
		if s.LastOn.After(t.AwardDueOn) {
			if !found {
				note := "The forecast reckons with the first sitting after the plan's date, " + s.Title + "."
				return f.month(s.ResultsOn), note
			}
			break
		}
		best, found = s, true
	}
	if !found {
		return simulation.Never, "No sitting within these months fits the plan."
	}
	return f.month(best.ResultsOn), ""
}

// start makes what a simulation starts from, with the changes of a scenario.
func (f facts) start(c Changes) baseline {
	b := baseline{sittings: map[simulation.Month]Sitting{}, target: f.plan.Target, perMentor: f.plan.TraineesPerMentor, places: f.plan.CoursePlaces, intakes: c.Intakes}
	if c.Target != nil {
		b.target = c.Target
	}
	if c.TraineesPerMentor != nil {
		b.perMentor = c.TraineesPerMentor
	}
	if c.CoursePlaces != nil {
		b.places = c.CoursePlaces
	}
	coming := f.coming()
	b.sim = simulation.Plan{Months: workforce.ForecastMonths, Attempts: f.plan.Attempts, Mentored: simulation.Unlimited}
	for _, s := range coming {
		m := f.month(s.ResultsOn)
		if _, twice := b.sittings[m]; !twice {
			b.sittings[m] = s
			b.sim.Sittings = append(b.sim.Sittings, m)
		}
	}
	b.addBands(f)
	for _, m := range f.members {
		switch {
		case m.Accreditation().Held():
			b.sim.Accredited = append(b.sim.Accredited, simulation.Holder{Band: b.band(m.Person.Band), WTE: int(m.Person.WTE), Ends: f.ends(m.Person.EndsOn)})
		case workforce.IsOnRoad.Holds(m, f.today):
			b.addTrainee(f, m, coming)
		}
	}
	for _, in := range c.Intakes {
		b.addIntake(f, in)
	}
	b.sim.Groups = len(b.groups)
	b.addLimits(f)
	b.assume(f, c, coming)
	if b.target != nil {
		from := slices.IndexFunc(b.bands, func(band workforce.Band) bool { return band.Compare(b.target.Band) >= 0 })
		if from < 0 {
			from = len(b.bands)
		}
		b.sim.Target = simulation.Target{WTE: int(b.target.WTE), FromBand: from, By: f.month(b.target.By)}
	}
	return b
}

func (b *baseline) addBands(f facts) {
	for _, m := range f.members {
		if m.Accreditation().Held() {
			b.bands = append(b.bands, m.Person.Band)
		} else if workforce.IsOnRoad.Holds(m, f.today) {
			after, _ := f.after(m.Person)
			b.bands = append(b.bands, after)
		}
	}
	for _, in := range b.intakes {
		b.bands = append(b.bands, in.Band)
	}
	b.bands = bandsOf(b.bands)
	b.sim.Bands = len(b.bands)
}

func (b *baseline) band(band workforce.Band) int { return slices.Index(b.bands, band) }

func (b *baseline) addTrainee(f facts, m workforce.Member, coming []Sitting) {
	t := trainee{member: m}
	s := simulation.Trainee{WTE: int(m.Person.WTE), Ends: f.ends(m.Person.EndsOn), NeedsCourse: simulation.Never, Attempts: m.Training.Ahead.Attempts}
	t.band, t.bandBecause = f.after(m.Person)
	s.Band = b.band(t.band)
	s.Ready, t.note = f.ready(*m.Training, coming)
	if until := m.Training.Ahead.MentoredUntil; !until.IsZero() {
		s.MentoredUntil = max(1, f.month(until))
	}
	if m.Training.Ahead.NeedsCourse {
		by := m.Training.Ahead.CourseBy
		if on, known := f.booked[m.Person.ID]; known {
			by = on
		}
		s.NeedsCourse = max(1, f.month(by))
	}
	g := payGroup{band: m.Person.Band}
	if qualified := m.Person.Annex21; qualified != "" {
		left, _ := pay.MonthsLeft(m.Training, f.today)
		g = payGroup{band: qualified, share: true, trained: left}
	}
	s.Group = b.group(g)
	b.trainees, b.sim.Trainees = append(b.trainees, t), append(b.sim.Trainees, s)
}

// group gives the place of a group that is paid alike, adding it when it is new.
func (b *baseline) group(g payGroup) int {
	if i := slices.Index(b.groups, g); i >= 0 {
		return i
	}
	b.groups = append(b.groups, g)
	return len(b.groups) - 1
}

func (b *baseline) addIntake(f facts, in Intake) {
	at := slices.IndexFunc(f.roads, func(r Road) bool { return r.Key == in.Pathway })
	if at < 0 {
		return
	}
	road := f.roads[at]
	s := simulation.Intake{People: in.People, Month: f.month(in.Starts), Band: b.band(in.Band), WTE: int(in.WTE), CourseAfter: road.CourseAfter, ReadyAfter: road.ExamAfter}
	if in.ExamAfter > 0 {
		s.ReadyAfter = in.ExamAfter
	}
	g := payGroup{band: in.PaidIn}
	if in.PaidIn == "" {
		g = payGroup{band: in.Band, share: true, starts: s.Month, trained: s.ReadyAfter}
	}
	s.Group = b.group(g)
	b.sim.MentoredFor = max(b.sim.MentoredFor, road.MentoredFor)
	b.sim.Intakes = append(b.sim.Intakes, s)
}

// quarter is how many months entered course places are given for.
const quarter = 3

func (b *baseline) addLimits(f facts) {
	if b.perMentor != nil {
		b.sim.Mentored = f.mentors * *b.perMentor
	}
	if b.places == nil {
		return
	}
	b.sim.CoursePlaces = make([]int, b.sim.Months+1)
	for _, c := range f.courses {
		if m := f.month(c.StartsOn); m > 0 && int(m) <= b.sim.Months {
			b.sim.CoursePlaces[m] += c.Places
		}
	}
	for first := 1; first <= b.sim.Months; first += quarter {
		months := b.sim.CoursePlaces[first:min(first+quarter, len(b.sim.CoursePlaces))]
		if !slices.ContainsFunc(months, func(places int) bool { return places > 0 }) {
			months[0] = *b.places
		}
	}
}
