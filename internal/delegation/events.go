package delegation

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// eventKind says what somebody is told of.
type eventKind string

// The kinds of events.
const (
	coverSet   eventKind = "cover_set"
	coverEnded eventKind = "cover_ended"
	// emergencyBegun is for those who watch over it.
	emergencyBegun eventKind = "emergency_begun"
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
	if e.Kind == emergencyBegun {
		return s.emergencyLetter(ctx, e)
	}
	v, err := s.store.cover(ctx, e.OrganisationID, e.AboutID)
	l := coverLetter(e, v)
	l.Link = s.baseURL + l.Link
	return l, err
}

// emergencyLetter says who helped themselves to what, why and until when.
func (s *Service) emergencyLetter(ctx context.Context, e event) (Letter, error) {
	v, err := s.store.emergency(ctx, e.OrganisationID, e.AboutID)
	return Letter{
		Subject: v.PersonName + " has emergency access",
		Paragraphs: []string{
			v.PersonName + " gave themselves the role of access “" + roleWord(v.Role) + "” for an emergency on " + moment(v.BegunAt) + ". It ends by itself on " + moment(v.EndsAt) + ".",
			"The reason: " + v.Reason,
			"What is done meanwhile is marked in the audit trail. Once it is over, please look at it and say what you found.",
		},
		Link: s.baseURL + "/administration/emergency/uses", LinkText: "Open the uses of emergency access",
	}, err
}

// roleWord names a role of access as the pages do.
func roleWord(r access.Role) string {
	return map[access.Role]string{
		access.Manager: "Manager", access.WorkforceLead: "Workforce lead", access.StandardsLead: "Standards lead", access.ConsistencyChecker: "Consistency checker",
	}[r]
}

func moment(at time.Time) string { return at.In(calendar.London()).Format("2 January 2006 at 15:04") }

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
