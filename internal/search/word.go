// Package search finds words in everything that the library says: skill statements, national profiles, roles and their
// duties. It keeps an index beside the bodies of reference data, made anew whenever one of them has changed, and finds the
// forms of English words on both databases alike, because it stems them itself.
package search

import (
	"strings"
	"unicode"

	"bandwise/internal/platform/fold"
)

// word is a word of a text: what it says, folded, and where it stands, in bytes.
type word struct {
	folded   string
	from, to int
}

// words gives the words of a text in their order. A word is letters and digits; what an apostrophe joins to it ('s, 't)
// is a part of its place and not of what it says.
func words(text string) []word {
	var all []word
	start := -1
	for i, r := range text + " " {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		if inside && start < 0 {
			start = i
		}
		if inside || start < 0 {
			continue
		}
		w := word{fold.Text(text[start:i]), start, i}
		start = -1
		if n := len(all); n > 0 && len(w.folded) <= 2 && apostrophe(text[all[n-1].to:w.from]) {
			all[n-1].to = w.to
			continue
		}
		if w.folded != "" {
			all = append(all, w)
		}
	}
	return all
}

func apostrophe(between string) bool { return between == "'" || between == "’" }

// left out are the words that every text has.
var leftOut = setOf(`a an and are as at be been but by can do does for from had has have if in into is it its no not of on or
	our so such than that the their them then there these they this those to was we were what when where which who will with you your`)

func setOf(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// maxWords bounds how many words a query has; the rest is not looked for.
const maxWords = 12

// maxLetters bounds a word of a query or of the index, in bytes; PostgreSQL refuses longer ones.
const maxLetters = 100

// query is what somebody looks for: every word has to be found, in any order.
type query struct {
	// words are as they were typed, folded; stems are theirs.
	words, stems []string
	// prefix is the last word, which is also found by how words begin; "" when it is too short for that.
	prefix string
}

// parse reads what somebody typed. Nothing in it has a meaning but its words.
func parse(text string) query {
	var typed []string
	for _, w := range words(text) {
		typed = append(typed, clip(w.folded))
	}
	var q query
	for _, w := range typed {
		if !leftOut[w] && len(q.words) < maxWords {
			q.words = append(q.words, w)
		}
	}
	if len(q.words) == 0 && len(typed) > 0 {
		// Nothing but words that every text has: the last one may be the beginning of another.
		q.words = typed[len(typed)-1:]
	}
	for _, w := range q.words {
		q.stems = append(q.stems, stem(w))
	}
	if n := len(q.words); n > 0 && len(q.words[n-1]) > 1 {
		q.prefix = q.words[n-1]
	}
	return q
}

func clip(w string) string {
	if len(w) <= maxLetters {
		return w
	}
	return strings.ToValidUTF8(w[:maxLetters], "")
}

// finds reports which of the query's words a word of a text is, -1 for none.
func (q query) finds(folded string) int {
	stemmed := stem(folded)
	for i, s := range q.stems {
		if s == stemmed {
			return i
		}
	}
	if q.prefix != "" && strings.HasPrefix(folded, q.prefix) {
		return len(q.stems) - 1
	}
	return -1
}

// stems gives the stems of a text's words for the index, written the words themselves, without those that every text has.
func stems(text string) (stemmed, written string) {
	var s, w []string
	for _, word := range Meaning(text) {
		s, w = append(s, word.Stem), append(w, word.Written)
	}
	return strings.Join(s, " "), strings.Join(w, " ")
}

// Piece is a part of a text that was found or stands between what was.
type Piece struct {
	Text   string
	Marked bool
}

// mark cuts a text into pieces, those that the query finds marked, and says which of its words were found.
func (q query) mark(text string) ([]Piece, map[int]bool) {
	found := map[int]bool{}
	var pieces []Piece
	at := 0
	for _, w := range words(text) {
		i := q.finds(w.folded)
		if i < 0 {
			continue
		}
		found[i] = true
		if w.from > at {
			pieces = append(pieces, Piece{Text: text[at:w.from]})
		}
		pieces = append(pieces, Piece{text[w.from:w.to], true})
		at = w.to
	}
	if at < len(text) {
		pieces = append(pieces, Piece{Text: text[at:]})
	}
	return pieces, found
}

// The length of a snippet, in bytes: how much stands before the first word that was found, and in all.
const (
	snippetBefore = 80
	snippetLength = 280
)

// snippet cuts the part of a text that is worth reading out of it: from a little before the first word that was found.
// Words stay whole, and dots stand for what was left out.
func (q query) snippet(text string) []Piece {
	text = strings.Join(strings.Fields(text), " ")
	all := words(text)
	first := 0
	for i, w := range all {
		if q.finds(w.folded) >= 0 {
			first = i
			break
		}
	}
	from, to := 0, len(text)
	if len(all) > 0 {
		for i := first; i >= 0 && all[first].from-all[i].from <= snippetBefore; i-- {
			from = all[i].from
		}
		for i := first; i < len(all) && all[i].to-from <= snippetLength; i++ {
			to = all[i].to
		}
	}
	if from <= snippetBefore/2 {
		from = 0
	}
	if len(text)-to <= snippetBefore/2 {
		to = len(text)
	}
	pieces, _ := q.mark(text[from:to])
	if from > 0 {
		pieces = append([]Piece{{Text: "… "}}, pieces...)
	}
	if to < len(text) {
		pieces = append(pieces, Piece{Text: " …"})
	}
	return pieces
}
