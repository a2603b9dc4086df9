package workforce

import (
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB       *database.DB
	Training Training
}

// Module is the feature.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New makes the feature.
func New(d Dependencies) *Module {
	s := store{d.DB}
	service := &Service{store: s, training: d.Training, ladders: reference.NewCache(d.DB, s.ladder, "framework", "role", "role_pathway")}
	return &Module{Handlers: &Handlers{service}, Service: service}
}
