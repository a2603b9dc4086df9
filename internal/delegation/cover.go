// Package delegation lets a colleague stand in for somebody who is on leave. What that gives is decided at each request from its
// dates, by identity and access; this package is how it begins, ends and is told.
package delegation

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// longestCover is the number of days that a cover lasts at most, and farthestCover how many days ahead it may begin.
const (
	longestCover  = 90
	farthestCover = 365
)

// Cover says that a colleague stands in for somebody from StartsOn to EndsOn, both included, unless it was ended before.
type Cover struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	// PersonID is away, CoveringID stands in.
	PersonID   uuid.UUID
	CoveringID uuid.UUID
	StartsOn   calendar.Date
	EndsOn     calendar.Date
	Note       string
	SetBy      uuid.UUID
	SetAt      time.Time
	EndedBy    *uuid.UUID
	EndedAt    *time.Time
}

// TableName names the table.
func (Cover) TableName() string { return "covers" }

// CoverState is where a cover stands on a day.
type CoverState int

// The states of a cover.
const (
	Ahead CoverState = iota + 1
	Running
	Over
	// Ended says that somebody ended it before its last day.
	Ended
)

var coverStates = map[CoverState]string{Ahead: "ahead", Running: "running", Over: "over", Ended: "ended"}

func (s CoverState) String() string { return coverStates[s] }

// State says where the cover stands on a day.
func (c Cover) State(today calendar.Date) CoverState {
	switch {
	case c.EndedAt != nil:
		return Ended
	case today.Before(c.StartsOn):
		return Ahead
	case today.After(c.EndsOn):
		return Over
	}
	return Running
}

// problems says by field what of a new cover cannot be.
func (c Cover) problems(today calendar.Date) []apperr.Field {
	var wrong []apperr.Field
	no := func(name, message string) { wrong = append(wrong, apperr.Field{Name: name, Message: message}) }
	if c.PersonID == c.CoveringID {
		no("coveringId", "Nobody stands in for themselves. Choose a colleague.")
	}
	switch {
	case c.StartsOn.Before(today):
		no("startsOn", "Enter today or a day to come.")
	case today.DaysUntil(c.StartsOn) > farthestCover:
		no("startsOn", "Enter a day within a year.")
	case c.EndsOn.Before(c.StartsOn):
		no("endsOn", "The last day is before the first.")
	case c.StartsOn.DaysUntil(c.EndsOn) >= longestCover:
		no("endsOn", "A cover lasts 90 days at most: until "+c.StartsOn.AddDays(longestCover-1).String()+". For longer, give the colleague a role of access.")
	}
	return wrong
}

// mayEnd reports whether somebody may end the cover: either of the two, and whoever gives roles of access.
func (c Cover) mayEnd(by access.Actor) bool {
	return by.PersonID == c.PersonID || by.PersonID == c.CoveringID || by.Scopes(permissionManage).Organisation
}

// CoverView is a cover with the names in it.
type CoverView struct {
	Cover
	PersonName, CoveringName, SetterName, EnderName string
}

// seenBy leaves the note to the two whom it is for.
func (v CoverView) seenBy(by access.Actor) CoverView {
	if by.PersonID != v.PersonID && by.PersonID != v.CoveringID && by.PersonID != v.SetBy {
		v.Note = ""
	}
	return v
}

// period says from when to when, in a sentence.
func (v CoverView) period() string {
	if v.StartsOn == v.EndsOn {
		return "on " + v.StartsOn.String()
	}
	return "from " + v.StartsOn.String() + " to " + v.EndsOn.String()
}

func tidy(text string) string { return strings.TrimSpace(text) }
