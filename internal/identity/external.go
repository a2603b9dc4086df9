package identity

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/openid"
)

// The refusals of sign-ins through a provider.
var (
	errStartedGone  = apperr.New(apperr.CodeUnauthenticated, "This sign-in is too old, was finished already, or was begun in another browser. Begin again.", nil)
	errNotThere     = apperr.New(apperr.CodeUnauthenticated, "You were not signed in at your organisation's provider. Begin again.", nil)
	errNotProven    = apperr.New(apperr.CodeUnauthenticated, "What your organisation's provider sent could not be confirmed. Begin again; if it happens again, tell an administrator.", nil)
	errUnknownThere = apperr.New(apperr.CodeUnauthenticated, "You have no account in Bandwise yet. Ask an administrator of your organisation for one.", nil)
	errUnverified   = apperr.New(apperr.CodeUnauthenticated, "Your organisation's provider did not confirm your e-mail address. Ask an administrator to link your account.", nil)
	errToBeLinked   = apperr.New(apperr.CodeUnauthenticated, "There is an account with your e-mail address, which is not linked to this sign-in yet. An administrator sees your request on your page and links it.", nil)
	errClosed       = apperr.New(apperr.CodeUnauthenticated, "Your account in Bandwise cannot be used. Ask an administrator.", nil)
)

// Returned is what a browser brings back from a provider. Without a Code and with a Refusal the person was not signed in there.
type Returned struct {
	State, Code, Issuer, Refusal string
	// Own are the codes of the person's own second factor, once they are asked for.
	Own Credentials
}

// secretsOf makes the secrets of a sign-in of what the browser's cookie holds: the database has nothing by which a sign-in under way
// could be finished elsewhere.
func secretsOf(state, browser token) openid.Secrets {
	made := func(what string) string {
		sum := sha256.Sum256([]byte(what + " " + string(browser)))
		return base64.RawURLEncoding.EncodeToString(sum[:])
	}
	return openid.Secrets{State: string(state), Nonce: made("nonce"), Verifier: made("verifier")}
}

// BeginExternal begins a sign-in at a provider: it gives the address there, and what the browser's cookie has to hold meanwhile.
func (s *Service) BeginExternal(ctx context.Context, id uuid.UUID, from Origin) (address string, browser token, err error) {
	begun, err := s.store.beginAttempt(ctx, startBuckets(from), s.clock.Now())
	if err != nil {
		return "", "", err
	}
	if begun.refused {
		return "", "", errTooManySignIns
	}
	p, err := s.store.providerIn(ctx, id)
	if err != nil {
		return "", "", err
	}
	settings, err := s.settings(p)
	if err != nil {
		return "", "", err
	}
	state, browser := newToken(), newToken()
	address, err = s.openid.Begin(ctx, settings, secretsOf(state, browser))
	if err != nil {
		return "", "", s.providerFailed(ctx, p, err)
	}
	return address, browser, s.store.start(ctx, startedRow{StateHash: state.hash(), BrowserHash: browser.hash(), ProviderID: p.ID, BegunAt: s.clock.Now()})
}

// startBuckets counts sign-ins that are begun from an address, and those whose way back failed. A department may stand behind one
// address, and not everybody who begins finishes.
func startBuckets(from Origin) []bucket {
	return []bucket{{"provider " + network(from.Address), 4 * addressFailures}}
}

func (s *Service) providerFailed(ctx context.Context, p Provider, err error) error {
	s.log.WarnContext(ctx, "a provider failed", "provider", p.ID, "error", err)
	switch {
	case errors.Is(err, openid.ErrRefused), errors.Is(err, openid.ErrUnproven):
		return errNotProven
	}
	return apperr.New(apperr.CodeUnavailable, "Your organisation's provider cannot be reached. Try again later, or sign in with your password.", err)
}

// CompleteExternal finishes a sign-in with what the browser brought back and its cookie, and opens a session as SignIn does. Whoever has
// set up a second factor here, and used none there that counts, gets CodeCodeRequired and sends the same state again with a code.
func (s *Service) CompleteExternal(ctx context.Context, back Returned, browser token, from Origin, before Visit) (Visit, error) {
	started, err := s.store.started(ctx, token(back.State).hash(), browser.hash(), s.clock.Now().Add(-startedLife))
	if err != nil {
		return Visit{}, err
	}
	p, err := s.store.providerIn(ctx, started.ProviderID)
	if err != nil {
		return Visit{}, errStartedGone
	}
	if started.ReturnedAt == nil {
		if started, err = s.takeBack(ctx, started, p, back, browser, from); err != nil {
			return Visit{}, err
		}
	} else if back.Own.Code == "" && back.Own.RecoveryCode == "" {
		return Visit{}, errStartedGone
	}
	return s.finish(ctx, started, p, back.Own, from, before)
}

