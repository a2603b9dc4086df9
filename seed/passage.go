package seed

import (
	"regexp"
	"strconv"
	"strings"
)

// Quotation is a piece of a source document as a record quotes it. Prose tells
// whether it is running text, as labels, headings, marks and figures are not.
type Quotation struct {
	Document string
	Lines    []int
	Text     string
	Prose    bool
}

var (
	markup = regexp.MustCompile(`<[^>]*>|\[(?:image|bookmark): ?[^\]]*\]`)
	bullet = regexp.MustCompile(`(?:^|[\t ])[-*·•](?:[\t ]|$)`)
)

// plain returns a line of a source document without markup and bullets, its
// white space evened out. Table cells are parted by a space.
func plain(line string) string {
	line = markup.ReplaceAllString(line, " ")
	for bullet.MatchString(strings.TrimSpace(line)) && bullet.FindStringIndex(strings.TrimSpace(line))[0] == 0 {
		line = strings.TrimSpace(strings.TrimSpace(line)[bullet.FindStringIndex(strings.TrimSpace(line))[1]:])
	}
	return words(line)
}

// Quotations returns everything that the records quote, so that a reader can
// find for each line of a document what became of it.
func (ref Reference) Quotations() []Quotation {
	var all []Quotation
	for _, p := range ref.Profiles {
		all = append(all, p.quotations()...)
	}
	all = append(all, ref.Contents.quotations()...)
	all = append(all, ref.Framework.quotations()...)
	for _, r := range ref.Roles {
		all = append(all, r.quotations()...)
	}
	return all
}

// quoting gathers the quotations of one document.
type quoting struct {
	document string
	all      []Quotation
}

func (q *quoting) label(lines []int, texts ...string) { q.add(false, lines, texts...) }
func (q *quoting) prose(lines []int, texts ...string) { q.add(true, lines, texts...) }

func (q *quoting) add(prose bool, lines []int, texts ...string) {
	for _, text := range texts {
		if text != "" {
			q.all = append(q.all, Quotation{q.document, lines, text, prose})
		}
	}
}

func (p Profile) quotations() []Quotation {
	q := quoting{document: p.Document}
	q.label([]int{p.Line}, "Profile Suite and Label", p.SuiteAndLabel)
	q.label([]int{p.JobStatementLine}, "Job Statement")
	for i, statement := range p.JobStatements {
		q.prose([]int{p.JobStatementLine}, statement)
		if p.JobStatementsNumbered {
			q.label([]int{p.JobStatementLine}, strconv.Itoa(i+1)+".")
		}
	}
	for _, f := range p.Factors {
		q.label([]int{f.Line}, f.number(), f.Name, f.LevelText, f.ScoreText)
		q.prose(f.Lines, f.Text)
	}
	q.label([]int{p.TotalLine}, p.TotalText, "Band "+p.Band)
	return q.all
}

func (c Contents) quotations() []Quotation {
	q := quoting{document: c.Document}
	for _, h := range c.Headings {
		q.label(h.Lines, h.Text)
	}
	for _, e := range c.Entries {
		q.label([]int{e.Line}, e.row())
	}
	for _, v := range c.Versions {
		q.label(v.Lines[:1], v.Action, v.Date)
		q.prose(v.Lines, v.Notes)
	}
	for _, a := range c.Archived {
		q.label([]int{a.Line}, a.Text)
	}
	return q.all
}

func (f Framework) quotations() []Quotation {
	q := quoting{document: f.Document}
	for _, u := range f.Unheaded {
		q.prose([]int{u.Line}, u.Text)
	}
	for _, s := range f.Statements {
		q.label([]int{s.SourceHeadingLine}, s.SourceHeading)
		q.prose([]int{s.SourceLine}, s.SourceText)
	}
	return q.all
}

func (r Role) quotations() []Quotation {
	q := quoting{document: r.Document}
	for _, d := range r.Details {
		q.label(d.Lines, d.Label, d.Text)
	}
	for _, h := range r.Headings {
		q.label(h.Lines, h.Number, h.Text)
	}
	for _, p := range r.Purpose {
		q.prose(p.Lines, p.Text)
	}
	for _, p := range append(append([]Passage{}, r.Relationships...), r.Values...) {
		q.label(p.Lines, p.Text)
	}
	for _, d := range r.Duties {
		q.prose(d.Lines, d.Text)
	}
	for _, c := range r.Criteria {
		q.prose(c.Lines, c.Criterion)
		q.label(c.MarkLines, c.Mark)
	}
	for _, h := range r.Hazards {
		q.label(h.Lines, h.Text, h.Mark)
	}
	for _, s := range r.Sections {
		for _, p := range s.Paragraphs {
			q.prose(p.Lines, p.Text)
		}
	}
	return q.all
}
