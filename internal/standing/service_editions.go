package standing

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// LoadReference makes the installation's editions of classifications what the reference data says and gives the number of
// rows that changed: 0 when they already were. What organisations chose stays.
func (s *Service) LoadReference(ctx context.Context, ref seed.Reference) (int, error) {
	changed, err := s.store.load(ctx, freshness.Body, ref)
	if err != nil || changed == 0 {
		return changed, err
	}
	return changed, s.trail.Record(ctx, access.Actor{}, audit.Change{
		Action: "standing.reference_loaded", SubjectKind: "classification_edition", SubjectID: "reference",
		After: audit.Values{"rowsChanged": changed},
	})
}

// Editions gives the editions of classifications that the organisation goes by, the newest first, without their statements.
func (s *Service) Editions(ctx context.Context, by access.Actor) ([]Edition, error) {
	return s.store.editions(ctx, by.OrganisationID, uuid.Nil)
}

// Edition gives one with the statements that it affects. Another organisation's is CodeNotFound.
func (s *Service) Edition(ctx context.Context, by access.Actor, id uuid.UUID) (Edition, error) {
	found, err := s.store.editions(ctx, by.OrganisationID, id)
	if err != nil {
		return Edition{}, err
	}
	if len(found) == 0 {
		return Edition{}, apperr.NotFound("edition")
	}
	found[0].Statements, err = s.store.affected(ctx, by.OrganisationID, id)
	return found[0], err
}

// AddEdition adds an edition of the organisation's own. What cannot be is CodeInvalid by field, a second one of its name
// CodeConflict.
func (s *Service) AddEdition(ctx context.Context, by access.Actor, edit EditionEdit) (Edition, error) {
	return s.changeEdition(ctx, by, edit, "classification_edition_added", func(context.Context) (Edition, error) {
		return Edition{ID: uuid.New(), Own: true}, nil
	})
}

// ChangeEdition changes which statements an edition affects, and what the organisation said of its own. Another
// organisation's is CodeNotFound, a version that is not the newest CodePreconditionFailed, the description of one that came
// with the installation CodeForbidden, what cannot be CodeInvalid by field.
func (s *Service) ChangeEdition(ctx context.Context, by access.Actor, id uuid.UUID, version int, edit EditionEdit) (Edition, error) {
	return s.changeEdition(ctx, by, edit, "classification_edition_changed", func(ctx context.Context) (Edition, error) {
		old, err := s.Edition(ctx, by, id)
		if err == nil && old.Version != version {
			err = apperr.PreconditionFailed()
		}
		return old, err
	})
}

func (s *Service) changeEdition(ctx context.Context, by access.Actor, edit EditionEdit, action string, load func(context.Context) (Edition, error)) (Edition, error) {
	var changed Edition
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		// The stamp goes first: nobody may keep what this transaction has not committed under the stamp of before.
		if err := reference.Touch(ctx, s.db, freshness.Body); err != nil {
			return err
		}
		old, err := load(ctx)
		if err != nil {
			return err
		}
		e, err := old.edited(edit, by.Today)
		if err != nil {
			return err
		}
		e.By = by.PersonID
		statements := idsOf(old.Statements)
		if edit.Statements != nil {
			statements = *edit.Statements
			if err := s.mustKnow(ctx, by, statements); err != nil {
				return err
			}
		}
		if err := s.storeEdition(ctx, by, old, e, edit); err != nil {
			return err
		}
		if err := s.store.choose(ctx, by.OrganisationID, e, statements, s.clock.Now()); err != nil {
			return err
		}
		if err := s.noteEdition(ctx, by, action, old, e, statements); err != nil {
			return err
		}
		changed, err = s.Edition(ctx, by, e.ID)
		return err
	})
	return changed, err
}

func (s *Service) storeEdition(ctx context.Context, by access.Actor, old, e Edition, edit EditionEdit) error {
	var err error
	switch {
	case old.Version == 0 && e.Own:
		err = s.store.addEdition(ctx, by.OrganisationID, e)
	case edit.describes():
		err = s.store.describeEdition(ctx, e)
	}
	if apperr.CodeOf(err) == apperr.CodeConflict {
		return apperr.Conflict("There is an edition of this name already. Change that one.")
	}
	return err
}

// mustKnow is CodeInvalid unless the organisation reads every one of the statements.
func (s *Service) mustKnow(ctx context.Context, by access.Actor, statements []uuid.UUID) error {
	if len(statements) == 0 {
		return nil
	}
	n, err := s.store.known(ctx, by.OrganisationID, statements)
	if err == nil && n != len(statements) {
		err = apperr.InvalidField("statementIds", "Some of these statements do not exist any more. Choose again.")
	}
	return err
}

func idsOf(statements []Affected) []uuid.UUID {
	ids := make([]uuid.UUID, len(statements))
	for i, s := range statements {
		ids[i] = s.ID
	}
	return ids
}

func (s *Service) noteEdition(ctx context.Context, by access.Actor, action string, old, e Edition, statements []uuid.UUID) error {
	change := audit.Change{
		Action: "standing." + action, SubjectKind: "classification_edition", SubjectID: e.ID.String(),
		After: audit.Values{"name": e.Name, "startsOn": e.StartsOn, "statements": statements, "reason": audit.FreeText(e.Reason)},
	}
	if old.Name != "" {
		change.Before = audit.Values{"name": old.Name, "startsOn": old.StartsOn, "statements": idsOf(old.Statements)}
	}
	return s.trail.Record(ctx, by, change)
}

// EndRule ends a rule with a reason; approvals that it let expire count again, and the rule stays among those that ended.
// Another organisation's rule is CodeNotFound, a version that is not the newest CodeConflict, no reason CodeInvalid.
func (s *Service) EndRule(ctx context.Context, by access.Actor, id uuid.UUID, version int, reason string) (EndedRule, error) {
	var ended EndedRule
	err := s.changeRule(ctx, by, id, func(ctx context.Context, old Rule) error {
		if old.Version != version {
			return apperr.Conflict("This rule has changed since you opened it. Load it again, then end it.")
		}
		var err error
		if ended, err = old.ended(by.PersonID, by.Name, reason, by.Today); err != nil {
			return err
		}
		if err := s.store.endRule(ctx, by.OrganisationID, ended, s.clock.Now()); err != nil {
			return err
		}
		return s.noteRule(ctx, by, "freshness_rule_ended", &old, nil, audit.Values{"reason": audit.FreeText(ended.EndReason)})
	})
	return ended, err
}

// EndedRules gives a page of the organisation's rules that hold no more, the last ended first, and their number.
func (s *Service) EndedRules(ctx context.Context, by access.Actor, r page.Request) ([]EndedRule, int, error) {
	rules, total, err := s.store.endedRules(ctx, by.OrganisationID, r)
	for i := range rules {
		rules[i].Rule = s.named(rules[i].Rule)
	}
	return rules, total, err
}
