package practice

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/page"
)

// newSession makes a query that can be run more than once.
var newSession = &gorm.Session{}

// TableName names the table.
func (Audit) TableName() string { return "coding_audits" }

// TableName names the table.
func (Action) TableName() string { return "coding_audit_actions" }

type typeRow struct {
	AuditID  uuid.UUID
	CodeType CodeType
	Examined int
}

func (typeRow) TableName() string { return "coding_audit_types" }

type errorRow struct {
	AuditID  uuid.UUID
	ErrorKey string
	ByCoder  int
	ByOther  int
}

func (errorRow) TableName() string { return "coding_audit_errors" }

type versionRow struct {
	ID        uuid.UUID
	AuditID   uuid.UUID
	Number    int
	Content   string
	Reason    string
	ChangedBy uuid.UUID
	ChangedAt time.Time
}

func (versionRow) TableName() string { return "coding_audit_versions" }

// Before is what a released audit said before it was corrected.
type Before struct {
	Number    int
	Reason    string
	ChangedBy uuid.UUID
	ChangedAt time.Time
	Content   keptVersion
}

// seen narrows audits to those that the actor may see: released ones of the people within reach, and drafts of those whom the
// actor may audit.
func (s store) seen(ctx context.Context, by access.Actor) *gorm.DB {
	released, args := by.Scopes(PermissionRead).People("coding_audits.person_id")
	drafts, more := by.Scopes(PermissionAudit).People("coding_audits.person_id")
	// Nobody sees drafts about themselves, whatever they may do about others.
	args = append(append(args, more...), by.PersonID)
	return s.db.Conn(ctx).Table("coding_audits").
		Where("((coding_audits.state = 'released' AND "+released+") OR (coding_audits.state = 'draft' AND "+drafts+" AND coding_audits.person_id <> ?))", args...)
}

// AuditFilter narrows a list of audits.
type AuditFilter struct {
	page.Request
	PersonID *uuid.UUID
	State    AuditState
}

var auditOrders = map[string]string{"auditedOn": "coding_audits.audited_on", "sample": "coding_audits.sample", "state": "coding_audits.state"}

// audits gives a page of the audits that the actor may see, and how many there are.
func (s store) audits(ctx context.Context, by access.Actor, f AuditFilter) ([]Audit, int, error) {
	list := s.seen(ctx, by)
	if f.PersonID != nil {
		list = list.Where("coding_audits.person_id = ?", *f.PersonID)
	}
	if f.State != 0 {
		list = list.Where("coding_audits.state = ?", f.State)
	}
	list = list.Session(newSession)
	var total int64
	if err := list.Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "audits")
	}
	var rows []Audit
	err := list.Select("coding_audits.*").Order(f.Order(auditOrders, "coding_audits.audited_on DESC, coding_audits.id")).Offset(f.Offset).Limit(f.Limit).Find(&rows).Error
	if err != nil {
		return nil, 0, database.Wrap(err, "audits")
	}
	return rows, int(total), s.fill(ctx, rows)
}

// audit gives one audit that the actor may see.
func (s store) audit(ctx context.Context, by access.Actor, id uuid.UUID) (Audit, error) {
	rows := make([]Audit, 1)
	if err := s.seen(ctx, by).Select("coding_audits.*").Where("coding_audits.id = ?", id).Take(&rows[0]).Error; err != nil {
		return Audit{}, database.Wrap(err, "audit")
	}
	err := s.fill(ctx, rows)
	return rows[0], err
}

// latest gives each person's last released audit.
func (s store) latest(ctx context.Context, people []uuid.UUID) (map[uuid.UUID]Audit, error) {
	var rows []Audit
	err := s.db.Conn(ctx).Table("coding_audits").Where("state = 'released' AND person_id IN ?", orNone(people)).
		Where(`NOT EXISTS (SELECT 1 FROM coding_audits newer WHERE newer.person_id = coding_audits.person_id AND newer.state = 'released'
			AND (newer.audited_on > coding_audits.audited_on OR (newer.audited_on = coding_audits.audited_on AND newer.id > coding_audits.id)))`).Find(&rows).Error
	if err != nil {
		return nil, database.Wrap(err, "audits")
	}
	if err := s.fill(ctx, rows); err != nil {
		return nil, err
	}
	last := map[uuid.UUID]Audit{}
	for _, a := range rows {
		last[a.PersonID] = a
	}
	return last, nil
}

