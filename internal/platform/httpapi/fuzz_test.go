package httpapi

import (
	"encoding/json"
	"strings"
	"testing"
)

func FuzzReadJSON(f *testing.F) {
	for _, seed := range []string{`{"title":"a"}`, `{"a":1} {}`, `{"a":"\u0000"}`, `{"a":1e400}`, "[[[[", `"\ud800"`, "null", "", "\ufeff{}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		document, err := readJSON(body)
		if err != nil {
			return
		}
		if !json.Valid(body) {
			t.Fatalf("%q is not JSON", body)
		}
		if text, err := json.Marshal(document); err != nil || strings.Contains(string(text), `\u0000`) && !strings.Contains(string(text), `\\u0000`) && valueHasNUL(document) {
			t.Fatalf("%q has a NUL: %v", text, err)
		}
	})
}

func valueHasNUL(value any) bool {
	switch v := value.(type) {
	case string:
		return strings.ContainsRune(v, 0)
	case []any:
		for _, item := range v {
			if valueHasNUL(item) {
				return true
			}
		}
	case map[string]any:
		for name, item := range v {
			if strings.ContainsRune(name, 0) || valueHasNUL(item) {
				return true
			}
		}
	}
	return false
}

func FuzzIfMatch(f *testing.F) {
	for _, seed := range []string{`"1"`, `W/"1"`, "*", "", `"1", "2"`, "-1", "99999999999999999999", `""""`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, header string) {
		version, err := IfMatch(&header)
		if err != nil {
			return
		}
		if again, err := IfMatch(new(ETag(version))); err != nil || again != version {
			t.Fatalf("%d, then %d: %v", version, again, err)
		}
	})
}
