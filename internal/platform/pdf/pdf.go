// Package pdf lays out the documents that Bandwise hands out on paper: letters, profiles, reports. A document is A4, in the
// Go fonts, with headings that become bookmarks, and a footer with its title and page numbers. The same calls make the same
// bytes, so that a document can be compared with one that was printed before.
package pdf

import (
	"bytes"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
)

// Lengths in millimetres and sizes in points.
const (
	family     = "Go"
	margin     = 20.0
	footer     = 15.0
	bodySize   = 10.5
	smallSize  = 9.0
	lineHeight = 5.0
	cellHeight = 4.4
	cellInset  = 1.2
)

// Properties are what a document says about itself.
type Properties struct {
	Title   string
	Subject string
	// Author is whose document it is, for example the organisation.
	Author string
	// Language is a language tag such as "en-GB", which is what an empty one stands for.
	Language string
	// Made is when the document's content was settled, not when it is printed.
	Made time.Time
	// Tagged has the document's structure marked, for [Document.Structure].
	Tagged bool
	// Numbering gives the number that a page bears, and the number of the last one; nil for a document that stands alone.
	Numbering func(page int) (number, last int)
}

// Document is a document that is being written, from top to bottom. A mistake shows in [Document.Bytes].
type Document struct {
	f     *fpdf.Fpdf
	marks *marks
}

// New begins a document.
func New(p Properties) *Document {
	if p.Language == "" {
		p.Language = "en-GB"
	}
	f := fpdf.New("P", "mm", "A4", "")
	f.SetTitle(p.Title, true)
	f.SetSubject(p.Subject, true)
	f.SetAuthor(p.Author, true)
	f.SetCreator("Bandwise", true)
	f.SetProducer("Bandwise", true)
	f.SetLang(p.Language)
	f.SetCreationDate(p.Made.UTC())
	f.SetModificationDate(p.Made.UTC())
	f.SetCatalogSort(true)
	f.AddUTF8FontFromBytes(family, "", goregular.TTF)
	f.AddUTF8FontFromBytes(family, "B", gobold.TTF)
	f.AddUTF8FontFromBytes(family, "I", goitalic.TTF)
	f.SetMargins(margin, margin, margin)
	f.SetAutoPageBreak(true, margin+5)
	f.AliasNbPages("{pages}")
	d := &Document{f: f}
	if p.Tagged {
		d.marks = &marks{}
	}
	f.SetHeaderFunc(d.resume)
	f.SetFooterFunc(func() { d.atFoot(func() { d.foot(p) }) })
	f.AddPage()
	d.body()
	return d
}

func (d *Document) foot(p Properties) {
	f := d.f
	number := fmt.Sprintf("Page %d of {pages}", f.PageNo())
	if p.Numbering != nil {
		n, last := p.Numbering(f.PageNo())
		number = fmt.Sprintf("Page %d of %d", n, last)
	}
	f.SetY(-footer)
	f.SetFont(family, "", 8)
	f.SetTextColor(76, 98, 114)
	f.CellFormat(130, 5, fitting(f, p.Title, 130), "", 0, "L", false, 0, "")
	f.CellFormat(0, 5, number, "", 0, "R", false, 0, "")
	f.SetTextColor(0, 0, 0)
}

// fitting cuts a text to what a width holds.
func fitting(f *fpdf.Fpdf, text string, width float64) string {
	runes := []rune(text)
	for len(runes) > 0 && f.GetStringWidth(string(runes)) > width-2 {
		runes = runes[:len(runes)-1]
	}
	return string(runes)
}

func (d *Document) body() { d.f.SetFont(family, "", bodySize) }

// width gives the width between the margins.
func (d *Document) width() float64 {
	w, _ := d.f.GetPageSize()
	return w - 2*margin
}

// room gives the height that is left on the page.
func (d *Document) room() float64 {
	_, h := d.f.GetPageSize()
	_, bottom := d.f.GetAutoPageBreak()
	return h - bottom - d.f.GetY()
}

// keep begins a new page when this much height is not left.
func (d *Document) keep(height float64) {
	if d.room() < height {
		d.f.AddPage()
	}
}

