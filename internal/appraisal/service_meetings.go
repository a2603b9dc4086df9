package appraisal

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Plan plans a meeting of a person that by leads, with an agenda of everything that the records propose but what leaveOut
// names. A person out of scope is CodeNotFound; see the rule [Plan] for what else is refused.
func (s *Service) Plan(ctx context.Context, by access.Actor, personID uuid.UUID, kind Kind, on calendar.Date, leaveOut []string) (Sheet, error) {
	id := uuid.New()
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.store.person(ctx, by.Scopes(permissionLead), personID); err != nil {
			return err
		}
		m, err := Plan(Meeting{ID: id, PersonID: personID, LeadID: by.PersonID, Kind: kind, PlannedOn: on}, by.Today)
		if err != nil {
			return err
		}
		proposals, err := s.proposals(ctx, by, personID)
		if err != nil {
			return err
		}
		if err := s.store.addMeeting(ctx, by.OrganisationID, m, s.clock.Now()); err != nil {
			return err
		}
		position := 0
		for _, p := range proposals {
			if slices.Contains(leaveOut, p.Key) {
				continue
			}
			position++
			if err := s.store.addItem(ctx, id, position, Item{ID: uuid.New(), Proposal: p, RaisedBy: by.PersonID}, s.clock.Now()); err != nil {
				return err
			}
		}
		return s.note(ctx, by, "planned", m, audit.Values{"kind": kind.String(), "plannedOn": on, "items": position})
	})
	if err != nil {
		return Sheet{}, err
	}
	return s.Meeting(ctx, by, id)
}

// Replan moves a planned meeting. version is the one that was read; another one is CodePreconditionFailed.
func (s *Service) Replan(ctx context.Context, by access.Actor, id uuid.UUID, version int, on calendar.Date) (Sheet, error) {
	return s.change(ctx, by, permissionLead, id, func(ctx context.Context, m Meeting) error {
		if m.Version != version {
			return apperr.PreconditionFailed()
		}
		if by.PersonID != m.LeadID {
			return apperr.Forbidden("Whoever leads the " + m.Kind.Words() + " can move it.")
		}
		moved, err := m.Replan(on, by.Today)
		if err != nil {
			return err
		}
		return s.save(ctx, by, "moved", m, moved, audit.Values{"plannedOn": on})
	})
}

// Hold notes that a meeting was held. See [Meeting.Hold].
func (s *Service) Hold(ctx context.Context, by access.Actor, id uuid.UUID, version int, on calendar.Date) (Sheet, error) {
	return s.decide(ctx, by, permissionLead, id, version, "held", func(m Meeting) (Meeting, audit.Values, error) {
		held, err := m.Hold(by.PersonID, on, by.Today)
		return held, audit.Values{"heldOn": on}, err
	})
}

// Cancel notes that a meeting does not take place. See [Meeting.Cancel].
func (s *Service) Cancel(ctx context.Context, by access.Actor, id uuid.UUID, version int, because string) (Sheet, error) {
	return s.decide(ctx, by, permissionLead, id, version, "cancelled", func(m Meeting) (Meeting, audit.Values, error) {
		cancelled, err := m.Cancel(by.PersonID, because)
		return cancelled, audit.Values{"reason": audit.FreeText(because)}, err
	})
}

// Acknowledge notes that one side agrees with the sheet. See [Meeting.Acknowledge].
func (s *Service) Acknowledge(ctx context.Context, by access.Actor, id uuid.UUID, version int, comment string) (Sheet, error) {
	return s.decide(ctx, by, permissionWrite, id, version, "acknowledged", func(m Meeting) (Meeting, audit.Values, error) {
		done, err := m.Acknowledge(by.PersonID, comment, s.clock.Now())
		return done, audit.Values{"comment": audit.FreeText(comment), "state": done.State.String()}, err
	})
}

// AddItem puts something on the agenda: a text of one's own, or what the records propose under key. What is there already is
// CodeConflict, a key that nothing proposes CodeInvalid.
func (s *Service) AddItem(ctx context.Context, by access.Actor, id uuid.UUID, title, key string) (Sheet, error) {
	return s.change(ctx, by, permissionWrite, id, func(ctx context.Context, m Meeting) error {
		if err := m.mayChange(by.PersonID); err != nil {
			return err
		}
		item := Item{ID: uuid.New(), RaisedBy: by.PersonID, Proposal: Proposal{Source: FromPerson, Title: strings.TrimSpace(title)}}
		if key != "" {
			proposals, err := s.proposals(ctx, by, m.PersonID)
			if err != nil {
				return err
			}
			i := slices.IndexFunc(proposals, func(p Proposal) bool { return p.Key == key })
			if i < 0 {
				return apperr.InvalidField("key", "This is no longer proposed. Load the page again.")
			}
			item.Proposal = proposals[i]
		}
		if item.Title == "" {
			return apperr.InvalidField("title", "Say what you want to talk about.")
		}
		items, err := s.store.items(ctx, id)
		if err != nil {
			return err
		}
		position := 1
		if len(items) > 0 {
			position = items[len(items)-1].position + 1
		}
		if err := s.store.addItem(ctx, id, position, item, s.clock.Now()); err != nil {
			if apperr.CodeOf(err) == apperr.CodeConflict {
				return apperr.Conflict("This is on the agenda already.")
			}
			return err
		}
		return s.shared(ctx, by, "item_added", m, audit.Values{"item": item.ID, "source": item.Source.String(), "title": audit.FreeText(item.Title)})
	})
}