// takeBack uses up what the provider answered, and finds who it is.
func (s *Service) takeBack(ctx context.Context, started startedRow, p Provider, back Returned, browser token, from Origin) (startedRow, error) {
	if err := s.store.useStarted(ctx, started.StateHash, s.clock.Now()); err != nil {
		return started, err
	}
	begun, err := s.store.beginAttempt(ctx, startBuckets(from), s.clock.Now())
	if err != nil {
		return started, err
	}
	if begun.refused {
		return started, errTooManySignIns
	}
	if back.Code == "" {
		s.log.WarnContext(ctx, "a provider signed nobody in", "provider", p.ID, "reason", back.Refusal)
		return started, errNotThere
	}
	settings, err := s.settings(p)
	if err != nil {
		return started, err
	}
	who, err := s.openid.Complete(ctx, settings, secretsOf(token(back.State), browser), back.Code, back.Issuer)
	if err != nil {
		return started, s.providerFailed(ctx, p, err)
	}
	known, err := s.recognise(ctx, p, who)
	if err != nil {
		s.log.WarnContext(ctx, "a sign-in through a provider was refused", "provider", p.ID, "reason", err)
		return started, err
	}
	started.IdentityID, started.SessionName, started.Factor = &known.ID, who.Session, who.TwoFactors && p.FactorCounts
	if err := s.store.saveStarted(ctx, started); err != nil {
		return started, err
	}
	return started, s.store.takeBack(ctx, begun)
}

// recognise finds who somebody is here by issuer and subject, and never by the address alone. Somebody unknown is taken up when the
// provider may make people and vouches for an address of its domains; when the address is somebody's already, an administrator is asked.
func (s *Service) recognise(ctx context.Context, p Provider, who openid.Identity) (identityRow, error) {
	known, err := s.store.identityBySubject(ctx, p.ID, who.Subject)
	if err == nil {
		if known.LinkedAt == nil {
			err = errToBeLinked
		}
		return known, err
	}
	if !errors.Is(err, apperr.NotFound("")) {
		return known, err
	}
	email := foldEmail(who.Email)
	if email == "" || !who.EmailVerified {
		return known, errUnverified
	}
	same, err := s.store.personByEmail(ctx, p.OrganisationID, email)
	switch {
	case err == nil:
		return known, s.ask(ctx, p, same, who.Subject, email)
	case !errors.Is(err, apperr.NotFound("")):
		return known, err
	}
	_, domain, _ := strings.Cut(email, "@")
	if !p.MakesPeople || !slices.Contains(p.Domains, domain) {
		return known, errUnknownThere
	}
	return s.takeUp(ctx, p, who, email)
}

// ask has an administrator link somebody whose address is known, and refuses meanwhile.
func (s *Service) ask(ctx context.Context, p Provider, same account, subject, email string) error {
	now := s.clock.Now()
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		row := identityRow{ID: uuid.New(), ProviderID: p.ID, PersonID: same.PersonID, Subject: subject, Email: email, AskedAt: now}
		if err := s.store.addIdentity(ctx, row); err != nil {
			return err
		}
		return s.recordWith(ctx, access.Actor{OrganisationID: p.OrganisationID}, "identity.link_asked", same.PersonID, audit.Values{"provider": p.Label})
	})
	if err != nil {
		return err
	}
	return errToBeLinked
}

// takeUp makes a person with an account that has no password, linked to the one at the provider. What a person begins with is what
// everybody may do: an administrator gives posts and roles.
func (s *Service) takeUp(ctx context.Context, p Provider, who openid.Identity, email string) (identityRow, error) {
	now := s.clock.Now()
	name := []rune(strings.TrimSpace(who.Name))
	if len(name) == 0 {
		local, _, _ := strings.Cut(email, "@")
		name = []rune(local)
	}
	var row identityRow
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.join(ctx, p.OrganisationID, string(name[:min(len(name), 100)]), email)
		if err != nil {
			return err
		}
		if err := s.store.saveAccount(ctx, person, email, "", now); err != nil {
			return err
		}
		row = identityRow{ID: uuid.New(), ProviderID: p.ID, PersonID: person, Subject: who.Subject, Email: email, AskedAt: now, LinkedAt: &now}
		if err := s.store.addIdentity(ctx, row); err != nil {
			return err
		}
		return s.recordWith(ctx, access.Actor{OrganisationID: p.OrganisationID}, "identity.person_taken_up", person, audit.Values{"provider": p.Label})
	})
	if errors.Is(err, errAddressTaken) {
		// The address is somebody's of another organisation, of whom nothing is said.
		return row, errUnknownThere
	}
	return row, err
}

