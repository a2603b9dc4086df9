package file

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzSafeName(f *testing.F) {
	for _, name := range []string{"notes.txt", "../../etc/passwd", `C:\a\b.pdf`, "\u202efdp.exe", ".", "", "CON", "a\x00b.png", strings.Repeat("n", 300) + ".pdf", "a.b c. "} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		safe := SafeName(name)
		if safe == "" || utf8.RuneCountInString(safe) > maxName || !utf8.ValidString(safe) || strings.ContainsAny(safe, "/\\\x00\r\n\"<>:|?*") || safe == "." || safe == ".." {
			t.Fatalf("%q becomes %q", name, safe)
		}
	})
}
