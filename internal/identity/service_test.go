package identity

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/openid"
	"bandwise/internal/platform/seal"
	"bandwise/internal/platform/testdb"
)

const password = "kettle marmot ledger"

var home = Origin{Address: "192.0.2.7", Device: "Firefox on Windows"}

// trust is an organisation with one person who has an account, and an administrator who has none.
type trust struct {
	*Module
	db     *database.DB
	now    time.Time
	org    uuid.UUID
	sam    uuid.UUID
	boss   access.Actor
	policy *access.Policy
	post   *letterbox
	queue  *jobs.Queue
	// log has what the program log says.
	log bytes.Buffer
}

// letterbox stands for the feature that sends letters.
type letterbox struct {
	letters []uuid.UUID
	closed  bool
}

func (l *letterbox) Sends() bool { return !l.closed }

func (l *letterbox) AboutAccount(_ context.Context, _, _, event uuid.UUID) error {
	l.letters = append(l.letters, event)
	return nil
}

func newTrust(t *testing.T, db *database.DB) *trust {
	t.Helper()
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	n := &trust{db: db, now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), org: uuid.New(), policy: policy, post: &letterbox{}}
	clock := func() time.Time { return n.now }
	n.queue = jobs.New(db, clock, slog.New(slog.DiscardHandler))
	n.Module = New(Dependencies{
		DB: db, Trail: audit.New(audit.NewStore(db), clock), Policy: policy, Clock: clock, Log: slog.New(slog.NewTextHandler(&n.log, nil)),
		BaseURL: "https://bandwise.example/", Found: n.found, HashCost: CheapHashes,
		SecondFactor: config.FactorApproving, Key: seal.New(seal.Generate(), ""), Post: n.post, Queue: n.queue,
		OpenID: openid.New(clock, openid.Reach{Local: true}), Join: n.join,
	})
	n.exec(t, "INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", n.org, n.org.String(), "Northmoor", n.now)
	n.sam = n.person(t, "Sam Okoro", "sam@example.org")
	boss := n.person(t, "Ada Boss", "ada@example.org")
	grant := access.Grant{PersonID: boss, OrganisationID: n.org, Role: access.Administrator, StartsOn: calendar.Today(n.now)}
	n.boss = policy.NewActor(boss, n.org, "Ada Boss", "ada@example.org", []access.Grant{grant}, n.now)
	require.NoError(t, n.Service.Provision(t.Context(), n.sam, " Sam@Example.org", password))
	return n
}

// found stands for the feature that keeps people: it makes an organisation with one person.
func (n *trust) found(ctx context.Context, organisation, name, email string) (uuid.UUID, error) {
	org, person := uuid.New(), uuid.New()
	conn := n.db.Conn(ctx)
	if err := conn.Exec("INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, ?, ?)", org, organisation, organisation, n.now).Error; err != nil {
		return uuid.Nil, err
	}
	return person, conn.Exec("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		person, org, name, name, email, n.now, n.now).Error
}

// join stands for the same feature: it takes somebody up.
func (n *trust) join(ctx context.Context, organisation uuid.UUID, name, email string) (uuid.UUID, error) {
	person := uuid.New()
	return person, n.db.Conn(ctx).Exec("INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		person, organisation, name, name, email, n.now, n.now).Error
}

func (n *trust) exec(t *testing.T, statement string, arguments ...any) {
	t.Helper()
	require.NoError(t, n.db.Conn(t.Context()).Exec(statement, arguments...).Error)
}

func (n *trust) person(t *testing.T, name, email string) uuid.UUID {
	t.Helper()
	id := uuid.New()
	n.exec(t, "INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, ?, ?)",
		id, n.org, name, name, email, n.now, n.now)
	return id
}

func (n *trust) signIn(t *testing.T) Visit {
	t.Helper()
	v, err := n.Service.SignIn(t.Context(), Credentials{Email: "sam@example.org", Password: password}, home, Visit{})
	require.NoError(t, err)
	return v
}

// known reports whether the token still belongs to somebody.
func (n *trust) known(t *testing.T, v Visit) bool {
	t.Helper()
	_, found, err := n.Service.visit(t.Context(), v.token)
	require.NoError(t, err)
	return found
}

func (n *trust) count(t *testing.T, query string, arguments ...any) int {
	t.Helper()
	var count int
	require.NoError(t, n.db.Conn(t.Context()).Raw(query, arguments...).Scan(&count).Error)
	return count
}

func TestSigningIn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		v, err := n.Service.SignIn(t.Context(), Credentials{Email: " SAM@example.org ", Password: password}, home, Visit{})
		require.NoError(t, err)
		assert.Equal(t, "Northmoor", v.Organisation)
		assert.Equal(t, n.sam, v.Actor.PersonID)
		assert.Equal(t, n.org, v.Actor.OrganisationID)
		assert.Equal(t, []access.Role{access.Staff}, v.Actor.Roles())
		assert.True(t, n.known(t, v))
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM sessions WHERE token_hash = ?", string(v.token)), "the database keeps no token")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM sign_in_failures"), "a success is no failure")
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.signed_in' AND actor_id = ? AND organisation_id = ?", n.sam, n.org))

		again, err := n.Service.SignIn(t.Context(), Credentials{Email: "sam@example.org", Password: password}, home, v)
		require.NoError(t, err)
		assert.NotEqual(t, v.token, again.token)
		assert.False(t, n.known(t, v), "the session that the browser held before is over")

		address, err := n.Service.SignOut(t.Context(), again)
		require.NoError(t, err)
		assert.Empty(t, address, "a password leads to no provider")
		assert.False(t, n.known(t, again))
	})
}

