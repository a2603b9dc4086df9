package practice

import (
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Dependencies are what the practice needs from its surroundings.
type Dependencies struct {
	DB        *database.DB
	Trail     *audit.Trail
	Clock     calendar.Clock
	Portfolio Portfolio
	// BaseURL is where the application is reached, for the links of evidence.
	BaseURL string
}

// Module is the feature, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together. Reference data that cannot be read is an error.
func New(d Dependencies) (*Module, error) {
	known, err := knowledge()
	if err != nil {
		return nil, err
	}
	s := &Service{db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock, portfolio: d.Portfolio, baseURL: d.BaseURL, known: known}
	return &Module{Service: s, Handlers: &Handlers{s}}, nil
}
