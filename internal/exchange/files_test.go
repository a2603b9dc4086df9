package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/spreadsheet"
)

// odd are pieces of texts that spreadsheets and their files treat in ways of their own.
var odd = []string{
	`"`, `""`, "'", ",", ";", "\n", "\n\n", "\t", " ", "  ", "=", "+", "-", "@", "=1+1", "'=", "''", "é", "ﬁ", "日本", "🙂", "\u200b", "\u00a0",
	"_x0041_", "_x000D_", "<b>", "&amp;", "]]>", "0012", "1e5", "TRUE", "#N/A", "2027-03-14", "a", "Codes records", ".", "\\", "\ufeff", "|", "%",
}

func oddText(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(6) {
		b.WriteString(odd[r.IntN(len(odd))])
	}
	return b.String()
}

// TestOddTextsComeBackAsTheyWere writes random rows and reads them, in both formats.
func TestOddTextsComeBackAsTheyWere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		var rows [][]string
		for range 1 + r.IntN(20) {
			rows = append(rows, []string{"id", "ANCC", oddText(r), oddText(r), "3", oddText(r), "local", "", oddText(r)})
		}
		for _, f := range []spreadsheet.Format{spreadsheet.CSV, spreadsheet.XLSX} {
			content, err := layout.Write(rows, f, round%2 == 0)
			require.NoError(t, err)
			name := map[spreadsheet.Format]string{spreadsheet.CSV: "a.csv", spreadsheet.XLSX: "a.xlsx"}[f]
			got, refused, err := layout.Read(name, content)
			require.NoError(t, err)
			require.Empty(t, refused, "what is written is not refused")
			require.Len(t, got, len(rows))
			for i, row := range rows {
				cells := make([]string, len(layout.Columns))
				for j, column := range layout.Columns {
					cells[j] = got[i].Cells[column]
				}
				require.Equal(t, row, cells, "%s, round %d", name, round)
			}
		}
	}
}

func TestCellsThatCouldBeFormulas(t *testing.T) {
	for cell, written := range map[string]string{
		"": "", "Codes": "Codes", "=1+1": "'=1+1", "+44": "'+44", "-": "'-", "@a": "'@a", "\tx": "'\tx", "\nx": "'\nx", "'quoted'": "'quoted'", "'=1": "''=1",
		"''=1": "'''=1", " =1": " =1",
	} {
		assert.Equal(t, written, spreadsheet.Neutral(cell))
		assert.Equal(t, cell, spreadsheet.Bare(written))
		assert.False(t, written != "" && strings.ContainsRune("=+-@\t\r\n", rune(written[0])), written)
	}
}

const heading = "identifier,code,skill,aspect,level,text,own,change,reason\n"

func TestFilesThatAreRefusedWithASentence(t *testing.T) {
	many := heading + strings.Repeat(",ANCC,,Aspect,2,Text,local,new,Reason\n", 50_000)
	for _, c := range []struct {
		name, file, content, message string
		code                         apperr.Code
	}{
		{"nothing", "a.csv", "", "This file is empty. Choose another one.", apperr.CodeInvalid},
		{"headings only", "a.csv", heading, "This file is empty: it has no rows under its headings.", apperr.CodeInvalid},
		{"no headings", "a.csv", "1,2,3\n", `The heading "1" of column 1 is not one that an import knows. The columns are identifier, code, skill, aspect, level, text, own, change, reason.`, apperr.CodeInvalid},
		{"a column is missing", "a.csv", strings.Replace(heading, "level,", "", 1) + "a\n", "The column level is missing. Download the template to see all columns.", apperr.CodeInvalid},
		{"two columns are missing", "a.csv", strings.Replace(heading, ",change,reason", "", 1), "The columns change, reason are missing. Download the template to see all columns.", apperr.CodeInvalid},
		{"a column twice", "a.csv", strings.Replace(heading, "code", "text", 1), "The column text is there twice.", apperr.CodeInvalid},
		{"50,000 rows", "a.csv", many, "This file has more than 20,000 rows. Split it into smaller files and send one after the other.", apperr.CodeInvalid},
		{"another encoding", "a.csv", heading + "a\nb\xe9\n", "Line 3 is not in UTF-8. Save the file as CSV UTF-8, or as XLSX.", apperr.CodeInvalid},
		{"UTF-16", "a.csv", "\xff\xfea\x00", "Line 1 is not in UTF-8. Save the file as CSV UTF-8, or as XLSX.", apperr.CodeInvalid},
		{"quotation marks", "a.csv", heading + "a,\"b\n", "The quotation marks of line 2 do not fit: a cell with a quotation mark stands in quotation marks, and the mark itself is doubled.", apperr.CodeInvalid},
		{"semicolons", "a.csv", strings.ReplaceAll(heading, ",", ";"), "The columns of this file are divided by semicolons. Save it as CSV with commas, or as XLSX.", apperr.CodeInvalid},
		{"another type", "a.pdf", "%PDF", "This is neither a CSV file nor an XLSX workbook. Save it as CSV UTF-8 or as XLSX.", apperr.CodeUnsupportedType},
		{"a workbook that is none", "a.xlsx", "a,b", "The content of this file is not what its name says. Save it as CSV UTF-8 or as XLSX.", apperr.CodeUnsupportedType},
		{"a broken workbook", "a.xlsx", "PK\x03\x04 and nothing more", "This file cannot be read as an XLSX workbook. Save it again as XLSX, or as CSV UTF-8.", apperr.CodeInvalid},
		{"a workbook with macros", "a.xlsx", zipped(t, map[string]string{"xl/vbaProject.bin": "x"}), "This workbook has macros. Save it as XLSX without macros.", apperr.CodeInvalid},
		{"a zip bomb", "a.xlsx", zipped(t, map[string]string{"xl/worksheets/sheet1.xml": strings.Repeat(" ", 101<<20)}), "This workbook unpacks to more than 100 MB. Save only its first sheet.", apperr.CodeInvalid},
		{"a zip that is no workbook", "a.xlsx", zipped(t, map[string]string{"a.txt": "x"}), "This file cannot be read as an XLSX workbook. Save it again as XLSX, or as CSV UTF-8.", apperr.CodeInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := layout.Read(c.file, []byte(c.content))
			require.Error(t, err)
			assert.Equal(t, c.code, apperr.CodeOf(err))
			assert.Contains(t, err.Error(), c.message)
		})
	}
}

