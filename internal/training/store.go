package training

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// body is the name of the pathways' body of reference data; which roles put people on them also rests on the roles' own.
const (
	body      = "training"
	bodyRoles = "role"
)

// store holds the SQL of training.
type store struct{ db *database.DB }

// Named is a person, a team or a file as named beside something else.
type Named struct {
	ID   uuid.UUID
	Name string
}

// person gives a person within the scopes.
func (s store) person(ctx context.Context, in access.Scopes, id uuid.UUID) (Named, error) {
	within, args := in.People("people.id")
	var found Named
	err := s.db.Conn(ctx).Table("people").Select("id, name").Where("people.id = ?", id).Where(within, args...).Take(&found).Error
	return found, database.Wrap(err, "person")
}

// relation says how a person stands to somebody today, in one query.
func (s store) relation(ctx context.Context, to access.Actor, person uuid.UUID) (access.Relation, error) {
	relation := access.RelationTo(to, person)
	assignees := []uuid.UUID{to.PersonID}
	for _, c := range to.Covers() {
		assignees = append(assignees, c.ForID)
	}
	var rows []struct {
		Kind, Path string
		AssigneeID *uuid.UUID
	}
	err := s.db.Conn(ctx).Raw(`
		SELECT kind, '' AS path, assignee_id FROM assignments
		WHERE person_id = ? AND assignee_id IN ? AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)
		UNION ALL
		SELECT '' AS kind, teams.path, NULL AS assignee_id FROM appointments JOIN teams ON teams.id = appointments.team_id
		WHERE appointments.person_id = ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)`,
		person, assignees, to.Today, to.Today, person, to.Today).Scan(&rows).Error
	for _, row := range rows {
		if row.AssigneeID != nil {
			relation = relation.Stands(to, *row.AssigneeID, access.Role(row.Kind))
			continue
		}
		for part := range strings.SplitSeq(strings.Trim(row.Path, "/"), "/") {
			if team, err := uuid.Parse(part); err == nil {
				relation.Teams = append(relation.Teams, team)
			}
		}
	}
	return relation, database.Wrap(err, "relation")
}

// mentors lists who mentors a person on a day, by name.
func (s store) mentors(ctx context.Context, person uuid.UUID, on calendar.Date) ([]Named, error) {
	var found []Named
	err := s.db.Conn(ctx).Table("people").Select("people.id, people.name").
		Joins("JOIN assignments ON assignments.assignee_id = people.id").
		Where("assignments.person_id = ? AND assignments.kind = 'mentor'", person).
		Where("assignments.starts_on <= ? AND (assignments.ends_on IS NULL OR assignments.ends_on >= ?)", on, on).
		Order("people.name_folded, people.id").Find(&found).Error
	return found, database.Wrap(err, "mentor")
}

// names gives the names of people and files by their identifiers, in one query.
func (s store) names(ctx context.Context, people, files []uuid.UUID) (map[uuid.UUID]string, error) {
	names := map[uuid.UUID]string{}
	if len(people)+len(files) == 0 {
		return names, nil
	}
	var rows []Named
	err := s.db.Conn(ctx).Raw("SELECT id, name FROM people WHERE id IN ? UNION ALL SELECT id, name FROM files WHERE id IN ?",
		orNone(people), orNone(files)).Scan(&rows).Error
	for _, row := range rows {
		names[row.ID] = row.Name
	}
	return names, database.Wrap(err, "name")
}

// orNone gives a list for IN that is never empty.
func orNone(ids []uuid.UUID) []uuid.UUID {
	if len(ids) == 0 {
		return []uuid.UUID{uuid.Nil}
	}
	return ids
}

// lock makes other changes to a person's training wait until this transaction ends, so that a rule judges the facts that its
// change is added to.
func (s store) lock(ctx context.Context, person uuid.UUID) error {
	return s.db.Lock(ctx, "training of "+person.String())
}
