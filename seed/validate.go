package seed

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"
)

var slugShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// bands are the pay bands of Agenda for Change, lowest first.
var bands = []string{"1", "2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"}

// validate is the one validator of this package; it is safe for concurrent use.
var validate = newValidator()

func newValidator() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	for tag, allowed := range map[string]func(string) bool{
		"slug":     slugShape.MatchString,
		"band":     func(s string) bool { return slices.Contains(bands, s) },
		"document": func(s string) bool { return slices.Contains(DocumentNames(), s) },
		"kind":     func(s string) bool { return slices.Contains(Kinds(), Kind(s)) },
	} {
		rule := func(fl validator.FieldLevel) bool { return allowed(fl.Field().String()) }
		if err := v.RegisterValidation(tag, rule); err != nil {
			panic(fmt.Sprintf("seed: validation rule %s: %v", tag, err))
		}
	}
	return v
}

// Validate checks every record's fields and then the records against each
// other. The error joins one sentence for each thing that is wrong.
func (ref Reference) Validate() error {
	if err := validate.Struct(ref); err != nil {
		return fmt.Errorf("seed: the reference data is not valid: %w", err)
	}
	c := checker{ref: ref, keys: map[string]bool{}}
	c.profiles()
	c.statements()
	c.roles()
	c.links()
	c.findings()
	c.classifications()
	return errors.Join(c.problems...)
}

// checker gathers what is wrong between records.
type checker struct {
	ref      Reference
	keys     map[string]bool
	problems []error
}

func (c *checker) refuse(format string, args ...any) {
	c.problems = append(c.problems, fmt.Errorf("seed: "+format, args...))
}

// unique refuses a natural key that the same kind of record already has.
func (c *checker) unique(kind, key string) {
	if c.keys[kind+"/"+key] {
		c.refuse("two records of kind %s have the key %q", kind, key)
	}
	c.keys[kind+"/"+key] = true
}

func (c *checker) hasProfile(slug string) bool { return c.keys[KindProfile+"/"+slug] }

func (c *checker) profiles() {
	for _, p := range c.ref.Profiles {
		c.unique(KindProfile, p.Slug)
		for i, f := range p.Factors {
			if f.No != i+1 {
				c.refuse("profile %s has factor %d in place %d", p.Slug, f.No, i+1)
			}
			read, err := ParseLevels(f.LevelText)
			if err != nil {
				c.refuse("profile %s, factor %d: %w", p.Slug, f.No, err)
				continue
			}
			if read.Min != f.LevelMin || read.Max != f.LevelMax || !slices.Equal(read.Options, f.Options) || !slices.Equal(read.LevelOptions, f.LevelOptions) {
				c.refuse("profile %s, factor %d: level %q reads as %d to %d with options %v", p.Slug, f.No, f.LevelText, read.Min, read.Max, read.LevelOptions)
			}
			if words(f.Descriptor+" "+f.Example) != words(f.Text) {
				c.refuse("profile %s, factor %d: descriptor and example are not the text", p.Slug, f.No)
			}
		}
		if _, _, err := c.ref.Scheme.Computed(p); err != nil {
			c.problems = append(c.problems, err)
		}
	}
	for _, p := range c.ref.Profiles {
		for _, f := range p.Factors {
			printed := map[string]string{"text": f.Text, "descriptor": f.Descriptor, "scoreText": f.ScoreText, "levelText": f.LevelText}
			c.corrections(fmt.Sprintf("profile %s, factor %d", p.Slug, f.No), printed, f.Corrections)
		}
		c.corrections("profile "+p.Slug, map[string]string{"jobStatements": strings.Join(p.JobStatements, " ")}, p.Corrections)
	}
	for _, e := range c.ref.Contents.Entries {
		if !c.hasProfile(e.Profile) {
			c.refuse("contents line %d names the unknown profile %q", e.Line, e.Profile)
		}
	}
}

// corrections refuses a correction of words that the record does not print.
func (c *checker) corrections(owner string, printed map[string]string, corrections []Correction) {
	for _, fix := range corrections {
		if !strings.Contains(printed[fix.Field], fix.From) {
			c.refuse("%s corrects %q in its %s, which has no such words", owner, fix.From, fix.Field)
		}
	}
}

func (c *checker) statements() {
	skills := map[string]string{}
	for _, s := range c.ref.Framework.Skills {
		skills[s.Code] = s.Name
	}
	last := 0
	for _, s := range c.ref.Framework.Statements {
		c.unique(KindStatement, s.Key)
		if skills[s.Code] != s.Skill {
			c.refuse("statement %s names the skill %q, which code %s is not", s.Key, s.Skill, s.Code)
		}
		c.corrections("statement "+s.Key, map[string]string{"text": s.SourceText, "aspect": s.SourceHeading}, s.Corrections)
		if s.SourceLine <= last {
			c.refuse("statement %s stands out of the document's order", s.Key)
		}
		last = s.SourceLine
		if text := corrected(s.SourceText, "text", s.Corrections); text != s.Text {
			c.refuse("statement %s: the corrections make %q of its source, not its text", s.Key, text)
		}
	}
}

