// Package openid signs people in at OpenID Connect providers: it asks a provider what it can do, sends people there with PKCE, state and
// nonce, and believes of what comes back only what the provider signed for this installation. It knows nothing of accounts.
package openid

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// The kinds of failures; each wraps its cause, which is for the log.
var (
	// ErrUnreachable says that the provider did not answer as one does.
	ErrUnreachable = errors.New("the provider cannot be reached")
	// ErrForbidden says that the address leads to where this installation does not send requests.
	ErrForbidden = errors.New("the address is not one that requests are sent to")
	// ErrOtherIssuer says that the provider calls itself by another issuer.
	ErrOtherIssuer = errors.New("the provider has another issuer")
	// ErrUnfit says that the provider lacks something that is needed, or has it in an unsafe form.
	ErrUnfit = errors.New("the provider is not fit")
	// ErrRefused says that the provider did not exchange what the person brought back.
	ErrRefused = errors.New("the provider did not accept the code")
	// ErrUnproven says that what the provider sent is not what was asked for: wrongly signed, for somebody else, too old.
	ErrUnproven = errors.New("the token does not hold")
)

// Algorithms are the signatures that are accepted: public keys only, so that nobody signs who only checks.
var Algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

const (
	// keptFor is how long what a provider said of itself is believed.
	keptFor = 10 * time.Minute
	// fresh is how old the word of a sign-out may be, and by how much clocks may differ.
	fresh = 5 * time.Minute
)

// Settings are how an installation is known at a provider. No secret means a public client.
type Settings struct {
	Issuer, ClientID, Secret string
	// Return is the page to which the provider sends people back.
	Return string
}

// Secrets are what one sign-in is bound by. Each is used once.
type Secrets struct{ State, Nonce, Verifier string }

// Identity is what a provider says of somebody who signed in.
type Identity struct {
	Subject, Name, Email string
	EmailVerified        bool
	// Session is what the provider calls the session there, "" when it does not say.
	Session string
	// TwoFactors says that the provider asked for two.
	TwoFactors bool
}

// SignOut is what a provider says of a session that ended there. Subject or Session may be empty.
type SignOut struct{ ID, Subject, Session string }

// Client speaks with providers. It is safe for concurrent use.
type Client struct {
	// UntypedSignOut takes the word of a sign-out too that does not say in its header that it is one (logout+jwt), as providers
	// made it before there was a type. It is set before the first use.
	UntypedSignOut bool

	http  *http.Client
	clock func() time.Time
	local bool

	mu    sync.Mutex
	known map[string]known
}

type known struct {
	provider *oidc.Provider
	more     endpoints
	at       time.Time
}

type endpoints struct {
	Keys    string `json:"jwks_uri"`
	SignOut string `json:"end_session_endpoint"`
	// TellsIssuer says that answers carry iss, by RFC 9207.
	TellsIssuer bool `json:"authorization_response_iss_parameter_supported"`
}

// New makes a client that lives by a clock.
func New(clock func() time.Time, reach Reach) *Client {
	return &Client{http: reach.client(), clock: clock, local: reach.Local, known: map[string]known{}}
}

// Check asks the provider anew whether it can be used.
func (c *Client) Check(ctx context.Context, issuer string) error {
	found, err := c.discover(ctx, issuer)
	if err == nil {
		err = c.checkKeys(ctx, found)
	}
	return err
}

// CheckAddress reports whether an address is one that providers may have: https, or http on this machine where that is allowed.
func (c *Client) CheckAddress(address string) error {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.Fragment != "":
		return fmt.Errorf("%w: %q is no address", ErrUnfit, address)
	case u.Scheme == "https", u.Scheme == "http" && c.local && isLoopback(u.Hostname()):
		return nil
	}
	return fmt.Errorf("%w: %q is not https", ErrUnfit, address)
}

func (c *Client) provider(ctx context.Context, issuer string) (known, error) {
	c.mu.Lock()
	held, there := c.known[issuer]
	c.mu.Unlock()
	if age := c.clock().Sub(held.at); there && age >= 0 && age < keptFor {
		return held, nil
	}
	return c.discover(ctx, issuer)
}

