package portfolio

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/testdb"
)

// client speaks to the feature over HTTP behind the contract's gate, and holds every answer against the contract.
type client struct {
	*trust
	server *echo.Echo
	router routers.Router
	as     *access.Actor
}

// answering joins the feature's handlers with nothing else.
type answering struct {
	*Handlers
	rest
}

type rest struct{ api.StrictServerInterface }

func newClient(tr *trust) *client {
	tr.t.Helper()
	document, err := api.Document()
	require.NoError(tr.t, err)
	contract, err := httpapi.NewContract(document)
	require.NoError(tr.t, err)
	router, err := gorillamux.NewRouter(document)
	require.NoError(tr.t, err)
	c := &client{trust: tr, server: echo.New(), router: router}
	c.server.HTTPErrorHandler = httpapi.HandleError(slog.New(slog.DiscardHandler))
	signIn := func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(ec echo.Context) error {
			ec.SetRequest(ec.Request().WithContext(access.WithActor(ec.Request().Context(), *c.as)))
			return next(ec)
		}
	}
	api.RegisterHandlers(c.server.Group("/api/v1", signIn, contract.Gate), api.NewStrictHandler(answering{Handlers: tr.Handlers}, nil))
	return c
}

// call sends a request as somebody, expects a status, and reads the answer into into.
func (c *client) call(as access.Actor, method, path, ifMatch string, body any, status int, into any) http.Header {
	c.t.Helper()
	c.as = &as
	var sent bytes.Buffer
	if body != nil {
		require.NoError(c.t, json.NewEncoder(&sent).Encode(body))
	}
	request := httptest.NewRequestWithContext(c.t.Context(), method, "/api/v1"+path, &sent)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if ifMatch != "" {
		request.Header.Set("If-Match", ifMatch)
	}
	recorder := httptest.NewRecorder()
	c.server.ServeHTTP(recorder, request)
	require.Equal(c.t, status, recorder.Code, recorder.Body.String())
	c.conforms(request, recorder)
	if into != nil {
		require.NoError(c.t, json.Unmarshal(recorder.Body.Bytes(), into))
	}
	return recorder.Header()
}

// conforms holds an answer against the contract.
func (c *client) conforms(request *http.Request, recorder *httptest.ResponseRecorder) {
	c.t.Helper()
	route, parameters, err := c.router.FindRoute(request)
	require.NoError(c.t, err)
	err = openapi3filter.ValidateResponse(c.t.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: request, PathParams: parameters, Route: route},
		Status:                 recorder.Code, Header: recorder.Header(), Body: io.NopCloser(bytes.NewReader(recorder.Body.Bytes())),
	})
	require.NoError(c.t, err, "the answer is as the contract says")
}

func messages(p api.Problem) map[string]string {
	found := map[string]string{}
	for _, f := range p.Fields {
		found[f.Name] = f.Message
	}
	return found
}

type fields map[string]any

