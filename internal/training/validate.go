package training

import (
	"fmt"
	"slices"
	"strings"

	"bandwise/internal/platform/calendar"
)

// naming gives the name under which a sentence speaks of a milestone: its key in a file, its title to people.
type naming func(key string) string

// problems gives a sentence for everything about the pathway that contradicts itself. What comes from documents has to name
// its role and its sources; an organisation's own pathway lists its roles and needs no source.
func (p Pathway) problems(name naming, fromDocuments bool) []Problem {
	var found []Problem
	say := func(m MilestoneKey, field, format string, args ...any) {
		found = append(found, Problem{m, field, fmt.Sprintf(format, args...)})
	}
	switch {
	case fromDocuments:
		if p.Key == "" || p.Title == "" || p.Role == "" && !p.Further || p.Award == "" {
			say("", "", "The pathway needs a key, a title, its role and the award that it leads to.")
		}
		if p.Length.IsZero() || p.DueSoon.IsZero() {
			say("", "", "The pathway needs its length and how long before its date a milestone is due soon.")
		}
	default:
		found = append(found, p.factProblems()...)
	}
	found = append(found, p.joiningProblems()...)
	if len(p.Milestones) == 0 {
		say("", "milestones", "The pathway has no milestones.")
	}
	seen := map[MilestoneKey]bool{}
	anchored := false
	for _, m := range p.Milestones {
		if seen[m.Key] {
			say(m.Key, "key", "Milestone %q is there twice.", name(string(m.Key)))
		}
		seen[m.Key] = true
		for _, problem := range m.problems(fromDocuments) {
			say(m.Key, problem.Field, "Milestone %q %s", name(string(m.Key)), problem.Sentence)
		}
		for _, key := range m.Prerequisites {
			if _, ok := p.Milestone(key); !ok {
				say(m.Key, "prerequisites", "Milestone %q needs %q first, which is not a milestone of this pathway.", name(string(m.Key)), name(string(key)))
			}
		}
		if _, ok := p.Milestone(m.Anchor.Milestone); m.Anchor.Kind == AnchorMilestone && !ok {
			say(m.Key, "anchor", "Milestone %q is counted from %q, which is not a milestone of this pathway.", name(string(m.Key)), name(string(m.Anchor.Milestone)))
		}
		if m.Anchor.Kind == AnchorAward && !p.gives(p.Award) {
			anchored = true
			say(m.Key, "anchor", "Milestone %q is counted from the award, which no milestone of this pathway gives.", name(string(m.Key)))
		}
	}
	if p.Award != "" && !p.gives(p.Award) && !anchored && len(p.Milestones) > 0 {
		say("", "award", "The pathway leads to an award that none of its milestones gives. Add the milestone that gives it.")
	}
	if circle := p.circle(name); circle != nil {
		say("", "milestones", "Milestones wait for each other in a circle: %s.", strings.Join(circle, ", "))
	}
	return append(found, p.stageProblems(name)...)
}

// factProblems says what is missing of what an organisation writes about its own pathway as a whole.
func (p Pathway) factProblems() []Problem {
	var found []Problem
	need := func(ok bool, field, sentence string) {
		if !ok {
			found = append(found, Problem{Field: field, Sentence: sentence})
		}
	}
	need(p.Title != "", "title", "Enter the pathway's title.")
	need(p.Award != "", "award", "Choose the award that the pathway leads to.")
	need(p.Further || len(p.Roles) > 0, "roles", "Choose at least one role that puts people on the pathway.")
	need(!p.Length.IsZero(), "length", "Enter how long the pathway takes.")
	need(!p.DueSoon.IsZero(), "dueSoon", "Enter how long before its date a milestone counts as due soon.")
	return found
}

// joiningProblems says what is wrong with what joining asks.
func (p Pathway) joiningProblems() []Problem {
	var found []Problem
	say := func(field, sentence string) { found = append(found, Problem{Field: field, Sentence: sentence}) }
	if !p.Further && (p.Joining.Award != "" || len(p.Joining.Held) > 0) {
		say("joining", "Only a further pathway is joined, so this one cannot ask for an award held before.")
	}
	if (p.Joining.Award == "") != (len(p.Joining.Held) == 0) {
		say("joining", "Say both which award joining asks for and how long it has to be held, or neither.")
	}
	seen := map[calendar.Date]bool{}
	for i, held := range p.Joining.Held {
		field := fmt.Sprintf("joining.held[%d]", i)
		if held.Period.IsZero() {
			say(field+".period", "Enter how long the award has to be held.")
		}
		if held.Source == "" {
			say(field+".source", "Say where the rule about how long the award has to be held comes from.")
		}
		if seen[held.From] {
			say(field+".from", "Two editions of the rule about how long the award has to be held begin on the same day.")
		}
		seen[held.From] = true
	}
	return found
}

