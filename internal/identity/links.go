package identity

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
)

// Purpose is what a one-time link is for.
type Purpose string

// The purposes.
const (
	// Invitation gives a person the first password.
	Invitation Purpose = "invitation"
	// Reset replaces a password that was forgotten.
	Reset Purpose = "reset"
	// FirstAdministrator makes the organisation and its administrator on a new installation.
	FirstAdministrator Purpose = "first_administrator"
)

// life is how long a link of the purpose can be used.
func (p Purpose) life() time.Duration {
	if p == Invitation {
		return 7 * 24 * time.Hour
	}
	return 24 * time.Hour
}

// Link is a one-time link by which a password is set.
type Link struct {
	Purpose   Purpose
	ExpiresAt time.Time
	// PersonID, Name and Email are empty for the first administrator, who gives them.
	PersonID uuid.UUID
	Name     string
	Email    string
	// Organisation is the person's; empty for the first administrator, who names it.
	Organisation string
	leftOn       calendar.Date
	usedAt       *time.Time
}

func (l Link) usable(now time.Time) bool {
	return l.usedAt == nil && now.Before(l.ExpiresAt) && (l.leftOn.IsZero() || l.leftOn.After(calendar.Today(now)))
}

// NewPassword is what somebody enters who followed a link. Organisation, Name and Email are the first administrator's.
type NewPassword struct {
	Password     string
	Organisation string
	Name         string
	Email        string
}

// Link gives the link of a token. One that is used, too old or unknown is CodeNotFound.
func (s *Service) Link(ctx context.Context, t string) (Link, error) {
	link, err := s.store.link(ctx, token(t))
	if err != nil {
		return Link{}, err
	}
	if !link.usable(s.clock.Now()) {
		return Link{}, errLinkSpent
	}
	return link, nil
}

// SetPassword sets the password of the person whom the link is for, and uses the link up. Every session of the person
// ends, and so do other links. For the first administrator it makes the organisation, the person and the account.
func (s *Service) SetPassword(ctx context.Context, t string, given NewPassword, from Origin) error {
	link, err := s.Link(ctx, t)
	if err != nil {
		return err
	}
	name, email, organisation := link.Name, link.Email, link.Organisation
	if link.Purpose == FirstAdministrator {
		name, email, organisation = strings.TrimSpace(given.Name), foldEmail(given.Email), given.Organisation
	}
	if err := s.checkNewPassword(given.Password, name, email, organisation); err != nil {
		return err
	}
	hash := s.hasher.hash(given.Password)
	now := s.clock.Now()
	return s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.useLink(ctx, token(t), now); err != nil {
			return err
		}
		personID := link.PersonID
		if link.Purpose == FirstAdministrator {
			if personID, err = s.foundFirst(ctx, given.Organisation, name, email); err != nil {
				return err
			}
		}
		if err := s.store.saveAccount(ctx, personID, email, hash, now); err != nil {
			return err
		}
		if err := s.store.deleteLinks(ctx, personID); err != nil {
			return err
		}
		if err := s.store.deleteSessions(ctx, personID, ""); err != nil {
			return err
		}
		a, err := s.store.accountOf(ctx, personID)
		if err != nil {
			return err
		}
		if link.Purpose == Reset {
			if err := s.tell(ctx, a.OrganisationID, event{PersonID: personID, Kind: passwordSet, Device: from.Device, Address: from.Address}); err != nil {
				return err
			}
		}
		return s.record(ctx, s.actorOf(a), "identity.password_set", personID)
	})
}

// foundFirst makes the first organisation and administrator; once anybody has an account the link is worth nothing.
func (s *Service) foundFirst(ctx context.Context, organisation, name, email string) (uuid.UUID, error) {
	some, err := s.store.anyAccount(ctx)
	if err != nil {
		return uuid.Nil, err
	}
	if some {
		return uuid.Nil, errLinkSpent
	}
	return s.found(ctx, organisation, name, email)
}

// CreateLink makes a link for a person who works here: an invitation when the person has no account yet, and a reset
// otherwise. Links made before for the person can no longer be used. It returns the address to hand over, which is shown
// this once: the database keeps only its hash.
func (s *Service) CreateLink(ctx context.Context, by access.Actor, personID uuid.UUID) (url string, expiresAt time.Time, err error) {
	err = s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.invitable(ctx, by, personID)
		if err != nil {
			return err
		}
		url, expiresAt, err = s.link(ctx, by, person)
		return err
	})
	return url, expiresAt, err
}

// InvitationLink makes a link for a person without asking who does it: it is for the command line.
func (s *Service) InvitationLink(ctx context.Context, personID uuid.UUID) (url string, expiresAt time.Time, err error) {
	err = s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.store.person(ctx, personID)
		if err != nil {
			return err
		}
		url, expiresAt, err = s.link(ctx, access.Actor{OrganisationID: person.OrganisationID}, person)
		return err
	})
	return url, expiresAt, err
}

func (s *Service) link(ctx context.Context, by access.Actor, person account) (string, time.Time, error) {
	purpose := Invitation
	if person.PasswordHash != "" {
		purpose = Reset
	}
	if err := s.store.deleteLinks(ctx, person.PersonID); err != nil {
		return "", time.Time{}, err
	}
	t, expiresAt := newToken(), s.clock.Now().Add(purpose.life())
	if err := s.store.createLink(ctx, t, purpose, &person.PersonID, expiresAt); err != nil {
		return "", time.Time{}, err
	}
	if purpose == Invitation {
		e := event{ID: uuid.New(), PersonID: person.PersonID, Kind: invited, HappenedAt: s.clock.Now()}
		if by.PersonID != uuid.Nil {
			e.ByID = &by.PersonID
		}
		if err := s.store.addEvent(ctx, e); err != nil {
			return "", time.Time{}, err
		}
	}
	return s.address(t), expiresAt, s.record(ctx, by, "identity.password_link_made", person.PersonID)
}

// FirstAdministratorLink makes the link by which the first administrator of a new installation sets everything up. Links
// made by earlier starts can no longer be used. The address is empty when somebody has an account already.
func (s *Service) FirstAdministratorLink(ctx context.Context) (url string, err error) {
	err = s.store.inTx(ctx, func(ctx context.Context) error {
		some, err := s.store.anyAccount(ctx)
		if err != nil || some {
			return err
		}
		if err := s.store.deleteFirstLinks(ctx); err != nil {
			return err
		}
		t := newToken()
		url = s.address(t)
		return s.store.createLink(ctx, t, FirstAdministrator, nil, s.clock.Now().Add(FirstAdministrator.life()))
	})
	return url, err
}

// address gives the page of the browser application that takes the token.
func (s *Service) address(t token) string {
	return strings.TrimSuffix(s.baseURL, "/") + "/set-password/" + string(t)
}
