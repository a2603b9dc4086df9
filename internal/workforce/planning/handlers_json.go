package planning

import (
	"fmt"
	"math"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
	"bandwise/internal/workforce"
)

func forecastJSON(p Published) api.Forecast {
	view := api.Forecast{
		Method: api.ForecastMethodSimulation, DataOn: p.Today, Months: workforce.ForecastMonths, Runs: Runs, Bands: reference.Each(p.Bands, bandJSON),
		Points: make([]api.ForecastPoint, 0, len(p.Points)), Target: targetJSON(p.Target), Sentence: p.Sentence, MetOn: dateJSON(p.MetOn),
		Why:    reference.Each(p.Why, func(s Step) api.ForecastStep { return api.ForecastStep{Text: s.Text, Wte: s.WTE.Decimal()} }),
		People: []api.ForecastPerson{}, WithoutDate: []api.ForecastPerson{}, Assumptions: reference.Each(p.Assumptions, assumptionJSON),
		Demand: demandJSON(p.Demand), Waiting: waitingJSON(p.Waiting), Cost: costJSON(p.Cost), MayPlan: p.MayPlan, MaySketch: p.MaySketch,
		Accredited: api.Headcount{Filter: p.Accredited.String()},
	}
	if p.Withheld != "" {
		view.Withheld = &p.Withheld
		return view
	}
	for i, point := range p.Points {
		one := api.ForecastPoint{
			On: point.On, Label: point.Label, Low: point.All.Low.Decimal(), Median: point.All.Median.Decimal(), High: point.All.High.Decimal(),
			People: p.Plans.Points[i].People, Wte: p.Plans.Points[i].WTE.Decimal(), AtTarget: spreadJSON(point.AtTarget), Met: point.Met, ByBand: []api.ForecastBand{},
		}
		for n, s := range point.ByBand {
			one.ByBand = append(one.ByBand, api.ForecastBand{Band: string(p.Bands[n]), Low: s.Low.Decimal(), Median: s.Median.Decimal(), High: s.High.Decimal()})
		}
		view.Points = append(view.Points, one)
	}
	view.Accredited.People, view.Accredited.Wte = p.Plans.Points[0].People, p.Plans.Points[0].WTE.Decimal()
	outlooks := map[string]Outlook{}
	for _, o := range p.People {
		outlooks[o.Person.ID.String()] = o
	}
	for _, planned := range p.Plans.Accredited {
		view.People = append(view.People, outlookJSON(outlooks[planned.Person.ID.String()]))
	}
	for _, planned := range p.Plans.WithoutDate {
		view.WithoutDate = append(view.WithoutDate, outlookJSON(outlooks[planned.Person.ID.String()]))
	}
	return view
}

func bandJSON(b workforce.Band) string { return string(b) }

func outlookJSON(o Outlook) api.ForecastPerson {
	return api.ForecastPerson{
		Person: api.PersonRef{Id: o.Person.ID, Name: o.Person.Name}, Team: api.NamedRef{Id: o.Person.Team.ID, Name: o.Person.Team.Name},
		Band: string(o.Person.Band), BandAfter: string(o.Band), Wte: o.Person.WTE.Decimal(), AccreditedOn: dateJSON(o.On), Share: o.Share,
		HalfBy: dateJSON(o.HalfBy), Because: o.Because,
	}
}

func spreadJSON(s Spread) api.WteSpread {
	return api.WteSpread{Low: s.Low.Decimal(), Median: s.Median.Decimal(), High: s.High.Decimal()}
}

func assumptionJSON(a Assumption) api.ForecastAssumption {
	return api.ForecastAssumption{Key: a.Key, Title: a.Title, Value: a.Value, Origin: api.ForecastAssumptionOrigin(a.From.String()), Because: a.Because}
}

