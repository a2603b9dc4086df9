package identity

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// tokenOf takes the token out of the address that is handed over.
func tokenOf(t *testing.T, url string) string {
	t.Helper()
	const page = "https://bandwise.example/set-password/"
	require.True(t, strings.HasPrefix(url, page), url)
	return strings.TrimPrefix(url, page)
}

func TestAnInvitationIsUsedOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		mary := n.person(t, "Mary Shaw", "mary@example.org")
		replaced, _, err := n.Service.CreateLink(ctx, n.boss, mary)
		require.NoError(t, err)
		url, expiresAt, err := n.Service.CreateLink(ctx, n.boss, mary)
		require.NoError(t, err)
		assert.Equal(t, n.now.Add(7*24*time.Hour), expiresAt)
		_, err = n.Service.Link(ctx, tokenOf(t, replaced))
		assert.Equal(t, errLinkSpent, err, "a newer link takes the place of an older one")

		link, err := n.Service.Link(ctx, tokenOf(t, url))
		require.NoError(t, err)
		assert.Equal(t, Invitation, link.Purpose)
		assert.Equal(t, "Mary Shaw", link.Name)
		assert.Equal(t, "mary@example.org", link.Email)

		err = n.Service.SetPassword(ctx, tokenOf(t, url), NewPassword{Password: "mary shaw"}, home)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "a refused password leaves the link usable")
		var succeeded atomic.Int64
		var together sync.WaitGroup
		for range 8 {
			together.Go(func() {
				if n.Service.SetPassword(ctx, tokenOf(t, url), NewPassword{Password: "rhubarb saddle quartz"}, home) == nil {
					succeeded.Add(1)
				}
			})
		}
		together.Wait()
		assert.EqualValues(t, 1, succeeded.Load(), "of several at once one succeeds")
		_, err = n.Service.Link(ctx, tokenOf(t, url))
		assert.Equal(t, errLinkSpent, err)
		_, err = n.Service.SignIn(ctx, Credentials{Email: "mary@example.org", Password: "rhubarb saddle quartz"}, home, Visit{})
		assert.NoError(t, err)
	})
}

func TestAResetEndsEverySession(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		v := n.signIn(t)
		url, expiresAt, err := n.Service.InvitationLink(t.Context(), n.sam)
		require.NoError(t, err)
		assert.Equal(t, n.now.Add(24*time.Hour), expiresAt)
		link, err := n.Service.Link(t.Context(), tokenOf(t, url))
		require.NoError(t, err)
		assert.Equal(t, Reset, link.Purpose)
		require.NoError(t, n.Service.SetPassword(t.Context(), tokenOf(t, url), NewPassword{Password: "rhubarb saddle quartz"}, home))
		assert.False(t, n.known(t, v))
		_, err = n.Service.SignIn(t.Context(), Credentials{Email: "sam@example.org", Password: password}, home, Visit{})
		assert.Equal(t, errWrongPassword, err)
	})
}

func TestWhichLinksCannotBeUsed(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		make := func() string {
			url, _, err := n.Service.CreateLink(t.Context(), n.boss, n.sam)
			require.NoError(t, err)
			return tokenOf(t, url)
		}
		for name, spoil := range map[string]func() string{
			"made up": func() string { return string(newToken()) },
			"empty":   func() string { return "" },
			"too old": func() string {
				token := make()
				n.now = n.now.Add(24 * time.Hour)
				return token
			},
			"of somebody who has left": func() string {
				token := make()
				n.exec(t, "UPDATE people SET left_on = ? WHERE id = ?", calendar.Today(n.now), n.sam)
				return token
			},
		} {
			t.Run(name, func(t *testing.T) {
				token := spoil()
				_, err := n.Service.Link(t.Context(), token)
				assert.Equal(t, errLinkSpent, err)
				assert.Equal(t, errLinkSpent, n.Service.SetPassword(t.Context(), token, NewPassword{Password: "rhubarb saddle quartz"}, home))
				n.exec(t, "UPDATE people SET left_on = NULL WHERE id = ?", n.sam)
			})
		}
	})
}

func TestForWhomALinkIsMade(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		for name, c := range map[string]struct {
			refuse func() error
			want   apperr.Code
		}{
			"by somebody who does not manage people": {func() error {
				_, _, err := n.Service.CreateLink(t.Context(), n.signIn(t).Actor, n.boss.PersonID)
				return err
			}, apperr.CodeNotFound},
			"for nobody": {func() error { _, _, err := n.Service.CreateLink(t.Context(), n.boss, uuid.New()); return err }, apperr.CodeNotFound},
			"for somebody who is leaving": {func() error {
				n.exec(t, "UPDATE people SET left_on = ? WHERE id = ?", calendar.Today(n.now).AddDays(9), n.sam)
				_, _, err := n.Service.CreateLink(t.Context(), n.boss, n.sam)
				n.exec(t, "UPDATE people SET left_on = NULL WHERE id = ?", n.sam)
				return err
			}, apperr.CodeConflict},
		} {
			t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, apperr.CodeOf(c.refuse())) })
		}
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM password_links"))
	})
}

func TestTheFirstAdministratorSetsEverythingUp(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		url, err := n.Service.FirstAdministratorLink(ctx)
		require.NoError(t, err)
		assert.Empty(t, url, "somebody has an account already")

		n.exec(t, "DELETE FROM accounts")
		earlier, err := n.Service.FirstAdministratorLink(ctx)
		require.NoError(t, err)
		url, err = n.Service.FirstAdministratorLink(ctx)
		require.NoError(t, err)
		_, err = n.Service.Link(ctx, tokenOf(t, earlier))
		assert.Equal(t, errLinkSpent, err, "another start makes another link")
		link, err := n.Service.Link(ctx, tokenOf(t, url))
		require.NoError(t, err)
		assert.Equal(t, FirstAdministrator, link.Purpose)

		given := NewPassword{Password: "rhubarb saddle quartz", Organisation: "Southmere", Name: "Fia First", Email: "Fia@Example.org "}
		require.NoError(t, n.Service.SetPassword(ctx, tokenOf(t, url), given, home))
		v, err := n.Service.SignIn(ctx, Credentials{Email: "fia@example.org", Password: "rhubarb saddle quartz"}, home, Visit{})
		require.NoError(t, err)
		assert.Equal(t, "Southmere", v.Organisation)
		assert.Equal(t, errLinkSpent, n.Service.SetPassword(ctx, tokenOf(t, url), given, home))
	})
}

func TestALinkOfTheFirstAdministratorIsWorthNothingOnceThereIsAnAccount(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.exec(t, "DELETE FROM accounts")
		url, err := n.Service.FirstAdministratorLink(t.Context())
		require.NoError(t, err)
		require.NoError(t, n.Service.Provision(t.Context(), n.sam, "sam@example.org", password))
		given := NewPassword{Password: "rhubarb saddle quartz", Organisation: "Southmere", Name: "Fia First", Email: "fia@example.org"}
		assert.Equal(t, errLinkSpent, n.Service.SetPassword(t.Context(), tokenOf(t, url), given, home))
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM organisations"), "nothing was made")
	})
}
