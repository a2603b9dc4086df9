package training

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Facts is everything recorded about one person on one pathway. Nothing in it is computed, and nothing is ever removed from
// it: a returned record, a failed attempt and an ended pause stay.
type Facts struct {
	Person uuid.UUID
	// AppointedOn is the day of the appointment that the pathway's periods are counted from.
	AppointedOn calendar.Date
	Pauses      []Pause
	PartTime    []PartTime
	// Records are in the order in which they were made, over all milestones; Attempts too.
	Records    []Record
	Attempts   []Attempt
	Exemptions []Exemption
	Awards     []Award
	// LogBook is in order of time, over all milestones.
	LogBook []LogEntry
	// Extensions are in the order in which they were granted, those that were ended included; Choices in the order in which
	// they were made.
	Extensions  []Extension
	Choices     []SittingChoice
	Memberships []Membership
	// Sittings are those of the examinations that the organisation knows; empty where they do not matter.
	Sittings []Sitting
	// Withdrawn is leave that was entered by mistake and counts no more.
	Withdrawn []Pause
}

// Pause is leave during which the clock stands still, its first and last day included; without a last day it goes on.
type Pause struct {
	ID uuid.UUID
	calendar.Span
	Reason PauseReason
	// Note says more; for other leave it says which.
	Note string
	// Withdrawal says why leave that was entered by mistake does not count; nil for leave that does.
	Withdrawal *Withdrawal
	Version    int
}

// Withdrawal is why, when and by whom something was taken back that stays on record.
type Withdrawal struct {
	By     uuid.UUID
	On     calendar.Date
	Reason string
}

// WTE is a share of whole-time work in hundredths: 60 is 0.6 whole-time equivalent.
type WTE int

// WholeTime is one whole-time equivalent.
const WholeTime WTE = 100

// String gives "0.6", "0.75", "1".
func (w WTE) String() string { return fmt.Sprintf("%v", float64(w)/100) }

// PartTime is a span of days worked at less than whole time.
type PartTime struct {
	calendar.Span
	WTE WTE
}

// Record is what somebody wrote down as completed. It counts once a signatory has signed it off.
type Record struct {
	ID        uuid.UUID
	Milestone MilestoneKey
	// StartedOn may be left out.
	StartedOn   calendar.Date
	CompletedOn calendar.Date
	// Result is what a course's own examination came to, in words.
	Result string
	// Certificate identifies the certificate's file; uuid.Nil when there is none.
	Certificate uuid.UUID
	Note        string
	RecordedBy  uuid.UUID
	RecordedOn  calendar.Date
	// SignOff is nil while the record waits.
	SignOff *SignOff
	Version int
}

// Signed reports whether the record was signed off.
func (r Record) Signed() bool { return r.SignOff != nil && r.SignOff.Decision == DecisionSignedOff }

// Returned reports whether the record was given back.
func (r Record) Returned() bool { return r.SignOff != nil && r.SignOff.Decision == DecisionReturned }

// SignOff is a signatory's decision on a record.
type SignOff struct {
	By uuid.UUID
	// For is the colleague in whose stead By decided; uuid.Nil is for nobody.
	For      uuid.UUID
	As       Signatory
	On       calendar.Date
	Decision Decision
	// Reason is required when the record is returned.
	Reason string
}

// Attempt is one sitting of an examination: which papers were sat on a day, and what came of them.
type Attempt struct {
	ID        uuid.UUID
	Milestone MilestoneKey
	SatOn     calendar.Date
	Papers    []PaperKey
	// ResultsOn is the day of the results, when it is not that of the sitting.
	ResultsOn calendar.Date
	Results   []PaperResult
	// Sitting is the sitting that it belongs to, uuid.Nil where none is known.
	Sitting uuid.UUID
	// Letter identifies the file of the certificate or letter of results; uuid.Nil when there is none.
	Letter uuid.UUID
	// Resit is what whoever enters it says of it; it is compared with the other attempts and not kept.
	Resit Resit
	// Corrections are what was entered wrongly and put right, oldest first.
	Corrections []Correction
	RecordedBy  uuid.UUID
	Version     int
}

// Correction is a result that was entered wrongly: what it was, what it is, and why.
type Correction struct {
	Was    PaperResult
	Now    PaperResult
	Reason string
	By     uuid.UUID
	On     calendar.Date
}

// PaperResult is what came of one paper. Mark may be missing where the paper has no pass mark.
type PaperResult struct {
	Paper   PaperKey
	Mark    *Mark
	Outcome Outcome
}

// Result gives the result of a paper, and false while it is awaited or when the paper was not sat.
func (a Attempt) Result(key PaperKey) (PaperResult, bool) {
	i := slices.IndexFunc(a.Results, func(r PaperResult) bool { return r.Paper == key })
	if i < 0 {
		return PaperResult{}, false
	}
	return a.Results[i], true
}

// Sat reports whether a paper was sat at the attempt.
func (a Attempt) Sat(key PaperKey) bool { return slices.Contains(a.Papers, key) }

// DecidedOn gives the day on which the results came.
func (a Attempt) DecidedOn() calendar.Date { return calendar.Later(a.SatOn, a.ResultsOn) }

// awaited reports whether a paper that was sat has no result yet.
func (a Attempt) awaited() bool {
	return slices.ContainsFunc(a.Papers, func(key PaperKey) bool { _, ok := a.Result(key); return !ok })
}

