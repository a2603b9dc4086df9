package calendar

import "slices"

// Span is a run of days, its first and its last included. A span without a last day is open: it goes on.
type Span struct {
	From Date
	To   Date
}

// IsOpen reports whether the span has no last day.
func (s Span) IsOpen() bool { return s.To.IsZero() }

// Contains reports whether d is one of the span's days.
func (s Span) Contains(d Date) bool {
	return !d.Before(s.From) && (s.IsOpen() || !d.After(s.To))
}

// Overlaps reports whether the two spans share a day.
func (s Span) Overlaps(other Span) bool {
	return (s.IsOpen() || !other.From.After(s.To)) && (other.IsOpen() || !s.From.After(other.To))
}

// DaysWithin counts the span's days from from up to, but not including, to.
func (s Span) DaysWithin(from, to Date) int {
	end := to
	if !s.IsOpen() && s.To.Before(to) {
		end = s.To.AddDays(1)
	}
	return max(0, Later(s.From, from).DaysUntil(end))
}

// Stretch is a span during which time counts only in part: Percent is 0 while it stands still (leave) and 60 for somebody
// who works 0.6 of whole time.
type Stretch struct {
	Span
	Percent int
}

// Pace says how fast time counts towards a period on each day. The zero value counts every day whole.
type Pace struct {
	// changes holds the first day of each rate, in order; before the first one, days count whole.
	changes []change
}

type change struct {
	from    Date
	percent int
}

const whole = 100

// NewPace joins stretches into a pace. Where they overlap, the slowest one holds, so that leave taken from a part-time
// post stands still, and leave that was entered twice counts once. Percentages are taken as within 0 to 100.
func NewPace(stretches ...Stretch) Pace {
	var days []Date
	for _, s := range stretches {
		days = append(days, s.From)
		if !s.IsOpen() {
			days = append(days, s.To.AddDays(1))
		}
	}
	slices.SortFunc(days, Date.Compare)
	days = slices.Compact(days)
	var p Pace
	for _, day := range days {
		percent := whole
		for _, s := range stretches {
			if s.Contains(day) {
				percent = min(percent, max(0, s.Percent))
			}
		}
		p.changes = append(p.changes, change{day, percent})
	}
	return p
}

// After gives the day on which the period, counted from from, has run: from.Add(period) when every day counts whole, and
// otherwise as much later as the days that count less hold it back (a day of leave moves it by a day; half time doubles
// what is left). A day that falls short by a part counts as needed. It is false when time stands still for good before
// then. A period back in time is not affected by the pace.
func (p Pace) After(from Date, period Period) (Date, bool) {
	nominal := from.Add(period)
	need := from.DaysUntil(nominal) * whole
	if need <= 0 {
		return nominal, true
	}
	day, percent := from, p.percentOn(from)
	for _, c := range p.changes {
		if !c.from.After(day) {
			continue
		}
		gain := day.DaysUntil(c.from) * percent
		if gain >= need {
			break
		}
		need -= gain
		day, percent = c.from, c.percent
	}
	if percent == 0 {
		return Date{}, false
	}
	return day.AddDays((need + percent - 1) / percent), true
}

// Counted gives how many whole days have counted from from up to, but not including, to; 0 when to is not later.
func (p Pace) Counted(from, to Date) int {
	sum, day, percent := 0, from, p.percentOn(from)
	for _, c := range p.changes {
		if !c.from.After(day) {
			continue
		}
		if !c.from.Before(to) {
			break
		}
		sum += day.DaysUntil(c.from) * percent
		day, percent = c.from, c.percent
	}
	return max(0, sum+day.DaysUntil(to)*percent) / whole
}

func (p Pace) percentOn(day Date) int {
	percent := whole
	for _, c := range p.changes {
		if c.from.After(day) {
			break
		}
		percent = c.percent
	}
	return percent
}
