package intake

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

var rowColumns = []string{
	"import_id", "number", "kind", "name", "name_folded", "email", "person_id", "person_action", "appointment_id", "appointment_action", "role_id", "team_id",
	"line_manager_id", "band", "annex21_band", "wte_hundredths", "starts_on", "ends_on", "ended_id", "ended_on", "differences", "refusals", "mark",
}

// addOutcomes keeps what becomes of rows.
func (s store) addOutcomes(ctx context.Context, importID uuid.UUID, outcomes []Outcome) error {
	rows := make([][]any, len(outcomes))
	for i, o := range outcomes {
		differences, err := json.Marshal(o.Differences)
		if err != nil {
			return err
		}
		refusals, err := json.Marshal(o.Refusals)
		if err != nil {
			return err
		}
		mark, err := o.mark()
		if err != nil {
			return err
		}
		rows[i] = []any{
			importID, o.Number, string(o.Kind), o.Details.Name, fold.Text(o.Details.Name), o.Details.Email, optional(o.PersonID), string(o.PersonAction),
			optional(o.AppointmentID), string(o.AppointmentAction), optional(o.Post.RoleID), optional(o.Post.TeamID), optional(o.Post.LineManagerID),
			string(o.Post.Band), string(o.Post.Annex21), int(o.Post.WTE), o.Post.StartsOn, o.Post.EndsOn, optional(o.EndedID), o.EndedOn,
			string(differences), string(refusals), mark,
		}
	}
	return s.db.Load(ctx, "staff_import_rows", rowColumns, rows)
}

