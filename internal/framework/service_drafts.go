package framework

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/reference"
)

// CreateEdition opens the draft of the next edition. While there is a draft it is CodeConflict.
func (s *Service) CreateEdition(ctx context.Context, by access.Actor, frameworkID uuid.UUID, title, note string) (EditionPage, error) {
	title, err := clean("title", strings.TrimSpace(title), "Give the edition a title.")
	if err != nil {
		return EditionPage{}, err
	}
	var p EditionPage
	err = s.db.InTx(ctx, func(ctx context.Context) error {
		made, err := s.open(ctx, by, frameworkID, title, note)
		if err != nil {
			return err
		}
		p, err = s.Edition(ctx, by, made.ID)
		return err
	})
	return p, err
}

// open adds a draft.
func (s *Service) open(ctx context.Context, by access.Actor, frameworkID uuid.UUID, title, note string) (Edition, error) {
	all, _, err := s.editions(ctx, by, frameworkID)
	if err != nil {
		return Edition{}, err
	}
	last := all[len(all)-1]
	if last.State == Draft {
		return Edition{}, apperr.Conflict(fmt.Sprintf("There is a draft already: edition %d, %s. Publish it or throw it away before you open another one.", last.Number, last.Title))
	}
	made := Edition{
		ID: uuid.New(), FrameworkID: frameworkID, Number: last.Number + 1, Title: title, Note: strings.TrimSpace(note), State: Draft, Version: 1,
		CreatedBy: named(by), CreatedAt: s.clock.Now(),
	}
	if err := s.store.InsertEdition(ctx, by.OrganisationID, made); err != nil {
		return Edition{}, err
	}
	return made, s.record(ctx, by, made, "framework.edition_opened", nil, audit.Values{"number": made.Number, "title": audit.FreeText(title)})
}

func (s *Service) record(ctx context.Context, by access.Actor, e Edition, action string, before, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: action, SubjectKind: "framework_edition", SubjectID: e.ID.String(), Before: before, After: after,
	})
}

// EditionName is what is changed about the name of a draft; nil stays.
type EditionName struct{ Title, Note *string }

// EditEdition changes the title or the note of a draft at a version.
func (s *Service) EditEdition(ctx context.Context, by access.Actor, id uuid.UUID, version int, n EditionName) (EditionPage, error) {
	return s.onDraft(ctx, by, id, version, func(ctx context.Context, e Edition) error {
		columns, after := map[string]any{}, audit.Values{"version": version + 1}
		if n.Title != nil {
			title, err := clean("title", strings.TrimSpace(*n.Title), "Give the edition a title.")
			if err != nil {
				return err
			}
			columns["title"], after["title"] = title, audit.FreeText(title)
		}
		if n.Note != nil {
			columns["note"], after["note"] = strings.TrimSpace(*n.Note), audit.FreeText(*n.Note)
		}
		if err := s.store.UpdateDraft(ctx, e, columns); err != nil {
			return err
		}
		return s.record(ctx, by, e, "framework.edition_edited", audit.Values{"version": version}, after)
	})
}

// onDraft runs a change of a draft at a version, in one transaction, and gives the edition as it is then. An edition that is
// no draft is CodeConflict, another version CodePreconditionFailed.
func (s *Service) onDraft(ctx context.Context, by access.Actor, id uuid.UUID, version int, change func(context.Context, Edition) error) (EditionPage, error) {
	var p EditionPage
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		e, err := s.store.Edition(ctx, by.OrganisationID, id, true)
		if err != nil {
			return err
		}
		if err := mustBeDraft(e); err != nil {
			return err
		}
		if e.Version != version {
			return apperr.PreconditionFailed()
		}
		if err := change(ctx, e); err != nil {
			return err
		}
		p, err = s.Edition(ctx, by, id)
		return err
	})
	return p, err
}

func mustBeDraft(e Edition) error {
	if e.State != Draft {
		return apperr.Conflict("This edition was published, and what was published never changes. Open a draft of the next edition.")
	}
	return nil
}

// change lets edit change the contents of a draft, stores what it changed, and notes it in the trail.
func (s *Service) change(ctx context.Context, by access.Actor, id uuid.UUID, version int, edit func(*draft) error) (EditionPage, error) {
	return s.onDraft(ctx, by, id, version, func(ctx context.Context, e Edition) error {
		// The version goes first: of two edits of one version the second waits here, and then finds another version.
		if err := s.store.UpdateDraft(ctx, e, map[string]any{}); err != nil {
			return err
		}
		d, err := s.draft(ctx, by, e)
		if err != nil {
			return err
		}
		if err := edit(d); err != nil {
			return err
		}
		return s.keep(ctx, by, e, d)
	})
}

// draft reads what is needed to edit a draft.
func (s *Service) draft(ctx context.Context, by access.Actor, e Edition) (*draft, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, err
	}
	f, err := held.framework(e.FrameworkID)
	if err != nil {
		return nil, err
	}
	changes, err := s.store.Changes(ctx, e.ID)
	if err != nil {
		return nil, err
	}
	return newDraft(f.Skills, held.entries(e.FrameworkID), changes, named(by), s.clock.Now()), nil
}

// keep stores what was changed in a draft, with a row of the trail for each change.
func (s *Service) keep(ctx context.Context, by access.Actor, e Edition, d *draft) error {
	put, gone := d.stored(), d.undone()
	if err := s.store.PutChanges(ctx, e.ID, put, gone); err != nil {
		return err
	}
	for _, c := range put {
		if err := s.record(ctx, by, e, "framework.change_drafted", nil, c.values(e.Version+1)); err != nil {
			return err
		}
	}
	for _, c := range gone {
		if err := s.record(ctx, by, e, "framework.change_undone", c.values(e.Version), nil); err != nil {
			return err
		}
	}
	return nil
}

