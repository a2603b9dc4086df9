package report

import (
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB     *database.DB
	Trail  *audit.Trail
	Clock  calendar.Clock
	Queue  *jobs.Queue
	Post   Post
	People People
	Board  Board
	// Roles are the roles of access that read the workforce's numbers.
	Roles []string
}

// Module is the feature, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together and registers its job.
func New(d Dependencies) *Module {
	s := &Service{
		db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock, queue: d.Queue, post: d.Post, people: d.People, board: d.Board, roles: d.Roles,
	}
	s.register()
	return &Module{Handlers: &Handlers{s}, Service: s}
}
