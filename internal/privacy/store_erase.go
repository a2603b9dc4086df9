package privacy

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
)

// takeOut empties and erases a person's rows as the register says, and gives how many rows that changed.
func (s store) takeOut(ctx context.Context, personID uuid.UUID) (int, error) {
	rows := 0
	run := func(h Holding, sql string) error {
		result := s.db.Conn(ctx).Exec(sql+" WHERE "+h.where(), args(h.where(), personID)...)
		rows += int(result.RowsAffected)
		return database.Wrap(result.Error, strings.ReplaceAll(h.Table, "_", " "))
	}
	all := Register()
	for _, h := range all {
		if set := h.set(); set != "" {
			if err := run(h, "UPDATE "+h.Table+" SET "+set); err != nil {
				return 0, err
			}
		}
	}
	for _, h := range slices.Backward(all) {
		if h.Erased {
			if err := run(h, "DELETE FROM "+h.Table); err != nil {
				return 0, err
			}
		}
	}
	return rows, nil
}

// set gives the assignments that empty a row, "" where nothing is emptied.
func (h Holding) set() string {
	var all []string
	for _, c := range h.Blank {
		all = append(all, c+" = ''")
	}
	for _, c := range h.Null {
		all = append(all, c+" = NULL")
	}
	if h.Set != "" {
		all = append(all, h.Set)
	}
	return strings.Join(all, ", ")
}

// rename gives a leaver a number in the place of the name.
func (s store) rename(ctx context.Context, organisationID, personID uuid.UUID, number int, now time.Time) error {
	name := FormerName(number)
	result := s.db.Conn(ctx).Exec("UPDATE people SET name = ?, name_folded = ?, email = ?, version = version + 1, updated_at = ? WHERE id = ? AND organisation_id = ?",
		name, fold.Text(name), fmt.Sprintf("former-%d@removed.invalid", number), now, personID, organisationID)
	if err := database.Changed(result, "person"); err != nil {
		return err
	}
	err := s.db.Conn(ctx).Exec("INSERT INTO former_staff (person_id, organisation_id, number, made_at) VALUES (?, ?, ?, ?)", personID, organisationID, number, now).Error
	return database.Wrap(err, "former member of staff")
}

// leaversQuery are those who left before a day and still have a name.
const leaversQuery = ` FROM people LEFT JOIN legal_holds ON legal_holds.person_id = people.id AND legal_holds.released_at IS NULL
	WHERE people.organisation_id = ? AND people.left_on <= ? AND NOT EXISTS (SELECT 1 FROM former_staff WHERE former_staff.person_id = people.id)`

// leavers lists those who left on a day at the latest, in the order of leaving.
func (s store) leavers(ctx context.Context, organisationID uuid.UUID, by calendar.Date) ([]Leaver, error) {
	var all []Leaver
	err := s.db.Conn(ctx).Raw("SELECT people.id, people.name, people.left_on, legal_holds.id IS NOT NULL AS held, legal_holds.review_on"+leaversQuery+
		" ORDER BY people.left_on, people.name_folded, people.id", organisationID, by).Scan(&all).Error
	return all, database.Wrap(err, "person")
}

// stillDue reports whether somebody's time has come and no hold keeps the record.
func (s store) stillDue(ctx context.Context, organisationID, personID uuid.UUID, by calendar.Date) (bool, error) {
	var n int64
	err := s.db.Conn(ctx).Raw("SELECT COUNT(*)"+leaversQuery+" AND legal_holds.id IS NULL AND people.id = ?", organisationID, by, personID).Scan(&n).Error
	return n == 1, database.Wrap(err, "person")
}

func (s store) numbers(ctx context.Context, organisationID uuid.UUID) ([]int, error) {
	var all []int
	return all, database.Wrap(s.db.Conn(ctx).Raw("SELECT number FROM former_staff WHERE organisation_id = ?", organisationID).Scan(&all).Error, "number")
}

