package reference_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
)

func TestARequestAsksForTheStampsOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		load(t, db, []parent{framework("a", "A")}, nil)
		one, another := reference.NewCache(db, titles(db), body), reference.NewCache(db, titles(db), body, "link")
		get := func(ctx context.Context) []map[string][]string {
			t.Helper()
			var got []map[string][]string
			for _, cache := range []*reference.Cache[string, map[string][]string]{one, another} {
				found, err := cache.Get(ctx, "a")
				require.NoError(t, err)
				got = append(got, found)
			}
			return got
		}
		first := []map[string][]string{{"A": {}}, {"A": {}}}
		require.Equal(t, first, get(t.Context()))

		counted, queries := database.CountQueries(t.Context())
		request := reference.Once(counted)
		assert.Equal(t, first, get(request))
		assert.Equal(t, int64(1), queries.Load())

		load(t, db, []parent{framework("a", "A, second edition")}, nil)
		assert.Equal(t, first, get(request), "a request sees one moment")
		assert.Equal(t, int64(1), queries.Load())

		second := []map[string][]string{{"A, second edition": {}}, {"A, second edition": {}}}
		assert.Equal(t, second, get(reference.Once(t.Context())), "the next one sees the change")
		assert.Equal(t, first, func() []map[string][]string {
			load(t, db, []parent{framework("a", "A")}, nil)
			var got []map[string][]string
			require.NoError(t, db.InTx(request, func(ctx context.Context) error {
				got = get(ctx)
				return nil
			}))
			return got
		}(), "a transaction asks for itself")
	})
}