// TickItem notes whether an item was discussed.
func (s *Service) TickItem(ctx context.Context, by access.Actor, itemID uuid.UUID, discussed bool) (Sheet, error) {
	id, err := s.store.meetingOf(ctx, "appraisal_agenda_items", itemID)
	if err != nil {
		return Sheet{}, err
	}
	return s.change(ctx, by, permissionWrite, id, func(ctx context.Context, m Meeting) error {
		if err := m.mayChange(by.PersonID); err != nil {
			return err
		}
		if err := s.store.tickItem(ctx, itemID, discussed); err != nil {
			return err
		}
		return s.shared(ctx, by, "item_ticked", m, audit.Values{"item": itemID, "discussed": discussed})
	})
}

// RemoveItem takes an item off the agenda of a meeting that was not held yet. Whoever raised it, and the lead, may do so.
func (s *Service) RemoveItem(ctx context.Context, by access.Actor, itemID uuid.UUID) (Sheet, error) {
	id, err := s.store.meetingOf(ctx, "appraisal_agenda_items", itemID)
	if err != nil {
		return Sheet{}, err
	}
	return s.change(ctx, by, permissionWrite, id, func(ctx context.Context, m Meeting) error {
		if err := m.mayChange(by.PersonID); err != nil {
			return err
		}
		if err := m.mustBePlanned(); err != nil {
			return err
		}
		raised, err := s.store.raisedBy(ctx, itemID)
		if err != nil {
			return err
		}
		if by.PersonID != m.LeadID && by.PersonID != raised {
			return apperr.Forbidden("Whoever put this on the agenda takes it off, or whoever leads the " + m.Kind.Words() + ".")
		}
		if err := s.store.removeItem(ctx, itemID); err != nil {
			return err
		}
		return s.shared(ctx, by, "item_removed", m, audit.Values{"item": itemID})
	})
}

// mayChange refuses anybody but the two whose meeting it is, and any change of one that is closed.
func (m Meeting) mayChange(who uuid.UUID) error {
	if !m.party(who) {
		return apperr.Forbidden("Only the two who meet write here.")
	}
	return m.open()
}

// change runs fn on a meeting of somebody within the permission's reach, one change at a time, and gives the sheet after it.
func (s *Service) change(ctx context.Context, by access.Actor, permission access.Permission, id uuid.UUID, fn func(context.Context, Meeting) error) (Sheet, error) {
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if err := s.db.Lock(ctx, "appraisal "+id.String()); err != nil {
			return err
		}
		listed, err := s.store.meeting(ctx, by.Scopes(permission), id)
		if err != nil {
			return err
		}
		return fn(ctx, listed.Meeting)
	})
	if err != nil {
		return Sheet{}, err
	}
	return s.Meeting(ctx, by, id)
}

// decide is change for a decision on the version that was read.
func (s *Service) decide(ctx context.Context, by access.Actor, permission access.Permission, id uuid.UUID, version int, action string,
	fn func(Meeting) (Meeting, audit.Values, error),
) (Sheet, error) {
	return s.change(ctx, by, permission, id, func(ctx context.Context, m Meeting) error {
		if err := m.at(version); err != nil {
			return err
		}
		after, values, err := fn(m)
		if err != nil {
			return err
		}
		return s.save(ctx, by, action, m, after, values)
	})
}

func (s *Service) save(ctx context.Context, by access.Actor, action string, before, after Meeting, values audit.Values) error {
	if err := s.store.saveMeeting(ctx, before, after, s.clock.Now()); err != nil {
		return err
	}
	return s.note(ctx, by, action, after, values)
}

// shared notes a change of what both sides share; acknowledgements of the sheet as it was before fall.
func (s *Service) shared(ctx context.Context, by access.Actor, action string, m Meeting, values audit.Values) error {
	if m.PersonAcknowledged != nil || m.LeadAcknowledged != nil {
		values["acknowledgementsFell"] = true
		return s.save(ctx, by, action, m, m.changed(), values)
	}
	return s.note(ctx, by, action, m, values)
}

func (s *Service) note(ctx context.Context, by access.Actor, action string, m Meeting, values audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: "appraisal." + action, SubjectKind: "appraisal_meeting", SubjectID: m.ID.String(), PersonID: &m.PersonID, After: values,
	})
}
