package planning

import (
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/pay"
	"bandwise/internal/workforce/simulation"
)

var today = day("2026-11-23")

func day(text string) calendar.Date { return calendar.MustParseDate(text) }

func fieldsOf(err error) map[string]string {
	found := map[string]string{}
	var refused *apperr.Error
	if errors.As(err, &refused) {
		for _, f := range refused.Fields {
			found[f.Name] = f.Message
		}
	}
	return found
}

var acc = Road{Key: "acc", Title: "ACC", MentoredFor: 6, CourseAfter: 6, ExamAfter: 24, Exam: "nccq", Roles: []uuid.UUID{uuid.NewSHA1(uuid.NameSpaceOID, []byte("officer"))}}

func TestWhatAPlanRefuses(t *testing.T) {
	wanted := func() *Target { return &Target{WTE: 2000, Band: "4", By: day("2028-04-01")} }
	cases := map[string]struct {
		change   func(*Plan)
		field    string
		sentence string
	}{
		"a target without a band":         {func(p *Plan) { p.Target.Band = "" }, "target.band", "Choose the band from which on accredited staff count towards the target."},
		"a band that is none":             {func(p *Plan) { p.Target.Band = "12" }, "target.band", "There is no band 12."},
		"a target without WTE":            {func(p *Plan) { p.Target.WTE = 0 }, "target.wte", "Enter how much accredited WTE is wanted, for example 20."},
		"a target without a month":        {func(p *Plan) { p.Target.By = calendar.Date{} }, "target.by", "Enter the month by which the target is to be met."},
		"a month that has passed":         {func(p *Plan) { p.Target.By = day("2026-10-01") }, "target.by", "October 2026 is not ahead. Enter a month to come."},
		"a month beyond the forecast":     {func(p *Plan) { p.Target.By = day("2030-01-01") }, "target.by", "The forecast looks ahead to November 2029. Enter a month up to then."},
		"a pass rate of 140 %":            {func(p *Plan) { p.Pass = 1400 }, "passRate", "A pass rate lies between 0 and 100 %, not 140 %."},
		"a rate of leaving below nothing": {func(p *Plan) { p.LeaveTraining = -5 }, "leaveTraining", "A rate of leaving lies between 0 and 100 %, not -0.5 %."},
		"a history that is never enough":  {func(p *Plan) { p.EnoughAttempts = 0 }, "enoughAttempts", "Enter from how many attempts on the own history holds, from 1 to 1,000."},
		"no smallest number":              {func(p *Plan) { p.Smallest = 0 }, "smallest", "Enter a number of people from 1 to 100."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			p := Usual()
			p.Target = wanted()
			c.change(&p)
			_, err := p.Check(today)
			assert.Equal(t, map[string]string{c.field: c.sentence}, fieldsOf(err))
		})
	}
	p := Usual()
	p.Target = wanted()
	kept, err := p.Check(today)
	require.NoError(t, err)
	assert.Equal(t, day("2028-04-30"), kept.Target.By, "the target is for the end of the month")
	assert.Equal(t, "20 WTE at band 4 and above by April 2028", kept.Target.String())
}

func TestWhatAScenarioRefuses(t *testing.T) {
	good := Intake{People: 4, Starts: day("2027-04-01"), Pathway: "acc", Band: "4", WTE: 100}
	cases := map[string]struct {
		change   func(*Scenario)
		field    string
		sentence string
	}{
		"no name":                  {func(s *Scenario) { s.Name = "  " }, "name", "Give the scenario a name, so that it can be told from the others."},
		"an intake in the past":    {func(s *Scenario) { s.Changes.Intakes[0].Starts = day("2026-10-01") }, "intakes[0].starts", "October 2026 is in the past. An intake starts this month or later."},
		"an intake of nobody":      {func(s *Scenario) { s.Changes.Intakes[0].People = 0 }, "intakes[0].people", "Enter how many trainees start, from 1 to 500."},
		"an unknown pathway":       {func(s *Scenario) { s.Changes.Intakes[0].Pathway = "ccap" }, "intakes[0].pathway", "Choose the pathway that they follow."},
		"an intake without a band": {func(s *Scenario) { s.Changes.Intakes[0].Band = "" }, "intakes[0].band", "Choose the band in which they count once accredited."},
		"a pass rate of 140 %":     {func(s *Scenario) { rate := Permille(1400); s.Changes.Pass = &rate }, "passRate", "A pass rate lies between 0 and 100 %, not 140 %."},
		"a target without a band":  {func(s *Scenario) { s.Changes.Target = &Target{WTE: 100, By: day("2028-04-01")} }, "target.band", "Choose the band from which on accredited staff count towards the target."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			s := Scenario{Name: "More", Changes: Changes{Intakes: []Intake{good}}}
			c.change(&s)
			_, err := s.Check([]Road{acc}, today)
			assert.Equal(t, map[string]string{c.field: c.sentence}, fieldsOf(err))
		})
	}
	thisMonth := good
	thisMonth.Starts = day("2026-11-01")
	s, err := Scenario{Name: " More ", Changes: Changes{Intakes: []Intake{good, thisMonth}}}.Check([]Road{acc}, today)
	require.NoError(t, err)
	assert.Equal(t, "More", s.Name)
	assert.Equal(t, "4 trainees from April 2027 (1 WTE each, band 4 once accredited).", s.Changes.Sentences()[0])
}

