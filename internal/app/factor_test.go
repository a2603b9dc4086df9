package app

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// TestWhatIsOpenWithoutASecondFactor asks for every operation of the contract as an administrator who needs a second factor and
// has none: nothing passes the gate but what everybody may ask for, and what leads to one.
func TestWhatIsOpenWithoutASecondFactor(t *testing.T) {
	url, folder, f := fixtures[database.SQLite].copied(t, database.SQLite)
	f.t, f.ctx = t, t.Context()
	f.app = openFixture(t, url, folder, slog.DiscardHandler, func(c *config.Config) { c.SecondFactor = config.FactorApproving })
	t.Cleanup(func() { require.NoError(t, f.app.Close()) })
	const refusal = `"second_factor_required"`
	administrator := f.senderAs(access.Administrator)
	var open []string
	refused := 0
	for _, o := range contractOperations(t) {
		how := operations[o.id]
		how.first = nil
		if how.body != nil {
			// Making a body may need others, who are refused too. The gate refuses before it looks at one.
			how.body = always(object{})
		}
		r := f.meet(o, how, encounter{by: administrator, about: administrator, relation: own})
		refused += strings.Count(r.said, refusal)
		// What an administrator may not do at all is refused before.
		if o.permission != access.Public && r.status != 403 {
			open = append(open, o.id)
		}
	}
	assert.ElementsMatch(t, []string{"getMe", "signOut", "changePassword", "getSecondFactor", "offerSecondFactor", "confirmSecondFactor"}, open)
	assert.Greater(t, refused, 50, "most is refused for the want of it")

	for role, want := range map[access.Role]int{access.Staff: 200, access.Auditor: 200, access.Assessor: 403, access.Manager: 403} {
		assert.Equal(t, want, f.send(f.senderAs(role), "GET", "/notices/count", nil, 0, false).Code, role)
	}
	var me struct{ LacksSecondFactor bool }
	f.must(administrator, "GET", "/me", nil, &me)
	assert.True(t, me.LacksSecondFactor)
	f.offeredFactor(administrator)
	f.confirmFactor(administrator)
	f.must(administrator, "GET", "/me", nil, &me)
	assert.False(t, me.LacksSecondFactor)
	script := f.scriptOf(administrator, "read")
	assert.Equal(t, 200, f.send(script, "GET", "/me", nil, 0, false).Code)
	f.must(administrator, "POST", "/me/second-factor/remove", object{"password": password, "code": f.codeIn(1)}, nil)
	r := f.send(script, "GET", "/me", nil, 0, false)
	assert.Equal(t, 403, r.Code, "a token is worth nothing without the second factor of its person")
	assert.Contains(t, r.Body.String(), refusal)
}
