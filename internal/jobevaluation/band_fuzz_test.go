package jobevaluation

import "testing"

func FuzzParseBand(f *testing.F) {
	for _, text := range []string{"1", "8a", "9", "8", "", "8A"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if band, err := ParseBand(text); err == nil && band.String() != text {
			t.Fatalf("%q reads as %s", text, band)
		}
	})
}
