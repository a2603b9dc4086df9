package course

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/page"
)

// store holds the SQL of courses.
type store struct{ db *database.DB }

type eventRow struct {
	ID               uuid.UUID
	OrganisationID   uuid.UUID
	Kind             string
	Title            string
	Milestone        string
	StartsOn         calendar.Date
	EndsOn           calendar.Date
	Place            string
	Provider         string
	Places           int
	Note             string
	State            string
	CancelledBecause string
	Search           string
	Version          int
	CreatedAt        time.Time
	UpdatedAt        time.Time
}

func (eventRow) TableName() string { return "course_events" }

// countedEvent is a course with how many are booked and wait, and the reader's own place.
type countedEvent struct {
	Event   eventRow `gorm:"embedded"`
	Booked  int
	Waiting int
	Mine    string
}

func (r countedEvent) listed() Listed {
	e := r.Event
	return Listed{Booked: r.Booked, Waiting: r.Waiting, Mine: parse[BookingState](bookingNames, r.Mine), Event: Event{
		ID: e.ID, Kind: parse[Kind](kindNames, e.Kind), Title: e.Title, StartsOn: e.StartsOn, EndsOn: e.EndsOn, Place: e.Place, Provider: e.Provider,
		Places: e.Places, Note: e.Note, State: parse[State](stateNames, e.State), CancelledBecause: e.CancelledBecause, Version: e.Version,
	}}
}

func (s store) counted(ctx context.Context, by access.Actor) *gorm.DB {
	count := func(states string) string {
		return `(SELECT COUNT(*) FROM course_bookings WHERE course_bookings.event_id = course_events.id AND course_bookings.state IN (` + states + `))`
	}
	return s.db.Conn(ctx).Table("course_events").Select(`course_events.*, `+count("'booked', 'attended', 'absent'")+` AS booked,
			`+count("'waiting'")+` AS waiting,
			COALESCE((SELECT state FROM course_bookings WHERE course_bookings.event_id = course_events.id AND course_bookings.person_id = ?), '') AS mine`, by.PersonID).
		Where("course_events.organisation_id = ?", by.OrganisationID)
}

// eventSorts are the sorts of the list, the default first, and what they sort by.
var (
	eventSorts   = []string{"startsOn", "title", "kind"}
	eventColumns = map[string]string{"startsOn": "course_events.starts_on", "title": "course_events.search", "kind": "course_events.kind"}
)

// events lists courses: one query to count, one for the page.
func (s store) events(ctx context.Context, by access.Actor, f Filter) ([]Listed, int, error) {
	narrow := func(q *gorm.DB) *gorm.DB {
		if f.Past {
			q = q.Where("course_events.ends_on < ?", by.Today)
		} else {
			q = q.Where("course_events.ends_on >= ?", by.Today)
		}
		if f.Kind != 0 {
			q = q.Where("course_events.kind = ?", f.Kind.String())
		}
		if f.Query != "" {
			q = q.Where(`course_events.search LIKE ? ESCAPE '\'`, fold.Like(f.Query))
		}
		return q
	}
	var total int64
	if err := narrow(s.db.Conn(ctx).Table("course_events").Where("organisation_id = ?", by.OrganisationID)).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "course")
	}
	var rows []countedEvent
	err := narrow(s.counted(ctx, by)).Order(f.Order(eventColumns, "course_events.id")).Limit(f.Limit).Offset(f.Offset).Find(&rows).Error
	all := make([]Listed, len(rows))
	for i, r := range rows {
		all[i] = r.listed()
	}
	return all, int(total), database.Wrap(err, "course")
}

func (s store) event(ctx context.Context, by access.Actor, id uuid.UUID) (Listed, error) {
	var row countedEvent
	err := s.counted(ctx, by).Where("course_events.id = ?", id).Take(&row).Error
	return row.listed(), database.Wrap(err, "course")
}

func searchOf(e Event) string { return fold.Text(e.Title, e.Place, e.Provider) }

func (s store) addEvent(ctx context.Context, organisation uuid.UUID, e Event, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&eventRow{
		ID: e.ID, OrganisationID: organisation, Kind: e.Kind.String(), Title: e.Title, Milestone: e.Milestone(), StartsOn: e.StartsOn, EndsOn: e.EndsOn,
		Place: e.Place, Provider: e.Provider, Places: e.Places, Note: e.Note, State: e.State.String(), Search: searchOf(e), Version: e.Version,
		CreatedAt: now, UpdatedAt: now,
	}).Error, "course")
}

func (s store) saveEvent(ctx context.Context, e Event, version int, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&eventRow{}).Where("id = ? AND version = ?", e.ID, version).Updates(map[string]any{
		"kind": e.Kind.String(), "title": e.Title, "milestone": e.Milestone(), "starts_on": e.StartsOn, "ends_on": e.EndsOn, "place": e.Place,
		"provider": e.Provider, "places": e.Places, "note": e.Note, "state": e.State.String(), "cancelled_because": e.CancelledBecause,
		"search": searchOf(e), "version": e.Version, "updated_at": now,
	}), "course")
}

