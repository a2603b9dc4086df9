package framework

import (
	"context"
	"database/sql"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/reference"
)

// batch is how many rows one INSERT takes; both databases limit the arguments of a statement to some ten thousands.
const batch = 500

type editionRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	FrameworkID    uuid.UUID
	Number         int
	Title          string
	Note           string
	State          State
	EffectiveOn    calendar.Date
	Version        int
	CreatedBy      uuid.UUID
	CreatedAt      time.Time
	PublishedBy    uuid.NullUUID
	PublishedAt    sql.NullTime
}

func (editionRow) TableName() string { return "framework_editions" }

type editionRead struct {
	Row           editionRow `gorm:"embedded"`
	CreatorName   string
	PublisherName string
	Changes       int
}

func (r editionRead) edition() Edition {
	return Edition{
		ID: r.Row.ID, FrameworkID: r.Row.FrameworkID, Number: r.Row.Number, Title: r.Row.Title, Note: r.Row.Note, State: r.Row.State, EffectiveOn: r.Row.EffectiveOn,
		Version: r.Row.Version, CreatedBy: Person{r.Row.CreatedBy, r.CreatorName}, CreatedAt: r.Row.CreatedAt,
		PublishedBy: Person{r.Row.PublishedBy.UUID, r.PublisherName}, PublishedAt: r.Row.PublishedAt.Time, Changes: r.Changes,
	}
}

type changeRow struct {
	ID          uuid.UUID
	EditionID   uuid.UUID
	Position    int
	Kind        ChangeKind
	Subject     string
	StatementID uuid.NullUUID
	SuccessorID uuid.NullUUID
	Ordinal     int
	Code        string
	Skill       string
	OldSkill    string
	Aspect      string
	OldAspect   string
	Level       Level
	Text        string
	OldText     string
	Reason      string
	ChangedBy   uuid.UUID
	ChangedAt   time.Time
}

func (changeRow) TableName() string { return "framework_edition_changes" }

func (c Change) row(editionID uuid.UUID) changeRow {
	return changeRow{
		ID: c.ID, EditionID: editionID, Position: c.Position, Kind: c.Kind, Subject: c.Subject(), StatementID: c.StatementID,
		SuccessorID: c.SuccessorID, Ordinal: c.Ordinal, Code: c.Code, Skill: c.Skill, OldSkill: c.OldSkill, Aspect: c.Aspect,
		OldAspect: c.OldAspect, Level: c.Level, Text: c.Text, OldText: c.OldText, Reason: c.Reason, ChangedBy: c.ChangedBy.ID, ChangedAt: c.ChangedAt,
	}
}

type changeRead struct {
	Row         changeRow `gorm:"embedded"`
	ChangerName string
}

func (r changeRead) change() Change {
	return Change{
		ID: r.Row.ID, Position: r.Row.Position, Kind: r.Row.Kind, StatementID: r.Row.StatementID, SuccessorID: r.Row.SuccessorID, Ordinal: r.Row.Ordinal,
		Code: r.Row.Code, Skill: r.Row.Skill, OldSkill: r.Row.OldSkill, Aspect: r.Row.Aspect, OldAspect: r.Row.OldAspect, Level: r.Row.Level, Text: r.Row.Text,
		OldText: r.Row.OldText, Reason: r.Row.Reason, ChangedBy: Person{r.Row.ChangedBy, r.ChangerName}, ChangedAt: r.Row.ChangedAt,
	}
}

// entryRow is a statement of a published edition.
type entryRow struct {
	EditionID   uuid.UUID
	StatementID uuid.UUID
	Ordinal     int
	Code        string
	Skill       string
	Aspect      string
	Level       Level
	Text        string
	Own         bool
}

func (entryRow) TableName() string { return "framework_edition_statements" }

type overrideRow struct {
	OrganisationID uuid.UUID
	StatementID    uuid.UUID
	Aspect         string
	Text           string
	EndsOn         calendar.Date
	ReplacedByID   uuid.NullUUID
}

func (overrideRow) TableName() string { return "framework_statement_overrides" }

// Editions gives an organisation's own editions of a framework, the earliest first; drafts only when asked for.
func (s Store) Editions(ctx context.Context, organisationID, frameworkID uuid.UUID, drafts bool) ([]Edition, error) {
	return s.editions(ctx, drafts, "e.organisation_id = ? AND e.framework_id = ?", organisationID, frameworkID)
}

