package role

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/platform/pdf"
	"bandwise/internal/platform/reference"
)

// Advert gives a role's profile as a PDF document for a job advert, and a name for its file.
func (s *Service) Advert(ctx context.Context, by access.Actor, id uuid.UUID) ([]byte, string, error) {
	r, c, err := s.role(ctx, by, id)
	if err != nil {
		return nil, "", err
	}
	v, _, err := s.store.version(ctx, id, r.Version)
	if err != nil {
		return nil, "", err
	}
	document, err := advertOf(r, c, v.At)
	return document, fileName(r.Title) + ".pdf", err
}

// advertOf writes the profile: what the post is for, what its holder does, what is asked of them, and under which
// conditions. made is when this version of the role was published.
func advertOf(r Role, c catalogue, made time.Time) ([]byte, error) {
	d := pdf.New(pdf.Properties{Title: r.Title, Subject: "Job profile", Author: r.Organisation, Made: made})
	d.Title(r.Title, r.bandInWords())
	d.Facts(
		pdf.Fact{Label: "Reference", Text: r.Reference}, pdf.Fact{Label: "Department", Text: r.Department},
		pdf.Fact{Label: "Reports to", Text: r.ReportsTo},
	)
	if len(r.Purpose) > 0 {
		d.Heading("Purpose of the post")
		for _, p := range r.Purpose {
			d.Paragraph(p.words())
		}
	}
	if len(r.Relationships) > 0 {
		d.Heading("Working relationships")
		d.List(reference.Each(r.Relationships, Passage.words))
	}
	if len(r.Duties) > 0 {
		d.Heading("Duties")
		for _, group := range grouped(r.Duties, func(o Duty) string { return o.Heading }) {
			if group.heading != "" {
				d.Subheading(group.heading)
			}
			d.List(reference.Each(group.items, func(o Duty) string { return firstOf(o.Corrected, o.Text) }))
		}
	}
	advertPerson(d, r)
	if lines := skillsInWords(r, c); len(lines) > 0 {
		d.Heading("Skills")
		d.List(lines)
	}
	if lines := trainingInWords(r); len(lines) > 0 {
		d.Heading("Training and accreditation")
		d.List(lines)
	}
	advertConditions(d, r)
	d.Space(2)
	d.Small(r.sourceNote())
	return d.Bytes()
}

func advertPerson(d *pdf.Document, r Role) {
	if len(r.Criteria) == 0 {
		return
	}
	d.Heading("Person specification")
	for _, importance := range []Importance{Essential, Desirable, NotStated} {
		asked := slices.DeleteFunc(slices.Clone(r.Criteria), func(c Criterion) bool { return c.Importance != importance })
		if len(asked) == 0 {
			continue
		}
		d.Subheading(map[Importance]string{Essential: "Essential", Desirable: "Desirable", NotStated: "Essential or desirable is not stated"}[importance])
		for _, group := range grouped(asked, func(c Criterion) string { return c.Group }) {
			d.List(reference.Each(group.items, func(c Criterion) string { return group.heading + ": " + c.words() }))
		}
	}
}

func advertConditions(d *pdf.Document, r Role) {
	present := slices.DeleteFunc(slices.Clone(r.Hazards), func(h Hazard) bool { return h.Present != Present })
	if len(present) == 0 {
		return
	}
	slices.SortStableFunc(present, func(a, b Hazard) int {
		return cmp.Compare(b.Frequency%FrequencyNotStated, a.Frequency%FrequencyNotStated)
	})
	d.Heading("Working conditions")
	d.List(reference.Each(present, func(h Hazard) string {
		if h.Frequency == FrequencyNotStated {
			return h.Name + " (how often is not stated)"
		}
		return h.Name + " (" + h.Frequency.String() + ")"
	}))
}

// bandInWords says the band and how it is known.
func (r Role) bandInWords() string {
	switch r.BandStatus {
	case BandMatched:
		return fmt.Sprintf("Band %s, matched by a job-matching panel", r.Band)
	case BandStated:
		return fmt.Sprintf("Band %s", r.Band)
	default:
		return "Band to be confirmed by job matching"
	}
}

// skillsInWords says each level of a skill that the role asks for, the essential ones first, with what of it is asked.
func skillsInWords(r Role, c catalogue) []string {
	type level struct {
		code, skill string
		level       Level
		importance  Importance
	}
	aspects, whole := map[level][]string{}, map[level]bool{}
	var order []level
	for _, q := range r.Requirements {
		at := level{q.Code, q.Skill, q.Level, q.Importance}
		if _, known := aspects[at]; !known {
			order = append(order, at)
		}
		if !slices.Contains(aspects[at], q.Aspect) {
			aspects[at] = append(aspects[at], q.Aspect)
		}
		whole[at] = whole[at] || q.WholeLevel
	}
	slices.SortStableFunc(order, func(a, b level) int {
		return cmp.Or(cmp.Compare(a.importance, b.importance), cmp.Compare(a.code, b.code), cmp.Compare(a.level, b.level))
	})
	var lines []string
	for _, at := range order {
		line := fmt.Sprintf("%s: %s (%s)", firstOf(at.skill, at.code), c.level(at.code, at.level), at.importance)
		if !whole[at] {
			line += " in " + strings.Join(aspects[at], ", ")
		}
		lines = append(lines, line)
	}
	return lines
}

// trainingInWords says the milestones and accreditations that the role asks for.
func trainingInWords(r Role) []string {
	var lines []string
	for _, a := range r.Asks {
		if a.Kind == KindMilestone || a.Kind == KindAccreditation {
			lines = append(lines, fmt.Sprintf("%s (%s)", a.Name, a.Importance))
		}
	}
	return lines
}

// sourceNote says which description of the role the document was made from.
func (r Role) sourceNote() string {
	switch {
	case r.Document == "":
		return fmt.Sprintf("Made from version %d of the role in Bandwise.", r.Version)
	case r.Local():
		return fmt.Sprintf("Made from version %d of the role in Bandwise, which began as a copy of the job description %s.", r.Version, r.Document)
	}
	return fmt.Sprintf("Made from version %d of the role in Bandwise, after the job description %s.", r.Version, r.Document)
}

// group is a run of items under a heading.
type group[T any] struct {
	heading string
	items   []T
}

// grouped puts items under their headings, in the order in which the headings first come.
func grouped[T any](items []T, headingOf func(T) string) []group[T] {
	var all []group[T]
	for _, item := range items {
		heading := headingOf(item)
		i := slices.IndexFunc(all, func(g group[T]) bool { return g.heading == heading })
		if i < 0 {
			all = append(all, group[T]{heading: heading})
			i = len(all) - 1
		}
		all[i].items = append(all[i].items, item)
	}
	return all
}

// fileName makes a title fit for the name of a file.
func fileName(title string) string {
	safe := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, title)
	return strings.TrimSpace(safe)
}