func zipped(t *testing.T, parts map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		part, err := w.Create(name)
		require.NoError(t, err)
		_, err = part.Write([]byte(content))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.String()
}

func TestCellsThatAreRefused(t *testing.T) {
	_, refused, err := layout.Read("a.csv", []byte(heading+",ANCC,,Aspect,2,=HYPERLINK(),local,new,-reason\n,ANCC,,Aspect,2,Text,local,new,Reason,more\n"))
	require.NoError(t, err)
	assert.Equal(t, []Refusal{
		{Row: 2, Column: "text", Message: "This cell begins with =, as a formula does. Write an apostrophe in front when it is meant as text."},
		{Row: 2, Column: "reason", Message: "This cell begins with -, as a formula does. Write an apostrophe in front when it is meant as text."},
		{Row: 3, Column: "column 10", Message: "This cell is right of the last heading. Empty it."},
	}, refused)

	book := excelize.NewFile()
	for i, column := range layout.Columns {
		require.NoError(t, book.SetCellStr("Sheet1", fmt.Sprintf("%c1", 'A'+i), column))
		require.NoError(t, book.SetCellStr("Sheet1", fmt.Sprintf("%c2", 'A'+i), "x"))
	}
	require.NoError(t, book.SetCellFormula("Sheet1", "F2", "1+1"))
	var b bytes.Buffer
	require.NoError(t, book.Write(&b))
	require.NoError(t, book.Close())
	_, refused, err = layout.Read("a.XLSX", b.Bytes())
	require.NoError(t, err)
	assert.Equal(t, []Refusal{{Row: 2, Column: "text", Message: "This cell is a formula. Put in its place the value that it gives."}}, refused)
}

func TestHeadingsInAnyOrderAndCase(t *testing.T) {
	rows, refused, err := layout.Read("a.csv", []byte("Reason,Change,Own,Text,LEVEL,Aspect,Skill,Code,Identifier\r\nWhy,new,local,\"one\r\ntwo\",3,About,,ANCC,\r\n,,,,,,,,\r\n"))
	require.NoError(t, err)
	assert.Empty(t, refused)
	require.Len(t, rows, 1, "an empty row is none")
	assert.Equal(t, "one\ntwo", rows[0].Cells["text"])
	assert.Equal(t, "ANCC", rows[0].Cells["code"])
}

func TestTheTemplateExplainsItsColumns(t *testing.T) {
	content, err := layout.Write(nil, spreadsheet.XLSX, true)
	require.NoError(t, err)
	book, err := excelize.OpenReader(bytes.NewReader(content))
	require.NoError(t, err)
	defer func() { require.NoError(t, book.Close()) }()
	rows, err := book.GetRows("Columns")
	require.NoError(t, err)
	require.Len(t, rows, 1+len(layout.Columns))
	for i, column := range layout.Columns {
		assert.Equal(t, column, rows[i+1][0])
		assert.NotEmpty(t, rows[i+1][1])
	}
}
