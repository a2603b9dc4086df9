package spreadsheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// mark is UTF-8's byte order mark, by which Excel knows that a CSV file is UTF-8.
const mark = "\ufeff"

// writeCSV writes rows of cells under their headings.
func (l Layout) writeCSV(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(mark)
	w := csv.NewWriter(&b)
	if err := w.Write(l.Columns); err != nil {
		return nil, err
	}
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = Neutral(cell)
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// readCSV reads a CSV file.
func (r *reader) readCSV(content []byte) error {
	if err := mustBeUTF8(content); err != nil {
		return err
	}
	c := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte(mark))))
	c.FieldsPerRecord = -1
	for number := 1; ; number++ {
		cells, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			return refuse("The quotation marks of line %d do not fit: a cell with a quotation mark stands in quotation marks, and the mark itself is doubled.", wrong.Line)
		}
		if err != nil {
			return err
		}
		if number == 1 && len(cells) == 1 && strings.Contains(cells[0], ";") {
			return refuse("The columns of this file are divided by semicolons. Save it as CSV with commas, or as XLSX.")
		}
		if err := r.take(number, cells); err != nil {
			return err
		}
	}
}

// mustBeUTF8 refuses a content in another encoding, naming its first wrong line.
func mustBeUTF8(content []byte) error {
	if bytes.HasPrefix(content, []byte{0xff, 0xfe}) || bytes.HasPrefix(content, []byte{0xfe, 0xff}) {
		return refuse("Line 1 is not in UTF-8. Save the file as CSV UTF-8, or as XLSX.")
	}
	if utf8.Valid(content) {
		return nil
	}
	line := 1
	for text := range bytes.Lines(content) {
		if !utf8.Valid(text) {
			break
		}
		line++
	}
	return refuse("Line %d is not in UTF-8. Save the file as CSV UTF-8, or as XLSX.", line)
}
