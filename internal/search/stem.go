package search

import "strings"

// stem gives what the forms of an English word have in common, by M. F. Porter's algorithm of 1980 (An algorithm for suffix
// stripping, Program 14, 130-137): coding, codes and coded all give "code". Words of one or two letters, and words with
// anything but the letters a to z, stay as they are.
func stem(word string) string {
	if len(word) < 3 {
		return word
	}
	for i := range len(word) {
		if word[i] < 'a' || word[i] > 'z' {
			return word
		}
	}
	w := stemming(word)
	w = w.plural().past()
	if w.ends("y") && w.cut("y").hasVowel() {
		w = w.cut("y") + "i"
	}
	w = w.first(1, doubled).first(1, derived)
	return string(w.derivedAway().tidied())
}

// stemming is a word, or what is left of it.
type stemming string

func (w stemming) ends(suffix string) bool { return strings.HasSuffix(string(w), suffix) }

func (w stemming) cut(suffix string) stemming { return w[:len(w)-len(suffix)] }

// consonant reports whether the letter at i is a consonant: y is one after a vowel or at the beginning.
func (w stemming) consonant(i int) bool {
	switch w[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return false
	case 'y':
		return i == 0 || !w.consonant(i-1)
	default:
		return true
	}
}

func (w stemming) hasVowel() bool {
	for i := range len(w) {
		if !w.consonant(i) {
			return true
		}
	}
	return false
}

// measure counts how often a run of vowels is followed by one of consonants.
func (w stemming) measure() int {
	n, vowel := 0, false
	for i := range len(w) {
		if !w.consonant(i) {
			vowel = true
		} else if vowel {
			n, vowel = n+1, false
		}
	}
	return n
}

func (w stemming) endsDouble() bool {
	n := len(w)
	return n > 1 && w[n-1] == w[n-2] && w.consonant(n-1)
}

// endsShort reports whether it ends consonant, vowel, consonant, the last of which is not w, x or y: hop, but not snow.
func (w stemming) endsShort() bool {
	n := len(w)
	return n > 2 && w.consonant(n-1) && !w.consonant(n-2) && w.consonant(n-3) && !strings.ContainsRune("wxy", rune(w[n-1]))
}

func (w stemming) plural() stemming {
	switch {
	case w.ends("sses"), w.ends("ies"):
		return w[:len(w)-2]
	case w.ends("s") && !w.ends("ss"):
		return w.cut("s")
	default:
		return w
	}
}

func (w stemming) past() stemming {
	if w.ends("eed") {
		if w.cut("eed").measure() > 0 {
			return w.cut("d")
		}
		return w
	}
	for _, suffix := range []string{"ed", "ing"} {
		if !w.ends(suffix) || !w.cut(suffix).hasVowel() {
			continue
		}
		w = w.cut(suffix)
		switch {
		case w.ends("at"), w.ends("bl"), w.ends("iz"):
			return w + "e"
		case w.endsDouble() && !w.ends("l") && !w.ends("s") && !w.ends("z"):
			return w[:len(w)-1]
		case w.measure() == 1 && w.endsShort():
			return w + "e"
		}
		return w
	}
	return w
}

// doubled are suffixes of suffixes, the longer ones first, and what stays of them; logi and bli are Porter's own later
// changes.
var doubled = [][2]string{
	{"ational", "ate"}, {"ization", "ize"}, {"iveness", "ive"}, {"fulness", "ful"}, {"ousness", "ous"}, {"tional", "tion"},
	{"biliti", "ble"}, {"entli", "ent"}, {"ousli", "ous"}, {"ation", "ate"}, {"alism", "al"}, {"aliti", "al"}, {"iviti", "ive"},
	{"enci", "ence"}, {"anci", "ance"}, {"izer", "ize"}, {"logi", "log"}, {"bli", "ble"}, {"alli", "al"}, {"ator", "ate"}, {"eli", "e"},
}

var derived = [][2]string{
	{"icate", "ic"}, {"ative", ""}, {"alize", "al"}, {"iciti", "ic"}, {"ical", "ic"}, {"ness", ""}, {"ful", ""},
}

// first replaces the first of the suffixes that the word ends with, if what comes before measures at least that much.
func (w stemming) first(measure int, suffixes [][2]string) stemming {
	for _, s := range suffixes {
		if w.ends(s[0]) {
			if left := w.cut(s[0]); left.measure() >= measure {
				return left + stemming(s[1])
			}
			return w
		}
	}
	return w
}

var endings = []string{
	"ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ion", "ism", "ate", "iti", "ous", "ive", "ize", "al", "er", "ic", "ou",
}

func (w stemming) derivedAway() stemming {
	for _, suffix := range endings {
		if !w.ends(suffix) {
			continue
		}
		left := w.cut(suffix)
		if left.measure() > 1 && (suffix != "ion" || left.ends("s") || left.ends("t")) {
			return left
		}
		return w
	}
	return w
}

func (w stemming) tidied() stemming {
	if w.ends("e") {
		if left := w.cut("e"); left.measure() > 1 || left.measure() == 1 && !left.endsShort() {
			w = left
		}
	}
	if w.endsDouble() && w.ends("l") && w.measure() > 1 {
		w = w[:len(w)-1]
	}
	return w
}
