package role

import (
	"context"
	"encoding/json"
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
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/testdb"
	"bandwise/seed"
)

type pathways func(ctx context.Context) ([]Road, error)

func (p pathways) Roads(ctx context.Context, _ uuid.UUID) ([]Road, error) { return p(ctx) }

type evaluations struct{}

func (evaluations) OfProfile(ctx context.Context, profileID uuid.UUID) ([]Factor, error) {
	level := 3
	if profileID == seed.ID(seed.KindProfile, "clinical-coding-officer") {
		level = 2
	}
	return evaluations{}.OfLevels(ctx, []int{level})
}

func (evaluations) OfLevels(_ context.Context, levels []int) ([]Factor, error) {
	return []Factor{{No: 1, Name: "Communication", LevelMin: levels[0], LevelMax: levels[0], PointsMin: 7 * levels[0], PointsMax: 7 * levels[0]}}, nil
}

// The roles of two source documents.
var (
	officer = seed.ID(seed.KindRole, "clinical-coding-officer")
	deputy  = seed.ID(seed.KindRole, "clinical-coding-deputy-manager")
)

var now = time.Date(2027, 3, 14, 9, 0, 0, 0, time.UTC)

func newModule(db *database.DB) *Module {
	clock := calendar.Fixed(now)
	return New(Dependencies{
		DB: db, Trail: audit.New(audit.NewStore(db), clock), Clock: clock,
		Accreditations: []Accreditation{{Key: "acc", Title: "Accredited Clinical Coder (ACC)"}},
		Pathways: pathways(func(context.Context) ([]Road, error) {
			return []Road{{RoleID: officer, Milestones: []Milestone{
				{Key: "ccsc", Title: "Standards course", Rule: "Within 6 months.", Sources: []Source{{seed.DocumentCodingOfficer, []int{61}}}},
			}}}, nil
		}),
		Evaluations: evaluations{},
	})
}

// readReference reads the reference data once for all tests; none of them changes it.
var readReference = sync.OnceValues(seed.Load)

// loaded runs a test on both databases with the reference data in them and two organisations.
func loaded(t *testing.T, run func(t *testing.T, db *database.DB, m *Module, ref seed.Reference)) {
	ref, err := readReference()
	require.NoError(t, err)
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		libraryOf(t, db, ref)
		m := newModule(db)
		changed, err := m.Service.LoadReference(t.Context(), ref)
		require.NoError(t, err)
		require.Positive(t, changed)
		run(t, db, m, ref)
	})
}

// libraryOf writes what roles refer to: statements, skills, profiles, organisations.
func libraryOf(t *testing.T, db *database.DB, ref seed.Reference) {
	t.Helper()
	insert := func(table string, rows ...map[string]any) {
		t.Helper()
		require.NoError(t, db.Conn(t.Context()).Table(table).Create(rows).Error)
	}
	framework := seed.ID(seed.KindFramework, ref.Framework.Slug)
	insert("frameworks", map[string]any{
		"id": framework, "slug": ref.Framework.Slug, "title": ref.Framework.Title, "document": ref.Framework.Document,
		"licence": "", "source": "", "visibility": "members",
	})
	for i, s := range ref.Framework.Skills {
		insert("framework_skills", map[string]any{
			"id": uuid.New(), "framework_id": framework, "ordinal": i, "code": s.Code, "name": s.Name, "national_name": "",
			"note": "", "national_level_min": 1, "national_level_max": 7,
		})
	}
	var statements, profiles []map[string]any
	for i, s := range ref.Framework.Statements {
		statements = append(statements, map[string]any{
			"id": seed.ID(seed.KindStatement, s.Key), "framework_id": framework, "ordinal": i, "key": s.Key, "code": s.Code,
			"skill": s.Skill, "aspect": s.Aspect, "level": s.Level, "text": s.Text, "source_heading": "",
			"source_heading_line": 1, "source_text": "", "source_line": 1, "corrections": "[]",
		})
	}
	insert("framework_statements", statements...)
	for _, p := range ref.Profiles {
		profiles = append(profiles, map[string]any{
			"id": seed.ID(seed.KindProfile, p.Slug), "slug": p.Slug, "suite_and_label": "", "suite": "", "title": p.Title,
			"contents_title": "", "contents_page": 1, "contents_line": 1, "band": p.Band, "bands": "[]",
			"job_statement_line": 1, "job_statements": "[]", "total_text": "", "total_line": 1, "stated_min": 1,
			"stated_max": 1, "corrections": "[]", "document": "", "line": 1, "last_line": 1,
		})
	}
	insert("job_profiles", profiles...)
	for _, o := range []access.Actor{north, south} {
		insert("organisations", map[string]any{"id": o.OrganisationID, "slug": o.Name, "name": o.Name, "created_at": now})
		insert("people", map[string]any{
			"id": o.PersonID, "organisation_id": o.OrganisationID, "name": "Standards lead of " + o.Name, "name_folded": o.Name,
			"email": o.Name, "version": 1, "created_at": now, "updated_at": now,
		})
	}
}

