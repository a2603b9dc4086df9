package app

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/notification"
)

// accountLetters has letters about accounts written.
type accountLetters struct{ m *modules }

// AccountLetter implements notification.Accounts.
func (a accountLetters) AccountLetter(ctx context.Context, event uuid.UUID) (notification.AccountLetter, bool, error) {
	letter, there, err := a.m.identity.Service.AccountLetter(ctx, event)
	return notification.AccountLetter(letter), there, err
}
