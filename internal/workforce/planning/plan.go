// Package planning looks ahead: how many accredited staff there will be in each month, whether that meets the target, what
// stands in the way, and what other decisions would make of it. It reckons from today's people and their own plans, from
// rates of the organisation's own history where there is enough of it, and from what was entered where there is not.
package planning

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
)

// Permille is a rate in thousandths: 645 is 64.5 %.
type Permille int

// String gives "64.5 %".
func (p Permille) String() string { return strconv.FormatFloat(float64(p)/10, 'f', -1, 64) + " %" }

// Share gives the rate as a number from 0 to 1.
func (p Permille) Share() float64 { return float64(p) / 1000 }

// Target is what an organisation wants: so much accredited WTE in a band and above by the end of a month.
type Target struct {
	WTE  workforce.WTE
	Band workforce.Band
	// By is the last day of the month.
	By calendar.Date
}

// String gives "20 WTE at band 4 and above by April 2028".
func (t Target) String() string {
	return fmt.Sprintf("%s at band %s and above by %s", t.WTE, t.Band, monthName(t.By))
}

// Plan is what an organisation enters about the years ahead.
type Plan struct {
	// Target is nil without one.
	Target *Target
	Pass   Permille
	// LeaveTraining and LeaveAccredited are how many of a thousand leave within a year.
	LeaveTraining   Permille
	LeaveAccredited Permille
	// EnoughAttempts is how many attempts, EnoughYears how many years of people's time, the organisation's own history has to
	// have before its rates hold instead of those entered.
	EnoughAttempts int
	EnoughYears    int
	// Smallest is the number of people below which nothing is published to those outside the line.
	Smallest int
	// TraineesPerMentor is how many trainees one mentor has at once, CoursePlaces how many places on the Standards course
	// there are in a quarter without a planned course; nil for no limit.
	TraineesPerMentor *int
	CoursePlaces      *int
	// Attempts is how often a trainee may sit the examination; 0 for no limit.
	Attempts int
	// QualifiedBand is the band after the award where the map of roles says nothing; "" for the band of today.
	QualifiedBand workforce.Band
	// EnteredBy is nobody, and EnteredOn no date, as long as nothing was entered.
	EnteredBy workforce.Named
	EnteredOn calendar.Date
	// Version is 1 as long as nothing was entered.
	Version int
}

// Usual is the plan of an organisation that has entered none.
func Usual() Plan {
	return Plan{Pass: 700, LeaveTraining: 100, LeaveAccredited: 80, EnoughAttempts: 10, EnoughYears: 50, Smallest: 5, Version: 1}
}

// Bands lists the pay bands, lowest first.
func Bands() []workforce.Band {
	return []workforce.Band{"2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"}
}

// problems collects what is wrong, field by field.
type problems []apperr.Field

func (p *problems) check(ok bool, name, format string, args ...any) {
	if !ok {
		*p = append(*p, apperr.Field{Name: name, Message: fmt.Sprintf(format, args...)})
	}
}

func (p *problems) rate(name, what string, rate *Permille) {
	if rate != nil {
		p.check(*rate >= 0 && *rate <= 1000, name, "%s lies between 0 and 100 %%, not %s.", what, *rate)
	}
}

func (p *problems) limits(perMentor, places *int) {
	if perMentor != nil {
		p.check(*perMentor >= 0 && *perMentor <= 100, "traineesPerMentor", "Enter how many trainees one mentor has at once, from 0 to 100.")
	}
	if places != nil {
		p.check(*places >= 0 && *places <= 5000, "coursePlaces", "Enter how many places there are in a quarter, from 0 to 5,000.")
	}
}

func (p *problems) target(t *Target, today calendar.Date) {
	if t == nil {
		return
	}
	last := endOf(today, workforce.ForecastMonths)
	p.check(t.WTE >= 1 && t.WTE <= 10_000_000, "target.wte", "Enter how much accredited WTE is wanted, for example 20.")
	p.check(t.Band != "", "target.band", "Choose the band from which on accredited staff count towards the target.")
	p.check(t.Band == "" || slices.Contains(Bands(), t.Band), "target.band", "There is no band %s.", t.Band)
	switch {
	case t.By.IsZero():
		p.check(false, "target.by", "Enter the month by which the target is to be met.")
	case !t.By.After(today):
		p.check(false, "target.by", "%s is not ahead. Enter a month to come.", monthName(t.By))
	default:
		p.check(!t.By.After(last), "target.by", "The forecast looks ahead to %s. Enter a month up to then.", monthName(last))
	}
}

