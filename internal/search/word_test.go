package search

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFormsOfAWordHaveOneStem(t *testing.T) {
	for stemmed, forms := range map[string]string{
		// Most are from the algorithm's own description.
		"caress": "caress caresses", "poni": "ponies poni", "cat": "cat cats", "agre": "agree agreed", "plaster": "plaster plastered",
		"motor": "motor motoring", "hop": "hop hopping hopped", "tan": "tanned tan", "fall": "falling fall", "fail": "failing failed",
		"file": "filing filed files", "happi": "happy happi", "relat": "relational relate", "condit": "conditional condition", "valenc": "valency",
		"digit": "digitizer digit", "oper": "operator operate operation", "feudal": "feudalism", "decis": "decisiveness decision",
		"hope": "hopefulness hopeful hope", "formal": "formality formal formalize", "electr": "electricity electrical", "good": "goodness good",
		"reviv": "revival revive", "allow": "allowance allow", "infer": "inference infer", "adjust": "adjustment adjustable", "replac": "replacement replace",
		"adopt": "adoption adopt", "commun": "communism", "activ": "activate active", "effect": "effective effect", "bowdler": "bowdlerize",
		"rate": "rate", "ceas": "cease", "control": "controlling control", "roll": "roll",
		// Words of the trade.
		"code": "code codes coded coding", "histolog": "histology histological histologies", "audit": "audit audits auditing audited",
		"record": "record records recording recorded", "polici": "policy policies", "escal": "escalate escalation escalates escalated", "sky": "sky",
	} {
		for form := range strings.FieldsSeq(forms) {
			assert.Equal(t, stemmed, stem(form), form)
		}
	}
	for _, same := range []string{"", "a", "is", "3a", "e4", "müller", "icd10"} {
		assert.Equal(t, same, stem(same))
	}
}

func TestWhatSomebodyLooksFor(t *testing.T) {
	for name, c := range map[string]struct {
		typed, words, prefix string
	}{
		"a word":                              {"Histology", "histology", "histology"},
		"words of every text are left out":    {"the coding of a diagnosis", "coding diagnosis", "diagnosis"},
		"only such words: what it begins":     {"the", "the", "the"},
		"accents and capitals do not matter":  {"ZOË Müller", "zoe muller", "muller"},
		"a possessive is its owner":           {"patient's notes", "patient notes", "notes"},
		"a curly one too":                     {"organisation’s", "organisation", "organisation"},
		"operators are punctuation":           {`"coding" NOT (NEAR* OR title:x) && | !`, "coding near title x", ""},
		"a letter alone begins too much":      {"b", "b", ""},
		"a hyphen parts words":                {"ICD-10", "icd 10", "10"},
		"a factor's option":                   {"3(a) 2bcd", "3 2bcd", "2bcd"},
		"nothing":                             {"  ", "", ""},
		"nothing but punctuation":             {`"'()*:^-+%_;--/\`, "", ""},
		"a NUL and broken bytes":              {"cod\x00ing \xff\xfe", "cod ing", "ing"},
		"more than a query's worth of words":  {strings.Repeat("audit ", 40), strings.TrimSpace(strings.Repeat("audit ", 12)), "audit"},
		"a word that is longer than any word": {strings.Repeat("x", 300), strings.Repeat("x", 100), strings.Repeat("x", 100)},
	} {
		t.Run(name, func(t *testing.T) {
			q := parse(c.typed)
			assert.Equal(t, c.words, strings.Join(q.words, " "))
			assert.Equal(t, c.prefix, q.prefix)
			assert.Len(t, q.stems, len(q.words))
		})
	}
}

// shown writes pieces with the marked ones in brackets.
func shown(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Marked {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestWhatIsMarked(t *testing.T) {
	text := "Codes histology results; the coder’s coding is <b>audited</b>."
	for typed, want := range map[string]string{
		"code":             "[Codes] histology results; the [coder’s] [coding] is <b>audited</b>.",
		"histolo":          "Codes [histology] results; the coder’s coding is <b>audited</b>.",
		"audits histology": "Codes [histology] results; the coder’s coding is <b>[audited]</b>.",
		"nothing":          text,
	} {
		pieces, _ := parse(typed).mark(text)
		assert.Equal(t, want, shown(pieces), typed)
	}
}

func TestASnippetIsCutAroundWhatWasFound(t *testing.T) {
	long := strings.Repeat("before it come words ", 20) + "histology" + strings.Repeat(" after it come words", 40)
	got := shown(parse("histology").snippet(long))
	assert.True(t, strings.HasPrefix(got, "… "), got)
	assert.True(t, strings.HasSuffix(got, " …"), got)
	assert.Contains(t, got, "[histology]")
	assert.Less(t, len(got), snippetLength+20)
	assert.Equal(t, "Short and [histology].", shown(parse("histology").snippet("Short  and\nhistology.")))
	assert.Equal(t, "", shown(parse("histology").snippet("")))
	assert.Equal(t, "[…]", strings.ReplaceAll(shown([]Piece{{"…", true}}), " ", ""))
}

func FuzzQuery(f *testing.F) {
	for _, typed := range []string{"histology", `"a" OR b*`, "co\x00ding", "'; DROP TABLE search_texts; --", "É́", "x:y^2", "漢字 かな", strings.Repeat("q", 300)} {
		f.Add(typed, "Codes histology results.")
	}
	f.Fuzz(func(t *testing.T, typed, text string) {
		q := parse(typed)
		pieces, _ := q.mark(text)
		var whole strings.Builder
		for _, p := range pieces {
			whole.WriteString(p.Text)
		}
		assert.Equal(t, text, whole.String(), "pieces are the text")
		q.snippet(text)
		stems(text)
	})
}
