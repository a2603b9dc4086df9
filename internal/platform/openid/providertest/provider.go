// Package providertest runs a real OpenID Connect provider for tests: the one of github.com/zitadel/oidc, with its own page to sign in.
// What it signs can be changed on the way out, by which tests get tokens that no honest provider makes.
package providertest

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/op"
)

// ClientID and Secret are those of the one client that every provider has.
const (
	ClientID = "bandwise"
	Secret   = "a secret of the client" //nolint:gosec // of a provider that lives as long as a test
	// Password is everybody's.
	Password = "verysecure"
)

// Person is somebody who can sign in.
type Person struct {
	Subject, Name, Email string
	Verified             bool
}

// Provider is a running provider.
type Provider struct {
	Issuer string

	mu     sync.Mutex
	people map[string]*storage.User
	claims func(map[string]any)
	none   bool
	kept   *kept
	server *httptest.Server
	clock  func() time.Time
}

// kept is the library's storage with what a client may return to after it signed out.
type kept struct {
	*storage.Storage
	back string
}

type client struct {
	op.Client
	back string
}

// PostLogoutRedirectURIs implements op.Client.
func (c client) PostLogoutRedirectURIs() []string { return []string{c.back} }

// GetClientByClientID implements op.Storage.
func (k *kept) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	found, err := k.Storage.GetClientByClientID(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("find the client: %w", err)
	}
	return client{found, k.back}, nil
}

// Start runs a provider on loopback. base is the address of the installation that its client is.
func Start(base string, clock func() time.Time) *Provider {
	p := &Provider{people: map[string]*storage.User{}, clock: clock}
	base = strings.TrimSuffix(base, "/")
	p.kept = &kept{
		Storage: storage.NewStorageWithClients(p, map[string]*storage.Client{ClientID: storage.WebClient(ClientID, Secret, base+"/sign-in/return")}),
		back:    base + "/sign-in",
	}
	var provider http.Handler
	p.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/oauth/token" {
			provider.ServeHTTP(w, r)
			return
		}
		inner := httptest.NewRecorder()
		provider.ServeHTTP(inner, r)
		p.pass(w, inner)
	}))
	p.Issuer = p.server.URL
	before := slog.Default()
	provider = exampleop.SetupServer(p.Issuer, p.kept, slog.New(slog.DiscardHandler), false)
	slog.SetDefault(before)
	return p
}

// Stop ends it.
func (p *Provider) Stop() { p.server.Close() }

// Add lets somebody sign in, or changes who it is.
func (p *Provider) Add(who Person) {
	p.mu.Lock()
	defer p.mu.Unlock()
	first, last, _ := strings.Cut(who.Name, " ")
	p.people[who.Subject] = &storage.User{
		ID: who.Subject, Username: who.Subject, Password: Password, FirstName: first, LastName: last, Email: who.Email, EmailVerified: who.Verified,
	}
}

// Says changes what ID tokens say from now on; nil leaves them as they are.
func (p *Provider) Says(change func(map[string]any)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.claims = change
}

// SignsNothing makes ID tokens with the algorithm none from now on.
func (p *Provider) SignsNothing() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.none = true
}

// pass hands on the answer with tokens, with the ID token as it is to be, by the test's clock.
func (p *Provider) pass(w http.ResponseWriter, inner *httptest.ResponseRecorder) {
	var answer map[string]any
	body := inner.Body.Bytes()
	if json.Unmarshal(body, &answer) == nil && answer["id_token"] != nil {
		token, _ := answer["id_token"].(string)
		answer["id_token"] = p.again(token)
		body, _ = json.Marshal(answer) //nolint:errchkjson // it was JSON before
	}
	inner.Header().Del("Content-Length")
	for name, values := range inner.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(inner.Code)
	_, _ = w.Write(body)
}

func (p *Provider) again(token string) string {
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[1])
	if err != nil {
		return token
	}
	said := map[string]any{}
	if err := json.Unmarshal(payload, &said); err != nil {
		return token
	}
	now := p.clock()
	said["iat"], said["exp"] = now.Unix(), now.Add(5*time.Minute).Unix()
	p.mu.Lock()
	change, none := p.claims, p.none
	p.mu.Unlock()
	if change != nil {
		change(said)
	}
	if none {
		changed, _ := json.Marshal(said) //nolint:errchkjson // it was JSON before
		return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + base64.RawURLEncoding.EncodeToString(changed) + "."
	}
	signed, err := p.Sign(said)
	if err != nil {
		return token
	}
	return signed
}