func TestMonths(t *testing.T) {
	f := facts{today: today}
	for text, want := range map[string]simulation.Month{"2026-11-23": 0, "2025-01-01": 0, "2026-11-24": 1, "2026-12-31": 1, "2027-01-01": 2, "2028-04-30": 17, "2029-11-30": 36} {
		assert.Equal(t, want, f.month(day(text)), text)
	}
	for text, want := range map[string]simulation.Month{"2026-11-23": 1, "2026-11-30": 1, "2026-12-30": 1, "2026-12-31": 2, "2027-06-15": 7} {
		assert.Equal(t, want, f.ends(day(text)), "an appointment up to "+text)
	}
	assert.Equal(t, simulation.Never, f.ends(calendar.Date{}))
}

func TestSittingsGoOnAYearLater(t *testing.T) {
	spring := Sitting{Title: "March 2027", FirstOn: day("2027-03-23"), LastOn: day("2027-03-24"), ClosesOn: day("2027-02-01"), ResultsOn: day("2027-04-27")}
	autumn := Sitting{Title: "September 2026", FirstOn: day("2026-09-22"), LastOn: day("2026-09-23"), ClosesOn: day("2026-08-01"), ResultsOn: day("2026-10-28")}
	coming := facts{today: today, sittings: []Sitting{autumn, spring}}.coming()
	var results []string
	for _, s := range coming {
		results = append(results, s.ResultsOn.ISO())
	}
	assert.Equal(t, []string{"2027-04-27", "2027-10-28", "2028-04-27", "2028-10-28", "2029-04-27", "2029-10-28"}, results)
	assert.False(t, coming[0].Assumed)
	assert.True(t, coming[1].Assumed)
	assert.Equal(t, "A sitting in September 2027", coming[1].Title)
	assert.Len(t, facts{today: today}.coming(), 6, "two a year where none is dated")
}

// One person works two years and leaves; one is awarded after a year of three and stays; one changes posts; one left long ago.
func TestLeavingsByHand(t *testing.T) {
	ann, bob, cid, dan := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	now := day("2026-01-01")
	training, accredited := leavings([]workforce.Spell{
		{Person: ann, From: day("2023-01-01"), To: day("2025-01-01")},
		{Person: bob, From: day("2023-01-01"), AwardedOn: day("2024-01-01")},
		{Person: cid, From: day("2023-01-01"), To: day("2024-06-30"), AwardedOn: day("2022-01-01")},
		{Person: cid, From: day("2024-07-20"), To: day("2025-07-01"), AwardedOn: day("2022-01-01")},
		{Person: dan, From: day("2019-01-01"), To: day("2020-01-01")},
	}, day("2023-01-01"), now)
	assert.Equal(t, 1, training.Left, "Ann")
	assert.InDelta(t, 2+1, training.Years, 0.01, "Ann's two years, Bob's first")
	assert.Equal(t, 1, accredited.Left, "Cid left once, after both posts")
	assert.InDelta(t, 2+2.5, accredited.Years, 0.01, "Bob's two later years, Cid's two and a half")
}

