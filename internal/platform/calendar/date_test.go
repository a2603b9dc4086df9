package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "bandwise/internal/platform/calendar"
)

var (
	day    = MustParseDate
	period = MustParsePeriod
)

func TestAddingAPeriodKeepsToTheEndOfTheMonth(t *testing.T) {
	cases := map[string]struct{ from, period, want string }{
		"six months later, same day of the month":           {"2026-09-14", "P6M", "2027-03-14"},
		"31 August and six months, ordinary year":           {"2026-08-31", "P6M", "2027-02-28"},
		"31 August and six months, leap year":               {"2027-08-31", "P6M", "2028-02-29"},
		"31 January and one month":                          {"2027-01-31", "P1M", "2027-02-28"},
		"31 March and one month":                            {"2027-03-31", "P1M", "2027-04-30"},
		"29 February and one year":                          {"2028-02-29", "P1Y", "2029-02-28"},
		"29 February and three years":                       {"2028-02-29", "P3Y", "2031-02-28"},
		"29 February and four years":                        {"2028-02-29", "P4Y", "2032-02-29"},
		"29 February and twelve months":                     {"2028-02-29", "P12M", "2029-02-28"},
		"the century that is no leap year":                  {"2096-02-29", "P4Y", "2100-02-28"},
		"December over the turn of the year":                {"2026-12-31", "P2M", "2027-02-28"},
		"months first, then days":                           {"2027-01-31", "P1M1D", "2027-03-01"},
		"weeks are seven days":                              {"2027-02-22", "P2W", "2027-03-08"},
		"21 days over the end of February":                  {"2027-02-20", "P21D", "2027-03-13"},
		"a year and a half":                                 {"2026-09-14", "P1Y6M", "2028-03-14"},
		"back by sixty days":                                {"2027-03-14", "-P60D", "2027-01-13"},
		"back by six months from the end of a month":        {"2027-08-31", "-P6M", "2027-02-28"},
		"back by a year from 29 February":                   {"2028-02-29", "-P1Y", "2027-02-28"},
		"back over the turn of the year":                    {"2027-01-15", "-P1M", "2026-12-15"},
		"over the day when the clocks go forward (28.3.27)": {"2027-03-27", "P2D", "2027-03-29"},
		"over the day when the clocks go back (31.10.27)":   {"2027-10-30", "P2D", "2027-11-01"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, day(c.from).Add(period(c.period)).ISO())
		})
	}
}

func TestArithmeticStaysInsideTheCalendar(t *testing.T) {
	assert.Equal(t, "9999-12-31", day("9999-06-30").Add(period("P36600Y")).ISO())
	assert.Equal(t, "0001-01-01", day("0001-06-30").Add(period("-P1Y")).ISO())
	assert.Equal(t, "0001-01-01", day("0001-01-02").AddDays(-5).ISO())
	assert.True(t, Date{}.Add(period("P6M")).IsZero(), "no date stays no date")
	assert.True(t, Date{}.AddDays(3).IsZero(), "no date stays no date")
}

func TestDaysBetweenDates(t *testing.T) {
	cases := map[string]struct {
		from, to string
		want     int
	}{
		"the same day":                     {"2027-03-14", "2027-03-14", 0},
		"the day after":                    {"2027-03-14", "2027-03-15", 1},
		"the day before":                   {"2027-03-14", "2027-03-13", -1},
		"over 29 February":                 {"2028-02-28", "2028-03-01", 2},
		"over the end of February":         {"2027-02-28", "2027-03-01", 1},
		"over the clocks going forward":    {"2027-03-27", "2027-03-29", 2},
		"over the clocks going back":       {"2027-10-30", "2027-11-01", 2},
		"a leap year":                      {"2028-01-01", "2029-01-01", 366},
		"from before 1970 to after":        {"1969-12-31", "1970-01-01", 1},
		"backwards from before 1970 again": {"1970-01-01", "1969-12-30", -2},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, day(c.from).DaysUntil(day(c.to)))
		})
	}
	assert.Zero(t, Date{}.DaysUntil(day("2027-03-14")), "no date")
	assert.Zero(t, day("2027-03-14").DaysUntil(Date{}), "no date")
}

func TestWholeMonthsBetweenDates(t *testing.T) {
	cases := map[string]struct {
		from, to string
		want     int
	}{
		"the day itself":                                    {"2026-09-14", "2026-09-14", 0},
		"a day short of a month":                            {"2026-09-14", "2026-10-13", 0},
		"a month to the day":                                {"2026-09-14", "2026-10-14", 1},
		"month 14 begins after 13 whole months":             {"2026-09-14", "2027-10-14", 13},
		"31 January to 28 February is a month":              {"2027-01-31", "2027-02-28", 1},
		"31 January to 28 February of a leap year is not":   {"2028-01-31", "2028-02-28", 0},
		"29 February to 28 February is a year":              {"2028-02-29", "2029-02-28", 12},
		"the day before counts as the month before":         {"2026-09-14", "2026-09-13", -1},
		"a month back to the day":                           {"2026-09-14", "2026-08-14", -1},
		"a month and a day back counts as two months begun": {"2026-09-14", "2026-08-13", -2},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, day(c.from).MonthsUntil(day(c.to)))
		})
	}
	assert.Zero(t, Date{}.MonthsUntil(day("2027-03-14")), "no date")
}

