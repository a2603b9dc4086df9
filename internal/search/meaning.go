package search

// Word is a word of a text: as it is written there, folded, and the stem that all of its forms share.
type Word struct{ Written, Stem string }

// Meaning gives the words of a text in their order without those that every text has.
func Meaning(text string) []Word {
	var all []Word
	for _, w := range words(text) {
		if folded := clip(w.folded); !leftOut[folded] {
			all = append(all, Word{folded, stem(folded)})
		}
	}
	return all
}
