package framework

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/seed"
)

func TestTwoLevelsBesideEachOther(t *testing.T) {
	at := func(aspect string, level Level, text string) Statement {
		return Statement{Aspect: aspect, Level: level, Text: text}
	}
	for _, c := range []struct {
		name       string
		statements []Statement
		contrast   Contrast
		identical  []string
	}{
		{"only at the higher level", []Statement{at("Audit", 3, "Audits.")}, OnlyHigher, nil},
		{"only at the lower level", []Statement{at("Audit", 2, "Audits.")}, OnlyLower, nil},
		{"other words", []Statement{at("Audit", 2, "Helps."), at("Audit", 3, "Audits.")}, Grows, nil},
		{"word for word", []Statement{at("Audit", 3, "Audits."), at("Audit", 2, "Audits.")}, Same, []string{"Audits."}},
		{"another full stop is another text", []Statement{at("Audit", 2, "Audits"), at("Audit", 3, "Audits.")}, Grows, nil},
		{"twice at both, in another order", []Statement{at("Audit", 2, "A."), at("Audit", 2, "B."), at("Audit", 3, "B."), at("Audit", 3, "A.")}, Same, []string{"B.", "A."}},
		{"one of two stays", []Statement{at("Audit", 2, "A."), at("Audit", 3, "A."), at("Audit", 3, "B.")}, Grows, []string{"A."}},
		{"levels between do not count", []Statement{at("Audit", 2, "A."), at("Audit", 4, "B."), at("Audit", 3, "A.")}, Same, []string{"A."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := compareLevels(c.statements, 2, 3)
			require.Len(t, got, 1)
			assert.Equal(t, c.contrast, got[0].Contrast)
			assert.Equal(t, c.identical, got[0].Identical)
		})
	}
	assert.Empty(t, compareLevels(nil, 2, 3))
}

func TestWordsThatDiffer(t *testing.T) {
	for _, c := range []struct {
		name, before, after string
		want                []Piece
	}{
		{"nothing", "", "", nil},
		{"the same", "Codes records.", "Codes records.", []Piece{{InBoth, "Codes records."}}},
		{"a word put in", "Codes records.", "Codes all records.", []Piece{{InBoth, "Codes "}, {InNew, "all "}, {InBoth, "records."}}},
		{"a word taken out", "Codes all records.", "Codes records.", []Piece{{InBoth, "Codes "}, {InOld, "all "}, {InBoth, "records."}}},
		{"another word", "Codes old records.", "Codes new records.", []Piece{{InBoth, "Codes "}, {InOld, "old "}, {InNew, "new "}, {InBoth, "records."}}},
		{"everything", "A b", "C d", []Piece{{InOld, "A b"}, {InNew, "C d"}}},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, pieces(c.before, c.after)) })
	}
}

func FuzzPiecesGiveBothTexts(f *testing.F) {
	f.Add("Codes old records.", "Codes  new\nrecords, daily. ")
	f.Fuzz(func(t *testing.T, before, after string) {
		if len(before) > 500 || len(after) > 500 || !utf8.ValidString(before) || !utf8.ValidString(after) {
			return
		}
		var old, now strings.Builder
		for _, p := range pieces(before, after) {
			if p.In != InNew {
				old.WriteString(p.Text)
			}
			if p.In != InOld {
				now.WriteString(p.Text)
			}
		}
		if old.String() != before || now.String() != after {
			t.Fatalf("%q and %q became %q and %q", before, after, old.String(), now.String())
		}
	})
}

func TestPlacesOfExamples(t *testing.T) {
	ids := []uuid.UUID{uuid.New(), uuid.New(), uuid.New()}
	for _, c := range []struct {
		name        string
		move, place int
		want        []int
	}{
		{"to the front", 2, 1, []int{2, 0, 1}},
		{"to the end", 0, 3, []int{1, 2, 0}},
		{"beyond the end", 0, 99, []int{1, 2, 0}},
		{"where it is", 1, 2, []int{0, 1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var examples []Example
			for i, id := range ids {
				examples = append(examples, Example{ID: id, Position: i + 1})
			}
			for i, e := range placed(examples, ids[c.move], c.place) {
				assert.Equal(t, ids[c.want[i]], e.ID)
				assert.Equal(t, i+1, e.Position)
			}
		})
	}
}

// TestWhoEvidencesAsThePolicyHasIt holds the sentences of EvidencedBy to the policy.
func TestWhoEvidencesAsThePolicyHasIt(t *testing.T) {
	assert.True(t, policy.Allows(access.Staff, "portfolio.write", access.Own))
	assert.True(t, policy.Allows(access.Assessor, PermissionReview, access.Assigned))
	assert.True(t, policy.Allows(access.Manager, PermissionReview, access.TeamTree))
	for _, role := range append(access.GrantableRoles(), access.Staff) {
		assert.False(t, policy.Allows(role, PermissionReview, access.Own), role)
		assert.False(t, policy.Allows(role, PermissionReview, access.Organisation), role)
	}
}

func TestPagesCostAtMostFiveQueries(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		id := frameworkID(ref)
		list(t, m, ref, api.ListStatementsParams{})
		ctx, queries := database.CountQueries(reading(t))
		_, err := m.Handlers.GetStatement(ctx, api.GetStatementRequestObject{Id: ancc})
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(5), "a statement")

		ctx, queries = database.CountQueries(reading(t))
		answer, err := m.Handlers.GetSkillLevel(ctx, api.GetSkillLevelRequestObject{Id: id, Code: "ANCC", Level: 3})
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(5), "a level")
		level := answer.(api.GetSkillLevel200JSONResponse)
		assert.Equal(t, "Apply", level.LevelName)
		assert.NotEmpty(t, level.Statements)

		ctx, queries = database.CountQueries(reading(t))
		compared, err := m.Handlers.CompareSkillLevels(ctx, api.CompareSkillLevelsRequestObject{Id: id, Params: api.CompareSkillLevelsParams{Code: "ANCC", From: 4, To: 2}})
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(5), "a comparison")
		assert.Equal(t, 2, compared.(api.CompareSkillLevels200JSONResponse).Lower.Level)

		ctx, queries = database.CountQueries(reading(t))
		_, err = m.Handlers.ListEditions(ctx, api.ListEditionsRequestObject{Id: id})
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(5), "the editions")

		_, err = m.Handlers.GetSkillLevel(reading(t), api.GetSkillLevelRequestObject{Id: id, Code: "ANCC", Level: 7})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = m.Handlers.CompareSkillLevels(reading(t), api.CompareSkillLevelsRequestObject{Id: id, Params: api.CompareSkillLevelsParams{Code: "ANCC", From: 2, To: 2}})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
	})
}
