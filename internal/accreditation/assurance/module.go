package assurance

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"

	"bandwise/internal/audit"
	"bandwise/internal/platform/database"
	"bandwise/seed"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB    *database.DB
	Trail *audit.Trail
	// Crew says where people stand on their roads.
	Crew Crew
}

// Module is the feature, ready to use.
type Module struct {
	Handlers *Handlers
	Service  *Service
}

// New puts the module together. It fails when the reference data's headings cannot be read.
func New(d Dependencies) (*Module, error) {
	text, err := seed.Assurance()
	if err != nil {
		return nil, err
	}
	var file struct {
		Editions []Edition `yaml:"editions"`
	}
	if err := yaml.UnmarshalWithOptions(text, &file, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("read the headings of assurance: %w", err)
	}
	slices.SortFunc(file.Editions, func(a, b Edition) int { return a.From.Compare(b.From) })
	service := &Service{store: store{d.DB}, trail: d.Trail, db: d.DB, crew: d.Crew, editions: file.Editions}
	return &Module{Handlers: &Handlers{service}, Service: service}, nil
}
