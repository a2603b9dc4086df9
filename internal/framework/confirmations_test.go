package framework

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
)

var byCode = page.Request{Sort: "code", Limit: 50}

// rest gives a role that asks for a statement and for a whole skill level, and a claim of the trainee's that was approved.
func (e *editing) rest(statement uuid.UUID) (requirement, claim uuid.UUID) {
	e.t.Helper()
	run := func(sql string, args ...any) {
		e.t.Helper()
		require.NoError(e.t, e.db.Conn(e.t.Context()).Exec(sql, args...).Error)
	}
	role := uuid.New()
	requirement, claim = uuid.New(), uuid.New()
	about := e.statement(statement)
	run(`INSERT INTO roles (id, organisation_id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, 'Coder', '4', 'stated', 3, ?, ?)`,
		role, northmoor, testNow, testNow)
	const ask = `INSERT INTO role_requirements (id, role_id, ordinal, kind, key, statement_id, code, level, importance, higher_counts, configured, reason, sources)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'essential', FALSE, TRUE, 'Asked for.', '[]')`
	run(ask, requirement, role, 1, "statement", statement.String(), statement, "", 0)
	run(ask, uuid.New(), role, 2, "skill_level", "RMGT/2", nil, about.Code, int(about.Level))
	run(`INSERT INTO claims (id, organisation_id, person_id, statement_id, state, approved_level, explanation, decided_at, decided_by, reason, search, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, 'approved', ?, '', ?, ?, '', 'records', 5, ?, ?)`,
		claim, northmoor, trainee.id, statement, int(about.Level), testNow, assessor.id, testNow, testNow)
	return requirement, claim
}

func TestWhatRestsOnAChangedMeaning(t *testing.T) {
	edited(t, func(t *testing.T, e *editing) {
		ctx := t.Context()
		requirement, claim := e.rest(rmgt)
		asked := func() map[uuid.UUID]int {
			var ids []uuid.UUID
			require.NoError(t, e.db.Conn(ctx).Table("organisation_requirements").Where("organisation_id = ? AND requirement_id = ?", northmoor, requirement).Pluck("statement_id", &ids).Error)
			found := map[uuid.UUID]int{}
			for _, id := range ids {
				found[id]++
			}
			return found
		}

		before, err := e.Service.Impact(ctx, standards.actor(), rmgt)
		require.NoError(t, err)
		require.Len(t, before.Requirements, 2, "the statement by itself, and its whole level")
		assert.Equal(t, []ClaimCount{{"approved", 1}}, before.Claims)
		assert.Empty(t, before.People, "the standards lead sees how many, not whose")
		assert.Equal(t, 1, before.OutOfSight)
		seen, err := e.Service.Impact(ctx, assessor.actor(), rmgt)
		require.NoError(t, err)
		require.Len(t, seen.People, 1)
		assert.Equal(t, trainee.name, seen.People[0].Person.Name)

		e.open("First")
		change := e.edit(rmgt, Meaning, "Means something else.")
		assert.Equal(t, []int{2, 1}, []int{e.draft.Requirements[change.ID], e.draft.Claims[change.ID]})
		_, waiting, err := e.Service.RequirementConfirmations(ctx, standards.actor(), false, byCode)
		require.NoError(t, err)
		assert.Zero(t, waiting, "a draft asks nobody")
		e.publish()
		first := e.statement(rmgt).ReplacedBy.UUID

		list, waiting, err := e.Service.RequirementConfirmations(ctx, standards.actor(), false, byCode)
		require.NoError(t, err)
		require.Equal(t, 1, waiting, "the whole level follows by itself")
		assert.Equal(t, requirement, list[0].RequirementID)
		assert.Equal(t, first, list[0].New.StatementID)
		_, waiting, err = e.Service.RequirementConfirmations(ctx, stranger.actor(), false, byCode)
		require.NoError(t, err)
		assert.Zero(t, waiting)
		assert.Equal(t, map[uuid.UUID]int{rmgt: 1}, asked(), "until it is confirmed it asks for the old one")
		after, err := e.Service.Impact(ctx, standards.actor(), rmgt)
		require.NoError(t, err)
		var stands []string
		for _, r := range after.Requirements {
			stands = append(stands, r.Stand(after.Statement))
		}
		assert.ElementsMatch(t, []string{"none", "waiting"}, stands)

		verdict := Verdict{SubjectID: requirement, StatementID: rmgt, Decision: Stands, Reason: "The same work.", Version: 3}
		for name, c := range map[string]struct {
			verdict func(Verdict) Verdict
			code    apperr.Code
		}{
			"no decision":       {func(v Verdict) Verdict { v.Decision = 0; return v }, apperr.CodeInvalid},
			"no reason":         {func(v Verdict) Verdict { v.Reason = " "; return v }, apperr.CodeInvalid},
			"another version":   {func(v Verdict) Verdict { v.Version = 2; return v }, apperr.CodeConflict},
			"another statement": {func(v Verdict) Verdict { v.StatementID = ancc; return v }, apperr.CodeNotFound},
			"nothing":           {func(v Verdict) Verdict { v.SubjectID = uuid.New(); return v }, apperr.CodeNotFound},
		} {
			_, err := e.Service.ConfirmRequirement(ctx, standards.actor(), c.verdict(verdict))
			assert.Equal(t, c.code, apperr.CodeOf(err), name)
		}
		_, err = e.Service.ConfirmRequirement(ctx, stranger.actor(), verdict)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another organisation")
		decided, err := e.Service.ConfirmRequirement(ctx, standards.actor(), verdict)
		require.NoError(t, err)
		assert.Equal(t, "stands", decided.State())
		assert.Equal(t, map[uuid.UUID]int{first: 1}, asked(), "now it asks for the successor")
		_, err = e.Service.ConfirmRequirement(ctx, standards.actor(), verdict)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "once")

		claims, waiting, err := e.Service.ClaimConfirmations(ctx, assessor.actor(), false, page.Request{Sort: "name", Limit: 50, Query: "records"})
		require.NoError(t, err)
		require.Equal(t, 1, waiting)
		assert.Equal(t, claim, claims[0].ClaimID)
		_, waiting, err = e.Service.ClaimConfirmations(ctx, trainee.actor(), false, page.Request{Sort: "name", Limit: 50})
		require.NoError(t, err)
		assert.Zero(t, waiting)
		said := Verdict{SubjectID: claim, StatementID: rmgt, Decision: Stands, Reason: "Shown.", Version: 5}
		_, err = e.Service.ConfirmClaim(ctx, trainee.actor(), said)
		assert.Error(t, err, "nobody confirms a claim of their own")
		_, err = e.Service.ConfirmClaim(ctx, assessor.actor(), said)
		require.NoError(t, err)

		// A second change of meaning: what stood for the first successor waits again.
		e.open("Second")
		e.edit(first, Meaning, "Means a third thing.")
		e.publish()
		second := e.statement(first).ReplacedBy.UUID
		list, waiting, err = e.Service.RequirementConfirmations(ctx, standards.actor(), false, byCode)
		require.NoError(t, err)
		require.Equal(t, 1, waiting)
		assert.Equal(t, first, list[0].Old.StatementID)
		verdict.StatementID = first
		_, err = e.Service.ConfirmRequirement(ctx, standards.actor(), verdict)
		require.NoError(t, err)
		assert.Equal(t, map[uuid.UUID]int{second: 1}, asked())
		said.StatementID, said.Decision = first, Ends
		_, err = e.Service.ConfirmClaim(ctx, assessor.actor(), said)
		require.NoError(t, err)
		_, waiting, err = e.Service.ClaimConfirmations(ctx, assessor.actor(), false, page.Request{Sort: "name", Limit: 50})
		require.NoError(t, err)
		assert.Zero(t, waiting)
		_, ended, err := e.Service.ClaimConfirmations(ctx, assessor.actor(), true, page.Request{Sort: "name", Limit: 50})
		require.NoError(t, err)
		assert.Equal(t, 2, ended, "both decisions can be read")
		var standing int64
		require.NoError(t, e.db.Conn(ctx).Table("statement_confirmations").Where("subject = 'claim' AND decision = 'stands'").Count(&standing).Error)
		assert.Zero(t, standing, "the claim stands for no successor any more")
	})
}

