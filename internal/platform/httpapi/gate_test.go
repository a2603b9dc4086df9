package httpapi_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/httpapi"
)

const contract = `
openapi: 3.0.3
info: {title: Test, version: "1"}
servers: [{url: /api}]
paths:
  /things/{id}:
    post:
      operationId: changeThing
      x-permission: signed_in
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 200}}
        - {name: state, in: query, schema: {type: array, items: {type: string}}}
        - {name: Idempotency-Key, in: header, schema: {type: string}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [startsOn, papers]
              properties:
                startsOn: {type: string, format: date, x-message: "Enter the date on which it starts, for example 14 March 2027."}
                kind: {type: string, enum: [course, feedback]}
                whatIDid: {type: string, maxLength: 5}
                version: {type: integer}
                papers:
                  type: array
                  items:
                    type: object
                    required: [marks]
                    properties:
                      marks: {type: integer, minimum: 0, maximum: 100}
      responses: {"204": {description: done}}
  /teams:
    get:
      operationId: listTeams
      x-permission: people.manage
      responses: {"200": {description: done}}
  /teams/names:
    get:
      operationId: nameTeams
      x-permission: signed_in
      responses: {"200": {description: done}}
  /teams/sheet:
    get:
      operationId: exportTeams
      x-permission: signed_in
      x-costly: true
      responses: {"200": {description: done}}
  /open:
    get:
      operationId: open
      x-permission: public
      responses: {"200": {description: done}}
`

func server(t *testing.T, actor *access.Actor, handle echo.HandlerFunc) *echo.Echo {
	return limitedServer(t, actor, handle, 0, prometheus.NewRegistry())
}

// limitedServer bounds how many requests a person may send in a minute.
func limitedServer(t *testing.T, actor *access.Actor, handle echo.HandlerFunc, perMinute int, metrics prometheus.Registerer) *echo.Echo {
	document, err := openapi3.NewLoader().LoadFromData([]byte(contract))
	require.NoError(t, err)
	c, err := httpapi.NewContract(document)
	require.NoError(t, err)
	c.Limit(httpapi.NewLimits(perMinute, metrics))
	e := httpapi.NewServer(httpapi.Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Metrics: metrics})
	signIn := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if actor != nil {
				c.SetRequest(c.Request().WithContext(access.WithActor(c.Request().Context(), *actor)))
			}
			return next(c)
		}
	}
	g := e.Group("/api", signIn, c.Gate)
	g.POST("/things/:id", handle)
	g.GET("/teams", handle)
	g.GET("/teams/names", handle)
	g.GET("/teams/sheet", handle)
	g.GET("/open", handle)
	g.Any("/*", handle)
	return e
}

func somebody(t *testing.T) *access.Actor {
	policy, err := access.LoadPolicy()
	require.NoError(t, err)
	a := policy.NewActor(uuid.New(), uuid.New(), "Sam Okoro", "sam@example.org", nil, time.Now())
	return &a
}

func ask(t *testing.T, e *echo.Echo, method, address, body string) (int, httpapi.Problem) {
	request := httptest.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if body != "" {
		request.Header.Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	}
	recorder := httptest.NewRecorder()
	e.ServeHTTP(recorder, request)
	var problem httpapi.Problem
	if recorder.Code >= 400 {
		require.Equal(t, "application/problem+json", recorder.Header().Get(echo.HeaderContentType))
		require.NoError(t, json.Unmarshal(recorder.Body.Bytes(), &problem))
		assert.Equal(t, recorder.Header().Get(echo.HeaderXRequestID), problem.RequestID)
	}
	return recorder.Code, problem
}

func done(c echo.Context) error { return c.NoContent(http.StatusNoContent) }

func TestWhoComesThroughTheGate(t *testing.T) {
	for name, c := range map[string]struct {
		actor  *access.Actor
		method string
		path   string
		want   int
	}{
		"nobody, on a public operation":            {nil, http.MethodGet, "/api/open", 204},
		"nobody, on another operation":             {nil, http.MethodGet, "/api/teams", 401},
		"somebody without the permission":          {somebody(t), http.MethodGet, "/api/teams", 403},
		"an address that is not in the contract":   {somebody(t), http.MethodGet, "/api/secrets", 404},
		"a method that is not in the contract":     {somebody(t), http.MethodDelete, "/api/teams", 405},
		"an identifier that is none":               {somebody(t), http.MethodPost, "/api/things/17", 422},
		"no permission weighs more than bad input": {nil, http.MethodPost, "/api/things/17", 401},
	} {
		t.Run(name, func(t *testing.T) {
			status, _ := ask(t, server(t, c.actor, done), c.method, c.path, "")
			assert.Equal(t, c.want, status)
		})
	}
}

