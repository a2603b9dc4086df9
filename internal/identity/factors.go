package identity

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/config"
)

// FactorState is what somebody sees of their second factor.
type FactorState struct {
	Enrolled bool
	// Since is when it was set up.
	Since time.Time
	// CodesLeft counts the recovery codes that were not used.
	CodesLeft int
	// Offered says that one can be set up here, Required that the person's roles ask for one.
	Offered  bool
	Required bool
}

// requires reports whether somebody's roles ask for a second factor here.
func (s *Service) requires(a access.Actor) bool {
	return s.factors == config.FactorApproving && a.Weighs()
}

// admit gives the actor as the gate has to judge it: whoever needs a second factor and has none is marked.
func (s *Service) admit(actor access.Actor, a account) access.Actor {
	actor.LacksFactor = !a.HasFactor && !a.SecondFactor && s.requires(actor)
	return actor
}

// proof is what somebody showed besides the password; the zero value is for accounts without a second factor.
type proof struct {
	step  int64
	paper uuid.UUID
}

// prove checks the second factor of an account, and uses nothing up. An account that has none needs none. Nothing shown is
// CodeCodeRequired.
func (s *Service) prove(ctx context.Context, a account, given Credentials, now time.Time) (proof, error) {
	switch {
	case !a.HasFactor:
		return proof{}, nil
	case given.RecoveryCode != "":
		return s.provePaper(ctx, a.PersonID, given.RecoveryCode)
	case given.Code == "":
		return proof{}, errCodeRequired
	}
	held, err := s.store.factor(ctx, a.PersonID)
	if err != nil {
		return proof{}, err
	}
	secret, err := s.key.Open(held.SealedSecret, a.PersonID.String())
	if err != nil {
		return proof{}, apperr.New(apperr.CodeUnavailable, "Codes cannot be checked on this server. Use a recovery code, and tell whoever runs Bandwise for you.", err)
	}
	step, found, err := stepOf(secret, given.Code, now, held.LastStep)
	if err == nil && !found {
		err = errWrongCode
	}
	return proof{step: step}, err
}

// provePaper compares with every code that is left, so that how long it takes tells nothing.
func (s *Service) provePaper(ctx context.Context, personID uuid.UUID, typed string) (proof, error) {
	left, err := s.store.recoveryCodes(ctx, personID)
	if err != nil {
		return proof{}, err
	}
	shown, found := proof{}, false
	folded := foldRecoveryCode(typed)
	for _, c := range left {
		if matches, _ := s.hasher.matches(folded, c.CodeHash); matches {
			shown, found = proof{paper: c.ID}, true
		}
	}
	if !found {
		return proof{}, errWrongPaper
	}
	return shown, nil
}

// spend uses up what was shown, in the caller's transaction. Of several who show the same at once, one succeeds.
func (s *Service) spend(ctx context.Context, by access.Actor, p proof, from Origin, now time.Time) error {
	switch {
	case p.paper != uuid.Nil:
		if err := s.store.useRecoveryCode(ctx, p.paper, now); err != nil {
			return err
		}
		left, err := s.store.recoveryCodes(ctx, by.PersonID)
		if err != nil {
			return err
		}
		if err := s.tell(ctx, by.OrganisationID, event{PersonID: by.PersonID, Kind: recoveryCodeUsed, CodesLeft: len(left), Device: from.Device, Address: from.Address}); err != nil {
			return err
		}
		return s.recordWith(ctx, by, "identity.recovery_code_used", by.PersonID, audit.Values{"codesLeft": len(left)})
	case p.step != 0:
		return s.store.useStep(ctx, by.PersonID, p.step)
	}
	return nil
}

// Factor tells somebody about their own second factor.
func (s *Service) Factor(ctx context.Context, v Visit) (FactorState, error) {
	state := FactorState{Offered: s.factors != config.FactorOff, Required: s.requires(v.Actor)}
	a, err := s.store.accountOf(ctx, v.Actor.PersonID)
	if err != nil || !a.HasFactor {
		return state, err
	}
	held, err := s.store.factor(ctx, a.PersonID)
	if err != nil {
		return state, err
	}
	left, err := s.store.recoveryCodes(ctx, a.PersonID)
	state.Enrolled, state.Since, state.CodesLeft = true, *held.ConfirmedAt, len(left)
	return state, err
}

