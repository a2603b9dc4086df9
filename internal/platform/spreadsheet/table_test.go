package spreadsheet_test

import (
	"bytes"
	"encoding/csv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	. "bandwise/internal/platform/spreadsheet"
)

var staff = Table{
	Name: "staff", Title: "Staff", Columns: []string{"Name", "WTE", "Overdue", "Note"},
	Rows: [][]any{
		{"Ada", 0.6, 3, ""},
		{"=HYPERLINK(\"https://example.org\")", 1.0, -1, "@SUM(A1)"},
	},
	About: [][2]string{{"Data of", "=1+1"}},
}

func TestATablesTextsAreNoFormulasAndItsNumbersAreNumbers(t *testing.T) {
	content, err := staff.Write(XLSX)
	require.NoError(t, err)
	book, err := excelize.OpenReader(bytes.NewReader(content))
	require.NoError(t, err)
	defer func() { require.NoError(t, book.Close()) }()
	assert.Equal(t, []string{"Staff", "About this table"}, book.GetSheetList())
	for cell, want := range map[string]struct {
		text string
		kind excelize.CellType
	}{
		"A1": {"Name", excelize.CellTypeInlineString}, "A2": {"Ada", excelize.CellTypeInlineString}, "B2": {"0.6", excelize.CellTypeNumber},
		"C3": {"-1", excelize.CellTypeNumber}, "A3": {"'=HYPERLINK(\"https://example.org\")", excelize.CellTypeInlineString}, "D3": {"'@SUM(A1)", excelize.CellTypeInlineString},
	} {
		text, err := book.GetCellValue("Staff", cell)
		require.NoError(t, err)
		assert.Equal(t, want.text, text, cell)
		formula, err := book.GetCellFormula("Staff", cell)
		require.NoError(t, err)
		assert.Empty(t, formula, cell)
		kind, err := book.GetCellType("Staff", cell)
		require.NoError(t, err)
		if want.kind == excelize.CellTypeNumber {
			assert.Contains(t, []excelize.CellType{excelize.CellTypeNumber, excelize.CellTypeUnset}, kind, cell)
		} else {
			assert.Equal(t, want.kind, kind, cell)
		}
	}
	about, err := book.GetCellValue("About this table", "B1")
	require.NoError(t, err)
	assert.Equal(t, "'=1+1", about)

	content, err = staff.Write(CSV)
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf")))).ReadAll()
	require.NoError(t, err)
	assert.Equal(t, [][]string{
		{"Name", "WTE", "Overdue", "Note"}, {"Ada", "0.6", "3", ""}, {"'=HYPERLINK(\"https://example.org\")", "1", "-1", "'@SUM(A1)"},
	}, rows)
}
