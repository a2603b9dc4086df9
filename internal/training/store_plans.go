package training

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
)

type extensionRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	PathwayID      uuid.UUID
	Milestone      MilestoneKey
	WasDueOn       calendar.Date
	DueOn          calendar.Date
	Reason         string
	GrantedBy      uuid.UUID
	GrantedOn      calendar.Date
	EndedOn        calendar.Date
	EndedBy        *uuid.UUID
	EndReason      string
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (extensionRow) TableName() string { return "milestone_extensions" }

type sittingRow struct {
	ID                   uuid.UUID
	OrganisationID       uuid.UUID
	Milestone            MilestoneKey
	Title                string
	RegistrationOpensOn  calendar.Date
	RegistrationClosesOn calendar.Date
	TheoryOn             calendar.Date
	PracticalOn          calendar.Date
	ResultsExpectedOn    calendar.Date
	Source               string
	Note                 string
	CancelledOn          calendar.Date
	CancelReason         string
	Version              int
	CreatedBy            uuid.UUID
	CreatedAt            time.Time
	UpdatedAt            time.Time
}

func (sittingRow) TableName() string { return "exam_sittings" }

func (r sittingRow) sitting() Sitting {
	return Sitting{
		ID: r.ID, Milestone: r.Milestone, Title: r.Title, RegistrationOpensOn: r.RegistrationOpensOn, RegistrationClosesOn: r.RegistrationClosesOn,
		TheoryOn: r.TheoryOn, PracticalOn: r.PracticalOn, ResultsExpectedOn: r.ResultsExpectedOn, Source: r.Source, Note: r.Note,
		CancelledOn: r.CancelledOn, CancelReason: r.CancelReason, Version: r.Version,
	}
}

type choiceRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	PathwayID      uuid.UUID
	Milestone      MilestoneKey
	SittingID      uuid.UUID
	RegisteredOn   calendar.Date
	ChosenBy       uuid.UUID
	ChosenOn       calendar.Date
	EndedOn        calendar.Date
	EndedBy        *uuid.UUID
	EndedAs        string
	EndReason      string
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (choiceRow) TableName() string { return "sitting_choices" }

type membershipRow struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	Body           string
	Number         string
	StartsOn       calendar.Date
	EndsOn         calendar.Date
	Note           string
	RecordedBy     uuid.UUID
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
}

func (membershipRow) TableName() string { return "professional_memberships" }

type correctionRow struct {
	ID                uuid.UUID
	AttemptID         uuid.UUID
	Paper             PaperKey
	WasOutcome        string
	WasMarkHundredths *int
	Outcome           string
	MarkHundredths    *int
	Reason            string
	CorrectedBy       uuid.UUID
	CorrectedOn       calendar.Date
	CreatedAt         time.Time
}

func (correctionRow) TableName() string { return "attempt_corrections" }

func (s store) readExtensions(ctx context.Context, who within, of func(person, pathway uuid.UUID) []*Facts) error {
	var rows []struct {
		Extension extensionRow `gorm:"embedded"`
		ByName    string
	}
	err := s.about(ctx, "milestone_extensions", who).Select("milestone_extensions.*, approver.name AS by_name").
		Joins("JOIN people approver ON approver.id = milestone_extensions.granted_by").
		Order("milestone_extensions.created_at, milestone_extensions.id").Find(&rows).Error
	for _, row := range rows {
		e := row.Extension
		for _, f := range of(e.PersonID, e.PathwayID) {
			f.Extensions = append(f.Extensions, Extension{
				ID: e.ID, Milestone: e.Milestone, WasDueOn: e.WasDueOn, DueOn: e.DueOn, Reason: e.Reason, By: e.GrantedBy, ByName: row.ByName,
				On: e.GrantedOn, End: withdrawal(e.EndedBy, e.EndedOn, e.EndReason), Version: e.Version,
			})
		}
	}
	return database.Wrap(err, "extension")
}

func (s store) readChoices(ctx context.Context, who within, of func(person, pathway uuid.UUID) []*Facts) error {
	var rows []struct {
		Choice  choiceRow  `gorm:"embedded"`
		Sitting sittingRow `gorm:"embedded;embeddedPrefix:of_"`
	}
	columns := "sitting_choices.*"
	for _, name := range []string{
		"milestone", "title", "registration_opens_on", "registration_closes_on", "theory_on", "practical_on", "results_expected_on", "source", "note",
		"cancelled_on", "cancel_reason", "version",
	} {
		columns += ", exam_sittings." + name + " AS of_" + name
	}
	err := s.about(ctx, "sitting_choices", who).Select(columns).
		Joins("JOIN exam_sittings ON exam_sittings.id = sitting_choices.sitting_id").
		Order("sitting_choices.created_at, sitting_choices.id").Find(&rows).Error
	for _, row := range rows {
		c := row.Choice
		for _, f := range of(c.PersonID, c.PathwayID) {
			sitting := row.Sitting.sitting()
			sitting.ID = c.SittingID
			f.Choices = append(f.Choices, SittingChoice{
				ID: c.ID, Milestone: c.Milestone, Sitting: sitting, RegisteredOn: c.RegisteredOn, ChosenBy: c.ChosenBy, ChosenOn: c.ChosenOn,
				EndedOn: c.EndedOn, EndedBy: given(c.EndedBy), EndedAs: c.EndedAs, EndReason: c.EndReason, Version: c.Version,
			})
		}
	}
	return database.Wrap(err, "choice of a sitting")
}

