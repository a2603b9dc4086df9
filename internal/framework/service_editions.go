package framework

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// bodyRole is the name of the roles' body of reference data: what roles ask for follows the statements.
const bodyRole = "role"

// EditionPage is an edition with everything that it changes.
type EditionPage struct {
	Edition
	Changes []Change
	// Skills are those of the edition: the framework's and the organisation's own, renamed as it renames them.
	Skills []Skill
	// Requirements and Claims count what rests on the statement of a change, by the change.
	Requirements map[uuid.UUID]int
	Claims       map[uuid.UUID]int
}

// sees reports whether the actor sees drafts.
func sees(by access.Actor) bool { return by.May(PermissionEdit) }

// Editions gives one page of the editions of a framework in the actor's organisation, the earliest first, and how many
// there are. Edition 0 is the national source: published until the organisation publishes one of its own.
func (s *Service) Editions(ctx context.Context, by access.Actor, frameworkID uuid.UUID, r page.Request) ([]Edition, int, error) {
	all, _, err := s.editions(ctx, by, frameworkID)
	if err != nil {
		return nil, 0, err
	}
	all = slices.DeleteFunc(all, func(e Edition) bool {
		return !reference.Matches(fold.Text(fmt.Sprint(e.Number), e.Title, e.Note), r.Query)
	})
	all = reference.Sorted(all, r, func(a, b Edition) int { return cmp.Compare(a.Number, b.Number) })
	return reference.Cut(all, r), len(all), nil
}

// editions gives every edition that the actor sees, edition 0 first.
func (s *Service) editions(ctx context.Context, by access.Actor, frameworkID uuid.UUID) ([]Edition, library, error) {
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return nil, library{}, err
	}
	f, err := held.framework(frameworkID)
	if err != nil {
		return nil, library{}, err
	}
	own, err := s.store.Editions(ctx, by.OrganisationID, frameworkID, sees(by))
	if err != nil {
		return nil, library{}, err
	}
	source := Edition{FrameworkID: frameworkID, Title: "The national source", Note: f.Source, State: Published}
	if slices.ContainsFunc(own, func(e Edition) bool { return e.State == Published }) {
		source.State = Retired
	}
	return append([]Edition{source}, own...), held, nil
}

// Edition gives one of the organisation's own editions with its changes. A draft is there only for those who may edit.
func (s *Service) Edition(ctx context.Context, by access.Actor, id uuid.UUID) (EditionPage, error) {
	e, err := s.store.Edition(ctx, by.OrganisationID, id, sees(by))
	if err != nil {
		return EditionPage{}, err
	}
	held, err := s.held.Get(ctx, by.OrganisationID)
	if err != nil {
		return EditionPage{}, err
	}
	f, err := held.framework(e.FrameworkID)
	if err != nil {
		return EditionPage{}, err
	}
	p := EditionPage{Edition: e, Skills: f.Skills}
	if p.Changes, err = s.store.Changes(ctx, id); err != nil {
		return EditionPage{}, err
	}
	if e.State == Draft {
		p.Skills = skillsOf(f.Skills, p.Changes)
	}
	p.Requirements, p.Claims, err = s.store.resting(ctx, by.OrganisationID, id)
	return p, err
}

// skillsOf gives the skills as the changes of a draft leave them.
func skillsOf(skills []Skill, changes []Change) []Skill {
	all := slices.Clone(skills)
	for _, c := range changes {
		switch c.Kind {
		case AddSkill:
			all = append(all, Skill{Code: c.Code, Name: c.Skill, Own: true})
		case RenameSkill:
			if i := slices.IndexFunc(all, func(s Skill) bool { return s.Code == c.Code }); i >= 0 {
				all[i].Name = c.Skill
			}
		}
	}
	return all
}

// entryOrders are the orders in which the statements of an edition can be listed.
var entryOrders = map[string]func(a, b Entry) int{
	"line":   func(a, b Entry) int { return cmp.Compare(a.Ordinal, b.Ordinal) },
	"code":   func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) },
	"aspect": func(a, b Entry) int { return reference.ByText(a.Aspect, b.Aspect) },
	"level":  func(a, b Entry) int { return cmp.Compare(a.Level, b.Level) },
}

