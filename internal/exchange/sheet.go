// Package exchange carries the statements of a framework to a spreadsheet and back, as CSV or XLSX: what is exported and
// imported again changes nothing, and what a file would change is shown before it does. It knows files and cells; what a
// row means, and whether it may be, is the framework's business.
package exchange

import (
	"fmt"
	"slices"
	"strings"

	"bandwise/internal/platform/apperr"
)

// The limits of a file.
const (
	// MaxSize is the largest file that is read, in bytes.
	MaxSize = 10_000_000
	// MaxRows is how many rows a file can have without its heading.
	MaxRows = 20_000
)

// Columns are the headings of a spreadsheet, in the order in which they are written.
var Columns = []string{"identifier", "code", "skill", "aspect", "level", "text", "own", "change", "reason"}

// meanings explain the columns on the second sheet of a template.
var meanings = map[string]string{
	"identifier": "Leave it as it is. Leave it empty for a new statement.",
	"code":       "The skill's code: four capital letters, such as ANCC. The code of a statement that is there stays.",
	"skill":      "The skill's name. For a new statement under a skill that is there it can be empty; under a new code it names the new local skill.",
	"aspect":     "What the statement is about, such as Coding quality.",
	"level":      "The level of responsibility: a whole number from 1 to 7. The level of a statement that is there stays.",
	"text":       "The statement.",
	"own":        "national or local, as exported. A new statement is local: write local, or leave it empty.",
	"change":     "wording when only the wording changes; meaning when the statement means something else now, and claims on it need confirming; end when it ends; new for a new statement. Leave it empty for a statement that stays as it is.",
	"reason":     "Why: needed wherever something changes.",
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

// fieldName is the field of the form that holds the file.
const fieldName = "file"

// refuse refuses a whole file with a sentence.
func refuse(format string, args ...any) error {
	return apperr.InvalidField(fieldName, fmt.Sprintf(format, args...))
}

func errTooManyRows() error {
	return refuse("This file has more than 20,000 rows. Split it into smaller files and send one after the other.")
}

// reader takes the rows of a file as they come, and makes rows of cells of them.
type reader struct {
	columns []string
	rows    []Row
	refused []Refusal
}

// take takes one row of the file. A first row that is no heading is refused as a whole.
func (r *reader) take(number int, cells []string) error {
	if r.columns == nil {
		return r.head(cells)
	}
	if !slices.ContainsFunc(cells, func(c string) bool { return c != "" }) {
		return nil // the rows at the end of a sheet that somebody emptied
	}
	if len(r.rows) == MaxRows {
		return errTooManyRows()
	}
	row := Row{Number: number, Cells: map[string]string{}}
	for i, cell := range cells {
		if i >= len(r.columns) {
			if cell != "" {
				r.refused = append(r.refused, Refusal{number, fmt.Sprintf("column %d", i+1), "This cell is right of the last heading. Empty it."})
			}
			continue
		}
		row.Cells[r.columns[i]] = r.cell(number, r.columns[i], cell)
	}
	r.rows = append(r.rows, row)
	return nil
}

func (r *reader) cell(number int, column, cell string) string {
	if dangerous(cell) {
		r.refused = append(r.refused, Refusal{
			number, column, fmt.Sprintf("This cell begins with %s, as a formula does. Write an apostrophe in front when it is meant as text.", sign(cell)),
		})
	}
	return lineBreaks.Replace(bare(cell))
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

// head reads the headings, whatever their order and case.
func (r *reader) head(cells []string) error {
	r.columns = make([]string, len(cells))
	for i, cell := range cells {
		r.columns[i] = strings.ToLower(strings.TrimSpace(cell))
	}
	for len(r.columns) > 0 && r.columns[len(r.columns)-1] == "" {
		r.columns = r.columns[:len(r.columns)-1]
	}
	for i, column := range r.columns {
		switch {
		case !slices.Contains(Columns, column):
			return refuse("The heading %q of column %d is not one that an import knows. The columns are %s.", cells[i], i+1, strings.Join(Columns, ", "))
		case slices.Index(r.columns, column) != i:
			return refuse("The column %s is there twice.", column)
		}
	}
	var missing []string
	for _, column := range Columns {
		if !slices.Contains(r.columns, column) {
			missing = append(missing, column)
		}
	}
	switch {
	case len(missing) == len(Columns):
		return refuse("This file has no headings. The first row names the columns: %s.", strings.Join(Columns, ", "))
	case len(missing) == 1:
		return refuse("The column %s is missing. Download the template to see all columns.", missing[0])
	case len(missing) > 1:
		return refuse("The columns %s are missing. Download the template to see all columns.", strings.Join(missing, ", "))
	}
	return nil
}

// done gives what was read; a file without rows is refused.
func (r *reader) done() ([]Row, []Refusal, error) {
	if len(r.rows) == 0 {
		return nil, nil, refuse("This file is empty: it has no rows under its headings.")
	}
	return r.rows, r.refused, nil
}

// dangerous reports whether a spreadsheet program could take the cell for a formula.
func dangerous(cell string) bool {
	return cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0]))
}

// neutral makes a cell text for every spreadsheet program: an apostrophe goes in front of what begins as a formula does, and
// in front of apostrophes that stand before such a beginning, so that [bare] can undo exactly this.
func neutral(cell string) string {
	if dangerous(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

// bare undoes [neutral].
func bare(cell string) string {
	if strings.HasPrefix(cell, "'") && dangerous(strings.TrimLeft(cell, "'")) {
		return cell[1:]
	}
	return cell
}
