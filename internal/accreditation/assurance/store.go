package assurance

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// store holds the SQL of assurance.
type store struct{ db *database.DB }

// employee is a person with the team and the first day of employment.
type employee struct {
	ID         uuid.UUID
	Name       string
	TeamID     uuid.UUID
	Team       string
	EmployedOn calendar.Date
}

// people gives those within the scopes who are appointed today, of one team and those below it when team is given: one query.
func (s store) people(ctx context.Context, in access.Scopes, team *uuid.UUID, today calendar.Date) (map[uuid.UUID]employee, error) {
	within, args := in.People("people.id")
	q := s.db.Conn(ctx).Table("people").Select(`people.id, people.name, teams.id AS team_id, teams.name AS team,
			(SELECT MIN(first.starts_on) FROM appointments first WHERE first.person_id = people.id) AS employed_on`).
		Joins("JOIN appointments ON appointments.person_id = people.id AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)",
			today, today).
		Joins("JOIN teams ON teams.id = appointments.team_id").Where(within, args...)
	if team != nil {
		q = q.Where("teams.path LIKE (SELECT root.path || '%' FROM teams root WHERE root.id = ? AND root.organisation_id = ?)", *team, in.OrganisationID)
	}
	var rows []employee
	err := q.Order("people.name_folded, people.id, appointments.starts_on").Find(&rows).Error
	found := make(map[uuid.UUID]employee, len(rows))
	for _, r := range rows {
		found[r.ID] = r
	}
	return found, database.Wrap(err, "person")
}

// exemptions gives the exemptions of those within the scopes, with the reasons of those within content: one query.
func (s store) exemptions(ctx context.Context, in, content access.Scopes) (map[uuid.UUID][]Exemption, error) {
	within, args := in.People("exemptions.person_id")
	readable, readableArgs := content.People("exemptions.person_id")
	var rows []struct {
		PersonID  uuid.UUID
		Milestone string
		Reason    string
		By        string
		On        calendar.Date
	}
	err := s.db.Conn(ctx).Table("exemptions").Select(`exemptions.person_id, exemptions.milestone, people.name AS "by", exemptions.exempted_on AS "on",
			CASE WHEN `+readable+` THEN exemptions.reason ELSE '' END AS reason`, readableArgs...).
		Joins("JOIN people ON people.id = exemptions.exempted_by").Where("exemptions.withdrawn_on IS NULL").Where(within, args...).
		Order("exemptions.exempted_on, exemptions.id").Find(&rows).Error
	found := map[uuid.UUID][]Exemption{}
	for _, r := range rows {
		found[r.PersonID] = append(found[r.PersonID], Exemption{Milestone: r.Milestone, Reason: r.Reason, By: r.By, On: r.On})
	}
	return found, database.Wrap(err, "exemption")
}