func TestTodayIsTheDateInLondon(t *testing.T) {
	cases := map[string]struct{ now, want string }{
		"winter, just before midnight":                 {"2027-01-14T23:59:59Z", "2027-01-14"},
		"winter, midnight":                             {"2027-01-15T00:00:00Z", "2027-01-15"},
		"summer, midnight in London is 23:00 in UTC":   {"2027-06-14T23:00:00Z", "2027-06-15"},
		"summer, a second before midnight in London":   {"2027-06-14T22:59:59Z", "2027-06-14"},
		"the night the clocks go forward, before":      {"2027-03-27T23:59:59Z", "2027-03-27"},
		"the night the clocks go forward, after":       {"2027-03-28T01:00:00Z", "2027-03-28"},
		"the evening after the clocks went forward":    {"2027-03-28T23:00:00Z", "2027-03-29"},
		"the evening before the clocks go back":        {"2027-10-30T23:00:00Z", "2027-10-31"},
		"the night the clocks go back, the hour twice": {"2027-10-31T01:30:00Z", "2027-10-31"},
		"the evening after the clocks went back":       {"2027-10-31T23:30:00Z", "2027-10-31"},
		"written in another zone":                      {"2027-03-14T23:30:00-05:00", "2027-03-15"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, c.now)
			require.NoError(t, err)
			assert.Equal(t, c.want, Today(now).ISO())
			assert.Equal(t, c.want, Fixed(now).Today().ISO())
			assert.Equal(t, now, Fixed(now).Now())
		})
	}
}

func TestTheSystemClockTellsWhatADatabaseKeeps(t *testing.T) {
	now := SystemClock()
	assert.Equal(t, time.UTC, now.Location())
	assert.Zero(t, now.Nanosecond()%1000)
	assert.Equal(t, "Europe/London", London().String())
}

func TestComparingDates(t *testing.T) {
	assert.True(t, day("2026-12-31").Before(day("2027-01-01")))
	assert.True(t, day("2027-02-01").After(day("2027-01-31")))
	assert.False(t, day("2027-03-14").Before(day("2027-03-14")))
	assert.True(t, Date{}.Before(day("0001-01-01")), "no date sorts first")
	assert.Equal(t, []int{-1, 0, 1}, []int{
		day("2027-03-13").Compare(day("2027-03-14")),
		day("2027-03-14").Compare(day("2027-03-14")),
		day("2027-03-15").Compare(day("2027-03-14")),
	})
	assert.Equal(t, day("2027-03-14"), Later(day("2027-03-14"), Date{}))
	assert.Equal(t, day("2027-03-14"), Later(day("2027-03-13"), day("2027-03-14")))
}

func TestDatesAreReadAndRefused(t *testing.T) {
	d, err := ParseDate("2027-03-14")
	require.NoError(t, err)
	assert.Equal(t, On(2027, time.March, 14), d)
	assert.Equal(t, []int{2027, 3, 14}, []int{d.Year(), int(d.Month()), d.Day()})
	assert.Equal(t, time.Sunday, d.Weekday())
	for _, text := range []string{
		"", "2027-02-29", "2027-04-31", "2027-13-01", "14/03/2027", "2027-3-14", "27-03-14", "0000-01-01", "2027-03-14T00:00:00Z", " 2027-03-14",
	} {
		_, err := ParseDate(text)
		assert.ErrorContains(t, err, "is not a date: write it as year, month and day, for example 2027-03-14", text)
	}
}

func TestDatesAsJSON(t *testing.T) {
	type card struct {
		Due Date `json:"due"`
	}
	out, err := json.Marshal([]card{{day("2027-03-14")}, {}})
	require.NoError(t, err)
	assert.JSONEq(t, `[{"due":"2027-03-14"},{"due":null}]`, string(out))

	var in []card
	require.NoError(t, json.Unmarshal([]byte(`[{"due":"2027-03-14"},{"due":null},{"due":""},{}]`), &in))
	assert.Equal(t, []card{{day("2027-03-14")}, {}, {}, {}}, in)
	assert.ErrorContains(t, json.Unmarshal([]byte(`{"due":"2027-02-29"}`), &card{}), "is not a date")
	assert.ErrorContains(t, json.Unmarshal([]byte(`{"due":20270314}`), &card{}), "a date is a text")
}

func TestDatesInADatabase(t *testing.T) {
	zone := time.FixedZone("+14", 14*60*60)
	cases := map[string]struct {
		column any
		want   string
	}{
		"a time":                          {time.Date(2027, 3, 14, 0, 0, 0, 0, time.UTC), "2027-03-14"},
		"a time in a zone of its own":     {time.Date(2027, 3, 14, 0, 0, 0, 0, zone), "2027-03-14"},
		"text":                            {"2027-03-14", "2027-03-14"},
		"bytes":                           {[]byte("2027-03-14"), "2027-03-14"},
		"text with a time of day":         {"2027-03-14T00:00:00Z", "2027-03-14"},
		"SQLite's text with a time":       {"2027-03-14 00:00:00+00:00", "2027-03-14"},
		"NULL":                            {nil, ""},
		"an empty text":                   {"", ""},
		"an earlier value is overwritten": {nil, ""},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			d := day("1999-01-01")
			require.NoError(t, d.Scan(c.column))
			assert.Equal(t, c.want, d.ISO())
		})
	}
	var d Date
	assert.Error(t, d.Scan(42))
	assert.Error(t, d.Scan("2027-03-14x"))
	value, err := day("2027-03-14").Value()
	require.NoError(t, err)
	assert.Equal(t, "2027-03-14", value)
	value, err = Date{}.Value()
	require.NoError(t, err)
	assert.Nil(t, value)
	assert.Equal(t, "date", Date{}.GormDataType())
}

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"2027-03-14", "2028-02-29", "2027-02-29", "0001-01-01", "9999-12-31", "", "14 March 2027"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err != nil {
			return
		}
		if d.ISO() != text {
			t.Fatalf("%q reads as %s", text, d.ISO())
		}
		if later := d.AddDays(1); d != day("9999-12-31") && d.DaysUntil(later) != 1 {
			t.Fatalf("the day after %s is %s", d.ISO(), later.ISO())
		}
	})
}
