package practice

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// AuditDetail is everything about one audit.
type AuditDetail struct {
	AuditView
	Actions  []ActionView
	Versions []BeforeView
}

// BeforeView is what a released audit said before, with its figures and who corrected it.
type BeforeView struct {
	Before
	ChangedByName string
	Figures       []Figure
}

// Audits gives a page of a person's audits that the actor may see, and how many there are. Somebody out of scope is CodeNotFound.
func (s *Service) Audits(ctx context.Context, by access.Actor, personID uuid.UUID, f AuditFilter) ([]AuditView, int, error) {
	person, err := s.store.person(ctx, by, by.Scopes(PermissionRead), personID)
	if err != nil {
		return nil, 0, err
	}
	f.PersonID = &personID
	rows, total, err := s.store.audits(ctx, by, f)
	if err != nil {
		return nil, 0, err
	}
	views, err := s.auditViews(ctx, by, rows, map[uuid.UUID]reached{personID: person})
	return views, total, err
}

// Audit gives everything about one audit. One that the actor may not see is CodeNotFound.
func (s *Service) Audit(ctx context.Context, by access.Actor, id uuid.UUID) (AuditDetail, error) {
	a, err := s.store.audit(ctx, by, id)
	if err != nil {
		return AuditDetail{}, err
	}
	// Who may see an audit may see the person.
	in := by.Scopes(PermissionRead)
	if a.State == AuditDraft {
		in = by.Scopes(PermissionAudit)
	}
	person, err := s.store.person(ctx, by, in, a.PersonID)
	if err != nil {
		return AuditDetail{}, err
	}
	views, err := s.auditViews(ctx, by, []Audit{a}, map[uuid.UUID]reached{a.PersonID: person})
	if err != nil {
		return AuditDetail{}, err
	}
	d := AuditDetail{AuditView: views[0]}
	actions, err := s.store.actionsOf(ctx, id)
	if err != nil {
		return AuditDetail{}, err
	}
	if d.Actions, err = s.actionViews(ctx, by, actions, person.ContentVisible); err != nil {
		return AuditDetail{}, err
	}
	versions, err := s.store.versions(ctx, id)
	if err != nil {
		return AuditDetail{}, err
	}
	people := map[uuid.UUID]bool{}
	for _, v := range versions {
		people[v.ChangedBy] = true
	}
	names, err := s.store.names(ctx, keys(people))
	for _, v := range versions {
		view := BeforeView{v, names[v.ChangedBy], Figures(v.Content.counts(), s.known.Errors, d.Set)}
		if !person.ContentVisible {
			view.Reason, view.Content.Subject, view.Content.Findings = "", "", ""
		}
		d.Versions = append(d.Versions, view)
	}
	return d, err
}

// CreateAudit begins an audit of a person's coding as a draft. Somebody out of scope is CodeNotFound, oneself CodeForbidden.
func (s *Service) CreateAudit(ctx context.Context, by access.Actor, personID uuid.UUID, edit AuditEdit) (AuditDetail, error) {
	var d AuditDetail
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.store.person(ctx, by, by.Scopes(PermissionAudit), personID); err != nil {
			return err
		}
		a, err := NewAudit(by, s.clock.Now(), personID, edit, s.known.Errors)
		if err != nil {
			return err
		}
		if err := s.store.addAudit(ctx, a); err != nil {
			return err
		}
		if err := s.noteAudit(ctx, by, "audit_begun", a, nil, auditTrace(a)); err != nil {
			return err
		}
		d, err = s.Audit(ctx, by, a.ID)
		return err
	})
	return d, err
}

// EditAudit changes a draft, or corrects a released audit with a reason; what it said before stays on record. A version that is
// no longer the newest is CodePreconditionFailed.
func (s *Service) EditAudit(ctx context.Context, by access.Actor, id uuid.UUID, version int, edit AuditEdit) (AuditDetail, error) {
	return s.changeAudit(ctx, by, id, func(ctx context.Context, old Audit) (Audit, string, error) {
		if old.Version != version {
			return old, "", apperr.PreconditionFailed()
		}
		a, err := old.Edit(by, s.clock.Now(), edit, s.known.Errors)
		if err != nil {
			return old, "", err
		}
		action := "audit_edited"
		if old.State == AuditReleased {
			action = "audit_corrected"
			if err := s.store.keepVersion(ctx, by.PersonID, old, strings.TrimSpace(edit.Reason), a.UpdatedAt); err != nil {
				return old, "", err
			}
			set, err := s.setOn(ctx, by.OrganisationID, a.AuditedOn)
			if err != nil {
				return old, "", err
			}
			a.ThresholdSetID = nil
			if set != nil {
				a.ThresholdSetID = &set.ID
			}
		}
		return a, action, s.store.saveCounts(ctx, a)
	})
}

