package training

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// FieldChange is a field that two texts write differently, both in words; "" where there is nothing.
type FieldChange struct {
	Field  string
	Label  string
	Before string
	After  string
}

// How says what became of a milestone between two texts.
type How int

// What can become of a milestone.
const (
	HowAdded How = iota + 1
	HowRemoved
	HowChanged
	HowMoved
)

var howNames = []string{"", "added", "removed", "changed", "moved"}

// String gives the name that the API uses.
func (h How) String() string { return nameOf(howNames, int(h)) }

// MilestoneChange is what became of one milestone. Of an added or removed one, every field that it has is among the fields.
type MilestoneChange struct {
	Key    string
	Title  string
	How    How
	Fields []FieldChange
}

// Difference is what tells one text of a pathway from another.
type Difference struct {
	// Facts are those of the pathway as a whole, its stages included.
	Facts      []FieldChange
	Milestones []MilestoneChange
}

// None reports whether both texts say the same.
func (d Difference) None() bool { return len(d.Facts) == 0 && len(d.Milestones) == 0 }

// fieldLabels are what people call the fields of a text.
var fieldLabels = map[string]string{
	"title": "Title", "called": "Called in a sentence", "about": "What it is", "rule": "Rule in words", "kind": "Kind", "anchor": "Counted from",
	"due": "Due", "notBefore": "Not before", "lasts": "Lasts", "recurrence": "Falls due again every", "notice": "Notice before it falls due again",
	"running": "What holds its clock back", "prerequisites": "Needs first", "throughout": "Applies throughout", "evidence": "Evidence needed",
	"certificate": "Certificate needed", "signedBy": "Signed off by", "papers": "Papers and pass marks", "keepsPasses": "Papers once passed stay passed",
	"award": "Award", "logBook": "Log book", "roles": "Roles", "length": "Length", "dueSoon": "Due soon", "joining": "Asked before joining",
	"stages": "Stages", "further": "Joined beside the post's pathway", "sources": "Sources",
}

// fieldWords names a field inside a sentence.
func fieldWords(field string) string {
	whole, _, _ := strings.Cut(field, "[")
	whole, _, _ = strings.Cut(whole, ".")
	if label, ok := fieldLabels[whole]; ok {
		return label
	}
	return field
}

// RoleTitles names the roles that a text lists.
type RoleTitles map[uuid.UUID]string

// Compare says what tells after from before, milestone by milestone and field by field. The order of milestones counts:
// one that stands elsewhere among those that both have, and is otherwise the same, has moved.
func Compare(before, after PathwayText, titles RoleTitles) Difference {
	d := Difference{Facts: changes(before.facts(titles), after.facts(titles))}
	var common, now []string
	for _, m := range before.Milestones {
		if _, stays := after.milestone(m.Key); stays {
			common = append(common, m.Key)
		}
	}
	for _, m := range after.Milestones {
		if _, was := before.milestone(m.Key); was {
			now = append(now, m.Key)
		}
	}
	moved := displaced(common, now)
	for _, m := range after.Milestones {
		was, known := before.milestone(m.Key)
		fields := changes(was.fields(before), m.fields(after))
		switch {
		case !known:
			d.Milestones = append(d.Milestones, MilestoneChange{m.Key, m.Title, HowAdded, fields})
		case len(fields) > 0:
			d.Milestones = append(d.Milestones, MilestoneChange{m.Key, m.Title, HowChanged, fields})
		case moved[m.Key]:
			d.Milestones = append(d.Milestones, MilestoneChange{m.Key, m.Title, HowMoved, []FieldChange{{
				Field: "order", Label: "Place", Before: fmt.Sprint(slices.Index(common, m.Key) + 1), After: fmt.Sprint(slices.Index(now, m.Key) + 1),
			}}})
		}
	}
	for _, m := range before.Milestones {
		if _, stays := after.milestone(m.Key); !stays {
			d.Milestones = append(d.Milestones, MilestoneChange{m.Key, m.Title, HowRemoved, changes(m.fields(before), nil)})
		}
	}
	return d
}

