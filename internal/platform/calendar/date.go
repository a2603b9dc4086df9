// Package calendar is the arithmetic of dates that Bandwise's due dates rest on: civil dates without a time of day,
// ISO 8601 periods whose months end where the calendar's months end, the clock that says which day it is in England, and
// the pace at which a period runs when somebody is on leave or works part-time.
package calendar

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

const isoLayout = "2006-01-02"

// The first and the last year that a date may be in. Arithmetic that would leave them stays on the first or last day.
const (
	minYear = 1
	maxYear = 9999
)

// Date is a day of the civil calendar, without a time of day or a zone. The zero value means that there is no date; it
// sorts before every date. Dates are compared with == or with the methods below.
//
// It takes four bytes, because lists of many people hold many of them.
type Date struct {
	year       int16
	month, day int8
}

// On gives the date of a year, month and day; a day beyond the end of its month runs on into the next month, as in
// time.Date.
func On(year int, month time.Month, day int) Date {
	return fromTime(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

func fromTime(t time.Time) Date {
	y, m, d := t.Date()
	if y < minYear {
		return Date{minYear, 1, 1}
	}
	if y > maxYear {
		return Date{maxYear, 12, 31}
	}
	return Date{int16(y), int8(m), int8(d)} //nolint:gosec // within the years above
}

// ParseDate reads "2027-03-14". Everything else, a day that does not exist included, is refused with a sentence.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(isoLayout, text)
	if err != nil || t.Year() < minYear {
		return Date{}, fmt.Errorf("%q is not a date: write it as year, month and day, for example 2027-03-14", text)
	}
	return fromTime(t), nil
}

// MustParseDate is ParseDate for constants in tests and tables; it panics when text is no date.
func MustParseDate(text string) Date {
	d, err := ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Year gives the year, 0 when there is no date.
func (d Date) Year() int { return int(d.year) }

// Month gives the month, 0 when there is no date.
func (d Date) Month() time.Month { return time.Month(d.month) }

// Day gives the day of the month, 0 when there is no date.
func (d Date) Day() int { return int(d.day) }

// Weekday gives the day of the week.
func (d Date) Weekday() time.Weekday { return d.Midnight().Weekday() }

// Midnight gives the first moment of the date in UTC, and the zero time when there is no date.
func (d Date) Midnight() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// String gives the date as people read it, "14 March 2027", and "" when there is none.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", d.day, d.Month(), d.year)
}

// ISO gives the date as machines read it, "2027-03-14", and "" when there is none.
func (d Date) ISO() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.year, int(d.month), d.day)
}

// Compare gives -1, 0 or 1 as d is before, the same as or after other.
func (d Date) Compare(other Date) int {
	switch {
	case d.Before(other):
		return -1
	case d == other:
		return 0
	default:
		return 1
	}
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool {
	if d.year != other.year {
		return d.year < other.year
	}
	if d.month != other.month {
		return d.month < other.month
	}
	return d.day < other.day
}

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return other.Before(d) }

// Later gives the later of two dates; no date is earlier than any.
func Later(a, b Date) Date {
	if a.Before(b) {
		return b
	}
	return a
}

// AddDays gives the date so many days later, or earlier when days is negative. No date stays no date.
func (d Date) AddDays(days int) Date {
	if d.IsZero() {
		return d
	}
	return fromTime(d.Midnight().AddDate(0, 0, days))
}

// Add gives the date a period later: first its years and months, where a day that the new month does not have becomes the
// month's last day (31 August and 6 months is 28 or 29 February, 29 February and a year is 28 February), then its weeks
// and days. No date stays no date.
func (d Date) Add(p Period) Date {
	if d.IsZero() {
		return d
	}
	months := d.Year()*12 + int(d.month) - 1 + p.years*12 + p.months
	if months < minYear*12 {
		return Date{minYear, 1, 1}
	}
	year, month := months/12, time.Month(months%12+1)
	day := min(d.Day(), daysIn(year, month))
	return On(year, month, day).AddDays(p.weeks*7 + p.days)
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// DaysUntil counts the days from d to other: 1 when other is the day after, negative when it is earlier, and 0 when either
// is no date. Changes of the clocks do not matter to it.
func (d Date) DaysUntil(other Date) int {
	if d.IsZero() || other.IsZero() {
		return 0
	}
	return int(other.Midnight().Unix()/86400 - d.Midnight().Unix()/86400)
}

// MonthsUntil counts the whole months from d to other, by the same rule for month ends as Add: the largest number of
// months that, added to d, does not pass other. It is negative when other is earlier, and 0 when either is no date.
func (d Date) MonthsUntil(other Date) int {
	if d.IsZero() || other.IsZero() {
		return 0
	}
	months := (other.Year()-d.Year())*12 + int(other.month) - int(d.month)
	if d.Add(Months(months)).After(other) {
		months--
	}
	return months
}

// MarshalJSON gives "2027-03-14", and null when there is no date.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.ISO())
}

// UnmarshalJSON reads "2027-03-14"; null and "" mean that there is no date.
func (d *Date) UnmarshalJSON(text []byte) error {
	var iso *string
	if err := json.Unmarshal(text, &iso); err != nil {
		return errors.New("a date is a text such as \"2027-03-14\"")
	}
	if iso == nil {
		*d = Date{}
		return nil
	}
	return d.UnmarshalText([]byte(*iso))
}

// MarshalText gives "2027-03-14", and nothing when there is no date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.ISO()), nil }

// UnmarshalText reads "2027-03-14"; nothing means that there is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Bind reads the date of a query. Without it a date there is taken for an object with fields, and left out without a word.
func (d *Date) Bind(text string) error { return d.UnmarshalText([]byte(text)) }

// Scan reads a date column: a time (its own day is taken, whatever its zone), "2027-03-14" with or without a time of day
// behind it, or NULL for no date.
func (d *Date) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*d = Date{}
		return nil
	case time.Time:
		*d = fromTime(v)
		return nil
	case []byte:
		return d.scanText(string(v))
	case string:
		return d.scanText(v)
	default:
		return fmt.Errorf("a date column holds a %T", value)
	}
}

func (d *Date) scanText(text string) error {
	if len(text) > len(isoLayout) && (text[len(isoLayout)] == ' ' || text[len(isoLayout)] == 'T') {
		text = text[:len(isoLayout)]
	}
	return d.UnmarshalText([]byte(text))
}

// Value stores "2027-03-14", and NULL when there is no date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.ISO(), nil
}

// GormDataType names the column type of a date on both databases.
func (Date) GormDataType() string { return "date" }
