package link

import (
	"context"
	"strings"
	"sync"
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
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	"bandwise/seed"
)

var now = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

// Somebody in each of two organisations.
var (
	north = access.Actor{PersonID: uuid.New(), OrganisationID: uuid.New(), Name: "north"}
	south = access.Actor{PersonID: uuid.New(), OrganisationID: uuid.New(), Name: "south"}
)

// rules answers for job evaluation and for the roles.
type rules struct{ ref seed.Reference }

func (r rules) Rungs(context.Context) ([]BandRange, []ScoredProfile, error) {
	all := []BandRange{{"1", 0, 160}, {"2", 161, 215}, {"3", 216, 270}, {"4", 271, 325}, {"5", 326, 395}, {"6", 396, 465}, {"7", 466, 539}, {"8a", 540, 584}, {"8b", 585, 629}, {"8c", 630, 674}, {"8d", 675, 720}}
	var profiles []ScoredProfile
	for _, p := range r.ref.Profiles {
		bands := []Band{Band(p.Band)}
		if p.Band == "8a-c" {
			bands = []Band{"8a", "8b", "8c"}
		}
		profiles = append(profiles, ScoredProfile{ID: seed.ID(seed.KindProfile, p.Slug), Title: p.Title, BandText: p.Band, Bands: bands, Min: 1, Max: 2})
	}
	return all, profiles, nil
}

var trainer = uuid.New()

func (rules) RolesOf(_ context.Context, by access.Actor) ([]RoleRung, error) {
	if by.Name == south.Name {
		return nil, nil
	}
	return []RoleRung{{ID: trainer, Title: "Trainer", Band: "5", BandStatus: "stated", Local: true}, {ID: uuid.New(), Title: "Porter", BandStatus: "unknown"}}, nil
}

var readReference = sync.OnceValues(seed.Load)

// loaded runs a test on both databases with the framework, the profiles and the links in them, and two organisations.
func loaded(t *testing.T, run func(t *testing.T, db *database.DB, m *Module, ref seed.Reference)) {
	ref, err := readReference()
	require.NoError(t, err)
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		insert := func(table string, rows ...map[string]any) {
			t.Helper()
			require.NoError(t, db.Conn(t.Context()).Table(table).Create(rows).Error)
		}
		framework, scheme := seed.ID(seed.KindFramework, ref.Framework.Slug), uuid.New()
		insert("frameworks", map[string]any{
			"id": framework, "slug": ref.Framework.Slug, "title": "", "document": "", "licence": "", "source": "", "visibility": "members",
		})
		for i, s := range ref.Framework.Skills {
			insert("framework_skills", map[string]any{
				"id": uuid.New(), "framework_id": framework, "ordinal": i, "code": s.Code, "name": s.Name, "national_name": "",
				"note": "", "national_level_min": 1, "national_level_max": 7,
			})
		}
		for i, s := range ref.Framework.Statements {
			insert("framework_statements", map[string]any{
				"id": seed.ID(seed.KindStatement, s.Key), "framework_id": framework, "ordinal": i, "key": s.Key, "code": s.Code,
				"skill": s.Skill, "aspect": s.Aspect, "level": s.Level, "text": s.Text, "source_heading": "",
				"source_heading_line": 1, "source_text": "", "source_line": 1, "corrections": "[]",
			})
		}
		for i, p := range ref.Profiles {
			insert("job_profiles", map[string]any{
				"id": seed.ID(seed.KindProfile, p.Slug), "slug": p.Slug, "suite_and_label": "", "suite": "", "title": p.Title,
				"contents_title": "", "contents_page": 1, "contents_line": 1, "band": p.Band, "bands": "[]",
				"job_statement_line": 1, "job_statements": "[]", "total_text": "", "total_line": 1, "stated_min": 1,
				"stated_max": 1, "corrections": "[]", "document": "", "line": i, "last_line": 1,
			})
		}
		insert("job_schemes", map[string]any{"id": scheme, "name": "Scheme", "max_variations": 5, "rules": "[]", "status": ""})
		for no := 1; no <= 16; no++ {
			insert("job_scheme_factors", map[string]any{"id": uuid.New(), "scheme_id": scheme, "factor": no, "name": "Factor", "fixed": false, "points": "[]"})
		}
		for _, o := range []access.Actor{north, south} {
			insert("organisations", map[string]any{"id": o.OrganisationID, "slug": o.Name, "name": o.Name, "created_at": now})
			insert("people", map[string]any{
				"id": o.PersonID, "organisation_id": o.OrganisationID, "name": o.Name, "name_folded": o.Name,
				"email": o.Name, "version": 1, "created_at": now, "updated_at": now,
			})
		}
		clock := calendar.Fixed(now)
		m := New(Dependencies{DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock, Profiles: rules{ref}, Roles: rules{ref}})
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		require.Positive(t, changed)
		run(t, db, m, ref)
	})
}

