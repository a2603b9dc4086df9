package staff

import (
	"fmt"
	"math"
	"net/mail"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
)

// The days that an appointment may begin on: no earlier than the health service itself, and not so far ahead that the
// year is likely to be mistyped.
var (
	firstDay   = calendar.On(1948, 7, 5)
	yearsAhead = calendar.Years(3)
)

// maxName bounds the names of people, teams and organisations, in characters.
const maxName = 120

// Cleaned gives what was entered without stray spaces, and the address in lower case.
func (d Details) Cleaned() Details {
	return Details{Name: tidy(d.Name), Email: strings.ToLower(strings.TrimSpace(d.Email))}
}

// Problems judges what was entered by itself, by the fields name and email.
func (d Details) Problems() []apperr.Field {
	var fields []apperr.Field
	if !isName(d.Name) {
		fields = append(fields, apperr.Field{Name: "name", Message: "Enter the person's name, up to 120 characters."})
	}
	if !isEmail(d.Email) {
		fields = append(fields, apperr.Field{Name: "email", Message: "Enter an e-mail address, for example name@example.nhs.uk."})
	}
	return fields
}

// tidy takes away spaces around a name and doubled ones within.
func tidy(name string) string { return strings.Join(strings.Fields(name), " ") }

func isName(name string) bool {
	return name != "" && utf8.RuneCountInString(name) <= maxName && !strings.ContainsFunc(name, unicode.IsControl)
}

func isEmail(text string) bool {
	address, err := mail.ParseAddress(text)
	return err == nil && address.Address == text && len(text) <= 254 && !strings.ContainsFunc(text, unicode.IsSpace)
}

// WTEOf turns a fraction such as 0.6 into hundredths. Anything that is not a whole number of hundredths from 0.01 to 1 is
// refused.
func WTEOf(fraction float64) (WTE, error) {
	hundredths := math.Round(fraction * 100)
	if hundredths < 1 || hundredths > 100 || math.Abs(fraction*100-hundredths) > 1e-6 {
		return 0, apperr.InvalidField("wte", "Enter the whole-time equivalent from 0.01 to 1 with two decimals at most, for example 0.6.")
	}
	return WTE(hundredths), nil
}

// Problems judges a post by itself, on a day.
func (p Post) Problems(personID uuid.UUID, today calendar.Date) []apperr.Field {
	var fields []apperr.Field
	refuse := func(name, message string) { fields = append(fields, apperr.Field{Name: name, Message: message}) }
	if !p.Band.Valid() {
		refuse("band", "Choose a band from 2 to 9.")
	}
	if p.Annex21 != "" && !p.Annex21.Valid() {
		refuse("annex21Band", "Choose the band that the trainee trains for, from 2 to 9, or leave it empty.")
	}
	if p.WTE < 1 || p.WTE > FullTime {
		refuse("wte", "Enter the whole-time equivalent, from 0.01 to 1, for example 0.6.")
	}
	if p.LineManagerID == personID {
		refuse("lineManagerId", "Nobody is their own line manager. Choose somebody else.")
	}
	switch {
	case p.StartsOn.Before(firstDay):
		refuse("startsOn", fmt.Sprintf("Check the year: %s is before the NHS began.", p.StartsOn))
	case p.StartsOn.After(today.Add(yearsAhead)):
		refuse("startsOn", fmt.Sprintf("Check the year: %s is more than three years ahead.", p.StartsOn))
	}
	switch {
	case p.EndsOn.IsZero():
	case p.EndsOn.Before(p.StartsOn):
		refuse("endsOn", fmt.Sprintf("The last day must not be before the first, %s.", p.StartsOn))
	case p.EndsOn.After(today.Add(lastYears)):
		refuse("endsOn", fmt.Sprintf("Check the year: %s is more than ten years ahead. Leave it empty when the appointment is permanent.", p.EndsOn))
	}
	return fields
}

// overlaps reports whether two spans of days, both ends included and a zero end open, have a day in common.
func overlaps(aStart, aEnd, bStart, bEnd calendar.Date) bool {
	return (aEnd.IsZero() || !bStart.After(aEnd)) && (bEnd.IsZero() || !aStart.After(bEnd))
}

