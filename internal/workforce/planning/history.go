package planning

import (
	"fmt"
	"math"
	"strconv"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
	"bandwise/internal/workforce/simulation"
)

// historyYears is how far back rates are counted.
const historyYears = 5

// History is what an organisation's own records say about passing and leaving.
type History struct {
	// Attempts counts those with a result of every paper that was sat, Passed those of them at which all were passed.
	Attempts int
	Passed   int
	// AttemptsSince is the day of the first.
	AttemptsSince calendar.Date
	Training      Leaving
	Accredited    Leaving
	// Since is the day from which leavings are counted: the organisation's first day here, at most five years ago. People who
	// had left before were never entered, so counting from earlier would find too few leavings.
	Since calendar.Date
}

// Leaving is how many people left in how many years of people's time.
type Leaving struct {
	Years float64
	Left  int
}

// leavings counts people's time and leavings from a day to today, before the award and after it apart.
func leavings(appointments []workforce.Spell, since, today calendar.Date) (training, accredited Leaving) {
	for _, s := range workforce.JoinSpells(appointments) {
		from, until := calendar.Later(s.From, since), today
		left := !s.To.IsZero() && s.To.Before(today)
		if left {
			until = s.To
		}
		if until.Before(from) {
			continue
		}
		award := until
		if !s.AwardedOn.IsZero() && s.AwardedOn.Before(until) {
			award = calendar.Later(s.AwardedOn, from)
		}
		training.Years += float64(from.DaysUntil(award)) / 365.25
		accredited.Years += float64(award.DaysUntil(until)) / 365.25
		switch {
		case !left:
		case !s.AwardedOn.IsZero() && !s.AwardedOn.After(until):
			accredited.Left++
		default:
			training.Left++
		}
	}
	return training, accredited
}

// Origin says where an assumption comes from.
type Origin int

// The origins of assumptions.
const (
	// FromHistory is a rate of the organisation's own records.
	FromHistory Origin = iota + 1
	// FromEntry was entered by somebody.
	FromEntry
	// FromScenario was decided in a scenario.
	FromScenario
	// FromRecords are facts recorded about people, sittings and courses.
	FromRecords
	// FromModel is how the reckoning works.
	FromModel
)

var originNames = []string{"", "history", "entered", "scenario", "records", "model"}

// String gives the origin as the API writes it.
func (o Origin) String() string { return originNames[o] }

// Assumption is one thing that a forecast rests on, what it is, and where it comes from.
type Assumption struct {
	Key   string
	Title string
	Value string
	From  Origin
	// Because says where the value comes from, in a sentence.
	Because string
}

func share(x float64) string { return strconv.Itoa(int(math.Round(100*x))) + " %" }

// tenth gives a share in per cent with one place where it is small.
func tenth(x float64) string { return strconv.FormatFloat(math.Round(1000*x)/10, 'f', -1, 64) + " %" }

// entered says who entered the plan, or that nobody did.
func (p Plan) entered() string {
	if p.EnteredOn.IsZero() {
		return "Nobody has entered it yet; this is where Bandwise starts."
	}
	return fmt.Sprintf("Entered by %s on %s.", p.EnteredBy.Name, p.EnteredOn)
}

// pass gives the chance of passing with where it comes from.
func (h History) pass(p Plan, changed *Permille) (simulation.Chance, Assumption) {
	a := Assumption{Key: "pass", Title: "Pass rate at each sitting"}
	if changed != nil {
		a.Value, a.From, a.Because = changed.String(), FromScenario, "Decided in this scenario."
		return simulation.Chance{Entered: changed.Share()}, a
	}
	if h.Attempts >= p.EnoughAttempts {
		c := simulation.Chance{Of: h.Attempts, Yes: h.Passed}
		low, middle, high := c.Interval()
		a.Value, a.From = share(middle), FromHistory
		a.Because = fmt.Sprintf("From %s since %d: %s passed, 80 %% interval %s to %s.", counted(h.Attempts, "attempt"), h.AttemptsSince.Year(), strconv.Itoa(h.Passed), share(low), share(high))
		return c, a
	}
	a.Value, a.From = p.Pass.String(), FromEntry
	a.Because = fmt.Sprintf("%s The own history has %s with a result, fewer than the %d from which on it holds.", p.entered(), counted(h.Attempts, "attempt"), p.EnoughAttempts)
	return simulation.Chance{Entered: p.Pass.Share()}, a
}

// leave gives how often people leave with where it comes from.
func (h History) leave(p Plan, key, whom string, known Leaving, entered Permille, changed *Permille) (simulation.Frequency, Assumption) {
	a := Assumption{Key: key, Title: whom + " who leave in a year"}
	if changed != nil {
		a.Value, a.From, a.Because = changed.String(), FromScenario, "Decided in this scenario."
		return simulation.Frequency{Entered: yearly(*changed)}, a
	}
	years := strconv.FormatFloat(known.Years, 'f', 1, 64)
	if known.Years >= float64(p.EnoughYears) {
		f := simulation.Frequency{Times: known.Left, Years: known.Years}
		low, middle, high := f.Interval()
		a.Value, a.From = tenth(leaveWithin(middle)), FromHistory
		a.Because = fmt.Sprintf("From %s in %s years of people's time since %s: 80 %% interval %s to %s.", counted(known.Left, "leaving"), years, h.Since, tenth(leaveWithin(low)), tenth(leaveWithin(high)))
		return f, a
	}
	a.Value, a.From = entered.String(), FromEntry
	a.Because = fmt.Sprintf("%s The own history has %s years of people's time since %s, fewer than the %d from which on it holds.", p.entered(), years, h.Since, p.EnoughYears)
	return simulation.Frequency{Entered: yearly(entered)}, a
}

// yearly gives the leavings in a year of one person's time when that share of people leave within a year, and leaveWithin the
// other way round. Everybody leaving within a year is taken as 999 of 1,000.
func yearly(rate Permille) float64      { return -math.Log1p(-math.Min(rate.Share(), 0.999)) }
func leaveWithin(times float64) float64 { return -math.Expm1(-times) }
