package notification

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// store holds the SQL of notification.
type store struct{ db *database.DB }

// running is the condition that a row with starts_on and ends_on holds today; it takes today twice.
func running(table string) string {
	return table + ".starts_on <= ? AND (" + table + ".ends_on IS NULL OR " + table + ".ends_on >= ?)"
}

// addOthers adds to one reader's circle whom notices are about without being of it, such as somebody whose coding the reader
// audited. It takes a query when there are some. They are known by name, and to nobody else.
func (s store) addOthers(ctx context.Context, a Asked, all []Notice) error {
	var missing []uuid.UUID
	for _, n := range all {
		if n.About != uuid.Nil && a.Circle.Member(n.About) == nil {
			missing = append(missing, n.About)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	var people []struct {
		ID     uuid.UUID
		Name   string
		LeftOn calendar.Date
	}
	err := s.db.Conn(ctx).Table("people").Select("id, name, left_on").Where("organisation_id = ? AND id IN ?", a.OrganisationID, missing).Find(&people).Error
	for _, p := range people {
		a.Circle.members[p.ID] = &Member{ID: p.ID, Name: p.Name, LeftOn: p.LeftOn}
	}
	return database.Wrap(err, "person")
}

type responsibleRow struct {
	PersonID      uuid.UUID
	ResponsibleID uuid.UUID
	Capacity      string
	ForID         *uuid.UUID
	ForName       string
}

// of gives the row as the person's circle has it.
func (r responsibleRow) of() Responsible {
	made := Responsible{ID: r.ResponsibleID, As: Capacity(r.Capacity), ForName: r.ForName}
	if r.ForID != nil {
		made.ForID = *r.ForID
	}
	return made
}

// circle reads the readers and those whom they answer for: four queries.
func (s store) circle(ctx context.Context, a Asked) (*Circle, error) {
	c := &Circle{today: a.Today, members: map[uuid.UUID]*Member{}, asks: map[uuid.UUID]map[string]bool{}}
	responsible, err := s.responsibles(ctx, a)
	if err != nil {
		return nil, err
	}
	var people []struct {
		ID       uuid.UUID
		Name     string
		Email    string
		LeftOn   calendar.Date
		TargetID *uuid.UUID
	}
	q := s.db.Conn(ctx).Table("people").Select("people.id, people.name, people.email, people.left_on, target_roles.role_id AS target_id").
		Joins("LEFT JOIN target_roles ON target_roles.person_id = people.id").Where("people.organisation_id = ?", a.OrganisationID)
	if a.To != uuid.Nil {
		within := []uuid.UUID{a.To}
		for _, r := range responsible {
			within = append(within, r.PersonID)
		}
		q = q.Where("people.id IN ?", within)
	}
	if err := q.Order("people.name_folded, people.id").Find(&people).Error; err != nil {
		return nil, database.Wrap(err, "person")
	}
	for _, p := range people {
		m := &Member{ID: p.ID, Name: p.Name, Email: p.Email, LeftOn: p.LeftOn}
		if p.TargetID != nil {
			m.Target = *p.TargetID
		}
		c.members[p.ID] = m
		c.order = append(c.order, p.ID)
	}
	for _, r := range responsible {
		if m := c.members[r.PersonID]; m != nil {
			m.Responsibles = append(m.Responsibles, r.of())
		}
	}
	if err := s.readPosts(ctx, a, c); err != nil {
		return nil, err
	}
	return c, s.readAsks(ctx, a, c)
}

// coveredBy finds those for whom somebody stands in today; it takes the organisation, and today twice.
const coveredBy = `SELECT covers.person_id FROM covers WHERE covers.organisation_id = ? AND covers.ended_at IS NULL AND covers.starts_on <= ? AND covers.ends_on >= ?`

// responsibles reads who answers for whom today: mentors and assessors by assignment, managers by their teams, and whoever stands in
// for one of these, never about themselves. Nobody stands in for a colleague who has left or may not sign in.
func (s store) responsibles(ctx context.Context, a Asked) ([]responsibleRow, error) {
	assigned := `SELECT assignments.person_id, assignments.assignee_id AS responsible_id, assignments.kind AS capacity
		FROM assignments WHERE assignments.organisation_id = ? AND ` + running("assignments") + `
		AND EXISTS (SELECT 1 FROM grants WHERE grants.person_id = assignments.assignee_id AND grants.role = assignments.kind AND grants.ended_at IS NULL AND ` + running("grants") + `)`
	managed := `SELECT DISTINCT appointments.person_id, grants.person_id AS responsible_id, 'manager' AS capacity
		FROM grants JOIN teams root ON root.id = grants.team_id
		JOIN teams ON teams.path LIKE root.path || '%' AND teams.organisation_id = root.organisation_id
		JOIN appointments ON appointments.team_id = teams.id AND ` + running("appointments") + `
		WHERE grants.organisation_id = ? AND grants.role = 'manager' AND grants.ended_at IS NULL AND ` + running("grants") + ` AND appointments.person_id <> grants.person_id`
	own := `SELECT person_id, responsible_id, capacity, NULL AS for_id, '' AS for_name FROM answering`
	covering := `SELECT answering.person_id, covers.covering_id, answering.capacity, away.id, away.name FROM answering
		JOIN covers ON covers.person_id = answering.responsible_id AND covers.covering_id <> answering.person_id
		JOIN people away ON away.id = covers.person_id AND (away.left_on IS NULL OR away.left_on > ?)
		LEFT JOIN accounts ON accounts.person_id = away.id
		WHERE covers.organisation_id = ? AND covers.ended_at IS NULL AND covers.starts_on <= ? AND covers.ends_on >= ? AND accounts.disabled_at IS NULL`
	assignedTo := []any{a.OrganisationID, a.Today, a.Today, a.Today, a.Today}
	managedTo := []any{a.Today, a.Today, a.OrganisationID, a.Today, a.Today}
	ownTo, coveringTo := []any{}, []any{a.Today, a.OrganisationID, a.Today, a.Today}
	if a.To != uuid.Nil {
		stoodFor := coveredBy + " AND covers.covering_id = ?"
		assigned += " AND (assignments.assignee_id = ? OR assignments.assignee_id IN (" + stoodFor + "))"
		managed += " AND (grants.person_id = ? OR grants.person_id IN (" + stoodFor + "))"
		reader := []any{a.To, a.OrganisationID, a.Today, a.Today, a.To}
		assignedTo, managedTo = append(assignedTo, reader...), append(managedTo, reader...)
		own += " WHERE responsible_id = ?"
		covering += " AND covers.covering_id = ?"
		ownTo, coveringTo = append(ownTo, a.To), append(coveringTo, a.To)
	}
	var rows []responsibleRow
	err := s.db.Conn(ctx).Raw("WITH answering AS ("+assigned+" UNION ALL "+managed+") "+own+" UNION ALL "+covering,
		slices.Concat(assignedTo, managedTo, ownTo, coveringTo)...).Scan(&rows).Error
	return rows, database.Wrap(err, "assignment")
}

func (s store) readPosts(ctx context.Context, a Asked, c *Circle) error {
	var rows []struct {
		ID       uuid.UUID
		PersonID uuid.UUID
		RoleID   uuid.UUID
		Role     string
		StartsOn calendar.Date
		EndsOn   calendar.Date
	}
	q := s.db.Conn(ctx).Table("appointments").Select("appointments.id, appointments.person_id, appointments.role_id, roles.title AS role, appointments.starts_on, appointments.ends_on").
		Joins("JOIN roles ON roles.id = appointments.role_id").Where("appointments.organisation_id = ?", a.OrganisationID)
	if a.To != uuid.Nil {
		q = q.Where("appointments.person_id IN ?", c.order)
	}
	if err := q.Order("appointments.starts_on, appointments.id").Find(&rows).Error; err != nil {
		return database.Wrap(err, "appointment")
	}
	for _, row := range rows {
		if m := c.members[row.PersonID]; m != nil {
			m.Posts = append(m.Posts, Post{ID: row.ID, RoleID: row.RoleID, Role: row.Role, Span: calendar.Span{From: row.StartsOn, To: row.EndsOn}})
		}
	}
	return nil
}

// readAsks reads what the roles of the circle ask for.
func (s store) readAsks(ctx context.Context, a Asked, c *Circle) error {
	var roles []uuid.UUID
	for _, id := range c.order {
		m := c.members[id]
		for _, p := range m.Posts {
			if c.asks[p.RoleID] == nil {
				c.asks[p.RoleID] = map[string]bool{}
				roles = append(roles, p.RoleID)
			}
		}
		if m.Target != uuid.Nil && c.asks[m.Target] == nil {
			c.asks[m.Target] = map[string]bool{}
			roles = append(roles, m.Target)
		}
	}
	if len(roles) == 0 {
		return nil
	}
	var rows []struct {
		RoleID uuid.UUID
		Kind   string
		Key    string
	}
	err := s.db.Conn(ctx).Raw(`SELECT role_id, kind, key FROM role_requirements WHERE role_id IN ? AND kind IN ('milestone', 'accreditation', 'criterion')
		UNION ALL SELECT DISTINCT role_id, 'statement', CAST(statement_id AS TEXT) FROM organisation_requirements WHERE organisation_id = ? AND role_id IN ?
		UNION ALL SELECT role_id, 'criterion', CAST(id AS TEXT) FROM role_criteria WHERE role_id IN ?`, roles, a.OrganisationID, roles, roles).Scan(&rows).Error
	for _, row := range rows {
		c.asks[row.RoleID][row.Kind+"/"+row.Key] = true
	}
	return database.Wrap(err, "requirement")
}
