package portfolio

import (
	"bandwise/internal/audit"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB    *database.DB
	Trail *audit.Trail
	Clock calendar.Clock
	Files Files
	// Words gives the words of a text that mean something, in their order, with their stems.
	Words func(text string) []Word
	Needs Needs
}

// Module is the feature.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New makes the feature.
func New(d Dependencies) *Module {
	store := store{d.DB, d.Clock, freshness.NewHeld(d.DB)}
	service := &Service{
		db: d.DB, store: store, trail: d.Trail, clock: d.Clock, files: d.Files, words: d.Words, needs: d.Needs,
		required: reference.NewCache(d.DB, store.required, "framework", "role"),
	}
	return &Module{Handlers: &Handlers{service}, Service: service}
}
