package patientdata

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"math"
	"path"
	"strconv"
	"strings"
	"time"
)

const (
	// mostShared bounds the texts that a workbook's cells share, in bytes.
	mostShared = 64 << 20
	// firstSerial is day nought of Excel's calendar.
	firstSerial = "1899-12-30"
)

// workbook is what has to be known before its sheets are read.
type workbook struct {
	*archive
	look   func(part) error
	shared []string
	// dates are the numbers of the cell styles that show a date.
	dates map[int]bool
	// sheets are the names of the sheets by the name of their part, and of the comments' parts by theirs.
	sheets, comments map[string]string
}

// readExcel looks through a workbook: the cells of each sheet, their formulas and comments, headings and footers of the
// printed page, and every other text that is in it.
func readExcel(content *io.SectionReader, look func(part) error) (contents, error) {
	a, err := openArchive(content)
	if err != nil {
		return contents{}, err
	}
	w := &workbook{archive: a, look: look, dates: map[int]bool{}, sheets: map[string]string{}, comments: map[string]string{}}
	if err := w.prepare(); err != nil {
		return a.contents, err
	}
	for _, p := range a.parts {
		name := strings.ToLower(p.Name)
		switch sheet, isSheet := w.sheets[name]; {
		case !strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, "/styles.xml") || strings.HasSuffix(name, "/sharedstrings.xml") ||
			strings.Contains(name, "/theme/") || name == "[content_types].xml":
		case isSheet:
			err = w.readSheet(p, sheet)
		case w.comments[name] != "":
			err = w.readComments(p, w.comments[name])
		default:
			err = readWordPart(p, excelPlace(name), look)
		}
		if err != nil {
			return a.contents, err
		}
	}
	return a.contents, nil
}

func excelPlace(name string) string {
	switch {
	case strings.Contains(name, "/drawings/"):
		return "A drawing"
	case strings.Contains(name, "/charts/"):
		return "A chart"
	case strings.Contains(name, "comment"):
		return "A comment"
	case strings.HasPrefix(name, "docprops/"):
		return "The workbook's properties"
	}
	return "The workbook's settings"
}

// prepare reads the shared texts, the styles and which part is which sheet.
func (w *workbook) prepare() error {
	if err := w.readShared(); err != nil {
		return err
	}
	if err := w.readStyles(); err != nil {
		return err
	}
	targets, err := w.relations("xl/_rels/workbook.xml.rels", "xl")
	if err != nil {
		return err
	}
	book := w.part("xl/workbook.xml")
	if book == nil {
		return errUnreadable
	}
	err = walk(book, func(e xml.StartElement) error {
		if e.Name.Local != "sheet" {
			return nil
		}
		name := attribute(e, "name")
		w.sheets[targets[attribute(e, "id")].target] = name
		return w.look(part{place: "The name of a sheet", text: name})
	}, ignoreEnd, ignoreText)
	if err != nil {
		return err
	}
	for target, name := range w.sheets {
		related, err := w.relations(path.Dir(target)+"/_rels/"+path.Base(target)+".rels", path.Dir(target))
		if err != nil {
			return err
		}
		for _, r := range related {
			if strings.Contains(r.kind, "omment") && !strings.Contains(r.kind, "vml") {
				w.comments[r.target] = name
			}
		}
	}
	return nil
}

func ignoreEnd(xml.EndElement) error { return nil }
func ignoreText(string) error        { return nil }

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// relation leads from one part to another.
type relation struct{ kind, target string }

// relations reads which parts a part leads to, by identifier; a part without relations has none.
func (w *workbook) relations(name, folder string) (map[string]relation, error) {
	all := map[string]relation{}
	p := w.part(name)
	if p == nil {
		return all, nil
	}
	err := walk(p, func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" {
			target := attribute(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(folder, target)
			}
			all[attribute(e, "Id")] = relation{attribute(e, "Type"), strings.ToLower(strings.TrimPrefix(target, "/"))}
		}
		return nil
	}, ignoreEnd, ignoreText)
	return all, err
}

func (w *workbook) readShared() error {
	p := w.part("xl/sharedStrings.xml")
	if p == nil {
		return nil
	}
	var b strings.Builder
	inside, total := false, 0
	return walk(p, func(e xml.StartElement) error {
		if e.Name.Local == "si" {
			b.Reset()
		}
		inside = e.Name.Local == "t"
		return nil
	}, func(e xml.EndElement) error {
		inside = false
		if e.Name.Local == "si" {
			w.shared = append(w.shared, b.String())
			// An empty text costs memory too.
			total += 16
		}
		return nil
	}, func(text string) error {
		if inside {
			if total += len(text); total > mostShared {
				return errUnreadable
			}
			b.WriteString(text)
		}
		return nil
	})
}

