package practice

import (
	"fmt"
	"time"

	"bandwise/internal/platform/calendar"
)

// Post is one of a person's appointments. WTE is the whole-time equivalent in hundredths.
type Post struct {
	calendar.Span
	WTE int
}

// Career is what a person's days are judged by.
type Career struct {
	// Posts are in the order of their first days.
	Posts []Post
	// AccreditedOn is the day on which the person was awarded ACC; none when it is not held.
	AccreditedOn calendar.Date
	Leave        []calendar.Span
}

// AppointedOn is the first day of the first appointment, from which service counts; no date without one.
func (c Career) AppointedOn() calendar.Date {
	if len(c.Posts) == 0 {
		return calendar.Date{}
	}
	return c.Posts[0].From
}

// WTE is the whole-time equivalent on a day in hundredths, of all posts together and at most 100; 0 without a post.
func (c Career) WTE(day calendar.Date) int {
	sum := 0
	for _, p := range c.Posts {
		if p.Contains(day) {
			sum += p.WTE
		}
	}
	return min(sum, 100)
}

// Standing says how a day counts for the person.
func (c Career) Standing(day calendar.Date) Standing {
	if c.WTE(day) == 0 {
		return NotAppointed
	}
	for _, l := range c.Leave {
		if l.Contains(day) {
			return Leave
		}
	}
	switch {
	case day.Weekday() == time.Saturday || day.Weekday() == time.Sunday:
		return Weekend
	case day.BankHoliday() != "":
		return BankHoliday
	}
	return DayCounts
}

// workingDays counts the days between two, both included, that count for the person.
func (c Career) workingDays(from, to calendar.Date) int {
	n := 0
	for day := from; !day.After(to); day = day.AddDays(1) {
		if c.Standing(day) == DayCounts {
			n++
		}
	}
	return n
}

// Uncounted says why an entry for a day is in no average; "" for a day that counts.
func (c Career) Uncounted(day calendar.Date) string {
	switch c.Standing(day) {
	case Weekend:
		return fmt.Sprintf("%s is a %s: kept, and not counted in the averages.", day, day.Weekday())
	case BankHoliday:
		return fmt.Sprintf("%s is a bank holiday (%s): kept, and not counted in the averages.", day, day.BankHoliday())
	case Leave:
		return fmt.Sprintf("%s lies in recorded leave: kept, and not counted in the averages.", day)
	}
	return ""
}

// MonthsOfService gives how long after the appointment a day lies, in months of 30.4375 days, to a tenth.
func (c Career) MonthsOfService(day calendar.Date) float64 {
	return tenth(float64(c.AppointedOn().DaysUntil(day)) / 30.4375)
}
