package audit_test

import (
	"context"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi/requestid"
	"bandwise/internal/platform/testdb"
)

// trust is an organisation with an auditor and a trainee.
type trust struct {
	*audit.Trail
	t       *testing.T
	db      *database.DB
	now     time.Time
	auditor access.Actor
	trainee access.Actor
}

func newTrust(t *testing.T, db *database.DB) *trust {
	t.Helper()
	n := &trust{t: t, db: db, now: time.Date(2026, 6, 15, 9, 0, 0, 0, time.UTC)}
	n.Trail = audit.New(audit.NewStore(db), func() time.Time { return n.now })
	org := n.organisation("northmoor")
	n.auditor = n.person(org, "Audrey Tor", access.Auditor)
	n.trainee = n.person(org, "Terry Nee")
	return n
}

func (n *trust) organisation(slug string) uuid.UUID {
	id := uuid.New()
	require.NoError(n.t, n.db.Conn(n.t.Context()).Exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id, slug, slug, n.now).Error)
	return id
}

func (n *trust) person(org uuid.UUID, name string, roles ...access.Role) access.Actor {
	id := uuid.New()
	require.NoError(n.t, n.db.Conn(n.t.Context()).Exec(
		"INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		id, org, name, name, name, n.now, n.now).Error)
	var grants []access.Grant
	for _, role := range roles {
		grants = append(grants, access.Grant{PersonID: id, OrganisationID: org, Role: role, StartsOn: calendar.Today(n.now)})
	}
	policy, err := access.LoadPolicy()
	require.NoError(n.t, err)
	return policy.NewActor(id, org, name, "", grants, n.now)
}

func (n *trust) record(by access.Actor, action string, about *uuid.UUID) {
	n.t.Helper()
	ctx := requestid.With(n.t.Context(), "req-1")
	require.NoError(n.t, n.Record(ctx, by, audit.Change{
		Action: action, SubjectKind: "claim", SubjectID: "7", PersonID: about,
		Before: audit.Values{"state": "draft"}, After: audit.Values{"state": "submitted", "reflection": audit.FreeText("naïve")},
	}))
}

func TestTheTrailIsReadNewestFirst(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.record(n.trainee, "portfolio.claim_submitted", &n.trainee.PersonID)
		n.now = n.now.Add(time.Minute)
		n.record(n.auditor, "portfolio.claim_seen", &n.trainee.PersonID)
		n.now = n.now.Add(time.Minute)
		n.record(access.Actor{OrganisationID: n.auditor.OrganisationID}, "staff.team_added", nil)
		other := n.person(n.organisation("southmere"), "Otto Ther", access.Auditor)
		n.record(other, "staff.team_added", &other.PersonID)
		n.record(access.Actor{}, "framework.loaded", nil)

		summer := calendar.On(2026, time.June, 15)
		for name, c := range map[string]struct {
			by     access.Actor
			filter audit.Filter
			want   []string
		}{
			"everything of the organisation":       {n.auditor, audit.Filter{}, []string{"staff.team_added", "portfolio.claim_seen", "portfolio.claim_submitted"}},
			"one person's record":                  {n.auditor, audit.Filter{PersonID: n.trainee.PersonID}, []string{"portfolio.claim_seen", "portfolio.claim_submitted"}},
			"what one person did":                  {n.auditor, audit.Filter{ActorID: n.auditor.PersonID}, []string{"portfolio.claim_seen"}},
			"a feature's actions":                  {n.auditor, audit.Filter{Action: "staff."}, []string{"staff.team_added"}},
			"an underscore stands for itself":      {n.auditor, audit.Filter{Action: "staff_"}, nil},
			"a day":                                {n.auditor, audit.Filter{From: summer, To: summer}, []string{"staff.team_added", "portfolio.claim_seen", "portfolio.claim_submitted"}},
			"the day before":                       {n.auditor, audit.Filter{To: summer.AddDays(-1)}, nil},
			"the day after":                        {n.auditor, audit.Filter{From: summer.AddDays(1)}, nil},
			"another organisation's auditor":       {other, audit.Filter{}, []string{"staff.team_added"}},
			"another organisation, by this person": {other, audit.Filter{PersonID: n.trainee.PersonID}, nil},
			"somebody who may not read it":         {n.trainee, audit.Filter{}, nil},
		} {
			t.Run(name, func(t *testing.T) {
				ctx, queries := database.CountQueries(t.Context())
				entries, next, err := n.Entries(ctx, c.by, c.filter, audit.Place{}, 50)
				require.NoError(t, err)
				var got []string
				for _, e := range entries {
					got = append(got, e.Action)
				}
				assert.Equal(t, c.want, got)
				assert.Empty(t, next.String())
				assert.LessOrEqual(t, queries.Load(), int64(1), "the trail is not counted")
			})
		}
		var all []string
		from := audit.Place{}
		for range 3 {
			one, next, err := n.Entries(t.Context(), n.auditor, audit.Filter{}, from, 1)
			require.NoError(t, err)
			require.Len(t, one, 1)
			all = append(all, one[0].Action)
			if one[0].Action == "portfolio.claim_seen" {
				assert.Equal(t, "Audrey Tor", one[0].ActorName)
				assert.Equal(t, "Terry Nee", one[0].PersonName)
			}
			// Rows of the same moment, and rows that are added meanwhile, move no page.
			n.now = n.now.Add(time.Second)
			n.record(n.trainee, "added.meanwhile", nil)
			from, err = audit.ParsePlace(next.String())
			require.NoError(t, err)
		}
		assert.Equal(t, []string{"staff.team_added", "portfolio.claim_seen", "portfolio.claim_submitted"}, all)
		assert.Empty(t, from.String())
		_, err := audit.ParsePlace("damaged")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		_, _, err = n.Entries(t.Context(), n.auditor, audit.Filter{From: summer, To: summer.AddDays(-1)}, audit.Place{}, 1)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
	})
}

