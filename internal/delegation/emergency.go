package delegation

import (
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
)

// shortestReason is how many characters the reason of an emergency has at least.
const shortestReason = 20

// Emergency is one use of emergency access: an administrator allowed themselves a role of access from BegunAt to EndsAt, or until
// they ended it.
type Emergency struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Role           access.Role
	Reason         string
	BegunAt        time.Time
	EndsAt         time.Time
	EndedAt        *time.Time
	// Told counts whom it was told to at once.
	Told int
	// SeenBy looked at it afterwards, and said Remark.
	SeenBy *uuid.UUID
	SeenAt *time.Time
	Remark string
}

// TableName names the table.
func (Emergency) TableName() string { return "emergency_uses" }

// Running reports whether it lasts at now.
func (e Emergency) Running(now time.Time) bool { return e.EndedAt == nil && now.Before(e.EndsAt) }

// Ended is when it ended, or ends by itself.
func (e Emergency) Ended() time.Time {
	if e.EndedAt != nil {
		return *e.EndedAt
	}
	return e.EndsAt
}

// mayLook reports whether somebody may say that they looked at it: once it is over, and never at their own.
func (e Emergency) mayLook(by access.Actor, now time.Time) bool {
	return e.PersonID != by.PersonID && e.SeenAt == nil && !e.Running(now)
}

// checkReason is CodeInvalid for a reason that says too little.
func checkReason(reason string) error {
	if utf8.RuneCountInString(reason) < shortestReason {
		return apperr.InvalidField("reason", "Say in at least 20 characters what the emergency is. Others read it.")
	}
	return nil
}

// EmergencyView is a use with the names in it.
type EmergencyView struct {
	Emergency
	PersonName, SeerName string
}
