package patientdata

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
)

// fileField is the form field that files come in.
const fileField = "file"

// readingTime bounds how long the program looks into one file.
const readingTime = 20 * time.Second

// Format is what kind of file is looked into.
type Format int

// The formats. A picture cannot be looked into.
const (
	PlainText Format = iota + 1
	CSV
	Word
	Excel
	PDF
	Picture
)

// FileState is how a file was checked.
type FileState int

const (
	// Checked means that all of the file was looked through.
	Checked FileState = iota + 1
	// TextChecked means that its text was looked through, and that there are pictures in it that were not.
	TextChecked
	// Declared means that the program could not look into it, and that whoever added it declared what is in it.
	Declared
)

func (s FileState) String() string {
	return map[FileState]string{Checked: "checked", TextChecked: "text_checked", Declared: "declared"}[s]
}

// File is a file that is to be stored.
type File struct {
	Name    string
	Format  Format
	Content io.ReaderAt
	// Size is in bytes.
	Size int64
	// Declared says that whoever adds the file has looked at it and declares that it holds no patient's data.
	Declared bool
}

// part is a piece of a file's text with where it stands.
type part struct {
	place string
	// before is what stands before the text and tells its meaning, such as its column's heading.
	before string
	text   string
}

// contents is what looking into a file showed about it, beside its texts.
type contents struct {
	// pictures says that there are pictures in it.
	pictures bool
	// dark says that some of it, or all, cannot be read.
	dark bool
}

var (
	// errProtected says that a file needs a password.
	errProtected = errors.New("the file is protected")
	// errUnreadable says that a document is damaged, or made to harm.
	errUnreadable = errors.New("the file cannot be read")
	// errEnough stops the reading: there is enough to refuse.
	errEnough = errors.New("enough was found")
)

// CheckFile refuses a file that looks as if it held a patient's data, CodePatientData with the places, unless by declared
// each passage before. One that needs a password, or is damaged, is CodeUnsupportedType. One that the program cannot look
// into is CodeDeclarationNeeded until by declares what is in it. It gives how the file was checked, and the declarations
// because of which it passed. Nothing of the file is kept.
func (s *Service) CheckFile(ctx context.Context, by access.Actor, f File) (FileState, []uuid.UUID, error) {
	patterns, err := s.patternsOf(ctx, by.OrganisationID)
	if err != nil {
		return 0, nil, err
	}
	seen, all, err := lookInto(ctx, f, patterns)
	if err != nil {
		return 0, nil, err
	}
	var passed []uuid.UUID
	if len(all) > 0 {
		used, err := s.judge(ctx, by.OrganisationID, by.PersonID, all)
		if err != nil {
			return 0, nil, err
		}
		for _, d := range used {
			passed = append(passed, d.ID)
		}
	}
	switch {
	case seen.dark && !f.Declared:
		return 0, nil, apperr.DeclarationNeeded(fileField, darkSentence(f))
	case seen.dark:
		return Declared, passed, nil
	case seen.pictures:
		return TextChecked, passed, nil
	}
	return Checked, passed, nil
}

func darkSentence(f File) string {
	what := "Bandwise cannot read all of this file"
	switch f.Format {
	case Picture:
		what = "Bandwise cannot read pictures"
	case PDF:
		what = "Bandwise cannot read all pages of this PDF: it may be a scan"
	case PlainText, CSV, Word, Excel:
	}
	return what + ". Look at it yourself, then say that it holds no patient data."
}

// lookInto finds what looks like a patient's data in a file and in its name.
func lookInto(ctx context.Context, f File, patterns []Pattern) (contents, []found, error) {
	ctx, cancel := context.WithTimeout(ctx, readingTime)
	defer cancel()
	var all []found
	look := func(p part) error {
		for _, finding := range findIn(p, patterns) {
			all = append(all, found{Text: Text{Field: fileField, Place: p.place}, Finding: finding})
		}
		if len(all) > mostFindings {
			return errEnough
		}
		return ctx.Err()
	}
	_ = look(part{place: "The file's name", text: f.Name})
	seen, err := read(ctx, f, look)
	switch {
	case errors.Is(err, errEnough):
		err = nil
	case errors.Is(err, errProtected):
		err = apperr.UnsupportedType(fileField, "This file is protected with a password, so that Bandwise cannot check it. Save it without the password and choose it again.")
	case errors.Is(err, errUnreadable):
		err = apperr.UnsupportedType(fileField, "Bandwise cannot read this document, so that it cannot check it. Save it again from Word or Excel, or as a PDF.")
	case errors.Is(err, context.DeadlineExceeded):
		err = apperr.UnsupportedType(fileField, "This file is too long to be checked. Split it, or choose a shorter one.")
	}
	return seen, all, err
}

