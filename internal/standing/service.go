package standing

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

const permissionConfirm access.Permission = "criteria.confirm"

// Service keeps confirmations and rules of freshness.
type Service struct {
	db    *database.DB
	store store
	trail *audit.Trail
	clock calendar.Clock
	// accreditation gives an accreditation's name by its key, "" for one that does not exist.
	accreditation func(key string) string
}

// Confirm judges whether a person meets a criterion for the first time. A person out of scope is CodeNotFound, oneself
// CodeForbidden, a criterion of no role of the organisation CodeInvalid, one that was judged before CodeConflict.
func (s *Service) Confirm(ctx context.Context, by access.Actor, personID, criterionID uuid.UUID, met bool, reason string) (Confirmation, error) {
	c := Confirmation{ID: uuid.New(), PersonID: personID, CriterionID: criterionID}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.mustReach(ctx, by.Scopes(permissionConfirm), personID); err != nil {
			return err
		}
		var err error
		if c, err = c.judged(by.PersonID, by.Name, met, reason, by.Today); err != nil {
			return err
		}
		text, there, err := s.store.criterion(ctx, by.OrganisationID, criterionID)
		if err != nil {
			return err
		}
		if !there {
			return apperr.InvalidField("criterionId", "There is no such criterion. Choose one of a role's person specification.")
		}
		c.Criterion = text
		if err := s.store.addConfirmation(ctx, by.OrganisationID, c, s.clock.Now()); err != nil {
			if apperr.CodeOf(err) == apperr.CodeConflict {
				return apperr.Conflict("This criterion has been judged meanwhile. Load the page again, then change the judgement if you need to.")
			}
			return err
		}
		return s.note(ctx, by, "criterion_confirmed", Confirmation{}, c)
	})
	return c, err
}

// Rejudge judges a criterion anew. The version must be the newest: CodePreconditionFailed when it is not. A confirmation
// about somebody out of scope is CodeNotFound, about oneself CodeForbidden.
func (s *Service) Rejudge(ctx context.Context, by access.Actor, id uuid.UUID, version int, met bool, reason string) (Confirmation, error) {
	var c Confirmation
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.confirmation(ctx, by.Scopes(permissionConfirm), id)
		if err != nil {
			return err
		}
		if old.Version != version {
			return apperr.PreconditionFailed()
		}
		if c, err = old.judged(by.PersonID, by.Name, met, reason, by.Today); err != nil {
			return err
		}
		if err := s.store.saveConfirmation(ctx, c, version, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "criterion_judged_anew", old, c)
	})
	return c, err
}

func (s *Service) note(ctx context.Context, by access.Actor, action string, old, c Confirmation) error {
	change := audit.Change{
		Action: "standing." + action, SubjectKind: "criterion_confirmation", SubjectID: c.ID.String(), PersonID: &c.PersonID,
		After: audit.Values{"criterion": c.CriterionID, "met": c.Met, "reason": audit.FreeText(c.Reason)},
	}
	if old.Version > 0 {
		change.Before = audit.Values{"met": old.Met, "reason": audit.FreeText(old.Reason)}
	}
	return s.trail.Record(ctx, by, change)
}

// Rules gives the organisation's rules of freshness: of statements by skill, level and aspect, then of accreditations.
func (s *Service) Rules(ctx context.Context, by access.Actor) ([]Rule, error) {
	rules, err := s.store.rules(ctx, by.OrganisationID, uuid.Nil)
	for i := range rules {
		rules[i] = s.named(rules[i])
	}
	return rules, err
}

func (s *Service) named(r Rule) Rule {
	if r.Kind == OfAccreditation {
		r.Name = s.accreditation(r.Key)
	}
	return r
}

