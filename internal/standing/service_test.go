package standing_test

import (
	"strings"
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
	. "bandwise/internal/standing"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// trust is an organisation with a team, a person in it, and a role with one criterion.
type trust struct {
	t                      *testing.T
	db                     *database.DB
	id, team, person       uuid.UUID
	role, criterion, skill uuid.UUID
	people                 int
}

func (tr *trust) exec(statement string, args ...any) {
	tr.t.Helper()
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Exec(statement, args...).Error)
}

func newTrust(t *testing.T, db *database.DB, name string) *trust {
	tr := &trust{t: t, db: db, id: uuid.New(), team: uuid.New(), role: uuid.New(), criterion: uuid.New(), skill: uuid.New()}
	tr.exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", tr.id, name, name, noon)
	tr.exec("INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, 'Coding', ?, 1, ?, ?)", tr.team, tr.id, "/"+tr.team.String()+"/", noon, noon)
	tr.exec("INSERT INTO roles (id, organisation_id, title, band, band_status, version, created_at, updated_at) VALUES (?, ?, 'Coder', '4', 'stated', 1, ?, ?)", tr.role, tr.id, noon, noon)
	tr.exec(`INSERT INTO role_criteria (id, role_id, ordinal, group_name, criterion, corrected, importance, mark, basis, lines, mark_lines)
		VALUES (?, ?, 1, 'Qualifications', 'Holds a driving licence', '', 'essential', '', '', '[]', '[]')`, tr.criterion, tr.role)
	framework := uuid.New()
	tr.exec("INSERT INTO frameworks (id, slug, title, document, licence, source, visibility) VALUES (?, ?, 'Skills', '', '', '', 'members')", framework, name)
	tr.exec(`INSERT INTO framework_statements (id, framework_id, organisation_id, ordinal, key, code, skill, aspect, level, text, source_heading, source_heading_line, source_text, source_line, corrections)
		VALUES (?, ?, ?, 1, 'a', 'ANCC', 'Coding', 'Targets', 3, 'Meets targets.', '', 1, '', 1, '[]')`, tr.skill, framework, tr.id)
	tr.person = tr.newPerson("Ella")
	tr.exec(`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, band, wte_hundredths, starts_on, version, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, '4', 100, ?, 1, ?, ?)`, uuid.New(), tr.id, tr.person, tr.role, tr.team, calendar.MustParseDate("2026-01-05"), noon, noon)
	return tr
}

