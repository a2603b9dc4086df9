package page_test

import (
	"strings"
	"testing"

	"bandwise/internal/platform/page"
)

func FuzzParse(f *testing.F) {
	f.Add("freeze", "-name", "NTA", 50)
	f.Add("", "", "OTIyMzM3MjAzNjg1NDc3NTgwNw", 200)
	f.Add("'; --", "name; DROP", "LTU", -1)
	f.Fuzz(func(t *testing.T, q, sort, cursor string, limit int) {
		r, err := page.Parse(&q, &sort, &cursor, &limit, "name", "email")
		if err != nil {
			return
		}
		if r.Limit < 1 || r.Limit > page.MaxLimit || r.Offset < 0 || (r.Sort != "name" && r.Sort != "email") {
			t.Fatalf("%+v", r)
		}
		if order := r.Order(map[string]string{"name": "people.name", "email": "people.email"}, "people.id"); !strings.HasPrefix(order, "people.") || strings.ContainsAny(order, ";'\"-") {
			t.Fatal(order)
		}
		next := r.Next(1 << 62)
		following, err := page.Parse(nil, nil, &next, &limit, "name")
		if err != nil || (next != "" && following.Offset != r.Offset+r.Limit) {
			t.Fatalf("after %d and %d comes %d: %v", r.Offset, r.Limit, following.Offset, err)
		}
	})
}