func (c *Client) discover(ctx context.Context, issuer string) (known, error) {
	if err := c.CheckAddress(issuer); err != nil {
		return known{}, err
	}
	found := known{at: c.clock()}
	var err error
	if found.provider, err = oidc.NewProvider(oidc.ClientContext(ctx, c.http), issuer); err != nil {
		var other *oidc.IssuerMismatchError
		if errors.As(err, &other) {
			return known{}, fmt.Errorf("%w: %w", ErrOtherIssuer, err)
		}
		return known{}, unreachable(err)
	}
	if err := found.provider.Claims(&found.more); err != nil {
		return known{}, fmt.Errorf("%w: %w", ErrUnfit, err)
	}
	at := found.provider.Endpoint()
	for _, address := range []string{at.AuthURL, at.TokenURL, found.more.Keys} {
		if err := c.CheckAddress(address); err != nil {
			return known{}, err
		}
	}
	for _, address := range []string{found.provider.UserInfoEndpoint(), found.more.SignOut} {
		if err := c.CheckAddress(address); address != "" && err != nil {
			return known{}, err
		}
	}
	c.mu.Lock()
	c.known[issuer] = found
	c.mu.Unlock()
	return found, nil
}

func unreachable(err error) error {
	if errors.Is(err, ErrForbidden) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrUnreachable, err)
}

// Begin gives the address at the provider to which somebody goes to sign in.
func (c *Client) Begin(ctx context.Context, s Settings, with Secrets) (string, error) {
	found, err := c.provider(ctx, s.Issuer)
	if err != nil {
		return "", err
	}
	return s.oauth(found).AuthCodeURL(with.State, oidc.Nonce(with.Nonce), oauth2.S256ChallengeOption(with.Verifier)), nil
}

func (s Settings) oauth(k known) *oauth2.Config {
	return &oauth2.Config{
		ClientID: s.ClientID, ClientSecret: s.Secret, Endpoint: k.provider.Endpoint(), RedirectURL: s.Return, Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}
}

// Complete exchanges what somebody brought back from the provider, and gives who it is. issuer is what the answer called the provider,
// "" when it did not.
func (c *Client) Complete(ctx context.Context, s Settings, with Secrets, code, issuer string) (Identity, error) {
	found, err := c.provider(ctx, s.Issuer)
	if err != nil {
		return Identity{}, err
	}
	if issuer != s.Issuer && (issuer != "" || found.more.TellsIssuer) {
		return Identity{}, fmt.Errorf("%w: the answer is from %q", ErrUnproven, issuer)
	}
	ctx = oidc.ClientContext(ctx, c.http)
	token, err := s.oauth(found).Exchange(ctx, code, oauth2.VerifierOption(with.Verifier))
	if err != nil {
		var refused *oauth2.RetrieveError
		if errors.As(err, &refused) {
			return Identity{}, fmt.Errorf("%w: %w", ErrRefused, err)
		}
		return Identity{}, unreachable(err)
	}
	raw, _ := token.Extra("id_token").(string)
	proven, told, err := c.prove(ctx, found, s, raw, token.AccessToken, with.Nonce)
	if err != nil {
		return Identity{}, err
	}
	if told.Email == "" && found.provider.UserInfoEndpoint() != "" {
		if err := askFor(ctx, found, token, proven.Subject, &told); err != nil {
			return Identity{}, err
		}
	}
	return Identity{
		Subject: proven.Subject, Name: told.Name, Email: told.Email, EmailVerified: bool(told.Verified), Session: told.Session, TwoFactors: twoFactors(told.Methods, told.Class),
	}, nil
}

// claims are what an ID token says besides.
type claims struct {
	Party    string   `json:"azp"`
	Name     string   `json:"name"`
	Email    string   `json:"email"`
	Verified truth    `json:"email_verified"`
	Session  string   `json:"sid"`
	Methods  []string `json:"amr"`
	Class    string   `json:"acr"`
}

// truth is a boolean that some providers write as a word.
type truth bool

// UnmarshalJSON implements json.Unmarshaler.
func (t *truth) UnmarshalJSON(b []byte) error {
	*t = string(b) == "true" || string(b) == `"true"`
	return nil
}