func TestTheJourneyOverHTTP(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		c := newClient(newTrust(t, db))
		me := "/people/" + c.trainee.PersonID.String()

		var evidence api.Evidence
		header := c.call(c.trainee, "POST", me+"/evidence", "", fields{
			"title": "February audit", "kind": "audit_result", "whatIDid": "I audited 30 episodes.", "happenedOn": "2027-03-01",
			"fileIds": []uuid.UUID{c.file(c.trainee, "sheet.pdf")}, "links": []fields{{"title": "Clinic", "url": "https://example.nhs.uk"}},
		}, 201, &evidence)
		assert.Equal(t, `"1"`, header.Get("ETag"))
		assert.True(t, evidence.Editable && evidence.Deletable && evidence.ContentVisible)
		assert.Equal(t, "sheet.pdf", evidence.Files[0].Name)

		var made api.ClaimList
		c.call(c.trainee, "POST", me+"/claims", "", fields{
			"statementIds": []uuid.UUID{c.coding2.ID, c.coding3.ID}, "evidenceIds": []uuid.UUID{evidence.Id},
			"selfJudgement": "meets", "selfReason": "I do it every day.", "submit": true,
		}, 201, &made)
		assert.Equal(t, 2, made.Total)
		require.Len(t, made.Items, 2)

		var queue api.ClaimList
		c.later(72 * time.Hour)
		tomorrow := c.policy.NewActor(c.manager.PersonID, c.ours, "Mark Manager", "", managing(c.trust), c.now)
		c.call(tomorrow, "GET", "/reviews?limit=1", "", nil, 200, &queue)
		assert.Equal(t, 2, queue.Total)
		require.Len(t, queue.Items, 1)
		assert.Equal(t, 3, *queue.Items[0].WaitingDays)
		assert.Equal(t, 3, *queue.Items[0].WaitingWorkingDays)
		c.call(tomorrow, "GET", "/reviews?limit=1&cursor="+queue.Next, "", nil, 200, &queue)
		assert.Empty(t, queue.Next, "the last page")

		var claim api.Claim
		c.call(c.manager, "GET", "/claims/"+made.Items[1].Id.String(), "", nil, 200, &claim)
		assert.Equal(t, []api.ClaimAction{"decide", "start_review"}, claim.Actions)
		assert.Equal(t, []int{2}, claim.LowerLevels)
		assert.Len(t, claim.Neighbours, 2)
		decision := fields{"version": claim.Summary.Version, "decision": "approve_lower", "level": 2, "reason": "Simple episodes only."}
		c.call(c.manager, "POST", "/claims/"+claim.Summary.Id.String()+"/decision", "", decision, 200, &claim)
		assert.Equal(t, 2, *claim.Summary.ApprovedLevel)
		assert.Equal(t, "Mark Manager", claim.Summary.DecidedBy.Name)
		var problem api.Problem
		c.call(c.manager, "POST", "/claims/"+claim.Summary.Id.String()+"/decision", "", decision, 409, &problem)
		assert.Equal(t, "conflict", problem.Code)

		var portfolio api.Portfolio
		c.call(c.trainee, "GET", me+"/portfolio", "", nil, 200, &portfolio)
		assert.Equal(t, "Clinical Coding Officer", portfolio.Role.Name)
		states := map[string]api.StatementState{}
		for _, s := range portfolio.Statements {
			states[s.Statement.Aspect+string(rune('0'+s.Statement.Level))] = s.State
		}
		assert.Equal(t, map[string]api.StatementState{"Auditing2": "not_claimed", "Coding2": "approved", "Coding3": "approved_lower"}, states)
		assert.Equal(t, api.PortfolioCounts{Required: 2, RequiredApproved: 1, Approved: 1, Waiting: 1}, portfolio.Counts)

		var seen api.Evidence
		c.call(c.lead, "GET", "/evidence/"+evidence.Id.String(), "", nil, 200, &seen)
		assert.False(t, seen.ContentVisible || seen.Editable || seen.Deletable)
		assert.Empty(t, seen.Title+seen.WhatIDid)
		assert.NotNil(t, seen.Files, "an empty list, not null")
	})
}

func managing(tr *trust) []access.Grant {
	g := tr.grant(access.Manager, tr.coding)
	g.PersonID, g.OrganisationID = tr.manager.PersonID, tr.ours
	return []access.Grant{g}
}

func TestEditsOverHTTPNeedTheVersion(t *testing.T) {
	c := newClient(newTrust(t, testdb.New(t, database.SQLite)))
	e := c.addEvidence(c.trainee, "Evidence")
	path := "/evidence/" + e.ID.String()
	c.call(c.trainee, "PATCH", path, "", fields{"title": "x"}, 428, nil)
	c.call(c.trainee, "PATCH", path, `"9"`, fields{"title": "x"}, 412, nil)
	header := c.call(c.trainee, "PATCH", path, `"1"`, fields{"showcased": true, "kind": "teaching", "happenedOn": "2027-02-01"}, 200, nil)
	assert.Equal(t, `"2"`, header.Get("ETag"))
	c.call(c.trainee, "DELETE", path, "", nil, 428, nil)
	c.call(c.trainee, "DELETE", path, `"1"`, nil, 412, nil)
	c.call(c.trainee, "DELETE", path, `"2"`, nil, 204, nil)

	var made api.ClaimList
	me := "/people/" + c.trainee.PersonID.String()
	c.call(c.trainee, "POST", me+"/claims", "", fields{"statementIds": []uuid.UUID{c.coding2.ID}, "evidenceIds": []uuid.UUID{}}, 201, &made)
	path = "/claims/" + made.Items[0].Id.String()
	c.call(c.trainee, "PATCH", path, "", fields{"explanation": "x"}, 428, nil)
	c.call(c.trainee, "PATCH", path, `"9"`, fields{"explanation": "x"}, 412, nil)
	header = c.call(c.trainee, "PATCH", path, `"1"`, fields{"explanation": "x"}, 200, nil)
	assert.Equal(t, `"2"`, header.Get("ETag"))
	var problem api.Problem
	c.call(c.trainee, "POST", path+"/submit", "", fields{"version": 2}, 422, &problem)
	assert.Equal(t, map[string]string{
		"evidenceIds":   "Choose at least one piece of evidence before you submit this claim.",
		"selfJudgement": "Say how far you meet it yourself before you submit this claim.",
		"selfReason":    "Give the reason for your own view before you submit this claim.",
	}, messages(problem))
	c.call(c.trainee, "POST", path+"/withdraw", "", fields{"version": 2}, 200, nil)
}