// Exemption frees the person from a milestone, for a reason that stays on record, unless it is withdrawn.
type Exemption struct {
	ID        uuid.UUID
	Milestone MilestoneKey
	Reason    string
	By        uuid.UUID
	// ByName names the approver in sentences; it may be left out.
	ByName string
	On     calendar.Date
	// Withdrawal is nil while it holds.
	Withdrawal *Withdrawal
	Version    int
}

// Award is an accreditation that the person holds.
type Award struct {
	Kind AwardKind
	On   calendar.Date
}

// Undisclosed gives the facts as those may know them who see states and dates only: without the reasons of leave and
// exemptions, without marks, and without anything written beside a record.
func (f Facts) Undisclosed() Facts {
	f.Pauses = slices.Clone(f.Pauses)
	for i := range f.Pauses {
		f.Pauses[i].Reason, f.Pauses[i].Note = PauseUndisclosed, ""
	}
	f.Exemptions = slices.Clone(f.Exemptions)
	for i := range f.Exemptions {
		f.Exemptions[i].Reason = ""
		f.Exemptions[i].Withdrawal = f.Exemptions[i].Withdrawal.silent()
	}
	f.Extensions = slices.Clone(f.Extensions)
	for i := range f.Extensions {
		f.Extensions[i].Reason, f.Extensions[i].End = "", f.Extensions[i].End.silent()
	}
	f.Choices = slices.Clone(f.Choices)
	for i := range f.Choices {
		f.Choices[i].EndReason = ""
	}
	f.Memberships = slices.Clone(f.Memberships)
	for i := range f.Memberships {
		f.Memberships[i].Number, f.Memberships[i].Note = "", ""
	}
	f.Withdrawn = nil
	f.Records = slices.Clone(f.Records)
	for i := range f.Records {
		r := &f.Records[i]
		r.Result, r.Note, r.Certificate = "", "", uuid.Nil
		if r.SignOff != nil {
			silent := *r.SignOff
			silent.Reason = ""
			r.SignOff = &silent
		}
	}
	f.Attempts = slices.Clone(f.Attempts)
	for i := range f.Attempts {
		results := slices.Clone(f.Attempts[i].Results)
		for j := range results {
			results[j].Mark = nil
		}
		f.Attempts[i].Results, f.Attempts[i].Letter, f.Attempts[i].Corrections = results, uuid.Nil, nil
	}
	f.LogBook = slices.Clone(f.LogBook)
	for i := range f.LogBook {
		e := &f.LogBook[i]
		e.What, e.ForWhom = "", ""
		if e.SignOff != nil {
			silent := *e.SignOff
			silent.Reason = ""
			e.SignOff = &silent
		}
	}
	return f
}

// silent gives a withdrawal without its reason.
func (w *Withdrawal) silent() *Withdrawal {
	if w == nil {
		return nil
	}
	return &Withdrawal{By: w.By, On: w.On}
}

// award gives the day of the first award of a kind, and false when it is not held.
func (f Facts) award(kind AwardKind) (calendar.Date, bool) {
	var first calendar.Date
	for _, a := range f.Awards {
		if a.Kind == kind && (first.IsZero() || a.On.Before(first)) {
			first = a.On
		}
	}
	return first, !first.IsZero()
}

// records gives a milestone's records in the order in which they were made.
func (f Facts) records(key MilestoneKey) []Record {
	var found []Record
	for _, r := range f.Records {
		if r.Milestone == key {
			found = append(found, r)
		}
	}
	return found
}

// attempts gives an examination's attempts by the day of their sitting.
func (f Facts) attempts(key MilestoneKey) []Attempt {
	var found []Attempt
	for _, a := range f.Attempts {
		if a.Milestone == key {
			found = append(found, a)
		}
	}
	slices.SortStableFunc(found, func(a, b Attempt) int { return a.SatOn.Compare(b.SatOn) })
	return found
}

// pauseOn gives the pause that a day lies in.
func (f Facts) pauseOn(day calendar.Date) (Pause, bool) {
	i := slices.IndexFunc(f.Pauses, func(p Pause) bool { return p.Contains(day) })
	if i < 0 {
		return Pause{}, false
	}
	return f.Pauses[i], true
}

// pausesUntil gives the pauses as they stand on a day: one that is still open is taken to end with that day, so that dates
// move on by a day for each day of leave; an open one that has not begun moves nothing yet.
func (f Facts) pausesUntil(today calendar.Date) []Pause {
	var found []Pause
	for _, p := range f.Pauses {
		if p.IsOpen() {
			if p.From.After(today) {
				continue
			}
			p.To = today
		}
		found = append(found, p)
	}
	return found
}

// pace gives how fast a milestone's periods run for the person, as far as is known today.
//
// Working time: a day of leave does not count, and a day at 0.6 of whole time counts 0.6 of a day, so that what is left of
// a period when somebody goes part-time takes 1/0.6 as long. The rule holds for what is counted from appointment, which is
// training; the refresher runs by leave alone, because knowledge ages as fast for those who work part-time.
func (f Facts) pace(running Running, today calendar.Date) calendar.Pace {
	var stretches []calendar.Stretch
	if running != RunningCalendar {
		for _, p := range f.pausesUntil(today) {
			stretches = append(stretches, calendar.Stretch{Span: p.Span})
		}
	}
	if running == RunningWorkingTime {
		for _, p := range f.PartTime {
			stretches = append(stretches, calendar.Stretch{Span: p.Span, Percent: int(p.WTE)})
		}
	}
	return calendar.NewPace(stretches...)
}
