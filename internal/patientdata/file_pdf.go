package patientdata

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ledongthuc/pdf"
)

// Bounds for what a PDF may hold. What lies beyond is not read, and has to be declared.
const (
	mostPages    = 2_000
	mostNodes    = 10_000
	deepestForm  = 6
	mostStreams  = 20_000
	mostContent  = 8 << 20
	mostPDFText  = 2 << 20
	mostFontData = 4 << 20
	// farKerning is the gap, in thousandths of the letter's size, that reads as a space.
	farKerning = 250
)

// errStopped stops the library's reading, which knows no context.
var errStopped = errors.New("the reading was stopped")

// stoppable gives a content until its context ends, or more was read of it than any honest reading needs.
type stoppable struct {
	io.ReaderAt
	ctx  context.Context
	left int64
}

func (s *stoppable) ReadAt(p []byte, off int64) (int, error) {
	if s.left -= int64(len(p)); s.left < 0 || s.ctx.Err() != nil {
		panic(errStopped)
	}
	return s.ReaderAt.ReadAt(p, off)
}

// readPDF looks through the pages' texts, the notes on them, what was filled into their forms, and the document's properties. A
// page without text, and whatever cannot be read, is dark.
func readPDF(ctx context.Context, content *io.SectionReader, look func(part) error) (contents, error) {
	r := &pdfReader{ctx: ctx, look: look}
	err := guarded(func() error { return r.read(content) })
	switch {
	case err == nil:
	case errors.Is(err, errProtected) || errors.Is(err, errEnough) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled):
		return r.contents, err
	default:
		r.dark = true
	}
	return r.contents, nil
}

// guarded turns the library's panics into errors.
func guarded(do func() error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = errUnreadable
		}
	}()
	return do()
}

type pdfReader struct {
	contents
	ctx     context.Context
	look    func(part) error
	nodes   int
	pages   int
	streams int
}

func (r *pdfReader) read(content *io.SectionReader) error {
	if claims, err := claimsTooMuch(content); err != nil || claims {
		if namesEncryption(content) {
			return errProtected
		}
		return errUnreadable
	}
	reader, err := pdf.NewReader(&stoppable{content, r.ctx, 64<<20 + 40*content.Size()}, content.Size())
	if err != nil {
		if errors.Is(err, pdf.ErrInvalidPassword) || namesEncryption(content) {
			return errProtected
		}
		return err
	}
	if reader.Trailer().Key("Encrypt").Kind() != pdf.Null {
		return errProtected
	}
	info := reader.Trailer().Key("Info")
	for _, key := range info.Keys() {
		if err := r.look(part{place: "The document's properties", text: info.Key(key).Text()}); err != nil {
			return err
		}
	}
	if names := reader.Trailer().Key("Root").Key("Names"); names.Key("EmbeddedFiles").Kind() != pdf.Null {
		r.dark = true
	}
	if err := r.walkPages(reader.Trailer().Key("Root").Key("Pages"), pdf.Value{}, 0); err != nil {
		return err
	}
	if r.pages == 0 {
		r.dark = true
	}
	return nil
}

// namesEncryption looks for the word with which a PDF says that it is encrypted, where the library could not open it.
func namesEncryption(content *io.SectionReader) bool {
	all, err := io.ReadAll(io.NewSectionReader(content, 0, content.Size()))
	return err == nil && bytes.Contains(all, []byte("/Encrypt"))
}

