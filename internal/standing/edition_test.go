package standing_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/standing"
)

func TestAnOrganisationChoosesWhatAnEditionAffects(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north, south := newTrust(t, db, "north"), newTrust(t, db, "south")
		s := service(db)
		ctx, lead := t.Context(), north.actor(access.StandardsLead)
		national, start := uuid.New(), calendar.On(2026, 4, 1)
		north.exec("INSERT INTO classification_editions (id, classification, name, starts_on, source, note) VALUES (?, 'OPCS-4', 'OPCS-4.11', ?, 'NHS', '')", national, start)
		for _, statement := range []uuid.UUID{north.skill, south.skill} {
			north.exec("INSERT INTO classification_marks (id, edition_id, statement_id) VALUES (?, ?, ?)", uuid.New(), national, statement)
		}
		e, err := s.Edition(ctx, lead, national)
		require.NoError(t, err)
		assert.Equal(t, []any{false, false, 1}, []any{e.Own, e.Chosen, e.Version})
		require.Len(t, e.Statements, 1, "those that the organisation reads")
		rules, err := freshness.Read(ctx, db, north.id)
		require.NoError(t, err)
		assert.Equal(t, []freshness.Edition{{Name: "OPCS-4.11", StartsOn: start}}, rules[north.skill].Editions)

		before := stamp(t, db)
		none, name := []uuid.UUID{}, "OPCS-5"
		_, err = s.ChangeEdition(ctx, lead, national, 1, EditionEdit{Name: &name, Reason: "Why."})
		assert.Equal(t, apperr.CodeForbidden, code(err), "it came with the installation")
		_, err = s.ChangeEdition(ctx, lead, national, 2, EditionEdit{Statements: &none, Reason: "Why."})
		assert.Equal(t, apperr.CodePreconditionFailed, code(err))
		_, err = s.ChangeEdition(ctx, lead, national, 1, EditionEdit{Statements: &none, Reason: " "})
		assert.Equal(t, apperr.CodeInvalid, code(err))
		_, err = s.ChangeEdition(ctx, lead, national, 1, EditionEdit{Statements: &[]uuid.UUID{south.skill}, Reason: "Why."})
		assert.Equal(t, apperr.CodeInvalid, code(err), "another organisation's statement")
		e, err = s.ChangeEdition(ctx, lead, national, 1, EditionEdit{Statements: &none, Reason: "It changes nothing of ours."})
		require.NoError(t, err)
		assert.Equal(t, []any{true, 2, 0, "It changes nothing of ours."}, []any{e.Chosen, e.Version, e.Count, e.Reason})
		assert.NotEqual(t, before, stamp(t, db), "what holds the rules in memory learns of it")
		rules, err = freshness.Read(ctx, db, north.id)
		require.NoError(t, err)
		assert.Empty(t, rules)
		rules, err = freshness.Read(ctx, db, south.id)
		require.NoError(t, err)
		assert.Len(t, rules, 2, "the other organisation still starts from the marks")
		e, err = s.ChangeEdition(ctx, lead, national, 2, EditionEdit{Statements: &[]uuid.UUID{north.skill}, Reason: "It does after all."})
		require.NoError(t, err)
		assert.Equal(t, []any{3, 1}, []any{e.Version, len(e.Statements)})
	})
}

func TestAnOrganisationsOwnEdition(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north, south := newTrust(t, db, "north"), newTrust(t, db, "south")
		s := service(db)
		ctx, lead := t.Context(), north.actor(access.StandardsLead)
		text := func(s string) *string { return &s }
		starts := calendar.On(2029, 4, 1)
		edit := EditionEdit{Classification: text("OPCS-4"), Name: text("OPCS-4.12"), StartsOn: &starts, Statements: &[]uuid.UUID{north.skill}, Reason: "It is announced."}
		e, err := s.AddEdition(ctx, lead, edit)
		require.NoError(t, err)
		assert.Equal(t, []any{true, true, 1, 1}, []any{e.Own, e.Chosen, e.Version, e.Count})
		_, err = s.AddEdition(ctx, lead, edit)
		assert.Equal(t, apperr.CodeConflict, code(err), "a second of its name")
		early := calendar.On(1889, 1, 1)
		_, err = s.AddEdition(ctx, lead, EditionEdit{Classification: text(" "), Name: text(""), StartsOn: &early})
		assert.Equal(t, apperr.CodeInvalid, code(err))
		_, err = s.Edition(ctx, south.actor(access.StandardsLead), e.ID)
		assert.Equal(t, apperr.CodeNotFound, code(err))
		later := calendar.On(2029, 7, 1)
		e, err = s.ChangeEdition(ctx, lead, e.ID, 1, EditionEdit{StartsOn: &later, Reason: "It was put off."})
		require.NoError(t, err)
		assert.Equal(t, []any{later, 2, 1}, []any{e.StartsOn, e.Version, e.Count}, "the statements stay")
		all, err := s.Editions(ctx, lead)
		require.NoError(t, err)
		assert.Len(t, all, 1)
		all, err = s.Editions(ctx, south.actor(access.StandardsLead))
		require.NoError(t, err)
		assert.Empty(t, all)
		actions, _ := north.trailed()
		assert.ElementsMatch(t, []string{"standing.classification_edition_added", "standing.classification_edition_changed"}, actions)
	})
}
