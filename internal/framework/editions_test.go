package framework

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/seed"
)

var everything = page.Request{Sort: "line", Limit: page.MaxLimit}

// editing is a framework in the hands of the first trust's standards lead.
type editing struct {
	*Module
	t         *testing.T
	db        *database.DB
	framework uuid.UUID
	draft     EditionPage
}

func edited(t *testing.T, run func(t *testing.T, e *editing)) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, ref seed.Reference) {
		run(t, &editing{Module: m, t: t, db: db, framework: frameworkID(ref)})
	})
}

func (e *editing) open(title string) {
	e.t.Helper()
	var err error
	e.draft, err = e.Service.CreateEdition(e.t.Context(), standards.actor(), e.framework, title, "")
	require.NoError(e.t, err)
}

func (e *editing) did(p EditionPage, err error) Change {
	e.t.Helper()
	require.NoError(e.t, err)
	e.draft = p
	return p.Changes[len(p.Changes)-1]
}

func (e *editing) edit(statement uuid.UUID, extent ChangeKind, text string) Change {
	e.t.Helper()
	before := e.statement(statement)
	return e.did(e.Service.EditStatement(e.t.Context(), standards.actor(), e.draft.ID, e.draft.Version,
		Edit{StatementID: statement, Extent: extent, Aspect: before.Aspect, Text: text, Reason: "Our own words."}))
}

func (e *editing) add(code, skill, text string) Change {
	e.t.Helper()
	return e.did(e.Service.AddStatement(e.t.Context(), standards.actor(), e.draft.ID, e.draft.Version,
		Addition{Code: code, Skill: skill, Aspect: "Deadlines", Level: 2, Text: text, Reason: "We do it here."}))
}

func (e *editing) end(statement uuid.UUID) Change {
	e.t.Helper()
	return e.did(e.Service.EndStatement(e.t.Context(), standards.actor(), e.draft.ID, e.draft.Version, statement, "Not done here."))
}

func (e *editing) publish() {
	e.t.Helper()
	p, err := e.Service.PublishEdition(e.t.Context(), standards.actor(), e.draft.ID, e.draft.Version)
	require.NoError(e.t, err)
	e.draft = p
}

// statement gives a statement as the first trust reads it.
func (e *editing) statement(id uuid.UUID) Statement {
	e.t.Helper()
	p, err := e.Service.Statement(e.t.Context(), trainee.actor(), id)
	require.NoError(e.t, err)
	return p.Statement
}

// contents gives the statements of an edition by their identifiers.
func (e *editing) contents(by person, number int) map[uuid.UUID]Entry {
	e.t.Helper()
	all, err := e.Service.Contents(e.t.Context(), by.actor(), e.framework, &number)
	require.NoError(e.t, err)
	return byStatement(all)
}

func statementID(key string) uuid.UUID { return seed.ID(seed.KindStatement, key) }

var (
	rmgt       = statementID("rmgt-2-records-management")
	ancc       = statementID("ancc-2-coding-standards")
	escalation = statementID("ancc-2-escalation")
)

func TestAnEditionFromDraftToPublication(t *testing.T) {
	edited(t, func(t *testing.T, e *editing) {
		ctx, by := t.Context(), standards.actor()
		before := e.statement(rmgt)
		e.open("Our first edition")
		_, err := e.Service.CreateEdition(ctx, by, e.framework, "Another one", "")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "one draft at a time")
		_, err = e.Service.PublishEdition(ctx, by, e.draft.ID, e.draft.Version)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "an empty draft")

		e.edit(rmgt, Wording, "Keeps records as our trust says.")
		meaning := e.edit(ancc, Meaning, "Codes by the newest standards.")
		e.end(escalation)
		added := e.add("FLEX", "Flex and freeze", "Submits by the freeze date.")
		assert.Equal(t, 5, e.draft.Edition.Changes, "the new skill is a change of its own")

		assert.Equal(t, before, e.statement(rmgt), "a draft changes nothing yet")
		_, total, err := e.Service.Editions(ctx, trainee.actor(), e.framework, everything)
		require.NoError(t, err)
		assert.Equal(t, 1, total, "nobody else sees the draft")
		_, err = e.Service.Edition(ctx, trainee.actor(), e.draft.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = e.Service.Edition(ctx, stranger.actor(), e.draft.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another organisation's edition")

		drafted := e.contents(standards, 1)
		e.publish()
		assert.Equal(t, drafted, e.contents(trainee, 1), "what was drafted is what was published")

		reworded := e.statement(rmgt)
		assert.Equal(t, "Keeps records as our trust says.", reworded.Text)
		assert.Equal(t, before.Text, reworded.NationalText)
		assert.True(t, reworded.Reworded())
		assert.Equal(t, before.SourceText, reworded.SourceText, "the source stays")

		page, err := e.Service.Statement(ctx, trainee.actor(), ancc)
		require.NoError(t, err)
		assert.Equal(t, "14 March 2027", page.Statement.EndsOn.String())
		require.NotNil(t, page.ReplacedBy)
		assert.Equal(t, meaning.SuccessorID.UUID, page.ReplacedBy.ID)
		assert.Equal(t, uuid.Version(4), page.ReplacedBy.ID.Version())
		successor, err := e.Service.Statement(ctx, trainee.actor(), page.ReplacedBy.ID)
		require.NoError(t, err)
		assert.Equal(t, ancc, successor.Replaces[0].ID)
		assert.Len(t, successor.History, 1)
		assert.False(t, e.statement(escalation).EndsOn.IsZero())
		assert.True(t, e.statement(added.StatementID.UUID).Own)

		local := true
		_, owned, err := e.Service.Statements(ctx, trainee.actor(), e.framework, Filter{Own: &local}, everything)
		require.NoError(t, err)
		assert.Equal(t, 2, owned, "the successor and the addition")
		_, inForce, err := e.Service.Statements(ctx, trainee.actor(), e.framework, Filter{}, everything)
		require.NoError(t, err)
		assert.Equal(t, 99, inForce, "99, less the replaced and the ended one, and two of our own")
		_, ever, err := e.Service.Statements(ctx, trainee.actor(), e.framework, Filter{EndedToo: true}, everything)
		require.NoError(t, err)
		assert.Equal(t, 101, ever)

		assert.Equal(t, before.Text, func() string {
			p, err := e.Service.Statement(ctx, stranger.actor(), rmgt)
			require.NoError(t, err)
			return p.Statement.Text
		}(), "another organisation reads the national wording")
		_, err = e.Service.Statement(ctx, stranger.actor(), added.StatementID.UUID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "and nothing of our own")
	})
}

