package establishment_test

import (
	"context"
	"fmt"
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
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	"bandwise/internal/workforce"
	. "bandwise/internal/workforce/establishment"
	"bandwise/internal/workforce/planning"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// trust is an organisation with two teams beside another organisation.
type trust struct {
	t       *testing.T
	db      *database.DB
	service *Service
	members []workforce.Member
}

// Trained and Smallest answer for the features beside this one.
func (tr *trust) Trained(context.Context, access.Actor) ([]workforce.Member, error) {
	return tr.members, nil
}

func (tr *trust) Smallest(context.Context, uuid.UUID) (int, error) { return 5, nil }

func each(t *testing.T, run func(*testing.T, *trust)) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := &trust{t: t, db: db}
		for _, organisation := range []string{"trust", "elsewhere"} {
			tr.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id(organisation), organisation, organisation, noon)
		}
		for _, one := range []workforce.Team{coding, wards, team("records", "")} {
			tr.exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)", one.ID, id("trust"), one.Name, one.Path, noon, noon)
		}
		for _, role := range []workforce.Named{senior, coder} {
			tr.exec("INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, '3', 'stated', 1, ?, ?)", role.ID, role.Name, noon, noon)
		}
		for _, name := range []string{"lead", "manager"} {
			tr.exec("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
				id(name), id("trust"), name, name, name+"@example.org", noon, noon)
		}
		clock := calendar.Fixed(noon)
		m, err := New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Crew: tr, Threshold: tr, Bands: planning.Bands()})
		require.NoError(t, err)
		tr.service = m.Service
		run(t, tr)
	})
}

func (tr *trust) exec(statement string, args ...any) {
	tr.t.Helper()
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Exec(statement, args...).Error)
}

func (tr *trust) as(name string) access.Actor {
	policy, err := access.LoadPolicy()
	require.NoError(tr.t, err)
	organisation, below := id("trust"), coding.ID
	grant := access.Grant{PersonID: id(name), OrganisationID: organisation, Role: access.WorkforceLead, StartsOn: day("2020-01-01")}
	switch name {
	case "manager":
		grant.Role, grant.TeamID = access.Manager, &below
	case "stranger":
		organisation = id("elsewhere")
		grant.OrganisationID = organisation
	}
	return policy.NewActor(id(name), organisation, name, "", []access.Grant{grant}, noon)
}

func entered(t workforce.Team, r workforce.Named, wte workforce.WTE) Post {
	p := Post{Band: "4", WTE: wte, StartsOn: day("2026-04-01")}
	p.Team.ID, p.Role.ID = t.ID, r.ID
	return p
}

func everything() page.Request { return page.Request{Sort: "team", Limit: page.MaxLimit} }

func TestPostsAreFundedChangedAndEnded(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx, lead := t.Context(), tr.as("lead")
		p, err := tr.service.Fund(ctx, lead, entered(wards, senior, 260))
		require.NoError(t, err)
		assert.Equal(t, "wards", p.Team.Name)
		read, err := tr.service.Post(ctx, lead, p.ID)
		require.NoError(t, err)
		assert.Equal(t, p, read)

		_, err = tr.service.Fund(ctx, lead, entered(wards, senior, 100))
		assert.ErrorContains(t, err, "2.6 WTE of this role and band are funded in this team from 1 April 2026 already.")
		trainees := entered(wards, senior, 100)
		trainees.Annex21 = true
		_, err = tr.service.Fund(ctx, lead, trainees)
		require.NoError(t, err, "trainees for the band are other posts")

		p.WTE, p.EndsOn = 300, day("2026-10-31")
		_, err = tr.service.Change(ctx, lead, p.ID, 7, p)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		changed, err := tr.service.Change(ctx, lead, p.ID, 1, p)
		require.NoError(t, err)
		assert.Equal(t, 2, changed.Version)
		next := entered(wards, senior, 400)
		next.StartsOn = day("2026-11-01")
		_, err = tr.service.Fund(ctx, lead, next)
		require.NoError(t, err, "the earlier entry has ended")
		var actions []string
		require.NoError(t, tr.db.Conn(ctx).Raw("SELECT action FROM audit_entries WHERE subject_kind = 'establishment_post' ORDER BY action").Scan(&actions).Error)
		assert.Equal(t, []string{"establishment.changed", "establishment.funded", "establishment.funded", "establishment.funded"}, actions)

		found, total, err := tr.service.Posts(ctx, lead, workforce.Filter{}, false, everything())
		require.NoError(t, err)
		assert.Equal(t, 2, total, "without the one that ended")
		assert.Len(t, found, 2)
		_, total, err = tr.service.Posts(ctx, lead, workforce.Filter{TeamID: coding.ID}, true, everything())
		require.NoError(t, err)
		assert.Equal(t, 3, total)
		asked := everything()
		asked.Query = "nobody"
		_, total, err = tr.service.Posts(ctx, lead, workforce.Filter{TeamID: wards.ID, TeamAlone: true}, true, asked)
		require.NoError(t, err)
		assert.Zero(t, total)
	})
}

