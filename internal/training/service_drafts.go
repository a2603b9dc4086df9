package training

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/reference"
)

// NewPathway is what an organisation's own pathway begins with.
type NewPathway struct {
	Title string
	// Further marks a pathway that people join.
	Further bool
	// From is a version whose content it begins with, no identifier for nothing.
	From uuid.UUID
}

// MakePathway makes a pathway of the organisation's own, with a draft of its first version.
func (s *Service) MakePathway(ctx context.Context, by access.Actor, n NewPathway) (Version, error) {
	var v Version
	n.Title = strings.TrimSpace(n.Title)
	if n.Title == "" {
		return v, apperr.InvalidField("title", "Enter the pathway's title.")
	}
	err := s.changePathways(ctx, func(ctx context.Context) error {
		text := PathwayText{Title: n.Title, Further: n.Further, DueSoon: "P60D"}
		if n.From != uuid.Nil {
			from, err := s.Version(ctx, by, n.From)
			if err != nil {
				return apperr.InvalidField("from", "Choose a pathway that is there, or begin with nothing.")
			}
			text = from.Text
			text.Title, text.Role, text.Roles, text.Further = n.Title, "", nil, n.Further
			if !n.Further {
				text.Joining = JoiningText{}
			}
		}
		id := uuid.New()
		text.Key = slug(n.Title) + "-" + id.String()[:8]
		if err := s.store.addPathway(ctx, pathwayRow{
			ID: id, OrganisationID: uuid.NullUUID{UUID: by.OrganisationID, Valid: true}, Key: text.Key, Title: n.Title, Award: AwardKind(text.Award),
		}); err != nil {
			return err
		}
		var err error
		v, err = s.beginDraft(ctx, by, id, 1, text, uuid.NullUUID{}, "")
		return err
	})
	return v, err
}

// BeginDraft begins a new version of a pathway as a copy of the newest one. While there is a draft it is CodeConflict.
func (s *Service) BeginDraft(ctx context.Context, by access.Actor, pathway uuid.UUID, note string) (Version, error) {
	var v Version
	err := s.changePathways(ctx, func(ctx context.Context) error {
		held, err := s.held.Get(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		all, err := s.store.versionsOf(ctx, by.OrganisationID, pathway, true)
		if err != nil {
			return err
		}
		if len(all) > 0 && all[0].Row.State == versionDraft {
			return apperr.Conflict("There is a draft of this pathway already. Go on with that one, or discard it first.")
		}
		l, err := held.byID(pathway)
		if err != nil {
			return err
		}
		newest := l[len(l)-1]
		v, err = s.beginDraft(ctx, by, pathway, len(all)+1, newest.text, newest.Version.stored(), note)
		return err
	})
	return v, err
}

func (s *Service) beginDraft(ctx context.Context, by access.Actor, pathway uuid.UUID, number int, text PathwayText, from uuid.NullUUID, note string) (Version, error) {
	now := s.clock.Now()
	row := versionRow{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PathwayID: pathway, Number: number, State: versionDraft, Note: note, FromVersionID: from,
		MadeBy: by.PersonID, Version: 1, CreatedAt: now, UpdatedAt: now,
	}
	if err := s.store.addVersion(ctx, row, text); err != nil {
		return Version{}, err
	}
	if err := s.notePathway(ctx, by, "draft_created", row.ID, nil, audit.Values{"pathway": pathway, "number": number, "note": audit.FreeText(note)}); err != nil {
		return Version{}, err
	}
	return s.Version(ctx, by, row.ID)
}

// changePathways runs a change to an organisation's pathways: one after another, with a new stamp.
func (s *Service) changePathways(ctx context.Context, work func(context.Context) error) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := reference.Touch(ctx, s.db, body); err != nil {
			return err
		}
		return work(ctx)
	})
}

// draft gives a draft as version knows it.
func (s *Service) draft(ctx context.Context, by access.Actor, id uuid.UUID, version int) (versionRow, error) {
	row, err := s.store.ownVersion(ctx, by.OrganisationID, id)
	switch {
	case err != nil:
		return versionRow{}, err
	case row.State != versionDraft:
		return versionRow{}, apperr.Conflict("This version is published and cannot be changed. Begin a new draft.")
	case row.Version != version:
		return versionRow{}, apperr.PreconditionFailed()
	}
	return row, nil
}