func TestWhatWasPublishedNeverChanges(t *testing.T) {
	edited(t, func(t *testing.T, e *editing) {
		ctx, by := t.Context(), standards.actor()
		source := e.contents(trainee, 0)
		e.open("First")
		e.edit(rmgt, Wording, "Keeps records, first edition.")
		e.edit(ancc, Meaning, "Another meaning.")
		e.publish()
		first, firstID := e.contents(trainee, 1), e.draft.ID
		successor := e.statement(ancc).ReplacedBy.UUID

		e.open("Second")
		e.edit(rmgt, Wording, "Keeps records, second edition.")
		e.edit(successor, Meaning, "A third meaning.")
		local := e.add("FLEX", "Flex and freeze", "Submits by the freeze date.")
		e.publish()
		second := e.contents(trainee, 2)

		e.open("Third")
		e.did(e.Service.RenameSkill(ctx, by, e.draft.ID, e.draft.Version, "FLEX", "Submission dates", "Clearer."))
		e.end(local.StatementID.UUID)
		e.publish()

		assert.Equal(t, source, e.contents(trainee, 0))
		assert.Equal(t, first, e.contents(trainee, 1))
		assert.Equal(t, second, e.contents(trainee, 2))
		assert.Equal(t, "Flex and freeze", second[local.StatementID.UUID].Skill)

		editions, _, err := e.Service.Editions(ctx, trainee.actor(), e.framework, page.Request{Sort: "number", Limit: 10})
		require.NoError(t, err)
		var states []string
		for _, x := range editions {
			states = append(states, x.State.String())
		}
		assert.Equal(t, []string{"retired", "retired", "retired", "published"}, states)

		kept, err := e.Service.Edition(ctx, by, firstID)
		require.NoError(t, err)
		for what, try := range map[string]func() error{
			"rename": func() error {
				_, err := e.Service.EditEdition(ctx, by, firstID, kept.Version, EditionName{Title: new("New")})
				return err
			},
			"edit": func() error {
				_, err := e.Service.EditStatement(ctx, by, firstID, kept.Version, Edit{rmgt, Wording, "A", "B", "C"})
				return err
			},
			"undo":    func() error { _, err := e.Service.UndoChange(ctx, by, kept.Changes[0].ID, kept.Version); return err },
			"publish": func() error { _, err := e.Service.PublishEdition(ctx, by, firstID, kept.Version); return err },
			"discard": func() error { return e.Service.DiscardEdition(ctx, by, firstID, kept.Version) },
		} {
			assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(try()), what)
		}

		d, err := e.Service.Differences(ctx, trainee.actor(), e.framework, 0, 3, "")
		require.NoError(t, err)
		kinds := map[DifferenceKind]int{}
		for _, item := range d.Items {
			kinds[item.Kind]++
		}
		assert.Equal(t, map[DifferenceKind]int{Reworded: 1, Replaced: 1}, kinds, "over two meanings, from the first to the third")
		assert.Equal(t, 97, d.Unchanged)
		back, err := e.Service.Differences(ctx, trainee.actor(), e.framework, 3, 0, "ANCC")
		require.NoError(t, err)
		require.Len(t, back.Items, 1)
		assert.Equal(t, "A third meaning.", back.Items[0].Before.Text, "in either order")
		assert.Equal(t, ancc, back.Items[0].After.StatementID)
	})
}

