package identity

import (
	"net/url"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/openid/providertest"
	"bandwise/internal/platform/testdb"
)

// there is a trust with a provider of its own that runs.
type there struct {
	*trust
	*providertest.Provider
	ours Provider
}

func newThere(t *testing.T, db *database.DB) *there {
	t.Helper()
	n := &there{trust: newTrust(t, db)}
	n.Provider = providertest.Start("https://bandwise.example/", func() time.Time { return n.now })
	t.Cleanup(n.Stop)
	n.Add(providertest.Person{Subject: "sam-there", Name: "Sam Okoro", Email: "Sam@example.org", Verified: true})
	n.Add(providertest.Person{Subject: "new-there", Name: "Nia New", Email: "nia@example.org", Verified: true})
	n.ours = n.provider(t, n.boss, func(*ProviderInput) {})
	return n
}

func (n *there) provider(t *testing.T, by access.Actor, change func(*ProviderInput)) Provider {
	t.Helper()
	secret := providertest.Secret
	in := ProviderInput{
		Label: "Northmoor", Issuer: n.Issuer, ClientID: providertest.ClientID, Secret: &secret, Domains: []string{"example.org"}, MakesPeople: true, FactorCounts: true, Enabled: true,
	}
	change(&in)
	p, err := n.Service.AddProvider(t.Context(), by, in)
	require.NoError(t, err)
	return p
}

// edit changes the provider.
func (n *there) edit(t *testing.T, change func(*ProviderInput)) {
	t.Helper()
	in := ProviderInput{Label: n.ours.Label, Issuer: n.Issuer, ClientID: providertest.ClientID, Domains: n.ours.Domains, MakesPeople: n.ours.MakesPeople, FactorCounts: n.ours.FactorCounts, Enabled: n.ours.Enabled}
	change(&in)
	p, err := n.Service.EditProvider(t.Context(), n.boss, n.ours.ID, n.ours.Version, in)
	require.NoError(t, err)
	n.ours = p
}

// goThere begins a sign-in, signs in at the provider, and gives what the browser has then.
func (n *there) goThere(t *testing.T, subject string) (Returned, token) {
	t.Helper()
	address, browser, err := n.Service.BeginExternal(t.Context(), n.ours.ID, home)
	require.NoError(t, err)
	back, err := n.Provider.SignIn(address, subject)
	require.NoError(t, err)
	return returned(back), browser
}

func returned(back url.Values) Returned {
	return Returned{State: back.Get("state"), Code: back.Get("code"), Issuer: back.Get("iss"), Refusal: back.Get("error")}
}

func (n *there) complete(t *testing.T, back Returned, browser token) (Visit, error) {
	t.Helper()
	return n.Service.CompleteExternal(t.Context(), back, browser, home, Visit{})
}

func (n *there) through(t *testing.T, subject string) (Visit, error) {
	t.Helper()
	back, browser := n.goThere(t, subject)
	return n.complete(t, back, browser)
}

// link links Sam to who Sam is at the provider.
func (n *there) link(t *testing.T) {
	t.Helper()
	require.NoError(t, n.Service.LinkIdentity(t.Context(), n.boss, n.sam, n.ours.ID, "sam-there"))
}

func TestSigningInThroughAProvider(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		n.link(t)
		before := n.signIn(t)
		back, browser := n.goThere(t, "sam-there")
		v, err := n.Service.CompleteExternal(t.Context(), back, browser, home, before)
		require.NoError(t, err)
		assert.Equal(t, n.sam, v.Actor.PersonID)
		assert.Equal(t, "Northmoor", v.Organisation)
		assert.True(t, n.known(t, v))
		assert.False(t, n.known(t, before), "the session that the browser held before is over")
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.signed_in' AND actor_id = ? AND after LIKE '%Northmoor%'", n.sam))
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM sign_in_failures WHERE bucket LIKE 'account%'"), "a success is no failure")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM external_sign_ins"), "nothing is left under way")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM sign_in_providers WHERE sealed_secret LIKE ?", "%"+providertest.Secret+"%"), "the client's secret is sealed")

		_, err = n.complete(t, back, browser)
		assert.Equal(t, errStartedGone, err, "a state is used once")
	})
}

