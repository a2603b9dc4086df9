package identity

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/testdb"
)

// only joins the handlers of this package with an interface that answers nothing else.
type only struct {
	*Handlers
	rest
}

type rest struct{ api.StrictServerInterface }

// serve answers one request as the application does, without the gate.
func (n *trust) serve(t *testing.T, secure bool, method, path, body string, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	t.Helper()
	n.Handlers.secure = secure
	e := echo.New()
	group := e.Group("/api/v1", n.Authenticate)
	api.RegisterHandlers(group, api.NewStrictHandler(only{Handlers: n.Handlers}, nil))
	group.GET("/who", func(c echo.Context) error {
		return c.String(http.StatusOK, access.ActorFrom(c.Request().Context()).Name)
	})
	request := httptest.NewRequestWithContext(t.Context(), method, "/api/v1"+path, strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	for _, c := range cookies {
		request.AddCookie(c)
	}
	recorder := httptest.NewRecorder()
	e.ServeHTTP(recorder, request)
	return recorder
}

func cookieOf(t *testing.T, r *httptest.ResponseRecorder) *http.Cookie {
	t.Helper()
	answer := r.Result()
	require.NoError(t, answer.Body.Close())
	require.Len(t, answer.Cookies(), 1)
	return answer.Cookies()[0]
}

func TestTheSessionsCookie(t *testing.T) {
	for name, c := range map[string]struct {
		secure bool
		name   string
	}{
		"over HTTPS":    {true, "__Host-bandwise_session"},
		"over loopback": {false, "bandwise_session"},
	} {
		t.Run(name, func(t *testing.T) {
			n := newTrust(t, testdb.New(t, database.SQLite))
			cookie := cookieOf(t, n.serve(t, c.secure, "POST", "/session", `{"email":"sam@example.org","password":"`+password+`"}`))
			assert.Equal(t, c.name, cookie.Name)
			assert.Equal(t, c.secure, cookie.Secure)
			assert.True(t, cookie.HttpOnly)
			assert.Equal(t, http.SameSiteLaxMode, cookie.SameSite)
			assert.Equal(t, "/", cookie.Path)
			assert.Empty(t, cookie.Domain)
			assert.Zero(t, cookie.MaxAge, "it goes when the browser is closed")
			assert.Equal(t, "Sam Okoro", n.serve(t, c.secure, "GET", "/who", "", cookie).Body.String())

			gone := cookieOf(t, n.serve(t, c.secure, "DELETE", "/session", "", cookie))
			assert.Negative(t, gone.MaxAge)
			assert.Empty(t, n.serve(t, c.secure, "GET", "/who", "", cookie).Body.String(), "the old token is worth nothing")
		})
	}
}

func TestWhoACookieStandsFor(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		n := newTrust(t, db)
		v := n.signIn(t)
		for name, c := range map[string]struct {
			cookie *http.Cookie
			want   string
		}{
			"a live session":               {sessionCookie(v.token, true), "Sam Okoro"},
			"the cookie of plain HTTP":     {sessionCookie(v.token, false), ""},
			"a made-up token":              {sessionCookie(newToken(), true), ""},
			"an empty token":               {sessionCookie("", true), ""},
			"the hash that the rows keep":  {sessionCookie(token(v.token.hash()), true), ""},
			"characters that are no token": {sessionCookie("' OR '1'='1", true), ""},
		} {
			t.Run(name, func(t *testing.T) {
				r := n.serve(t, true, "GET", "/who", "", c.cookie)
				assert.Equal(t, http.StatusOK, r.Code)
				assert.Equal(t, c.want, r.Body.String())
			})
		}
	})
}

func TestMeSaysWhatThePersonMayDo(t *testing.T) {
	n := newTrust(t, testdb.New(t, database.SQLite))
	r := n.serve(t, true, "GET", "/me", "", sessionCookie(n.signIn(t).token, true))
	var me api.Me
	require.NoError(t, json.Unmarshal(r.Body.Bytes(), &me))
	assert.Equal(t, "Sam Okoro", me.Person.Name)
	assert.Equal(t, "Northmoor", me.Organisation.Name)
	assert.Equal(t, []string{"staff"}, me.Roles)
	assert.Contains(t, me.Permissions, "portfolio.write")
	assert.NotContains(t, me.Permissions, "people.manage")
}