// fill adds what audits counted: two queries.
func (s store) fill(ctx context.Context, audits []Audit) error {
	at, ids := map[uuid.UUID]int{}, make([]uuid.UUID, len(audits))
	for i := range audits {
		audits[i].Counts.Examined = map[CodeType]int{}
		at[audits[i].ID], ids[i] = i, audits[i].ID
	}
	if len(ids) == 0 {
		return nil
	}
	var types []typeRow
	if err := s.db.Conn(ctx).Where("audit_id IN ?", ids).Find(&types).Error; err != nil {
		return database.Wrap(err, "audits")
	}
	for _, t := range types {
		audits[at[t.AuditID]].Counts.Examined[t.CodeType] = t.Examined
	}
	var errors []errorRow
	if err := s.db.Conn(ctx).Where("audit_id IN ?", ids).Order("audit_id, error_key").Find(&errors).Error; err != nil {
		return database.Wrap(err, "audits")
	}
	for _, e := range errors {
		counts := &audits[at[e.AuditID]].Counts
		counts.Errors = append(counts.Errors, ErrorCount{e.ErrorKey, e.ByCoder, e.ByOther})
	}
	return nil
}

func (s store) addAudit(ctx context.Context, a Audit) error {
	if err := s.db.Conn(ctx).Create(&a).Error; err != nil {
		return database.Wrap(err, "audit")
	}
	return s.addCounts(ctx, a)
}

func (s store) addCounts(ctx context.Context, a Audit) error {
	var types []typeRow
	for _, t := range CodeTypes {
		types = append(types, typeRow{a.ID, t, a.Counts.Examined[t]})
	}
	if err := s.db.Conn(ctx).Create(&types).Error; err != nil {
		return database.Wrap(err, "audit")
	}
	var errors []errorRow
	for _, e := range a.Counts.Errors {
		errors = append(errors, errorRow{a.ID, e.Key, e.ByCoder, e.ByOther})
	}
	if len(errors) == 0 {
		return nil
	}
	return database.Wrap(s.db.Conn(ctx).Create(&errors).Error, "audit")
}

// saveAudit writes an audit over the version before it: CodeConflict when that is no longer there.
func (s store) saveAudit(ctx context.Context, a Audit) error {
	return database.Changed(s.db.Conn(ctx).Model(&Audit{}).Where("id = ? AND version = ?", a.ID, a.Version-1).Updates(map[string]any{
		"state": a.State, "subject": a.Subject, "audited_on": a.AuditedOn, "period_from": a.PeriodFrom, "period_to": a.PeriodTo, "sample": a.Sample,
		"findings": a.Findings, "threshold_set_id": a.ThresholdSetID, "released_on": a.ReleasedOn, "comment": a.Comment,
		"acknowledged_on": a.AcknowledgedOn, "feedback_on": a.FeedbackOn, "feedback_with": a.FeedbackWith, "feedback_note": a.FeedbackNote,
		"version": a.Version, "updated_at": a.UpdatedAt,
	}), "audit")
}

// saveCounts writes what an audit counts in the place of what it counted.
func (s store) saveCounts(ctx context.Context, a Audit) error {
	if err := s.dropCounts(ctx, a.ID); err != nil {
		return err
	}
	return s.addCounts(ctx, a)
}

func (s store) dropCounts(ctx context.Context, id uuid.UUID) error {
	if err := s.db.Conn(ctx).Where("audit_id = ?", id).Delete(&typeRow{}).Error; err != nil {
		return database.Wrap(err, "audit")
	}
	return database.Wrap(s.db.Conn(ctx).Where("audit_id = ?", id).Delete(&errorRow{}).Error, "audit")
}

// discard deletes a draft.
func (s store) discard(ctx context.Context, a Audit) error {
	if err := s.dropCounts(ctx, a.ID); err != nil {
		return err
	}
	return database.Changed(s.db.Conn(ctx).Where("id = ? AND version = ? AND state = 'draft'", a.ID, a.Version).Delete(&Audit{}), "audit")
}

// keepVersion keeps what a released audit said.
func (s store) keepVersion(ctx context.Context, by uuid.UUID, before Audit, reason string, now time.Time) error {
	content, err := asJSON(before)
	if err != nil {
		return err
	}
	return database.Wrap(s.db.Conn(ctx).Create(&versionRow{uuid.New(), before.ID, before.Version, content, reason, by, now}).Error, "audit")
}

