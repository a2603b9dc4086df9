package workforce_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/workforce"
)

// deputy is a post from which a bench is wanted: it asks for what senior coders and officers are asked.
var deputy = Named{id("role deputy"), "Deputy Manager"}

// addDeputy adds the deputy's post, band 6, to the library.
func addDeputy(t *testing.T, db *database.DB) {
	exec(t, db, "INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, '6', 'stated', 1, ?, ?)",
		deputy.ID, deputy.Name, noon, noon)
	for _, s := range []Statement{escalation3, targets2} {
		exec(t, db, `INSERT INTO role_requirements (id, role_id, ordinal, kind, key, statement_id, importance, higher_counts, configured, reason, sources)
			VALUES (?, ?, 1, 'statement', ?, ?, 'essential', ?, ?, '', '[]')`, uuid.New(), deputy.ID, s.ID.String(), s.ID, true, true)
	}
}

func TestEverybodyAgainstARole(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north, south := newTrust(t, db, "north"), newTrust(t, db, "south")
		library(t, db, north.id)
		addDeputy(t, db)
		ada := north.appointed("Ada", officer, north.inpatient, "2026-07-01", "")
		ben := north.appointed("Ben", senior, north.coding, "2024-07-01", "")
		north.appointed("Eve", clerk, north.store, "2026-01-01", "")
		dora := north.appointed("Dora", deputy, north.coding, "2020-01-01", "")
		south.appointed("Sid", officer, south.coding, "2026-01-01", "")
		north.claim(ada, targets2, "approved", level(2))
		north.claim(ada, escalation2, "submitted", nil)
		north.claim(ben, escalation3, "approved", level(3))
		exec(t, db, "UPDATE appointments SET line_manager_id = ? WHERE person_id = ?", dora, ada)
		lead := north.actor(access.WorkforceLead, nil)
		handlers := New(Dependencies{DB: db, Training: trainer{}}).Handlers
		list := func(by access.Actor, p api.ListReadinessParams) (api.ListReadiness200JSONResponse, error) {
			answer, err := handlers.ListReadiness(access.WithActor(t.Context(), by), api.ListReadinessRequestObject{Params: p})
			if err != nil {
				return api.ListReadiness200JSONResponse{}, err
			}
			return answer.(api.ListReadiness200JSONResponse), nil
		}
		told := func(by access.Actor, p api.ListReadinessParams) []string {
			found, err := list(by, p)
			require.NoError(t, err)
			all := []string{}
			for _, row := range found.Items {
				role := "no role"
				if row.Compared != nil {
					role = row.Compared.Name
				}
				all = append(all, fmt.Sprintf("%s, %s: %s", row.Person.Name, role, row.Summary))
			}
			return all
		}
		next, chosen, code, byReadiness := "next", deputy.ID.String(), "ANCC", "-readiness"

		assert.Equal(t, []string{
			"Ada, Clinical Coding Officer: 1 of 2 essential requirements are met; 0 of 1 desirable ones.",
			"Ben, Clinical Coding Officer, higher level: 1 of 1 essential requirements are met.",
			"Dora, Deputy Manager: 0 of 2 essential requirements are met.",
			"Eve, Records Clerk: 0 of 1 essential requirements are met.",
		}, told(lead, api.ListReadinessParams{}))
		assert.Equal(t, []string{
			"Ada, Deputy Manager: 1 of 2 essential requirements are met in ANCC.",
			"Ben, Deputy Manager: 1 of 2 essential requirements are met in ANCC.",
			"Dora, Deputy Manager: 0 of 2 essential requirements are met in ANCC.",
			"Eve, Deputy Manager: 0 of 2 essential requirements are met in ANCC.",
		}, told(lead, api.ListReadinessParams{Against: &chosen, Skill: &code, Sort: &byReadiness}))
		assert.Equal(t, []string{"Ada, Clinical Coding Officer, higher level: 0 of 1 essential requirements are met."},
			told(lead, api.ListReadinessParams{Against: &next, ManagerId: &dora}))
		assert.Len(t, told(north.actor(access.Manager, &north.inpatient), api.ListReadinessParams{}), 1, "a manager's own teams")
		assert.Empty(t, told(lead, api.ListReadinessParams{TeamId: &south.coding}))

		found, err := list(lead, api.ListReadinessParams{})
		require.NoError(t, err)
		assert.Equal(t, 1, found.Ready)
		first := found.Items[0]
		assert.Equal(t, 50, *first.Share)
		assert.Equal(t, &api.PersonRef{Id: dora, Name: "Dora"}, first.Manager)
		assert.Equal(t, []api.LackingRequirement{{Kind: "statement", Title: "ANCC 2: Escalation", State: "claimed", StatementId: &escalation2.ID}}, first.Nearest)
		assert.Equal(t, "The role of the appointment today.", first.Because)
		assert.Equal(t, []api.PersonRef{{Id: dora, Name: "Dora"}}, found.Choices.Managers)
		assert.Len(t, found.Choices.Ladder, 4)
		assert.Len(t, found.Choices.Skills, 2)

		// With a published map of roles the map alone says what comes next.
		exec(t, db, `INSERT INTO role_pathways (id, organisation_id, number, state, note, made_by, published_by, published_on, version, created_at, updated_at)
			VALUES (?, ?, 1, 'published', '', ?, ?, ?, 1, ?, ?)`, uuid.New(), north.id, ada, ben, today, noon, noon)
		require.NoError(t, reference.Touch(t.Context(), db, "role_pathway"))
		assert.Equal(t, []string{
			"Ada, no role: There is no role to compare with.", "Ben, no role: There is no role to compare with.",
			"Dora, no role: There is no role to compare with.", "Eve, no role: There is no role to compare with.",
		}, told(lead, api.ListReadinessParams{Against: &next, Sort: &byReadiness}))

		for against, want := range map[string]apperr.Code{"latest": apperr.CodeInvalid, uuid.NewString(): apperr.CodeNotFound} {
			_, err := list(lead, api.ListReadinessParams{Against: &against})
			assert.Equal(t, want, apperr.CodeOf(err), against)
		}
	})
}

