package app

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// left has somebody leave on a day.
func (f *fixture) left(p *person, on string) {
	f.t.Helper()
	require.NoError(f.t, f.app.db.Conn(f.ctx).Exec("UPDATE people SET left_on = ? WHERE id = ?", calendar.MustParseDate(on), p.id).Error)
	require.NoError(f.t, f.app.db.Conn(f.ctx).Exec("UPDATE appointments SET ends_on = ? WHERE person_id = ? AND ends_on IS NULL", calendar.MustParseDate(on), p.id).Error)
}

// runs carries out what the preview of today says, and gives it.
func (f *fixture) runsRetention(by *person) api.RetentionPreview {
	f.t.Helper()
	var p api.RetentionPreview
	f.must(by, "GET", "/retention-preview", nil, &p)
	f.must(by, "POST", "/retention-runs", object{"mark": p.Mark}, nil)
	_, err := f.app.RunJobs(f.ctx)
	require.NoError(f.t, err)
	var list struct{ Items []api.RetentionRun }
	f.must(by, "GET", "/retention-runs", nil, &list)
	require.Equal(f.t, api.RetentionRunState("finished"), list.Items[0].State, list.Items[0].Failure)
	assert.Equal(f.t, list.Items[0].Total, list.Items[0].Done)
	return p
}

// everyText is every text of the database but of the tables named, a line a value, with its table and column.
func (f *fixture) everyText() []string {
	f.t.Helper()
	var columns []struct{ TableName, ColumnName string }
	query := `SELECT m.name AS table_name, c.name AS column_name FROM sqlite_master m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE 'river%' AND m.name NOT LIKE 'search_words%'`
	if f.app.db.Dialect() == database.Postgres {
		query = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text' AND table_name NOT LIKE 'river%'`
	}
	require.NoError(f.t, f.app.db.Conn(f.ctx).Raw(query).Scan(&columns).Error)
	var all []string
	for _, c := range columns {
		var values []string
		require.NoError(f.t, f.app.db.Conn(f.ctx).Raw(fmt.Sprintf("SELECT DISTINCT %s FROM %s WHERE %s IS NOT NULL", c.ColumnName, c.TableName, c.ColumnName)).Scan(&values).Error)
		for _, v := range values {
			all = append(all, c.TableName+"."+c.ColumnName+": "+v)
		}
	}
	return all
}

// A leaver's name, address, words and files are nowhere any more; what others wrote of others stays.
func TestALeaversNameAndWordsGoFromEveryTable(t *testing.T) {
	for _, dialect := range []database.Dialect{database.SQLite, database.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f := newFixture(t, dialect)
			founder, leaver := f.trainee.org.founder, f.trainee
			f.must(leaver, "POST", "/people/"+leaver.id.String()+"/subject-archives", object{}, nil)
			_, err := f.app.RunJobs(t.Context())
			require.NoError(t, err)
			f.left(leaver, "2020-11-19")
			f.left(f.foreigner, "2010-01-01")

			// Its words are those of the fixture made the person's own, so that they can be told from others'.
			const words = "Words of the one who left."
			for _, column := range []string{"evidence.reflection", "claims.explanation", "mentoring_meetings.topics", "pauses.note", "coding_activity.note", "appraisal_actions.text", "milestone_records.note"} {
				table, name, _ := strings.Cut(column, ".")
				require.NoError(t, f.app.db.Conn(t.Context()).Exec("UPDATE "+table+" SET "+name+" = ? WHERE person_id = ?", words, leaver.id).Error)
			}
			before := strings.Join(f.everyText(), "\n")
			for _, gone := range []string{words, leaver.email, "Person trainee"} {
				require.Contains(t, before, gone)
			}
			var counted int
			for key, err := range f.app.bucket.Keys(t.Context()) {
				require.NoError(t, err, key)
				counted++
			}

			p := f.runsRetention(founder)
			require.Len(t, p.Leavers, 1)
			assert.Equal(t, leaver.id, p.Leavers[0].Person.Id)
			for _, line := range f.everyText() {
				for _, gone := range []string{words, leaver.email, "Person trainee"} {
					assert.NotContains(t, line, gone)
				}
			}
			var name string
			require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT name FROM people WHERE id = ?", leaver.id).Scan(&name).Error)
			assert.Regexp(t, `^Former member of staff \d{4}$`, name)
			for _, table := range []string{"accounts", "sessions", "files", "packs", "audit_keys", "evidence_drafts", "idempotency_keys", "subject_archives"} {
				column := "person_id"
				if table == "idempotency_keys" {
					column = "actor_id"
				}
				var n int64
				require.NoError(t, f.app.db.Conn(t.Context()).Table(table).Where(column+" = ?", leaver.id).Count(&n).Error)
				assert.Zero(t, n, table)
			}
			left := 0
			for _, err := range f.app.bucket.Keys(t.Context()) {
				require.NoError(t, err)
				left++
			}
			assert.Less(t, left, counted, "stored files went")
			var kept int64
			require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT COUNT(*) FROM files f WHERE f.organisation_id = (SELECT organisation_id FROM people WHERE id = ?)", leaver.id).Scan(&kept).Error)
			assert.Positive(t, kept, "others' files stay")
			assert.Equal(t, http.StatusUnauthorized, f.send(leaver, "GET", "/me", nil, 0, false).Code)
			var people struct{ Total int }
			f.must(founder, "GET", "/people?q=trainee", nil, &people)
			assert.Zero(t, people.Total, "nobody finds the name")

			sealer := audit.NewSealer(f.app.db, f.app.options.Clock, slog.New(slog.DiscardHandler))
			for sealed := 1; sealed > 0; {
				sealed, err = sealer.Seal(t.Context())
				require.NoError(t, err)
			}
			report, err := f.app.modules.trail.Verify(t.Context(), nil)
			require.NoError(t, err)
			assert.Nil(t, report.Bad, "the trail is whole")
			assert.Positive(t, report.Checked)

			var log api.DeletionList
			f.must(founder, "GET", "/deletion-log", nil, &log)
			require.NotEmpty(t, log.Items)
			assert.Equal(t, "leavers", log.Items[len(log.Items)-1].Kind)
			text, err := json.Marshal(log)
			require.NoError(t, err)
			assert.NotContains(t, string(text), "trainee")
		})
	}
}

