package app

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/uuid"
)

// hostileTexts are meant for a database, a template, a path, a spreadsheet, a header, a person's eye, or a parser.
var hostileTexts = []string{
	"", " ", "\x00", "a\x00b", "\ufeff", "\u202eabc", "\u200f\u200e", "\ufffd", "\U0001F469\u200D\U0001F4BB", "e\u0301\u0301\u0301\u0301", "\r\nSet-Cookie: a=b", "\x1b[2J", "\x07", "\xff\xfe", "\xc0\xaf", "\xed\xa0\x80",
	"'", "\"", "`", "' OR 1=1 --", "'; DROP TABLE people; --", "name; SELECT pg_sleep(9)", "name DESC, (SELECT 1)", "-name", "--name", "%", "_", "\\", "%_%\\", "*", "\"unbalanced", "NOT", "a OR", "NEAR(", "^a", "a:b",
	"../../etc/passwd", "..%2f..%2f", "..", ".", "/", "//", "%00", "%zz", "{id}", "CON", "a/b",
	"=cmd|'/c calc'!A0", "+1", "@SUM(1)", "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "%s%n", "javascript:alert(1)", "http://[::1", "http://a b", "https://user:pass@host/", "https://example.org:99999/",
	"0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2027-02-29", "2028-02-29", "1899-12-31", "-0001-01-01", "2026-11-20T25:00:00Z", "2026-W01", "294277-01-01", "1970-01-01",
	"NaN", "Infinity", "-Infinity", "1e400", "-1", "0", "00", "0x10", "2147483648", "9223372036854775808", "99999999999999999999999", "1.5", "1,5", "１２",
	"00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6BA7B810-9DAD-11D1-80B4-00C04FD430C8", "6ba7b8109dad11d180b400c04fd430c8",
	"null", "undefined", "true", "[]", "{}", "constructor", "__proto__",
	base64.RawURLEncoding.EncodeToString([]byte("9223372036854775807")), base64.RawURLEncoding.EncodeToString([]byte("-5")), base64.RawURLEncoding.EncodeToString([]byte("1; DROP")), base64.StdEncoding.EncodeToString([]byte("50")),
}

// hostileNumbers are numbers as JSON writes them, or would if it could.
var hostileNumbers = []string{
	"2000000000", "-0", "1e400", "-1e400", "1e-400", "99999999999999999999", "-99999999999999999999", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "1.7976931348623157e308", "0.1e1", "1E2", "1.0", "4294967296", "32768",
	"0.30000000000000004", "NaN", "Infinity", "01", "0x10", "+1", "1.", ".5",
}

// hostileLiterals are other JSON that a parser may stumble over.
var hostileLiterals = []string{
	`"\ud800"`, `"\udc00\ud800"`, `"\u0000"`, "\"\xff\"", "\"a\nb\"", `"\x41"`, "'a'", "undefined", "tru", `{"a":1,"a":2}`, `{"":""}`, "[,]", "[1,]", `{"a"}`, "/*a*/1", strings.Repeat("[", 500) + strings.Repeat("]", 500),
}

var hostileNames = []string{
	"", ".", "..", "../../etc/passwd", "a\x00.pdf", strings.Repeat("n", 300) + ".pdf", "CON", "a.html", "a.svg", "a.php.jpg", "\u202efdp.exe", "a\r\nb.txt", "\xff.txt", "notes.xlsx", "notes.csv", "notes.docx", "notes.pdf", "notes.zip", "a;b=\"c\".txt", ".htaccess", "a/b/c.txt",
}

// harm is a value that is meant to do harm.
func (m *maker) harm(r *request, schema *openapi3.Schema) any {
	kind := m.random.IntN(10)
	if schema != nil && !m.chance(3) {
		// Of the right kind, so that it gets further.
		switch {
		case schema.Type.Is("integer"), schema.Type.Is("number"):
			kind = 0
		case schema.Type.Is("string"):
			kind = 4
		}
	}
	switch kind {
	case 0, 1:
		return m.literally(r, pick(m.random, hostileNumbers))
	case 2:
		return m.literally(r, pick(m.random, hostileLiterals))
	case 3:
		return pick(m.random, m.identifiers)
	case 8:
		text := pick(m.random, []string{"x", "é", "\U0001F469", "\u202e", "9434765919 ", "a "})
		long := 5000
		if schema != nil && schema.MaxLength != nil && *schema.MaxLength < 100000 {
			long = int(*schema.MaxLength)
		}
		return strings.Repeat(text, max(1, long/len([]rune(text))))
	case 9:
		var deep any = "deep"
		for range 200 {
			deep = []any{deep}
		}
		return pick(m.random, []any{deep, map[string]any{"$gt": ""}, slices.Repeat([]any{pick(m.random, m.identifiers)}, 3), []any{nil, 1.0, "a"}, true, nil})
	default:
		return pick(m.random, hostileTexts)
	}
}

