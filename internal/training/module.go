package training

import (
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/marked"
	"bandwise/internal/platform/reference"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB            *database.DB
	Trail         *audit.Trail
	Clock         calendar.Clock
	Files         Files
	Accreditation Accreditation
	// Currency reckons where somebody stands with an accreditation.
	Currency func(CurrencyAsked) Currency
	// Readiness may be nil; progress then says nothing of roles.
	Readiness Readiness
}

// Module is the feature, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together.
func New(d Dependencies) *Module {
	store := store{d.DB}
	service := &Service{
		db: d.DB, store: store, trail: d.Trail, clock: d.Clock, files: d.Files, accreditation: d.Accreditation, readiness: d.Readiness,
		currency: d.Currency, held: reference.NewCache(d.DB, store.roads, body, bodyRoles), opened: marked.NewFew[roads, career](d.DB, roads.same),
	}
	return &Module{Handlers: &Handlers{service}, Service: service}
}
