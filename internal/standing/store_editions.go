package standing

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/seed"
)

type editionRow struct {
	ID             uuid.UUID
	OrganisationID uuid.NullUUID
	Classification string
	Name           string
	StartsOn       calendar.Date
	Source         string
	Note           string
}

func (editionRow) TableName() string     { return "classification_editions" }
func (r editionRow) Identity() uuid.UUID { return r.ID }

type markRow struct {
	ID             uuid.UUID
	EditionID      uuid.UUID
	OrganisationID uuid.NullUUID
	StatementID    uuid.UUID
}

func (markRow) TableName() string     { return "classification_marks" }
func (r markRow) Identity() uuid.UUID { return r.ID }

type choiceRow struct {
	EditionID      uuid.UUID
	OrganisationID uuid.UUID
	Reason         string
	Version        int
	ChangedBy      uuid.UUID
	ChangedAt      time.Time
}

func (choiceRow) TableName() string { return "classification_choices" }

// load brings the installation's editions and the marks that organisations start from up to date.
func (s store) load(ctx context.Context, body string, ref seed.Reference) (int, error) {
	var editions []editionRow
	var marks []markRow
	for _, c := range ref.Classifications {
		// The day was validated when the reference data was read.
		starts, _ := calendar.ParseDate(c.StartsOn)
		e := editionRow{ID: c.ID(), Classification: c.Classification, Name: c.Name, StartsOn: starts, Source: c.Source, Note: c.Note}
		editions = append(editions, e)
		for _, statement := range c.Affected(ref.Framework) {
			marks = append(marks, markRow{ID: uuid.NewSHA1(e.ID, statement[:]), EditionID: e.ID, StatementID: statement})
		}
	}
	return reference.Load(ctx, s.db, body, func(ctx context.Context, l *reference.Loading) error {
		if err := reference.Put(ctx, l, editions, "organisation_id IS NULL"); err != nil {
			return err
		}
		return reference.Put(ctx, l, marks, "organisation_id IS NULL")
	})
}

// holds is the condition that a mark m of an edition e holds for an organisation, whose choice, if it made one, is c.
const holds = `(m.organisation_id = ? OR m.organisation_id IS NULL AND c.edition_id IS NULL)`

// editions reads the editions that an organisation goes by, the newest first, or the one with the identifier unless that is
// uuid.Nil.
func (s store) editions(ctx context.Context, organisationID, id uuid.UUID) ([]Edition, error) {
	var rows []struct {
		Edition   editionRow `gorm:"embedded"`
		Affected  int
		Version   int
		Reason    string
		ChangedBy *uuid.UUID
		ByName    string
		ChangedAt *time.Time
	}
	q := s.db.Conn(ctx).Table("classification_editions e").
		Select(`e.*, COALESCE(c.version, 1) AS version, COALESCE(c.reason, '') AS reason, c.changed_by, COALESCE(people.name, '') AS by_name, c.changed_at,
			(SELECT COUNT(*) FROM classification_marks m WHERE m.edition_id = e.id AND `+holds+`) AS affected`, organisationID).
		Joins("LEFT JOIN classification_choices c ON c.edition_id = e.id AND c.organisation_id = ?", organisationID).
		Joins("LEFT JOIN people ON people.id = c.changed_by").
		Where("e.organisation_id IS NULL OR e.organisation_id = ?", organisationID)
	if id != uuid.Nil {
		q = s.db.Conn(ctx).Table("(?) AS one", q).Where("one.id = ?", id)
	}
	err := q.Order("starts_on DESC, name").Find(&rows).Error
	editions := make([]Edition, len(rows))
	for i, r := range rows {
		editions[i] = Edition{
			ID: r.Edition.ID, Own: r.Edition.OrganisationID.Valid, Classification: r.Edition.Classification, Name: r.Edition.Name,
			StartsOn: r.Edition.StartsOn, Source: r.Edition.Source, Note: r.Edition.Note, Count: r.Affected, Version: r.Version, Chosen: r.ChangedBy != nil,
			Reason: r.Reason, ByName: r.ByName,
		}
		if r.ChangedBy != nil && r.ChangedAt != nil {
			editions[i].By, editions[i].On = *r.ChangedBy, calendar.Today(*r.ChangedAt)
		}
	}
	return editions, database.Wrap(err, "edition")
}

// affected reads the statements that an edition affects in an organisation, by skill, level and aspect.
func (s store) affected(ctx context.Context, organisationID, editionID uuid.UUID) ([]Affected, error) {
	var all []Affected
	err := s.db.Conn(ctx).Raw(`SELECT s.id, s.code, s.level, s.aspect FROM classification_marks m
		JOIN organisation_statements s ON s.id = m.statement_id AND s.organisation_id = ?
		LEFT JOIN classification_choices c ON c.edition_id = m.edition_id AND c.organisation_id = ?
		WHERE m.edition_id = ? AND `+holds+` ORDER BY s.code, s.level, s.aspect, s.id`,
		organisationID, organisationID, editionID, organisationID).Scan(&all).Error
	return all, database.Wrap(err, "statement")
}

// known counts those of the statements that the organisation reads.
func (s store) known(ctx context.Context, organisationID uuid.UUID, ids []uuid.UUID) (int, error) {
	var n int64
	err := s.db.Conn(ctx).Table("organisation_statements").Where("organisation_id = ? AND id IN ?", organisationID, ids).Count(&n).Error
	return int(n), database.Wrap(err, "statement")
}