func (c *Client) prove(ctx context.Context, k known, s Settings, raw, access, nonce string) (*oidc.IDToken, claims, error) {
	proven, err := c.verifier(k, s).Verify(ctx, raw)
	if err != nil {
		return nil, claims{}, unproven(err)
	}
	var told claims
	if err := proven.Claims(&told); err != nil {
		return nil, claims{}, unproven(err)
	}
	switch {
	case subtle.ConstantTimeCompare([]byte(proven.Nonce), []byte(nonce)) != 1:
		err = errors.New("the nonce is another")
	case proven.Subject == "" || len(proven.Subject) > 255:
		err = errors.New("it names nobody")
	case told.Party != "" && told.Party != s.ClientID, len(proven.Audience) > 1 && told.Party == "":
		err = errors.New("it was made for another client")
	case proven.AccessTokenHash != "":
		err = proven.VerifyAccessToken(access)
	}
	if err != nil {
		return nil, claims{}, unproven(err)
	}
	return proven, told, nil
}

func unproven(err error) error { return fmt.Errorf("%w: %w", ErrUnproven, err) }

func (c *Client) verifier(k known, s Settings) *oidc.IDTokenVerifier {
	return k.provider.Verifier(&oidc.Config{ClientID: s.ClientID, SupportedSigningAlgs: Algorithms, Now: c.clock})
}

// askFor asks for the address of somebody of whom the token has none.
func askFor(ctx context.Context, k known, token *oauth2.Token, subject string, told *claims) error {
	more, err := k.provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return unreachable(err)
	}
	if more.Subject != subject {
		return fmt.Errorf("%w: what is told of the person is about another", ErrUnproven)
	}
	var about claims
	if err := more.Claims(&about); err != nil {
		return unproven(err)
	}
	told.Email, told.Verified = about.Email, about.Verified
	if told.Name == "" {
		told.Name = about.Name
	}
	return nil
}

// Leave gives the address at the provider by which somebody also signs out there and comes back, "" when it has none.
func (c *Client) Leave(ctx context.Context, s Settings, back string) (string, error) {
	found, err := c.provider(ctx, s.Issuer)
	if err != nil || found.more.SignOut == "" {
		return "", err
	}
	u, err := url.Parse(found.more.SignOut)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnfit, err)
	}
	query := u.Query()
	query.Set("client_id", s.ClientID)
	query.Set("post_logout_redirect_uri", back)
	u.RawQuery = query.Encode()
	return u.String(), nil
}

// SignedOut reads the word of a provider that a session ended there.
func (c *Client) SignedOut(ctx context.Context, s Settings, raw string) (SignOut, error) {
	found, err := c.provider(ctx, s.Issuer)
	if err != nil {
		return SignOut{}, err
	}
	told, err := c.verifier(found, s).VerifyLogout(ctx, raw)
	if err != nil {
		return SignOut{}, unproven(err)
	}
	if !c.UntypedSignOut && !isSignOut(raw) {
		return SignOut{}, unproven(errors.New("its type is not logout+jwt"))
	}
	if age := c.clock().Sub(told.IssuedAt); age > fresh || age < -fresh {
		return SignOut{}, unproven(errors.New("it was not made just now"))
	}
	return SignOut{ID: told.TokenID, Subject: told.Subject, Session: told.SessionID}, nil
}

// isSignOut reports that a token, whose signature holds, says in its header that it is the word of a sign-out.
func isSignOut(raw string) bool {
	first, _, _ := strings.Cut(raw, ".")
	text, err := base64.RawURLEncoding.DecodeString(first)
	var header struct {
		Type string `json:"typ"`
	}
	if err != nil || json.Unmarshal(text, &header) != nil {
		return false
	}
	return strings.TrimPrefix(strings.ToLower(header.Type), "application/") == "logout+jwt"
}

// Known and had are the methods of RFC 8176 by what a person shows: something known, and something had or borne.
var (
	knownMethods = []string{"pwd", "pin", "kba"}
	hadMethods   = []string{"otp", "hwk", "swk", "sc", "sms", "tel", "fpt", "face", "iris", "retina", "vbm"}
	// twoFactorClasses are the classes that stand for two factors.
	twoFactorClasses = []string{"https://refeds.org/profile/mfa", "http://schemas.microsoft.com/claims/multipleauthn", "phr", "phrh"}
)

// twoFactors reports whether the methods (amr) and the class (acr) that a provider tells of mean two factors. One alone, a code or a
// key without anything known, does not.
func twoFactors(methods []string, class string) bool {
	some := func(of []string) bool {
		return slices.ContainsFunc(methods, func(m string) bool { return slices.Contains(of, m) })
	}
	return slices.Contains(methods, "mfa") || slices.Contains(twoFactorClasses, class) || some(knownMethods) && some(hadMethods)
}
