// Package pack freezes a person's portfolio on a day, for an appraisal, a panel or the person's own keeping: everything word
// for word, with reviews and files, so that it stays as it was shown whatever becomes of the portfolio. A pack is handed out
// as one PDF document and as an archive that another organisation's Bandwise can take in.
package pack

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// The permissions of the feature.
const (
	// PermissionRead shows one's own packs, those that one made and those that were shared with one.
	PermissionRead access.Permission = "packs.read"
	// PermissionMake lets somebody freeze a portfolio.
	PermissionMake access.Permission = "packs.make"
	// PermissionImport lets somebody bring along a pack of another organisation.
	PermissionImport access.Permission = "packs.import"
	// permissionContent is what it takes to read what a pack of somebody else is made from.
	permissionContent access.Permission = "portfolio.content"
	// permissionDiscuss is what it takes to read the conversations on somebody's claims.
	permissionDiscuss access.Permission = "portfolio.discuss"
	// permissionModerate is what makes somebody a second assessor, from whom it is kept who approved.
	permissionModerate access.Permission = "moderation.decide"
)

const (
	maxTitle = 200
	// longestShare is for how many months a pack can be shared at most.
	longestShare = 12
)

// Pack is a frozen portfolio without its content.
type Pack struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	// MadeBy keeps the pack: the person, or the manager who made it for an appraisal or a panel.
	MadeBy         uuid.UUID
	Title          string
	Purpose        Purpose
	Parts          Parts
	FrozenOn       calendar.Date
	FrozenAt       time.Time
	StatementCount int
	EvidenceCount  int
	FileCount      int
}

// Person is somebody as a pack names them.
type Person struct {
	ID   uuid.UUID
	Name string
}

// View is a pack as somebody sees it.
type View struct {
	Pack
	Person    Person
	Maker     Person
	Documents []Document
	// Shares are those with others, for whoever keeps the pack and for the person.
	Shares []Share
	// SharedUntil is when the viewer's own view of it ends; no date for whoever has more than a share.
	SharedUntil calendar.Date
	// HandedOver says that somebody else has been given the pack, now or before.
	HandedOver bool
	Mine       bool
}

// Deletable reports whether the viewer can delete the pack: they keep it, and nobody else was ever given it.
func (v View) Deletable() bool { return v.Mine && !v.HandedOver }

// Document is a pack made into one file.
type Document struct {
	PackID uuid.UUID
	Kind   Kind
	State  State
	// Done counts the steps that are made, of Total.
	Done  int
	Total int
	// Failure says why it could not be made.
	Failure string
	// Size is in bytes.
	Size        int64
	RequestedAt time.Time
	FinishedAt  *time.Time
}

// Share lets somebody look at a pack and download it, until a day, that day included.
type Share struct {
	ID        uuid.UUID
	PackID    uuid.UUID
	PersonID  uuid.UUID
	Until     calendar.Date
	SharedBy  uuid.UUID
	SharedAt  time.Time
	RevokedBy *uuid.UUID
	RevokedAt *time.Time
	Person    Person `gorm:"-"`
}

// Active reports whether the share counts on a day.
func (s Share) Active(today calendar.Date) bool { return s.RevokedAt == nil && !today.After(s.Until) }

// Wish is what somebody wants frozen.
type Wish struct {
	Title      string
	Purpose    Purpose
	Parts      Parts
	Statements []uuid.UUID
	RoleID     uuid.UUID
}

// check gives the wish without surrounding spaces; what is missing is CodeInvalid. somebodyElse says that it is about
// another person, of whom there is no record of one's own.
func (w Wish) check(somebodyElse bool) (Wish, error) {
	w.Title = strings.Join(strings.Fields(w.Title), " ")
	var wrong []apperr.Field
	refuse := func(field, message string) { wrong = append(wrong, apperr.Field{Name: field, Message: message}) }
	switch {
	case w.Title == "":
		refuse("title", "Give the pack a title, for example Appraisal 2027.")
	case utf8.RuneCountInString(w.Title) > maxTitle:
		refuse("title", "The title must be 200 characters or shorter.")
	}
	if w.Purpose == 0 {
		refuse("purpose", "Choose what the pack is for.")
	} else if somebodyElse && w.Purpose == OwnRecord {
		refuse("purpose", "Choose an appraisal or a panel. A record of one's own is made by the person.")
	}
	switch {
	case w.Parts == 0:
		refuse("parts", "Choose what goes into the pack.")
	case w.Parts == ChosenStatements && len(w.Statements) == 0:
		refuse("statementIds", "Choose at least one statement.")
	case w.Parts == OneRole && w.RoleID == uuid.Nil:
		refuse("roleId", "Choose the role.")
	}
	return w, apperr.Invalid(wrong...)
}

// checkShare is CodeInvalid unless a pack may be shared until the day.
func checkShare(until, today calendar.Date) error {
	last := today.Add(calendar.Months(longestShare))
	switch {
	case until.IsZero():
		return apperr.InvalidField("until", "Enter the last day on which they may see it.")
	case until.Before(today):
		return apperr.InvalidField("until", "The last day must be today, "+today.String()+", or later.")
	case until.After(last):
		return apperr.InvalidField("until", "A pack is shared for a year at most: until "+last.String()+" or earlier.")
	}
	return nil
}
