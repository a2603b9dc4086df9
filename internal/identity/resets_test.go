package identity

import (
	"context"
	"strings"
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

// deliver runs the jobs and writes the letters that were put into the post, without those that have nothing to say.
func (n *trust) deliver(t *testing.T) []Letter {
	t.Helper()
	_, err := n.queue.RunDue(t.Context())
	require.NoError(t, err)
	var all []Letter
	for _, event := range n.post.letters {
		l, said, err := n.Service.AccountLetter(t.Context(), event)
		require.NoError(t, err)
		if said {
			all = append(all, l)
		}
	}
	n.post.letters = nil
	return all
}

func TestAForgottenPasswordIsReplacedByALetter(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		v := n.signIn(t)
		require.NoError(t, n.Service.AskReset(ctx, " SAM@example.org", home))
		assert.True(t, n.known(t, v), "asking alone changes nothing")
		letters := n.deliver(t)
		require.Len(t, letters, 1)
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.reset_asked' AND organisation_id = ?", n.org))
		said := strings.Join(letters[0].Paragraphs, "\n")
		assert.Contains(t, said, "20 November 2026 at 09:00, from Firefox on Windows, network address 192.0.2.7")
		assert.Contains(t, said, "until 20 November 2026 at 10:00")
		assert.Contains(t, said, "If it was not you, do nothing")
		link := tokenOf(t, letters[0].Link)
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM password_links WHERE token_hash = ?", link), "the database keeps the hash")

		require.NoError(t, n.Service.SetPassword(ctx, link, NewPassword{Password: "rhubarb saddle quartz"}, home))
		assert.False(t, n.known(t, v), "every session is over")
		assert.Equal(t, errLinkSpent, n.Service.SetPassword(ctx, link, NewPassword{Password: "three entirely other words"}, home), "it works once")
		_, err := n.try(ctx, Credentials{Email: "sam@example.org", Password: "rhubarb saddle quartz"})
		require.NoError(t, err)
		letters = n.deliver(t)
		require.Len(t, letters, 1)
		assert.Equal(t, "Your password was set", letters[0].Subject)
	})
}

func TestALetterDoesNotGoRoundTheSecondFactor(t *testing.T) {
	n := newTrust(t, testdb.New(t, database.SQLite))
	n.enrol(t, n.signIn(t))
	n.post.letters = nil
	require.NoError(t, n.Service.AskReset(t.Context(), "sam@example.org", home))
	link := tokenOf(t, n.deliver(t)[0].Link)
	require.NoError(t, n.Service.SetPassword(t.Context(), link, NewPassword{Password: "rhubarb saddle quartz"}, home))
	_, err := n.try(t.Context(), Credentials{Email: "sam@example.org", Password: "rhubarb saddle quartz"})
	assert.Equal(t, apperr.CodeCodeRequired, apperr.CodeOf(err))
}

func TestAskingForALetterTellsNothing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.person(t, "Mary Shaw", "mary@example.org")
		disabled := n.person(t, "Lee Long", "lee@example.org")
		require.NoError(t, n.Service.Provision(t.Context(), disabled, "lee@example.org", password))
		require.NoError(t, n.Service.Disable(t.Context(), n.boss, disabled))
		cost := map[string]int64{}
		for _, email := range []string{"sam@example.org", "nobody@example.org", "mary@example.org", "lee@example.org"} {
			ctx, queries := database.CountQueries(t.Context())
			require.NoError(t, n.Service.AskReset(ctx, email, home), email)
			cost[email] = queries.Load()
		}
		for email, queries := range cost {
			assert.Equal(t, cost["sam@example.org"], queries, "%s costs the same", email)
		}
		assert.Len(t, n.deliver(t), 1, "who has no open account gets no letter")
	})
}