// finish asks for the person's own second factor where it is needed, and opens the session.
func (s *Service) finish(ctx context.Context, started startedRow, p Provider, own Credentials, from Origin, before Visit) (Visit, error) {
	now := s.clock.Now()
	known, err := s.store.identity(ctx, orNil(started.IdentityID))
	if errors.Is(err, apperr.NotFound("")) || err == nil && known.LinkedAt == nil {
		return Visit{}, errStartedGone
	}
	if err != nil {
		return Visit{}, err
	}
	a, err := s.store.accountOf(ctx, known.PersonID)
	if err != nil {
		return Visit{}, err
	}
	attempt, err := s.store.beginAttempt(ctx, bucketsOf(a.Email, from.Address), now)
	if err != nil {
		return Visit{}, err
	}
	if attempt.refused {
		return Visit{}, errTooManySignIns
	}
	if !a.open(calendar.Today(now)) {
		return Visit{}, errClosed
	}
	var shown proof
	if !started.Factor {
		shown, err = s.prove(ctx, a, own, now)
	}
	if errors.Is(err, errCodeRequired) {
		return Visit{}, errors.Join(s.store.takeBack(ctx, attempt), err)
	}
	if err != nil {
		s.log.WarnContext(ctx, "a sign-in through a provider was refused", "reason", "second factor")
		return Visit{}, err
	}
	through := way{provider: p, session: started.SessionName, factor: started.Factor}
	return s.open(ctx, opening{account: a, shown: shown, attempt: attempt, from: from, before: before, through: through}, func(ctx context.Context) error {
		if err := s.store.endStarted(ctx, started.StateHash); err != nil {
			return err
		}
		return s.store.useIdentity(ctx, known.ID, now)
	})
}

// leave gives the address at a provider by which somebody signs out there too. A provider that does not answer keeps nobody here.
func (s *Service) leave(ctx context.Context, provider uuid.UUID) string {
	p, err := s.store.providerIn(ctx, provider)
	if err != nil {
		return ""
	}
	address, err := s.openid.Leave(ctx, openid.Settings{Issuer: p.Issuer, ClientID: p.ClientID}, s.page("/sign-in"))
	if err != nil {
		s.log.WarnContext(ctx, "a provider failed", "provider", p.ID, "error", err)
	}
	return address
}

// SignedOutThere ends the sessions of somebody of whom a provider tells that they signed out there: the one session, or all that the
// provider opened for the person. Each word counts once.
func (s *Service) SignedOutThere(ctx context.Context, provider uuid.UUID, raw string) error {
	p, err := s.store.providerIn(ctx, provider)
	if err != nil {
		return err
	}
	told, err := s.openid.SignedOut(ctx, openid.Settings{Issuer: p.Issuer, ClientID: p.ClientID}, raw)
	if err != nil {
		s.log.WarnContext(ctx, "the word of a sign-out was refused", "provider", p.ID, "error", err)
		return apperr.InvalidField("logout_token", "This is no word of a sign-out that can be believed.")
	}
	return s.store.inTx(ctx, func(ctx context.Context) error {
		now := s.clock.Now()
		if err := s.store.tellSignOut(ctx, token(p.Issuer+" "+told.ID).hash(), now); err != nil {
			return err
		}
		people, err := s.store.signedInThrough(ctx, p.ID, told.Subject, told.Session)
		if err != nil {
			return err
		}
		for _, person := range people {
			if err := s.store.deleteSessionsThrough(ctx, p.ID, person, told.Session); err != nil {
				return err
			}
			if err := s.recordWith(ctx, access.Actor{OrganisationID: p.OrganisationID}, "identity.signed_out_there", person, audit.Values{"provider": p.Label}); err != nil {
				return err
			}
		}
		return nil
	})
}
