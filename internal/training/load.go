package training

import (
	"encoding"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
)

// InvalidPathwayError says what is wrong with a pathway, one sentence for each problem.
type InvalidPathwayError struct {
	Problems []string
}

func (e *InvalidPathwayError) Error() string { return strings.Join(e.Problems, " ") }

// Problem is a sentence about what is wrong with a pathway, and where: the milestone, "" for the pathway itself, and the
// field as [PathwayText] names it, "" where it is about the whole.
type Problem struct {
	Milestone MilestoneKey
	Field     string
	Sentence  string
}

// PathwayText is a pathway as it is written down. Periods, names and dates are texts here, so that a draft is kept with
// whatever is wrong in it, and every wrong one is reported in a sentence of its own rather than the first one alone.
type PathwayText struct {
	Key   string `yaml:"key" json:"key"`
	Title string `yaml:"title" json:"title"`
	// Role is the short name of the source document's role; an organisation's own version lists its roles in Roles.
	Role       string          `yaml:"role" json:"-"`
	Roles      []uuid.UUID     `yaml:"-" json:"roles"`
	Further    bool            `yaml:"further" json:"further"`
	Award      string          `yaml:"award" json:"award"`
	Length     string          `yaml:"length" json:"length"`
	DueSoon    string          `yaml:"dueSoon" json:"dueSoon"`
	Joining    JoiningText     `yaml:"joining" json:"joining"`
	Sources    []SourceText    `yaml:"sources" json:"sources"`
	Milestones []MilestoneText `yaml:"milestones" json:"milestones"`
	Stages     []StageText     `yaml:"stages" json:"stages"`
}

// JoiningText is what joining a further pathway asks, as it is written down.
type JoiningText struct {
	Award string        `yaml:"award" json:"award"`
	Held  []HeldForText `yaml:"held" json:"held"`
}

// HeldForText is how long an award has to be held, by one edition of the rule.
type HeldForText struct {
	Period string `yaml:"period" json:"period"`
	From   string `yaml:"from" json:"from"`
	Source string `yaml:"source" json:"source"`
	Note   string `yaml:"note" json:"note"`
}

// MilestoneText is a milestone as it is written down.
type MilestoneText struct {
	Key           string       `yaml:"key" json:"key"`
	Title         string       `yaml:"title" json:"title"`
	Called        string       `yaml:"called" json:"called"`
	About         string       `yaml:"about" json:"about"`
	Rule          string       `yaml:"rule" json:"rule"`
	Kind          string       `yaml:"kind" json:"kind"`
	Sources       []SourceText `yaml:"sources" json:"sources"`
	Anchor        string       `yaml:"anchor" json:"anchor"`
	Due           string       `yaml:"due" json:"due"`
	NotBefore     string       `yaml:"notBefore" json:"notBefore"`
	Lasts         string       `yaml:"lasts" json:"lasts"`
	Recurrence    string       `yaml:"recurrence" json:"recurrence"`
	Notice        string       `yaml:"notice" json:"notice"`
	Running       string       `yaml:"running" json:"running"`
	Prerequisites []string     `yaml:"prerequisites" json:"prerequisites"`
	Throughout    bool         `yaml:"throughout" json:"throughout"`
	Evidence      []string     `yaml:"evidence" json:"evidence"`
	Certificate   bool         `yaml:"certificate" json:"certificate"`
	SignedBy      []string     `yaml:"signedBy" json:"signedBy"`
	Papers        []PaperText  `yaml:"papers" json:"papers"`
	KeepsPasses   bool         `yaml:"keepsPasses" json:"keepsPasses"`
	SittingsAYear int          `yaml:"sittingsAYear" json:"sittingsAYear"`
	Award         string       `yaml:"award" json:"award"`
	LogBook       LogBookText  `yaml:"logBook" json:"logBook"`
}

// LogBookText is what a milestone asks of the log book, as it is written down.
type LogBookText struct {
	Counted string `yaml:"counted" json:"counted"`
	Number  int    `yaml:"number" json:"number"`
	Source  string `yaml:"source" json:"source"`
}

