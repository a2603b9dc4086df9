package staff

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestALeaverHoldsNothingAnyMore(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		zoe := n.appointed("Zoë Brontë", n.trainees, "2026-09-01")
		sam := n.appointed("Sam Okoro", n.coding, "2025-01-01")
		n.give(sam.ID, access.Manager, &n.coding)
		n.give(sam.ID, access.Mentor, nil)
		_, err := n.Service.AddAssignment(ctx, n.ada, Assignment{PersonID: zoe.ID, Assignee: Ref{ID: sam.ID}, Kind: Mentor, StartsOn: day("2026-10-01")})
		require.NoError(t, err)

		left, err := n.Service.RecordLeaving(ctx, n.ada, sam.ID, day("2026-11-20"), 1)
		require.NoError(t, err)
		assert.Equal(t, Left, left.Account)
		assert.Equal(t, 2, left.Version)
		assert.Equal(t, day("2026-11-20"), left.Appointments[0].EndsOn)
		assert.Equal(t, 2, left.Appointments[0].Version)
		assert.Equal(t, []access.Role{access.Staff}, n.actor(sam.ID).Roles(), "the grants are over at once")
		assert.Equal(t, []uuid.UUID{sam.ID}, n.accounts.ended, "and so are the sessions")
		record, err := n.Service.Person(ctx, n.ada, zoe.ID)
		require.NoError(t, err)
		assert.Equal(t, day("2026-11-20"), record.Assignments[0].EndsOn)
		assert.Equal(t, 1, n.audited("staff.person_left"))

		_, err = n.Service.AddAppointment(ctx, n.ada, sam.ID, n.post(n.coding, "2026-12-01"))
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "a leaver is appointed to nothing")
		_, err = n.Service.GiveGrant(ctx, n.ada, Grant{Person: Ref{ID: sam.ID}, Role: access.Mentor, StartsOn: day("2026-11-20")})
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		_, err = n.Service.EditAppointment(ctx, n.ada, left.Appointments[0].ID, 2, n.post(n.coding, "2025-01-01"))
		assert.Equal(t, []string{"endsOn"}, fields(t, err), "an appointment ends when the person leaves")

		back, err := n.Service.RecordRejoining(ctx, n.ada, sam.ID, 2)
		require.NoError(t, err)
		assert.True(t, back.LeftOn.IsZero())
		assert.Equal(t, []access.Role{access.Staff}, n.actor(sam.ID).Roles(), "what ended stays ended")
		_, err = n.Service.AddAppointment(ctx, n.ada, sam.ID, n.post(n.coding, "2026-12-01"))
		assert.NoError(t, err)
		_, err = n.Service.RecordRejoining(ctx, n.ada, sam.ID, 3)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "somebody who works here is not back")
	})
}

func TestSomebodyWhoLeavesLaterKeepsEverythingUntilThen(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		sam := n.appointed("Sam Okoro", n.coding, "2025-01-01")
		n.give(sam.ID, access.Manager, &n.coding)
		_, err := n.Service.RecordLeaving(t.Context(), n.ada, sam.ID, day("2026-12-31"), 1)
		require.NoError(t, err)
		assert.Equal(t, []access.Role{access.Staff, access.Manager}, n.actor(sam.ID).Roles())
		assert.Empty(t, n.accounts.ended)
		n.now = n.now.AddDate(0, 2, 0)
		assert.Equal(t, []access.Role{access.Staff}, n.actor(sam.ID).Roles())
	})
}

func TestALeavingThatIsRefused(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		sam := n.appointed("Sam Okoro", n.coding, "2025-01-01")
		for name, c := range map[string]struct {
			by      access.Actor
			person  uuid.UUID
			on      string
			version int
			want    apperr.Code
		}{
			"by oneself":                                {n.ada, n.ada.PersonID, "2026-11-20", 1, apperr.CodeConflict},
			"on a version that is not the newest":       {n.ada, sam.ID, "2026-11-20", 7, apperr.CodeConflict},
			"before an appointment begins":              {n.ada, sam.ID, "2024-12-31", 1, apperr.CodeInvalid},
			"by another organisation's administrator":   {n.organisation("Southmere"), sam.ID, "2026-11-20", 1, apperr.CodeNotFound},
			"of somebody whom nobody has ever heard of": {n.ada, uuid.New(), "2026-11-20", 1, apperr.CodeNotFound},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := n.Service.RecordLeaving(t.Context(), c.by, c.person, day(c.on), c.version)
				assert.Equal(t, c.want.String(), apperr.CodeOf(err).String())
			})
		}
		assert.Zero(t, n.audited("staff.person_left"))
		assert.Empty(t, n.accounts.ended)
		record, err := n.Service.Person(t.Context(), n.ada, sam.ID)
		require.NoError(t, err)
		assert.True(t, record.Appointments[0].EndsOn.IsZero(), "nothing was half done")
	})
}
