package access_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
)

// TestWhatAPermissionWeighs has every permission that reaches beyond the own record: a new one is decided about here.
func TestWhatAPermissionWeighs(t *testing.T) {
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	got := map[access.Weight][]access.Permission{}
	for _, p := range policy.Permissions() {
		assert.Equal(t, access.Plain, access.WeightOf(p, access.Own), "%s about oneself", p)
		widest := access.Own
		for _, role := range append(access.GrantableRoles(), access.Staff) {
			for scope := access.Assigned; scope <= access.Organisation; scope++ {
				if policy.Allows(role, p, scope) {
					widest = max(widest, scope)
				}
			}
		}
		if widest > access.Own {
			w := access.WeightOf(p, widest)
			got[w] = append(got[w], p)
		}
	}
	for w := range got {
		slices.Sort(got[w])
	}
	assert.Equal(t, []access.Permission{
		"accreditation.award", "appraisals.lead", "criteria.confirm", "matching.check", "matching.withdraw", "matching.work", "moderation.decide",
		"moves.agree", "portfolio.review", "practice.audit", "training.attempts", "training.exempt", "training.extend", "training.pauses",
		"training.sign_off", "training_pathways.place",
	}, got[access.Approving])
	assert.Equal(t, []access.Permission{
		"appraisals.cycle", "assignments.manage", "courses.manage", "establishment.manage", "framework.edit", "grants.manage", "leaving.manage",
		"links.manage", "matching.open", "moderation.manage", "operations.manage", "pathways.manage", "patient_data.manage", "people.manage",
		"planning.manage", "practice.settings", "privacy.copy", "privacy.manage", "roles.manage", "sign_in.manage", "sittings.manage", "teams.manage", "training_pathways.manage",
	}, got[access.Administering])
	assert.Equal(t, []access.Permission{
		"appraisals.overview", "appraisals.read", "appraisals.write", "assurance.read", "audit.read", "courses.attendees", "courses.book", "courses.read",
		"declarations.read", "files.add", "files.read", "grants.read", "leaving.read", "library.read", "matching.read", "mentoring.log",
		"mentoring.read", "moderation.read", "packs.make", "packs.read", "people.read", "planning.scenarios", "portfolio.content", "portfolio.discuss",
		"portfolio.read", "post_gaps.read", "practice.act", "practice.content", "practice.enter", "practice.read", "privacy.read", "progress.read", "teams.read",
		"training.content", "training.plan", "workforce.read",
	}, got[access.Plain])
}

func TestWhichRolesAskForASecondFactor(t *testing.T) {
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	for role, want := range map[access.Role]bool{
		access.Staff: false, access.Auditor: false,
		access.Mentor: true, access.Assessor: true, access.Manager: true, access.WorkforceLead: true, access.StandardsLead: true,
		access.Administrator: true, access.PanelMember: true, access.ConsistencyChecker: true,
	} {
		assert.Equal(t, want, policy.Weighs(role), fmt.Sprint(role))
		if role != access.Staff {
			assert.Equal(t, want, actor(t, access.Grant{Role: role, TeamID: &team}).Weighs(), "somebody who has the role %s", role)
		}
	}
	assert.False(t, actor(t).Weighs())
	assert.False(t, access.Actor{}.Weighs(), "nobody")
}
