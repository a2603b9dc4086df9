package appraisal

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

type actionRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	MeetingID      uuid.UUID
	PersonID       uuid.UUID
	OwnerID        uuid.UUID
	Text           string
	DueOn          calendar.Date
	State          string
	Outcome        string
	EndedBy        *uuid.UUID
	EndedOn        calendar.Date
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (actionRow) TableName() string { return "appraisal_actions" }

// namedAction is an action with the names of those concerned, and who leads its meeting.
type namedAction struct {
	KeptAction
	lead uuid.UUID
}

func (s store) namedActions(ctx context.Context, narrow func(*gorm.DB) *gorm.DB) ([]namedAction, error) {
	var rows []struct {
		Action      actionRow `gorm:"embedded"`
		OwnerName   string
		EndedByName string
		LeadID      uuid.UUID
		Kind        string
		MeetingOn   calendar.Date
	}
	err := narrow(s.db.Conn(ctx).Table("appraisal_actions").Select(`appraisal_actions.*, owner.name AS owner_name,
			COALESCE(ender.name, '') AS ended_by_name, appraisal_meetings.lead_id, appraisal_meetings.kind,
			COALESCE(appraisal_meetings.held_on, appraisal_meetings.planned_on) AS meeting_on`).
		Joins("JOIN appraisal_meetings ON appraisal_meetings.id = appraisal_actions.meeting_id").
		Joins("JOIN people owner ON owner.id = appraisal_actions.owner_id").
		Joins("LEFT JOIN people ender ON ender.id = appraisal_actions.ended_by")).Find(&rows).Error
	all := make([]namedAction, len(rows))
	for i, r := range rows {
		a := r.Action
		all[i] = namedAction{lead: r.LeadID, KeptAction: KeptAction{
			Owner: Person{a.OwnerID, r.OwnerName}, Kind: parse[Kind](kindNames, r.Kind), MeetingOn: r.MeetingOn, EndedByName: r.EndedByName,
			Action: Action{
				ID: a.ID, MeetingID: a.MeetingID, PersonID: a.PersonID, OwnerID: a.OwnerID, Text: a.Text, DueOn: a.DueOn,
				State: parse[ActionState](actionNames, a.State), Outcome: a.Outcome, EndedBy: a.EndedBy, EndedOn: a.EndedOn, Version: a.Version,
			},
		}}
	}
	return all, database.Wrap(err, "action")
}

// actions gives the actions of a meeting by their dates.
func (s store) actions(ctx context.Context, meeting uuid.UUID) ([]namedAction, error) {
	return s.namedActions(ctx, func(q *gorm.DB) *gorm.DB {
		return q.Where("appraisal_actions.meeting_id = ?", meeting).Order("appraisal_actions.due_on, appraisal_actions.id")
	})
}

// actionsOf gives the actions that concern a person, in a state or in any, open ones first by their dates.
func (s store) actionsOf(ctx context.Context, person uuid.UUID, state ActionState) ([]namedAction, error) {
	return s.namedActions(ctx, func(q *gorm.DB) *gorm.DB {
		q = q.Where("appraisal_actions.person_id = ?", person)
		if state != 0 {
			q = q.Where("appraisal_actions.state = ?", state.String())
		}
		return q.Order("CASE appraisal_actions.state WHEN 'open' THEN 0 ELSE 1 END, appraisal_actions.due_on, appraisal_actions.id")
	})
}

func (s store) action(ctx context.Context, id uuid.UUID) (KeptAction, error) {
	found, err := s.namedActions(ctx, func(q *gorm.DB) *gorm.DB { return q.Where("appraisal_actions.id = ?", id) })
	if err != nil {
		return KeptAction{}, err
	}
	if len(found) == 0 {
		return KeptAction{}, database.Wrap(gorm.ErrRecordNotFound, "action")
	}
	return found[0].KeptAction, nil
}

func (s store) addAction(ctx context.Context, organisation uuid.UUID, a Action, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&actionRow{
		ID: a.ID, OrganisationID: organisation, MeetingID: a.MeetingID, PersonID: a.PersonID, OwnerID: a.OwnerID, Text: a.Text, DueOn: a.DueOn,
		State: a.State.String(), Version: a.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "action")
}

// saveAction keeps an action that was ended; its version is one more than the one that was read.
func (s store) saveAction(ctx context.Context, a Action, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&actionRow{}).Where("id = ? AND version = ?", a.ID, a.Version-1).Updates(map[string]any{
		"state": a.State.String(), "outcome": a.Outcome, "ended_by": a.EndedBy, "ended_on": a.EndedOn, "version": a.Version, "updated_at": now,
	}), "action")
}

