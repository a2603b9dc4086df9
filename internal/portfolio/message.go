package portfolio

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
)

// Message is what the person or a reviewer wrote about a claim. It is never changed.
type Message struct {
	ID      uuid.UUID
	ClaimID uuid.UUID
	At      time.Time
	ByID    uuid.UUID
	// FromPerson says that the claim's person wrote it, and not a reviewer.
	FromPerson bool
	Text       string
}

// MessageView is a message with the name of who wrote it.
type MessageView struct {
	Message
	By Person
	// Unread says that the viewer had not read it yet.
	Unread bool
}

// Say writes a message about a claim; an empty one is CodeInvalid.
func (c Claim) Say(by access.Actor, now time.Time, text string) (Message, error) {
	if text = strings.TrimSpace(text); text == "" {
		return Message{}, apperr.InvalidField("text", "Write your message.")
	}
	return Message{ID: uuid.New(), ClaimID: c.ID, At: now, ByID: by.PersonID, FromPerson: by.PersonID == c.PersonID, Text: text}, nil
}

// Conversation counts the messages about a claim as one viewer sees them.
type Conversation struct {
	Messages int
	// Unread are those of others that the viewer has not read.
	Unread int
	// Unanswered says that the last word is the other side's: the person's for a reviewer, a reviewer's for the person.
	Unanswered bool
}
