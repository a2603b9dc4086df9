package practice

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// The columns of a spreadsheet with activity.
const (
	columnPerson   = "person"
	columnDate     = "date"
	columnEpisodes = "episodes"
	columnHours    = "hours"
)

// The limits of what can be pasted.
const (
	// maxPasted is how many lines a paste can have.
	maxPasted = 400
	// The day that is 0 in a workbook, and the serial numbers of dates that are read: 1982 to 2119.
	firstSerial, lastSerial = 30_000, 80_000
)

// Problem is what is wrong with one cell.
type Problem struct {
	Column  string
	Message string
}

// Line is one line of a paste or a file as it was read. Person is an e-mail address in lower case, "" for whoever the sheet is
// about.
type Line struct {
	Number   int
	Person   string
	Day      Day
	Problems []Problem
	// asTyped are the cells, for those who look at what was refused.
	asTyped [3]string
}

// readLine reads the cells of a line; workbook says that a date may be a serial number.
func readLine(number int, person, date, episodes, hours string, workbook bool) Line {
	l := Line{Number: number, Person: strings.ToLower(strings.TrimSpace(person)), asTyped: [3]string{short(date), short(episodes), short(hours)}}
	refuse := func(column string, err error) {
		if err != nil {
			l.Problems = append(l.Problems, Problem{column, err.Error()})
		}
	}
	var err error
	l.Day.On, err = readDay(date, workbook)
	refuse(columnDate, err)
	l.Day.Episodes, err = readEpisodes(episodes)
	refuse(columnEpisodes, err)
	l.Day.Minutes, err = readHours(hours)
	refuse(columnHours, err)
	return l
}

// short cuts what somebody put into a cell for a date or a number to what can be shown beside it.
func short(cell string) string {
	runes := []rune(strings.TrimSpace(cell))
	if len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return string(runes)
}