func listed(t *testing.T, m *Module, p api.ListLinksParams) api.ListLinks200JSONResponse {
	t.Helper()
	p.Limit = new(200)
	answer, err := m.Handlers.ListLinks(access.WithActor(t.Context(), north), api.ListLinksRequestObject{Params: p})
	require.NoError(t, err)
	return answer.(api.ListLinks200JSONResponse)
}

func TestLinksFromSkillLevelsToProfilesAndBack(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		assert.Zero(t, changed, "loading again changes nothing")

		all := listed(t, m, api.ListLinksParams{})
		assert.Equal(t, len(ref.Links), all.Total)
		assert.Len(t, all.Unlinked, len(ref.Unlinked))

		leader := seed.ID(seed.KindProfile, "clinical-coding-officer-team-leader")
		there := listed(t, m, api.ListLinksParams{Code: new("ANCC"), Level: new(4)})
		require.Len(t, there.Items, 1)
		assert.Equal(t, leader, there.Items[0].ProfileId)
		back := listed(t, m, api.ListLinksParams{ProfileId: &leader})
		require.Len(t, back.Items, 1)
		one := back.Items[0]
		assert.Equal(t, []any{"ANCC", 4, "5", "Clinical Coding Officer Team Leader"}, []any{one.Code, one.Level, one.Band, one.ProfileTitle})
		assert.NotEmpty(t, one.Reason)
		assert.NotEmpty(t, one.Sources)
		assert.Len(t, listed(t, m, api.ListLinksParams{Code: new("VUAS")}).Unlinked, 3, "a level without a profile is listed with its reason")
		assert.Equal(t, "8a-c", listed(t, m, api.ListLinksParams{Sort: new("-band")}).Items[0].Band)
		_, err = m.Handlers.ListLinks(t.Context(), api.ListLinksRequestObject{Params: api.ListLinksParams{Sort: new("reason")}})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
	})
}

func TestEveryProfileAndSkillLevelIsInALinkOrOnTheCoveragePage(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		profiles, levels, aspects, factors := map[string]bool{}, map[skillLevel]bool{}, map[string]bool{}, map[FactorNo]bool{}
		for _, kind := range []Kind{SkillLevel, Aspect} {
			found, _, gaps, err := m.Service.Links(t.Context(), north, kind, Filter{}, page.Request{Sort: "skill", Limit: 200})
			require.NoError(t, err)
			for _, l := range found {
				profiles[l.Profile.Title], levels[skillLevel{Code: l.Code, Level: l.Level}] = true, true
				aspects[l.Code+l.Aspect], factors[l.Factor] = true, true
			}
			for _, g := range gaps {
				if g.Profile != nil {
					profiles[g.Profile.Title] = true
				}
				levels[skillLevel{Code: g.Code, Level: g.Level}] = true
				aspects[g.Code+g.Aspect], factors[g.Factor] = true, true
				assert.NotContains(t, g.Reason, "yet", "the reference data gives a reason of its own: %s %s", g.Code, g.Aspect)
			}
		}
		for _, p := range ref.Profiles {
			assert.True(t, profiles[p.Title], "profile %s", p.Title)
		}
		of := map[skillLevel]bool{}
		for _, s := range ref.Framework.Statements {
			of[skillLevel{Code: s.Code, Level: Level(s.Level)}] = true
			assert.True(t, levels[skillLevel{Code: s.Code, Level: Level(s.Level)}], "%s level %d", s.Code, s.Level)
			assert.True(t, aspects[s.Code+s.Aspect], "%s %s", s.Code, s.Aspect)
		}
		assert.Len(t, of, 17)
		for no := FactorNo(1); no <= 16; no++ {
			assert.True(t, factors[no], "factor %d", no)
		}

		c, err := m.Service.Coverage(t.Context(), north)
		require.NoError(t, err)
		assert.Equal(t, Share{17, 15}, c.Profiles)
		assert.Equal(t, Share{17, 12}, c.Levels)
		assert.Equal(t, Share{len(ref.Framework.Statements), 0}, c.Statements, "no role asks for anything here")
		assert.Equal(t, Share{16, 10}, c.Factors)
		for _, g := range c.Unlinked {
			if g.Profile == nil {
				assert.True(t, strings.HasPrefix(g.Reason, "No profile in this suite"), g.Reason)
			}
		}
	})
}

