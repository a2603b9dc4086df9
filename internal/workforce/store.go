package workforce

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// store holds the SQL of workforce, which only reads. What roles ask for is in store_ladder.go.
type store struct{ db *database.DB }

// onDay joins a person with the appointment on a day.
const onDay = `JOIN appointments ON appointments.person_id = people.id
	AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)`

// people reads everybody in scope who has an appointment on the day, by name, with the marks of what counts of them.
func (s store) people(ctx context.Context, in access.Scopes, on calendar.Date) ([]Person, error) {
	within, args := in.People("people.id")
	rows, err := s.db.Conn(ctx).Raw(`SELECT people.id, people.name, people.name_folded, appointments.role_id, roles.title AS role_title,
			appointments.band, appointments.team_id, teams.name AS team_name, teams.path AS team_path,
			appointments.wte_hundredths, appointments.annex21_band, appointments.ends_on, appointments.line_manager_id, managers.name AS manager_name,
			COALESCE(claim_stamps.stamp, 0) AS mark
		FROM people `+onDay+` JOIN roles ON roles.id = appointments.role_id JOIN teams ON teams.id = appointments.team_id
		LEFT JOIN people managers ON managers.id = appointments.line_manager_id
		LEFT JOIN claim_stamps ON claim_stamps.person_id = people.id
		WHERE `+within+` ORDER BY people.name_folded, people.id`, append([]any{on, on}, args...)...).Rows()
	if err != nil {
		return nil, database.Wrap(err, "people")
	}
	var people []Person
	// Many people have few roles, teams and managers between them.
	shared := map[string]string{}
	share := func(text sql.RawBytes) string {
		known, ok := shared[string(text)]
		if !ok {
			known = string(text)
			shared[known] = known
		}
		return known
	}
	err = each(rows, func() error {
		var p Person
		var role, band, team, path, annex21, manager sql.RawBytes
		var managerID uuid.NullUUID
		err := rows.Scan(&p.ID, &p.Name, &p.Folded, &p.Role.ID, &role, &band, &p.Team.ID, &team, &path, &p.WTE, &annex21, &p.EndsOn, &managerID, &manager, &p.mark)
		p.Role.Name, p.Band, p.Team.Name, p.Team.Path, p.Annex21 = share(role), Band(share(band)), share(team), share(path), Band(share(annex21))
		if managerID.Valid {
			p.Manager = Named{managerID.UUID, share(manager)}
		}
		people = append(people, p)
		return err
	})
	return people, database.Wrap(err, "people")
}

// person reads one person in scope, with the role and band of the appointment on the day where there is one, and with the mark of what
// counts. Somebody out of scope is CodeNotFound.
func (s store) person(ctx context.Context, in access.Scopes, id uuid.UUID, on calendar.Date) (Person, error) {
	within, args := in.People("people.id")
	var row struct {
		ID        uuid.UUID
		Name      string
		RoleID    *uuid.UUID
		RoleTitle *string
		Band      *string
		Mark      int64
	}
	err := s.db.Conn(ctx).Raw(`SELECT people.id, people.name, appointments.role_id, roles.title AS role_title, appointments.band,
			COALESCE(claim_stamps.stamp, 0) AS mark
		FROM people LEFT `+onDay+` LEFT JOIN roles ON roles.id = appointments.role_id
		LEFT JOIN claim_stamps ON claim_stamps.person_id = people.id
		WHERE people.id = ? AND `+within, append([]any{on, on, id}, args...)...).Take(&row).Error
	p := Person{ID: row.ID, Name: row.Name, mark: row.Mark}
	if row.RoleID != nil {
		p.Role, p.Band = Named{*row.RoleID, *row.RoleTitle}, Band(*row.Band)
	}
	return p, database.Wrap(err, "person")
}

type claimRow struct {
	ID            uuid.UUID
	PersonID      uuid.UUID
	StatementID   *uuid.UUID
	Code          string
	Aspect        string
	Level         int
	State         string
	ApprovedLevel *int
	SubmittedAt   *time.Time
	DecidedAt     *time.Time
	Newest        calendar.Date
	CriterionID   *uuid.UUID
	DeciderID     *uuid.UUID
	DeciderName   string
}

var claimStates = map[string]ClaimState{"submitted": Submitted, "in_review": Submitted, "approved": Approved, "approved_lower": ApprovedLower, "returned": Returned}

