package accreditation_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	. "bandwise/internal/accreditation"
	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

var (
	trust = uuid.NewSHA1(uuid.NameSpaceOID, []byte("trust"))
	team  = uuid.NewSHA1(uuid.NameSpaceOID, []byte("team"))
	role  = uuid.NewSHA1(uuid.NameSpaceOID, []byte("role"))
	lead  = uuid.NewSHA1(uuid.NameSpaceOID, []byte("lead"))
	noon  = time.Date(2028, 12, 1, 12, 0, 0, 0, time.UTC)
)

// office puts a trainee, a manager and a workforce lead of one trust into the database and gives the module.
func office(t *testing.T, db *database.DB) *Module {
	t.Helper()
	exec := func(sql string, args ...any) {
		t.Helper()
		require.NoError(t, db.Conn(t.Context()).Exec(sql, args...).Error)
	}
	exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, 'trust', 'Trust', ?)", trust, noon)
	exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, 'Coding', ?, 1, ?, ?)",
		team, trust, "/"+team.String()+"/", noon, noon)
	exec("INSERT INTO roles (id, title, band, band_status, version, created_at, updated_at) VALUES (?, 'Coder', '4', 'stated', 1, ?, ?)", role, noon, noon)
	for person, name := range map[uuid.UUID]string{trainee: "Tara", manager: "Max", lead: "Lee"} {
		exec(`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)`,
			person, trust, name, name, name+"@example.org", noon, noon)
	}
	for _, person := range []uuid.UUID{trainee, manager} {
		exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
			VALUES (?, ?, ?, ?, ?, '4', 100, ?, 1, ?, ?)`, uuid.New(), trust, person, role, team, day("2026-09-14"), noon, noon)
	}
	clock := calendar.Fixed(noon)
	return New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock})
}

func as(t *testing.T, person uuid.UUID) access.Actor {
	t.Helper()
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	grants := map[uuid.UUID][]access.Grant{
		manager: {{Role: access.Manager, TeamID: &team, OrganisationID: trust, StartsOn: day("2020-01-01")}},
		lead:    {{Role: access.WorkforceLead, OrganisationID: trust, StartsOn: day("2020-01-01")}},
	}
	return policy.NewActor(person, trust, "Max", "", grants[person], noon)
}

func TestRecordingAnAccreditation(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		service := office(t, db).Service
		kept, err := service.Record(t.Context(), as(t, manager), trainee, ACC, day("2024-05-04"), "Certificate seen")
		require.NoError(t, err)
		assert.Equal(t, []any{ACC, day("2024-05-04"), manager, day("2028-12-01"), "Max"},
			[]any{kept.Kind, kept.AwardedOn, kept.ConfirmedBy, kept.ConfirmedOn, kept.ConfirmedByName})
		for name, who := range map[string]uuid.UUID{"the holder": trainee, "the manager": manager, "the lead": lead} {
			all, err := service.Awards(t.Context(), as(t, who), trainee)
			require.NoError(t, err, name)
			assert.Equal(t, []KeptAward{kept}, all, name)
		}
		var trail []string
		require.NoError(t, db.Conn(t.Context()).Table("audit_entries").Where("action = 'accreditation.awarded' AND person_id = ?", trainee).Pluck("after", &trail).Error)
		require.Len(t, trail, 1)
		assert.NotContains(t, trail[0], "Certificate", "what people write stays out of the trail")

		_, err = service.Record(t.Context(), as(t, manager), trainee, ACC, day("2024-05-04"), "Again")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		_, err = service.Record(t.Context(), as(t, manager), manager, ACC, day("2024-05-04"), "My own")
		assert.Equal(t, apperr.CodeForbidden, apperr.CodeOf(err))
		_, err = service.Record(t.Context(), as(t, manager), lead, ACC, day("2024-05-04"), "Another team's")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = service.Record(t.Context(), as(t, lead), trainee, ACC, day("2024-05-04"), "Not a manager")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, err = service.Awards(t.Context(), as(t, trainee), manager)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestSeveralAccreditationsAreHeldBesideOneAnother(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		service := office(t, db).Service
		for i, kind := range Kinds() {
			_, err := service.Record(t.Context(), as(t, manager), trainee, kind, day("2024-05-04").AddDays(i), "Certificate seen")
			require.NoError(t, err, kind)
		}
		all, err := service.Awards(t.Context(), as(t, trainee), trainee)
		require.NoError(t, err)
		var held []Kind
		for _, a := range all {
			held = append(held, a.Kind)
		}
		assert.Equal(t, Kinds(), held, "by their dates")
		_, err = service.Record(t.Context(), as(t, manager), trainee, IHRIMDiploma, day("2024-05-04"), "Again")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		_, err = service.Record(t.Context(), as(t, manager), trainee, "driving_licence", day("2024-05-04"), "Seen")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "only what is known by name")
	})
}

func TestAnAwardIsUndoneWithTheResultsThatItCameFrom(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		service := office(t, db).Service
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, service.Give(ctx, as(t, manager), trainee, "acc", day("2028-11-20"), "The NCCQ was passed."))
			return apperr.Conflict("The results were not kept.")
		})
		require.Error(t, err)
		all, err := service.Awards(t.Context(), as(t, manager), trainee)
		require.NoError(t, err)
		assert.Empty(t, all)
	})
}

func TestTheAnswersAboutAwards(t *testing.T) {
	handlers := office(t, testdb.New(t, database.SQLite)).Handlers
	ctx := access.WithActor(t.Context(), as(t, manager))
	recorded, err := handlers.RecordAward(ctx, api.RecordAwardRequestObject{Id: trainee, Body: &api.NewAward{Kind: api.NewAwardKindAcc, AwardedOn: day("2024-05-04"), Because: "Certificate seen"}})
	require.NoError(t, err)
	listed, err := handlers.ListAwards(ctx, api.ListAwardsRequestObject{Id: trainee})
	require.NoError(t, err)
	one, err := json.Marshal(recorded)
	require.NoError(t, err)
	all, err := json.Marshal(listed)
	require.NoError(t, err)
	assert.JSONEq(t, `{"items":[`+string(one)+`],"total":1,"next":""}`, string(all))
	assert.Contains(t, string(one), `"title":"Accredited Clinical Coder (ACC)"`)
	assert.Contains(t, string(one), `"awardedOn":"2024-05-04"`)
	_, err = handlers.RecordAward(ctx, api.RecordAwardRequestObject{Id: trainee, Body: &api.NewAward{Kind: api.NewAwardKindAcc, AwardedOn: day("2024-05-04"), Because: "x"}})
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
	_, err = handlers.ListAwards(ctx, api.ListAwardsRequestObject{Id: lead})
	assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	assert.Equal(t, "other", Kind("other").Title(), "an accreditation without a name of its own")
}
