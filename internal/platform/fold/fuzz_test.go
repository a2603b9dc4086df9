package fold_test

import (
	"strings"
	"testing"

	"bandwise/internal/platform/fold"
)

func FuzzText(f *testing.F) {
	for _, text := range []string{"Zoë O'Brien", "ẞ", "ﬁ", "100%_\\", "e\u0301", "\u202eabc", "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := fold.Text(text)
		if again := fold.Text(folded); again != folded {
			t.Fatalf("%q folds to %q, then to %q", text, folded, again)
		}
		if like := fold.Like(text); !strings.HasPrefix(like, "%") || !strings.HasSuffix(like, "%") {
			t.Fatal(like)
		}
	})
}
