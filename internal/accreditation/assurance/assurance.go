// Package assurance shows, team by team, what a data security toolkit asks about clinical coders' training: whether the
// Standards course was started in time, whether the refresher is current, and who is exempt and why. Its headings are those of
// a dated edition of the toolkit.
package assurance

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// limit is how long after the beginning of employment the Standards course has to be started (NHS Data Security and Protection
// Toolkit, Standard 3, training annex; document 003 line 61 asks for the same).
var limit = calendar.Months(6)

// Edition is a dated edition of the toolkit's headings.
type Edition struct {
	Key    string        `yaml:"key"`
	Title  string        `yaml:"title"`
	From   calendar.Date `yaml:"from"`
	Source string        `yaml:"source"`
	// Headings are the toolkit's, for each of the three parts.
	Headings Headings `yaml:"headings"`
}

// Headings name the parts.
type Headings struct {
	StandardsCourse string `yaml:"standardsCourse"`
	Refresher       string `yaml:"refresher"`
	Exemptions      string `yaml:"exemptions"`
}

// editionOn gives the edition of a key, or the newest one whose day has come; editions are in the order of their days.
func editionOn(editions []Edition, key string, today calendar.Date) (Edition, bool) {
	var newest Edition
	for _, e := range editions {
		if e.Key == key {
			return e, true
		}
		if key == "" && !e.From.After(today) {
			newest = e
		}
	}
	return newest, newest.Key != ""
}

// Start says how somebody stands with the start of the Standards course.
type Start int

// The standings, the worse ones first.
const (
	// StartMissing: the limit has passed and no start is recorded.
	StartMissing Start = iota + 1
	// StartLate: it was started after the limit.
	StartLate
	// StartOpen: the limit has not passed yet.
	StartOpen
	StartInTime
	StartExempt
	// StartNotAsked: accredited before the employment began, or on no road that asks for it.
	StartNotAsked
)

var startNames = []string{"", "missing", "late", "open", "in_time", "exempt", "not_asked"}

// String gives the standing as the API writes it.
func (s Start) String() string {
	if s < 0 || int(s) >= len(startNames) {
		return fmt.Sprintf("unknown(%d)", int(s))
	}
	return startNames[s]
}

// Coder is what is known of one person.
type Coder struct {
	ID         uuid.UUID
	Name       string
	TeamID     uuid.UUID
	Team       string
	EmployedOn calendar.Date
	// StartedOn is when the Standards course was started, or completed where the start was not written down.
	StartedOn calendar.Date
	// ByCompletion says that StartedOn is the day of completion, because the start was not written down.
	ByCompletion bool
	// Passed says that an accreditation stands in the place of the course.
	Passed bool
	// Asked says that the person's road has the Standards course.
	Asked bool
	// Exemptions are those of the person, by milestone.
	Exemptions []Exemption
	// Titles are those of the milestones of the person's road, by key.
	Titles map[string]string
	// Accreditation, its refresher's date and the sentence about them.
	Accreditation  string
	RefresherDueOn calendar.Date
	RefresherWhy   string
}

// Exemption is a milestone that somebody need not meet. Reason is empty for a reader who may not see it.
type Exemption struct {
	Milestone string
	Title     string
	Reason    string
	By        string
	On        calendar.Date
}

// course is the key of the Standards course's milestone.
const course = "ccsc"

// Line is one person in the assurance.
type Line struct {
	Coder
	Start Start
	// LimitOn is by when the course had to be started.
	LimitOn calendar.Date
	Because string
}

// lineOf judges one person on a day.
func lineOf(c Coder, today calendar.Date) Line {
	l := Line{Coder: c, LimitOn: c.EmployedOn.Add(limit)}
	exempt := slices.IndexFunc(c.Exemptions, func(e Exemption) bool { return e.Milestone == course })
	started := fmt.Sprintf("Started on %s", c.StartedOn)
	if c.ByCompletion {
		started = fmt.Sprintf("Completed on %s, which counts because its start was not written down", c.StartedOn)
	}
	from := fmt.Sprintf("employed since %s, so it had to be started by %s", c.EmployedOn, l.LimitOn)
	switch {
	case exempt >= 0:
		l.Start, l.Because = StartExempt, fmt.Sprintf("Exempt since %s, decided by %s.", c.Exemptions[exempt].On, c.Exemptions[exempt].By)
	case !c.Asked:
		l.Start, l.Because = StartNotAsked, "The person's road does not have the Standards course."
	case !c.StartedOn.IsZero() && !c.StartedOn.After(l.LimitOn):
		l.Start, l.Because = StartInTime, started+": "+from+"."
	case !c.StartedOn.IsZero():
		l.Start, l.Because = StartLate, fmt.Sprintf("%s, %s late: %s.", started, calendar.Days(l.LimitOn.DaysUntil(c.StartedOn)), from)
	case c.Passed:
		l.Start, l.Because = StartNotAsked, "The accreditation that is held stands in its place; no course is recorded."
	case today.After(l.LimitOn):
		l.Start, l.Because = StartMissing, fmt.Sprintf("No start is recorded: %s.", from)
	default:
		l.Start, l.Because = StartOpen, fmt.Sprintf("Employed since %s; to be started by %s.", c.EmployedOn, l.LimitOn)
	}
	return l
}

// Team counts one team.
type Team struct {
	ID     uuid.UUID
	Name   string
	People int
	// Starts counts the standings with the Standards course, Refreshers those of the accreditation's status.
	Starts     map[Start]int
	Refreshers map[string]int
	Exemptions int
}

// teamsOf counts lines by team, in the order of the teams' names.
func teamsOf(lines []Line) []Team {
	byID := map[uuid.UUID]*Team{}
	var order []uuid.UUID
	for _, l := range lines {
		t := byID[l.TeamID]
		if t == nil {
			t = &Team{ID: l.TeamID, Name: l.Team, Starts: map[Start]int{}, Refreshers: map[string]int{}}
			byID[l.TeamID] = t
			order = append(order, l.TeamID)
		}
		t.People++
		t.Starts[l.Start]++
		t.Refreshers[l.Accreditation]++
		t.Exemptions += len(l.Exemptions)
	}
	all := make([]Team, len(order))
	for i, id := range order {
		all[i] = *byID[id]
	}
	slices.SortStableFunc(all, func(a, b Team) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// byNeed orders lines by team, then the worse standings first, then by name.
func byNeed(a, b Line) int {
	return cmp.Or(strings.Compare(a.Team, b.Team), cmp.Compare(a.Start, b.Start), strings.Compare(a.Name, b.Name))
}