func TestWhatABrowserBringsBackThatIsNotItsOwn(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		n.link(t)
		for name, c := range map[string]struct {
			change func(*Returned, *token)
			want   error
		}{
			"another state":            {func(r *Returned, _ *token) { r.State = string(newToken()) }, errStartedGone},
			"another browser's cookie": {func(_ *Returned, b *token) { *b = newToken() }, errStartedGone},
			"no cookie":                {func(_ *Returned, b *token) { *b = "" }, errStartedGone},
			"another code":             {func(r *Returned, _ *token) { r.Code = "guessed" }, errNotProven},
			"another issuer":           {func(r *Returned, _ *token) { r.Issuer = "https://other.example" }, errNotProven},
			"a refusal":                {func(r *Returned, _ *token) { r.Code, r.Refusal = "", "access_denied" }, errNotThere},
			"it waited too long":       {func(*Returned, *token) { n.now = n.now.Add(startedLife) }, errStartedGone},
		} {
			back, browser := n.goThere(t, "sam-there")
			c.change(&back, &browser)
			_, err := n.complete(t, back, browser)
			assert.Equal(t, c.want, err, name)
		}

		// Somebody's code in another's sign-in: the verifier is the other browser's.
		theirs, _ := n.goThere(t, "sam-there")
		mine, browser := n.goThere(t, "sam-there")
		mine.Code = theirs.Code
		_, err := n.complete(t, mine, browser)
		assert.Equal(t, errNotProven, err, "a code belongs to the sign-in that it was made for")
		_, err = n.complete(t, mine, browser)
		assert.Equal(t, errStartedGone, err, "a failure uses the state up too")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM sessions"))
	})
}

func TestWhatAProviderSaysThatDoesNotHold(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		n.link(t)
		for name, change := range map[string]func(map[string]any){
			"another nonce":                 func(c map[string]any) { c["nonce"] = "another" },
			"no nonce":                      func(c map[string]any) { delete(c, "nonce") },
			"another audience":              func(c map[string]any) { c["aud"] = "somebody-else" },
			"two audiences and no party":    func(c map[string]any) { c["aud"] = []string{providertest.ClientID, "other"}; delete(c, "azp") },
			"another party":                 func(c map[string]any) { c["azp"] = "somebody-else" },
			"another issuer":                func(c map[string]any) { c["iss"] = "https://other.example" },
			"too old":                       func(c map[string]any) { c["exp"] = n.now.Add(-time.Second).Unix() },
			"no subject":                    func(c map[string]any) { c["sub"] = "" },
			"another access token's hash":   func(c map[string]any) { c["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA" },
			"somebody else's subject there": func(c map[string]any) { c["sub"] = "nobody-there" },
		} {
			n.Says(change)
			_, err := n.through(t, "sam-there")
			assert.Equal(t, errNotProven, err, name)
		}
		n.Says(nil)
		n.SignsNothing()
		_, err := n.through(t, "sam-there")
		assert.Equal(t, errNotProven, err, "the algorithm none")
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM sessions"))
	})
}

