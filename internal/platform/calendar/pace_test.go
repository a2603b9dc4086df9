package calendar_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	. "bandwise/internal/platform/calendar"
)

func span(from, to string) Span {
	s := Span{From: day(from)}
	if to != "" {
		s.To = day(to)
	}
	return s
}

func TestAPeriodRunsAtThePaceOfLeaveAndPartTime(t *testing.T) {
	still := func(from, to string) Stretch { return Stretch{span(from, to), 0} }
	cases := map[string]struct {
		stretches []Stretch
		from      string
		period    string
		want      string
	}{
		"nothing holds it back":                          {nil, "2026-09-14", "P6M", "2027-03-14"},
		"thirty days of leave move it by thirty days":    {[]Stretch{still("2026-11-01", "2026-11-30")}, "2026-09-14", "P6M", "2027-04-13"},
		"a single day of leave":                          {[]Stretch{still("2026-11-01", "2026-11-01")}, "2026-09-14", "P6M", "2027-03-15"},
		"leave that ends before the start":               {[]Stretch{still("2026-08-01", "2026-09-13")}, "2026-09-14", "P6M", "2027-03-14"},
		"leave that began before the start":              {[]Stretch{still("2026-08-01", "2026-09-23")}, "2026-09-14", "P6M", "2027-03-24"},
		"leave that begins on the due day":               {[]Stretch{still("2027-03-14", "2027-05-14")}, "2026-09-14", "P6M", "2027-03-14"},
		"leave that begins the day before the due day":   {[]Stretch{still("2027-03-13", "2027-03-22")}, "2026-09-14", "P6M", "2027-03-24"},
		"leave that begins within the time gained":       {[]Stretch{still("2026-11-01", "2026-11-30"), still("2027-04-01", "2027-04-10")}, "2026-09-14", "P6M", "2027-04-23"},
		"the same leave entered twice counts once":       {[]Stretch{still("2026-11-01", "2026-11-30"), still("2026-11-01", "2026-11-30")}, "2026-09-14", "P6M", "2027-04-13"},
		"overlapping leave counts once":                  {[]Stretch{still("2026-11-01", "2026-11-20"), still("2026-11-11", "2026-11-30")}, "2026-09-14", "P6M", "2027-04-13"},
		"leave that follows on without a gap":            {[]Stretch{still("2026-11-01", "2026-11-15"), still("2026-11-16", "2026-11-30")}, "2026-09-14", "P6M", "2027-04-13"},
		"half time from the first day doubles the days":  {[]Stretch{{span("2026-09-14", ""), 50}}, "2026-09-14", "P6M", "2027-09-11"},
		"half time stretches only what is left":          {[]Stretch{{span("2027-03-04", ""), 50}}, "2026-09-14", "P6M", "2027-03-24"},
		"half time for a while":                          {[]Stretch{{span("2026-11-01", "2026-11-30"), 50}}, "2026-09-14", "P6M", "2027-03-29"},
		"a part of a day counts as a day needed":         {[]Stretch{{span("2027-03-04", ""), 60}}, "2026-09-14", "P6M", "2027-03-21"},
		"leave from a half-time post stands still":       {[]Stretch{{span("2026-09-14", ""), 50}, still("2026-11-01", "2026-11-30")}, "2026-09-14", "P6M", "2027-10-11"},
		"half time that ends at the end of leave":        {[]Stretch{{span("2026-11-01", "2026-11-30"), 50}, still("2026-11-01", "2026-11-30")}, "2026-09-14", "P6M", "2027-04-13"},
		"more than whole time counts as whole time":      {[]Stretch{{span("2026-09-14", ""), 120}}, "2026-09-14", "P6M", "2027-03-14"},
		"leave over 29 February":                         {[]Stretch{still("2028-02-01", "2028-02-29")}, "2027-09-14", "P6M", "2028-04-12"},
		"leave over both changes of the clocks":          {[]Stretch{still("2027-03-20", "2027-11-09")}, "2026-12-01", "P6M", "2028-01-22"},
		"a period back in time runs by the calendar":     {[]Stretch{still("2026-09-01", "2026-09-30")}, "2026-09-14", "-P60D", "2026-07-16"},
		"a month end moved by a day":                     {[]Stretch{still("2026-12-25", "2026-12-25")}, "2026-08-31", "P6M", "2027-03-01"},
		"open leave that begins later does not stand in": {[]Stretch{still("2027-04-01", "")}, "2026-09-14", "P6M", "2027-03-14"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			end, ok := NewPace(c.stretches...).After(day(c.from), period(c.period))
			assert.True(t, ok)
			assert.Equal(t, c.want, end.ISO())
		})
	}
}

