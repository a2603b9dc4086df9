package training

import (
	"context"

	"github.com/google/uuid"
)

// CareerOf gives everything recorded about a person, for comparing what is kept with what is read anew.
func (s *Service) CareerOf(ctx context.Context, organisation, person uuid.UUID) (any, error) {
	return s.careerOf(ctx, organisation, person)
}
