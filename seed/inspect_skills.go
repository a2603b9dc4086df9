package seed

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var levelWords = []string{"", "One", "Two", "Three", "Four", "Five", "Six", "Seven"}

var (
	// headingParts reads a heading of document 002 in either order.
	headingParts  = regexp.MustCompile(`^(.*?) *\( *(Level \w+|[A-Z]{4}) *\) *\( *(Level \w+|[A-Z]{4}) *\)$`)
	levelInFigure = regexp.MustCompile(`Level \d`)
)

// headingAspect returns the component title as the heading prints it.
func headingAspect(heading string) string {
	if parts := headingParts.FindStringSubmatch(heading); parts != nil {
		return parts[1]
	}
	return heading
}

// headingSpacings finds headings with a space too few or too many about their
// brackets.
func headingSpacings(m material) (found []Finding) {
	for _, s := range m.Framework.Statements {
		parts := headingParts.FindStringSubmatch(s.SourceHeading)
		if parts == nil {
			continue
		}
		even := fmt.Sprintf("%s (%s) (%s)", parts[1], parts[2], parts[3])
		if even != s.SourceHeading {
			found = append(found, Finding{m.Framework.Document, s.SourceHeadingLine, KindHeadingSpacing, Note,
				"The heading has a space too few or too many about its brackets.", s.SourceHeading, even})
		}
	}
	return found
}

// levelStyles finds levels in figures where the skill mostly has words, and
// notes the first heading of each skill that puts its code before the level.
func levelStyles(m material) (found []Finding) {
	inWords, inFigures := map[string]int{}, map[string]int{}
	for _, s := range m.Framework.Statements {
		if levelInFigure.MatchString(s.SourceHeading) {
			inFigures[s.Code]++
		} else {
			inWords[s.Code]++
		}
	}
	codeFirst := map[string]bool{}
	for _, s := range m.Framework.Statements {
		if levelInFigure.MatchString(s.SourceHeading) && inWords[s.Code] > inFigures[s.Code] {
			found = append(found, Finding{m.Framework.Document, s.SourceHeadingLine, KindLevelStyle, Note,
				fmt.Sprintf("The level stands in figures; most headings of %s have words.", s.Code), s.SourceHeading,
				levelInFigure.ReplaceAllString(s.SourceHeading, "Level "+levelWords[s.Level])})
		}
		if strings.Index(s.SourceHeading, s.Code) < strings.Index(s.SourceHeading, "Level") && !codeFirst[s.Code] {
			codeFirst[s.Code] = true
			found = append(found, Finding{m.Framework.Document, s.SourceHeadingLine, KindLevelStyle, Note,
				fmt.Sprintf("From here the headings of %s have the code before the level and the level in figures; the document begins with \"(Level Six) (ANCC)\".", s.Code),
				s.SourceHeading, fmt.Sprintf("%s (Level %s) (%s)", headingAspect(s.SourceHeading), levelWords[s.Level], s.Code)})
		}
	}
	return found
}

// headingSpellings finds component titles that differ in a letter from a title
// that stands right elsewhere, that join the same words in another way, or that
// have a capital inside.
func headingSpellings(m material) (found []Finding) {
	joined := func(title string) string { return strings.ReplaceAll(title, "/", " and ") }
	for _, s := range m.Framework.Statements {
		title := headingAspect(s.SourceHeading)
		report := func(severity Severity, detail, right string) {
			found = append(found, Finding{m.Framework.Document, s.SourceHeadingLine, KindHeadingSpelling, severity, detail, title, right})
		}
		if small := title[:1] + strings.ToLower(title[1:]); small != title {
			report(Note, "The title has a capital inside; every other title has only the first.", small)
		}
		for _, other := range m.Framework.Statements {
			right := headingAspect(other.SourceHeading)
			if right == title {
				continue
			}
			if strings.EqualFold(joined(title), right) {
				report(Note, fmt.Sprintf("The title is joined with a stroke; line %d spells it out.", other.SourceHeadingLine), right)
				break
			}
			if len(right) == len(title)+1 && oneLetterLost(title, right) {
				report(Minor, fmt.Sprintf("The title lacks a letter that line %d has.", other.SourceHeadingLine), right)
				break
			}
		}
	}
	return found
}

// oneLetterLost says whether whole is short with one letter put in.
func oneLetterLost(short, whole string) bool {
	for i := range whole {
		if whole[:i]+whole[i+1:] == short {
			return true
		}
	}
	return false
}

// repeatedAspects finds a component that stands twice at one level with
// different texts.
func repeatedAspects(m material) (found []Finding) {
	first := map[string]Statement{}
	for _, s := range m.Framework.Statements {
		place := fmt.Sprint(s.Code, s.Level, headingAspect(s.SourceHeading))
		before, known := first[place]
		if !known {
			first[place] = s
			continue
		}
		found = append(found, Finding{m.Framework.Document, s.SourceHeadingLine, KindRepeatedAspect, Minor,
			fmt.Sprintf("%s stands at level %d of %s already, on line %d, with another text. Both are kept.", s.Aspect, s.Level, s.Code, before.SourceHeadingLine),
			s.SourceHeading, ""})
	}
	return found
}

