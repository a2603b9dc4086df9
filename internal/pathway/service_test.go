package pathway

import (
	"context"
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
)

var now = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

// known answers for the other features.
type known struct{ held Held }

func (known) Roles(_ context.Context, by access.Actor) ([]Role, error) {
	all := []Role{officer, senior, leader, boss}
	if by.Name == "south" {
		return all[:2], nil
	}
	return all, nil
}

func (known) Vocabulary(context.Context, access.Actor) ([]Named, []Named, error) {
	return names.Milestones, names.Accreditations, nil
}

func (k known) Of(context.Context, access.Actor, uuid.UUID, []uuid.UUID) (Held, error) {
	return k.held, nil
}

// world is two organisations: in the north a standards lead, a manager (appointed as service manager) and a coder of hers; in
// the south a standards lead.
type world struct {
	db                           *database.DB
	service                      *Service
	standards, manager, coder    access.Actor
	colleague, foreign, security access.Actor
}

func each(t *testing.T, run func(t *testing.T, w world)) {
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		insert := func(table string, row map[string]any) {
			t.Helper()
			require.NoError(t, db.Conn(t.Context()).Table(table).Create(row).Error)
		}
		w := world{db: db}
		north, south, team, elsewhere := uuid.New(), uuid.New(), uuid.New(), uuid.New()
		for slug, id := range map[string]uuid.UUID{"north": north, "south": south} {
			insert("organisations", map[string]any{"id": id, "slug": slug, "name": slug, "created_at": now})
		}
		for name, id := range map[string]uuid.UUID{"Coding": team, "Security": elsewhere} {
			insert("teams", map[string]any{
				"id": id, "organisation_id": north, "name": name, "path": "/" + id.String() + "/", "version": 1, "created_at": now, "updated_at": now,
			})
		}
		for _, r := range []Role{officer, senior, leader, boss} {
			insert("roles", map[string]any{
				"id": r.ID, "title": r.Title, "band": r.Band, "band_status": "stated", "version": 1, "created_at": now, "updated_at": now,
			})
		}
		person := func(organisation uuid.UUID, name string, role *Role, in uuid.UUID, as access.Role) access.Actor {
			id := uuid.New()
			insert("people", map[string]any{
				"id": id, "organisation_id": organisation, "name": name, "name_folded": name, "email": name, "version": 1, "created_at": now, "updated_at": now,
			})
			if role != nil {
				insert("appointments", map[string]any{
					"id": uuid.New(), "organisation_id": organisation, "person_id": id, "role_id": role.ID, "team_id": in, "band": role.Band,
					"wte_hundredths": 100, "starts_on": "2025-03-31", "version": 1, "created_at": now, "updated_at": now,
				})
			}
			var grants []access.Grant
			if as != "" {
				g := access.Grant{PersonID: id, OrganisationID: organisation, Role: as, StartsOn: calendar.MustParseDate("2025-01-01")}
				if as.ReachesTeams() {
					g.TeamID = &in
				}
				grants = append(grants, g)
			}
			return policy.NewActor(id, organisation, name, name, grants, now)
		}
		w.standards = person(north, "standards", nil, team, access.StandardsLead)
		w.manager = person(north, "manager", &boss, team, access.Manager)
		w.colleague = person(north, "colleague", &leader, team, access.Manager)
		w.security = person(north, "security", nil, elsewhere, access.Manager)
		w.coder = person(north, "coder", &officer, team, "")
		w.foreign = person(south, "south", nil, team, access.StandardsLead)
		at := now
		clock := calendar.Clock(func() time.Time { at = at.Add(time.Millisecond); return at })
		w.service = New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Record: known{Held{
			Awards: map[string]calendar.Date{}, Milestones: map[string]MilestoneFact{"ccsc": {Done: true, On: today}},
			Readiness: map[uuid.UUID]Readiness{senior.ID: {Met: 4, Required: 4}},
		}}}).Service
		run(t, w)
	})
}

// publish draws the worked example and puts it in force.
func (w world) publish(t *testing.T) View {
	t.Helper()
	v, err := w.service.CreateDraft(t.Context(), w.standards, "The first.")
	require.NoError(t, err)
	v, err = w.service.AddMove(t.Context(), w.standards, v.ID, v.Revision, step())
	require.NoError(t, err)
	v, err = w.service.Publish(t.Context(), w.standards, v.ID, v.Revision)
	require.NoError(t, err)
	return v
}