// cycles gives an organisation's rules by their days.
func (s store) cycles(ctx context.Context, organisation uuid.UUID) ([]Cycle, error) {
	var all []Cycle
	err := s.db.Conn(ctx).Table("appraisal_cycles").Select(`appraisal_cycles.starts_on, appraisal_cycles.every,
			appraisal_cycles.one_to_ones_every, appraisal_cycles.reason, people.name AS set_by`).
		Joins("JOIN people ON people.id = appraisal_cycles.set_by").
		Where("appraisal_cycles.organisation_id = ?", organisation).Order("appraisal_cycles.starts_on").Find(&all).Error
	return all, database.Wrap(err, "cycle")
}

func (s store) addCycle(ctx context.Context, by access.Actor, id uuid.UUID, c Cycle, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Table("appraisal_cycles").Create(map[string]any{
		"id": id, "organisation_id": by.OrganisationID, "starts_on": c.StartsOn, "every": c.Every, "one_to_ones_every": c.OneToOnesEvery,
		"reason": c.Reason, "set_by": by.PersonID, "created_at": now,
	}).Error, "cycle")
}

// standing is what a person's place in the cycle is reckoned from.
type standing struct {
	ID             uuid.UUID
	Name           string
	TeamName       string
	AppointedOn    calendar.Date
	LastAppraisal  calendar.Date
	NextAppraisal  calendar.Date
	LastOneToOne   calendar.Date
	NextOneToOne   calendar.Date
	OpenActions    int
	OverdueActions int
}

// due reckons both kinds of meeting, the appraisal first. An appraisal is a one-to-one too.
func (p standing) due(c Cycle, today calendar.Date) []Due {
	lastTalk, nextTalk := calendar.Later(p.LastOneToOne, p.LastAppraisal), p.NextOneToOne
	if nextTalk.IsZero() || !p.NextAppraisal.IsZero() && p.NextAppraisal.Before(nextTalk) {
		nextTalk = p.NextAppraisal
	}
	return []Due{
		c.dueOf(Appraisal, p.AppointedOn, p.LastAppraisal, p.NextAppraisal, today),
		c.dueOf(OneToOne, p.AppointedOn, lastTalk, nextTalk, today),
	}
}

// standings reads, in one query, what the cycle is reckoned from for those who are appointed today.
func (s store) standings(ctx context.Context, today calendar.Date) *gorm.DB {
	of := func(value, kind, state string) string {
		return `(SELECT ` + value + ` FROM appraisal_meetings WHERE appraisal_meetings.person_id = people.id
			AND appraisal_meetings.kind = '` + kind + `' AND appraisal_meetings.state ` + state + `)`
	}
	return s.db.Conn(ctx).Table("people").Select(`people.id, people.name, MIN(teams.name) AS team_name,
			(SELECT MIN(first.starts_on) FROM appointments first WHERE first.person_id = people.id) AS appointed_on,
			`+of("MAX(held_on)", "appraisal", "IN ('held', 'acknowledged')")+` AS last_appraisal,
			`+of("MIN(planned_on)", "appraisal", "= 'planned'")+` AS next_appraisal,
			`+of("MAX(held_on)", "one_to_one", "IN ('held', 'acknowledged')")+` AS last_one_to_one,
			`+of("MIN(planned_on)", "one_to_one", "= 'planned'")+` AS next_one_to_one,
			(SELECT COUNT(*) FROM appraisal_actions WHERE appraisal_actions.person_id = people.id AND appraisal_actions.state = 'open') AS open_actions,
			(SELECT COUNT(*) FROM appraisal_actions WHERE appraisal_actions.person_id = people.id AND appraisal_actions.state = 'open'
				AND appraisal_actions.due_on < ?) AS overdue_actions`, today).
		Joins("JOIN appointments ON appointments.person_id = people.id AND appointments.starts_on <= ? AND (appointments.ends_on IS NULL OR appointments.ends_on >= ?)",
			today, today).
		Joins("JOIN teams ON teams.id = appointments.team_id").Group("people.id, people.name, people.name_folded")
}

// standing gives what the cycle is reckoned from for one person; nothing for somebody without a post.
func (s store) standing(ctx context.Context, person uuid.UUID, today calendar.Date) (standing, error) {
	var found []standing
	err := s.standings(ctx, today).Where("people.id = ?", person).Find(&found).Error
	if len(found) == 0 {
		return standing{ID: person}, database.Wrap(err, "person")
	}
	return found[0], database.Wrap(err, "person")
}

// people gives everybody within the scopes whom the filter names, by name.
func (s store) people(ctx context.Context, in access.Scopes, f Filter, today calendar.Date) ([]standing, error) {
	within, args := in.People("people.id")
	q := s.standings(ctx, today).Where(within, args...)
	if f.Query != "" {
		q = q.Where(`people.name_folded LIKE ? ESCAPE '\'`, fold.Like(f.Query))
	}
	if f.Team != nil {
		q = q.Where("teams.path LIKE (SELECT root.path || '%' FROM teams root WHERE root.id = ? AND root.organisation_id = ?)", *f.Team, in.OrganisationID)
	}
	var found []standing
	err := q.Order("people.name_folded, people.id").Find(&found).Error
	return found, database.Wrap(err, "person")
}