// SourceText is a source as it is written down.
type SourceText struct {
	Document string   `yaml:"document" json:"document"`
	Line     int      `yaml:"line" json:"line"`
	Text     string   `yaml:"text" json:"text"`
	States   []string `yaml:"states" json:"states"`
}

// PaperText is an examination's paper as it is written down.
type PaperText struct {
	Key       string         `yaml:"key" json:"key"`
	Title     string         `yaml:"title" json:"title"`
	PassMarks []PassMarkText `yaml:"passMarks" json:"passMarks"`
}

// PassMarkText is a pass mark as it is written down.
type PassMarkText struct {
	Mark   float64 `yaml:"mark" json:"mark"`
	From   string  `yaml:"from" json:"from"`
	Source string  `yaml:"source" json:"source"`
	Note   string  `yaml:"note" json:"note"`
}

// StageText is a stage as it is written down.
type StageText struct {
	Key         string `yaml:"key" json:"key"`
	Title       string `yaml:"title" json:"title"`
	Until       string `yaml:"until" json:"until"`
	WhenOverdue string `yaml:"whenOverdue" json:"whenOverdue"`
}

// ParsePathway reads one pathway file. What is wrong with it comes back as an *InvalidPathwayError: a wrong period, name or
// date, an unknown field, a missing text, a prerequisite that is not there, a circle.
func ParsePathway(text []byte) (Pathway, error) {
	t, err := ParsePathwayText(text)
	if err != nil {
		return Pathway{}, err
	}
	r := &pathwayReader{name: func(key string) string { return key }, file: true}
	p := r.pathway(t)
	problems := append(r.problems, p.problems(r.name, true)...)
	if len(problems) > 0 {
		var sentences []string
		for _, problem := range problems {
			sentences = append(sentences, problem.Sentence)
		}
		return Pathway{}, &InvalidPathwayError{Problems: sentences}
	}
	return p, nil
}

// ParsePathwayText reads one pathway file as it is written.
func ParsePathwayText(text []byte) (PathwayText, error) {
	var t PathwayText
	if err := yaml.UnmarshalWithOptions(text, &t, yaml.Strict()); err != nil {
		reason, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return PathwayText{}, &InvalidPathwayError{Problems: []string{fmt.Sprintf("The file cannot be read: %s.", reason)}}
	}
	return t, nil
}

// Read turns an organisation's own text into a pathway and says everything that is wrong with it. What the source document's
// pathway, nil where there is none, says differently stays beside the rule: see [Milestone.Here]. The pathway can be
// followed only when there is no problem.
func (t PathwayText) Read(source *PathwayText) (Pathway, []Problem) {
	r := &pathwayReader{name: t.titleOf}
	p := r.pathway(t)
	if source != nil {
		for i := range p.Milestones {
			if original, ok := source.milestone(string(p.Milestones[i].Key)); ok {
				p.Milestones[i].Here = changedAspects(original, t.Milestones[i], *source, t)
			}
		}
	}
	return p, append(r.problems, p.problems(r.name, false)...)
}

// titleOf gives a milestone's title, its key where it has none.
func (t PathwayText) titleOf(key string) string {
	if m, ok := t.milestone(key); ok && m.Title != "" {
		return m.Title
	}
	return key
}

func (t PathwayText) milestone(key string) (MilestoneText, bool) {
	i := slices.IndexFunc(t.Milestones, func(m MilestoneText) bool { return m.Key == key })
	if i < 0 {
		return MilestoneText{}, false
	}
	return t.Milestones[i], true
}

// pathwayReader turns texts into values and collects a sentence for each that it cannot turn.
type pathwayReader struct {
	where    string
	at       MilestoneKey
	name     func(key string) string
	file     bool
	problems []Problem
}

func (r *pathwayReader) refuse(field string, err error) {
	words := field
	if !r.file {
		words = fieldWords(field)
	}
	r.problems = append(r.problems, Problem{r.at, field, fmt.Sprintf("%s: %s: %s.", r.where, words, err)})
}

