package framework

import (
	"context"
	"database/sql"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// successionColumns are a statement s and the one that took its place, t.
const successionColumns = `s.id AS old_id, s.ordinal, s.code, s.skill, s.level, s.aspect AS old_aspect, s.text AS old_text,
	s.own_organisation_id AS old_own, s.ends_on AS replaced_on, t.id AS new_id, t.aspect AS new_aspect, t.text AS new_text`

type successionRow struct {
	OldID      uuid.UUID
	NewID      uuid.UUID
	Ordinal    int
	Code       string
	Skill      string
	Level      Level
	OldAspect  string
	OldText    string
	OldOwn     uuid.NullUUID
	NewAspect  string
	NewText    string
	ReplacedOn calendar.Date
}

func (r successionRow) succession() Succession {
	old := Entry{
		StatementID: r.OldID, Ordinal: r.Ordinal, Code: r.Code, Skill: r.Skill, Aspect: r.OldAspect, Level: r.Level, Text: r.OldText, Own: r.OldOwn.Valid,
	}
	now := old
	now.StatementID, now.Aspect, now.Text, now.Own = r.NewID, r.NewAspect, r.NewText, true
	return Succession{Old: old, New: now, ReplacedOn: r.ReplacedOn}
}

const confirmedColumns = "k.decision, COALESCE(k.reason, '') AS reason, k.decided_by, COALESCE(deciders.name, '') AS decider_name, k.decided_at"

type confirmedRow struct {
	Decision    Decision
	Reason      string
	DecidedBy   uuid.NullUUID
	DeciderName string
	DecidedAt   sql.NullTime
}

func (r confirmedRow) confirmed() Confirmed {
	return Confirmed{Decision: r.Decision, Reason: r.Reason, DecidedBy: Person{r.DecidedBy.UUID, r.DeciderName}, DecidedAt: r.DecidedAt.Time}
}

type requirementConfirmationRow struct {
	RequirementID uuid.UUID
	RoleID        uuid.UUID
	Title         string
	Band          string
	Importance    string
	Version       int
	About         successionRow `gorm:"embedded"`
	Decided       confirmedRow  `gorm:"embedded"`
}

func (r requirementConfirmationRow) confirmation() RequirementConfirmation {
	return RequirementConfirmation{
		RequirementID: r.RequirementID, Role: RequiringRole{ID: r.RoleID, Title: r.Title, Band: r.Band, Importance: r.Importance},
		Succession: r.About.succession(), Confirmed: r.Decided.confirmed(), Version: r.Version,
	}
}

type claimConfirmationRow struct {
	ClaimID       uuid.UUID
	PersonID      uuid.UUID
	PersonName    string
	State         string
	ApprovedLevel sql.NullInt64
	ClaimedAt     sql.NullTime
	Version       int
	About         successionRow `gorm:"embedded"`
	Decided       confirmedRow  `gorm:"embedded"`
}

func (r claimConfirmationRow) confirmation() ClaimConfirmation {
	c := ClaimConfirmation{
		ClaimID: r.ClaimID, Person: Person{r.PersonID, r.PersonName}, ClaimState: r.State, ApprovedLevel: Level(r.ApprovedLevel.Int64),
		Succession: r.About.succession(), Confirmed: r.Decided.confirmed(), Version: r.Version,
	}
	if r.ClaimedAt.Valid {
		c.ApprovedOn = calendar.Today(r.ClaimedAt.Time)
	}
	return c
}

// confirmation keys what one decision is about.
type confirmationKey struct {
	subject     string
	subjectID   uuid.UUID
	statementID uuid.UUID
}

var requirementOrders = map[string]string{"title": "roles.title", "code": "s.code", "replacedOn": "s.ends_on"}

// requirementsOnReplaced begins a query over the requirements of roles whose statement was replaced: those that wait, and
// those that were decided.
func (s Store) requirementsOnReplaced(ctx context.Context, organisationID uuid.UUID, decided bool) (*gorm.DB, string) {
	query := s.db.Conn(ctx)
	columns := "r.id AS requirement_id, r.role_id, roles.title, roles.band, r.importance, roles.version, " + successionColumns
	if decided {
		return query.Table("statement_confirmations k").
			Joins("JOIN role_requirements r ON r.id = k.subject_id").
			Joins("JOIN organisation_roles roles ON roles.id = r.role_id AND roles.organisation_id = k.organisation_id").
			Joins("JOIN organisation_statements s ON s.id = k.statement_id AND s.organisation_id = k.organisation_id").
			Joins("JOIN organisation_statements t ON t.id = s.replaced_by_id AND t.organisation_id = s.organisation_id").
			Joins("JOIN people deciders ON deciders.id = k.decided_by").
			Where("k.organisation_id = ? AND k.subject = 'requirement'", organisationID), columns + ", " + confirmedColumns
	}
	// What a role asks for follows the decisions that were taken, so that what it asks for of replaced statements waits.
	return query.Table("organisation_requirements q").
		Joins("JOIN role_requirements r ON r.id = q.requirement_id").
		Joins("JOIN organisation_roles roles ON roles.id = r.role_id AND roles.organisation_id = q.organisation_id").
		Joins("JOIN organisation_statements s ON s.id = q.statement_id AND s.organisation_id = q.organisation_id").
		Joins("JOIN organisation_statements t ON t.id = s.replaced_by_id AND t.organisation_id = s.organisation_id").
		Where("q.organisation_id = ? AND q.kind = 'statement'", organisationID), columns
}

// RequirementConfirmations gives one page of the requirements on replaced statements, and how many there are.
func (s Store) RequirementConfirmations(ctx context.Context, organisationID uuid.UUID, decided bool, r page.Request) ([]RequirementConfirmation, int, error) {
	query, columns := s.requirementsOnReplaced(ctx, organisationID, decided)
	var rows []requirementConfirmationRow
	if err := query.Select(columns).Order(r.Order(requirementOrders, "s.code, s.level, s.ordinal, r.id")).Find(&rows).Error; err != nil {
		return nil, 0, database.Wrap(err, "requirement")
	}
	// Requirements are few; roles and statements have no folded columns to search by.
	var found []RequirementConfirmation
	for _, row := range rows {
		if reference.Matches(fold.Text(row.Title, row.About.Code, row.About.Skill, row.About.OldAspect, row.About.OldText, row.About.NewText), r.Query) {
			found = append(found, row.confirmation())
		}
	}
	return reference.Cut(found, r), len(found), nil
}

// RequirementConfirmation gives one requirement on a replaced statement.
func (s Store) RequirementConfirmation(ctx context.Context, organisationID, requirementID, statementID uuid.UUID, decided bool) (RequirementConfirmation, error) {
	query, columns := s.requirementsOnReplaced(ctx, organisationID, decided)
	var row requirementConfirmationRow
	err := query.Select(columns).Where("r.id = ? AND s.id = ?", requirementID, statementID).Take(&row).Error
	return row.confirmation(), database.Wrap(err, "requirement to confirm")
}

var claimOrders = map[string]string{"name": "people.name_folded", "code": "s.code", "replacedOn": "s.ends_on"}

// claimsOnReplaced begins a query over the approved claims within reach whose statement was replaced.
func (s Store) claimsOnReplaced(ctx context.Context, in access.Scopes, decided bool) (*gorm.DB, string) {
	within, args := in.People("claims.person_id")
	columns := `claims.id AS claim_id, claims.person_id, people.name AS person_name, claims.state, claims.approved_level,
		claims.decided_at AS claimed_at, claims.version, ` + successionColumns
	query := s.db.Conn(ctx).Table("claims").Joins("JOIN people ON people.id = claims.person_id")
	if decided {
		query = query.Joins("JOIN statement_confirmations k ON k.organisation_id = claims.organisation_id AND k.subject = 'claim' AND k.subject_id = claims.id").
			Joins("JOIN people deciders ON deciders.id = k.decided_by").
			Joins("JOIN organisation_statements s ON s.id = k.statement_id AND s.organisation_id = claims.organisation_id")
		columns += ", " + confirmedColumns
	} else {
		// A claim that stands for a successor rests on that one from then on.
		query = query.Joins(`LEFT JOIN statement_confirmations k ON k.organisation_id = claims.organisation_id AND k.subject = 'claim'
			AND k.subject_id = claims.id AND k.statement_id = claims.statement_id`).
			Joins("JOIN organisation_statements s ON s.id = COALESCE(k.successor_id, claims.statement_id) AND s.organisation_id = claims.organisation_id").
			Where("(k.decision IS NULL OR k.decision = 'stands') AND claims.state IN ?", []string{"approved", "approved_lower"})
	}
	return query.Joins("JOIN organisation_statements t ON t.id = s.replaced_by_id AND t.organisation_id = s.organisation_id").
		Where("claims.organisation_id = ?", in.OrganisationID).Where(within, args...), columns
}

// ClaimConfirmations gives one page of the claims on replaced statements within reach, but for one person's own, and how
// many there are.
func (s Store) ClaimConfirmations(ctx context.Context, in access.Scopes, except uuid.UUID, decided bool, r page.Request) ([]ClaimConfirmation, int, error) {
	query, columns := s.claimsOnReplaced(ctx, in, decided)
	query = query.Where("claims.person_id <> ?", except)
	if r.Query != "" {
		query = query.Where(`(claims.search LIKE ? ESCAPE '\' OR people.name_folded LIKE ? ESCAPE '\')`, fold.Like(r.Query), fold.Like(r.Query))
	}
	var total int64
	if err := query.Session(&gorm.Session{}).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "claim")
	}
	var rows []claimConfirmationRow
	err := query.Session(&gorm.Session{}).Select(columns).Order(r.Order(claimOrders, "claims.id, s.id")).Offset(r.Offset).Limit(r.Limit).Find(&rows).Error
	return reference.Each(rows, claimConfirmationRow.confirmation), int(total), database.Wrap(err, "claim")
}