// Sign signs what it is given as the provider does.
func (p *Provider) Sign(said map[string]any) (string, error) { return p.SignAs("JWT", said) }

// SignAs signs something of a type.
func (p *Provider) SignAs(kind jose.ContentType, said map[string]any) (string, error) {
	key, err := p.kept.SigningKey(context.Background())
	if err != nil {
		return "", fmt.Errorf("get the key: %w", err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: key.SignatureAlgorithm(), Key: jose.JSONWebKey{Key: key.Key(), KeyID: key.ID()}}, (&jose.SignerOptions{}).WithType(kind))
	if err != nil {
		return "", fmt.Errorf("make a signer: %w", err)
	}
	payload, err := json.Marshal(said)
	if err != nil {
		return "", fmt.Errorf("write the claims: %w", err)
	}
	signed, err := signer.Sign(payload)
	if err != nil {
		return "", fmt.Errorf("sign: %w", err)
	}
	return signed.CompactSerialize() //nolint:wrapcheck // a test's
}

// SignOutToken makes the word of a sign-out. change may be nil; what it puts as typ becomes the type in the header.
func (p *Provider) SignOutToken(subject, session, id string, change func(map[string]any)) (string, error) {
	said := map[string]any{
		"iss": p.Issuer, "aud": ClientID, "iat": p.clock().Unix(), "exp": p.clock().Add(2 * time.Minute).Unix(), "jti": id,
		"events": map[string]any{"http://schemas.openid.net/event/backchannel-logout": map[string]any{}},
	}
	if subject != "" {
		said["sub"] = subject
	}
	if session != "" {
		said["sid"] = session
	}
	if change != nil {
		change(said)
	}
	kind := jose.ContentType("logout+jwt")
	if given, ok := said["typ"].(string); ok {
		kind = jose.ContentType(given)
	}
	return p.SignAs(kind, said)
}

// SignIn does what a browser does at the provider: it follows the address, enters name and password, and gives the query with which it
// comes back.
func (p *Provider) SignIn(address, subject string) (url.Values, error) {
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	next, err := location(browser.Get(address)) //nolint:noctx,bodyclose // location closes it
	if err != nil {
		return nil, err
	}
	login, err := url.Parse(next)
	if err != nil || login.Query().Get("authRequestID") == "" {
		return nil, fmt.Errorf("the provider leads to %q", next)
	}
	//nolint:noctx,bodyclose // location closes it
	next, err = location(browser.PostForm(p.Issuer+"/login/username", url.Values{
		"username": {subject}, "password": {Password}, "id": {login.Query().Get("authRequestID")},
	}))
	if err != nil {
		return nil, err
	}
	for !strings.Contains(next, "/sign-in/return?") {
		if next, err = location(browser.Get(p.at(next))); err != nil { //nolint:noctx,bodyclose // location closes it
			return nil, err
		}
	}
	back, err := url.Parse(next)
	if err != nil {
		return nil, fmt.Errorf("read the way back: %w", err)
	}
	return back.Query(), nil
}

func (p *Provider) at(place string) string {
	if strings.HasPrefix(place, "/") {
		return p.Issuer + place
	}
	return place
}

func location(answer *http.Response, err error) (string, error) {
	if err != nil {
		return "", fmt.Errorf("ask the provider: %w", err)
	}
	defer func() { _ = answer.Body.Close() }()
	if next := answer.Header.Get("Location"); next != "" {
		return next, nil
	}
	var said bytes.Buffer
	_, _ = io.Copy(&said, answer.Body)
	return "", fmt.Errorf("the provider answers %s: %s", answer.Status, said.String())
}

// ExampleClientID implements storage.UserStore.
func (p *Provider) ExampleClientID() string { return ClientID }

// GetUserByID implements storage.UserStore.
func (p *Provider) GetUserByID(id string) *storage.User {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.people[id]
}

// GetUserByUsername implements storage.UserStore.
func (p *Provider) GetUserByUsername(name string) *storage.User { return p.GetUserByID(name) }
