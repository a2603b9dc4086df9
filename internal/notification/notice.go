// Package notification tells people what needs them: in the application, in a weekly letter, before something lapses, and
// in their own calendar.
//
// A notice is no record. It is reckoned from the facts whenever somebody asks, so it cannot be stale and goes when its fact
// does. What is kept is what a person said about it (seen, put off) and which letters have told of it. Notices are about
// the person's current post and the role that the person works towards; what left roles asked for is history.
package notification

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// Group says what a notice asks of its reader.
type Group int

// The groups, the most urgent first.
const (
	// NeedsMe waits for the reader, today or overdue.
	NeedsMe Group = iota + 1
	// ComingUp has a date ahead.
	ComingUp
	// Information asks for nothing.
	Information
)

var groupNames = map[Group]string{NeedsMe: "needs_me", ComingUp: "coming_up", Information: "information"}

// String gives the group as clients see it.
func (g Group) String() string { return groupNames[g] }

// Kind says what a notice is about. A kind keeps its name for ever: it is part of the keys that marks and letters hold.
type Kind string

// The kinds of notices. A new one needs a line here and one in kinds; its facts come from a [Source].
const (
	MilestoneDue         Kind = "milestone_due"
	MilestoneOverdue     Kind = "milestone_overdue"
	MilestoneReturned    Kind = "milestone_returned"
	MilestoneToSign      Kind = "milestone_to_sign"
	ClaimToReview        Kind = "claim_to_review"
	ClaimOverTarget      Kind = "claim_over_target"
	ClaimReturned        Kind = "claim_returned"
	ClaimApproved        Kind = "claim_approved"
	ClaimMessage         Kind = "claim_message"
	ClaimReopened        Kind = "claim_reopened"
	SecondLook           Kind = "second_look"
	ApprovalDisputed     Kind = "approval_disputed"
	ApprovalStale        Kind = "approval_stale"
	ApprovalEnding       Kind = "approval_ending"
	PackReady            Kind = "pack_ready"
	PackFailed           Kind = "pack_failed"
	PackShared           Kind = "pack_shared"
	RefresherDue         Kind = "refresher_due"
	RefresherLapsed      Kind = "refresher_lapsed"
	RegistrationClosing  Kind = "registration_closing"
	SittingAhead         Kind = "sitting_ahead"
	MeetingToConfirm     Kind = "meeting_to_confirm"
	AuditReleased        Kind = "audit_released"
	AuditFeedback        Kind = "audit_feedback"
	ActionDue            Kind = "action_due"
	AppraisalMeeting     Kind = "appraisal_meeting"
	AppraisalAcknowledge Kind = "appraisal_acknowledge"
	PostEnding           Kind = "post_ending"
	AssignmentEnding     Kind = "assignment_ending"
	TeamBehind           Kind = "team_behind"
	AddressBroken        Kind = "address_broken"
	MailFailed           Kind = "mail_failed"
	CourseAhead          Kind = "course_ahead"
	CoursePlace          Kind = "course_place"
	CourseCancelled      Kind = "course_cancelled"
	AccountChanged       Kind = "account_changed"
	CoverChanged         Kind = "cover_changed"
	EmergencyUsed        Kind = "emergency_used"
)

// kindFacts is what holds for every notice of a kind.
type kindFacts struct {
	title  string
	group  Group
	action string
	// lapses says that letters go out 90, 60, 30 and 7 days before the due date.
	lapses bool
}

var kinds = map[Kind]kindFacts{
	MilestoneDue:         {"Milestone due", ComingUp, "Open the milestone", false},
	MilestoneOverdue:     {"Milestone overdue", NeedsMe, "Open the milestone", false},
	MilestoneReturned:    {"Milestone returned", NeedsMe, "Read why, and record it again", false},
	MilestoneToSign:      {"Sign-off", NeedsMe, "Open the record", false},
	ClaimToReview:        {"Review", NeedsMe, "Open the review", false},
	ClaimOverTarget:      {"Review over target", NeedsMe, "Open the review", false},
	ClaimReturned:        {"Claim returned", NeedsMe, "Read why, and claim again", false},
	ClaimApproved:        {"Claim approved", Information, "Open the claim", false},
	ClaimMessage:         {"Message on a claim", NeedsMe, "Read and answer", false},
	ClaimReopened:        {"Claim reopened", Information, "Open the claim", false},
	SecondLook:           {"Second look", NeedsMe, "Open the approval", false},
	ApprovalDisputed:     {"Second look", Information, "Open the review", false},
	ApprovalStale:        {"Fresh evidence", NeedsMe, "Add evidence, and claim again", false},
	ApprovalEnding:       {"Approval ending", ComingUp, "See what it rests on", true},
	PackReady:            {"Pack ready", Information, "Open the pack", false},
	PackFailed:           {"Pack not made", NeedsMe, "Open the pack", false},
	PackShared:           {"Pack shared", Information, "Open the pack", false},
	RefresherDue:         {"Refresher due", ComingUp, "Open your progress", true},
	RefresherLapsed:      {"Refresher lapsed", NeedsMe, "Open your progress", false},
	RegistrationClosing:  {"Registration closing", ComingUp, "Open the sitting", true},
	SittingAhead:         {"Examination", ComingUp, "Open the sitting", false},
	MeetingToConfirm:     {"Meeting to confirm", NeedsMe, "Open the mentoring log", false},
	AuditReleased:        {"Audit result", Information, "Open the audit", false},
	AuditFeedback:        {"Audit feedback", ComingUp, "Open the audit", false},
	ActionDue:            {"Action", ComingUp, "Open the action", false},
	AppraisalMeeting:     {"Meeting", ComingUp, "Open the meeting", false},
	AppraisalAcknowledge: {"To acknowledge", NeedsMe, "Read and acknowledge", false},
	PostEnding:           {"Appointment ending", ComingUp, "Open the appointment", true},
	AssignmentEnding:     {"Assignment ending", ComingUp, "Open the person", false},
	TeamBehind:           {"Behind in your team", Information, "Open the person", false},
	AddressBroken:        {"E-mail address", NeedsMe, "Open your account", false},
	MailFailed:           {"Mail", NeedsMe, "Open jobs and mail", false},
	CourseAhead:          {"Course", ComingUp, "Open the course", false},
	CoursePlace:          {"Place on a course", Information, "Open the course", false},
	CourseCancelled:      {"Course cancelled", Information, "Open the course", false},
	AccountChanged:       {"Your sign-in", Information, "Open your account", false},
	CoverChanged:         {"Cover for leave", Information, "Open cover for leave", false},
	EmergencyUsed:        {"Emergency access", NeedsMe, "Look at it", false},
}

