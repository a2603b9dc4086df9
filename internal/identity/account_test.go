package identity

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

func TestABrowserInWords(t *testing.T) {
	for want, userAgent := range map[string]string{
		"Edge on Windows":             "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
		"Chrome on ChromeOS":          "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
		"Firefox on Linux":            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
		"Safari on iPhone":            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
		"Samsung Internet on Android": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
		"curl":                        "curl/8.14.1",
		"A program on Windows":        "Trust-Export/1.0 (Windows)",
		"An unknown program":          "<script>alert(1)</script>",
	} {
		assert.Equal(t, want, deviceOf(userAgent))
	}
	assert.Equal(t, "An unknown program", deviceOf(""))
}

func TestSessionsThatAPersonSeesAndEnds(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		ward := n.signIn(t)
		n.now = n.now.Add(5 * time.Minute)
		office, err := n.Service.SignIn(ctx, Credentials{Email: "sam@example.org", Password: password}, Origin{Address: "198.51.100.1", Device: "Edge on Windows"}, Visit{})
		require.NoError(t, err)
		n.now = n.now.Add(time.Minute)
		open, err := n.Service.Sessions(ctx, office)
		require.NoError(t, err)
		require.Len(t, open, 2)
		assert.Equal(t, Origin{Address: "198.51.100.1", Device: "Edge on Windows"}, open[0].Origin)
		assert.True(t, open[0].Current)
		assert.Equal(t, home, open[1].Origin)
		assert.False(t, open[1].Current)
		assert.Equal(t, n.now.Add(-6*time.Minute), open[1].SignedInAt.UTC())

		assert.ErrorIs(t, n.Service.EndSession(ctx, office, uuid.New()), apperr.NotFound(""))
		other := Visit{Actor: n.boss, token: "other"}
		assert.ErrorIs(t, n.Service.EndSession(ctx, other, open[1].ID), apperr.NotFound(""), "somebody else's")
		require.True(t, n.known(t, ward))
		require.NoError(t, n.Service.EndSession(ctx, office, open[1].ID))
		assert.False(t, n.known(t, ward), "it ends at once")
		assert.True(t, n.known(t, office))

		second, third := n.signIn(t), n.signIn(t)
		require.NoError(t, n.Service.EndOtherSessions(ctx, second))
		assert.True(t, n.known(t, second))
		assert.False(t, n.known(t, third) || n.known(t, office))

		require.NoError(t, n.Service.EndSessionsOf(ctx, n.boss, n.sam))
		assert.False(t, n.known(t, second))
		for _, action := range []string{"session_ended", "other_sessions_ended", "sessions_ended"} {
			assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = ? AND person_id = ?", "identity."+action, n.sam), action)
		}

		idle := n.signIn(t)
		n.now = n.now.Add(IdleTimeout)
		fresh := n.signIn(t)
		open, err = n.Service.Sessions(ctx, fresh)
		require.NoError(t, err)
		assert.Len(t, open, 1, "one that was idle for too long is over")
		assert.False(t, n.known(t, idle))
	})
}

func TestWhatATokenMayBe(t *testing.T) {
	today := calendar.MustParseDate("2026-11-20")
	for name, c := range map[string]struct {
		wish  NewPersonalToken
		field string
	}{
		"for today":            {NewPersonalToken{"Export", ReachRead, today}, ""},
		"for a year":           {NewPersonalToken{"Export", ReachRead, calendar.MustParseDate("2027-11-20")}, ""},
		"for more than a year": {NewPersonalToken{"Export", ReachRead, calendar.MustParseDate("2027-11-21")}, "lastsUntil"},
		"for yesterday":        {NewPersonalToken{"Export", ReachRead, calendar.MustParseDate("2026-11-19")}, "lastsUntil"},
		"without a name":       {NewPersonalToken{"", ReachRead, today}, "name"},
		"with a long name":     {NewPersonalToken{strings.Repeat("ä", 81), ReachRead, today}, "name"},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.wish.check(today)
			if c.field == "" {
				assert.NoError(t, err)
				return
			}
			var refusal *apperr.Error
			require.ErrorAs(t, err, &refusal)
			assert.Equal(t, c.field, refusal.Fields[0].Name)
		})
	}
}