func TestARefusedSignInIsLogged(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		refused := func(email, password, want string) {
			t.Helper()
			n.log.Reset()
			_, err := n.Service.SignIn(t.Context(), Credentials{Email: email, Password: password}, home, Visit{})
			require.Error(t, err)
			assert.Contains(t, n.log.String(), `level=WARN msg="a sign-in was refused" reason=`+want)
			assert.NotContains(t, n.log.String(), "kettle")
			assert.NotContains(t, n.log.String(), "example.org")
		}
		refused("nobody@example.org", "kettle kettle kettle", `"wrong password or no such open account"`)
		for range accountFailures {
			refused("sam@example.org", "kettle kettle kettle", `"wrong password or no such open account"`)
		}
		refused("sam@example.org", password, `"too many attempts"`)
		n.now = n.now.Add(time.Hour)
		n.log.Reset()
		_, err := n.Service.SignIn(t.Context(), Credentials{Email: "sam@example.org", Password: password}, home, Visit{})
		require.NoError(t, err)
		assert.Empty(t, n.log.String())
	})
}

func TestAnActorHasTheGrantsThatWereNotTakenAway(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		team := uuid.New()
		n.exec(t, "INSERT INTO teams (id, organisation_id, name, path, version, created_at, updated_at) VALUES (?, ?, 'Coding', ?, 1, ?, ?)", team, n.org, "/"+team.String()+"/", n.now, n.now)
		give := func(role access.Role, team *uuid.UUID, endedAt *time.Time) {
			n.exec(t, "INSERT INTO grants (id, organisation_id, person_id, role, team_id, starts_on, ended_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
				uuid.New(), n.org, n.sam, role, team, calendar.Today(n.now), endedAt, n.now)
		}
		give(access.Manager, &team, nil)
		give(access.WorkforceLead, nil, &n.now)
		v := n.signIn(t)
		ctx, queries := database.CountQueries(t.Context())
		again, found, err := n.Service.visit(ctx, v.token)
		require.NoError(t, err)
		require.True(t, found)
		assert.EqualValues(t, 1, queries.Load(), "who somebody is costs one query a request")
		assert.Equal(t, []access.Role{access.Staff, access.Manager}, again.Actor.Roles())
		assert.Equal(t, []uuid.UUID{team}, again.Actor.Scopes("portfolio.review").Teams)
	})
}

