package app

import (
	"encoding/json"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/openid/providertest"
)

// elsewhere is the provider of the tests, which runs as long as they do.
var elsewhere = sync.OnceValue(func() *providertest.Provider {
	now := time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)
	return providertest.Start("http://127.0.0.1:0", func() time.Time { return now })
})

func newProvider(issuer string) object {
	return object{
		"label": "Northmoor", "issuer": issuer, "clientId": providertest.ClientID, "secret": providertest.Secret, "domains": []string{"northmoor.example"},
		"makesPeople": true, "factorCounts": false, "enabled": true,
	}
}

// hasProvider adds a provider to the organisation of whom the request is about.
func (f *fixture) hasProvider(e encounter) {
	var made struct{ ID uuid.UUID }
	f.must(e.about.org.founder, "POST", "/sign-in-providers", newProvider(elsewhere().Issuer), &made)
	f.provider = made.ID
}

// asksToBeLinked has the person of whom the request is about wait to be linked to who they are at a provider.
func (f *fixture) asksToBeLinked(e encounter) {
	f.identity = uuid.New()
	if e.about.id == uuid.Nil {
		return
	}
	f.hasProvider(e)
	require.NoError(f.t, f.app.db.Conn(f.ctx).Exec("INSERT INTO external_identities (id, provider_id, person_id, subject, email, asked_at) VALUES (?, ?, ?, ?, ?, ?)",
		f.identity, f.provider, e.about.id, "subject of "+e.about.email, e.about.email, f.app.options.Clock.Now()).Error)
}

// isBack has a browser come back from a provider where somebody new signed in.
func (f *fixture) isBack(e encounter) {
	f.hasProvider(e)
	r := f.send(&person{}, "POST", "/sign-in/providers/"+f.provider.String()+"/begin", nil, 0, false)
	require.Equal(f.t, http.StatusOK, r.Code, r.Body.String())
	var begun struct{ Address string }
	require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), &begun))
	answer := r.Result()
	require.NoError(f.t, answer.Body.Close())
	f.started = answer.Cookies()[0]
	elsewhere().Add(providertest.Person{Subject: "new", Name: "Nia New", Email: "nia@northmoor.example", Verified: true})
	back, err := elsewhere().SignIn(begun.Address, "new")
	require.NoError(f.t, err)
	f.back = back
}

func (f *fixture) broughtBack(encounter) any {
	if f.back == nil {
		return object{"state": "none"}
	}
	return object{"state": f.back.Get("state"), "code": f.back.Get("code")}
}

func firstVersion(encounter) int { return 1 }

func ofProvider(e encounter) string { return e.f.provider.String() }

func (f *fixture) signOutThere() any {
	token, err := elsewhere().SignOutToken("somebody", "", uuid.NewString(), nil)
	require.NoError(f.t, err)
	return url.Values{"logout_token": {token}}
}

func init() {
	identity := func(e encounter) string { return whom(e) + "/identities/" + e.f.identity.String() }
	for id, o := range map[string]operation{
		"listWaysIn":             {alone: true},
		"beginExternalSignIn":    {alone: true, at: ofProvider, first: (*fixture).hasProvider},
		"completeExternalSignIn": {alone: true, body: func(e encounter) any { return e.f.broughtBack(e) }, first: (*fixture).isBack},
		"signedOutAtProvider":    {alone: true, at: ofProvider, body: func(e encounter) any { return e.f.signOutThere() }, first: (*fixture).hasProvider},
		"listSignInProviders":    {alone: true},
		"addSignInProvider":      {alone: true, body: always(newProvider("https://login.northmoor.example"))},
		"getSignInProvider":      {alone: true, at: ofProvider, first: (*fixture).hasProvider},
		"editSignInProvider":     {alone: true, at: ofProvider, version: firstVersion, body: func(encounter) any { return newProvider(elsewhere().Issuer) }, first: (*fixture).hasProvider},
		"trySignInProvider":      {alone: true, at: ofProvider, first: (*fixture).hasProvider},
		"listIdentities":         {alone: true},
		"listIdentitiesOf":       {at: whom},
		"linkIdentity": {at: whom, first: (*fixture).hasProvider, body: func(e encounter) any {
			return object{"providerId": e.f.provider, "subject": "somebody there"}
		}},
		"acceptIdentity": {at: identity, first: (*fixture).asksToBeLinked},
		"removeIdentity": {at: identity, first: (*fixture).asksToBeLinked},
	} {
		operations[id] = o
	}
}
