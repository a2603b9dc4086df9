package identity

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/openid"
	"bandwise/internal/platform/seal"
)

// Service signs people in and out and keeps their passwords.
type Service struct {
	store   store
	trail   *audit.Trail
	policy  *access.Policy
	clock   calendar.Clock
	log     *slog.Logger
	hasher  *hasher
	baseURL string
	found   func(ctx context.Context, organisation, name, email string) (uuid.UUID, error)
	// factors says who needs a second factor, key seals their secrets.
	factors config.SecondFactor
	key     *seal.Key
	post    Post
	queue   *jobs.Queue
	// breached is the operator's list of breached passwords, nil for none.
	breached *Breached
	// openid speaks with the organisations' providers; join takes up somebody whom one sent.
	openid *openid.Client
	join   func(ctx context.Context, organisation uuid.UUID, name, email string) (uuid.UUID, error)
}

// Visit is a session in use: who it is, and in which organisation.
type Visit struct {
	Actor        access.Actor
	Organisation string
	token        token
	// provider is the provider that the session was opened through, if any.
	provider uuid.UUID
}

// Credentials are what somebody proves by who they are.
type Credentials struct {
	Email    string
	Password string
	// Code is what an authenticator app shows, RecoveryCode what stands on paper; one of them is asked of whoever has set up a
	// second factor.
	Code         string
	RecoveryCode string
}

// Origin is where a request comes from: the address, and the browser and the system in words.
type Origin struct {
	Address string
	Device  string
}

// SignIn opens a new session for the account with this e-mail address and password, and closes the one that the browser
// held before.
//
// An unknown address, a wrong password, a disabled account and a leaver get the same CodeUnauthenticated after the same
// time; too many failures of the account or the address within 15 minutes get CodeTooMany. Whoever has set up a second factor
// and shows none gets CodeCodeRequired, once the password was right; wrong codes count as failures too.
func (s *Service) SignIn(ctx context.Context, given Credentials, from Origin, before Visit) (Visit, error) {
	email, password := foldEmail(given.Email), given.Password
	now := s.clock.Now()
	attempt, err := s.store.beginAttempt(ctx, bucketsOf(email, from.Address), now)
	if err != nil {
		return Visit{}, err
	}
	if attempt.refused {
		s.log.WarnContext(ctx, "a sign-in was refused", "reason", "too many attempts")
		return Visit{}, errTooManySignIns
	}
	a, err := s.store.accountByEmail(ctx, email)
	if err != nil && !errors.Is(err, apperr.NotFound("")) {
		return Visit{}, err
	}
	matches, outdated := s.hasher.matches(password, a.PasswordHash)
	if !matches || !a.open(calendar.Today(now)) {
		s.log.WarnContext(ctx, "a sign-in was refused", "reason", "wrong password or no such open account")
		return Visit{}, errWrongPassword
	}
	shown, err := s.prove(ctx, a, given, now)
	if errors.Is(err, errCodeRequired) {
		// No failure, and no success that would clear the failures before it.
		return Visit{}, errors.Join(s.store.takeBack(ctx, attempt), err)
	}
	if err != nil {
		s.log.WarnContext(ctx, "a sign-in was refused", "reason", "second factor")
		return Visit{}, err
	}
	if outdated {
		a.PasswordHash = s.hasher.hash(password)
	}
	return s.open(ctx, opening{account: a, shown: shown, attempt: attempt, from: from, before: before}, func(ctx context.Context) error {
		if !outdated {
			return nil
		}
		return s.store.saveAccount(ctx, a.PersonID, a.Email, a.PasswordHash, now)
	})
}

// opening is a sign-in that has succeeded but for its session.
type opening struct {
	account account
	shown   proof
	attempt attempt
	from    Origin
	before  Visit
	through way
}

// open uses up what was shown, closes the session that the browser held before, and opens one; with is done in the same transaction.
func (s *Service) open(ctx context.Context, o opening, with func(context.Context) error) (Visit, error) {
	now, opened, person := s.clock.Now(), newToken(), o.account.PersonID
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.spend(ctx, s.actorOf(o.account), o.shown, o.from, now); err != nil {
			return err
		}
		if err := s.store.endAttempt(ctx, o.attempt); err != nil {
			return err
		}
		if err := with(ctx); err != nil {
			return err
		}
		if err := s.store.deleteSession(ctx, o.before.token); err != nil {
			return err
		}
		if err := s.store.createSession(ctx, opened, person, o.from, o.through, now); err != nil {
			return err
		}
		return s.recordWith(ctx, s.actorOf(o.account), "identity.signed_in", person, o.through.values())
	})
	if err != nil {
		return Visit{}, err
	}
	visit, _, err := s.visit(ctx, opened)
	return visit, err
}

