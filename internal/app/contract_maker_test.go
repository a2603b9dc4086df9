package app

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/uuid"
)

// maker makes requests up: it changes the matrix's own so that they are other valid ones, invalid ones or hostile ones.
type maker struct {
	document *openapi3.T
	random   *rand.Rand
	// identifiers are of things that exist, in the senders' organisation and in another.
	identifiers []string
	literals    int
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func (m *maker) chance(one int) bool { return m.random.IntN(one) == 0 }

// alter turns a request that succeeds for whoever may send it into one that was never sent before.
func (m *maker) alter(r *request, o *openapi3.Operation) {
	r.manner = manners[m.random.IntN(len(manners))]
	m.literals = 0
	switch r.manner {
	case valid:
		if !m.chance(4) {
			m.vary(r, o)
		}
	case invalid:
		m.vary(r, o)
		m.spoil(r, o, m.wrong)
	default:
		for range 1 + m.random.IntN(2) {
			m.spoil(r, o, m.harm)
			if m.chance(3) {
				m.dress(r)
			}
			if m.chance(3) {
				m.mangle(r)
			}
		}
	}
}

// vary fills in what the contract allows.
func (m *maker) vary(r *request, o *openapi3.Operation) {
	for _, ref := range o.Parameters {
		parameter := ref.Value
		switch {
		case parameter.In == "query" && m.chance(2):
			r.query = append(r.query, [2]string{parameter.Name, fmt.Sprint(m.value(parameter.Schema.Value, parameter.Name, 0))})
		case parameter.In == "header" && parameter.Name == "Idempotency-Key" && m.chance(2):
			r.header.Set(parameter.Name, uuid.NewString())
		}
	}
	schema := bodySchema(o)
	if object, ok := r.body.(map[string]any); ok && schema != nil {
		properties := propertiesOf(schema)
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			switch _, there := object[name]; {
			case there && m.chance(6), !there && m.chance(3):
				object[name] = m.value(properties[name], name, 0)
			}
		}
	}
	if schema != nil && r.body != nil && m.chance(10) {
		r.body = m.value(schema, "", 0)
	}
	for _, i := range r.params {
		if m.chance(12) {
			r.path[i] = pick(m.random, m.identifiers)
		}
	}
}

// spoil puts a bad value into one place of the request.
func (m *maker) spoil(r *request, o *openapi3.Operation, bad func(*request, *openapi3.Schema) any) {
	object, _ := r.body.(map[string]any)
	schema := bodySchema(o)
	for range 3 {
		switch m.random.IntN(5) {
		case 0, 1:
			if len(object) > 0 {
				name := pick(m.random, slices.Sorted(maps.Keys(object)))
				if m.chance(6) {
					delete(object, name)
					return
				}
				object[name] = m.within(r, object[name], property(schema, name), bad)
				return
			}
		case 2:
			if schema != nil && object != nil {
				properties := propertiesOf(schema)
				if len(properties) > 0 {
					name := pick(m.random, slices.Sorted(maps.Keys(properties)))
					object[name] = bad(r, properties[name])
					return
				}
			}
		case 3:
			if parameters := slices.DeleteFunc(slices.Clone(o.Parameters), func(p *openapi3.ParameterRef) bool { return p.Value.In != "query" }); len(parameters) > 0 {
				parameter := pick(m.random, parameters).Value
				r.query = append(r.query, [2]string{parameter.Name, plain(bad(r, parameter.Schema.Value), r)})
				return
			}
		default:
			if len(r.params) > 0 {
				r.path[pick(m.random, r.params)] = url.PathEscape(plain(bad(r, nil), r))
				return
			}
		}
	}
	switch {
	case r.form:
		r.content = m.corrupt(r.content)
		r.name = pick(m.random, hostileNames)
	case object != nil:
		object[plain(bad(r, nil), r)] = bad(r, nil)
	default:
		r.query = append(r.query, [2]string{plain(bad(r, nil), r), plain(bad(r, nil), r)})
	}
}

// within goes some way into a value and makes it bad there.
func (m *maker) within(r *request, value any, schema *openapi3.Schema, bad func(*request, *openapi3.Schema) any) any {
	if m.chance(2) {
		switch v := value.(type) {
		case map[string]any:
			if len(v) > 0 {
				name := pick(m.random, slices.Sorted(maps.Keys(v)))
				v[name] = m.within(r, v[name], property(schema, name), bad)
				return v
			}
		case []any:
			if len(v) > 0 {
				var item *openapi3.Schema
				if schema != nil && schema.Items != nil {
					item = schema.Items.Value
				}
				i := m.random.IntN(len(v))
				v[i] = m.within(r, v[i], item, bad)
				return v
			}
		}
	}
	return bad(r, schema)
}

