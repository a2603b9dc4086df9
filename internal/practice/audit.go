package practice

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Tenths is a share in tenths of a per cent: 945 is 94.5 %.
type Tenths int

// String writes the share as people read it: "94.5 %".
func (t Tenths) String() string { return number(float64(t)/10) + " %" }

// ThresholdSet is a named set of the least accuracy that somebody asks for.
type ThresholdSet struct {
	ID         uuid.UUID
	Key        string
	Name       string
	Figures    map[CodeType]Tenths
	Source     string
	Confidence string
}

// ThresholdUse says that an organisation compares audits with a set from a day on.
type ThresholdUse struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	SetID          uuid.UUID
	StartsOn       calendar.Date
	Reason         string
	SetBy          uuid.UUID
	SetAt          time.Time
	ReplacedAt     *time.Time
}

// UseOn gives the use in force on a day: of those that were not replaced, the one that began last.
func UseOn(all []ThresholdUse, day calendar.Date) (ThresholdUse, bool) {
	var found ThresholdUse
	for _, u := range all {
		if u.ReplacedAt == nil && !u.StartsOn.After(day) && !u.StartsOn.Before(found.StartsOn) {
			found = u
		}
	}
	return found, !found.StartsOn.IsZero()
}

// ErrorKey is a kind of error that an audit counts.
type ErrorKey struct {
	Key        string
	Type       CodeType
	Title      string
	Means      string
	Confidence string
}

// ErrorCount is how many errors of one kind an audit found: by the coder, and others, such as a source document that misled.
type ErrorCount struct {
	Key     string
	ByCoder int
	ByOther int
}

// Counts is what an audit counted.
type Counts struct {
	// Examined counts the codes of each type: those that the coder gave, and those that the auditor found missing.
	Examined map[CodeType]int
	Errors   []ErrorCount
}

// Figure is the accuracy of one type of code: the codes without an error of the coder, of the codes examined.
type Figure struct {
	Type     CodeType
	Examined int
	// Errors are the coder's, Others those with another cause, which count for no figure but All.
	Errors, Others int
	// Known says that codes of this type were examined.
	Known bool
	// Accuracy is rounded down, so that it never looks as if a threshold was met that was not.
	Accuracy Tenths
	// All is the accuracy when errors with another cause count too.
	All Tenths
	// Required is the threshold; 0 without a set.
	Required Tenths
	// Below is by how much the threshold is missed; 0 when it is met.
	Below Tenths
}

// Met reports whether the figure is known, there is a threshold, and it is reached.
func (f Figure) Met() bool { return f.Known && f.Required > 0 && f.Below == 0 }

// Because says the result in a sentence.
func (f Figure) Because() string {
	if !f.Known {
		return fmt.Sprintf("No %s codes were examined.", f.Type.Words())
	}
	counts := fmt.Sprintf("%d of %d %s codes are correct: %s", f.Examined-f.Errors, f.Examined, f.Type.Words(), f.Accuracy)
	switch {
	case f.Required == 0:
		return counts + ". No threshold was chosen for that day."
	case f.Below > 0:
		return fmt.Sprintf("%s, below the threshold of %s by %s points.", counts, f.Required, number(float64(f.Below)/10))
	}
	return fmt.Sprintf("%s, which meets the threshold of %s.", counts, f.Required)
}

// Figures reckons the four figures from what was counted.
func Figures(c Counts, keys []ErrorKey, set *ThresholdSet) []Figure {
	of := map[string]CodeType{}
	for _, k := range keys {
		of[k.Key] = k.Type
	}
	var figures []Figure
	for _, t := range CodeTypes {
		f := Figure{Type: t, Examined: c.Examined[t]}
		for _, e := range c.Errors {
			if of[e.Key] == t {
				f.Errors, f.Others = f.Errors+e.ByCoder, f.Others+e.ByOther
			}
		}
		if f.Known = f.Examined > 0; f.Known {
			f.Accuracy = Tenths((f.Examined - f.Errors) * 1000 / f.Examined)
			f.All = Tenths((f.Examined - f.Errors - f.Others) * 1000 / f.Examined)
		}
		if set != nil {
			f.Required = set.Figures[t]
			if f.Known {
				f.Below = max(0, f.Required-f.Accuracy)
			}
		}
		figures = append(figures, f)
	}
	return figures
}

