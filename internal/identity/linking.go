package identity

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
)

// LinkedIdentity is who somebody is at a provider. Without LinkedAt it waits for an administrator.
type LinkedIdentity struct {
	ID               uuid.UUID
	ProviderID       uuid.UUID
	Provider         string
	Issuer           string
	Subject, Email   string
	AskedAt          time.Time
	LinkedAt, UsedAt *time.Time
}

// OwnIdentities lists by what the person who is signed in can sign in at providers.
func (s *Service) OwnIdentities(ctx context.Context, v Visit) ([]LinkedIdentity, error) {
	all, err := s.identities(ctx, v.Actor, v.Actor.PersonID)
	var linked []LinkedIdentity
	for _, i := range all {
		if i.LinkedAt != nil {
			linked = append(linked, i)
		}
	}
	return linked, err
}

// IdentitiesOf lists a person's links to providers, and those who ask to be linked. Somebody out of scope is CodeNotFound.
func (s *Service) IdentitiesOf(ctx context.Context, by access.Actor, personID uuid.UUID) ([]LinkedIdentity, error) {
	if _, err := s.store.personInScope(ctx, by.Scopes("people.manage"), personID); err != nil {
		return nil, err
	}
	return s.identities(ctx, by, personID)
}

func (s *Service) identities(ctx context.Context, by access.Actor, personID uuid.UUID) ([]LinkedIdentity, error) {
	rows, err := s.store.identitiesOf(ctx, by.OrganisationID, personID)
	all := make([]LinkedIdentity, len(rows))
	for n, r := range rows {
		i := r.Identity
		all[n] = LinkedIdentity{
			ID: i.ID, ProviderID: i.ProviderID, Provider: r.Label, Issuer: r.Issuer, Subject: i.Subject, Email: i.Email,
			AskedAt: i.AskedAt, LinkedAt: i.LinkedAt, UsedAt: i.UsedAt,
		}
	}
	return all, err
}

// WaitingIdentity is somebody who signed in at a provider and waits to be linked.
type WaitingIdentity struct {
	ID         uuid.UUID
	PersonID   uuid.UUID
	PersonName string
	// Provider is what its button says.
	Provider string
	Email    string
	AskedAt  time.Time
}

// WaitingIdentities lists who waits to be linked, among those whose people the actor manages, the longest waiting first.
func (s *Service) WaitingIdentities(ctx context.Context, by access.Actor) ([]WaitingIdentity, error) {
	return s.store.waitingIdentities(ctx, by.OrganisationID, by.Scopes("people.manage"))
}

// LinkIdentity links a person to who they are at a provider, by the subject that the provider's administrators name. Somebody out of scope is
// CodeNotFound.
func (s *Service) LinkIdentity(ctx context.Context, by access.Actor, personID, providerID uuid.UUID, subject string) error {
	subject = strings.TrimSpace(subject)
	if subject == "" {
		return apperr.InvalidField("subject", "Enter the person's subject at the provider.")
	}
	now := s.clock.Now()
	return s.changeIdentities(ctx, by, personID, func(ctx context.Context, person account) error {
		p, err := s.store.providerOf(ctx, by.OrganisationID, providerID)
		if err != nil {
			return apperr.InvalidField("providerId", "Choose a provider of your organisation.")
		}
		row := identityRow{ID: uuid.New(), ProviderID: p.ID, PersonID: personID, Subject: subject, AskedAt: now, LinkedAt: &now}
		if err := s.store.addIdentity(ctx, row); err != nil {
			return err
		}
		return s.linked(ctx, by, person, p.Label)
	})
}

// AcceptIdentity links somebody who asked.
func (s *Service) AcceptIdentity(ctx context.Context, by access.Actor, personID, id uuid.UUID) error {
	return s.changeIdentities(ctx, by, personID, func(ctx context.Context, person account) error {
		i, err := s.identityOf(ctx, by, personID, id)
		if err != nil {
			return err
		}
		if err := s.store.linkIdentity(ctx, id, s.clock.Now()); err != nil {
			return err
		}
		return s.linked(ctx, by, person, i.Provider)
	})
}

// linked gives somebody who is linked an account, which has no password where there was none, and tells them.
func (s *Service) linked(ctx context.Context, by access.Actor, person account, provider string) error {
	if !person.LeftOn.IsZero() {
		return apperr.Conflict(person.Name + " has left or is leaving. Record that the person is back first.")
	}
	if err := s.store.ensureAccount(ctx, person.PersonID, foldEmail(person.Email), s.clock.Now()); err != nil {
		return err
	}
	if err := s.tell(ctx, by.OrganisationID, event{PersonID: person.PersonID, Kind: identityLinked, ByID: &by.PersonID}); err != nil {
		return err
	}
	return s.recordWith(ctx, by, "identity.linked", person.PersonID, audit.Values{"provider": provider})
}

// RemoveIdentity takes a link away, or refuses somebody who asked. Sessions that the provider opened for the person end.
func (s *Service) RemoveIdentity(ctx context.Context, by access.Actor, personID, id uuid.UUID) error {
	return s.changeIdentities(ctx, by, personID, func(ctx context.Context, _ account) error {
		i, err := s.identityOf(ctx, by, personID, id)
		if err != nil {
			return err
		}
		if err := s.store.deleteIdentity(ctx, id); err != nil {
			return err
		}
		if i.LinkedAt == nil {
			return s.recordWith(ctx, by, "identity.link_refused", personID, audit.Values{"provider": i.Provider})
		}
		if err := s.store.deleteSessionsThrough(ctx, i.ProviderID, personID, ""); err != nil {
			return err
		}
		if err := s.tell(ctx, by.OrganisationID, event{PersonID: personID, Kind: identityRemoved, ByID: &by.PersonID}); err != nil {
			return err
		}
		return s.recordWith(ctx, by, "identity.unlinked", personID, audit.Values{"provider": i.Provider})
	})
}

func (s *Service) changeIdentities(ctx context.Context, by access.Actor, personID uuid.UUID, change func(context.Context, account) error) error {
	return s.store.inTx(ctx, func(ctx context.Context) error {
		person, err := s.store.personInScope(ctx, by.Scopes("people.manage"), personID)
		if err != nil {
			return err
		}
		return change(ctx, person)
	})
}

func (s *Service) identityOf(ctx context.Context, by access.Actor, personID, id uuid.UUID) (LinkedIdentity, error) {
	all, err := s.identities(ctx, by, personID)
	for _, i := range all {
		if i.ID == id {
			return i, nil
		}
	}
	if err == nil {
		err = apperr.NotFound("link")
	}
	return LinkedIdentity{}, err
}