func (tr *trust) newPerson(name string) uuid.UUID {
	person := uuid.New()
	tr.people++
	tr.exec("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		person, tr.id, name, strings.ToLower(name), person.String()+"@example", noon, noon)
	return person
}

func (tr *trust) as(person uuid.UUID, role access.Role) access.Actor {
	policy, err := access.LoadPolicy()
	require.NoError(tr.t, err)
	g := access.Grant{PersonID: person, OrganisationID: tr.id, Role: role, StartsOn: calendar.MustParseDate("2020-01-01")}
	if role.ReachesTeams() {
		g.TeamID = &tr.team
	}
	return policy.NewActor(person, tr.id, "Viewer", "viewer@example", []access.Grant{g}, noon)
}

func (tr *trust) actor(role access.Role) access.Actor { return tr.as(tr.newPerson("Viewer"), role) }

func service(db *database.DB) *Service {
	trail := audit.New(audit.NewStore(db), calendar.Fixed(noon))
	return New(Dependencies{DB: db, Trail: trail, Clock: calendar.Fixed(noon), AccreditationTitle: func(key string) string {
		return map[string]string{"acc": "Accredited Clinical Coder (ACC)"}[key]
	}}).Service
}

// trailed gives the actions of the audit trail and all that stands in it.
func (tr *trust) trailed() (actions []string, all string) {
	var rows []struct{ Action, Before, After string }
	require.NoError(tr.t, tr.db.Conn(tr.t.Context()).Table("audit_entries").Where("organisation_id = ?", tr.id).Order("at, id").Find(&rows).Error)
	for _, r := range rows {
		actions, all = append(actions, r.Action), all+r.Before+r.After
	}
	return actions, all
}

func code(err error) apperr.Code { return apperr.CodeOf(err) }

func TestWhoJudgesACriterion(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north, south := newTrust(t, db, "north"), newTrust(t, db, "south")
		s := service(db)
		manager := north.actor(access.Manager)
		c, err := s.Confirm(t.Context(), manager, north.person, north.criterion, false, " Not seen yet. ")
		require.NoError(t, err)
		assert.Equal(t, []any{"Holds a driving licence", false, "Not seen yet.", 1}, []any{c.Criterion, c.Met, c.Reason, c.Version})

		_, err = s.Confirm(t.Context(), manager, north.person, north.criterion, true, "Seen.")
		assert.Equal(t, apperr.CodeConflict, code(err), "judged before")
		_, err = s.Rejudge(t.Context(), manager, c.ID, 7, true, "Seen.")
		assert.Equal(t, apperr.CodePreconditionFailed, code(err))
		changed, err := s.Rejudge(t.Context(), manager, c.ID, 1, true, "Seen the licence.")
		require.NoError(t, err)
		assert.Equal(t, []any{true, 2}, []any{changed.Met, changed.Version})

		for name, refused := range map[string]struct {
			by     access.Actor
			person uuid.UUID
			of     uuid.UUID
			reason string
			want   apperr.Code
		}{
			"a manager of another organisation":  {south.actor(access.Manager), north.person, north.criterion, "Seen.", apperr.CodeNotFound},
			"an assessor who is not assigned":    {north.actor(access.Assessor), north.person, north.criterion, "Seen.", apperr.CodeNotFound},
			"oneself as one's own manager":       {north.as(north.person, access.Manager), north.person, north.criterion, "Seen.", apperr.CodeForbidden},
			"without a reason":                   {manager, north.person, north.criterion, "  ", apperr.CodeInvalid},
			"a criterion of another trust":       {manager, north.person, south.criterion, "Seen.", apperr.CodeInvalid},
			"a criterion that does not exist":    {manager, north.person, uuid.New(), "Seen.", apperr.CodeInvalid},
			"a workforce lead, who only sees it": {north.actor(access.WorkforceLead), north.person, north.criterion, "Seen.", apperr.CodeNotFound},
		} {
			_, err := s.Confirm(t.Context(), refused.by, refused.person, refused.of, true, refused.reason)
			assert.Equal(t, refused.want, code(err), name)
		}
		_, err = s.Rejudge(t.Context(), south.actor(access.Manager), c.ID, 2, false, "No.")
		assert.Equal(t, apperr.CodeNotFound, code(err))
		_, err = s.Rejudge(t.Context(), north.as(north.person, access.Manager), c.ID, 2, false, "No.")
		assert.Equal(t, apperr.CodeForbidden, code(err))

		actions, all := north.trailed()
		assert.ElementsMatch(t, []string{"standing.criterion_confirmed", "standing.criterion_judged_anew"}, actions)
		assert.NotContains(t, all, "licence", "what was written stays out of the trail")
	})
}

