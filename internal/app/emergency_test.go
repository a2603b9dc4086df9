package app

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
)

type emergencyUse struct {
	ID      uuid.UUID
	Told    int
	Running bool
	EndsAt  time.Time
	Remark  string
	SeenBy  struct{ Name string }
}

func TestEmergencyAccessGivesTheRoleUntilItEnds(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		admin, auditor := f.senderAs(access.Administrator), f.senderAs(access.Auditor)
		assert.Equal(t, http.StatusForbidden, f.approves(admin, f.trainee))
		var use emergencyUse
		f.must(admin, http.MethodPost, "/me/emergency", emergency(access.Manager), &use)
		assert.True(t, use.Running)
		assert.Equal(t, time.Date(2026, 11, 20, 11, 0, 0, 0, time.UTC), use.EndsAt.UTC(), "an hour")
		assert.Equal(t, 2, use.Told, "the founder, who administers too, and the auditor")
		for _, told := range []*person{auditor, f.trainee.org.founder} {
			r := f.send(told, http.MethodGet, "/notices?limit=200", nil, 0, false)
			assert.Contains(t, r.Body.String(), "Person administrator gave themselves emergency access on 20 November 2026 at 10:00.")
		}
		r := f.send(f.trainee.org.chief, http.MethodGet, "/notices?limit=200", nil, 0, false)
		assert.NotContains(t, r.Body.String(), "emergency access", "nobody else is told")
		var letters int
		require.NoError(t, f.app.db.Conn(f.ctx).Raw(`SELECT COUNT(*) FROM mail_deliveries JOIN delegation_events ON mail_deliveries.about = CAST(delegation_events.id AS TEXT)
			WHERE delegation_events.about_id = ?`, use.ID).Scan(&letters).Error)
		assert.Equal(t, 2, letters)

		var me struct {
			Emergency struct{ Role string }
		}
		f.must(admin, http.MethodGet, "/me", nil, &me)
		assert.Equal(t, "manager", me.Emergency.Role)
		assert.Equal(t, http.StatusForbidden, f.approves(admin, admin), "never one's own claim")
		assert.Equal(t, http.StatusNotFound, f.approves(admin, f.foreigner), "nor another organisation's")
		assert.Equal(t, http.StatusForbidden, f.approves(f.scriptOf(admin, "read_write"), f.trainee), "a personal token has no part in it")
		again := f.send(admin, http.MethodPost, "/me/emergency", emergency(access.StandardsLead), 0, false)
		assert.Equal(t, http.StatusConflict, again.Code, "one at a time")
		assert.Equal(t, http.StatusOK, f.approves(admin, f.guard), "of any team")

		var trail struct{ Items []struct{ Action string } }
		f.must(auditor, http.MethodGet, "/audit-entries?limit=200&emergencyId="+use.ID.String(), nil, &trail)
		var actions []string
		for _, e := range trail.Items {
			actions = append(actions, e.Action)
		}
		assert.Contains(t, actions, "portfolio.claim_approved")
		assert.Contains(t, actions, "delegation.emergency_begun")

		look := "/emergency-uses/" + use.ID.String() + "/look"
		early := f.send(auditor, http.MethodPost, look, object{"remark": "Right."}, 0, false)
		assert.Equal(t, http.StatusConflict, early.Code, "not while it lasts")
		f.must(admin, http.MethodPost, "/me/emergency/end", nil, nil)
		assert.Equal(t, http.StatusForbidden, f.approves(admin, f.trainee), "it ended")
		own := f.send(admin, http.MethodPost, look, object{"remark": "Right."}, 0, false)
		assert.Equal(t, http.StatusForbidden, own.Code, "nobody looks at their own")
		f.must(auditor, http.MethodPost, look, object{"remark": "Right."}, &use)
		assert.Equal(t, "Person auditor", use.SeenBy.Name)
		r = f.send(f.trainee.org.founder, http.MethodGet, "/notices?limit=200", nil, 0, false)
		assert.NotContains(t, r.Body.String(), "emergency access", "once somebody has looked the notice goes")
	})
}

func TestEmergencyAccessEndsByItsTime(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		admin, now := f.senderAs(access.Administrator), time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
		var use emergencyUse
		f.must(admin, http.MethodPost, "/me/emergency", emergency(access.Manager), &use)
		for _, c := range []struct {
			what string
			ends time.Time
			sees bool
		}{
			{"a second before its end", now.Add(time.Second), true},
			{"its end", now, false},
			{"a second after its end", now.Add(-time.Second), false},
		} {
			f.exec("UPDATE emergency_uses SET begun_at = ?, ends_at = ? WHERE id = ?", now.Add(-time.Hour), c.ends, use.ID)
			sees := f.succeeds(admin, http.MethodGet, "/reviews", nil)
			assert.Equal(t, c.sees, sees, "at %s", c.what)
		}
	})
}

func TestWhatEmergencyAccessAsks(t *testing.T) {
	eachDatabase(t, func(t *testing.T, f *fixture) {
		admin := f.senderAs(access.Administrator)
		for what, c := range map[string]struct {
			change object
			field  string
		}{
			"a wrong password":        {object{"password": "not my password at all"}, "password"},
			"a short reason":          {object{"reason": "Nobody is here."}, "reason"},
			"a reason of spaces":      {object{"reason": "Ill." + strings.Repeat(" ", 30)}, "reason"},
			"a patient's number":      {object{"reason": "For the patient 943 476 5919 who waits."}, "reason"},
			"a role that is not lent": {object{"role": "auditor"}, "role"},
		} {
			body := emergency(access.Manager)
			for key, value := range c.change {
				body[key] = value
			}
			r := f.send(admin, http.MethodPost, "/me/emergency", body, 0, false)
			assert.Equal(t, http.StatusUnprocessableEntity, r.Code, what)
			assert.Contains(t, r.Body.String(), `"name":"`+c.field+`"`, what)
		}
		// Where nobody else administers or audits it works, and says that nobody was told.
		f.exec("DELETE FROM grants WHERE role IN ('administrator', 'auditor') AND person_id <> ?", admin.id)
		var use emergencyUse
		f.must(admin, http.MethodPost, "/me/emergency", emergency(access.StandardsLead), &use)
		assert.Zero(t, use.Told)
	})
}
