package standing

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// store holds the SQL of standing.
type store struct{ db *database.DB }

type confirmationRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	CriterionID    uuid.UUID
	Criterion      string
	Met            bool
	Reason         string
	ConfirmedBy    uuid.UUID
	ConfirmedOn    calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (confirmationRow) TableName() string { return "criterion_confirmations" }

// mustReach is CodeNotFound when the person is not within the scopes.
func (s store) mustReach(ctx context.Context, in access.Scopes, personID uuid.UUID) error {
	condition, args := in.People("people.id")
	var found struct{ ID uuid.UUID }
	err := s.db.Conn(ctx).Table("people").Select("people.id").Where("people.id = ?", personID).Where(condition, args...).Take(&found).Error
	return database.Wrap(err, "person")
}

// criterion gives the text of a criterion of a role that the organisation can read, and whether there is one.
func (s store) criterion(ctx context.Context, organisationID, id uuid.UUID) (string, bool, error) {
	var found []string
	err := s.db.Conn(ctx).Table("role_criteria").Joins("JOIN roles ON roles.id = role_criteria.role_id").
		Where("role_criteria.id = ? AND (roles.organisation_id IS NULL OR roles.organisation_id = ?)", id, organisationID).
		Pluck("COALESCE(NULLIF(role_criteria.corrected, ''), role_criteria.criterion)", &found).Error
	if err != nil || len(found) == 0 {
		return "", false, database.Wrap(err, "criterion")
	}
	return found[0], true, nil
}

func (s store) addConfirmation(ctx context.Context, organisationID uuid.UUID, c Confirmation, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&confirmationRow{
		ID: c.ID, OrganisationID: organisationID, PersonID: c.PersonID, CriterionID: c.CriterionID, Criterion: c.Criterion, Met: c.Met,
		Reason: c.Reason, ConfirmedBy: c.By, ConfirmedOn: c.On, Version: c.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "judgement of this criterion")
}

// confirmation reads one about somebody in scope; any other is CodeNotFound.
func (s store) confirmation(ctx context.Context, in access.Scopes, id uuid.UUID) (Confirmation, error) {
	condition, args := in.People("criterion_confirmations.person_id")
	var row confirmationRow
	err := s.db.Conn(ctx).Where("criterion_confirmations.id = ?", id).Where(condition, args...).Take(&row).Error
	return Confirmation{
		ID: row.ID, PersonID: row.PersonID, CriterionID: row.CriterionID, Criterion: row.Criterion, Met: row.Met, Reason: row.Reason,
		By: row.ConfirmedBy, On: row.ConfirmedOn, Version: row.Version,
	}, database.Wrap(err, "judgement")
}

func (s store) saveConfirmation(ctx context.Context, c Confirmation, version int, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Table("criterion_confirmations").Where("id = ? AND version = ?", c.ID, version).
		Updates(map[string]any{
			"met": c.Met, "reason": c.Reason, "confirmed_by": c.By, "confirmed_on": c.On, "version": c.Version, "updated_at": now,
		}), "judgement")
}

type ruleRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Kind           string
	Key            string
	StaysFresh     string
	Reason         string
	Version        int
	ChangedBy      uuid.UUID
	ChangedAt      time.Time
}

func (ruleRow) TableName() string { return "freshness_rules" }

// rules reads the organisation's rules, or the one with the identifier unless that is uuid.Nil.
func (s store) rules(ctx context.Context, organisationID, id uuid.UUID) ([]Rule, error) {
	var rows []struct {
		Rule   ruleRow `gorm:"embedded"`
		ByName string
		Code   string
		Level  int
		Aspect string
	}
	q := s.db.Conn(ctx).Table("freshness_rules r").
		Select("r.*, people.name AS by_name, COALESCE(s.code, '') AS code, COALESCE(s.level, 0) AS level, COALESCE(s.aspect, '') AS aspect").
		Joins("JOIN people ON people.id = r.changed_by").
		Joins("LEFT JOIN organisation_statements s ON s.organisation_id = r.organisation_id AND r.kind = 'statement' AND CAST(s.id AS TEXT) = r.key").
		Where("r.organisation_id = ?", organisationID)
	if id != uuid.Nil {
		q = q.Where("r.id = ?", id)
	}
	err := q.Order("r.kind DESC, s.code, s.level, s.aspect, r.key").Find(&rows).Error
	rules := make([]Rule, 0, len(rows))
	for _, row := range rows {
		// The table's CHECK lets in no other kind, and what was stored was parsed before.
		kind, _ := parseKind(row.Rule.Kind)
		period, _ := calendar.ParsePeriod(row.Rule.StaysFresh)
		rules = append(rules, Rule{
			ID: row.Rule.ID, Kind: kind, Key: row.Rule.Key, Name: statementName(row.Code, row.Level, row.Aspect), StaysFresh: period,
			Reason: row.Rule.Reason, By: row.Rule.ChangedBy, ByName: row.ByName, On: calendar.Today(row.Rule.ChangedAt), Version: row.Rule.Version,
		})
	}
	return rules, database.Wrap(err, "rule")
}

func statementName(code string, level int, aspect string) string {
	return fmt.Sprintf("%s %d, %s", code, level, aspect)
}

// statement gives the name of a statement that the organisation reads, and whether there is one.
func (s store) statement(ctx context.Context, organisationID, id uuid.UUID) (string, bool, error) {
	var rows []struct {
		Code   string
		Level  int
		Aspect string
	}
	err := s.db.Conn(ctx).Table("organisation_statements").Select("code, level, aspect").
		Where("organisation_id = ? AND id = ?", organisationID, id).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return "", false, database.Wrap(err, "statement")
	}
	return statementName(rows[0].Code, rows[0].Level, rows[0].Aspect), true, nil
}

func (s store) addRule(ctx context.Context, organisationID uuid.UUID, r Rule, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&ruleRow{
		ID: r.ID, OrganisationID: organisationID, Kind: r.Kind.String(), Key: r.Key, StaysFresh: iso(r.StaysFresh), Reason: r.Reason,
		Version: r.Version, ChangedBy: r.By, ChangedAt: now,
	}).Error, "rule")
}

func (s store) saveRule(ctx context.Context, r Rule, version int, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Table("freshness_rules").Where("id = ? AND version = ?", r.ID, version).
		Updates(map[string]any{
			"stays_fresh": iso(r.StaysFresh), "reason": r.Reason, "version": r.Version, "changed_by": r.By, "changed_at": now,
		}), "rule")
}

func (s store) removeRule(ctx context.Context, id uuid.UUID, version int) error {
	return database.Changed(s.db.Conn(ctx).Where("id = ? AND version = ?", id, version).Delete(&ruleRow{}), "rule")
}
