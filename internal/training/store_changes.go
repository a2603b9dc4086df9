package training

import (
	"context"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
)

// subject is whose record a change belongs to.
type subject struct {
	organisation uuid.UUID
	person       uuid.UUID
	road         uuid.UUID
}

func (s store) addRecord(ctx context.Context, of subject, r Record, now time.Time) error {
	row := recordRow{
		ID: r.ID, OrganisationID: of.organisation, PersonID: of.person, PathwayID: of.road, Milestone: r.Milestone, State: stateRecorded,
		StartedOn: r.StartedOn, CompletedOn: r.CompletedOn, Result: r.Result, Note: r.Note, RecordedBy: r.RecordedBy,
		RecordedOn: r.RecordedOn, Version: r.Version, CreatedAt: now, UpdatedAt: now,
	}
	row.CertificateID = orNil(r.Certificate)
	return database.Wrap(s.db.Conn(ctx).Create(&row).Error, "milestone record")
}

// decide keeps the decision on a record that is still as it was read.
func (s store) decide(ctx context.Context, r Record, now time.Time) error {
	state := stateSignedOff
	if r.Returned() {
		state = stateReturned
	}
	return database.Changed(s.db.Conn(ctx).Model(&recordRow{}).Where("id = ? AND version = ? AND state = ?", r.ID, r.Version, stateRecorded).
		Updates(map[string]any{
			"state": state, "decided_by": r.SignOff.By, "decided_for": orNil(r.SignOff.For), "decided_as": r.SignOff.As.String(), "decided_on": r.SignOff.On,
			"reason": r.SignOff.Reason, "version": r.Version + 1, "updated_at": now,
		}), "record")
}

func (s store) addAttempt(ctx context.Context, of subject, a Attempt, now time.Time) error {
	row := attemptRow{
		ID: a.ID, OrganisationID: of.organisation, PersonID: of.person, PathwayID: of.road, Milestone: a.Milestone, SatOn: a.SatOn,
		ResultsOn: a.ResultsOn, SittingID: orNil(a.Sitting), LetterID: orNil(a.Letter), RecordedBy: a.RecordedBy, Version: a.Version,
		CreatedAt: now, UpdatedAt: now,
	}
	if err := s.db.Conn(ctx).Create(&row).Error; err != nil {
		return database.Wrap(err, "attempt on that day")
	}
	papers := paperRows(a)
	return database.Wrap(s.db.Conn(ctx).Create(&papers).Error, "paper")
}

// addResults keeps the results of an attempt that is still as it was read.
func (s store) addResults(ctx context.Context, a Attempt, now time.Time) error {
	result := s.db.Conn(ctx).Model(&attemptRow{}).Where("id = ? AND version = ?", a.ID, a.Version).
		Updates(map[string]any{"results_on": a.ResultsOn, "letter_id": orNil(a.Letter), "version": a.Version + 1, "updated_at": now})
	if err := database.Changed(result, "attempt"); err != nil {
		return err
	}
	for _, row := range paperRows(a) {
		result := s.db.Conn(ctx).Model(&paperRow{}).Where("attempt_id = ? AND paper = ?", row.AttemptID, row.Paper).
			Updates(map[string]any{"outcome": row.Outcome, "mark_hundredths": row.MarkHundredths})
		if err := database.Changed(result, "attempt"); err != nil {
			return err
		}
	}
	return nil
}

func paperRows(a Attempt) []paperRow {
	var rows []paperRow
	for i, key := range a.Papers {
		row := paperRow{AttemptID: a.ID, Paper: key, Ordinal: i + 1, Outcome: awaited}
		if result, ok := a.Result(key); ok {
			row.Outcome = result.Outcome.String()
			if result.Mark != nil {
				hundredths := result.Mark.hundredths()
				row.MarkHundredths = &hundredths
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// hundredths gives the mark as it is stored.
func (m Mark) hundredths() int { return int(math.Round(float64(m) * 100)) }

func (s store) addPause(ctx context.Context, of subject, p Pause, by uuid.UUID, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&pauseRow{
		ID: p.ID, OrganisationID: of.organisation, PersonID: of.person, Reason: p.Reason.String(), Note: p.Note, StartsOn: p.From, EndsOn: p.To,
		RecordedBy: by, Version: p.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "pause")
}

// endPause keeps the last day of leave that is still as it was read.
func (s store) endPause(ctx context.Context, p Pause, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&pauseRow{}).Where("id = ? AND version = ?", p.ID, p.Version).
		Updates(map[string]any{"ends_on": p.To, "version": p.Version + 1, "updated_at": now}), "pause")
}

func (s store) addExemption(ctx context.Context, of subject, e Exemption, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&exemptionRow{
		ID: e.ID, OrganisationID: of.organisation, PersonID: of.person, PathwayID: of.road, Milestone: e.Milestone, Reason: e.Reason,
		ExemptedBy: e.By, ExemptedOn: e.On, Version: e.Version, CreatedAt: now,
	}).Error, "exemption")
}

// owner gives whose a row of one of training's tables is, if that person is within the scopes; else it is CodeNotFound.
func (s store) owner(ctx context.Context, table, thing string, in access.Scopes, id uuid.UUID) (uuid.UUID, error) {
	if !slices.Contains([]string{
		"milestone_records", "attempts", "pauses", "mentoring_meetings", "exemptions", "milestone_extensions", "sitting_choices", "professional_memberships",
		"log_book_entries",
	}, table) {
		return uuid.Nil, apperr.NotFound(thing)
	}
	condition, args := in.People(table + ".person_id")
	var found struct{ PersonID uuid.UUID }
	err := s.db.Conn(ctx).Table(table).Select("person_id").Where(table+".id = ?", id).Where(condition, args...).Take(&found).Error
	return found.PersonID, database.Wrap(err, thing)
}

// orNil gives an identifier for an optional column.
func orNil(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
