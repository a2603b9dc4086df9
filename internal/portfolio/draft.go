package portfolio

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// mostDrafts is how many drafts one person keeps; more are never finished.
const mostDrafts = 50

// EvidenceDraft is what a person began to write as evidence. It may lack anything, only its person sees it, and it becomes
// evidence under the same identifier when the person says that it is finished.
type EvidenceDraft struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	DraftContent
	// Version counts the times that it was saved, from 1.
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

// DraftContent is what a draft says so far.
type DraftContent struct {
	Title         string
	Kind          EvidenceKind
	WhatIDid      string
	Reflection    string
	HappenedOn    calendar.Date
	HappenedUntil calendar.Date
	Files         []uuid.UUID
	Links         []Link
}

// newDraft begins a draft. already is how many the person has: too many are CodeConflict.
func newDraft(by access.Actor, now time.Time, person uuid.UUID, already int, c DraftContent) (EvidenceDraft, error) {
	if already >= mostDrafts {
		return EvidenceDraft{}, apperr.Conflict("You have " + strconv.Itoa(already) + " drafts already. Finish or delete one of them first.")
	}
	d := EvidenceDraft{ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: person, CreatedAt: now}
	return d.saved(now, c), nil
}

// saved is the draft with what it says now, as it was typed.
func (d EvidenceDraft) saved(now time.Time, c DraftContent) EvidenceDraft {
	d.DraftContent = c
	d.Version++
	d.UpdatedAt = now
	return d
}

// finish makes evidence of the draft; what evidence needs and the draft lacks is CodeInvalid by field. Links without a word
// are left out.
func (d EvidenceDraft) finish(by access.Actor, now time.Time) (Evidence, error) {
	links := []Link{}
	for _, l := range d.Links {
		if l != (Link{}) {
			links = append(links, l)
		}
	}
	e, err := NewEvidence(by, now, d.PersonID, EvidenceEdit{
		Title: &d.Title, Kind: &d.Kind, WhatIDid: &d.WhatIDid, Reflection: &d.Reflection,
		HappenedOn: &d.HappenedOn, HappenedUntil: &d.HappenedUntil, Files: &d.Files, Links: &links,
	})
	e.ID = d.ID
	return e, err
}

// at checks that the draft still is the version that somebody read: CodeConflict when it is not.
func (d EvidenceDraft) at(version int) error {
	if d.Version != version {
		return apperr.Conflict("This draft was changed elsewhere since you opened it. Load it again, then finish it.")
	}
	return nil
}

// EvidenceDraftView is a draft with what stands beside it.
type EvidenceDraftView struct {
	EvidenceDraft
	Person      Person
	StoredFiles []StoredFile
}
