// Package identity knows who somebody is: accounts with a password, sign-in, sessions, and the one-time links by which a
// password is set. What a person may do is not its business: see package access.
package identity

import (
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// account is how one person signs in, with what decides whether the person may.
type account struct {
	PersonID         uuid.UUID
	OrganisationID   uuid.UUID
	OrganisationName string
	Name             string
	Email            string
	PasswordHash     string
	DisabledAt       *time.Time
	LeftOn           calendar.Date
	// HasFactor says that a second factor was set up.
	HasFactor bool
	// SecondFactor says that the session in use was opened with a second factor of the organisation's own provider.
	SecondFactor bool
}

// open reports whether the account may be used on a day: it is not disabled, and the person has not left.
func (a account) open(today calendar.Date) bool {
	return a.PersonID != uuid.Nil && a.DisabledAt == nil && (a.LeftOn.IsZero() || a.LeftOn.After(today))
}

// DemoAccount is a sign-in of the demo trust as the sign-in page offers it.
type DemoAccount struct {
	Email string
	Name  string
	Role  string
	// What is what this person would do first.
	What string
}

// The refusals of this package: each sentence stands once.
var (
	// errWrongPassword is the one answer to an unknown address, a wrong password, a disabled account and a leaver.
	errWrongPassword  = apperr.Unauthenticated("The e-mail address or the password is not right.")
	errTooManySignIns = apperr.TooMany("There were too many attempts to sign in. Wait 15 minutes, then try again.")
	errLinkSpent      = apperr.New(apperr.CodeNotFound, "This link has been used already, or it is too old. Ask an administrator for a new one.", nil)
	errAddressTaken   = apperr.InvalidField("email", "Somebody already signs in with this e-mail address. Enter another.")
)
