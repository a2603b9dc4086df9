package pdf

import "fmt"

// Element is a part of a tagged document's structure as PDF 1.7 (ISO 32000-1, 14.8) names it: H1, P, Table, TD and so on. It
// has parts of its own, or marked content on pages.
type Element struct {
	Role  string
	Parts []*Element
	// Marks are the marked contents that the element consists of: more than one when it runs over a page's end.
	Marks []Mark
	// Alt says in words what a picture shows.
	Alt string
}

// Mark is one marked content on a page.
type Mark struct {
	// Page counts from 1.
	Page int
	// ID counts the marked contents of a page from 0.
	ID int
}

// marks keeps the structure of a document that is being written.
type marks struct {
	top  []*Element
	path []*Element
	// open is the element whose content is being written; nil between elements.
	open *Element
	next map[int]int
}

// Structure gives the parts of a tagged document in reading order; nil for one that is not tagged.
func (d *Document) Structure() []*Element {
	if d.marks == nil {
		return nil
	}
	return d.marks.top
}

func (m *marks) add(e *Element) {
	if len(m.path) == 0 {
		m.top = append(m.top, e)
		return
	}
	parent := m.path[len(m.path)-1]
	parent.Parts = append(parent.Parts, e)
}

// within makes everything that write marks part of one element.
func (d *Document) within(role string, write func()) {
	if d.marks == nil {
		write()
		return
	}
	e := &Element{Role: role}
	d.marks.add(e)
	d.marks.path = append(d.marks.path, e)
	write()
	d.marks.path = d.marks.path[:len(d.marks.path)-1]
}

// mark makes what write writes the content of an element.
func (d *Document) mark(role string, write func()) { d.markAs(&Element{Role: role}, write) }

func (d *Document) markAs(e *Element, write func()) {
	if d.marks == nil {
		write()
		return
	}
	d.marks.add(e)
	d.marks.open = e
	d.resume()
	write()
	d.interrupt()
	d.marks.open = nil
}

// artifact marks what is no part of the content: lines, fills and the foot of a page. The element that is being written goes
// on after it.
func (d *Document) artifact(write func()) {
	if d.marks == nil {
		write()
		return
	}
	d.interrupt()
	d.f.RawWriteStr("/Artifact BMC")
	write()
	d.f.RawWriteStr("EMC")
	d.resume()
}

// atFoot writes the foot of a page; what was being written goes on on the next page.
func (d *Document) atFoot(write func()) {
	if d.marks == nil {
		write()
		return
	}
	d.interrupt()
	open := d.marks.open
	d.marks.open = nil
	d.artifact(write)
	d.marks.open = open
}

// interrupt ends the marked content at the end of a page, and resume goes on with it on the next one.
func (d *Document) interrupt() {
	if d.marks != nil && d.marks.open != nil {
		d.f.RawWriteStr("EMC")
	}
}

func (d *Document) resume() {
	if d.marks == nil || d.marks.open == nil {
		return
	}
	m, page := d.marks, d.f.PageNo()
	if m.next == nil {
		m.next = map[int]int{}
	}
	id := m.next[page]
	m.next[page]++
	m.open.Marks = append(m.open.Marks, Mark{page, id})
	d.f.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", m.open.Role, id))
}
