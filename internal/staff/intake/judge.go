package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
	"bandwise/internal/staff"
)

// Known is what Bandwise knows of those whom some rows of a file are about.
type Known struct {
	ImportID uuid.UUID
	Today    calendar.Date
	// People are by e-mail address: those of the rows and their line managers, as far as they are in Bandwise.
	People map[string]Person
	// Held are the appointments of people, from the first to the last.
	Held map[uuid.UUID][]staff.Appointment
	// InFile says where addresses stand in the file.
	InFile map[string]Places
	Teams  map[string]staff.Ref
	Roles  map[string][]Role
}

// Person is somebody of the organisation.
type Person struct {
	ID     uuid.UUID
	Name   string
	Email  string
	LeftOn calendar.Date
}

// Role is a role that people are appointed to.
type Role struct {
	staff.Ref
	// Own says that it is the organisation's own, and not everybody's.
	Own bool
}

// Places are the first and the last row of a file in which an address stands.
type Places struct{ First, Last int }

// judged is a row while it is being judged.
type judged struct {
	Outcome
	known Known
	line  Line
}

func (j *judged) refuse(column, format string, args ...any) {
	j.Refusals = append(j.Refusals, Refusal{column, fmt.Sprintf(format, args...)})
}

func (j *judged) differs(field, before, after string) {
	if before != after {
		j.Differences = append(j.Differences, Difference{field, before, after})
	}
}

// cell gives a cell without stray spaces.
func (j *judged) cell(column string) string { return strings.TrimSpace(j.line.Cells[column]) }

// Judge says what becomes of a row: a row that is right adds somebody, changes what differs, or changes nothing.
func (k Known) Judge(line Line) Outcome {
	j := &judged{known: k, line: line, Outcome: Outcome{Number: line.Number, Refusals: slices.Clone(line.Refusals)}}
	person, there := k.People[line.Email]
	j.person(person, there)
	if there && !person.LeftOn.IsZero() {
		j.refuse(columnEmail, "%s has left or is leaving. Record that the person is back first.", person.Name)
	} else if slices.ContainsFunc(postColumns, func(column string) bool { return j.cell(column) != "" }) {
		j.post()
	}
	switch {
	case len(j.Refusals) > 0:
		j.Kind, j.AppointmentAction, j.Differences = Refused, Nothing, nil
	case !there:
		j.Kind = Newcomer
	case len(j.Differences) > 0:
		j.Kind = Changed
	default:
		j.Kind = Unchanged
	}
	return j.Outcome
}

// person judges who a row is about.
func (j *judged) person(person Person, there bool) {
	entered := staff.Details{Name: j.line.Cells[columnName], Email: j.line.Email}.Cleaned()
	if there {
		j.PersonID, j.Before = person.ID, staff.Details{Name: person.Name, Email: person.Email}
		if entered.Name == "" {
			entered.Name = person.Name
		}
		if entered.Name != person.Name {
			j.PersonAction = Edit
		}
	} else {
		j.PersonID, j.PersonAction = newPersonID(j.known.ImportID, j.line.Number), Add
		j.differs(columnEmail, "", entered.Email)
	}
	j.Details = entered
	j.differs(columnName, j.Before.Name, entered.Name)
	for _, problem := range entered.Problems() {
		j.refuse(columnOf[problem.Name], "%s", problem.Message)
	}
	if at := j.known.InFile[j.line.Email]; at.First != at.Last && j.line.Email != "" {
		other := at.First
		if other == j.line.Number {
			other = at.Last
		}
		j.refuse(columnEmail, "Row %d has the same e-mail address. A person stands in a file once.", other)
	}
}

// post judges what a row says of an appointment.
func (j *judged) post() {
	starts := j.date(columnStart)
	held := slices.Clone(j.known.Held[j.PersonID])
	i := j.meant(held, starts)
	var before staff.Appointment
	switch {
	case i < 0:
		j.AppointmentID, j.AppointmentAction = newAppointmentID(j.known.ImportID, j.line.Number), Add
	case j.begins(held[i], starts):
		before = held[i]
		if last := starts.AddDays(-1); before.EndsOn.IsZero() || before.EndsOn.After(last) {
			j.EndedID, j.EndedOn, j.EndedBefore = before.ID, last, before.Post
			held[i].EndsOn = last
			j.differs("last day as "+before.RoleTitle, before.EndsOn.String(), last.String())
		}
		before.EndsOn, before.StartsOn = calendar.Date{}, calendar.Date{}
		j.AppointmentID, j.AppointmentAction = newAppointmentID(j.known.ImportID, j.line.Number), Add
	default:
		before = held[i]
		j.AppointmentID, j.AppointmentAction, j.PostBefore = before.ID, Edit, before.Post
	}
	known := len(j.Differences)
	j.Post = before.Post
	j.fill(before, starts)
	if j.AppointmentAction == Edit && j.Post == j.PostBefore {
		j.AppointmentAction = Nothing
		return
	}
	if j.AppointmentAction == Add || len(j.Differences) > known {
		j.check(held)
	}
}

// meant gives which of the appointments a row speaks of: the one that starts on its day, else the one that goes on today, else the next
// to come. It is -1 when there is none.
func (j *judged) meant(held []staff.Appointment, starts calendar.Date) int {
	for i, a := range held {
		if !starts.IsZero() && a.StartsOn == starts {
			return i
		}
	}
	return slices.IndexFunc(held, func(a staff.Appointment) bool { return a.EndsOn.IsZero() || !a.EndsOn.Before(j.known.Today) })
}

// begins reports whether a row begins another appointment after a, rather than putting a's first day right.
func (j *judged) begins(a staff.Appointment, starts calendar.Date) bool {
	if !starts.After(a.StartsOn) {
		return false
	}
	other := func(column, was string) bool {
		cell := j.cell(column)
		return cell != "" && fold.Text(cell) != fold.Text(was)
	}
	return other(columnRole, a.RoleTitle) || other(columnTeam, a.TeamName) || j.cell(columnBand) != "" && bandOf(j.cell(columnBand)) != a.Band
}

// check judges a whole post that a row adds or changes. A cell that could not be read is refused already, and once is enough.
func (j *judged) check(held []staff.Appointment) {
	for _, problem := range j.Post.Problems(j.PersonID, j.known.Today) {
		column := columnOf[problem.Name]
		if !slices.ContainsFunc(j.Refusals, func(r Refusal) bool { return r.Column == column }) {
			j.refuse(column, "%s", problem.Message)
		}
	}
	if len(j.Refusals) > 0 {
		return
	}
	var clash *apperr.Error
	if errors.As(staff.Clash(j.Post, held, j.AppointmentID), &clash) {
		for _, field := range clash.Fields {
			j.refuse(columnOf[field.Name], "%s", field.Message)
		}
	}
}
