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
	"bandwise/internal/platform/testdb"
)

// tree gives the teams as "Coding", "Coding/Trainees", in the order of the list.
func (n *trust) tree() []string {
	n.t.Helper()
	teams, err := n.Service.Teams(n.t.Context(), n.ada)
	require.NoError(n.t, err)
	names := map[uuid.UUID]string{}
	var tree []string
	for _, team := range teams {
		name := team.Name
		if team.ParentID != uuid.Nil {
			name = names[team.ParentID] + "/" + name
		}
		names[team.ID] = name
		tree = append(tree, name)
		require.Equal(n.t, team.ID, team.Path.Teams()[team.Path.Depth()], "the path of %s ends in itself", name)
		if team.ParentID != uuid.Nil {
			require.Equal(n.t, team.ParentID, team.Path.Teams()[team.Path.Depth()-1], "the path of %s leads through its parent", name)
		}
	}
	return tree
}

func TestTheTreeOfTeams(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		night := n.team("Night", n.trainees.ID)
		assert.Equal(t, []string{"Coding", "Coding/Trainees", "Coding/Trainees/Night", "Security"}, n.tree())
		zoe := n.appointed("Zoë Brontë", night, "2026-09-01")
		vic := n.appointed("Vic Guard", n.security, "2020-01-01")
		n.give(vic.ID, access.Manager, &n.security)
		_, err := n.Service.Person(ctx, n.actor(vic.ID), zoe.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))

		moved, err := n.Service.EditTeam(ctx, n.ada, n.trainees.ID, 1, "Trainee coders", n.security.ID)
		require.NoError(t, err)
		assert.Equal(t, 2, moved.Version)
		assert.Equal(t, []string{"Coding", "Security", "Security/Trainee coders", "Security/Trainee coders/Night"}, n.tree())
		_, err = n.Service.Person(ctx, n.actor(vic.ID), zoe.ID)
		assert.NoError(t, err, "who moves with the team is seen by the manager above")

		for name, c := range map[string]struct {
			version int
			name    string
			parent  uuid.UUID
			code    apperr.Code
			want    []string
		}{
			"below itself":         {2, "Trainees", n.trainees.ID, apperr.CodeInvalid, []string{"parentId"}},
			"below its own child":  {2, "Trainees", night.ID, apperr.CodeInvalid, []string{"parentId"}},
			"below nothing":        {2, "Trainees", uuid.New(), apperr.CodeInvalid, []string{"parentId"}},
			"a taken name":         {2, "Coding", uuid.Nil, apperr.CodeInvalid, []string{"name"}},
			"no name":              {2, "  ", uuid.Nil, apperr.CodeInvalid, []string{"name"}},
			"an old version of it": {1, "Trainees", uuid.Nil, apperr.CodePreconditionFailed, nil},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := n.Service.EditTeam(ctx, n.ada, n.trainees.ID, c.version, c.name, c.parent)
				assert.Equal(t, c.code.String(), apperr.CodeOf(err).String())
				assert.Equal(t, c.want, fields(t, err))
			})
		}
		stranger := n.organisation("Southmere")
		_, err = n.Service.EditTeam(ctx, stranger, n.trainees.ID, 2, "Ours", uuid.Nil)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = n.Service.CreateTeam(ctx, stranger, "Theirs", n.coding.ID)
		assert.Equal(t, []string{"parentId"}, fields(t, err))
		_, err = n.Service.CreateTeam(ctx, stranger, "Coding", uuid.Nil)
		assert.NoError(t, err, "another organisation may use the name")

		ctx, queries := database.CountQueries(ctx)
		teams, err := n.Service.Teams(ctx, n.ada)
		require.NoError(t, err)
		assert.EqualValues(t, 1, queries.Load())
		assert.Equal(t, 1, teams[1].People, "those in the team itself, not below")
		assert.Equal(t, 0, teams[2].People)
	})
}

func TestTwoTeamsCannotBeMovedBelowEachOther(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		for range 10 {
			left, right := n.team(uuid.NewString(), uuid.Nil), n.team(uuid.NewString(), uuid.Nil)
			var moved atomic.Int64
			var together sync.WaitGroup
			move := func(team Team, below Team) {
				if _, err := n.Service.EditTeam(t.Context(), n.ada, team.ID, 1, team.Name, below.ID); err == nil {
					moved.Add(1)
				}
			}
			together.Go(func() { move(left, right) })
			together.Go(func() { move(right, left) })
			together.Wait()
			assert.EqualValues(t, 1, moved.Load())
		}
		assert.Len(t, n.tree(), 23, "no team hangs in the air")
	})
}

