package identity

import (
	"context"
	"log/slog"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
	"bandwise/internal/platform/openid"
	"bandwise/internal/platform/seal"
)

// Dependencies are what identity needs from its surroundings.
type Dependencies struct {
	DB     *database.DB
	Trail  *audit.Trail
	Policy *access.Policy
	Clock  calendar.Clock
	Log    *slog.Logger
	// Secure says that people reach the application over HTTPS.
	Secure bool
	// BaseURL is the address by which people reach the application, for links.
	BaseURL string
	// Demo lists the sign-ins that the sign-in page offers; empty outside demo mode.
	Demo []DemoAccount
	// HashCost is what tests that are not about passwords make cheap.
	HashCost HashCost
	// SecondFactor says who needs a second factor; Key seals their secrets.
	SecondFactor config.SecondFactor
	Key          *seal.Key
	// Post is nil where no letters about accounts are written; Queue runs the jobs that write them.
	Post  Post
	Queue *jobs.Queue
	// OpenID speaks with the organisations' providers. Join takes up somebody whom one sent, and refuses by the fields name and email.
	OpenID *openid.Client
	Join   func(ctx context.Context, organisation uuid.UUID, name, email string) (uuid.UUID, error)
	// Breached is the operator's list of breached passwords, nil for none.
	Breached *Breached
	// Found makes an organisation with its first administrator, who is returned. It refuses by the fields organisation,
	// name and email.
	Found func(ctx context.Context, organisation, name, email string) (uuid.UUID, error)
}

// Module is identity, ready to be joined with the other features.
type Module struct {
	Handlers *Handlers
	Service  *Service
	// Authenticate is the middleware that finds out who sends a request; it stands before the gate.
	Authenticate echo.MiddlewareFunc
}

// New makes the module.
func New(d Dependencies) *Module {
	service := &Service{
		store: store{d.DB}, trail: d.Trail, policy: d.Policy, clock: d.Clock, log: d.Log, hasher: newHasher(d.HashCost),
		baseURL: d.BaseURL, found: d.Found, factors: d.SecondFactor, key: d.Key, post: d.Post, queue: d.Queue, breached: d.Breached,
		openid: d.OpenID, join: d.Join,
	}
	if d.Queue != nil {
		service.register()
	}
	handlers := &Handlers{service: service, secure: d.Secure, demo: d.Demo}
	return &Module{Handlers: handlers, Service: service, Authenticate: handlers.Authenticate}
}
