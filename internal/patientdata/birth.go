package patientdata

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

const (
	// nearWord is how far a date may stand behind a word for birth, in characters.
	nearWord = 30
	// recentYear begins the years in which a date beside a name is more likely the day of some work than of a birth.
	recentYear = 2010
	// pivotYear parts two-digit years: from it on they are of the last century.
	pivotYear = 30
)

const months = `jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?`

const year = `([0-9]{4}|[0-9]{2})`

// dateForms are the ways of writing a date. Their groups are day, month, year, in the order that dateOrder names.
var dateForms = []struct {
	form  *regexp.Regexp
	order string
}{
	{regexp.MustCompile(`([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})`), "ymd"},
	{regexp.MustCompile(`([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})`), "ymd"},
	{regexp.MustCompile(`([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})`), "ymd"},
	{regexp.MustCompile(`([0-9]{1,2}) ?/ ?([0-9]{1,2}) ?/ ?` + year), "dmy"},
	{regexp.MustCompile(`([0-9]{1,2}) ?- ?([0-9]{1,2}) ?- ?` + year), "dmy"},
	{regexp.MustCompile(`([0-9]{1,2})\. ?([0-9]{1,2})\. ?` + year), "dmy"},
	{regexp.MustCompile(`([0-9]{1,2}) ([0-9]{1,2}) ` + year), "dmy"},
	{regexp.MustCompile(`([0-9]{2})([0-9]{2})([0-9]{4})`), "dmy"},
	{regexp.MustCompile(`(?i)([0-9]{1,2})(?:st|nd|rd|th)?[ .-]*(?:of )?(` + months + `)[ .,'-]*` + year), "dmy"},
	{regexp.MustCompile(`(?i)(` + months + `)[ .-]*([0-9]{1,2})(?:st|nd|rd|th)?[ .,-]+([0-9]{4})`), "mdy"},
}

// monthNames begin the names of the months.
const monthNames = "janfebmaraprmayjunjulaugsepoctnovdec"

// day is a date found in a text.
type day struct {
	start, end, year int
	iso              string
}

