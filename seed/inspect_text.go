package seed

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// knownSlips finds every slip of the table in the documents that it is for.
func knownSlips(m material) (found []Finding) {
	for _, slip := range m.Slips {
		for _, name := range slip.Documents {
			for i, line := range m.documents[name].Lines {
				if strings.Contains(line, slip.Wrong) {
					found = append(found, Finding{name, i + 1, slip.Kind, slip.Severity, slip.Reason, slip.Wrong, slip.Right})
				}
			}
		}
	}
	return found
}

// quotedProse calls look for every piece of running text that the records
// quote, once for each line where it begins.
func (m material) quotedProse(look func(Quotation)) {
	for _, q := range m.Quotations() {
		if q.Prose {
			look(q)
		}
	}
}

// doubledWords finds a word, or two forms of one verb, twice in a row.
func doubledWords(m material) (found []Finding) {
	m.quotedProse(func(q Quotation) {
		each := strings.Fields(strings.ToLower(q.Text))
		for i := 1; i < len(each); i++ {
			first, second := each[i-1], each[i]
			stem := strings.TrimSuffix(first, "ing")
			again := first == second || stem != first && (stem == second || stem+"e" == second)
			if again && len(second) > 1 {
				found = append(found, Finding{q.Document, q.Lines[0], KindDoubledWord, Minor,
					"One word stands twice in a row, or two forms of it.", first + " " + second, first})
			}
		}
	})
	return found
}

var runTogether = regexp.MustCompile(`\b[a-z]{3,}[A-Z][a-z]+\b|\b[a-z]{3,}\.[a-z]{3,}\b`)

// wordsRunTogether finds two words, or two sentences, without a space between
// them.
func wordsRunTogether(m material) (found []Finding) {
	m.quotedProse(func(q Quotation) {
		for _, joined := range runTogether.FindAllString(q.Text, -1) {
			at := strings.IndexFunc(joined, func(r rune) bool { return r >= 'A' && r <= 'Z' })
			if dot := strings.Index(joined, "."); dot >= 0 {
				at = dot + 1
			}
			found = append(found, Finding{q.Document, q.Lines[0], KindRunTogether, Minor,
				"Two words run together without a space.", joined, joined[:at] + " " + joined[at:]})
		}
	})
	return found
}

// missingStops finds sentences without their full stop: in documents 000 and
// 002, where every text has one, and in those parts of the job descriptions
// where most paragraphs have.
func missingStops(m material) (found []Finding) {
	var groups [][]Quotation
	group := func(document string, texts ...Passage) {
		var g []Quotation
		for _, p := range texts {
			g = append(g, Quotation{document, p.Lines, p.Text, true})
		}
		groups = append(groups, g)
	}
	for _, p := range m.Profiles {
		for _, s := range p.JobStatements {
			group(p.Document, Passage{Lines: []int{p.JobStatementLine}, Text: s})
		}
		for _, f := range p.Factors {
			group(p.Document, Passage{Lines: f.Lines, Text: f.Descriptor})
			if f.Example != "" {
				group(p.Document, Passage{Lines: f.Lines[len(f.Lines)-1:], Text: f.Example})
			}
		}
	}
	for _, s := range m.Framework.Statements {
		group(m.Framework.Document, Passage{Lines: []int{s.SourceLine}, Text: s.SourceText})
	}
	for _, r := range m.Roles {
		duties := map[string][]Passage{}
		for _, d := range r.Duties {
			duties[d.Heading] = append(duties[d.Heading], Passage{Lines: d.Lines, Text: d.Text})
		}
		for _, h := range r.Headings {
			group(r.Document, duties[h.Text]...)
		}
		for _, s := range r.Sections {
			group(r.Document, s.Paragraphs...)
		}
	}
	garbled := map[string]bool{}
	for _, f := range garbledLines(m) {
		garbled[fmt.Sprint(f.Document, f.Line)] = true
	}
	for _, g := range groups {
		stopped := 0
		for _, q := range g {
			if endsSentence(q.Text) {
				stopped++
			}
		}
		for _, q := range g {
			if endsSentence(q.Text) || len(g) > 1 && 2*stopped <= len(g) || garbled[fmt.Sprint(q.Document, q.Lines[0])] {
				continue
			}
			found = append(found, Finding{q.Document, q.Lines[len(q.Lines)-1], KindMissingStop, Note,
				"The sentence has no full stop; those about it have.", lastWords(q.Text), lastWords(q.Text) + "."})
		}
	}
	return found
}

// endsSentence says whether a text is closed, or is no sentence but a name of a
// few words or the head of a list.
func endsSentence(text string) bool {
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, ":") || strings.HasSuffix(text, ".”") || len(strings.Fields(text)) < 5
}

// lastWords returns the end of a text, enough to find it by.
func lastWords(text string) string {
	each := strings.Fields(text)
	return strings.Join(each[max(0, len(each)-6):], " ")
}

