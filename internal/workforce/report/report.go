// Package report sends the board of the workforce's forecast by e-mail, again and again, to people who may read it. Everybody
// gets what they see themselves: the whole organisation, or their own teams.
package report

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// The permissions that this feature asks about.
const (
	permissionRead   access.Permission = "workforce.read"
	permissionManage access.Permission = "planning.manage"
)

// Rhythm is how often a report is sent.
type Rhythm int

// The rhythms.
const (
	Weekly Rhythm = iota + 1
	Monthly
	Quarterly
)

var rhythmNames = map[Rhythm]string{Weekly: "weekly", Monthly: "monthly", Quarterly: "quarterly"}

// String gives the rhythm as the API and the database write it.
func (r Rhythm) String() string { return rhythmNames[r] }

// ParseRhythm reads what String gives.
func ParseRhythm(text string) (Rhythm, error) {
	for r, name := range rhythmNames {
		if name == text {
			return r, nil
		}
	}
	return 0, fmt.Errorf("%q is not how often a report is sent", text)
}

// Next gives the first day after today on which a report is sent that started on a day. Months are counted from that day, so
// that a report of the 31st comes on the last day of shorter months and on the 31st again after them.
func (r Rhythm) Next(start, today calendar.Date) calendar.Date {
	for n := 0; ; n++ {
		day := start.AddDays(7 * n)
		switch r {
		case Monthly:
			day = start.Add(calendar.Months(n))
		case Quarterly:
			day = start.Add(calendar.Months(3 * n))
		case Weekly:
		}
		if day.After(today) {
			return day
		}
	}
}

// MostReaders bounds who gets one report.
const MostReaders = 30

const longestName = 80

// Reader is somebody who gets a report, or may get one.
type Reader struct {
	ID   uuid.UUID
	Name string
}

// Schedule is a report that is sent again and again.
type Schedule struct {
	ID      uuid.UUID
	Name    string
	Rhythm  Rhythm
	Starts  calendar.Date
	Next    calendar.Date
	Readers []Reader
	Owner   Reader
	Version int
}

// Check gives the schedule as it can be kept, its next day reckoned. What cannot be is CodeInvalid by field. before is what is
// changed, the zero value for a new one: a start that stays may lie in the past.
func (s Schedule) Check(may []Reader, before Schedule, today calendar.Date) (Schedule, error) {
	var fields []apperr.Field
	wrong := func(name, message string) { fields = append(fields, apperr.Field{Name: name, Message: message}) }
	s.Name = strings.TrimSpace(s.Name)
	if s.Name == "" || len([]rune(s.Name)) > longestName {
		wrong("name", "Give the report a name of at most 80 characters.")
	}
	if s.Starts != before.Starts && !s.Starts.After(today) {
		wrong("startsOn", "Choose a first day after today.")
	}
	known := map[uuid.UUID]Reader{}
	for _, r := range may {
		known[r.ID] = r
	}
	switch {
	case len(s.Readers) == 0:
		wrong("readerIds", "Choose who gets the report.")
	case len(s.Readers) > MostReaders:
		wrong("readerIds", fmt.Sprintf("Choose at most %d people.", MostReaders))
	}
	seen := map[uuid.UUID]bool{}
	var readers []Reader
	for _, r := range s.Readers {
		named, there := known[r.ID]
		if !there {
			wrong("readerIds", "One of these people may not read the organisation's numbers any more. Open the page again and choose.")
			break
		}
		if !seen[r.ID] {
			seen[r.ID] = true
			readers = append(readers, named)
		}
	}
	if len(fields) > 0 {
		return Schedule{}, apperr.Invalid(fields...)
	}
	s.Readers, s.Next = readers, s.Starts
	if !s.Next.After(today) {
		s.Next = s.Rhythm.Next(s.Starts, today)
	}
	return s, nil
}