// readStyles finds the styles that show a number as a date (ECMA-376 part 1, 18.8.30 numFmt).
func (w *workbook) readStyles() error {
	p := w.part("xl/styles.xml")
	if p == nil {
		return nil
	}
	custom := map[string]bool{}
	formats, style := false, 0
	return walk(p, func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			custom[attribute(e, "numFmtId")] = isDateFormat(attribute(e, "formatCode"))
		case "cellXfs":
			formats = true
		case "xf":
			if formats {
				id := attribute(e, "numFmtId")
				n, _ := strconv.Atoi(id)
				w.dates[style] = custom[id] || n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 50 && n <= 58
				style++
			}
		}
		return nil
	}, func(e xml.EndElement) error {
		if e.Name.Local == "cellXfs" {
			formats = false
		}
		return nil
	}, ignoreText)
}

func isDateFormat(code string) bool {
	code = strings.ToLower(code)
	return strings.Contains(code, "yy") || strings.Contains(code, "d") && strings.Contains(code, "m") && !strings.Contains(code, "red")
}

// sheetCell is the cell that is being read.
type sheetCell struct {
	reference, kind string
	style           int
	value, formula  strings.Builder
}

func (w *workbook) readSheet(p *zip.File, sheet string) error {
	t := table{look: w.look}
	var row []cell
	var c *sheetCell
	element := ""
	return walk(p, func(e xml.StartElement) error {
		element = e.Name.Local
		switch element {
		case "row":
			row = nil
		case "c":
			style, _ := strconv.Atoi(attribute(e, "s"))
			c = &sheetCell{reference: attribute(e, "r"), kind: attribute(e, "t"), style: style}
		}
		return nil
	}, func(e xml.EndElement) error {
		element = ""
		switch e.Name.Local {
		case "c":
			if c == nil {
				return nil
			}
			read := cell{sheet + "!" + c.reference, w.textOf(c)}
			formula := c.formula.String()
			c = nil
			// An empty cell has no place, so the columns before it are counted by the references.
			for len(row) < min(columnNumber(read.place), mostCells) {
				row = append(row, cell{})
			}
			if len(row) < mostCells {
				row = append(row, read)
			} else if err := w.look(part{place: read.place, text: read.text}); err != nil {
				return err
			}
			if formula != "" {
				return w.look(part{place: read.place + " (formula)", text: formula})
			}
		case "row":
			return t.row(row)
		}
		return nil
	}, func(text string) error {
		switch {
		case c == nil:
			if strings.TrimSpace(text) != "" {
				// The heading and the footer of the printed page, and the like.
				return w.look(part{place: sheet + ", heading or footer", text: text})
			}
		case element == "v" || element == "t":
			c.value.WriteString(text)
		case element == "f":
			c.formula.WriteString(text)
		}
		if c != nil && c.value.Len()+c.formula.Len() > longestText {
			return errUnreadable
		}
		return nil
	})
}

// columnNumber reads a cell's column from its place, "Sheet1!B7": 1 for B.
func columnNumber(place string) int {
	n := 0
	for _, r := range place[strings.LastIndexByte(place, '!')+1:] {
		if r < 'A' || r > 'Z' || n > 1<<20 {
			break
		}
		n = n*26 + int(r-'A') + 1
	}
	return max(n-1, 0)
}

// textOf gives what a cell holds as text: a number in full, a date as a date.
func (w *workbook) textOf(c *sheetCell) string {
	value := c.value.String()
	switch c.kind {
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && i >= 0 && i < len(w.shared) {
			return w.shared[i]
		}
		return ""
	case "", "n":
		n, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		switch {
		case err != nil || math.Abs(n) >= 1e15:
			return value
		case w.dates[c.style] && n >= 1 && n < 100_000:
			day, _ := time.Parse(time.DateOnly, firstSerial)
			return day.AddDate(0, 0, int(n)).Format("02/01/2006")
		case n == math.Trunc(n):
			return strconv.FormatInt(int64(n), 10)
		}
	}
	return value
}

func (w *workbook) readComments(p *zip.File, sheet string) error {
	place := sheet + ", a comment"
	var b strings.Builder
	flush := func() error {
		text := b.String()
		b.Reset()
		return w.look(part{place: place, text: text})
	}
	return walk(p, func(e xml.StartElement) error {
		if reference := attribute(e, "ref"); reference != "" {
			place = sheet + "!" + reference + " (comment)"
		}
		return nil
	}, func(e xml.EndElement) error {
		switch e.Name.Local {
		case "comment", "threadedComment", "author":
			return flush()
		}
		return nil
	}, func(text string) error {
		if b.Len()+len(text) > longestText {
			return errUnreadable
		}
		b.WriteString(text)
		return nil
	})
}