func TestWhoeverIsNotKnownIsTakenUpByTheRule(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		v, err := n.through(t, "new-there")
		require.NoError(t, err)
		assert.Equal(t, "Nia New", v.Actor.Name)
		assert.Equal(t, n.org, v.Actor.OrganisationID)
		assert.Equal(t, []access.Role{access.Staff}, v.Actor.Roles(), "nobody gets a role by it")
		assert.Equal(t, 1, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.person_taken_up' AND person_id = ?", v.Actor.PersonID))
		again, err := n.through(t, "new-there")
		require.NoError(t, err)
		assert.Equal(t, v.Actor.PersonID, again.Actor.PersonID)
		for _, given := range []string{"", password} {
			_, err = n.Service.SignIn(t.Context(), Credentials{Email: "nia@example.org", Password: given}, home, Visit{})
			assert.Equal(t, errWrongPassword, err, "there is no password")
		}

		people := n.count(t, "SELECT COUNT(*) FROM people")
		n.exec(t, "INSERT INTO organisations (id, slug, name, created_at) VALUES (?, 'elsewhere', 'Elsewhere', ?)", uuid.New(), n.now)
		other := uuid.New()
		n.exec(t, `INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at)
			SELECT ?, id, 'Eve', 'eve', 'eve@example.org', 1, ?, ? FROM organisations WHERE slug = 'elsewhere'`, other, n.now, n.now)
		require.NoError(t, n.Service.Provision(t.Context(), other, "eve@example.org", password))
		for name, c := range map[string]struct {
			who  providertest.Person
			want error
		}{
			"an address that is not confirmed":          {providertest.Person{Subject: "a", Name: "A B", Email: "a@example.org"}, errUnverified},
			"no address":                                {providertest.Person{Subject: "b", Name: "A B", Verified: true}, errUnverified},
			"an address of another domain":              {providertest.Person{Subject: "c", Name: "A B", Email: "a@other.example", Verified: true}, errUnknownThere},
			"an address of a domain that looks like it": {providertest.Person{Subject: "d", Name: "A B", Email: "a@x.example.org", Verified: true}, errUnknownThere},
			"another organisation's account":            {providertest.Person{Subject: "e", Name: "Eve", Email: "eve@example.org", Verified: true}, errUnknownThere},
		} {
			n.Add(c.who)
			_, err := n.through(t, c.who.Subject)
			assert.Equal(t, c.want, err, name)
		}
		n.edit(t, func(in *ProviderInput) { in.MakesPeople = false })
		n.Add(providertest.Person{Subject: "f", Name: "A B", Email: "f@example.org", Verified: true})
		_, err = n.through(t, "f")
		assert.Equal(t, errUnknownThere, err, "the provider makes nobody any more")
		assert.Equal(t, people+1, n.count(t, "SELECT COUNT(*) FROM people"), "but Eve, whom this test made")
	})
}

