package patientdata

import (
	"regexp"
	"strings"
)

// The bounds of a pattern. The fewest digits keep a pattern from finding words and codes.
const (
	maxPattern   = 40
	fewestDigits = 4
	maxOptional  = 3
	patternSigns = "#@?() -/."
	// digitsAndCapitals are what a number is known by, however it was written.
	digitsAndCapitals = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// Pattern is the shape of an organisation's hospital numbers, as an administrator writes it:
//
//	#        a digit
//	@        a letter
//	?        a letter or a digit
//	(...)    may be missing
//	space    a space, a dash, a slash or a point, or nothing
//	- / .    that sign
//
// and letters and digits stand for themselves, in capitals or not. So "NM ######(@)" finds NM123456, nm 123456 and
// NM-123456a. There is nothing in it that could take long to look for, here or in a browser.
type Pattern struct {
	Name  string
	Shape string
}

// Why a shape cannot be used; sentences for the person who wrote it.
const (
	shapeTooLong   = "A pattern must be 40 characters or fewer."
	shapeSigns     = "Use only letters, digits, spaces and the signs # @ ? ( ) - / and . in a pattern."
	shapeBrackets  = "Close every bracket before the next one is opened, with something inside. A pattern can have at most three pairs."
	shapeTooShort  = "A pattern needs at least four digits (#) that are always there. A shorter one would find ordinary words and codes."
	shapeNHSNumber = "Ten digits alone are the form of an NHS number, which is looked for already."
)

// Problem says in a sentence why the shape cannot be used; "" when it can.
func (p Pattern) Problem() string {
	if len(p.Shape) > maxPattern {
		return shapeTooLong
	}
	digits, pairs, inside, open := 0, 0, 0, false
	for i := range len(p.Shape) {
		sign := p.Shape[i]
		switch {
		case sign == '(':
			if open {
				return shapeBrackets
			}
			open, inside = true, 0
			pairs++
			continue
		case sign == ')':
			if !open || inside == 0 {
				return shapeBrackets
			}
			open = false
			continue
		case !isWord(sign) && strings.IndexByte(patternSigns, sign) < 0:
			return shapeSigns
		}
		inside++
		if !open && (sign == '#' || isDigit(sign)) {
			digits++
		}
	}
	switch {
	case open || pairs > maxOptional:
		return shapeBrackets
	case strings.ReplaceAll(p.Shape, " ", "") == strings.Repeat("#", nhsDigits):
		return shapeNHSNumber
	case digits < fewestDigits:
		return shapeTooShort
	}
	return ""
}

// expression translates the shape. The browser's finder makes the same expression from it.
func (p Pattern) expression() string {
	var b strings.Builder
	for _, r := range strings.Trim(p.Shape, " ") {
		switch r {
		case '#':
			b.WriteString("[0-9]")
		case '@':
			b.WriteString("[A-Za-z]")
		case '?':
			b.WriteString("[A-Za-z0-9]")
		case '(':
			b.WriteString("(?:")
		case ')':
			b.WriteString(")?")
		case ' ':
			b.WriteString("[ ./-]?")
		case '-', '/':
			b.WriteRune(r)
		case '.':
			b.WriteString(`\.`)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hospitalNumbers finds what fits one of the patterns and is not part of a longer word or number.
func hospitalNumbers(text string, patterns []Pattern) []passage {
	var found []passage
	for i, p := range patterns {
		if p.Problem() != "" {
			continue
		}
		expression, err := regexp.Compile("(?i)" + p.expression())
		if err != nil {
			continue
		}
		for from := 0; from < len(text); {
			m := expression.FindStringIndex(text[from:])
			if m == nil {
				break
			}
			start, end := from+m[0], from+m[1]
			if (start > 0 && isWord(text[start-1])) || (end < len(text) && isWord(text[end])) {
				from = start + 1
				continue
			}
			value := strings.Map(func(r rune) rune {
				if !strings.ContainsRune(digitsAndCapitals, r) {
					return -1
				}
				return r
			}, strings.ToUpper(text[start:end]))
			found = append(found, passage{kind: HospitalNumber, start: start, end: end, value: value, pattern: patterns[i].Name})
			from = end
		}
	}
	return found
}

func isWord(b byte) bool { return isDigit(b) || isLetter(b) }
