package audit

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// list gives a page of an organisation's trail, newest first, in one query.
func (s Store) list(ctx context.Context, organisationID uuid.UUID, f Filter, from Place, limit int) ([]Named, error) {
	query := s.db.Conn(ctx).Table("audit_entries").Where("audit_entries.organisation_id = ?", organisationID)
	if f.PersonID != uuid.Nil {
		query = query.Where("audit_entries.person_id = ?", f.PersonID)
	}
	if f.ActorID != uuid.Nil {
		query = query.Where("audit_entries.actor_id = ?", f.ActorID)
	}
	if f.EmergencyID != uuid.Nil {
		// Whose it was and since when narrow the rows by their indexes before any text is looked at.
		query = query.Where("audit_entries.actor_id = (SELECT person_id FROM emergency_uses WHERE id = ?)", f.EmergencyID).
			Where("audit_entries.at >= (SELECT begun_at FROM emergency_uses WHERE id = ?)", f.EmergencyID).
			Where("audit_entries.after LIKE ?", `%"`+emergency+`":"`+f.EmergencyID.String()+`"%`)
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
	return pageOf(query, from, limit)
}

// history gives a page of what others, and the program itself, did with a person's record, newest first, in one query.
func (s Store) history(ctx context.Context, organisationID, personID uuid.UUID, only Sort, from Place, limit int) ([]Named, error) {
	query := s.db.Conn(ctx).Table("audit_entries").Where("audit_entries.organisation_id = ?", organisationID).
		Where("audit_entries.person_id = ? AND (audit_entries.actor_id IS NULL OR audit_entries.actor_id <> ?)", personID, personID)
	switch only {
	case Reading:
		query = query.Where("audit_entries.action = ?", ReadAction)
	case Changing:
		query = query.Where("audit_entries.action <> ?", ReadAction)
	}
	return pageOf(query, from, limit)
}

// pageOf gives the rows of a query from a place on, with the names of those they are about.
func pageOf(query *gorm.DB, from Place, limit int) ([]Named, error) {
	if from.ID != uuid.Nil {
		query = query.Where("(audit_entries.at, audit_entries.id) < (?, ?)", from.At, from.ID)
	}
	var entries []struct {
		Entry
		ActorName, PersonName string
	}
	err := query.
		Select("audit_entries.*, COALESCE(actors.name, '') AS actor_name, COALESCE(subjects.name, '') AS person_name").
		Joins("LEFT JOIN people actors ON actors.id = audit_entries.actor_id AND actors.organisation_id = audit_entries.organisation_id").
		Joins("LEFT JOIN people subjects ON subjects.id = audit_entries.person_id AND subjects.organisation_id = audit_entries.organisation_id").
		Order("audit_entries.at DESC, audit_entries.id DESC").Limit(limit).Scan(&entries).Error
	found := make([]Named, len(entries))
	for i, e := range entries {
		found[i] = Named{Entry: e.Entry, ActorName: e.ActorName, PersonName: e.PersonName}
	}
	return found, database.Wrap(err, "audit entry")
}

// nameColleagues adds in whose stead the rows of a page were made: no query where none was.
func (s Store) nameColleagues(ctx context.Context, rows []Named) error {
	var ids []uuid.UUID
	for i := range rows {
		if !strings.Contains(rows[i].After, `"`+actingFor+`":`) {
			continue
		}
		var after struct{ ActingFor uuid.UUID }
		if err := json.Unmarshal([]byte(rows[i].After), &after); err == nil && after.ActingFor != uuid.Nil {
			rows[i].ActingFor = &after.ActingFor
			ids = append(ids, after.ActingFor)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var people []struct {
		ID   uuid.UUID
		Name string
	}
	err := s.db.Conn(ctx).Table("people").Select("id, name").Where("id IN ?", ids).Find(&people).Error
	names := map[uuid.UUID]string{}
	for _, p := range people {
		names[p.ID] = p.Name
	}
	for i := range rows {
		if rows[i].ActingFor != nil {
			rows[i].ActingForName = names[*rows[i].ActingFor]
		}
	}
	return database.Wrap(err, "person")
}

// firstRead writes down a reading, and reports whether it is the first of the day.
func (s Store) firstRead(ctx context.Context, actorID, personID uuid.UUID, part string, on calendar.Date) (bool, error) {
	result := s.db.Conn(ctx).Exec("INSERT INTO record_reads (person_id, actor_id, part, read_on) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		personID, actorID, part, on)
	return result.RowsAffected == 1, database.Wrap(result.Error, "reading")
}