// Check refuses, field by field, what cannot be planned with, and gives the plan with its target at the end of its month.
func (p Plan) Check(today calendar.Date) (Plan, error) {
	p.Target = p.Target.atMonthEnd()
	var no problems
	no.target(p.Target, today)
	no.rate("passRate", "A pass rate", &p.Pass)
	no.rate("leaveTraining", "A rate of leaving", &p.LeaveTraining)
	no.rate("leaveAccredited", "A rate of leaving", &p.LeaveAccredited)
	no.check(p.EnoughAttempts >= 1 && p.EnoughAttempts <= 1000, "enoughAttempts", "Enter from how many attempts on the own history holds, from 1 to 1,000.")
	no.check(p.EnoughYears >= 1 && p.EnoughYears <= 10_000, "enoughYears", "Enter from how many years of people’s time on the own history holds, from 1 to 10,000.")
	no.check(p.Smallest >= 1 && p.Smallest <= 100, "smallest", "Enter a number of people from 1 to 100.")
	no.check(p.Attempts >= 0 && p.Attempts <= 20, "attempts", "Enter how often a trainee may sit, from 1 to 20, or leave it empty.")
	no.check(p.QualifiedBand == "" || slices.Contains(Bands(), p.QualifiedBand), "qualifiedBand", "There is no band %s.", p.QualifiedBand)
	no.limits(p.TraineesPerMentor, p.CoursePlaces)
	return p, apperr.Invalid(no...)
}

// atMonthEnd moves a target to the end of its month.
func (t *Target) atMonthEnd() *Target {
	if t == nil || t.By.IsZero() {
		return t
	}
	moved := *t
	moved.By = endOf(t.By, 0)
	return &moved
}

// Road is a pathway that leads to ACC.
type Road struct {
	Key   string
	Title string
	// Roles are those whose appointment puts people on it.
	Roles []uuid.UUID
	// MentoredFor, CourseAfter and ExamAfter count months from the start: how long the mentorship lasts, and when the
	// Standards course and the first attempt at the examination come.
	MentoredFor int
	CourseAfter int
	ExamAfter   int
	// Exam is the key of the examination.
	Exam string
}

// Intake is a number of trainees who are to start together.
type Intake struct {
	People  int           `json:"people"`
	Starts  calendar.Date `json:"starts"`
	Pathway string        `json:"pathway"`
	// Band is the one in which they count once accredited.
	Band workforce.Band `json:"band"`
	WTE  workforce.WTE  `json:"wte"`
	// ExamAfter counts months from the start to the first sitting that they aim at; 0 for what the pathway says.
	ExamAfter int `json:"examAfter,omitempty"`
	// PaidIn is the band in which they are paid until the award; "" for a share of the qualified band's top (Annex 21).
	PaidIn workforce.Band `json:"paidIn,omitempty"`
}

// String gives "4 trainees from April 2027 (1 WTE each, band 4 once accredited)".
func (i Intake) String() string {
	return fmt.Sprintf("%s from %s (%s each, band %s once accredited)", counted(i.People, "trainee"), monthName(i.Starts), i.WTE, i.Band)
}

// Changes are what a scenario decides otherwise than the plan; what is nil stays as in the plan.
type Changes struct {
	Intakes           []Intake
	Target            *Target
	Pass              *Permille
	LeaveTraining     *Permille
	LeaveAccredited   *Permille
	TraineesPerMentor *int
	CoursePlaces      *int
}

// Scenario is a set of changes under a name.
type Scenario struct {
	ID   uuid.UUID
	Name string
	Note string
	// Wide says that it is the whole organisation's; otherwise it is its owner's own.
	Wide      bool
	Owner     workforce.Named
	Changes   Changes
	ChangedOn calendar.Date
	Version   int
}

