package patientdata

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// packed writes a PDF anew as programs of today do: its objects in packed streams, the list of them in one as well.
func packed(t *testing.T, content []byte) []byte {
	t.Helper()
	c := model.NewDefaultConfiguration()
	c.WriteObjectStream, c.WriteXRefStream = true, true
	var b bytes.Buffer
	require.NoError(t, api.Optimize(bytes.NewReader(content), &b, c))
	require.Contains(t, b.String(), "/ObjStm", "the objects are packed")
	return b.Bytes()
}

// withObjectStream makes a PDF by hand whose page, font and further objects stand in an unpacked object stream, numbered from
// 10, and whose page draws what contents names.
func withObjectStream(contents string, more ...string) []byte {
	var b bytes.Buffer
	offsets := map[int]int{}
	object := func(n int, text string) {
		offsets[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, text)
	}
	stream := func(n int, head, text string) {
		object(n, fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", head, len(text), text))
	}
	b.WriteString("%PDF-1.5\n")
	object(1, "<</Type/Catalog/Pages 2 0 R>>")
	object(2, "<</Type/Pages/Kids[10 0 R]/Count 1>>")
	stream(3, "", "BT /F1 12 Tf 72 700 Td (Case "+planted+") Tj ET")
	inside := append([]string{
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 11 0 R>>>>/Contents " + contents + ">>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	}, more...)
	var head, body strings.Builder
	for i, text := range inside {
		fmt.Fprintf(&head, "%d %d ", 10+i, body.Len())
		body.WriteString(text + " ")
	}
	stream(4, fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(inside), head.Len()), head.String()+body.String())
	start, rows := b.Len(), strings.Builder{}
	count := 10 + len(inside)
	offsets[5] = start
	for n := range count {
		switch at, there := offsets[n]; {
		case there:
			rows.Write([]byte{1, byte(at >> 8), byte(at), 0})
		case n >= 10:
			rows.Write([]byte{2, 0, 4, byte(n - 10)})
		default:
			rows.Write([]byte{0, 0, 0, 0})
		}
	}
	stream(5, fmt.Sprintf("/Type/XRef/Size %d/W[1 2 1]/Root 1 0 R", count), rows.String())
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}

func TestTextIsFoundHoweverAPDFIsPacked(t *testing.T) {
	for name, content := range map[string][]byte{
		"objects packed by a library":                 packed(t, pdfWith("Audit of coding", "Case "+planted)),
		"a page in an object stream":                  withObjectStream("3 0 R"),
		"contents that are a list in one":             withObjectStream("12 0 R", "[3 0 R]"),
		"contents that are an object in one, by name": withObjectStream("[3 0 R]"),
	} {
		t.Run(name, func(t *testing.T) {
			found, seen, err := places(t, PDF, content)
			require.NoError(t, err)
			assert.Len(t, found, 1, "found, or told as not checked: %v", seen)
			assert.False(t, seen.dark)
		})
	}
	for name, content := range map[string][]byte{
		// A stream cannot stand in an object stream, so what claims to is not read, and told.
		"a text stream that lies in an object stream": withObjectStream("12 0 R", "<</Length 50>>\nstream\nBT /F1 12 Tf 72 700 Td (Case "+planted+") Tj ET\nendstream"),
		"a text as a string in one":                   withObjectStream("12 0 R", "(Case "+planted+")"),
		"contents that are nowhere":                   withObjectStream("99 0 R"),
		"an object stream that is damaged":            bytes.Replace(withObjectStream("3 0 R"), []byte("/First "), []byte("/First 9"), 1),
		"objects of a stream that is none":            bytes.Replace(withObjectStream("3 0 R"), []byte("/Type/ObjStm"), []byte("/Type/ObjStn"), 1),
	} {
		t.Run(name, func(t *testing.T) {
			found, seen, err := places(t, PDF, content)
			assert.True(t, err != nil || seen.dark || len(found) > 0, "neither found, nor refused, nor told as not checked")
		})
	}
}
