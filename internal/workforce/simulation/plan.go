// Package simulation looks at many possible futures of a coding department: who passes the NCCQ at which sitting, who leaves,
// and how many accredited staff, in whole-time equivalents, there are at the end of each month. It is a pure rule: the same
// plan and the same seed give the same outcome.
//
// A run goes person by person. A trainee waits for a mentor, then for a place on the Standards course, then for the first
// sitting that the person's own plan allows; passes it with the pass rate or tries again at the next one; and may leave at any
// time. Each run draws the two rates anew from what is known of them, so that a rate that was estimated from few people makes
// the interval wider.
package simulation

import (
	"fmt"
	"math"
)

// Month counts months from today: 0 is today, 1 the end of the next month, and so on.
type Month int

// Never is later than every month.
const Never Month = math.MaxInt32

// Unlimited is a capacity that never binds.
const Unlimited = -1

// Plan is what a simulation starts from.
type Plan struct {
	// Months is how far it looks ahead, 1 to MostMonths.
	Months int
	// Bands says how many pay bands there are; people name theirs by its place, from 0.
	Bands      int
	Accredited []Holder
	Trainees   []Trainee
	Intakes    []Intake
	// Sittings are the months with a sitting of the NCCQ, ascending.
	Sittings []Month
	// Attempts is how often a trainee may sit; 0 for no limit.
	Attempts int
	Pass     Chance
	// LeaveTraining and LeaveAccredited are leavings in a year of one person's time.
	LeaveTraining   Frequency
	LeaveAccredited Frequency
	// Mentored is how many trainees can be mentored at once, Unlimited for no limit; MentoredFor is for how many months each is.
	Mentored    int
	MentoredFor int
	// CoursePlaces is the number of places on the Standards course of each month; nil for no limit.
	CoursePlaces []int
	// Groups says how many groups of trainees there are whose time in training is counted apart, which is what pay is reckoned from.
	Groups int
	Target Target
}

// MostMonths is the furthest that a simulation looks ahead.
const MostMonths = 120

// Holder is somebody who is accredited today. Ends is the first month at whose end the appointment is over.
type Holder struct {
	Band int
	// WTE is in hundredths.
	WTE  int
	Ends Month
}

// Trainee is somebody on the road to accreditation today.
type Trainee struct {
	// Band is the one in which the person counts once accredited.
	Band int
	// WTE is in hundredths.
	WTE  int
	Ends Month
	// MentoredUntil is the first month without a mentor; 0 for somebody who needs none any more.
	MentoredUntil Month
	// NeedsCourse is the month from which the person wants a place on the Standards course; Never for somebody who had it.
	NeedsCourse Month
	// Ready is the first month in which the person's own plan allows the NCCQ; Never without a date.
	Ready Month
	// Attempts is how often the person sat already.
	Attempts int
	// Group is the group in which the person's time in training is counted.
	Group int
}

// Intake is a number of trainees who start in a month.
type Intake struct {
	People int
	Month  Month
	Band   int
	// WTE of each, in hundredths.
	WTE int
	// CourseAfter and ReadyAfter count months from the start to the Standards course and to the first sitting allowed.
	CourseAfter int
	ReadyAfter  int
	// Group is the group in which their time in training is counted.
	Group int
}

// Target is what is wanted: so much accredited WTE (in hundredths) in FromBand and above by the end of a month. A target of 0
// is none.
type Target struct {
	WTE      int
	FromBand int
	By       Month
}

// Chance is a probability: either entered, or so many of so many.
type Chance struct {
	// Of is how many attempts it rests on; 0 for a chance that was entered.
	Of  int
	Yes int
	// Entered is used when Of is 0, from 0 to 1.
	Entered float64
}

// Frequency is how often something happens in a year of one person's time: either entered, or so many times in so many years.
type Frequency struct {
	// Years is the persons' time that it rests on; 0 for a frequency that was entered.
	Years float64
	Times int
	// Entered is used when Years is 0.
	Entered float64
}

// Check says what is wrong with a plan that cannot be simulated.
func (p Plan) Check() error {
	switch {
	case p.Months < 1 || p.Months > MostMonths:
		return fmt.Errorf("a simulation looks 1 to %d months ahead, not %d", MostMonths, p.Months)
	case p.Pass.Of == 0 && (p.Pass.Entered < 0 || p.Pass.Entered > 1) || p.Pass.Yes > p.Pass.Of:
		return fmt.Errorf("a pass rate lies between 0 and 1")
	case p.LeaveTraining.Entered < 0 || p.LeaveAccredited.Entered < 0:
		return fmt.Errorf("a leaving rate is 0 or more")
	case p.CoursePlaces != nil && len(p.CoursePlaces) < p.Months+1:
		return fmt.Errorf("the course places cover %d months of %d", len(p.CoursePlaces)-1, p.Months)
	}
	for _, bands := range [][]int{bandsOf(p.Accredited, func(h Holder) int { return h.Band }),
		bandsOf(p.Trainees, func(t Trainee) int { return t.Band }), bandsOf(p.Intakes, func(i Intake) int { return i.Band })} {
		for _, b := range bands {
			if b < 0 || b >= p.Bands {
				return fmt.Errorf("there is no band %d among %d", b, p.Bands)
			}
		}
	}
	groups := append(bandsOf(p.Trainees, func(t Trainee) int { return t.Group }), bandsOf(p.Intakes, func(i Intake) int { return i.Group })...)
	for _, g := range groups {
		if g < 0 || g > 0 && g >= p.Groups {
			return fmt.Errorf("there is no group %d of trainees among %d", g, p.Groups)
		}
	}
	return nil
}

func bandsOf[T any](list []T, band func(T) int) []int {
	bands := make([]int, 0, len(list))
	for _, x := range list {
		bands = append(bands, band(x))
	}
	return bands
}