// Somebody in each of two organisations.
var (
	north = access.Actor{PersonID: uuid.New(), OrganisationID: uuid.New(), Name: "north"}
	south = access.Actor{PersonID: uuid.New(), OrganisationID: uuid.New(), Name: "south"}
)

func get(t *testing.T, m *Module, by access.Actor, id uuid.UUID) (api.Role, error) {
	t.Helper()
	answer, err := m.Handlers.GetRole(access.WithActor(t.Context(), by), api.GetRoleRequestObject{Id: id})
	if err != nil {
		return api.Role{}, err
	}
	return answer.(api.GetRole200JSONResponse).Body, nil
}

func TestRolesKeepEveryWordOfTheSource(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		for _, source := range ref.Roles {
			r, err := m.Service.Role(t.Context(), north, seed.ID(seed.KindRole, source.Slug))
			require.NoError(t, err)
			assert.Equal(t, source.Title, r.Title)
			assert.Equal(t, source.Band, string(r.Band))
			assert.Equal(t, string(source.BandStatus), r.BandStatus.String())
			assert.Equal(t, string(source.IssuedOn), r.IssuedOn.ISO())
			assert.Equal(t, string(source.JobMatchedOn), r.JobMatchedOn.ISO())
			assert.Equal(t, source.Reference, r.Reference)
			assert.Equal(t, texts(source.Purpose), reference.Each(r.Purpose, textOf))
			assert.Equal(t, texts(source.Relationships), reference.Each(r.Relationships, textOf))
			assert.Equal(t, texts(source.Values), reference.Each(r.Values, textOf))
			require.Len(t, r.Details, len(source.Details))
			for i, d := range source.Details {
				assert.Equal(t, Passage{Heading: d.Label, Text: d.Text, Corrected: d.Corrected, Note: d.Note, Lines: d.Lines}, r.Details[i])
			}
			require.Len(t, r.Headings, len(source.Headings))
			for i, h := range source.Headings {
				assert.Equal(t, Passage{Text: h.Text, Corrected: h.Corrected, Note: h.Note, Number: h.Number, Factor: h.Factor, Lines: h.Lines}, r.Headings[i])
			}
			require.Len(t, r.Sections, len(source.Sections))
			for i, s := range source.Sections {
				assert.Equal(t, s.Heading, r.Sections[i].Heading)
				assert.Equal(t, texts(s.Paragraphs), reference.Each(r.Sections[i].Paragraphs, textOf))
			}
			require.Len(t, r.Duties, len(source.Duties))
			for i, d := range source.Duties {
				assert.Equal(t, Duty{
					ID: seed.ID(seed.KindDuty, d.Key), Heading: d.Heading, Factor: d.Factor, Text: d.Text, Corrected: d.Corrected,
					Note: d.Note, Lines: d.Lines,
				}, r.Duties[i])
			}
			require.Len(t, r.Criteria, len(source.Criteria))
			for i, c := range source.Criteria {
				got := r.Criteria[i]
				assert.Equal(t, []string{c.Group, c.Criterion, string(c.Importance), c.Mark, c.Basis},
					[]string{got.Group, got.Criterion, got.Importance.String(), got.Mark, got.Basis})
			}
			require.Len(t, r.Hazards, len(source.Hazards))
			for i, h := range source.Hazards {
				got := r.Hazards[i]
				assert.Equal(t, []string{h.Group, h.Name, h.Text, string(h.Present), string(h.Frequency), h.Note},
					[]string{got.Group, got.Name, got.Text, got.Present.String(), got.Frequency.String(), got.Note})
			}
		}
	})
}

