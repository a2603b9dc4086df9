package identity

import (
	"context"
	"time"

	"bandwise/internal/platform/apperr"
)

// HasFactor reports whether whoever sends the request has a second factor.
func (s *Service) HasFactor(ctx context.Context) (bool, error) {
	a, err := s.store.accountOf(ctx, callerFrom(ctx).Actor.PersonID)
	return a.HasFactor, err
}

// Confirmed does something in a transaction once whoever sends the request has shown the password again and, with a second
// factor, a code. What is wrong is CodeInvalid by the fields password, code and recoveryCode; guesses count as failed sign-ins do.
func (s *Service) Confirmed(ctx context.Context, password, code, recoveryCode string, do func(context.Context) error) error {
	given := Credentials{Password: password, Code: code, RecoveryCode: recoveryCode}
	return s.confirmed(ctx, callerFrom(ctx), given, false, func(ctx context.Context, _ time.Time) error { return do(ctx) })
}

// confirmed does something in a transaction once somebody who is signed in has shown what opens their account again. With factor,
// somebody without a second factor is refused.
func (s *Service) confirmed(ctx context.Context, from caller, given Credentials, factor bool, do func(context.Context, time.Time) error) error {
	a, attempt, err := s.again(ctx, from.Visit, "password", given.Password, from.Origin)
	if err != nil {
		return err
	}
	if factor && !a.HasFactor {
		return errNoFactor
	}
	now := s.clock.Now()
	if a.HasFactor && given.Code == "" && given.RecoveryCode == "" {
		return apperr.InvalidField("code", "Enter the code that your authenticator app shows.")
	}
	shown, err := s.prove(ctx, a, given, now)
	if err != nil {
		return err
	}
	return s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.spend(ctx, from.Actor, shown, from.Origin, now); err != nil {
			return err
		}
		if err := s.store.endAttempt(ctx, attempt); err != nil {
			return err
		}
		return do(ctx, now)
	})
}
