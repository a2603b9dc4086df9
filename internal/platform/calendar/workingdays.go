package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/gb"
)

// bankHolidays knows England's bank holidays: the yearly ones by their rules, substitute days included, and the single ones
// that were proclaimed.
var bankHolidays = func() *cal.BusinessCalendar {
	c := cal.NewBusinessCalendar()
	c.AddHoliday(gb.Holidays...)
	c.AddHoliday(&cal.Holiday{
		Name: "State Funeral of Queen Elizabeth II", Type: cal.ObservanceBank,
		Month: time.September, Day: 19, StartYear: 2022, EndYear: 2022, Func: cal.CalcDayOfMonth,
	})
	return c
}()

// BankHoliday gives the name of England's bank holiday on a day, substitute days included, and nothing on other days.
func (d Date) BankHoliday() string {
	actual, observed, holiday := bankHolidays.IsHoliday(d.Midnight())
	if holiday == nil || !actual && !observed {
		return ""
	}
	return holiday.Name
}

// IsWorkingDay reports whether a day is a Monday to Friday and no bank holiday in England.
func (d Date) IsWorkingDay() bool { return bankHolidays.IsWorkday(d.Midnight()) }

// WorkingDaysUntil counts the working days after d up to and including other; the day d itself does not count. It is
// negative when other lies before d.
func (d Date) WorkingDaysUntil(other Date) int {
	if other.Before(d) {
		return -other.WorkingDaysUntil(d)
	}
	count := 0
	for day := d.AddDays(1); !day.After(other); day = day.AddDays(1) {
		if day.IsWorkingDay() {
			count++
		}
	}
	return count
}

// AddWorkingDays gives the day on which n working days after d have passed; d itself does not count. n is not negative.
func (d Date) AddWorkingDays(n int) Date {
	for day := d; ; {
		if n <= 0 {
			return day
		}
		day = day.AddDays(1)
		if day.IsWorkingDay() {
			n--
		}
	}
}
