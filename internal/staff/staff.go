// Package staff keeps who works where: organisations, their trees of teams, people, the appointments that people hold,
// the mentors and assessors they are given, and the roles of access that an administrator gives and takes away.
package staff

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// Ref is something with a name, as named beside something else: a person, a team, a role.
type Ref struct {
	ID   uuid.UUID
	Name string
}

// Band is an Agenda for Change pay band: "2" to "7", "8a" to "8d", "9".
type Band string

// Bands lists the pay bands from the lowest to the highest.
func Bands() []Band { return []Band{"2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"} }

// Valid reports whether there is such a band.
func (b Band) Valid() bool { return slices.Contains(Bands(), b) }

// WTE is a whole-time equivalent in hundredths: 60 is three days of five.
type WTE int

// FullTime is the whole-time equivalent of somebody who works full time.
const FullTime WTE = 100

// String gives the usual form, "0.60 WTE".
func (w WTE) String() string { return fmt.Sprintf("%d.%02d WTE", int(w)/100, int(w)%100) }

// Organisation is an employer. What belongs to one is never seen by another.
type Organisation struct {
	ID   uuid.UUID
	Slug string
	Name string
}

// Person is somebody who works, or worked, for an organisation.
type Person struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Name           string
	Email          string
	// LeftOn is the day from which the person no longer signs in; zero while the person works here.
	LeftOn  calendar.Date
	Version int
	Account AccountState
	// Current is the appointment in force today, nil when there is none.
	Current *Appointment
}

// AccountState says whether a person can sign in.
type AccountState int

// The states of an account.
const (
	// NotInvited means that the person has neither an account nor a link to make one.
	NotInvited AccountState = iota + 1
	Invited
	Active
	Disabled
	Left
)

var accountStateNames = map[AccountState]string{NotInvited: "none", Invited: "invited", Active: "active", Disabled: "disabled", Left: "left"}

func (s AccountState) String() string { return accountStateNames[s] }

// Details is what an administrator enters about a person.
type Details struct {
	Name  string
	Email string
}

// Record is a person with all appointments, newest first, and all who mentor and assess the person.
type Record struct {
	Person
	Appointments []Appointment
	Assignments  []Assignment
	// May lists the reader's permissions that reach the person.
	May []access.Permission
}

// Post is what an appointment is to: the role, its band, the team, and how much of the week from when to when.
type Post struct {
	RoleID uuid.UUID
	Band   Band
	TeamID uuid.UUID
	// LineManagerID is uuid.Nil when there is none.
	LineManagerID uuid.UUID
	WTE           WTE
	// Annex21 is the band that a trainee who is paid by Annex 21 of the national terms trains for; "" for everybody who is paid
	// in Band.
	Annex21  Band
	StartsOn calendar.Date
	// EndsOn is the last day; zero when the appointment is open.
	EndsOn calendar.Date
}

// Appointment is a post that a person holds.
type Appointment struct {
	ID       uuid.UUID
	PersonID uuid.UUID
	Post
	RoleTitle       string
	TeamName        string
	TeamPath        Path
	LineManagerName string
	Version         int
}

// AssignmentKind is what somebody is to a trainee.
type AssignmentKind int

// The kinds of assignment.
const (
	Mentor AssignmentKind = iota + 1
	Assessor
)

var assignmentKindNames = map[AssignmentKind]string{Mentor: "mentor", Assessor: "assessor"}

func (k AssignmentKind) String() string { return assignmentKindNames[k] }

// ParseAssignmentKind reads "mentor" or "assessor"; anything else gives 0.
func ParseAssignmentKind(text string) AssignmentKind {
	for kind, name := range assignmentKindNames {
		if name == text {
			return kind
		}
	}
	return 0
}

// role is the role of access without which the assignment would let the assignee do nothing.
func (k AssignmentKind) role() access.Role {
	if k == Assessor {
		return access.Assessor
	}
	return access.Mentor
}

// Assignment says that Assignee mentors or assesses a person. One that ends on the day before it starts never took effect.
type Assignment struct {
	ID       uuid.UUID
	PersonID uuid.UUID
	Assignee Ref
	Kind     AssignmentKind
	StartsOn calendar.Date
	EndsOn   calendar.Date
}

// inForce reports whether the assignment holds on a day.
func (a Assignment) inForce(day calendar.Date) bool {
	return !a.StartsOn.After(day) && (a.EndsOn.IsZero() || !a.EndsOn.Before(day))
}

// Grant is a role of access that a person has been given.
type Grant struct {
	ID     uuid.UUID
	Person Ref
	Role   access.Role
	// Team is nil for roles that do not reach down a tree of teams.
	Team     *Ref
	StartsOn calendar.Date
	EndsOn   calendar.Date
	// EndedAt is when somebody took it away, nil while it was not.
	EndedAt *time.Time
}

// Team is a part of an organisation.
type Team struct {
	ID       uuid.UUID
	ParentID uuid.UUID // uuid.Nil at the top
	Name     string
	Path     Path
	// People counts those who are appointed to the team itself today.
	People  int
	Version int
}

// Path is the identifiers of the teams from the top down to a team itself, each between slashes: "/a/b/".
type Path string

// under gives the path of a team below p; p is "" for a team at the top.
func (p Path) under(id uuid.UUID) Path {
	if p == "" {
		p = "/"
	}
	return p + Path(id.String()+"/")
}

// Teams lists the teams on the path, from the top.
func (p Path) Teams() []uuid.UUID {
	var ids []uuid.UUID
	for part := range strings.SplitSeq(strings.Trim(string(p), "/"), "/") {
		if id, err := uuid.Parse(part); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

// within reports whether p is other, or lies below it.
func (p Path) within(other Path) bool { return strings.HasPrefix(string(p), string(other)) }

// Depth is 0 for a team at the top.
func (p Path) Depth() int { return len(p.Teams()) - 1 }