func TestAnAdministratorLinksWhomAnAddressAloneDoesNot(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		ctx := t.Context()
		for range 2 {
			_, err := n.through(t, "sam-there")
			assert.Equal(t, errToBeLinked, err, "the address is Sam's, but that alone does not do")
		}
		waiting, err := n.Service.IdentitiesOf(ctx, n.boss, n.sam)
		require.NoError(t, err)
		require.Len(t, waiting, 1, "who asks twice waits once")
		assert.Equal(t, "sam-there", waiting[0].Subject)
		assert.Equal(t, "sam@example.org", waiting[0].Email)
		assert.Nil(t, waiting[0].LinkedAt)
		listed := func(by access.Actor) []WaitingIdentity {
			all, err := n.Service.WaitingIdentities(ctx, by)
			require.NoError(t, err)
			return all
		}
		if all := listed(n.boss); assert.Len(t, all, 1) {
			assert.Equal(t, WaitingIdentity{waiting[0].ID, n.sam, all[0].PersonName, n.ours.Label, "sam@example.org", all[0].AskedAt}, all[0])
			assert.NotEmpty(t, all[0].PersonName)
			assert.False(t, all[0].AskedAt.IsZero())
		}
		assert.Empty(t, listed(n.policy.NewActor(n.sam, n.org, "Sam", "", nil, n.now)), "Sam manages nobody")

		require.NoError(t, n.Service.RemoveIdentity(ctx, n.boss, n.sam, waiting[0].ID))
		assert.Empty(t, n.post.letters, "a refusal is no link that goes")
		_, err = n.through(t, "sam-there")
		assert.Equal(t, errToBeLinked, err)
		waiting, err = n.Service.IdentitiesOf(ctx, n.boss, n.sam)
		require.NoError(t, err)
		require.NoError(t, n.Service.AcceptIdentity(ctx, n.boss, n.sam, waiting[0].ID))
		assert.Equal(t, apperr.CodeConflict, apperr.CodeOf(n.Service.AcceptIdentity(ctx, n.boss, n.sam, waiting[0].ID)))
		assert.Len(t, n.post.letters, 1, "Sam is told")
		assert.Empty(t, listed(n.boss), "once they are linked")
		v, err := n.through(t, "sam-there")
		require.NoError(t, err)
		assert.Equal(t, n.sam, v.Actor.PersonID)
		mine, err := n.Service.OwnIdentities(ctx, v)
		require.NoError(t, err)
		require.Len(t, mine, 1)
		assert.NotNil(t, mine[0].UsedAt)

		byPassword := n.signIn(t)
		require.NoError(t, n.Service.RemoveIdentity(ctx, n.boss, n.sam, mine[0].ID))
		assert.False(t, n.known(t, v), "what the provider opened is over")
		assert.True(t, n.known(t, byPassword))
		_, err = n.through(t, "sam-there")
		assert.Equal(t, errToBeLinked, err)
		for _, action := range []string{"link_asked", "link_refused", "linked", "unlinked"} {
			assert.NotZero(t, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = ? AND person_id = ?", "identity."+action, n.sam), action)
		}

		_, err = n.Service.IdentitiesOf(ctx, n.policy.NewActor(n.sam, n.org, "Sam", "", nil, n.now), n.sam)
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(err), "not by Sam")
		other := n.foreigner(t)
		assert.NotEmpty(t, listed(n.boss), "who asks again waits again")
		assert.Empty(t, listed(other), "of another organisation's")
		assert.Equal(t, apperr.CodeNotFound, apperr.CodeOf(n.Service.LinkIdentity(ctx, other, n.sam, n.ours.ID, "x")))
		theirs := n.person(t, "Una", "una@example.org")
		n.exec(t, "UPDATE people SET organisation_id = ? WHERE id = ?", other.OrganisationID, theirs)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(n.Service.LinkIdentity(ctx, other, theirs, n.ours.ID, "x")), "another organisation's provider")
	})
}

// foreigner is another organisation's administrator.
func (n *trust) foreigner(t *testing.T) access.Actor {
	t.Helper()
	org := uuid.New()
	n.exec(t, "INSERT INTO organisations (id, slug, name, created_at) VALUES (?, ?, 'Southmere', ?)", org, org.String(), n.now)
	boss := n.person(t, "Bea Boss", "bea@southmere.example")
	n.exec(t, "UPDATE people SET organisation_id = ? WHERE id = ?", org, boss)
	grant := access.Grant{PersonID: boss, OrganisationID: org, Role: access.Administrator, StartsOn: calendar.Today(n.now)}
	return n.policy.NewActor(boss, org, "Bea Boss", "bea@southmere.example", []access.Grant{grant}, n.now)
}

func TestALinkIsAWayInWithoutAPassword(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		nia := n.person(t, "Nia New", "nia@example.org")
		require.NoError(t, n.Service.LinkIdentity(t.Context(), n.boss, nia, n.ours.ID, "new-there"))
		v, err := n.through(t, "new-there")
		require.NoError(t, err)
		assert.Equal(t, nia, v.Actor.PersonID)
		err = n.Service.LinkIdentity(t.Context(), n.boss, n.sam, n.ours.ID, "new-there")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "one subject is one person")
		_, err = n.Service.OfferFactor(t.Context(), v, "", home)
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(err), "there is no password to show again")

		require.NoError(t, n.Service.Disable(t.Context(), n.boss, nia))
		assert.False(t, n.known(t, v))
		_, err = n.through(t, "new-there")
		assert.Equal(t, errClosed, err)
	})
}

