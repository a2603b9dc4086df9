package pack

import (
	"context"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/freshness"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

// records are a person's portfolio as its tables have it, read with a fixed number of queries.
type records struct {
	organisation string
	person       string
	role         *roleRow
	frameworks   []Framework
	// required says how important a statement is to the role that counts.
	required   map[uuid.UUID]string
	statements []Statement
	claims     []claimRow
	steps      map[uuid.UUID][]Step
	rests      map[uuid.UUID][]uuid.UUID
	former     map[uuid.UUID][]FormerReview
	// talk is what was said about each claim, as far as who freezes it takes part; rules are the organisation's of freshness.
	talk     map[uuid.UUID][]Message
	rules    freshness.Rules
	evidence []evidenceRow
	files    map[uuid.UUID][]fileRow
	links    map[uuid.UUID][]Link
}

type roleRow struct {
	ID       uuid.UUID
	Title    string
	Band     string
	StartsOn calendar.Date
}

type claimRow struct {
	ID uuid.UUID
	// StatementID is nil for a claim on a criterion.
	StatementID    *uuid.UUID
	CriterionID    *uuid.UUID
	Criterion      string
	CriterionGroup string
	CriterionRole  string
	State          string
	ApprovedLevel  *int
	Explanation    string
	SelfJudgement  *string
	SelfReason     string
	DecidedAt      *time.Time
	// Newest is the last day of the newest evidence with which the claim was submitted.
	Newest calendar.Date
}

// about gives what is claimed, a statement or a criterion.
func (c claimRow) about() uuid.UUID {
	if c.StatementID != nil {
		return *c.StatementID
	}
	return *c.CriterionID
}

type evidenceRow struct {
	ID         uuid.UUID
	Title      string
	Kind       string
	WhatIDid   string `gorm:"column:what_i_did"`
	Reflection string
	HappenedOn calendar.Date
	// HappenedUntil is the last day of what lasted longer than one.
	HappenedUntil calendar.Date
	Showcased     bool
}

type fileRow struct {
	EvidenceID uuid.UUID
	ID         uuid.UUID
	SHA256     string `gorm:"column:sha256"`
	Name       string
	MediaType  string
	Size       int64
}

// person is CodeNotFound unless the person is within both scopes.
func (s store) person(ctx context.Context, in, content access.Scopes, id uuid.UUID) (Person, error) {
	within, args := in.People("people.id")
	readable, readableArgs := content.People("people.id")
	var p Person
	err := s.db.Conn(ctx).Table("people").Select("people.id, people.name").Where("people.id = ?", id).Where(within, args...).
		Where(readable, readableArgs...).Take(&p).Error
	return p, database.Wrap(err, "person")
}

// records reads the portfolio of a person who is within reach. roleID is the role whose requirements count; without one it
// is the role of the appointment today.
func (s store) records(ctx context.Context, organisationID, personID, roleID uuid.UUID, today calendar.Date) (records, error) {
	r := records{required: map[uuid.UUID]string{}}
	read := []func() error{
		func() error { return s.names(ctx, &r, organisationID, personID) },
		func() error { return s.role(ctx, &r, personID, today) },
		func() error {
			if roleID == uuid.Nil && r.role != nil {
				roleID = r.role.ID
			}
			return s.requirements(ctx, &r, organisationID, roleID)
		},
		func() error { return s.claimsOf(ctx, &r, personID) },
		func() error { return s.statementsOf(ctx, &r, organisationID) },
		func() error { return s.evidenceOf(ctx, &r, personID) },
	}
	for _, step := range read {
		if err := step(); err != nil {
			return records{}, err
		}
	}
	return r, nil
}

func (s store) names(ctx context.Context, r *records, organisationID, personID uuid.UUID) error {
	var row struct{ Organisation, Person string }
	err := s.db.Conn(ctx).Table("people").Select("organisations.name AS organisation, people.name AS person").
		Joins("JOIN organisations ON organisations.id = people.organisation_id").
		Where("people.id = ? AND people.organisation_id = ?", personID, organisationID).Take(&row).Error
	r.organisation, r.person = row.Organisation, row.Person
	return database.Wrap(err, "person")
}

func (s store) role(ctx context.Context, r *records, personID uuid.UUID, today calendar.Date) error {
	var rows []roleRow
	err := s.db.Conn(ctx).Table("appointments").Select("roles.id, roles.title, COALESCE(appointments.band, '') AS band, appointments.starts_on").
		Joins("JOIN roles ON roles.id = appointments.role_id").
		Where("appointments.person_id = ? AND appointments.starts_on <= ?", personID, today).
		Where("(appointments.ends_on IS NULL OR appointments.ends_on >= ?)", today).
		Order("appointments.starts_on DESC, appointments.id").Limit(1).Find(&rows).Error
	if len(rows) > 0 {
		r.role = &rows[0]
	}
	return database.Wrap(err, "appointment")
}

func (s store) requirements(ctx context.Context, r *records, organisationID, roleID uuid.UUID) error {
	var rows []struct {
		StatementID uuid.UUID
		Importance  string
	}
	err := s.db.Conn(ctx).Table("organisation_requirements").Select("statement_id, importance").
		Where("organisation_id = ? AND role_id = ? AND statement_id IS NOT NULL", organisationID, roleID).Find(&rows).Error
	for _, row := range rows {
		if r.required[row.StatementID] != "essential" {
			r.required[row.StatementID] = row.Importance
		}
	}
	return database.Wrap(err, "requirement")
}

func (s store) claimsOf(ctx context.Context, r *records, personID uuid.UUID) error {
	err := s.db.Conn(ctx).Table("claims").Select(`id, statement_id, criterion_id, criterion, criterion_group, criterion_role, state, approved_level,
			explanation, self_judgement, self_reason, decided_at, (SELECT MAX(COALESCE(shown.happened_until, shown.happened_on))
				FROM claim_evidence behind JOIN evidence shown ON shown.id = behind.evidence_id
				WHERE behind.claim_id = claims.id AND behind.submitted_version IS NOT NULL) AS newest`).
		Where("person_id = ?", personID).
		Where("(state <> 'withdrawn' OR submitted_at IS NOT NULL)").Order("created_at DESC, id").Find(&r.claims).Error
	if err != nil || len(r.claims) == 0 {
		return database.Wrap(err, "claim")
	}
	ids := make([]uuid.UUID, len(r.claims))
	for i, c := range r.claims {
		ids[i] = c.ID
	}
	var steps []struct {
		ClaimID uuid.UUID
		At      time.Time
		Name    string
		ToState string
		Level   *int
		Reason  string
	}
	err = s.db.Conn(ctx).Table("claim_events").Select("claim_events.claim_id, claim_events.at, people.name, claim_events.to_state, claim_events.level, claim_events.reason").
		Joins("JOIN people ON people.id = claim_events.by_id").Where("claim_events.claim_id IN ?", ids).
		Order("claim_events.claim_id, claim_events.claim_version").Find(&steps).Error
	if err != nil {
		return database.Wrap(err, "claim")
	}
	r.steps = map[uuid.UUID][]Step{}
	for _, step := range steps {
		made := Step{At: step.At.UTC(), By: step.Name, State: step.ToState, Reason: step.Reason}
		if step.Level != nil {
			made.Level = *step.Level
		}
		r.steps[step.ClaimID] = append(r.steps[step.ClaimID], made)
	}
	var rests []struct{ ClaimID, EvidenceID uuid.UUID }
	err = s.db.Conn(ctx).Table("claim_evidence").Select("claim_id, evidence_id").Where("claim_id IN ?", ids).Order("claim_id, position").Find(&rests).Error
	if err != nil {
		return database.Wrap(err, "claim")
	}
	r.rests = map[uuid.UUID][]uuid.UUID{}
	for _, row := range rests {
		r.rests[row.ClaimID] = append(r.rests[row.ClaimID], row.EvidenceID)
	}
	r.former, err = s.formerOf(ctx, ids)
	return err
}

// criteria reads the criteria of the person specifications that an organisation reads, as it reads them.
func (s store) criteria(ctx context.Context, organisationID uuid.UUID) ([]criterionRow, error) {
	var rows []criterionRow
	err := s.db.Conn(ctx).Table("role_criteria").
		Select("role_criteria.id, roles.title AS role, role_criteria.group_name, COALESCE(NULLIF(role_criteria.corrected, ''), role_criteria.criterion) AS text").
		Joins("JOIN roles ON roles.id = role_criteria.role_id").
		Where("roles.organisation_id IS NULL OR roles.organisation_id = ?", organisationID).Order("role_criteria.id").Find(&rows).Error
	return rows, database.Wrap(err, "criterion")
}

// talkOf reads the conversations on a person's claims.
func (s store) talkOf(ctx context.Context, personID uuid.UUID) (map[uuid.UUID][]Message, error) {
	var rows []struct {
		ClaimID uuid.UUID
		At      time.Time
		Name    string
		Text    string
	}
	err := s.db.Conn(ctx).Table("claim_messages").Select("claim_messages.claim_id, claim_messages.at, people.name, claim_messages.text").
		Joins("JOIN people ON people.id = claim_messages.by_id").Joins("JOIN claims ON claims.id = claim_messages.claim_id").
		Where("claims.person_id = ?", personID).Order("claim_messages.at, claim_messages.id").Find(&rows).Error
	talk := map[uuid.UUID][]Message{}
	for _, row := range rows {
		talk[row.ClaimID] = append(talk[row.ClaimID], Message{row.At.UTC(), row.Name, row.Text})
	}
	return talk, database.Wrap(err, "message")
}

// reaches reports whether a person is within scopes.
func (s store) reaches(ctx context.Context, in access.Scopes, personID uuid.UUID) (bool, error) {
	within, args := in.People("people.id")
	var n int64
	err := s.db.Conn(ctx).Table("people").Where("people.id = ?", personID).Where(within, args...).Count(&n).Error
	return n > 0, database.Wrap(err, "person")
}

// sealed reports whether an approval of a person that was given by a moment waits for a second assessor who may be by.
func (s store) sealed(ctx context.Context, by access.Actor, personID uuid.UUID, until time.Time) (bool, error) {
	within, args := by.Scopes(permissionModerate).People("moderations.person_id")
	var n int64
	err := s.db.Conn(ctx).Table("moderations").Where(within, args...).
		Where("moderations.person_id = ? AND moderations.state = 'waiting' AND moderations.approved_at <= ?", personID, until).
		Where("moderations.person_id <> ? AND moderations.assessor_id <> ?", by.PersonID, by.PersonID).Count(&n).Error
	return n > 0, database.Wrap(err, "approval")
}

// statementsOf reads the statements of the organisation's frameworks in their order.
func (s store) statementsOf(ctx context.Context, r *records, organisationID uuid.UUID) error {
	err := s.db.Conn(ctx).Table("organisation_statements").Select("id, framework_id, code, skill, aspect, level, text").
		Where("organisation_id = ?", organisationID).Order("code, level, ordinal").Find(&r.statements).Error
	if err != nil {
		return database.Wrap(err, "statement")
	}
	return database.Wrap(s.db.Conn(ctx).Table("frameworks").Select("id, title").Order("title, id").Find(&r.frameworks).Error, "framework")
}

func (s store) evidenceOf(ctx context.Context, r *records, personID uuid.UUID) error {
	err := s.db.Conn(ctx).Table("evidence").Select(`id, title, kind, what_i_did, reflection, happened_on,
			happened_until, CASE WHEN showcase_position IS NULL THEN FALSE ELSE TRUE END AS showcased`).
		Where("person_id = ?", personID).Order("COALESCE(showcase_position, 0), happened_on DESC, created_at DESC, id").Find(&r.evidence).Error
	if err != nil || len(r.evidence) == 0 {
		return database.Wrap(err, "piece of evidence")
	}
	ids := make([]uuid.UUID, len(r.evidence))
	for i, e := range r.evidence {
		ids[i] = e.ID
	}
	var files []fileRow
	err = s.db.Conn(ctx).Table("evidence_files").Select("evidence_files.evidence_id, files.id, files.sha256, files.name, files.media_type, files.size").
		Joins("JOIN files ON files.id = evidence_files.file_id").Where("evidence_files.evidence_id IN ?", ids).
		Order("evidence_files.evidence_id, evidence_files.position").Find(&files).Error
	if err != nil {
		return database.Wrap(err, "file")
	}
	r.files = map[uuid.UUID][]fileRow{}
	for _, f := range files {
		r.files[f.EvidenceID] = append(r.files[f.EvidenceID], f)
	}
	var links []struct {
		EvidenceID uuid.UUID
		Title      string
		URL        string
	}
	err = s.db.Conn(ctx).Table("evidence_links").Select("evidence_id, title, url").Where("evidence_id IN ?", ids).Order("evidence_id, position").Find(&links).Error
	r.links = map[uuid.UUID][]Link{}
	for _, l := range links {
		r.links[l.EvidenceID] = append(r.links[l.EvidenceID], Link{l.Title, l.URL})
	}
	return database.Wrap(err, "link")
}

// roleThere is CodeNotFound unless the organisation has requirements of the role.
func (s store) roleThere(ctx context.Context, organisationID, roleID uuid.UUID) error {
	var found struct{ RoleID uuid.UUID }
	err := s.db.Conn(ctx).Table("organisation_requirements").Select("role_id").
		Where("organisation_id = ? AND role_id = ?", organisationID, roleID).Limit(1).Take(&found).Error
	return database.Wrap(err, "role")
}
