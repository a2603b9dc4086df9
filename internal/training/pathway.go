package training

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// MilestoneKey names a milestone within its pathway, for example "ccsc".
type MilestoneKey string

// PaperKey names a paper within its examination, for example "theory".
type PaperKey string

// StageKey names a stage within its pathway.
type StageKey string

// AwardKind names an accreditation, for example "acc" for Accredited Clinical Coder.
type AwardKind string

// Pathway is the road from appointment to an award and to keeping it current: what a role's job description asks, as data
// that a trust edits.
type Pathway struct {
	Key   string
	Title string
	// Role is the short name of the role that the pathway belongs to, "clinical-coding-officer". Whoever was ever appointed
	// to it is on the pathway.
	Role string
	// Roles are those that an organisation's own version names; their copies belong to it too.
	Roles []uuid.UUID
	// Further marks a pathway that a person joins besides the road of the post; Joining is what that asks.
	Further bool
	Joining Joining
	// Award is what the pathway leads to.
	Award AwardKind
	// Length is the progression's length from appointment to the award.
	Length calendar.Period
	// DueSoon is how long before its due date a milestone counts as due.
	DueSoon calendar.Period
	Sources []Source
	// Milestones are in the order in which the road is drawn.
	Milestones []Milestone
	Stages     []Stage
}

// Milestone is one step of a pathway.
type Milestone struct {
	Key   MilestoneKey
	Title string
	// Called is the milestone's name inside a sentence: "the Standards course".
	Called string
	// About says what it is, Rule when and how it is to be met.
	About   string
	Rule    string
	Kind    Kind
	Sources []Source
	// Anchor is what the periods below are counted from.
	Anchor Anchor
	// Due is how long after the anchor it falls due. Without one, it falls due with the first milestone that needs it.
	Due calendar.Period
	// NotBefore is how long after the anchor it may be taken at the earliest.
	NotBefore calendar.Period
	// Lasts is how long after the anchor it goes on; it is open all that time and can be completed only at its end.
	Lasts calendar.Period
	// Recurrence is how long after it was last completed it falls due again.
	Recurrence calendar.Period
	// Notice is how long before its date a recurring milestone counts, for the award that it keeps current, as due.
	Notice        calendar.Period
	Running       Running
	Prerequisites []MilestoneKey
	// Throughout marks what applies all the time and is never finished.
	Throughout bool
	// Evidence lists what shows that it is met; Certificate says that it counts only with its certificate.
	Evidence    []string
	Certificate bool
	// SignedBy lists who may sign it off, enter its results or confirm its award: any one of them.
	SignedBy []Signatory
	// Papers are an examination's. KeepsPasses says that a paper once passed need not be sat again.
	Papers      []Paper
	KeepsPasses bool
	// SittingsAYear is how many sittings of the examination there are in a calendar year; 0 where it has no fixed sittings.
	SittingsAYear int
	// Award is what an accreditation milestone gives once everything before it is met.
	Award AwardKind
	// LogBook is what has to be logged and confirmed before it can be recorded.
	LogBook LogBook
	// Here says which aspects of the rule an organisation changed, and what the source says instead.
	Here []AspectHere
}

// Joining is what joining a further pathway asks: an award, held for as long as the edition of the rule in force says.
type Joining struct {
	Award AwardKind
	Held  []HeldFor
}

// HeldFor is how long an award has to be held by one edition of the rule, for those who join from a day on. Without From it
// has always held.
type HeldFor struct {
	Period calendar.Period
	From   calendar.Date
	Source string
	Note   string
}

// HeldForOn gives the edition of the rule for those who join on a day, and false when none was in force.
func (j Joining) HeldForOn(day calendar.Date) (HeldFor, bool) {
	var found HeldFor
	ok := false
	for _, h := range j.Held {
		if !h.From.After(day) && (!ok || h.From.After(found.From)) {
			found, ok = h, true
		}
	}
	return found, ok
}

// LogBook is how many of what a person has to log, each entry confirmed by a signatory: 20 "audits". For what recurs it is
// counted anew each time.
type LogBook struct {
	Counted string
	Number  int
	Source  string
}

// Asked reports whether anything has to be logged.
func (l LogBook) Asked() bool { return l != LogBook{} }

// AspectHere is an aspect of a rule that an organisation changed, and what the source says of it.
type AspectHere struct {
	Aspect Aspect
	Says   string
}

// Paper is one paper of an examination.
type Paper struct {
	Key   PaperKey
	Title string
	// PassMarks are dated; without any, whoever enters the result states the outcome.
	PassMarks []PassMark
}

// Mark is an examination mark in per cent, 0 to 100.
type Mark float64

// String gives "70 %" or "89.5 %".
func (m Mark) String() string { return fmt.Sprintf("%v %%", float64(m)) }

// PassMark is the mark that passes a paper, for sittings from a day on. Without From it has always held.
type PassMark struct {
	Mark   Mark
	From   calendar.Date
	Source string
	Note   string
}

// PassMarkOn gives the pass mark for a sitting on a day, and false when none was in force.
func (p Paper) PassMarkOn(day calendar.Date) (PassMark, bool) {
	var found PassMark
	ok := false
	for _, m := range p.PassMarks {
		if !m.From.After(day) && (!ok || m.From.After(found.From)) {
			found, ok = m, true
		}
	}
	return found, ok
}

// Stage is a part of the road, for counting people. A person is in the first of the pathway's stages that fits: one with
// Until while that milestone is not met, one with WhenOverdue while that milestone is overdue, one with neither always.
type Stage struct {
	Key         StageKey
	Title       string
	Until       MilestoneKey
	WhenOverdue MilestoneKey
}