func demandJSON(d Demand) api.TrainingDemand {
	return api.TrainingDemand{
		Mentors: d.Mentors, PerMentor: d.PerMentor,
		Entries: reference.Each(d.Entries, func(e Entries) api.DemandEntries {
			return api.DemandEntries{Title: e.Sitting.Title, ResultsOn: e.Sitting.ResultsOn, Assumed: e.Sitting.Assumed, Entries: e.Entries}
		}),
		Courses: reference.Each(d.Courses, func(c Course) api.DemandCourse {
			kind := api.DemandCourseCourseStandardsCourse
			if c.Refresher {
				kind = api.DemandCourseCourseRefresher
			}
			return api.DemandCourse{Course: kind, On: c.On, Label: monthName(c.On), Wanted: c.Wanted, Places: c.Places}
		}),
		Mentoring: reference.Each(d.Mentoring, func(m Mentoring) api.DemandMentoring {
			return api.DemandMentoring{On: m.On, Label: monthName(m.On), Mentored: m.Mentored, Needed: m.Needed}
		}),
	}
}

func waitingJSON(w Waiting) api.ForecastWaiting {
	return api.ForecastWaiting{Mentors: w.Mentors, Places: w.Places, Sittings: w.Sittings, Sentence: w.Sentence}
}

func moneyJSON(m Money) api.MoneyRange { return api.MoneyRange{Low: m.Low, High: m.High} }

func costJSON(c Cost) api.ForecastCost {
	return api.ForecastCost{Accredited: moneyJSON(c.Accredited), Training: moneyJSON(c.Training), Total: moneyJSON(c.Total), Because: c.Because}
}

func targetJSON(t *Target) *api.WorkforceTarget {
	if t == nil {
		return nil
	}
	wte, band := t.WTE.Decimal(), string(t.Band)
	return &api.WorkforceTarget{Wte: &wte, Band: &band, By: &t.By}
}

func targetOfJSON(t *api.WorkforceTarget) *Target {
	if t == nil {
		return nil
	}
	return &Target{WTE: hundredths(given(t.Wte)), Band: workforce.Band(given(t.Band)), By: given(t.By)}
}

// hundredths gives a number of whole-time equivalents as hundredths, as large as is checked at most.
func hundredths(wte float64) workforce.WTE {
	return workforce.WTE(math.Round(math.Max(-1e8, math.Min(1e8, wte*100))))
}

// permille gives a rate in per cent as thousandths; far outside of 0 to 100 it stays outside.
func permille(percent float64) Permille {
	return Permille(math.Round(math.Max(-1e6, math.Min(1e6, percent*10))))
}

func permilleOf(percent *float64) *Permille {
	if percent == nil {
		return nil
	}
	rate := permille(*percent)
	return &rate
}

func percentJSON(p Permille) float64 { return float64(p) / 10 }

func percentOf(p *Permille) *float64 {
	if p == nil {
		return nil
	}
	percent := percentJSON(*p)
	return &percent
}

func planOf(c api.WorkforcePlanContent) Plan {
	return Plan{
		Target: targetOfJSON(c.Target), Pass: permille(c.PassRate), LeaveTraining: permille(c.LeaveTraining), LeaveAccredited: permille(c.LeaveAccredited),
		EnoughAttempts: c.EnoughAttempts, EnoughYears: c.EnoughYears, Smallest: c.Smallest, TraineesPerMentor: c.TraineesPerMentor, CoursePlaces: c.CoursePlaces, Attempts: given(c.Attempts),
		QualifiedBand: workforce.Band(given(c.QualifiedBand)),
	}
}

func settingsJSON(s Settings, by access.Actor) api.WorkforcePlanJSONResponse {
	p := s.Plan
	view := api.WorkforcePlan{
		Content: api.WorkforcePlanContent{
			Target: targetJSON(p.Target), PassRate: percentJSON(p.Pass), LeaveTraining: percentJSON(p.LeaveTraining), LeaveAccredited: percentJSON(p.LeaveAccredited),
			EnoughAttempts: p.EnoughAttempts, EnoughYears: p.EnoughYears, Smallest: p.Smallest, TraineesPerMentor: p.TraineesPerMentor, CoursePlaces: p.CoursePlaces,
		},
		Pathways: reference.Each(s.Roads, func(r Road) api.PlanPathway {
			return api.PlanPathway{Key: r.Key, Title: r.Title, ExamAfter: r.ExamAfter}
		}),
		Bands: reference.Each(Bands(), bandJSON), MayPlan: s.MayPlan, LastMonth: endOf(by.Today, workforce.ForecastMonths), Version: p.Version,
	}
	if p.Attempts > 0 {
		view.Content.Attempts = &p.Attempts
	}
	if p.QualifiedBand != "" {
		band := string(p.QualifiedBand)
		view.Content.QualifiedBand = &band
	}
	if !p.EnteredOn.IsZero() {
		view.EnteredBy, view.EnteredOn = &p.EnteredBy.Name, &p.EnteredOn
	}
	return api.WorkforcePlanJSONResponse{Body: view, Headers: api.WorkforcePlanResponseHeaders{ETag: etag(p.Version)}}
}