func TestOpenLeaveNeverLetsThePeriodEnd(t *testing.T) {
	_, ok := NewPace(Stretch{span("2026-11-01", ""), 0}).After(day("2026-09-14"), period("P6M"))
	assert.False(t, ok)
}

func TestCountedDays(t *testing.T) {
	pace := NewPace(Stretch{span("2026-11-01", "2026-11-30"), 0}, Stretch{span("2027-01-01", ""), 50})
	assert.Equal(t, 48, pace.Counted(day("2026-09-14"), day("2026-11-01")))
	assert.Equal(t, 48, pace.Counted(day("2026-09-14"), day("2026-11-16")), "leave does not count")
	assert.Equal(t, 49, pace.Counted(day("2026-09-14"), day("2026-12-02")))
	assert.Equal(t, 79+5, pace.Counted(day("2026-09-14"), day("2027-01-11")), "ten days at half time")
	assert.Equal(t, 79+5, pace.Counted(day("2026-09-14"), day("2027-01-12")), "half a day does not count yet")
	assert.Equal(t, 0, pace.Counted(day("2026-09-14"), day("2026-09-14")))
	assert.Equal(t, 0, pace.Counted(day("2026-09-14"), day("2026-09-01")))
	assert.Equal(t, 10, Pace{}.Counted(day("2026-09-14"), day("2026-09-24")))
}

func TestSpans(t *testing.T) {
	november, open := span("2026-11-01", "2026-11-30"), span("2026-11-15", "")
	assert.True(t, november.Contains(day("2026-11-30")))
	assert.False(t, november.Contains(day("2026-12-01")))
	assert.True(t, open.Contains(day("2099-01-01")))
	assert.True(t, november.Overlaps(open) && open.Overlaps(november))
	assert.False(t, november.Overlaps(span("2026-12-01", "")))
	assert.True(t, november.Overlaps(span("2026-11-30", "2026-12-02")))
	assert.Equal(t, 30, november.DaysWithin(day("2026-01-01"), day("2027-01-01")))
	assert.Equal(t, 9, november.DaysWithin(day("2026-01-01"), day("2026-11-10")))
	assert.Equal(t, 0, november.DaysWithin(day("2026-12-01"), day("2027-01-01")))
	assert.Equal(t, 17, open.DaysWithin(day("2026-01-01"), day("2026-12-02")))
}

// A pace laid down at random agrees with counting the days one by one, never ends a period before its time, and is only
// ever slowed by one more stretch.
func TestThePaceAgreesWithCountingDayByDay(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 14))
	start := day("2026-09-14")
	for range 400 {
		var stretches []Stretch
		for range random.IntN(5) {
			from := start.AddDays(random.IntN(700) - 100)
			stretches = append(stretches, Stretch{Span{from, from.AddDays(random.IntN(200))}, []int{0, 20, 50, 60, 80}[random.IntN(5)]})
		}
		p := Months(1 + random.IntN(24))
		end, ok := NewPace(stretches...).After(start, p)
		assert.True(t, ok)

		need, byHand := start.DaysUntil(start.Add(p))*100, start
		for need > 0 {
			percent := 100
			for _, s := range stretches {
				if s.Contains(byHand) {
					percent = min(percent, s.Percent)
				}
			}
			need -= percent
			byHand = byHand.AddDays(1)
		}
		assert.Equal(t, byHand, end, "%v", stretches)
		assert.False(t, end.Before(start.Add(p)))

		more := append(stretches, Stretch{Span{start.AddDays(random.IntN(200)), start.AddDays(300)}, 0})
		slower, _ := NewPace(more...).After(start, p)
		assert.False(t, slower.Before(end))
		assert.GreaterOrEqual(t, NewPace(stretches...).Counted(start, end), start.DaysUntil(start.Add(p)))
	}
}