func TestAHoldKeepsEverythingAndAChangeStopsARun(t *testing.T) {
	f := newFixture(t, database.SQLite)
	founder := f.trainee.org.founder
	f.left(f.trainee, "2020-11-19")
	f.left(f.guard, "2020-11-18")
	preview := func() (p api.RetentionPreview) {
		f.must(founder, "GET", "/retention-preview", nil, &p)
		return p
	}
	first := preview()
	require.Len(t, first.Leavers, 2)
	assert.Equal(t, "2026-11-18", first.Leavers[0].DueOn.ISO())
	at := "/people/" + f.trainee.id.String() + "/legal-holds"
	assert.Equal(t, http.StatusUnprocessableEntity, f.send(founder, "POST", at, object{"reason": "A claim.", "reviewOn": today}, 0, false).Code, "a day to come")
	var hold api.LegalHold
	f.must(founder, "POST", at, object{"reason": "A claim is open.", "reviewOn": "2027-06-01"}, &hold)
	assert.Equal(t, http.StatusConflict, f.send(founder, "POST", at, object{"reason": "Twice.", "reviewOn": "2027-06-01"}, 0, false).Code)
	assert.Equal(t, http.StatusConflict, f.send(founder, "POST", "/retention-runs", object{"mark": first.Mark}, 0, false).Code, "it is not what was looked at")
	p := f.runsRetention(founder)
	require.Len(t, p.Leavers, 2)
	assert.True(t, p.Leavers[1].Held)
	name := func(id uuid.UUID) (name string) {
		require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT name FROM people WHERE id = ?", id).Scan(&name).Error)
		return name
	}
	assert.Equal(t, "Person trainee", name(f.trainee.id))
	assert.NotEqual(t, "Person guard", name(f.guard.id))

	f.must(founder, "POST", "/legal-holds/"+hold.Id.String()+"/release", object{"version": hold.Version, "reason": "It was settled."}, nil)
	assert.Equal(t, http.StatusConflict, f.send(founder, "POST", "/legal-holds/"+hold.Id.String()+"/release", object{"version": hold.Version, "reason": "Again."}, 0, false).Code)
	again := preview()
	require.Len(t, again.Leavers, 1)
	assert.False(t, again.Leavers[0].Held)
}

// A run that breaks in the middle of somebody leaves that person whole.
func TestALeaverWhoseFilesCannotBeListedStaysWhole(t *testing.T) {
	f := newFixture(t, database.SQLite)
	f.left(f.trainee, "2020-11-19")
	before := f.everyText()
	require.NoError(t, f.app.db.Conn(t.Context()).Exec("CREATE TRIGGER broken BEFORE INSERT ON former_staff BEGIN SELECT RAISE(ABORT, 'broken'); END").Error)
	var p api.RetentionPreview
	f.must(f.trainee.org.founder, "GET", "/retention-preview", nil, &p)
	f.must(f.trainee.org.founder, "POST", "/retention-runs", object{"mark": p.Mark}, nil)
	_, err := f.app.RunJobs(t.Context())
	require.NoError(t, err)
	var state string
	require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT state FROM retention_runs").Scan(&state).Error)
	assert.Equal(t, "failed", state)
	after := strings.Join(f.everyText(), "\n")
	for _, line := range before {
		if strings.HasPrefix(line, "evidence") || strings.HasPrefix(line, "people") || strings.HasPrefix(line, "claims") || strings.HasPrefix(line, "files") {
			assert.Contains(t, after, line)
		}
	}
	require.NoError(t, f.app.db.Conn(t.Context()).Exec("DROP TRIGGER broken").Error)
	require.NoError(t, f.app.modules.privacy.Service.CarryOut(t.Context(), runOf(t, f)))
	assert.NotContains(t, strings.Join(f.everyText(), "\n"), f.trainee.email)
}

func runOf(t *testing.T, f *fixture) (id uuid.UUID) {
	t.Helper()
	var text string
	require.NoError(t, f.app.db.Conn(t.Context()).Raw("SELECT id FROM retention_runs").Scan(&text).Error)
	return uuid.MustParse(text)
}
