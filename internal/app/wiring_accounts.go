package app

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"bandwise/internal/notification"
	"bandwise/internal/platform/apperr"
)

// accountLetters has letters about accounts written.
type accountLetters struct{ m *modules }

// AccountLetter implements notification.Accounts.
func (a accountLetters) AccountLetter(ctx context.Context, event uuid.UUID) (notification.AccountLetter, bool, error) {
	if l, err := a.m.delegation.Service.Letter(ctx, event); !errors.Is(err, apperr.NotFound("")) {
		return notification.AccountLetter{Subject: l.Subject, Paragraphs: l.Paragraphs, Link: l.Link, LinkText: l.LinkText}, true, err
	}
	letter, there, err := a.m.identity.Service.AccountLetter(ctx, event)
	return notification.AccountLetter(letter), there, err
}
