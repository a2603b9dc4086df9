package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
)

var errRollBack = errors.New("the request has been answered")

// meet sends one request of the matrix and takes back what it changed.
func (f *fixture) meet(o contractOperation, how operation, e encounter) cell {
	f.t.Helper()
	e.f = f
	c := cell{list: how.lists}
	err := f.app.db.InTx(f.t.Context(), func(ctx context.Context) error {
		f.ctx = ctx
		defer func() { f.ctx = f.t.Context() }()
		refused := !f.lets(e.by, o.permission)
		// The gate refuses before anything is read, so a step before matters only when it is about the sender.
		if how.first != nil && e.about != f.nobody && (!refused || e.about == e.by) {
			how.first(f, e)
		}
		path, body, version := compose(o, how, e)
		r := f.send(e.by, o.method, path, body, version, how.upload)
		c.status, c.said = r.Code, r.Body.String()
		if !c.succeeded() {
			c.said = withoutRequest(r.Body.Bytes())
		}
		if refused && e.by.label != nobody && e.about != e.by {
			assert.Contains(f.t, c.said, "Your roles in Bandwise do not include this.", "%s by %s is the gate's to refuse", o.id, e.by.label)
		}
		shown := c.said
		if how.lists && c.succeeded() {
			shown = rowsAbout(c.said, e.about.id.String())
			c.listed = shown != ""
		}
		c.private = strings.Contains(shown, private)
		return errRollBack
	})
	require.ErrorIs(f.t, err, errRollBack)
	return c
}

// compose gives the address after /api/v1, the body and the version of an operation's request.
func compose(o contractOperation, how operation, e encounter) (path string, body any, version int) {
	path = o.path
	if i := strings.IndexByte(path, '{'); i >= 0 {
		path = path[:i] + how.at(e) + path[strings.LastIndexByte(path, '}')+1:]
	}
	// Whatever has versions has a first one.
	path = strings.ReplaceAll(path, "{version}", "1")
	if how.query != nil {
		path += "?" + how.query(e)
	}
	if how.body != nil {
		body = how.body(e)
	}
	if how.version != nil {
		version = how.version(e)
	}
	return path, body, version
}

var policy = sync.OnceValues(access.LoadPolicy)

// lets reports whether the gate lets a sender through to what needs a permission.
func (f *fixture) lets(by *person, needed access.Permission) bool {
	f.t.Helper()
	if by.label == nobody || needed == access.Public || needed == access.SignedIn {
		return by.label != nobody || needed == access.Public
	}
	p, err := policy()
	require.NoError(f.t, err)
	if by.label == string(covering) && access.Covers(needed) && p.Allows(access.Manager, needed, access.TeamTree) {
		return true
	}
	for scope := access.Own; scope <= access.Organisation; scope++ {
		if p.Allows(access.Staff, needed, scope) || p.Allows(access.Role(by.label), needed, scope) {
			return true
		}
	}
	return false
}

// sheet is the content of a CSV file that is sent in a form.
type sheet string

// send sends a request as somebody, through everything that a request passes.
func (f *fixture) send(by *person, method, path string, body any, version int, upload bool) *httptest.ResponseRecorder {
	f.t.Helper()
	var content io.Reader = http.NoBody
	mediaType := ""
	table, isSheet := body.(sheet)
	switch {
	case upload:
		content, mediaType = f.form("notes.txt", private+" "+uuid.NewString())
	case isSheet:
		content, mediaType = f.form("statements.csv", string(table))
	case isForm(body):
		content, mediaType = strings.NewReader(body.(url.Values).Encode()), "application/x-www-form-urlencoded"
	case body != nil:
		encoded, err := json.Marshal(body)
		require.NoError(f.t, err)
		content, mediaType = bytes.NewReader(encoded), "application/json"
	}
	r := httptest.NewRequestWithContext(f.ctx, method, "/api/v1"+path, content)
	if mediaType != "" {
		r.Header.Set("Content-Type", mediaType)
	}
	if version > 0 {
		r.Header.Set("If-Match", fmt.Sprintf("%q", fmt.Sprint(version)))
	}
	if by.cookie != nil {
		r.AddCookie(by.cookie)
	}
	if f.started != nil {
		r.AddCookie(f.started)
	}
	if by.token != "" {
		r.Header.Set("Authorization", "Bearer "+by.token)
	}
	w := httptest.NewRecorder()
	f.app.Handler().ServeHTTP(w, r)
	return w
}

func isForm(body any) bool {
	_, is := body.(url.Values)
	return is
}

// form puts a file into a form, and gives its media type.
func (f *fixture) form(name, content string) (io.Reader, string) {
	f.t.Helper()
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	part, err := w.CreateFormFile("file", name)
	require.NoError(f.t, err)
	_, err = part.Write([]byte(content))
	require.NoError(f.t, err)
	require.NoError(f.t, w.Close())
	return &form, w.FormDataContentType()
}

// must sends a request that succeeds, and reads its answer.
func (f *fixture) must(by *person, method, path string, body, answer any) {
	f.t.Helper()
	r := f.send(by, method, path, body, 0, false)
	require.Less(f.t, r.Code, 300, "%s %s by %s: %s", method, path, by.label, r.Body.String())
	if answer != nil {
		require.NoError(f.t, json.Unmarshal(r.Body.Bytes(), answer))
	}
}

// make creates something and gives its identifier and version.
func (f *fixture) make(by *person, path string, body any) held {
	f.t.Helper()
	var made struct {
		ID      uuid.UUID
		Version int
	}
	f.must(by, "POST", path, body, &made)
	return held{made.ID, made.Version}
}

func (f *fixture) version(by *person, path string) int {
	f.t.Helper()
	var read struct{ Version int }
	f.must(by, "GET", path, nil, &read)
	return read.Version
}