func TestAnOrganisationKeepsLinksOfItsOwn(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, _ seed.Reference) {
		s := m.Service
		profile := ProfileRef{ID: seed.ID(seed.KindProfile, "practice-manager-group-practice")}
		wish := Link{Kind: SkillLevel, Code: "VUAS", Level: 3, Profile: profile, Reason: "Our practice manager runs the scans."}
		made, err := s.Create(t.Context(), north, wish)
		require.NoError(t, err)
		assert.Equal(t, "6", made.BandText)
		for _, g := range listed(t, m, api.ListLinksParams{Code: new("VUAS")}).Unlinked {
			assert.NotEqual(t, 3, g.Level, "the level has a link now")
		}

		_, err = s.Create(t.Context(), north, wish)
		assert.ErrorContains(t, err, "there already")
		wish.Reason = "We agree now."
		edited, err := s.Edit(t.Context(), north, made.ID, 1, wish)
		require.NoError(t, err)
		assert.Equal(t, 2, edited.Version)
		_, err = s.Edit(t.Context(), north, made.ID, 1, wish)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err))
		_, err = s.Own(t.Context(), south, made.ID)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another organisation's")
		_, err = s.Edit(t.Context(), south, made.ID, 2, wish)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
		_, total, _, err := s.Links(t.Context(), south, SkillLevel, Filter{Code: "VUAS"}, page.Request{Sort: "skill", Limit: 10})
		require.NoError(t, err)
		assert.Zero(t, total)

		_, err = s.End(t.Context(), north, made.ID, 1, "No more.")
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err))
		_, err = s.End(t.Context(), north, made.ID, 2, " ")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
		ended, err := s.End(t.Context(), north, made.ID, 2, "No more.")
		require.NoError(t, err)
		assert.Equal(t, Ended, ended.State)
		_, err = s.Edit(t.Context(), north, made.ID, 3, wish)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(err), "an ended link stays as it is")
		assert.Empty(t, listed(t, m, api.ListLinksParams{Code: new("VUAS")}).Items)
		state := api.LinkStateFilter("ended")
		assert.Len(t, listed(t, m, api.ListLinksParams{State: &state}).Items, 1)
		_, err = s.Create(t.Context(), north, wish)
		assert.NoError(t, err, "what has ended can be made anew")

		var rows int64
		require.NoError(t, db.Conn(t.Context()).Table("audit_entries").Where("subject_kind = 'link' AND actor_id = ?", north.PersonID).Count(&rows).Error)
		assert.EqualValues(t, 4, rows)
	})
}

func TestWhatALinkCannotJoin(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, _ seed.Reference) {
		leader := ProfileRef{ID: seed.ID(seed.KindProfile, "clinical-coding-officer-team-leader")}
		for name, c := range map[string]struct {
			link           Link
			field, message string
		}{
			"an unknown skill":       {Link{Kind: SkillLevel, Code: "XXXX", Level: 3, Profile: leader, Reason: "R."}, "code", "Choose one of the framework’s skills."},
			"a level without texts":  {Link{Kind: SkillLevel, Code: "ANCC", Level: 1, Profile: leader, Reason: "R."}, "level", "ANCC has no statements at this level."},
			"an unknown profile":     {Link{Kind: SkillLevel, Code: "ANCC", Level: 3, Profile: ProfileRef{ID: uuid.New()}, Reason: "R."}, "profileId", "There is no such profile."},
			"an unknown aspect":      {Link{Kind: Aspect, Code: "ANCC", Aspect: "Singing", Factor: 3, Reason: "R."}, "aspect", "ANCC has no such aspect."},
			"no reason":              {Link{Kind: SkillLevel, Code: "ANCC", Level: 3, Profile: leader}, "reason", "Say why the two belong together."},
			"what is proposed":       {Link{Kind: SkillLevel, Code: "ANCC", Level: 4, Profile: leader, Reason: "R."}, "profileId", "This link is there already."},
			"what is proposed again": {Link{Kind: Aspect, Code: "ANCC", Aspect: "Escalation", Factor: 3, Reason: "R."}, "factor", "This link is there already."},
		} {
			_, err := m.Service.Create(t.Context(), north, c.link)
			var refused *apperr.Error
			require.ErrorAs(t, err, &refused, name)
			require.NotEmpty(t, refused.Fields, name)
			assert.Equal(t, c.field, refused.Fields[0].Name, name)
			assert.Contains(t, refused.Fields[0].Message, c.message, name)
		}
	})
}