func optional(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

// marks gives the marks of the rows between two numbers that are to be done, by number.
func (s store) marks(ctx context.Context, importID uuid.UUID, first, last int) (map[int]string, error) {
	var rows []struct {
		Number int
		Mark   string
	}
	err := s.db.Conn(ctx).Table("staff_import_rows").Select("number, mark").
		Where("import_id = ? AND number BETWEEN ? AND ? AND kind <> 'refused'", importID, first, last).Scan(&rows).Error
	marks := make(map[int]string, len(rows))
	for _, r := range rows {
		marks[r.Number] = r.Mark
	}
	return marks, database.Wrap(err, "row")
}

// refuseRows refuses the rows about some people with a sentence.
func (s store) refuseRows(ctx context.Context, importID uuid.UUID, people []uuid.UUID, r Refusal) error {
	text, err := json.Marshal([]Refusal{r})
	if err != nil {
		return err
	}
	for len(people) > 0 {
		n := min(len(people), 1000)
		err := s.db.Conn(ctx).Exec("UPDATE staff_import_rows SET kind = 'refused', differences = 'null', refusals = ? WHERE import_id = ? AND kind <> 'refused' AND person_id IN ?",
			string(text), importID, people[:n]).Error
		if err != nil {
			return database.Wrap(err, "row")
		}
		people = people[n:]
	}
	return nil
}

// refuseBelow refuses the rows of those whose line manager would be added by a row that is refused, and reports how many.
func (s store) refuseBelow(ctx context.Context, importID uuid.UUID, r Refusal) (int64, error) {
	text, err := json.Marshal([]Refusal{r})
	if err != nil {
		return 0, err
	}
	result := s.db.Conn(ctx).Exec(`UPDATE staff_import_rows SET kind = 'refused', differences = 'null', refusals = ?
		WHERE import_id = ? AND kind <> 'refused' AND appointment_action <> '' AND line_manager_id IN (SELECT m.person_id FROM staff_import_rows m
			WHERE m.import_id = ? AND m.kind = 'refused' AND m.person_action = 'add' AND m.person_id IS NOT NULL)`, string(text), importID, importID)
	return result.RowsAffected, database.Wrap(result.Error, "row")
}

// counts counts the rows of an import by kind, and those who are not in its file.
func (s store) counts(ctx context.Context, i Import) (c Counts, err error) {
	var rows []struct {
		Kind Kind
		N    int
	}
	err = s.db.Conn(ctx).Table("staff_import_rows").Select("kind, COUNT(*) AS n").Where("import_id = ?", i.ID).Group("kind").Scan(&rows).Error
	if err != nil {
		return Counts{}, database.Wrap(err, "row")
	}
	for _, r := range rows {
		switch r.Kind {
		case Newcomer:
			c.Added = r.N
		case Changed:
			c.Changed = r.N
		case Unchanged:
			c.Unchanged = r.N
		case Refused:
			c.Refused = r.N
		case Missing:
		}
	}
	var missing int64
	err = s.db.Conn(ctx).Table("people").Where(notInFile, i.OrganisationID, i.ID).Count(&missing).Error
	c.Missing = int(missing)
	return c, database.Wrap(err, "person")
}

// notInFile is the condition of the people who work in an organisation and are not in a file.
const notInFile = `people.organisation_id = ? AND people.left_on IS NULL AND NOT EXISTS
	(SELECT 1 FROM staff_import_lines l WHERE l.import_id = ? AND l.email = people.email)`

// RowView is what becomes of a row, for people. Number is 0 for somebody who is not in the file.
type RowView struct {
	Number      int
	Kind        Kind
	Name, Email string
	PersonID    *uuid.UUID
	// There says that the person is in Bandwise.
	There       bool
	Differences []Difference `gorm:"-"`
	Refusals    []Refusal    `gorm:"-"`
}

// rowsSort is the one order of rows: that of the file, and of names where they are not in it.
const rowsSort = "number"

// rows lists what becomes of rows of a kind, of all where kind is "".
func (s store) rows(ctx context.Context, i Import, kind Kind, p page.Request) ([]RowView, int, error) {
	if kind == Missing {
		return s.missing(ctx, i, p)
	}
	query := s.db.Conn(ctx).Table("staff_import_rows").Where("import_id = ?", i.ID)
	if kind != "" {
		query = query.Where("kind = ?", string(kind))
	}
	if p.Query != "" {
		like := fold.Like(p.Query)
		query = query.Where(`(name_folded LIKE ? ESCAPE '\' OR email LIKE ? ESCAPE '\')`, like, like)
	}
	var total int64
	if err := query.Session(fresh).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "row")
	}
	var found []struct {
		RowView               `gorm:"embedded"`
		PersonAction          Action
		DifferencesAs, Reason string
	}
	err := query.Session(fresh).Select("number, kind, name, email, person_id, person_action, differences AS differences_as, refusals AS reason").
		Order("number").Offset(p.Offset).Limit(p.Limit).Scan(&found).Error
	if err != nil {
		return nil, 0, database.Wrap(err, "row")
	}
	rows := make([]RowView, len(found))
	for n, f := range found {
		rows[n] = f.RowView
		rows[n].There = f.PersonAction != Add
		if err := json.Unmarshal([]byte(f.DifferencesAs), &rows[n].Differences); err != nil {
			return nil, 0, err
		}
		if err := json.Unmarshal([]byte(f.Reason), &rows[n].Refusals); err != nil {
			return nil, 0, err
		}
	}
	return rows, int(total), nil
}

func (s store) missing(ctx context.Context, i Import, p page.Request) ([]RowView, int, error) {
	query := s.db.Conn(ctx).Table("people").Where(notInFile, i.OrganisationID, i.ID)
	if p.Query != "" {
		like := fold.Like(p.Query)
		query = query.Where(`(people.name_folded LIKE ? ESCAPE '\' OR people.email LIKE ? ESCAPE '\')`, like, like)
	}
	var total int64
	if err := query.Session(fresh).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "person")
	}
	var rows []RowView
	err := query.Session(fresh).Select("0 AS number, 'missing' AS kind, name, email, id AS person_id").Order("name_folded, id").Offset(p.Offset).Limit(p.Limit).Scan(&rows).Error
	for n := range rows {
		rows[n].There = true
	}
	return rows, int(total), database.Wrap(err, "person")
}

// refusedLine is a refused row as it was sent, with what is wrong with it.
type refusedLine struct {
	Number          int
	Cells, Refusals string
}

