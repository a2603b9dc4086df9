package patientdata

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Signs of a folded text. A letter outside ASCII becomes a stand-in of its case, any other sign becomes otherSign.
const (
	upperStandIn = 'X'
	lowerStandIn = 'x'
	otherSign    = 0x01
)

// folded is a text as the finder reads it: one ASCII byte for each character that a person sees, so that a rule is the
// same rule here and in the browser, whatever script, dash or space was typed. Invisible characters are left out.
type folded struct {
	text string
	// from and to are where each byte's character begins and ends in the original, counted as JavaScript counts (UTF-16).
	from, to []int
}

func foldText(text string) folded {
	f := folded{}
	bytes := make([]byte, 0, len(text))
	at := 0
	for _, r := range text {
		width := 1
		if r > 0xFFFF {
			width = 2
		}
		if sign, seen := signOf(r); seen {
			bytes = append(bytes, sign)
			f.from = append(f.from, at)
			f.to = append(f.to, at+width)
		}
		at += width
	}
	f.text = string(bytes)
	return f
}

// signOf gives the byte that stands for a character; an invisible one has none.
func signOf(r rune) (byte, bool) {
	switch {
	case r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x2028 || r == 0x2029:
		return '\n', true
	case r == '\t' || r >= ' ' && r < 0x7F:
		return byte(r), true //nolint:gosec // a sign of ASCII
	case r < ' ' || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r):
		return 0, false
	case unicode.Is(unicode.Nd, r):
		return digitOf(r), true
	case unicode.Is(unicode.Zs, r):
		return ' ', true
	case unicode.Is(unicode.Pd, r) || r == 0x2212 || r == 0x00AF:
		return '-', true
	case r == 0x2018 || r == 0x2019 || r == 0x02BC:
		return '\'', true
	case r == 0x00B7 || r == 0x2022 || r == 0x2027 || r == 0x2219 || r == 0x22C5 || r == 0x30FB:
		return '.', true
	}
	if plain := norm.NFKC.String(string(r)); len(plain) == 1 && plain[0] > ' ' && plain[0] < 0x7F {
		return plain[0], true
	}
	switch {
	case unicode.Is(unicode.Lu, r):
		return upperStandIn, true
	case unicode.Is(unicode.L, r):
		return lowerStandIn, true
	}
	return otherSign, true
}

// digitOf gives the ASCII digit of a digit of any script. Unicode keeps each script's digits together, zero first.
func digitOf(r rune) byte {
	first := r
	for unicode.Is(unicode.Nd, first-1) {
		first--
	}
	return byte('0' + (r-first)%10)
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
