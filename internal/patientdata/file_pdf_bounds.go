package patientdata

import (
	"bytes"
	"io"
	"regexp"
	"strconv"

	"github.com/ledongthuc/pdf"
)

const (
	// mostObjects is how many objects a PDF may number. The library makes a table of as many as the file claims to have.
	mostObjects = 1_000_000
	// mostColumns is how wide a row of a packed table may be, in bytes.
	mostColumns = 1 << 16
	// mostSections is how many lists of objects a PDF may have: one for each time that it was added to.
	mostSections = 1_000
	// longestSection is how much of a list of objects is looked at, in bytes; an entry has twenty.
	longestSection = 20*mostObjects + 64<<10
)

var (
	pdfNumber = regexp.MustCompile(`[0-9]+`)
	pdfHex    = regexp.MustCompile(`<[0-9A-Fa-f\s]*>`)
	pdfPrev   = regexp.MustCompile(`/Prev\s*([0-9]+)`)
	// pdfClaims are the numbers by which the library makes room.
	pdfClaims = regexp.MustCompile(`/(?:Size|Index|W)\s*\[?([0-9\s]+)`)
	// pdfHeading is the heading of a part of a list: the number of its first object, and how many there are.
	pdfHeading = regexp.MustCompile(`(?:xref|[nf])\s+([0-9]+)\s+([0-9]+)\s+[0-9]{10}\s`)
	pdfColumns = regexp.MustCompile(`/Columns\s*([0-9]+)`)
	// pdfElsewhere is a stream whose parameters stand somewhere else, where they cannot be seen beforehand.
	pdfElsewhere = regexp.MustCompile(`/DecodeParms\s*\[?\s*[0-9]+\s+[0-9]+\s+R`)
	pdfStart     = regexp.MustCompile(`startxref\s+([0-9]+)`)
)

// claimsTooMuch reports whether a PDF claims a size for which the library would make room before it knows better: of its
// lists of objects, or of a row of a packed table.
func claimsTooMuch(content *io.SectionReader) (bool, error) {
	all, err := io.ReadAll(io.NewSectionReader(content, 0, content.Size()))
	if err != nil {
		return false, err
	}
	if pdfElsewhere.Match(all) || anyAbove(pdfColumns.FindAllSubmatch(all, -1), mostColumns) {
		return true, nil
	}
	starts := pdfStart.FindAllSubmatch(all, -1)
	if len(starts) == 0 {
		return false, nil
	}
	waiting := [][]byte{starts[len(starts)-1][1]}
	seen := map[int]bool{}
	for len(waiting) > 0 {
		at, err := strconv.Atoi(string(waiting[0]))
		waiting = waiting[1:]
		if err != nil || at >= len(all) || seen[at] {
			continue
		}
		if seen[at] = true; len(seen) > mostSections {
			return true, nil
		}
		section := sectionAt(all[at:])
		// A sign that hides a name, or a comment between two numbers, has no place here.
		if bytes.ContainsAny(section, "#%") || tooLarge(section, int64(len(all))) {
			return true, nil
		}
		for _, previous := range pdfPrev.FindAllSubmatch(section, -1) {
			waiting = append(waiting, previous[1])
		}
	}
	return false, nil
}

// sectionAt cuts a list of objects from what follows: a table with its trailer, or the head of a stream.
func sectionAt(rest []byte) []byte {
	rest = rest[:min(len(rest), longestSection)]
	for _, end := range []string{"startxref", "stream"} {
		if i := bytes.Index(rest, []byte(end)); i >= 0 {
			rest = rest[:i]
		}
	}
	return pdfHex.ReplaceAll(rest, nil)
}

// tooLarge reports whether a number of a section is beyond the file, or one by which room is made beyond its bound.
func tooLarge(section []byte, size int64) bool {
	for _, n := range pdfNumber.FindAll(section, -1) {
		if above(n, max(size, mostObjects)) {
			return true
		}
	}
	for _, claim := range pdfClaims.FindAllSubmatch(section, -1) {
		for _, n := range pdfNumber.FindAll(claim[1], -1) {
			if above(n, mostObjects) {
				return true
			}
		}
	}
	for _, heading := range pdfHeading.FindAllSubmatch(section, -1) {
		if above(heading[1], mostObjects) || above(heading[2], mostObjects) {
			return true
		}
	}
	return false
}

func anyAbove(matches [][][]byte, most int64) bool {
	for _, m := range matches {
		if above(m[1], most) {
			return true
		}
	}
	return false
}

func above(digits []byte, most int64) bool {
	n, err := strconv.ParseInt(string(digits), 10, 64)
	return err != nil || n > most
}

// wideRows reports whether a stream's packed rows are wider than they may be, wherever its parameters stand.
func wideRows(stream pdf.Value) bool {
	parameters := stream.Key("DecodeParms")
	if parameters.Key("Columns").Int64() > mostColumns {
		return true
	}
	for i := range parameters.Len() {
		if parameters.Index(i).Key("Columns").Int64() > mostColumns {
			return true
		}
	}
	return false
}