// wrongAspects finds a text that stands under two components of one level; the
// wrong one is the one whose component the records correct.
func wrongAspects(m material) (found []Finding) {
	for _, s := range m.Framework.Statements {
		for _, other := range m.Framework.Statements {
			if s.Key == other.Key || s.Code != other.Code || s.Level != other.Level || s.SourceText != other.SourceText {
				continue
			}
			if right := correctionOf(s.Corrections, "aspect"); right != "" && right == other.Aspect {
				found = append(found, Finding{m.Framework.Document, s.SourceLine, KindWrongAspect, Major,
					fmt.Sprintf("The text under %q is that of %q, word for word as on line %d. The text that belongs here is not in the document.", headingAspect(s.SourceHeading), right, other.SourceLine),
					headingAspect(s.SourceHeading) + ": " + s.SourceText, right + ": " + s.SourceText})
			}
		}
	}
	return found
}

// identicalLevels notes statements that are the same at two levels of a skill.
func identicalLevels(m material) (found []Finding) {
	for i, s := range m.Framework.Statements {
		for _, before := range m.Framework.Statements[:i] {
			if before.Code == s.Code && before.Level != s.Level && before.SourceText == s.SourceText {
				found = append(found, Finding{m.Framework.Document, s.SourceLine, KindIdenticalLevels, Note,
					fmt.Sprintf("%s: level %d has the same statement as level %d on line %d, so the levels cannot be told apart by it.", s.Aspect, s.Level, before.Level, before.SourceLine),
					s.SourceText, ""})
				break
			}
		}
	}
	return found
}

// levelOrders notes skills whose levels neither rise nor fall throughout.
func levelOrders(m material) (found []Finding) {
	for _, skill := range m.Framework.Skills {
		var levels []int
		var starts []Statement
		for _, s := range m.Framework.Statements {
			if s.Code == skill.Code && (len(levels) == 0 || levels[len(levels)-1] != s.Level) {
				levels, starts = append(levels, s.Level), append(starts, s)
			}
		}
		falling := slices.Clone(levels)
		slices.Reverse(falling)
		if slices.IsSorted(levels) || slices.IsSorted(falling) {
			continue
		}
		last := starts[len(starts)-1]
		found = append(found, Finding{m.Framework.Document, last.SourceHeadingLine, KindLevelOrder, Note,
			fmt.Sprintf("The levels of %s stand in the order %s.", skill.Code, strings.Trim(fmt.Sprint(levels), "[]")),
			last.SourceHeading, ""})
	}
	return found
}

// skillNames notes skill codes that stand for something else than their
// national name, on the first heading that has them.
func skillNames(m material) (found []Finding) {
	for _, skill := range m.Framework.Skills {
		if skill.Name == skill.NationalName {
			continue
		}
		at := slices.IndexFunc(m.Framework.Statements, func(s Statement) bool { return s.Code == skill.Code })
		if at >= 0 {
			s := m.Framework.Statements[at]
			found = append(found, Finding{m.Framework.Document, s.SourceHeadingLine, KindSkillName, Note,
				fmt.Sprintf("%s is %q in SFIA 9; here it stands for %s.", skill.Code, skill.NationalName, strings.ToLower(skill.Name)), s.SourceHeading, ""})
		}
	}
	return found
}

// splicedSentences finds a text that is another statement of its component,
// torn apart, with more pasted between the parts.
func splicedSentences(m material) (found []Finding) {
	for _, s := range m.Framework.Statements {
		for _, whole := range m.Framework.Statements {
			if s.Code != whole.Code || s.Aspect != whole.Aspect || len(s.SourceText) <= len(whole.SourceText) {
				continue
			}
			for i := 20; i < len(whole.SourceText)-20; i++ {
				head, tail := strings.TrimSpace(whole.SourceText[:i]), strings.TrimSpace(whole.SourceText[i:])
				if strings.HasPrefix(s.SourceText, head) && strings.HasSuffix(s.SourceText, tail) &&
					!strings.HasPrefix(s.SourceText, whole.SourceText) && !strings.HasSuffix(s.SourceText, whole.SourceText) {
					found = append(found, Finding{m.Framework.Document, s.SourceLine, KindSplicedSentence, Major,
						fmt.Sprintf("The statement of level %d (line %d) is torn apart after %q and other sentences are pasted in.", whole.Level, whole.SourceLine, head[strings.LastIndex(head, " ")+1:]),
						s.SourceText, s.Text})
					break
				}
			}
		}
	}
	return found
}

// cutStatements reports the tail of a statement whose heading is cut off.
func cutStatements(m material) (found []Finding) {
	for _, u := range m.Framework.Unheaded {
		if u.What == "cut_statement" {
			found = append(found, Finding{m.Framework.Document, u.Line, KindCutText, Major, u.Reason, u.Text, u.Proposal})
		}
	}
	return found
}