// refusedLines gives at most so many refused rows after the one of a number.
func (s store) refusedLines(ctx context.Context, importID uuid.UUID, after, most int) (found []refusedLine, err error) {
	err = s.db.Conn(ctx).Table("staff_import_rows r").Select("r.number, l.cells, r.refusals").
		Joins("JOIN staff_import_lines l ON l.import_id = r.import_id AND l.number = r.number").
		Where("r.import_id = ? AND r.kind = 'refused' AND r.number > ?", importID, after).Order("r.number").Limit(most).Scan(&found).Error
	return found, database.Wrap(err, "row")
}

// newcomers gives at most so many of the people whom an import adds, after the row of a number, and the last one's number.
func (s store) newcomers(ctx context.Context, importID uuid.UUID, after, most int) (people []uuid.UUID, last int, err error) {
	var rows []struct {
		Number   int
		PersonID uuid.UUID
	}
	err = s.db.Conn(ctx).Table("staff_import_rows r").Select("r.number, r.person_id").
		Where(doing+" AND r.person_action = 'add' AND r.number > ?", importID, after).Order("r.number").Limit(most).Scan(&rows).Error
	for _, r := range rows {
		people, last = append(people, r.PersonID), r.Number
	}
	return people, last, database.Wrap(err, "row")
}

// fresh keeps the conditions of one query out of the next.
var fresh = &gorm.Session{}

// doing is the condition of the rows that a commit does.
const doing = "r.import_id = ? AND r.kind IN ('new', 'changed')"

// carryOut does what the rows of an import say, whatever their number in five statements. The rows have been judged in the same
// transaction, and finished_at of the import says when.
func (s store) carryOut(ctx context.Context, i Import, now time.Time) error {
	for _, statement := range []struct {
		sql  string
		args []any
	}{
		{`INSERT INTO people (id, organisation_id, name, name_folded, email, version, created_at, updated_at)
			SELECT r.person_id, i.organisation_id, r.name, r.name_folded, r.email, 1, i.finished_at, i.finished_at
			FROM staff_import_rows r JOIN staff_imports i ON i.id = r.import_id WHERE ` + doing + ` AND r.person_action = 'add'`,
			[]any{i.ID}},
		{`UPDATE people SET name = r.name, name_folded = r.name_folded, version = people.version + 1, updated_at = ? FROM staff_import_rows r
			WHERE ` + doing + ` AND r.person_action = 'edit' AND people.id = r.person_id`, []any{now, i.ID}},
		{`UPDATE appointments SET ends_on = r.ended_on, version = appointments.version + 1, updated_at = ? FROM staff_import_rows r
			WHERE ` + doing + ` AND r.ended_id IS NOT NULL AND appointments.id = r.ended_id`, []any{now, i.ID}},
		{`UPDATE appointments SET role_id = r.role_id, team_id = r.team_id, line_manager_id = r.line_manager_id, band = r.band, annex21_band = r.annex21_band,
			wte_hundredths = r.wte_hundredths, starts_on = r.starts_on, ends_on = r.ends_on, version = appointments.version + 1, updated_at = ? FROM staff_import_rows r
			WHERE ` + doing + ` AND r.appointment_action = 'edit' AND appointments.id = r.appointment_id`, []any{now, i.ID}},
		{`INSERT INTO appointments (id, organisation_id, person_id, role_id, team_id, line_manager_id, band, annex21_band, wte_hundredths, starts_on, ends_on,
			version, created_at, updated_at)
			SELECT r.appointment_id, i.organisation_id, r.person_id, r.role_id, r.team_id, r.line_manager_id, r.band, r.annex21_band, r.wte_hundredths,
				r.starts_on, r.ends_on, 1, i.finished_at, i.finished_at
			FROM staff_import_rows r JOIN staff_imports i ON i.id = r.import_id WHERE ` + doing + ` AND r.appointment_action = 'add'`, []any{i.ID}},
	} {
		if err := s.db.Conn(ctx).Exec(statement.sql, statement.args...).Error; err != nil {
			return database.Wrap(err, "person")
		}
	}
	return nil
}