// mostIntakes and mostStarting bound a scenario.
const (
	mostIntakes  = 20
	mostStarting = 500
)

// Check refuses, field by field, a scenario that cannot be, and gives it with its dates at the ends of months.
func (s Scenario) Check(roads []Road, today calendar.Date) (Scenario, error) {
	c := &s.Changes
	c.Target = c.Target.atMonthEnd()
	var no problems
	s.Name, s.Note = strings.TrimSpace(s.Name), strings.TrimSpace(s.Note)
	no.check(s.Name != "", "name", "Give the scenario a name, so that it can be told from the others.")
	no.target(c.Target, today)
	no.rate("passRate", "A pass rate", c.Pass)
	no.rate("leaveTraining", "A rate of leaving", c.LeaveTraining)
	no.rate("leaveAccredited", "A rate of leaving", c.LeaveAccredited)
	no.limits(c.TraineesPerMentor, c.CoursePlaces)
	no.check(len(c.Intakes) <= mostIntakes, "intakes", "A scenario has at most %d intakes.", mostIntakes)
	for i, in := range c.Intakes {
		no.intake(fmt.Sprintf("intakes[%d].", i), in, roads, today)
	}
	return s, apperr.Invalid(no...)
}

func (p *problems) intake(at string, in Intake, roads []Road, today calendar.Date) {
	last := endOf(today, workforce.ForecastMonths)
	p.check(in.People >= 1 && in.People <= mostStarting, at+"people", "Enter how many trainees start, from 1 to %d.", mostStarting)
	switch {
	case in.Starts.IsZero():
		p.check(false, at+"starts", "Enter the month in which they start.")
	case endOf(in.Starts, 0).Before(today):
		p.check(false, at+"starts", "%s is in the past. An intake starts this month or later.", monthName(in.Starts))
	default:
		p.check(!in.Starts.After(last), at+"starts", "The forecast looks ahead to %s. Enter a month up to then.", monthName(last))
	}
	p.check(slices.ContainsFunc(roads, func(r Road) bool { return r.Key == in.Pathway }), at+"pathway", "Choose the pathway that they follow.")
	p.check(slices.Contains(Bands(), in.Band), at+"band", "Choose the band in which they count once accredited.")
	p.check(in.WTE >= 1 && in.WTE <= 100, at+"wte", "Enter the WTE of each, from 0.01 to 1.")
	p.check(in.ExamAfter >= 0 && in.ExamAfter <= 60, at+"examAfter", "Enter how many months after the start they first sit, from 1 to 60.")
	p.check(in.PaidIn == "" || slices.Contains(Bands(), in.PaidIn), at+"paidIn", "There is no band %s.", in.PaidIn)
}

// Sentences say what a scenario decides otherwise, one sentence for each.
func (c Changes) Sentences() []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	for _, in := range c.Intakes {
		say("%s.", in)
	}
	if c.Target != nil {
		say("The target is %s.", *c.Target)
	}
	if c.Pass != nil {
		say("%s pass at each sitting.", *c.Pass)
	}
	if c.LeaveTraining != nil {
		say("%s of the trainees leave in a year.", *c.LeaveTraining)
	}
	if c.LeaveAccredited != nil {
		say("%s of the accredited leave in a year.", *c.LeaveAccredited)
	}
	if c.TraineesPerMentor != nil {
		say("Each mentor has at most %s at once.", counted(*c.TraineesPerMentor, "trainee"))
	}
	if c.CoursePlaces != nil {
		say("The Standards course has %s in a quarter.", counted(*c.CoursePlaces, "place"))
	}
	return all
}

func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// endOf gives the last day of the month that is so many months after a day's.
func endOf(day calendar.Date, months int) calendar.Date {
	return calendar.On(day.Year(), day.Month(), 1).Add(calendar.Months(months + 1)).AddDays(-1)
}

// monthName gives "April 2028".
func monthName(d calendar.Date) string { return fmt.Sprintf("%s %d", d.Month(), d.Year()) }

// bandsOf sorts bands, lowest first, each once.
func bandsOf(bands []workforce.Band) []workforce.Band {
	slices.SortFunc(bands, workforce.Band.Compare)
	return slices.Compact(bands)
}