func TestTheLifeOfAToken(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		sam := n.signIn(t).Actor
		made, secret, err := n.Service.MakeToken(ctx, sam, NewPersonalToken{" Nightly export ", ReachRead, calendar.MustParseDate("2027-06-14")})
		require.NoError(t, err)
		assert.Equal(t, "Nightly export", made.Name)
		assert.True(t, strings.HasPrefix(secret, made.Begins))
		assert.Equal(t, time.Date(2027, 6, 14, 23, 0, 0, 0, time.UTC), made.ExpiresAt, "the end of the day in London, which has summer time")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM personal_tokens WHERE token_hash = ? OR begins = ?", secret, secret), "the database keeps no token")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE after LIKE '%Nightly%'"), "nor does the trail keep its name")

		usedAt := func() *time.Time {
			all, err := n.Service.Tokens(ctx, sam)
			require.NoError(t, err)
			require.Len(t, all, 1)
			return all[0].UsedAt
		}
		require.Nil(t, usedAt())
		first := n.now
		counted, queries := database.CountQueries(ctx)
		v, err := n.Service.bearer(counted, secret)
		require.NoError(t, err)
		assert.LessOrEqual(t, queries.Load(), int64(2))
		assert.Equal(t, &access.Token{Begins: made.Begins, ReadOnly: true}, v.Actor.Token)
		assert.Equal(t, n.sam, v.Actor.PersonID)
		assert.Equal(t, first, usedAt().UTC())
		n.now = n.now.Add(9 * time.Minute)
		counted, queries = database.CountQueries(ctx)
		_, err = n.Service.bearer(counted, secret)
		require.NoError(t, err)
		assert.Equal(t, int64(1), queries.Load(), "the last use is kept sparingly")
		assert.Equal(t, first, usedAt().UTC())
		n.now = n.now.Add(time.Minute)
		_, err = n.Service.bearer(ctx, secret)
		require.NoError(t, err)
		assert.Equal(t, n.now, usedAt().UTC())

		n.now = made.ExpiresAt.Add(-time.Second)
		_, err = n.Service.bearer(ctx, secret)
		require.NoError(t, err)
		n.now = made.ExpiresAt
		_, err = n.Service.bearer(ctx, secret)
		assert.ErrorIs(t, err, errBadToken, "it is too old")
	})
}

func TestAPersonHasTwentyTokens(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		sam := n.signIn(t).Actor
		wish := NewPersonalToken{"One more", ReachReadWrite, sam.Today}
		var last PersonalToken
		for range maxTokens {
			made, _, err := n.Service.MakeToken(t.Context(), sam, wish)
			require.NoError(t, err)
			last = made
		}
		_, _, err := n.Service.MakeToken(t.Context(), sam, wish)
		require.ErrorIs(t, err, errTooManyTokens)
		require.NoError(t, n.Service.EndToken(t.Context(), sam, last.ID))
		_, _, err = n.Service.MakeToken(t.Context(), sam, wish)
		assert.NoError(t, err)
	})
}

func TestALeaversTokensEnd(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		sam := n.signIn(t).Actor
		_, secret, err := n.Service.MakeToken(t.Context(), sam, NewPersonalToken{"Export", ReachRead, sam.Today.AddDays(30)})
		require.NoError(t, err)
		n.exec(t, "UPDATE people SET left_on = ? WHERE id = ?", "2026-11-20", n.sam)
		_, err = n.Service.bearer(t.Context(), secret)
		assert.ErrorIs(t, err, errBadToken, "the person has left")
		require.NoError(t, n.Service.EndSessions(t.Context(), n.sam))
		n.exec(t, "UPDATE people SET left_on = NULL WHERE id = ?", n.sam)
		_, err = n.Service.bearer(t.Context(), secret)
		assert.ErrorIs(t, err, errBadToken, "it ended with the sessions")
	})
}