func (s store) readCorrections(ctx context.Context, who within, of func(person, pathway uuid.UUID) []*Facts) error {
	condition, args := who("attempts.person_id")
	var rows []struct {
		Correction correctionRow `gorm:"embedded"`
		PersonID   uuid.UUID
		PathwayID  uuid.UUID
	}
	err := s.db.Conn(ctx).Table("attempt_corrections").Select("attempt_corrections.*, attempts.person_id, attempts.pathway_id").
		Joins("JOIN attempts ON attempts.id = attempt_corrections.attempt_id").Where(condition, args...).
		Order("attempt_corrections.created_at, attempt_corrections.id").Find(&rows).Error
	for _, row := range rows {
		c := row.Correction
		for _, f := range of(row.PersonID, row.PathwayID) {
			i := slices.IndexFunc(f.Attempts, func(a Attempt) bool { return a.ID == c.AttemptID })
			if i < 0 {
				continue
			}
			f.Attempts[i].Corrections = append(f.Attempts[i].Corrections, Correction{
				Was:    paperRow{Paper: c.Paper, Outcome: c.WasOutcome, MarkHundredths: c.WasMarkHundredths}.result(),
				Now:    paperRow{Paper: c.Paper, Outcome: c.Outcome, MarkHundredths: c.MarkHundredths}.result(),
				Reason: c.Reason, By: c.CorrectedBy, On: c.CorrectedOn,
			})
		}
	}
	return database.Wrap(err, "correction")
}

// memberships reads a person's memberships of IHRIM, by their first day.
func (s store) memberships(ctx context.Context, person uuid.UUID) ([]Membership, error) {
	var rows []membershipRow
	err := s.db.Conn(ctx).Where("person_id = ? AND body = ?", person, bodyIHRIM).Order("starts_on, id").Find(&rows).Error
	all := make([]Membership, len(rows))
	for i, r := range rows {
		all[i] = Membership{ID: r.ID, Span: calendar.Span{From: r.StartsOn, To: r.EndsOn}, Number: r.Number, Note: r.Note, RecordedBy: r.RecordedBy, Version: r.Version}
	}
	return all, database.Wrap(err, "membership")
}

// sittings reads the sittings that an organisation knows, by their first paper.
func (s store) sittings(ctx context.Context, organisation uuid.UUID) ([]Sitting, error) {
	var rows []sittingRow
	err := s.db.Conn(ctx).Where("organisation_id = ?", organisation).Order("theory_on, id").Find(&rows).Error
	all := make([]Sitting, len(rows))
	for i, r := range rows {
		all[i] = r.sitting()
	}
	return all, database.Wrap(err, "sitting")
}

// sitting reads one of an organisation's sittings; another organisation's is CodeNotFound.
func (s store) sitting(ctx context.Context, organisation, id uuid.UUID) (Sitting, error) {
	var row sittingRow
	err := s.db.Conn(ctx).Where("organisation_id = ? AND id = ?", organisation, id).Take(&row).Error
	return row.sitting(), database.Wrap(err, "sitting")
}

func (s store) addSitting(ctx context.Context, organisation uuid.UUID, one Sitting, by uuid.UUID, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&sittingRow{
		ID: one.ID, OrganisationID: organisation, Milestone: one.Milestone, Title: one.Title, RegistrationOpensOn: one.RegistrationOpensOn,
		RegistrationClosesOn: one.RegistrationClosesOn, TheoryOn: one.TheoryOn, PracticalOn: one.PracticalOn, ResultsExpectedOn: one.ResultsExpectedOn,
		Source: one.Source, Note: one.Note, Version: one.Version, CreatedBy: by, CreatedAt: now, UpdatedAt: now,
	}).Error, "sitting")
}

// editSitting keeps a sitting as it was edited or cancelled, if it is still as it was read.
func (s store) editSitting(ctx context.Context, one Sitting, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&sittingRow{}).Where("id = ? AND version = ?", one.ID, one.Version).Updates(map[string]any{
		"title": one.Title, "registration_opens_on": one.RegistrationOpensOn, "registration_closes_on": one.RegistrationClosesOn,
		"theory_on": one.TheoryOn, "practical_on": one.PracticalOn, "results_expected_on": one.ResultsExpectedOn, "source": one.Source,
		"note": one.Note, "cancelled_on": one.CancelledOn, "cancel_reason": one.CancelReason, "version": one.Version + 1, "updated_at": now,
	}), "sitting")
}

