package demo

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
)

// store holds the SQL of the demo, which reads one thing.
type store struct{ db *database.DB }

// organisation gives the identifier of the organisation with this name; uuid.Nil when there is none.
func (s store) organisation(ctx context.Context, name string) (uuid.UUID, error) {
	var ids []uuid.UUID
	err := s.db.Conn(ctx).Table("organisations").Where("name = ?", name).Pluck("id", &ids).Error
	if err != nil || len(ids) == 0 {
		return uuid.Nil, database.Wrap(err, "organisation")
	}
	return ids[0], nil
}
