package planning

import (
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/workforce/pay"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB    *database.DB
	Trail *audit.Trail
	Clock calendar.Clock
	Crew  Crew
	Roads Roads
}

// Module is the feature, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together. It fails when the pay scales of the reference data cannot be read.
func New(d Dependencies) (*Module, error) {
	scales, err := pay.Read()
	if err != nil {
		return nil, err
	}
	service := &Service{db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock, crew: d.Crew, roads: d.Roads, scales: scales}
	return &Module{Handlers: &Handlers{service}, Service: service}, nil
}
