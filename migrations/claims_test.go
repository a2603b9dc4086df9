package migrations_test

import (
	"io/fs"
	"testing"

	"github.com/google/uuid"
	"github.com/pressly/goose/v3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
	"bandwise/migrations"
)

// beforeModeration is the version of the schema before claims could be about criteria and be in review.
const beforeModeration = 18

// Claims in every state, with evidence and steps, as they were before, come through whole; and back, less what the schema
// before cannot hold.
func TestClaimsComeThroughTheMigrationThatLetsThemBeReviewed(t *testing.T) {
	testdb.EachEmpty(t, func(t *testing.T, url string) {
		db, err := database.Open(t.Context(), database.Config{URL: url})
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, db.Close()) })
		m := provider(t, db)
		_, err = m.UpTo(t.Context(), beforeModeration)
		require.NoError(t, err)
		exec := func(statement string, args ...any) {
			t.Helper()
			require.NoError(t, db.Conn(t.Context()).Exec(statement, args...).Error)
		}
		const at = "2026-03-02 09:30:00+00:00"
		id := func() string { return uuid.NewString() }
		trust, person, reviewer, evidence, framework := id(), id(), id(), id(), id()
		exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, 't', 'A trust', ?)", trust, at)
		for _, p := range []string{person, reviewer} {
			exec(`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at)
				VALUES (?, ?, 'A', 'a', ?, 1, ?, ?)`, p, trust, p, at, at)
		}
		exec(`INSERT INTO evidence (id, organisation_id, person_id, title, kind, what_i_did, reflection, happened_on, search, version, created_at, updated_at)
			VALUES (?, ?, ?, 'Audit', 'work_sample', 'I coded.', '', '2026-03-01', 'audit', 4, ?, ?)`, evidence, trust, person, at, at)
		exec(`INSERT INTO frameworks (id, slug, title, document, licence, source, visibility) VALUES (?, 'f', 'F', 'd', 'l', 's', 'members')`, framework)
		claims := map[string]string{}
		for i, state := range []string{"draft", "submitted", "approved", "approved_lower", "returned", "withdrawn"} {
			claim, statement := id(), id()
			claims[state] = claim
			exec(`INSERT INTO framework_statements (id, framework_id, ordinal, key, code, skill, aspect, level, text,
				source_heading, source_heading_line, source_text, source_line, corrections) VALUES (?, ?, ?, ?, 'ANCC', 's', 'a', 3, 't', 'h', 1, 't', 1, '[]')`,
				statement, framework, i+1, state)
			var level, submitted, decided, by any
			switch state {
			case "approved", "approved_lower":
				level, submitted, decided, by = 3, at, at, reviewer
			case "returned":
				submitted, decided, by = at, at, reviewer
			case "submitted", "withdrawn":
				submitted = at
			}
			exec(`INSERT INTO claims (id, organisation_id, person_id, statement_id, state, approved_level, explanation, submitted_at, decided_at, decided_by,
				reason, search, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, 'It shows it.', ?, ?, ?, 'Because.', 'words', 5, ?, ?)`,
				claim, trust, person, statement, state, level, submitted, decided, by, at, at)
			exec("INSERT INTO claim_evidence (claim_id, evidence_id, position, submitted_version) VALUES (?, ?, 1, 4)", claim, evidence)
			exec(`INSERT INTO claim_events (claim_id, claim_version, at, by_id, from_state, to_state, level, reason) VALUES (?, 5, ?, ?, 'draft', ?, ?, 'Because.')`,
				claim, at, person, state, level)
		}
		read := func() [3][][]string {
			return [3][][]string{
				rows(t, db.SQL(), `SELECT id, person_id, statement_id, state, COALESCE(approved_level, 0), explanation, COALESCE(submitted_at, created_at),
					COALESCE(decided_at, created_at), COALESCE(decided_by, person_id), reason, search, version, created_at, updated_at FROM claims ORDER BY id`),
				rows(t, db.SQL(), "SELECT claim_id, evidence_id, position, submitted_version FROM claim_evidence ORDER BY claim_id"),
				rows(t, db.SQL(), "SELECT claim_id, claim_version, at, by_id, from_state, to_state, COALESCE(level, 0), reason FROM claim_events ORDER BY claim_id"),
			}
		}
		before := read()
		require.Len(t, before[0], len(claims))

		require.NoError(t, db.Migrate(t.Context()))
		assert.Equal(t, before, read(), "nothing is lost or changed")
		for _, broken := range []string{
			"UPDATE claims SET state = 'in_review' WHERE id = ?",
			"UPDATE claims SET statement_id = NULL WHERE id = ?",
			"UPDATE claims SET reviewer_id = person_id, review_started_at = created_at, state = 'in_review' WHERE id = ?",
		} {
			require.Error(t, db.Conn(t.Context()).Exec(broken, claims["submitted"]).Error, broken)
		}

		exec("UPDATE claims SET state = 'in_review', reviewer_id = ?, review_started_at = ? WHERE id = ?", reviewer, at, claims["submitted"])
		exec(`INSERT INTO claims (id, organisation_id, person_id, criterion_id, criterion, state, explanation, reason, search, version, created_at, updated_at)
			VALUES (?, ?, ?, ?, 'Works to deadlines', 'draft', '', '', '', 1, ?, ?)`, id(), trust, person, id(), at, at)
		_, err = m.DownTo(t.Context(), beforeModeration)
		require.NoError(t, err)
		assert.Equal(t, before, read(), "what was in review waits again, and the claim on a criterion is gone")
	})
}

// provider gives the migrations of a database one by one, as [database.DB.Migrate] takes them all.
func provider(t *testing.T, db *database.DB) *goose.Provider {
	t.Helper()
	dialect, folder := goose.DialectSQLite3, "sqlite"
	if db.Dialect() == database.Postgres {
		dialect, folder = goose.DialectPostgres, "postgres"
	}
	files, err := fs.Sub(migrations.Files, folder)
	require.NoError(t, err)
	p, err := goose.NewProvider(dialect, db.SQL(), files)
	require.NoError(t, err)
	return p
}
