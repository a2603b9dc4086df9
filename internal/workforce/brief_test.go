package workforce_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/workforce"
)

func newService(db *database.DB) *Service {
	return New(Dependencies{DB: db, AccreditationTitle: func(key string) string { return key }, Training: trainer{}}).Service
}

// judgements gives how far everybody meets what the own role asks, by name.
func judgements(ctx context.Context, t *testing.T, service *Service, lead access.Actor) map[string][]State {
	t.Helper()
	found, err := service.People(ctx, lead, Filter{}, page.Request{Sort: "name", Limit: 1000})
	require.NoError(t, err)
	all := map[string][]State{}
	for _, m := range found.Members {
		all[m.Person.Name] = m.Judged.States
	}
	return all
}

// changes are what may happen to somebody's claims, and to what else counts towards what roles ask. Each is told the person and a
// claim of theirs.
var changes = []struct{ name, sql string }{
	{"a claim is submitted", "UPDATE claims SET state = 'submitted', decided_at = NULL, approved_level = NULL WHERE id = @claim AND statement_id IS NOT NULL"},
	{"a claim is approved", "UPDATE claims SET state = 'approved', decided_at = @noon, approved_level = 2 WHERE id = @claim AND statement_id IS NOT NULL"},
	{"a claim is decided by another", "UPDATE claims SET decided_by = @assessor WHERE id = @claim AND decided_at IS NOT NULL"},
	{"whoever decided is called otherwise", "UPDATE people SET name = @name WHERE id = @assessor"},
	{"an approval waits for a second assessment", `INSERT INTO moderations (id, organisation_id, claim_id, claim_version, person_id, assessor_id, approved_at, rate, rate_source, draw, state, reason, version)
		SELECT @id, organisation_id, id, 1, person_id, @assessor, @noon, 10, 'rate', 1, 'waiting', '', 1 FROM claims WHERE id = @claim
		AND NOT EXISTS (SELECT 1 FROM moderations WHERE claim_id = @claim)`},
	{"a claim is returned", "UPDATE claims SET state = 'returned', decided_at = @noon, approved_level = NULL WHERE id = @claim"},
	{"a claim is withdrawn", "UPDATE claims SET state = 'withdrawn', approved_level = NULL WHERE id = @claim"},
	{"evidence is of another day", "UPDATE evidence SET happened_on = @long, happened_until = NULL WHERE person_id = @person"},
	{"evidence ends on another day", "UPDATE evidence SET happened_until = @late WHERE person_id = @person AND happened_on < @late"},
	{"evidence leaves a claim", "DELETE FROM claim_evidence WHERE claim_id = @claim"},
	{"evidence is submitted", "UPDATE claim_evidence SET submitted_version = 1 WHERE claim_id = @claim"},
	{"a claim stands for a successor", "UPDATE statement_confirmations SET decision = 'stands' WHERE subject_id = @claim"},
	{"a decision is taken back", "DELETE FROM statement_confirmations WHERE subject_id = @claim"},
	{"a criterion is said to be met", "UPDATE criterion_confirmations SET met = @yes, confirmed_on = @late WHERE person_id = @person"},
	{"a criterion is not said any more", "DELETE FROM criterion_confirmations WHERE person_id = @person"},
	{"an award is made", `INSERT INTO awards (id, organisation_id, person_id, kind, awarded_on, because, confirmed_by, confirmed_on, created_at)
		SELECT @id, organisation_id, id, 'acc', @long, '', @lead, @long, @noon FROM people WHERE id = @person
		AND NOT EXISTS (SELECT 1 FROM awards WHERE person_id = @person)`},
	{"an award is taken back", "DELETE FROM awards WHERE person_id = @person"},
}

func TestListsShowEveryChangeAtOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		addDeputy(t, db)
		criterion := everyKind(t, db)
		lead := north.actor(access.WorkforceLead, nil)
		assessor := north.appointed("Assessor", deputy, north.store, "2020-01-01", "")
		people := north.madeUp(80, 20261124, lead.PersonID, criterion)
		service := newService(db)
		before := judgements(t.Context(), t, service, lead)
		draw := rand.New(rand.NewPCG(20261124, 2)) //nolint:gosec // the same changes at every run
		mattered := map[string]bool{}
		for range 30 {
			for _, change := range changes {
				person := people[draw.IntN(len(people))]
				var claims []uuid.UUID
				require.NoError(t, db.Conn(t.Context()).Raw("SELECT id FROM claims WHERE person_id = ? ORDER BY CASE statement_id WHEN ? THEN 0 ELSE 1 END, CASE WHEN statement_id IS NULL THEN 1 ELSE 0 END, statement_id", person, escalation2.ID).Scan(&claims).Error)
				if len(claims) == 0 {
					continue
				}
				earlier, err := service.Readiness(t.Context(), lead, person, nil)
				require.NoError(t, err)
				exec(t, db, change.sql, map[string]any{
					"person": person, "claim": claims[draw.IntN(len(claims))*draw.IntN(2)], "noon": noon, "id": uuid.New(), "yes": true, "lead": lead.PersonID, "assessor": assessor, "name": fmt.Sprintf("Assessor %d", draw.IntN(1000)),
					"long": today.AddDays(-1200), "late": today.AddDays(-1),
				})
				if draw.IntN(5) == 0 {
					lead.Today = lead.Today.AddDays(1)
				}
				kept := judgements(t.Context(), t, service, lead)
				require.Equal(t, judgements(t.Context(), t, newService(db), lead), kept, "after %s", change.name)
				own, err := service.Readiness(t.Context(), lead, person, nil)
				require.NoError(t, err)
				anew, err := newService(db).Readiness(t.Context(), lead, person, nil)
				require.NoError(t, err)
				require.Equal(t, anew.Standings, own.Standings, "after %s", change.name)
				if !assert.ObjectsAreEqual(before, kept) || !assert.ObjectsAreEqual(earlier.Standings, own.Standings) {
					mattered[change.name] = true
				}
				before = kept
			}
		}
		assert.GreaterOrEqual(t, len(mattered), len(changes)-4, "most kinds of change made a difference: %v", mattered)
	})
}

func TestListsKeepNothingOfWhatIsRolledBack(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		lead := north.actor(access.WorkforceLead, nil)
		ada := north.appointed("Ada", officer, north.coding, "2026-01-01", "")
		claim := north.claim(ada, targets2, "submitted", nil)
		service := newService(db)
		before := judgements(t.Context(), t, service, lead)
		no := errors.New("no")
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			err := db.Conn(ctx).Exec("UPDATE claims SET state = 'approved', approved_level = 2, decided_at = ? WHERE id = ?", noon, claim).Error
			require.NoError(t, err)
			assert.NotEqual(t, before, judgements(ctx, t, service, lead), "whoever changes it sees it")
			return no
		})
		require.ErrorIs(t, err, no)
		assert.Equal(t, before, judgements(t.Context(), t, service, lead))
	})
}

func TestWhatWasReadAheadIsNotReadAgain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		lead := north.actor(access.WorkforceLead, nil)
		for i := range 30 {
			north.claim(north.appointed(fmt.Sprintf("Person %d", i), officer, north.coding, "2026-01-01", ""), targets2, "approved", level(2))
		}
		service := newService(db)
		require.NoError(t, service.Fill(t.Context(), north.id, lead.Today))
		ctx, queries := database.CountQueries(t.Context())
		judgements(ctx, t, service, lead)
		assert.Equal(t, int64(2), queries.Load(), "whether the roles have changed, and the people with their marks")
	})
}

// named finds the tables that a statement reads.
var named = regexp.MustCompile("(?:FROM|JOIN) ([a-z_]+)")

func TestEverythingThatBriefsRestOnChangesTheMark(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		addDeputy(t, db)
		criterion := everyKind(t, db)
		lead := north.actor(access.WorkforceLead, nil)
		people := north.madeUp(4, 1, lead.PersonID, criterion)
		service := newService(db)
		read := func() map[string]bool {
			tables := map[string]bool{}
			ctx, sent := database.RecordStatements(t.Context())
			judgements(ctx, t, service, lead)
			_, err := service.Readiness(ctx, lead, people[0], nil)
			require.NoError(t, err)
			for _, s := range sent() {
				for _, match := range named.FindAllStringSubmatch(s.SQL, -1) {
					tables[match[1]] = true
				}
			}
			return tables
		}
		read() // the roles
		exec(t, db, "UPDATE claims SET version = version + 1")
		cold, warm := read(), read()
		for table := range warm {
			delete(cold, table)
		}
		require.Len(t, cold, 8, "%v", cold)
		for table := range cold {
			query := `SELECT event_manipulation FROM information_schema.triggers WHERE event_object_table = ? AND action_timing = 'AFTER' AND trigger_name LIKE '%_claim_stamp'`
			if db.Dialect() == database.SQLite {
				query = `SELECT CASE WHEN sql LIKE '% AFTER INSERT ON %' THEN 'INSERT' WHEN sql LIKE '% AFTER DELETE ON %' THEN 'DELETE' ELSE 'UPDATE' END
					FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '%claim_stamps%'`
			}
			var events []string
			require.NoError(t, db.Conn(t.Context()).Raw(query, table).Scan(&events).Error)
			if strings.HasPrefix(table, "organisation_") {
				continue // reference data
			}
			if table == "people" {
				assert.Equal(t, []string{"UPDATE"}, events, "whose name is in sentences about others")
				continue
			}
			if table == "evidence" {
				assert.Equal(t, []string{"UPDATE"}, events, "it comes to count, and ceases to, through claim_evidence")
				continue
			}
			assert.ElementsMatch(t, []string{"INSERT", "UPDATE", "DELETE"}, events, table)
		}
	})
}
