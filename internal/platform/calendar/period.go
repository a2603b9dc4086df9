package calendar

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
)

// Period is a length of calendar time as ISO 8601 writes it: P6M is six months, P3Y three years, P21D 21 days, P2W two
// weeks, P1Y6M a year and a half, -P60D sixty days back. Times of day (PT5H) are not periods here. The zero value means
// that there is no period. A period keeps the units it was written in: P12M and P1Y have the same effect but are not ==.
type Period struct {
	years, months, weeks, days int
}

// Years gives a period of n years.
func Years(n int) Period { return Period{years: n} }

// Months gives a period of n months.
func Months(n int) Period { return Period{months: n} }

// Weeks gives a period of n weeks.
func Weeks(n int) Period { return Period{weeks: n} }

// Days gives a period of n days.
func Days(n int) Period { return Period{days: n} }

// maxPart bounds each number of a period, so that arithmetic cannot leave the calendar by a slip of the keyboard; it is
// generous for days, which may state a century.
const maxPart = 36600

// ParsePeriod reads an ISO 8601 period. A text that is none, that states nothing ("P"), that states only noughts, or that
// names a unit twice or out of order is refused with a sentence.
func ParsePeriod(text string) (Period, error) {
	refuse := func() (Period, error) {
		return Period{}, fmt.Errorf("%q is not a period: write for example P6M for 6 months, P3Y for 3 years or P21D for 21 days", text)
	}
	rest, negative := strings.CutPrefix(text, "-")
	rest, ok := strings.CutPrefix(rest, "P")
	if !ok || rest == "" {
		return refuse()
	}
	var p Period
	units := []struct {
		letter byte
		part   *int
	}{{'Y', &p.years}, {'M', &p.months}, {'W', &p.weeks}, {'D', &p.days}}
	next := 0
	for rest != "" {
		digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		if digits == 0 || digits > 5 || digits == len(rest) {
			return refuse()
		}
		n, err := strconv.Atoi(rest[:digits])
		if err != nil || n > maxPart {
			return refuse()
		}
		letter := rest[digits]
		for next < len(units) && units[next].letter != letter {
			next++
		}
		if next == len(units) {
			return refuse()
		}
		*units[next].part = n
		next++
		rest = rest[digits+1:]
	}
	if p.IsZero() {
		return refuse()
	}
	if negative {
		p = p.Negate()
	}
	return p, nil
}

// MustParsePeriod is ParsePeriod for constants in tests and tables; it panics when text is no period.
func MustParsePeriod(text string) Period {
	p, err := ParsePeriod(text)
	if err != nil {
		panic(err)
	}
	return p
}

// IsZero reports whether there is no period.
func (p Period) IsZero() bool { return p == Period{} }

// Negate gives the same length back in time.
func (p Period) Negate() Period { return Period{-p.years, -p.months, -p.weeks, -p.days} }

// IsNegative reports whether the period runs back in time.
func (p Period) IsNegative() bool { return p.years < 0 || p.months < 0 || p.weeks < 0 || p.days < 0 }

// WholeMonths gives the years and months of the period in months; its weeks and days are left out.
func (p Period) WholeMonths() int { return p.years*12 + p.months }

// ISO gives the period as ISO 8601 writes it, "P6M", and "" when there is none.
func (p Period) ISO() string {
	if p.IsZero() {
		return ""
	}
	var b strings.Builder
	sign := 1
	if p.IsNegative() {
		b.WriteByte('-')
		sign = -1
	}
	b.WriteByte('P')
	for _, part := range []struct {
		n      int
		letter byte
	}{{p.years, 'Y'}, {p.months, 'M'}, {p.weeks, 'W'}, {p.days, 'D'}} {
		if part.n != 0 {
			fmt.Fprintf(&b, "%d%c", sign*part.n, part.letter)
		}
	}
	return b.String()
}

// String gives the period as people read it: "6 months", "1 year and 6 months", "21 days", "minus 60 days"; "" when there
// is none.
func (p Period) String() string {
	sign, prefix := 1, ""
	if p.IsNegative() {
		sign, prefix = -1, "minus "
	}
	var parts []string
	for _, part := range []struct {
		n    int
		unit string
	}{{p.years, "year"}, {p.months, "month"}, {p.weeks, "week"}, {p.days, "day"}} {
		if part.n != 0 {
			parts = append(parts, count(sign*part.n, part.unit))
		}
	}
	if len(parts) > 1 {
		last := len(parts) - 1
		return prefix + strings.Join(parts[:last], ", ") + " and " + parts[last]
	}
	return prefix + strings.Join(parts, "")
}

// MarshalText gives "P6M", and nothing when there is no period; JSON and YAML use it.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.ISO()), nil }

// UnmarshalText reads "P6M"; nothing means that there is no period.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	parsed, err := ParsePeriod(string(text))
	if err != nil {
		return err
	}
	*p = parsed
	return nil
}

// Scan reads a text column; NULL means that there is no period.
func (p *Period) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*p = Period{}
		return nil
	case string:
		return p.UnmarshalText([]byte(v))
	case []byte:
		return p.UnmarshalText(v)
	default:
		return fmt.Errorf("a period column holds a %T", value)
	}
}

// Value stores "P6M", and NULL when there is no period.
func (p Period) Value() (driver.Value, error) {
	if p.IsZero() {
		return nil, nil
	}
	return p.ISO(), nil
}

// GormDataType names the column type of a period on both databases.
func (Period) GormDataType() string { return "text" }
