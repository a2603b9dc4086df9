package scale

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestThePagesReadWhatIsMadeAndTakeTheSameQueriesForMoreStaff(t *testing.T) {
	installed, err := Install(t.Context(), testdb.Empty(t, database.Postgres), t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, installed.Close()) })
	few, err := installed.Found(t.Context(), "few", 50)
	require.NoError(t, err)
	many, err := installed.Found(t.Context(), "many", 200)
	require.NoError(t, err)

	overview, err := many.ask(t.Context(), Page{Path: "/workforce/overview"}, 0)
	require.NoError(t, err)
	assert.Contains(t, string(overview.begins), `"accredited":{"filter":"state=accredited","people":60`, "three in ten")

	imported, err := few.Import(t.Context())
	require.NoError(t, err)
	assert.Positive(t, imported.Commit)
	var printed strings.Builder
	printImports(&printed, []Imported{{Staff: 1000, Upload: 1e9, Check: 1e9, Commit: 2e9, Copy: 1e9, Queries: 80}})
	assert.Contains(t, printed.String(), "| 1,000 | 1,000 | 1,000 | 2,000 | 250 | 1,000 | 0.25 | missed | 80 | 0 | 0 |")

	for _, p := range Pages {
		counts := map[*Trust]int64{}
		for _, trust := range []*Trust{few, many} {
			_, err := trust.ask(t.Context(), p, 0)
			require.NoError(t, err, p.Name)
			counted, queries := database.CountQueries(t.Context())
			recorded, sent := database.RecordStatements(counted)
			a, err := trust.ask(recorded, p, 1)
			require.NoError(t, err, p.Name)
			counts[trust] = queries.Load()
			assert.Greater(t, a.bytes, 500, "%s shows something", p.Name)
			plans, err := trust.explain(t.Context(), sent())
			require.NoError(t, err, p.Name)
			rows := 0
			for _, plan := range plans {
				rows += plan.Rows
			}
			assert.Greater(t, rows, trust.Staff, "%s reads what was made", p.Name)
			assert.NotEmpty(t, plans[0].Lines, p.Name)
		}
		assert.Positive(t, counts[few], p.Name)
		assert.Equal(t, counts[few], counts[many], p.Name)
	}
}

func TestTheTablesSayWhatGrew(t *testing.T) {
	var out strings.Builder
	results := []Result{
		{Page: Pages[0], Staff: 1000, Queries: 18, Median: 100e6, Slow: 120e6, Processor: 90e6}, {Page: Pages[0], Staff: 10000, Queries: 18, Median: 1100e6, Processor: 900e6},
		{Page: Pages[1], Staff: 1000, Queries: 18, Median: 100e6, Processor: 90e6}, {Page: Pages[1], Staff: 10000, Queries: 19, Median: 1300e6, Processor: 990e6},
	}
	printResults(&out, results[:1])
	assert.Contains(t, out.String(), "| 1,000 | overview | 18 | 0 | 100 | 120 | 0 | 90 |")
	out.Reset()
	printResults(&out, []Result{{Page: Pages[0], Staff: 1000, Refused: 503, Median: 15e9}})
	assert.Contains(t, out.String(), "| 1,000 | overview | | | answered with 503 after 15,000 |")
	out.Reset()
	printGrowth(&out, results, []int{1000, 10000})
	assert.Contains(t, out.String(), "| overview | 11.0 (10.0) | held |")
	assert.Contains(t, out.String(), "| people, first page | 13.0 (11.0) | missed |")
	assert.EqualError(t, sameQueries(results), "people, first page takes 18 queries with 1,000 staff and 19 with 10,000")
	assert.Equal(t, "100,000", count(100000))
	assert.Equal(t, "1.5", milliseconds(1500e3))
}