// Edition gives one of an organisation's own editions.
func (s Store) Edition(ctx context.Context, organisationID, id uuid.UUID, drafts bool) (Edition, error) {
	found, err := s.editions(ctx, drafts, "e.organisation_id = ? AND e.id = ?", organisationID, id)
	if err == nil && len(found) == 0 {
		err = apperr.NotFound("edition")
	}
	if err != nil {
		return Edition{}, err
	}
	return found[0], nil
}

func (s Store) editions(ctx context.Context, drafts bool, condition string, args ...any) ([]Edition, error) {
	query := s.db.Conn(ctx).Table("framework_editions e").
		Select(`e.*, creators.name AS creator_name, COALESCE(publishers.name, '') AS publisher_name,
			(SELECT COUNT(*) FROM framework_edition_changes c WHERE c.edition_id = e.id) AS changes`).
		Joins("JOIN people creators ON creators.id = e.created_by").
		Joins("LEFT JOIN people publishers ON publishers.id = e.published_by").
		Where(condition, args...).Order("e.number")
	if !drafts {
		query = query.Where("e.state <> ?", Draft)
	}
	var rows []editionRead
	err := query.Find(&rows).Error
	return reference.Each(rows, editionRead.edition), database.Wrap(err, "edition")
}

// EditionOfChange gives the edition that has a change.
func (s Store) EditionOfChange(ctx context.Context, organisationID, changeID uuid.UUID) (Edition, error) {
	found, err := s.editions(ctx, true, "e.organisation_id = ? AND e.id IN (SELECT edition_id FROM framework_edition_changes WHERE id = ?)", organisationID, changeID)
	if err == nil && len(found) == 0 {
		err = apperr.NotFound("change")
	}
	if err != nil {
		return Edition{}, err
	}
	return found[0], nil
}

// InsertEdition adds a draft.
func (s Store) InsertEdition(ctx context.Context, organisationID uuid.UUID, e Edition) error {
	row := editionRow{
		ID: e.ID, OrganisationID: organisationID, FrameworkID: e.FrameworkID, Number: e.Number, Title: e.Title, Note: e.Note, State: e.State,
		Version: e.Version, CreatedBy: e.CreatedBy.ID, CreatedAt: e.CreatedAt,
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "draft")
}

// UpdateDraft changes the columns of a draft at a version, and its version with them. Another version is
// CodePreconditionFailed.
func (s Store) UpdateDraft(ctx context.Context, e Edition, columns map[string]any) error {
	columns["version"] = e.Version + 1
	result := s.db.Conn(ctx).Table("framework_editions").Where("id = ? AND version = ? AND state = ?", e.ID, e.Version, Draft).Updates(columns)
	if err := database.Changed(result, "edition"); err != nil {
		if result.Error == nil {
			return apperr.PreconditionFailed()
		}
		return err
	}
	return nil
}

// Publish makes a draft at a version the published edition, and the one before it a retired one. Another version, or an
// edition that is no draft any more, is CodeConflict.
func (s Store) Publish(ctx context.Context, organisationID uuid.UUID, e Edition, by Person, at time.Time, from calendar.Date) error {
	conn := s.db.Conn(ctx)
	err := conn.Table("framework_editions").Where("organisation_id = ? AND framework_id = ? AND state = ?", organisationID, e.FrameworkID, Published).
		Updates(map[string]any{"state": Retired}).Error
	if err != nil {
		return database.Wrap(err, "edition")
	}
	return database.Changed(conn.Table("framework_editions").Where("id = ? AND version = ? AND state = ?", e.ID, e.Version, Draft).
		Updates(map[string]any{"state": Published, "version": e.Version + 1, "published_by": by.ID, "published_at": at, "effective_on": from}), "edition")
}

// DeleteDraft deletes a draft at a version with its changes. Another version, or an edition that is no draft, is
// CodeConflict.
func (s Store) DeleteDraft(ctx context.Context, e Edition) error {
	conn := s.db.Conn(ctx)
	// The version first, so that the changes go only with it.
	err := database.Changed(conn.Table("framework_editions").Where("id = ? AND version = ? AND state = ?", e.ID, e.Version, Draft).
		Updates(map[string]any{"version": e.Version + 1}), "edition")
	if err != nil {
		return err
	}
	if err := conn.Where("edition_id = ?", e.ID).Delete(&changeRow{}).Error; err != nil {
		return database.Wrap(err, "change")
	}
	return database.Wrap(conn.Where("id = ?", e.ID).Delete(&editionRow{}).Error, "edition")
}

