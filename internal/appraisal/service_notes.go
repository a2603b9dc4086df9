package appraisal

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// AddNote keeps a note of one of the two who meet: shared, or private to its author. A private one can be written after both
// sides have acknowledged the sheet, since the sheet does not hold it.
func (s *Service) AddNote(ctx context.Context, by access.Actor, id uuid.UUID, text string, isShared bool) (Sheet, error) {
	return s.change(ctx, by, permissionWrite, id, func(ctx context.Context, m Meeting) error {
		text, err := checkNote(text)
		if err != nil {
			return err
		}
		note := Note{ID: uuid.New(), AuthorID: by.PersonID, Shared: isShared, Text: text, Version: 1}
		if err := m.mayNote(by.PersonID, isShared); err != nil {
			return err
		}
		if err := s.store.addNote(ctx, id, note, s.clock.Now()); err != nil {
			return err
		}
		return s.noted(ctx, by, "note_added", m, note)
	})
}

// mayNote refuses anybody but the two who meet, and a shared note on a sheet that is closed.
func (m Meeting) mayNote(who uuid.UUID, isShared bool) error {
	if isShared {
		return m.mayChange(who)
	}
	if !m.party(who) {
		return apperr.Forbidden("Only the two who meet write here.")
	}
	return nil
}

func (s *Service) noted(ctx context.Context, by access.Actor, action string, m Meeting, n Note) error {
	values := audit.Values{"note": n.ID, "shared": n.Shared, "text": audit.FreeText(n.Text)}
	if n.Shared {
		return s.shared(ctx, by, action, m, values)
	}
	return s.note(ctx, by, action, m, values)
}

// EditNote changes a note of one's own. Somebody else's private note is CodeNotFound, a shared one CodeForbidden, another
// version than the one that was read CodePreconditionFailed.
func (s *Service) EditNote(ctx context.Context, by access.Actor, noteID uuid.UUID, version int, text string) (Sheet, error) {
	return s.changeNote(ctx, by, noteID, version, func(ctx context.Context, m Meeting, n Note) error {
		var err error
		if n.Text, err = checkNote(text); err != nil {
			return err
		}
		if err := s.store.saveNote(ctx, n, s.clock.Now()); err != nil {
			return err
		}
		return s.noted(ctx, by, "note_changed", m, n)
	})
}

// RemoveNote removes a note of one's own. See [Service.EditNote] for what is refused.
func (s *Service) RemoveNote(ctx context.Context, by access.Actor, noteID uuid.UUID, version int) (Sheet, error) {
	return s.changeNote(ctx, by, noteID, version, func(ctx context.Context, m Meeting, n Note) error {
		if err := s.store.removeNote(ctx, n); err != nil {
			return err
		}
		return s.noted(ctx, by, "note_removed", m, n)
	})
}

func (s *Service) changeNote(ctx context.Context, by access.Actor, noteID uuid.UUID, version int, fn func(context.Context, Meeting, Note) error) (Sheet, error) {
	id, err := s.store.meetingOf(ctx, "appraisal_notes", noteID)
	if err != nil {
		return Sheet{}, err
	}
	return s.change(ctx, by, permissionWrite, id, func(ctx context.Context, m Meeting) error {
		n, err := s.store.note(ctx, noteID, by.PersonID)
		if err != nil {
			return err
		}
		if n.AuthorID != by.PersonID {
			return apperr.Forbidden("Only its author changes a note. Add one of your own.")
		}
		if n.Version != version {
			return apperr.PreconditionFailed()
		}
		if err := m.mayNote(by.PersonID, n.Shared); err != nil {
			return err
		}
		return fn(ctx, m, n)
	})
}

// AgreeAction keeps an action of a meeting. The lead writes it down; see [Meeting.Agree] for what is refused.
func (s *Service) AgreeAction(ctx context.Context, by access.Actor, id, owner uuid.UUID, text string, dueOn calendar.Date) (Sheet, error) {
	return s.change(ctx, by, permissionLead, id, func(ctx context.Context, m Meeting) error {
		if by.PersonID != m.LeadID {
			return apperr.Forbidden("Whoever leads the " + m.Kind.Words() + " writes down its actions.")
		}
		a, err := m.Agree(Action{ID: uuid.New(), MeetingID: id, PersonID: m.PersonID, OwnerID: owner, Text: text, DueOn: dueOn, Version: 1}, by.Today)
		if err != nil {
			return err
		}
		if err := s.store.addAction(ctx, by.OrganisationID, a, s.clock.Now()); err != nil {
			return err
		}
		return s.shared(ctx, by, "action_agreed", m, audit.Values{"action": a.ID, "owner": owner, "dueOn": dueOn, "text": audit.FreeText(a.Text)})
	})
}

// EndAction closes an action as done or dropped. It can be done after the sheet was acknowledged: what was agreed stays, what
// came of it is added. See [Action.End] for what is refused.
func (s *Service) EndAction(ctx context.Context, by access.Actor, actionID uuid.UUID, version int, state ActionState, outcome string) (KeptAction, error) {
	id, err := s.store.meetingOf(ctx, "appraisal_actions", actionID)
	if err != nil {
		return KeptAction{}, err
	}
	var kept KeptAction
	_, err = s.change(ctx, by, permissionWrite, id, func(ctx context.Context, m Meeting) error {
		if kept, err = s.store.action(ctx, actionID); err != nil {
			return err
		}
		if kept.Version != version {
			return apperr.Conflict("This action has changed since you opened it. Load it again, then decide.")
		}
		if kept.Action, err = kept.End(m, by.PersonID, state, outcome, by.Today); err != nil {
			return err
		}
		kept.EndedByName = by.Name
		if err := s.store.saveAction(ctx, kept.Action, s.clock.Now()); err != nil {
			return err
		}
		return s.note(ctx, by, "action_ended", m, audit.Values{"action": actionID, "state": state.String(), "outcome": audit.FreeText(outcome)})
	})
	return kept, err
}
