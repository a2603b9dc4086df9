package training

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
)

// KeptMeeting is a meeting with the names of those in it.
type KeptMeeting struct {
	Meeting
	MentorName   string
	LoggedByName string
	// ConfirmedByName is "" while it waits.
	ConfirmedByName string
	// DisputedByName is "" where nothing was said against it.
	DisputedByName string
}

// Meetings gives one page of a person's mentoring meetings, and how many there are.
func (s *Service) Meetings(ctx context.Context, by access.Actor, personID uuid.UUID, asked page.Request) ([]KeptMeeting, int, error) {
	if _, err := s.store.person(ctx, by.Scopes(permissionMeetings), personID); err != nil {
		return nil, 0, err
	}
	return s.store.meetings(ctx, personID, asked)
}

// MentoringOf sums up a person's mentoring meetings by the mentorship of the person's pathway.
func (s *Service) MentoringOf(ctx context.Context, by access.Actor, personID uuid.UUID) (Mentoring, error) {
	if _, err := s.store.person(ctx, by.Scopes(permissionMeetings), personID); err != nil {
		return Mentoring{}, err
	}
	c, err := s.careerOf(ctx, by.OrganisationID, personID)
	if err != nil || c.road == nil {
		return Mentoring{Sentence: "There is no pathway, so no months of mentorship are asked for."}, err
	}
	meetings, err := s.store.allMeetings(ctx, personID)
	return c.road.Pathway.MentoringOf(c.facts, meetings, s.clock.Today()), err
}

// EditMeeting keeps a meeting as whoever logged it edits it, before it is confirmed. version is the one that was read; another one is
// CodePreconditionFailed. See [Meeting.Edit] for what is refused.
func (s *Service) EditMeeting(ctx context.Context, by access.Actor, id uuid.UUID, version int, entry Meeting) (KeptMeeting, error) {
	return s.onMeeting(ctx, by, id, func(ctx context.Context, kept KeptMeeting) (Meeting, error) {
		if version != kept.Version {
			return Meeting{}, apperr.PreconditionFailed()
		}
		mentors, err := s.store.mentors(ctx, kept.Person, entry.MetOn)
		if err != nil {
			return Meeting{}, err
		}
		edited, err := kept.Edit(by.PersonID, entry, mentors, s.clock.Now())
		if err != nil {
			return Meeting{}, err
		}
		if err := s.store.editMeeting(ctx, edited); err != nil {
			return Meeting{}, err
		}
		return edited, s.note(ctx, by, "meeting_edited", "mentoring_meeting", id, kept.Person, kept.values(), edited.values())
	})
}

// DisputeMeeting keeps what the other side says was not so. version is the one that was read; another one is CodeConflict.
func (s *Service) DisputeMeeting(ctx context.Context, by access.Actor, id uuid.UUID, version int, note string) (KeptMeeting, error) {
	return s.onMeeting(ctx, by, id, func(ctx context.Context, kept KeptMeeting) (Meeting, error) {
		disputed, err := kept.Disagree(by.PersonID, note, s.clock.Now())
		if err != nil {
			return Meeting{}, err
		}
		if err := stale(version, kept.Version, "meeting"); err != nil {
			return Meeting{}, err
		}
		if err := s.store.disputeMeeting(ctx, disputed); err != nil {
			return Meeting{}, err
		}
		return disputed, s.note(ctx, by, "meeting_disputed", "mentoring_meeting", id, kept.Person, nil, audit.Values{"note": audit.FreeText(note)})
	})
}

// onMeeting runs fn on a meeting of a person within the scope of mentoring.log, in a transaction, and gives it as it then is.
func (s *Service) onMeeting(ctx context.Context, by access.Actor, id uuid.UUID, fn func(context.Context, KeptMeeting) (Meeting, error)) (KeptMeeting, error) {
	var kept KeptMeeting
	err := s.db.InTx(ctx, func(ctx context.Context) (err error) {
		if kept, err = s.store.meeting(ctx, by.Scopes(permissionLog), id); err != nil {
			return err
		}
		if _, err := fn(ctx, kept); err != nil {
			return err
		}
		kept, err = s.store.meeting(ctx, by.Scopes(permissionLog), id)
		return err
	})
	return kept, err
}

func (m Meeting) values() audit.Values {
	return audit.Values{
		"metOn": m.MetOn, "minutes": m.Minutes, "mentor": m.Mentor, "nextOn": m.NextOn, "topics": audit.FreeText(m.Topics), "agreed": audit.FreeText(m.Agreed),
	}
}

// LogMeeting keeps a mentoring meeting; the other side confirms it. See the rule [LogMeeting] for what is refused.
func (s *Service) LogMeeting(ctx context.Context, by access.Actor, entry Meeting) (KeptMeeting, error) {
	var kept KeptMeeting
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		if _, err := s.store.person(ctx, by.Scopes(permissionLog), entry.Person); err != nil {
			return err
		}
		mentors, err := s.store.mentors(ctx, entry.Person, entry.MetOn)
		if err != nil {
			return err
		}
		entry.ID, entry.LoggedBy, entry.LoggedAt, entry.Version = uuid.New(), by.PersonID, s.clock.Now(), 1
		meeting, err := LogMeeting(entry, mentors, s.clock.Today())
		if err != nil {
			return err
		}
		if err := s.store.addMeeting(ctx, by.OrganisationID, meeting); err != nil {
			return err
		}
		if err := s.note(ctx, by, "meeting_logged", "mentoring_meeting", meeting.ID, meeting.Person, nil, meeting.values()); err != nil {
			return err
		}
		kept, err = s.store.meeting(ctx, by.Scopes(permissionLog), meeting.ID)
		return err
	})
	return kept, err
}

// ConfirmMeeting keeps that the other side confirmed a meeting. version is the one that was read; another one is CodeConflict.
func (s *Service) ConfirmMeeting(ctx context.Context, by access.Actor, id uuid.UUID, version int) (KeptMeeting, error) {
	var kept KeptMeeting
	err := s.db.InTx(ctx, func(ctx context.Context) (err error) {
		if kept, err = s.store.meeting(ctx, by.Scopes(permissionLog), id); err != nil {
			return err
		}
		confirmed, err := kept.Confirm(by.PersonID, s.clock.Now())
		if err != nil {
			return err
		}
		if err := stale(version, kept.Version, "meeting"); err != nil {
			return err
		}
		if err := s.store.confirmMeeting(ctx, confirmed); err != nil {
			return err
		}
		confirmed.Version++
		kept.Meeting, kept.ConfirmedByName = confirmed, by.Name
		return s.note(ctx, by, "meeting_confirmed", "mentoring_meeting", id, kept.Person, nil, audit.Values{"confirmedBy": by.PersonID})
	})
	return kept, err
}