func (s *Service) setOn(ctx context.Context, organisation uuid.UUID, day calendar.Date) (*ThresholdSet, error) {
	sets, uses, err := s.comparison(ctx, organisation)
	return inUse(sets, uses, day), err
}

// ReleaseAudit shows a draft to the coder, compared with the thresholds in use on the day of the audit.
func (s *Service) ReleaseAudit(ctx context.Context, by access.Actor, id uuid.UUID, version int) (AuditDetail, error) {
	return s.changeAudit(ctx, by, id, func(ctx context.Context, old Audit) (Audit, string, error) {
		if err := stale(version, old.Version, "audit"); err != nil {
			return old, "", err
		}
		set, err := s.setOn(ctx, by.OrganisationID, old.AuditedOn)
		if err != nil {
			return old, "", err
		}
		a, err := old.Release(by, s.clock.Now(), set)
		return a, "audit_released", err
	})
}

// RecordFeedback records the session about a released audit, held by the actor.
func (s *Service) RecordFeedback(ctx context.Context, by access.Actor, id uuid.UUID, version int, on calendar.Date, note string) (AuditDetail, error) {
	return s.changeAudit(ctx, by, id, func(_ context.Context, old Audit) (Audit, string, error) {
		if err := stale(version, old.Version, "audit"); err != nil {
			return old, "", err
		}
		a, err := old.Feedback(by, s.clock.Now(), on, note)
		return a, "feedback_recorded", err
	})
}

// Acknowledge records that the coder has seen a released audit, with a comment.
func (s *Service) Acknowledge(ctx context.Context, by access.Actor, id uuid.UUID, version int, comment string) (AuditDetail, error) {
	var d AuditDetail
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.audit(ctx, by, id)
		if err != nil {
			return err
		}
		a, err := old.Acknowledge(by, s.clock.Now(), comment)
		if err != nil {
			return err
		}
		if err := stale(version, old.Version, "audit"); err != nil {
			return err
		}
		if err := s.saveAudit(ctx, by, "audit_acknowledged", old, a); err != nil {
			return err
		}
		d, err = s.Audit(ctx, by, id)
		return err
	})
	return d, err
}

// changeAudit changes an audit of somebody whom the actor may audit; any other is CodeNotFound.
func (s *Service) changeAudit(ctx context.Context, by access.Actor, id uuid.UUID, change func(context.Context, Audit) (Audit, string, error)) (AuditDetail, error) {
	var d AuditDetail
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.auditable(ctx, by, id)
		if err != nil {
			return err
		}
		a, action, err := change(ctx, old)
		if err != nil {
			return err
		}
		if err := s.saveAudit(ctx, by, action, old, a); err != nil {
			return err
		}
		d, err = s.Audit(ctx, by, id)
		return err
	})
	return d, err
}

// auditable gives an audit of somebody whom the actor may audit.
func (s *Service) auditable(ctx context.Context, by access.Actor, id uuid.UUID) (Audit, error) {
	a, err := s.store.audit(ctx, by, id)
	if err != nil {
		return a, err
	}
	if _, err := s.store.person(ctx, by, by.Scopes(PermissionAudit), a.PersonID); err != nil {
		return a, apperr.NotFound("audit")
	}
	return a, nil
}

func (s *Service) saveAudit(ctx context.Context, by access.Actor, action string, old, a Audit) error {
	if err := s.store.saveAudit(ctx, a); err != nil {
		return err
	}
	return s.noteAudit(ctx, by, action, a, auditTrace(old), auditTrace(a))
}

// DiscardAudit deletes a draft, by its auditor.
func (s *Service) DiscardAudit(ctx context.Context, by access.Actor, id uuid.UUID, version int) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		a, err := s.auditable(ctx, by, id)
		switch {
		case err != nil:
			return err
		case a.State != AuditDraft:
			return apperr.Conflict("This audit was released, so it stays. Correct it instead.")
		case a.AuditorID != by.PersonID:
			return apperr.Forbidden("Only the auditor who began this draft can discard it.")
		}
		if err := stale(version, a.Version, "audit"); err != nil {
			return err
		}
		if err := s.store.discard(ctx, a); err != nil {
			return err
		}
		return s.noteAudit(ctx, by, "audit_discarded", a, auditTrace(a), nil)
	})
}

func (s *Service) noteAudit(ctx context.Context, by access.Actor, action string, a Audit, before, after audit.Values) error {
	return s.note(ctx, by, action, "coding_audit", a.ID.String(), &a.PersonID, before, after)
}

