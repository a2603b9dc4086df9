package portfolio

import (
	"strings"
	"testing"
)

func FuzzIsWebAddress(f *testing.F) {
	for _, text := range []string{"https://example.org/a?b=c#d", "javascript:alert(1)", "http://[::1", "https://user:pass@host/", " https://a", "HTTPS://A", "https:a"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if low := strings.ToLower(text); isWebAddress(text) && !strings.HasPrefix(low, "http://") && !strings.HasPrefix(low, "https://") {
			t.Fatalf("%q becomes a link", text)
		}
	})
}