func TestAMapIsDraftedPublishedAndReplaced(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		_, found, err := w.service.Published(t.Context(), w.coder)
		require.NoError(t, err)
		assert.False(t, found)

		first := w.publish(t)
		assert.Equal(t, Published, first.State)
		assert.Len(t, first.Places, 2, "the ends of a move are put on the map")

		v, err := w.service.CreateDraft(t.Context(), w.standards, "")
		require.NoError(t, err)
		assert.Equal(t, 2, v.Number)
		require.Len(t, v.Moves, 1, "a draft begins as a copy")
		_, err = w.service.CreateDraft(t.Context(), w.standards, "")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "one draft at a time")
		_, err = w.service.Version(t.Context(), w.coder, v.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "a draft is the standards lead's")

		changed := v.Moves[0]
		changed.Condition = holdsACC
		v, err = w.service.EditMove(t.Context(), w.standards, changed.ID, v.Revision, changed)
		require.NoError(t, err)
		onwards := Move{From: senior.ID, To: leader.ID, Reason: "Onwards."}
		_, err = w.service.AddMove(t.Context(), w.standards, v.ID, v.Revision-1, onwards)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err), "an old version")
		v, err = w.service.AddMove(t.Context(), w.standards, v.ID, v.Revision, onwards)
		require.NoError(t, err)
		_, err = w.service.AddMove(t.Context(), w.standards, v.ID, v.Revision, Move{From: leader.ID, To: officer.ID, Reason: "Back."})
		assert.ErrorContains(t, err, "circle")
		_, err = w.service.PlaceRoles(t.Context(), w.standards, v.ID, v.Revision, []Place{{officer, Coding}, {senior, Coding}})
		assert.ErrorContains(t, err, "Team Leader cannot leave the map")
		v, err = w.service.PlaceRoles(t.Context(), w.standards, v.ID, v.Revision, []Place{{officer, Coding}, {senior, Coding}, {leader, Records}, {boss, Other}})
		require.NoError(t, err)
		assert.Len(t, v.Places, 4)

		_, _, all, err := w.service.Difference(t.Context(), w.standards, v.ID, uuid.NullUUID{})
		require.NoError(t, err)
		assert.NotEmpty(t, all)
		_, err = w.service.Publish(t.Context(), w.standards, v.ID, v.Revision-1)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "an old version")
		still, _, err := w.service.Published(t.Context(), w.coder)
		require.NoError(t, err)
		assert.Equal(t, first.ID, still.ID, "people keep reading the version in force")
		_, err = w.service.Publish(t.Context(), w.standards, v.ID, v.Revision)
		require.NoError(t, err)

		listed, total, err := w.service.Versions(t.Context(), w.coder, page.Request{Limit: 10})
		require.NoError(t, err)
		require.Equal(t, 2, total)
		assert.Equal(t, []State{Published, Retired}, []State{listed[0].State, listed[1].State})
		assert.Equal(t, today, listed[1].RetiredOn)
		_, err = w.service.RemoveMove(t.Context(), w.standards, first.Moves[0].ID, 3)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "a published map stays as it is")

		var rows int64
		require.NoError(t, w.db.Conn(t.Context()).Table("audit_entries").Where("action LIKE ?", "pathway.%").Count(&rows).Error)
		assert.EqualValues(t, 8, rows)
	})
}

func TestADraftIsDiscarded(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		v, err := w.service.CreateDraft(t.Context(), w.standards, "")
		require.NoError(t, err)
		_, err = w.service.Publish(t.Context(), w.standards, v.ID, v.Revision)
		assert.ErrorContains(t, err, "Add at least one move")
		v, err = w.service.AddMove(t.Context(), w.standards, v.ID, v.Revision, step())
		require.NoError(t, err)
		v, err = w.service.RemoveMove(t.Context(), w.standards, v.Moves[0].ID, v.Revision)
		require.NoError(t, err)
		assert.Empty(t, v.Moves)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(w.service.DiscardDraft(t.Context(), w.standards, v.ID, 1)))
		require.NoError(t, w.service.DiscardDraft(t.Context(), w.standards, v.ID, v.Revision))
		_, err = w.service.Version(t.Context(), w.standards, v.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestAnotherOrganisationsMapIsNotThere(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		v := w.publish(t)
		notThere := func(err error) { t.Helper(); assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err)) }
		_, found, err := w.service.Published(t.Context(), w.foreign)
		require.NoError(t, err)
		assert.False(t, found)
		_, err = w.service.Version(t.Context(), w.foreign, v.ID)
		notThere(err)
		_, err = w.service.EditMove(t.Context(), w.foreign, v.Moves[0].ID, v.Revision, step())
		notThere(err)
		_, err = w.service.Publish(t.Context(), w.foreign, v.ID, v.Revision)
		notThere(err)
		_, err = w.service.MovesOf(t.Context(), w.foreign, w.coder.PersonID, uuid.NullUUID{})
		notThere(err)
		_, err = w.service.Say(t.Context(), w.foreign, w.coder.PersonID, v.Moves[0].ID, bossAgrees.Subject(), true, "Good.")
		notThere(err)

		own, err := w.service.CreateDraft(t.Context(), w.foreign, "")
		require.NoError(t, err)
		_, err = w.service.AddMove(t.Context(), w.foreign, own.ID, own.Revision, Move{From: officer.ID, To: leader.ID, Reason: "R."})
		assert.ErrorContains(t, err, "no such role in your organisation")
	})
}