func TestWhatAnEntryRefersToHasToBeThere(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx, lead := t.Context(), tr.as("lead")
		_, err := tr.service.Fund(ctx, lead, entered(team("nowhere", ""), senior, 100))
		assert.ErrorContains(t, err, "There is no such team.")
		_, err = tr.service.Fund(ctx, lead, entered(wards, workforce.Named{ID: id("nothing")}, 100))
		assert.ErrorContains(t, err, "There is no such role")
		_, err = tr.service.Fund(ctx, tr.as("stranger"), entered(wards, senior, 100))
		assert.ErrorContains(t, err, "There is no such team.", "another organisation's is not there")
	})
}

func TestWhoSeesWhichPosts(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		p, err := tr.service.Fund(ctx, tr.as("lead"), entered(wards, senior, 100))
		require.NoError(t, err)
		far, err := tr.service.Fund(ctx, tr.as("lead"), entered(team("records", ""), coder, 100))
		require.NoError(t, err)
		_, err = tr.service.Post(ctx, tr.as("manager"), p.ID)
		require.NoError(t, err, "a team below the own one")
		for name, id := range map[string]uuid.UUID{"manager": far.ID, "stranger": p.ID} {
			_, err = tr.service.Post(ctx, tr.as(name), id)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), name)
		}
		_, total, err := tr.service.Posts(ctx, tr.as("manager"), workforce.Filter{}, true, everything())
		require.NoError(t, err)
		assert.Equal(t, 1, total)
	})
}

func TestOfFewPeopleNothingIsPublishedToThoseOutsideTheLine(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		for i := range 4 {
			tr.members = append(tr.members, member(fmt.Sprint("coder ", i), wards, senior, "4", 100))
		}
		withheld, err := tr.service.Establishment(ctx, tr.as("lead"), workforce.Filter{})
		require.NoError(t, err)
		assert.Contains(t, withheld.Withheld, "fewer than 5 people")
		assert.Empty(t, withheld.Bands)
		own, err := tr.service.Establishment(ctx, tr.as("manager"), workforce.Filter{})
		require.NoError(t, err)
		assert.Empty(t, own.Withheld)
		assert.Equal(t, 4, own.Total.People)
		assert.False(t, own.MayManage)
	})
}

func TestAFixedNumberOfQueriesWhateverTheHeadcount(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx, lead := t.Context(), tr.as("lead")
		_, err := tr.service.Fund(ctx, lead, entered(wards, senior, 100))
		require.NoError(t, err)
		ask := func(headcount int) int {
			for i := len(tr.members); i < headcount; i++ {
				tr.members = append(tr.members, member(fmt.Sprint("coder ", i), wards, senior, "4", 100))
			}
			counted, queries := database.CountQueries(ctx)
			p, err := tr.service.Establishment(counted, lead, workforce.Filter{})
			require.NoError(t, err)
			assert.Equal(t, headcount, p.Total.People)
			return int(queries.Load())
		}
		assert.Equal(t, ask(8), ask(80))
	})
}