func (s store) addEdition(ctx context.Context, organisationID uuid.UUID, e Edition) error {
	return database.Wrap(s.db.Conn(ctx).Create(&editionRow{
		ID: e.ID, OrganisationID: uuid.NullUUID{UUID: organisationID, Valid: true}, Classification: e.Classification, Name: e.Name,
		StartsOn: e.StartsOn, Source: e.Source, Note: e.Note,
	}).Error, "edition")
}

func (s store) describeEdition(ctx context.Context, e Edition) error {
	return database.Changed(s.db.Conn(ctx).Table("classification_editions").Where("id = ?", e.ID).Updates(map[string]any{
		"classification": e.Classification, "name": e.Name, "starts_on": e.StartsOn, "source": e.Source, "note": e.Note,
	}), "edition")
}

// choose stores an organisation's choice for an edition over the version before it, with the statements that it affects.
func (s store) choose(ctx context.Context, organisationID uuid.UUID, e Edition, statements []uuid.UUID, now time.Time) error {
	if !e.Chosen {
		err := s.db.Conn(ctx).Create(&choiceRow{e.ID, organisationID, e.Reason, e.Version, e.By, now}).Error
		if err != nil {
			return database.Wrap(err, "choice")
		}
	} else {
		err := database.Changed(s.db.Conn(ctx).Table("classification_choices").
			Where("edition_id = ? AND organisation_id = ? AND version = ?", e.ID, organisationID, e.Version-1).
			Updates(map[string]any{"reason": e.Reason, "version": e.Version, "changed_by": e.By, "changed_at": now}), "choice")
		if err != nil {
			return err
		}
	}
	if err := s.db.Conn(ctx).Where("edition_id = ? AND organisation_id = ?", e.ID, organisationID).Delete(&markRow{}).Error; err != nil {
		return database.Wrap(err, "mark")
	}
	if len(statements) == 0 {
		return nil
	}
	rows := make([]markRow, len(statements))
	for i, id := range statements {
		rows[i] = markRow{uuid.New(), e.ID, uuid.NullUUID{UUID: organisationID, Valid: true}, id}
	}
	return database.Wrap(s.db.Conn(ctx).Create(&rows).Error, "mark")
}

type endedRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Kind           string
	Key            string
	StaysFresh     string
	Reason         string
	ChangedBy      uuid.UUID
	ChangedAt      time.Time
	EndedBy        uuid.UUID
	EndedAt        time.Time
	EndReason      string
}

func (endedRow) TableName() string { return "ended_freshness_rules" }

// endRule moves a version of a rule to those that hold no more.
func (s store) endRule(ctx context.Context, organisationID uuid.UUID, e EndedRule, now time.Time) error {
	var row ruleRow
	if err := s.db.Conn(ctx).Where("id = ?", e.ID).Take(&row).Error; err != nil {
		return database.Wrap(err, "rule")
	}
	err := s.db.Conn(ctx).Create(&endedRow{
		e.ID, organisationID, e.Kind.String(), e.Key, iso(e.StaysFresh), e.Reason, row.ChangedBy, row.ChangedAt, e.EndedBy, now, e.EndReason,
	}).Error
	if err != nil {
		return database.Wrap(err, "rule")
	}
	return s.removeRule(ctx, e.ID, e.Version)
}

// endedRules gives a page of an organisation's rules that hold no more, the last ended first, and how many there are.
func (s store) endedRules(ctx context.Context, organisationID uuid.UUID, r page.Request) ([]EndedRule, int, error) {
	var total int64
	if err := s.db.Conn(ctx).Model(&endedRow{}).Where("organisation_id = ?", organisationID).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "rule")
	}
	var rows []struct {
		Rule   endedRow `gorm:"embedded"`
		ByName string
		Code   string
		Level  int
		Aspect string
	}
	err := s.db.Conn(ctx).Table("ended_freshness_rules r").
		Select("r.*, people.name AS by_name, COALESCE(s.code, '') AS code, COALESCE(s.level, 0) AS level, COALESCE(s.aspect, '') AS aspect").
		Joins("JOIN people ON people.id = r.ended_by").
		Joins("LEFT JOIN organisation_statements s ON s.organisation_id = r.organisation_id AND r.kind = 'statement' AND CAST(s.id AS TEXT) = r.key").
		Where("r.organisation_id = ?", organisationID).Order("r.ended_at DESC, r.id").Offset(r.Offset).Limit(r.Limit).Find(&rows).Error
	ended := make([]EndedRule, len(rows))
	for i, row := range rows {
		// The table's CHECK lets in no other kind, and what was stored was parsed before.
		kind, _ := parseKind(row.Rule.Kind)
		period, _ := calendar.ParsePeriod(row.Rule.StaysFresh)
		ended[i] = EndedRule{
			Rule: Rule{
				ID: row.Rule.ID, Kind: kind, Key: row.Rule.Key, Name: statementName(row.Code, row.Level, row.Aspect), StaysFresh: period,
				Reason: row.Rule.Reason, By: row.Rule.ChangedBy, On: calendar.Today(row.Rule.ChangedAt),
			},
			EndedBy: row.Rule.EndedBy, EndedByName: row.ByName, EndedOn: calendar.Today(row.Rule.EndedAt), EndReason: row.Rule.EndReason,
		}
	}
	return ended, int(total), database.Wrap(err, "rule")
}
