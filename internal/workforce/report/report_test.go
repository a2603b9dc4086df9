package report_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	. "bandwise/internal/workforce/report"
)

func TestTheDaysOfARhythm(t *testing.T) {
	for name, c := range map[string]struct {
		rhythm             Rhythm
		start, today, want string
	}{
		"a week":                             {Weekly, "2026-11-23", "2026-11-23", "2026-11-30"},
		"weeks that were missed":             {Weekly, "2026-11-23", "2026-12-15", "2026-12-21"},
		"before the start":                   {Monthly, "2026-12-31", "2026-11-20", "2026-12-31"},
		"the 31st in a shorter month":        {Monthly, "2027-01-31", "2027-01-31", "2027-02-28"},
		"the 31st after a shorter month":     {Monthly, "2027-01-31", "2027-02-28", "2027-03-31"},
		"a quarter":                          {Quarterly, "2026-11-30", "2026-11-30", "2027-02-28"},
		"the 29th of February, a year later": {Monthly, "2028-02-29", "2029-02-10", "2029-02-28"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, c.rhythm.Next(calendar.MustParseDate(c.start), calendar.MustParseDate(c.today)).ISO())
		})
	}
}

func TestWhatCannotBeAReport(t *testing.T) {
	today := calendar.MustParseDate("2026-11-20")
	lead, stranger := Reader{uuid.New(), "Lead"}, Reader{uuid.New(), "Stranger"}
	good := Schedule{Name: "Board", Rhythm: Monthly, Starts: today.AddDays(1), Readers: []Reader{{ID: lead.ID}, {ID: lead.ID}}}
	kept, err := good.Check([]Reader{lead}, Schedule{}, today)
	require.NoError(t, err)
	assert.Equal(t, []Reader{lead}, kept.Readers, "a reader once, by name")
	assert.Equal(t, good.Starts, kept.Next)

	for name, c := range map[string]struct {
		change func(*Schedule)
		field  string
		says   string
	}{
		"no name":              {func(s *Schedule) { s.Name = "  " }, "name", "Give the report a name"},
		"a name too long":      {func(s *Schedule) { s.Name = strings.Repeat("n", 81) }, "name", "80 characters"},
		"a first day today":    {func(s *Schedule) { s.Starts = today }, "startsOn", "after today"},
		"nobody":               {func(s *Schedule) { s.Readers = nil }, "readerIds", "Choose who gets"},
		"somebody who may not": {func(s *Schedule) { s.Readers = []Reader{stranger} }, "readerIds", "may not read"},
		"too many":             {func(s *Schedule) { s.Readers = make([]Reader, MostReaders+1) }, "readerIds", "at most 30"},
	} {
		t.Run(name, func(t *testing.T) {
			s := good
			c.change(&s)
			_, err := s.Check([]Reader{lead}, Schedule{}, today)
			var refused *apperr.Error
			require.ErrorAs(t, err, &refused)
			require.NotEmpty(t, refused.Fields)
			assert.Equal(t, c.field, refused.Fields[0].Name)
			assert.Contains(t, refused.Fields[0].Message, c.says)
		})
	}

	old := good
	old.Starts = today.AddDays(-40)
	changed, err := old.Check([]Reader{lead}, old, today)
	require.NoError(t, err, "a start that stays may lie in the past")
	assert.True(t, changed.Next.After(today))
}