// displaced gives which keys left the order of the others: those outside the longest run that both orders share.
func displaced(before, after []string) map[string]bool {
	place := map[string]int{}
	for i, key := range before {
		place[key] = i
	}
	// best[i] is the longest rising run that ends with after[i], from[i] the one before it.
	best, from, last := make([]int, len(after)), make([]int, len(after)), -1
	for i, key := range after {
		best[i], from[i] = 1, -1
		for j := range i {
			if place[after[j]] < place[key] && best[j]+1 > best[i] {
				best[i], from[i] = best[j]+1, j
			}
		}
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	moved := map[string]bool{}
	for _, key := range after {
		moved[key] = true
	}
	for i := last; i >= 0; i = from[i] {
		delete(moved, after[i])
	}
	return moved
}

// written is one field of a text in words.
type written struct{ field, words string }

// changes lists the fields whose words differ.
func changes(before, after []written) []FieldChange {
	words := func(of []written, field string) string {
		for _, w := range of {
			if w.field == field {
				return w.words
			}
		}
		return ""
	}
	var all []FieldChange
	longer := after
	if len(before) > len(after) {
		longer = before
	}
	for _, w := range longer {
		was, is := words(before, w.field), words(after, w.field)
		if was != is {
			all = append(all, FieldChange{Field: w.field, Label: fieldWords(w.field), Before: was, After: is})
		}
	}
	return all
}

// facts gives the fields of the pathway as a whole in words.
func (t PathwayText) facts(titles RoleTitles) []written {
	var roles, held, stages []string
	for _, id := range t.Roles {
		if title, ok := titles[id]; ok {
			roles = append(roles, title)
		} else {
			roles = append(roles, "a role that is no longer there")
		}
	}
	slices.Sort(roles)
	for _, h := range t.Joining.Held {
		text := periodWords(h.Period)
		if h.From != "" {
			text += " from " + dayWords(h.From)
		}
		held = append(held, text+" ("+strings.TrimSuffix(h.Source, ".")+")")
	}
	for _, s := range t.Stages {
		text := s.Title
		switch {
		case s.Until != "":
			text += " until " + t.titleOf(s.Until)
		case s.WhenOverdue != "":
			text += " when overdue: " + t.titleOf(s.WhenOverdue)
		}
		stages = append(stages, text)
	}
	joining := ""
	if t.Joining.Award != "" {
		joining = awardWords(t.Joining.Award) + ", held for " + strings.Join(held, "; ")
	}
	return []written{
		{"title", t.Title}, {"further", yes(t.Further)}, {"award", awardWords(t.Award)}, {"roles", strings.Join(roles, "; ")},
		{"length", periodWords(t.Length)}, {"dueSoon", periodWords(t.DueSoon)}, {"joining", joining}, {"stages", strings.Join(stages, "; ")},
	}
}

// fields gives a milestone's fields in words.
func (m MilestoneText) fields(of PathwayText) []written {
	if m.Key == "" {
		return nil
	}
	var needs, papers []string
	for _, key := range m.Prerequisites {
		needs = append(needs, of.titleOf(key))
	}
	slices.Sort(needs)
	for _, p := range m.Papers {
		papers = append(papers, p.words())
	}
	running := ""
	var kind Running
	if err := kind.UnmarshalText([]byte(m.Running)); err != nil {
		running = m.Running
	} else if kind > RunningWorkingTime {
		running = runningWords[kind]
	}
	logBook := ""
	if m.LogBook != (LogBookText{}) {
		logBook = fmt.Sprintf("%d %s (%s)", m.LogBook.Number, m.LogBook.Counted, strings.TrimSuffix(m.LogBook.Source, "."))
	}
	return []written{
		{"title", m.Title}, {"called", m.Called}, {"about", m.About}, {"rule", m.Rule}, {"kind", sentenceCase(strings.ReplaceAll(m.Kind, "_", "-"))},
		{"anchor", of.anchorWords(m.Anchor)}, {"due", periodWords(m.Due)}, {"notBefore", periodWords(m.NotBefore)}, {"lasts", periodWords(m.Lasts)},
		{"recurrence", periodWords(m.Recurrence)}, {"notice", periodWords(m.Notice)}, {"running", running},
		{"prerequisites", strings.Join(needs, "; ")}, {"throughout", yes(m.Throughout)}, {"evidence", strings.Join(m.Evidence, "; ")},
		{"certificate", yes(m.Certificate)}, {"signedBy", listing(slices.Sorted(slices.Values(m.SignedBy)), "or")}, {"papers", strings.Join(papers, "; ")},
		{"keepsPasses", yes(m.KeepsPasses)}, {"award", awardWords(m.Award)}, {"logBook", logBook},
	}
}

// runningWords say what holds a clock back; working time, which most milestones run by, needs no words.
var runningWords = []string{"", "", "Leave only; part-time work does not stretch it", "Nothing: it runs by the calendar"}

func (p PaperText) words() string {
	if len(p.PassMarks) == 0 {
		return p.Title + ": whoever enters the result says whether it was passed"
	}
	var marks []string
	for _, mark := range p.PassMarks {
		text := "pass mark " + Mark(mark.Mark).String()
		if mark.From != "" {
			text += " from " + dayWords(mark.From)
		}
		marks = append(marks, text+" ("+strings.TrimSuffix(mark.Source, ".")+")")
	}
	return p.Title + ": " + strings.Join(marks, ", ")
}

// anchorWords says what periods are counted from.
func (t PathwayText) anchorWords(text string) string {
	anchor, err := ParseAnchor(text)
	switch {
	case err != nil:
		return text
	case anchor.Kind == AnchorMilestone:
		return t.titleOf(string(anchor.Milestone))
	case anchor.Kind == AnchorAward:
		return "The award"
	case t.Further:
		return "Joining"
	default:
		return "The appointment"
	}
}

// periodWords gives "6 months (P6M)", and what is no period as it was typed.
func periodWords(text string) string {
	var p calendar.Period
	switch err := p.UnmarshalText([]byte(text)); {
	case text == "":
		return ""
	case err != nil:
		return fmt.Sprintf("%q, which is not a period", strings.TrimPrefix(text, "P"))
	default:
		return fmt.Sprintf("%s (%s)", p, p.ISO())
	}
}

func dayWords(text string) string {
	if day, err := calendar.ParseDate(text); err == nil {
		return day.String()
	}
	return fmt.Sprintf("%q", text)
}

// awardWords gives "ACC".
func awardWords(award string) string { return strings.ToUpper(award) }

func yes(is bool) string {
	if is {
		return "Yes"
	}
	return ""
}

// aspectFields are the fields of a text that make up each aspect of a rule.
var aspectFields = map[Aspect][]string{
	AspectDue: {"due", "lasts", "recurrence", "anchor", "throughout"}, AspectNotBefore: {"notBefore"}, AspectPrerequisites: {"prerequisites"},
}

// changedAspects says which aspects of a milestone's rule an organisation changed, and what the source says instead.
func changedAspects(source, here MilestoneText, in, now PathwayText) []AspectHere {
	differing := changes(source.fields(in), here.fields(now))
	var all []AspectHere
	for aspect := AspectDue; aspect <= AspectPrerequisites; aspect++ {
		var says []string
		for _, c := range differing {
			if slices.Contains(aspectFields[aspect], c.Field) {
				says = append(says, c.sourceSays())
			}
		}
		if len(says) > 0 {
			all = append(all, AspectHere{aspect, listing(says, "and")})
		}
	}
	return all
}

// sourceSays gives what stood in the field before, inside a sentence: "due 12 months (P12M)".
func (c FieldChange) sourceSays() string {
	label := strings.ToLower(c.Label[:1]) + c.Label[1:]
	if c.Before == "" {
		return label + ": nothing"
	}
	before, _, _ := strings.Cut(c.Before, " (P")
	return label + " " + before
}
