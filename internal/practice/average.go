package practice

import (
	"fmt"
	"math"
	"slices"

	"bandwise/internal/platform/calendar"
)

// Day is what a person coded on a day. Without Minutes it counts as a whole day.
type Day struct {
	On       calendar.Date
	Episodes int
	Minutes  int
}

// part is a day that counts, with the share of a whole day that it was.
type part struct {
	on       calendar.Date
	episodes int
	share    float64
}

// leastShare keeps a day that was entered from counting as no time at all.
const leastShare = 0.1

// parts gives the days that count, in order, each with its share of a whole day: the hours that were entered, of the length of a
// whole day; without hours a whole day. In a week in which somebody who works part time entered more days without hours
// than the part of full time has, these days share what the week has.
func parts(c Career, targets []Target, days []Day) []part {
	var counted []part
	open := map[calendar.Date][]int{}
	spent := map[calendar.Date]float64{}
	for _, d := range days {
		if c.Standing(d.On) != DayCounts {
			continue
		}
		p := part{on: d.On, episodes: d.Episodes, share: 1}
		week := monday(d.On)
		if d.Minutes > 0 {
			p.share = max(leastShare, float64(d.Minutes)/float64(dayMinutes(targets, d.On)))
			spent[week] += min(1, p.share)
		} else {
			open[week] = append(open[week], len(counted))
		}
		counted = append(counted, p)
	}
	for week, at := range open {
		wte := c.WTE(counted[at[0]].on)
		if wte == 100 {
			continue
		}
		left := float64(c.workingDays(week, week.AddDays(6))*wte)/100 - spent[week]
		if left >= float64(len(at)) {
			continue
		}
		for _, i := range at {
			counted[i].share = max(leastShare, left/float64(len(at)))
		}
	}
	slices.SortFunc(counted, func(a, b part) int { return a.on.Compare(b.on) })
	return counted
}

// Mean is an average of episodes for a whole working day.
type Mean struct {
	// Episodes is the numerator: all episodes of the days that count.
	Episodes int
	// Days is the denominator: these days, each by its share of a whole one.
	Days float64
	// Entries is how many days that is.
	Entries int
}

// Value gives the average to a tenth; false when there is no day with an entry.
func (m Mean) Value() (float64, bool) {
	if m.Entries == 0 {
		return 0, false
	}
	return tenth(float64(m.Episodes) / m.Days), true
}

func mean(all []part, from, to calendar.Date) Mean {
	var m Mean
	first, _ := slices.BinarySearchFunc(all, from, func(p part, day calendar.Date) int { return p.on.Compare(day) })
	for _, p := range all[first:] {
		if p.on.After(to) {
			break
		}
		m.Episodes, m.Days, m.Entries = m.Episodes+p.episodes, m.Days+p.share, m.Entries+1
	}
	m.Days = math.Round(m.Days*100) / 100
	return m
}

// FourWeeks is the average of the 28 days that end on a day.
type FourWeeks struct {
	From, To calendar.Date
	Mean
	// WorkingDays are those of the 28 days that count for the person, whether entered or not.
	WorkingDays int
	// Without is how many more days should have an entry: the working days, for part-time work in part, less the entries.
	Without int
}

// window is how many days the rolling average looks back, the last one included.
const window = 28

func fourWeeks(c Career, all []part, on calendar.Date) FourWeeks {
	f := FourWeeks{From: on.AddDays(1 - window), To: on}
	f.Mean = mean(all, f.From, f.To)
	f.WorkingDays = c.workingDays(f.From, f.To)
	expected := int(math.Round(float64(f.WorkingDays*c.WTE(on)) / 100))
	f.Without = max(0, expected-f.Entries)
	return f
}

// Because says in words how the average came about.
func (f FourWeeks) Because() string {
	value, there := f.Value()
	if !there {
		return fmt.Sprintf("From %s to %s no working day has an entry, so there is no average.", f.From, f.To)
	}
	without := "Every one of the working days has an entry."
	switch {
	case f.Without == 1:
		without = "1 working day without an entry is left out."
	case f.Without > 1:
		without = fmt.Sprintf("%d working days without an entry are left out.", f.Without)
	}
	return fmt.Sprintf("%d episodes on %s from %s to %s, which are %s whole days: %s a day. %s",
		f.Episodes, counted(f.Entries, "working day with an entry", "working days with an entry"), f.From, f.To, number(f.Days), number(value), without)
}

// Week is a week, Monday to Sunday, with the rolling average at its end.
type Week struct {
	StartsOn calendar.Date
	Mean
	// Four is the average of the four weeks that end with this one, or today.
	Four Mean
	// Months is how long after the appointment the week begins.
	Months float64
	Target int
	Kind   TargetKind
}

// weeks gives every week from the first entry to the day, those without an entry included.
func weeks(c Career, targets []Target, all []part, on calendar.Date) []Week {
	if len(all) == 0 {
		return nil
	}
	var found []Week
	for start := monday(all[0].on); !start.After(on); start = start.AddDays(7) {
		end := start.AddDays(6)
		if end.After(on) {
			end = on
		}
		w := Week{StartsOn: start, Mean: mean(all, start, end), Four: mean(all, end.AddDays(1-window), end), Months: max(0, c.MonthsOfService(start))}
		if e, there := ExpectedOn(c, targets, end); there {
			w.Target, w.Kind = e.Episodes, e.Kind
		}
		found = append(found, w)
	}
	return found
}

// monday gives the Monday of a day's week.
func monday(day calendar.Date) calendar.Date {
	return day.AddDays(-(int(day.Weekday()+6) % 7))
}

func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// number writes a figure with as many decimals as it has, at most two.
func number(v float64) string {
	if v == math.Trunc(v) {
		return fmt.Sprintf("%.0f", v)
	}
	if v*10 == math.Trunc(v*10) {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.2f", v)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
