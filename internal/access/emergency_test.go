package access_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"

	"bandwise/internal/access"
)

func TestWhatEmergencyAccessGives(t *testing.T) {
	administrator := access.Grant{Role: access.Administrator}
	for name, c := range map[string]struct {
		grants     []access.Grant
		role       access.Role
		permission access.Permission
		want       access.Scopes
	}{
		"a manager reaches from the teams at the top":    {[]access.Grant{administrator}, access.Manager, "portfolio.review", access.Scopes{Teams: []uuid.UUID{team}}},
		"a lead sees the whole organisation":             {[]access.Grant{administrator}, access.WorkforceLead, "workforce.read", access.Scopes{Organisation: true}},
		"an assessor is not among the roles":             {[]access.Grant{administrator}, access.Assessor, "portfolio.review", access.Scopes{}},
		"it ends for somebody who no longer administers": {nil, access.Manager, "portfolio.review", access.Scopes{}},
	} {
		t.Run(name, func(t *testing.T) {
			before := actor(t, c.grants...)
			during := before.InEmergency(access.Emergency{ID: uuid.New(), Role: c.role, Until: noon}, []uuid.UUID{team})
			c.want.PersonID, c.want.OrganisationID, c.want.Today = me, org, during.Today
			assert.Equal(t, c.want, during.Scopes(c.permission))
			_, has := before.Emergency()
			assert.False(t, has, "whoever it was made from is as before")
		})
	}
}