// OfferFactor makes a secret for the person who is signed in, who confirms it by a code. The password must be right; guesses
// at it count as failed sign-ins do.
func (s *Service) OfferFactor(ctx context.Context, v Visit, password string, from Origin) (Offer, error) {
	if s.factors == config.FactorOff {
		return Offer{}, errFactorsOff
	}
	a, attempt, err := s.again(ctx, v, "password", password, from)
	if err != nil {
		return Offer{}, err
	}
	if a.HasFactor {
		return Offer{}, errHasFactor
	}
	secret := newFactorSecret()
	sealed, err := s.key.Seal(secret, a.PersonID.String())
	if err != nil {
		return Offer{}, apperr.New(apperr.CodeUnavailable, "The secret cannot be kept safely on this server. Tell whoever runs Bandwise for you.", err)
	}
	err = s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.endAttempt(ctx, attempt); err != nil {
			return err
		}
		if err := s.store.offerFactor(ctx, a.PersonID, sealed, s.clock.Now()); err != nil {
			return err
		}
		return s.record(ctx, v.Actor, "identity.factor_offered", a.PersonID)
	})
	if err != nil {
		return Offer{}, err
	}
	return offerOf(secret, s.host(), a.Email)
}

// ConfirmFactor makes the offered secret the second factor of the person who is signed in, by a code made from it, and gives
// the recovery codes: they are shown this once. The person's other sessions, which a password alone opened, end.
func (s *Service) ConfirmFactor(ctx context.Context, v Visit, code string, from Origin) ([]string, error) {
	now, person := s.clock.Now(), v.Actor.PersonID
	held, err := s.store.factor(ctx, person)
	if err != nil {
		return nil, err
	}
	if held.ConfirmedAt != nil {
		return nil, errHasFactor
	}
	if !now.Before(held.BegunAt.Add(offerLife)) {
		return nil, errOfferGone
	}
	secret, err := s.key.Open(held.SealedSecret, person.String())
	if err != nil {
		return nil, apperr.New(apperr.CodeUnavailable, "Codes cannot be checked on this server. Tell whoever runs Bandwise for you.", err)
	}
	step, found, err := stepOf(secret, code, now, 0)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, apperr.InvalidField("code", "This code is not right. Enter the code that your app shows now, and check that the telephone has the right time.")
	}
	codes := newRecoveryCodes()
	hashes := s.hashes(codes)
	return codes, s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.confirmFactor(ctx, held, step, now); err != nil {
			return err
		}
		if err := s.store.replaceRecoveryCodes(ctx, person, hashes, now); err != nil {
			return err
		}
		if err := s.store.deleteSessions(ctx, person, v.token); err != nil {
			return err
		}
		if err := s.tell(ctx, v.Actor.OrganisationID, event{PersonID: person, Kind: factorAdded, Device: from.Device, Address: from.Address}); err != nil {
			return err
		}
		return s.record(ctx, v.Actor, "identity.factor_added", person)
	})
}

// RenewRecoveryCodes gives new recovery codes, and the old ones are worth nothing.
func (s *Service) RenewRecoveryCodes(ctx context.Context, v Visit, given Credentials, from Origin) ([]string, error) {
	codes := newRecoveryCodes()
	hashes := s.hashes(codes)
	return codes, s.withFactor(ctx, v, given, from, func(ctx context.Context, now time.Time) error {
		if err := s.store.replaceRecoveryCodes(ctx, v.Actor.PersonID, hashes, now); err != nil {
			return err
		}
		if err := s.tell(ctx, v.Actor.OrganisationID, event{PersonID: v.Actor.PersonID, Kind: recoveryCodesMade, Device: from.Device, Address: from.Address}); err != nil {
			return err
		}
		return s.record(ctx, v.Actor, "identity.recovery_codes_made", v.Actor.PersonID)
	})
}

// RemoveFactor takes the second factor away from the person who is signed in, by the password and a code. Other sessions end.
func (s *Service) RemoveFactor(ctx context.Context, v Visit, given Credentials, from Origin) error {
	return s.withFactor(ctx, v, given, from, func(ctx context.Context, _ time.Time) error {
		if err := s.store.deleteFactor(ctx, v.Actor.PersonID); err != nil {
			return err
		}
		if err := s.store.deleteSessions(ctx, v.Actor.PersonID, v.token); err != nil {
			return err
		}
		if err := s.tell(ctx, v.Actor.OrganisationID, event{PersonID: v.Actor.PersonID, Kind: factorRemoved, Device: from.Device, Address: from.Address}); err != nil {
			return err
		}
		return s.record(ctx, v.Actor, "identity.factor_removed", v.Actor.PersonID)
	})
}

// withFactor does something about a second factor in a transaction, once the person has shown password and code again.
func (s *Service) withFactor(ctx context.Context, v Visit, given Credentials, from Origin, do func(context.Context, time.Time) error) error {
	return s.confirmed(ctx, caller{Visit: v, Origin: from}, given, true, do)
}

