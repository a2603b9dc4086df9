package appraisal

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// store holds the SQL of appraisals.
type store struct{ db *database.DB }

type meetingRow struct {
	ID                   uuid.UUID
	OrganisationID       uuid.UUID
	PersonID             uuid.UUID
	LeadID               uuid.UUID
	Kind                 string
	State                string
	PlannedOn            calendar.Date
	HeldOn               calendar.Date
	PersonAcknowledgedAt *time.Time
	PersonComment        string
	LeadAcknowledgedAt   *time.Time
	LeadComment          string
	CancelledBecause     string
	Version              int
	CreatedAt            time.Time
	UpdatedAt            time.Time
}

func (meetingRow) TableName() string { return "appraisal_meetings" }

func (r meetingRow) meeting() Meeting {
	return Meeting{
		ID: r.ID, PersonID: r.PersonID, LeadID: r.LeadID, Kind: parse[Kind](kindNames, r.Kind), State: parse[State](stateNames, r.State),
		PlannedOn: r.PlannedOn, HeldOn: r.HeldOn, PersonAcknowledged: r.PersonAcknowledgedAt, PersonComment: r.PersonComment,
		LeadAcknowledged: r.LeadAcknowledgedAt, LeadComment: r.LeadComment, CancelledBecause: r.CancelledBecause, Version: r.Version,
	}
}

// namedMeeting is a meeting joined with the names of the two who meet.
type namedMeeting struct {
	Meeting     meetingRow `gorm:"embedded"`
	PersonName  string
	LeadName    string
	OpenActions int
}

func (r namedMeeting) listed() Listed {
	m := r.Meeting.meeting()
	return Listed{Meeting: m, Person: Person{m.PersonID, r.PersonName}, Lead: Person{m.LeadID, r.LeadName}, OpenActions: r.OpenActions}
}

// person gives a person within the scopes.
func (s store) person(ctx context.Context, in access.Scopes, id uuid.UUID) (Person, error) {
	within, args := in.People("people.id")
	var found Person
	err := s.db.Conn(ctx).Table("people").Select("id, name").Where("people.id = ?", id).Where(within, args...).Take(&found).Error
	return found, database.Wrap(err, "person")
}

func (s store) reaches(ctx context.Context, in access.Scopes, id uuid.UUID) bool {
	_, err := s.person(ctx, in, id)
	return err == nil
}

func (s store) named(ctx context.Context) *gorm.DB {
	return s.db.Conn(ctx).Table("appraisal_meetings").Select(`appraisal_meetings.*, person.name AS person_name, lead.name AS lead_name,
			(SELECT COUNT(*) FROM appraisal_actions WHERE appraisal_actions.meeting_id = appraisal_meetings.id AND appraisal_actions.state = 'open') AS open_actions`).
		Joins("JOIN people person ON person.id = appraisal_meetings.person_id").
		Joins("JOIN people lead ON lead.id = appraisal_meetings.lead_id")
}

// meetingSorts are the sorts of a person's meetings, the default first, and what they sort by.
var (
	meetingSorts   = []string{"on", "kind"}
	meetingColumns = map[string]string{
		"on": "COALESCE(appraisal_meetings.held_on, appraisal_meetings.planned_on)", "kind": "appraisal_meetings.kind",
	}
)

// meetings lists a person's meetings: one query to count, one for the page.
func (s store) meetings(ctx context.Context, person uuid.UUID, asked page.Request) ([]Listed, int, error) {
	var total int64
	if err := s.db.Conn(ctx).Model(&meetingRow{}).Where("person_id = ?", person).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "meeting")
	}
	var rows []namedMeeting
	err := s.named(ctx).Where("appraisal_meetings.person_id = ?", person).
		Order(asked.Order(meetingColumns, "appraisal_meetings.id")).Limit(asked.Limit).Offset(asked.Offset).Find(&rows).Error
	found := make([]Listed, len(rows))
	for i, row := range rows {
		found[i] = row.listed()
	}
	return found, int(total), database.Wrap(err, "meeting")
}

// meeting gives a meeting of a person within the scopes.
func (s store) meeting(ctx context.Context, in access.Scopes, id uuid.UUID) (Listed, error) {
	within, args := in.People("appraisal_meetings.person_id")
	var row namedMeeting
	err := s.named(ctx).Where("appraisal_meetings.id = ?", id).Where(within, args...).Take(&row).Error
	return row.listed(), database.Wrap(err, "meeting")
}

// meetingOf gives the meeting that a row of another of the feature's tables belongs to.
func (s store) meetingOf(ctx context.Context, table string, id uuid.UUID) (uuid.UUID, error) {
	var found struct{ MeetingID uuid.UUID }
	err := s.db.Conn(ctx).Table(table).Select("meeting_id").Where("id = ?", id).Take(&found).Error
	return found.MeetingID, database.Wrap(err, "meeting")
}

func (s store) addMeeting(ctx context.Context, organisation uuid.UUID, m Meeting, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&meetingRow{
		ID: m.ID, OrganisationID: organisation, PersonID: m.PersonID, LeadID: m.LeadID, Kind: m.Kind.String(), State: m.State.String(),
		PlannedOn: m.PlannedOn, Version: m.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "meeting")
}

// saveMeeting keeps a meeting that still is as it was read.
func (s store) saveMeeting(ctx context.Context, before, after Meeting, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&meetingRow{}).Where("id = ? AND version = ?", before.ID, before.Version).
		Updates(map[string]any{
			"state": after.State.String(), "planned_on": after.PlannedOn, "held_on": after.HeldOn,
			"person_acknowledged_at": after.PersonAcknowledged, "person_comment": after.PersonComment,
			"lead_acknowledged_at": after.LeadAcknowledged, "lead_comment": after.LeadComment,
			"cancelled_because": after.CancelledBecause, "version": after.Version, "updated_at": now,
		}), after.Kind.Words())
}

