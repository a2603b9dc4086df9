package staff

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
)

func TestAppointing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		sam := n.appointed("Sam Okoro", n.coding, "2020-01-01")
		mary := n.person("Mary Shaw")
		post := n.post(n.trainees, "2026-09-01")
		post.LineManagerID, post.WTE = sam.ID, 60
		a, err := n.Service.AddAppointment(ctx, n.ada, mary.ID, post)
		require.NoError(t, err)
		record, err := n.Service.Person(ctx, n.ada, mary.ID)
		require.NoError(t, err)
		assert.Equal(t, []Appointment{a}, record.Appointments, "what was answered is what is kept")
		assert.Equal(t, "Sam Okoro", a.LineManagerName)
		assert.Equal(t, "Trainees", a.TeamName)

		stranger := n.organisation("Southmere")
		elsewhere, err := n.Service.CreateTeam(ctx, stranger, "Records", uuid.Nil)
		require.NoError(t, err)
		n.exec("INSERT INTO roles (id, organisation_id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, 'Theirs', '3', 'stated', 1, ?, ?)", elsewhere.ID, stranger.OrganisationID, n.now, n.now)
		for name, c := range map[string]struct {
			change func(*Post)
			want   []string
		}{
			"while another appointment is open":    {func(*Post) {}, []string{"startsOn"}},
			"to a team of another organisation":    {func(p *Post) { p.TeamID = elsewhere.ID }, []string{"teamId"}},
			"to a role of another organisation":    {func(p *Post) { p.RoleID = elsewhere.ID }, []string{"roleId"}},
			"under a manager of another":           {func(p *Post) { p.LineManagerID = stranger.PersonID }, []string{"lineManagerId"}},
			"with everything wrong, told together": {func(p *Post) { p.RoleID, p.TeamID, p.Band = uuid.New(), uuid.New(), "12" }, []string{"band", "roleId", "teamId"}},
			"ending before it starts":              {func(p *Post) { p.EndsOn = day("2026-08-31") }, []string{"endsOn"}},
			"under oneself, while another is open": {func(p *Post) { p.LineManagerID = mary.ID }, []string{"lineManagerId"}},
		} {
			t.Run(name, func(t *testing.T) {
				p := post
				c.change(&p)
				_, err := n.Service.AddAppointment(ctx, n.ada, mary.ID, p)
				assert.Equal(t, c.want, fields(t, err))
			})
		}
		_, err = n.Service.AddAppointment(ctx, stranger, mary.ID, n.post(elsewhere, "2026-09-01"))
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		assert.Equal(t, 2, n.audited("staff.appointment_added"))
	})
}

func TestChangingAnAppointment(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		sam, mary := n.appointed("Sam Okoro", n.coding, "2020-01-01"), n.person("Mary Shaw")
		post := n.post(n.trainees, "2026-09-01")
		post.LineManagerID = sam.ID
		a, err := n.Service.AddAppointment(ctx, n.ada, mary.ID, post)
		require.NoError(t, err)
		post.WTE, post.TeamID = 80, n.coding.ID
		changed, err := n.Service.EditAppointment(ctx, n.ada, a.ID, 1, post)
		require.NoError(t, err)
		assert.Equal(t, 2, changed.Version)
		_, err = n.Service.EditAppointment(ctx, n.ada, a.ID, 1, post)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		_, err = n.Service.EditAppointment(ctx, n.organisation("Southmere"), a.ID, 2, post)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))

		_, err = n.Service.RecordLeaving(ctx, n.ada, sam.ID, day("2026-11-20"), 1)
		require.NoError(t, err)
		post.EndsOn = day("2026-12-31")
		ended, err := n.Service.EditAppointment(ctx, n.ada, a.ID, 2, post)
		require.NoError(t, err, "a line manager who has left since stays where they stood")
		assert.Equal(t, "Sam Okoro", ended.LineManagerName)
		next := n.post(n.security, "2027-01-01")
		next.LineManagerID = sam.ID
		_, err = n.Service.AddAppointment(ctx, n.ada, mary.ID, next)
		assert.Equal(t, []string{"lineManagerId"}, fields(t, err), "but is given to nobody anew")
		next.LineManagerID = uuid.Nil
		_, err = n.Service.AddAppointment(ctx, n.ada, mary.ID, next)
		require.NoError(t, err, "from the day after the last")
		post.EndsOn = none
		_, err = n.Service.EditAppointment(ctx, n.ada, a.ID, 3, post)
		assert.Equal(t, []string{"endsOn"}, fields(t, err), "opening the old one again would overlap the new one")
	})
}

func TestOfOverlappingAppointmentsAtOnceOneIsMade(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		mary := n.person("Mary Shaw")
		var made atomic.Int64
		var together sync.WaitGroup
		for range 10 {
			together.Go(func() {
				if _, err := n.Service.AddAppointment(t.Context(), n.ada, mary.ID, n.post(n.coding, "2026-09-01")); err == nil {
					made.Add(1)
				}
			})
		}
		together.Wait()
		assert.EqualValues(t, 1, made.Load())
		assert.Equal(t, 1, n.audited("staff.appointment_added"))
	})
}

