package patientdata

import (
	"regexp"
	"strconv"
	"strings"
)

// nhsDigits is how long an NHS number is (NHS Data Dictionary, "NHS number").
const nhsDigits = 10

// maxSeparators is how many signs may stand between two groups of one number.
const maxSeparators = 3

// separators are the signs with which people part the groups of a number.
const separators = " \t\n-./\\_,:;|()[]*~'\x01"

// group is a run of digits in a folded text.
type group struct{ start, end int }

func (g group) digits() int { return g.end - g.start }

// groupsOf lists the runs of digits.
func groupsOf(text string) []group {
	var all []group
	for i := 0; i < len(text); i++ {
		if !isDigit(text[i]) {
			continue
		}
		start := i
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		all = append(all, group{start, i})
	}
	return all
}

// linked reports whether what stands between two groups may stand within one number. A comma and a space part two
// numbers, and so do two line breaks.
func linked(between string) bool {
	if between == "" || len(between) > maxSeparators || strings.Trim(between, separators) != "" {
		return false
	}
	return !strings.Contains(between, ", ") && !strings.Contains(between, "; ") && strings.Count(between, "\n") < 2
}

// shapes are ways of writing a number in groups that are taken for one even among other groups.
var shapes = map[string]bool{
	"3-3-4": true, "5-5": true, "4-3-3": true, "3-4-3": true, "3-7": true, "6-4": true, "4-6": true,
	"2-2-2-2-2": true, "1-1-1-1-1-1-1-1-1-1": true,
}

// identifiers are what programs call their rows.
var identifiers = regexp.MustCompile(`(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b`)