// wrong is a value that is there by mistake.
func (m *maker) wrong(r *request, schema *openapi3.Schema) any {
	if schema == nil {
		return pick(m.random, []any{"", "nothing", float64(1), nil, true, uuid.NewString(), []any{}, map[string]any{}, pick(m.random, m.identifiers)})
	}
	switch {
	case schema.Type.Is("string"):
		long := 100
		if schema.MaxLength != nil {
			long = int(min(*schema.MaxLength, 20000))
		}
		return pick(m.random, []any{"", " ", float64(7), nil, true, strings.Repeat("x", long+1), strings.Repeat("é", long), "31/12/2026", "2026-13-01", "unknown", []any{"x"}})
	case schema.Type.Is("integer"), schema.Type.Is("number"):
		return pick(m.random, []any{"7", "", nil, float64(-1), 0.5, float64(0), float64(1 << 31), true, []any{}})
	case schema.Type.Is("boolean"):
		return pick(m.random, []any{"true", float64(1), nil, "yes"})
	case schema.Type.Is("array"):
		var again any = "x"
		if schema.Items != nil {
			again = m.value(schema.Items.Value, "", 0)
		}
		return pick(m.random, []any{nil, "x", []any{}, []any{nil}, []any{again, again}, slices.Repeat([]any{again}, 600), map[string]any{}})
	}
	return pick(m.random, []any{nil, "x", []any{}, map[string]any{}, map[string]any{"unknown": 1}})
}

// dress puts unusual headers on.
func (m *maker) dress(r *request) {
	switch m.random.IntN(7) {
	case 0, 1:
		r.header["If-Match"] = pick(m.random, [][]string{{}, {"*"}, {`W/"1"`}, {`"1", "2"`}, {"-1"}, {"99999999999999999999"}, {`"2147483648"`}, {`""`}, {"\xff\xfe"}, {`"1"`, `"2"`}, {`"9223372036854775807"`}})
	case 2, 3:
		r.header["Idempotency-Key"] = pick(m.random, [][]string{{uuid.NewString()}, {strings.Repeat("k", 201)}, {"\xff\xfe\xfd"}, {"schlüssel"}, {"'; --"}, {"a\tb"}, {"\u202e"}, {strings.Repeat("é", 150)}})
	case 4:
		r.header["Accept"] = pick(m.random, [][]string{{"text/html"}, {"application/xml;q=0.9"}, {""}, {"*/*;q=nan"}, {strings.Repeat("a/b,", 2000)}})
	case 5:
		r.header["Range"] = pick(m.random, [][]string{{"bytes=0-0"}, {"bytes=9-1"}, {"bytes=-1,-2,-3"}, {"bytes=99999999999999999999-"}, {"lines=1"}})
	default:
		name, value := "Authorization", pick(m.random, []string{"Bearer ", "Bearer " + strings.Repeat("A", 5000), "Basic Og==", "Bearer bw_\xff", "bearer x y z"})
		if m.chance(2) {
			name, value = pick(m.random, []string{"X-HTTP-Method-Override", "X-Forwarded-For", "X-Forwarded-Host", "X-Original-URL", "Accept-Language", "If-None-Match", "If-Modified-Since", "Content-Encoding"}), pick(m.random, hostileTexts)
		}
		if !strings.ContainsAny(value, "\x00\r\n\x07\x1b") {
			r.header[name] = []string{value}
		}
	}
}

// mangle breaks what is sent as a whole.
func (m *maker) mangle(r *request) {
	content, mediaType := r.carried()
	if mediaType != "" {
		r.header.Set("Content-Type", mediaType)
	}
	switch m.random.IntN(9) {
	case 0:
		r.raw = append(slices.Clone(content), pick(m.random, []string{" {}", "]", "\x00", " null", "//", ","})...)
	case 1:
		r.raw = slices.Clone(content[:m.random.IntN(len(content)+1)])
	case 2:
		if r.body != nil {
			r.raw = []byte(strings.Replace(string(content), "{", `{"version":1,"version":2,"id":"x","id":"y",`, 1))
		}
	case 3:
		r.raw = []byte(pick(m.random, []string{
			"", "null", "[]", "\"text\"", "1e400", "{", strings.Repeat("[", 20000), strings.Repeat(`{"a":`, 20000), "\ufeff{}", "\x1f\x8b\x08\x00", "<a/>", "a=1&b=2", "\xff\xfe{\x00}\x00", `{"__proto__":{}}`,
		}))
	case 4:
		r.raw = []byte(m.corrupt(string(content)))
	case 5:
		if m.chance(10) {
			r.raw = []byte(`{"title":"` + strings.Repeat("x", 1<<20) + `"}`)
		}
	default:
		r.header["Content-Type"] = pick(m.random, [][]string{
			{"text/plain"}, {"application/xml"}, {"application/json; charset=utf-16"}, {"multipart/form-data"}, {"multipart/form-data; boundary=x"}, {"application/x-www-form-urlencoded"},
			{"application/merge-patch+json"}, {"application/JSON"}, {"application/json, text/html"}, {""}, {"/"}, {"application/json;"}, {"multipart/form-data; boundary=" + strings.Repeat("b", 200)},
		})
		if content == nil && r.method != http.MethodGet {
			r.raw = []byte("{}")
		}
	}
}

// corrupt changes some bytes.
func (m *maker) corrupt(content string) string {
	b := []byte(content)
	for range 1 + m.random.IntN(8) {
		if len(b) > 0 {
			b[m.random.IntN(len(b))] = byte(m.random.IntN(256))
		}
	}
	return string(b)
}
