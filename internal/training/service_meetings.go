package training

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/page"
)

// KeptMeeting is a meeting with the names of those in it.
type KeptMeeting struct {
	Meeting
	MentorName   string
	LoggedByName string
	// ConfirmedByName is "" while it waits.
	ConfirmedByName string
}

// Meetings gives one page of a person's mentoring meetings, and how many there are.
func (s *Service) Meetings(ctx context.Context, by access.Actor, personID uuid.UUID, asked page.Request) ([]KeptMeeting, int, error) {
	if _, err := s.store.person(ctx, by.Scopes(permissionMeetings), personID); err != nil {
		return nil, 0, err
	}
	return s.store.meetings(ctx, personID, asked)
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
		if err := s.note(ctx, by, "meeting_logged", "mentoring_meeting", meeting.ID, meeting.Person, nil, audit.Values{
			"metOn": meeting.MetOn, "minutes": meeting.Minutes, "mentor": meeting.Mentor,
			"topics": audit.FreeText(meeting.Topics), "agreed": audit.FreeText(meeting.Agreed),
		}); err != nil {
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
