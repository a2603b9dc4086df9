package identity

import (
	"context"
	"crypto/sha256"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
)

// OpenSession is a session that is alive, as its owner sees it.
type OpenSession struct {
	// ID names the session towards its owner; the token cannot be had from it.
	ID uuid.UUID
	Origin
	SignedInAt time.Time
	// SeenAt is when it was last used, to the minute.
	SeenAt    time.Time
	ExpiresAt time.Time
	// Current says that it is the session that asks.
	Current   bool
	tokenHash string
}

// sessionID gives the identifier of the session whose token has the hash.
func sessionID(tokenHash string) uuid.UUID {
	return uuid.NewHash(sha256.New(), uuid.Nil, []byte("session "+tokenHash), 5)
}

// Sessions lists the sessions of the person who is signed in that are alive, the one last used first.
func (s *Service) Sessions(ctx context.Context, v Visit) ([]OpenSession, error) {
	now := s.clock.Now()
	rows, err := s.store.sessionsOf(ctx, v.Actor.PersonID, now)
	if err != nil {
		return nil, err
	}
	own := v.token.hash()
	var open []OpenSession
	for _, r := range rows {
		if sessionAlive(r.SeenAt, r.ExpiresAt, now) {
			open = append(open, OpenSession{
				ID: sessionID(r.TokenHash), Origin: Origin{Address: r.Address, Device: r.Device}, SignedInAt: r.CreatedAt, SeenAt: r.SeenAt,
				ExpiresAt: r.ExpiresAt, Current: r.TokenHash == own, tokenHash: r.TokenHash,
			})
		}
	}
	return open, nil
}

// EndSession ends one of the person's own sessions at once. One that is somebody else's, or over, is CodeNotFound.
func (s *Service) EndSession(ctx context.Context, v Visit, id uuid.UUID) error {
	return s.store.inTx(ctx, func(ctx context.Context) error {
		open, err := s.Sessions(ctx, v)
		if err != nil {
			return err
		}
		for _, o := range open {
			if o.ID != id {
				continue
			}
			if err := s.store.deleteSessionByHash(ctx, o.tokenHash); err != nil {
				return err
			}
			return s.record(ctx, v.Actor, "identity.session_ended", v.Actor.PersonID)
		}
		return apperr.NotFound("session")
	})
}

// EndOtherSessions ends all of the person's own sessions but the one that asks, at once.
func (s *Service) EndOtherSessions(ctx context.Context, v Visit) error {
	return s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.deleteSessions(ctx, v.Actor.PersonID, v.token); err != nil {
			return err
		}
		return s.record(ctx, v.Actor, "identity.other_sessions_ended", v.Actor.PersonID)
	})
}

// EndSessionsOf ends every session of a person at once; the person can sign in again. Tokens stay. Somebody without an
// account, or out of scope, is CodeNotFound.
func (s *Service) EndSessionsOf(ctx context.Context, by access.Actor, personID uuid.UUID) error {
	return s.store.inTx(ctx, func(ctx context.Context) error {
		if _, err := s.store.personInScope(ctx, by.Scopes("people.manage"), personID); err != nil {
			return err
		}
		if err := s.store.deleteSessions(ctx, personID, ""); err != nil {
			return err
		}
		return s.record(ctx, by, "identity.sessions_ended", personID)
	})
}
