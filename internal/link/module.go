package link

import (
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// Dependencies are what links need from their surroundings.
type Dependencies struct {
	DB       *database.DB
	Trail    *audit.Trail
	Clock    calendar.Clock
	Profiles Profiles
	Roles    Roles
}

// Module is the links, coverage and ladder, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(d Dependencies) *Module {
	s := store{db: d.DB}
	service := &Service{
		db: d.DB, store: s, trail: d.Trail, clock: d.Clock, profiles: d.Profiles, roles: d.Roles,
		shelves: reference.NewCache(d.DB, s.shelf, body, "framework", "job_evaluation"),
	}
	return &Module{Service: service, Handlers: &Handlers{service: service}}
}