// corrected applies to a verbatim text the corrections of one field.
func corrected(text, field string, corrections []Correction) string {
	for _, fix := range corrections {
		if fix.Field == field {
			text = strings.Replace(text, fix.From, fix.To, 1)
		}
	}
	return text
}

func (c *checker) roles() {
	for _, r := range c.ref.Roles {
		c.unique(KindRole, r.Slug)
		if (r.BandStatus == BandUnknown) != (r.Band == "") {
			c.refuse("role %s: a band is given if and only if its status is not unknown", r.Slug)
		}
		if r.Profile != "" && !c.hasProfile(r.Profile) {
			c.refuse("role %s names the unknown profile %q", r.Slug, r.Profile)
		}
		headings := map[string]int{}
		for _, h := range r.Headings {
			headings[h.Text] = h.Factor
		}
		for _, d := range r.Duties {
			c.unique(KindDuty, d.Key)
			if factor, known := headings[d.Heading]; !known || factor != d.Factor {
				c.refuse("duty %s: heading %q with factor %d is not one of the role's", d.Key, d.Heading, d.Factor)
			}
		}
		for _, s := range r.Sections {
			if _, known := headings[s.Heading]; !known {
				c.refuse("role %s: section %q has no heading", r.Slug, s.Heading)
			}
		}
		for _, k := range r.Criteria {
			c.unique(KindCriterion, k.Key)
		}
		for _, h := range r.Hazards {
			c.unique(KindHazard, h.Key)
		}
	}
}

func (c *checker) aspectLinks() {
	aspects := map[string]bool{}
	for _, s := range c.ref.Framework.Statements {
		aspects[s.Code+" "+s.Aspect] = true
	}
	for _, l := range c.ref.AspectLinks {
		c.unique(KindAspectLink, l.Key())
		if !aspects[l.Code+" "+l.Aspect] {
			c.refuse("aspect link %s: the framework has no such aspect", l.Key())
		}
	}
	for _, u := range c.ref.UnlinkedAspects {
		if u.Aspect != "" && !aspects[u.Code+" "+u.Aspect] {
			c.refuse("an unlinked entry names the aspect %s %q, which does not exist", u.Code, u.Aspect)
		}
	}
	for _, f := range c.ref.Families {
		c.unique("profile_family", f.Profile)
		if !c.hasProfile(f.Profile) {
			c.refuse("a family of work names the unknown profile %q", f.Profile)
		}
	}
}

func (c *checker) links() {
	bandOf := map[string]string{}
	for _, p := range c.ref.Profiles {
		bandOf[p.Slug] = p.Band
	}
	levels := map[string]bool{}
	statements := map[string]Statement{}
	for _, s := range c.ref.Framework.Statements {
		levels[fmt.Sprint(s.Code, s.Level)] = true
		statements[s.Key] = s
	}
	for _, l := range c.ref.Links {
		c.unique(KindLink, l.Key())
		if !c.hasProfile(l.Profile) || bandOf[l.Profile] != l.Band {
			c.refuse("link %s: profile %q has not the band %q", l.Key(), l.Profile, l.Band)
		}
		if !levels[fmt.Sprint(l.Code, l.Level)] {
			c.refuse("link %s: the framework has no statement at %s level %d", l.Key(), l.Code, l.Level)
		}
	}
	for _, u := range c.ref.Unlinked {
		if u.Profile != "" && !c.hasProfile(u.Profile) {
			c.refuse("an unlinked entry names the unknown profile %q", u.Profile)
		}
		if u.Code != "" && !levels[fmt.Sprint(u.Code, u.Level)] {
			c.refuse("an unlinked entry names %s level %d, which has no statement", u.Code, u.Level)
		}
	}
	c.aspectLinks()
	for _, r := range c.ref.Requirements {
		c.unique(KindRequirement, r.Key())
		if !c.keys[KindRole+"/"+r.Role] {
			c.refuse("requirement %s names the unknown role %q", r.Key(), r.Role)
		}
		if named := countSet(r.Code, r.Criterion, r.Milestone, r.Accreditation); named != 1 {
			c.refuse("requirement %s asks for %d things", r.Key(), named)
		}
		if r.Criterion != "" && !c.keys[KindCriterion+"/"+r.Criterion] {
			c.refuse("requirement %s names the unknown criterion %q", r.Key(), r.Criterion)
		}
		if !r.AboutSkills() {
			continue
		}
		if !levels[fmt.Sprint(r.Code, r.Level)] {
			c.refuse("requirement %s: the framework has no statement at %s level %d", r.Key(), r.Code, r.Level)
		}
		if s, known := statements[r.Statement]; r.Statement != "" && (!known || s.Code != r.Code || s.Level != r.Level) {
			c.refuse("requirement %s names a statement that is not of %s level %d", r.Key(), r.Code, r.Level)
		}
	}
}

// countSet counts the texts that are not empty.
func countSet(texts ...string) int {
	n := 0
	for _, text := range texts {
		if text != "" {
			n++
		}
	}
	return n
}

func (c *checker) findings() {
	for _, f := range c.ref.Findings {
		c.unique(KindFinding, f.Key())
	}
}

// words returns a text with its white space evened out.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }
