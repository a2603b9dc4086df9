package notification

import (
	"context"
	"fmt"
	"net/mail"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Reports make what is sent by a schedule.
type Reports interface {
	// Report makes a schedule's report for one of its readers; it is false when there is nothing to send any more.
	Report(ctx context.Context, organisation, person, schedule uuid.UUID) (Enclosure, bool, error)
}

// Enclosure is a report with the name that its schedule has.
type Enclosure struct {
	Name string
	File Enclosed
}

// Sends reports whether there is a mail server at all.
func (s *Service) Sends() bool { return s.post != nil }

// Enclose puts a letter with a schedule's report into the post, in the caller's transaction. The report is made when the
// letter is sent, so that it says what holds then. The same occasion a second time is CodeConflict.
func (s *Service) Enclose(ctx context.Context, organisation, person, schedule uuid.UUID, occasion string) error {
	now := s.clock.Now()
	return s.dispatch(ctx, delivery{
		ID: uuid.New(), OrganisationID: organisation, PersonID: person, Kind: string(Report), About: schedule.String(), Occasion: occasion,
		Day: calendar.Today(now), State: waiting, CreatedAt: now,
	}, nil)
}

// enclose writes the letter of a report. It tells no notices. A letter with no subject has nothing to say.
func (s *Service) enclose(ctx context.Context, d delivery, reader reader) (Letter, []told, error) {
	schedule, err := uuid.Parse(d.About)
	if err != nil {
		return Letter{}, nil, fmt.Errorf("read which report a letter carries: %w", err)
	}
	report, there, err := s.reports.Report(ctx, d.OrganisationID, d.PersonID, schedule)
	if err != nil || !there {
		return Letter{}, nil, err
	}
	c := content{
		Name: reader.Name, Organisation: reader.Organisation, Subject: report.Name,
		Opening: "The report of " + day(calendar.Today(s.clock.Now())) + " is enclosed as a PDF document. It counts the people whom you may see in Bandwise, and names nobody.",
		Link:    s.baseURL + "/organisation/planning", LinkText: "Open the forecast and what is behind it", Preferences: s.baseURL + "/account/reminders", Promise: promise,
	}
	text, html, err := write(c)
	return Letter{
		MessageID: messageID(d.ID, s.host), To: mail.Address{Name: reader.Name, Address: reader.Email}, Subject: c.Subject, Text: text, HTML: html,
		Preferences: c.Preferences, Date: d.CreatedAt, Enclosed: []Enclosed{report.File},
	}, nil, err
}