func TestWrongInputGetsASentenceByTheField(t *testing.T) {
	c := newClient(newTrust(t, testdb.New(t, database.SQLite)))
	claim := c.submit(c.trainee, c.coding2)[0]
	me := "/people/" + c.trainee.PersonID.String()
	good := fields{"title": "T", "kind": "course", "whatIDid": "W", "happenedOn": "2027-03-01"}
	with := func(name string, value any) fields {
		body := fields{}
		for k, v := range good {
			body[k] = v
		}
		body[name] = value
		return body
	}
	for _, r := range []struct {
		what    string
		as      access.Actor
		path    string
		body    fields
		field   string
		message string
	}{
		{"no title", c.trainee, me + "/evidence", with("title", ""), "title", "Give this evidence a title of up to 200 characters."},
		{"a title that is too long", c.trainee, me + "/evidence", with("title", strings.Repeat("x", 201)), "title", "Give this evidence a title of up to 200 characters."},
		{"a blank account", c.trainee, me + "/evidence", with("whatIDid", "  "), "whatIDid", "Say what you did."},
		{"an unknown kind", c.trainee, me + "/evidence", with("kind", "magic"), "kind", "Choose what kind of evidence this is."},
		{"the future", c.trainee, me + "/evidence", with("happenedOn", "2027-03-15"), "happenedOn", "The date must be today, 14 March 2027, or earlier."},
		{"a script as a link", c.trainee, me + "/evidence", with("links", []fields{{"title": "x", "url": "javascript:alert(1)"}}), "links[0].url", "Enter a whole address that begins with https:// or http://."},
		{"somebody else's file", c.trainee, me + "/evidence", with("fileIds", []uuid.UUID{c.file(c.colleague, "a")}), "fileIds", "Some of these files do not exist any more. Upload them again."},
		{"a field that does not exist", c.trainee, me + "/evidence", with("personId", c.colleague.PersonID), "personId", ""},
		{"no statement", c.trainee, me + "/claims", fields{"statementIds": []string{}, "evidenceIds": []string{}}, "statementIds", "Choose at least one statement or criterion."},
		{"a statement twice", c.trainee, me + "/claims", fields{"statementIds": []uuid.UUID{c.coding3.ID, c.coding3.ID}, "evidenceIds": []string{}}, "statementIds", "Choose up to 20 different statements."},
		{"an unknown statement", c.trainee, me + "/claims", fields{"statementIds": []uuid.UUID{uuid.New()}, "evidenceIds": []string{}}, "statementIds[0]", "There is no such statement, or it has ended. Choose another one."},
		{"no reason for a return", c.manager, "/claims/" + claim.ID.String() + "/decision", fields{"version": 2, "decision": "return"}, "reason", "Give the reason, so that the person knows what to do next."},
		{"an unknown decision", c.manager, "/claims/" + claim.ID.String() + "/decision", fields{"version": 2, "decision": "perhaps"}, "decision", "Choose a decision: approve, approve at a lower level, or return."},
		{"no version", c.manager, "/claims/" + claim.ID.String() + "/decision", fields{"decision": "approve"}, "version", "Send the version of the claim that you read."},
	} {
		t.Run(r.what, func(t *testing.T) {
			var problem api.Problem
			c.call(r.as, "POST", r.path, "", r.body, 422, &problem)
			message, there := messages(problem)[r.field]
			assert.True(t, there, "%v", problem.Fields)
			if r.message != "" {
				assert.Equal(t, r.message, message)
			}
		})
	}
	for _, path := range []string{me + "/evidence?sort=secret", me + "/claims?sort=explanation", "/reviews?sort=reason", "/reviews?cursor=%21"} {
		c.call(c.manager, "GET", path, "", nil, 422, nil)
	}
	c.call(c.trainee, "GET", "/reviews", "", nil, 403, nil)
	c.call(c.admin, "GET", me+"/portfolio", "", nil, 404, nil)
	c.call(access.Actor{}, "GET", me+"/portfolio", "", nil, 401, nil)
}