// AddRule adds a rule of freshness. What cannot be is CodeInvalid by field; a second rule for the same thing CodeConflict.
func (s *Service) AddRule(ctx context.Context, by access.Actor, kind Kind, key, staysFresh, reason string) (Rule, error) {
	r := Rule{ID: uuid.New(), Kind: kind, Key: key, By: by.PersonID, ByName: by.Name, On: by.Today}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		// The stamp goes first: nobody may keep what this transaction has not committed under the stamp of before.
		if err := reference.Touch(ctx, s.db, freshness.Body); err != nil {
			return err
		}
		var err error
		if r, err = r.changed(staysFresh, reason, by.Today); err != nil {
			return err
		}
		if r.Key, r.Name, err = s.subject(ctx, by, kind, key); err != nil {
			return err
		}
		if err := s.store.addRule(ctx, by.OrganisationID, r, s.clock.Now()); err != nil {
			if apperr.CodeOf(err) == apperr.CodeConflict {
				return apperr.Conflict("There is a rule for this already. Change that one.")
			}
			return err
		}
		return s.noteRule(ctx, by, "freshness_rule_added", nil, &r, nil)
	})
	return r, err
}

// subject gives the key and the name of what a rule is about; CodeInvalid when there is no such thing.
func (s *Service) subject(ctx context.Context, by access.Actor, kind Kind, key string) (string, string, error) {
	if kind == OfAccreditation {
		name := s.accreditation(key)
		if name == "" {
			return "", "", apperr.InvalidField("key", "There is no such accreditation. Choose one of the list.")
		}
		return key, name, nil
	}
	gone := apperr.InvalidField("key", "There is no such statement. Choose one of the framework.")
	id, err := uuid.Parse(key)
	if err != nil {
		return "", "", gone
	}
	name, there, err := s.store.statement(ctx, by.OrganisationID, id)
	if err == nil && !there {
		err = gone
	}
	return id.String(), name, err
}

// ChangeRule changes a rule's period and reason. Another organisation's rule is CodeNotFound, a version that is not the
// newest CodePreconditionFailed, what cannot be CodeInvalid by field.
func (s *Service) ChangeRule(ctx context.Context, by access.Actor, id uuid.UUID, version int, staysFresh, reason string) (Rule, error) {
	var r Rule
	err := s.changeRule(ctx, by, id, func(ctx context.Context, old Rule) error {
		if old.Version != version {
			return apperr.PreconditionFailed()
		}
		var err error
		if r, err = old.changed(staysFresh, reason, by.Today); err != nil {
			return err
		}
		r.By, r.ByName, r.On = by.PersonID, by.Name, by.Today
		if err := s.store.saveRule(ctx, r, version, s.clock.Now()); err != nil {
			return err
		}
		return s.noteRule(ctx, by, "freshness_rule_changed", &old, &r, nil)
	})
	return r, err
}

func (s *Service) changeRule(ctx context.Context, by access.Actor, id uuid.UUID, change func(ctx context.Context, old Rule) error) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		if err := reference.Touch(ctx, s.db, freshness.Body); err != nil {
			return err
		}
		found, err := s.store.rules(ctx, by.OrganisationID, id)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return apperr.NotFound("rule")
		}
		return change(ctx, s.named(found[0]))
	})
}

func (s *Service) noteRule(ctx context.Context, by access.Actor, action string, old, now *Rule, more audit.Values) error {
	values := func(r *Rule) audit.Values {
		if r == nil {
			return nil
		}
		return audit.Values{"kind": r.Kind.String(), "key": r.Key, "staysFresh": iso(r.StaysFresh), "reason": audit.FreeText(r.Reason)}
	}
	about := now
	if about == nil {
		about = old
	}
	after := values(now)
	if after == nil {
		after = more
	}
	return s.trail.Record(ctx, by, audit.Change{
		Action: "standing." + action, SubjectKind: "freshness_rule", SubjectID: about.ID.String(), Before: values(old), After: after,
	})
}

// iso gives a period as ISO 8601 writes it, "" for none.
func iso(p calendar.Period) string {
	if p.IsZero() {
		return ""
	}
	return p.ISO()
}
