package workforce

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/freshness"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/marked"
	"bandwise/internal/platform/reference"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB       *database.DB
	Training Training
	// AccreditationTitle gives an accreditation's name as people know it, by its key.
	AccreditationTitle func(key string) string
	// Smallest gives the number of people below which an organisation publishes no numbers to those outside the line.
	Smallest func(ctx context.Context, organisation uuid.UUID) (int, error)
}

// Module is the feature.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New makes the feature.
func New(d Dependencies) *Module {
	service := &Service{store: store{d.DB}, training: d.Training, accreditationTitle: d.AccreditationTitle, smallest: d.Smallest}
	service.ladders = reference.NewCache(d.DB, service.ladder, "framework", "role", "role_pathway", "training", freshness.Body)
	service.kept = marked.New[standard, Brief](d.DB, standard.same, standard.equal)
	service.opened = marked.NewFew[ladder, Records](d.DB, ladder.same)
	return &Module{Handlers: &Handlers{service}, Service: service}
}