// AnchorKind says what a milestone's periods are counted from.
type AnchorKind int

// The anchors.
const (
	AnchorAppointment AnchorKind = iota + 1
	AnchorAward
	AnchorMilestone
)

// Anchor is what a milestone's periods are counted from: the appointment, the pathway's award, or the completion of another
// milestone.
type Anchor struct {
	Kind      AnchorKind
	Milestone MilestoneKey
}

// String gives the anchor as pathway files write it: "appointment", "award", "milestone:ccsc".
func (a Anchor) String() string {
	switch a.Kind {
	case AnchorAppointment:
		return "appointment"
	case AnchorAward:
		return "award"
	case AnchorMilestone:
		return "milestone:" + string(a.Milestone)
	default:
		return ""
	}
}

// ParseAnchor reads an anchor.
func ParseAnchor(text string) (Anchor, error) {
	switch text {
	case "appointment":
		return Anchor{Kind: AnchorAppointment}, nil
	case "award":
		return Anchor{Kind: AnchorAward}, nil
	}
	if key, ok := strings.CutPrefix(text, "milestone:"); ok && key != "" {
		return Anchor{Kind: AnchorMilestone, Milestone: MilestoneKey(key)}, nil
	}
	return Anchor{}, fmt.Errorf("%q is not an anchor: write appointment, award or milestone: and its key", text)
}

// Aspect says which part of a milestone's rule a source states.
type Aspect int

// The aspects of a rule.
const (
	AspectDue Aspect = iota + 1
	AspectNotBefore
	AspectPrerequisites
)

var aspectNames = []string{"", "due", "not_before", "prerequisites"}

// String gives the aspect's name as pathway files write it.
func (a Aspect) String() string { return nameOf(aspectNames, int(a)) }

// MarshalText gives the aspect's name.
func (a Aspect) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads an aspect's name.
func (a *Aspect) UnmarshalText(text []byte) error { return parseName(aspectNames, text, (*int)(a)) }

// Source is where a rule comes from: a document, a line of it (0 when the document has none), and that line's text,
// verbatim. States lists the aspects of the rule that the line states.
type Source struct {
	Document string
	Line     int
	Text     string
	States   []Aspect
}

// Milestone gives the milestone of a key.
func (p Pathway) Milestone(key MilestoneKey) (Milestone, bool) {
	for _, m := range p.Milestones {
		if m.Key == key {
			return m, true
		}
	}
	return Milestone{}, false
}

// milestone gives a milestone that the pathway has, without a copy of it; it must not be changed. Of a key that the pathway does
// not have it is one without anything.
func (p *Pathway) milestone(key MilestoneKey) *Milestone {
	for i := range p.Milestones {
		if p.Milestones[i].Key == key {
			return &p.Milestones[i]
		}
	}
	return &Milestone{}
}

// Paper gives the examination paper of a key.
func (m *Milestone) Paper(key PaperKey) (Paper, bool) {
	for _, p := range m.Papers {
		if p.Key == key {
			return p, true
		}
	}
	return Paper{}, false
}

// Recurs reports whether the milestone falls due again and again.
func (m *Milestone) Recurs() bool { return !m.Recurrence.IsZero() }

// Timing gives the milestone's periods in words: "due 3 years from the appointment, not before 24 months"; "" where it has none.
func (m *Milestone) Timing() string {
	var parts []string
	add := func(p calendar.Period, format string) {
		if !p.IsZero() {
			parts = append(parts, fmt.Sprintf(format, p))
		}
	}
	add(m.Lasts, "lasts %s")
	add(m.Due, "due %s from the "+strings.ReplaceAll(m.Anchor.String(), ":", " "))
	add(m.NotBefore, "not before %s")
	add(m.Recurrence, "then every %s")
	if m.Throughout {
		parts = append(parts, "throughout")
	}
	return strings.Join(parts, ", ")
}

// citation gives where an aspect of the rule comes from, " (003 line 61)", from every source where none states the aspect,
// and "" where there is no source.
func (m *Milestone) citation(aspect Aspect) string {
	var stating []Source
	for _, s := range m.Sources {
		if slices.Contains(s.States, aspect) {
			stating = append(stating, s)
		}
	}
	if stating == nil {
		stating = m.Sources
	}
	for _, here := range m.Here {
		switch {
		case here.Aspect != aspect:
		case len(stating) == 0:
			return fmt.Sprintf(" (changed here; the source says %s)", here.Says)
		default:
			return fmt.Sprintf(" (changed here; %s says %s)", Cite(stating), here.Says)
		}
	}
	if len(stating) == 0 {
		return ""
	}
	return " (" + Cite(stating) + ")"
}

// Cite names sources briefly, by the number that the document's file name begins with: "003 lines 67 and 168".
func Cite(sources []Source) string {
	var documents []string
	lines := map[string][]string{}
	for _, s := range sources {
		number, _, _ := strings.Cut(s.Document, "_")
		if !slices.Contains(documents, number) {
			documents = append(documents, number)
		}
		if s.Line > 0 {
			lines[number] = append(lines[number], fmt.Sprint(s.Line))
		}
	}
	for i, number := range documents {
		switch len(lines[number]) {
		case 0:
		case 1:
			documents[i] += " line " + lines[number][0]
		default:
			documents[i] += " lines " + listing(lines[number], "and")
		}
	}
	return strings.Join(documents, "; ")
}

// listing joins words as a sentence does: "a", "a and b", "a, b and c".
func listing(words []string, conjunction string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}
