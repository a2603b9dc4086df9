package identity

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// eventKind says what happened to somebody's way of signing in.
type eventKind string

// The kinds of events.
const (
	passwordChanged   eventKind = "password_changed"
	passwordSet       eventKind = "password_set"
	factorAdded       eventKind = "factor_added"
	factorRemoved     eventKind = "factor_removed"
	factorReset       eventKind = "factor_reset"
	recoveryCodeUsed  eventKind = "recovery_code_used"
	recoveryCodesMade eventKind = "recovery_codes_made"
	identityLinked    eventKind = "identity_linked"
	identityRemoved   eventKind = "identity_removed"
)

// event is something of which the person is told, by a notice and, where mail is sent, by a letter.
type event struct {
	ID         uuid.UUID
	PersonID   uuid.UUID
	Kind       eventKind
	HappenedAt time.Time
	// Device and Address are where it came from, when the person, or somebody in the person's name, did it.
	Device, Address string
	// ByID is the administrator who did it, Reason why.
	ByID   *uuid.UUID
	Reason string
	// CodesLeft counts the recovery codes that are left after one was used.
	CodesLeft int
}

func (event) TableName() string { return "account_events" }

// Post carries letters about accounts.
type Post interface {
	// Sends reports whether there is a mail server at all.
	Sends() bool
	// AboutAccount puts the letter about an event into the post, in the caller's transaction.
	AboutAccount(ctx context.Context, organisation, person, event uuid.UUID) error
}

// tell keeps an event, in the caller's transaction, so that the person learns of it.
func (s *Service) tell(ctx context.Context, organisation uuid.UUID, e event) error {
	e.ID, e.HappenedAt = uuid.New(), s.clock.Now()
	if err := s.store.addEvent(ctx, e); err != nil {
		return err
	}
	if s.post == nil || !s.post.Sends() {
		return nil
	}
	return s.post.AboutAccount(ctx, organisation, e.PersonID, e.ID)
}