func scenarioOf(c api.ScenarioContent) Scenario {
	s := Scenario{Name: c.Name, Note: given(c.Note), Changes: Changes{
		Target: targetOfJSON(c.Target), Pass: permilleOf(c.PassRate), LeaveTraining: permilleOf(c.LeaveTraining), LeaveAccredited: permilleOf(c.LeaveAccredited),
		TraineesPerMentor: c.TraineesPerMentor, CoursePlaces: c.CoursePlaces,
	}}
	for _, in := range given(c.Intakes) {
		s.Changes.Intakes = append(s.Changes.Intakes, Intake{
			People: in.People, Starts: in.Starts, Pathway: in.Pathway, Band: workforce.Band(in.Band), WTE: hundredths(in.Wte), ExamAfter: given(in.ExamAfter),
			PaidIn: workforce.Band(given(in.PaidIn)),
		})
	}
	return s
}

func scenarioJSON(s Scenario) api.Scenario {
	c := s.Changes
	intakes := make([]api.ScenarioIntake, 0, len(c.Intakes))
	for _, in := range c.Intakes {
		one := api.ScenarioIntake{People: in.People, Starts: in.Starts, Pathway: in.Pathway, Band: string(in.Band), Wte: in.WTE.Decimal()}
		if in.ExamAfter > 0 {
			one.ExamAfter = &in.ExamAfter
		}
		if in.PaidIn != "" {
			band := string(in.PaidIn)
			one.PaidIn = &band
		}
		intakes = append(intakes, one)
	}
	return api.Scenario{
		Id: s.ID, Owner: api.NamedRef{Id: s.Owner.ID, Name: s.Owner.Name}, Wide: s.Wide, ChangedOn: s.ChangedOn, Version: s.Version,
		Changes: append([]string{}, c.Sentences()...),
		Content: api.ScenarioContent{
			Name: s.Name, Note: &s.Note, Intakes: &intakes, Target: targetJSON(c.Target), PassRate: percentOf(c.Pass), LeaveTraining: percentOf(c.LeaveTraining),
			LeaveAccredited: percentOf(c.LeaveAccredited), TraineesPerMentor: c.TraineesPerMentor, CoursePlaces: c.CoursePlaces,
		},
	}
}

func tagged(s Scenario) api.ScenarioJSONResponse {
	return api.ScenarioJSONResponse{Body: scenarioJSON(s), Headers: api.ScenarioResponseHeaders{ETag: etag(s.Version)}}
}

// etag gives the entity tag of a version.
func etag(version int) *string {
	tag := fmt.Sprintf("%q", fmt.Sprint(version))
	return &tag
}

func optionJSON(c Compared) api.ScenarioOption {
	f := c.Forecast
	view := api.ScenarioOption{
		Name: "Today’s plan", Changes: []string{}, Target: targetJSON(f.Target), Sentence: f.Sentence, MetOn: dateJSON(f.MetOn), Cost: costJSON(f.Cost),
		Waiting: waitingJSON(f.Waiting), Demand: demandJSON(f.Demand), Intakes: f.Intakes,
		Points: reference.Each(f.Points, func(p Point) api.OptionPoint {
			return api.OptionPoint{
				On: p.On, Label: p.Label, Low: p.All.Low.Decimal(), Median: p.All.Median.Decimal(), High: p.All.High.Decimal(), AtTarget: spreadJSON(p.AtTarget), Met: p.Met,
			}
		}),
	}
	if s := c.Scenario; s != nil {
		view.Id, view.Name, view.Changes = &s.ID, s.Name, append([]string{}, s.Changes.Sentences()...)
	}
	return view
}

// dateJSON gives a date that may be missing: nil when there is none.
func dateJSON(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}