// ClaimConfirmation gives one claim on a replaced statement within reach.
func (s Store) ClaimConfirmation(ctx context.Context, in access.Scopes, claimID, statementID uuid.UUID, decided bool) (ClaimConfirmation, error) {
	query, columns := s.claimsOnReplaced(ctx, in, decided)
	var row claimConfirmationRow
	err := query.Select(columns).Where("claims.id = ? AND s.id = ?", claimID, statementID).Take(&row).Error
	return row.confirmation(), database.Wrap(err, "claim to confirm")
}

type confirmationRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Subject        string
	SubjectID      uuid.UUID
	StatementID    uuid.UUID
	SuccessorID    uuid.UUID
	Decision       Decision
	Reason         string
	DecidedBy      uuid.UUID
	DecidedAt      time.Time
}

func (confirmationRow) TableName() string { return "statement_confirmations" }

// Confirm stores a decision. What stood for the replaced statement until now goes with it: a requirement or claim that was
// confirmed before stands for the newest successor, or ends. What somebody else decided meanwhile is CodeConflict.
func (s Store) Confirm(ctx context.Context, organisationID uuid.UUID, key confirmationKey, successor uuid.UUID, c Confirmed) error {
	conn := s.db.Conn(ctx)
	err := conn.Table("statement_confirmations").
		Where("organisation_id = ? AND subject = ? AND subject_id = ? AND successor_id = ? AND decision = ?", organisationID, key.subject, key.subjectID, key.statementID, Stands).
		Updates(map[string]any{"successor_id": successor, "decision": c.Decision}).Error
	if err != nil {
		return database.Wrap(err, "decision")
	}
	row := confirmationRow{
		ID: uuid.New(), OrganisationID: organisationID, Subject: key.subject, SubjectID: key.subjectID, StatementID: key.statementID,
		SuccessorID: successor, Decision: c.Decision, Reason: c.Reason, DecidedBy: c.DecidedBy.ID, DecidedAt: c.DecidedAt,
	}
	err = database.Wrap(conn.Create(&row).Error, "decision")
	if apperr.CodeOf(err) == apperr.CodeConflict {
		return errDecided()
	}
	return err
}

func errDecided() error {
	return apperr.Conflict("Somebody has decided this meanwhile. Load it again.")
}