func texts(passages []seed.Passage) []string {
	return reference.Each(passages, func(p seed.Passage) string { return p.Text })
}

func textOf(p Passage) string { return p.Text }

func TestARoleAsksForTheStatementsOfItsSkillLevels(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		for _, source := range ref.Roles {
			r, err := m.Service.Role(t.Context(), north, seed.ID(seed.KindRole, source.Slug))
			require.NoError(t, err)
			want := map[uuid.UUID]string{}
			for _, q := range ref.Requirements {
				if q.Role == source.Slug {
					for _, s := range ref.StatementsFor(q) {
						want[seed.ID(seed.KindStatement, s.Key)] = string(q.Importance)
					}
				}
			}
			require.NotEmpty(t, want)
			got := map[uuid.UUID]string{}
			for _, q := range r.Requirements {
				got[q.StatementID] = q.Importance.String()
				assert.True(t, q.Configured, "no source document names a skill level for a role")
				assert.NotEmpty(t, q.Sources)
				assert.NotEmpty(t, q.Text)
			}
			assert.Equal(t, want, got, source.Slug)
			assert.Equal(t, len(want), r.Count(Essential)+r.Count(Desirable))
		}
	})
}

func TestAnAnsweredRole(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, ref seed.Reference) {
		trainee, err := get(t, m, north, seed.ID(seed.KindRole, "clinical-coding-officer"))
		require.NoError(t, err)
		assert.Equal(t, "3", trainee.Band)
		assert.False(t, trainee.Local)
		require.Len(t, trainee.Milestones, 1)
		assert.Equal(t, []api.SourceRef{{Document: seed.DocumentCodingOfficer, Line: 61}}, trainee.Milestones[0].Sources)
		require.NotNil(t, trainee.Profile)
		assert.Equal(t, seed.ID(seed.KindProfile, "clinical-coding-officer"), trainee.Profile.Id)
		assert.Equal(t, "Clinical Coding Officer", trainee.Profile.Name)

		officer, err := get(t, m, north, seed.ID(seed.KindRole, "patient-services-officer"))
		require.NoError(t, err)
		assert.Empty(t, officer.Band)
		assert.Equal(t, api.RoleBandStatusUnknown, officer.BandStatus)
		assert.Equal(t, "CCC379", officer.Reference)
		assert.Empty(t, officer.Milestones)
		written, err := json.Marshal(officer)
		require.NoError(t, err)
		assert.NotContains(t, string(written), ":null", "an empty list is a list")

		_, err = get(t, m, north, uuid.New())
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err))
	})
}

func TestListOfRoles(t *testing.T) {
	loaded(t, func(t *testing.T, _ *database.DB, m *Module, _ seed.Reference) {
		list := func(p api.ListRolesParams) []string {
			t.Helper()
			answer, err := m.Handlers.ListRoles(access.WithActor(t.Context(), north), api.ListRolesRequestObject{Params: p})
			require.NoError(t, err)
			return reference.Each(answer.(api.ListRoles200JSONResponse).Items, func(r api.RoleSummary) string { return r.Title })
		}
		assert.Equal(t, []string{"Clinical Coding Deputy Manager", "Clinical Coding Officer", "Patient Services Officer"}, list(api.ListRolesParams{}))
		assert.Equal(t, []string{"Clinical Coding Deputy Manager", "Clinical Coding Officer", "Patient Services Officer"}, list(api.ListRolesParams{Sort: new("-band")}))
		assert.Equal(t, []string{"Patient Services Officer"}, list(api.ListRolesParams{BandStatus: new(api.ListRolesParamsBandStatusUnknown)}))
		assert.Equal(t, []string{"Clinical Coding Officer"}, list(api.ListRolesParams{Q: new("mentorship")}), "duties are searched")
		assert.Empty(t, list(api.ListRolesParams{Q: new("helicopter")}))
		_, err := m.Handlers.ListRoles(t.Context(), api.ListRolesRequestObject{Params: api.ListRolesParams{Sort: new("secret")}})
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err))
	})
}

