package practice

import (
	"context"
	"math"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/spreadsheet"
)

// layout is the spreadsheet of activity.
var layout = spreadsheet.Layout{
	Sheet:    "Activity",
	Columns:  []string{columnPerson, columnDate, columnEpisodes, columnHours},
	Optional: []string{columnPerson, columnHours},
	Meanings: map[string]string{
		columnPerson:   "The e-mail address of the person who coded. Leave the column out, or empty, for the person whose page the file is imported on.",
		columnDate:     "The day: 2/11/2026, 2 November 2026 or 2026-11-02.",
		columnEpisodes: "How many episodes (FCEs) were coded on the day: a whole number, 0 when there were none.",
		columnHours:    "The hours of coding on the day, such as 7.5 or 7:30. Leave it empty for a whole day.",
	},
	Widths:  map[int]float64{1: 34, 2: 16, 3: 12, 4: 10},
	MaxRows: 5000,
}

// readFile reads the lines of a CSV file or an XLSX workbook. What is refused of single cells, formulas among it, comes as
// problems of their lines.
func readFile(name string, content []byte) ([]Line, error) {
	rows, refused, err := layout.Read(name, content)
	if err != nil {
		return nil, err
	}
	workbook := len(content) > 1 && content[0] == 'P' && content[1] == 'K'
	problems := map[int][]Problem{}
	for _, r := range refused {
		problems[r.Row] = append(problems[r.Row], Problem{r.Column, r.Message})
	}
	lines := make([]Line, 0, len(rows))
	for _, r := range rows {
		l := readLine(r.Number, r.Cells[columnPerson], r.Cells[columnDate], r.Cells[columnEpisodes], r.Cells[columnHours], workbook)
		// A cell that was refused as a formula is not refused a second time for what it gives.
		for _, p := range problems[r.Number] {
			l.Problems = slices.DeleteFunc(l.Problems, func(other Problem) bool { return other.Column == p.Column })
		}
		l.Problems = append(problems[r.Number], l.Problems...)
		lines = append(lines, l)
	}
	return lines, nil
}

// Template gives an empty file for the import: for a team with the column of the person, for oneself without.
func (s *Service) Template(f spreadsheet.Format, team bool) ([]byte, error) {
	l := layout
	if !team {
		l.Columns = l.Columns[1:]
	}
	return l.Write(nil, f, true)
}

// exported is the spreadsheet of a person's entries; it can be imported again without its last column.
var exported = spreadsheet.Layout{
	Sheet: "Activity", Columns: []string{columnDate, columnEpisodes, columnHours, "counts"}, Widths: map[int]float64{1: 16, 2: 12, 3: 10, 4: 60},
}

// Export gives a person's entries as a file, the oldest first.
func (s *Service) Export(ctx context.Context, by access.Actor, personID uuid.UUID, f spreadsheet.Format) ([]byte, error) {
	if _, err := s.store.person(ctx, by, by.Scopes(PermissionRead), personID); err != nil {
		return nil, err
	}
	all, _, err := s.store.entries(ctx, personID, ActivityFilter{Request: page.Request{Sort: "day", Limit: math.MaxInt32}})
	if err != nil {
		return nil, err
	}
	careers, err := s.store.careers(ctx, []uuid.UUID{personID})
	if err != nil {
		return nil, err
	}
	rows := make([][]string, len(all))
	for i, e := range all {
		counts := careers[personID].Uncounted(e.Day)
		if counts == "" {
			counts = "yes"
		}
		rows[i] = []string{e.Day.ISO(), strconv.Itoa(e.Episodes), hoursText(e.minutes()), counts}
	}
	return exported.Write(rows, f, false)
}

func hoursText(minutes int) string {
	if minutes == 0 {
		return ""
	}
	return strconv.FormatFloat(math.Round(float64(minutes)/60*100)/100, 'f', -1, 64)
}

// quarter gives the last day of the quarter that begins on a day; false when no quarter does.
func quarter(first calendar.Date) (calendar.Date, bool) {
	if first.Day() != 1 || int(first.Month())%3 != 1 {
		return calendar.Date{}, false
	}
	return first.Add(calendar.Months(3)).AddDays(-1), true
}