func TestGivingAMentor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		zoe, sam := n.appointed("Zoë Brontë", n.trainees, "2026-09-01"), n.appointed("Sam Okoro", n.coding, "2020-01-01")
		vic := n.appointed("Vic Guard", n.security, "2020-01-01")
		n.give(sam.ID, access.Mentor, nil)
		n.give(vic.ID, access.Manager, &n.security)
		asked := Assignment{PersonID: zoe.ID, Assignee: Ref{ID: sam.ID}, Kind: Mentor, StartsOn: day("2026-09-01"), EndsOn: day("2027-02-28")}
		made, err := n.Service.AddAssignment(ctx, n.ada, asked)
		require.NoError(t, err)
		assert.Equal(t, "Sam Okoro", made.Assignee.Name)

		for name, c := range map[string]struct {
			by     access.Actor
			change func(*Assignment)
			code   apperr.Code
			want   []string
		}{
			"who is the mentor on these days already": {n.ada, func(a *Assignment) { a.StartsOn = day("2027-02-28"); a.EndsOn = none }, apperr.CodeInvalid, []string{"startsOn"}},
			"who lacks the role for it":               {n.ada, func(a *Assignment) { a.Kind = Assessor }, apperr.CodeInvalid, []string{"assigneeId"}},
			"who is the trainee":                      {n.ada, func(a *Assignment) { a.Assignee.ID = zoe.ID }, apperr.CodeInvalid, []string{"assigneeId"}},
			"who is nobody":                           {n.ada, func(a *Assignment) { a.Assignee.ID = uuid.New() }, apperr.CodeInvalid, []string{"assigneeId"}},
			"until before it begins":                  {n.ada, func(a *Assignment) { a.EndsOn = day("2026-08-31") }, apperr.CodeInvalid, []string{"endsOn"}},
			"by another team's manager":               {n.actor(vic.ID), func(*Assignment) {}, apperr.CodeNotFound, nil},
			"by the mentor":                           {n.actor(sam.ID), func(*Assignment) {}, apperr.CodeNotFound, nil},
		} {
			t.Run(name, func(t *testing.T) {
				a := asked
				c.change(&a)
				_, err := n.Service.AddAssignment(ctx, c.by, a)
				assert.Equal(t, c.code.String(), apperr.CodeOf(err).String())
				assert.Equal(t, c.want, fields(t, err))
			})
		}
		asked.StartsOn, asked.EndsOn = day("2027-03-01"), none
		_, err = n.Service.AddAssignment(ctx, n.ada, asked)
		assert.NoError(t, err, "from the day after the last")
	})
}

func TestAManagerGivesMentorsToTheOwnTeams(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		zoe, sam := n.appointed("Zoë Brontë", n.trainees, "2026-09-01"), n.appointed("Sam Okoro", n.coding, "2020-01-01")
		vic, gus := n.appointed("Vic Guard", n.security, "2020-01-01"), n.appointed("Gus Gone", n.security, "2020-01-01")
		n.give(sam.ID, access.Manager, &n.coding)
		n.give(vic.ID, access.Mentor, nil)
		n.give(gus.ID, access.Mentor, nil)
		_, err := n.Service.RecordLeaving(ctx, n.ada, gus.ID, day("2026-11-20"), 1)
		require.NoError(t, err)
		manager := n.actor(sam.ID)
		ctx, queries := database.CountQueries(ctx)
		mentors, total, err := n.Service.Assignees(ctx, manager, Mentor, page.Request{Query: "GUARD", Limit: 10})
		require.NoError(t, err)
		assert.EqualValues(t, 2, queries.Load())
		assert.Equal(t, []Ref{{vic.ID, "Vic Guard"}}, mentors, "a mentor of another team can be chosen, one who left cannot")
		assert.Equal(t, 1, total)
		assessors, _, err := n.Service.Assignees(ctx, manager, Assessor, page.Request{Limit: 10})
		require.NoError(t, err)
		assert.Empty(t, assessors)

		made, err := n.Service.AddAssignment(ctx, manager, Assignment{PersonID: zoe.ID, Assignee: Ref{ID: vic.ID}, Kind: Mentor, StartsOn: day("2026-11-20")})
		require.NoError(t, err)
		_, err = n.Service.Person(ctx, n.actor(vic.ID), zoe.ID)
		require.NoError(t, err, "the mentor sees the trainee")
		_, err = n.Service.EndAssignment(ctx, n.actor(vic.ID), made.ID, day("2026-11-20"))
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "but does not end the assignment")
		ended, err := n.Service.EndAssignment(ctx, manager, made.ID, day("2026-11-19"))
		require.NoError(t, err)
		assert.Equal(t, day("2026-11-19"), ended.EndsOn)
		_, err = n.Service.Person(ctx, n.actor(vic.ID), zoe.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "an assignment that never took effect shows nothing any more")
		assert.Equal(t, 1, n.audited("staff.assignment_ended"))
	})
}