// countingClaims are the claims on statements, as far as they count, with the last day of the newest evidence behind an
// approval. The condition that goes into it chooses the same people's evidence.
const countingClaims = `SELECT claims.id, claims.person_id, claims.statement_id, statements.code, statements.aspect,
		statements.level, claims.state, claims.approved_level, claims.submitted_at, claims.decided_at,
		CASE WHEN claims.state IN ('approved', 'approved_lower') THEN behind.newest END AS newest,
		claims.criterion_id, claims.decided_by AS decider_id, '' AS decider_name
	FROM claims JOIN organisation_statements statements
		ON statements.id = claims.statement_id AND statements.organisation_id = claims.organisation_id
	LEFT JOIN (SELECT claim_evidence.claim_id, MAX(COALESCE(evidence.happened_until, evidence.happened_on)) AS newest
		FROM evidence JOIN claim_evidence ON claim_evidence.evidence_id = evidence.id
		WHERE claim_evidence.submitted_version IS NOT NULL AND %s GROUP BY claim_evidence.claim_id) behind ON behind.claim_id = claims.id
	WHERE claims.state IN ('submitted', 'in_review', 'approved', 'approved_lower', 'returned')`

// criterionClaims are the same of the claims on criteria, with who decided; nobody is named while the approval waits for a
// second assessor, who may be the reader and must not know.
const criterionClaims = `SELECT claims.id, claims.person_id, claims.statement_id, '' AS code, '' AS aspect,
		0 AS level, claims.state, claims.approved_level, claims.submitted_at, claims.decided_at, CAST(NULL AS DATE) AS newest,
		claims.criterion_id, claims.decided_by AS decider_id,
		CASE WHEN EXISTS (SELECT 1 FROM moderations WHERE moderations.claim_id = claims.id AND moderations.state = 'waiting')
			THEN '' ELSE COALESCE(people.name, '') END AS decider_name
	FROM claims LEFT JOIN people ON people.id = claims.decided_by
	WHERE claims.criterion_id IS NOT NULL AND claims.state IN ('submitted', 'in_review', 'approved', 'returned')`

// within gives the condition under which a row is about people that are read, for the column with their identifiers.
type within func(column string) (string, []any)

func among(people []uuid.UUID) within {
	return func(column string) (string, []any) { return column + " IN ?", []any{people} }
}

// claims reads what people claim, of statements and of criteria, as far as it counts.
func (s store) claims(ctx context.Context, who within) (Claims, error) {
	of, args := who("claims.person_id")
	shown, behind := who("evidence.person_id")
	query := fmt.Sprintf(countingClaims, shown) + " AND " + of + " UNION ALL " + criterionClaims + " AND " + of
	args = slices.Concat(behind, args, args)
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
		ID: r.ID, PersonID: r.PersonID, State: claimStates[r.State], Newest: r.Newest,
		Statement: Statement{Code: r.Code, Aspect: r.Aspect, Level: Level(r.Level)}, InReview: r.State == "in_review",
	}
	if r.StatementID != nil {
		c.Statement.ID = *r.StatementID
	}
	if r.CriterionID != nil {
		c.CriterionID = *r.CriterionID
	}
	if r.DeciderID != nil {
		c.By = Named{*r.DeciderID, r.DeciderName}
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

// reaches reports whether a person is in scope.
func (s store) reaches(ctx context.Context, in access.Scopes, personID uuid.UUID) (bool, error) {
	within, args := in.People("people.id")
	var n int64
	err := s.db.Conn(ctx).Raw("SELECT COUNT(*) FROM people WHERE people.id = ? AND "+within, append([]any{personID}, args...)...).Scan(&n).Error
	return n > 0, database.Wrap(err, "person")
}

// signatories reads who may sign for everybody in scope: mentors and assessors of today, and the line manager.
func (s store) signatories(ctx context.Context, in access.Scopes, on calendar.Date) (map[uuid.UUID]Signatories, error) {
	within, args := in.People("assignments.person_id")
	managed, managers := in.People("appointments.person_id")
	var rows []struct {
		PersonID uuid.UUID
		Kind     string
		Name     string
	}
	err := s.db.Conn(ctx).Raw(`SELECT assignments.person_id, assignments.kind, people.name FROM assignments JOIN people ON people.id = assignments.assignee_id
		WHERE assignments.starts_on <= ? AND (assignments.ends_on IS NULL OR assignments.ends_on >= ?) AND `+within+`
		UNION ALL SELECT appointments.person_id, 'manager' AS kind, people.name FROM appointments JOIN people ON people.id = appointments.line_manager_id
		WHERE appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?) AND `+managed+` ORDER BY 1, 2, 3`,
		slices.Concat([]any{on, on}, args, []any{on, on}, managers)...).Scan(&rows).Error
	all := map[uuid.UUID]Signatories{}
	for _, r := range rows {
		if all[r.PersonID] == nil {
			all[r.PersonID] = Signatories{}
		}
		all[r.PersonID][r.Kind] = append(all[r.PersonID][r.Kind], r.Name)
	}
	return all, database.Wrap(err, "signatories")
}