type bookingRow struct {
	ID        uuid.UUID
	EventID   uuid.UUID
	PersonID  uuid.UUID
	State     string
	Position  int
	Outcome   string
	BookedBy  uuid.UUID
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

func (bookingRow) TableName() string { return "course_bookings" }

func (r bookingRow) booking() Booking {
	return Booking{
		ID: r.ID, EventID: r.EventID, PersonID: r.PersonID, State: parse[BookingState](bookingNames, r.State), Position: r.Position, Outcome: r.Outcome,
		Version: r.Version,
	}
}

// allBookings gives every booking of a course in the order in which places were asked for.
func (s store) allBookings(ctx context.Context, event uuid.UUID) ([]Booking, error) {
	var rows []bookingRow
	err := s.db.Conn(ctx).Where("event_id = ?", event).Order("position, id").Find(&rows).Error
	all := make([]Booking, len(rows))
	for i, r := range rows {
		all[i] = r.booking()
	}
	return all, database.Wrap(err, "booking")
}

// bookings gives those bookings of a course that are of people within the scopes, with their teams on a day.
func (s store) bookings(ctx context.Context, event uuid.UUID, in access.Scopes, today calendar.Date) ([]KeptBooking, error) {
	within, args := in.People("course_bookings.person_id")
	var rows []struct {
		Booking      bookingRow `gorm:"embedded"`
		PersonName   string
		BookedByName string
		Team         string
	}
	err := s.db.Conn(ctx).Table("course_bookings").Select(`course_bookings.*, people.name AS person_name, booker.name AS booked_by_name,
			COALESCE((SELECT MIN(teams.name) FROM appointments JOIN teams ON teams.id = appointments.team_id
				WHERE appointments.person_id = course_bookings.person_id AND appointments.starts_on <= ?
				AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)), '') AS team`, today, today).
		Joins("JOIN people ON people.id = course_bookings.person_id").Joins("JOIN people booker ON booker.id = course_bookings.booked_by").
		Where("course_bookings.event_id = ?", event).Where(within, args...).Order("course_bookings.position, course_bookings.id").Find(&rows).Error
	all := make([]KeptBooking, len(rows))
	for i, r := range rows {
		all[i] = KeptBooking{Booking: r.Booking.booking(), Person: Person{r.Booking.PersonID, r.PersonName}, Team: r.Team, BookedByName: r.BookedByName}
	}
	return all, database.Wrap(err, "booking")
}

// reached gives those of people who are within the scopes.
func (s store) reached(ctx context.Context, in access.Scopes, people []uuid.UUID) ([]uuid.UUID, error) {
	if len(people) == 0 {
		return nil, nil
	}
	within, args := in.People("people.id")
	var found []uuid.UUID
	err := s.db.Conn(ctx).Table("people").Where("people.id IN ?", people).Where(within, args...).Pluck("people.id", &found).Error
	return found, database.Wrap(err, "person")
}

// eventOf gives the course of a booking in an organisation.
func (s store) eventOf(ctx context.Context, organisation, booking uuid.UUID) (uuid.UUID, error) {
	var row bookingRow
	err := s.db.Conn(ctx).Joins("JOIN course_events ON course_events.id = course_bookings.event_id").
		Where("course_bookings.id = ? AND course_events.organisation_id = ?", booking, organisation).Take(&row).Error
	return row.EventID, database.Wrap(err, "booking")
}

func (s store) addBooking(ctx context.Context, by uuid.UUID, b Booking, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&bookingRow{
		ID: b.ID, EventID: b.EventID, PersonID: b.PersonID, State: b.State.String(), Position: b.Position, BookedBy: by, Version: b.Version,
		CreatedAt: now, UpdatedAt: now,
	}).Error, "booking")
}

func (s store) saveBooking(ctx context.Context, b Booking, version int, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&bookingRow{}).Where("id = ? AND version = ?", b.ID, version).Updates(map[string]any{
		"state": b.State.String(), "position": b.Position, "outcome": b.Outcome, "version": b.Version, "updated_at": now,
	}), "booking")
}

type cohortRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	Name           string
	StartsOn       calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (cohortRow) TableName() string { return "cohorts" }