// versions gives what a released audit said before, the newest first.
func (s store) versions(ctx context.Context, id uuid.UUID) ([]Before, error) {
	var rows []versionRow
	if err := s.db.Conn(ctx).Where("audit_id = ?", id).Order("number DESC").Find(&rows).Error; err != nil {
		return nil, database.Wrap(err, "audit")
	}
	all := make([]Before, len(rows))
	for i, r := range rows {
		all[i] = Before{Number: r.Number, Reason: r.Reason, ChangedBy: r.ChangedBy, ChangedAt: r.ChangedAt}
		if err := json.Unmarshal([]byte(r.Content), &all[i].Content); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// actionsOf gives the actions of an audit, by their dates.
func (s store) actionsOf(ctx context.Context, auditID uuid.UUID) ([]Action, error) {
	var rows []Action
	err := s.db.Conn(ctx).Where("audit_id = ?", auditID).Order("due_on, id").Find(&rows).Error
	return rows, database.Wrap(err, "actions")
}

// openActions gives the actions that are not done of the audits of these people, or that these people do, by their dates.
func (s store) openActions(ctx context.Context, people []uuid.UUID) ([]Action, error) {
	var rows []Action
	err := s.db.Conn(ctx).Where("done_on IS NULL AND (person_id IN ? OR owner_id IN ?)", orNone(people), orNone(people)).Order("due_on, id").Find(&rows).Error
	return rows, database.Wrap(err, "actions")
}

// ActionFilter narrows a list of actions.
type ActionFilter struct {
	page.Request
	// Open leaves out what is done.
	Open bool
}

var actionOrders = map[string]string{"dueOn": "due_on", "doneOn": "done_on"}

// actions gives a page of the actions of the audits of a person within reach, and those that the person does for others.
func (s store) actions(ctx context.Context, by access.Actor, personID uuid.UUID, f ActionFilter) ([]Action, int, error) {
	within, args := by.Scopes(PermissionRead).People("coding_audit_actions.person_id")
	list := s.db.Conn(ctx).Model(&Action{}).Where("(person_id = ? OR owner_id = ?)", personID, personID).
		Where("("+within+" OR owner_id = ?)", append(args, by.PersonID)...)
	if f.Open {
		list = list.Where("done_on IS NULL")
	}
	list = list.Session(newSession)
	var total int64
	if err := list.Count(&total).Error; err != nil {
		return nil, 0, database.Wrap(err, "actions")
	}
	var rows []Action
	err := list.Order(f.Order(actionOrders, "due_on, id")).Offset(f.Offset).Limit(f.Limit).Find(&rows).Error
	return rows, int(total), database.Wrap(err, "actions")
}

// action gives an action that the actor reaches, or does.
func (s store) action(ctx context.Context, by access.Actor, id uuid.UUID) (Action, error) {
	within, args := by.Scopes(PermissionAct).People("coding_audit_actions.person_id")
	var a Action
	err := s.db.Conn(ctx).Where("id = ?", id).Where("("+within+" OR owner_id = ?)", append(args, by.PersonID)...).
		Where("organisation_id = ?", by.OrganisationID).Take(&a).Error
	return a, database.Wrap(err, "action")
}

func (s store) addAction(ctx context.Context, a Action) error {
	return database.Wrap(s.db.Conn(ctx).Create(&a).Error, "action")
}

// finish records that an action was done.
func (s store) finish(ctx context.Context, a Action) error {
	return database.Changed(s.db.Conn(ctx).Model(&Action{}).Where("id = ? AND version = ? AND done_on IS NULL", a.ID, a.Version-1).
		Updates(map[string]any{"done_on": a.DoneOn, "done_by": a.DoneBy, "version": a.Version}), "action")
}

// mayOwn is CodeInvalid unless somebody works in the organisation on the day.
func (s store) mayOwn(ctx context.Context, organisation, ownerID uuid.UUID, today calendar.Date) error {
	var n int64
	err := s.db.Conn(ctx).Table("people").Where("id = ? AND organisation_id = ? AND (left_on IS NULL OR left_on >= ?)", ownerID, organisation, today).Count(&n).Error
	if err == nil && n == 0 {
		return apperr.InvalidField("ownerId", "Choose who does it: the coder, or somebody of the organisation.")
	}
	return database.Wrap(err, "person")
}
