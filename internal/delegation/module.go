package delegation

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// permissionManage is of those who give roles of access.
const permissionManage access.Permission = "grants.manage"

// Post carries letters.
type Post interface {
	// Sends reports whether there is a mail server at all.
	Sends() bool
	// AboutAccount puts the letter about an event into the post, in the caller's transaction.
	AboutAccount(ctx context.Context, organisation, person, event uuid.UUID) error
}

// Proof has whoever sends a request show again that it is them.
type Proof interface {
	// HasFactor reports whether they have a second factor.
	HasFactor(ctx context.Context) (bool, error)
	// Confirmed does something in a transaction once they have shown password and code. What is wrong is CodeInvalid by its field.
	Confirmed(ctx context.Context, password, code, recoveryCode string, do func(context.Context) error) error
}

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB    *database.DB
	Trail *audit.Trail
	Clock calendar.Clock
	Post  Post
	Proof Proof
	// EmergencyLasts is how long emergency access lasts.
	EmergencyLasts time.Duration
	// BaseURL is where the application is reached, for the links of letters.
	BaseURL string
}

// Service begins and ends access for a time.
type Service struct {
	db      *database.DB
	store   store
	trail   *audit.Trail
	clock   calendar.Clock
	post    Post
	proof   Proof
	lasts   time.Duration
	baseURL string
}

// Module is the feature, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(d Dependencies) *Module {
	s := &Service{db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock, post: d.Post, proof: d.Proof, lasts: d.EmergencyLasts, baseURL: strings.TrimSuffix(d.BaseURL, "/")}
	return &Module{Handlers: &Handlers{s}, Service: s}
}
