package pay_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/workforce"
	. "bandwise/internal/workforce/pay"
)

func TestAYearsScaleHoldsFromItsFirstOfApril(t *testing.T) {
	scales, err := Read()
	require.NoError(t, err)
	cases := map[string]struct {
		day  string
		year string
		top  int
	}{
		"before the first scale, the first": {"2024-06-01", "2025/26", 30162},
		"the last day of a year":            {"2026-03-31", "2025/26", 30162},
		"the first day of the next":         {"2026-04-01", "2026/27", 31157},
		"after the newest, the newest":      {"2031-01-01", "2026/27", 31157},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			found, known := scales.On("4", calendar.MustParseDate(c.day))
			assert.True(t, known)
			assert.Equal(t, c.year, found.Year)
			assert.Equal(t, c.top, found.Top)
			assert.False(t, found.Approximate)
		})
	}
	upper, _ := scales.On("8c", calendar.MustParseDate("2026-11-23"))
	assert.True(t, upper.Approximate)
	_, known := scales.On("", calendar.MustParseDate("2026-11-23"))
	assert.False(t, known)
}

func TestWhatAnnex21Pays(t *testing.T) {
	cases := map[int]Percent{0: 75, 1: 75, 12: 75, 13: 70, 24: 70, 25: 65, 36: 65}
	for months, want := range cases {
		assert.Equal(t, want, Annex21(months), "%d months before the end", months)
	}
}

func TestHowLongATraineeHasLeft(t *testing.T) {
	today := calendar.MustParseDate("2026-11-23")
	cases := map[string]struct {
		due           string
		month, months int
		want          int
	}{
		"a day ahead":              {"2026-11-24", 30, 36, 1},
		"twelve months to the day": {"2027-11-23", 20, 36, 12},
		"a day more":               {"2027-11-24", 20, 36, 13},
		"the plan's day has passed: the pathway's": {"2026-11-01", 35, 36, 2},
		"no day: the pathway's":                    {"", 1, 36, 36},
		"longer on the road than it is":            {"", 40, 36, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			summary := workforce.TrainingSummary{Month: c.month, Months: c.months}
			if c.due != "" {
				summary.AwardDueOn = calendar.MustParseDate(c.due)
			}
			left, known := MonthsLeft(&summary, today)
			assert.True(t, known)
			assert.Equal(t, c.want, left)
		})
	}
	_, known := MonthsLeft(nil, today)
	assert.False(t, known)
}