// SignOut ends the session. It gives the address at which somebody who came through the organisation's provider also signs out there,
// "" where there is none.
func (s *Service) SignOut(ctx context.Context, v Visit) (string, error) {
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.deleteSession(ctx, v.token); err != nil {
			return err
		}
		return s.record(ctx, v.Actor, "identity.signed_out", v.Actor.PersonID)
	})
	if err != nil || v.provider == uuid.Nil {
		return "", err
	}
	return s.leave(ctx, v.provider), nil
}

// visit gives the visit that belongs to a token; found is false when there is no live session of an open account.
func (s *Service) visit(ctx context.Context, t token) (v Visit, found bool, err error) {
	if t == "" {
		return Visit{}, false, nil
	}
	now := s.clock.Now()
	held, err := s.store.session(ctx, t, now)
	if err != nil {
		if errors.Is(err, apperr.NotFound("")) {
			err = nil
		}
		return Visit{}, false, err
	}
	if !sessionAlive(held.SeenAt, held.ExpiresAt, now) || !held.open(calendar.Today(now)) {
		return Visit{}, false, nil
	}
	if now.Sub(held.SeenAt) >= seenEvery {
		if err := s.store.touchSession(ctx, t, now); err != nil {
			return Visit{}, false, err
		}
	}
	actor := s.policy.NewActor(held.PersonID, held.OrganisationID, held.Name, held.Email, held.grants, now)
	if held.StandsIn {
		covers, err := s.store.covers(ctx, held.PersonID, actor.Today)
		if err != nil {
			return Visit{}, false, err
		}
		actor = actor.StandingIn(covers)
	}
	if held.InEmergency {
		e, top, err := s.store.emergency(ctx, held.PersonID, now)
		if err != nil {
			return Visit{}, false, err
		}
		actor = actor.InEmergency(e, top)
	}
	return Visit{Actor: s.admit(actor, held.account), Organisation: held.OrganisationName, token: t, provider: orNil(held.ProviderID)}, true, nil
}

// Actor gives somebody with the grants of today, for what is done in their name while they are away. It is false for somebody
// who cannot sign in.
func (s *Service) Actor(ctx context.Context, person uuid.UUID) (access.Actor, bool, error) {
	held, grants, err := s.store.withGrants(ctx, person)
	if errors.Is(err, apperr.NotFound("")) {
		return access.Actor{}, false, nil
	}
	now := s.clock.Now()
	if err != nil || !held.open(calendar.Today(now)) {
		return access.Actor{}, false, err
	}
	return s.policy.NewActor(held.PersonID, held.OrganisationID, held.Name, held.Email, grants, now), true, nil
}

// ChangePassword replaces the password of the person who is signed in, and ends the person's other sessions. The current
// password must be right, so that an unattended screen is not enough; guesses at it count as failed sign-ins do.
func (s *Service) ChangePassword(ctx context.Context, v Visit, current, password string, from Origin) error {
	now := s.clock.Now()
	a, attempt, err := s.again(ctx, v, "current", current, from)
	if err != nil {
		return err
	}
	if err := s.checkNewPassword(password, a.Name, a.Email, a.OrganisationName); err != nil {
		return err
	}
	hash := s.hasher.hash(password)
	return s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.endAttempt(ctx, attempt); err != nil {
			return err
		}
		if err := s.store.saveAccount(ctx, a.PersonID, a.Email, hash, now); err != nil {
			return err
		}
		if err := s.store.deleteSessions(ctx, a.PersonID, v.token); err != nil {
			return err
		}
		if err := s.tell(ctx, a.OrganisationID, event{PersonID: a.PersonID, Kind: passwordChanged, Device: from.Device, Address: from.Address}); err != nil {
			return err
		}
		return s.record(ctx, v.Actor, "identity.password_changed", a.PersonID)
	})
}

