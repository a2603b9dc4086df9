package matching

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// names gives people's names.
func (s store) names(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	var rows []struct {
		ID   uuid.UUID
		Name string
	}
	err := s.db.Conn(ctx).Table("people").Select("id, name").Where("id IN ?", ids).Find(&rows).Error
	names := make(map[uuid.UUID]string, len(rows))
	for _, r := range rows {
		names[r.ID] = r.Name
	}
	return names, database.Wrap(err, "person")
}

// practitioners lists by name those of the organisation who may sit on panels on a day, each with the post held and with side
// and training as they were last recorded.
func (s store) practitioners(ctx context.Context, organisation uuid.UUID, today calendar.Date) ([]Practitioner, error) {
	var rows []struct {
		ID        uuid.UUID
		Name      string
		RoleTitle string
	}
	err := s.db.Conn(ctx).Table("people").Select(`people.id, people.name, COALESCE((SELECT roles.title FROM appointments
			JOIN roles ON roles.id = appointments.role_id
			WHERE appointments.person_id = people.id AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)
			ORDER BY appointments.starts_on DESC, appointments.id LIMIT 1), '') AS role_title`, today, today).
		Where("people.organisation_id = ? AND (people.left_on IS NULL OR people.left_on > ?)", organisation, today).
		Where(`EXISTS (SELECT 1 FROM grants WHERE grants.person_id = people.id AND grants.organisation_id = people.organisation_id AND grants.role = ?
			AND grants.ended_at IS NULL AND grants.starts_on <= ? AND (grants.ends_on IS NULL OR grants.ends_on >= ?))`, access.PanelMember, today, today).
		Order("people.name_folded, people.id").Find(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "person")
	}
	var last []struct {
		PersonID  uuid.UUID
		Side      Side
		TrainedOn calendar.Date
	}
	err = s.db.Conn(ctx).Table("job_match_members").Select("job_match_members.person_id, job_match_members.side, job_match_members.trained_on").
		Joins("JOIN job_matches ON job_matches.id = job_match_members.match_id").
		Where("job_matches.organisation_id = ?", organisation).Order("job_matches.opened_at, job_matches.id").Find(&last).Error
	if err != nil {
		return nil, database.Wrap(err, "member of a panel")
	}
	all := make([]Practitioner, len(rows))
	at := map[uuid.UUID]*Practitioner{}
	for i, r := range rows {
		all[i] = Practitioner{Person: Person{r.ID, r.Name}, RoleTitle: r.RoleTitle}
		at[r.ID] = &all[i]
	}
	for _, r := range last {
		if p := at[r.PersonID]; p != nil {
			p.Side, p.TrainedOn = r.Side, r.TrainedOn
		}
	}
	return all, nil
}

// holders gives those who hold a role in the organisation on a day.
func (s store) holders(ctx context.Context, organisation, role uuid.UUID, today calendar.Date) (map[uuid.UUID]bool, error) {
	var ids []uuid.UUID
	err := s.db.Conn(ctx).Table("appointments").
		Where("organisation_id = ? AND role_id = ? AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)", organisation, role, today, today).
		Pluck("person_id", &ids).Error
	held := make(map[uuid.UUID]bool, len(ids))
	for _, id := range ids {
		held[id] = true
	}
	return held, database.Wrap(err, "appointment")
}

// organisationName gives the organisation's name.
func (s store) organisationName(ctx context.Context, id uuid.UUID) (string, error) {
	var name string
	err := s.db.Conn(ctx).Table("organisations").Select("name").Where("id = ?", id).Take(&name).Error
	return name, database.Wrap(err, "organisation")
}

// others gives the organisation's agreed and released matches beside one, with their levels, the newest first: of each other role
// the newest, and none of the match's own role, which it takes the place of.
func (s store) others(ctx context.Context, m Match) ([]Match, error) {
	var rows []matchRow
	err := s.db.Conn(ctx).Where("organisation_id = ? AND role_id <> ? AND state IN ?", m.OrganisationID, m.RoleID, []State{Checking, Released}).
		Order("opened_at DESC, id").Find(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "match")
	}
	var all []Match
	seen := map[uuid.UUID]bool{}
	for _, r := range rows {
		if seen[r.RoleID] {
			continue
		}
		seen[r.RoleID] = true
		other, err := r.match()
		if err != nil {
			return nil, err
		}
		all = append(all, other)
	}
	return s.whole(ctx, all)
}

// holdersByRole counts how many people of the organisation hold each role on a day.
func (s store) holdersByRole(ctx context.Context, organisation uuid.UUID, today calendar.Date) (map[uuid.UUID]int, error) {
	var rows []struct {
		RoleID  uuid.UUID
		Holders int
	}
	err := s.db.Conn(ctx).Table("appointments").Select("role_id, COUNT(DISTINCT person_id) AS holders").
		Where("organisation_id = ? AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)", organisation, today, today).Group("role_id").Find(&rows).Error
	held := make(map[uuid.UUID]int, len(rows))
	for _, r := range rows {
		held[r.RoleID] = r.Holders
	}
	return held, database.Wrap(err, "appointment")
}

// released gives the newest released match of each role.
func (s store) released(ctx context.Context, organisation uuid.UUID) (map[uuid.UUID]LastRelease, error) {
	var rows []matchRow
	err := s.db.Conn(ctx).Where("organisation_id = ? AND state = ?", organisation, Released).Order("released_at, id").Find(&rows).Error
	newest := make(map[uuid.UUID]LastRelease, len(rows))
	for _, r := range rows {
		band := r.Band
		if r.Outcome == jobevaluation.NoMatch.String() {
			band = ""
		}
		newest[r.RoleID] = LastRelease{MatchID: r.ID, On: r.ReleasedOn, BandBefore: r.BandBefore, Band: band}
	}
	return newest, database.Wrap(err, "match")
}