// contentsOf gives the keys of what is stored for a person: uploads, documents of frozen portfolios and copies of the record.
func (s store) contentsOf(ctx context.Context, organisationID, personID uuid.UUID) ([]string, error) {
	var keys, found []string
	conn := s.db.Conn(ctx)
	if err := conn.Raw("SELECT DISTINCT sha256 FROM files WHERE person_id = ? ORDER BY sha256", personID).Scan(&found).Error; err != nil {
		return nil, database.Wrap(err, "file")
	}
	for _, hash := range found {
		keys = append(keys, contentKey(organisationID, hash))
	}
	var documents []struct{ PackID, Kind string }
	err := conn.Raw("SELECT pack_id, kind FROM pack_documents WHERE pack_id IN (SELECT id FROM packs WHERE person_id = ?) ORDER BY pack_id, kind", personID).Scan(&documents).Error
	if err != nil {
		return nil, database.Wrap(err, "document")
	}
	for _, d := range documents {
		keys = append(keys, organisationID.String()+"/packs/"+d.PackID+"."+d.Kind)
	}
	var copies []Archive
	if err := conn.Where("person_id = ?", personID).Order("id").Find(&copies).Error; err != nil {
		return nil, database.Wrap(err, "copy of a record")
	}
	for _, a := range copies {
		keys = append(keys, a.key())
	}
	return keys, nil
}

// notHeld leaves alone whom a hold keeps.
const notHeld = " AND person_id NOT IN (SELECT person_id FROM legal_holds WHERE released_at IS NULL)"

// ofOrganisation is the condition of rows that name only their person.
const ofOrganisation = "person_id IN (SELECT id FROM people WHERE organisation_id = @organisation)"

// swept are the tables of a kind with the condition of rows that have been kept for their time, children first. The first table's
// rows are those that are counted.
var swept = map[Kind][]struct{ table, condition string }{
	Drafts: {
		{"evidence_drafts", "organisation_id = @organisation AND updated_at < @moment" + notHeld},
		{"evidence_draft_files", "draft_id IN (SELECT id FROM evidence_drafts WHERE organisation_id = @organisation AND updated_at < @moment" + notHeld + ")"},
	},
	Letters: {{"mail_deliveries", "organisation_id = @organisation AND finished_at < @moment AND id NOT IN (SELECT delivery_id FROM mail_told)" + notHeld}},
	SignIn: {
		{"personal_tokens", "(ended_at < @moment OR expires_at < @moment) AND " + ofOrganisation + notHeld},
		{"password_links", "(used_at < @moment OR expires_at < @moment) AND " + ofOrganisation + notHeld},
	},
	Readings: {{"record_reads", "read_on < @day AND " + ofOrganisation + notHeld}},
}

func (s store) sweepArguments(organisationID uuid.UUID, before calendar.Date) map[string]any {
	return map[string]any{"organisation": organisationID, "day": before, "moment": before.Midnight()}
}

// sweepCount counts the rows of a kind that a sweep would delete, and the people that they are about.
func (s store) sweepCount(ctx context.Context, k Kind, organisationID uuid.UUID, before calendar.Date) (rows, people int, err error) {
	given := s.sweepArguments(organisationID, before)
	about := map[uuid.UUID]bool{}
	for _, t := range swept[k] {
		if t.table == "evidence_draft_files" {
			continue
		}
		var found []struct {
			PersonID uuid.UUID
			N        int
		}
		err := s.db.Conn(ctx).Raw("SELECT person_id, COUNT(*) AS n FROM "+t.table+" WHERE "+t.condition+" GROUP BY person_id", given).Scan(&found).Error
		if err != nil {
			return 0, 0, database.Wrap(err, "record")
		}
		for _, f := range found {
			rows += f.N
			about[f.PersonID] = true
		}
	}
	return rows, len(about), nil
}

// sweep deletes the rows of a kind that have been kept for their time, and gives their number.
func (s store) sweep(ctx context.Context, k Kind, organisationID uuid.UUID, before calendar.Date) (int, error) {
	given := s.sweepArguments(organisationID, before)
	rows := 0
	for _, t := range slices.Backward(swept[k]) {
		result := s.db.Conn(ctx).Exec("DELETE FROM "+t.table+" WHERE "+t.condition, given)
		if result.Error != nil {
			return 0, database.Wrap(result.Error, "record")
		}
		if t.table != "evidence_draft_files" {
			rows += int(result.RowsAffected)
		}
	}
	return rows, nil
}