func TestGivingAndTakingRolesOfAccess(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		sam := n.person("Sam Okoro")
		given := n.give(sam.ID, access.Manager, &n.coding)
		assert.Equal(t, "Coding", given.Team.Name)
		assert.Equal(t, []uuid.UUID{n.coding.ID}, n.actor(sam.ID).Scopes("portfolio.review").Teams)
		stranger := n.organisation("Southmere")

		for name, c := range map[string]struct {
			by    access.Actor
			grant Grant
			want  []string
		}{
			"to oneself":                          {n.ada, Grant{Person: Ref{ID: n.ada.PersonID}, Role: access.WorkforceLead, StartsOn: today}, []string{"personId"}},
			"to nobody":                           {n.ada, Grant{Person: Ref{ID: uuid.New()}, Role: access.Mentor, StartsOn: today}, []string{"personId"}},
			"to somebody of another organisation": {stranger, Grant{Person: Ref{ID: sam.ID}, Role: access.Mentor, StartsOn: today}, []string{"personId"}},
			"that the person has already":         {n.ada, Grant{Person: Ref{ID: sam.ID}, Role: access.Manager, Team: &Ref{ID: n.coding.ID}, StartsOn: day("2027-01-01")}, []string{"role"}},
			"for a team that is not there":        {n.ada, Grant{Person: Ref{ID: sam.ID}, Role: access.Manager, Team: &Ref{ID: uuid.New()}, StartsOn: today}, []string{"teamId"}},
			"by somebody who is no administrator": {n.actor(sam.ID), Grant{Person: Ref{ID: n.ada.PersonID}, Role: access.Mentor, StartsOn: today}, []string{"personId"}},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := n.Service.GiveGrant(ctx, c.by, c.grant)
				assert.Equal(t, c.want, fields(t, err))
			})
		}
		n.give(sam.ID, access.Manager, &n.security)

		_, err := n.Service.EndGrant(ctx, stranger, given.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		ended, err := n.Service.EndGrant(ctx, n.ada, given.ID)
		require.NoError(t, err)
		assert.NotNil(t, ended.EndedAt)
		assert.Equal(t, []uuid.UUID{n.security.ID}, n.actor(sam.ID).Scopes("portfolio.review").Teams, "it is gone at once")
		_, err = n.Service.EndGrant(ctx, n.ada, given.ID)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		assert.Equal(t, 1, n.audited("staff.grant_ended"))
		n.give(sam.ID, access.Manager, &n.coding)

		for name, c := range map[string]struct {
			filter GrantFilter
			sort   string
			want   int
		}{
			"those in force":   {GrantFilter{State: CurrentGrants}, "person", 3},
			"those that ended": {GrantFilter{State: EndedGrants}, "role", 1},
			"all of a person":  {GrantFilter{State: AllGrants, PersonID: sam.ID}, "-startsOn", 3},
			"all of a role":    {GrantFilter{State: AllGrants, Role: access.Administrator}, "-person", 1},
		} {
			t.Run(name, func(t *testing.T) {
				ctx, queries := database.CountQueries(ctx)
				grants, total, err := n.Service.Grants(ctx, n.ada, c.filter, all(t, c.sort, grantSorts))
				require.NoError(t, err)
				assert.Len(t, grants, c.want)
				assert.Equal(t, c.want, total)
				assert.EqualValues(t, 2, queries.Load())
			})
		}
		p := all(t, "person", grantSorts)
		p.Query = "ókoro"
		found, _, err := n.Service.Grants(ctx, n.ada, GrantFilter{State: CurrentGrants}, p)
		require.NoError(t, err)
		assert.Len(t, found, 2)
		seen, _, err := n.Service.Grants(ctx, n.actor(sam.ID), GrantFilter{State: AllGrants}, all(t, "person", grantSorts))
		require.NoError(t, err)
		assert.Empty(t, seen, "a manager is told nobody's roles")
	})
}

func TestAnOrganisationKeepsAnAdministrator(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		grants, _, err := n.Service.Grants(ctx, n.ada, GrantFilter{State: CurrentGrants}, all(t, "person", grantSorts))
		require.NoError(t, err)
		_, err = n.Service.EndGrant(ctx, n.ada, grants[0].ID)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "the only one")

		bob := n.person("Bob Second")
		second := n.give(bob.ID, access.Administrator, nil)
		_, err = n.Service.EndGrant(ctx, n.actor(bob.ID), grants[0].ID)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "one who cannot sign in does not count")
		_, err = n.Service.RecordLeaving(ctx, n.actor(bob.ID), n.ada.PersonID, today, 1)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "and leaving would leave nobody either")

		n.account(bob.ID)
		var ended atomic.Int64
		var together sync.WaitGroup
		end := func(by access.Actor, id uuid.UUID) {
			if _, err := n.Service.EndGrant(ctx, by, id); err == nil {
				ended.Add(1)
			}
		}
		bobs := n.actor(bob.ID)
		together.Go(func() { end(n.ada, second.ID) })
		together.Go(func() { end(bobs, grants[0].ID) })
		together.Wait()
		assert.EqualValues(t, 1, ended.Load(), "two who remove each other at once")
	})
}
