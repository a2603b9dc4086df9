package assurance

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
)

func day(iso string) calendar.Date {
	if iso == "" {
		return calendar.Date{}
	}
	return calendar.MustParseDate(iso)
}

func TestTheStartOfTheStandardsCourse(t *testing.T) {
	today := day("2026-11-23")
	for name, c := range map[string]struct {
		coder   Coder
		want    Start
		because string
	}{
		"started on the last day of the six months": {Coder{Asked: true, EmployedOn: day("2026-03-31"), StartedOn: day("2026-09-30")}, StartInTime,
			"Started on 30 September 2026: employed since 31 March 2026, so it had to be started by 30 September 2026."},
		"started a day late": {Coder{Asked: true, EmployedOn: day("2026-03-31"), StartedOn: day("2026-10-01")}, StartLate,
			"Started on 1 October 2026, 1 day late: employed since 31 March 2026, so it had to be started by 30 September 2026."},
		"not started, in time":                    {Coder{Asked: true, EmployedOn: day("2026-05-23")}, StartOpen, "Employed since 23 May 2026; to be started by 23 November 2026."},
		"not started, too late":                   {Coder{Asked: true, EmployedOn: day("2026-05-22")}, StartMissing, ""},
		"exempt":                                  {Coder{Asked: true, EmployedOn: day("2020-01-01"), Exemptions: []Exemption{{Milestone: course, By: "Max", On: day("2020-02-01")}}}, StartExempt, "Exempt since 1 February 2020, decided by Max."},
		"exempt from something else":              {Coder{Asked: true, EmployedOn: day("2020-01-01"), Exemptions: []Exemption{{Milestone: "nccq"}}}, StartMissing, ""},
		"accredited before, with no course":       {Coder{Asked: true, Passed: true, EmployedOn: day("2020-01-01")}, StartNotAsked, ""},
		"on a road that does not have the course": {Coder{EmployedOn: day("2020-01-01")}, StartNotAsked, ""},
	} {
		t.Run(name, func(t *testing.T) {
			line := lineOf(c.coder, today)
			assert.Equal(t, c.want, line.Start)
			if c.because != "" {
				assert.Equal(t, c.because, line.Because)
			}
		})
	}
}

func TestTeamsAreCounted(t *testing.T) {
	a, b := uuid.New(), uuid.New()
	teams := teamsOf([]Line{
		{Coder: Coder{TeamID: b, Team: "Records", Accreditation: "current"}, Start: StartInTime},
		{Coder: Coder{TeamID: a, Team: "Coding", Accreditation: "lapsed"}, Start: StartLate},
		{Coder: Coder{TeamID: a, Team: "Coding", Accreditation: "not_held", Exemptions: make([]Exemption, 2)}, Start: StartLate},
	})
	require.Len(t, teams, 2)
	assert.Equal(t, Team{ID: a, Name: "Coding", People: 2, Starts: map[Start]int{StartLate: 2}, Refreshers: map[string]int{"lapsed": 1, "not_held": 1}, Exemptions: 2}, teams[0])
	assert.Equal(t, 1, teams[1].Starts[StartInTime])
}

func TestTheEditionOfTheDay(t *testing.T) {
	module, err := New(Dependencies{})
	require.NoError(t, err)
	editions := module.Service.editions
	require.Len(t, editions, 2)
	_, ok := editionOn(editions, "", day("2018-03-31"))
	assert.False(t, ok)
	for on, want := range map[string]string{"2018-04-01": "toolkit-standard-3", "2025-08-31": "toolkit-standard-3", "2025-09-01": "caf-aligned"} {
		e, ok := editionOn(editions, "", day(on))
		assert.True(t, ok)
		assert.Equal(t, want, e.Key, on)
	}
	e, ok := editionOn(editions, "toolkit-standard-3", day("2026-11-23"))
	assert.True(t, ok)
	assert.Equal(t, day("2018-04-01"), e.From)
	_, ok = editionOn(editions, "another", day("2026-11-23"))
	assert.False(t, ok)
}
