package seed

import (
	"slices"
	"testing"
)

// FuzzInspect puts any line into any place of the source documents: what reads them finds what it finds, and stumbles over
// none.
func FuzzInspect(f *testing.F) {
	ref, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	documents, err := Documents()
	if err != nil {
		f.Fatal(err)
	}
	for i, d := range documents {
		f.Add(uint(i), uint(len(d.Lines)/2), d.Line(len(d.Lines)/3))
	}
	f.Add(uint(2), uint(10), "<b>( ) -\u2013 2(a")
	f.Fuzz(func(t *testing.T, which, line uint, text string) {
		changed := slices.Clone(documents)
		d := changed[which%uint(len(changed))]
		d.Lines = slices.Clone(d.Lines)
		d.Lines[line%uint(len(d.Lines))] = text
		changed[which%uint(len(changed))] = d
		Inspect(ref, changed)
	})
}