// A day in British summer time begins at 23:00 UTC of the day before.
func TestADayOfTheTrailIsADayInLondon(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		for _, at := range []time.Time{
			time.Date(2026, 6, 14, 22, 59, 59, 0, time.UTC), time.Date(2026, 6, 14, 23, 0, 0, 0, time.UTC), time.Date(2026, 6, 15, 22, 59, 59, 999999000, time.UTC),
			time.Date(2026, 6, 15, 23, 0, 0, 0, time.UTC),
		} {
			n.now = at
			n.record(n.trainee, "at."+at.Format("02-15"), nil)
		}
		day := calendar.On(2026, time.June, 15)
		entries, _, err := n.Entries(t.Context(), n.auditor, audit.Filter{From: day, To: day}, audit.Place{}, 9)
		require.NoError(t, err)
		require.Len(t, entries, 2)
		assert.Equal(t, "at.15-22", entries[0].Action)
		assert.Equal(t, "at.14-23", entries[1].Action)
	})
}

func TestWhatTheTrailAnswers(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.record(n.trainee, "portfolio.claim_submitted", &n.trainee.PersonID)
		answer, err := audit.NewHandlers(n.Trail).ListAuditEntries(access.WithActor(t.Context(), n.auditor), api.ListAuditEntriesRequestObject{})
		require.NoError(t, err)
		list := answer.(api.ListAuditEntries200JSONResponse)
		require.Len(t, list.Items, 1)
		e := list.Items[0]
		assert.Equal(t, &api.PersonRef{Id: n.trainee.PersonID, Name: "Terry Nee"}, e.Actor)
		assert.Equal(t, "req-1", e.RequestId)
		assert.True(t, n.now.Equal(e.At))
		assert.Equal(t, map[string]any{"state": "draft"}, e.Before)
		assert.Equal(t, "submitted", e.After["state"])
		reflection := e.After["reflection"].(map[string]any)
		assert.InDelta(t, 5, reflection["characters"], 0, "what was written is shown by its length")
		assert.Len(t, reflection["hash"], 64)
	})
}

func TestAChangeThatFailsLeavesNoRow(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		failed := errors.New("the change failed")
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, n.Record(ctx, n.trainee, audit.Change{Action: "portfolio.claim_submitted"}))
			return failed
		})
		require.ErrorIs(t, err, failed)
		entries, _, err := n.Entries(t.Context(), n.auditor, audit.Filter{}, audit.Place{}, 1)
		require.NoError(t, err)
		assert.Empty(t, entries)
	})
}

func TestFreeTextIsNeverInTheTrail(t *testing.T) {
	text, err := json.Marshal(audit.Values{"note": audit.FreeText("Terry's hip operation")})
	require.NoError(t, err)
	assert.JSONEq(t, `{"note":{"characters":21}}`, string(text))
}

func TestAPersonSeesWhoElseReadAndChangedTheRecord(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		read := func(by access.Actor, part string) {
			t.Helper()
			require.NoError(t, n.RecordRead(t.Context(), by, n.trainee.PersonID, part))
		}
		read(n.auditor, "portfolio")
		read(n.auditor, "portfolio")
		read(n.trainee, "portfolio")
		n.now = n.now.Add(time.Minute)
		read(n.auditor, "training")
		n.now = n.now.Add(time.Minute)
		n.record(n.trainee, "portfolio.claim_submitted", &n.trainee.PersonID)
		n.record(n.auditor, "staff.appointment_ended", &n.trainee.PersonID)
		n.record(n.auditor, "staff.person_edited", &n.auditor.PersonID)
		n.now = n.now.Add(24 * time.Hour)
		read(n.auditor, "portfolio")
		n.now = n.now.Add(time.Minute)
		n.record(access.Actor{OrganisationID: n.auditor.OrganisationID}, "training.paused", &n.trainee.PersonID)
		for only, want := range map[audit.Sort][]string{
			0:              {"training.paused claim", "record.read portfolio", "staff.appointment_ended claim", "record.read training", "record.read portfolio"},
			audit.Reading:  {"record.read portfolio", "record.read training", "record.read portfolio"},
			audit.Changing: {"training.paused claim", "staff.appointment_ended claim"},
		} {
			var got []string
			from := audit.Place{}
			for {
				rows, next, err := n.History(t.Context(), n.trainee, only, from, 2)
				require.NoError(t, err)
				for _, row := range rows {
					got = append(got, row.Action+" "+row.SubjectKind)
				}
				if from = next; from.String() == "" {
					break
				}
			}
			assert.Equal(t, want, got)
		}
	})
}
