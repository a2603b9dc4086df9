package framework

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"
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
func loaded(t *testing.T, run func(t *testing.T, db *database.DB, m *Module, ref seed.Reference)) {
	ref, err := readReference()
	require.NoError(t, err)
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		m := newModule(db)
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		require.Positive(t, changed)
		makeTrusts(t, db)
		run(t, db, m, ref)
	})
}

func newModule(db *database.DB) *Module {
	clock := calendar.Fixed(testNow)
	return New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock})
}

func frameworkID(ref seed.Reference) uuid.UUID {
	return seed.ID(seed.KindFramework, ref.Framework.Slug)
}

func list(t *testing.T, m *Module, ref seed.Reference, p api.ListStatementsParams) api.ListStatements200JSONResponse {
	t.Helper()
	answer, err := m.Handlers.ListStatements(reading(t), api.ListStatementsRequestObject{Id: frameworkID(ref), Params: p})
	require.NoError(t, err)
	return answer.(api.ListStatements200JSONResponse)
}

func TestStatementsKeepEveryWordOfTheSource(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		all := list(t, m, ref, api.ListStatementsParams{Limit: new(200)})
		require.Equal(t, 99, all.Total)
		require.Len(t, all.Items, 99)
		for i, source := range ref.Framework.Statements {
			got := all.Items[i]
			assert.Equal(t, seed.ID(seed.KindStatement, source.Key), got.Id, "the document's order")
			assert.Equal(t, source.SourceText, got.SourceText)
			assert.Equal(t, source.SourceHeading, got.SourceHeading)
			assert.Equal(t, []int{source.SourceHeadingLine, source.SourceLine}, []int{got.SourceHeadingLine, got.SourceLine})
			assert.Equal(t, []string{source.Code, source.Skill, source.Aspect, source.Text}, []string{got.Code, got.Skill, got.Aspect, got.Text})
			assert.Equal(t, ref.Framework.Levels[source.Level-1].Name, got.LevelName)
			require.Len(t, got.Corrections, len(source.Corrections))
			for j, c := range source.Corrections {
				assert.Equal(t, api.Correction{Field: c.Field, From: c.From, To: c.To, Reason: c.Reason}, got.Corrections[j])
			}
		}
	})
}

func TestListOfStatements(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		for code, count := range map[string]int{"ANCC": 44, "RMGT": 17, "VUAS": 22, "SCAD": 14, "ASMG": 2, "ancc": 0, "XXXX": 0} {
			assert.Equal(t, count, list(t, m, ref, api.ListStatementsParams{Code: &code}).Total, code)
		}
		levelTwo := list(t, m, ref, api.ListStatementsParams{Code: new("ANCC"), Level: new(2)})
		for _, s := range levelTwo.Items {
			assert.Equal(t, 2, s.Level)
		}
		sum := 0
		for level := 1; level <= 7; level++ {
			sum += list(t, m, ref, api.ListStatementsParams{Level: &level}).Total
		}
		assert.Equal(t, 99, sum, "every statement has a level")

		misspelt := list(t, m, ref, api.ListStatementsParams{Q: new("clinical INFOMATION")})
		assert.Positive(t, misspelt.Total, "the verbatim heading is found as well as the corrected one")
		assert.Zero(t, list(t, m, ref, api.ListStatementsParams{Q: new("helicopter")}).Total)

		sorted := list(t, m, ref, api.ListStatementsParams{Sort: new("-level"), Limit: new(200)})
		assert.True(t, slices.IsSortedFunc(sorted.Items, func(a, b api.Statement) int { return b.Level - a.Level }))

		seen := map[uuid.UUID]bool{}
		cursor := ""
		for pages := 0; pages < 10; pages++ {
			part := list(t, m, ref, api.ListStatementsParams{Sort: new("aspect"), Limit: new(20), Cursor: &cursor})
			for _, s := range part.Items {
				seen[s.Id] = true
			}
			if cursor = part.Next; cursor == "" {
				break
			}
		}
		assert.Len(t, seen, 99, "the pages show every statement once")

		_, err := m.Handlers.ListStatements(reading(t), api.ListStatementsRequestObject{Id: uuid.New()})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = m.Handlers.ListStatements(reading(t), api.ListStatementsRequestObject{
			Id: frameworkID(ref), Params: api.ListStatementsParams{Sort: new("text")},
		})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
	})
}

