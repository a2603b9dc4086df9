package notification

import (
	"context"
	"fmt"
	"net/mail"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Accounts write what letters about accounts say.
type Accounts interface {
	// AccountLetter writes the letter about an event of an account, when it is sent; it is false when there is nothing to say
	// any more.
	AccountLetter(ctx context.Context, event uuid.UUID) (AccountLetter, bool, error)
}

// AccountLetter is what a letter about somebody's account says. Nobody can turn such letters off.
type AccountLetter struct {
	Subject string
	// Paragraphs are the text, one or more.
	Paragraphs []string
	Link       string
	LinkText   string
	// SetsPassword says that the link leads to the page where a password is chosen.
	SetsPassword bool
}

// AboutAccount puts the letter about an event of an account into the post, in the caller's transaction. The letter is written
// when it is sent.
func (s *Service) AboutAccount(ctx context.Context, organisation, person, event uuid.UUID) error {
	now := s.clock.Now()
	return s.dispatch(ctx, delivery{
		ID: uuid.New(), OrganisationID: organisation, PersonID: person, Kind: string(Account), About: event.String(),
		Occasion: string(Account) + "/" + event.String(), Day: calendar.Today(now), State: waiting, CreatedAt: now,
	}, nil)
}

// inform writes the letter about an account. It tells no notices. A letter with no subject has nothing to say.
func (s *Service) inform(ctx context.Context, d delivery, reader reader) (Letter, []told, error) {
	event, err := uuid.Parse(d.About)
	if err != nil {
		return Letter{}, nil, fmt.Errorf("read what a letter about an account is about: %w", err)
	}
	says, there, err := s.accounts.AccountLetter(ctx, event)
	if err != nil || !there {
		return Letter{}, nil, err
	}
	c := content{
		Name: reader.Name, Organisation: reader.Organisation, Subject: says.Subject, Opening: says.Paragraphs[0], Paragraphs: says.Paragraphs[1:],
		Link: says.Link, LinkText: says.LinkText, Promise: promise,
	}
	if says.SetsPassword {
		c.Promise = "It sends a link like this one only when somebody asked for it. Nobody from Bandwise asks you for your password."
	}
	text, html, err := write(c)
	return Letter{
		MessageID: messageID(d.ID, s.host), To: mail.Address{Name: reader.Name, Address: reader.Email}, Subject: c.Subject, Text: text, HTML: html,
		Date: d.CreatedAt,
	}, nil, err
}
