package demo

import (
	"bytes"
	"fmt"
	"strings"
)

// contentOf makes a file's content by its name: a PDF with one page, or the lines as they are.
func contentOf(name string, lines []string) []byte {
	if strings.HasSuffix(name, ".pdf") {
		return pdf(lines)
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

// pdf sets lines on one A4 page, the first as a heading. Characters outside of ASCII become question marks.
func pdf(lines []string) []byte {
	var text bytes.Buffer
	text.WriteString("BT\n")
	for i, line := range lines {
		size, down := 12, 24
		if i == 0 {
			size, down = 18, 0
		}
		fmt.Fprintf(&text, "/F1 %d Tf 0 %d Td (%s) Tj\n", size, -down, escaped(line))
		if i == 0 {
			text.WriteString("0 -12 Td\n")
		}
	}
	text.WriteString("ET\n")
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n1 0 0 1 72 760 cm\n%sendstream", text.Len()+len("1 0 0 1 72 760 cm\n"), text.String()),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return out.Bytes()
}

// escaped writes text as it stands between the brackets of a PDF string.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r < ' ' || r > '~':
			b.WriteByte('?')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