// ResetFactor takes the second factor away from a person who lost it, for a reason that the person is told, and ends the
// person's sessions. It is for an administrator who made sure who asks. Nobody resets their own. Somebody out of scope is
// CodeNotFound.
func (s *Service) ResetFactor(ctx context.Context, by access.Actor, personID uuid.UUID, reason string) error {
	if by.PersonID == personID {
		return errOwnFactor
	}
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return apperr.InvalidField("reason", "Enter why you reset it. The person reads it.")
	}
	return s.store.inTx(ctx, func(ctx context.Context) error {
		if _, err := s.store.personInScope(ctx, by.Scopes("people.manage"), personID); err != nil {
			return err
		}
		if err := s.takeFactor(ctx, by, event{PersonID: personID, Kind: factorReset, ByID: &by.PersonID, Reason: reason}); err != nil {
			return err
		}
		return s.recordWith(ctx, by, "identity.factor_reset", personID, audit.Values{"reason": audit.FreeText(reason)})
	})
}

// takeFactor forgets a lost factor with its recovery codes, ends the person's sessions and tells the person, in the caller's transaction.
func (s *Service) takeFactor(ctx context.Context, by access.Actor, e event) error {
	if err := s.store.deleteFactor(ctx, e.PersonID); err != nil {
		return err
	}
	if err := s.store.deleteSessions(ctx, e.PersonID, ""); err != nil {
		return err
	}
	return s.tell(ctx, by.OrganisationID, e)
}

// Helped is whose second factor the operator of the installation took away.
type Helped struct {
	Name, Organisation string
}

// ResetFactorByOperator takes the second factor away from whoever signs in with an e-mail address. It is for whoever runs the
// installation, at the machine, when no administrator is left who could. An address that nobody signs in with is CodeNotFound; an account
// that is closed or has no factor is CodeConflict.
func (s *Service) ResetFactorByOperator(ctx context.Context, email string) (Helped, error) {
	var helped Helped
	err := s.store.inTx(ctx, func(ctx context.Context) error {
		a, err := s.store.accountByEmail(ctx, foldEmail(email))
		if err != nil {
			return err
		}
		if !a.open(s.clock.Today()) {
			return errAccountShut
		}
		helped = Helped{Name: a.Name, Organisation: a.OrganisationName}
		by := access.Actor{OrganisationID: a.OrganisationID}
		if err := s.takeFactor(ctx, by, event{PersonID: a.PersonID, Kind: factorReset}); err != nil {
			return err
		}
		return s.recordWith(ctx, by, "identity.factor_reset", a.PersonID, audit.Values{"by": "operator"})
	})
	return helped, err
}

// hashes gives the slow hashes of recovery codes.
func (s *Service) hashes(codes []string) []string {
	hashes := make([]string, len(codes))
	for i, code := range codes {
		hashes[i] = s.hasher.hash(foldRecoveryCode(code))
	}
	return hashes
}

// HeldAccount is what an administrator sees of how a person signs in.
type HeldAccount struct {
	// SecondFactor says that the person has set one up, Sends that a link can be sent by mail.
	SecondFactor, Sends bool
	// InvitedAt is when the person was invited last, and ExpiresAt until when that can be accepted; AcceptedAt is when there was
	// an account. Each is nil when it has not happened.
	InvitedAt, ExpiresAt, AcceptedAt *time.Time
	// Expired says that the invitation is too old.
	Expired bool
}

// AccountOf tells an administrator how a person signs in. Somebody out of scope is CodeNotFound.
func (s *Service) AccountOf(ctx context.Context, by access.Actor, personID uuid.UUID) (HeldAccount, error) {
	a, err := s.store.personInScope(ctx, by.Scopes("people.manage"), personID)
	if err != nil {
		return HeldAccount{}, err
	}
	i, err := s.store.invitation(ctx, personID)
	return i.held(HeldAccount{SecondFactor: a.HasFactor, Sends: s.Sends()}, s.clock.Now()), err
}

// held adds to what is known of an account how the person was invited. A letter's link is made when it is sent: until then the
// invitation lasts from when it was asked for.
func (i invitation) held(h HeldAccount, now time.Time) HeldAccount {
	h.InvitedAt, h.AcceptedAt = i.InvitedAt, i.AcceptedAt
	if h.AcceptedAt != nil {
		return h
	}
	until := i.ExpiresAt
	switch {
	case i.InvitedAt != nil:
		if at := i.InvitedAt.Add(Invitation.life()); until == nil || until.Before(at) {
			until = &at
		}
	case until != nil:
		at := until.Add(-Invitation.life())
		h.InvitedAt = &at
	}
	h.ExpiresAt, h.Expired = until, until != nil && !now.Before(*until)
	return h
}