// findIn looks through a part; what is only in the text before it does not count.
func findIn(p part, patterns []Pattern) []Finding {
	if !hasDigits([]Text{{Text: p.text}}) {
		return nil
	}
	if p.before == "" {
		return Find(p.text, patterns)
	}
	lead := p.before + ": "
	shift := 0
	for _, r := range lead {
		if shift++; r > 0xFFFF {
			shift++
		}
	}
	var kept []Finding
	for _, f := range Find(lead+p.text, patterns) {
		if f.Start >= shift {
			f.Start, f.End = f.Start-shift, f.End-shift
			kept = append(kept, f)
		}
	}
	return kept
}

func read(ctx context.Context, f File, look func(part) error) (contents, error) {
	content := io.NewSectionReader(f.Content, 0, f.Size)
	switch f.Format {
	case PlainText:
		return contents{}, readText(content, look)
	case CSV:
		return contents{}, readCSV(content, look)
	case Word:
		return readWord(content, look)
	case Excel:
		return readExcel(content, look)
	case PDF:
		return readPDF(ctx, content, look)
	case Picture:
		return contents{dark: true}, nil
	}
	return contents{}, fmt.Errorf("no such format: %d", f.Format)
}

// table looks through the rows of a table: each cell with its column's heading before it, and the row as a whole, because
// a name and a date of birth have a cell each.
type table struct {
	look     func(part) error
	headings []string
	begun    bool
}

// cell is one cell of a row.
type cell struct{ place, text string }

func (t *table) row(cells []cell) error {
	var texts []string
	heading := !t.begun
	for i, c := range cells {
		texts = append(texts, c.text)
		if strings.TrimSpace(c.text) == "" {
			continue
		}
		t.begun = true
		heading = heading && !strings.ContainsAny(c.text, "0123456789")
		before := ""
		if i < len(t.headings) {
			before = t.headings[i]
		}
		if err := t.look(part{place: c.place, before: before, text: c.text}); err != nil {
			return err
		}
	}
	if heading && t.begun {
		t.headings = texts
	}
	return t.across(cells)
}

// across looks at cells that lie side by side: a name before a date, and a number of which each group has a cell.
func (t *table) across(cells []cell) error {
	var filled []cell
	for _, c := range cells {
		if c.text = strings.TrimSpace(c.text); c.text != "" && len(c.text) < 200 {
			filled = append(filled, c)
		}
	}
	for i := range filled {
		if i > 0 && len(datesOf(foldText(filled[i].text).text)) > 0 && !strings.ContainsAny(filled[i-1].text, "0123456789") {
			name := filled[i-1].text
			if i > 1 && !strings.ContainsAny(filled[i-2].text, "0123456789 ") && !strings.Contains(name, " ") {
				// A surname and a forename that have a cell each.
				name = filled[i-2].text + ", " + name
			}
			if len(peopleOf(foldText(name).text)) > 0 {
				if err := t.look(part{place: filled[i].place, before: name, text: filled[i].text}); err != nil {
					return err
				}
			}
		}
		if i+2 < len(filled) && (i == 0 && len(filled) == 3 || t.isPatientColumn(cells, filled[i])) {
			joined := filled[i].text + " " + filled[i+1].text + " " + filled[i+2].text
			if len(digitsOf(joined)) == nhsDigits && len(joined) == nhsDigits+2 {
				if err := t.look(part{place: filled[i].place, text: joined}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (t *table) isPatientColumn(cells []cell, c cell) bool {
	for i := range cells {
		if cells[i].place == c.place && i < len(t.headings) {
			heading := strings.ToLower(t.headings[i])
			return strings.Contains(heading, "nhs") || strings.Contains(heading, "patient")
		}
	}
	return false
}
