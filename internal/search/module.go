package search

import "bandwise/internal/platform/database"

// Module is the feature, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(db *database.DB) *Module {
	service := &Service{db: db, store: store{db}}
	return &Module{Handlers: &Handlers{service}, Service: service}
}