// Edit changes a part of a draft and keeps the draft with whatever is then wrong in it. part names the part for the audit
// trail. An old version is CodePreconditionFailed, one that is published CodeConflict.
func (s *Service) Edit(ctx context.Context, by access.Actor, id uuid.UUID, version int, part string, edit func(*PathwayText) error) (Version, error) {
	var v Version
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		row, err := s.draft(ctx, by, id, version)
		if err != nil {
			return err
		}
		before, err := s.versionOf(ctx, by, row)
		if err != nil {
			return err
		}
		text := before.Text
		text.Milestones, text.Stages = slices.Clone(text.Milestones), slices.Clone(text.Stages)
		if err := edit(&text); err != nil {
			return err
		}
		if err := s.store.keepDraft(ctx, id, version, text, s.clock.Now()); err != nil {
			return err
		}
		if err := s.notePathway(ctx, by, "draft_changed", id, audit.Values{"version": version}, audit.Values{"version": version + 1, "part": part}); err != nil {
			return err
		}
		v, err = s.Version(ctx, by, id)
		return err
	})
	return v, err
}

// DiscardDraft deletes a draft, which nobody is on; an own pathway without any other version goes with it.
func (s *Service) DiscardDraft(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	return s.changePathways(ctx, func(ctx context.Context) error {
		row, err := s.draft(ctx, by, id, version)
		if err != nil {
			return err
		}
		if err := s.store.deleteDraft(ctx, row); err != nil {
			return err
		}
		if err := s.store.deletePathway(ctx, row.PathwayID); err != nil {
			return err
		}
		return s.notePathway(ctx, by, "draft_discarded", id, audit.Values{"pathway": row.PathwayID, "number": row.Number}, nil)
	})
}

// Publish puts a draft in force from a day on. The version before it is retired on that day; whoever is on it stays there. A
// draft with problems is refused with their sentences, one that changed since it was read, or was published meanwhile, is
// CodeConflict.
func (s *Service) Publish(ctx context.Context, by access.Actor, id uuid.UUID, version int, startsOn calendar.Date) (Version, error) {
	var v Version
	err := s.changePathways(ctx, func(ctx context.Context) error {
		row, err := s.store.ownVersion(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		if row.State != versionDraft || row.Version != version {
			return apperr.Conflict("This draft has changed or was published since you read it. Read it again, then publish.")
		}
		draft, err := s.versionOf(ctx, by, row)
		if err != nil {
			return err
		}
		if len(draft.Problems) > 0 {
			return apperr.InvalidField("version", "Mend this before you publish: "+draft.Problems[0].Sentence)
		}
		today := s.clock.Today()
		held, err := s.held.Get(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		l, _ := held.byID(row.PathwayID)
		switch {
		case startsOn.IsZero():
			return apperr.InvalidField("startsOn", "Enter the day from which it applies.")
		case startsOn.Before(today):
			return apperr.InvalidField("startsOn", fmt.Sprintf("%s is past. Choose today or a later day.", startsOn))
		case len(l) > 0 && !startsOn.After(l[len(l)-1].Version.StartsOn):
			newest := l[len(l)-1].Version
			return apperr.InvalidField("startsOn", fmt.Sprintf("%s applies from %s. Choose a later day.", sentenceCase(newest.String()), newest.StartsOn))
		}
		if err := s.store.publishDraft(ctx, row, by.PersonID, today, startsOn, s.clock.Now()); err != nil {
			return err
		}
		if err := s.store.retitle(ctx, row.PathwayID, draft.Text); err != nil {
			return err
		}
		// What was read above was kept in memory under this transaction's first stamp, without the version.
		if err := reference.Touch(ctx, s.db, body); err != nil {
			return err
		}
		if err := s.notePathway(ctx, by, "version_published", id, nil, audit.Values{"pathway": row.PathwayID, "number": row.Number, "startsOn": startsOn}); err != nil {
			return err
		}
		v, err = s.Version(ctx, by, id)
		return err
	})
	return v, err
}

func (s *Service) notePathway(ctx context.Context, by access.Actor, action string, id uuid.UUID, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: "training." + action, SubjectKind: "pathway_version", SubjectID: id.String(), Before: before, After: after,
	})
}

// slug makes a key of a title: "Mock examination" is "mock-examination".
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	key := strings.Join(words, "-")
	if len(key) > 40 {
		key = strings.Trim(key[:40], "-")
	}
	if key == "" {
		return "step"
	}
	return key
}
