package training

import (
	"context"
	"database/sql"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

type recordRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	PathwayID      uuid.UUID
	Milestone      MilestoneKey
	State          string
	StartedOn      calendar.Date
	CompletedOn    calendar.Date
	Result         string
	Note           string
	CertificateID  *uuid.UUID
	RecordedBy     uuid.UUID
	RecordedOn     calendar.Date
	DecidedBy      *uuid.UUID
	DecidedFor     uuid.NullUUID
	DecidedAs      string
	DecidedOn      calendar.Date
	Reason         string
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (recordRow) TableName() string { return "milestone_records" }

// The states of a record as the table and the API write them.
const (
	stateRecorded  = "recorded"
	stateSignedOff = "signed_off"
	stateReturned  = "returned"
)

func (r recordRow) record() Record {
	record := Record{
		ID: r.ID, Milestone: r.Milestone, StartedOn: r.StartedOn, CompletedOn: r.CompletedOn, Result: r.Result, Note: r.Note,
		RecordedBy: r.RecordedBy, RecordedOn: r.RecordedOn, Version: r.Version,
	}
	if r.CertificateID != nil {
		record.Certificate = *r.CertificateID
	}
	if r.DecidedBy != nil {
		record.SignOff = &SignOff{By: *r.DecidedBy, For: r.DecidedFor.UUID, On: r.DecidedOn, Decision: DecisionSignedOff, Reason: r.Reason}
		if r.State == stateReturned {
			record.SignOff.Decision = DecisionReturned
		}
		// A name that the table's CHECK lets in is one that reads.
		_ = record.SignOff.As.UnmarshalText([]byte(r.DecidedAs))
	}
	return record
}

type pauseRow struct {
	ID               uuid.UUID
	OrganisationID   uuid.UUID
	PersonID         uuid.UUID
	Reason           string
	Note             string
	StartsOn         calendar.Date
	EndsOn           calendar.Date
	RecordedBy       uuid.UUID
	WithdrawnOn      calendar.Date
	WithdrawnBy      *uuid.UUID
	WithdrawalReason string
	Version          int
	CreatedAt        time.Time
	UpdatedAt        time.Time
}

func (pauseRow) TableName() string { return "pauses" }

func (r pauseRow) pause() Pause {
	p := Pause{ID: r.ID, Span: calendar.Span{From: r.StartsOn, To: r.EndsOn}, Note: r.Note, Version: r.Version}
	_ = p.Reason.UnmarshalText([]byte(r.Reason)) // as for a record's signatory
	p.Withdrawal = withdrawal(r.WithdrawnBy, r.WithdrawnOn, r.WithdrawalReason)
	return p
}

// withdrawal gives what three columns say of something that was taken back, nil while it was not.
func withdrawal(by *uuid.UUID, on calendar.Date, reason string) *Withdrawal {
	if by == nil {
		return nil
	}
	return &Withdrawal{By: *by, On: on, Reason: reason}
}

type exemptionRow struct {
	ID               uuid.UUID
	OrganisationID   uuid.UUID
	PersonID         uuid.UUID
	PathwayID        uuid.UUID
	Milestone        MilestoneKey
	Reason           string
	ExemptedBy       uuid.UUID
	ExemptedOn       calendar.Date
	WithdrawnOn      calendar.Date
	WithdrawnBy      *uuid.UUID
	WithdrawalReason string
	Version          int
	CreatedAt        time.Time
}

func (exemptionRow) TableName() string { return "exemptions" }

type attemptRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	PathwayID      uuid.UUID
	Milestone      MilestoneKey
	SatOn          calendar.Date
	ResultsOn      calendar.Date
	SittingID      *uuid.UUID
	LetterID       *uuid.UUID
	RecordedBy     uuid.UUID
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (attemptRow) TableName() string { return "attempts" }

type paperRow struct {
	AttemptID      uuid.UUID
	Paper          PaperKey
	Ordinal        int
	Outcome        string
	MarkHundredths *int
}

func (paperRow) TableName() string { return "attempt_papers" }

// awaited is a paper's outcome, as the table and the API write it, while its result is not there.
const awaited = "awaited"

// within gives the condition under which a row is about people that are read, for the column with their identifiers.
type within func(column string) (string, []any)

// workingInScope leaves out those who left before today.
func workingInScope(in access.Scopes, today calendar.Date) within {
	return func(column string) (string, []any) {
		condition, args := in.People(column)
		return condition + " AND " + column + " IN (SELECT id FROM people WHERE left_on IS NULL OR left_on >= ?)", append(args, today)
	}
}

// awardedInScope leaves out, besides, those who hold no award.
func awardedInScope(in access.Scopes, today calendar.Date) within {
	working := workingInScope(in, today)
	return func(column string) (string, []any) {
		condition, args := working(column)
		return condition + " AND " + column + " IN (SELECT holders.person_id FROM awards holders WHERE holders.organisation_id = ?)", append(args, in.OrganisationID)
	}
}

func onlyOf(person uuid.UUID) within {
	return func(column string) (string, []any) { return column + " = ?", []any{person} }
}

// careers reads everything recorded about people that their dates depend on: ten queries, however many people there are.
func (s store) careers(ctx context.Context, r roads, who within, today calendar.Date) ([]career, error) {
	posts, err := s.posts(ctx, who)
	if err != nil {
		return nil, err
	}
	awards, err := s.awards(ctx, who)
	if err != nil {
		return nil, err
	}
	places, err := s.places(ctx, who)
	if err != nil {
		return nil, err
	}
	var all []career
	index := map[uuid.UUID]int{}
	for first := 0; first < len(posts); {
		last := first
		for last < len(posts) && posts[last].PersonID == posts[first].PersonID {
			last++
		}
		person := posts[first].PersonID
		index[person] = len(all)
		all = append(all, r.careerOf(person, posts[first:last], awards[person], places[person], today))
		first = last
	}
	of := func(person, pathway uuid.UUID) []*Facts {
		i, known := index[person]
		if !known {
			return nil
		}
		return all[i].factsOn(pathway)
	}
	for _, read := range []func(context.Context, within, func(person, pathway uuid.UUID) []*Facts) error{
		s.readRecords, s.readAttempts, s.readPauses, s.readExemptions, s.readLogBooks, s.readExtensions, s.readChoices,
	} {
		if err := read(ctx, who, of); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// factsOn gives the facts that a row about a pathway belongs to: of leave, which is about none in particular, those on every
// pathway of the person.
func (c *career) factsOn(pathway uuid.UUID) []*Facts {
	var found []*Facts
	if c.road != nil && (pathway == uuid.Nil || pathway == c.road.ID) {
		found = append(found, &c.facts)
	}
	for i := range c.further {
		if pathway == uuid.Nil || pathway == c.further[i].road.ID {
			found = append(found, &c.further[i].facts)
		}
	}
	return found
}

// career reads everything recorded about one person, who may have no appointment.
func (s store) career(ctx context.Context, r roads, person uuid.UUID, today calendar.Date) (career, error) {
	all, err := s.careers(ctx, r, onlyOf(person), today)
	if err != nil || len(all) == 0 {
		return career{person: person, facts: Facts{Person: person}}, err
	}
	c := all[0]
	if len(c.facts.Attempts) == 0 {
		return c, nil
	}
	// Corrections move no date: only the person's own pages show them.
	err = s.readCorrections(ctx, onlyOf(person), func(_, pathway uuid.UUID) []*Facts { return c.factsOn(pathway) })
	return c, err
}

// about begins a query on a table's rows about people.
func (s store) about(ctx context.Context, table string, who within) *gorm.DB {
	condition, args := who(table + ".person_id")
	return s.db.Conn(ctx).Table(table).Where(condition, args...)
}

func (s store) awards(ctx context.Context, who within) (map[uuid.UUID][]Award, error) {
	var rows []struct {
		PersonID  uuid.UUID
		Kind      AwardKind
		AwardedOn calendar.Date
	}
	err := s.about(ctx, "awards", who).Select("person_id, kind, awarded_on").Order("awarded_on, id").Find(&rows).Error
	found := map[uuid.UUID][]Award{}
	for _, row := range rows {
		found[row.PersonID] = append(found[row.PersonID], Award{Kind: row.Kind, On: row.AwardedOn})
	}
	return found, database.Wrap(err, "award")
}

// each reads the rows of a query one by one. Where many people have many rows it takes a third of the time of filling structs by
// reflection.
func each(query *gorm.DB, noun string, read func(rows *sql.Rows) error) error {
	rows, err := query.Rows()
	if err != nil {
		return database.Wrap(err, noun)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := read(rows); err != nil {
			return database.Wrap(err, noun)
		}
	}
	return database.Wrap(rows.Err(), noun)
}

func (s store) posts(ctx context.Context, who within) ([]post, error) {
	var posts []post
	query := s.about(ctx, "appointments", who).
		Select("appointments.person_id, appointments.role_id, appointments.starts_on, appointments.ends_on, appointments.wte_hundredths").
		Order("appointments.person_id, appointments.starts_on, appointments.id")
	err := each(query, "appointment", func(rows *sql.Rows) error {
		var p post
		err := rows.Scan(&p.PersonID, &p.RoleID, &p.StartsOn, &p.EndsOn, &p.WteHundredths)
		posts = append(posts, p)
		return err
	})
	return posts, err
}

func (s store) readRecords(ctx context.Context, who within, of func(person, pathway uuid.UUID) []*Facts) error {
	query := s.about(ctx, "milestone_records", who).
		Select("id, person_id, pathway_id, milestone, state, started_on, completed_on, result, note, certificate_id, recorded_by, recorded_on, decided_by, decided_for, decided_as, decided_on, reason, version").
		Order("created_at, id")
	return each(query, "milestone record", func(rows *sql.Rows) error {
		var r recordRow
		err := rows.Scan(&r.ID, &r.PersonID, &r.PathwayID, &r.Milestone, &r.State, &r.StartedOn, &r.CompletedOn, &r.Result, &r.Note, &r.CertificateID,
			&r.RecordedBy, &r.RecordedOn, &r.DecidedBy, &r.DecidedFor, &r.DecidedAs, &r.DecidedOn, &r.Reason, &r.Version)
		if err != nil {
			return err
		}
		for _, f := range of(r.PersonID, r.PathwayID) {
			f.Records = append(f.Records, r.record())
		}
		return nil
	})
}

func (s store) readAttempts(ctx context.Context, who within, of func(person, pathway uuid.UUID) []*Facts) error {
	query := s.about(ctx, "attempts", who).
		Select(`attempts.id, attempts.person_id, attempts.pathway_id, attempts.milestone, attempts.sat_on, attempts.results_on, attempts.sitting_id,
			attempts.letter_id, attempts.recorded_by, attempts.version, attempt_papers.paper, attempt_papers.outcome, attempt_papers.mark_hundredths`).
		Joins("JOIN attempt_papers ON attempt_papers.attempt_id = attempts.id").Order("attempts.sat_on, attempts.id, attempt_papers.ordinal")
	return each(query, "attempt", func(rows *sql.Rows) error {
		var attempt attemptRow
		var paper paperRow
		err := rows.Scan(&attempt.ID, &attempt.PersonID, &attempt.PathwayID, &attempt.Milestone, &attempt.SatOn, &attempt.ResultsOn, &attempt.SittingID,
			&attempt.LetterID, &attempt.RecordedBy, &attempt.Version, &paper.Paper, &paper.Outcome, &paper.MarkHundredths)
		if err != nil {
			return err
		}
		for _, f := range of(attempt.PersonID, attempt.PathwayID) {
			if n := len(f.Attempts); n == 0 || f.Attempts[n-1].ID != attempt.ID {
				f.Attempts = append(f.Attempts, Attempt{
					ID: attempt.ID, Milestone: attempt.Milestone, SatOn: attempt.SatOn, ResultsOn: attempt.ResultsOn,
					Sitting: given(attempt.SittingID), Letter: given(attempt.LetterID), RecordedBy: attempt.RecordedBy, Version: attempt.Version,
				})
			}
			a := &f.Attempts[len(f.Attempts)-1]
			a.Papers = append(a.Papers, paper.Paper)
			if paper.Outcome != awaited {
				a.Results = append(a.Results, paper.result())
			}
		}
		return nil
	})
}

func (r paperRow) result() PaperResult {
	result := PaperResult{Paper: r.Paper}
	_ = result.Outcome.UnmarshalText([]byte(r.Outcome)) // as for a record's signatory
	if r.MarkHundredths != nil {
		mark := Mark(*r.MarkHundredths) / 100
		result.Mark = &mark
	}
	return result
}

func (s store) readPauses(ctx context.Context, who within, of func(person, pathway uuid.UUID) []*Facts) error {
	var rows []pauseRow
	err := s.about(ctx, "pauses", who).Order("starts_on, id").Find(&rows).Error
	for _, row := range rows {
		for _, f := range of(row.PersonID, uuid.Nil) {
			if pause := row.pause(); pause.Withdrawal == nil {
				f.Pauses = append(f.Pauses, pause)
			} else {
				f.Withdrawn = append(f.Withdrawn, pause)
			}
		}
	}
	return database.Wrap(err, "pause")
}

func (s store) readExemptions(ctx context.Context, who within, of func(person, pathway uuid.UUID) []*Facts) error {
	var rows []struct {
		Exemption exemptionRow `gorm:"embedded"`
		ByName    string
	}
	err := s.about(ctx, "exemptions", who).Select("exemptions.*, approver.name AS by_name").
		Joins("JOIN people approver ON approver.id = exemptions.exempted_by").Order("exemptions.created_at, exemptions.id").Find(&rows).Error
	for _, row := range rows {
		e := row.Exemption
		for _, f := range of(e.PersonID, e.PathwayID) {
			f.Exemptions = append(f.Exemptions, Exemption{
				ID: e.ID, Milestone: e.Milestone, Reason: e.Reason, By: e.ExemptedBy, ByName: row.ByName, On: e.ExemptedOn,
				Withdrawal: withdrawal(e.WithdrawnBy, e.WithdrawnOn, e.WithdrawalReason), Version: e.Version,
			})
		}
	}
	return database.Wrap(err, "exemption")
}