// walkPages goes down the tree of pages. A tree that is a circle ends at the bound.
func (r *pdfReader) walkPages(node, inherited pdf.Value, depth int) error {
	if r.nodes++; r.nodes > mostNodes || depth > 50 || r.pages > mostPages {
		r.dark = true
		return nil
	}
	resources := node.Key("Resources")
	if resources.Kind() == pdf.Null {
		resources = inherited
	}
	if kids := node.Key("Kids"); kids.Kind() == pdf.Array && node.Key("Type").Name() != "Page" {
		for i := range kids.Len() {
			if r.nodes > mostNodes {
				break
			}
			if err := r.walkPages(kids.Index(i), resources, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if node.Kind() != pdf.Dict {
		return nil
	}
	r.pages++
	return r.page(node, resources)
}

func (r *pdfReader) page(node, resources pdf.Value) error {
	place := fmt.Sprintf("Page %d", r.pages)
	written := &pageText{r: r}
	err := guarded(func() error {
		contents := node.Key("Contents")
		if contents.Kind() == pdf.Array {
			for i := range contents.Len() {
				if err := written.stream(contents.Index(i), resources, 0); err != nil {
					return err
				}
			}
			return nil
		}
		return written.stream(contents, resources, 0)
	})
	// A page that says of no contents is empty; one that draws without text is a scan or a drawing, and contents that are not
	// where the page says may be somewhere else.
	if err != nil || slices.Contains(node.Keys(), "Contents") && strings.TrimSpace(written.text.String()) == "" {
		r.dark = true
	}
	if err := r.lines(place, written.text.String()); err != nil {
		return err
	}
	return guarded2(func() error { return r.notes(node, place) }, &r.dark)
}

// guarded2 is guarded for a part that may be unreadable without the rest being so.
func guarded2(do func() error, dark *bool) error {
	err := guarded(do)
	if errors.Is(err, errUnreadable) {
		*dark = true
		return nil
	}
	return err
}

// lines looks through a page's text: a piece at a time, cut at a line's end.
func (r *pdfReader) lines(place, text string) error {
	for text != "" {
		piece := text
		if len(piece) > chunkSize {
			cut := strings.LastIndexByte(piece[:chunkSize], '\n')
			if cut <= 0 {
				cut = chunkSize
			}
			piece = piece[:cut]
		}
		text = text[len(piece):]
		if err := r.look(part{place: place, text: piece}); err != nil {
			return err
		}
	}
	return nil
}

// notes looks through the notes on a page and the fields of its form.
func (r *pdfReader) notes(node pdf.Value, place string) error {
	notes := node.Key("Annots")
	for i := range min(notes.Len(), mostPages) {
		for _, key := range []string{"Contents", "V", "T", "RC"} {
			if err := r.look(part{place: place + ", a note or field", text: notes.Index(i).Key(key).Text()}); err != nil {
				return err
			}
		}
	}
	return nil
}

// pageText collects what a page shows, in the order in which it is drawn.
type pageText struct {
	r    *pdfReader
	text strings.Builder
	enc  pdf.TextEncoding
}

// stream draws a content stream, and the forms that it draws.
func (t *pageText) stream(stream, resources pdf.Value, depth int) error {
	if t.r.streams++; stream.Kind() != pdf.Stream || t.r.streams > mostStreams || depth > deepestForm {
		return errUnlessMissing(stream)
	}
	if longerThan(stream, mostContent) {
		return errUnreadable
	}
	fonts := map[string]*pdf.Font{}
	var failed error
	pdf.Interpret(stream, func(stack *pdf.Stack, operator string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		if failed == nil {
			failed = t.operate(operator, args, resources, fonts, depth)
		}
	})
	return failed
}

func errUnlessMissing(stream pdf.Value) error {
	if stream.Kind() == pdf.Null {
		return nil
	}
	return errUnreadable
}

// longerThan reports whether a stream unpacks to more than so many bytes, without keeping them.
func longerThan(stream pdf.Value, most int64) bool {
	if wideRows(stream) {
		return true
	}
	reader := stream.Reader()
	defer func() { _ = reader.Close() }()
	n, err := io.Copy(io.Discard, io.LimitReader(reader, most+1))
	return n > most || err != nil && n == 0 && stream.Key("Length").Int64() > 0
}

func (t *pageText) operate(operator string, args []pdf.Value, resources pdf.Value, fonts map[string]*pdf.Font, depth int) error {
	switch operator {
	case "BT", "T*", "ET":
		t.write("\n")
	case "Td", "TD":
		if len(args) == 2 && args[1].Float64() == 0 {
			t.write(" ")
		} else {
			t.write("\n")
		}
	case "Tm":
		t.write(" ")
	case "Tf":
		if len(args) == 2 {
			return t.font(args[0].Name(), resources, fonts)
		}
	case "'", "\"":
		t.write("\n")
		fallthrough
	case "Tj":
		if len(args) > 0 {
			t.show(args[len(args)-1].RawString())
		}
	case "TJ":
		if len(args) == 0 {
			return nil
		}
		for i := range args[0].Len() {
			switch x := args[0].Index(i); x.Kind() {
			case pdf.String:
				t.show(x.RawString())
			case pdf.Integer, pdf.Real:
				if -x.Float64() > farKerning {
					t.write(" ")
				}
			}
		}
	case "BI":
		t.r.pictures = true
	case "Do":
		if len(args) == 1 {
			return t.draw(args[0].Name(), resources, depth)
		}
	}
	if t.text.Len() > mostPDFText {
		return errUnreadable
	}
	return nil
}

func (t *pageText) font(name string, resources pdf.Value, fonts map[string]*pdf.Font) error {
	f := fonts[name]
	if f == nil {
		f = &pdf.Font{V: resources.Key("Font").Key(name)}
		if unicode := f.V.Key("ToUnicode"); unicode.Kind() == pdf.Stream && longerThan(unicode, mostFontData) {
			return errUnreadable
		}
		fonts[name] = f
	}
	t.enc = f.Encoder()
	return nil
}

// draw draws a form; a picture is only noted.
func (t *pageText) draw(name string, resources pdf.Value, depth int) error {
	object := resources.Key("XObject").Key(name)
	switch object.Key("Subtype").Name() {
	case "Image":
		t.r.pictures = true
	case "Form":
		own := object.Key("Resources")
		if own.Kind() == pdf.Null {
			own = resources
		}
		return t.stream(object, own, depth+1)
	}
	return nil
}

func (t *pageText) show(raw string) {
	if t.enc == nil {
		t.write(raw)
		return
	}
	t.write(t.enc.Decode(raw))
}

func (t *pageText) write(text string) { t.text.WriteString(strings.ToValidUTF8(text, "\uFFFD")) }