// literally stands for a text that goes into the JSON as it is.
func (m *maker) literally(r *request, text string) string {
	m.literals++
	key := fmt.Sprintf("literal-%d-", m.literals)
	r.literal[key] = text
	return key
}

// plain is a value as it stands in an address.
func plain(value any, r *request) string {
	switch v := value.(type) {
	case string:
		if text, ok := r.literal[v]; ok {
			return text
		}
		return v
	case nil:
		return ""
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		return ""
	}
	return string(encoded)
}

func bodySchema(o *openapi3.Operation) *openapi3.Schema {
	if o.RequestBody == nil {
		return nil
	}
	content := o.RequestBody.Value.Content["application/json"]
	if content == nil {
		return nil
	}
	return content.Schema.Value
}

func propertiesOf(s *openapi3.Schema) map[string]*openapi3.Schema {
	all := map[string]*openapi3.Schema{}
	for _, part := range s.AllOf {
		maps.Copy(all, propertiesOf(part.Value))
	}
	for name, property := range s.Properties {
		all[name] = property.Value
	}
	return all
}

func property(s *openapi3.Schema, name string) *openapi3.Schema {
	if s == nil {
		return nil
	}
	return propertiesOf(s)[name]
}

// value makes a value that the schema allows.
func (m *maker) value(s *openapi3.Schema, name string, depth int) any {
	if len(s.Enum) > 0 {
		return pick(m.random, s.Enum)
	}
	if s.Nullable && m.chance(4) {
		return nil
	}
	switch {
	case s.Type.Is("string"):
		return m.text(s, name)
	case s.Type.Is("integer"), s.Type.Is("number"):
		low, high := 0.0, 100.0
		if s.Min != nil {
			low = *s.Min
		}
		if s.Max != nil {
			high = *s.Max
		} else if m.chance(6) {
			high = 2_000_000_000
		}
		n := pick(m.random, []float64{low, high, low, low + float64(int(m.random.Float64()*(high-low)))})
		if s.Type.Is("number") && m.chance(3) {
			n = low + m.random.Float64()*(high-low)
		}
		return n
	case s.Type.Is("boolean"):
		return m.chance(2)
	case s.Type.Is("array"):
		least, most := int(min(s.MinItems, 50)), 3
		if s.MaxItems != nil {
			most = int(min(*s.MaxItems, 3))
		}
		items := []any{}
		if depth < 6 {
			for range least + m.random.IntN(max(1, most-least+1)) {
				items = append(items, m.value(s.Items.Value, strings.TrimSuffix(name, "s"), depth+1))
			}
		}
		return items
	}
	object := map[string]any{}
	properties := propertiesOf(s)
	for _, each := range slices.Sorted(maps.Keys(properties)) {
		if slices.Contains(requiredOf(s), each) || depth < 6 && m.chance(2) {
			object[each] = m.value(properties[each], each, depth+1)
		}
	}
	return object
}

func requiredOf(s *openapi3.Schema) []string {
	all := slices.Clone(s.Required)
	for _, part := range s.AllOf {
		all = append(all, requiredOf(part.Value)...)
	}
	return all
}

func (m *maker) text(s *openapi3.Schema, name string) any {
	switch s.Format {
	case "uuid":
		if m.chance(8) {
			return uuid.NewString()
		}
		return pick(m.random, m.identifiers)
	case "date":
		return pick(m.random, []string{today, "2026-02-28", "2028-02-29", "2024-02-29", "2026-03-29", "2026-10-25", "2000-01-01", "1900-01-01", "9999-12-31", "0001-01-01", "2027-12-31", "2030-06-15", appointedOn})
	case "date-time":
		return pick(m.random, []string{"2026-11-20T10:00:00Z", "2026-03-29T01:30:00+01:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "2026-11-20T10:00:00.123456789+14:00"})
	}
	switch s.Pattern {
	case "^[A-Z]{4}$":
		return "ANCC"
	case "^[0-9a-f]{64}$":
		return strings.Repeat("0a", 32)
	case "^[a-h]*$":
		return strings.Repeat("abcdefgh", 2)
	}
	long := 40
	if s.MaxLength != nil {
		long = int(min(*s.MaxLength, 4000))
	}
	texts := []string{"Freeze dates", "Coded a batch of fifty.", strings.Repeat("x", long), strings.Repeat("é", long), "a", "Ünïcödé 日本語 \U0001F469", "O'Brien \"quoted\" 100%_", "line\nline", "ANCC", "2", "acc", "name@example.org", "https://example.org/a?b=c#d"}
	text := []rune(pick(m.random, texts))
	if len(text) > long {
		text = text[:long]
	}
	for uint64(len(text)) < s.MinLength {
		text = append(text, 'x')
	}
	return string(text)
}