var (
	isoDay   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?$`)
	ukDay    = regexp.MustCompile(`^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$`)
	namedDay = regexp.MustCompile(`^(?:[A-Za-z]{3,9},? +)?(\d{1,2})(?:st|nd|rd|th)?[ \-]+([A-Za-z]{3,9})[ \-,]+(\d{4}|\d{2})$`)
)

// sentence is an error whose text is shown beside what it is about.
type sentence string

func (s sentence) Error() string { return string(s) }

// readDay reads a date as it is written in the United Kingdom (2/11/2026, 2 November 2026) or by ISO 8601 (2026-11-02).
func readDay(text string, workbook bool) (calendar.Date, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return calendar.Date{}, sentence("Enter the day.")
	}
	if text[0] == '=' {
		return calendar.Date{}, sentence("This is a formula. Put in its place the date that it gives.")
	}
	if workbook {
		if serial, err := strconv.ParseFloat(text, 64); err == nil && serial >= firstSerial && serial < lastSerial {
			return calendar.On(1899, time.December, 30).AddDays(int(serial)), nil
		}
	}
	year, month, day := "", "", ""
	named := 0
	switch {
	case isoDay.MatchString(text):
		m := isoDay.FindStringSubmatch(text)
		year, month, day = m[1], m[2], m[3]
	case ukDay.MatchString(text):
		m := ukDay.FindStringSubmatch(text)
		day, month, year = m[1], m[2], m[3]
	case namedDay.MatchString(text):
		m := namedDay.FindStringSubmatch(text)
		day, year = m[1], m[3]
		for i := time.January; i <= time.December; i++ {
			if strings.HasPrefix(strings.ToLower(i.String()), strings.ToLower(m[2])) {
				named = int(i)
			}
		}
		if named == 0 {
			return calendar.Date{}, sentence(fmt.Sprintf("There is no month %s. Write the date as 2/11/2026, 2 November 2026 or 2026-11-02.", m[2]))
		}
	default:
		return calendar.Date{}, sentence("This is not a date. Write it as 2/11/2026, 2 November 2026 or 2026-11-02.")
	}
	y, _ := strconv.Atoi(year)
	if len(year) == 2 {
		y += 2000
	}
	mo, _ := strconv.Atoi(month)
	if named > 0 {
		mo = named
	}
	d, _ := strconv.Atoi(day)
	if mo < 1 || mo > 12 {
		return calendar.Date{}, sentence(fmt.Sprintf("There is no month %d. Write the day first, then the month: 2/11/2026 is 2 November 2026.", mo))
	}
	found := calendar.On(y, time.Month(mo), d)
	if y < 1 || found.Day() != d || found.Month() != time.Month(mo) {
		return calendar.Date{}, sentence(fmt.Sprintf("There is no day %d in %s %d.", d, time.Month(mo), y))
	}
	return found, nil
}

// readEpisodes reads a number of episodes, 0 to 999.
func readEpisodes(text string) (int, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return 0, sentence("Enter how many episodes were coded, 0 when there were none.")
	case text[0] == '=':
		return 0, sentence("This is a formula. Put in its place the number that it gives.")
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n != math.Trunc(n) || n < 0 || n > 999 {
		return 0, sentence("Episodes are a whole number from 0 to 999.")
	}
	return int(n), nil
}

var clockHours = regexp.MustCompile(`^(\d{1,2}):([0-5]\d)$`)

// readHours reads hours of work as minutes, 0 when there are none: 7.5 or 7:30.
func readHours(text string) (int, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	if text[0] == '=' {
		return 0, sentence("This is a formula. Put in its place the number that it gives.")
	}
	minutes := 0
	if m := clockHours.FindStringSubmatch(text); m != nil {
		hours, _ := strconv.Atoi(m[1])
		rest, _ := strconv.Atoi(m[2])
		minutes = hours*60 + rest
	} else {
		hours, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		if err != nil || math.IsNaN(hours) || math.IsInf(hours, 0) || hours > 24 {
			return 0, sentence("Hours are a number from 0.25 to 24, such as 7.5 or 7:30. Leave them empty for a whole day.")
		}
		minutes = int(math.Round(hours * 60))
	}
	if minutes == 0 {
		minutes = -1 // hours that were entered, and are none
	}
	return max(0, minutes), checkMinutes(minutes)
}

func checkMinutes(minutes int) error {
	if minutes != 0 && (minutes < 15 || minutes > 1440) {
		return sentence("Hours are a number from 0.25 to 24, such as 7.5 or 7:30. Leave them empty for a whole day.")
	}
	return nil
}

// readPaste reads cells as a spreadsheet copies them: a line a day, divided by tabs; the date, the episodes, the hours. A first
// line of headings is passed over. Nothing at all, or too much, is CodeInvalid.
func readPaste(text string) ([]Line, error) {
	var lines []Line
	for i, raw := range strings.Split(strings.ReplaceAll(text, "\r", ""), "\n") {
		if strings.TrimSpace(raw) == "" {
			continue
		}
		cells := strings.Split(raw, "\t")
		if len(cells) == 1 {
			cells = strings.FieldsFunc(raw, func(r rune) bool { return r == ';' || r == ',' })
		}
		for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		if len(lines) == 0 && len(cells) > 0 && !strings.ContainsAny(cells[0], "0123456789=") {
			continue // headings
		}
		cell := func(n int) string {
			if n < len(cells) {
				return cells[n]
			}
			return ""
		}
		l := readLine(i+1, "", cell(0), cell(1), cell(2), false)
		if len(cells) > 3 {
			l.Problems = append(l.Problems, Problem{columnHours, "There are more than three columns. Copy only the date, the episodes and the hours."})
		}
		if lines = append(lines, l); len(lines) > maxPasted {
			return nil, apperr.InvalidField("text", "Paste at most 400 lines at once, or import them as a file.")
		}
	}
	if len(lines) == 0 {
		return nil, apperr.InvalidField("text", "Paste at least one line with a date and the episodes.")
	}
	return lines, nil
}
