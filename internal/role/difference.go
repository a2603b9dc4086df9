package role

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Change says how an item differs between two versions of a role.
type Change int

// The changes.
const (
	Added Change = iota + 1
	Removed
	Reworded
)

var changeNames = []string{"", "added", "removed", "changed"}

func (c Change) String() string { return changeNames[c] }

// Difference is one item that differs between two versions of a role. Before is empty for an added one, After for one
// that was removed.
type Difference struct {
	Part   Part
	Label  string
	Change Change
	Before string
	After  string
}

// entry is an item of a role as a difference looks at it. Items with the same key are the same item; those without a
// key are told apart by their words.
type entry struct {
	part  Part
	key   string
	label string
	text  string
}

// Differences tells what changed from one version of a role to another, in the order of the role's page. What the
// requirements ask for must have been named.
func Differences(before, after Role) []Difference {
	var all []Difference
	was, is := entriesOf(before), entriesOf(after)
	for part := PartFacts; part <= PartDocument; part++ {
		all = append(all, differencesIn(of(part, was), of(part, is))...)
	}
	return all
}

// partsOf lists the parts that the differences are in.
func partsOf(differences []Difference) []Part {
	var parts []Part
	for _, d := range differences {
		if !slices.Contains(parts, d.Part) {
			parts = append(parts, d.Part)
		}
	}
	return parts
}

func of(part Part, entries []entry) []entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e entry) bool { return e.part != part })
}

// differencesIn compares the items of one part: first those that are known to be the same or have the same words, then,
// of those without a key, what is left in the same order as a rewording.
func differencesIn(was, is []entry) []Difference {
	partner := make([]int, len(is))
	used := make([]bool, len(was))
	for i := range partner {
		partner[i] = -1
	}
	pair := func(fits func(a, b entry) bool) {
		for i, b := range is {
			for j, a := range was {
				if partner[i] < 0 && !used[j] && fits(a, b) {
					partner[i], used[j] = j, true
				}
			}
		}
	}
	pair(func(a, b entry) bool { return a.key != "" && a.key == b.key })
	pair(func(a, b entry) bool { return a.key == "" && b.key == "" && a.text == b.text && a.label == b.label })
	pair(func(a, b entry) bool { return a.key == "" && b.key == "" && a.label == b.label })
	var all []Difference
	for j, a := range was {
		if !used[j] {
			all = append(all, Difference{Part: a.part, Label: a.label, Change: Removed, Before: a.text})
		}
	}
	for i, b := range is {
		if partner[i] < 0 {
			all = append(all, Difference{Part: b.part, Label: b.label, Change: Added, After: b.text})
			continue
		}
		if d, differ := changed(was[partner[i]], b); differ {
			all = append(all, d)
		}
	}
	return all
}

func changed(a, b entry) (Difference, bool) {
	d := Difference{Part: b.part, Label: b.label, Change: Reworded, Before: a.text, After: b.text}
	switch {
	case a.label == b.label && a.text == b.text:
		return d, false
	case a.label != b.label:
		d.Before, d.After = a.label+": "+a.text, b.label+": "+b.text
	case a.text == "":
		d.Change = Added
	case b.text == "":
		d.Change = Removed
	}
	return d, true
}

func entriesOf(r Role) []entry {
	var all []entry
	add := func(part Part, key, label, text string) { all = append(all, entry{part, key, label, text}) }
	profile := ""
	if r.Profile != nil {
		profile = r.Profile.Title
	}
	status := map[BandStatus]string{BandStated: "Stated", BandMatched: "Matched by a panel", BandUnknown: "Not known"}
	for _, fact := range []struct{ label, text string }{
		{"Title", r.Title}, {"Band", string(r.Band)}, {"How the band is known", status[r.BandStatus]}, {"Note about the band", r.BandNote},
		{"Nearest national profile", profile}, {"Why this profile comes nearest", r.ProfileReason}, {"Reference", r.Reference},
		{"Department", r.Department}, {"Reports to", r.ReportsTo}, {"Accountable to", r.AccountableTo},
		{"Responsible to", r.ResponsibleTo}, {"Directorate", r.Directorate}, {"Organisation", r.Organisation},
		{"Version, as printed", r.DocumentVersion}, {"Updated, as printed", r.UpdatedText},
	} {
		add(PartFacts, fact.label, fact.label, fact.text)
	}
	passages := func(part Part, label string, from []Passage) {
		for _, p := range from {
			add(part, "", firstOf(p.Heading, label), p.words())
		}
	}
	passages(PartPurpose, "Purpose", r.Purpose)
	passages(PartRelationships, "Working relationships", r.Relationships)
	for _, s := range r.Sections {
		passages(PartSections, s.Heading, s.Paragraphs)
	}
	for _, d := range r.Duties {
		label := firstOf(d.Heading, "Duties")
		if d.Factor > 0 {
			label += fmt.Sprintf(" (factor %d)", d.Factor)
		}
		add(PartDuties, keyOf(d.ID), label, firstOf(d.Corrected, d.Text))
	}
	for _, c := range r.Criteria {
		add(PartPersonSpecification, keyOf(c.ID), c.Group, c.words()+" — "+inWords(c.Importance))
	}
	for _, h := range r.Hazards {
		add(PartHazards, keyOf(h.ID), firstOf(h.Group, "Working conditions"), h.words())
	}
	for _, a := range r.Asks {
		add(PartRequirements, a.Kind.String()+"/"+a.key(), askedAs[a.Kind], a.words())
	}
	passages(PartDocument, "The form’s fields", r.Details)
	passages(PartDocument, "Headings", r.Headings)
	passages(PartDocument, "Values", r.Values)
	return all
}

var askedAs = map[Kind]string{
	KindStatement: "Statement", KindSkillLevel: "Whole skill level", KindCriterion: "Criterion of the person specification",
	KindMilestone: "Milestone", KindAccreditation: "Accreditation",
}

func keyOf(id uuid.UUID) string { return id.String() }

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

func (p Passage) words() string { return firstOf(p.Corrected, p.Text) }

// words gives the criterion, corrected where the document's own words need to be.
func (c Criterion) words() string { return firstOf(c.Corrected, c.Criterion) }

// words says the hazard with how often it is met.
func (h Hazard) words() string {
	switch {
	case h.Present == Absent:
		return h.Name + " — no"
	case h.Present == PresenceNotStated:
		return h.Name + " — not stated"
	case h.Frequency == FrequencyNotStated:
		return h.Name + " — yes"
	}
	return h.Name + " — " + h.Frequency.String()
}

// words says what is asked for, how, why, and where that stands.
func (a Ask) words() string {
	text := a.Name + " — " + inWords(a.Importance)
	if !a.HigherCounts {
		text += ", at this level only"
	}
	if a.Reason != "" {
		text += ". " + a.Reason
	}
	for _, s := range a.Sources {
		text += fmt.Sprintf(" (%s, %s)", strings.TrimSuffix(s.Document, ".txt"), lineNumbers(s.Lines))
	}
	return text
}

func inWords(i Importance) string {
	if i == NotStated {
		return "not stated"
	}
	return i.String()
}
