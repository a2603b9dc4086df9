package training

import (
	"encoding"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"bandwise/internal/platform/calendar"
)

// InvalidPathwayError says what is wrong with a pathway, one sentence for each problem.
type InvalidPathwayError struct {
	Problems []string
}

func (e *InvalidPathwayError) Error() string { return strings.Join(e.Problems, " ") }

// pathwayFile is a pathway as it is written down. Periods, names and dates are texts here, so that every wrong one is
// reported in a sentence of its own rather than the first one alone.
type pathwayFile struct {
	Key        string          `yaml:"key"`
	Title      string          `yaml:"title"`
	Role       string          `yaml:"role"`
	Award      string          `yaml:"award"`
	Length     string          `yaml:"length"`
	DueSoon    string          `yaml:"dueSoon"`
	Sources    []sourceFile    `yaml:"sources"`
	Milestones []milestoneFile `yaml:"milestones"`
	Stages     []stageFile     `yaml:"stages"`
}

type milestoneFile struct {
	Key           string       `yaml:"key"`
	Title         string       `yaml:"title"`
	Called        string       `yaml:"called"`
	About         string       `yaml:"about"`
	Rule          string       `yaml:"rule"`
	Kind          string       `yaml:"kind"`
	Sources       []sourceFile `yaml:"sources"`
	Anchor        string       `yaml:"anchor"`
	Due           string       `yaml:"due"`
	NotBefore     string       `yaml:"notBefore"`
	Lasts         string       `yaml:"lasts"`
	Recurrence    string       `yaml:"recurrence"`
	Notice        string       `yaml:"notice"`
	Running       string       `yaml:"running"`
	Prerequisites []string     `yaml:"prerequisites"`
	Throughout    bool         `yaml:"throughout"`
	Evidence      []string     `yaml:"evidence"`
	Certificate   bool         `yaml:"certificate"`
	SignedBy      []string     `yaml:"signedBy"`
	Papers        []paperFile  `yaml:"papers"`
	KeepsPasses   bool         `yaml:"keepsPasses"`
	Award         string       `yaml:"award"`
}

type sourceFile struct {
	Document string   `yaml:"document"`
	Line     int      `yaml:"line"`
	Text     string   `yaml:"text"`
	States   []string `yaml:"states"`
}

type paperFile struct {
	Key       string         `yaml:"key"`
	Title     string         `yaml:"title"`
	PassMarks []passMarkFile `yaml:"passMarks"`
}

type passMarkFile struct {
	Mark   float64 `yaml:"mark"`
	From   string  `yaml:"from"`
	Source string  `yaml:"source"`
	Note   string  `yaml:"note"`
}

type stageFile struct {
	Key         string `yaml:"key"`
	Title       string `yaml:"title"`
	Until       string `yaml:"until"`
	WhenOverdue string `yaml:"whenOverdue"`
}

// ParsePathway reads one pathway file. What is wrong with it comes back as an *InvalidPathwayError: a wrong period, name or
// date, an unknown field, a missing text, a prerequisite that is not there, a circle.
func ParsePathway(text []byte) (Pathway, error) {
	var f pathwayFile
	if err := yaml.UnmarshalWithOptions(text, &f, yaml.Strict()); err != nil {
		reason, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return Pathway{}, &InvalidPathwayError{Problems: []string{fmt.Sprintf("The file cannot be read: %s.", reason)}}
	}
	r := &pathwayReader{}
	p := r.pathway(f)
	problems := append(r.problems, p.problems()...)
	if len(problems) > 0 {
		return Pathway{}, &InvalidPathwayError{Problems: problems}
	}
	return p, nil
}

// pathwayReader turns texts into values and collects a sentence for each that it cannot turn.
type pathwayReader struct {
	where    string
	problems []string
}

func (r *pathwayReader) refuse(what string, err error) {
	r.problems = append(r.problems, fmt.Sprintf("%s: %s: %s.", r.where, what, err))
}

func (r *pathwayReader) into(what, text string, value encoding.TextUnmarshaler) {
	if err := value.UnmarshalText([]byte(text)); err != nil {
		r.refuse(what, err)
	}
}

func (r *pathwayReader) period(what, text string) (p calendar.Period) {
	r.into(what, text, &p)
	if p.IsNegative() {
		r.refuse(what, fmt.Errorf("%s runs back in time", text))
	}
	return p
}

func (r *pathwayReader) pathway(f pathwayFile) Pathway {
	r.where = "The pathway"
	p := Pathway{
		Key: f.Key, Title: f.Title, Role: f.Role, Award: AwardKind(f.Award),
		Length: r.period("length", f.Length), DueSoon: r.period("dueSoon", f.DueSoon), Sources: r.sources(f.Sources),
	}
	for _, m := range f.Milestones {
		p.Milestones = append(p.Milestones, r.milestone(m))
	}
	for _, s := range f.Stages {
		p.Stages = append(p.Stages, Stage{
			Key: StageKey(s.Key), Title: s.Title, Until: MilestoneKey(s.Until), WhenOverdue: MilestoneKey(s.WhenOverdue),
		})
	}
	return p
}

func (r *pathwayReader) milestone(f milestoneFile) Milestone {
	r.where = fmt.Sprintf("Milestone %q", f.Key)
	m := Milestone{
		Key: MilestoneKey(f.Key), Title: f.Title, Called: f.Called, About: f.About, Rule: f.Rule,
		Sources: r.sources(f.Sources), Throughout: f.Throughout, Evidence: f.Evidence, Certificate: f.Certificate,
		Due: r.period("due", f.Due), NotBefore: r.period("notBefore", f.NotBefore), Lasts: r.period("lasts", f.Lasts),
		Recurrence: r.period("recurrence", f.Recurrence), Notice: r.period("notice", f.Notice), KeepsPasses: f.KeepsPasses, Award: AwardKind(f.Award),
	}
	r.into("kind", f.Kind, &m.Kind)
	anchor, err := ParseAnchor(f.Anchor)
	if err != nil {
		r.refuse("anchor", err)
	}
	m.Anchor = anchor
	r.into("running", f.Running, &m.Running)
	if f.Running == "" {
		m.Running = RunningWorkingTime
	}
	for _, key := range f.Prerequisites {
		m.Prerequisites = append(m.Prerequisites, MilestoneKey(key))
	}
	for _, name := range f.SignedBy {
		var s Signatory
		r.into("signedBy", name, &s)
		m.SignedBy = append(m.SignedBy, s)
	}
	for _, paper := range f.Papers {
		m.Papers = append(m.Papers, r.paper(paper))
	}
	return m
}

func (r *pathwayReader) paper(f paperFile) Paper {
	p := Paper{Key: PaperKey(f.Key), Title: f.Title}
	for _, mark := range f.PassMarks {
		m := PassMark{Mark: Mark(mark.Mark), Source: mark.Source, Note: mark.Note}
		r.into("from", mark.From, &m.From)
		p.PassMarks = append(p.PassMarks, m)
	}
	return p
}

func (r *pathwayReader) sources(files []sourceFile) []Source {
	var all []Source
	for _, f := range files {
		s := Source{Document: f.Document, Line: f.Line, Text: f.Text}
		for _, name := range f.States {
			var a Aspect
			r.into("states", name, &a)
			s.States = append(s.States, a)
		}
		all = append(all, s)
	}
	return all
}