// unbalancedBrackets finds texts with a bracket that has no fellow.
func unbalancedBrackets(m material) (found []Finding) {
	m.quotedProse(func(q Quotation) {
		if strings.Count(q.Text, "(") == strings.Count(q.Text, ")") {
			return
		}
		at := max(strings.LastIndex(q.Text, "("), 0)
		rest := q.Text[at:]
		if end := strings.IndexAny(rest, "/."); end > 5 {
			if long := strings.Index(rest, "/"); long > 0 {
				end = long
			}
			rest = rest[:end]
		}
		found = append(found, Finding{q.Document, q.Lines[len(q.Lines)-1], KindUnbalancedBracket, Minor,
			"A bracket has no fellow.", rest, rest + ")"})
	})
	return found
}

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
	garbled := map[string]bool{}
	for _, f := range garbledLines(m) {
		garbled[fmt.Sprint(f.Document, f.Line)] = true
	}
	for _, r := range m.Roles {
		all := r.paragraphs()
		for i, p := range all {
			for _, before := range all[:i] {
				if p.line == before.line || garbled[fmt.Sprint(r.Document, p.line)] || garbled[fmt.Sprint(r.Document, before.line)] {
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

var compound = regexp.MustCompile(`\b[a-z]+-[a-z]+\b`)

// hyphenations finds compounds that a document writes with and without the
// hyphen, on the lines of the rarer way.
func hyphenations(m material) (found []Finding) {
	type spelling struct{ document, text string }
	lines := map[spelling][]int{}
	var hyphened []spelling
	m.quotedProse(func(q Quotation) {
		for _, c := range compound.FindAllString(q.Text, -1) {
			if s := (spelling{q.Document, c}); !slices.Contains(hyphened, s) {
				hyphened = append(hyphened, s)
			}
		}
	})
	for _, s := range hyphened {
		open := spelling{s.document, strings.ReplaceAll(s.text, "-", " ")}
		for _, way := range []spelling{s, open} {
			whole := regexp.MustCompile(`\b` + way.text + `\b`)
			m.quotedProse(func(q Quotation) {
				if q.Document == way.document && whole.MatchString(q.Text) && !slices.Contains(lines[way], q.Lines[0]) {
					lines[way] = append(lines[way], q.Lines[0])
				}
			})
		}
		rare, common := open, s
		if len(lines[open]) > len(lines[s]) {
			rare, common = s, open
		}
		for _, n := range lines[rare] {
			found = append(found, Finding{rare.document, n, KindHyphenation, Note,
				fmt.Sprintf("The document writes %q more often, first on line %d.", common.text, lines[common][0]), rare.text, common.text})
		}
	}
	return found
}

var opening = regexp.MustCompile(`<(\w+)[^>]*>`)

// unclosedMarkup finds markup that is opened on a line and never closed.
func unclosedMarkup(m material) (found []Finding) {
	for _, name := range DocumentNames() {
		for i, line := range m.documents[name].Lines {
			for _, tag := range opening.FindAllStringSubmatch(line, -1) {
				if !strings.Contains(line, "</"+tag[1]+">") {
					found = append(found, Finding{name, i + 1, KindMarkup, Note,
						fmt.Sprintf("Markup is left in the text, and %q is never closed.", tag[1]), tag[0], ""})
				}
			}
		}
	}
	return found
}

var remains = []struct {
	pattern *regexp.Regexp
	detail  string
}{
	{regexp.MustCompile(`\[image: ?[^\]]*\]`), "An image stood here; what it showed is not in the text."},
	{regexp.MustCompile(`\[bookmark: ?[^\]]*\]`), "A bookmark of the word processor is left in the text."},
	{regexp.MustCompile(`NHS\|`), "The trust's logo was read as letters."},
	{regexp.MustCompile(`^--(\t-+)+$`), "The rule of a table is left in the text."},
	{regexp.MustCompile(`- · `), "A bullet is left beside the dash that stands for it."},
	{regexp.MustCompile(`\t·\t`), "A table cell holds a bullet and nothing else."},
	{regexp.MustCompile(`\tl 1$`), "A frame of the page header was read as a letter beside the version number."},
	{regexp.MustCompile(`\tNumber\t$`), "A label of the page header was read twice."},
}

// extractionRemains finds what the extraction of the text left behind, private
// characters of symbol fonts included.
func extractionRemains(m material) (found []Finding) {
	for _, name := range DocumentNames() {
		for i, line := range m.documents[name].Lines {
			for _, r := range remains {
				if text := r.pattern.FindString(line); text != "" {
					found = append(found, Finding{name, i + 1, KindExtraction, Note, r.detail, strings.TrimSpace(text), ""})
				}
			}
			for _, c := range line {
				if c >= 0xE000 && c <= 0xF8FF && utf8.ValidRune(c) {
					found = append(found, Finding{name, i + 1, KindExtraction, Minor,
						fmt.Sprintf("The mark is a private character of a symbol font (%U), a tick, which most screens do not show.", c), string(c), "√"})
				}
			}
		}
	}
	return found
}
