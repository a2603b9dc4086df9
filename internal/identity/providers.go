package identity

import (
	"context"
	"errors"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/openid"
)

// Provider is an OpenID Connect provider by which an organisation's people may sign in.
type Provider struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	// Label is what the button says.
	Label string
	// Issuer is the provider's address, which never changes: a subject means somebody only there.
	Issuer   string
	ClientID string
	// HasSecret says that there is a client secret, which nobody reads again.
	HasSecret bool
	// MakesPeople says that whoever comes with an address of Domains and is not known is taken up.
	MakesPeople bool
	Domains     []string
	// FactorCounts says that a second factor of which the provider tells counts as one here.
	FactorCounts bool
	Enabled      bool
	Version      int
	sealedSecret string
}

// ProviderInput is what an administrator enters. A nil Secret leaves the one that there is.
type ProviderInput struct {
	Label, Issuer, ClientID string
	Secret                  *string
	Domains                 []string
	MakesPeople             bool
	FactorCounts            bool
	Enabled                 bool
}

// WayIn is a provider as the sign-in page offers it.
type WayIn struct {
	ID                  uuid.UUID
	Label, Organisation string
}

const secretUnkept = "The secret cannot be kept safely on this server. Tell whoever runs Bandwise for you."

// WaysIn lists the providers that are on, for somebody with an e-mail address: those that take its domain. Without an address they are
// listed when they all are one organisation's, so that nobody learns which others use this installation.
func (s *Service) WaysIn(ctx context.Context, email string) ([]WayIn, error) {
	all, err := s.store.providersOn(ctx)
	if err != nil {
		return nil, err
	}
	_, domain, given := strings.Cut(foldEmail(email), "@")
	var ways []WayIn
	for _, p := range all {
		if p.Provider.OrganisationID != all[0].Provider.OrganisationID && !given {
			return nil, nil
		}
		if !given || slices.Contains(p.Provider.domains(), domain) {
			ways = append(ways, WayIn{ID: p.Provider.ID, Label: p.Provider.Label, Organisation: p.OrganisationName})
		}
	}
	return ways, nil
}

// Providers lists those of the actor's organisation, also those that are off.
func (s *Service) Providers(ctx context.Context, by access.Actor) ([]Provider, error) {
	return s.store.providers(ctx, by.OrganisationID)
}

// Provider gives one of the actor's organisation. Another organisation's is CodeNotFound.
func (s *Service) Provider(ctx context.Context, by access.Actor, id uuid.UUID) (Provider, error) {
	return s.store.providerOf(ctx, by.OrganisationID, id)
}

// AddProvider adds a provider to the actor's organisation.
func (s *Service) AddProvider(ctx context.Context, by access.Actor, in ProviderInput) (Provider, error) {
	in = in.cleaned()
	problems := in.problems()
	if err := s.openid.CheckAddress(in.Issuer); err != nil {
		problems = append(problems, apperr.Field{Name: "issuer", Message: "Enter the provider's issuer, an address that begins with https://."})
	}
	if err := apperr.Invalid(problems...); err != nil {
		return Provider{}, err
	}
	p := Provider{ID: uuid.New(), OrganisationID: by.OrganisationID, Issuer: in.Issuer, Version: 1}
	if err := s.fill(&p, in); err != nil {
		return Provider{}, err
	}
	return p, s.store.inTx(ctx, func(ctx context.Context) error {
		if err := s.store.createProvider(ctx, p, s.clock.Now()); err != nil {
			return err
		}
		return s.recordProvider(ctx, by, "identity.provider_added", p)
	})
}

// EditProvider changes all of a provider but its issuer. One that is switched off lets nobody in; then, and when its second factor no
// longer counts, the sessions that it opened end. A version that is not the newest is CodePreconditionFailed.
func (s *Service) EditProvider(ctx context.Context, by access.Actor, id uuid.UUID, version int, in ProviderInput) (Provider, error) {
	in = in.cleaned()
	var p Provider
	err := s.store.inTx(ctx, func(ctx context.Context) (err error) {
		if p, err = s.store.providerOf(ctx, by.OrganisationID, id); err != nil {
			return err
		}
		if err := apperr.Invalid(in.problems()...); err != nil {
			return err
		}
		if in.Issuer != p.Issuer {
			return apperr.InvalidField("issuer", "The issuer cannot be changed, because links of people belong to it. Switch this provider off, and add another.")
		}
		trusted := p.FactorCounts
		if err := s.fill(&p, in); err != nil {
			return err
		}
		if err := s.store.saveProvider(ctx, p, version, s.clock.Now()); err != nil {
			return err
		}
		p.Version = version + 1
		if !p.Enabled || trusted && !p.FactorCounts {
			if err := s.store.deleteSessionsThrough(ctx, p.ID, uuid.Nil, ""); err != nil {
				return err
			}
		}
		return s.recordProvider(ctx, by, "identity.provider_edited", p)
	})
	return p, err
}

