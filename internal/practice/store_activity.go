package practice

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// Entry is what is kept for a person and a day.
type Entry struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Day            calendar.Date
	Episodes       int
	Minutes        *int
	Note           string
	EnteredBy      uuid.UUID
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

// TableName names the table.
func (Entry) TableName() string { return "coding_activity" }

func (e Entry) minutes() int {
	if e.Minutes == nil {
		return 0
	}
	return *e.Minutes
}

func (e Entry) day() Day { return Day{e.Day, e.Episodes, e.minutes()} }

// Earlier is what stood for a day before it was corrected or removed.
type Earlier struct {
	ID         uuid.UUID
	PersonID   uuid.UUID
	Day        calendar.Date
	Episodes   int
	Minutes    *int
	Note       string
	EnteredBy  uuid.UUID
	EnteredAt  time.Time
	Removed    bool
	Reason     string
	ReplacedBy uuid.UUID
	ReplacedAt time.Time
}

// TableName names the table.
func (Earlier) TableName() string { return "coding_activity_history" }

// days gives what people coded on each day from a day to another, both included, by day: one query.
func (s store) days(ctx context.Context, people []uuid.UUID, from, to calendar.Date) (map[uuid.UUID][]Day, error) {
	var rows []struct {
		PersonID uuid.UUID
		Day      calendar.Date
		Episodes int
		Minutes  *int
	}
	err := s.db.Conn(ctx).Table("coding_activity").Select("person_id, day, episodes, minutes").
		Where("person_id IN ? AND day >= ? AND day <= ?", orNone(people), from, to).Order("person_id, day").Find(&rows).Error
	all := map[uuid.UUID][]Day{}
	for _, r := range rows {
		all[r.PersonID] = append(all[r.PersonID], Entry{Day: r.Day, Episodes: r.Episodes, Minutes: r.Minutes}.day())
	}
	return all, database.Wrap(err, "activity")
}

// lastEntries gives the last day with an entry of each person.
func (s store) lastEntries(ctx context.Context, people []uuid.UUID) (map[uuid.UUID]calendar.Date, error) {
	var rows []struct {
		PersonID uuid.UUID
		Day      calendar.Date
	}
	err := s.db.Conn(ctx).Table("coding_activity").Select("person_id, MAX(day) AS day").Where("person_id IN ?", orNone(people)).Group("person_id").Find(&rows).Error
	last := map[uuid.UUID]calendar.Date{}
	for _, r := range rows {
		last[r.PersonID] = r.Day
	}
	return last, database.Wrap(err, "activity")
}

// dayKey names a person's day.
type dayKey struct {
	person uuid.UUID
	day    calendar.Date
}

// entriesOn gives what is kept for people from a day to another.
func (s store) entriesOn(ctx context.Context, people []uuid.UUID, from, to calendar.Date) (map[dayKey]Entry, error) {
	var rows []Entry
	err := s.db.Conn(ctx).Where("person_id IN ? AND day >= ? AND day <= ?", orNone(people), from, to).Find(&rows).Error
	all := make(map[dayKey]Entry, len(rows))
	for _, r := range rows {
		all[dayKey{r.PersonID, r.Day}] = r
	}
	return all, database.Wrap(err, "activity")
}

// ActivityFilter narrows the list of a person's entries.
type ActivityFilter struct {
	page.Request
	From, To calendar.Date
}

var activityOrders = map[string]string{"day": "day", "episodes": "episodes", "hours": "COALESCE(minutes, 0)", "updatedAt": "updated_at"}

// entries gives a page of a person's entries, and how many there are.
func (s store) entries(ctx context.Context, personID uuid.UUID, f ActivityFilter) ([]Entry, int, error) {
	list := s.db.Conn(ctx).Model(&Entry{}).Where("person_id = ?", personID)
	if !f.From.IsZero() {
		list = list.Where("day >= ?", f.From)
	}
	if !f.To.IsZero() {
		list = list.Where("day <= ?", f.To)
	}
	list = list.Session(newSession)
	var total int64
	if err := list.Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "activity")
	}
	var rows []Entry
	err := list.Order(f.Order(activityOrders, "day DESC, id")).Offset(f.Offset).Limit(f.Limit).Find(&rows).Error
	return rows, int(total), database.Wrap(err, "activity")
}

// entry gives one entry of whoever it is.
func (s store) entry(ctx context.Context, id uuid.UUID) (Entry, error) {
	var e Entry
	err := s.db.Conn(ctx).Where("id = ?", id).Take(&e).Error
	return e, database.Wrap(err, "entry")
}

// earlier gives what stood for days before, the newest first.
func (s store) earlier(ctx context.Context, personID uuid.UUID, days []calendar.Date) (map[calendar.Date][]Earlier, error) {
	all := map[calendar.Date][]Earlier{}
	if len(days) == 0 {
		return all, nil
	}
	var rows []Earlier
	err := s.db.Conn(ctx).Where("person_id = ? AND day IN ?", personID, days).Order("replaced_at DESC, id").Find(&rows).Error
	for _, r := range rows {
		all[r.Day] = append(all[r.Day], r)
	}
	return all, database.Wrap(err, "activity")
}

// batch is how many rows one INSERT takes.
const batch = 50

// addEntries inserts entries.
func (s store) addEntries(ctx context.Context, all []Entry) error {
	if len(all) == 0 {
		return nil
	}
	return database.Wrap(s.db.Conn(ctx).CreateInBatches(&all, batch).Error, "entry")
}

// keepEarlier inserts what stood before.
func (s store) keepEarlier(ctx context.Context, all []Earlier) error {
	if len(all) == 0 {
		return nil
	}
	return database.Wrap(s.db.Conn(ctx).CreateInBatches(&all, batch).Error, "entry")
}

// saveEntry writes a corrected entry over the version before it.
func (s store) saveEntry(ctx context.Context, e Entry) error {
	return database.Changed(s.db.Conn(ctx).Model(&Entry{}).Where("id = ? AND version = ?", e.ID, e.Version-1).Updates(map[string]any{
		"episodes": e.Episodes, "minutes": e.Minutes, "note": e.Note, "entered_by": e.EnteredBy, "version": e.Version, "updated_at": e.UpdatedAt,
	}), "entry")
}

// removeEntry deletes an entry of a version.
func (s store) removeEntry(ctx context.Context, e Entry) error {
	return database.Changed(s.db.Conn(ctx).Where("id = ? AND version = ?", e.ID, e.Version).Delete(&Entry{}), "entry")
}