func TestAskingForLettersIsSlowedDown(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		for _, email := range []string{"sam@example.org", "nobody@example.org"} {
			for range accountLetters {
				require.NoError(t, n.Service.AskReset(ctx, email, home))
			}
			assert.Equal(t, errTooManyLetters, n.Service.AskReset(ctx, email, home), "the same whether or not there is one")
		}
		require.NoError(t, n.Service.AskReset(ctx, "else@example.org", home))
		elsewhere := Origin{Address: "192.0.2.99"}
		for range addressLetters {
			require.NoError(t, n.Service.AskReset(ctx, uuid.NewString()+"@example.org", elsewhere))
		}
		assert.Equal(t, errTooManyLetters, n.Service.AskReset(ctx, "other@example.org", elsewhere), "many addresses from one place")
		_, err := n.try(ctx, Credentials{})
		require.NoError(t, err, "signing in is counted apart")
		n.now = n.now.Add(throttleWindow)
		assert.NoError(t, n.Service.AskReset(ctx, "sam@example.org", home))
	})
}

func TestALetterThatIsLateHasNothingToSay(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		require.NoError(t, n.Service.AskReset(t.Context(), "sam@example.org", home))
		_, err := n.queue.RunDue(t.Context())
		require.NoError(t, err)
		n.now = n.now.Add(askedLife)
		assert.Empty(t, n.deliver(t), "the mail server was away for an hour")
		require.NoError(t, n.Service.AskReset(t.Context(), "sam@example.org", home))
		link := tokenOf(t, n.deliver(t)[0].Link)
		n.now = n.now.Add(askedLife)
		_, err = n.Service.Link(t.Context(), link)
		assert.Equal(t, errLinkSpent, err, "the link lasts an hour")
	})
}

func TestAskingTakesNoLinkAway(t *testing.T) {
	n := newTrust(t, testdb.New(t, database.SQLite))
	url, _, err := n.Service.CreateLink(t.Context(), n.boss, n.sam)
	require.NoError(t, err)
	require.NoError(t, n.Service.AskReset(t.Context(), "sam@example.org", home))
	require.Len(t, n.deliver(t), 1)
	_, err = n.Service.Link(t.Context(), tokenOf(t, url))
	assert.NoError(t, err, "an administrator's link still works")
}

func TestWithoutAMailServerResetsGoThroughAnAdministrator(t *testing.T) {
	n := newTrust(t, testdb.New(t, database.SQLite))
	n.post.closed = true
	assert.Equal(t, errNoMail, n.Service.AskReset(t.Context(), "sam@example.org", home))
	assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(n.Service.SendLink(t.Context(), n.boss, n.sam)))
	v := n.signIn(t)
	require.NoError(t, n.Service.ChangePassword(t.Context(), v, password, "three entirely other words", home))
	assert.Empty(t, n.post.letters)
	assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM account_events WHERE kind = 'password_changed'"), "the notice is there all the same")
}

func TestAnInvitationByMail(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		mary := n.person(t, "Mary Shaw", "mary@example.org")
		held := func() HeldAccount {
			h, err := n.Service.AccountOf(ctx, n.boss, mary)
			require.NoError(t, err)
			return h
		}
		assert.Equal(t, HeldAccount{Sends: true}, held(), "nobody invited her")
		foreign := n.boss
		foreign.OrganisationID = uuid.New()
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(n.Service.SendLink(ctx, foreign, mary)))

		require.NoError(t, n.Service.SendLink(ctx, n.boss, mary))
		first := n.deliver(t)
		require.Len(t, first, 1)
		assert.Equal(t, "Your invitation to Bandwise", first[0].Subject)
		assert.True(t, first[0].SetsPassword)
		h := held()
		assert.True(t, h.InvitedAt.Equal(n.now))
		assert.True(t, h.ExpiresAt.Equal(n.now.Add(Invitation.life())))
		assert.False(t, h.Expired)
		n.now = n.now.Add(Invitation.life())
		assert.True(t, held().Expired)

		require.NoError(t, n.Service.SendLink(ctx, n.boss, mary))
		second := n.deliver(t)
		require.Len(t, second, 1)
		assert.False(t, held().Expired, "it was sent again")
		_, err := n.Service.Link(ctx, tokenOf(t, first[0].Link))
		assert.Equal(t, errLinkSpent, err)
		require.NoError(t, n.Service.SendLink(ctx, n.boss, mary))
		require.NoError(t, n.Service.SetPassword(ctx, tokenOf(t, second[0].Link), NewPassword{Password: "rhubarb saddle quartz"}, home))
		assert.Empty(t, n.deliver(t), "what was accepted meanwhile is not sent")
		h = held()
		assert.NotNil(t, h.AcceptedAt)
		assert.Nil(t, h.ExpiresAt)

		require.NoError(t, n.Service.SendLink(ctx, n.boss, mary))
		reset := n.deliver(t)
		require.Len(t, reset, 1)
		assert.Equal(t, "Choose a new password", reset[0].Subject, "whoever has an account gets a new password")
		n.exec(t, "UPDATE people SET left_on = ? WHERE id = ?", calendar.Today(n.now), mary)
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(n.Service.SendLink(ctx, n.boss, mary)), "nobody who has left")
	})
}

func TestSeveralAreInvitedAtOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		people := []uuid.UUID{n.person(t, "Mary Shaw", "mary@example.org"), n.person(t, "Terry Nee", "terry@example.org")}
		require.NoError(t, db.InTx(t.Context(), func(ctx context.Context) error { return n.Service.Invite(ctx, n.boss, people) }))
		letters := n.deliver(t)
		require.Len(t, letters, 2)
		for _, letter := range letters {
			assert.Equal(t, "Your invitation to Bandwise", letter.Subject)
		}
		assert.Equal(t, 2, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.password_letter_asked'"))
	})
}

func TestWhatALetterSaysOfAnInvitationMadeOnScreen(t *testing.T) {
	n := newTrust(t, testdb.New(t, database.SQLite))
	mary := n.person(t, "Mary Shaw", "mary@example.org")
	_, expiresAt, err := n.Service.CreateLink(context.WithoutCancel(t.Context()), n.boss, mary)
	require.NoError(t, err)
	h, err := n.Service.AccountOf(t.Context(), n.boss, mary)
	require.NoError(t, err)
	assert.True(t, h.InvitedAt.Equal(n.now))
	assert.True(t, h.ExpiresAt.Equal(expiresAt))
	n.exec(t, "DELETE FROM account_events")
	h, err = n.Service.AccountOf(t.Context(), n.boss, mary)
	require.NoError(t, err)
	assert.True(t, h.InvitedAt.Equal(n.now), "those made before events were kept are known by their link")
}

func TestWhatLettersSay(t *testing.T) {
	at, administrator := time.Date(2026, 7, 1, 9, 30, 0, 0, time.UTC), uuid.New()
	for kind, want := range map[eventKind]string{
		passwordChanged:   "was changed on 1 July 2026 at 10:30, from Edge on Windows, network address 192.0.2.7",
		passwordSet:       "was set by a link on 1 July 2026 at 10:30",
		factorAdded:       "a second step was set up",
		factorRemoved:     "the second step was removed",
		factorReset:       "The reason: The telephone was stolen.",
		recoveryCodeUsed:  "One is left: make new ones",
		recoveryCodesMade: "new recovery codes were made",
	} {
		l := event{Kind: kind, HappenedAt: at, Device: "Edge on Windows", Address: "192.0.2.7", ByID: &administrator, Reason: "The telephone was stolen.", CodesLeft: 1}.letter()
		said := strings.Join(l.Paragraphs, "\n")
		assert.Contains(t, said, want, kind)
		assert.Contains(t, said, "If this was not you", kind)
		assert.NotEmpty(t, l.Subject, kind)
	}
	assert.Equal(t, "None is left: make new ones on your account page.", codesLeft(0))
	assert.Equal(t, "3 are left.", codesLeft(3))
}
