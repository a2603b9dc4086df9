package role

import (
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// Dependencies are what roles need from their surroundings.
type Dependencies struct {
	DB             *database.DB
	Trail          *audit.Trail
	Clock          calendar.Clock
	Pathways       Pathways
	Evaluations    Evaluations
	Accreditations []Accreditation
}

// Module is the roles, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(d Dependencies) *Module {
	store := Store{db: d.DB}
	service := &Service{
		db: d.DB, store: store, trail: d.Trail, clock: d.Clock, pathways: d.Pathways,
		evaluations: d.Evaluations, accreditations: d.Accreditations,
		roles: reference.NewCache(d.DB, store.Shelf, body, bodyFramework, bodyJobEvaluation),
	}
	return &Module{Service: service, Handlers: &Handlers{service: service}}
}
