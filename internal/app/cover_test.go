package app

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
)

// exec changes the fixture's database behind the application's back, as the passing of days does.
func (f *fixture) exec(statement string, args ...any) {
	f.t.Helper()
	require.NoError(f.t, f.app.db.Conn(f.ctx).Exec(statement, args...).Error)
}

// approves tries to approve the waiting claim of somebody, and gives the status.
func (f *fixture) approves(by, of *person) int {
	f.t.Helper()
	body := object{"version": of.waiting.version, "decision": "approve", "reason": "Shown."}
	return f.send(by, http.MethodPost, "/claims/"+of.waiting.id.String()+"/decision", body, 0, false).Code
}

// sees reports whether somebody has the waiting claim in their own queue, and for whom.
func (f *fixture) sees(by, of *person) (is bool, forWhom string) {
	f.t.Helper()
	r := f.send(by, http.MethodGet, "/reviews?limit=200", nil, 0, false)
	var queue struct {
		Items []struct {
			ID       uuid.UUID
			Covering *struct {
				Person struct{ Name string }
				Until  string
			}
		}
	}
	require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), &queue))
	for _, c := range queue.Items {
		if c.ID != of.waiting.id {
			continue
		}
		if c.Covering == nil {
			return true, ""
		}
		return true, c.Covering.Person.Name + " until " + c.Covering.Until
	}
	return false, ""
}

func TestACoverGivesWhatTheColleagueMayAndNoMore(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		manager, deputy := f.senderAs(access.Manager), f.senderAs(covering)
		is, forWhom := f.sees(deputy, f.trainee)
		assert.True(t, is)
		assert.Equal(t, "Person manager until 2026-12-04", forWhom)
		is, forWhom = f.sees(manager, f.trainee)
		assert.True(t, is, "who is away keeps their own lists")
		assert.Empty(t, forWhom)

		assert.Equal(t, http.StatusNotFound, f.approves(deputy, f.guard), "of another team")
		assert.Equal(t, http.StatusNotFound, f.approves(deputy, f.foreigner), "of another organisation")
		own, _ := f.sees(deputy, deputy)
		assert.False(t, own, "never the own")
		assert.Equal(t, http.StatusNotFound, f.approves(deputy, deputy), "nobody decides on their own claim by way of cover")
		assert.Equal(t, http.StatusNotFound, f.approves(deputy, manager), "nor on that of whom they stand in for")
		for path, body := range map[string]object{
			"/people/" + f.trainee.id.String() + "/leave":              {"leftOn": today, "version": f.trainee.version},
			"/people/" + f.trainee.id.String() + "/mentoring-meetings": {"metOn": "2026-11-02", "topics": "Plans"},
			"/grants": {"personId": deputy.id, "role": "auditor", "startsOn": today},
		} {
			assert.False(t, f.succeeds(deputy, http.MethodPost, path, body), "a cover does not carry %s", path)
		}
		script := f.scriptOf(deputy, "read_write")
		assert.Equal(t, http.StatusForbidden, f.approves(script, f.trainee), "a personal token has no part in it")

		assert.Equal(t, http.StatusOK, f.approves(deputy, f.trainee))
		var claim struct {
			Summary struct{ DecidedBy, DecidedFor struct{ Name string } }
			History []struct{ By, For struct{ Name string } }
		}
		f.must(f.trainee, http.MethodGet, "/claims/"+f.trainee.waiting.id.String(), nil, &claim)
		assert.Equal(t, "Person covering", claim.Summary.DecidedBy.Name)
		assert.Equal(t, "Person manager", claim.Summary.DecidedFor.Name)
		assert.Equal(t, "Person manager", claim.History[len(claim.History)-1].For.Name)

		f.must(deputy, http.MethodGet, "/people/"+f.trainee.id.String()+"/portfolio", nil, nil)
		var trail struct {
			Items []struct {
				Action    string
				ActingFor struct{ Name string }
			}
		}
		f.must(f.trainee.org.founder, http.MethodGet, "/audit-entries?limit=200&actorId="+deputy.id.String()+"&personId="+f.trainee.id.String(), nil, &trail)
		require.Greater(t, len(trail.Items), 1, "the decision and the reading")
		for _, e := range trail.Items {
			assert.Equal(t, "Person manager", e.ActingFor.Name, e.Action)
		}
	})
}