// Changes gives what an edition changes, in order.
func (s Store) Changes(ctx context.Context, editionID uuid.UUID) ([]Change, error) {
	var rows []changeRead
	err := s.db.Conn(ctx).Table("framework_edition_changes c").Select("c.*, people.name AS changer_name").
		Joins("JOIN people ON people.id = c.changed_by").Where("c.edition_id = ?", editionID).Order("c.position").Find(&rows).Error
	return reference.Each(rows, changeRead.change), database.Wrap(err, "change")
}

// PutChanges stores changes of a draft, whether it has them already or not, and deletes others.
func (s Store) PutChanges(ctx context.Context, editionID uuid.UUID, put, gone []Change) error {
	conn := s.db.Conn(ctx)
	for _, c := range gone {
		if err := conn.Where("id = ? AND edition_id = ?", c.ID, editionID).Delete(&changeRow{}).Error; err != nil {
			return database.Wrap(err, "change")
		}
	}
	if len(put) == 0 {
		return nil
	}
	rows := reference.Each(put, func(c Change) changeRow { return c.row(editionID) })
	err := conn.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, UpdateAll: true}).CreateInBatches(&rows, batch).Error
	return database.Wrap(err, "change")
}

// Entries gives the statements of a published or retired edition.
func (s Store) Entries(ctx context.Context, editionID uuid.UUID) ([]Entry, error) {
	var rows []entryRow
	err := s.db.Conn(ctx).Where("edition_id = ?", editionID).Order("ordinal, statement_id").Find(&rows).Error
	return reference.Each(rows, func(r entryRow) Entry {
		return Entry{
			StatementID: r.StatementID, Ordinal: r.Ordinal, Code: r.Code, Skill: r.Skill, Aspect: r.Aspect, Level: r.Level, Text: r.Text, Own: r.Own,
		}
	}), database.Wrap(err, "statement")
}

// Apply writes what changes do to what an organisation reads from a day on, and the whole contents of their edition.
func (s Store) Apply(ctx context.Context, organisationID uuid.UUID, e Edition, changes []Change, contents []Entry, today calendar.Date) error {
	if err := s.applySkills(ctx, organisationID, e.FrameworkID, changes); err != nil {
		return err
	}
	skills := map[uuid.UUID]string{}
	for _, entry := range contents {
		skills[entry.StatementID] = entry.Skill
	}
	var made []statementRow
	var overrides []overrideRow
	for _, c := range changes {
		if id, makes := c.Makes(); makes {
			made = append(made, statementRow{
				ID: id, FrameworkID: e.FrameworkID, OrganisationID: uuid.NullUUID{UUID: organisationID, Valid: true}, Ordinal: c.Ordinal,
				Key: "local/" + id.String(), Code: c.Code, Skill: skills[id], Aspect: c.Aspect, Level: c.Level, Text: c.Text, Corrections: "[]",
			})
		}
		override := overrideRow{OrganisationID: organisationID, StatementID: c.StatementID.UUID}
		switch c.Kind {
		case Wording:
			override.Aspect, override.Text = c.Aspect, c.Text
		case Meaning:
			override.Aspect, override.Text, override.EndsOn, override.ReplacedByID = c.OldAspect, c.OldText, today, c.SuccessorID
		case End:
			override.Aspect, override.Text, override.EndsOn = c.OldAspect, c.OldText, today
		default:
			continue
		}
		overrides = append(overrides, override)
	}
	conn := s.db.Conn(ctx)
	if len(made) > 0 {
		if err := conn.CreateInBatches(&made, batch).Error; err != nil {
			return database.Wrap(err, "statement")
		}
	}
	if len(overrides) > 0 {
		whole := clause.OnConflict{Columns: []clause.Column{{Name: "organisation_id"}, {Name: "statement_id"}}, UpdateAll: true}
		if err := conn.Clauses(whole).CreateInBatches(&overrides, batch).Error; err != nil {
			return database.Wrap(err, "statement")
		}
	}
	if len(contents) == 0 {
		return nil
	}
	rows := reference.Each(contents, func(x Entry) entryRow {
		return entryRow{
			EditionID: e.ID, StatementID: x.StatementID, Ordinal: x.Ordinal, Code: x.Code, Skill: x.Skill, Aspect: x.Aspect, Level: x.Level, Text: x.Text, Own: x.Own,
		}
	})
	return database.Wrap(conn.CreateInBatches(&rows, batch).Error, "statement")
}

