package reference_test

import (
	"cmp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

func TestSearchFindsWordsInAnyOrder(t *testing.T) {
	folded := fold.Text("Clinical coding audit", "Raises the organisation’s issues – daily")
	for _, c := range []struct {
		name, query string
		found       bool
	}{
		{"nothing asked", "", true},
		{"white space asked", "  ", true},
		{"another case", "CODING", true},
		{"words in another order", "audit clinical", true},
		{"a part of a word", "organis", true},
		{"a straight apostrophe for a curly one", "organisation's", true},
		{"a hyphen for a dash", "issues - daily", true},
		{"one of two words is missing", "audit histology", false},
		{"wildcards are no wildcards", "aud%t", false},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.found, reference.Matches(folded, c.query)) })
	}
}

func TestPagesOfAList(t *testing.T) {
	items := []int{1, 2, 3, 4, 5}
	for _, c := range []struct {
		name          string
		offset, limit int
		page          []int
	}{
		{"the first page", 0, 2, []int{1, 2}},
		{"the last page, not full", 4, 2, []int{5}},
		{"beyond the end", 9, 2, []int{}},
		{"more than there are", 0, 100, items},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.page, reference.Cut(items, page.Request{Offset: c.offset, Limit: c.limit}))
		})
	}
}

func TestSortingLeavesTheListAlone(t *testing.T) {
	type item struct {
		name string
		n    int
	}
	items := []item{{"b", 1}, {"a", 2}, {"c", 1}}
	byN := func(a, b item) int { return cmp.Compare(a.n, b.n) }
	assert.Equal(t, []item{{"b", 1}, {"c", 1}, {"a", 2}}, reference.Sorted(items, page.Request{}, byN), "equals keep their order")
	assert.Equal(t, []item{{"a", 2}, {"b", 1}, {"c", 1}}, reference.Sorted(items, page.Request{Descending: true}, byN))
	assert.Equal(t, []item{{"b", 1}, {"a", 2}, {"c", 1}}, items)
	assert.Negative(t, reference.ByText("ampère", "Beta"))
	assert.Zero(t, reference.ByText("Beta", "Beta"))
}

func TestAListInAColumn(t *testing.T) {
	stored := reference.ListOf([]int{68, 71})
	assert.Equal(t, reference.List[int]("[68,71]"), stored)
	assert.Equal(t, []int{68, 71}, stored.Items())
	assert.Equal(t, reference.List[int]("[]"), reference.ListOf[int](nil), "no list and an empty one are the same")
	assert.NotNil(t, reference.List[int]("[]").Items())

	var read reference.List[int]
	require.NoError(t, read.Scan([]byte("[1]")))
	assert.Equal(t, []int{1}, read.Items())
	for _, broken := range []any{`["a"]`, "", "{}", 3, nil} {
		assert.Error(t, read.Scan(broken), "%v", broken)
	}
}
