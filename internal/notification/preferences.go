package notification

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Preferences are how somebody wants to be reminded.
type Preferences struct {
	// Weekly says that a digest goes out every week, on Weekday.
	Weekly  bool
	Weekday time.Weekday
	// Lapses says that letters go out before something lapses.
	Lapses bool
	// Version is 1 for somebody who has chosen nothing, and has no row.
	Version int
}

// usual is what somebody gets who has chosen nothing.
var usual = Preferences{Weekly: true, Weekday: time.Monday, Lapses: true, Version: 1}

// morning is the hour in London from which letters go out.
const morning = 7

// Reminders are somebody's preferences, and whether letters arrive.
type Reminders struct {
	Preferences
	MailSent bool
	Address  string
	Broken   bool
	// Sentence says when the next digest goes out, or why none does.
	Sentence string
}

// Reminders gives somebody's own.
func (s *Service) Reminders(ctx context.Context, by access.Actor) (Reminders, error) {
	chosen, err := s.store.preferences(ctx, by.PersonID)
	if err != nil {
		return Reminders{}, err
	}
	r := Reminders{Preferences: chosen, MailSent: s.post != nil, Address: by.Email}
	broken, err := s.store.broken(ctx, by.OrganisationID)
	if err != nil {
		return Reminders{}, err
	}
	for _, b := range broken {
		r.Broken = r.Broken || b.PersonID == by.PersonID
	}
	r.Sentence = r.sentence(by.Today)
	return r, nil
}

func (r Reminders) sentence(today calendar.Date) string {
	switch {
	case !r.MailSent:
		return "This installation sends no e-mail. Your notices are here, and in your calendar if you make an address for it."
	case r.Broken:
		return "Letters to your address were refused, so none are sent. Ask an administrator to correct the address."
	case !r.Weekly:
		return "You get no weekly digest."
	}
	next := today.AddDays(1)
	for next.Weekday() != r.Weekday {
		next = next.AddDays(1)
	}
	return "The next digest goes out on " + next.Weekday().String() + " " + next.String() + ", if there is something new to say."
}

// Choose changes somebody's own preferences. The version must be the newest: CodePreconditionFailed when it is not.
func (s *Service) Choose(ctx context.Context, by access.Actor, version int, weekly bool, weekday int, lapses bool) (Reminders, error) {
	if weekday < 1 || weekday > 7 {
		return Reminders{}, apperr.InvalidField("weekday", "Choose a day of the week.")
	}
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.preferences(ctx, by.PersonID)
		if err != nil {
			return err
		}
		if old.Version != version {
			return apperr.PreconditionFailed()
		}
		chosen := Preferences{Weekly: weekly, Weekday: time.Weekday(weekday % 7), Lapses: lapses, Version: version + 1}
		if err := s.store.savePreferences(ctx, by.PersonID, chosen, version, s.clock.Now()); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "notification.reminders_chosen", SubjectKind: "person", SubjectID: by.PersonID.String(), PersonID: &by.PersonID,
			Before: old.values(), After: chosen.values(),
		})
	})
	if err != nil {
		return Reminders{}, err
	}
	return s.Reminders(ctx, by)
}

func (p Preferences) values() audit.Values {
	return audit.Values{"weekly": p.Weekly, "weekday": p.Weekday.String(), "lapses": p.Lapses}
}

// TargetRole is the role that somebody works towards.
type TargetRole struct {
	RoleID   uuid.UUID
	Title    string
	ChosenOn calendar.Date
}

// Target gives the role that somebody works towards; one without an identifier when none was chosen.
func (s *Service) Target(ctx context.Context, by access.Actor) (TargetRole, error) {
	return s.store.target(ctx, by.PersonID)
}

// ChooseTarget chooses the role that somebody works towards, or none with uuid.Nil. A role of no use is CodeInvalid.
func (s *Service) ChooseTarget(ctx context.Context, by access.Actor, role uuid.UUID) (TargetRole, error) {
	var chosen TargetRole
	err := s.db.InTx(ctx, func(ctx context.Context) error {
		old, err := s.store.target(ctx, by.PersonID)
		if err != nil {
			return err
		}
		if role != uuid.Nil {
			there, err := s.store.openRole(ctx, by.OrganisationID, role)
			if err != nil {
				return err
			}
			if !there {
				return apperr.InvalidField("roleId", "There is no such role, or it has been retired. Choose another one.")
			}
		}
		if err := s.store.saveTarget(ctx, by.PersonID, role, by.Today, s.clock.Now()); err != nil {
			return err
		}
		if chosen, err = s.store.target(ctx, by.PersonID); err != nil {
			return err
		}
		return s.trail.Record(ctx, by, audit.Change{
			Action: "notification.target_role_chosen", SubjectKind: "person", SubjectID: by.PersonID.String(), PersonID: &by.PersonID,
			Before: audit.Values{"role": old.RoleID}, After: audit.Values{"role": role},
		})
	})
	return chosen, err
}