func TestAProposalIsNotAccepted(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, _ seed.Reference) {
		s := m.Service
		one := listed(t, m, api.ListLinksParams{Code: new("ANCC"), Level: new(6)}).Items[0]
		require.NoError(t, s.Refuse(t.Context(), north, one.Id, "Our service manager is at level 5."))
		refused := listed(t, m, api.ListLinksParams{Code: new("ANCC"), Level: new(6)})
		assert.Equal(t, api.LinkState("not_accepted"), refused.Items[0].State)
		require.NotEmpty(t, refused.Unlinked, "the level has no link in force now")
		assert.Equal(t, "The proposed link is not accepted: Our service manager is at level 5.", refused.Unlinked[0].Reason)
		_, err := s.Create(t.Context(), north, Link{Kind: SkillLevel, Code: "ANCC", Level: 6, Profile: ProfileRef{ID: one.ProfileId}, Reason: "R."})
		assert.ErrorContains(t, err, "Accept the proposal again")

		elsewhere, _, _, err := s.Links(t.Context(), south, SkillLevel, Filter{Code: "ANCC", Level: 6}, page.Request{Sort: "skill", Limit: 10})
		require.NoError(t, err)
		assert.Equal(t, InForce, elsewhere[0].State, "what one organisation thinks is no matter of another")

		require.NoError(t, s.Accept(t.Context(), north, one.Id))
		assert.Equal(t, api.LinkState("in_force"), listed(t, m, api.ListLinksParams{Code: new("ANCC"), Level: new(6)}).Items[0].State)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(s.Refuse(t.Context(), north, one.Id, "")))
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(s.Refuse(t.Context(), north, uuid.New(), "R.")))
	})
}

func TestTheLadderNeedsFewQueries(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, _ seed.Reference) {
		l, err := m.Service.Ladder(t.Context(), north)
		require.NoError(t, err)
		ctx, queries := database.CountQueries(t.Context())
		_, err = m.Service.Ladder(ctx, north)
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(2), "beside one each for the profiles and the roles")

		assert.Equal(t, []Band{"2", "3", "4", "5", "6", "7", "8a", "8b", "8c"}, []Band{
			l.Bands[0].Band, l.Bands[1].Band, l.Bands[2].Band, l.Bands[3].Band, l.Bands[4].Band, l.Bands[5].Band, l.Bands[6].Band, l.Bands[7].Band, l.Bands[8].Band,
		})
		assert.Len(t, l.Bands, 9)
		counts := map[Family]int{}
		for _, f := range l.Families {
			counts[f.Family] = len(f.Profiles)
		}
		assert.Equal(t, map[Family]int{Coding: 6, Records: 7, PatientServices: 4, Security: 0, Other: 0}, counts)
		for _, p := range l.Families[0].Profiles {
			assert.NotEmpty(t, p.Levels, p.Title)
		}
	})
}

func TestARoleStandsInItsFamily(t *testing.T) {
	profile := uuid.New()
	held := shelf{families: map[uuid.UUID]Family{profile: PatientServices}}
	for name, c := range map[string]struct {
		role RoleRung
		want Family
	}{
		"where the map draws it":       {RoleRung{placed: Security, Profile: &ProfileRef{ID: profile}}, Security},
		"with its profile":             {RoleRung{Profile: &ProfileRef{ID: profile}}, PatientServices},
		"with its essential skill":     {RoleRung{Levels: []RungLevel{{Code: "ANCC"}, {Code: "RMGT", Essential: true}}}, Records},
		"nothing is known of its work": {RoleRung{}, Other},
	} {
		assert.Equal(t, c.want, c.role.family(held), name)
	}
	assert.Less(t, lowestBand("7"), lowestBand("8a-c"))
	assert.Less(t, lowestBand("8a-c"), lowestBand("8d"))
}

func TestEnumsPrintAndParse(t *testing.T) {
	for k := SkillLevel; k <= Aspect; k++ {
		back, err := ParseKind(k.String())
		require.NoError(t, err)
		assert.Equal(t, k, back)
	}
	for s := InForce; s <= Ended; s++ {
		back, err := ParseState(s.String())
		require.NoError(t, err)
		assert.Equal(t, s, back)
	}
	_, err := ParseState("old")
	assert.Error(t, err)
}
