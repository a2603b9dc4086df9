// Package spreadsheet reads and writes files of rows under headings, as CSV or XLSX. It knows files and cells; what a row
// means is its caller's business. Formulas, macros and files that unpack to too much are refused, and what is written is
// text for every spreadsheet program.
package spreadsheet

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"bandwise/internal/platform/apperr"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 10_000_000

// Format is the kind of a file.
type Format int

// The formats.
const (
	CSV Format = iota + 1
	XLSX
)

// MediaType gives the format's media type.
func (f Format) MediaType() string {
	if f == XLSX {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "text/csv; charset=utf-8"
}

// Extension gives the ending of the names of the format's files.
func (f Format) Extension() string {
	if f == XLSX {
		return ".xlsx"
	}
	return ".csv"
}

// Layout is what the files of one sort look like.
type Layout struct {
	// Sheet is the name of a workbook's first sheet.
	Sheet string
	// Columns are the headings, in the order in which they are written.
	Columns []string
	// Optional are those of the columns that a file may leave out.
	Optional []string
	// Meanings explain the columns on the second sheet of a template.
	Meanings map[string]string
	// Widths are the widths of columns in characters, by their number from 1.
	Widths map[int]float64
	// MaxRows is how many rows a file can have without its heading.
	MaxRows int
	// IgnoresOthers says that columns of other headings are passed over; else a file with one is refused.
	IgnoresOthers bool
}

// Row is a row of a spreadsheet: its place in the file, where the heading is row 1, and its cells by column, as text.
type Row struct {
	Number int
	Cells  map[string]string
}

// Refusal is what is wrong with one cell of a file.
type Refusal struct {
	Row     int
	Column  string
	Message string
}

// FieldName is the field of a form that holds the file.
const FieldName = "file"

// Write writes rows of cells under their headings. Explained adds a sheet to a workbook that says what the columns hold.
func (l Layout) Write(rows [][]string, f Format, explained bool) ([]byte, error) {
	if f == XLSX {
		return l.writeXLSX(rows, explained)
	}
	return l.writeCSV(rows)
}

// Read reads a file by its name's extension and its content together, and gives its rows and what is wrong with single
// cells. A file that cannot be read is CodeInvalid with one sentence, one of another kind CodeUnsupportedType.
func (l Layout) Read(name string, content []byte) (rows []Row, refused []Refusal, err error) {
	_, err = l.Stream(name, content, func(row Row, wrong []Refusal) error {
		rows, refused = append(rows, row), append(refused, wrong...)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return rows, refused, nil
}

// Stream reads a file as [Layout.Read] does, and hands each row to take with what is wrong with its cells, so that a long file
// is never held in rows. It gives the headings of the columns that it passed over. An error of take ends it and is returned.
func (l Layout) Stream(name string, content []byte, take func(Row, []Refusal) error) (passedOver []string, err error) {
	zipped := bytes.HasPrefix(content, []byte("PK\x03\x04"))
	r := reader{Layout: l, hand: take}
	switch extension := strings.ToLower(path.Ext(name)); {
	case len(content) == 0:
		return nil, refuse("This file is empty. Choose another one.")
	case extension == ".csv" && !zipped:
		err = r.readCSV(content)
	case extension == ".xlsx" && zipped:
		err = r.readXLSX(content)
	case extension == ".csv" || extension == ".xlsx":
		return nil, apperr.UnsupportedType(FieldName, "The content of this file is not what its name says. Save it as CSV UTF-8 or as XLSX.")
	default:
		return nil, apperr.UnsupportedType(FieldName, "This is neither a CSV file nor an XLSX workbook. Save it as CSV UTF-8 or as XLSX.")
	}
	if err != nil {
		return nil, err
	}
	if r.rows == 0 {
		return nil, refuse("This file is empty: it has no rows under its headings.")
	}
	return r.passedOver, nil
}

// refuse refuses a whole file with a sentence.
func refuse(format string, args ...any) error {
	return apperr.InvalidField(FieldName, fmt.Sprintf(format, args...))
}

func (l Layout) errTooManyRows() error {
	return refuse("This file has more than %s rows. Split it into smaller files and send one after the other.", thousands(l.MaxRows))
}

// thousands writes a number with a comma before its last three digits: 20,000.
func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

// reader takes the rows of a file as they come, and makes rows of cells of them.
type reader struct {
	Layout
	// columns are the file's, "" for one that is passed over.
	columns    []string
	passedOver []string
	// formulas are the columns with a formula by row.
	formulas map[int][]int
	rows     int
	hand     func(Row, []Refusal) error
}

// take takes one row of the file. A first row that is no heading is refused as a whole.
func (r *reader) take(number int, cells []string) error {
	if r.columns == nil {
		return r.head(cells)
	}
	if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
		return nil // the rows at the end of a sheet that somebody emptied
	}
	if r.rows == r.MaxRows {
		return r.errTooManyRows()
	}
	row := Row{Number: number, Cells: make(map[string]string, len(r.columns))}
	var refused []Refusal
	for i, cell := range cells {
		switch {
		case i >= len(r.columns) && cell != "":
			refused = append(refused, Refusal{number, fmt.Sprintf("column %d", i+1), "This cell is right of the last heading. Empty it."})
		case i >= len(r.columns) || r.columns[i] == "":
		default:
			if dangerous(cell) {
				refused = append(refused, Refusal{
					number, r.columns[i], fmt.Sprintf("This cell begins with %s, as a formula does. Write an apostrophe in front when it is meant as text.", sign(cell)),
				})
			}
			row.Cells[r.columns[i]] = lineBreaks.Replace(Bare(cell))
		}
	}
	for _, i := range r.formulas[number] {
		if i < len(r.columns) && r.columns[i] != "" {
			refused = append(refused, Refusal{number, r.columns[i], "This cell is a formula. Put in its place the value that it gives."})
		}
	}
	r.rows++
	return r.hand(row, refused)
}

// lineBreaks makes the line breaks of every program those that are stored.
var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

func sign(cell string) string {
	switch cell[0] {
	case '\t':
		return "a tab"
	case '\n', '\r':
		return "a line break"
	}
	return cell[:1]
}

// plain gives what a heading says, whatever its case and however its words are joined: "E-mail" and "start_date" are email and
// start date.
func plain(heading string) string {
	return strings.Map(func(letter rune) rune {
		if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
			return unicode.ToLower(letter)
		}
		return -1
	}, heading)
}

// head reads the headings, whatever their order.
func (r *reader) head(cells []string) error {
	r.columns = make([]string, len(cells))
	for i, cell := range cells {
		r.columns[i] = strings.ToLower(strings.TrimSpace(cell))
		if known := slices.IndexFunc(r.Columns, func(c string) bool { return plain(c) == plain(cell) }); known >= 0 {
			r.columns[i] = r.Columns[known]
		}
	}
	for len(r.columns) > 0 && r.columns[len(r.columns)-1] == "" {
		r.columns = r.columns[:len(r.columns)-1]
	}
	for i, column := range r.columns {
		switch {
		case !slices.Contains(r.Columns, column) && r.IgnoresOthers:
			if column != "" {
				r.passedOver = append(r.passedOver, strings.TrimSpace(cells[i]))
			}
			r.columns[i] = ""
		case !slices.Contains(r.Columns, column):
			return refuse("The heading %q of column %d is not one that an import knows. The columns are %s.", cells[i], i+1, strings.Join(r.Columns, ", "))
		case slices.Index(r.columns, column) != i:
			return refuse("The column %s is there twice.", column)
		}
	}
	var missing []string
	for _, column := range r.Columns {
		if !slices.Contains(r.columns, column) && !slices.Contains(r.Optional, column) {
			missing = append(missing, column)
		}
	}
	switch {
	case !slices.ContainsFunc(r.columns, func(c string) bool { return c != "" }):
		return refuse("This file has no headings. The first row names the columns: %s.", strings.Join(r.Columns, ", "))
	case len(missing) == 1:
		return refuse("The column %s is missing. Download the template to see all columns.", missing[0])
	case len(missing) > 1:
		return refuse("The columns %s are missing. Download the template to see all columns.", strings.Join(missing, ", "))
	}
	return nil
}

// dangerous reports whether a spreadsheet program could take the cell for a formula.
func dangerous(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0]))
}

// Neutral makes a cell text for every spreadsheet program: an apostrophe goes in front of what begins as a formula does, and
// in front of apostrophes that stand before such a beginning, so that [Bare] can undo exactly this.
func Neutral(cell string) string {
	if dangerous(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

// Bare undoes [Neutral].
func Bare(cell string) string {
	if strings.HasPrefix(cell, "'") && dangerous(strings.TrimLeft(cell, "'")) {
		return cell[1:]
	}
	return cell
}
