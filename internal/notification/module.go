package notification

import (
	"log/slog"
	"net/url"

	"github.com/google/uuid"

	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/jobs"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB    *database.DB
	Trail *audit.Trail
	Clock calendar.Clock
	Log   *slog.Logger
	Queue *jobs.Queue
	// Postman is nil where no mail is sent.
	Postman  Postman
	Training Training
	// Reports make what the letters of a schedule carry.
	Reports Reports
	// Accounts write what letters about accounts say.
	Accounts Accounts
	// Sources are further places of facts, beside those that the feature reads itself.
	Sources []Source
	// BaseURL is the address by which people reach the application.
	BaseURL string
}

// Module is the feature, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together and registers its jobs.
func New(d Dependencies) *Module {
	s := &Service{
		db: d.DB, store: store{d.DB}, trail: d.Trail, clock: d.Clock, log: d.Log, queue: d.Queue, post: d.Postman, baseURL: d.BaseURL, host: "bandwise",
		reports:  d.Reports,
		accounts: d.Accounts,
		reckoned: map[uuid.UUID]reckonedAt{},
	}
	if base, err := url.Parse(d.BaseURL); err == nil && base.Hostname() != "" {
		s.host = base.Hostname()
	}
	s.sources = append([]Source{
		trainingSource{d.Training}, postSource{s.store}, mentoringSource{s.store}, claimSource{s.store}, messageSource{s.store}, mailSource{s.store},
		appraisalSource{s.store}, auditSource{s.store}, sittingSource{s.store}, courseSource{s.store},
		approvalSource{s.store}, secondLookSource{s.store}, packSource{s.store}, accountSource{s.store}, coverSource{s.store}, emergencySource{s.store},
	}, d.Sources...)
	s.register()
	return &Module{Handlers: &Handlers{service: s, guard: newGuard(d.Clock)}, Service: s}
}
