package spreadsheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Table is a table to be taken away, with what one has to know of it.
type Table struct {
	// Name names the file; it is made of letters, digits and hyphens. Title names the sheet, in at most 31 characters.
	Name    string
	Title   string
	Columns []string
	// Rows hold texts and numbers, a cell for each column. Only numbers are numbers for a spreadsheet program; a text never
	// is a formula.
	Rows [][]any
	// About are lines of a heading and what it says, for example what is counted and of which day. A workbook has them on a
	// second sheet; a CSV file, whose every line is a row, has them not.
	About [][2]string
}

// aboutName is the name of the sheet that says what a table is.
const aboutName = "About this table"

// Write gives the table as a file.
func (t Table) Write(f Format) ([]byte, error) {
	if f == XLSX {
		return t.writeXLSX()
	}
	return t.writeCSV()
}

func (t Table) writeXLSX() (content []byte, err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	if err := book.SetSheetName(book.GetSheetName(0), t.Title); err != nil {
		return nil, err
	}
	if err := writeSheet(book, t.Title, append([][]any{cellsOf(t.Columns)}, t.Rows...), map[int]float64{1: 28}); err != nil {
		return nil, err
	}
	if _, err := book.NewSheet(aboutName); err != nil {
		return nil, err
	}
	var about [][]any
	for _, line := range t.About {
		about = append(about, cellsOf(line[:]))
	}
	if err := writeSheet(book, aboutName, about, map[int]float64{1: 28, 2: 110}); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = book.Write(&b)
	return b.Bytes(), err
}

func (t Table) writeCSV() ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(mark)
	w := csv.NewWriter(&b)
	if err := w.Write(t.Columns); err != nil {
		return nil, err
	}
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = fmt.Sprint(neutralCell(cell))
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// neutralCell makes a text neutral and leaves a number what it is.
func neutralCell(cell any) any {
	if text, is := cell.(string); is {
		return Neutral(text)
	}
	return cell
}

func cellsOf(texts []string) []any {
	cells := make([]any, len(texts))
	for i, text := range texts {
		cells[i] = text
	}
	return cells
}
