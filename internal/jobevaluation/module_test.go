package jobevaluation

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	"bandwise/seed"
)

type findings func(ctx context.Context, document string) ([]seed.Finding, error)

func (f findings) OfDocument(ctx context.Context, document string) ([]seed.Finding, error) {
	return f(ctx, document)
}

// loaded runs a test on both databases with the reference data in them.
func loaded(t *testing.T, run func(t *testing.T, db *database.DB, m *Module, ref seed.Reference)) {
	ref, err := readReference()
	require.NoError(t, err)
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		m := newModule(db, ref)
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		require.Positive(t, changed)
		run(t, db, m, ref)
	})
}

func newModule(db *database.DB, ref seed.Reference) *Module {
	clock := calendar.Fixed(time.Date(2027, 3, 14, 9, 0, 0, 0, time.UTC))
	return New(Dependencies{
		DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock,
		Findings: findings(func(_ context.Context, document string) ([]seed.Finding, error) {
			var found []seed.Finding
			for _, f := range ref.Findings {
				if f.Document == document {
					found = append(found, f)
				}
			}
			return found, nil
		}),
	})
}

func all() page.Request { return page.Request{Sort: "line", Limit: 200} }

func TestTotalsFromTheDatabaseAreTheReferenceDatas(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		profiles, total, err := m.Service.Profiles(t.Context(), 0, all())
		require.NoError(t, err)
		require.Equal(t, 17, total)
		require.Len(t, ref.Profiles, 17)
		for i, p := range profiles {
			source := ref.Profiles[i]
			require.Equal(t, seed.ID(seed.KindProfile, source.Slug), p.ID, "the document's order")
			low, high, err := ref.Scheme.Computed(source)
			require.NoError(t, err)
			assert.Equal(t, low, int(p.ComputedMin), source.Slug)
			assert.Equal(t, high, int(p.ComputedMax), source.Slug)
			assert.Equal(t, source.StatedMin, int(p.StatedMin), source.Slug)
			assert.Equal(t, source.StatedMax, int(p.StatedMax), source.Slug)
		}
	})
}

func TestProfilesKeepEveryWordOfTheSource(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		for _, source := range ref.Profiles {
			p, err := m.Service.Profile(t.Context(), seed.ID(seed.KindProfile, source.Slug))
			require.NoError(t, err)
			assert.Equal(t, source.Title, p.Title)
			assert.Equal(t, source.ContentsTitle, p.ContentsTitle)
			assert.Equal(t, source.SuiteAndLabel, p.SuiteAndLabel)
			assert.Equal(t, source.Band, p.BandText)
			assert.Equal(t, source.JobStatements, p.JobStatements)
			assert.Equal(t, source.TotalText, p.TotalText)
			require.Len(t, p.Factors, len(source.Factors))
			for i, f := range source.Factors {
				got := p.Factors[i]
				assert.Equal(t, f.LevelText, got.LevelText)
				assert.Equal(t, []int{f.LevelMin, f.LevelMax}, []int{int(got.LevelMin), int(got.LevelMax)})
				assert.Equal(t, f.LevelOptions, got.LevelOptions)
				assert.Equal(t, f.ScoreText, got.ScoreText)
				assert.Equal(t, []string{f.Text, f.Descriptor, f.Example}, []string{got.Text, got.Descriptor, got.Example})
				assert.Equal(t, f.Lines, got.Lines)
				assert.Len(t, got.Corrections, len(f.Corrections))
			}
		}
	})
}

func TestLoadingTheProfilesAgain(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, ref seed.Reference) {
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		assert.Zero(t, changed)
		assert.Equal(t, int64(1), auditRows(t, db), "one load changed something, so there is one row in the trail")

		other := newModule(db, ref)
		first, err := other.Service.Profile(t.Context(), seed.ID(seed.KindProfile, ref.Profiles[0].Slug))
		require.NoError(t, err)
		require.Equal(t, ref.Profiles[0].Factors[0].Text, first.Factors[0].Text)

		edited := ref
		edited.Profiles = append([]seed.Profile{}, ref.Profiles...)
		edited.Profiles[0].Factors = append([]seed.Factor{}, ref.Profiles[0].Factors...)
		edited.Profiles[0].Factors[0].Text = "A new edition's text."
		changed, err = m.Service.LoadReference(t.Context(), edited)
		require.NoError(t, err)
		assert.Equal(t, 1, changed, "only the row that is different is written")
		first, err = other.Service.Profile(t.Context(), first.ID)
		require.NoError(t, err)
		assert.Equal(t, "A new edition's text.", first.Factors[0].Text, "another node notices")
	})
}

func auditRows(t *testing.T, db *database.DB) int64 {
	t.Helper()
	var n int64
	require.NoError(t, db.Conn(t.Context()).Table("audit_entries").Where("action = ?", "job_evaluation.reference_loaded").Count(&n).Error)
	return n
}

