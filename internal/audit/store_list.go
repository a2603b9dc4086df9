package audit

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// List gives a page of an organisation's trail, newest first: one query to count, one for the page.
func (s Store) List(ctx context.Context, organisationID uuid.UUID, f Filter, p page.Request) ([]Named, int, error) {
	query := s.db.Conn(ctx).Table("audit_entries").Where("audit_entries.organisation_id = ?", organisationID)
	if f.PersonID != uuid.Nil {
		query = query.Where("audit_entries.person_id = ?", f.PersonID)
	}
	if f.ActorID != uuid.Nil {
		query = query.Where("audit_entries.actor_id = ?", f.ActorID)
	}
	if f.Action != "" {
		prefix := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(f.Action)
		query = query.Where(`audit_entries.action LIKE ? ESCAPE '\'`, prefix+"%")
	}
	if !f.From.IsZero() {
		query = query.Where("audit_entries.at >= ?", startOf(f.From))
	}
	if !f.To.IsZero() {
		query = query.Where("audit_entries.at < ?", startOf(f.To.AddDays(1)))
	}
	var total int64
	if err := query.Session(&gorm.Session{}).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "audit entry")
	}
	var entries []Named
	err := query.Session(&gorm.Session{}).
		Select("audit_entries.*, COALESCE(actors.name, '') AS actor_name, COALESCE(subjects.name, '') AS person_name").
		Joins("LEFT JOIN people actors ON actors.id = audit_entries.actor_id AND actors.organisation_id = audit_entries.organisation_id").
		Joins("LEFT JOIN people subjects ON subjects.id = audit_entries.person_id AND subjects.organisation_id = audit_entries.organisation_id").
		Order("audit_entries.at DESC, audit_entries.id").Offset(p.Offset).Limit(p.Limit).Scan(&entries).Error
	return entries, int(total), database.Wrap(err, "audit entry")
}
