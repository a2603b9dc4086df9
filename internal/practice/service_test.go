package practice_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi/requestid"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	"bandwise/internal/practice"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// world is a small organisation: a coder with an assessor and a manager, a standards lead, a workforce lead, and somebody elsewhere.
type world struct {
	t                                                   *testing.T
	db                                                  *database.DB
	ctx                                                 context.Context
	service                                             *practice.Service
	coder, assessor, manager, standards, lead, stranger access.Actor
}

func newWorld(t *testing.T, db *database.DB) *world {
	t.Helper()
	w := &world{t: t, db: db, ctx: requestid.With(t.Context(), "test")}
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	organisation, elsewhere, team, role := uuid.New(), uuid.New(), uuid.New(), uuid.New()
	w.sql("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, 'northmoor', 'Northmoor', ?), (?, 'southmere', 'Southmere', ?)", organisation, noon, elsewhere, noon)
	w.sql("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, 'Coding', ?, 1, ?, ?)", team, organisation, "/"+team.String()+"/", noon, noon)
	w.sql(`INSERT INTO roles (id, organisation_id, title, band, band_status, version, created_at, updated_at)
		VALUES (?, ?, 'Coder', '3', 'stated', 1, ?, ?)`, role, organisation, noon, noon)
	person := func(name string, of uuid.UUID, grants ...access.Grant) access.Actor {
		id := uuid.New()
		w.sql("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)", id, of, name, name, name+"@example.org", noon, noon)
		for i := range grants {
			grants[i].OrganisationID, grants[i].StartsOn = of, calendar.On(2026, 1, 1)
		}
		return policy.NewActor(id, of, name, name+"@example.org", grants, noon)
	}
	w.coder = person("coder", organisation)
	w.assessor = person("assessor", organisation, access.Grant{Role: access.Assessor})
	w.manager = person("manager", organisation, access.Grant{Role: access.Manager, TeamID: &team})
	w.standards = person("standards", organisation, access.Grant{Role: access.StandardsLead})
	w.lead = person("lead", organisation, access.Grant{Role: access.WorkforceLead})
	w.stranger = person("stranger", elsewhere, access.Grant{Role: access.Assessor}, access.Grant{Role: access.WorkforceLead})
	w.sql(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, '3', 100, '2026-01-05', 1, ?, ?)`, uuid.New(), organisation, w.coder.PersonID, role, team, noon, noon)
	w.sql("INSERT INTO assignments (id, organisation_id, person_id, assignee_id, kind, starts_on, created_at) VALUES (?, ?, ?, ?, 'assessor', '2026-01-05', ?)",
		uuid.New(), organisation, w.coder.PersonID, w.assessor.PersonID, noon)
	clock := calendar.Fixed(noon)
	m, err := practice.New(practice.Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Portfolio: w, BaseURL: "http://127.0.0.1"})
	require.NoError(t, err)
	w.service = m.Service
	_, err = w.service.LoadReference(w.ctx)
	require.NoError(t, err)
	return w
}

func (w *world) sql(statement string, args ...any) {
	w.t.Helper()
	require.NoError(w.t, w.db.Conn(w.t.Context()).Exec(statement, args...).Error)
}

// Add keeps evidence as a portfolio does, as far as the practice asks about it again.
func (w *world) Add(ctx context.Context, by access.Actor, personID uuid.UUID, e practice.NewEvidence) (uuid.UUID, error) {
	id := uuid.New()
	err := w.db.Conn(ctx).Exec(`INSERT INTO evidence (id, organisation_id, person_id, title, kind, what_i_did, reflection, happened_on, version, search, created_at, updated_at)
		VALUES (?, ?, ?, ?, 'audit_result', ?, '', ?, 1, '', ?, ?)`, id, by.OrganisationID, personID, e.Title, e.WhatIDid, e.HappenedOn, noon, noon).Error
	return id, err
}

func day(text string, episodes int) practice.Entered {
	return practice.Entered{Day: practice.Day{On: calendar.MustParseDate(text), Episodes: episodes}}
}

func edit() practice.AuditEdit {
	return practice.AuditEdit{
		Subject: "Respiratory", AuditedOn: calendar.MustParseDate("2026-11-10"), PeriodFrom: calendar.MustParseDate("2026-10-01"),
		PeriodTo: calendar.MustParseDate("2026-10-31"), Sample: 50, Findings: "Sound.",
		Counts: practice.Counts{Examined: map[practice.CodeType]int{practice.PrimaryDiagnosis: 50}, Errors: []practice.ErrorCount{{Key: "pd-incorrect", ByCoder: 6}}},
	}
}

func TestEntriesAreCorrectedAndKept(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		s, id := w.service, w.coder.PersonID
		_, err := s.Enter(w.ctx, w.coder, id, []practice.Entered{day("2026-11-18", 20), day("2026-11-19", 22)}, "")
		require.NoError(t, err)
		_, err = s.Enter(w.ctx, w.coder, id, []practice.Entered{day("2026-11-19", 24)}, "")
		require.NoError(t, err, "one's own entry needs no reason")
		_, err = s.Enter(w.ctx, w.manager, id, []practice.Entered{day("2026-11-19", 25)}, "")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "another person's needs one")
		_, err = s.Enter(w.ctx, w.manager, id, []practice.Entered{day("2026-11-19", 25)}, "The list said so.")
		require.NoError(t, err)
		for what, days := range map[string][]practice.Entered{
			"the future": {day("2026-11-21", 1)}, "before the appointment": {day("2026-01-02", 1)}, "the same day twice": {day("2026-11-17", 1), day("2026-11-17", 2)},
		} {
			_, err = s.Enter(w.ctx, w.coder, id, days, "")
			assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), what)
		}
		_, err = s.Enter(w.ctx, w.assessor, id, []practice.Entered{day("2026-11-17", 1)}, "x")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "an assessor enters nothing")
		_, err = s.Overview(w.ctx, w.stranger, id)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another organisation")

		entries, total, err := s.Entries(w.ctx, w.lead, id, practice.ActivityFilter{Request: page.Request{Sort: "day", Descending: true, Limit: 10}})
		require.NoError(t, err)
		require.Equal(t, 2, total)
		assert.Equal(t, 25, entries[0].Episodes)
		require.Len(t, entries[0].Earlier, 2)
		assert.Empty(t, entries[0].Earlier[0].Reason, "a workforce lead reads no reasons")
		require.NoError(t, s.Remove(w.ctx, w.coder, entries[0].ID, entries[0].Version, ""))
		_, total, err = s.Entries(w.ctx, w.coder, id, practice.ActivityFilter{Request: page.Request{Sort: "day", Limit: 10}})
		require.NoError(t, err)
		assert.Equal(t, 1, total)
	})
}

func TestAPasteIsCheckedBeforeItIsKept(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		s, id := w.service, w.coder.PersonID
		bad := "17/11/2026\t20\n18/11/2026\t=SUM(A1:A2)\n"
		report, err := s.Paste(w.ctx, w.coder, id, bad, practice.Sent{DryRun: true})
		require.NoError(t, err)
		assert.Equal(t, 1, report.Count(practice.Refused))
		assert.Empty(t, report.Digest)
		_, err = s.Paste(w.ctx, w.coder, id, bad, practice.Sent{Digest: "x"})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "nothing of it is kept")
		good := "17/11/2026\t20\n18/11/2026\t21\n"
		report, err = s.Paste(w.ctx, w.coder, id, good, practice.Sent{DryRun: true})
		require.NoError(t, err)
		_, err = s.Enter(w.ctx, w.coder, id, []practice.Entered{day("2026-11-18", 9)}, "")
		require.NoError(t, err)
		_, err = s.Paste(w.ctx, w.coder, id, good, practice.Sent{Digest: report.Digest})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "a day was entered meanwhile")
		report, err = s.Paste(w.ctx, w.coder, id, good, practice.Sent{DryRun: true})
		require.NoError(t, err)
		_, err = s.Paste(w.ctx, w.coder, id, good, practice.Sent{Digest: report.Digest})
		require.NoError(t, err)
		o, err := s.Overview(w.ctx, w.coder, id)
		require.NoError(t, err)
		assert.Equal(t, 41, o.Four.Episodes)
	})
}

func TestAManagerImportsATeamsDays(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		file := []byte("person,date,episodes,hours\nCODER@example.org,2/11/2026,20,7.5\nstranger@example.org,2/11/2026,20,\n,31/11/2026,20,\n")
		report, err := w.service.Import(w.ctx, w.manager, w.coder.PersonID, "team.csv", file, practice.Sent{DryRun: true})
		require.NoError(t, err)
		require.Len(t, report.Lines, 3)
		assert.Equal(t, practice.Added, report.Lines[0].Outcome)
		assert.Equal(t, []practice.Problem{{Column: "person", Message: "You can enter activity for nobody with this e-mail address."}}, report.Lines[1].Problems)
		assert.Equal(t, []practice.Problem{{Column: "date", Message: "There is no day 31 in November 2026."}}, report.Lines[2].Problems)
	})
}

func TestAnAuditFromDraftToEvidence(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		s, id := w.service, w.coder.PersonID
		sets, _, err := s.Thresholds(w.ctx, w.standards)
		require.NoError(t, err)
		require.Len(t, sets, 3)
		_, err = s.ChooseThresholds(w.ctx, w.standards, sets[0].ID, calendar.MustParseDate("2026-01-01"), "Policy.")
		require.NoError(t, err)

		_, err = s.CreateAudit(w.ctx, w.coder, id, edit())
		require.Error(t, err, "nobody audits themselves")
		draft, err := s.CreateAudit(w.ctx, w.assessor, id, edit())
		require.NoError(t, err)
		_, err = s.Audit(w.ctx, w.coder, draft.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "the coder does not see a draft")
		_, err = s.ReleaseAudit(w.ctx, w.manager, draft.ID, draft.Version)
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err), "only its auditor releases it")
		released, err := s.ReleaseAudit(w.ctx, w.assessor, draft.ID, draft.Version)
		require.NoError(t, err)
		assert.Equal(t, practice.Tenths(880), released.Figures[0].Accuracy)
		assert.Equal(t, practice.Tenths(20), released.Figures[0].Below)
		_, err = s.ReleaseAudit(w.ctx, w.assessor, draft.ID, draft.Version)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))

		_, err = s.ChooseThresholds(w.ctx, w.standards, sets[1].ID, calendar.MustParseDate("2026-01-01"), "Stricter.")
		require.NoError(t, err)
		seen, err := s.Audit(w.ctx, w.coder, draft.ID)
		require.NoError(t, err)
		assert.Equal(t, sets[0].ID, seen.Set.ID, "a released audit keeps its thresholds")
		assert.Equal(t, "Sound.", seen.Findings)
		wide, err := s.Audit(w.ctx, w.lead, draft.ID)
		require.NoError(t, err)
		assert.Empty(t, wide.Findings, "a workforce lead reads figures, no notes")
		assert.Equal(t, practice.Tenths(880), wide.Figures[0].Accuracy)
		_, err = s.Audit(w.ctx, w.stranger, draft.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))

		answered, err := s.Acknowledge(w.ctx, w.coder, draft.ID, seen.Version, "Agreed.")
		require.NoError(t, err)
		talked, err := s.RecordFeedback(w.ctx, w.assessor, draft.ID, answered.Version, calendar.MustParseDate("2026-11-12"), "Ten episodes.")
		require.NoError(t, err)
		agreed, err := s.AddAction(w.ctx, w.assessor, draft.ID, practice.NewAction{What: "Read the chart.", OwnerID: id, DueOn: calendar.MustParseDate("2026-12-01")})
		require.NoError(t, err)
		actions, total, err := s.Actions(w.ctx, w.coder, id, practice.ActionFilter{Request: page.Request{Sort: "dueOn", Limit: 10}, Open: true})
		require.NoError(t, err)
		require.Equal(t, 1, total)
		_, err = s.FinishAction(w.ctx, w.coder, actions[0].ID, actions[0].Version)
		require.NoError(t, err)

		correction := edit()
		correction.Counts.Errors[0].ByCoder = 2
		_, err = s.EditAudit(w.ctx, w.assessor, draft.ID, agreed.Version, correction)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "a correction needs a reason")
		correction.Reason = "Four were right after all."
		corrected, err := s.EditAudit(w.ctx, w.assessor, draft.ID, talked.Version, correction)
		require.NoError(t, err)
		require.Len(t, corrected.Versions, 1)
		assert.Equal(t, practice.Tenths(880), corrected.Versions[0].Figures[0].Accuracy, "what it said before stays")
		assert.True(t, corrected.AcknowledgedOn.IsZero(), "the coder is asked to look again")

		made, err := s.AddAuditEvidence(w.ctx, w.coder, draft.ID)
		require.NoError(t, err)
		again, err := s.AddAuditEvidence(w.ctx, w.coder, draft.ID)
		require.NoError(t, err)
		assert.Equal(t, made.EvidenceID, again.EvidenceID, "a second click finds what the first one made")
		_, err = s.AddAuditEvidence(w.ctx, w.assessor, draft.ID)
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
	})
}

func TestTheTeamTakesAFixedNumberOfQueries(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		w := newWorld(t, db)
		_, err := w.service.Enter(w.ctx, w.coder, w.coder.PersonID, []practice.Entered{day("2026-11-18", 20)}, "")
		require.NoError(t, err)
		count := func() int64 {
			ctx, queries := database.CountQueries(w.ctx)
			coders, _, err := w.service.Coders(ctx, w.lead, practice.CoderFilter{Request: page.Request{Sort: "name", Limit: 50}})
			require.NoError(t, err)
			require.NotEmpty(t, coders)
			return queries.Load()
		}
		one := count()
		for i := range 20 {
			id := uuid.New()
			name := "more " + string(rune('a'+i))
			w.sql("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)", id, w.coder.OrganisationID, name, name, name, noon, noon)
			w.sql(`INSERT INTO coding_activity (id, organisation_id, person_id, day, episodes, note, entered_by, version, created_at, updated_at)
				VALUES (?, ?, ?, '2026-11-18', 20, '', ?, 1, ?, ?)`, uuid.New(), w.coder.OrganisationID, id, id, noon, noon)
		}
		assert.Equal(t, one, count())
		assert.LessOrEqual(t, one, int64(12))
	})
}