func TestWhoCouldFollow(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		addDeputy(t, db)
		ada := north.appointed("Ada", officer, north.inpatient, "2026-07-01", "")
		ben := north.appointed("Ben", senior, north.coding, "2024-07-01", "")
		above := north.appointed("Above", senior, north.coding, "2024-07-01", "")
		north.appointed("Dora", deputy, north.coding, "2020-01-01", "")
		exec(t, db, "UPDATE appointments SET band = '7' WHERE person_id = ?", above)
		for _, person := range []uuid.UUID{ada, above} {
			north.claim(person, escalation3, "approved", level(3))
			north.claim(person, targets2, "approved", level(2))
		}
		north.claim(ben, escalation3, "approved", level(3))
		service := New(Dependencies{DB: db, Training: trainer{}}).Service
		lead := north.actor(access.WorkforceLead, nil)
		found, err := service.Benches(t.Context(), lead, "", Filter{}, page.Request{Sort: "band", Limit: 50})
		require.NoError(t, err)
		require.Len(t, found.Benches, 1, "posts from band 5 on")
		b := found.Benches[0]
		assert.Equal(t, Role{deputy, "6"}, b.Role)
		assert.Equal(t, "Dora", b.Holders[0].Name)
		var followers []string
		for _, s := range b.Nearest {
			followers = append(followers, s.Person.Name+" "+s.Place.String()+": "+s.Counts.Summary(deputy.Name))
		}
		assert.Equal(t, []string{
			"Ada ready: 2 of 2 essential requirements are met.", "Ben nearly: 1 of 2 essential requirements are met.",
		}, followers, "nobody of a higher band")
		assert.Zero(t, found.Empty)
		found, err = service.Benches(t.Context(), north.actor(access.Manager, &north.store), "", Filter{}, page.Request{Sort: "band", Limit: 50})
		require.NoError(t, err)
		assert.Equal(t, 1, found.Empty, "without people of their own nobody is on a bench")
		assert.Equal(t, "Nobody is on the bench.", found.Benches[0].Sentence())

		north.appointed("Eve", clerk, north.store, "2026-01-01", "")
		points, err := service.SinglePoints(t.Context(), lead, SinglePointQuestion{Held: ByNobody}, Filter{}, page.Request{Sort: "statement", Limit: 50})
		require.NoError(t, err)
		require.Len(t, points.Points, 1)
		assert.Equal(t, retention2.ID, points.Points[0].Statement.ID, "the others are held, escalation at level 2 by the level above it")
	})
}

func TestListsOfEverybodyTakeAFixedNumberOfQueries(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north := newTrust(t, db, "north")
		library(t, db, north.id)
		addDeputy(t, db)
		lead := north.actor(access.WorkforceLead, nil)
		service := New(Dependencies{DB: db, Training: trainer{}}).Service
		request := page.Request{Sort: "name", Limit: 50}
		for _, headcount := range []int{8, 80} {
			for i := north.people; i < headcount; i++ {
				north.claim(north.appointed(fmt.Sprintf("Person %d", i), officer, north.coding, "2026-01-01", ""), targets2, "approved", level(2))
			}
			_, err := service.Benches(t.Context(), lead, "", Filter{}, request)
			require.NoError(t, err, "the first call reads the roles and the claims")
			for name, call := range map[string]struct {
				queries int64
				of      func(context.Context) error
			}{
				// What stands behind the rows of the page costs one more.
				"readiness": {3, func(ctx context.Context) error {
					_, err := service.Compare(ctx, lead, AgainstNext, uuid.Nil, "", Filter{}, request)
					return err
				}},
				"single points": {2, func(ctx context.Context) error {
					_, err := service.SinglePoints(ctx, lead, SinglePointQuestion{}, Filter{}, request)
					return err
				}},
				"succession": {2, func(ctx context.Context) error {
					_, err := service.Benches(ctx, lead, "", Filter{}, request)
					return err
				}},
			} {
				ctx, queries := database.CountQueries(t.Context())
				require.NoError(t, call.of(ctx))
				assert.Equal(t, call.queries, queries.Load(), "%s of %d people", name, headcount)
			}
		}
	})
}
