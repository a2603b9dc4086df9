package notification

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// The states of a delivery.
const (
	waiting = "waiting"
	sent    = "sent"
	failed  = "failed"
	dropped = "dropped"
)

// addressRefused is how the sentence begins about a letter that failed because of the reader's address.
const addressRefused = "The mail server refused the address for good"

// delivery is one letter.
type delivery struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Kind           string
	// Occasion is unique: nobody gets a second letter for the same.
	Occasion string
	// About is the schedule of a report, "" for every other letter.
	About      string
	Day        calendar.Date
	State      string
	Failure    string
	CreatedAt  time.Time
	FinishedAt *time.Time
}

func (delivery) TableName() string { return "mail_deliveries" }

// NamedDelivery is a delivery with whose it is.
type NamedDelivery struct {
	delivery
	Name string
}

// BrokenAddress is an address that a mail server refused for good, which the person still has.
type BrokenAddress struct {
	PersonID uuid.UUID
	Name     string
	Email    string
	Since    time.Time
}

type toldRow struct {
	PersonID   uuid.UUID
	Notice     string
	Threshold  int
	DeliveryID uuid.UUID
}

func (toldRow) TableName() string { return "mail_told" }

// reader is whom a letter goes to.
type reader struct{ Name, Email, Organisation string }

// withoutRound gives the organisations whose letters of a day have not been made up.
func (s store) withoutRound(ctx context.Context, today calendar.Date) ([]uuid.UUID, error) {
	var found []uuid.UUID
	err := s.db.Conn(ctx).Table("organisations").
		Where("NOT EXISTS (SELECT 1 FROM reminder_rounds WHERE reminder_rounds.organisation_id = organisations.id AND reminder_rounds.day = ?)", today).
		Order("id").Pluck("id", &found).Error
	return found, database.Wrap(err, "organisation")
}

// addRound notes that a day's letters are made up, and reports whether this is the first time.
func (s store) addRound(ctx context.Context, organisation uuid.UUID, today calendar.Date, letters int, now time.Time) (bool, error) {
	result := s.db.Conn(ctx).Exec(`INSERT INTO reminder_rounds (organisation_id, day, letters, made_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (organisation_id, day) DO NOTHING`, organisation, today, letters, now)
	return result.RowsAffected == 1, database.Wrap(result.Error, "round")
}

func (s store) lastRound(ctx context.Context, organisation uuid.UUID) (calendar.Date, error) {
	var days []calendar.Date
	err := s.db.Conn(ctx).Table("reminder_rounds").Where("organisation_id = ?", organisation).Order("day DESC").Limit(1).Pluck("day", &days).Error
	if err != nil || len(days) == 0 {
		return calendar.Date{}, database.Wrap(err, "round")
	}
	return days[0], nil
}

func (s store) addDelivery(ctx context.Context, d delivery, first []told) error {
	if err := s.db.Conn(ctx).Create(&d).Error; err != nil {
		return database.Wrap(err, "letter")
	}
	return s.addTold(ctx, d, first)
}

func (s store) addTold(ctx context.Context, d delivery, first []told) error {
	if len(first) == 0 {
		return nil
	}
	rows := make([]toldRow, len(first))
	for i, one := range first {
		rows[i] = toldRow{PersonID: d.PersonID, Notice: one.notice, Threshold: one.threshold, DeliveryID: d.ID}
	}
	return database.Wrap(s.db.Conn(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(&rows, 500).Error, "letter")
}

func (s store) forgetTold(ctx context.Context, id uuid.UUID) error {
	return database.Wrap(s.db.Conn(ctx).Where("delivery_id = ?", id).Delete(&toldRow{}).Error, "letter")
}

// told gives what letters have told the people of an organisation.
func (s store) told(ctx context.Context, organisation uuid.UUID) (map[uuid.UUID]map[told]bool, error) {
	var rows []toldRow
	err := s.db.Conn(ctx).Where("person_id IN (SELECT id FROM people WHERE organisation_id = ?)", organisation).Find(&rows).Error
	all := map[uuid.UUID]map[told]bool{}
	for _, row := range rows {
		if all[row.PersonID] == nil {
			all[row.PersonID] = map[told]bool{}
		}
		all[row.PersonID][told{row.Notice, row.Threshold}] = true
	}
	return all, database.Wrap(err, "letter")
}

func (s store) toldBy(ctx context.Context, id uuid.UUID) (map[told]bool, error) {
	var rows []toldRow
	err := s.db.Conn(ctx).Where("delivery_id = ?", id).Find(&rows).Error
	all := map[told]bool{}
	for _, row := range rows {
		all[told{row.Notice, row.Threshold}] = true
	}
	return all, database.Wrap(err, "letter")
}

// everybodysMarks gives what the people of an organisation said about notices, by person and key.
func (s store) everybodysMarks(ctx context.Context, organisation uuid.UUID) (map[[2]string]markRow, error) {
	var rows []markRow
	err := s.db.Conn(ctx).Where("person_id IN (SELECT id FROM people WHERE organisation_id = ?)", organisation).Find(&rows).Error
	all := make(map[[2]string]markRow, len(rows))
	for _, row := range rows {
		all[[2]string{row.PersonID.String(), row.Notice}] = row
	}
	return all, database.Wrap(err, "mark")
}

// canRead is the condition that letters reach a person: an account that may sign in, not left, an address not refused. It
// takes today.
const canRead = `accounts.disabled_at IS NULL AND (people.left_on IS NULL OR people.left_on >= ?)
	AND NOT EXISTS (SELECT 1 FROM broken_addresses WHERE broken_addresses.person_id = people.id AND broken_addresses.email = people.email)`

// reachable gives those of an organisation whom letters reach.
func (s store) reachable(ctx context.Context, organisation uuid.UUID, today calendar.Date) (map[uuid.UUID]bool, error) {
	var found []uuid.UUID
	err := s.db.Conn(ctx).Table("people").Joins("JOIN accounts ON accounts.person_id = people.id").
		Where("people.organisation_id = ?", organisation).Where(canRead, today).Pluck("people.id", &found).Error
	all := make(map[uuid.UUID]bool, len(found))
	for _, id := range found {
		all[id] = true
	}
	return all, database.Wrap(err, "person")
}

// reader gives whom a letter goes to, and whether letters reach the person. A letter about an account also goes to somebody
// who has none yet: it may be what invites the person.
func (s store) reader(ctx context.Context, person uuid.UUID, today calendar.Date, aboutAccount bool) (reader, bool, error) {
	var found []reader
	join := "JOIN"
	if aboutAccount {
		join = "LEFT JOIN"
	}
	err := s.db.Conn(ctx).Table("people").Select("people.name, people.email, organisations.name AS organisation").
		Joins(join+" accounts ON accounts.person_id = people.id").Joins("JOIN organisations ON organisations.id = people.organisation_id").
		Where("people.id = ?", person).Where(canRead, today).Find(&found).Error
	if err != nil || len(found) == 0 {
		return reader{}, false, database.Wrap(err, "person")
	}
	return found[0], true, nil
}

func (s store) delivery(ctx context.Context, id uuid.UUID) (delivery, error) {
	var d delivery
	err := s.db.Conn(ctx).Where("id = ?", id).Take(&d).Error
	return d, database.Wrap(err, "letter")
}

// finish settles a letter that waits; one that is settled is CodeConflict.
func (s store) finish(ctx context.Context, id uuid.UUID, state, failure string, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&delivery{}).Where("id = ? AND state = ?", id, waiting).
		Updates(map[string]any{"state": state, "failure": failure, "finished_at": now}), "letter")
}

