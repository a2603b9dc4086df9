package portfolio

import (
	"cmp"
	"math"
	"slices"

	"github.com/google/uuid"
)

// mostSuggestions is how many statements are suggested: tags are kept few, and the person decides.
const mostSuggestions = 5

// Need says for which role a person needs a statement.
type Need int

// The needs, the more pressing first.
const (
	NeededForRole Need = iota + 1
	NeededForNextRole
	NotNeeded
)

// String gives the need as the API writes it.
func (n Need) String() string { return [...]string{"", "role", "next_role", "neither"}[n] }

// Word is a word of a text: as it is written there, and the stem that all of its forms share.
type Word struct{ Written, Stem string }

// Suggestion is a statement that evidence may show.
type Suggestion struct {
	Statement Statement
	Need      Need
	// Words are those of the evidence that the statement has too, in the order of the evidence.
	Words []string
	score float64
}

// The constants of the Okapi BM25 rank (Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond,
// 2009, section 3.5), and what a suggestion needs at least: two words in common, or one that hardly any statement has.
const (
	bm25K1       = 1.2
	bm25B        = 0.75
	leastWords   = 2
	rareInAtMost = 2
)

// suggest ranks statements by the words that they share with evidence (Okapi BM25, each word of the evidence counted once),
// and gives the best: those that the person's role asks for first, then those that the next role does.
func suggest(evidence []Word, statements []Statement, words func(Statement) []Word, needs map[uuid.UUID]Need) []Suggestion {
	texts := make([]map[string]int, len(statements))
	frequency := map[string]int{}
	total := 0
	for i, s := range statements {
		texts[i] = map[string]int{}
		for _, w := range words(s) {
			texts[i][w.Stem]++
			total++
		}
		for stem := range texts[i] {
			frequency[stem]++
		}
	}
	average := float64(total) / float64(max(len(statements), 1))
	asked := distinct(evidence)
	var found []Suggestion
	for i, s := range statements {
		length := 0
		for _, n := range texts[i] {
			length += n
		}
		one := Suggestion{Statement: s, Need: needs[s.ID]}
		if one.Need == 0 {
			one.Need = NotNeeded
		}
		rare := false
		for _, w := range asked {
			n := float64(texts[i][w.Stem])
			if n == 0 {
				continue
			}
			in := float64(frequency[w.Stem])
			weight := math.Log(1 + (float64(len(statements))-in+0.5)/(in+0.5))
			one.score += weight * n * (bm25K1 + 1) / (n + bm25K1*(1-bm25B+bm25B*float64(length)/average))
			one.Words = append(one.Words, w.Written)
			rare = rare || frequency[w.Stem] <= rareInAtMost
		}
		if len(one.Words) >= leastWords || rare {
			found = append(found, one)
		}
	}
	return best(found)
}

// relevant is the share of the best score that a suggestion needs: a needed statement does not come first for a word or two.
const relevant = 0.4

func best(found []Suggestion) []Suggestion {
	top := 0.0
	for _, s := range found {
		top = max(top, s.score)
	}
	found = slices.DeleteFunc(found, func(s Suggestion) bool { return s.score < top*relevant })
	slices.SortFunc(found, func(a, b Suggestion) int {
		return cmp.Or(cmp.Compare(a.Need, b.Need), cmp.Compare(b.score, a.score), compare(a.Statement, b.Statement))
	})
	return found[:min(len(found), mostSuggestions)]
}

// distinct gives each stem once, as it is first written.
func distinct(words []Word) []Word {
	seen := map[string]bool{}
	var all []Word
	for _, w := range words {
		if !seen[w.Stem] {
			seen[w.Stem] = true
			all = append(all, w)
		}
	}
	return all
}