func TestSomebodyAgreesToAMove(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		v := w.publish(t)
		move := v.Moves[0].ID
		p, err := w.service.MovesOf(t.Context(), w.coder, w.coder.PersonID, uuid.NullUUID{})
		require.NoError(t, err)
		require.Len(t, p.Moves, 1)
		assert.Equal(t, Unknown, p.Moves[0].Answer, "nobody has said yet")
		assert.False(t, p.MaySay, "nobody agrees to their own move")

		say := func(by access.Actor, subject, reason string, agreed bool) (PersonMoves, error) {
			return w.service.Say(t.Context(), by, w.coder.PersonID, move, subject, agreed, reason)
		}
		_, err = say(w.colleague, bossAgrees.Subject(), "Good.", true)
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
		assert.ErrorContains(t, err, "Only somebody who is appointed as Service Manager can say this.")
		_, err = say(w.security, bossAgrees.Subject(), "Good.", true)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "somebody of another team")
		_, err = say(w.manager, "agreement:nobody", "Good.", true)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		_, err = say(w.manager, bossAgrees.Subject(), "  ", true)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))

		p, err = say(w.manager, bossAgrees.Subject(), "She works alone.", true)
		require.NoError(t, err)
		assert.Equal(t, Yes, p.Moves[0].Answer)
		assert.True(t, p.ContentVisible)
		p, err = say(w.manager, bossAgrees.Subject(), "Not any more.", false)
		require.NoError(t, err)
		assert.Equal(t, No, p.Moves[0].Answer, "what was said last counts")

		// The next version asks the same, so what was said counts on.
		draft, err := w.service.CreateDraft(t.Context(), w.standards, "")
		require.NoError(t, err)
		_, err = w.service.Publish(t.Context(), w.standards, draft.ID, draft.Revision)
		require.NoError(t, err)
		p, err = w.service.MovesOf(t.Context(), w.coder, w.coder.PersonID, uuid.NullUUID{})
		require.NoError(t, err)
		assert.Equal(t, No, p.Moves[0].Answer)
		_, err = w.service.MovesOf(t.Context(), w.coder, w.coder.PersonID, uuid.NullUUID{UUID: move, Valid: true})
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "a move of the version before is in force no more")
	})
}

func TestTheMapIsReadWithAFixedNumberOfQueries(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		w.publish(t)
		ctx, queries := database.CountQueries(t.Context())
		_, _, err := w.service.Published(ctx, w.coder)
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(5))
	})
}

func TestAnUnbrokenTimeInARole(t *testing.T) {
	each(t, func(t *testing.T, w world) {
		organisation := w.coder.OrganisationID
		var teams []uuid.UUID
		require.NoError(t, w.db.Conn(t.Context()).Table("teams").Where("name = ?", "Coding").Pluck("id", &teams).Error)
		for _, stretch := range [][2]string{{"2024-01-01", "2025-03-30"}, {"2022-01-01", "2023-06-30"}} {
			require.NoError(t, w.db.Conn(t.Context()).Table("appointments").Create(map[string]any{
				"id": uuid.New(), "organisation_id": organisation, "person_id": w.coder.PersonID, "role_id": officer.ID, "team_id": teams[0], "band": "3",
				"wte_hundredths": 60, "starts_on": stretch[0], "ends_on": stretch[1], "version": 1, "created_at": now, "updated_at": now,
			}).Error)
		}
		role, since, err := w.service.store.present(t.Context(), w.coder.PersonID, today)
		require.NoError(t, err)
		assert.Equal(t, officer.ID, role.UUID)
		assert.Equal(t, "2024-01-01", since.ISO(), "the appointment before joins on, the one before that does not")
		role, _, err = w.service.store.present(t.Context(), w.standards.PersonID, today)
		require.NoError(t, err)
		assert.False(t, role.Valid)
	})
}