// Title names the kind.
func (k Kind) Title() string { return kinds[k].title }

// Action says what its link is for.
func (k Kind) Action() string { return kinds[k].action }

// Lapses reports whether letters go out before the due date of such a notice.
func (k Kind) Lapses() bool { return kinds[k].lapses }

// Notice is one thing that somebody should know.
type Notice struct {
	// Key is the same as long as the fact is: see [KeyOf].
	Key  string
	Kind Kind
	// Group is the kind's unless a source says otherwise.
	Group Group
	// To is who should know.
	To uuid.UUID
	// About is whose record it is about when that is somebody else than To; AboutName is filled in by the service.
	About     uuid.UUID
	AboutName string
	// Sentence says it, without anything that a person wrote beyond titles. "{about}" stands for the name of About.
	Sentence string
	// Since is the day from which it holds.
	Since calendar.Date
	// DueOn is no date where nothing is due.
	DueOn calendar.Date
	// Link is a path of the application.
	Link string

	// Seen and SnoozedUntil are what To said about it.
	Seen         bool
	SnoozedUntil calendar.Date
}

// KeyOf makes the key of a notice from its kind and the identifiers of its fact. A fact that happens anew, such as a claim
// that is returned a second time, needs something that changed among them.
func KeyOf(kind Kind, parts ...string) string { return string(kind) + "/" + strings.Join(parts, "/") }

// compareUrgency orders notices: by group, what is due first, then what has waited longest.
func compareUrgency(a, b Notice) int {
	if a.Group != b.Group {
		return int(a.Group) - int(b.Group)
	}
	if c := compareDue(a, b); c != 0 {
		return c
	}
	return compareSince(a, b)
}

// compareDue puts what is due first, and what has no date last.
func compareDue(a, b Notice) int {
	if a.DueOn.IsZero() != b.DueOn.IsZero() {
		if a.DueOn.IsZero() {
			return 1
		}
		return -1
	}
	return a.DueOn.Compare(b.DueOn)
}

func compareSince(a, b Notice) int {
	if c := a.Since.Compare(b.Since); c != 0 {
		return c
	}
	return strings.Compare(a.Key, b.Key)
}

// Thresholds are the days before something lapses on which a letter goes out.
var Thresholds = []int{90, 60, 30, 7}

// threshold gives the threshold that a notice has reached: the smallest number of days that is still as many as are left;
// false when it is further away, past, or lapses not.
func (n Notice) threshold(today calendar.Date) (int, bool) {
	if !n.Kind.Lapses() || n.DueOn.IsZero() {
		return 0, false
	}
	left := today.DaysUntil(n.DueOn)
	reached := 0
	for _, t := range Thresholds {
		if left >= 0 && left <= t {
			reached = t
		}
	}
	return reached, reached > 0
}

// snoozed reports whether the reader has put the notice off beyond today.
func (n Notice) snoozed(today calendar.Date) bool { return n.SnoozedUntil.After(today) }

// Counts are how many notices somebody has.
type Counts struct{ NeedsMe, ComingUp, Information, Unseen, Snoozed int }

func countsOf(all []Notice, today calendar.Date) Counts {
	var c Counts
	for _, n := range all {
		if n.snoozed(today) {
			c.Snoozed++
			continue
		}
		switch n.Group {
		case NeedsMe:
			c.NeedsMe++
		case ComingUp:
			c.ComingUp++
		case Information:
			c.Information++
		}
		if !n.Seen {
			c.Unseen++
		}
	}
	return c
}

// complete fills in what the kind and the circle know, and drops what is not for its reader: somebody who has left, or
// about somebody who has.
func complete(all []Notice, c *Circle) []Notice {
	all = slices.DeleteFunc(all, func(n Notice) bool { return !c.works(n.To) || n.About != uuid.Nil && !c.works(n.About) })
	for i := range all {
		n := &all[i]
		if n.Group == 0 {
			n.Group = kinds[n.Kind].group
		}
		if n.About == n.To {
			n.About = uuid.Nil
		}
		if n.About != uuid.Nil {
			n.AboutName = c.Name(n.About)
			n.Sentence = strings.ReplaceAll(n.Sentence, "{about}", n.AboutName)
		}
	}
	slices.SortStableFunc(all, compareUrgency)
	return all
}