// Audit is an audit of a person's coding.
type Audit struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	PersonID       uuid.UUID
	AuditorID      uuid.UUID
	State          AuditState
	// Subject says what was audited, for example "Respiratory episodes".
	Subject    string
	AuditedOn  calendar.Date
	PeriodFrom calendar.Date
	PeriodTo   calendar.Date
	// Sample is how many episodes were audited.
	Sample   int
	Findings string
	// ThresholdSetID is kept when the audit is released.
	ThresholdSetID *uuid.UUID
	ReleasedOn     calendar.Date
	// Comment is the coder's.
	Comment        string
	AcknowledgedOn calendar.Date
	FeedbackOn     calendar.Date
	FeedbackWith   *uuid.UUID
	FeedbackNote   string
	Version        int
	CreatedAt      time.Time
	UpdatedAt      time.Time
	Counts         Counts `gorm:"-"`
}

// AuditEdit is what an auditor enters.
type AuditEdit struct {
	Subject    string
	AuditedOn  calendar.Date
	PeriodFrom calendar.Date
	PeriodTo   calendar.Date
	Sample     int
	Findings   string
	Counts     Counts
	// Reason says why a released audit is corrected.
	Reason string
}

// maxCount bounds what an audit can count of anything.
const maxCount = 100_000

// NewAudit begins an audit of somebody else's coding. One's own is CodeForbidden.
func NewAudit(by access.Actor, now time.Time, personID uuid.UUID, edit AuditEdit, keys []ErrorKey) (Audit, error) {
	if by.PersonID == personID {
		return Audit{}, apperr.Forbidden("Nobody audits their own coding.")
	}
	a := Audit{
		ID: uuid.New(), OrganisationID: by.OrganisationID, PersonID: personID, AuditorID: by.PersonID, State: AuditDraft, CreatedAt: now,
	}
	return a.Edit(by, now, edit, keys)
}

// Edit changes an audit. A draft is its auditor's alone, else CodeForbidden; a released one needs a reason, and the coder is asked
// to look at it again. Dates out of order, or more errors than codes, are CodeInvalid.
func (a Audit) Edit(by access.Actor, now time.Time, edit AuditEdit, keys []ErrorKey) (Audit, error) {
	if by.PersonID == a.PersonID {
		return a, apperr.Forbidden("Nobody audits their own coding.")
	}
	if a.State == AuditDraft && by.PersonID != a.AuditorID {
		return a, apperr.Forbidden("Only the auditor who began this draft can change it.")
	}
	edit.Subject, edit.Findings, edit.Reason = strings.TrimSpace(edit.Subject), strings.TrimSpace(edit.Findings), strings.TrimSpace(edit.Reason)
	wrong := edit.check(calendar.Today(now), keys)
	if a.State == AuditReleased && edit.Reason == "" {
		wrong = append(wrong, apperr.Field{Name: "reason", Message: "Say why you correct an audit that the coder has seen."})
	}
	if len(wrong) > 0 {
		return a, apperr.Invalid(wrong...)
	}
	a.Subject, a.Findings, a.Sample, a.Counts = edit.Subject, edit.Findings, edit.Sample, edit.Counts
	a.AuditedOn, a.PeriodFrom, a.PeriodTo = edit.AuditedOn, edit.PeriodFrom, edit.PeriodTo
	a.Counts.Errors = slices.DeleteFunc(slices.Clone(a.Counts.Errors), func(e ErrorCount) bool { return e.ByCoder == 0 && e.ByOther == 0 })
	if a.State == AuditReleased {
		a.AcknowledgedOn = calendar.Date{}
	}
	a.Version++
	a.UpdatedAt = now
	return a, nil
}

func (e AuditEdit) check(today calendar.Date, keys []ErrorKey) []apperr.Field {
	var wrong []apperr.Field
	refuse := func(field, message string) { wrong = append(wrong, apperr.Field{Name: field, Message: message}) }
	if e.Subject == "" {
		refuse("subject", "Say what was audited, for example respiratory episodes.")
	}
	switch {
	case e.AuditedOn.IsZero():
		refuse("auditedOn", "Enter the day of the audit.")
	case e.AuditedOn.After(today):
		refuse("auditedOn", "The day of the audit must be today or earlier.")
	}
	switch {
	case e.PeriodFrom.IsZero():
		refuse("periodFrom", "Enter the first day of the period that was audited.")
	case e.PeriodTo.IsZero():
		refuse("periodTo", "Enter the last day of the period that was audited.")
	case e.PeriodTo.Before(e.PeriodFrom):
		refuse("periodTo", "The last day of the period must not be before its first day.")
	case !e.AuditedOn.IsZero() && e.PeriodTo.After(e.AuditedOn):
		refuse("periodTo", "The period must end before the audit, or on its day.")
	}
	if e.Sample < 1 || e.Sample > 5000 {
		refuse("sample", "Enter how many episodes were audited, from 1 to 5,000.")
	}
	return append(wrong, e.Counts.check(keys)...)
}

