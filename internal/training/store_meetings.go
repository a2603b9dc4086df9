package training

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

type meetingRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	MentorID       uuid.UUID
	MetOn          calendar.Date
	Minutes        *int
	Topics         string
	Agreed         string
	LoggedBy       uuid.UUID
	NextOn         calendar.Date
	ConfirmedBy    *uuid.UUID
	ConfirmedAt    *time.Time
	EditedAt       *time.Time
	DisputedBy     *uuid.UUID
	DisputedAt     *time.Time
	Dispute        string
	Version        int
	CreatedAt      time.Time
}

func (meetingRow) TableName() string { return "mentoring_meetings" }

// namedMeeting is a meeting joined with the names of those in it.
type namedMeeting struct {
	Meeting         meetingRow `gorm:"embedded"`
	MentorName      string
	LoggedByName    string
	ConfirmedByName string
	DisputedByName  string
}

func (r namedMeeting) kept() KeptMeeting {
	row := r.Meeting
	kept := KeptMeeting{MentorName: r.MentorName, LoggedByName: r.LoggedByName, ConfirmedByName: r.ConfirmedByName, Meeting: Meeting{
		ID: row.ID, Person: row.PersonID, Mentor: row.MentorID, MetOn: row.MetOn, Topics: row.Topics, Agreed: row.Agreed,
		NextOn: row.NextOn, LoggedBy: row.LoggedBy, LoggedAt: row.CreatedAt, Dispute: row.Dispute, DisputedBy: given(row.DisputedBy),
		DisputedAt: given(row.DisputedAt), EditedAt: given(row.EditedAt), Version: row.Version,
	}}
	kept.DisputedByName = r.DisputedByName
	if row.Minutes != nil {
		kept.Minutes = *row.Minutes
	}
	if row.ConfirmedBy != nil && row.ConfirmedAt != nil {
		kept.ConfirmedBy, kept.ConfirmedAt = *row.ConfirmedBy, *row.ConfirmedAt
	}
	return kept
}

// meetingSorts are the sorts of a person's meetings, the default first, and what they sort by.
var (
	meetingSorts   = []string{"metOn", "createdAt"}
	meetingColumns = map[string]string{"metOn": "mentoring_meetings.met_on", "createdAt": "mentoring_meetings.created_at"}
)

func (s store) namedMeetings(ctx context.Context) *gorm.DB {
	return s.db.Conn(ctx).Table("mentoring_meetings").Select(`mentoring_meetings.*, mentor.name AS mentor_name, logger.name AS logged_by_name,
			COALESCE(confirmer.name, '') AS confirmed_by_name, COALESCE(disputer.name, '') AS disputed_by_name`).
		Joins("JOIN people mentor ON mentor.id = mentoring_meetings.mentor_id").
		Joins("JOIN people logger ON logger.id = mentoring_meetings.logged_by").
		Joins("LEFT JOIN people confirmer ON confirmer.id = mentoring_meetings.confirmed_by").
		Joins("LEFT JOIN people disputer ON disputer.id = mentoring_meetings.disputed_by")
}

// meetings lists a person's meetings: one query to count, one for the page.
func (s store) meetings(ctx context.Context, person uuid.UUID, asked page.Request) ([]KeptMeeting, int, error) {
	var total int64
	if err := s.db.Conn(ctx).Model(&meetingRow{}).Where("person_id = ?", person).Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "mentoring meeting")
	}
	var rows []namedMeeting
	err := s.namedMeetings(ctx).Where("mentoring_meetings.person_id = ?", person).
		Order(asked.Order(meetingColumns, "mentoring_meetings.id")).Limit(asked.Limit).Offset(asked.Offset).Find(&rows).Error
	found := make([]KeptMeeting, len(rows))
	for i, row := range rows {
		found[i] = row.kept()
	}
	return found, int(total), database.Wrap(err, "mentoring meeting")
}

// meeting gives a meeting of a person within the scopes.
func (s store) meeting(ctx context.Context, in access.Scopes, id uuid.UUID) (KeptMeeting, error) {
	condition, args := in.People("mentoring_meetings.person_id")
	var row namedMeeting
	err := s.namedMeetings(ctx).Where("mentoring_meetings.id = ?", id).Where(condition, args...).Take(&row).Error
	return row.kept(), database.Wrap(err, "mentoring meeting")
}

func (s store) addMeeting(ctx context.Context, organisation uuid.UUID, m Meeting) error {
	row := meetingRow{
		ID: m.ID, OrganisationID: organisation, PersonID: m.Person, MentorID: m.Mentor, MetOn: m.MetOn, Topics: m.Topics, Agreed: m.Agreed,
		NextOn: m.NextOn, LoggedBy: m.LoggedBy, Version: m.Version, CreatedAt: m.LoggedAt,
	}
	if m.Minutes > 0 {
		row.Minutes = &m.Minutes
	}
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "mentoring meeting")
}

// confirmMeeting keeps the confirmation of a meeting that is still as it was read.
func (s store) confirmMeeting(ctx context.Context, m Meeting) error {
	return database.Changed(s.db.Conn(ctx).Model(&meetingRow{}).Where("id = ? AND version = ?", m.ID, m.Version).
		Updates(map[string]any{"confirmed_by": m.ConfirmedBy, "confirmed_at": m.ConfirmedAt, "version": m.Version + 1}), "meeting")
}

// editMeeting keeps a meeting as it was edited, if it is still as it was read.
func (s store) editMeeting(ctx context.Context, m Meeting) error {
	var minutes *int
	if m.Minutes > 0 {
		minutes = &m.Minutes
	}
	return database.Changed(s.db.Conn(ctx).Model(&meetingRow{}).Where("id = ? AND version = ? AND confirmed_by IS NULL", m.ID, m.Version).
		Updates(map[string]any{
			"met_on": m.MetOn, "minutes": minutes, "topics": m.Topics, "agreed": m.Agreed, "next_on": m.NextOn, "edited_at": m.EditedAt,
			"version": m.Version + 1,
		}), "meeting")
}

// disputeMeeting keeps what the other side says was not so, of a meeting that is still as it was read.
func (s store) disputeMeeting(ctx context.Context, m Meeting) error {
	return database.Changed(s.db.Conn(ctx).Model(&meetingRow{}).Where("id = ? AND version = ? AND confirmed_by IS NULL", m.ID, m.Version).
		Updates(map[string]any{"dispute": m.Dispute, "disputed_by": m.DisputedBy, "disputed_at": m.DisputedAt, "version": m.Version + 1}), "meeting")
}

// allMeetings reads the days of a person's meetings and whether they were confirmed, for the sum of them.
func (s store) allMeetings(ctx context.Context, person uuid.UUID) ([]Meeting, error) {
	var rows []meetingRow
	err := s.db.Conn(ctx).Select("id, met_on, confirmed_by").Where("person_id = ?", person).Order("met_on, id").Find(&rows).Error
	all := make([]Meeting, len(rows))
	for i, row := range rows {
		all[i] = Meeting{ID: row.ID, MetOn: row.MetOn, ConfirmedBy: given(row.ConfirmedBy)}
	}
	return all, database.Wrap(err, "mentoring meeting")
}