func TestFrameworkWithItsSkillsAndLevels(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		answer, err := m.Handlers.ListFrameworks(reading(t), api.ListFrameworksRequestObject{})
		require.NoError(t, err)
		found := answer.(api.ListFrameworks200JSONResponse)
		require.Equal(t, 1, found.Total)
		f := found.Items[0]
		assert.Equal(t, frameworkID(ref), f.Id)
		assert.Equal(t, 99, f.StatementCount)
		assert.Equal(t, api.FrameworkVisibilityMembers, f.Visibility, "the licence keeps the texts behind a sign-in")
		assert.Equal(t, ref.Framework.Licence, f.Licence)
		require.Len(t, f.Levels, 7)
		assert.Equal(t, api.FrameworkLevel{Level: 2, Name: "Assist"}, f.Levels[1])
		require.Len(t, f.Unheaded, len(ref.Framework.Unheaded))
		assert.Equal(t, ref.Framework.Unheaded[0].Text, f.Unheaded[0].Text)
		require.Len(t, f.Skills, 5)
		assert.Equal(t, "ANCC", f.Skills[0].Code)
		counted := 0
		for _, s := range f.Skills {
			for _, l := range s.Levels {
				counted += l.Statements
			}
		}
		assert.Equal(t, 99, counted)

		one, err := m.Handlers.GetFramework(reading(t), api.GetFrameworkRequestObject{Id: f.Id})
		require.NoError(t, err)
		assert.Equal(t, f, api.Framework(one.(api.GetFramework200JSONResponse)))
		_, err = m.Handlers.GetFramework(reading(t), api.GetFrameworkRequestObject{Id: uuid.New()})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestMatrixHoldsEveryStatementOfTheSkill(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		matrix := func(code string) (api.GetSkillMatrixResponseObject, error) {
			return m.Handlers.GetSkillMatrix(reading(t), api.GetSkillMatrixRequestObject{
				Id: frameworkID(ref), Params: api.GetSkillMatrixParams{Code: code},
			})
		}
		for code, count := range map[string]int{"ANCC": 44, "RMGT": 17, "VUAS": 22, "SCAD": 14, "ASMG": 2} {
			answer, err := matrix(code)
			require.NoError(t, err)
			statements := 0
			for _, row := range answer.(api.GetSkillMatrix200JSONResponse).Aspects {
				for _, cell := range row.Cells {
					statements += len(cell.Statements)
				}
			}
			assert.Equal(t, count, statements, code)
		}
		_, err := matrix("XXXX")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestAStatementBesideTheOtherLevelsOfItsAspect(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, _ seed.Reference) {
		answer, err := m.Handlers.GetStatement(reading(t), api.GetStatementRequestObject{
			Id: seed.ID(seed.KindStatement, "ancc-4-coding-quality"),
		})
		require.NoError(t, err)
		got := answer.(api.GetStatement200JSONResponse)
		assert.Equal(t, "Coding quality", got.Statement.Aspect)
		require.NotEmpty(t, got.SameAspect)
		before := 0
		for _, s := range got.SameAspect {
			assert.Equal(t, "Coding quality", s.Aspect)
			assert.NotEqual(t, got.Statement.Id, s.Id)
			assert.GreaterOrEqual(t, s.Level, before, "the lowest level first")
			before = s.Level
		}
		_, err = m.Handlers.GetStatement(reading(t), api.GetStatementRequestObject{Id: uuid.New()})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestLoadingTheFrameworkAgain(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, ref seed.Reference) {
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		assert.Zero(t, changed)

		other := newModule(db)
		gone := ref.Framework.Statements[0]
		shorter := ref
		shorter.Framework.Statements = ref.Framework.Statements[1:]
		assert.Equal(t, 99, list(t, other, ref, api.ListStatementsParams{}).Total)
		changed, err = m.Service.LoadReference(t.Context(), shorter)
		require.NoError(t, err)
		assert.Equal(t, 99, changed, "one statement ended and 98 moved up one place")
		assert.Equal(t, 98, list(t, other, ref, api.ListStatementsParams{}).Total, "another node notices")

		answer, err := other.Handlers.GetStatement(reading(t), api.GetStatementRequestObject{Id: seed.ID(seed.KindStatement, gone.Key)})
		require.NoError(t, err, "what was published stays readable")
		ended := answer.(api.GetStatement200JSONResponse).Statement
		require.NotNil(t, ended.EndsOn)
		assert.Equal(t, "14 March 2027", ended.EndsOn.String())

		changed, err = m.Service.LoadReference(t.Context(), shorter)
		require.NoError(t, err)
		assert.Zero(t, changed, "it ends once")
		changed, err = m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		assert.Equal(t, 99, changed, "it comes back into force")
		assert.Equal(t, 99, list(t, other, ref, api.ListStatementsParams{}).Total)
	})
}

func TestPagesOfTheFrameworkCostOneQueryOnceItIsHeld(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		list(t, m, ref, api.ListStatementsParams{})
		ctx, queries := database.CountQueries(reading(t))
		_, err := m.Handlers.GetSkillMatrix(ctx, api.GetSkillMatrixRequestObject{
			Id: frameworkID(ref), Params: api.GetSkillMatrixParams{Code: "ANCC"},
		})
		require.NoError(t, err)
		assert.Equal(t, int64(1), queries.Load())
	})
}