func TestTheReferenceDataLeavesAnOrganisationsChangesAlone(t *testing.T) {
	ref, err := readReference()
	require.NoError(t, err)
	edited(t, func(t *testing.T, e *editing) {
		e.open("First")
		e.edit(rmgt, Wording, "Keeps records as our trust says.")
		e.edit(ancc, Meaning, "Another meaning.")
		local := e.add("FLEX", "Flex and freeze", "Submits by the freeze date.")
		e.publish()
		first := e.contents(trainee, 1)
		changed, err := e.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		assert.Zero(t, changed, "an organisation's own rows are no business of the reference data")

		newer := ref
		newer.Framework.Statements = append([]seed.Statement{}, ref.Framework.Statements...)
		extra := newer.Framework.Statements[0]
		extra.Key, extra.Text = "ancc-2-new-statement", "A new national statement."
		newer.Framework.Statements = append(newer.Framework.Statements, extra)
		_, err = e.Service.LoadReference(t.Context(), newer)
		require.NoError(t, err)
		assert.Equal(t, "A new national statement.", e.statement(statementID("ancc-2-new-statement")).Text, "it is there for everybody")
		assert.Equal(t, "Keeps records as our trust says.", e.statement(rmgt).Text)
		assert.True(t, e.statement(ancc).ReplacedBy.Valid)
		assert.True(t, e.statement(local.StatementID.UUID).EndsOn.IsZero())
		assert.Equal(t, first, e.contents(trainee, 1), "the edition stays what was published")
	})
}

func TestEditsOfADraft(t *testing.T) {
	edited(t, func(t *testing.T, e *editing) {
		ctx, by := t.Context(), standards.actor()
		e.open("First")
		old := e.statement(rmgt)
		fields := func(edit Edit) []apperr.Field {
			_, err := e.Service.EditStatement(ctx, by, e.draft.ID, e.draft.Version, edit)
			require.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
			return fieldsOf(err)
		}
		for _, c := range []struct {
			name, field string
			edit        Edit
		}{
			{"wording or meaning is not answered", "extent", Edit{rmgt, 0, old.Aspect, "Other words.", "Because."}},
			{"no reason", "reason", Edit{rmgt, Wording, old.Aspect, "Other words.", "  "}},
			{"no text", "text", Edit{rmgt, Wording, old.Aspect, " ", "Because."}},
			{"nothing changed", "text", Edit{rmgt, Wording, old.Aspect, old.Text, "Because."}},
			{"unknown statement", "statementId", Edit{uuid.New(), Wording, "A", "B", "Because."}},
			{"a control character", "text", Edit{rmgt, Wording, old.Aspect, "Bell\a.", "Because."}},
		} {
			got := fields(c.edit)
			require.NotEmpty(t, got, c.name)
			assert.Equal(t, c.field, got[0].Name, c.name)
		}
		e.edit(rmgt, Wording, "First try.")
		second := e.edit(rmgt, Wording, "Second try.")
		assert.Len(t, e.draft.Changes, 1, "one change a statement")
		assert.Equal(t, old.Text, second.OldText)
		_, err := e.Service.EditStatement(ctx, by, e.draft.ID, e.draft.Version-1, Edit{rmgt, Wording, old.Aspect, "Third.", "Because."})
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		meant := e.edit(rmgt, Meaning, "Means something else.")
		assert.Len(t, e.draft.Changes, 1)
		assert.Equal(t, Meaning, meant.Kind)
		_, err = e.Service.EditStatement(ctx, by, e.draft.ID, e.draft.Version, Edit{rmgt, Wording, old.Aspect, "Third.", "Because."})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "the draft has another statement in its place")
		p, err := e.Service.UndoChange(ctx, by, meant.ID, e.draft.Version)
		require.NoError(t, err)
		assert.Empty(t, p.Changes)
		e.draft = p
		assert.Equal(t, e.contents(trainee, 0), e.contents(standards, 1))

		added := e.add("FLEX", "Flex and freeze", "Submits.")
		skill := e.draft.Changes[0]
		_, err = e.Service.UndoChange(ctx, by, skill.ID, e.draft.Version)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "a statement stands under the skill")
		_, err = e.Service.EndStatement(ctx, by, e.draft.ID, e.draft.Version, added.StatementID.UUID, "Because.")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "it is in the draft only")
		_, err = e.Service.AddSkill(ctx, by, e.draft.ID, e.draft.Version, "ANCC", "Another", "Because.")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "a code of the framework")
		_, err = e.Service.RenameSkill(ctx, by, e.draft.ID, e.draft.Version, "ANCC", "Another", "Because.")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "a national skill keeps its name")
		_, err = e.Service.AddStatement(ctx, by, e.draft.ID, e.draft.Version, Addition{"FLEX", "", "Deadlines", 2, "Submits.", "Again."})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "the same statement twice")

		require.NoError(t, e.Service.DiscardEdition(ctx, by, e.draft.ID, e.draft.Version))
		_, err = e.Service.Edition(ctx, by, e.draft.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		e.open("A new first")
		assert.Equal(t, 1, e.draft.Number)
	})
}