// nhsNumbers finds the NHS numbers of a folded text: ten digits whose check digit is right, in one run or in groups, that are
// not clearly something else.
func nhsNumbers(text string) []passage {
	text = identifiers.ReplaceAllStringFunc(text, func(id string) string { return strings.Repeat("x", len(id)) })
	groups := groupsOf(text)
	var found []passage
	for i := 0; i < len(groups); i++ {
		digits, j := 0, i
		for ; j < len(groups); j++ {
			if j > i && !linked(text[groups[j-1].end:groups[j].start]) {
				break
			}
			if digits += groups[j].digits(); digits >= nhsDigits {
				break
			}
		}
		if digits != nhsDigits || j >= len(groups) || !isNHSNumber(text, groups, i, j) {
			continue
		}
		number := digitsOf(text[groups[i].start:groups[j].end])
		found = append(found, passage{kind: NHSNumber, start: groups[i].start, end: groups[j].end, value: number})
		i = j
	}
	return found
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// isNHSNumber judges the ten digits of the groups first to last.
func isNHSNumber(text string, groups []group, first, last int) bool {
	start, end := groups[first].start, groups[last].end
	number := digitsOf(text[start:end])
	return checkDigitIsRight(number) &&
		standsAlone(text, start, end) &&
		isWrittenAsOne(text, groups, first, last) &&
		(number[0] != '0' || startsWithBirthDate(number)) &&
		!isTelephone(text, groups, first) &&
		!isSnomedCode(text, start, number)
}

// checkDigitIsRight is the modulus 11 rule: the first nine digits weigh ten down to two, and eleven less the remainder of
// their sum is the tenth; eleven counts as nought, and ten never is a number.
func checkDigitIsRight(number string) bool {
	sum := 0
	for i := range nhsDigits - 1 {
		sum += int(number[i]-'0') * (nhsDigits - i)
	}
	check := 11 - sum%11
	if check == 11 {
		check = 0
	}
	return check == int(number[nhsDigits-1]-'0')
}

// standsAlone reports that the digits are not from the middle of a code of letters and digits: letters may touch them
// ("NHS9434765919"), but not letters with further digits behind.
func standsAlone(text string, start, end int) bool {
	before := start
	for before > 0 && isLetter(text[before-1]) {
		before--
	}
	after := end
	for after < len(text) && isLetter(text[after]) {
		after++
	}
	return (before == start || before == 0 || !isDigit(text[before-1])) && (after == end || after == len(text) || !isDigit(text[after]))
}

// isWrittenAsOne reports whether a person would read the groups as one number.
func isWrittenAsOne(text string, groups []group, first, last int) bool {
	if first == last {
		return !isDecimalFraction(text, groups[first])
	}
	var lengths []string
	uniform, loose := true, false
	separator := ""
	for k := first; k <= last; k++ {
		lengths = append(lengths, strconv.Itoa(groups[k].digits()))
		if k == first {
			continue
		}
		between := text[groups[k-1].end:groups[k].start]
		if k == first+1 {
			separator = between
		}
		uniform = uniform && between == separator
		loose = loose || strings.Trim(between, " -./_") != ""
	}
	shape := strings.Join(lengths, "-")
	if shape == "3-3-4" {
		return true
	}
	if !uniform || loose || isDateFirst(text, groups, first) || isAddress(text, groups, first, last) {
		return false
	}
	return shapes[shape] || !hasNeighbours(text, groups, first, last)
}

// isDecimalFraction reports whether a group is what follows the point of a number.
func isDecimalFraction(text string, g group) bool {
	return g.start > 1 && text[g.start-1] == '.' && isDigit(text[g.start-2])
}

func hasNeighbours(text string, groups []group, first, last int) bool {
	return first > 0 && linked(text[groups[first-1].end:groups[first].start]) ||
		last < len(groups)-1 && linked(text[groups[last].end:groups[last+1].start])
}

// isDateFirst reports whether the groups begin with a date in numbers, so that they are a date and a time.
func isDateFirst(text string, groups []group, first int) bool {
	if first+2 >= len(groups) {
		return false
	}
	var part [3]string
	for k := range part {
		part[k] = text[groups[first+k].start:groups[first+k].end]
	}
	if len(part[0]) == 4 {
		return isDay(part[2], part[1], part[0])
	}
	return len(part[2]) == 4 && isDay(part[0], part[1], part[2])
}

// isAddress reports whether the groups are the four bytes of a network address.
func isAddress(text string, groups []group, first, last int) bool {
	if last-first != 3 || text[groups[first].end] != '.' {
		return false
	}
	for k := first; k <= last; k++ {
		if part := text[groups[k].start:groups[k].end]; len(part) > 3 || len(part) == 3 && part > "255" {
			return false
		}
	}
	return true
}

// startsWithBirthDate is what a number with a leading nought must do: Scotland's numbers begin with the day of birth. Other
// ten digits with a leading nought are a telephone number.
func startsWithBirthDate(number string) bool { return isDay(number[:2], number[2:4], "2000") }

// telephoneWord says that what follows is a telephone number.
var telephoneWord = regexp.MustCompile(`(?i)\b(?:tel|telephone|phone|phoned|mobile|mob|fax|call|called|ring|rang|dial|bleep|pager|extension|ext|switchboard|helpline|contact)\b[^0-9\n]{0,16}$`)

// country is the code of a country before a telephone number, with a nought in brackets that is sometimes kept.
var country = regexp.MustCompile(`\+([0-9]{1,3})[ .()-]{0,3}(?:0[ .()-]{0,2})?$`)

// isTelephone reports whether ten digits are a telephone number without its leading nought: they follow a country's code,
// a lone nought or a word for telephones, and begin with a digit with which such numbers begin.
func isTelephone(text string, groups []group, first int) bool {
	start := groups[first].start
	before := text[max(0, start-40):start]
	code := country.FindStringSubmatch(before)
	if code != nil && code[1] != "44" {
		return true
	}
	if !strings.ContainsRune("12378", rune(text[start])) {
		return false
	}
	if code != nil || strings.HasSuffix(before, "+") {
		return true
	}
	if first > 0 && linked(text[groups[first-1].end:start]) {
		switch text[groups[first-1].start:groups[first-1].end] {
		case "0", "44", "0044":
			return true
		}
	}
	return telephoneWord.MatchString(before)
}

// snomedWord says that what follows is a SNOMED CT identifier.
var snomedWord = regexp.MustCompile(`(?i)\b(?:snomed|sctid|concept ?id)\b[^0-9\n]{0,16}$`)

// isSnomedCode reports whether the number follows the name of SNOMED CT and has the partition that its identifiers have
// before their check digit.
func isSnomedCode(text string, start int, number string) bool {
	switch number[7:9] {
	case "00", "01", "02", "10", "11", "12":
		return snomedWord.MatchString(text[max(0, start-40):start])
	}
	return false
}
