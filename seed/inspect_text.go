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
	for _, q := range m.quoted {
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
		listed := map[int]bool{}
		for _, v := range r.Values {
			listed[v.Lines[0]] = true
		}
		for _, s := range r.Sections {
			group(r.Document, slices.DeleteFunc(slices.Clone(s.Paragraphs), func(p Passage) bool { return listed[p.Lines[0]] })...)
		}
	}
	for _, g := range groups {
		stopped := 0
		for _, q := range g {
			if endsSentence(q.Text) {
				stopped++
			}
		}
		for _, q := range g {
			if endsSentence(q.Text) || len(g) > 1 && 2*stopped <= len(g) || m.garbled[place{q.Document, q.Lines[0]}] {
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

var compound = regexp.MustCompile(`\b[a-z]+(?:-[a-z]+)+\b`)

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
				if q.Document == way.document && strings.Contains(q.Text, way.text) && whole.MatchString(q.Text) && !slices.Contains(lines[way], q.Lines[0]) {
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
					found = append(found, Finding{name, i + 1, KindExtraction, Note, r.detail, words(text), ""})
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
