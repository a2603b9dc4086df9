package spreadsheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	columnsName = "Columns"
	// maxUnzipped is the most that the parts of a workbook may unpack to, in bytes.
	maxUnzipped = 100 << 20
)

// writeXLSX writes a workbook with rows of cells under their headings. With explained a second sheet says what the columns
// mean.
func (l Layout) writeXLSX(rows [][]string, explained bool) (content []byte, err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := book.SetSheetName(book.GetSheetName(0), l.Sheet); err != nil {
		return nil, err
	}
	lines := [][]any{cellsOf(l.Columns)}
	for _, row := range rows {
		lines = append(lines, cellsOf(row))
	}
	if err := writeSheet(book, l.Sheet, lines, l.Widths); err != nil {
		return nil, err
	}
	if explained {
		if _, err := book.NewSheet(columnsName); err != nil {
			return nil, err
		}
		meanings := [][]any{{"column", "what it holds"}}
		for _, column := range l.Columns {
			meanings = append(meanings, []any{column, l.Meanings[column]})
		}
		if err := writeSheet(book, columnsName, meanings, map[int]float64{1: 16, 2: 110}); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	err = book.Write(&b)
	return b.Bytes(), err
}

// writeSheet streams rows of texts and numbers into a sheet.
func writeSheet(book *excelize.File, name string, rows [][]any, widths map[int]float64) error {
	w, err := book.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for column, width := range widths {
		if err := w.SetColWidth(column, column, width); err != nil {
			return err
		}
	}
	for i, row := range rows {
		cells := make([]any, len(row))
		for j, cell := range row {
			cells[j] = neutralCell(cell)
		}
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := w.SetRow(at, cells); err != nil {
			return err
		}
	}
	return w.Flush()
}

// readXLSX reads the first sheet of a workbook. One with macros, one that unpacks to too much, and a cell with a formula are
// refused.
func (r *reader) readXLSX(content []byte) (err error) {
	r.formulas, err = inspect(content)
	if err != nil {
		return err
	}
	book, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped, RawCellValue: true})
	if err != nil {
		return errNoWorkbook()
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	sheet, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return errNoWorkbook()
	}
	defer func() { err = errors.Join(err, sheet.Close()) }()
	for number := 1; sheet.Next(); number++ {
		cells, err := sheet.Columns()
		if err != nil {
			return errNoWorkbook()
		}
		if number == 1 && len(cells) == 0 {
			return refuse("This file is empty: its first sheet has no headings.")
		}
		if err := r.take(number, cells); err != nil {
			return err
		}
	}
	if sheet.Error() != nil {
		return errNoWorkbook()
	}
	return nil
}

func errNoWorkbook() error {
	return refuse("This file cannot be read as an XLSX workbook. Save it again as XLSX, or as CSV UTF-8.")
}

// inspect looks into the parts of a workbook before anything is unpacked into memory, and gives the columns, counted from 0,
// of its first sheet that hold a formula, by row.
func inspect(content []byte) (map[int][]int, error) {
	parts, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, errNoWorkbook()
	}
	var unzipped uint64
	for _, part := range parts.File {
		unzipped += part.UncompressedSize64
		if unzipped > maxUnzipped {
			return nil, refuse("This workbook unpacks to more than 100 MB. Save only its first sheet.")
		}
		if strings.EqualFold(path.Base(part.Name), "vbaProject.bin") {
			return nil, refuse("This workbook has macros. Save it as XLSX without macros.")
		}
	}
	sheet, err := firstSheet(parts)
	if err != nil {
		return nil, errNoWorkbook()
	}
	formulas, err := formulasOf(parts, sheet)
	if err != nil {
		return nil, errNoWorkbook()
	}
	return formulas, nil
}

// firstSheet gives the part that holds the first sheet, as the workbook names it.
func firstSheet(parts *zip.Reader) (string, error) {
	var book struct {
		Sheets []struct {
			Relation string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		Relations []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if err := decode(parts, "xl/workbook.xml", &book); err != nil {
		return "", err
	}
	if err := decode(parts, "xl/_rels/workbook.xml.rels", &relations); err != nil {
		return "", err
	}
	if len(book.Sheets) == 0 {
		return "", errors.New("the workbook has no sheet")
	}
	for _, r := range relations.Relations {
		if r.ID == book.Sheets[0].Relation {
			if strings.HasPrefix(r.Target, "/") {
				return strings.TrimPrefix(r.Target, "/"), nil
			}
			return path.Join("xl", r.Target), nil
		}
	}
	return "", fmt.Errorf("the workbook does not say where its first sheet is")
}

func decode(parts *zip.Reader, name string, into any) (err error) {
	part, err := parts.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, part.Close()) }()
	return xml.NewDecoder(io.LimitReader(part, maxUnzipped)).Decode(into)
}

// formulasOf gives the columns of a sheet that hold a formula, by row.
func formulasOf(parts *zip.Reader, name string) (formulas map[int][]int, err error) {
	part, err := parts.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, part.Close()) }()
	formulas = map[int][]int{}
	d := xml.NewDecoder(io.LimitReader(part, maxUnzipped))
	at := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return formulas, nil
		}
		if err != nil {
			return nil, err
		}
		element, opens := token.(xml.StartElement)
		switch {
		case !opens:
		case element.Name.Local == "c":
			at = ""
			for _, a := range element.Attr {
				if a.Name.Local == "r" {
					at = a.Value
				}
			}
		case element.Name.Local == "f" && at != "":
			if column, number, err := excelize.CellNameToCoordinates(at); err == nil {
				formulas[number] = append(formulas[number], column-1)
			}
		}
	}
}
