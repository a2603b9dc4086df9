package training

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

type logRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	PathwayID      uuid.UUID
	Milestone      MilestoneKey
	DoneOn         calendar.Date
	What           string
	Number         int
	ForWhom        string
	State          string
	DecidedBy      uuid.NullUUID
	DecidedFor     uuid.NullUUID
	DecidedAs      string
	DecidedOn      calendar.Date
	Reason         string
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (logRow) TableName() string { return "log_book_entries" }

func (r logRow) entry() LogEntry {
	e := LogEntry{ID: r.ID, Milestone: r.Milestone, DoneOn: r.DoneOn, What: r.What, Number: r.Number, ForWhom: r.ForWhom, Version: r.Version}
	if r.DecidedBy.Valid {
		e.SignOff = &SignOff{By: r.DecidedBy.UUID, For: r.DecidedFor.UUID, On: r.DecidedOn, Decision: DecisionSignedOff, Reason: r.Reason}
		if r.State == logReturned {
			e.SignOff.Decision = DecisionReturned
		}
		_ = e.SignOff.As.UnmarshalText([]byte(r.DecidedAs)) // as for a record's signatory
	}
	return e
}

func (s store) readLogBooks(ctx context.Context, who within, of func(person, pathway uuid.UUID) []*Facts) error {
	var rows []logRow
	err := s.about(ctx, "log_book_entries", who).Order("done_on, created_at, id").Find(&rows).Error
	for _, row := range rows {
		for _, f := range of(row.PersonID, row.PathwayID) {
			f.LogBook = append(f.LogBook, row.entry())
		}
	}
	return database.Wrap(err, "entry of the log book")
}

func (s store) addLogEntry(ctx context.Context, of subject, e LogEntry, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&logRow{
		ID: e.ID, OrganisationID: of.organisation, PersonID: of.person, PathwayID: of.road, Milestone: e.Milestone, DoneOn: e.DoneOn, What: e.What,
		Number: e.Number, ForWhom: e.ForWhom, State: logLogged, Version: e.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "entry of the log book")
}

// decideLogEntry keeps the decision on an entry that is still as it was read.
func (s store) decideLogEntry(ctx context.Context, e LogEntry, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&logRow{}).Where("id = ? AND version = ? AND state = ?", e.ID, e.Version, logLogged).
		Updates(map[string]any{
			"state": e.state(), "decided_by": e.SignOff.By, "decided_for": orNil(e.SignOff.For), "decided_as": e.SignOff.As.String(), "decided_on": e.SignOff.On,
			"reason": e.SignOff.Reason, "version": e.Version + 1, "updated_at": now,
		}), "entry of the log book")
}

// logQueueSorts are the sorts of the entries that wait, the default first, and what they sort by.
var (
	logQueueSorts   = []string{"doneOn", "person"}
	logQueueColumns = map[string]string{"doneOn": "log_book_entries.done_on", "person": "people.name_folded"}
)

// logQueue lists the entries that wait: one query to count, one for the page.
func (s store) logQueue(ctx context.Context, in access.Scopes, r roads, without unsigned, asked page.Request) ([]QueuedEntry, int, error) {
	condition, args := signable("log_book_entries", in, r, without)
	query := s.db.Conn(ctx).Table("log_book_entries").Joins("JOIN people ON people.id = log_book_entries.person_id").
		Where(condition, args...).Where("log_book_entries.person_id <> ? AND log_book_entries.state = ?", in.PersonID, logLogged)
	if asked.Query != "" {
		query = query.Where(`people.name_folded LIKE ? ESCAPE '\'`, "%"+escaped.Replace(strings.ToLower(asked.Query))+"%")
	}
	var total int64
	if err := query.Session(&gorm.Session{}).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "entry of the log book")
	}
	var rows []struct {
		Entry      logRow `gorm:"embedded"`
		PersonName string
		ForID      *uuid.UUID
	}
	forWhom, forArgs := in.ForWhom("log_book_entries.person_id")
	err := query.Session(&gorm.Session{}).Select("log_book_entries.*, people.name AS person_name, "+forWhom+" AS for_id", forArgs...).
		Order(asked.Order(logQueueColumns, "log_book_entries.id")).Limit(asked.Limit).Offset(asked.Offset).Find(&rows).Error
	if err != nil {
		return nil, 0, database.Wrap(err, "entry of the log book")
	}
	found := make([]QueuedEntry, len(rows))
	for i, row := range rows {
		l, err := r.byID(row.Entry.PathwayID)
		if err != nil {
			return nil, 0, err
		}
		road := l.everything()
		m, _ := road.Pathway.Milestone(row.Entry.Milestone)
		found[i] = QueuedEntry{
			LogEntry: row.Entry.entry(), Person: Named{row.Entry.PersonID, row.PersonName}, Pathway: Named{row.Entry.PathwayID, road.Pathway.Title},
			Title: m.Title, Counted: m.LogBook.Counted, For: row.ForID,
		}
	}
	return found, int(total), nil
}

// recorded gives those with a record or an entry of one of the milestones: one query.
func (s store) recorded(ctx context.Context, organisation uuid.UUID, of []signing) ([]uuid.UUID, error) {
	var keys []MilestoneKey
	for _, one := range of {
		keys = append(keys, one.milestone)
	}
	var people []uuid.UUID
	err := s.db.Conn(ctx).Raw(`SELECT person_id FROM milestone_records WHERE organisation_id = ? AND milestone IN ?
		UNION SELECT person_id FROM log_book_entries WHERE organisation_id = ? AND state = ? AND milestone IN ?`,
		organisation, keys, organisation, logLogged, keys).Scan(&people).Error
	return people, database.Wrap(err, "milestone record")
}
