package file

import (
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB     *database.DB
	Trail  *audit.Trail
	Clock  calendar.Clock
	Bucket *Bucket
	// Checker looks into contents before they are stored.
	Checker Checker
	// Scanner looks for viruses in contents before they are stored; nil where none does.
	Scanner Scanner
	// Spool is the folder where an upload waits while it is judged; empty means the host's folder for temporary files.
	Spool string
}

// Module is the feature.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New makes the feature.
func New(d Dependencies) *Module {
	service := &Service{db: d.DB, store: store{d.DB}, bucket: d.Bucket, checker: d.Checker, scanner: d.Scanner, trail: d.Trail, clock: d.Clock, spool: d.Spool}
	return &Module{Handlers: &Handlers{service}, Service: service}
}
