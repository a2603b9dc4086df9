package reference

import (
	"cmp"
	"slices"
	"strings"

	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

// Each translates a list, item by item. An empty list stays a list, so that JSON shows [] and not null.
func Each[From, To any](items []From, translate func(From) To) []To {
	all := make([]To, len(items))
	for i, item := range items {
		all[i] = translate(item)
	}
	return all
}

// Cut gives the part of a list that one page asks for.
func Cut[T any](items []T, r page.Request) []T {
	from := min(r.Offset, len(items))
	return items[from:min(from+r.Limit, len(items))]
}

// Sorted gives the items in the order of by, turned round when the request says descending; items that by does not tell
// apart keep their order. The list that was given stays as it is.
func Sorted[T any](items []T, r page.Request, by func(a, b T) int) []T {
	sorted := slices.Clone(items)
	slices.SortStableFunc(sorted, func(a, b T) int {
		if r.Descending {
			a, b = b, a
		}
		return by(a, b)
	})
	return sorted
}

// ByText compares two texts as a reader sorts them, whatever their case.
func ByText(a, b string) int {
	return cmp.Or(strings.Compare(fold.Text(a), fold.Text(b)), strings.Compare(a, b))
}

// Matches reports whether a folded text has every word of the query, in any order. A query without words matches.
func Matches(folded, query string) bool {
	for word := range strings.FieldsSeq(fold.Text(query)) {
		if !strings.Contains(folded, word) {
			return false
		}
	}
	return true
}