// TryProvider asks a provider whether it can be used, and gives what is wrong, "" when nothing is.
func (s *Service) TryProvider(ctx context.Context, by access.Actor, id uuid.UUID) (string, error) {
	p, err := s.store.providerOf(ctx, by.OrganisationID, id)
	if err != nil {
		return "", err
	}
	err = s.openid.Check(ctx, p.Issuer)
	if err != nil {
		s.log.WarnContext(ctx, "a provider was tried", "provider", p.ID, "error", err)
	}
	return trouble(err), nil
}

// trouble says in a sentence why a provider cannot be used.
func trouble(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, openid.ErrForbidden):
		return "The issuer leads to a network to which this installation sends no requests. Ask whoever runs Bandwise for you whether it may."
	case errors.Is(err, openid.ErrOtherIssuer):
		return "The provider answers, but calls itself by another issuer. Enter the issuer exactly as the provider gives it, with or without a slash at the end."
	case errors.Is(err, openid.ErrUnfit):
		return "The provider answers, but what it says of itself cannot be used: an address is missing or is not https, or its keys cannot be had."
	}
	return "The provider does not answer as one. Check the issuer, and that this server may reach it."
}

// fill puts what was entered into a provider, with the secret sealed for it.
func (s *Service) fill(p *Provider, in ProviderInput) error {
	p.Label, p.ClientID, p.Domains = in.Label, in.ClientID, in.Domains
	p.MakesPeople, p.FactorCounts, p.Enabled = in.MakesPeople, in.FactorCounts, in.Enabled
	if in.Secret == nil {
		return nil
	}
	p.sealedSecret = ""
	if *in.Secret != "" {
		sealed, err := s.key.Seal(*in.Secret, p.ID.String())
		if err != nil {
			return apperr.New(apperr.CodeUnavailable, secretUnkept, err)
		}
		p.sealedSecret = sealed
	}
	p.HasSecret = p.sealedSecret != ""
	return nil
}

// settings are how this installation is known at a provider.
func (s *Service) settings(p Provider) (openid.Settings, error) {
	settings := openid.Settings{Issuer: p.Issuer, ClientID: p.ClientID, Return: s.page("/sign-in/return")}
	if p.sealedSecret == "" {
		return settings, nil
	}
	secret, err := s.key.Open(p.sealedSecret, p.ID.String())
	if err != nil {
		return settings, apperr.New(apperr.CodeUnavailable, "The provider's secret cannot be read on this server. Tell an administrator of your organisation.", err)
	}
	settings.Secret = secret
	return settings, nil
}

// page gives the address of a page of the browser application.
func (s *Service) page(path string) string { return strings.TrimSuffix(s.baseURL, "/") + path }

func (in ProviderInput) cleaned() ProviderInput {
	in.Label, in.Issuer, in.ClientID = strings.Join(strings.Fields(in.Label), " "), strings.TrimSpace(in.Issuer), strings.TrimSpace(in.ClientID)
	var domains []string
	for _, d := range in.Domains {
		if d = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(d)), "@"); d != "" && !slices.Contains(domains, d) {
			domains = append(domains, d)
		}
	}
	in.Domains = domains
	return in
}

func (in ProviderInput) problems() []apperr.Field {
	var all []apperr.Field
	if in.Label == "" {
		all = append(all, apperr.Field{Name: "label", Message: "Enter what the button says, such as the name of your organisation."})
	}
	if in.ClientID == "" {
		all = append(all, apperr.Field{Name: "clientId", Message: "Enter the client ID that the provider gave to Bandwise."})
	}
	for _, d := range in.Domains {
		if a, err := mail.ParseAddress("a@" + d); err != nil || a.Address != "a@"+d || !strings.Contains(d, ".") {
			all = append(all, apperr.Field{Name: "domains", Message: "Enter domains of e-mail addresses, such as trust.nhs.uk, one a line."})
			break
		}
	}
	if in.MakesPeople && len(in.Domains) == 0 {
		all = append(all, apperr.Field{Name: "domains", Message: "Enter the domains of the e-mail addresses whose people are taken up when they first sign in."})
	}
	return all
}

func (s *Service) recordProvider(ctx context.Context, by access.Actor, action string, p Provider) error {
	return s.trail.Record(ctx, by, audit.Change{
		Action: action, SubjectKind: "sign_in_provider", SubjectID: p.ID.String(),
		After: audit.Values{
			"label": p.Label, "issuer": p.Issuer, "clientId": p.ClientID, "hasSecret": p.HasSecret, "domains": strings.Join(p.Domains, " "),
			"makesPeople": p.MakesPeople, "factorCounts": p.FactorCounts, "enabled": p.Enabled,
		},
	})
}

// way is how a session came to be: through which provider, which session there, and whether a second factor was told that counts. The
// zero value is the password.
type way struct {
	provider Provider
	session  string
	factor   bool
}

func (w way) providerID() *uuid.UUID {
	if w.provider.ID == uuid.Nil {
		return nil
	}
	return &w.provider.ID
}

func (w way) values() audit.Values {
	if w.provider.ID == uuid.Nil {
		return nil
	}
	return audit.Values{"provider": w.provider.Label, "secondFactorThere": w.factor}
}

func orNil(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

// startedLife is how long a sign-in may take at the provider.
const startedLife = 10 * time.Minute
