package framework

import (
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// Dependencies are what the framework needs from its surroundings.
type Dependencies struct {
	DB    *database.DB
	Trail *audit.Trail
	Clock calendar.Clock
}

// Module is the framework, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(d Dependencies) *Module {
	store := Store{db: d.DB}
	service := &Service{
		db: d.DB, store: store, trail: d.Trail, clock: d.Clock,
		held: reference.NewCache(d.DB, store.Library, body),
	}
	return &Module{Service: service, Handlers: &Handlers{service: service}}
}
