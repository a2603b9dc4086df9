package identity

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
)

// emergencyOf finds the emergency access that the person of the row beside it has now; it takes now.
const emergencyOf = `SELECT 1 FROM emergency_uses WHERE emergency_uses.person_id = people.id AND emergency_uses.organisation_id = people.organisation_id
	AND emergency_uses.ended_at IS NULL AND emergency_uses.ends_at > ?`

// emergency gives the emergency access that somebody has now, with the teams at the top of the organisation. None is CodeNotFound.
func (s store) emergency(ctx context.Context, person uuid.UUID, now time.Time) (access.Emergency, []uuid.UUID, error) {
	var row struct {
		ID             uuid.UUID
		OrganisationID uuid.UUID
		Role           access.Role
		EndsAt         time.Time
	}
	err := s.db.Conn(ctx).Table("emergency_uses").Select("id, organisation_id, role, ends_at").
		Where("person_id = ? AND ended_at IS NULL AND ends_at > ?", person, now).Order("begun_at DESC").Limit(1).Take(&row).Error
	if err != nil {
		return access.Emergency{}, nil, database.Wrap(err, "emergency access")
	}
	var top []struct{ ID uuid.UUID }
	err = s.db.Conn(ctx).Table("teams").Select("id").Where("organisation_id = ? AND parent_id IS NULL", row.OrganisationID).Order("id").Find(&top).Error
	ids := make([]uuid.UUID, len(top))
	for i, t := range top {
		ids[i] = t.ID
	}
	return access.Emergency{ID: row.ID, Role: row.Role, Until: row.EndsAt}, ids, database.Wrap(err, "team")
}
