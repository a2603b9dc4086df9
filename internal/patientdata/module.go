package patientdata

import (
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB    *database.DB
	Trail *audit.Trail
	Clock calendar.Clock
}

// Module is the feature.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New makes the feature.
func New(d Dependencies) *Module {
	service := &Service{db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock}
	return &Module{Handlers: &Handlers{service}, Service: service}
}
