package appraisal

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

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
