package staff

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Accounts is what staff needs of the accounts that people sign in with.
type Accounts interface {
	// RenameAccount lets a person sign in by a new e-mail address; nothing happens without an account.
	RenameAccount(ctx context.Context, personID uuid.UUID, email string) error
	// EndSessions ends every session of a person at once.
	EndSessions(ctx context.Context, personID uuid.UUID) error
}

// Dependencies are what staff needs from its surroundings.
type Dependencies struct {
	DB       *database.DB
	Trail    *audit.Trail
	Clock    calendar.Clock
	Accounts Accounts
}

// Module is staff, ready to be joined with the other features.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New makes the module.
func New(d Dependencies) *Module {
	service := &Service{store: store{d.DB}, trail: d.Trail, clock: d.Clock, accounts: d.Accounts}
	return &Module{Service: service, Handlers: &Handlers{service}}
}
