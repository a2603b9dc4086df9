package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"bandwise/internal/platform/spreadsheet"
)

var fuzzed = spreadsheet.Layout{Sheet: "Rows", Columns: []string{"name", "level", "note"}, Optional: []string{"note"}, MaxRows: 50}

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte("name,level,note\nEscalation,2,\"=1+1\"\n"))
	f.Add([]byte("\ufeffnote;name;level\n"))
	f.Add([]byte("level,name\n2,\"a\nb\"\n,'=x\n"))
	f.Fuzz(func(t *testing.T, content []byte) { again(t, "rows.csv", content) })
}

// FuzzReadXLSX reads a workbook of which the first sheet and the shared texts are anything.
func FuzzReadXLSX(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>level</t></is></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><v>2</v></c></row></sheetData></worksheet>`), []byte(`<sst><si><t>name</t></si></sst>`))
	f.Add([]byte(`<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`), []byte(`<sst/>`))
	f.Fuzz(func(t *testing.T, sheet, shared []byte) {
		parts := map[string]string{
			"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
			"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` +
				`<sheet name="Rows" sheetId="1" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml":   string(sheet), "xl/sharedStrings.xml": string(shared),
		}
		var content bytes.Buffer
		z := zip.NewWriter(&content)
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write([]byte(parts[name]))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		again(t, "rows.xlsx", content.Bytes())
	})
}

// again reads a file, and where that can be done writes its rows and reads them again: they are the same.
func again(t *testing.T, name string, content []byte) {
	t.Helper()
	rows, _, err := fuzzed.Read(name, content)
	if err != nil {
		return
	}
	cells := make([][]string, len(rows))
	for i, row := range rows {
		for _, column := range fuzzed.Columns {
			// A CSV file knows one kind of line's end.
			cells[i] = append(cells[i], strings.ReplaceAll(row.Cells[column], "\r\n", "\n"))
		}
	}
	written, err := fuzzed.Write(cells, spreadsheet.CSV, false)
	if err != nil {
		t.Fatal(err)
	}
	read, _, err := fuzzed.Read("rows.csv", written)
	if err != nil || len(read) != len(rows) {
		t.Fatalf("%d rows, then %d: %v\n%q", len(rows), len(read), err, written)
	}
	for i, row := range read {
		for j, column := range fuzzed.Columns {
			if row.Cells[column] != cells[i][j] {
				t.Fatalf("%q, then %q", cells[i][j], row.Cells[column])
			}
		}
	}
}