type itemRow struct {
	ID        uuid.UUID
	MeetingID uuid.UUID
	Position  int
	Kind      string
	Source    string
	Title     string
	Because   string
	Link      string
	RaisedBy  uuid.UUID
	Discussed bool
	CreatedAt time.Time
}

func (itemRow) TableName() string { return "appraisal_agenda_items" }

// placedItem is an item with its place on the agenda.
type placedItem struct {
	KeptItem
	position int
}

func (s store) items(ctx context.Context, meeting uuid.UUID) ([]placedItem, error) {
	var rows []struct {
		Item         itemRow `gorm:"embedded"`
		RaisedByName string
	}
	err := s.db.Conn(ctx).Table("appraisal_agenda_items").Select("appraisal_agenda_items.*, people.name AS raised_by_name").
		Joins("JOIN people ON people.id = appraisal_agenda_items.raised_by").
		Where("appraisal_agenda_items.meeting_id = ?", meeting).Order("appraisal_agenda_items.position, appraisal_agenda_items.id").Find(&rows).Error
	all := make([]placedItem, len(rows))
	for i, r := range rows {
		all[i] = placedItem{position: r.Item.Position, KeptItem: KeptItem{RaisedByName: r.RaisedByName, Item: Item{
			ID: r.Item.ID, RaisedBy: r.Item.RaisedBy, Discussed: r.Item.Discussed, Proposal: Proposal{
				Key: r.Item.Source, Source: parse[Source](sourceNames, r.Item.Kind), Title: r.Item.Title, Because: r.Item.Because, Link: r.Item.Link,
			},
		}}}
	}
	return all, database.Wrap(err, "agenda")
}

func (s store) addItem(ctx context.Context, meeting uuid.UUID, position int, i Item, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&itemRow{
		ID: i.ID, MeetingID: meeting, Position: position, Kind: i.Source.String(), Source: i.Key, Title: i.Title, Because: i.Because, Link: i.Link,
		RaisedBy: i.RaisedBy, Discussed: i.Discussed, CreatedAt: now,
	}).Error, "item")
}

func (s store) tickItem(ctx context.Context, id uuid.UUID, discussed bool) error {
	return database.Changed(s.db.Conn(ctx).Table("appraisal_agenda_items").Where("id = ?", id).Update("discussed", discussed), "agenda")
}

func (s store) raisedBy(ctx context.Context, id uuid.UUID) (uuid.UUID, error) {
	var found struct{ RaisedBy uuid.UUID }
	err := s.db.Conn(ctx).Table("appraisal_agenda_items").Select("raised_by").Where("id = ?", id).Take(&found).Error
	return found.RaisedBy, database.Wrap(err, "item")
}

func (s store) removeItem(ctx context.Context, id uuid.UUID) error {
	return database.Changed(s.db.Conn(ctx).Where("id = ?", id).Delete(&itemRow{}), "agenda")
}

type noteRow struct {
	ID        uuid.UUID
	MeetingID uuid.UUID
	AuthorID  uuid.UUID
	Shared    bool
	Text      string
	Version   int
	CreatedAt time.Time
	UpdatedAt time.Time
}

func (noteRow) TableName() string { return "appraisal_notes" }

func (r noteRow) note() Note {
	return Note{ID: r.ID, AuthorID: r.AuthorID, Shared: r.Shared, Text: r.Text, Version: r.Version, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt}
}

// notes gives the shared notes of a meeting and the reader's own, in the order in which they were written.
func (s store) notes(ctx context.Context, meeting, reader uuid.UUID) ([]KeptNote, error) {
	var rows []struct {
		Note       noteRow `gorm:"embedded"`
		AuthorName string
	}
	err := s.db.Conn(ctx).Table("appraisal_notes").Select("appraisal_notes.*, people.name AS author_name").
		Joins("JOIN people ON people.id = appraisal_notes.author_id").
		Where("appraisal_notes.meeting_id = ? AND (appraisal_notes.shared OR appraisal_notes.author_id = ?)", meeting, reader).
		Order("appraisal_notes.created_at, appraisal_notes.id").Find(&rows).Error
	all := make([]KeptNote, len(rows))
	for i, r := range rows {
		all[i] = KeptNote{Note: r.Note.note(), AuthorName: r.AuthorName}
	}
	return all, database.Wrap(err, "note")
}

// note gives one that the reader may read; another is CodeNotFound.
func (s store) note(ctx context.Context, id, reader uuid.UUID) (Note, error) {
	var row noteRow
	err := s.db.Conn(ctx).Where("id = ? AND (shared OR author_id = ?)", id, reader).Take(&row).Error
	return row.note(), database.Wrap(err, "note")
}

func (s store) addNote(ctx context.Context, meeting uuid.UUID, n Note, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&noteRow{
		ID: n.ID, MeetingID: meeting, AuthorID: n.AuthorID, Shared: n.Shared, Text: n.Text, Version: n.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "note")
}

func (s store) saveNote(ctx context.Context, n Note, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&noteRow{}).Where("id = ? AND version = ?", n.ID, n.Version).
		Updates(map[string]any{"text": n.Text, "version": n.Version + 1, "updated_at": now}), "note")
}

func (s store) removeNote(ctx context.Context, n Note) error {
	return database.Changed(s.db.Conn(ctx).Where("id = ? AND version = ?", n.ID, n.Version).Delete(&noteRow{}), "note")
}