func (c Counts) check(keys []ErrorKey) []apperr.Field {
	var wrong []apperr.Field
	refuse := func(field, message string) { wrong = append(wrong, apperr.Field{Name: field, Message: message}) }
	of := map[string]CodeType{}
	for _, k := range keys {
		of[k.Key] = k.Type
	}
	sum, known, seen := map[CodeType]int{}, false, map[string]bool{}
	for i, e := range c.Errors {
		name := fmt.Sprintf("errors[%d]", i)
		switch {
		case of[e.Key] == 0:
			refuse(name, fmt.Sprintf("There is no error key %q.", short(e.Key)))
		case seen[e.Key]:
			refuse(name, fmt.Sprintf("The error key %s is there twice.", e.Key))
		case e.ByCoder < 0 || e.ByOther < 0 || e.ByCoder > maxCount || e.ByOther > maxCount:
			refuse(name, "A number of errors is 0 or more.")
		}
		seen[e.Key] = true
		sum[of[e.Key]] += e.ByCoder + e.ByOther
	}
	for _, t := range CodeTypes {
		known = known || c.Examined[t] > 0
		switch {
		case c.Examined[t] < 0 || c.Examined[t] > maxCount:
			refuse("examined."+t.String(), "A number of codes is 0 or more.")
		case sum[t] > c.Examined[t]:
			refuse("examined."+t.String(), fmt.Sprintf("There are %d errors on %d %s codes. Each wrong code is counted once, so there cannot be more errors than codes examined.", sum[t], c.Examined[t], t.Words()))
		}
	}
	if !known {
		refuse("examined."+PrimaryDiagnosis.String(), "Enter how many codes were examined for at least one type.")
	}
	return wrong
}

// Release shows a draft to the coder: only its auditor does, on a version that was read.
func (a Audit) Release(by access.Actor, now time.Time, set *ThresholdSet) (Audit, error) {
	switch {
	case a.State != AuditDraft:
		return a, apperr.Conflict("This audit was released already.")
	case by.PersonID != a.AuditorID:
		return a, apperr.Forbidden("Only the auditor who began this audit can release it.")
	}
	a.State, a.ReleasedOn = AuditReleased, calendar.Today(now)
	if set != nil {
		a.ThresholdSetID = &set.ID
	}
	a.Version++
	a.UpdatedAt = now
	return a, nil
}

// Acknowledge records that the coder has seen the audit, with what the coder says to it.
func (a Audit) Acknowledge(by access.Actor, now time.Time, comment string) (Audit, error) {
	if by.PersonID != a.PersonID {
		return a, apperr.Forbidden("Only the person whose coding was audited can answer.")
	}
	a.Comment, a.AcknowledgedOn = strings.TrimSpace(comment), calendar.Today(now)
	a.Version++
	a.UpdatedAt = now
	return a, nil
}

// Feedback records the session about a released audit: when, with whom, and what was said, which both sides see.
func (a Audit) Feedback(by access.Actor, now time.Time, on calendar.Date, note string) (Audit, error) {
	note = strings.TrimSpace(note)
	today := calendar.Today(now)
	switch {
	case by.PersonID == a.PersonID:
		return a, apperr.Forbidden("The auditor or the manager records the feedback session.")
	case a.State != AuditReleased:
		return a, apperr.Conflict("Release the audit before you record its feedback session.")
	case on.IsZero() || on.After(today):
		return a, apperr.InvalidField("on", "Enter the day of the session: today or earlier.")
	case on.Before(a.AuditedOn):
		return a, apperr.InvalidField("on", "The session cannot be before the audit, on "+a.AuditedOn.String()+".")
	case note == "":
		return a, apperr.InvalidField("note", "Say what was talked about.")
	}
	a.FeedbackOn, a.FeedbackNote, a.FeedbackWith = on, note, &by.PersonID
	a.Version++
	a.UpdatedAt = now
	return a, nil
}

// Action is something that was agreed after an audit.
type Action struct {
	ID             uuid.UUID
	OrganisationID uuid.UUID
	AuditID        uuid.UUID
	// PersonID is whose audit it is, OwnerID who does it.
	PersonID  uuid.UUID
	OwnerID   uuid.UUID
	What      string
	DueOn     calendar.Date
	DoneOn    calendar.Date
	DoneBy    *uuid.UUID
	Version   int
	CreatedBy uuid.UUID
	CreatedAt time.Time
}

// State says where the action stands on a day: done, overdue or open.
func (a Action) State(today calendar.Date) string {
	switch {
	case !a.DoneOn.IsZero():
		return "done"
	case a.DueOn.Before(today):
		return "overdue"
	}
	return "open"
}