func TestAProviderIsNoWayAroundTheSecondFactor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		n.link(t)
		n.makeManager(t, access.Assessor)
		v, err := n.through(t, "sam-there")
		require.NoError(t, err)
		assert.True(t, v.Actor.LacksFactor, "neither the provider nor Sam has one: the gate leads to setting one up")
		for name, c := range map[string]struct {
			says  map[string]any
			lacks bool
		}{
			"several factors":             {map[string]any{"amr": []string{"pwd", "mfa"}}, false},
			"a password and a code":       {map[string]any{"amr": []string{"pwd", "otp"}}, false},
			"a key alone":                 {map[string]any{"amr": []string{"hwk"}}, true},
			"a password alone":            {map[string]any{"amr": []string{"pwd"}}, true},
			"a class that stands for two": {map[string]any{"acr": "https://refeds.org/profile/mfa"}, false},
			"any other class":             {map[string]any{"acr": "mfa"}, true},
		} {
			n.Says(func(claims map[string]any) {
				for k, said := range c.says {
					claims[k] = said
				}
			})
			v, err := n.through(t, "sam-there")
			require.NoError(t, err, name)
			assert.Equal(t, c.lacks, v.Actor.LacksFactor, name)
		}

		n.Says(func(claims map[string]any) { claims["amr"] = []string{"mfa"} })
		v, err = n.through(t, "sam-there")
		require.NoError(t, err)
		n.edit(t, func(in *ProviderInput) { in.FactorCounts = false })
		assert.False(t, n.known(t, v), "its word was believed and is not any more")
		v, err = n.through(t, "sam-there")
		require.NoError(t, err)
		assert.True(t, v.Actor.LacksFactor, "a provider whose word does not count")
	})
}

func TestTheOwnSecondFactorIsAskedForAfterTheProvider(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		n.link(t)
		secret, codes := n.enrol(t, n.signIn(t))
		back, browser := n.goThere(t, "sam-there")
		_, err := n.complete(t, back, browser)
		assert.Equal(t, apperr.CodeCodeRequired, apperr.CodeOf(err))
		assert.Zero(t, n.count(t, "SELECT COUNT(*) FROM sign_in_failures WHERE bucket LIKE 'account%'"), "which is no failure")
		_, err = n.complete(t, back, browser)
		assert.Equal(t, errStartedGone, err, "the provider's answer is used up; only a code goes on")

		back.Own = Credentials{Code: "000000"}
		_, err = n.complete(t, back, browser)
		assert.Equal(t, errWrongCode, err)
		assert.NotZero(t, n.count(t, "SELECT COUNT(*) FROM sign_in_failures WHERE bucket LIKE 'account%'"), "a wrong code is a failure")
		back.Own = Credentials{Code: n.code(t, secret)}
		_, err = n.complete(t, back, newToken())
		assert.Equal(t, errStartedGone, err, "in another browser")
		v, err := n.complete(t, back, browser)
		require.NoError(t, err)
		assert.Equal(t, n.sam, v.Actor.PersonID)

		back, browser = n.goThere(t, "sam-there")
		_, err = n.complete(t, back, browser)
		require.Equal(t, apperr.CodeCodeRequired, apperr.CodeOf(err))
		back.Own = Credentials{RecoveryCode: codes[0]}
		_, err = n.complete(t, back, browser)
		require.NoError(t, err)

		n.Says(func(claims map[string]any) { claims["amr"] = []string{"pwd", "otp"} })
		_, err = n.through(t, "sam-there")
		require.NoError(t, err, "whoever showed a second one there is not asked again")
	})
}

