package patientdata

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
)

const (
	// bombSize is what the bombs unpack to, in bytes, and bombMemory what looking into one may cost.
	bombSize   = 12 << 20
	bombMemory = 64 << 20
)

// bombOf makes a document of which one part unpacks to much more than it has: the part is what stands before, a letter
// many times over, and what stands after.
func bombOf(t *testing.T, parts map[string]string, name, before, after string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	write := func(name string, texts ...string) {
		entry, err := w.Create(name)
		require.NoError(t, err)
		for _, text := range texts {
			_, err = entry.Write([]byte(text))
			require.NoError(t, err)
		}
	}
	for part, text := range parts {
		write(part, text)
	}
	chunk := strings.Repeat("a", 1<<20)
	texts := []string{before}
	for range bombSize / len(chunk) {
		texts = append(texts, chunk)
	}
	write(name, append(texts, after)...)
	require.NoError(t, w.Close())
	require.Less(t, b.Len(), 1<<20, "it is small when it is packed")
	return b.Bytes()
}

// cost gives how much memory was asked for in all while something was done, in bytes.
func cost(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

var bookParts = map[string]string{
	"xl/workbook.xml":            `<workbook><sheets><sheet name="One" id="r1"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
}

func TestBombsAreRefusedAndCostLittle(t *testing.T) {
	shared := map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData/></worksheet>`}
	for name, text := range bookParts {
		shared[name] = text
	}
	for name, c := range map[string]struct {
		format  Format
		content []byte
	}{
		"a text of Word":                 {Word, bombOf(t, nil, "word/document.xml", "<w:document><w:p><w:r><w:t>", "</w:t></w:r></w:p></w:document>")},
		"a text outside every paragraph": {Word, bombOf(t, nil, "word/document.xml", "<w:document>", "</w:document>")},
		"an element's name":              {Word, bombOf(t, nil, "word/document.xml", "<", "/>")},
		"a comment of XML":               {Word, bombOf(t, nil, "word/document.xml", "<w:document><!--", "--></w:document>")},
		"a cell of a workbook":           {Excel, bombOf(t, bookParts, "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row><c r="A1"><v>`, `</v></c></row></sheetData></worksheet>`)},
		"a text that cells share":        {Excel, bombOf(t, shared, "xl/sharedStrings.xml", "<sst><si><t>", "</t></si></sst>")},
	} {
		t.Run(name, func(t *testing.T) {
			var err error
			used := cost(func() { _, _, err = places(t, c.format, c.content) })
			assert.Equal(t, apperr.CodeUnsupportedType, apperr.CodeOf(err))
			assert.Less(t, used, uint64(bombMemory))
		})
	}
}

// pdfStream makes a PDF of one page whose content is packed.
func pdfStream(t *testing.T, unpacked int, more string) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	chunk := bytes.Repeat([]byte("0 0 m "), 1<<16)
	for n := 0; n < unpacked; n += len(chunk) {
		_, err := w.Write(chunk)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return onePage(fmt.Sprintf("<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream", packed.Len(), more, packed.String()), "<</Size 5/Root 1 0 R>>", "0 5")
}

func onePage(content, trailer, heading string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, object := range []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", content,
	} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n%s\n0000000000 65535 f \n", heading)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n%s\nstartxref\n%d\n%%%%EOF\n", trailer, start)
	return b.Bytes()
}

func TestPDFsThatClaimTooMuchAreDarkAndCostLittle(t *testing.T) {
	drawing := "<</Length 6>>\nstream\n0 0 m \nendstream"
	list := func(claims string) []byte {
		return []byte("%PDF-1.5\n1 0 obj\n<</Type/XRef" + claims + "/Root 2 0 R/Length 0>>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n")
	}
	for name, content := range map[string][]byte{
		"a stream that unpacks to much":        pdfStream(t, bombSize, ""),
		"a row that is very wide":              pdfStream(t, 1<<20, "/DecodeParms<</Predictor 12/Columns 99999999999>>"),
		"parameters that stand somewhere else": pdfStream(t, 1<<20, "/DecodeParms 9 0 R"),
		"a list of very many objects":          list("/Size 4000000000/W[1 2 1]"),
		"a list that begins far away":          list("/Size 5/Index[4000000000 5]/W[0 0 0]"),
		"a list without end":                   list("/Size 5/Index[0 9000000000]/W[0 0 0]"),
		"entries that are very wide":           list("/Size 5/W[1 99999999999 1]"),
		"a name that is hidden":                list("/S#69ze 4000000000/W[1 2 1]"),
		"a table that begins far away":         onePage(drawing, "<</Size 5/Root 1 0 R>>", "4000000000 5"),
	} {
		t.Run(name, func(t *testing.T) {
			var seen contents
			var err error
			used := cost(func() { _, seen, err = places(t, PDF, content) })
			require.NoError(t, err)
			assert.True(t, seen.dark, "it has to be declared")
			assert.Less(t, used, uint64(bombMemory))
		})
	}
	found, seen, err := places(t, PDF, onePage("<</Length 44>>\nstream\nBT /F1 12 Tf 72 700 Td (See "+planted+") Tj ET\nendstream", "<</Size 5/Root 1 0 R>>", "0 5"))
	require.NoError(t, err)
	assert.False(t, seen.dark, "an honest one is read")
	assert.Equal(t, []string{"Page 1 nhs_number"}, found)
}

func TestAHugeSheetIsReadToItsEnd(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("<worksheet><sheetData>")
	for row := range 2_000 {
		fmt.Fprintf(&rows, `<row><c r="A%d"><v>%d</v></c><c r="B%d"><v>17</v></c></row>`, row+1, row, row+1)
	}
	rows.WriteString(`<row><c r="A2001"><v>1</v></c><c r="XFD2001"><v>9991234500</v></c></row></sheetData></worksheet>`)
	parts := map[string]string{"xl/worksheets/sheet1.xml": rows.String()}
	for name, text := range bookParts {
		parts[name] = text
	}
	content := zipOf(t, parts)
	found, _, err := places(t, Excel, content)
	require.NoError(t, err)
	assert.Equal(t, []string{"One!XFD2001 nhs_number"}, found)

	past, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	_, _, err = lookInto(past, File{Name: "audit.xlsx", Format: Excel, Content: bytes.NewReader(content), Size: int64(len(content))}, nil)
	require.ErrorContains(t, err, "too long to be checked", "nothing is looked into beyond its time")
}
