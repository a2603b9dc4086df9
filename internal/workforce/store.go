package workforce

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// store holds the SQL of workforce, which only reads.
type store struct{ db *database.DB }

type personRow struct {
	ID            uuid.UUID
	Name          string
	NameFolded    string
	RoleID        uuid.UUID
	RoleTitle     string
	Band          string
	TeamID        uuid.UUID
	TeamName      string
	TeamPath      string
	WTEHundredths int `gorm:"column:wte_hundredths"`
	EndsOn        calendar.Date
}

// onDay joins a person with the appointment on a day.
const onDay = `JOIN appointments ON appointments.person_id = people.id
	AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)`

// people reads everybody in scope who has an appointment on the day, by name.
func (s store) people(ctx context.Context, in access.Scopes, on calendar.Date) ([]Person, error) {
	within, args := in.People("people.id")
	var rows []personRow
	err := s.db.Conn(ctx).Raw(`SELECT people.id, people.name, people.name_folded, appointments.role_id, roles.title AS role_title,
			appointments.band, appointments.team_id, teams.name AS team_name, teams.path AS team_path,
			appointments.wte_hundredths, appointments.ends_on
		FROM people `+onDay+` JOIN roles ON roles.id = appointments.role_id JOIN teams ON teams.id = appointments.team_id
		WHERE `+within+` ORDER BY people.name_folded, people.id`, append([]any{on, on}, args...)...).Scan(&rows).Error
	people := make([]Person, 0, len(rows))
	for _, r := range rows {
		people = append(people, r.person())
	}
	return people, database.Wrap(err, "people")
}

func (r personRow) person() Person {
	return Person{
		ID: r.ID, Name: r.Name, Folded: r.NameFolded, Role: Named{r.RoleID, r.RoleTitle}, Band: Band(r.Band),
		Team: Team{Named{r.TeamID, r.TeamName}, r.TeamPath}, WTE: WTE(r.WTEHundredths), EndsOn: r.EndsOn,
	}
}

// person reads one person in scope, with the role and band of the appointment on the day where there is one. Somebody out of
// scope is CodeNotFound.
func (s store) person(ctx context.Context, in access.Scopes, id uuid.UUID, on calendar.Date) (Person, error) {
	within, args := in.People("people.id")
	var row struct {
		ID        uuid.UUID
		Name      string
		RoleID    *uuid.UUID
		RoleTitle *string
		Band      *string
	}
	err := s.db.Conn(ctx).Raw(`SELECT people.id, people.name, appointments.role_id, roles.title AS role_title, appointments.band
		FROM people LEFT `+onDay+` LEFT JOIN roles ON roles.id = appointments.role_id
		WHERE people.id = ? AND `+within, append([]any{on, on, id}, args...)...).Take(&row).Error
	p := Person{ID: row.ID, Name: row.Name}
	if row.RoleID != nil {
		p.Role, p.Band = Named{*row.RoleID, *row.RoleTitle}, Band(*row.Band)
	}
	return p, database.Wrap(err, "person")
}

type claimRow struct {
	ID            uuid.UUID
	PersonID      uuid.UUID
	StatementID   uuid.UUID
	Code          string
	Aspect        string
	Level         int
	State         string
	ApprovedLevel *int
	SubmittedAt   *time.Time
	DecidedAt     *time.Time
}

var claimStates = map[string]ClaimState{"submitted": Submitted, "approved": Approved, "approved_lower": ApprovedLower, "returned": Returned}

const countingClaims = `SELECT claims.id, claims.person_id, claims.statement_id, statements.code, statements.aspect,
		statements.level, claims.state, claims.approved_level, claims.submitted_at, claims.decided_at
	FROM claims JOIN organisation_statements statements
		ON statements.id = claims.statement_id AND statements.organisation_id = claims.organisation_id
	WHERE claims.state IN ('submitted', 'approved', 'approved_lower', 'returned')`

// claims reads what everybody in scope claims, as far as it counts.
func (s store) claims(ctx context.Context, in access.Scopes) (Claims, error) {
	within, args := in.People("claims.person_id")
	return s.readClaims(ctx, countingClaims+" AND "+within, args...)
}

