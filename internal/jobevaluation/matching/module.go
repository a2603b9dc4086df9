package matching

import (
	"bandwise/internal/audit"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Dependencies are what job matching needs from its surroundings.
type Dependencies struct {
	DB      *database.DB
	Trail   *audit.Trail
	Clock   calendar.Clock
	Schemes *jobevaluation.Service
	Roles   Roles
}

// Module is job matching, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(d Dependencies) *Module {
	service := &Service{db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock, schemes: d.Schemes, roles: d.Roles}
	return &Module{Service: service, Handlers: &Handlers{service: service}}
}