// datesOf lists the dates of a folded text, in the order of the forms.
func datesOf(text string) []day {
	var all []day
	for _, f := range dateForms {
		for _, m := range f.form.FindAllStringSubmatchIndex(text, -1) {
			if m[0] > 0 && isDigit(text[m[0]-1]) || m[1] < len(text) && isDigit(text[m[1]]) {
				continue
			}
			var d, mon, y string
			for k, part := range f.order {
				value := text[m[2+2*k]:m[3+2*k]]
				switch part {
				case 'd':
					d = value
				case 'm':
					mon = value
				case 'y':
					y = value
				}
			}
			if !isDigit(mon[0]) {
				mon = strconv.Itoa(strings.Index(monthNames, strings.ToLower(mon[:3]))/3 + 1)
			}
			y = fullYear(y)
			if isDay(d, mon, y) {
				all = append(all, day{m[0], m[1], number(y), fmt.Sprintf("%s-%02d-%02d", y, number(mon), number(d))})
			}
		}
	}
	return all
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

func fullYear(text string) string {
	if len(text) == 4 {
		return text
	}
	if number(text) >= pivotYear {
		return "19" + text
	}
	return "20" + text
}

// isDay reports whether day, month and year could be somebody's day of birth.
func isDay(d, m, y string) bool {
	days := [12]int{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
	month := number(m)
	return month >= 1 && month <= 12 && number(d) >= 1 && number(d) <= days[month-1] && number(y) >= 1900 && number(y) < 2100
}

var (
	// birthWord is a word for birth.
	birthWord = regexp.MustCompile(`(?i)\b(?:d\.? ?o\.? ?b\b|d/o/b\b|date[ -]of[ -]birth\b|birth ?dates?\b|birthday\b|born\b)`)
	// birthBehind is a word for birth behind the date.
	birthBehind = regexp.MustCompile(`(?i)^[ ,(\[-]{0,4}(?:d\.? ?o\.? ?b\b|d/o/b\b|date of birth\b|birth ?date\b)`)
	// apart says that the date behind a word for birth is not that of a birth.
	apart = regexp.MustCompile(`(?i)[0-9]|\b(?:after|before|since|until|from|between|not|record|recorded|checked|missing)\b`)
)

const (
	name  = `[A-Z][A-Za-z'-]*`
	title = `(?:Mr|Mrs|Ms|Miss|Mx|Master|Mister|Baby|Sir|Dame|Lady|MR|MRS|MS|MISS)\.?`
)

var (
	// titled is a name behind a title; the group is what follows the first name, when there is more.
	titled = regexp.MustCompile(`\b` + title + ` {1,2}` + name + `((?: {1,2}` + name + `){0,2})`)
	// labelled is a name of at least two parts behind the word that says whose it is.
	labelled = regexp.MustCompile(`\b(?:[Pp]atient|PATIENT|[Pp]t|[Nn]ame|NAME)(?:'s)?(?: [Nn]ame)?[ :=]{1,3}` + name + `( {1,2}` + name + `){1,2}`)
	// inverted is a surname, a comma and a forename.
	inverted = regexp.MustCompile(`\b(` + name + `), ?(` + name + `)((?: ` + name + `)?)`)
	// notNames are words with a capital that are no names.
	notNames = regexp.MustCompile(`^(?i:` + months + `|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|on|the|in|at|by|from)$`)

	// nameThenDate and dateThenName are what may stand between a name and a date that belong together.
	nameThenDate = regexp.MustCompile(`^[ ,;:()\[\]|\t\n-]{0,5}(?:(?:age|aged) [0-9]{1,3}[ ,;:()\[-]{1,3}|[bB]\.? ?|\*)?$`)
	dateThenName = regexp.MustCompile(`^[ ,;:)\]|\t-]{1,4}$`)
	// inACell are signs that part the cells of a table, or put the date in brackets.
	inACell = regexp.MustCompile(`[(\[|\t*]|[bB]\.|aged?`)
)

// person is a name found in a text.
type person struct {
	start, end int
	// full says that it is more than a surname with its title.
	full bool
}

func peopleOf(text string) []person {
	var all []person
	for _, m := range titled.FindAllStringSubmatchIndex(text, -1) {
		all = append(all, person{m[0], m[1], m[3] > m[2]})
	}
	for _, m := range labelled.FindAllStringIndex(text, -1) {
		all = append(all, person{m[0], m[1], true})
	}
	for _, m := range inverted.FindAllStringSubmatchIndex(text, -1) {
		if !notNames.MatchString(text[m[2]:m[3]]) && !notNames.MatchString(text[m[4]:m[5]]) {
			all = append(all, person{m[0], m[1], true})
		}
	}
	return all
}

// birthDates finds dates of birth: a date near a word for birth, or beside a person's name. A date alone is none.
func birthDates(text string) []passage {
	dates := datesOf(text)
	if len(dates) == 0 {
		return nil
	}
	words := birthWord.FindAllStringIndex(text, -1)
	people := peopleOf(text)
	var found []passage
	for _, d := range dates {
		switch {
		case byWord(text, d, words):
			found = append(found, passage{kind: BirthDate, start: d.start, end: d.end, value: d.iso})
		case byName(text, d, people):
			found = append(found, passage{kind: BirthDate, start: d.start, end: d.end, value: d.iso, byName: true})
		}
	}
	return found
}

func byWord(text string, d day, words [][]int) bool {
	for _, w := range words {
		if w[1] > d.start || d.start-w[1] > nearWord {
			continue
		}
		between := text[w[1]:d.start]
		if strings.Count(between, "\n") < 2 && !apart.MatchString(between) {
			return true
		}
	}
	return birthBehind.MatchString(text[d.end:])
}

func byName(text string, d day, people []person) bool {
	if d.end-d.start == 8 && digitsOf(text[d.start:d.end]) == text[d.start:d.end] {
		return false
	}
	for _, p := range people {
		var between string
		switch {
		case p.end <= d.start && nameThenDate.MatchString(text[p.end:d.start]):
			between = text[p.end:d.start]
		case p.start >= d.end && dateThenName.MatchString(text[d.end:p.start]):
			between = text[d.end:p.start]
		default:
			continue
		}
		if d.year < recentYear || p.full && inACell.MatchString(between) {
			return true
		}
	}
	return false
}
