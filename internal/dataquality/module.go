package dataquality

import (
	"sync"

	"bandwise/internal/audit"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

// Dependencies are what data quality needs from its surroundings.
type Dependencies struct {
	DB    *database.DB
	Trail *audit.Trail
}

// Module is data quality, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together. The documents are those that the program carries, split into lines at their first use.
func New(d Dependencies) *Module {
	store := Store{db: d.DB}
	service := &Service{
		store: store, trail: d.Trail, documents: sync.OnceValues(seed.Documents),
		held: reference.NewCache(d.DB, store.Library, body),
	}
	return &Module{Service: service, Handlers: &Handlers{service: service}}
}
