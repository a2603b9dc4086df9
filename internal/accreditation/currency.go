package accreditation

import (
	"fmt"
	"slices"

	"bandwise/internal/platform/calendar"
)

// Status says whether an accreditation is held and its refresher current.
type Status int

// The statuses.
const (
	// StatusNotHeld: there is no award.
	StatusNotHeld Status = iota + 1
	// StatusCurrent: it is held and the refresher is not due for a while.
	StatusCurrent
	// StatusRefresherDue: it is held and the refresher falls due within the rule's notice.
	StatusRefresherDue
	// StatusLapsed: it is held, and counted as held, but the refresher is overdue.
	StatusLapsed
)

var statusNames = []string{"", "not_held", "current", "refresher_due", "lapsed"}

// String gives the status as the API writes it, for example "refresher_due".
func (s Status) String() string {
	if s < 0 || int(s) >= len(statusNames) {
		return fmt.Sprintf("unknown(%d)", int(s))
	}
	return statusNames[s]
}

// MarshalText gives the status as the API writes it.
func (s Status) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a status; nothing reads as the zero value, "not reckoned".
func (s *Status) UnmarshalText(text []byte) error {
	i := slices.Index(statusNames, string(text))
	if i < 0 {
		return fmt.Errorf("%q is not a status of accreditation", text)
	}
	*s = Status(i)
	return nil
}

// Held reports whether the accreditation is held, lapsed or not.
func (s Status) Held() bool { return s > StatusNotHeld }

// Counting says what the refresher's interval is counted from.
type Counting int

// The two ways of counting.
const (
	// CountFromAward counts from the award, and then from each refresher after it (003 line 70).
	CountFromAward Counting = iota + 1
	// CountFromCourse counts from the last Standards or refresher course, whenever the award was made.
	CountFromCourse
)

// Rule is how an accreditation is kept current.
type Rule struct {
	// Every is the interval within which a refresher has to follow.
	Every calendar.Period
	From  Counting
	// Notice is how long before its date the refresher counts as due.
	Notice calendar.Period
	// Source says where the rule comes from, for the sentence that explains a date.
	Source string
}

// Course is a course that counts towards currency, by the day of its completion.
type Course struct {
	// Name is the course's name inside a sentence, "the refresher course".
	Name        string
	CompletedOn calendar.Date
	Refresher   bool
}

// Leave is time off during which the interval stands still.
type Leave struct {
	calendar.Span
	// Name is the leave's name inside a sentence, "maternity leave".
	Name string
}

// Currency is the state of one accreditation on one day.
type Currency struct {
	Kind           Kind
	Status         Status
	AwardedOn      calendar.Date
	RefresherDueOn calendar.Date
	// Because gives the status and its date with the facts they come from, in full sentences.
	Because string
}

// CurrencyOf reckons whether the accreditation of a kind is current on a day, from the awards held (the earliest counts), the completed courses
// and the leave taken. Leave moves the date by its days; leave that is still open is taken to end today. An award or a course counts
// from its own day on.
func CurrencyOf(kind Kind, awards []Award, courses []Course, leave []Leave, rule Rule, today calendar.Date) Currency {
	var award Award
	for _, a := range awards {
		if a.Kind == kind && !a.AwardedOn.After(today) && (award.Kind == "" || a.AwardedOn.Before(award.AwardedOn)) {
			award = a
		}
	}
	if award.Kind == "" {
		return Currency{Kind: kind, Status: StatusNotHeld, Because: "It has not been awarded."}
	}
	start := starting(award, courses, rule, today)
	due, moved := reckon(start.CompletedOn, leave, rule, today)
	c := Currency{Kind: kind, AwardedOn: award.AwardedOn, RefresherDueOn: due}
	reason := fmt.Sprintf("it is due every %s, counted from %s on %s", rule.Every, start.Name, start.CompletedOn)
	if rule.Source != "" {
		reason += " (" + rule.Source + ")"
	}
	reason += moved
	switch {
	case today.After(due):
		c.Status = StatusLapsed
		c.Because = fmt.Sprintf("Awarded on %s and still held. The %s lapsed: it was due on %s because %s.", award.AwardedOn, kind.Renewal(), due, reason)
	case !today.Before(due.Add(rule.Notice.Negate())):
		c.Status = StatusRefresherDue
		c.Because = fmt.Sprintf("Awarded on %s. The %s is due on %s because %s.", award.AwardedOn, kind.Renewal(), due, reason)
	default:
		c.Status = StatusCurrent
		c.Because = fmt.Sprintf("Awarded on %s and current. The %s is due on %s because %s.", award.AwardedOn, kind.Renewal(), due, reason)
	}
	return c
}

// starting gives what the interval is counted from: by the rule the award or a course, or the last course that counts after it.
func starting(award Award, courses []Course, rule Rule, today calendar.Date) Course {
	start := Course{Name: "the award", CompletedOn: award.AwardedOn}
	if rule.From == CountFromCourse {
		start.CompletedOn = calendar.Date{}
	}
	for _, c := range courses {
		counts := c.Refresher || rule.From == CountFromCourse
		if counts && !c.CompletedOn.After(today) && c.CompletedOn.After(start.CompletedOn) {
			start = c
		}
	}
	if start.CompletedOn.IsZero() {
		start = Course{Name: "the award, as no course is recorded,", CompletedOn: award.AwardedOn}
	}
	return start
}

// reckon gives the day on which the interval from a day has run, and what moved it in words.
func reckon(from calendar.Date, leave []Leave, rule Rule, today calendar.Date) (calendar.Date, string) {
	var stretches []calendar.Stretch
	var taken []Leave
	for _, l := range leave {
		if l.IsOpen() {
			if l.From.After(today) {
				continue
			}
			l.To = today
		}
		stretches = append(stretches, calendar.Stretch{Span: l.Span})
		taken = append(taken, l)
	}
	due, _ := calendar.NewPace(stretches...).After(from, rule.Every)
	days, moved := from.Add(rule.Every).DaysUntil(due), ""
	if days > 0 {
		var names []string
		for _, l := range taken {
			if l.DaysWithin(from, due) > 0 && !slices.Contains(names, l.Name) {
				names = append(names, l.Name)
			}
		}
		moved = fmt.Sprintf(", and %s of %s moved it", calendar.Days(days), joined(names))
	}
	return due, moved
}

// joined gives "sickness leave and maternity leave".
func joined(names []string) string {
	text := ""
	for i, name := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			text += " and "
		default:
			text += ", "
		}
		text += name
	}
	return text
}