// cohorts gives the cohorts of an organisation, or one of them, with the members within the scopes: two queries.
func (s store) cohorts(ctx context.Context, organisation uuid.UUID, in access.Scopes, only uuid.UUID) ([]KeptCohort, error) {
	q := s.db.Conn(ctx).Table("cohorts").Select("cohorts.*, (SELECT COUNT(*) FROM cohort_members WHERE cohort_members.cohort_id = cohorts.id) AS size").
		Where("cohorts.organisation_id = ?", organisation)
	if only != uuid.Nil {
		q = q.Where("cohorts.id = ?", only)
	}
	var rows []struct {
		Cohort cohortRow `gorm:"embedded"`
		Size   int
	}
	if err := q.Order("cohorts.starts_on DESC, cohorts.name").Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "cohort")
	}
	within, args := in.People("cohort_members.person_id")
	var members []struct {
		CohortID uuid.UUID
		ID       uuid.UUID
		Name     string
	}
	q = s.db.Conn(ctx).Table("cohort_members").Select("cohort_members.cohort_id, people.id, people.name").
		Joins("JOIN people ON people.id = cohort_members.person_id").Joins("JOIN cohorts ON cohorts.id = cohort_members.cohort_id").
		Where("cohorts.organisation_id = ?", organisation).Where(within, args...)
	if only != uuid.Nil {
		q = q.Where("cohorts.id = ?", only)
	}
	err := q.Order("people.name_folded, people.id").Find(&members).Error
	all := make([]KeptCohort, len(rows))
	for i, r := range rows {
		all[i] = KeptCohort{Size: r.Size, Cohort: Cohort{ID: r.Cohort.ID, Name: r.Cohort.Name, StartsOn: r.Cohort.StartsOn, Version: r.Cohort.Version}}
		for _, m := range members {
			if m.CohortID == r.Cohort.ID {
				all[i].Members = append(all[i].Members, Person{m.ID, m.Name})
			}
		}
	}
	return all, database.Wrap(err, "cohort")
}

// members gives everybody in a cohort of the organisation.
func (s store) members(ctx context.Context, organisation, cohort uuid.UUID) ([]uuid.UUID, error) {
	var found []uuid.UUID
	err := s.db.Conn(ctx).Table("cohort_members").Joins("JOIN cohorts ON cohorts.id = cohort_members.cohort_id").
		Where("cohorts.id = ? AND cohorts.organisation_id = ?", cohort, organisation).Pluck("cohort_members.person_id", &found).Error
	if err == nil && len(found) == 0 {
		err = gorm.ErrRecordNotFound
	}
	return found, database.Wrap(err, "cohort")
}

func (s store) addCohort(ctx context.Context, organisation uuid.UUID, c Cohort, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&cohortRow{
		ID: c.ID, OrganisationID: organisation, Name: c.Name, StartsOn: c.StartsOn, Version: c.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "cohort")
}

func (s store) saveCohort(ctx context.Context, c Cohort, version int, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&cohortRow{}).Where("id = ? AND version = ?", c.ID, version).
		Updates(map[string]any{"name": c.Name, "starts_on": c.StartsOn, "version": c.Version, "updated_at": now}), "cohort")
}

// setMembers makes those within the scopes who are in a cohort these people; others stay.
func (s store) setMembers(ctx context.Context, cohort uuid.UUID, in access.Scopes, people []uuid.UUID) error {
	within, args := in.People("person_id")
	if err := s.db.Conn(ctx).Table("cohort_members").Where("cohort_id = ?", cohort).Where(within, args...).Delete(nil).Error; err != nil {
		return database.Wrap(err, "cohort")
	}
	rows := make([]map[string]any, len(people))
	for i, person := range people {
		rows[i] = map[string]any{"cohort_id": cohort, "person_id": person}
	}
	return database.Wrap(s.db.Conn(ctx).Table("cohort_members").Create(rows).Error, "member of this cohort")
}

// bookable lists those within the scopes who have a post today, by name, with the team in which each works: one query to count, one
// for the page.
func (s store) bookable(ctx context.Context, in access.Scopes, asked page.Request, today calendar.Date) ([]Bookable, int, error) {
	within, args := in.People("people.id")
	query := s.db.Conn(ctx).Table("people").Joins(`JOIN teams ON teams.id = (SELECT current.team_id FROM appointments current
			WHERE current.person_id = people.id AND current.starts_on <= ? AND (current.ends_on IS NULL OR current.ends_on >= ?)
			ORDER BY current.starts_on DESC, current.id LIMIT 1)`, today, today).Where(within, args...)
	if asked.Query != "" {
		query = query.Where(`people.name_folded LIKE ? ESCAPE '\' OR LOWER(teams.name) LIKE ? ESCAPE '\'`, fold.Like(asked.Query), fold.Like(asked.Query))
	}
	var total int64
	if err := query.Session(&gorm.Session{}).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "person")
	}
	var rows []struct {
		ID   uuid.UUID
		Name string
		Team string
	}
	err := query.Session(&gorm.Session{}).Select("people.id, people.name, teams.name AS team").Order("people.name_folded, people.id").
		Limit(asked.Limit).Offset(asked.Offset).Find(&rows).Error
	found := make([]Bookable, len(rows))
	for i, r := range rows {
		found[i] = Bookable{Person{r.ID, r.Name}, r.Team}
	}
	return found, int(total), database.Wrap(err, "person")
}
