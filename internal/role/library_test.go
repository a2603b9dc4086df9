package role

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

func TestLoadingTheRolesAgain(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, ref seed.Reference) {
		own, err := m.Service.Create(t.Context(), north, NewRole{Title: "Porter", Band: "2", BandStatus: BandStated})
		require.NoError(t, err)
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		assert.Zero(t, changed)

		later := New(Dependencies{DB: db, Trail: m.Service.trail, Clock: calendar.Fixed(now.Add(time.Hour)), Pathways: m.Service.pathways})
		edited := ref
		edited.Roles = append([]seed.Role{}, ref.Roles...)
		edited.Roles[0].Duties = append([]seed.Duty{}, ref.Roles[0].Duties...)
		edited.Roles[0].Duties[0].Note = "A note."
		edited.Roles[0].Hazards = ref.Roles[0].Hazards[1:]
		changed, err = later.Service.LoadReference(t.Context(), edited)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, changed, 2)

		for i, source := range ref.Roles {
			r, err := m.Service.Role(t.Context(), north, seed.ID(seed.KindRole, source.Slug))
			require.NoError(t, err)
			if i == 0 {
				assert.Equal(t, 2, r.Version, "its duties and hazards changed")
				assert.Equal(t, "A note.", r.Duties[0].Note)
				assert.Len(t, r.Hazards, len(source.Hazards)-1)
				continue
			}
			assert.Equal(t, 1, r.Version, "nothing of it changed")
		}
		_, err = m.Service.Role(t.Context(), north, own)
		assert.NoError(t, err, "an organisation's own role is not the reference data's")

		var moved []string
		require.NoError(t, db.Conn(t.Context()).Table("roles").Where("updated_at > created_at").Pluck("title", &moved).Error)
		assert.Equal(t, []string{ref.Roles[0].Title}, moved)
	})
}

func TestPagesOfTheRolesCostOneQueryOnceTheyAreHeld(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, _ seed.Reference) {
		ctx, queries := database.CountQueries(access.WithActor(t.Context(), north))
		_, err := m.Handlers.ListRoles(ctx, api.ListRolesRequestObject{})
		require.NoError(t, err)
		cold := queries.Load()
		assert.LessOrEqual(t, cold, int64(13), "two stamps and eleven tables")
		_, err = m.Handlers.GetRole(ctx, api.GetRoleRequestObject{Id: seed.ID(seed.KindRole, "clinical-coding-officer")})
		require.NoError(t, err)
		assert.Equal(t, cold+2, queries.Load(), "the stamp, and how many hold the role")

		require.NoError(t, db.InTx(t.Context(), func(ctx context.Context) error {
			if err := reference.Touch(ctx, db, bodyFramework); err != nil {
				return err
			}
			return db.Conn(ctx).Exec("UPDATE framework_statements SET text = 'Set right.' WHERE code = 'ANCC'").Error
		}))
		r, err := get(t, m, north, seed.ID(seed.KindRole, "clinical-coding-officer"))
		require.NoError(t, err)
		assert.Equal(t, "Set right.", r.Requirements[0].Text, "a change of the framework reaches the roles that rest on it")
	})
}
