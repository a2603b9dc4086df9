package identity

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Letter is what a letter about an account says.
type Letter struct {
	Subject    string
	Paragraphs []string
	Link       string
	LinkText   string
	// SetsPassword says that the link leads to the page where a password is chosen.
	SetsPassword bool
}

// AccountLetter writes the letter about an event, when it is sent. A link is made only then, and the database keeps its hash.
// It is false when there is nothing to say any more: an invitation that was accepted meanwhile, a request that is too old.
func (s *Service) AccountLetter(ctx context.Context, id uuid.UUID) (Letter, bool, error) {
	e, err := s.store.event(ctx, id)
	if err != nil {
		return Letter{}, false, err
	}
	switch e.Kind {
	case invited, resetAsked, resetSent:
		return s.linkLetter(ctx, e)
	}
	l := e.letter()
	l.Link, l.LinkText = strings.TrimSuffix(s.baseURL, "/")+"/account", "Open your account"
	return l, true, nil
}

// letter says what happened, from where, and what to do when it was not the reader.
func (e event) letter() Letter {
	at := moment(e.HappenedAt)
	l := map[eventKind]Letter{
		passwordChanged:   {Subject: "Your password was changed", Paragraphs: []string{"Your password for Bandwise was changed on " + at + e.place() + ". Your other sessions have ended."}},
		passwordSet:       {Subject: "Your password was set", Paragraphs: []string{"Your password for Bandwise was set by a link on " + at + e.place() + ". All your sessions have ended."}},
		factorAdded:       {Subject: "A second step at sign-in was set up", Paragraphs: []string{"On " + at + e.place() + " a second step was set up: signing in as you now also asks for a code from an authenticator app."}},
		factorRemoved:     {Subject: "Your second step at sign-in was removed", Paragraphs: []string{"On " + at + e.place() + " the second step was removed: your password alone signs you in again."}},
		factorReset:       {Subject: "Your second step at sign-in was reset", Paragraphs: []string{"On " + at + e.resetter(), "You are signed out everywhere. Your password signs you in; then set up the second step again."}},
		recoveryCodeUsed:  {Subject: "A recovery code was used to sign in as you", Paragraphs: []string{"On " + at + e.place() + " one of your recovery codes was used. " + codesLeft(e.CodesLeft)}},
		identityLinked:    {Subject: "You can sign in through your organisation", Paragraphs: []string{"On " + at + " your account was linked to your account at your organisation's provider: whoever signs in there as you is signed in as you in Bandwise."}},
		identityRemoved:   {Subject: "Your sign-in through your organisation was taken away", Paragraphs: []string{"On " + at + " an administrator took the link away between your account and the one at your organisation's provider. Sessions that it opened have ended."}},
		recoveryCodesMade: {Subject: "New recovery codes were made", Paragraphs: []string{"On " + at + e.place() + " new recovery codes were made. The ones from before are worth nothing."}},
	}[e.Kind]
	l.Paragraphs = append(l.Paragraphs, "If this was not you or done for you, change your password at once, sign out everywhere else on your account page, and tell an administrator of your organisation.")
	return l
}

// resetter says who reset a second step: an administrator with a reason, or, where nobody did, the operator of the installation.
func (e event) resetter() string {
	if e.ByID == nil {
		return " whoever runs Bandwise for your organisation removed your second step at sign-in."
	}
	return " an administrator of your organisation removed your second step at sign-in. The reason: " + e.Reason
}

func codesLeft(n int) string {
	switch n {
	case 0:
		return "None is left: make new ones on your account page."
	case 1:
		return "One is left: make new ones on your account page."
	}
	return fmt.Sprintf("%d are left.", n)
}

// place says from where something came, as far as it is known.
func (e event) place() string {
	text := ""
	if e.Device != "" {
		text += ", from " + e.Device
	}
	if e.Address != "" {
		text += ", network address " + e.Address
	}
	return text
}

// linkLetter writes a letter with a link, which takes the place of links that an administrator made before; somebody who only
// asks takes no link away from anybody.
func (s *Service) linkLetter(ctx context.Context, e event) (Letter, bool, error) {
	now := s.clock.Now()
	purpose, life := Reset, Reset.life()
	switch e.Kind {
	case invited:
		purpose, life = Invitation, Invitation.life()
	case resetAsked:
		life = askedLife
	}
	var l Letter
	said := false
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.store.person(ctx, e.PersonID)
		if err != nil {
			return err
		}
		accepted := purpose == Invitation && person.PasswordHash != ""
		gone := !person.LeftOn.IsZero() || person.DisabledAt != nil
		if accepted || gone || !now.Before(e.HappenedAt.Add(life)) {
			return nil
		}
		if e.Kind != resetAsked {
			if err := s.store.deleteLinks(ctx, e.PersonID); err != nil {
				return err
			}
		}
		t, expiresAt := newToken(), now.Add(life)
		if err := s.store.createLink(ctx, t, purpose, &e.PersonID, expiresAt); err != nil {
			return err
		}
		l, said = e.linkWords(person.OrganisationName, expiresAt), true
		l.Link, l.SetsPassword = s.address(t), true
		return nil
	})
	return l, said, err
}

func (e event) linkWords(organisation string, expiresAt time.Time) Letter {
	once := "The link works once, until " + moment(expiresAt) + "."
	switch e.Kind {
	case invited:
		return Letter{
			Subject: "Your invitation to Bandwise", LinkText: "Choose your password",
			Paragraphs: []string{organisation + " keeps its competencies and development in Bandwise, and has made a place for you.", once + " If you did not expect this, do nothing, or ask your manager."},
		}
	case resetSent:
		return Letter{
			Subject: "Choose a new password", LinkText: "Choose a new password",
			Paragraphs: []string{"An administrator of " + organisation + " sends you this link, by which you choose a new password for Bandwise.", once + " If you did not ask for it, do nothing: your password stays as it is. Tell an administrator."},
		}
	}
	return Letter{
		Subject: "Choose a new password", LinkText: "Choose a new password",
		Paragraphs: []string{
			"Somebody asked on " + moment(e.HappenedAt) + e.place() + " for a new password for your account in Bandwise.", once,
			"If it was not you, do nothing: your password stays as it is, and nobody can use this link but who reads your letters. Tell an administrator if it happens again.",
		},
	}
}

func moment(at time.Time) string {
	return at.In(calendar.London()).Format("2 January 2006 at 15:04")
}