func (s store) addExtension(ctx context.Context, of subject, e Extension, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&extensionRow{
		ID: e.ID, OrganisationID: of.organisation, PersonID: of.person, PathwayID: of.road, Milestone: e.Milestone, WasDueOn: e.WasDueOn,
		DueOn: e.DueOn, Reason: e.Reason, GrantedBy: e.By, GrantedOn: e.On, Version: e.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "extension")
}

// endExtension keeps the end of an extension that is still as it was read.
func (s store) endExtension(ctx context.Context, e Extension, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&extensionRow{}).Where("id = ? AND version = ? AND ended_on IS NULL", e.ID, e.Version).
		Updates(map[string]any{
			"ended_on": e.End.On, "ended_by": e.End.By, "end_reason": e.End.Reason, "version": e.Version + 1, "updated_at": now,
		}), "extension")
}

// withdraw keeps why a row of exemptions or pauses that is still as it was read was taken back.
func (s store) withdraw(ctx context.Context, model any, id uuid.UUID, version int, w Withdrawal, thing string) error {
	return database.Changed(s.db.Conn(ctx).Model(model).Where("id = ? AND version = ? AND withdrawn_on IS NULL", id, version).
		Updates(map[string]any{"withdrawn_on": w.On, "withdrawn_by": w.By, "withdrawal_reason": w.Reason, "version": version + 1}), thing)
}

// editPause keeps leave as it was edited, if it is still as it was read.
func (s store) editPause(ctx context.Context, p Pause, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&pauseRow{}).Where("id = ? AND version = ? AND withdrawn_on IS NULL", p.ID, p.Version).
		Updates(map[string]any{
			"reason": p.Reason.String(), "note": p.Note, "starts_on": p.From, "ends_on": p.To, "version": p.Version + 1, "updated_at": now,
		}), "pause")
}

func (s store) addChoice(ctx context.Context, of subject, c SittingChoice, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&choiceRow{
		ID: c.ID, OrganisationID: of.organisation, PersonID: of.person, PathwayID: of.road, Milestone: c.Milestone, SittingID: c.Sitting.ID,
		RegisteredOn: c.RegisteredOn, ChosenBy: c.ChosenBy, ChosenOn: c.ChosenOn, Version: c.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "choice of a sitting")
}

// editChoice keeps the registration or the end of a choice that is still as it was read.
func (s store) editChoice(ctx context.Context, c SittingChoice, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&choiceRow{}).Where("id = ? AND version = ? AND ended_on IS NULL", c.ID, c.Version).
		Updates(map[string]any{
			"registered_on": c.RegisteredOn, "ended_on": c.EndedOn, "ended_by": orNil(c.EndedBy), "ended_as": c.EndedAs, "end_reason": c.EndReason,
			"version": c.Version + 1, "updated_at": now,
		}), "choice of a sitting")
}

func (s store) addMembership(ctx context.Context, of subject, m Membership, now time.Time) error {
	return database.Wrap(s.db.Conn(ctx).Create(&membershipRow{
		ID: m.ID, OrganisationID: of.organisation, PersonID: of.person, Body: bodyIHRIM, Number: m.Number, StartsOn: m.From, EndsOn: m.To,
		Note: m.Note, RecordedBy: m.RecordedBy, Version: m.Version, CreatedAt: now, UpdatedAt: now,
	}).Error, "membership")
}

func (s store) editMembership(ctx context.Context, m Membership, now time.Time) error {
	return database.Changed(s.db.Conn(ctx).Model(&membershipRow{}).Where("id = ? AND version = ?", m.ID, m.Version).
		Updates(map[string]any{
			"number": m.Number, "starts_on": m.From, "ends_on": m.To, "note": m.Note, "version": m.Version + 1, "updated_at": now,
		}), "membership")
}

// correct keeps a correction of an attempt that is still as it was read, with the result as it now is.
func (s store) correct(ctx context.Context, a Attempt, c Correction, now time.Time) error {
	result := s.db.Conn(ctx).Model(&attemptRow{}).Where("id = ? AND version = ?", a.ID, a.Version).
		Updates(map[string]any{"version": a.Version + 1, "updated_at": now})
	if err := database.Changed(result, "attempt"); err != nil {
		return err
	}
	row := correctionRow{
		ID: uuid.New(), AttemptID: a.ID, Paper: c.Now.Paper, WasOutcome: c.Was.Outcome.String(), WasMarkHundredths: c.Was.hundredths(),
		Outcome: c.Now.Outcome.String(), MarkHundredths: c.Now.hundredths(), Reason: c.Reason, CorrectedBy: c.By, CorrectedOn: c.On, CreatedAt: now,
	}
	if err := s.db.Conn(ctx).Create(&row).Error; err != nil {
		return database.Wrap(err, "correction")
	}
	return database.Changed(s.db.Conn(ctx).Model(&paperRow{}).Where("attempt_id = ? AND paper = ?", a.ID, c.Now.Paper).
		Updates(map[string]any{"outcome": row.Outcome, "mark_hundredths": row.MarkHundredths}), "attempt")
}

func (r PaperResult) hundredths() *int {
	if r.Mark == nil {
		return nil
	}
	hundredths := r.Mark.hundredths()
	return &hundredths
}
