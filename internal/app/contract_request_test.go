package app

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// manner is in what spirit a request is made up.
type manner int

const (
	// valid requests are such as the contract allows.
	valid manner = iota + 1
	// invalid requests break the contract by mistake: something is missing, too long, of another kind.
	invalid
	// hostile requests are meant to do harm.
	hostile
)

var manners = []manner{valid, invalid, hostile}

func (m manner) String() string {
	return map[manner]string{valid: "valid", invalid: "invalid", hostile: "hostile"}[m]
}

// request is one that can still be changed.
type request struct {
	manner manner
	method string
	// path is what follows /api/v1, escaped, and params tells which of its parts stand for a parameter.
	path   []string
	params []int
	query  [][2]string
	header http.Header
	// body is what is encoded as JSON; raw, where it is not nil, is sent as it is.
	body any
	raw  []byte
	// literal has what is put into the JSON for its keys, as it is.
	literal map[string]string
	// name and content are those of a file that is sent in a form.
	name, field, content string
	form                 bool
	// cookie and token say who sends it.
	by *person
	// reaches is the operation that the contract finds for it.
	reaches *openapi3.Operation
}

// begin gives the request that the matrix sends.
func (p *prober) begin(o contractOperation, how operation, e encounter) request {
	path, body, version := compose(o, how, e)
	r := request{method: o.method, header: http.Header{}, literal: map[string]string{}, by: e.by}
	path, query, _ := strings.Cut(path, "?")
	if query != "" {
		for pair := range strings.SplitSeq(query, "&") {
			name, value, _ := strings.Cut(pair, "=")
			if plain, err := url.QueryUnescape(value); err == nil {
				value = plain
			}
			r.query = append(r.query, [2]string{name, value})
		}
	}
	r.path = strings.Split(path, "/")
	for i, part := range strings.Split(o.path, "/") {
		if strings.HasPrefix(part, "{") && i < len(r.path) {
			r.params = append(r.params, i)
		}
	}
	if version > 0 {
		r.header.Set("If-Match", fmt.Sprintf("%q", fmt.Sprint(version)))
	}
	table, isTable := body.(sheet)
	switch {
	case how.upload:
		r.form, r.field, r.name, r.content = true, "file", "notes.txt", private
	case isTable:
		r.form, r.field, r.name, r.content = true, "file", "statements.csv", string(table)
	case body != nil:
		// As JSON has it, so that it can be changed without knowing its type.
		encoded, err := json.Marshal(body)
		if err == nil {
			err = json.Unmarshal(encoded, &r.body)
		}
		if err != nil {
			p.t.Fatal(err)
		}
		r.header.Set("Content-Type", "application/json")
	}
	return r
}

// content gives what the request carries, and its media type where the header does not say one.
func (r *request) carried() (content []byte, mediaType string) {
	switch {
	case r.raw != nil:
		return r.raw, ""
	case r.form:
		var form bytes.Buffer
		w := multipart.NewWriter(&form)
		if part, err := w.CreateFormFile(r.field, r.name); err == nil {
			_, _ = part.Write([]byte(r.content))
		}
		_ = w.Close()
		return form.Bytes(), w.FormDataContentType()
	case r.body != nil:
		encoded, err := json.Marshal(r.body)
		if err != nil {
			return nil, ""
		}
		text := string(encoded)
		for _, key := range slices.Sorted(maps.Keys(r.literal)) {
			text = strings.ReplaceAll(text, `"`+key+`"`, r.literal[key])
		}
		return []byte(text), ""
	}
	return nil, ""
}

func (r *request) target() string {
	target := "/api/v1" + strings.Join(r.path, "/")
	for i, pair := range r.query {
		target += map[bool]string{true: "?", false: "&"}[i == 0] + url.QueryEscape(pair[0]) + "=" + url.QueryEscape(pair[1])
	}
	return target
}

// http gives the request as the server gets it; an error means that no client could send it.
func (r *request) http(ctx context.Context) (*http.Request, error) {
	content, mediaType := r.carried()
	asked, err := http.NewRequestWithContext(ctx, r.method, r.target(), bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	asked.Host, asked.RequestURI, asked.RemoteAddr = "bandwise.example", r.target(), "192.0.2.1:1234"
	if len(content) == 0 {
		asked.Body = http.NoBody
	}
	asked.Header = r.header.Clone()
	if mediaType != "" && asked.Header.Get("Content-Type") == "" {
		asked.Header.Set("Content-Type", mediaType)
	}
	if r.by.cookie != nil {
		asked.AddCookie(r.by.cookie)
	}
	return asked, nil
}

// String is the request as it can be sent again.
func (r request) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s\n", r.method, r.target())
	for _, name := range slices.Sorted(maps.Keys(r.header)) {
		fmt.Fprintf(&b, "%s: %q\n", name, r.header.Values(name))
	}
	content, _ := r.carried()
	fmt.Fprintf(&b, "%.1500q", content)
	return b.String()
}
