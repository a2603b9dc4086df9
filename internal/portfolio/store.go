package portfolio

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// store holds every line of the feature's SQL. What it reads about people it reads within scopes.
type store struct {
	db    *database.DB
	clock calendar.Clock
	// rules hold each organisation's rules of freshness.
	rules *freshness.Held
}

// viewed is a person with what the viewer may do with them.
type viewed struct {
	Person
	ContentVisible bool
}

// person gives somebody within the scopes, and whether content reaches them too.
func (s store) person(ctx context.Context, in, content access.Scopes, id uuid.UUID) (viewed, error) {
	within, args := in.People("people.id")
	visible, visibleArgs := flag(content, "people.id", "content_visible")
	var row struct {
		ID             uuid.UUID
		Name           string
		ContentVisible bool
	}
	err := s.db.Conn(ctx).Table("people").Select("people.id, people.name, "+visible, visibleArgs...).
		Where("people.id = ?", id).Where(within, args...).Take(&row).Error
	return viewed{Person{row.ID, row.Name}, row.ContentVisible}, database.Wrap(err, "person")
}

// currentRole gives the role of the person's appointment on a day, the newest when there are two; nil when there is none.
func (s store) currentRole(ctx context.Context, personID uuid.UUID, today calendar.Date) (*Role, error) {
	var roles []Role
	err := s.db.Conn(ctx).Table("appointments").Select("roles.id, roles.title").
		Joins("JOIN roles ON roles.id = appointments.role_id").
		Where("appointments.person_id = ? AND appointments.starts_on <= ?", personID, today).
		Where("(appointments.ends_on IS NULL OR appointments.ends_on >= ?)", today).
		Order("appointments.starts_on DESC, appointments.id").Limit(1).Find(&roles).Error
	if err != nil || len(roles) == 0 {
		return nil, database.Wrap(err, "appointment")
	}
	return &roles[0], nil
}

const statementColumns = `statements.id AS about_id, statements.framework_id, statements.code,
	statements.skill, statements.aspect, statements.level, statements.text`

// statementRow is a statement beside other columns.
type statementRow struct {
	AboutID     uuid.UUID
	FrameworkID uuid.UUID
	Code        string
	Skill       string
	Aspect      string
	Level       Level
	Text        string
}

func (r statementRow) statement() Statement {
	return Statement{r.AboutID, r.FrameworkID, r.Code, r.Skill, r.Aspect, r.Level, r.Text}
}

// required lists what a role asks for.
func (s store) required(ctx context.Context, of roleOf) ([]Requirement, error) {
	var rows []struct {
		About      statementRow `gorm:"embedded"`
		Importance Importance
	}
	err := s.db.Conn(ctx).Table("organisation_requirements q").Select(statementColumns+", q.importance").
		Joins("JOIN organisation_statements statements ON statements.id = q.statement_id AND statements.organisation_id = q.organisation_id").
		Where("q.organisation_id = ? AND q.role_id = ?", of.organisation, of.role).Order("statements.ordinal").Find(&rows).Error
	required := make([]Requirement, len(rows))
	for i, r := range rows {
		required[i] = Requirement{r.About.statement(), r.Importance}
	}
	return required, database.Wrap(err, "requirement")
}

// statements gives those of the statements that can be claimed in an organisation on a day, by identifier.
func (s store) statements(ctx context.Context, organisationID uuid.UUID, ids []uuid.UUID, today calendar.Date) (map[uuid.UUID]Statement, error) {
	var rows []statementRow
	err := s.db.Conn(ctx).Table("organisation_statements statements").Select(statementColumns).
		Where("organisation_id = ? AND id IN ?", organisationID, ids).
		Where("(ends_on IS NULL OR ends_on >= ?)", today).Find(&rows).Error
	found := make(map[uuid.UUID]Statement, len(rows))
	for _, r := range rows {
		found[r.AboutID] = r.statement()
	}
	return found, database.Wrap(err, "statement")
}

// aspect lists the statements of a statement's aspect at every level, that one included, by level.
func (s store) aspect(ctx context.Context, organisationID uuid.UUID, of Statement) ([]Statement, error) {
	var rows []statementRow
	err := s.db.Conn(ctx).Table("organisation_statements statements").Select(statementColumns).
		Where("organisation_id = ? AND framework_id = ? AND code = ? AND aspect = ?", organisationID, of.FrameworkID, of.Code, of.Aspect).
		Order("level, ordinal").Find(&rows).Error
	all := make([]Statement, len(rows))
	for i, r := range rows {
		all[i] = r.statement()
	}
	return all, database.Wrap(err, "statement")
}

// flag gives a column that says whether the person in personColumn is within the scopes.
func flag(in access.Scopes, personColumn, name string) (string, []any) {
	condition, args := in.People(personColumn)
	return "CASE WHEN " + condition + " THEN TRUE ELSE FALSE END AS " + name, args
}

// paged counts a list and reads one page of it into rows.
func paged(list *gorm.DB, columns string, args []any, order string, offset, limit int, rows any) (int, error) {
	var total int64
	if err := list.Session(&gorm.Session{}).Count(&total).Error; err != nil {
		return 0, err
	}
	err := list.Session(&gorm.Session{}).Select(columns, args...).Order(order).Offset(offset).Limit(limit).Find(rows).Error
	return int(total), err
}

// edited is nil when result changed a row. No row means that the version that was read is no longer there, which is
// CodePreconditionFailed for an edit.
func edited(result *gorm.DB, thing string) error {
	err := database.Changed(result, thing)
	if result.Error == nil && err != nil {
		return apperr.PreconditionFailed()
	}
	return err
}