// again has somebody who is signed in show the password again, which field holds. Until the attempt ends it counts as a failed
// sign-in.
func (s *Service) again(ctx context.Context, v Visit, field, password string, from Origin) (account, attempt, error) {
	a, err := s.store.accountOf(ctx, v.Actor.PersonID)
	if err != nil {
		return account{}, attempt{}, err
	}
	begun, err := s.store.beginAttempt(ctx, bucketsOf(a.Email, from.Address), s.clock.Now())
	if err != nil {
		return account{}, attempt{}, err
	}
	if begun.refused {
		return account{}, attempt{}, errTooManySignIns
	}
	if a.PasswordHash == "" {
		return account{}, attempt{}, errors.Join(s.store.takeBack(ctx, begun), apperr.InvalidField(field, "You have no password here, because you sign in through your organisation. Ask an administrator for a link to choose one."))
	}
	if matches, _ := s.hasher.matches(password, a.PasswordHash); !matches {
		return account{}, attempt{}, apperr.InvalidField(field, "This is not your current password.")
	}
	return a, begun, nil
}

// Disable stops a person from signing in and ends the person's sessions and tokens at once. Nobody disables themselves. A person
// without an account, or out of scope, is CodeNotFound.
func (s *Service) Disable(ctx context.Context, by access.Actor, personID uuid.UUID) error {
	if by.PersonID == personID {
		return apperr.Conflict("You cannot disable your own account. Another administrator can.")
	}
	now := s.clock.Now()
	return s.switchAccount(ctx, by, personID, &now, "identity.account_disabled")
}

// Enable lets a person sign in again.
func (s *Service) Enable(ctx context.Context, by access.Actor, personID uuid.UUID) error {
	return s.switchAccount(ctx, by, personID, nil, "identity.account_enabled")
}

func (s *Service) switchAccount(ctx context.Context, by access.Actor, personID uuid.UUID, disabledAt *time.Time, action string) error {
	return s.store.inTx(ctx, func(ctx context.Context) error {
		if _, err := s.store.personInScope(ctx, by.Scopes("people.manage"), personID); err != nil {
			return err
		}
		if err := s.store.setDisabled(ctx, personID, disabledAt, s.clock.Now()); err != nil {
			return err
		}
		if err := s.EndSessions(ctx, personID); err != nil {
			return err
		}
		return s.record(ctx, by, action, personID)
	})
}

// EndSessions ends every session and every token of a person at once.
func (s *Service) EndSessions(ctx context.Context, personID uuid.UUID) error {
	if err := s.store.endTokens(ctx, personID, s.clock.Now()); err != nil {
		return err
	}
	return s.store.deleteSessions(ctx, personID, "")
}

// RenameAccount lets a person sign in by a new e-mail address; nothing happens when the person has no account. An
// address that another account has is refused by the field email.
func (s *Service) RenameAccount(ctx context.Context, personID uuid.UUID, email string) error {
	return s.store.renameAccount(ctx, personID, foldEmail(email), s.clock.Now())
}

// Provision gives a person an account with a password, or a new password when there is an account already. It is for the
// program itself: the demo trust's people are made with it.
func (s *Service) Provision(ctx context.Context, personID uuid.UUID, email, password string) error {
	if err := s.checkNewPassword(password, "", email, ""); err != nil {
		return err
	}
	hash := s.hasher.hash(password)
	return s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.store.person(ctx, personID)
		if err != nil {
			return err
		}
		if err := s.store.saveAccount(ctx, personID, foldEmail(email), hash, s.clock.Now()); err != nil {
			return err
		}
		return s.record(ctx, access.Actor{OrganisationID: person.OrganisationID}, "identity.password_set", personID)
	})
}

// actorOf is the person as the trail names the one who signs in, before there is a session.
func (s *Service) actorOf(a account) access.Actor {
	return access.Actor{PersonID: a.PersonID, OrganisationID: a.OrganisationID, Name: a.Name, Email: a.Email}
}

func (s *Service) record(ctx context.Context, by access.Actor, action string, personID uuid.UUID) error {
	return s.recordWith(ctx, by, action, personID, nil)
}

func (s *Service) recordWith(ctx context.Context, by access.Actor, action string, personID uuid.UUID, after audit.Values) error {
	return s.trail.Record(ctx, by, audit.Change{Action: action, SubjectKind: "account", SubjectID: personID.String(), PersonID: &personID, After: after})
}

// host gives the name under which people reach the installation.
func (s *Service) host() string {
	if base, err := url.Parse(s.baseURL); err == nil {
		return base.Hostname()
	}
	return ""
}

// foldEmail makes addresses comparable: people type them with capitals and spaces.
func foldEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
