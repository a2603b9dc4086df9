package training

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/reference"
)

type placeRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	PathwayID      uuid.UUID
	Kind           string
	VersionID      uuid.NullUUID
	FromVersionID  uuid.NullUUID
	StartsOn       calendar.Date
	Reason         string
	DecidedBy      uuid.UUID
	DecidedOn      calendar.Date
	CreatedAt      time.Time
}

func (placeRow) TableName() string { return "pathway_places" }

// The kinds of a place as the table has them.
const (
	placeJoined = "joined"
	placeMoved  = "moved"
	placeLeft   = "left"
)

// stored gives a version as rows refer to it: NULL stands for the source's own.
func (v VersionRef) stored() uuid.NullUUID {
	return uuid.NullUUID{UUID: v.ID, Valid: v.Number > 0}
}

func (r placeRow) place() place {
	p := place{
		PersonID: r.PersonID, PathwayID: r.PathwayID, Version: r.PathwayID, Kind: r.Kind, StartsOn: r.StartsOn, DecidedOn: r.DecidedOn,
	}
	if r.VersionID.Valid {
		p.Version = r.VersionID.UUID
	}
	return p
}

// places reads what was decided about people and pathways, in the order in which it was, for each person.
func (s store) places(ctx context.Context, who within) (map[uuid.UUID][]place, error) {
	var rows []placeRow
	err := s.about(ctx, "pathway_places", who).Order("created_at, kind, id").Find(&rows).Error
	found := map[uuid.UUID][]place{}
	for _, row := range rows {
		found[row.PersonID] = append(found[row.PersonID], row.place())
	}
	return found, database.Wrap(err, "place on a pathway")
}

func (s store) addPlace(ctx context.Context, row placeRow) error {
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "place on a pathway")
}

// keptPlace is a decision about a person and a pathway with who made it.
type keptPlace struct {
	Row           placeRow `gorm:"embedded"`
	DecidedByName string
}

// placesOf lists what was decided about a person, the newest first.
func (s store) placesOf(ctx context.Context, person uuid.UUID) ([]keptPlace, error) {
	var rows []keptPlace
	err := s.db.Conn(ctx).Table("pathway_places").Select("pathway_places.*, people.name AS decided_by_name").
		Joins("JOIN people ON people.id = pathway_places.decided_by").Where("pathway_places.person_id = ?", person).
		Order("pathway_places.created_at DESC, pathway_places.kind DESC, pathway_places.id").Find(&rows).Error
	return rows, database.Wrap(err, "place on a pathway")
}

// working lists the people within a condition by name, with the team in which each works today.
func (s store) working(ctx context.Context, who within, today calendar.Date) ([]member, error) {
	condition, args := who("people.id")
	var rows []member
	err := s.db.Conn(ctx).Table("people").Select("people.id, people.name, people.name_folded, COALESCE(teams.name, '') AS team").
		Joins(`LEFT JOIN teams ON teams.id = (SELECT current.team_id FROM appointments current WHERE current.person_id = people.id
			AND current.starts_on <= ? AND (current.ends_on IS NULL OR current.ends_on >= ?)
			ORDER BY current.starts_on DESC, current.id LIMIT 1)`, today, today).
		Where(condition, args...).Order("people.name_folded, people.id").Find(&rows).Error
	return rows, database.Wrap(err, "person")
}

// member is a person as a list shows them.
type member struct {
	ID         uuid.UUID
	Name       string
	NameFolded string
	Team       string
}

// matches reports whether the person's name or team contains what is looked for.
func (m member) matches(query string) bool {
	return query == "" || reference.Matches(fold.Text(m.Name, m.Team), query)
}
