package intake

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/staff"
)

// names gives the teams and roles that an organisation's files can name, by their names as they are compared. Of roles of the same
// title the organisation's own is first.
func (s store) names(ctx context.Context, organisationID uuid.UUID) (map[string]staff.Ref, map[string][]Role, error) {
	var teams []staff.Ref
	if err := s.db.Conn(ctx).Table("teams").Select("id, name").Where("organisation_id = ?", organisationID).Scan(&teams).Error; err != nil {
		return nil, nil, database.Wrap(err, "team")
	}
	byName := map[string]staff.Ref{}
	for _, t := range teams {
		byName[fold.Text(t.Name)] = t
	}
	var roles []struct {
		ID    uuid.UUID
		Title string
		Own   bool
	}
	err := s.db.Conn(ctx).Table("roles").Select("id, title, organisation_id IS NOT NULL AS own").
		Where("(organisation_id IS NULL OR organisation_id = ?) AND retired_on IS NULL", organisationID).Order("organisation_id IS NULL, id").Scan(&roles).Error
	byTitle := map[string][]Role{}
	for _, r := range roles {
		byTitle[fold.Text(r.Title)] = append(byTitle[fold.Text(r.Title)], Role{staff.Ref{ID: r.ID, Name: r.Title}, r.Own})
	}
	return byName, byTitle, database.Wrap(err, "role")
}

// know fills in what is known of the people whom some rows name. With locked nobody else changes them until the transaction
// ends.
func (s store) know(ctx context.Context, k Known, organisationID uuid.UUID, lines []Line, locked bool) (Known, error) {
	var emails []string
	named := map[string]bool{}
	add := func(email string) {
		if email != "" && !named[email] {
			named[email] = true
			emails = append(emails, email)
		}
	}
	for _, l := range lines {
		add(l.Email)
		add(address(l.Cells[columnManager]))
	}
	var err error
	if k.People, err = s.people(ctx, organisationID, emails, locked); err != nil {
		return Known{}, err
	}
	var ids []uuid.UUID
	for _, l := range lines {
		if p, there := k.People[l.Email]; there {
			ids = append(ids, p.ID)
		}
	}
	if k.Held, err = s.held(ctx, ids); err != nil {
		return Known{}, err
	}
	k.InFile, err = s.places(ctx, k.ImportID, emails)
	return k, err
}

func (s store) people(ctx context.Context, organisationID uuid.UUID, emails []string, locked bool) (map[string]Person, error) {
	var people []Person
	query := s.db.Conn(ctx).Table("people").Select("id, name, email, left_on").Where("organisation_id = ? AND email IN ?", organisationID, emails).Order("id")
	if locked {
		// Whoever changes one of them waits; rows that only refer to them do not.
		query = query.Clauses(clause.Locking{Strength: "NO KEY UPDATE"})
	}
	if err := query.Scan(&people).Error; err != nil {
		return nil, database.Wrap(err, "person")
	}
	byEmail := make(map[string]Person, len(people))
	for _, p := range people {
		byEmail[p.Email] = p
	}
	return byEmail, nil
}

func (s store) held(ctx context.Context, people []uuid.UUID) (map[uuid.UUID][]staff.Appointment, error) {
	var rows []struct {
		ID              uuid.UUID
		PersonID        uuid.UUID
		RoleID          uuid.UUID
		RoleTitle       string
		TeamID          uuid.UUID
		TeamName        string
		LineManagerID   *uuid.UUID
		LineManagerName *string
		Band            staff.Band
		Annex21Band     staff.Band
		WTEHundredths   int `gorm:"column:wte_hundredths"`
		StartsOn        calendar.Date
		EndsOn          calendar.Date
	}
	held := map[uuid.UUID][]staff.Appointment{}
	if len(people) == 0 {
		return held, nil
	}
	err := s.db.Conn(ctx).Table("appointments").
		Select(`appointments.id, appointments.person_id, role_id, roles.title AS role_title, team_id, teams.name AS team_name, line_manager_id,
			managers.name AS line_manager_name, appointments.band, annex21_band, wte_hundredths, starts_on, ends_on`).
		Joins("JOIN roles ON roles.id = role_id").Joins("JOIN teams ON teams.id = team_id").Joins("LEFT JOIN people managers ON managers.id = line_manager_id").
		Where("appointments.person_id IN ?", people).Order("starts_on, appointments.id").Scan(&rows).Error
	for _, r := range rows {
		a := staff.Appointment{
			ID: r.ID, PersonID: r.PersonID, RoleTitle: r.RoleTitle, TeamName: r.TeamName,
			Post: staff.Post{
				RoleID: r.RoleID, Band: r.Band, TeamID: r.TeamID, WTE: staff.WTE(r.WTEHundredths), Annex21: r.Annex21Band, StartsOn: r.StartsOn, EndsOn: r.EndsOn,
			},
		}
		if r.LineManagerID != nil {
			a.LineManagerID, a.LineManagerName = *r.LineManagerID, *r.LineManagerName
		}
		held[a.PersonID] = append(held[a.PersonID], a)
	}
	return held, database.Wrap(err, "appointment")
}

// places says where addresses stand in a file.
func (s store) places(ctx context.Context, importID uuid.UUID, emails []string) (map[string]Places, error) {
	var rows []struct {
		Email       string
		First, Last int
	}
	err := s.db.Conn(ctx).Table("staff_import_lines").Select("email, MIN(number) AS first, MAX(number) AS last").
		Where("import_id = ? AND email IN ?", importID, emails).Group("email").Scan(&rows).Error
	places := make(map[string]Places, len(rows))
	for _, r := range rows {
		places[r.Email] = Places{r.First, r.Last}
	}
	return places, database.Wrap(err, "row")
}

// manages is that somebody has a line manager.
type manages struct{ PersonID, LineManagerID uuid.UUID }

// management gives the lines of management after an import: of those whose appointment the file adds or changes as the file says, of everybody else
// as the newest appointment that has not ended says.
func (s store) management(ctx context.Context, i Import, today calendar.Date) (inFile, others []manages, err error) {
	err = s.db.Conn(ctx).Table("staff_import_rows").Select("person_id, line_manager_id").
		Where("import_id = ? AND kind <> 'refused' AND appointment_action <> '' AND line_manager_id IS NOT NULL", i.ID).Order("number").Scan(&inFile).Error
	if err != nil {
		return nil, nil, database.Wrap(err, "row")
	}
	err = s.db.Conn(ctx).Table("appointments").Select("person_id, line_manager_id").
		Where(`organisation_id = ? AND line_manager_id IS NOT NULL AND (ends_on IS NULL OR ends_on >= ?) AND NOT EXISTS (SELECT 1 FROM staff_import_rows r
			WHERE r.import_id = ? AND r.person_id = appointments.person_id AND r.kind <> 'refused' AND r.appointment_action <> '')`, i.OrganisationID, today, i.ID).
		Order("starts_on").Scan(&others).Error
	return inFile, others, database.Wrap(err, "appointment")
}