func TestTooManyFailuresStopAProvidersSignInToo(t *testing.T) {
	n := newThere(t, testdb.New(t, database.SQLite))
	n.link(t)
	for range accountFailures {
		_, err := n.Service.SignIn(t.Context(), Credentials{Email: "sam@example.org", Password: "wrong password"}, Origin{Address: "198.51.100.1"}, Visit{})
		require.Equal(t, errWrongPassword, err)
	}
	_, err := n.through(t, "sam-there")
	assert.Equal(t, errTooManySignIns, err)
}

func TestSigningOutOfAProvider(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		n.link(t)
		v, err := n.through(t, "sam-there")
		require.NoError(t, err)
		// The session is read from the database, as the next request reads it.
		v, found, err := n.Service.visit(t.Context(), v.token)
		require.NoError(t, err)
		require.True(t, found)
		address, err := n.Service.SignOut(t.Context(), v)
		require.NoError(t, err)
		assert.False(t, n.known(t, v))
		at, err := url.Parse(address)
		require.NoError(t, err)
		assert.Equal(t, n.Issuer+"/end_session", at.Scheme+"://"+at.Host+at.Path)
		assert.Equal(t, "https://bandwise.example/sign-in", at.Query().Get("post_logout_redirect_uri"))
		assert.Equal(t, providertest.ClientID, at.Query().Get("client_id"))
	})
}

func TestAProviderTellsOfASignOut(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newThere(t, db)
		n.link(t)
		open := func(session string) Visit {
			n.Says(func(claims map[string]any) { claims["sid"] = session })
			v, err := n.through(t, "sam-there")
			require.NoError(t, err)
			return v
		}
		byPassword, one, two := n.signIn(t), open("one"), open("two")
		tell := func(subject, session, id string, change func(map[string]any)) error {
			raw, err := n.SignOutToken(subject, session, id, change)
			require.NoError(t, err)
			return n.Service.SignedOutThere(t.Context(), n.ours.ID, raw)
		}
		for name, change := range map[string]func(map[string]any){
			"of another issuer":          func(c map[string]any) { c["iss"] = "https://other.example" },
			"for another client":         func(c map[string]any) { c["aud"] = "other" },
			"an ID token":                func(c map[string]any) { c["nonce"] = "n" },
			"without the event":          func(c map[string]any) { delete(c, "events") },
			"too old":                    func(c map[string]any) { c["iat"] = n.now.Add(-time.Hour).Unix() },
			"expired":                    func(c map[string]any) { c["exp"] = n.now.Add(-time.Second).Unix() },
			"without an identifier":      func(c map[string]any) { delete(c, "jti") },
			"of another type":            func(c map[string]any) { c["typ"] = "at+jwt" },
			"of the type of ID tokens":   func(c map[string]any) { c["typ"] = "JWT" },
			"about nobody in particular": func(c map[string]any) { delete(c, "sub"); delete(c, "sid") },
		} {
			assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(tell("sam-there", "one", "bad "+name, change)), name)
		}
		assert.True(t, n.known(t, one))

		n.Service.openid.UntypedSignOut = true
		require.NoError(t, tell("", "none", "0", func(c map[string]any) { c["typ"] = "JWT" }), "where the operator takes it so")
		n.Service.openid.UntypedSignOut = false
		require.NoError(t, tell("", "one", "1", nil))
		assert.False(t, n.known(t, one), "the session that was named")
		assert.True(t, n.known(t, two))
		one = open("one")
		assert.Equal(t, apperr.CodeInvalid, apperr.CodeOf(tell("", "one", "1", nil)), "each word counts once")
		assert.True(t, n.known(t, one))
		require.NoError(t, tell("somebody-else", "", "2", nil))
		assert.True(t, n.known(t, one))
		require.NoError(t, tell("sam-there", "", "3", nil))
		assert.False(t, n.known(t, one) || n.known(t, two), "all that the provider opened")
		assert.True(t, n.known(t, byPassword), "and nothing else")
		assert.Equal(t, 2, n.count(t, "SELECT COUNT(*) FROM audit_entries WHERE action = 'identity.signed_out_there' AND person_id = ?", n.sam))
	})
}