// auditTrace is what the trail shows of an audit: everything but the words.
func auditTrace(a Audit) audit.Values {
	examined, errors := map[string]int{}, map[string]string{}
	for t, n := range a.Counts.Examined {
		examined[t.String()] = n
	}
	for _, e := range a.Counts.Errors {
		errors[e.Key] = fmt.Sprintf("%d by the coder, %d others", e.ByCoder, e.ByOther)
	}
	return audit.Values{
		"state": a.State.String(), "subject": audit.FreeText(a.Subject), "auditedOn": a.AuditedOn, "periodFrom": a.PeriodFrom, "periodTo": a.PeriodTo,
		"sample": a.Sample, "findings": audit.FreeText(a.Findings), "examined": examined, "errors": errors, "releasedOn": a.ReleasedOn,
		"comment": audit.FreeText(a.Comment), "acknowledgedOn": a.AcknowledgedOn, "feedbackOn": a.FeedbackOn,
		"feedbackNote": audit.FreeText(a.FeedbackNote), "version": a.Version,
	}
}

// NewAction is an action as somebody enters it.
type NewAction struct {
	What    string
	OwnerID uuid.UUID
	DueOn   calendar.Date
}

// AddAction records what was agreed after a released audit, who does it and by when.
func (s *Service) AddAction(ctx context.Context, by access.Actor, auditID uuid.UUID, n NewAction) (AuditDetail, error) {
	var d AuditDetail
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		a, err := s.auditable(ctx, by, auditID)
		if err != nil {
			return err
		}
		if a.State != AuditReleased {
			return apperr.Conflict("Release the audit before you agree actions.")
		}
		action := Action{
			ID: uuid.New(), OrganisationID: by.OrganisationID, AuditID: auditID, PersonID: a.PersonID, OwnerID: n.OwnerID, What: strings.TrimSpace(n.What),
			DueOn: n.DueOn, Version: 1, CreatedBy: by.PersonID, CreatedAt: s.clock.Now(),
		}
		if err := action.check(calendar.Today(s.clock.Now())); err != nil {
			return err
		}
		if err := s.store.mayOwn(ctx, by.OrganisationID, n.OwnerID, by.Today); err != nil {
			return err
		}
		if err := s.store.addAction(ctx, action); err != nil {
			return err
		}
		err = s.note(ctx, by, "action_agreed", "coding_audit_action", action.ID.String(), &action.PersonID, nil, audit.Values{
			"audit": auditID, "owner": action.OwnerID, "dueOn": action.DueOn, "what": audit.FreeText(action.What),
		})
		if err != nil {
			return err
		}
		d, err = s.Audit(ctx, by, auditID)
		return err
	})
	return d, err
}

func (a Action) check(today calendar.Date) error {
	var wrong []apperr.Field
	if a.What == "" {
		wrong = append(wrong, apperr.Field{Name: "what", Message: "Say what will be done."})
	}
	if a.DueOn.IsZero() || a.DueOn.Before(today) {
		wrong = append(wrong, apperr.Field{Name: "dueOn", Message: "Enter the day by which it will be done: today or later."})
	}
	if len(wrong) == 0 {
		return nil
	}
	return apperr.Invalid(wrong...)
}

// FinishAction records that an action was done, by whoever does it, whoever agreed it, or somebody who may audit the person; anybody
// else who sees it is CodeForbidden.
func (s *Service) FinishAction(ctx context.Context, by access.Actor, id uuid.UUID, version int) (ActionView, error) {
	var view ActionView
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		a, err := s.store.action(ctx, by, id)
		if err != nil {
			return err
		}
		if a.OwnerID != by.PersonID && a.CreatedBy != by.PersonID {
			if _, err := s.store.person(ctx, by, by.Scopes(PermissionAudit), a.PersonID); err != nil || a.PersonID == by.PersonID {
				return apperr.Forbidden("Whoever does this, or an auditor, records that it is done.")
			}
		}
		if err := stale(version, a.Version, "action"); err != nil {
			return err
		}
		if !a.DoneOn.IsZero() {
			return apperr.Conflict("This is recorded as done already.")
		}
		a.DoneOn, a.DoneBy = calendar.Today(s.clock.Now()), &by.PersonID
		a.Version++
		if err := s.store.finish(ctx, a); err != nil {
			return err
		}
		if err := s.note(ctx, by, "action_done", "coding_audit_action", a.ID.String(), &a.PersonID, nil, audit.Values{"doneOn": a.DoneOn}); err != nil {
			return err
		}
		views, err := s.actionViews(ctx, by, []Action{a}, true)
		if err == nil {
			view = views[0]
		}
		return err
	})
	return view, err
}
