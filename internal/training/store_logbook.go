package training

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
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
		e.SignOff = &SignOff{By: r.DecidedBy.UUID, On: r.DecidedOn, Decision: DecisionSignedOff, Reason: r.Reason}
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
			"state": e.state(), "decided_by": e.SignOff.By, "decided_as": e.SignOff.As.String(), "decided_on": e.SignOff.On,
			"reason": e.SignOff.Reason, "version": e.Version + 1, "updated_at": now,
		}), "entry of the log book")
}
