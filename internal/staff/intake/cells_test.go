package intake

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/spreadsheet"
	"bandwise/internal/platform/testdb"
)

func TestDaysAsPeopleAndProgramsWriteThem(t *testing.T) {
	pi := calendar.On(2027, 3, 14)
	for cell, want := range map[string]calendar.Date{
		"": {}, "2027-03-14": pi, "14/03/2027": pi, "14/3/2027": pi, "14 March 2027": pi, "14-Mar-2027": pi, "46460": pi, "46460.25": pi, "2027-03-14T00:00:00Z": pi,
	} {
		got, ok := dateOf(cell)
		assert.True(t, ok, cell)
		assert.Equal(t, want, got, cell)
	}
	for _, cell := range []string{"tomorrow", "31/02/2027", "2027-13-01", "3", "03/14/2027", "999999", "NaN", "14.03.2027"} {
		_, ok := dateOf(cell)
		assert.False(t, ok, cell)
	}
}

func TestBandsAsPeopleWriteThem(t *testing.T) {
	for cell, want := range map[string]string{"5": "5", " 8A ": "8a", "Band 5": "5", "band 8b": "8b"} {
		assert.Equal(t, want, string(bandOf(cell)))
	}
	assert.False(t, bandOf("Bandit").Valid())
}

func TestCirclesAreFoundHoweverLong(t *testing.T) {
	people := make([]uuid.UUID, 500)
	for i := range people {
		people[i] = uuid.New()
	}
	var chain []manages
	for i := range len(people) - 1 {
		chain = append(chain, manages{people[i], people[i+1]})
	}
	assert.Empty(t, circles(chain, nil), "a long line is no circle")
	assert.Len(t, circles(append(chain, manages{people[499], people[0]}), nil), 500)
	assert.Equal(t, []uuid.UUID{people[0]}, circles(chain[:1], []manages{{people[1], people[0]}}), "closed by somebody who is not in the file")
	assert.Empty(t, circles([]manages{{uuid.New(), people[0]}}, []manages{{people[0], people[1]}, {people[1], people[0]}}), "who is below a circle is not in it")
}

func TestAWorkbookIsReadLikeACSVFile(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		book := spreadsheet.Table{Title: "ESR", Columns: []string{"Payroll number", "EMAIL", "Name", "Team", "Role", "Band", "WTE", "Start date"}, Rows: [][]any{
			{7, "mary@x.example", "Mary Shaw", "Coding", "Clinical Coder", 5, 0.6, 46460},
		}}
		content, err := book.Write(spreadsheet.XLSX)
		require.NoError(t, err)
		view, err := n.Upload(t.Context(), n.ada, "esr.xlsx", content)
		require.NoError(t, err)
		require.NoError(t, n.Check(t.Context(), view.ID))
		assert.JSONEq(t, `["Payroll number"]`, view.PassedOver)
		assert.Equal(t, Committed, n.commit(n.read(view.ID), Choice{}).State)
		assert.Equal(t, 1, n.count("appointments", "wte_hundredths = 60 AND band = '5' AND starts_on = ?", calendar.On(2027, 3, 14)))
		for _, format := range []spreadsheet.Format{spreadsheet.CSV, spreadsheet.XLSX} {
			content, err := n.Template(format)
			require.NoError(t, err)
			_, err = n.Upload(t.Context(), n.ada, "template"+format.Extension(), content)
			assert.ErrorContains(t, err, "This file is empty: it has no rows under its headings.")
		}
	})
}

func TestHeadingsAreKnownHoweverTheirWordsAreJoined(t *testing.T) {
	for name, c := range map[string]struct{ head, passedOver, refused string }{
		"as the template has them":  {"email,start date", "", ""},
		"as people write them":      {"E-mail,Start_Date,Shoe size", "Shoe size", ""},
		"the same one twice":        {"E-mail,EMAIL", "", "The column email is there twice."},
		"the one that must be":      {"Name,WTE", "", "The column email is missing. Download the template to see all columns."},
		"a row of people, no heads": {"Terry Trainee,terry@x.example", "", "This file has no headings. The first row names the columns: name, email, team, role, band, annex 21 band, wte, start date, last day, line manager."},
	} {
		t.Run(name, func(t *testing.T) {
			var emails []string
			passedOver, err := layout.Stream("staff.csv", []byte(c.head+"\nmary@x.example,2027-03-14,38\n"), func(row spreadsheet.Row, _ []spreadsheet.Refusal) error {
				emails = append(emails, row.Cells[columnEmail])
				return nil
			})
			if c.refused != "" {
				assert.ErrorContains(t, err, c.refused)
				return
			}
			assert.NoError(t, err)
			assert.Equal(t, []string{"mary@x.example"}, emails)
			assert.Equal(t, c.passedOver, strings.Join(passedOver, ","))
		})
	}
}
