package app

import (
	"encoding/json"
	"net/http"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
)

func newToken(name, reach string) object {
	return object{"name": name, "reach": reach, "lastsUntil": "2026-12-31"}
}

// madeToken lets somebody make a personal token, and gives it.
func (f *fixture) madeToken(p *person, reach string) (id uuid.UUID, secret string) {
	f.t.Helper()
	var made struct {
		Token string
		Made  struct{ ID uuid.UUID }
	}
	f.must(p, "POST", "/me/tokens", newToken("Nightly export", reach), &made)
	return made.Made.ID, made.Token
}

// hasToken makes a personal token of whom the request is about; nobody has none.
func (f *fixture) hasToken(e encounter) {
	f.token = uuid.New()
	if e.about.cookie != nil && e.by.cookie != nil {
		f.token, _ = f.madeToken(e.about, "read")
	}
}

// signedInElsewhere opens a second session of the sender.
func (f *fixture) signedInElsewhere(e encounter) {
	f.elsewhere = uuid.New()
	if e.by.cookie == nil {
		return
	}
	f.cookie(e.by.email, password)
	r := f.send(e.by, "GET", "/me/sessions", nil, 0, false)
	require.Equal(f.t, http.StatusOK, r.Code, r.Body.String())
	var list struct {
		Items []struct {
			ID      uuid.UUID
			Current bool
		}
	}
	require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), &list))
	for _, s := range list.Items {
		if !s.Current {
			f.elsewhere = s.ID
		}
	}
}