// applySkills adds and renames local skills; a statement has the name of its skill beside it.
func (s Store) applySkills(ctx context.Context, organisationID, frameworkID uuid.UUID, changes []Change) error {
	const theirs = "framework_id = ? AND organisation_id = ? AND code = ?"
	conn := s.db.Conn(ctx)
	for _, c := range changes {
		switch c.Kind {
		case AddSkill:
			row := skillRow{
				ID: uuid.New(), FrameworkID: frameworkID, OrganisationID: uuid.NullUUID{UUID: organisationID, Valid: true},
				Ordinal: firstLocal + c.Position, Code: c.Code, Name: c.Skill,
			}
			if err := conn.Create(&row).Error; err != nil {
				return database.Wrap(err, "skill")
			}
		case RenameSkill:
			err := database.Changed(conn.Table("framework_skills").Where(theirs, frameworkID, organisationID, c.Code).Update("name", c.Skill), "skill")
			if err != nil {
				return err
			}
			if err := conn.Table("framework_statements").Where(theirs, frameworkID, organisationID, c.Code).Update("skill", c.Skill).Error; err != nil {
				return database.Wrap(err, "statement")
			}
		}
	}
	return nil
}

// touchedRow counts what rests on a statement that a change is about.
type touchedRow struct {
	ChangeID uuid.UUID
	Count    int
}

// resting counts, for each change of an edition that rewords, replaces or ends a statement, the requirements that rest on
// it and the claims on it that were not withdrawn.
func (s Store) resting(ctx context.Context, organisationID, editionID uuid.UUID) (requirements, claims map[uuid.UUID]int, err error) {
	var asked, claimed []touchedRow
	conn := s.db.Conn(ctx)
	for _, err := range []error{
		conn.Raw(`SELECT c.id AS change_id, COUNT(*) AS count FROM framework_edition_changes c
			JOIN role_requirements r ON `+restsOn("c.statement_id", "c.code", "c.level")+`
			JOIN roles ON roles.id = r.role_id AND (roles.organisation_id IS NULL OR roles.organisation_id = ?)
			WHERE c.edition_id = ? AND c.kind IN ? GROUP BY c.id`, organisationID, organisationID, editionID, []ChangeKind{Wording, Meaning, End}).Scan(&asked).Error,
		conn.Raw(`SELECT c.id AS change_id, COUNT(*) AS count FROM framework_edition_changes c
			JOIN claims ON claims.statement_id = c.statement_id AND claims.organisation_id = ? AND claims.state <> 'withdrawn'
			WHERE c.edition_id = ? AND c.kind IN ? GROUP BY c.id`, organisationID, editionID, []ChangeKind{Wording, Meaning, End}).Scan(&claimed).Error,
	} {
		if err != nil {
			return nil, nil, database.Wrap(err, "change")
		}
	}
	counted := func(rows []touchedRow) map[uuid.UUID]int {
		counts := map[uuid.UUID]int{}
		for _, r := range rows {
			counts[r.ChangeID] = r.Count
		}
		return counts
	}
	return counted(asked), counted(claimed), nil
}

// restsOn is the condition under which a requirement r rests on a statement: it names it, asks for its whole skill level,
// or was confirmed as standing for it. Its one argument is the organisation.
func restsOn(statement, code, level string) string {
	return `(r.kind = 'statement' AND (r.statement_id = ` + statement + ` OR EXISTS (SELECT 1 FROM statement_confirmations k
		WHERE k.organisation_id = ? AND k.subject = 'requirement' AND k.subject_id = r.id AND k.successor_id = ` + statement + ` AND k.decision = 'stands'))
		OR r.kind = 'skill_level' AND r.code = ` + code + ` AND r.level = ` + level + `)`
}

// historyRow is what an edition did to a statement.
type historyRow struct {
	Read        changeRead `gorm:"embedded"`
	Number      int
	Title       string
	State       State
	EffectiveOn calendar.Date
}

// History gives what the published editions of an organisation did to a statement, the latest first.
func (s Store) History(ctx context.Context, organisationID, statementID uuid.UUID) ([]StatementHistory, error) {
	var rows []historyRow
	err := s.db.Conn(ctx).Table("framework_edition_changes c").
		Select("c.*, people.name AS changer_name, e.number, e.title, e.state, e.effective_on").
		Joins("JOIN framework_editions e ON e.id = c.edition_id").Joins("JOIN people ON people.id = c.changed_by").
		Where("e.organisation_id = ? AND e.state <> ? AND (c.statement_id = ? OR c.successor_id = ?)", organisationID, Draft, statementID, statementID).
		Order("e.number DESC, c.position DESC").Find(&rows).Error
	return reference.Each(rows, func(r historyRow) StatementHistory {
		return StatementHistory{
			Edition: Edition{Number: r.Number, Title: r.Title, State: r.State, EffectiveOn: r.EffectiveOn}, Change: r.Read.change(),
		}
	}), database.Wrap(err, "change")
}
