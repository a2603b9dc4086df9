package portfolio

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestThePortfolioShowsWhatTheRoleRequires(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		claims := tr.submit(tr.trainee, tr.coding4, tr.auditing2, tr.records2)
		_, err := tr.Service.DecideClaim(ctx, tr.manager, claims[0].ID, 2, Judgement{ApproveLower, 3, "Not yet disputes."})
		require.NoError(t, err)
		o, err := tr.Service.Portfolio(ctx, tr.manager, tr.trainee.PersonID)
		require.NoError(t, err)
		assert.Equal(t, &Role{tr.role, "Clinical Coding Officer"}, o.Role)
		assert.Equal(t, Person{tr.trainee.PersonID, "Amara Okafor"}, o.Person)
		names, met := []string{}, []bool{}
		for _, s := range o.Standings {
			names, met = append(names, s.Statement.Name()), append(met, s.Met(calendar.Today(tr.now)))
		}
		assert.Equal(t, []string{
			"Auditing (ANCC level 2)", "Coding (ANCC level 2)", "Coding (ANCC level 3)", "Coding (ANCC level 4)", "Filing (RMGT level 2)",
		}, names)
		assert.Equal(t, []bool{false, false, true, false, false}, met, "level 3 is held through the claim on level 4")
		assert.Equal(t, Tally{Required: 2, Met: 1, Waiting: 2, Total: 5}, Count(o.Standings, o.Criteria, calendar.Today(tr.now)))

		unposted, err := tr.Service.Portfolio(ctx, tr.lead, tr.lead.PersonID)
		require.NoError(t, err)
		assert.Nil(t, unposted.Role, "nobody has to have an appointment")
		assert.Empty(t, unposted.Standings)
	})
}