func (m Milestone) problems(fromDocuments bool) []Problem {
	var found []Problem
	say := func(field, format string, args ...any) {
		found = append(found, Problem{Field: field, Sentence: fmt.Sprintf(format, args...)})
	}
	switch {
	case fromDocuments:
		if m.Key == "" || m.Title == "" || m.Called == "" || m.About == "" || m.Rule == "" {
			say("", "needs a key, a title, what it is called in a sentence, what it is and its rule.")
		}
		if len(m.Sources) == 0 {
			say("sources", "needs the source of its rule.")
		}
	default:
		for _, need := range []struct{ text, field, what string }{
			{m.Title, "title", "a title"}, {m.Called, "called", "what it is called inside a sentence"}, {m.About, "about", "a sentence that says what it is"},
			{m.Rule, "rule", "a sentence that says when and how it is to be met"},
		} {
			if need.text == "" {
				say(need.field, "needs %s.", need.what)
			}
		}
	}
	if m.Kind == 0 {
		say("kind", "needs a kind: %s.", listing(kindNames[1:], "or"))
	}
	if len(m.SignedBy) == 0 {
		say("signedBy", "needs somebody who signs it off.")
	}
	if m.Throughout && !(m.Due.IsZero() && m.NotBefore.IsZero() && m.Lasts.IsZero() && m.Recurrence.IsZero()) {
		say("throughout", "applies throughout, so it can have no dates.")
	}
	if m.Recurs() && m.Due.IsZero() {
		say("due", "recurs, so it needs its first due date.")
	}
	if m.Recurs() && !m.Due.IsZero() && m.Due != m.Recurrence {
		say("due", "recurs every %s, so it has to fall due for the first time after as long.", m.Recurrence)
	}
	if m.Recurs() == m.Notice.IsZero() {
		say("notice", "has to recur and say how much notice it gives, both or neither.")
	}
	if shorter(m.Due, m.NotBefore) {
		say("due", "falls due after %s, before it may be taken, which is after %s.", m.Due, m.NotBefore)
	}
	if shorter(m.Due, m.Lasts) {
		say("due", "falls due after %s, but it lasts %s.", m.Due, m.Lasts)
	}
	if m.Kind == KindExamination && len(m.Papers) == 0 {
		say("papers", "is an examination, so it needs at least one paper.")
	}
	if m.Kind != KindExamination && len(m.Papers) > 0 {
		say("papers", "has papers, so it has to be an examination.")
	}
	if (m.Kind == KindAccreditation) != (m.Award != "") {
		say("award", "has to be an accreditation and name its award, both or neither.")
	}
	if slices.Contains(m.Prerequisites, m.Key) || m.Anchor.Milestone == m.Key && m.Key != "" {
		say("prerequisites", "waits for itself.")
	}
	found = append(found, m.logBookProblems()...)
	return append(found, m.paperProblems()...)
}

// logBookProblems says what is wrong with what the milestone asks of the log book.
func (m Milestone) logBookProblems() []Problem {
	switch {
	case !m.LogBook.Asked():
		return nil
	case m.LogBook.Counted == "" || m.LogBook.Number < 1:
		return []Problem{{Field: "logBook", Sentence: "keeps a log book, so say what is counted in it and how many are asked."}}
	case m.LogBook.Source == "":
		return []Problem{{Field: "logBook.source", Sentence: "asks for a number in its log book without saying where the number comes from."}}
	case len(m.Papers) > 0 || m.Award != "" || m.Throughout:
		return []Problem{{Field: "logBook", Sentence: "keeps a log book, so it can be neither an examination, nor an award, nor throughout."}}
	}
	return nil
}

