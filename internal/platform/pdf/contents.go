package pdf

import (
	"fmt"
	"io"

	"codeberg.org/go-pdf/fpdf"
)

// Anchor is a place in a document that a line of its contents leads to.
type Anchor struct{ link int }

// Anchor makes a place that is settled later, by [Document.Settle].
func (d *Document) Anchor() Anchor { return Anchor{d.f.AddLink()} }

// Settle puts an anchor where the next line will be, and gives the page.
func (d *Document) Settle(a Anchor) int {
	d.f.SetLink(a.link, d.f.GetY(), d.f.PageNo())
	return d.f.PageNo()
}

// Page gives the number of the page that is being written, from 1.
func (d *Document) Page() int { return d.f.PageNo() }

// NewPage begins a page, unless nothing is on this one yet.
func (d *Document) NewPage() {
	if d.f.GetY() > margin+1 {
		d.f.AddPage()
	}
}

// AddPage begins a page even when nothing is on this one.
func (d *Document) AddPage() { d.f.AddPage() }

// Keep begins a page when this many millimetres are not left on this one.
func (d *Document) Keep(height float64) { d.keep(height) }

// Contents writes one line of the contents: a text that leads to an anchor, and the number of its page on the right. Level 0
// is the outermost.
func (d *Document) Contents(level int, text, page string, to Anchor) {
	const number, inset = 15.0, 6.0
	style, height := "", lineHeight+0.6
	if level == 0 {
		style = "B"
		d.keep(3 * height)
		d.f.Ln(1.2)
	}
	d.f.SetFont(family, style, bodySize)
	left := margin + float64(level)*inset
	lines := d.lines(text, d.width()-number-float64(level)*inset)
	d.within("TOC", func() {
		d.mark("TOCI", func() {
			for i, line := range lines {
				d.keep(height)
				d.f.SetX(left)
				d.f.CellFormat(d.width()-number-float64(level)*inset, height, line, "", 0, "L", false, to.link, "")
				shown := ""
				if i == len(lines)-1 {
					shown = page
				}
				d.f.CellFormat(number, height, shown, "", 1, "R", false, to.link, "")
			}
		})
	})
	d.body()
}

// LargeTitle writes the heading of a cover.
func (d *Document) LargeTitle(above, text string) {
	d.f.Bookmark(text, 0, -1)
	d.f.SetFont(family, "", 13)
	d.f.SetTextColor(66, 85, 99)
	d.mark("P", func() { d.f.MultiCell(0, 7, above, "", "L", false) })
	d.f.SetTextColor(0, 0, 0)
	d.f.Ln(2)
	d.f.SetFont(family, "B", 26)
	d.mark("H1", func() { d.f.MultiCell(0, 11, text, "", "L", false) })
	d.f.Ln(6)
	d.body()
}

// Divider writes the heading of a page that stands before something else, with a bookmark below the last section's.
func (d *Document) Divider(above, text string) {
	d.f.Bookmark(text, 1, -1)
	d.f.SetFont(family, "", 12)
	d.f.SetTextColor(66, 85, 99)
	d.mark("P", func() { d.f.MultiCell(0, 6, above, "", "L", false) })
	d.f.SetTextColor(0, 0, 0)
	d.f.Ln(1)
	d.f.SetFont(family, "B", 16)
	d.mark("H2", func() { d.f.MultiCell(0, 7.5, text, "", "L", false) })
	d.f.Ln(2)
	d.body()
}

// Quote writes a paragraph with a line at its left, for what somebody wrote.
func (d *Document) Quote(text string) {
	const inset = 5.0
	lines := d.lines(text, d.width()-inset)
	d.mark("BlockQuote", func() {
		for _, line := range lines {
			d.keep(lineHeight)
			d.artifact(func() {
				y := d.f.GetY()
				d.f.SetDrawColor(174, 183, 189)
				d.f.SetLineWidth(0.6)
				d.f.Line(margin+1.5, y, margin+1.5, y+lineHeight)
				d.f.SetLineWidth(0.2)
			})
			d.f.SetX(margin + inset)
			d.f.CellFormat(0, lineHeight, line, "", 1, "L", false, 0, "")
		}
	})
	d.f.Ln(2)
}

// Picture puts a JPEG or PNG picture on the page, as large as fits into what is left of it, and says what it is in words for
// those who do not see it.
func (d *Document) Picture(name string, content io.Reader, kind, alt string) error {
	options := fpdf.ImageOptions{ImageType: kind}
	info := d.f.RegisterImageOptionsReader(name, options, content)
	if d.f.Error() != nil || info == nil {
		return fmt.Errorf("put a picture into the PDF document: %w", d.f.Error())
	}
	width, height := d.width(), d.width()*info.Height()/info.Width()
	if room := d.room() - 2; height > room {
		width, height = width*room/height, room
	}
	// A small picture is not blown up beyond 96 dots to the inch.
	if natural := info.Width() * 72 / 96; width > natural {
		width, height = natural, height*natural/width
	}
	e := &Element{Role: "Figure", Alt: alt}
	d.markAs(e, func() { d.f.ImageOptions(name, margin, d.f.GetY(), width, height, true, options, 0, "") })
	return nil
}

// SetXMP gives the document an XMP packet.
func (d *Document) SetXMP(packet []byte) { d.f.SetXmpMetadata(packet) }

// Write ends the document and writes it.
func (d *Document) Write(to io.Writer) error {
	if err := d.f.Output(to); err != nil {
		return fmt.Errorf("write the PDF document: %w", err)
	}
	return nil
}