// lettersShown is how many letters an administrator sees.
const lettersShown = 100

func (s store) deliveries(ctx context.Context, organisation uuid.UUID) ([]NamedDelivery, error) {
	var rows []struct {
		Delivery delivery `gorm:"embedded"`
		Name     string
	}
	err := s.db.Conn(ctx).Table("mail_deliveries").Select("mail_deliveries.*, people.name").
		Joins("JOIN people ON people.id = mail_deliveries.person_id").Where("mail_deliveries.organisation_id = ?", organisation).
		Order("mail_deliveries.created_at DESC, mail_deliveries.id").Limit(lettersShown).Find(&rows).Error
	all := make([]NamedDelivery, len(rows))
	for i, row := range rows {
		all[i] = NamedDelivery{row.Delivery, row.Name}
	}
	return all, database.Wrap(err, "letter")
}

// lettersFailed gives the first of the letters that failed since a day for another reason than the reader's address, and how many there are.
func (s store) lettersFailed(ctx context.Context, organisation uuid.UUID, since calendar.Date) (first time.Time, n int, err error) {
	var found []time.Time
	err = s.db.Conn(ctx).Table("mail_deliveries").Where("organisation_id = ? AND state = ? AND finished_at >= ?", organisation, failed, since.Midnight()).
		Where("failure NOT LIKE ?", addressRefused+"%").
		Order("finished_at").Pluck("finished_at", &found).Error
	if err != nil || len(found) == 0 {
		return time.Time{}, 0, database.Wrap(err, "letter")
	}
	return found[0], len(found), nil
}

// broken gives the addresses of an organisation that were refused and that people still have.
func (s store) broken(ctx context.Context, organisation uuid.UUID) ([]BrokenAddress, error) {
	var found []BrokenAddress
	err := s.db.Conn(ctx).Table("broken_addresses").Select("broken_addresses.person_id, people.name, broken_addresses.email, broken_addresses.since").
		Joins("JOIN people ON people.id = broken_addresses.person_id AND people.email = broken_addresses.email").
		Where("people.organisation_id = ?", organisation).Order("broken_addresses.since, people.id").Find(&found).Error
	return found, database.Wrap(err, "address")
}

func (s store) breakAddress(ctx context.Context, person uuid.UUID, email string, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Exec(`INSERT INTO broken_addresses (person_id, email, since) VALUES (?, ?, ?)
		ON CONFLICT (person_id) DO UPDATE SET email = excluded.email, since = excluded.since`, person, email, now).Error, "address")
}

func (s store) mendAddress(ctx context.Context, organisation, person uuid.UUID) error {
	result := s.db.Conn(ctx).Exec("DELETE FROM broken_addresses WHERE person_id = ? AND person_id IN (SELECT id FROM people WHERE organisation_id = ?)", person, organisation)
	if result.Error == nil && result.RowsAffected == 0 {
		return apperr.NotFound("address")
	}
	return database.Wrap(result.Error, "address")
}

// administrators gives who administers an organisation today.
func (s store) administrators(ctx context.Context, a Asked) ([]uuid.UUID, error) {
	var found []uuid.UUID
	q := s.db.Conn(ctx).Table("grants").Where("organisation_id = ? AND role = 'administrator' AND ended_at IS NULL AND "+running("grants"), a.OrganisationID, a.Today, a.Today)
	if a.To != uuid.Nil {
		q = q.Where("person_id = ?", a.To)
	}
	err := q.Distinct().Order("person_id").Pluck("person_id", &found).Error
	return found, database.Wrap(err, "grant")
}
