package pack

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/pdf"
)

// line is a line of the contents.
type line struct {
	level  int
	text   string
	anchor pdf.Anchor
	page   int
}

// sheet is the body of the document, everything but the attachments' own pages, while it is laid out. It is laid out twice:
// the first time tells on which pages things come to stand, the second prints the contents with their numbers.
type sheet struct {
	*pdf.Document
	content     Content
	attachments []attachment
	titles      map[string]Evidence
	// numbers are the printed page numbers of the contents' lines; empty the first time.
	numbers []int
	lines   []line
	// anchors are the places of the evidence and the attachments.
	evidence map[string]pdf.Anchor
	files    map[string]pdf.Anchor
	dividers map[int]int
	pictures func(a attachment) (io.ReadCloser, error)
}

// writePDF makes the pack's PDF document.
func (w work) writePDF(ctx context.Context, to io.Writer) error {
	// One step for each file, and three for the document itself.
	done, total := 0, len(w.content.Files)+3
	step := func() error {
		done++
		if err := ctx.Err(); err != nil {
			return apperr.Unavailable(err)
		}
		return w.step(ctx, done, total)
	}
	if err := w.step(ctx, done, total); err != nil {
		return err
	}
	attachments, err := w.prepare(ctx, step)
	if err != nil {
		return err
	}
	if err := step(); err != nil {
		return err
	}
	for range len(attachments) + 1 {
		err = w.tryPDF(to, attachments, step)
		var refused unmergeableError
		if !errors.As(err, &refused) {
			return err
		}
		// It is read as a PDF and still cannot be taken apart: then it goes in as it is.
		a := &attachments[refused.index]
		a.treatment, a.pages = embedded, 0
		a.note = "The pages of this PDF could not be taken over. It is attached to this document as a file."
		done = total - 2
	}
	return err
}

func (w work) tryPDF(to io.Writer, attachments []attachment, step func() error) error {
	first := w.lay(attachments, nil, nil)
	if err := first.write(io.Discard); err != nil {
		return err
	}
	// Each page of the body moves back by the pages that came to stand before it.
	before := func(page int) (n int) {
		for i, a := range attachments {
			if a.treatment == merged && first.dividers[i] < page {
				n += a.pages
			}
		}
		return n
	}
	last := first.Page() + before(first.Page()+1)
	numbers := make([]int, len(first.lines))
	for i, l := range first.lines {
		numbers[i] = l.page + before(l.page)
	}
	second := w.lay(attachments, numbers, func(page int) (int, int) { return page + before(page), last })
	path := filepath.Join(w.folder, "body.pdf")
	body, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write the body of the PDF document: %w", err)
	}
	if err := errors.Join(second.write(body), body.Close()); err != nil {
		return err
	}
	if err := step(); err != nil {
		return err
	}
	if err := assemble(to, path, second.Structure(), attachments, second.dividers, w.frozenAt); err != nil {
		return err
	}
	return step()
}

// lay lays the body out.
func (w work) lay(attachments []attachment, numbers []int, numbering func(int) (int, int)) *sheet {
	c := w.content
	if numbering == nil {
		numbering = func(page int) (int, int) { return page, 0 }
	}
	s := &sheet{
		Document: pdf.New(pdf.Properties{
			Title: c.Title + ", " + c.Person, Subject: "Portfolio of " + c.Person + " as it was on " + c.FrozenOn.String(), Author: c.Person + ", " + c.Organisation,
			Made: w.frozenAt, Tagged: true, Numbering: numbering,
		}),
		content: c, attachments: attachments, titles: c.evidence(), numbers: numbers, evidence: map[string]pdf.Anchor{}, files: map[string]pdf.Anchor{},
		dividers: map[int]int{},
		pictures: func(a attachment) (io.ReadCloser, error) { return os.Open(a.path + ".jpg") },
	}
	s.SetXMP(w.xmp())
	for _, e := range c.Evidence {
		s.evidence[e.Key] = s.Anchor()
	}
	for _, f := range c.Files {
		s.files[f.SHA256] = s.Anchor()
	}
	return s
}

// write lays everything out and ends the document.
func (s *sheet) write(to io.Writer) error {
	s.cover()
	// The contents know only at the end what they are; what they take is known from the number of their lines.
	planned := s.plan()
	s.AddPage()
	s.contents(planned)
	s.progress()
	s.statements()
	s.criteria()
	s.allEvidence()
	s.listAttachments()
	if err := s.divide(); err != nil {
		return err
	}
	return s.Write(to)
}

// xmp says the same of the document as its properties do, for those who read XMP.
func (w work) xmp() []byte {
	text := func(s string) string {
		var b strings.Builder
		_ = xml.EscapeText(&b, []byte(s))
		return b.String()
	}
	c, made := w.content, w.frozenAt.UTC().Format("2006-01-02T15:04:05Z")
	return []byte(`<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + text(c.Title+", "+c.Person) + `</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>` + text(c.Person+", "+c.Organisation) + `</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<dc:identifier>urn:uuid:` + c.ID.String() + `</dc:identifier>
<xmp:CreateDate>` + made + `</xmp:CreateDate><xmp:CreatorTool>Bandwise</xmp:CreatorTool><pdf:Producer>Bandwise</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`)
}

// shown makes a text fit for the document's fonts and line breaks.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r < ' ' || r == '\r':
			return -1
		case r > 0xffff:
			// The fonts have none of the characters beyond the basic plane, such as pictographs.
			return '\ufffd'
		}
		return r
	}, strings.ReplaceAll(text, "\r\n", "\n"))
}
