package app

import (
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
)

// TestAGrantThatEndsOnOneNodeIsWorthNothingOnAnother has two nodes on one PostgreSQL: what changes on one holds on the other at the
// next request, without any wait.
func TestAGrantThatEndsOnOneNodeIsWorthNothingOnAnother(t *testing.T) {
	url, folder, f := fixtures[database.Postgres].copied(t, database.Postgres)
	f.t, f.ctx = t, t.Context()
	one, two := openFixture(t, url, folder, slog.DiscardHandler), openFixture(t, url, folder, slog.DiscardHandler)
	t.Cleanup(func() {
		require.NoError(t, one.Close())
		require.NoError(t, two.Close())
	})
	ask := func(node *App, by *person, path string) int {
		f.app = node
		return f.send(by, "GET", path, nil, 0, false).Code
	}
	founder, auditor := f.trainee.org.founder, f.senderAs(access.Auditor)
	const trail = "/audit-entries"
	require.Equal(t, 200, ask(one, auditor, trail))
	require.Equal(t, 200, ask(two, auditor, trail), "the session of one node is known on the other")

	f.app = one
	var held []string
	require.NoError(t, one.db.Conn(t.Context()).Table("grants").Where("person_id = ? AND role = ?", auditor.id, access.Auditor).Pluck("id", &held).Error)
	require.Len(t, held, 1)
	f.must(founder, "POST", "/grants/"+held[0]+"/end", nil, nil)
	assert.Equal(t, 403, ask(two, auditor, trail), "at the next request")
	assert.Equal(t, 200, ask(two, auditor, "/me"))
	f.app = one
	f.must(founder, "POST", "/grants", object{"personId": auditor.id, "role": "auditor", "startsOn": today}, nil)
	assert.Equal(t, 200, ask(two, auditor, trail), "a new one holds at once too")

	f.app = one
	f.must(founder, "POST", "/people/"+auditor.id.String()+"/account/disable", nil, nil)
	assert.Equal(t, 401, ask(two, auditor, "/me"), "and so does a sign-in that is stopped")
}