func TestASignOffUnderCoverNamesBoth(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		deputy := f.senderAs(covering)
		at := "/milestone-records/" + f.trainee.learning.id.String() + "/sign-off"
		body := object{"version": f.trainee.learning.version}
		f.exec("UPDATE covers SET person_id = ? WHERE covering_id = ?", f.trainee.org.chief.id, deputy.id)
		var record struct{ DecidedBy, DecidedFor struct{ Name string } }
		f.must(deputy, http.MethodPost, at, body, &record)
		assert.Equal(t, "Person covering", record.DecidedBy.Name)
		assert.Equal(t, "Person chief", record.DecidedFor.Name)
		own := f.send(deputy, http.MethodPost, "/milestone-records/"+deputy.learning.id.String()+"/sign-off", object{"version": deputy.learning.version}, 0, false)
		assert.Equal(t, http.StatusNotFound, own.Code, "nobody signs off their own milestone by way of cover: "+own.Body.String())
	})
}

func TestNobodyCoversWhatTheColleagueCovers(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		// The deputy stands in for the manager; the auditor stands in for the deputy.
		deputy, second := f.senderAs(covering), f.senderAs(access.Auditor)
		f.give(deputy, access.Mentor, held{})
		f.must(deputy, http.MethodPost, "/me/covers", coverBy(second.id), nil)
		is, _ := f.sees(deputy, f.trainee)
		assert.True(t, is)
		is, _ = f.sees(second, f.trainee)
		assert.False(t, is)
		assert.Equal(t, http.StatusForbidden, f.approves(second, f.trainee))
	})
}

// days moves the first and the last day of rows of a table, as if today were another day.
func (f *fixture) days(table, column string, of uuid.UUID, from, to string) {
	f.t.Helper()
	f.exec("UPDATE "+table+" SET starts_on = ?, ends_on = ? WHERE "+column+" = ?", from, to, of)
}

// TestAccessForATimeHoldsAtItsBorders moves the days of a cover, and of the grant behind it, around today, 20 November 2026.
func TestAccessForATimeHoldsAtItsBorders(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		manager, deputy := f.senderAs(access.Manager), f.senderAs(covering)
		for _, c := range []struct {
			what, from, to string
			gives          bool
		}{
			{"the day before it begins", "2026-11-21", "2026-12-04", false},
			{"its first day", "2026-11-20", "2026-12-04", true},
			{"its only day", "2026-11-20", "2026-11-20", true},
			{"its last day", "2026-11-01", "2026-11-20", true},
			{"the day after its last", "2026-11-01", "2026-11-19", false},
		} {
			f.days("covers", "covering_id", deputy.id, c.from, c.to)
			is, _ := f.sees(deputy, f.trainee)
			assert.Equal(t, c.gives, is, "a cover on %s", c.what)
		}
		f.days("covers", "covering_id", deputy.id, "2026-11-20", "2026-12-04")
		for _, c := range []struct {
			what, from, to string
			gives          bool
		}{
			{"the day before it begins", "2026-11-21", "2027-12-04", false},
			{"its first day", "2026-11-20", "2027-12-04", true},
			{"its last day", "2025-11-01", "2026-11-20", true},
			{"the day after its last", "2025-11-01", "2026-11-19", false},
		} {
			f.exec("UPDATE grants SET starts_on = ?, ends_on = ? WHERE person_id = ? AND role = 'manager' AND team_id = ?", c.from, c.to, manager.id, f.trainee.org.coding.id)
			is, _ := f.sees(manager, f.trainee)
			assert.Equal(t, c.gives, is, "a grant on %s", c.what)
			is, _ = f.sees(deputy, f.trainee)
			assert.Equal(t, c.gives, is, "and the cover of who holds it, on %s", c.what)
		}
	})
}

