package course

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
	// Records takes attendance into training records.
	Records Records
}

// Module is the feature, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(d Dependencies) *Module {
	service := &Service{db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock, records: d.Records}
	return &Module{Handlers: &Handlers{service}, Service: service}
}
