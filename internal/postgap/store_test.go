package postgap_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/testdb"
	. "bandwise/internal/postgap"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// suite is two national profiles, of which ANCC level 4 goes with the higher one only, and its statement.
type suite struct {
	t                       *testing.T
	db                      *database.DB
	officer, leader, fourth uuid.UUID
}

func (s suite) insert(table string, row map[string]any) {
	s.t.Helper()
	require.NoError(s.t, s.db.Conn(s.t.Context()).Table(table).Create(row).Error)
}

func newSuite(t *testing.T, db *database.DB) suite {
	s := suite{t: t, db: db, officer: uuid.New(), leader: uuid.New(), fourth: uuid.New()}
	for id, profile := range map[uuid.UUID][2]string{s.officer: {"Officer", "4"}, s.leader: {"Team Leader", "5"}} {
		s.insert("job_profiles", map[string]any{
			"id": id, "slug": profile[0], "suite_and_label": "", "suite": "", "title": profile[0], "contents_title": "",
			"contents_page": 1, "contents_line": 1, "band": profile[1], "bands": "[]", "job_statement_line": 1, "job_statements": "[]",
			"total_text": "", "total_line": 1, "stated_min": 1, "stated_max": 1, "corrections": "[]", "document": "", "line": 1, "last_line": 1,
		})
	}
	framework := uuid.New()
	s.insert("frameworks", map[string]any{
		"id": framework, "slug": "skills", "title": "Skills", "document": "", "licence": "", "source": "", "visibility": "members",
	})
	s.insert("framework_statements", map[string]any{
		"id": s.fourth, "framework_id": framework, "ordinal": 1, "key": "a", "code": "ANCC", "skill": "Coding", "aspect": "Targets", "level": 4,
		"text": "Leads.", "source_heading": "", "source_heading_line": 1, "source_text": "", "source_line": 1, "corrections": "[]",
	})
	s.insert("skill_links", map[string]any{
		"id": uuid.New(), "ordinal": 1, "code": "ANCC", "level": 4, "profile_id": s.leader, "band": "5", "reason": "", "sources": `[{"document":"000.txt","lines":[7]}]`,
	})
	return s
}

// organisation adds one with a role at band 4 that asks for the whole of ANCC level 4.
func (s suite) organisation(name string) (by access.Actor, role uuid.UUID) {
	by, role = access.Actor{PersonID: uuid.New(), OrganisationID: uuid.New()}, uuid.New()
	s.insert("organisations", map[string]any{"id": by.OrganisationID, "slug": name, "name": name, "created_at": noon})
	s.insert("people", map[string]any{
		"id": by.PersonID, "organisation_id": by.OrganisationID, "name": "Lead", "name_folded": "lead", "email": name + "@example",
		"version": 1, "created_at": noon, "updated_at": noon,
	})
	s.insert("roles", map[string]any{
		"id": role, "organisation_id": by.OrganisationID, "title": "Coder of " + name, "band": "4", "band_status": "stated", "profile_id": s.officer,
		"version": 2, "created_at": noon, "updated_at": noon,
	})
	s.insert("role_requirements", map[string]any{
		"id": uuid.New(), "role_id": role, "ordinal": 1, "kind": "skill_level", "key": "ANCC/4", "code": "ANCC", "level": 4,
		"importance": "essential", "higher_counts": true, "configured": true, "reason": "", "sources": "[]",
	})
	return by, role
}

// released adds a match of the role to the higher profile.
func (s suite) released(by access.Actor, role uuid.UUID, at time.Time) {
	scheme := uuid.New()
	s.insert("job_schemes", map[string]any{"id": scheme, "name": "Scheme", "max_variations": 5, "rules": "[]", "status": ""})
	s.insert("job_matches", map[string]any{
		"id": uuid.New(), "organisation_id": by.OrganisationID, "role_id": role, "role_title": "Coder", "scheme_id": scheme, "profile_id": s.leader,
		"state": "released", "panel_notes": "[]", "band_before": "4", "band_before_status": "stated", "decided": 16, "total": 350, "band": "5",
		"outcome": "profile_match", "opened_by": by.PersonID, "opened_at": at, "agreed_at": at, "released_by": by.PersonID, "released_at": at,
		"released_on": calendar.Today(at), "check_note": "", "search": "", "version": 20,
	})
}

func kinds(g Gap) []Kind {
	var all []Kind
	for _, r := range g.Reasons {
		all = append(all, r.Kind)
	}
	return all
}

func TestThePostsOfAnOrganisation(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		s := newSuite(t, db)
		north, coder := s.organisation("north")
		south, other := s.organisation("south")
		service := New(db).Service
		list := func(by access.Actor, search string) (titles []string) {
			found, total, err := service.Gaps(t.Context(), by, page.Request{Limit: 10, Query: search})
			require.NoError(t, err)
			require.Len(t, found, total)
			for _, g := range found {
				titles = append(titles, g.Post.Title)
			}
			return titles
		}
		assert.Equal(t, []string{"Coder of north"}, list(north, ""))
		assert.Equal(t, []string{"Coder of south"}, list(south, ""))
		assert.Empty(t, list(north, "service manager"))

		gap, err := service.Gap(t.Context(), north, coder)
		require.NoError(t, err)
		assert.Equal(t, []Kind{HigherLevel}, kinds(gap))
		assert.Equal(t, []Source{{"000.txt", []int{7}}}, gap.Reasons[0].Sources)
		_, err = service.Gap(t.Context(), north, other)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "another organisation's role")

		s.released(north, coder, noon.Add(time.Hour))
		gap, err = service.Gap(t.Context(), north, coder)
		require.NoError(t, err)
		assert.Empty(t, gap.Reasons, "the panel matched the post to the profile that the level goes with")
		assert.Equal(t, "5", gap.Post.Band)
		assert.NotEmpty(t, list(south, ""), "south's post was not matched")

		require.NoError(t, db.Conn(t.Context()).Exec("UPDATE roles SET version = 3, updated_at = ? WHERE id = ?", noon.Add(2*time.Hour), coder).Error)
		gap, err = service.Gap(t.Context(), north, coder)
		require.NoError(t, err)
		assert.Equal(t, []Kind{ChangedSinceMatch}, kinds(gap), "the role was edited after its match")

		ctx, queries := database.CountQueries(t.Context())
		_, _, err = service.Gaps(ctx, north, page.Request{Limit: 10})
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(4))
	})
}
