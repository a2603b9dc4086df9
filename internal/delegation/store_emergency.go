package delegation

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

const emergencyColumns = "emergency_uses.*, people.name AS person_name, COALESCE(seers.name, '') AS seer_name"

func (s store) emergencyViews(ctx context.Context) *gorm.DB {
	return s.db.Conn(ctx).Table("emergency_uses").Joins("JOIN people ON people.id = emergency_uses.person_id").
		Joins("LEFT JOIN people seers ON seers.id = emergency_uses.seen_by")
}

// emergency gives a use in an organisation.
func (s store) emergency(ctx context.Context, organisationID, id uuid.UUID) (EmergencyView, error) {
	var v EmergencyView
	err := s.emergencyViews(ctx).Select(emergencyColumns).Where("emergency_uses.organisation_id = ? AND emergency_uses.id = ?", organisationID, id).Take(&v).Error
	return v, database.Wrap(err, "use of emergency access")
}

// runningEmergency gives somebody's use that lasts at now; nil for none.
func (s store) runningEmergency(ctx context.Context, personID uuid.UUID, now time.Time) (*EmergencyView, error) {
	var found []EmergencyView
	err := s.emergencyViews(ctx).Select(emergencyColumns).
		Where("emergency_uses.person_id = ? AND emergency_uses.ended_at IS NULL AND emergency_uses.ends_at > ?", personID, now).
		Order("emergency_uses.begun_at DESC").Limit(1).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return nil, database.Wrap(err, "use of emergency access")
	}
	return &found[0], nil
}

// emergencies gives a page of an organisation's uses, the newest first, and their number.
func (s store) emergencies(ctx context.Context, organisationID uuid.UUID, p page.Request) ([]EmergencyView, int, error) {
	within := func() *gorm.DB {
		return s.emergencyViews(ctx).Where("emergency_uses.organisation_id = ?", organisationID)
	}
	var total int64
	if err := within().Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "use of emergency access")
	}
	var all []EmergencyView
	err := within().Select(emergencyColumns).Order("emergency_uses.begun_at DESC, emergency_uses.id").Offset(p.Offset).Limit(p.Limit).Scan(&all).Error
	return all, int(total), database.Wrap(err, "use of emergency access")
}

func (s store) addEmergency(ctx context.Context, e Emergency) error {
	return database.Wrap(s.db.Conn(ctx).Create(&e).Error, "use of emergency access")
}

func (s store) endEmergency(ctx context.Context, id uuid.UUID, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&Emergency{}).Where("id = ? AND ended_at IS NULL", id).Update("ended_at", now), "use of emergency access")
}

// seeEmergency notes who looked at a use; of two at once one gets CodeConflict.
func (s store) seeEmergency(ctx context.Context, id, by uuid.UUID, remark string, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&Emergency{}).Where("id = ? AND seen_at IS NULL", id).
		Updates(map[string]any{"seen_by": by, "seen_at": now, "remark": remark}), "use of emergency access")
}

// watchers gives everybody else who administers or audits the organisation today and can sign in, by identifier.
func (s store) watchers(ctx context.Context, organisationID, except uuid.UUID, today calendar.Date) ([]uuid.UUID, error) {
	var people []Person
	err := s.able(ctx, organisationID, today).Select("people.id, people.name").
		Where(`people.id <> ? AND EXISTS (SELECT 1 FROM grants WHERE grants.person_id = people.id AND grants.organisation_id = people.organisation_id
			AND grants.role IN ? AND grants.ended_at IS NULL AND grants.starts_on <= ? AND (grants.ends_on IS NULL OR grants.ends_on >= ?))`,
			except, []access.Role{access.Administrator, access.Auditor}, today, today).
		Order("people.id").Scan(&people).Error
	ids := make([]uuid.UUID, len(people))
	for i, p := range people {
		ids[i] = p.ID
	}
	return ids, database.Wrap(err, "person")
}