func TestAnOrganisationsOwnRole(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, ref seed.Reference) {
		elsewhere := newModule(db)
		_, total, err := elsewhere.Service.Roles(t.Context(), north, Filter{}, page.Request{Sort: "title", Limit: 50})
		require.NoError(t, err)
		require.Equal(t, 3, total)

		id, err := m.Service.Create(t.Context(), north, NewRole{
			Title: " Health Records Officer ", Band: "3", BandStatus: BandStated, Department: "Health Records",
			ProfileID:     uuid.NullUUID{UUID: seed.ID(seed.KindProfile, "health-records-officer-team-leader"), Valid: true},
			ProfileReason: "The same work.",
			Purpose:       []string{"Keeps the record.", "Finds it again."},
			Duties:        []NewDuty{{Heading: "Duties", Text: "Files records."}},
			Criteria:      []NewCriterion{{Group: "Skills", Criterion: "Accuracy", Importance: Essential}},
			Requirements: []NewRequirement{
				{Code: "RMGT", Level: 2, Importance: Essential, Reason: "The work of the post."},
				{StatementID: uuid.NullUUID{UUID: seed.ID(seed.KindStatement, "rmgt-3-access-requests"), Valid: true}, Importance: Desirable},
			},
		})
		require.NoError(t, err)

		for name, node := range map[string]*Module{"this node": m, "another node": elsewhere} {
			r, err := get(t, node, north, id)
			require.NoError(t, err, name)
			assert.True(t, r.Local)
			assert.Equal(t, "Health Records Officer", r.Title)
			assert.Equal(t, "Keeps the record.\nFinds it again.", r.Purpose)
			assert.Equal(t, 1, r.Version)
			require.Len(t, r.Requirements, len(ref.StatementsFor(seed.Requirement{Code: "RMGT", Level: 2}))+1)
			assert.Equal(t, "RMGT", r.Requirements[0].Code)
			require.Len(t, r.Duties, 1)
			require.Len(t, r.PersonSpecification, 1)
			assert.Equal(t, api.PersonCriterionImportanceEssential, r.PersonSpecification[0].Importance)

			_, err = get(t, node, south, id)
			assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another organisation never sees it")
			_, total, err := node.Service.Roles(t.Context(), south, Filter{}, page.Request{Sort: "title", Limit: 50})
			require.NoError(t, err)
			assert.Equal(t, 3, total)
		}

		var entries []struct{ Action, SubjectID, OrganisationID, ActorID string }
		require.NoError(t, db.Conn(t.Context()).Table("audit_entries").Where("action = ?", "role.created").Find(&entries).Error)
		require.Len(t, entries, 1)
		assert.Equal(t, []string{id.String(), north.OrganisationID.String(), north.PersonID.String()},
			[]string{entries[0].SubjectID, entries[0].OrganisationID, entries[0].ActorID})
	})
}

func TestARoleThatIsRefusedLeavesNothing(t *testing.T) {
	loaded(t, func(t *testing.T, db *database.DB, m *Module, _ seed.Reference) {
		taken := NewRole{Title: "Porter", Band: "2", BandStatus: BandStated}
		_, err := m.Service.Create(t.Context(), north, taken)
		require.NoError(t, err)
		_, err = m.Service.Create(t.Context(), south, taken)
		require.NoError(t, err, "each organisation has its own titles")
		before := rolesIn(t, db)
		for name, c := range map[string]struct {
			by   access.Actor
			role NewRole
			code apperr.Code
		}{
			"nobody's organisation":    {access.Actor{}, taken, apperr.CodeForbidden},
			"the same title and band":  {north, taken, apperr.CodeInvalid},
			"an unknown skill level":   {north, NewRole{Title: "New", BandStatus: BandUnknown, Requirements: []NewRequirement{{Code: "ANCC", Level: 1, Importance: Essential}}}, apperr.CodeInvalid},
			"a profile that is no one": {north, NewRole{Title: "New", BandStatus: BandUnknown, ProfileID: uuid.NullUUID{UUID: uuid.New(), Valid: true}, ProfileReason: "x"}, apperr.CodeInvalid},
			"no title":                 {north, NewRole{BandStatus: BandUnknown}, apperr.CodeInvalid},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := m.Service.Create(t.Context(), c.by, c.role)
				assert.Equal(t, c.code.String(), apperr.CodeOf(err).String())
				assert.Equal(t, before, rolesIn(t, db))
			})
		}
	})
}

func rolesIn(t *testing.T, db *database.DB) int64 {
	t.Helper()
	var n int64
	require.NoError(t, db.Conn(t.Context()).Table("roles").Count(&n).Error)
	return n
}