func TestBadInputGetsASentenceByItsField(t *testing.T) {
	e := server(t, somebody(t), done)
	address := "/api/things/" + uuid.NewString()
	for name, c := range map[string]struct {
		query, body string
		field, want string
	}{
		"missing, with a sentence of its own":  {"", `{"papers":[]}`, "startsOn", "Enter the date on which it starts, for example 14 March 2027."},
		"not a date":                           {"", `{"startsOn":"soon","papers":[]}`, "startsOn", "Enter the date on which it starts, for example 14 March 2027."},
		"a day that no month has":              {"", `{"startsOn":"2027-02-30","papers":[]}`, "startsOn", "Enter the date on which it starts, for example 14 March 2027."},
		"missing":                              {"", `{"startsOn":"2026-01-01"}`, "papers", "Enter the papers."},
		"nested":                               {"", `{"startsOn":"2026-01-01","papers":[{"marks":10},{"marks":101}]}`, "papers[1].marks", "The marks must be 100 or less."},
		"not one of the choices":               {"", `{"startsOn":"2026-01-01","papers":[],"kind":"dance"}`, "kind", "Choose one of: course, feedback."},
		"too long":                             {"", `{"startsOn":"2026-01-01","papers":[],"whatIDid":"coding"}`, "whatIDid", "The what i did must be 5 characters or fewer."},
		"unknown field":                        {"", `{"startsOn":"2026-01-01","papers":[],"isAdmin":true}`, "isAdmin", "There is no field called isAdmin here."},
		"a parameter":                          {"?limit=900", `{"startsOn":"2026-01-01","papers":[]}`, "limit", "The limit must be 200 or less."},
		"a parameter of the wrong kind":        {"?limit=many", `{"startsOn":"2026-01-01","papers":[]}`, "limit", "The limit is not in the right form."},
		"beyond every count":                   {"", `{"startsOn":"2026-01-01","papers":[],"version":2147483647}`, "version", "The version must be 2000000000 or less."},
		"a parameter given twice":              {"?limit=10&limit=20", `{"startsOn":"2026-01-01","papers":[]}`, "limit", "Send this once only."},
		"a parameter given twice, the same":    {"?limit=10&limit=10", `{"startsOn":"2026-01-01","papers":[]}`, "limit", "Send this once only."},
		"an invisible character in an address": {"?q=a%00b", `{"startsOn":"2026-01-01","papers":[]}`, "q", "Remove the invisible control character from this text."},
		"an address that is no text":           {"?q=%ff%fe", `{"startsOn":"2026-01-01","papers":[]}`, "q", "Remove the invisible control character from this text."},
		"an invisible character":               {"", `{"startsOn":"2026-01-01","papers":[],"whatIDid":"a\u0000b"}`, "whatIDid", "Remove the invisible control character from this text."},
	} {
		t.Run(name, func(t *testing.T) {
			status, problem := ask(t, e, http.MethodPost, address+c.query, c.body)
			assert.Equal(t, 422, status)
			require.Len(t, problem.Fields, 1, "%+v", problem)
			assert.Equal(t, httpapi.ProblemField{Name: c.field, Message: c.want}, problem.Fields[0])
		})
	}
	t.Run("a list given twice is a list, a header given twice is not", func(t *testing.T) {
		send := func(keys ...string) int {
			request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, address+"?state=a&state=b", strings.NewReader(`{"startsOn":"2026-01-01","papers":[]}`))
			request.Header.Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
			request.Header["Idempotency-Key"] = keys
			recorder := httptest.NewRecorder()
			e.ServeHTTP(recorder, request)
			return recorder.Code
		}
		assert.Equal(t, 204, send("one"))
		assert.Equal(t, 422, send("one", "two"))
	})
	t.Run("every field at once", func(t *testing.T) {
		_, problem := ask(t, e, http.MethodPost, address, `{"kind":"dance"}`)
		assert.Len(t, problem.Fields, 3)
	})
	t.Run("two documents in one body", func(t *testing.T) {
		status, problem := ask(t, e, http.MethodPost, address, `{"startsOn":"2026-01-01","papers":[]} {}`)
		assert.Equal(t, 422, status)
		assert.Equal(t, "There is something after the end of the JSON.", problem.Detail)
	})
	t.Run("a body that is too large", func(t *testing.T) {
		status, _ := ask(t, e, http.MethodPost, address, `{"whatIDid":"`+strings.Repeat("x", httpapi.MaxBody)+`"}`)
		assert.Equal(t, 413, status)
	})
}