// claimsOf reads what one person claims, as far as it counts.
func (s store) claimsOf(ctx context.Context, personID uuid.UUID) ([]Claim, error) {
	claims, err := s.readClaims(ctx, countingClaims+" AND claims.person_id = ?", personID)
	return claims[personID], err
}

func (s store) readClaims(ctx context.Context, query string, args ...any) (Claims, error) {
	var rows []claimRow
	if err := s.db.Conn(ctx).Raw(query, args...).Scan(&rows).Error; err != nil {
		return nil, database.Wrap(err, "claims")
	}
	claims := Claims{}
	for _, r := range rows {
		claims[r.PersonID] = append(claims[r.PersonID], r.claim())
	}
	return claims, nil
}

func (r claimRow) claim() Claim {
	c := Claim{
		ID: r.ID, PersonID: r.PersonID, State: claimStates[r.State],
		Statement: Statement{ID: r.StatementID, Code: r.Code, Aspect: r.Aspect, Level: Level(r.Level)},
	}
	at := r.DecidedAt
	if c.State == Submitted {
		at = r.SubmittedAt
	}
	if at != nil {
		c.On = calendar.Today(*at)
	}
	if r.ApprovedLevel != nil {
		c.Level = Level(*r.ApprovedLevel)
	}
	return c
}

// ladder is the roles that an organisation can read, with what each asks.
type ladder struct {
	roles   []Role
	asked   Requirements
	onwards Onwards
}

func (l ladder) role(id uuid.UUID) (Role, bool) {
	for _, r := range l.roles {
		if r.ID == id {
			return r, true
		}
	}
	return Role{}, false
}

// onwards reads the moves of the map of roles that the organisation has published.
func (s store) onwards(ctx context.Context, organisationID uuid.UUID) (Onwards, error) {
	var rows []struct {
		FromRoleID *uuid.UUID
		ToRoleID   *uuid.UUID
	}
	err := s.db.Conn(ctx).Raw(`SELECT moves.from_role_id, moves.to_role_id FROM role_pathways
		LEFT JOIN role_pathway_moves moves ON moves.pathway_id = role_pathways.id
		WHERE role_pathways.organisation_id = ? AND role_pathways.state = 'published'`, organisationID).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, database.Wrap(err, "moves between roles")
	}
	onwards := Onwards{}
	for _, r := range rows {
		if r.FromRoleID != nil {
			onwards[*r.FromRoleID] = append(onwards[*r.FromRoleID], *r.ToRoleID)
		}
	}
	return onwards, nil
}

// ladder reads the roles of the source documents and of the organisation, and what they ask.
func (s store) ladder(ctx context.Context, organisationID uuid.UUID) (ladder, error) {
	var roles []struct {
		ID    uuid.UUID
		Title string
		Band  string
	}
	err := s.db.Conn(ctx).Raw(`SELECT id, title, band FROM roles WHERE organisation_id IS NULL OR organisation_id = ?
		ORDER BY title, id`, organisationID).Scan(&roles).Error
	if err != nil {
		return ladder{}, database.Wrap(err, "roles")
	}
	var rows []struct {
		RoleID      uuid.UUID
		Importance  string
		StatementID uuid.UUID
		Code        string
		Skill       string
		Level       int
		Aspect      string
		Text        string
	}
	err = s.db.Conn(ctx).Raw(`SELECT q.role_id, q.importance, q.statement_id, s.code, s.skill, s.level, s.aspect, s.text
		FROM organisation_requirements q
		JOIN organisation_statements s ON s.id = q.statement_id AND s.organisation_id = q.organisation_id
		WHERE q.organisation_id = ?`, organisationID).Scan(&rows).Error
	if err != nil {
		return ladder{}, database.Wrap(err, "requirements of roles")
	}
	onwards, err := s.onwards(ctx, organisationID)
	if err != nil {
		return ladder{}, err
	}
	l := ladder{asked: Requirements{}, onwards: onwards}
	for _, r := range roles {
		l.roles = append(l.roles, Role{Named{r.ID, r.Title}, Band(r.Band)})
	}
	for _, r := range rows {
		importance := Essential
		if r.Importance == Desirable.String() {
			importance = Desirable
		}
		l.asked[r.RoleID] = append(l.asked[r.RoleID], Requirement{
			Statement{r.StatementID, r.Code, r.Skill, Level(r.Level), r.Aspect, r.Text}, importance,
		})
	}
	return l, nil
}
