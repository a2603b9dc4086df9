package portfolio

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/freshness"
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
	// Reflection is what the person learnt.
	Reflection string
	// HappenedUntil is the last day of what lasted longer than HappenedOn; no date for what did not.
	HappenedOn    calendar.Date
	HappenedUntil calendar.Date
	// ShowcasePosition orders what is shown first in the portfolio.
	ShowcasePosition Place
	// Version counts the changes, from 1.
	Version   int
	CreatedAt time.Time
	// UpdatedAt is when the content was last saved.
	UpdatedAt time.Time
	// Files are identifiers of the person's files, in the person's order.
	Files []uuid.UUID `gorm:"-"`
	Links []Link      `gorm:"-"`
}

// Showcased reports whether it is shown first in the portfolio.
func (e Evidence) Showcased() bool { return e.ShowcasePosition > 0 }

// LastDay is the day by which its freshness is judged.
func (e Evidence) LastDay() calendar.Date { return calendar.Later(e.HappenedOn, e.HappenedUntil) }

// Link is a web page that belongs to evidence.
type Link struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// Use is one claim's use of a piece of evidence.
type Use struct {
	ClaimID uuid.UUID
	State   State
	// Statement is what is claimed, unless a criterion is: then Criterion holds its words.
	Statement Statement
	Criterion string
	// WasSubmitted says that a reviewer could see the evidence under this claim.
	WasSubmitted bool
	// Stale says since when the evidence, or the approval that rests on it, counts no longer for the statement; nil while
	// it does.
	Stale *freshness.Stale
}

// about gives what is claimed, of a criterion its words.
func (u Use) about() About {
	if u.Criterion != "" {
		return About{Criterion: &Criterion{Text: u.Criterion}}
	}
	return About{Statement: &u.Statement}
}

// EvidenceEdit is a change of evidence; what is nil stays.
type EvidenceEdit struct {
	Title      *string
	Kind       *EvidenceKind
	WhatIDid   *string
	Reflection *string
	HappenedOn *calendar.Date
	// HappenedUntil on the same day as HappenedOn says that it lasted no longer.
	HappenedUntil *calendar.Date
	Files         *[]uuid.UUID
	Links         *[]Link
	Showcased     *bool
	// showcase is the person's showcase, where Showcased puts something into it.
	showcase Showcase
}

// touchesContent reports whether the edit changes more than where the evidence is shown.
func (e EvidenceEdit) touchesContent() bool {
	e.Showcased, e.showcase = nil, Showcase{}
	return e != EvidenceEdit{}
}

// NewEvidence makes a person's evidence from an edit of nothing: see Edit for what is refused.
func NewEvidence(by access.Actor, now time.Time, person uuid.UUID, content EvidenceEdit) (Evidence, error) {
	e := Evidence{ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: person, CreatedAt: now, UpdatedAt: now}
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
	set(&e.HappenedUntil, edit.HappenedUntil)
	set(&e.Files, edit.Files)
	set(&e.Links, edit.Links)
	if e.HappenedUntil == e.HappenedOn {
		e.HappenedUntil = calendar.Date{}
	}
	e.Title, e.WhatIDid, e.Reflection = strings.TrimSpace(e.Title), strings.TrimSpace(e.WhatIDid), strings.TrimSpace(e.Reflection)
	e.Version++
	if edit.touchesContent() {
		e.UpdatedAt = now
	}
	if err := edit.show(&e); err != nil {
		return e, err
	}
	return e, e.check(calendar.Today(now))
}

// show puts the evidence into the showcase or takes it out. A full showcase is CodeInvalid.
func (e EvidenceEdit) show(evidence *Evidence) error {
	switch {
	case e.Showcased == nil || *e.Showcased == evidence.Showcased():
	case !*e.Showcased:
		evidence.ShowcasePosition = 0
	case e.showcase.Size >= ShowcaseSize:
		return apperr.InvalidField("showcased", "Your showcase has "+strconv.Itoa(ShowcaseSize)+" pieces of evidence already. Take one out first.")
	default:
		evidence.ShowcasePosition = e.showcase.Last + 1
	}
	return nil
}

// sameContent reports whether both say the same, wherever they are shown.
func (e Evidence) sameContent(other Evidence) bool {
	return e.Title == other.Title && e.Kind == other.Kind && e.WhatIDid == other.WhatIDid && e.Reflection == other.Reflection &&
		e.HappenedOn == other.HappenedOn && e.HappenedUntil == other.HappenedUntil &&
		slices.Equal(e.Files, other.Files) && slices.Equal(e.Links, other.Links)
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
	case e.HappenedUntil.IsZero():
	case e.HappenedUntil.Before(e.HappenedOn):
		refuse("happenedUntil", "The last day must be "+e.HappenedOn.String()+" or later.")
	case e.HappenedUntil.After(today):
		refuse("happenedUntil", "The last day must be today, "+today.String()+", or earlier.")
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
