package patientdata

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"bandwise/internal/platform/apperr"
)

// planted is a number of the test range.
const planted = "999 123 4500"

func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range parts {
		entry, err := w.Create(name)
		require.NoError(t, err)
		_, err = entry.Write([]byte(text))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

func word(t testing.TB, body string, more map[string]string) []byte {
	parts := map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`}
	for name, text := range more {
		parts[name] = text
	}
	return zipOf(t, parts)
}

func paragraph(runs ...string) string {
	return "<w:p><w:r><w:t>" + strings.Join(runs, "</w:t></w:r><w:r><w:t>") + "</w:t></w:r></w:p>"
}

func workbookOf(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	fill(f)
	var b bytes.Buffer
	require.NoError(t, f.Write(&b))
	return b.Bytes()
}

// places looks into a content and lists where something was found.
func places(t testing.TB, format Format, content []byte) ([]string, contents, error) {
	t.Helper()
	seen, all, err := lookInto(context.Background(), File{Name: "file", Format: format, Content: bytes.NewReader(content), Size: int64(len(content))},
		[]Pattern{{Name: "Ours", Shape: "NM ######"}})
	found := []string{}
	for _, f := range all {
		found = append(found, f.Place+" "+f.Kind.String())
	}
	return found, seen, err
}

func TestWhereInAFileSomethingStands(t *testing.T) {
	sheet := func(fill func(f *excelize.File)) []byte { return workbookOf(t, fill) }
	for name, c := range map[string]struct {
		format  Format
		content []byte
		want    []string
	}{
		"plain text":                       {PlainText, []byte("one\ntwo " + planted + "\n"), []string{"Line 2 nhs_number"}},
		"over the end of a line":           {PlainText, []byte("one 999 123\n4500 two\n"), []string{"Line 2 nhs_number"}},
		"a date of birth on the next line": {PlainText, []byte("Date of birth:\n12/03/1961\n"), []string{"Line 2 birth_date"}},
		"an old encoding":                  {PlainText, []byte("caf\xe9 999\xa0123\xa04500\n"), []string{"Line 1 nhs_number"}},
		"a cell of a CSV":                  {CSV, []byte("Code,Note\nI21.9,\"seen, " + planted + "\"\n"), []string{"Cell B2 nhs_number"}},
		"a CSV with semicolons":            {CSV, []byte("\xef\xbb\xbfNHS number;Code\n9991234500;I21.9\n"), []string{"Cell A2 nhs_number"}},
		"a date under its heading":         {CSV, []byte("Name,Date of birth\nSmith,12/03/1961\n"), []string{"Cell B2 birth_date"}},
		"a date beside a name":             {CSV, []byte("Who,When\nMrs Jane Smith,12/03/1961\n"), []string{"Cell B2 birth_date"}},
		"a number over three cells":        {CSV, []byte("999,123,4500\n"), []string{"Cell A1 nhs_number"}},
		"figures in cells":                 {CSV, []byte("Month,A,B,C,D\nMay,12,999,123,4500\n"), []string{}},
		"no table after all":               {CSV, []byte("a \"b\n\" c " + planted), []string{"Cell A2 nhs_number"}},
		"a cell of a workbook": {Excel, sheet(func(f *excelize.File) {
			_ = f.SetCellValue("Sheet1", "A1", "Code")
			_ = f.SetCellValue("Sheet1", "B7", planted)
		}), []string{"Sheet1!B7 nhs_number"}},
		"a number as a number": {Excel, sheet(func(f *excelize.File) { _ = f.SetCellValue("Sheet1", "C3", 9991234500) }), []string{"Sheet1!C3 nhs_number"}},
		"another sheet, and its comment": {Excel, sheet(func(f *excelize.File) {
			_, _ = f.NewSheet("Audit 2")
			_ = f.SetCellValue("Audit 2", "D4", "nm 123456")
			_ = f.AddComment("Audit 2", excelize.Comment{Cell: "A2", Author: "Me", Text: "see " + planted})
		}), []string{"Audit 2!A2 (comment) nhs_number", "Audit 2!D4 hospital_number"}},
		"a date that is a number": {Excel, sheet(func(f *excelize.File) {
			style, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
			_ = f.SetCellValue("Sheet1", "A1", "DOB")
			_ = f.SetCellValue("Sheet1", "A2", 22351)
			_ = f.SetCellStyle("Sheet1", "A2", "A2", style)
		}), []string{"Sheet1!A2 birth_date"}},
		"a formula":                  {Excel, sheet(func(f *excelize.File) { _ = f.SetCellFormula("Sheet1", "B2", `"`+planted+`"&" seen"`) }), []string{"Sheet1!B2 (formula) nhs_number"}},
		"a paragraph":                {Word, word(t, paragraph("one")+paragraph("two "+planted), nil), []string{"Paragraph 2 nhs_number"}},
		"a number over several runs": {Word, word(t, paragraph("no. 99", "9 12", "3 4", "500"), nil), []string{"Paragraph 1 nhs_number"}},
		"a table": {Word, word(t, "<w:tbl><w:tr><w:tc>"+paragraph("Name")+"</w:tc><w:tc>"+paragraph("DOB")+"</w:tc></w:tr><w:tr><w:tc>"+paragraph("Smith")+
			"</w:tc><w:tc>"+paragraph("12/03/", "1961")+"</w:tc></w:tr></w:tbl>", nil), []string{"Table 1, row 2, column 2 birth_date"}},
		"a footnote": {Word, word(t, paragraph("one"), map[string]string{"word/footnotes.xml": "<w:footnotes>" + paragraph(planted) + "</w:footnotes>"}), []string{"A footnote nhs_number"}},
		"a header":   {Word, word(t, paragraph("one"), map[string]string{"word/header1.xml": "<w:hdr>" + paragraph(planted) + "</w:hdr>"}), []string{"A header nhs_number"}},
		"a comment":  {Word, word(t, paragraph("one"), map[string]string{"word/comments.xml": "<w:comments>" + paragraph(planted) + "</w:comments>"}), []string{"A comment nhs_number"}},
		"a page":     {PDF, pdfWith("Audit of coding", "Case "+planted), []string{"Page 2 nhs_number"}},
	} {
		t.Run(name, func(t *testing.T) {
			found, _, err := places(t, c.format, c.content)
			require.NoError(t, err)
			assert.ElementsMatch(t, c.want, found)
		})
	}
}

// pdfWith makes a PDF with a page for each text, as simple programs write it.
func pdfWith(pages ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(text string) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), text)
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	kids := ""
	for i := range pages {
		kids += fmt.Sprintf("%d 0 R ", 4+2*i)
	}
	object(fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, len(pages)))
	object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	for i, text := range pages {
		object(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>", 5+2*i))
		stream := "BT /F1 12 Tf 72 700 Td (" + text + ") Tj ET"
		object(fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(stream), stream))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, start)
	return b.Bytes()
}

func TestWhatCannotBeLookedInto(t *testing.T) {
	deep := strings.Repeat("<w:p>", deepest+1)
	for name, c := range map[string]struct {
		format  Format
		content []byte
		want    apperr.Code
		dark    bool
	}{
		"a picture":                   {Picture, []byte("png"), 0, true},
		"a scan":                      {PDF, pdfWith(" "), 0, true},
		"a PDF of no pages":           {PDF, pdfWith(), 0, true},
		"not a PDF":                   {PDF, []byte("%PDF-1.7\n%%EOF"), 0, true},
		"an encrypted PDF":            {PDF, bytes.Replace(pdfWith("one"), []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Encrypt<</Filter/Standard/V 1>>"), 1), apperr.CodeUnsupportedType, false},
		"pages that go round":         {PDF, bytes.Replace(pdfWith("one"), []byte("/Kids[4 0 R ]"), []byte("/Kids[2 0 R ]"), 1), 0, true},
		"the container for passwords": {Word, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 100)), apperr.CodeUnsupportedType, false},
		"entities":                    {Word, zipOf(t, map[string]string{"word/document.xml": `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`}), apperr.CodeUnsupportedType, false},
		"elements too deep":           {Word, zipOf(t, map[string]string{"word/document.xml": deep}), apperr.CodeUnsupportedType, false},
		"broken XML":                  {Word, zipOf(t, map[string]string{"word/document.xml": "<w:p"}), apperr.CodeUnsupportedType, false},
		"no workbook":                 {Excel, zipOf(t, map[string]string{"xl/styles.xml": "<a/>"}), apperr.CodeUnsupportedType, false},
		"a document within it":        {Word, word(t, paragraph("one"), map[string]string{"word/embeddings/a.bin": "x"}), 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			_, seen, err := places(t, c.format, c.content)
			if c.want != 0 {
				require.Error(t, err)
				assert.Equal(t, c.want, apperr.CodeOf(err))
				return
			}
			require.NoError(t, err)
			assert.Equal(t, c.dark, seen.dark)
		})
	}
	_, seen, err := places(t, Word, word(t, paragraph("one"), map[string]string{"word/media/a.png": "x"}))
	require.NoError(t, err)
	assert.True(t, seen.pictures)
	assert.False(t, seen.dark)
}

func FuzzReadPDF(f *testing.F) {
	f.Add(pdfWith("Audit", planted))
	fuzzFormat(f, PDF)
}

func FuzzReadWord(f *testing.F) {
	f.Add([]byte(`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>one</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		_, _, _ = places(t, Word, zipOf(t, map[string]string{"word/document.xml": string(body)}))
	})
}

func FuzzReadExcel(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>`), []byte(`<sst><si><t>one</t></si></sst>`))
	f.Fuzz(func(t *testing.T, sheet, shared []byte) {
		_, _, _ = places(t, Excel, zipOf(t, map[string]string{
			"xl/workbook.xml": `<workbook><sheets><sheet name="One" id="r1"/></sheets></workbook>`, "xl/sharedStrings.xml": string(shared),
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml":   string(sheet),
		}))
	})
}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("Name,DOB\nSmith,12/03/1961\n"))
	fuzzFormat(f, CSV)
}

func FuzzReadText(f *testing.F) {
	f.Add([]byte("one\n999 123\n4500"))
	fuzzFormat(f, PlainText)
}

func fuzzFormat(f *testing.F, format Format) {
	f.Fuzz(func(t *testing.T, content []byte) { _, _, _ = places(t, format, content) })
}
