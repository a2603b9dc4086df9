package file

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestSafeName(t *testing.T) {
	for _, c := range []struct{ what, given, want string }{
		{"an ordinary name stays", "Standards course certificate.pdf", "Standards course certificate.pdf"},
		{"letters of other languages stay", "Prüfung – résumé 認証.pdf", "Prüfung – résumé 認証.pdf"},
		{"a path up the tree", "../../etc/passwd.txt", "passwd.txt"},
		{"a Windows path", `C:\Users\ada\audit.xlsx`, "audit.xlsx"},
		{"a NUL before the real extension", "audit.pdf\x00.exe", "audit.pdf.exe"},
		{"line breaks that would forge a header", "a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie- x=1.pdf"},
		{"a reversed extension", "annual\u202efdp.exe", "annualfdp.exe"},
		{"a zero-width joiner", "au\u200ddit.pdf", "audit.pdf"},
		{"characters that Windows refuses", `what<is>this:"|?*.pdf`, "what-is-this-----.pdf"},
		{"a hidden file", ".htaccess.txt", "htaccess.txt"},
		{"trailing dots and spaces", "audit.pdf. . .", "audit.pdf"},
		{"spaces of other kinds", "a\u00a0b\u2003c.pdf", "a b c.pdf"},
		{"bytes that are no UTF-8", "a\xff\xfeb.pdf", "ab.pdf"},
		{"only an extension", ".pdf", "pdf"},
		{"nothing", "", "file"},
		{"only dots", "...", "file"},
		{"only a slash", "/", "file"},
		{"300 characters", strings.Repeat("é", 300) + ".pdf", strings.Repeat("é", 116) + ".pdf"},
		{"300 characters of extension", "a." + strings.Repeat("b", 300), "a." + strings.Repeat("b", 118)},
		{"300 slashes and a name", strings.Repeat("/", 300) + "a.pdf", "a.pdf"},
	} {
		t.Run(c.what, func(t *testing.T) {
			got := SafeName(c.given)
			assert.Equal(t, c.want, got)
			assert.LessOrEqual(t, utf8.RuneCountInString(got), maxName)
			assert.Equal(t, got, SafeName(got), "a safe name stays as it is")
		})
	}
}
