package delegation

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// eventKind says what somebody is told of.
type eventKind string

// The kinds of events.
const (
	coverSet   eventKind = "cover_set"
	coverEnded eventKind = "cover_ended"
)

// event is something of which one person is told.
type event struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Kind           eventKind
	// AboutID is the cover.
	AboutID    uuid.UUID
	HappenedAt time.Time
}

func (event) TableName() string { return "delegation_events" }

// tell keeps an event in the caller's transaction, by which the person sees a notice, and puts a letter into the post.
func (s *Service) tell(ctx context.Context, organisation, person uuid.UUID, kind eventKind, about uuid.UUID) error {
	e := event{ID: uuid.New(), OrganisationID: organisation, PersonID: person, Kind: kind, AboutID: about, HappenedAt: s.clock.Now()}
	if err := s.store.addEvent(ctx, e); err != nil {
		return err
	}
	if !s.post.Sends() {
		return nil
	}
	return s.post.AboutAccount(ctx, organisation, person, e.ID)
}

// Letter is what a letter about an event says.
type Letter struct {
	Subject    string
	Paragraphs []string
	Link       string
	LinkText   string
}

// Letter writes the letter about an event; another feature's event is CodeNotFound.
func (s *Service) Letter(ctx context.Context, id uuid.UUID) (Letter, error) {
	e, err := s.store.event(ctx, id)
	if err != nil {
		return Letter{}, err
	}
	v, err := s.store.cover(ctx, e.OrganisationID, e.AboutID)
	l := coverLetter(e, v)
	l.Link = s.baseURL + l.Link
	return l, err
}

func coverLetter(e event, v CoverView) Letter {
	l := Letter{Link: "/account/cover", LinkText: "Open cover for leave"}
	away := e.PersonID == v.PersonID
	switch {
	case e.Kind == coverSet && away:
		l.Subject = v.CoveringName + " stands in for you"
		l.Paragraphs = []string{
			v.CoveringName + " stands in for you " + v.period() + ": what waits for your review or sign-off can be decided in your stead on these days. It was set by " + v.SetterName + ".",
			"You can end it at any time on your account page. What was decided is shown with both names.",
		}
	case e.Kind == coverSet:
		l.Subject = "You stand in for " + v.PersonName
		l.Paragraphs = []string{
			"You stand in for " + v.PersonName + " " + v.period() + ". What waits for them is in your own lists on these days, and what you decide is shown with both names. It was set by " + v.SetterName + ".",
			"If you cannot do it, end it on your account page and tell " + v.PersonName + ".",
		}
	case away:
		l.Subject = v.CoveringName + " does not stand in for you any more"
		l.Paragraphs = []string{"The cover by " + v.CoveringName + " " + v.period() + " was ended by " + v.EnderName + ". What waits for your review waits for you again."}
	default:
		l.Subject = "You do not stand in for " + v.PersonName + " any more"
		l.Paragraphs = []string{"Your cover for " + v.PersonName + " " + v.period() + " was ended by " + v.EnderName + "."}
	}
	return l
}