// Title writes the document's heading, with a line under it unless that is empty.
func (d *Document) Title(text, under string) {
	d.f.Bookmark(text, 0, -1)
	d.f.SetFont(family, "B", 18)
	d.mark("H1", func() { d.f.MultiCell(0, 8, text, "", "L", false) })
	if under != "" {
		d.f.SetFont(family, "", 12)
		d.f.SetTextColor(76, 98, 114)
		d.mark("P", func() { d.f.MultiCell(0, 6, under, "", "L", false) })
		d.f.SetTextColor(0, 0, 0)
	}
	d.f.Ln(3)
	d.body()
}

// Heading begins a section. It stays on the page of what follows.
func (d *Document) Heading(text string) {
	d.keep(24)
	d.f.Ln(3)
	d.f.Bookmark(text, 1, -1)
	d.f.SetFont(family, "B", 13)
	d.mark("H2", func() { d.f.MultiCell(0, 6.5, text, "", "L", false) })
	d.f.Ln(1)
	d.body()
}

// Subheading begins a part of a section.
func (d *Document) Subheading(text string) {
	d.keep(18)
	d.f.Ln(1.5)
	d.f.SetFont(family, "B", bodySize)
	d.mark("H3", func() { d.f.MultiCell(0, lineHeight, text, "", "L", false) })
	d.body()
}

// Paragraph writes a paragraph.
func (d *Document) Paragraph(text string) {
	d.mark("P", func() { d.f.MultiCell(0, lineHeight, text, "", "L", false) })
	d.f.Ln(2)
}

// Small writes a paragraph in small letters, for sources and conditions.
func (d *Document) Small(text string) {
	d.f.SetFont(family, "", smallSize)
	d.f.SetTextColor(66, 85, 99)
	d.mark("P", func() { d.f.MultiCell(0, cellHeight, text, "", "L", false) })
	d.f.SetTextColor(0, 0, 0)
	d.f.Ln(1.5)
	d.body()
}

// List writes the items with bullets.
func (d *Document) List(items []string) {
	d.within("L", func() {
		for _, item := range items {
			d.keep(lineHeight)
			d.within("LI", func() {
				d.f.SetX(margin + 1)
				d.mark("Lbl", func() { d.f.CellFormat(4, lineHeight, "•", "", 0, "L", false, 0, "") })
				d.f.SetLeftMargin(margin + 5)
				d.mark("LBody", func() { d.f.MultiCell(0, lineHeight, item, "", "L", false) })
				d.f.SetLeftMargin(margin)
				d.f.SetX(margin)
			})
		}
	})
	d.f.Ln(2)
}

// Fact is a label with what it stands for.
type Fact struct{ Label, Text string }

// Facts writes labels in bold on the left and their texts beside them. A fact without a text is left out.
func (d *Document) Facts(facts ...Fact) {
	const label = 48.0
	for _, fact := range facts {
		if fact.Text == "" {
			continue
		}
		d.f.SetFont(family, "B", bodySize)
		labels := d.lines(fact.Label, label-2)
		d.f.SetFont(family, "", bodySize)
		texts := d.lines(fact.Text, d.width()-label)
		d.mark("P", func() {
			for i := range max(len(labels), len(texts)) {
				d.keep(lineHeight)
				d.f.SetX(margin)
				d.f.SetFont(family, "B", bodySize)
				d.f.CellFormat(label, lineHeight, at(labels, i), "", 0, "L", false, 0, "")
				d.f.SetFont(family, "", bodySize)
				d.f.CellFormat(0, lineHeight, at(texts, i), "", 1, "L", false, 0, "")
			}
		})
		d.f.Ln(0.8)
	}
	d.f.Ln(1.5)
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// lines breaks a text to a width in the font that is set.
func (d *Document) lines(text string, width float64) []string {
	if text == "" {
		return []string{""}
	}
	return d.f.SplitText(text, width)
}

// Space leaves this many millimetres free.
func (d *Document) Space(millimetres float64) { d.f.Ln(millimetres) }

// Bytes ends the document and gives it.
func (d *Document) Bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := d.f.Output(&out); err != nil {
		return nil, fmt.Errorf("write the PDF document: %w", err)
	}
	return out.Bytes(), nil
}