// Clash refuses a post that overlaps another appointment of the same person: somebody holds one post at a time. except is
// the appointment that is being changed.
func Clash(p Post, held []Appointment, except uuid.UUID) error {
	for _, a := range held {
		if a.ID == except || !overlaps(p.StartsOn, p.EndsOn, a.StartsOn, a.EndsOn) {
			continue
		}
		until := "and has no last day"
		if !a.EndsOn.IsZero() {
			until = "until " + a.EndsOn.String()
		}
		field := "startsOn"
		if p.StartsOn.Before(a.StartsOn) {
			field = "endsOn"
		}
		return apperr.InvalidField(field, fmt.Sprintf(
			"This overlaps the appointment as %s, which began on %s %s. End that one first, or choose other days.", a.RoleTitle, a.StartsOn, until))
	}
	return nil
}

// span describes days: "from 1 April 2026", "from 1 April 2026 to 3 May 2026".
func span(start, end calendar.Date) string {
	if end.IsZero() {
		return "from " + start.String()
	}
	return fmt.Sprintf("from %s to %s", start, end)
}

// problems judges an assignment by itself.
func (a Assignment) problems() []apperr.Field {
	var fields []apperr.Field
	if a.Assignee.ID == a.PersonID {
		fields = append(fields, apperr.Field{Name: "assigneeId", Message: fmt.Sprintf("Nobody is their own %s. Choose somebody else.", a.Kind)})
	}
	if !a.EndsOn.IsZero() && a.EndsOn.Before(a.StartsOn) {
		fields = append(fields, apperr.Field{Name: "endsOn", Message: fmt.Sprintf("The last day must not be before the first, %s.", a.StartsOn)})
	}
	return fields
}

// end judges the last day of an assignment that is being ended.
func (a Assignment) end(on, today calendar.Date) error {
	if !a.EndsOn.IsZero() && a.EndsOn.Before(today) {
		return apperr.Conflict(fmt.Sprintf("This assignment ended already, on %s.", a.EndsOn))
	}
	if on.Before(a.StartsOn.AddDays(-1)) {
		return apperr.InvalidField("endsOn", fmt.Sprintf("The assignment began on %s. Enter that day or a later one, or the day before it when it should never have begun.", a.StartsOn))
	}
	return nil
}

// problems judges a grant by itself, given by an actor on a day.
func (g Grant) problems(today calendar.Date) []apperr.Field {
	var fields []apperr.Field
	refuse := func(name, message string) { fields = append(fields, apperr.Field{Name: name, Message: message}) }
	switch {
	case !slices.Contains(access.GrantableRoles(), g.Role):
		refuse("role", "Choose the role of access.")
	case g.Role.ReachesTeams() && g.Team == nil:
		refuse("teamId", "Choose the team that the manager is responsible for.")
	case !g.Role.ReachesTeams() && g.Team != nil:
		refuse("teamId", "Only a manager is given a team. Leave the team empty.")
	}
	if !g.EndsOn.IsZero() && g.EndsOn.Before(g.StartsOn) {
		refuse("endsOn", fmt.Sprintf("The last day must not be before the first, %s.", g.StartsOn))
	} else if !g.EndsOn.IsZero() && g.EndsOn.Before(today) {
		refuse("endsOn", "The last day has passed already.")
	}
	return fields
}

// ended reports whether the grant gives nothing any more on a day.
func (g Grant) ended(today calendar.Date) bool {
	return g.EndedAt != nil || !g.EndsOn.IsZero() && g.EndsOn.Before(today)
}

// sameReach reports whether two grants give the same role for the same team.
func (g Grant) sameReach(other Grant) bool {
	if g.Role != other.Role || (g.Team == nil) != (other.Team == nil) {
		return false
	}
	return g.Team == nil || g.Team.ID == other.Team.ID
}

// slugOf makes the short name of an organisation: "Northmoor University Hospitals" -> "northmoor-university-hospitals".
func slugOf(name string) string {
	var b strings.Builder
	for _, r := range fold.Text(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