func TestTheRoleIsTheCurrentAppointments(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		next := uuid.New()
		tr.exec(`INSERT INTO roles (id, organisation_id, title, band, band_status, version, created_at, updated_at)
			VALUES (?, ?, 'Deputy Manager', '6', 'stated', 1, ?, ?)`, next, tr.ours, moment, moment)
		appoint := func(starts int) {
			tr.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
				VALUES (?, ?, ?, ?, ?, '6', 100, ?, 1, ?, ?)`, uuid.New(), tr.ours, tr.trainee.PersonID, next, tr.coding, tr.trainee.Today.AddDays(starts), moment, moment)
		}
		roleOf := func() string {
			o, err := tr.Service.Portfolio(ctx, tr.trainee, tr.trainee.PersonID)
			require.NoError(t, err)
			if o.Role == nil {
				return ""
			}
			return o.Role.Title
		}
		tr.exec("UPDATE appointments SET ends_on = ? WHERE person_id = ?", tr.trainee.Today, tr.trainee.PersonID)
		appoint(1)
		assert.Equal(t, "Clinical Coding Officer", roleOf(), "the last day is still the old post's, tomorrow's does not count")
		appoint(0)
		assert.Equal(t, "Deputy Manager", roleOf())
		tr.exec("UPDATE appointments SET ends_on = ? WHERE person_id = ?", tr.trainee.Today.AddDays(-1), tr.trainee.PersonID)
		assert.Empty(t, roleOf())
	})
}

func TestTheReviewQueue(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		newcomer := tr.person("Zoë Newcomer", tr.ours, tr.coding)
		first := tr.submit(tr.trainee, tr.coding2)[0]
		tr.later(24 * time.Hour)
		second := tr.submit(newcomer, tr.auditing2)[0]
		tr.later(24 * time.Hour)
		third := tr.submit(tr.trainee, tr.coding4)[0]
		tr.submit(tr.manager, tr.coding2)
		_, err := tr.Service.CreateClaims(ctx, tr.trainee, tr.trainee.PersonID, NewClaims{Statements: []uuid.UUID{tr.records2.ID}})
		require.NoError(t, err)
		ask := func(who access.Actor, f ClaimFilter) []uuid.UUID {
			t.Helper()
			if f.Sort == "" {
				f.Sort = "submittedAt"
			}
			f.Limit = 50
			q, err := tr.Service.Reviews(ctx, who, ReviewFilter{ClaimFilter: f})
			require.NoError(t, err)
			assert.Equal(t, q.Total, len(q.Claims))
			ids := []uuid.UUID{}
			for _, c := range q.Claims {
				assert.True(t, c.ContentVisible)
				ids = append(ids, c.ID)
			}
			return ids
		}
		sorted := func(sort string) ClaimFilter { return ClaimFilter{Request: by(sort)} }
		with := func(change func(*ClaimFilter)) ClaimFilter {
			f := ClaimFilter{}
			change(&f)
			return f
		}
		none := []uuid.UUID{}
		for _, c := range []struct {
			what string
			who  access.Actor
			f    ClaimFilter
			want []uuid.UUID
		}{
			{"the manager: the teams', oldest first, no drafts, not their own", tr.manager, ClaimFilter{}, []uuid.UUID{first.ID, second.ID, third.ID}},
			{"the assessor: the assigned person's", tr.assessor, ClaimFilter{}, []uuid.UUID{first.ID, third.ID}},
			{"another team's manager", tr.otherManager, ClaimFilter{}, none},
			{"the mentor, who does not review", tr.mentor, ClaimFilter{}, none},
			{"the lead, who does not review", tr.lead, ClaimFilter{}, none},
			{"another organisation's assessor", tr.stranger, ClaimFilter{}, none},
			{"newest first", tr.manager, sorted("-submittedAt"), []uuid.UUID{third.ID, second.ID, first.ID}},
			{"by level from the top", tr.manager, sorted("-level"), []uuid.UUID{third.ID, minID(first.ID, second.ID), maxID(first.ID, second.ID)}},
			{"by person", tr.manager, sorted("-person"), []uuid.UUID{second.ID, minID(first.ID, third.ID), maxID(first.ID, third.ID)}},
			{"one person's", tr.manager, with(func(f *ClaimFilter) { f.PersonID = &newcomer.PersonID }), []uuid.UUID{second.ID}},
			{"a person who does not exist", tr.manager, with(func(f *ClaimFilter) { f.PersonID = to(uuid.New()) }), none},
			{"a team's", tr.manager, with(func(f *ClaimFilter) { f.TeamID = &tr.coding }), []uuid.UUID{first.ID, second.ID, third.ID}},
			{"another team's", tr.manager, with(func(f *ClaimFilter) { f.TeamID = &tr.outpatients }), none},
			{"a level's", tr.manager, with(func(f *ClaimFilter) { f.Level = 4 }), []uuid.UUID{third.ID}},
			{"a skill's", tr.manager, with(func(f *ClaimFilter) { f.Code = "RMGT" }), none},
			{"found by the person's name without its accent", tr.manager, with(func(f *ClaimFilter) { f.Query = "zoe" }), []uuid.UUID{second.ID}},
			{"found by the statement's words", tr.manager, with(func(f *ClaimFilter) { f.Query = "DISPUTED codes" }), []uuid.UUID{third.ID}},
			{"found by a percent sign", tr.manager, with(func(f *ClaimFilter) { f.Query = "100%" }), []uuid.UUID{third.ID}},
			{"a wildcard is no wildcard", tr.manager, with(func(f *ClaimFilter) { f.Query = "%" + "o_" }), none},
		} {
			t.Run(c.what, func(t *testing.T) { assert.Equal(t, c.want, ask(c.who, c.f)) })
		}
	})
}

func minID(a, b uuid.UUID) uuid.UUID {
	if a.String() < b.String() {
		return a
	}
	return b
}

func maxID(a, b uuid.UUID) uuid.UUID {
	if minID(a, b) == a {
		return b
	}
	return a
}

func TestListsAreCutIntoPages(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr, ctx := newTrust(t, db), t.Context()
		for i := range 5 {
			tr.later(time.Minute)
			content := goodContent()
			content.Title, content.Showcased = to(fmt.Sprintf("Evidence %d", i)), to(i == 2)
			if i == 3 {
				content.Kind = to(Teaching)
			}
			_, err := tr.Service.AddEvidence(ctx, tr.trainee, tr.trainee.PersonID, content)
			require.NoError(t, err)
		}
		tr.addEvidence(tr.colleague, "Not the trainee's")
		titles := func(f EvidenceFilter) []string {
			t.Helper()
			found, total, err := tr.Service.Evidence(ctx, tr.manager, tr.trainee.PersonID, f)
			require.NoError(t, err)
			if f.Kind == 0 && f.Showcased == nil {
				assert.Equal(t, 5, total, "the number of all, not of the page")
			}
			var titles []string
			for _, e := range found {
				titles = append(titles, e.Title)
			}
			return titles
		}
		f := EvidenceFilter{Request: by("title")}
		f.Limit = 2
		assert.Equal(t, []string{"Evidence 0", "Evidence 1"}, titles(f))
		f.Offset = 4
		assert.Equal(t, []string{"Evidence 4"}, titles(f))
		f.Offset = 6
		assert.Empty(t, titles(f))
		assert.Equal(t, "Evidence 4", titles(EvidenceFilter{Request: by("-createdAt")})[0])
		assert.Equal(t, "Evidence 2", titles(EvidenceFilter{Request: by("-showcased")})[0])
		assert.Equal(t, []string{"Evidence 3"}, titles(EvidenceFilter{Request: by("title"), Kind: Teaching}))
		assert.Equal(t, []string{"Evidence 2"}, titles(EvidenceFilter{Request: by("title"), Showcased: to(true)}))

		tr.submit(tr.trainee, tr.coding2, tr.coding3, tr.auditing2)
		claims, total, err := tr.Service.Claims(ctx, tr.trainee, tr.trainee.PersonID, ClaimFilter{Request: by("code"), State: Submitted, Code: "ANCC", Level: 2})
		require.NoError(t, err)
		assert.Equal(t, 2, total)
		assert.Len(t, claims, 2)
		_, _, err = tr.Service.Claims(ctx, tr.stranger, tr.trainee.PersonID, ClaimFilter{Request: by("code")})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "somebody out of scope is not an empty list")
	})
}

func TestPagesCostTheSameNumberOfQueriesHoweverMuchTheyShow(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := newTrust(t, db)
		claim := tr.submit(tr.trainee, tr.coding2)[0]
		pages := []struct {
			what string
			most int64
			read func(ctx context.Context) error
		}{
			{"portfolio", 4, func(ctx context.Context) error {
				_, err := tr.Service.Portfolio(ctx, tr.manager, tr.trainee.PersonID)
				return err
			}},
			{"evidence", 6, func(ctx context.Context) error {
				_, _, err := tr.Service.Evidence(ctx, tr.manager, tr.trainee.PersonID, EvidenceFilter{Request: by("title")})
				return err
			}},
			{"one piece of evidence", 4, func(ctx context.Context) error {
				found, _, err := tr.Service.Evidence(context.WithoutCancel(t.Context()), tr.manager, tr.trainee.PersonID, EvidenceFilter{Request: by("title")})
				if err != nil {
					return err
				}
				_, err = tr.Service.OneEvidence(ctx, tr.manager, found[0].ID)
				return err
			}},
			{"claims", 3, func(ctx context.Context) error {
				_, _, err := tr.Service.Claims(ctx, tr.manager, tr.trainee.PersonID, ClaimFilter{Request: by("code")})
				return err
			}},
			{"claim", 12, func(ctx context.Context) error {
				_, err := tr.Service.Claim(ctx, tr.manager, claim.ID)
				return err
			}},
			{"reviews", 3, func(ctx context.Context) error {
				_, err := tr.Service.Reviews(ctx, tr.manager, ReviewFilter{ClaimFilter: ClaimFilter{Request: by("submittedAt")}})
				return err
			}},
		}
		measure := func() map[string]int64 {
			counts := map[string]int64{}
			for _, p := range pages {
				ctx, n := database.CountQueries(t.Context())
				require.NoError(t, p.read(ctx), p.what)
				counts[p.what] = n.Load()
				assert.LessOrEqual(t, n.Load(), p.most, p.what)
			}
			return counts
		}
		// The first reading holds what roles ask for in memory.
		require.NoError(t, pages[0].read(t.Context()))
		few := measure()
		tr.submit(tr.trainee, tr.coding3, tr.coding4, tr.auditing2, tr.records2)
		for range 10 {
			tr.submit(tr.person("Trainee", tr.ours, tr.coding), tr.coding2)
			content := goodContent()
			content.Files = &[]uuid.UUID{tr.file(tr.trainee, "a.pdf"), tr.file(tr.trainee, "b.pdf")}
			_, err := tr.Service.AddEvidence(t.Context(), tr.trainee, tr.trainee.PersonID, content)
			require.NoError(t, err)
		}
		assert.Equal(t, few, measure())
		t.Log(few)
	})
}
