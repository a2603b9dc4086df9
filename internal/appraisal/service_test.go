package appraisal_test

import (
	"bytes"
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	. "bandwise/internal/appraisal"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
)

// trust is a small trust: Tara is a coder in the coding team that Max manages, Una is above him, Lee leads the workforce, Carl
// works in another team, and Olga belongs to another organisation.
type trust struct {
	t       *testing.T
	db      *database.DB
	now     time.Time
	service *Service
	// proposed is what the other records suggest.
	proposed []Proposal
}

func id(name string) uuid.UUID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)) }

var tara, max, una, lee, carl, olga = id("Tara"), id("Max"), id("Una"), id("Lee"), id("Carl"), id("Olga")

var loadPolicy = sync.OnceValues(access.LoadPolicy)

func (tr *trust) Proposals(context.Context, access.Actor, uuid.UUID) ([]Proposal, error) {
	return tr.proposed, nil
}

func (tr *trust) exec(sql string, args ...any) {
	tr.t.Helper()
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Exec(sql, args...).Error)
}

func each(t *testing.T, run func(*testing.T, *trust)) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := &trust{t: t, db: db, now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
		for _, organisation := range []string{"trust", "elsewhere"} {
			tr.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id(organisation), organisation, organisation, tr.now)
		}
		for team, path := range map[string]string{"department": "", "coding": id("department").String() + "/", "records": ""} {
			tr.exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)",
				id(team), id("trust"), team, "/"+path+id(team).String()+"/", tr.now, tr.now)
		}
		tr.exec("INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, 'Coder', '3', 'stated', 1, ?, ?)", id("coder"), tr.now, tr.now)
		for name, team := range map[string]string{"Tara": "coding", "Max": "coding", "Una": "department", "Lee": "records", "Carl": "records", "Olga": ""} {
			organisation := id("trust")
			if team == "" {
				organisation = id("elsewhere")
			}
			tr.exec(`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, lower(?), ?, 1, ?, ?)`,
				id(name), organisation, name, name, name+"@example.org", tr.now, tr.now)
			if team != "" {
				tr.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
					VALUES (?, ?, ?, ?, ?, '3', 100, ?, 1, ?, ?)`, uuid.New(), organisation, id(name), id("coder"), id(team), calendar.MustParseDate("2025-12-15"), tr.now, tr.now)
			}
		}
		clock := func() time.Time { return tr.now }
		tr.service = New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Agenda: tr}).Service
		run(t, tr)
	})
}

// as gives somebody with the grants that they have in the trust.
func (tr *trust) as(who uuid.UUID) access.Actor {
	policy, err := loadPolicy()
	require.NoError(tr.t, err)
	organisation := id("trust")
	grant := func(role access.Role, team string) access.Grant {
		g := access.Grant{PersonID: who, OrganisationID: organisation, Role: role, StartsOn: calendar.MustParseDate("2020-01-01")}
		if team != "" {
			of := id(team)
			g.TeamID = &of
		}
		return g
	}
	var grants []access.Grant
	switch who {
	case max:
		grants = append(grants, grant(access.Manager, "coding"))
	case una:
		grants = append(grants, grant(access.Manager, "department"))
	case lee:
		grants = append(grants, grant(access.WorkforceLead, ""), grant(access.StandardsLead, ""))
	case olga:
		organisation = id("elsewhere")
		grants = append(grants, access.Grant{PersonID: who, OrganisationID: organisation, Role: access.WorkforceLead, StartsOn: calendar.MustParseDate("2020-01-01")})
	}
	names := map[uuid.UUID]string{tara: "Tara", max: "Max", una: "Una", lee: "Lee", carl: "Carl", olga: "Olga"}
	return policy.NewActor(who, organisation, names[who], "", grants, tr.now)
}

func (tr *trust) today() calendar.Date { return calendar.Today(tr.now) }

func (tr *trust) plan(kind Kind) Sheet {
	tr.t.Helper()
	sheet, err := tr.service.Plan(tr.t.Context(), tr.as(max), tara, kind, tr.today(), nil)
	require.NoError(tr.t, err)
	return sheet
}

func TestAnAgendaProposesItself(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		tr.proposed = []Proposal{
			{Key: "milestone:ccsc", Source: FromDue, Title: "Standards course", Because: "Due on 1 December 2026.", Link: "/x"},
			{Key: "gap:1", Source: FromGap, Title: "Auditing", Because: "Nothing counts towards it."},
		}
		sheet, err := tr.service.Plan(ctx, tr.as(max), tara, OneToOne, tr.today(), []string{"gap:1"})
		require.NoError(t, err)
		require.Len(t, sheet.Items, 1)
		assert.Equal(t, "Standards course", sheet.Items[0].Title)
		require.Len(t, sheet.Proposed, 1, "what was left out stays proposed")

		sheet, err = tr.service.AddItem(ctx, tr.as(tara), sheet.ID, "", "gap:1")
		require.NoError(t, err)
		assert.Empty(t, sheet.Proposed)
		_, err = tr.service.AddItem(ctx, tr.as(max), sheet.ID, "", "gap:1")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "it is there already")
		_, err = tr.service.AddItem(ctx, tr.as(max), sheet.ID, "", "gap:2")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "nothing proposes it")
		sheet, err = tr.service.AddItem(ctx, tr.as(tara), sheet.ID, "My holidays", "")
		require.NoError(t, err)
		require.Len(t, sheet.Items, 3)
		assert.Equal(t, "My holidays", sheet.Items[2].Title)
		assert.Equal(t, "Tara", sheet.Items[2].RaisedByName)

		_, err = tr.service.RemoveItem(ctx, tr.as(tara), sheet.Items[0].ID)
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err), "the lead put it there")
		sheet, err = tr.service.RemoveItem(ctx, tr.as(max), sheet.Items[0].ID)
		require.NoError(t, err)
		assert.Len(t, sheet.Items, 2)
		sheet, err = tr.service.TickItem(ctx, tr.as(max), sheet.Items[0].ID, true)
		require.NoError(t, err)
		assert.True(t, sheet.Items[0].Discussed)
	})
}

func TestOpenActionsComeBackOnTheNextAgenda(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		first := tr.plan(OneToOne)
		first, err := tr.service.AgreeAction(ctx, tr.as(max), first.ID, tara, "Book the course", tr.today().AddDays(3))
		require.NoError(t, err)
		tr.now = tr.now.AddDate(0, 0, 10)
		next := tr.plan(OneToOne)
		require.Len(t, next.Items, 1)
		assert.Equal(t, FromAction, next.Items[0].Source)
		assert.Equal(t, "Agreed earlier and overdue since 26 November 2026, Tara does it.", next.Items[0].Because)

		all, err := tr.service.ActionsOf(ctx, tr.as(tara), tara)
		require.NoError(t, err)
		require.Len(t, all, 1)
		assert.True(t, all[0].MayEnd)
		done, err := tr.service.EndAction(ctx, tr.as(tara), all[0].ID, all[0].Version, ActionDone, "Booked for May.")
		require.NoError(t, err)
		assert.Equal(t, "Tara", done.EndedByName)
		_, err = tr.service.EndAction(ctx, tr.as(tara), all[0].ID, all[0].Version, ActionDone, "")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		proposals, err := tr.service.Proposals(ctx, tr.as(max), tara)
		require.NoError(t, err)
		assert.Empty(t, proposals, "what is done is not proposed")
	})
}

func TestPrivateNotesAreTheirAuthorsAlone(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		m := tr.plan(Appraisal)
		_, err := tr.service.AddNote(ctx, tr.as(max), m.ID, "Shared by Max", true)
		require.NoError(t, err)
		tr.now = tr.now.Add(time.Minute)
		_, err = tr.service.AddNote(ctx, tr.as(max), m.ID, "Private to Max", false)
		require.NoError(t, err)
		_, err = tr.service.AddNote(ctx, tr.as(tara), m.ID, "Private to Tara", false)
		require.NoError(t, err)

		for who, want := range map[uuid.UUID][]string{
			max: {"Shared by Max", "Private to Max"}, tara: {"Shared by Max", "Private to Tara"}, una: {"Shared by Max"},
		} {
			sheet, err := tr.service.Meeting(ctx, tr.as(who), m.ID)
			require.NoError(t, err)
			var texts []string
			for _, n := range sheet.Notes {
				texts = append(texts, n.Text)
			}
			assert.Equal(t, want, texts)
		}
		sheet, err := tr.service.Meeting(ctx, tr.as(max), m.ID)
		require.NoError(t, err)
		shared, private := sheet.Notes[0], sheet.Notes[1]
		_, err = tr.service.EditNote(ctx, tr.as(tara), private.ID, 1, "mine now")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = tr.service.EditNote(ctx, tr.as(tara), shared.ID, 1, "mine now")
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
		_, err = tr.service.EditNote(ctx, tr.as(max), shared.ID, 7, "again")
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		_, err = tr.service.AddNote(ctx, tr.as(una), m.ID, "from above", false)
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err), "she reads, and writes nothing")
		sheet, err = tr.service.RemoveNote(ctx, tr.as(max), private.ID, 1)
		require.NoError(t, err)
		assert.Len(t, sheet.Notes, 1)

		_, err = tr.service.Hold(ctx, tr.as(max), m.ID, sheet.Version, tr.today())
		require.NoError(t, err)
		name, document, err := tr.service.PDF(ctx, tr.as(tara), m.ID)
		require.NoError(t, err)
		assert.Equal(t, "appraisal-2026-11-23.pdf", name)
		assert.True(t, bytes.HasPrefix(document, []byte("%PDF-")))
	})
}

func TestBothAcknowledge(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		m := tr.plan(Appraisal)
		_, _, err := tr.service.PDF(ctx, tr.as(max), m.ID)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "nothing was held yet")
		m, err = tr.service.Hold(ctx, tr.as(max), m.ID, m.Version, tr.today())
		require.NoError(t, err)
		m, err = tr.service.Acknowledge(ctx, tr.as(tara), m.ID, m.Version, "That is how it was.")
		require.NoError(t, err)
		m, err = tr.service.AddNote(ctx, tr.as(max), m.ID, "One more thing", true)
		require.NoError(t, err)
		assert.Nil(t, m.PersonAcknowledged, "she had agreed to another sheet")
		_, err = tr.service.Acknowledge(ctx, tr.as(tara), m.ID, m.Version-1, "")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "she read another version")
		for _, who := range []uuid.UUID{tara, max} {
			m, err = tr.service.Acknowledge(ctx, tr.as(who), m.ID, m.Version, "")
			require.NoError(t, err)
		}
		assert.Equal(t, Acknowledged, m.State)
		_, err = tr.service.AgreeAction(ctx, tr.as(max), m.ID, tara, "Too late", tr.today())
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
	})
}

func TestWhoReachesWhom(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		m := tr.plan(OneToOne)
		for who, name := range map[uuid.UUID]string{carl: "a colleague", lee: "the workforce lead", olga: "another organisation"} {
			_, err := tr.service.Meeting(ctx, tr.as(who), m.ID)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), name)
			_, err = tr.service.Plan(ctx, tr.as(who), tara, OneToOne, tr.today(), nil)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), name)
		}
		_, err := tr.service.Plan(ctx, tr.as(max), max, OneToOne, tr.today(), nil)
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
		_, err = tr.service.Replan(ctx, tr.as(una), m.ID, m.Version, tr.today())
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err), "Max leads it")
		record, err := tr.service.Of(ctx, tr.as(tara), tara, page.Request{Sort: "on", Limit: 50})
		require.NoError(t, err)
		assert.False(t, record.MayPlan)
		assert.Equal(t, 1, record.Total)
		assert.Equal(t, Overdue, record.Due[1].State, "planned, and past its date")
		assert.Equal(t, tr.today(), record.Due[1].PlannedOn)
	})
}

func TestTheOverviewOfTheCycle(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		m := tr.plan(Appraisal)
		m, err := tr.service.AgreeAction(ctx, tr.as(max), m.ID, tara, "Book the course", tr.today())
		require.NoError(t, err)
		_, err = tr.service.Hold(ctx, tr.as(max), m.ID, m.Version, tr.today())
		require.NoError(t, err)
		tr.now = tr.now.AddDate(0, 0, 40)
		asked := Filter{Request: page.Request{Sort: "name", Limit: 50}, Kind: Appraisal}

		counting, queries := database.CountQueries(ctx)
		rows, total, err := tr.service.Overview(counting, tr.as(lee), asked)
		require.NoError(t, err)
		assert.EqualValues(t, 2, queries.Load())
		assert.Equal(t, 5, total)
		byName := map[string]Row{}
		for _, r := range rows {
			byName[r.Person.Name] = r
		}
		assert.Equal(t, calendar.MustParseDate("2027-11-23"), byName["Tara"].Appraisal.DueOn)
		assert.Equal(t, NotDue, byName["Tara"].Appraisal.State)
		assert.Equal(t, Overdue, byName["Tara"].OneToOne.State)
		assert.Equal(t, 1, byName["Tara"].Overdue)
		assert.Equal(t, Overdue, byName["Carl"].Appraisal.State)

		_, total, err = tr.service.Overview(ctx, tr.as(max), asked)
		require.NoError(t, err)
		assert.Equal(t, 2, total, "his team")
		asked.State = Overdue
		asked.Query = "car"
		_, total, err = tr.service.Overview(ctx, tr.as(lee), asked)
		require.NoError(t, err)
		assert.Equal(t, 1, total)
		_, total, err = tr.service.Overview(ctx, tr.as(olga), Filter{Request: page.Request{Sort: "name", Limit: 50}, Kind: Appraisal})
		require.NoError(t, err)
		assert.Zero(t, total)

		cycle := Cycle{StartsOn: tr.today(), Every: calendar.Years(3), OneToOnesEvery: calendar.Months(2), Reason: "Agreed with staff side."}
		_, err = tr.service.SetCycle(ctx, tr.as(lee), cycle)
		require.NoError(t, err)
		_, err = tr.service.SetCycle(ctx, tr.as(lee), cycle)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		_, current, err := tr.service.Cycles(ctx, tr.as(tara))
		require.NoError(t, err)
		assert.Equal(t, calendar.Years(3), current.Every)
		assert.Equal(t, "Lee", current.SetBy)
	})
}
