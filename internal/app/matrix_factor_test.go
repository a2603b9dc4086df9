package app

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/pquerna/otp/totp"
	"github.com/stretchr/testify/require"
)

// codeIn gives what an authenticator app shows some steps after the fixture's time.
func (f *fixture) codeIn(steps int) string {
	f.t.Helper()
	at := f.app.options.Clock.Now().Add(time.Duration(steps) * 30 * time.Second)
	code, err := totp.GenerateCode(f.factor, at)
	require.NoError(f.t, err)
	return code
}

// offeredFactor lets somebody begin to set up a second factor.
func (f *fixture) offeredFactor(p *person) {
	f.t.Helper()
	var offer struct{ Key string }
	f.must(p, "POST", "/me/second-factor/offer", object{"password": password}, &offer)
	f.factor = strings.ReplaceAll(offer.Key, " ", "")
}

// isOffered begins to set up a second factor of the sender.
func (f *fixture) isOffered(e encounter) {
	f.factor = "JBSWY3DPEHPK3PXP"
	if e.by.cookie != nil {
		f.offeredFactor(e.by)
	}
}

// hasFactor sets up a second factor of the sender.
func (f *fixture) hasFactor(e encounter) {
	f.isOffered(e)
	f.confirmFactor(e.by)
}

// lostFactor sets up a second factor of whom the request is about.
func (f *fixture) lostFactor(e encounter) {
	if e.about.cookie != nil && e.about.id != uuid.Nil && e.by.cookie != nil {
		f.offeredFactor(e.about)
		f.confirmFactor(e.about)
	}
}

func (f *fixture) confirmFactor(p *person) {
	f.t.Helper()
	if p.cookie == nil {
		return
	}
	var made struct{ Codes []string }
	r := f.send(p, "POST", "/me/second-factor/confirm", object{"code": f.codeIn(0)}, 0, false)
	require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), &made), r.Body.String())
	require.Len(f.t, made.Codes, 10, r.Body.String())
}

func nextCode(e encounter) any {
	return object{"password": password, "code": e.f.codeIn(1)}
}

func init() {
	for id, o := range map[string]operation{
		"getSecondFactor":     {alone: true},
		"offerSecondFactor":   {alone: true, body: always(object{"password": password})},
		"confirmSecondFactor": {alone: true, body: func(e encounter) any { return object{"code": e.f.codeIn(0)} }, first: (*fixture).isOffered},
		"renewRecoveryCodes":  {alone: true, body: nextCode, first: (*fixture).hasFactor},
		"removeSecondFactor":  {alone: true, body: nextCode, first: (*fixture).hasFactor},
		"resetSecondFactorOf": {at: whom, body: always(object{"reason": "The telephone was lost."}), first: (*fixture).lostFactor},
		"getAccountOf":        {at: whom},
		"askPasswordReset":    {alone: true, body: always(object{"email": "founder@northmoor.example"})},
		"sendPasswordLink":    {at: whom},
	} {
		operations[id] = o
	}
}
