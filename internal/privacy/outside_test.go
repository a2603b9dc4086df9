package privacy

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
)

func TestALogKeptOutsideIsReadAsItWasWritten(t *testing.T) {
	trust, leaver := uuid.New(), uuid.New()
	l := Log{
		Installation: "https://bandwise.northmoor.example", MadeAt: time.Date(2027, 3, 14, 9, 0, 0, 0, time.UTC),
		Entries: []Logged{
			{OrganisationID: trust, Kind: Leavers, Period: calendar.Years(6), Day: calendar.On(2027, 3, 1), PersonID: leaver, Number: 4711},
			{OrganisationID: trust, Kind: Drafts, Period: calendar.Months(18), Day: calendar.On(2027, 3, 2)},
		},
	}
	text := string(l.Text())
	read, err := ReadLog([]byte(text))
	require.NoError(t, err)
	assert.Equal(t, l, read)
	read, err = ReadLog([]byte(strings.ReplaceAll(text, "\n", "\r\n")))
	require.NoError(t, err, "also from a machine that ends lines otherwise")
	assert.Equal(t, l, read)
	empty, err := ReadLog(Log{MadeAt: l.MadeAt}.Text())
	require.NoError(t, err)
	assert.Empty(t, empty.Entries)

	lines := strings.SplitAfter(text, "\n")
	sealed := func(changed string) string {
		body := lines[0] + changed
		return body + logSum + ": " + sumOf(body) + "\n"
	}
	for name, c := range map[string]struct{ text, says string }{
		"nothing":              {"", "is no deletion log"},
		"something else":       {"Dear Sir or Madam\n", "is no deletion log"},
		"cut off":              {strings.Join(lines[:4], ""), "not whole"},
		"a line fewer":         {strings.Join(append(lines[:3:3], lines[4:]...), ""), "not whole"},
		"another number":       {strings.Replace(text, "4711", "4712", 1), "not whole"},
		"a kind of the future": {sealed("entry: 2027-03-01 " + trust.String() + " horoscopes P6Y\n"), "no kind of record"},
		"a leaver without one": {sealed("entry: 2027-03-01 " + trust.String() + " leavers P6Y\n"), "a leaver has a number"},
		"too few words":        {sealed("entry: 2027-03-01\n"), "a part is missing"},
	} {
		_, err := ReadLog([]byte(c.text))
		assert.ErrorContains(t, err, c.says, name)
	}
}

func TestOfSeveralEntriesTheOneThatReachesFurthestCounts(t *testing.T) {
	trust, other := uuid.New(), uuid.New()
	drafts := func(organisation uuid.UUID, period calendar.Period, day calendar.Date) Logged {
		return Logged{OrganisationID: organisation, Kind: Drafts, Period: period, Day: day}
	}
	first := drafts(trust, calendar.Years(2), calendar.On(2027, 1, 1))
	longer := drafts(trust, calendar.Years(5), calendar.On(2027, 2, 1))
	further := drafts(trust, calendar.Years(2), calendar.On(2027, 1, 2))
	elsewhere := drafts(other, calendar.Years(2), calendar.On(2027, 1, 1))
	assert.Equal(t, []Logged{further, elsewhere}, newest([]Logged{first, longer, elsewhere, further}))
}
