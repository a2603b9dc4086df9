package training

import (
	"fmt"
	"slices"
	"strings"
)

// problems gives a sentence for everything about the pathway that contradicts itself.
func (p Pathway) problems() []string {
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if p.Key == "" || p.Title == "" || p.Role == "" || p.Award == "" {
		say("The pathway needs a key, a title, its role and the award that it leads to.")
	}
	if p.Length.IsZero() || p.DueSoon.IsZero() {
		say("The pathway needs its length and how long before its date a milestone is due soon.")
	}
	if len(p.Milestones) == 0 {
		say("The pathway has no milestones.")
	}
	seen := map[MilestoneKey]bool{}
	for _, m := range p.Milestones {
		if seen[m.Key] {
			say("Milestone %q is there twice.", m.Key)
		}
		seen[m.Key] = true
		for _, sentence := range m.problems() {
			say("Milestone %q %s", m.Key, sentence)
		}
		for _, key := range m.Prerequisites {
			if _, ok := p.Milestone(key); !ok {
				say("Milestone %q needs %q first, which is not a milestone of this pathway.", m.Key, key)
			}
		}
		if _, ok := p.Milestone(m.Anchor.Milestone); m.Anchor.Kind == AnchorMilestone && !ok {
			say("Milestone %q is counted from %q, which is not a milestone of this pathway.", m.Key, m.Anchor.Milestone)
		}
		if m.Anchor.Kind == AnchorAward && !p.gives(p.Award) {
			say("Milestone %q is counted from the award, which no milestone of this pathway gives.", m.Key)
		}
	}
	if circle := p.circle(); circle != nil {
		say("Milestones wait for each other in a circle: %s.", strings.Join(circle, ", "))
	}
	return append(found, p.stageProblems()...)
}

func (m Milestone) problems() []string {
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	if m.Key == "" || m.Title == "" || m.Called == "" || m.About == "" || m.Rule == "" {
		say("needs a key, a title, what it is called in a sentence, what it is and its rule.")
	}
	if m.Kind == 0 {
		say("needs a kind: %s.", listing(kindNames[1:], "or"))
	}
	if len(m.Sources) == 0 {
		say("needs the source of its rule.")
	}
	if len(m.SignedBy) == 0 {
		say("needs somebody who signs it off.")
	}
	if m.Throughout && !(m.Due.IsZero() && m.NotBefore.IsZero() && m.Lasts.IsZero() && m.Recurrence.IsZero()) {
		say("applies throughout, so it can have no dates.")
	}
	if m.Recurs() && m.Due.IsZero() {
		say("recurs, so it needs its first due date.")
	}
	if m.Recurs() && !m.Due.IsZero() && m.Due != m.Recurrence {
		say("recurs every %s, so it has to fall due for the first time after as long.", m.Recurrence)
	}
	if m.Recurs() == m.Notice.IsZero() {
		say("has to recur and say how much notice it gives, both or neither.")
	}
	if m.Kind == KindExamination && len(m.Papers) == 0 {
		say("is an examination, so it needs at least one paper.")
	}
	if m.Kind != KindExamination && len(m.Papers) > 0 {
		say("has papers, so it has to be an examination.")
	}
	if (m.Kind == KindAccreditation) != (m.Award != "") {
		say("has to be an accreditation and name its award, both or neither.")
	}
	if slices.Contains(m.Prerequisites, m.Key) || m.Anchor.Milestone == m.Key && m.Key != "" {
		say("waits for itself.")
	}
	seen := map[PaperKey]bool{}
	for _, paper := range m.Papers {
		if paper.Key == "" || paper.Title == "" || seen[paper.Key] {
			say("has a paper without a key or title, or the same paper twice.")
		}
		seen[paper.Key] = true
		for _, mark := range paper.PassMarks {
			if !(mark.Mark > 0 && mark.Mark <= 100) {
				say("has a pass mark that is not within 1 to 100 for the %s paper.", paper.Key)
			}
			if mark.Source == "" {
				say("has a pass mark without its source for the %s paper.", paper.Key)
			}
		}
	}
	return found
}

func (p Pathway) gives(award AwardKind) bool {
	return slices.ContainsFunc(p.Milestones, func(m Milestone) bool { return m.Award == award })
}

func (p Pathway) stageProblems() []string {
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	seen := map[StageKey]bool{}
	for i, s := range p.Stages {
		if s.Key == "" || s.Title == "" || seen[s.Key] {
			say("A stage has no key or title, or the same key as another.")
		}
		seen[s.Key] = true
		for _, key := range []MilestoneKey{s.Until, s.WhenOverdue} {
			if _, ok := p.Milestone(key); key != "" && !ok {
				say("Stage %q depends on %q, which is not a milestone of this pathway.", s.Key, key)
			}
		}
		if always := s.Until == "" && s.WhenOverdue == ""; always != (i == len(p.Stages)-1) {
			say("Stage %q: the last stage, and no other, depends on no milestone.", s.Key)
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
func (p Pathway) circle() []string {
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
				parts = append(parts, fmt.Sprintf("%s needs %s", round[i], round[i+1]))
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
