package identity

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/jobs"
)

// Events of which nobody is told by a notice: their letter carries a link.
const (
	invited    eventKind = "invited"
	resetAsked eventKind = "reset_asked"
	resetSent  eventKind = "reset_sent"
)

// What holds for letters that somebody who is not signed in asks for.
const (
	// askedLife is how long the link of such a letter works, and how late the letter may be.
	askedLife      = time.Hour
	accountLetters = 3
	addressLetters = 20
)

// The refusals about letters with links.
var (
	errNoMail         = apperr.Conflict("This installation sends no letters. Ask an administrator for a link to choose a new password.")
	errTooManyLetters = apperr.TooMany("There were too many requests for a new password. Wait 15 minutes, then try again.")
)

// answerReset is the job that writes to somebody who forgot the password. It is there for every request: PersonID is no one
// when the address is nobody's, so that a request takes as long either way.
type answerReset struct {
	PersonID uuid.UUID `json:"personId"`
	Device   string    `json:"device"`
	Address  string    `json:"address"`
}

func (answerReset) Kind() string { return "identity.answer_reset" }

// Sends reports whether letters with links can be sent.
func (s *Service) Sends() bool { return s.post != nil && s.post.Sends() }

// AskReset has a letter sent by which somebody who forgot the password chooses a new one. What it answers, and how long it
// takes, does not tell whether the address is somebody's. Too many requests for an address, or from one, are CodeTooMany.
func (s *Service) AskReset(ctx context.Context, email string, from Origin) error {
	if !s.Sends() {
		return errNoMail
	}
	now, email := s.clock.Now(), foldEmail(email)
	attempt, err := s.store.beginAttempt(ctx, letterBuckets(email, from.Address), now)
	if err != nil {
		return err
	}
	if attempt.refused {
		return errTooManyLetters
	}
	a, err := s.store.accountByEmail(ctx, email)
	if err != nil && !errors.Is(err, apperr.NotFound("")) {
		return err
	}
	if !a.open(calendar.Today(now)) {
		a.PersonID = uuid.Nil
	}
	return s.store.inTx(ctx, func(ctx context.Context) error {
		return s.queue.Insert(ctx, answerReset{PersonID: a.PersonID, Device: from.Device, Address: from.Address})
	})
}

// letterBuckets counts requests for letters apart from failed sign-ins, so that neither stops the other.
func letterBuckets(email, address string) []bucket {
	buckets := bucketsOf(email, address)
	return []bucket{{"letter " + buckets[0].key, accountLetters}, {"letter " + buckets[1].key, addressLetters}}
}

// answer puts the letter into the post for a request, when there is somebody to write to.
func (s *Service) answer(ctx context.Context, asked answerReset) error {
	if asked.PersonID == uuid.Nil {
		return nil
	}
	a, err := s.store.accountOf(ctx, asked.PersonID)
	if errors.Is(err, apperr.NotFound("")) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.tell(ctx, a.OrganisationID, event{PersonID: a.PersonID, Kind: resetAsked, Device: asked.Device, Address: asked.Address}); err != nil {
			return err
		}
		return s.record(ctx, access.Actor{OrganisationID: a.OrganisationID}, "identity.reset_asked", a.PersonID)
	})
}

// SendLink has the letter sent by which a person chooses a password: an invitation when there is no account yet, and a reset
// otherwise. Without a mail server it is CodeConflict. Somebody out of scope is CodeNotFound.
func (s *Service) SendLink(ctx context.Context, by access.Actor, personID uuid.UUID) error {
	return s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.invitable(ctx, by, personID)
		if err != nil {
			return err
		}
		if !s.Sends() {
			return apperr.Conflict("No mail server is set up. Make a link, and hand it over.")
		}
		kind := invited
		if person.PasswordHash != "" {
			kind = resetSent
		}
		if err := s.tell(ctx, person.OrganisationID, event{PersonID: personID, Kind: kind, ByID: &by.PersonID}); err != nil {
			return err
		}
		return s.record(ctx, by, "identity.password_letter_asked", personID)
	})
}

// Invite has invitations sent to people of by's organisation who have just been added, in the transaction of ctx.
func (s *Service) Invite(ctx context.Context, by access.Actor, people []uuid.UUID) error {
	for _, personID := range people {
		if err := s.tell(ctx, by.OrganisationID, event{PersonID: personID, Kind: invited, ByID: &by.PersonID}); err != nil {
			return err
		}
		if err := s.record(ctx, by, "identity.password_letter_asked", personID); err != nil {
			return err
		}
	}
	return nil
}

// invitable gives a person in scope who works here.
func (s *Service) invitable(ctx context.Context, by access.Actor, personID uuid.UUID) (account, error) {
	person, err := s.store.personInScope(ctx, by.Scopes("people.manage"), personID)
	if err == nil && !person.LeftOn.IsZero() {
		err = apperr.Conflict(person.Name + " has left or is leaving. Record that the person is back first.")
	}
	return person, err
}

// register says how the jobs of the feature are run.
func (s *Service) register() { jobs.Register(s.queue, jobs.Handling{Attempts: 5}, s.answer) }
