package assurance

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func TestTheWorkbookIsWhatItsReaderOpens(t *testing.T) {
	report := Report{
		Edition: Edition{Key: "caf-aligned", Title: "CAF-aligned toolkit", From: day("2025-09-01"), Source: "Objective B6"},
		On:      day("2026-11-23"),
		Lines: []Line{
			{
				Coder: Coder{
					Name: "Sophie Grant", Team: "Coding", EmployedOn: day("2026-03-31"), StartedOn: day("2026-10-01"), Accreditation: "lapsed",
					RefresherDueOn: day("2026-05-04"), RefresherWhy: "The refresher was due on 4 May 2026.",
					Exemptions: []Exemption{{Milestone: "anatomy-course", Title: "Anatomy course", Reason: "A nurse before", By: "Max", On: day("2026-04-01")}},
				},
				Start: StartLate, LimitOn: day("2026-09-30"), Because: "Started a day late.",
			},
			{
				Coder: Coder{
					Name: "=HYPERLINK(\"x\")", Team: "Records", EmployedOn: day("2026-09-01"), Accreditation: "not_held",
					Exemptions: []Exemption{{Title: "Mentorship", By: "Max", On: day("2026-10-01")}},
				},
				Start: StartOpen, LimitOn: day("2027-03-01"), Because: "Still in time.",
			},
		},
	}
	content, err := writeXLSX(report)
	require.NoError(t, err)
	book, err := excelize.OpenReader(bytes.NewReader(content))
	require.NoError(t, err)
	defer func() { assert.NoError(t, book.Close()) }()
	assert.Equal(t, []string{"Assurance"}, book.GetSheetList())
	rows, err := book.GetRows("Assurance")
	require.NoError(t, err)
	require.Len(t, rows, 3)
	assert.Equal(t, []string{
		"Name", "Team", "Employed since", "Standards course to be started by", "Started on", "Standing", "Because", "Accreditation",
		"Refresher due on", "Because of the accreditation", "Exemptions", "Data of", "Headings of",
	}, rows[0])
	assert.Equal(t, []string{
		"Sophie Grant", "Coding", "2026-03-31", "2026-09-30", "2026-10-01", "Started late", "Started a day late.", "Refresher overdue; ACC held",
		"2026-05-04", "The refresher was due on 4 May 2026.", "Anatomy course (Max, 1 April 2026): A nurse before", "2026-11-23", "CAF-aligned toolkit",
	}, rows[1])
	assert.Equal(t, []string{"", "Still in time", "Still in time.", "Not accredited", "", "", "Mentorship (Max, 1 October 2026): Kept in the person's record"}, rows[2][4:11])
	formula, err := book.GetCellFormula("Assurance", "A3")
	require.NoError(t, err)
	assert.Empty(t, formula, "what somebody wrote is never a formula")
	assert.Equal(t, "'=HYPERLINK(\"x\")", rows[2][0])
}

func TestTheStandingsHaveWordsInThePacks(t *testing.T) {
	for s := range startNames[1:] {
		assert.NotEmpty(t, startWords[Start(s+1)])
	}
}