func TestCausesNeverReachTheClient(t *testing.T) {
	for name, c := range map[string]struct {
		handle echo.HandlerFunc
		want   int
	}{
		"an error from a driver": {func(echo.Context) error { return errors.New("pq: secret detail") }, 500},
		"a refusal with a cause": {func(echo.Context) error {
			return fmt.Errorf("load: %w", apperr.Unavailable(errors.New("secret detail")))
		}, 503},
		"a panic": {func(echo.Context) error { panic("secret detail") }, 500},
	} {
		t.Run(name, func(t *testing.T) {
			status, problem := ask(t, server(t, nil, c.handle), http.MethodGet, "/api/open", "")
			assert.Equal(t, c.want, status)
			assert.NotContains(t, fmt.Sprintf("%+v", problem), "secret detail")
			assert.NotEmpty(t, problem.Detail)
		})
	}
}

func TestAWriteFromAnotherSiteIsRefused(t *testing.T) {
	e := server(t, somebody(t), done)
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/things/"+uuid.NewString(), strings.NewReader(`{"startsOn":"2026-01-01","papers":[]}`))
	request.Header.Set(echo.HeaderContentType, echo.MIMEApplicationJSON)
	request.Header.Set("Sec-Fetch-Site", "cross-site")
	recorder := httptest.NewRecorder()
	e.ServeHTTP(recorder, request)
	assert.Equal(t, http.StatusForbidden, recorder.Code)
}

func TestIfMatch(t *testing.T) {
	read := httpapi.ETag(7)
	version, err := httpapi.IfMatch(&read)
	require.NoError(t, err)
	assert.Equal(t, 7, version)
	_, err = httpapi.IfMatch(nil)
	assert.Equal(t, apperr.CodePreconditionRequired, apperr.CodeOf(err))
	for _, strange := range []string{`"abc"`, "*", `"-1"`, `"2147483647"`, `"99999999999999999999"`, `"1", "2"`} {
		_, err = httpapi.IfMatch(&strange)
		assert.Equal(t, apperr.CodePreconditionFailed, apperr.CodeOf(err), strange)
	}
}

func TestARefusalIsLoggedWithoutWhatWasSent(t *testing.T) {
	for _, c := range []struct {
		what string
		err  error
		want string
	}{
		{"access", apperr.Forbidden("No."), `level=WARN msg="access was denied"`},
		{"a row out of reach", apperr.NotFound("claim"), `level=WARN msg="what was asked for is not there or out of reach"`},
		{"too many", apperr.TooMany("Wait."), `level=WARN msg="there were too many requests"`},
		{"input", apperr.InvalidField("kettle", "Not kettle."), `level=INFO msg="what was sent was refused"`},
		{"a failure", errors.New("connection reset"), `level=ERROR msg="a request failed"`},
	} {
		t.Run(c.what, func(t *testing.T) {
			var log strings.Builder
			e := httpapi.NewServer(httpapi.Options{Log: slog.New(slog.NewTextHandler(&log, nil)), Metrics: prometheus.NewRegistry()})
			e.GET("/things/:id", func(echo.Context) error { return c.err })
			ask(t, e, http.MethodGet, "/things/kettle?q=kettle%0Alevel%3DINFO", "")
			assert.Contains(t, log.String(), c.want)
			assert.Contains(t, log.String(), "route=/things/:id")
			assert.Contains(t, log.String(), "from=192.0.2.1", "the address of the request, in its own line")
			assert.NotContains(t, log.String(), "kettle")
		})
	}
}
