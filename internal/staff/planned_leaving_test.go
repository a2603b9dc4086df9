package staff

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestAPlannedLeavingThatCannotBe(t *testing.T) {
	today := day("2026-11-20")
	held := func(spells ...string) []Appointment {
		var all []Appointment
		for i := 0; i < len(spells); i += 2 {
			a := Appointment{RoleTitle: "Clinical Coding Officer", Post: Post{StartsOn: day(spells[i])}}
			if spells[i+1] != "" {
				a.EndsOn = day(spells[i+1])
			}
			all = append(all, a)
		}
		return all
	}
	since := held("2020-01-01", "")
	for name, c := range map[string]struct {
		planned PlannedLeaving
		held    []Appointment
		field   string
		message string
	}{
		"retirement in a year":            {PlannedLeaving{Kind: Retirement, LeavesOn: day("2027-11-20")}, since, "", ""},
		"another reason, today":           {PlannedLeaving{Kind: OtherLeaving, LeavesOn: today}, since, "", ""},
		"in ten years to the day":         {PlannedLeaving{Kind: Retirement, LeavesOn: day("2036-11-20")}, since, "", ""},
		"without a kind":                  {PlannedLeaving{LeavesOn: today}, since, "kind", "Choose whether it is retirement or another reason."},
		"without a day":                   {PlannedLeaving{Kind: Retirement}, since, "leavesOn", "Enter the last day."},
		"yesterday":                       {PlannedLeaving{Kind: Retirement, LeavesOn: day("2026-11-19")}, since, "leavesOn", "19 November 2026 has passed. Enter a day to come; that somebody has left is recorded by an administrator."},
		"a day after ten years":           {PlannedLeaving{Kind: Retirement, LeavesOn: day("2036-11-21")}, since, "leavesOn", "Check the year: 21 November 2036 is more than ten years ahead."},
		"before the appointment begins":   {PlannedLeaving{Kind: OtherLeaving, LeavesOn: day("2026-12-31")}, held("2027-01-04", ""), "leavesOn", "The appointment as Clinical Coding Officer begins on 4 January 2027. Enter that day or a later one."},
		"before a second one begins":      {PlannedLeaving{Kind: OtherLeaving, LeavesOn: day("2026-12-31")}, held("2027-01-04", "", "2025-01-01", "2027-01-03"), "", ""},
		"without an appointment any more": {PlannedLeaving{Kind: Retirement, LeavesOn: day("2027-11-20")}, held("2020-01-01", "2026-11-19"), "-", "Mary has no appointment today or to come, so there is nothing to leave."},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.planned.check("Mary", c.held, today)
			var refusal *apperr.Error
			switch c.field {
			case "":
				assert.NoError(t, err)
			case "-":
				require.ErrorAs(t, err, &refusal)
				assert.Equal(t, apperr.CodeConflict, refusal.Code)
				assert.Contains(t, err.Error(), c.message)
			default:
				require.ErrorAs(t, err, &refusal)
				assert.Equal(t, []apperr.Field{{Name: c.field, Message: c.message}}, refusal.Fields)
			}
		})
	}
}

func TestAnAppointmentEndsWithinTenYears(t *testing.T) {
	today, person := day("2026-11-20"), uuid.New()
	post := Post{Band: "3", WTE: FullTime, StartsOn: day("2026-01-01"), EndsOn: day("2036-11-20")}
	assert.Empty(t, post.Problems(person, today))
	post.EndsOn = day("2036-11-21")
	assert.Equal(t, []apperr.Field{{Name: "endsOn", Message: "Check the year: 21 November 2036 is more than ten years ahead. Leave it empty when the appointment is permanent."}}, post.Problems(person, today))
}

