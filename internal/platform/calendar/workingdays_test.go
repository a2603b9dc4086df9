package calendar

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestEnglandsBankHolidays(t *testing.T) {
	// As published by the government for England and Wales.
	published := map[string][]string{
		"2022": {"2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19", "2022-12-26", "2022-12-27"},
		"2023": {"2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01", "2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26"},
		"2026": {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"},
		"2027": {"2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"},
		"2028": {"2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"},
	}
	for year, days := range published {
		var found []string
		from, to := MustParseDate(year+"-01-01"), MustParseDate(year+"-12-31")
		for d := from; !d.After(to); d = d.AddDays(1) {
			if weekday := d.Weekday(); !d.IsWorkingDay() && weekday != 0 && weekday != 6 {
				found = append(found, d.ISO())
				assert.NotEmpty(t, d.BankHoliday(), d)
			}
		}
		assert.Equal(t, days, found, year)
	}
}

func TestWorkingDays(t *testing.T) {
	for name, c := range map[string]struct {
		from, to string
		days     int
	}{
		"the day itself does not count":       {"2026-11-23", "2026-11-23", 0},
		"the next day":                        {"2026-11-23", "2026-11-24", 1},
		"over a weekend":                      {"2026-11-20", "2026-11-23", 1},
		"from a Saturday":                     {"2026-11-21", "2026-11-23", 1},
		"over Christmas with substitute days": {"2026-12-24", "2026-12-29", 1},
		"over Easter":                         {"2027-03-25", "2027-03-30", 1},
		"backwards":                           {"2026-11-24", "2026-11-23", -1},
		"a year":                              {"2025-12-31", "2026-12-31", 253},
	} {
		assert.Equal(t, c.days, MustParseDate(c.from).WorkingDaysUntil(MustParseDate(c.to)), name)
	}
	assert.Equal(t, "2026-12-29", MustParseDate("2026-12-24").AddWorkingDays(1).ISO())
	assert.Equal(t, "2026-12-24", MustParseDate("2026-12-24").AddWorkingDays(0).ISO())
}