// EditionStatements gives one page of the statements of an edition, by its number, and how many there are; of what is in
// force when number is nil.
func (s *Service) EditionStatements(ctx context.Context, by access.Actor, frameworkID uuid.UUID, number *int, f Filter, r page.Request) ([]Entry, int, error) {
	all, err := s.Contents(ctx, by, frameworkID, number)
	if err != nil {
		return nil, 0, err
	}
	var found []Entry
	for _, e := range all {
		if f.fits(e.Code, e.Level, e.Own) && (r.Query == "" || reference.Matches(fold.Text(e.Code, e.Skill, e.Aspect, e.Text), r.Query)) {
			found = append(found, e)
		}
	}
	found = reference.Sorted(found, r, entryOrders[r.Sort])
	return reference.Cut(found, r), len(found), nil
}

// Contents gives all statements of an edition, by its number, in order; what is in force when number is nil. A published
// edition is given word for word as it was published.
func (s *Service) Contents(ctx context.Context, by access.Actor, frameworkID uuid.UUID, number *int) ([]Entry, error) {
	if number == nil {
		held, err := s.held.Get(ctx, by.OrganisationID)
		if err != nil {
			return nil, err
		}
		if _, err := held.framework(frameworkID); err != nil {
			return nil, err
		}
		return held.entries(frameworkID), nil
	}
	editions, held, err := s.editions(ctx, by, frameworkID)
	if err != nil {
		return nil, err
	}
	e, err := numbered(editions, *number)
	if err != nil {
		return nil, err
	}
	all, _, err := s.contents(ctx, held, e)
	return all, err
}

func numbered(editions []Edition, number int) (Edition, error) {
	for _, e := range editions {
		if e.Number == number {
			return e, nil
		}
	}
	return Edition{}, apperr.NotFound("edition")
}

// contents gives the statements of an edition, and the changes of a draft.
func (s *Service) contents(ctx context.Context, held library, e Edition) ([]Entry, []Change, error) {
	switch {
	case e.Number == 0:
		return held.national[e.FrameworkID], nil, nil
	case e.State != Draft:
		all, err := s.store.Entries(ctx, e.ID)
		return all, nil, err
	}
	changes, err := s.store.Changes(ctx, e.ID)
	return changed(held.entries(e.FrameworkID), changes), changes, err
}

// Differences is what tells one edition from another.
type Differences struct {
	From, To  Edition
	Items     []Difference
	Unchanged int
}

// Differences compares two editions by their numbers, of one skill when code is given.
func (s *Service) Differences(ctx context.Context, by access.Actor, frameworkID uuid.UUID, from, to int, code string) (Differences, error) {
	editions, held, err := s.editions(ctx, by, frameworkID)
	if err != nil {
		return Differences{}, err
	}
	var d Differences
	if d.From, err = numbered(editions, from); err != nil {
		return Differences{}, err
	}
	if d.To, err = numbered(editions, to); err != nil {
		return Differences{}, err
	}
	before, earlier, err := s.contents(ctx, held, d.From)
	if err != nil {
		return Differences{}, err
	}
	after, later, err := s.contents(ctx, held, d.To)
	if err != nil {
		return Differences{}, err
	}
	replaced := map[uuid.UUID]uuid.UUID{}
	for id, old := range held.replaced {
		replaced[id] = old
	}
	for _, c := range append(earlier, later...) {
		if c.Kind == Meaning {
			replaced[c.SuccessorID.UUID] = c.StatementID.UUID
		}
	}
	if code != "" {
		other := func(e Entry) bool { return e.Code != code }
		before, after = slices.DeleteFunc(slices.Clone(before), other), slices.DeleteFunc(slices.Clone(after), other)
	}
	d.Items = differences(before, after, replaced)
	d.Unchanged = len(after)
	for _, item := range d.Items {
		if item.After != nil {
			d.Unchanged--
		}
	}
	return d, nil
}

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
