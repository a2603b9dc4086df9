package appraisal

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

var (
	tara, maxim, olga = uuid.New(), uuid.New(), uuid.New()
	noon              = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	today             = day("2026-11-23")
)

func day(iso string) calendar.Date {
	if iso == "" {
		return calendar.Date{}
	}
	return calendar.MustParseDate(iso)
}

func TestWhenTheNextMeetingIsDue(t *testing.T) {
	cycle := Cycle{Every: calendar.Years(1), OneToOnesEvery: calendar.Months(1)}
	for name, c := range map[string]struct {
		kind                     Kind
		appointed, last, planned string
		due                      string
		state                    DueState
		because                  string
	}{
		"a year after the last appraisal": {Appraisal, "2024-01-08", "2026-03-02", "", "2027-03-02", NotDue,
			"Due on 2 March 2027 because the cycle asks for one every 1 year, counted from the last appraisal on 2 March 2026."},
		"a year after the appointment, as none was held": {Appraisal, "2025-12-15", "", "", "2026-12-15", DueSoon,
			"Due on 15 December 2026 because the cycle asks for one every 1 year, counted from the appointment on 15 December 2025, as none has been held."},
		"thirty-one days before its date":        {Appraisal, "2025-12-24", "", "", "2026-12-24", NotDue, ""},
		"thirty days before its date":            {Appraisal, "2025-12-23", "", "", "2026-12-23", DueSoon, ""},
		"on its day":                             {Appraisal, "2025-11-23", "", "", "2026-11-23", DueSoon, ""},
		"the day after":                          {Appraisal, "2025-11-22", "", "", "2026-11-22", Overdue, ""},
		"overdue although one is planned":        {Appraisal, "2025-11-22", "", "2026-12-01", "2026-11-22", Overdue, ""},
		"planned in time":                        {Appraisal, "2025-12-15", "", "2026-12-10", "2026-12-15", Arranged, ""},
		"planned too late":                       {Appraisal, "2025-12-15", "", "2026-12-16", "2026-12-15", DueSoon, ""},
		"a month's end keeps to the month's end": {OneToOne, "2024-01-08", "2026-10-31", "", "2026-11-30", DueSoon, ""},
		"without an appointment nothing is due":  {Appraisal, "", "", "", "", NotDue, "Nothing is due, because there is no appointment."},
	} {
		t.Run(name, func(t *testing.T) {
			due := cycle.dueOf(c.kind, day(c.appointed), day(c.last), day(c.planned), today)
			assert.Equal(t, day(c.due), due.DueOn)
			assert.Equal(t, c.state, due.State)
			if c.because != "" {
				assert.Equal(t, c.because, due.Because)
			}
		})
	}
}

func TestTheRuleOfTheDayHolds(t *testing.T) {
	first, second := Cycle{StartsOn: day("2025-04-01"), Every: calendar.Years(1)}, Cycle{StartsOn: day("2026-12-01"), Every: calendar.Months(6)}
	assert.Equal(t, unset, cycleOn(nil, today))
	assert.Equal(t, unset, cycleOn([]Cycle{first, second}, day("2025-03-31")))
	assert.Equal(t, first, cycleOn([]Cycle{first, second}, today))
	assert.Equal(t, second, cycleOn([]Cycle{first, second}, day("2026-12-01")))
}

func TestACycleThatCannotBeKeptIsRefused(t *testing.T) {
	good := Cycle{StartsOn: today, Every: calendar.Years(1), OneToOnesEvery: calendar.Weeks(4), Reason: "The board agreed."}
	require.NoError(t, good.check(today))
	for field, spoil := range map[string]func(*Cycle){
		"every":          func(c *Cycle) { c.Every = calendar.Months(37) },
		"oneToOnesEvery": func(c *Cycle) { c.OneToOnesEvery = calendar.Days(1) },
		"reason":         func(c *Cycle) { c.Reason = "" },
		"startsOn":       func(c *Cycle) { c.StartsOn = today.AddDays(-1) },
	} {
		c := good
		spoil(&c)
		assert.Equal(t, field, fieldOf(t, c.check(today)))
	}
}