func TestWhereRatesComeFrom(t *testing.T) {
	p := Usual()
	h := History{Attempts: 14, Passed: 9, AttemptsSince: day("2023-03-01"), Since: day("2023-09-22"), Accredited: Leaving{Years: 60, Left: 3}, Training: Leaving{Years: 20}}
	c, a := h.pass(p, nil)
	assert.Equal(t, simulation.Chance{Of: 14, Yes: 9}, c)
	assert.Equal(t, Assumption{"pass", "Pass rate at each sitting", "64 %", FromHistory, "From 14 attempts since 2023: 9 passed, 80 % interval 47 % to 79 %."}, a)
	f, a := h.leave(p, "leave_accredited", "Accredited staff", h.Accredited, p.LeaveAccredited, nil)
	assert.Equal(t, simulation.Frequency{Years: 60, Times: 3}, f)
	assert.Equal(t, FromHistory, a.From)
	assert.Contains(t, a.Because, "From 3 leavings in 60.0 years of people's time since 22 September 2023")

	f, a = h.leave(p, "leave_training", "Trainees", h.Training, p.LeaveTraining, nil)
	assert.InDelta(t, 0.10536, f.Entered, 0.00001, "10 % within a year")
	assert.Equal(t, "10 %", a.Value)
	assert.Contains(t, a.Because, "Nobody has entered it yet")
	p.EnteredBy, p.EnteredOn, p.EnoughAttempts = workforce.Named{Name: "Priya Nair"}, day("2026-10-12"), 20
	c, a = h.pass(p, nil)
	assert.Equal(t, simulation.Chance{Entered: 0.7}, c)
	assert.Equal(t, "Entered by Priya Nair on 12 October 2026. The own history has 14 attempts with a result, fewer than the 20 from which on it holds.", a.Because)
	changed := Permille(850)
	c, a = h.pass(p, &changed)
	assert.Equal(t, simulation.Chance{Entered: 0.85}, c)
	assert.Equal(t, FromScenario, a.From)
}

// Everybody passes and nobody leaves by chance: a trainee whose plan leads to the award in May 2027 counts until the term ends.
func TestATraineesDateNamesTheKnownEnd(t *testing.T) {
	scales, err := pay.Read()
	require.NoError(t, err)
	none, everyone := Permille(0), Permille(1000)
	for name, c := range map[string]struct {
		end     workforce.Ending
		share   float64
		at      map[int]workforce.WTE
		because string
	}{
		"no end": {workforce.Ending{}, 1, map[int]workforce.WTE{5: 0, 6: 100, 36: 100}, "Counts in band 4, today's, after the award: neither the map of roles nor an entry names another."},
		"a fixed term after the award": {workforce.Ending{Kind: workforce.FixedTerm, On: day("2028-01-31"), Post: "Officer", Shown: true}, 1,
			map[int]workforce.WTE{6: 100, 14: 100, 15: 0, 36: 0}, " Counts until 31 January 2028 in every run. The appointment as Officer ends on 31 January 2028, and none follows within a month."},
		"retirement before the award": {workforce.Ending{Kind: workforce.Retirement, On: day("2027-04-15"), EnteredBy: "Max", EnteredOn: day("2026-11-02"), Shown: true}, 0,
			map[int]workforce.WTE{6: 0, 36: 0}, "after the last day here. Retirement on 15 April 2027, entered by Max on 2 November 2026."},
		"an end that the reader is not told": {workforce.Ending{Kind: workforce.Retirement, On: day("2028-01-31"), EnteredBy: "Max"}, 1,
			map[int]workforce.WTE{14: 100, 15: 0}, "Counts in band 4, today's, after the award: neither the map of roles nor an entry names another."},
	} {
		t.Run(name, func(t *testing.T) {
			f := facts{today: today, scales: scales, plan: Usual(), roads: []Road{acc}}
			f.sittings = []Sitting{{Title: "Spring", FirstOn: day("2027-03-22"), LastOn: day("2027-03-23"), ClosesOn: day("2027-02-01"), ResultsOn: day("2027-05-20")}}
			f.members = []workforce.Member{{
				Person: workforce.Person{Name: "Tia", Band: "4", WTE: 100, EndsOn: c.end.On, Ending: c.end},
				Training: &workforce.TrainingSummary{Stage: workforce.Stage{Key: "nccq"}, Accreditation: workforce.NotHeld, AwardDueOn: day("2027-05-20"), AwardBecause: "By the plan.",
					Ahead: workforce.Ahead{ResultsOn: day("2027-05-20")}},
			}}
			r, err := f.forecast(Changes{Pass: &everyone, LeaveTraining: &none, LeaveAccredited: &none}, func(p simulation.Plan, _ int) (simulation.Outcome, error) { return simulation.Run(p, 5, 1) })
			require.NoError(t, err)
			for month, want := range c.at {
				assert.Equal(t, Spread{want, want, want}, r.Points[month].All, r.Points[month].Label)
			}
			assert.InDelta(t, c.share, r.People[0].Share, 0)
			assert.Contains(t, r.People[0].Because+"|", c.because)
			if !c.end.Shown {
				assert.NotContains(t, r.People[0].Because, "Counts until")
			}
		})
	}
}

