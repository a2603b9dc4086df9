package training_test

import (
	"errors"
	"testing"

	"bandwise/internal/training"
	"bandwise/seed"
)

// FuzzParsePathway changes the pathways that come with the program. What is wrong with one is said; none makes the reader
// stumble.
func FuzzParsePathway(f *testing.F) {
	files, err := seed.Pathways()
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range files {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		// A longer one only takes longer.
		_, err := training.ParsePathway(text[:min(len(text), 64<<10)])
		if _, said := errors.AsType[*training.InvalidPathwayError](err); err != nil && !said {
			t.Fatal(err)
		}
	})
}

func FuzzParseAnchor(f *testing.F) {
	for _, text := range []string{"appointment", "award", "milestone:ccsc", "milestone:", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if a, err := training.ParseAnchor(text); err == nil && a.String() != text {
			t.Fatalf("%q reads as %q", text, a)
		}
	})
}