func TestACoverEndsForBothAtOnce(t *testing.T) {
	for _, c := range []struct {
		what string
		by   func(*fixture) *person
	}{
		{"who is away", func(f *fixture) *person { return f.senderAs(access.Manager) }},
		{"who stands in", func(f *fixture) *person { return f.senderAs(covering) }},
		{"an administrator", func(f *fixture) *person { return f.trainee.org.founder }},
	} {
		t.Run(c.what, func(t *testing.T) {
			eachDatabase(t, func(t *testing.T, f *fixture) {
				manager, deputy := f.senderAs(access.Manager), f.senderAs(covering)
				var cover struct{ ID uuid.UUID }
				require.NoError(t, f.app.db.Conn(f.ctx).Raw("SELECT id FROM covers WHERE covering_id = ?", deputy.id).Scan(&cover).Error)
				id := cover.ID
				f.must(c.by(f), http.MethodPost, "/covers/"+id.String()+"/end", nil, nil)
				is, _ := f.sees(deputy, f.trainee)
				assert.False(t, is)
				again := f.send(c.by(f), http.MethodPost, "/covers/"+id.String()+"/end", nil, 0, false)
				assert.Equal(t, http.StatusConflict, again.Code)
				for _, told := range []*person{manager, deputy} {
					r := f.send(told, http.MethodGet, "/notices?limit=200", nil, 0, false)
					assert.Equal(t, 2, strings.Count(r.Body.String(), "cover_changed/"), "that it was set, and that it ended")
				}
				var letters int
				require.NoError(t, f.app.db.Conn(f.ctx).Raw(`SELECT COUNT(*) FROM delegation_events JOIN mail_deliveries ON mail_deliveries.about = CAST(delegation_events.id AS TEXT)
					WHERE delegation_events.about_id = ?`, id).Scan(&letters).Error)
				assert.Equal(t, 4, letters, "two letters to each")
			})
		})
	}
}

func TestWhatACoverCannotBe(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		manager, founder, deputy := f.senderAs(access.Manager), f.trainee.org.founder, f.senderAs(covering)
		cover := func(colleague uuid.UUID, from, to string) object {
			return object{"coveringId": colleague, "startsOn": from, "endsOn": to}
		}
		mine, theirs := "/me/covers", "/people/"+manager.id.String()+"/covers"
		for _, c := range []struct {
			what   string
			by     *person
			path   string
			body   object
			status int
			field  string
		}{
			{"by oneself", manager, mine, cover(manager.id, today, today), 422, "coveringId"},
			{"by somebody of another organisation", manager, mine, cover(f.foreigner.id, today, today), 422, "coveringId"},
			{"in the past", manager, mine, cover(f.guard.id, "2026-11-19", today), 422, "startsOn"},
			{"with the last day before the first", manager, mine, cover(f.guard.id, "2026-11-22", "2026-11-21"), 422, "endsOn"},
			{"for 91 days", manager, mine, cover(f.guard.id, "2026-11-20", "2027-02-18"), 422, "endsOn"},
			{"twice by the same on the same day", manager, mine, cover(deputy.id, "2026-12-04", "2026-12-10"), 422, "coveringId"},
			{"of somebody for whom nothing waits", f.guard, mine, cover(deputy.id, today, today), 409, ""},
			{"handed to oneself by an administrator", founder, theirs, cover(founder.id, today, today), 422, "coveringId"},
			{"of another organisation's person", founder, "/people/" + f.foreigner.id.String() + "/covers", cover(f.guard.id, today, today), 404, ""},
			{"with a patient's number in the note", manager, mine, object{"coveringId": f.guard.id, "startsOn": today, "endsOn": today, "note": "See 943 476 5919."}, 422, "note"},
			{"for 90 days", manager, mine, cover(f.guard.id, "2026-11-20", "2027-02-17"), 201, ""},
			{"by an administrator", founder, theirs, cover(f.trainee.id, today, today), 201, ""},
		} {
			r := f.send(c.by, http.MethodPost, c.path, c.body, 0, false)
			assert.Equal(t, c.status, r.Code, "a cover %s: %s", c.what, r.Body.String())
			if c.field != "" {
				assert.Contains(t, r.Body.String(), `"name":"`+c.field+`"`, "a cover %s", c.what)
			}
		}
	})
}
