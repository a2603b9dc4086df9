// Package fold makes texts comparable for search and order, alike on both databases: what is stored in a folded column and
// what somebody types are folded the same way.
package fold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain spells typographic signs as a keyboard does.
var plain = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-")

var escape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Text joins texts into one in lower case, without accents, with the signs that a keyboard has and one space between words.
func Text(texts ...string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(plain.Replace(strings.Join(texts, " ")))) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Like gives the pattern that finds what somebody typed anywhere in a folded column; the condition says ESCAPE '\'.
func Like(query string) string { return "%" + escape.Replace(Text(query)) + "%" }