func TestPayByHand(t *testing.T) {
	scales, err := pay.Read()
	require.NoError(t, err)
	// One whole-time holder at band 4 for 36 months by the scale of 2026/27, who never leaves.
	f := facts{today: today, scales: scales, plan: Usual(), roads: []Road{acc}}
	f.members = []workforce.Member{{Person: workforce.Person{Band: "4", WTE: 100}, Training: &workforce.TrainingSummary{Accreditation: workforce.Current}}}
	f.plan.LeaveAccredited = 0
	r, err := f.forecast(Changes{}, func(p simulation.Plan, _ int) (simulation.Outcome, error) { return simulation.Run(p, 5, 1) })
	require.NoError(t, err)
	assert.Equal(t, Money{3 * 28392, 3 * 31157}, r.Cost.Total)
	// And a trainee under Annex 21 who starts next month, sits 24 months on and never passes: 11 months at 70 % (13 to 23 months before the
	// examination), the other 24 or 25 at 75 %.
	none, everyone := Permille(0), 1
	c := Changes{Pass: &none, LeaveTraining: &none, CoursePlaces: nil, Intakes: []Intake{{People: everyone, Starts: day("2026-12-01"), Pathway: "acc", Band: "4", WTE: 100}}}
	r, err = f.forecast(c, func(p simulation.Plan, _ int) (simulation.Outcome, error) { return simulation.Run(p, 5, 1) })
	require.NoError(t, err)
	month := 31157.0 / 12
	assert.InDelta(t, 12*0.70*month+24*0.75*month, float64(r.Cost.Training.High), 2)
	assert.Equal(t, r.Cost.Training.Low, r.Cost.Training.High)
}

func TestTheSentence(t *testing.T) {
	points := func(met ...float64) []Point {
		var all []Point
		for m, share := range met {
			all = append(all, Point{On: endOf(today, m), Label: monthName(endOf(today, m)), Met: share})
		}
		all[0].On = today
		return all
	}
	target := &Target{WTE: 2000, Band: "4", By: day("2027-01-31")}
	cases := map[string]struct {
		f    Forecast
		want string
	}{
		"no target":     {Forecast{Points: points(0)}, "No target is set. Set one with the assumptions to see in which month it is met."},
		"met in time":   {Forecast{Points: points(0, 0.6, 0.7, 0.8), Target: target, MetOn: day("2026-12-31")}, "The target of 20 WTE at band 4 and above is met in December 2026 in half of the runs; by January 2027 it is met in 70 % of them."},
		"met too late":  {Forecast{Points: points(0, 0.1, 0.2, 0.5), Target: target, MetOn: day("2027-02-28")}, "The target of 20 WTE at band 4 and above is met in February 2027 in half of the runs, 1 month after January 2027; by then it is met in 20 % of them."},
		"not met":       {Forecast{Points: points(0, 0.1, 0.2, 0.3), Target: target}, "The target of 20 WTE at band 4 and above is not met up to February 2027 in half of the runs; by January 2027 it is met in 20 % of them."},
		"met today":     {Forecast{Today: today, Points: points(1, 1, 1, 1), Target: target, MetOn: today}, "The target of 20 WTE at band 4 and above is met today, and by January 2027 in 100 % of the runs."},
		"a past target": {Forecast{Points: points(0, 0), Target: &Target{WTE: 100, Band: "3", By: day("2026-05-31")}}, "The target of 1 WTE at band 3 and above was to be met by May 2026, which has passed. Enter a new month with the assumptions."},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, c.f.sentence()) })
	}
}