func TestExamples(t *testing.T) {
	edited(t, func(t *testing.T, e *editing) {
		ctx, by := t.Context(), standards.actor()
		shown := func() []string {
			p, err := e.Service.Statement(ctx, trainee.actor(), rmgt)
			require.NoError(t, err)
			var texts []string
			for _, x := range p.Examples {
				texts = append(texts, x.Text)
			}
			return texts
		}
		_, err := e.Service.AddExample(ctx, by, rmgt, " ")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		_, err = e.Service.AddExample(ctx, by, uuid.New(), "Text.")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		first, err := e.Service.AddExample(ctx, by, rmgt, "Finds the record.")
		require.NoError(t, err)
		second, err := e.Service.AddExample(ctx, by, rmgt, "Asks before guessing.")
		require.NoError(t, err)
		assert.Equal(t, []string{"Finds the record.", "Asks before guessing."}, shown())
		second, err = e.Service.EditExample(ctx, by, second.ID, second.Version, ExampleEdit{Text: new("Asks a colleague."), Position: new(1)})
		require.NoError(t, err)
		assert.Equal(t, []string{"Asks a colleague.", "Finds the record."}, shown())
		_, err = e.Service.EditExample(ctx, by, second.ID, 1, ExampleEdit{Text: new("Late.")})
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		_, err = e.Service.EditExample(ctx, stranger.actor(), second.ID, 2, ExampleEdit{Text: new("Ours.")})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(e.Service.EndExample(ctx, by, first.ID, 9)))
		require.NoError(t, e.Service.EndExample(ctx, by, first.ID, first.Version))
		assert.Equal(t, []string{"Asks a colleague."}, shown())
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(e.Service.EndExample(ctx, by, first.ID, 2)), "it has ended")
	})
}
