package access_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

var (
	noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	org  = uuid.MustParse("00000000-0000-4000-8000-000000000001")
	me   = uuid.MustParse("00000000-0000-4000-8000-000000000002")
	team = uuid.MustParse("00000000-0000-4000-8000-000000000003")
)

func actor(t *testing.T, grants ...access.Grant) access.Actor {
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	for i := range grants {
		grants[i].PersonID = me
		if grants[i].OrganisationID == uuid.Nil {
			grants[i].OrganisationID = org
		}
		if grants[i].StartsOn.IsZero() {
			grants[i].StartsOn = calendar.On(2026, time.January, 1)
		}
	}
	return policy.NewActor(me, org, "Sam Okoro", "sam@example.org", grants, noon)
}

func TestHowFarEachRoleReaches(t *testing.T) {
	manager := access.Grant{Role: access.Manager, TeamID: &team}
	for name, c := range map[string]struct {
		grants     []access.Grant
		permission access.Permission
		want       access.Scopes
	}{
		"everybody reads their own record":                      {nil, "progress.read", access.Scopes{Own: true}},
		"nobody reviews without a role":                         {nil, "portfolio.review", access.Scopes{}},
		"a mentor sees those assigned":                          {[]access.Grant{{Role: access.Mentor}}, "progress.read", access.Scopes{Own: true, Assigned: true, AssignedAs: []access.Role{access.Mentor}}},
		"a mentor does not review":                              {[]access.Grant{{Role: access.Mentor}}, "portfolio.review", access.Scopes{}},
		"an assessor who also mentors reviews as assessor only": {[]access.Grant{{Role: access.Mentor}, {Role: access.Assessor}}, "portfolio.review", access.Scopes{Assigned: true, AssignedAs: []access.Role{access.Assessor}}},
		"a manager reaches the teams of the grant":              {[]access.Grant{manager}, "portfolio.review", access.Scopes{Teams: []uuid.UUID{team}}},
		"a lead sees states of the whole organisation":          {[]access.Grant{{Role: access.WorkforceLead}}, "portfolio.read", access.Scopes{Own: true, Organisation: true}},
		"a lead sees only their own reflections":                {[]access.Grant{{Role: access.WorkforceLead}}, "portfolio.content", access.Scopes{Own: true}},
		"an auditor sees only their own reflections":            {[]access.Grant{{Role: access.Auditor}}, "portfolio.content", access.Scopes{Own: true}},
		"an administrator sees nobody else's portfolio":         {[]access.Grant{{Role: access.Administrator}}, "portfolio.read", access.Scopes{Own: true}},
		"a grant that ended yesterday gives nothing":            {[]access.Grant{{Role: access.WorkforceLead, EndsOn: calendar.On(2026, time.November, 21)}}, "workforce.read", access.Scopes{}},
		"a grant that ends today still counts":                  {[]access.Grant{{Role: access.WorkforceLead, EndsOn: calendar.On(2026, time.November, 22)}}, "workforce.read", access.Scopes{Organisation: true}},
		"a grant that starts tomorrow gives nothing":            {[]access.Grant{{Role: access.WorkforceLead, StartsOn: calendar.On(2026, time.November, 23)}}, "workforce.read", access.Scopes{}},
		"a grant of another organisation gives nothing here":    {[]access.Grant{{Role: access.WorkforceLead, OrganisationID: team}}, "workforce.read", access.Scopes{}},
	} {
		t.Run(name, func(t *testing.T) {
			c.want.PersonID, c.want.OrganisationID, c.want.Today = me, org, calendar.On(2026, time.November, 22)
			assert.Equal(t, c.want, actor(t, c.grants...).Scopes(c.permission))
		})
	}
}

func TestNobodySignedInMayOnlyDoWhatIsPublic(t *testing.T) {
	var nobody access.Actor
	assert.True(t, nobody.May(access.Public))
	assert.False(t, nobody.May(access.SignedIn))
	assert.False(t, nobody.May("library.read"))
	condition, _ := nobody.Scopes("library.read").People("p.id")
	assert.Equal(t, "1 = 0", condition)
}

func TestTheContractAndThePolicyMustAgree(t *testing.T) {
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	whole := map[string][]access.Permission{"everything": append([]access.Permission{access.Public}, policy.Permissions()...)}
	assert.NoError(t, policy.Agree(whole))

	whole["forgotten"] = []access.Permission{""}
	assert.ErrorContains(t, policy.Agree(whole), "operation forgotten has no x-permission")
	whole["forgotten"] = []access.Permission{"portfolio.burn"}
	assert.ErrorContains(t, policy.Agree(whole), `"portfolio.burn", which the policy gives to nobody`)
	assert.ErrorContains(t, policy.Agree(map[string][]access.Permission{"one": {access.SignedIn}}), `"library.read", which no operation asks for`)
}

func TestWhomAPermissionReaches(t *testing.T) {
	child := uuid.MustParse("00000000-0000-4000-8000-000000000004")
	elsewhere := uuid.MustParse("00000000-0000-4000-8000-000000000005")
	for name, c := range map[string]struct {
		grants     []access.Grant
		permission access.Permission
		relation   access.Relation
		want       bool
	}{
		"one's own record":                        {nil, "progress.read", access.Relation{Own: true}, true},
		"a colleague's record":                    {nil, "progress.read", access.Relation{}, false},
		"a mentor, somebody assigned for that":    {[]access.Grant{{Role: access.Mentor}}, "training.sign_off", access.Relation{AssignedAs: []access.Role{access.Mentor}}, true},
		"a mentor, somebody assigned to assess":   {[]access.Grant{{Role: access.Mentor}}, "training.sign_off", access.Relation{AssignedAs: []access.Role{access.Assessor}}, false},
		"assigned without the role any more":      {nil, "portfolio.review", access.Relation{AssignedAs: []access.Role{access.Assessor}}, false},
		"a manager, a team below":                 {[]access.Grant{{Role: access.Manager, TeamID: &team}}, "training.sign_off", access.Relation{Teams: []uuid.UUID{team, child}}, true},
		"a manager, a team beside":                {[]access.Grant{{Role: access.Manager, TeamID: &team}}, "training.sign_off", access.Relation{Teams: []uuid.UUID{elsewhere}}, false},
		"an administrator, anybody":               {[]access.Grant{{Role: access.Administrator}}, "people.manage", access.Relation{}, true},
		"an administrator, somebody's reflection": {[]access.Grant{{Role: access.Administrator}}, "portfolio.content", access.Relation{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			by := actor(t, c.grants...)
			assert.Equal(t, c.want, by.Scopes(c.permission).Reaches(c.relation))
			assert.Equal(t, c.want, slices.Contains(by.Reaching(c.relation), c.permission))
		})
	}
}
