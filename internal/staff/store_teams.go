package staff

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

type teamRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	ParentID       *uuid.UUID
	Name           string
	Path           Path
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (teamRow) TableName() string { return "teams" }

// teams gives every team of the organisation with the number of those appointed to it today, in one query.
func (s store) teams(ctx context.Context, organisationID uuid.UUID, today calendar.Date) ([]Team, error) {
	var rows []struct {
		Team   teamRow `gorm:"embedded"`
		People int
	}
	err := s.db.Conn(ctx).Table("teams").
		Select(`teams.id, teams.parent_id, teams.name, teams.path, teams.version,
			(SELECT COUNT(*) FROM appointments WHERE appointments.team_id = teams.id AND appointments.starts_on <= ?
				AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)) AS people`, today, today).
		Where("teams.organisation_id = ?", organisationID).Scan(&rows).Error
	teams := make([]Team, len(rows))
	for i, r := range rows {
		teams[i] = r.Team.team()
		teams[i].People = r.People
	}
	return teams, database.Wrap(err, "team")
}

func (r teamRow) team() Team {
	t := Team{ID: r.ID, Name: r.Name, Path: r.Path, Version: r.Version}
	if r.ParentID != nil {
		t.ParentID = *r.ParentID
	}
	return t
}

// team gives a team of the organisation.
func (s store) team(ctx context.Context, organisationID, id uuid.UUID) (Team, error) {
	var row teamRow
	err := s.db.Conn(ctx).Where("id = ? AND organisation_id = ?", id, organisationID).Take(&row).Error
	return row.team(), database.Wrap(err, "team")
}

func (s store) createTeam(ctx context.Context, organisationID uuid.UUID, t Team, now time.Time) error {
	row := teamRow{
		ID: t.ID, OrganisationID: organisationID, ParentID: optional(t.ParentID), Name: t.Name, Path: t.Path,
		Version: t.Version, CreatedAt: now, UpdatedAt: now,
	}
	return sameTeam(database.Wrap(s.db.Conn(ctx).Create(&row).Error, "team"))
}

// saveTeam gives a team its name and place, and moves every team below along with it.
func (s store) saveTeam(ctx context.Context, organisationID uuid.UUID, t Team, from Path, now time.Time) error {
	conn := s.db.Conn(ctx)
	result := conn.Model(&teamRow{}).Where("id = ? AND version = ?", t.ID, t.Version).Updates(map[string]any{
		"name": t.Name, "parent_id": optional(t.ParentID), "version": t.Version + 1, "updated_at": now,
	})
	if err := sameTeam(edited(result, "team")); err != nil || t.Path == from {
		return err
	}
	err := conn.Model(&teamRow{}).Where("organisation_id = ? AND path LIKE ?", organisationID, string(from)+"%").
		Updates(map[string]any{"path": gorm.Expr("CAST(? AS TEXT) || SUBSTR(path, ?)", string(t.Path), len(from)+1), "updated_at": now}).Error
	return database.Wrap(err, "team")
}

func sameTeam(err error) error {
	return duplicate(err, "name", "There is a team of this name already. Enter another name.")
}