func TestHowLongASessionLasts(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		idle := n.signIn(t)
		start := n.now
		n.now = start.Add(time.Hour - time.Second)
		busy := n.signIn(t)
		assert.True(t, n.known(t, idle), "a second before the hour is over")
		n.now = n.now.Add(time.Hour)
		assert.False(t, n.known(t, idle), "an hour after the last request")
		assert.False(t, n.known(t, busy))

		busy = n.signIn(t)
		start = n.now
		for n.now.Before(start.Add(12*time.Hour - 30*time.Minute)) {
			n.now = n.now.Add(30 * time.Minute)
			require.True(t, n.known(t, busy), "after %s of work", n.now.Sub(start))
		}
		n.now = start.Add(12 * time.Hour)
		assert.False(t, n.known(t, busy), "twelve hours after sign-in, however busy")
		n.signIn(t)
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM sessions"), "sessions that are over are cleared away")
	})
}

func TestEverybodyWhoMayNotSignInGetsTheSameAnswer(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		leaver := n.person(t, "Lee Ver", "lee@example.org")
		require.NoError(t, n.Service.Provision(t.Context(), leaver, "lee@example.org", password))
		n.exec(t, "UPDATE people SET left_on = ? WHERE id = ?", calendar.Today(n.now), leaver)
		disabled := n.person(t, "Dis Abled", "dis@example.org")
		require.NoError(t, n.Service.Provision(t.Context(), disabled, "dis@example.org", password))
		require.NoError(t, n.Service.Disable(t.Context(), n.boss, disabled))
		for name, c := range map[string]struct{ email, password string }{
			"an unknown address":          {"nobody@example.org", password},
			"a wrong password":            {"sam@example.org", password + "s"},
			"a disabled account":          {"dis@example.org", password},
			"somebody who left today":     {"lee@example.org", password},
			"a person without an account": {"ada@example.org", password},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := n.Service.SignIn(t.Context(), Credentials{Email: c.email, Password: c.password}, home, Visit{})
				assert.Equal(t, errWrongPassword, err)
			})
		}
	})
}

func TestGuessingIsSlowedDown(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		ctx := t.Context()
		var judged, slowed atomic.Int64
		var attempts sync.WaitGroup
		for range 25 {
			attempts.Go(func() {
				switch _, err := n.Service.SignIn(ctx, Credentials{Email: "sam@example.org", Password: "wrong"}, home, Visit{}); apperr.CodeOf(err) {
				case apperr.CodeUnauthenticated:
					judged.Add(1)
				case apperr.CodeTooMany:
					slowed.Add(1)
				}
			})
		}
		attempts.Wait()
		assert.LessOrEqual(t, judged.Load(), int64(accountFailures), "attempts at once do not pass the limit together")
		assert.EqualValues(t, 25, judged.Load()+slowed.Load())
		for judged.Load() < accountFailures {
			_, err := n.Service.SignIn(ctx, Credentials{Email: "sam@example.org", Password: "wrong"}, home, Visit{})
			require.Equal(t, errWrongPassword, err)
			judged.Add(1)
		}
		_, err := n.Service.SignIn(ctx, Credentials{Email: "sam@example.org", Password: password}, home, Visit{})
		assert.Equal(t, errTooManySignIns, err, "the right password does not help now")

		other := n.person(t, "Oth Er", "other@example.org")
		require.NoError(t, n.Service.Provision(ctx, other, "other@example.org", password))
		_, err = n.Service.SignIn(ctx, Credentials{Email: "other@example.org", Password: password}, home, Visit{})
		assert.NoError(t, err, "another account at the same address is let in")

		n.now = n.now.Add(throttleWindow)
		_, err = n.Service.SignIn(ctx, Credentials{Email: "sam@example.org", Password: password}, home, Visit{})
		assert.NoError(t, err, "being refused does not prolong the wait")
		_, err = n.Service.SignIn(ctx, Credentials{Email: "sam@example.org", Password: "wrong"}, home, Visit{})
		assert.Equal(t, errWrongPassword, err, "a success clears the account's failures")
	})
}