func TestRulesOfFreshness(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		north, south := newTrust(t, db, "north"), newTrust(t, db, "south")
		s := service(db)
		lead := north.actor(access.StandardsLead)
		before := stamp(t, db)
		r, err := s.AddRule(t.Context(), lead, OfStatement, north.skill.String(), "P3Y", "The classification changes.")
		require.NoError(t, err)
		assert.Equal(t, []any{"ANCC 3, Targets", 1}, []any{r.Name, r.Version})
		assert.NotEqual(t, before, stamp(t, db), "what holds the rules in memory learns of it")
		_, err = s.AddRule(t.Context(), lead, OfAccreditation, "acc", "", "Only current coders count.")
		require.NoError(t, err)

		rules, err := s.Rules(t.Context(), north.actor(access.Staff))
		require.NoError(t, err)
		require.Len(t, rules, 2)
		assert.Equal(t, []string{"ANCC 3, Targets", "Accredited Clinical Coder (ACC)"}, []string{rules[0].Name, rules[1].Name})
		assert.Equal(t, calendar.Years(3), rules[0].StaysFresh)
		rules, err = s.Rules(t.Context(), south.actor(access.StandardsLead))
		require.NoError(t, err)
		assert.Empty(t, rules, "another organisation's rules")

		for name, refused := range map[string]struct {
			kind        Kind
			key, period string
			reason      string
			want        apperr.Code
		}{
			"a second rule":                    {OfStatement, north.skill.String(), "P1Y", "Why.", apperr.CodeConflict},
			"another organisation's statement": {OfStatement, south.skill.String(), "P1Y", "Why.", apperr.CodeInvalid},
			"no statement":                     {OfStatement, "acc", "P1Y", "Why.", apperr.CodeInvalid},
			"no accreditation":                 {OfAccreditation, "bcs", "", "Why.", apperr.CodeInvalid},
			"no period":                        {OfStatement, north.skill.String(), "three years", "Why.", apperr.CodeInvalid},
			"a period back":                    {OfStatement, north.skill.String(), "-P1Y", "Why.", apperr.CodeInvalid},
			"a period of a lifetime":           {OfStatement, north.skill.String(), "P21Y", "Why.", apperr.CodeInvalid},
			"a period for an accreditation":    {OfAccreditation, "acc", "P3Y", "Why.", apperr.CodeInvalid},
			"no reason":                        {OfStatement, north.skill.String(), "P1Y", " ", apperr.CodeInvalid},
		} {
			_, err := s.AddRule(t.Context(), lead, refused.kind, refused.key, refused.period, refused.reason)
			assert.Equal(t, refused.want, code(err), name)
		}

		_, err = s.ChangeRule(t.Context(), lead, r.ID, 2, "P2Y", "Why.")
		assert.Equal(t, apperr.CodePreconditionFailed, code(err))
		_, err = s.ChangeRule(t.Context(), south.actor(access.StandardsLead), r.ID, 1, "P2Y", "Why.")
		assert.Equal(t, apperr.CodeNotFound, code(err))
		changed, err := s.ChangeRule(t.Context(), lead, r.ID, 1, "P2Y", "Twice a year it changes.")
		require.NoError(t, err)
		assert.Equal(t, []any{calendar.Years(2), 2}, []any{changed.StaysFresh, changed.Version})
		_, err = s.EndRule(t.Context(), south.actor(access.StandardsLead), r.ID, 2, "Why.")
		assert.Equal(t, apperr.CodeNotFound, code(err))
		_, err = s.EndRule(t.Context(), lead, r.ID, 1, "Why.")
		assert.Equal(t, apperr.CodeConflict, code(err))
		_, err = s.EndRule(t.Context(), lead, r.ID, 2, " ")
		assert.Equal(t, apperr.CodeInvalid, code(err))
		ended, err := s.EndRule(t.Context(), lead, r.ID, 2, "The standard covers it.")
		require.NoError(t, err)
		assert.Equal(t, "The standard covers it.", ended.EndReason)
		list, total, err := s.EndedRules(t.Context(), lead, page.Request{Limit: 10})
		require.NoError(t, err)
		assert.Equal(t, 1, total)
		assert.Equal(t, []any{"ANCC 3, Targets", calendar.Years(2), "Twice a year it changes.", "The standard covers it."},
			[]any{list[0].Name, list[0].StaysFresh, list[0].Reason, list[0].EndReason})
		_, total, err = s.EndedRules(t.Context(), south.actor(access.StandardsLead), page.Request{Limit: 10})
		require.NoError(t, err)
		assert.Zero(t, total, "another organisation's")
		rules, err = s.Rules(t.Context(), lead)
		require.NoError(t, err)
		assert.Len(t, rules, 1)
		actions, all := north.trailed()
		assert.ElementsMatch(t, []string{"standing.freshness_rule_added", "standing.freshness_rule_added", "standing.freshness_rule_changed", "standing.freshness_rule_ended"}, actions)
		assert.NotContains(t, all, "classification")
	})
}

func stamp(t *testing.T, db *database.DB) string {
	var stamps []string
	require.NoError(t, db.Conn(t.Context()).Table("reference_stamps").Where("name = 'freshness'").Pluck("stamp", &stamps).Error)
	require.Len(t, stamps, 1)
	return stamps[0]
}