func TestPlanningALeaving(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		mary := n.appointed("Mary Shaw", n.trainees, "2020-01-01")
		sam := n.appointed("Sam Okoro", n.coding, "2020-01-01")
		lea := n.appointed("Lea Moss", n.security, "2020-01-01")
		n.give(sam.ID, access.Manager, &n.coding)
		n.give(sam.ID, access.Mentor, nil)
		n.give(lea.ID, access.WorkforceLead, nil)
		manager, lead := n.actor(sam.ID), n.actor(lea.ID)

		p, may, err := n.Service.PlannedLeaving(ctx, manager, mary.ID)
		require.NoError(t, err)
		assert.Equal(t, PlannedLeaving{Version: 1}, p)
		assert.True(t, may)

		planned, err := n.Service.PlanLeaving(ctx, manager, mary.ID, 1, Retirement, day("2028-03-31"))
		require.NoError(t, err)
		assert.Equal(t, PlannedLeaving{Retirement, day("2028-03-31"), Ref{sam.ID, "Sam Okoro"}, calendar.Today(n.now), 2}, planned)
		for _, reader := range []access.Actor{manager, lead, n.ada, n.actor(mary.ID)} {
			p, may, err := n.Service.PlannedLeaving(ctx, reader, mary.ID)
			require.NoError(t, err)
			assert.Equal(t, planned, p)
			assert.Equal(t, reader.PersonID == sam.ID || reader.PersonID == n.ada.PersonID, may)
		}
		_, err = n.Service.PlanLeaving(ctx, n.ada, mary.ID, 1, OtherLeaving, day("2027-03-31"))
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err), "somebody else was quicker")
		_, err = n.Service.PlanLeaving(ctx, lead, mary.ID, 2, OtherLeaving, day("2027-03-31"))
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "the lead reads and enters nothing")
		_, err = n.Service.PlanLeaving(ctx, n.actor(mary.ID), mary.ID, 2, OtherLeaving, day("2027-03-31"))
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = n.Service.PlanLeaving(ctx, manager, lea.ID, 1, OtherLeaving, day("2027-03-31"))
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another team")
		_, err = n.Service.PlanLeaving(ctx, manager, sam.ID, 1, OtherLeaving, day("2027-03-31"))
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err), "nobody enters their own")
		_, _, err = n.Service.PlannedLeaving(ctx, n.organisation("Southmere"), mary.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		assert.Equal(t, 1, n.audited("staff.leaving_planned"))

		back, err := n.Service.UnplanLeaving(ctx, n.ada, mary.ID, 2)
		require.NoError(t, err)
		assert.False(t, back.Planned())
		_, err = n.Service.UnplanLeaving(ctx, n.ada, mary.ID, 3)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "there is nothing to take back")
		again, err := n.Service.PlanLeaving(ctx, manager, mary.ID, 3, OtherLeaving, day("2027-03-31"))
		require.NoError(t, err)
		assert.Equal(t, 4, again.Version)

		_, err = n.Service.RecordLeaving(ctx, n.ada, mary.ID, day("2026-12-31"), 1)
		require.NoError(t, err)
		p, _, err = n.Service.PlannedLeaving(ctx, n.ada, mary.ID)
		require.NoError(t, err)
		assert.False(t, p.Planned(), "what is recorded is planned no longer")
		_, err = n.Service.PlanLeaving(ctx, n.ada, mary.ID, 5, Retirement, day("2028-03-31"))
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		assert.Equal(t, 2, n.audited("staff.leaving_unplanned"))
	})
}

func TestAFixedTermIsNoBusinessOfAMentor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		sam := n.appointed("Sam Okoro", n.coding, "2020-01-01")
		n.give(sam.ID, access.Mentor, nil)
		zoe := n.person("Zoë Brontë")
		before, now := n.post(n.trainees, "2020-01-01"), n.post(n.trainees, "2026-01-01")
		before.EndsOn, now.EndsOn = day("2025-12-31"), day("2027-06-30")
		for _, post := range []Post{before, now} {
			_, err := n.Service.AddAppointment(ctx, n.ada, zoe.ID, post)
			require.NoError(t, err)
		}
		_, err := n.Service.AddAssignment(ctx, n.ada, Assignment{PersonID: zoe.ID, Assignee: Ref{ID: sam.ID}, Kind: Mentor, StartsOn: day("2026-10-01")})
		require.NoError(t, err)
		for reader, want := range map[uuid.UUID]calendar.Date{sam.ID: {}, zoe.ID: day("2027-06-30"), n.ada.PersonID: day("2027-06-30")} {
			record, err := n.Service.Person(ctx, n.actor(reader), zoe.ID)
			require.NoError(t, err)
			assert.Equal(t, want, record.Appointments[0].EndsOn)
			assert.Equal(t, day("2025-12-31"), record.Appointments[1].EndsOn, "what has ended is history")
		}
	})
}
