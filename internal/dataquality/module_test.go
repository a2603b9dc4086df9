package dataquality

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	"bandwise/seed"
)

// readReference reads the reference data once for all tests; none of them changes it.
var readReference = sync.OnceValues(seed.Load)

// loaded runs a test on both databases with the reference data in them.
func loaded(t *testing.T, run func(t *testing.T, m *Module, ref seed.Reference)) {
	ref, err := readReference()
	require.NoError(t, err)
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		clock := calendar.Fixed(time.Date(2027, 3, 14, 9, 0, 0, 0, time.UTC))
		m := New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock)})
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		require.Equal(t, len(ref.Findings), changed)
		run(t, m, ref)
	})
}

func list(t *testing.T, m *Module, p api.ListFindingsParams) api.ListFindings200JSONResponse {
	t.Helper()
	answer, err := m.Handlers.ListFindings(t.Context(), api.ListFindingsRequestObject{Params: p})
	require.NoError(t, err)
	return answer.(api.ListFindings200JSONResponse)
}

func TestEveryFindingIsListed(t *testing.T) {
	loaded(t, func(t *testing.T, m *Module, ref seed.Reference) {
		want := map[seed.Finding]bool{}
		for _, f := range ref.Findings {
			want[f] = true
		}
		cursor := ""
		line, document := 0, ""
		for pages := 0; pages < 100; pages++ {
			part := list(t, m, api.ListFindingsParams{Limit: new(50), Cursor: &cursor})
			assert.Equal(t, len(ref.Findings), part.Total)
			for _, f := range part.Items {
				if f.Document != document {
					document, line = f.Document, 0
				}
				assert.GreaterOrEqual(t, f.Line, line, "in the order of document and line")
				line = f.Line
				delete(want, seed.Finding{
					Document: f.Document, Line: f.Line, Kind: seed.Kind(f.Kind), Severity: seed.Severity(f.Severity),
					Detail: f.Detail, SourceText: f.SourceText, CorrectedText: f.CorrectedText,
				})
			}
			if cursor = part.Next; cursor == "" {
				break
			}
		}
		assert.Empty(t, want, "each finding is listed word for word")
	})
}

func TestFiltersOfTheFindings(t *testing.T) {
	loaded(t, func(t *testing.T, m *Module, ref seed.Reference) {
		count := func(is func(seed.Finding) bool) int {
			n := 0
			for _, f := range ref.Findings {
				if is(f) {
					n++
				}
			}
			return n
		}
		inSkills := list(t, m, api.ListFindingsParams{Document: new(seed.DocumentSkills)})
		assert.Equal(t, count(func(f seed.Finding) bool { return f.Document == seed.DocumentSkills }), inSkills.Total)
		misprints := list(t, m, api.ListFindingsParams{Kind: new(string(seed.KindScoreMisprinted))})
		assert.Equal(t, count(func(f seed.Finding) bool { return f.Kind == seed.KindScoreMisprinted }), misprints.Total)
		require.Positive(t, misprints.Total)
		major := list(t, m, api.ListFindingsParams{Severity: new(api.ListFindingsParamsSeverityMajor)})
		assert.Equal(t, count(func(f seed.Finding) bool { return f.Severity == seed.Major }), major.Total)
		assert.Positive(t, list(t, m, api.ListFindingsParams{Q: new("infomation")}).Total)
		assert.Zero(t, list(t, m, api.ListFindingsParams{Document: new("other.txt")}).Total)

		sorted := list(t, m, api.ListFindingsParams{Sort: new("severity"), Limit: new(200)})
		assert.True(t, slices.IsSortedFunc(sorted.Items, func(a, b api.Finding) int {
			first, _ := ParseSeverity(string(a.Severity))
			second, _ := ParseSeverity(string(b.Severity))
			return int(first - second)
		}), "the gravest first")

		total := 0
		for _, c := range inSkills.Counts {
			total += c.Count
		}
		assert.Equal(t, len(ref.Findings), total, "the counts are of all findings, whatever the filter")

		_, err := m.Handlers.ListFindings(t.Context(), api.ListFindingsRequestObject{Params: api.ListFindingsParams{Sort: new("detail")}})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
	})
}

func TestLoadingTheFindingsAgain(t *testing.T) {
	loaded(t, func(t *testing.T, m *Module, ref seed.Reference) {
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		assert.Zero(t, changed)
		fewer := ref
		fewer.Findings = ref.Findings[3:]
		changed, err = m.Service.LoadReference(t.Context(), fewer)
		require.NoError(t, err)
		assert.Equal(t, 3, changed)
		assert.Equal(t, len(ref.Findings)-3, list(t, m, api.ListFindingsParams{}).Total)
	})
}

func TestTheSourceDocuments(t *testing.T) {
	loaded(t, func(t *testing.T, m *Module, ref seed.Reference) {
		answer, err := m.Handlers.ListSourceDocuments(t.Context(), api.ListSourceDocumentsRequestObject{})
		require.NoError(t, err)
		all := answer.(api.ListSourceDocuments200JSONResponse)
		require.Equal(t, 5, all.Total)
		findings := 0
		for i, d := range all.Items {
			assert.Equal(t, seed.DocumentNames()[i], d.Name)
			assert.NotEmpty(t, d.Title)
			findings += d.Findings
		}
		assert.Equal(t, len(ref.Findings), findings)

		one, err := m.Handlers.GetSourceDocument(t.Context(), api.GetSourceDocumentRequestObject{Name: seed.DocumentSkills})
		require.NoError(t, err)
		lines := one.(api.GetSourceDocument200JSONResponse).Lines
		for _, s := range ref.Framework.Statements {
			assert.Contains(t, lines[s.SourceLine-1], s.SourceText, "a statement's line leads to its words")
		}
		_, err = m.Handlers.GetSourceDocument(t.Context(), api.GetSourceDocumentRequestObject{Name: "../seed.go"})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestFindingsOfOneDocument(t *testing.T) {
	loaded(t, func(t *testing.T, m *Module, _ seed.Reference) {
		found, err := m.Service.OfDocument(t.Context(), seed.DocumentProfiles)
		require.NoError(t, err)
		require.NotEmpty(t, found)
		for _, f := range found {
			assert.Equal(t, seed.DocumentProfiles, f.Document)
		}
		assert.True(t, slices.IsSortedFunc(found, func(a, b seed.Finding) int { return a.Line - b.Line }))
		found, err = m.Service.OfDocument(t.Context(), "other.txt")
		require.NoError(t, err)
		assert.Empty(t, found)
	})
}