func (r *pathwayReader) into(what, text string, value encoding.TextUnmarshaler) {
	if err := value.UnmarshalText([]byte(text)); err != nil {
		r.refuse(what, err)
	}
}

func (r *pathwayReader) period(what, text string) (p calendar.Period) {
	if err := p.UnmarshalText([]byte(text)); err != nil {
		if !r.file {
			err = fmt.Errorf("%q is not a period. Enter a whole number and choose its unit, for example 6 months", strings.TrimPrefix(text, "P"))
		}
		r.refuse(what, err)
	}
	if p.IsNegative() {
		r.refuse(what, fmt.Errorf("%s runs back in time", text))
	}
	return p
}

func (r *pathwayReader) pathway(f PathwayText) Pathway {
	r.where = "The pathway"
	p := Pathway{
		Key: f.Key, Title: f.Title, Role: f.Role, Roles: f.Roles, Further: f.Further, Award: AwardKind(f.Award),
		Length: r.period("length", f.Length), DueSoon: r.period("dueSoon", f.DueSoon), Sources: r.sources(f.Sources),
		Joining: Joining{Award: AwardKind(f.Joining.Award)},
	}
	for i, held := range f.Joining.Held {
		field := fmt.Sprintf("joining.held[%d].", i)
		rule := HeldFor{Period: r.period(field+"period", held.Period), Source: held.Source, Note: held.Note}
		r.into(field+"from", held.From, &rule.From)
		p.Joining.Held = append(p.Joining.Held, rule)
	}
	for _, m := range f.Milestones {
		p.Milestones = append(p.Milestones, r.milestone(m))
	}
	r.where, r.at = "The pathway", ""
	for _, s := range f.Stages {
		p.Stages = append(p.Stages, Stage{
			Key: StageKey(s.Key), Title: s.Title, Until: MilestoneKey(s.Until), WhenOverdue: MilestoneKey(s.WhenOverdue),
		})
	}
	return p
}

func (r *pathwayReader) milestone(f MilestoneText) Milestone {
	r.where, r.at = fmt.Sprintf("Milestone %q", r.name(f.Key)), MilestoneKey(f.Key)
	m := Milestone{
		Key: MilestoneKey(f.Key), Title: f.Title, Called: f.Called, About: f.About, Rule: f.Rule,
		Sources: r.sources(f.Sources), Throughout: f.Throughout, Evidence: f.Evidence, Certificate: f.Certificate,
		Due: r.period("due", f.Due), NotBefore: r.period("notBefore", f.NotBefore), Lasts: r.period("lasts", f.Lasts),
		Recurrence: r.period("recurrence", f.Recurrence), Notice: r.period("notice", f.Notice), KeepsPasses: f.KeepsPasses, SittingsAYear: f.SittingsAYear, Award: AwardKind(f.Award),
		LogBook: LogBook{Counted: f.LogBook.Counted, Number: f.LogBook.Number, Source: f.LogBook.Source},
	}
	r.into("kind", f.Kind, &m.Kind)
	anchor, err := ParseAnchor(f.Anchor)
	if err != nil {
		if !r.file {
			err = fmt.Errorf("choose what its periods are counted from")
		}
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
	for i, paper := range f.Papers {
		m.Papers = append(m.Papers, r.paper(fmt.Sprintf("papers[%d].", i), paper))
	}
	return m
}

func (r *pathwayReader) paper(field string, f PaperText) Paper {
	p := Paper{Key: PaperKey(f.Key), Title: f.Title}
	for i, mark := range f.PassMarks {
		m := PassMark{Mark: Mark(mark.Mark), Source: mark.Source, Note: mark.Note}
		what := "from"
		if !r.file {
			what = fmt.Sprintf("%spassMarks[%d].from", field, i)
		}
		r.into(what, mark.From, &m.From)
		p.PassMarks = append(p.PassMarks, m)
	}
	return p
}

func (r *pathwayReader) sources(files []SourceText) []Source {
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
