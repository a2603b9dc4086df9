package patientdata

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

const (
	// deepest is how deep the elements of a part may lie in one another.
	deepest = 500
	// longestText is how long the text of one element, paragraph or cell may be, in bytes.
	longestText = 4 << 20
	// longestToken is how long a part's text may be without an element in it, in bytes.
	longestToken = 8 << 20
	// mostUnpacked bounds what a part unpacks to, in bytes; package file bounds the whole document by as much.
	mostUnpacked = 250_000_000
)

// archive is an Office document's parts by name.
type archive struct {
	parts []*zip.File
	contents
}

// openArchive lists the parts of a document, and says what is in it that cannot be looked into.
func openArchive(content *io.SectionReader) (*archive, error) {
	head := make([]byte, 8)
	if _, err := content.ReadAt(head, 0); err == nil && string(head) == "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" {
		// Office puts a document with a password into a container of its old kind.
		return nil, errProtected
	}
	reader, err := zip.NewReader(content, content.Size())
	if err != nil {
		return nil, errUnreadable
	}
	a := &archive{parts: reader.File}
	for _, p := range reader.File {
		name := strings.ToLower(p.Name)
		switch {
		case p.Flags&1 != 0:
			return nil, errProtected
		case strings.Contains(name, "/media/") || strings.Contains(name, "thumbnail"):
			a.pictures = true
		case strings.Contains(name, "/embeddings/") || strings.Contains(name, "/activex/") || strings.Contains(name, "afchunk"):
			a.dark = true
		}
	}
	return a, nil
}

func (a *archive) part(name string) *zip.File {
	for _, p := range a.parts {
		if strings.EqualFold(p.Name, name) {
			return p
		}
	}
	return nil
}

// walk reads a part's elements. A document type, with which entities are made, is refused, and so is what lies too deep.
func walk(p *zip.File, start func(xml.StartElement) error, end func(xml.EndElement) error, text func(string) error) error {
	reader, err := p.Open()
	if err != nil {
		return errUnreadable
	}
	defer func() { _ = reader.Close() }()
	unpacked := &tokens{reader: reader, all: mostUnpacked, left: longestToken}
	decoder := xml.NewDecoder(unpacked)
	depth := 0
	for {
		token, err := decoder.RawToken()
		unpacked.left = longestToken
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return errUnreadable
		}
		switch t := token.(type) {
		case xml.Directive:
			err = errUnreadable
		case xml.StartElement:
			if depth++; depth > deepest {
				return errUnreadable
			}
			err = start(t)
		case xml.EndElement:
			depth--
			err = end(t)
		case xml.CharData:
			err = text(string(t))
		}
		if err != nil {
			return err
		}
	}
}

// tokens gives an unpacked part until it, or one token of it, is longer than any honest one: a token is held in memory.
type tokens struct {
	reader    io.Reader
	all, left int64
}

func (t *tokens) Read(p []byte) (int, error) {
	n, err := t.reader.Read(p)
	t.all -= int64(n)
	if t.left -= int64(n); t.left < 0 || t.all < 0 {
		return 0, errUnreadable
	}
	return n, err
}

// readWord looks through every part of a Word document that has text.
func readWord(content *io.SectionReader, look func(part) error) (contents, error) {
	a, err := openArchive(content)
	if err != nil {
		return contents{}, err
	}
	for _, p := range a.parts {
		name := strings.ToLower(p.Name)
		if !strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, "/styles.xml") || strings.Contains(name, "/theme/") || name == "[content_types].xml" {
			continue
		}
		if err := readWordPart(p, wordPlace(name), look); err != nil {
			return a.contents, err
		}
	}
	return a.contents, nil
}

// wordPlace names a part as a person finds it; empty for the body.
func wordPlace(name string) string {
	base := path.Base(name)
	for prefix, place := range map[string]string{
		"header": "A header", "footer": "A footer", "comments": "A comment", "footnotes": "A footnote", "endnotes": "An endnote",
		"chart": "A chart", "core": "The document's properties", "app": "The document's properties", "custom": "The document's properties", "item": "The document's properties",
	} {
		if strings.HasPrefix(base, prefix) {
			return place
		}
	}
	if base == "document.xml" {
		return ""
	}
	return "The document's settings"
}

// wordReader reads paragraphs and tables; both may lie in one another.
type wordReader struct {
	look  func(part) error
	place string
	// paragraphs are those that are open, the innermost last.
	paragraphs []*strings.Builder
	count      int
	before     string
	tables     []*wordTable
	tableCount int
}

type wordTable struct {
	table
	number, row int
	cells       []cell
}

func readWordPart(p *zip.File, place string, look func(part) error) error {
	r := &wordReader{look: look, place: place}
	return walk(p, func(e xml.StartElement) error { return r.start(e.Name.Local) }, func(e xml.EndElement) error { return r.end(e.Name.Local) }, r.text)
}

func (r *wordReader) start(name string) error {
	switch name {
	case "p":
		r.paragraphs = append(r.paragraphs, &strings.Builder{})
	case "tbl":
		r.tableCount++
		r.tables = append(r.tables, &wordTable{table: table{look: r.look}, number: r.tableCount})
	case "tr":
		if t := r.table(); t != nil {
			t.row++
			t.cells = nil
		}
	case "tc":
		if t := r.table(); t != nil {
			place := fmt.Sprintf("Table %d, row %d, column %d", t.number, t.row, len(t.cells)+1)
			if r.place != "" {
				place = r.place + ", " + strings.ToLower(place)
			}
			t.cells = append(t.cells, cell{place: place})
		}
	case "tab":
		return r.text("\t")
	case "br", "cr":
		return r.text("\n")
	case "noBreakHyphen":
		return r.text("-")
	}
	return nil
}

func (r *wordReader) table() *wordTable {
	if len(r.tables) == 0 {
		return nil
	}
	return r.tables[len(r.tables)-1]
}

func (r *wordReader) text(text string) error {
	if n := len(r.paragraphs); n > 0 {
		b := r.paragraphs[n-1]
		if b.Len()+len(text) > longestText {
			return errUnreadable
		}
		b.WriteString(text)
		return nil
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return r.look(part{place: r.placeOf(), text: text})
}

func (r *wordReader) placeOf() string {
	if r.place != "" {
		return r.place
	}
	return fmt.Sprintf("Paragraph %d", r.count)
}

func (r *wordReader) end(name string) error {
	switch name {
	case "p":
		n := len(r.paragraphs)
		if n == 0 {
			return nil
		}
		text := r.paragraphs[n-1].String()
		r.paragraphs = r.paragraphs[:n-1]
		if t := r.table(); t != nil && len(t.cells) > 0 {
			c := &t.cells[len(t.cells)-1]
			if len(c.text)+len(text) > longestText {
				return errUnreadable
			}
			c.text = strings.TrimPrefix(c.text+"\n"+text, "\n")
			return nil
		}
		r.count++
		before := r.before
		r.before = tailOf(text)
		return r.look(part{place: r.placeOf(), before: before, text: text})
	case "tr":
		if t := r.table(); t != nil {
			cells := t.cells
			t.cells = nil
			return t.table.row(cells)
		}
	case "tbl":
		if n := len(r.tables); n > 0 {
			inner := r.tables[n-1]
			r.tables = r.tables[:n-1]
			if len(inner.cells) > 0 {
				return inner.table.row(inner.cells)
			}
		}
	}
	return nil
}