// values is what the trail shows of a change.
func (c Change) values(version int) audit.Values {
	v := audit.Values{
		"version": version, "change": c.ID, "kind": c.Kind.String(), "code": c.Code, "text": audit.FreeText(c.Text), "reason": audit.FreeText(c.Reason),
	}
	if c.StatementID.Valid {
		v["statement"], v["level"] = c.StatementID.UUID, int(c.Level)
	}
	if c.SuccessorID.Valid {
		v["successor"] = c.SuccessorID.UUID
	}
	return v
}

// EditStatement gives a statement another wording or meaning in a draft.
func (s *Service) EditStatement(ctx context.Context, by access.Actor, id uuid.UUID, version int, e Edit) (EditionPage, error) {
	return s.change(ctx, by, id, version, func(d *draft) error { return d.edit(e) })
}

// AddStatement adds a local statement in a draft.
func (s *Service) AddStatement(ctx context.Context, by access.Actor, id uuid.UUID, version int, a Addition) (EditionPage, error) {
	return s.change(ctx, by, id, version, func(d *draft) error { return d.add(a) })
}

// EndStatement ends a statement in a draft.
func (s *Service) EndStatement(ctx context.Context, by access.Actor, id uuid.UUID, version int, statementID uuid.UUID, reason string) (EditionPage, error) {
	return s.change(ctx, by, id, version, func(d *draft) error { return d.end(statementID, reason) })
}

// AddSkill adds a local skill in a draft.
func (s *Service) AddSkill(ctx context.Context, by access.Actor, id uuid.UUID, version int, code, name, reason string) (EditionPage, error) {
	return s.change(ctx, by, id, version, func(d *draft) error { return d.addSkill(code, name, reason) })
}

// RenameSkill renames a local skill in a draft.
func (s *Service) RenameSkill(ctx context.Context, by access.Actor, id uuid.UUID, version int, code, name, reason string) (EditionPage, error) {
	return s.change(ctx, by, id, version, func(d *draft) error { return d.renameSkill(code, name, reason) })
}

// UndoChange takes a change of a draft back. Version is the draft's.
func (s *Service) UndoChange(ctx context.Context, by access.Actor, changeID uuid.UUID, version int) (EditionPage, error) {
	e, err := s.store.EditionOfChange(ctx, by.OrganisationID, changeID)
	if err != nil {
		return EditionPage{}, err
	}
	return s.change(ctx, by, e.ID, version, func(d *draft) error { return d.undo(changeID) })
}

// PublishEdition puts a draft into force today, in one transaction: statements that it makes come into force, statements
// that it ends or replaces end, and the edition before it is retired. Another version than the one that was read, or an
// edition that is no draft, is CodeConflict, and so is a draft without changes.
func (s *Service) PublishEdition(ctx context.Context, by access.Actor, id uuid.UUID, version int) (EditionPage, error) {
	var p EditionPage
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		e, err := s.confirmed(ctx, by, id, version)
		if err != nil {
			return err
		}
		// The stamps go first: nobody may keep what this transaction has not committed under the stamps of before.
		for _, name := range []string{body, bodyRole} {
			if err := reference.Touch(ctx, s.db, name); err != nil {
				return err
			}
		}
		now := s.clock.Now()
		if err := s.store.Publish(ctx, by.OrganisationID, e, named(by), now, s.clock.Today()); err != nil {
			return err
		}
		changes, err := s.store.Changes(ctx, id)
		if err != nil {
			return err
		}
		if len(changes) == 0 {
			return apperr.Conflict("There is nothing to publish: this draft changes nothing yet.")
		}
		// Read past the cache, which would keep what was before this change under the stamp of after it.
		before, err := s.store.Library(ctx, by.OrganisationID)
		if err != nil {
			return err
		}
		contents := changed(before.entries(e.FrameworkID), changes)
		if err := s.store.Apply(ctx, by.OrganisationID, e, changes, contents, s.clock.Today()); err != nil {
			return err
		}
		if err := s.record(ctx, by, e, "framework.edition_published", audit.Values{"state": Draft.String(), "version": version},
			audit.Values{"state": Published.String(), "version": version + 1, "number": e.Number, "changes": len(changes), "statements": len(contents)}); err != nil {
			return err
		}
		p, err = s.Edition(ctx, by, id)
		return err
	})
	return p, err
}

// DiscardEdition throws a draft away with its changes. Another version, or an edition that is no draft, is CodeConflict.
func (s *Service) DiscardEdition(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		e, err := s.confirmed(ctx, by, id, version)
		if err != nil {
			return err
		}
		if err := s.store.DeleteDraft(ctx, e); err != nil {
			return err
		}
		return s.record(ctx, by, e, "framework.edition_discarded", audit.Values{"number": e.Number, "version": version, "changes": e.Changes}, nil)
	})
}

// confirmed gives a draft that somebody decides about, at the version that was read.
func (s *Service) confirmed(ctx context.Context, by access.Actor, id uuid.UUID, version int) (Edition, error) {
	e, err := s.store.Edition(ctx, by.OrganisationID, id, true)
	if err != nil {
		return Edition{}, err
	}
	if err := mustBeDraft(e); err != nil {
		return Edition{}, err
	}
	if e.Version != version {
		return Edition{}, apperr.Conflict("This draft has changed since you opened it. Load it again, then decide.")
	}
	return e, nil
}
