package seed

import (
	"fmt"
	"slices"
	"strings"
)

// paragraph is a paragraph of a job description with its words.
type paragraph struct {
	line  int
	text  string
	words map[string]bool
}

// paragraphs returns purpose, duties and sections of a role, leaving out what is
// garbled or too short to be compared.
func (r Role) paragraphs() []paragraph {
	var all []paragraph
	add := func(p Passage) {
		set := map[string]bool{}
		for _, w := range strings.FieldsFunc(strings.ToLower(p.Text), func(c rune) bool {
			return !(c >= 'a' && c <= 'z')
		}) {
			set[w] = true
		}
		if len(set) >= 8 {
			all = append(all, paragraph{p.Lines[0], p.Text, set})
		}
	}
	for _, p := range r.Purpose {
		add(p)
	}
	for _, d := range r.Duties {
		add(Passage{Lines: d.Lines, Text: d.Text})
	}
	for _, s := range r.Sections {
		for _, p := range s.Paragraphs {
			add(p)
		}
	}
	slices.SortStableFunc(all, func(a, b paragraph) int { return a.line - b.line })
	return all
}

// duplicateParagraphs finds paragraphs of a job description that say again what
// an earlier one says: in the same words, or with nine tenths of the words of
// the shorter in the longer.
func duplicateParagraphs(m material) (found []Finding) {
	const alike = 0.9
	for _, r := range m.Roles {
		all := r.paragraphs()
		for i, p := range all {
			for _, before := range all[:i] {
				if p.line == before.line || m.garbled[place{r.Document, p.line}] || m.garbled[place{r.Document, before.line}] {
					continue
				}
				if p.text == before.text {
					found = append(found, Finding{r.Document, p.line, KindDuplicate, Minor,
						fmt.Sprintf("The paragraph repeats line %d.", before.line), p.text, ""})
					break
				}
				common := 0
				for w := range p.words {
					if before.words[w] {
						common++
					}
				}
				if float64(common) >= alike*float64(min(len(p.words), len(before.words))) {
					found = append(found, Finding{r.Document, p.line, KindNearDuplicate, Note,
						fmt.Sprintf("The paragraph says again, in nearly the same words, what line %d says.", before.line), p.text, ""})
					break
				}
			}
		}
	}
	return found
}

// splitParagraphs finds paragraphs that a line or page break cut, other than
// those that a table lays out over several lines.
func splitParagraphs(m material) (found []Finding) {
	m.quotedProse(func(q Quotation) {
		if len(q.Lines) < 2 || q.Document == DocumentProfiles && !strings.Contains(q.Text, "archived") {
			return
		}
		table := true
		for i, n := range q.Lines {
			table = table && strings.Contains(m.line(q.Document, n), "\t") && (i == 0 || n == q.Lines[i-1]+1)
		}
		if !table {
			found = append(found, Finding{q.Document, q.Lines[0], KindSplitParagraph, Note,
				fmt.Sprintf("A break cuts the paragraph; it goes on in line %d.", q.Lines[1]),
				plain(m.line(q.Document, q.Lines[1])), q.Text})
		}
	})
	return found
}