func TestListOfProfiles(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, _ seed.Reference) {
		titles := func(band string, q string, sort string, limit int) ([]string, int) {
			t.Helper()
			asked := api.ListJobProfilesParams{Q: &q, Sort: &sort, Limit: &limit, Band: &band}
			answer, err := m.Handlers.ListJobProfiles(t.Context(), api.ListJobProfilesRequestObject{Params: asked})
			require.NoError(t, err)
			list := answer.(api.ListJobProfiles200JSONResponse)
			var found []string
			for _, p := range list.Items {
				found = append(found, p.Title)
			}
			return found, list.Total
		}
		found, total := titles("", "", "-total", 1)
		assert.Equal(t, []string{"Health Records Services Manager"}, found)
		assert.Equal(t, 17, total)
		found, _ = titles("8b", "", "", 50)
		assert.Contains(t, found, "Health Records Services Manager", "a profile of bands 8a to 8c covers 8b")
		found, _ = titles("4", "coding", "", 50)
		assert.Equal(t, []string{"Clinical Coding Officer Higher Level"}, found)
		found, total = titles("", "no such words anywhere", "", 50)
		assert.Empty(t, found)
		assert.Zero(t, total)

		for _, wrong := range []api.ListJobProfilesParams{{Sort: new("points")}, {Band: new("10")}} {
			_, err := m.Handlers.ListJobProfiles(t.Context(), api.ListJobProfilesRequestObject{Params: wrong})
			assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		}
	})
}

func TestAProfilesPage(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		get := func(id uuid.UUID) (api.GetJobProfile200JSONResponse, error) {
			answer, err := m.Handlers.GetJobProfile(t.Context(), api.GetJobProfileRequestObject{Id: id})
			if err != nil {
				return api.GetJobProfile200JSONResponse{}, err
			}
			return answer.(api.GetJobProfile200JSONResponse), nil
		}
		_, err := get(uuid.New())
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))

		misprints := 0
		for _, source := range ref.Profiles {
			p, err := get(seed.ID(seed.KindProfile, source.Slug))
			require.NoError(t, err)
			assert.Len(t, p.Factors, 16)
			assert.LessOrEqual(t, p.BandMin, p.ComputedMax)
			for _, f := range p.Findings {
				if f.Kind == string(seed.KindScoreMisprinted) {
					misprints++
					assert.NotEmpty(t, p.Notes)
				}
				assert.True(t, f.Line >= source.Line && f.Line <= source.Lines[1] || f.Line == source.ContentsLine)
			}
		}
		assert.Equal(t, 1, misprints, "the one misprinted score is shown on its profile's page")
	})
}

func TestFrontPageAndScheme(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		answer, err := m.Handlers.GetJobSuite(t.Context(), api.GetJobSuiteRequestObject{})
		require.NoError(t, err)
		suite := answer.(api.GetJobSuite200JSONResponse)
		require.Len(t, suite.Entries, len(ref.Contents.Entries))
		for i, e := range ref.Contents.Entries {
			assert.Equal(t, api.SuiteEntry{
				Title: e.Title, Band: e.Band, Page: e.Page, Line: e.Line, ProfileId: seed.ID(seed.KindProfile, e.Profile),
			}, suite.Entries[i])
		}
		require.Len(t, suite.Archived, len(ref.Contents.Archived))
		assert.Equal(t, ref.Contents.Archived[0].Text, suite.Archived[0].Text)
		require.Len(t, suite.Versions, len(ref.Contents.Versions))
		assert.Equal(t, ref.Contents.Versions[0].Notes, suite.Versions[0].Notes)
		assert.Len(t, suite.Headings, len(ref.Contents.Headings))

		scheme, err := m.Handlers.GetJobScheme(t.Context(), api.GetJobSchemeRequestObject{})
		require.NoError(t, err)
		got := scheme.(api.GetJobScheme200JSONResponse)
		require.Len(t, got.Factors, 16)
		assert.Equal(t, ref.Scheme.Factors[1].Points, got.Factors[1].Points)
		assert.True(t, got.Factors[1].Fixed && got.Factors[11].Fixed && !got.Factors[0].Fixed)
		assert.Len(t, got.Bands, 12)
		assert.Contains(t, got.Matching.Status, "recalled", "the rules carry how sure they are")
	})
}

func TestPreviewOfAMatch(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		levels := make([]int, 16)
		source := ref.Profiles[3]
		for i, f := range source.Factors {
			levels[i] = f.LevelMin
		}
		answer, err := m.Handlers.PreviewJobMatch(t.Context(), api.PreviewJobMatchRequestObject{Body: &api.JobMatchLevels{Levels: levels}})
		require.NoError(t, err)
		got := answer.(api.PreviewJobMatch200JSONResponse)
		low, _, err := ref.Scheme.Computed(source)
		require.NoError(t, err)
		assert.Equal(t, low, got.Total)
		assert.NotEmpty(t, got.Band)
		assert.Len(t, got.Candidates, 17)
		assert.Equal(t, api.MatchCandidateOutcomeProfileMatch, got.Candidates[0].Outcome)
		assert.Len(t, got.Candidates[0].Factors, 16)

		levels[4] = 6
		_, err = m.Handlers.PreviewJobMatch(t.Context(), api.PreviewJobMatchRequestObject{Body: &api.JobMatchLevels{Levels: levels}})
		var refusal *apperr.Error
		require.ErrorAs(t, err, &refusal)
		assert.Equal(t, []apperr.Field{{Name: "levels[4]", Message: "Physical Skills (factor 5) has levels 1 to 5."}}, refusal.Fields)
	})
}

func TestPagesOfTheProfilesCostOneQueryOnceTheyAreHeld(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		_, err := m.Service.Suite(t.Context())
		require.NoError(t, err)
		ctx, queries := database.CountQueries(t.Context())
		_, err = m.Handlers.ListJobProfiles(ctx, api.ListJobProfilesRequestObject{})
		require.NoError(t, err)
		assert.Equal(t, int64(1), queries.Load())
		_, err = m.Handlers.GetJobProfile(ctx, api.GetJobProfileRequestObject{Id: seed.ID(seed.KindProfile, ref.Profiles[0].Slug)})
		require.NoError(t, err)
		assert.Equal(t, int64(2), queries.Load())
	})
}
