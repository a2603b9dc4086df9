package portfolio

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Evidence is something that a person did, with what they thought about it.
type Evidence struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Title          string
	Kind           EvidenceKind
	WhatIDid       string `gorm:"column:what_i_did"`
	Reflection     string
	HappenedOn     calendar.Date
	// Showcased puts it first in the portfolio.
	Showcased bool
	// Version counts the changes, from 1.
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
	// Files are identifiers of the person's files, in the person's order.
	Files []uuid.UUID `gorm:"-"`
	Links []Link      `gorm:"-"`
}

// Link is a web page that belongs to evidence.
type Link struct {
	Title string
	URL   string
}

// Use is one claim's use of a piece of evidence.
type Use struct {
	ClaimID   uuid.UUID
	State     State
	Statement Statement
	// WasSubmitted says that a reviewer could see the evidence under this claim.
	WasSubmitted bool
}

// EvidenceEdit is a change of evidence; what is nil stays.
type EvidenceEdit struct {
	Title      *string
	Kind       *EvidenceKind
	WhatIDid   *string
	Reflection *string
	HappenedOn *calendar.Date
	Files      *[]uuid.UUID
	Links      *[]Link
	Showcased  *bool
}

// touchesContent reports whether the edit changes more than where the evidence is shown.
func (e EvidenceEdit) touchesContent() bool {
	e.Showcased = nil
	return e != EvidenceEdit{}
}

// NewEvidence makes a person's evidence from an edit of nothing: see Edit for what is refused.
func NewEvidence(by access.Actor, now time.Time, person uuid.UUID, content EvidenceEdit) (Evidence, error) {
	e := Evidence{ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: person, CreatedAt: now}
	return e.Edit(by, now, content, nil)
}

// Edit changes evidence. Somebody else's is CodeForbidden. Once a claim was approved on it, what the reviewer judged
// stays as it was, and changing anything but Showcased is CodeConflict. A missing title or account, a day in the future
// or a link that is no web address is CodeInvalid.
func (e Evidence) Edit(by access.Actor, now time.Time, edit EvidenceEdit, uses []Use) (Evidence, error) {
	if by.PersonID != e.PersonID {
		return e, apperr.Forbidden("Only the person whose evidence this is can change it.")
	}
	if edit.touchesContent() && !Editable(uses) {
		return e, apperr.Conflict("A claim was approved on this evidence, so it stays as it was judged. Add new evidence instead.")
	}
	set(&e.Title, edit.Title)
	set(&e.Kind, edit.Kind)
	set(&e.WhatIDid, edit.WhatIDid)
	set(&e.Reflection, edit.Reflection)
	set(&e.HappenedOn, edit.HappenedOn)
	set(&e.Files, edit.Files)
	set(&e.Links, edit.Links)
	set(&e.Showcased, edit.Showcased)
	e.Title, e.WhatIDid, e.Reflection = strings.TrimSpace(e.Title), strings.TrimSpace(e.WhatIDid), strings.TrimSpace(e.Reflection)
	e.Version++
	e.UpdatedAt = now
	return e, e.check(calendar.Today(now))
}

func set[T any](value, to *T) {
	if to != nil {
		*value = *to
	}
}

// Editable reports whether more than Showcased can be changed: no claim was approved on the evidence.
func Editable(uses []Use) bool {
	for _, u := range uses {
		if u.State.decidedFor() {
			return false
		}
	}
	return true
}

// Deletable reports whether the evidence can go: no claim uses it but those that were withdrawn before anybody saw them.
func Deletable(uses []Use) bool {
	for _, u := range uses {
		if u.WasSubmitted || u.State != Withdrawn {
			return false
		}
	}
	return true
}

func (e Evidence) check(today calendar.Date) error {
	var wrong []apperr.Field
	refuse := func(field, message string) { wrong = append(wrong, apperr.Field{Name: field, Message: message}) }
	if e.Title == "" {
		refuse("title", "Give this evidence a title.")
	}
	if e.Kind == 0 {
		refuse("kind", "Choose what kind of evidence this is.")
	}
	if e.WhatIDid == "" {
		refuse("whatIDid", "Say what you did.")
	}
	switch {
	case e.HappenedOn.IsZero():
		refuse("happenedOn", "Enter the date on which it happened.")
	case e.HappenedOn.After(today):
		refuse("happenedOn", "The date must be today, "+today.String()+", or earlier.")
	}
	for i, l := range e.Links {
		name := "links[" + strconv.Itoa(i) + "]."
		if strings.TrimSpace(l.Title) == "" {
			refuse(name+"title", "Say where the link leads.")
		}
		if !isWebAddress(l.URL) {
			refuse(name+"url", "Enter a whole address that begins with https:// or http://.")
		}
	}
	return apperr.Invalid(wrong...)
}

// isWebAddress reports whether text is a web page's whole address. Nothing else may become a link: an address such as
// javascript:... would run in the reader's browser.
func isWebAddress(text string) bool {
	parsed, err := url.Parse(text)
	return err == nil && (parsed.Scheme == "https" || parsed.Scheme == "http") && parsed.Hostname() != "" && parsed.User == nil
}