func fieldOf(t *testing.T, err error) string {
	t.Helper()
	var refusal *apperr.Error
	require.ErrorAs(t, err, &refusal)
	require.Len(t, refusal.Fields, 1)
	return refusal.Fields[0].Name
}

func planned() Meeting {
	return Meeting{ID: uuid.New(), PersonID: tara, LeadID: maxim, Kind: OneToOne, State: Planned, PlannedOn: today, Version: 1}
}

func held() Meeting {
	m, err := planned().Hold(maxim, today, today)
	if err != nil {
		panic(err)
	}
	return m
}

func TestTheWayOfAMeeting(t *testing.T) {
	_, err := Plan(Meeting{PersonID: maxim, LeadID: maxim, PlannedOn: today}, today)
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err), "nobody leads their own")
	_, err = Plan(Meeting{PersonID: tara, LeadID: maxim, PlannedOn: today.AddDays(-1)}, today)
	assert.Equal(t, "plannedOn", fieldOf(t, err))

	_, err = planned().Hold(tara, today, today)
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err), "its lead notes it")
	_, err = planned().Hold(maxim, today.AddDays(1), today)
	assert.Equal(t, "heldOn", fieldOf(t, err))
	_, err = planned().Acknowledge(tara, "", noon)
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "nothing was held yet")
	_, err = planned().Cancel(maxim, " ")
	assert.Equal(t, "reason", fieldOf(t, err))

	m := held()
	_, err = m.Cancel(maxim, "Ill.")
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "what was held is not cancelled")
	_, err = m.Acknowledge(olga, "", noon)
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err), "only the two who met")

	one, err := m.Acknowledge(tara, " I agree. ", noon)
	require.NoError(t, err)
	assert.Equal(t, Held, one.State)
	assert.Equal(t, "I agree.", one.PersonComment)
	_, err = one.Acknowledge(tara, "", noon)
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "once each")

	fallen := one.changed()
	assert.Nil(t, fallen.PersonAcknowledged, "an acknowledgement is of the sheet as it stood")
	assert.Equal(t, one.Version+1, fallen.Version)

	both, err := one.Acknowledge(maxim, "", noon)
	require.NoError(t, err)
	assert.Equal(t, Acknowledged, both.State)
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(both.mayChange(maxim)), "the sheet is fixed")
	assert.NoError(t, both.mayNote(maxim, false), "a private note is not on the sheet")
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(both.mayNote(maxim, true)))
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(both.mayNote(olga, false)))
	assert.Empty(t, both.may(maxim))
}

func TestActions(t *testing.T) {
	m := held()
	a, err := m.Agree(Action{OwnerID: tara, Text: " Book the course. ", DueOn: today.AddDays(7), Version: 1}, today)
	require.NoError(t, err)
	assert.Equal(t, "Book the course.", a.Text)
	for field, wrong := range map[string]Action{
		"text":    {OwnerID: tara, DueOn: today},
		"ownerId": {OwnerID: olga, Text: "x", DueOn: today},
		"dueOn":   {OwnerID: tara, Text: "x", DueOn: today.AddDays(-1)},
	} {
		_, err := m.Agree(wrong, today)
		assert.Equal(t, field, fieldOf(t, err))
	}
	assert.False(t, a.Overdue(a.DueOn))
	assert.True(t, a.Overdue(a.DueOn.AddDays(1)))

	_, err = a.End(m, olga, ActionDone, "", today)
	assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
	_, err = a.End(m, tara, ActionDropped, "", today)
	assert.Equal(t, "outcome", fieldOf(t, err), "dropping takes a reason")
	done, err := a.End(m, maxim, ActionDone, "", today)
	require.NoError(t, err)
	assert.Equal(t, today, done.EndedOn)
	_, err = done.End(m, tara, ActionDone, "", today)
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "once")
}