func (m Milestone) paperProblems() []Problem {
	var found []Problem
	seen := map[PaperKey]bool{}
	for i, paper := range m.Papers {
		field := fmt.Sprintf("papers[%d]", i)
		if paper.Key == "" || paper.Title == "" || seen[paper.Key] {
			found = append(found, Problem{Field: field + ".title", Sentence: "has a paper without a key or title, or the same paper twice."})
		}
		seen[paper.Key] = true
		for j, mark := range paper.PassMarks {
			at := fmt.Sprintf("%s.passMarks[%d]", field, j)
			if !(mark.Mark > 0 && mark.Mark <= 100) {
				found = append(found, Problem{Field: at + ".mark", Sentence: fmt.Sprintf("has a pass mark that is not within 1 to 100 for the %s paper.", paper.Key)})
			}
			if mark.Source == "" {
				found = append(found, Problem{Field: at + ".source", Sentence: fmt.Sprintf("has a pass mark without its source for the %s paper.", paper.Key)})
			}
		}
	}
	return found
}

// shorter reports whether one period, counted from the same day, ends before another; one that is none is not compared.
func shorter(a, b calendar.Period) bool {
	if a.IsZero() || a.IsNegative() || b.IsZero() || b.IsNegative() {
		return false
	}
	from := calendar.On(2025, 1, 1)
	return from.Add(a).Before(from.Add(b))
}

func (p Pathway) gives(award AwardKind) bool {
	return slices.ContainsFunc(p.Milestones, func(m Milestone) bool { return m.Award == award })
}

func (p Pathway) stageProblems(name naming) []Problem {
	var found []Problem
	say := func(format string, args ...any) {
		found = append(found, Problem{Field: "stages", Sentence: fmt.Sprintf(format, args...)})
	}
	called := func(s Stage) string {
		if p.Role != "" || s.Title == "" {
			return string(s.Key)
		}
		return s.Title
	}
	seen := map[StageKey]bool{}
	for i, s := range p.Stages {
		if s.Key == "" || s.Title == "" || seen[s.Key] {
			say("A stage has no key or title, or the same key as another.")
		}
		seen[s.Key] = true
		for _, key := range []MilestoneKey{s.Until, s.WhenOverdue} {
			if _, ok := p.Milestone(key); key != "" && !ok {
				say("Stage %q depends on %q, which is not a milestone of this pathway.", called(s), name(string(key)))
			}
		}
		if always := s.Until == "" && s.WhenOverdue == ""; always != (i == len(p.Stages)-1) {
			say("Stage %q: the last stage, and no other, depends on no milestone.", called(s))
		}
	}
	if len(p.Stages) == 0 {
		say("The pathway needs at least one stage.")
	}
	return found
}

// waitsFor gives the milestones that have to be met before m is, or before its dates can be counted.
func (p Pathway) waitsFor(m Milestone) []MilestoneKey {
	before := slices.Clone(m.Prerequisites)
	switch m.Anchor.Kind {
	case AnchorMilestone:
		before = append(before, m.Anchor.Milestone)
	case AnchorAward:
		for _, other := range p.Milestones {
			if other.Award == p.Award && other.Award != "" {
				before = append(before, other.Key)
			}
		}
	}
	return before
}

// circle gives the sentence parts of one circle of milestones that wait for each other, "nccq needs acc", and nil when there
// is none. A milestone that names itself is reported on its own.
func (p Pathway) circle(name naming) []string {
	const visiting, visited = 1, 2
	marks := map[MilestoneKey]int{}
	var path []MilestoneKey
	var visit func(key MilestoneKey) []string
	visit = func(key MilestoneKey) []string {
		switch marks[key] {
		case visited:
			return nil
		case visiting:
			var parts []string
			round := append(path[slices.Index(path, key):], key)
			for i := range round[1:] {
				parts = append(parts, fmt.Sprintf("%s needs %s", name(string(round[i])), name(string(round[i+1]))))
			}
			return parts
		}
		m, ok := p.Milestone(key)
		if !ok {
			return nil
		}
		marks[key] = visiting
		path = append(path, key)
		for _, before := range p.waitsFor(m) {
			if before == key {
				continue
			}
			if parts := visit(before); parts != nil {
				return parts
			}
		}
		path = path[:len(path)-1]
		marks[key] = visited
		return nil
	}
	for _, m := range p.Milestones {
		if parts := visit(m.Key); parts != nil {
			return parts
		}
	}
	return nil
}
