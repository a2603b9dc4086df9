package course_test

import (
	"context"
	"slices"
	"sync"
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
	. "bandwise/internal/training/course"
)

func id(name string) uuid.UUID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)) }

var tara, mo, max, stan, carl, olga = id("Tara"), id("Mo"), id("Max"), id("Stan"), id("Carl"), id("Olga")

// trust is a small trust: Tara and Mo are in the coding team that Max manages, Stan leads the standards, Carl is in another team
// and Olga in another organisation.
type trust struct {
	t       *testing.T
	db      *database.DB
	now     time.Time
	service *Service
	// recorded is what reached the training record; refused says of whom it is refused.
	recorded []string
	refused  uuid.UUID
}

var loadPolicy = sync.OnceValues(access.LoadPolicy)

func (tr *trust) Attended(_ context.Context, _ access.Actor, person uuid.UUID, milestone string, _, to calendar.Date) error {
	if person == tr.refused {
		return apperr.InvalidField("milestone", "Complete the CCS e-learning modules first.")
	}
	tr.recorded = append(tr.recorded, milestone+" "+to.ISO())
	return nil
}

func each(t *testing.T, run func(*testing.T, *trust)) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		tr := &trust{t: t, db: db, now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
		exec := func(sql string, args ...any) { require.NoError(t, db.Conn(t.Context()).Exec(sql, args...).Error) }
		for _, organisation := range []string{"trust", "elsewhere"} {
			exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", id(organisation), organisation, organisation, tr.now)
		}
		for _, team := range []string{"coding", "records"} {
			exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, ?, ?, 1, ?, ?)",
				id(team), id("trust"), team, "/"+id(team).String()+"/", tr.now, tr.now)
		}
		exec("INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, 'Coder', '3', 'stated', 1, ?, ?)", id("coder"), tr.now, tr.now)
		for name, team := range map[string]string{"Tara": "coding", "Mo": "coding", "Max": "coding", "Stan": "records", "Carl": "records", "Olga": ""} {
			organisation := id("trust")
			if team == "" {
				organisation = id("elsewhere")
			}
			exec(`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, lower(?), ?, 1, ?, ?)`,
				id(name), organisation, name, name, name+"@example.org", tr.now, tr.now)
			if team != "" {
				exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
					VALUES (?, ?, ?, ?, ?, '3', 100, ?, 1, ?, ?)`, uuid.New(), organisation, id(name), id("coder"), id(team), calendar.MustParseDate("2025-12-15"), tr.now, tr.now)
			}
		}
		clock := func() time.Time { return tr.now }
		tr.service = New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Records: tr}).Service
		run(t, tr)
	})
}

func (tr *trust) as(who uuid.UUID) access.Actor {
	policy, err := loadPolicy()
	require.NoError(tr.t, err)
	organisation, from := id("trust"), calendar.MustParseDate("2020-01-01")
	var grants []access.Grant
	switch who {
	case max:
		team := id("coding")
		grants = append(grants, access.Grant{PersonID: who, OrganisationID: organisation, Role: access.Manager, TeamID: &team, StartsOn: from})
	case stan:
		grants = append(grants, access.Grant{PersonID: who, OrganisationID: organisation, Role: access.StandardsLead, StartsOn: from})
	case olga:
		organisation = id("elsewhere")
		grants = append(grants, access.Grant{PersonID: who, OrganisationID: organisation, Role: access.StandardsLead, StartsOn: from})
	}
	return policy.NewActor(who, organisation, "", "", grants, tr.now)
}

func (tr *trust) plan(kind Kind, places int) Detail {
	tr.t.Helper()
	today := calendar.Today(tr.now)
	d, err := tr.service.Add(tr.t.Context(), tr.as(stan), Event{Kind: kind, Title: "A course", StartsOn: today.AddDays(1), EndsOn: today.AddDays(2), Places: places})
	require.NoError(tr.t, err)
	return d
}

func states(d Detail) map[uuid.UUID]BookingState {
	found := map[uuid.UUID]BookingState{}
	for _, b := range d.Bookings {
		found[b.PersonID] = b.State
	}
	return found
}

func TestPlacesAreTakenInOrderAndGivenOn(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		d := tr.plan(Workshop, 1)
		_, err := tr.service.Book(ctx, tr.as(tara), d.ID, []uuid.UUID{tara}, nil)
		require.NoError(t, err)
		d, err = tr.service.Book(ctx, tr.as(max), d.ID, []uuid.UUID{mo, tara}, nil)
		require.NoError(t, err)
		assert.Equal(t, map[uuid.UUID]BookingState{tara: Booked, mo: Waiting}, states(d))
		assert.Equal(t, 1, d.Waiting)

		own, err := tr.service.Event(ctx, tr.as(tara), d.ID)
		require.NoError(t, err)
		assert.Equal(t, Booked, own.Mine)
		assert.Len(t, own.Bookings, 1, "a colleague's place is not shown")
		assert.False(t, own.MayManage)

		_, err = tr.service.Book(ctx, tr.as(tara), d.ID, []uuid.UUID{mo}, nil)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "nobody books somebody else")
		_, err = tr.service.Withdraw(ctx, tr.as(mo), own.Bookings[0].ID, own.Bookings[0].Version)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = tr.service.Withdraw(ctx, tr.as(tara), own.Bookings[0].ID, 9)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		_, err = tr.service.Withdraw(ctx, tr.as(tara), own.Bookings[0].ID, own.Bookings[0].Version)
		require.NoError(t, err)
		d, err = tr.service.Event(ctx, tr.as(max), d.ID)
		require.NoError(t, err)
		assert.Equal(t, map[uuid.UUID]BookingState{tara: Withdrawn, mo: Booked}, states(d), "who waited got the place")

		d, err = tr.service.Book(ctx, tr.as(max), d.ID, []uuid.UUID{tara}, nil)
		require.NoError(t, err)
		assert.Equal(t, Waiting, states(d)[tara], "who gave the place back waits at the end")
		d, err = tr.service.Edit(ctx, tr.as(stan), d.ID, d.Version, Event{Kind: Workshop, Title: "A course", StartsOn: d.StartsOn, EndsOn: d.EndsOn, Places: 2})
		require.NoError(t, err)
		assert.Equal(t, Booked, states(d)[tara], "another place lets in who waits")
		_, err = tr.service.Edit(ctx, tr.as(stan), d.ID, d.Version, Event{Kind: Workshop, Title: "A course", StartsOn: d.StartsOn, EndsOn: d.EndsOn, Places: 1})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "taken places are not taken away")
		_, err = tr.service.Event(ctx, tr.as(olga), d.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestTheLastPlaceIsGivenOnce(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		d := tr.plan(Workshop, 1)
		people := []uuid.UUID{tara, mo, max, carl}
		var all sync.WaitGroup
		for _, p := range people {
			all.Add(1)
			go func() {
				defer all.Done()
				_, err := tr.service.Book(t.Context(), tr.as(p), d.ID, []uuid.UUID{p}, nil)
				assert.NoError(t, err)
			}()
		}
		all.Wait()
		after, err := tr.service.Event(t.Context(), tr.as(stan), d.ID)
		require.NoError(t, err)
		assert.Equal(t, 1, after.Booked)
		assert.Equal(t, 3, after.Waiting)
	})
}

func TestAttendanceReachesTheTrainingRecords(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		d := tr.plan(StandardsCourse, 5)
		d, err := tr.service.Book(ctx, tr.as(max), d.ID, []uuid.UUID{tara, mo, max}, nil)
		require.NoError(t, err)
		var marks []Mark
		for _, b := range d.Bookings {
			marks = append(marks, Mark{BookingID: b.ID, Attended: b.PersonID != max})
		}
		_, err = tr.service.MarkAttendance(ctx, tr.as(max), d.ID, d.Version, marks)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "it has not been held yet")
		tr.now = tr.now.AddDate(0, 0, 2)
		tr.refused = mo
		_, err = tr.service.MarkAttendance(ctx, tr.as(max), d.ID, d.Version+3, marks)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "another version was read")
		after, err := tr.service.MarkAttendance(ctx, tr.as(max), d.ID, d.Version, marks)
		require.NoError(t, err)
		assert.Equal(t, map[uuid.UUID]BookingState{tara: Attended, mo: Attended, max: Absent}, states(after))
		assert.Equal(t, []string{"ccsc 2026-11-25"}, tr.recorded)
		i := slices.IndexFunc(after.Bookings, func(b KeptBooking) bool { return b.PersonID == mo })
		assert.Equal(t, "Not in the training record: Complete the CCS e-learning modules first.", after.Bookings[i].Outcome)
		_, err = tr.service.Book(ctx, tr.as(max), d.ID, []uuid.UUID{carl}, nil)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "it is over")
	})
}

func TestNobodyMarksPeopleOutOfReach(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		d := tr.plan(Workshop, 5)
		d, err := tr.service.Book(ctx, tr.as(stan), d.ID, []uuid.UUID{carl}, nil)
		require.NoError(t, err)
		tr.now = tr.now.AddDate(0, 0, 2)
		_, err = tr.service.MarkAttendance(ctx, tr.as(max), d.ID, d.Version, []Mark{{d.Bookings[0].ID, true}})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = tr.service.MarkAttendance(ctx, tr.as(stan), d.ID, d.Version, []Mark{{uuid.New(), true}})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestACohortIsBookedAtOnce(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		ctx := t.Context()
		today := calendar.Today(tr.now)
		c, err := tr.service.AddCohort(ctx, tr.as(stan), Cohort{Name: "Autumn", StartsOn: today}, []uuid.UUID{tara, mo, carl})
		require.NoError(t, err)
		_, err = tr.service.AddCohort(ctx, tr.as(stan), Cohort{Name: "Autumn", StartsOn: today}, []uuid.UUID{tara})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "the name is taken")
		seen, err := tr.service.Cohort(ctx, tr.as(max), c.ID)
		require.NoError(t, err)
		assert.Equal(t, 3, seen.Size)
		assert.Len(t, seen.Members, 2, "Carl is in another team")
		seen, err = tr.service.EditCohort(ctx, tr.as(max), Cohort{ID: c.ID, Name: "Autumn", StartsOn: today}, c.Version, []uuid.UUID{tara})
		require.NoError(t, err)
		assert.Equal(t, 2, seen.Size, "Mo goes, and Carl, whom Max does not reach, stays")

		d := tr.plan(Anatomy, 8)
		_, err = tr.service.Book(ctx, tr.as(max), d.ID, nil, &c.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "not all of the cohort are within reach")
		d, err = tr.service.Book(ctx, tr.as(stan), d.ID, nil, &c.ID)
		require.NoError(t, err)
		assert.Equal(t, 2, d.Booked)

		counting, queries := database.CountQueries(ctx)
		_, total, err := tr.service.Events(counting, tr.as(tara), Filter{Request: page.Request{Sort: "startsOn", Limit: 50}})
		require.NoError(t, err)
		assert.Equal(t, 1, total)
		assert.EqualValues(t, 2, queries.Load())
	})
}

func TestACourseThatCannotBeIsRefused(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		today := calendar.Today(tr.now)
		_, err := tr.service.Add(t.Context(), tr.as(stan), Event{Kind: Workshop, Title: "x", StartsOn: today, EndsOn: today.AddDays(-1), Places: 0})
		var refusal *apperr.Error
		require.ErrorAs(t, err, &refusal)
		var fields []string
		for _, f := range refusal.Fields {
			fields = append(fields, f.Name)
		}
		assert.Equal(t, []string{"endsOn", "places"}, fields)
		d := tr.plan(Workshop, 2)
		_, err = tr.service.Cancel(t.Context(), tr.as(stan), d.ID, d.Version, " ")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		d, err = tr.service.Cancel(t.Context(), tr.as(stan), d.ID, d.Version, "Too few.")
		require.NoError(t, err)
		assert.Equal(t, Cancelled, d.State)
		_, err = tr.service.Book(t.Context(), tr.as(tara), d.ID, []uuid.UUID{tara}, nil)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
	})
}

func TestWhoMayBeBooked(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		names := func(who uuid.UUID, query string) []string {
			found, total, err := tr.service.Bookable(t.Context(), tr.as(who), page.Request{Sort: "name", Limit: 50, Query: query})
			require.NoError(t, err)
			assert.Equal(t, total, len(found))
			var all []string
			for _, p := range found {
				all = append(all, p.Name+", "+p.Team)
			}
			return all
		}
		assert.Equal(t, []string{"Carl, records", "Max, coding", "Mo, coding", "Stan, records", "Tara, coding"}, names(stan, ""))
		assert.Equal(t, []string{"Max, coding", "Mo, coding", "Tara, coding"}, names(max, ""), "those of the team")
		assert.Equal(t, []string{"Tara, coding"}, names(tara, ""), "oneself")
		assert.Equal(t, []string{"Carl, records", "Stan, records"}, names(stan, "Records"))
		assert.Empty(t, names(olga, ""), "nobody of another organisation")
	})
}