func TestAnAddressThatTriesManyAccountsIsSlowedDown(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		for range addressFailures {
			n.exec(t, "INSERT INTO sign_in_failures (id, bucket, at) VALUES (?, ?, ?)", uuid.New(), "address:"+home.Address, n.now)
		}
		_, err := n.Service.SignIn(t.Context(), Credentials{Email: "sam@example.org", Password: password}, home, Visit{})
		assert.Equal(t, errTooManySignIns, err)
		_, err = n.Service.SignIn(t.Context(), Credentials{Email: "sam@example.org", Password: password}, Origin{Address: "198.51.100.1"}, Visit{})
		assert.NoError(t, err)
	})
}

func TestDisablingAnAccountEndsItsSessionsAtOnce(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		v := n.signIn(t)
		require.NoError(t, n.Service.Disable(t.Context(), n.boss, n.sam))
		assert.False(t, n.known(t, v))
		require.NoError(t, n.Service.Enable(t.Context(), n.boss, n.sam))
		assert.False(t, n.known(t, v), "a session that was ended stays ended")
		assert.True(t, n.known(t, n.signIn(t)))

		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(n.Service.Disable(t.Context(), n.boss, n.boss.PersonID)), "nobody disables themselves")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(n.Service.Disable(t.Context(), n.signIn(t).Actor, n.boss.PersonID)), "only those who manage people")
		stranger := n.boss
		stranger.OrganisationID = uuid.New()
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(n.Service.Disable(t.Context(), stranger, n.sam)), "another organisation's administrator finds nobody")
	})
}

func TestLeavingEndsASessionOnTheDay(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		v := n.signIn(t)
		today := calendar.Today(n.now)
		n.exec(t, "UPDATE people SET left_on = ? WHERE id = ?", today.AddDays(1), n.sam)
		assert.True(t, n.known(t, v), "the day before")
		n.exec(t, "UPDATE people SET left_on = ? WHERE id = ?", today, n.sam)
		assert.False(t, n.known(t, v), "on the day")
	})
}

func TestChangingOnesPassword(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		here, elsewhere := n.signIn(t), n.signIn(t)
		refused := func(current, next string) string {
			t.Helper()
			err := n.Service.ChangePassword(t.Context(), here, current, next, home)
			var refusal *apperr.Error
			require.ErrorAs(t, err, &refusal)
			require.Len(t, refusal.Fields, 1)
			return refusal.Fields[0].Name
		}
		assert.Equal(t, "current", refused("not my password", "three other words"))
		assert.Equal(t, "password", refused(password, "password1234"))
		assert.True(t, n.known(t, elsewhere))

		require.NoError(t, n.Service.ChangePassword(t.Context(), here, password, "three other words", home))
		assert.True(t, n.known(t, here))
		assert.False(t, n.known(t, elsewhere), "the other sessions are over")
		_, err := n.Service.SignIn(t.Context(), Credentials{Email: "sam@example.org", Password: password}, home, Visit{})
		assert.Equal(t, errWrongPassword, err)
		_, err = n.Service.SignIn(t.Context(), Credentials{Email: "sam@example.org", Password: "three other words"}, home, Visit{})
		assert.NoError(t, err)
	})
}

func TestAnAccountFollowsThePersonsAddress(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		other := n.person(t, "Oth Er", "other@example.org")
		require.NoError(t, n.Service.RenameAccount(t.Context(), other, "new@example.org"), "nothing to do without an account")
		require.NoError(t, n.Service.Provision(t.Context(), other, "other@example.org", password))
		assert.Equal(t, errAddressTaken, n.Service.RenameAccount(t.Context(), other, "SAM@example.org"))
		require.NoError(t, n.Service.RenameAccount(t.Context(), n.sam, "Samuel@example.org"))
		_, err := n.Service.SignIn(t.Context(), Credentials{Email: "samuel@example.org", Password: password}, home, Visit{})
		assert.NoError(t, err)
	})
}

func TestAnOutdatedHashIsRenewedAtSignIn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		n.Service.hasher.cost = recommended
		n.signIn(t)
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM accounts WHERE person_id = ? AND password_hash LIKE '$argon2id$v=19$m=19456,%'", n.sam))
		n.signIn(t)
	})
}
