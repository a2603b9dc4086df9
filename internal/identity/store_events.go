package identity

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/database"
)

func (s store) addEvent(ctx context.Context, e event) error {
	return database.Wrap(s.db.Conn(ctx).Create(&e).Error, "event")
}

func (s store) event(ctx context.Context, id uuid.UUID) (event, error) {
	var e event
	err := s.db.Conn(ctx).Where("id = ?", id).Take(&e).Error
	return e, database.Wrap(err, "event")
}

// invitation is when somebody was invited last, and until when the newest link works; zero where it is not known.
type invitation struct {
	InvitedAt, ExpiresAt, AcceptedAt *time.Time
}

// invitation reads what there is to know of how somebody was invited.
func (s store) invitation(ctx context.Context, personID uuid.UUID) (invitation, error) {
	var i invitation
	for _, part := range []struct {
		table, column, condition string
		into                     **time.Time
	}{
		{"account_events", "happened_at", "kind = 'invited'", &i.InvitedAt},
		{"password_links", "expires_at", "purpose = 'invitation'", &i.ExpiresAt},
		{"accounts", "created_at", "1 = 1", &i.AcceptedAt},
	} {
		var found []time.Time
		err := s.db.Conn(ctx).Table(part.table).Where("person_id = ?", personID).Where(part.condition).Order(part.column+" DESC").Limit(1).Pluck(part.column, &found).Error
		if err != nil {
			return invitation{}, database.Wrap(err, "invitation")
		}
		if len(found) > 0 {
			*part.into = &found[0]
		}
	}
	return i, nil
}
