// Package dataquality lists what is wrong or peculiar in the source documents, each with its line, the verbatim text and
// the correction, and shows the documents themselves, so that every word in Bandwise can be traced to where it stands.
package dataquality

import (
	"cmp"
	"strings"

	"github.com/google/uuid"

	"bandwise/seed"
)

// Severity says how much a finding matters to someone who relies on the text.
type Severity int

// The severities, the gravest first.
const (
	// Major changes a figure, a meaning or what can be known.
	Major Severity = iota + 1
	// Minor is a mistake that a reader sees through.
	Minor
	// Note is worth knowing and changes nothing.
	Note
)

var severityNames = map[Severity]string{Major: string(seed.Major), Minor: string(seed.Minor), Note: string(seed.Note)}

func (s Severity) String() string { return severityNames[s] }

// ParseSeverity reads a severity as it is written, and false when it is none.
func ParseSeverity(text string) (Severity, bool) {
	for s, name := range severityNames {
		if name == text {
			return s, true
		}
	}
	return 0, false
}

// Finding is a mistake or a peculiarity of a source document.
type Finding struct {
	ID       uuid.UUID
	Document string
	Line     int
	// Kind is what it is about, "score_misprinted" for example.
	Kind     string
	Severity Severity
	Detail   string
	// SourceText is verbatim; CorrectedText what it should be, empty when nobody can know or nothing is wrong but the
	// placing.
	SourceText    string
	CorrectedText string

	folded string
}

// Filter narrows a list of findings; zero values do not.
type Filter struct {
	Document string
	Kind     string
	Severity Severity
}

func (f Filter) covers(one Finding) bool {
	return (f.Document == "" || f.Document == one.Document) && (f.Kind == "" || f.Kind == one.Kind) &&
		(f.Severity == 0 || f.Severity == one.Severity)
}

// Count is how many findings of a kind a document has.
type Count struct {
	Document string
	Kind     string
	Findings int
}

// countsOf counts findings by document and kind; the findings come in the documents' order, the kinds in theirs.
func countsOf(findings []Finding) []Count {
	var counts []Count
	at := map[[2]string]int{}
	for _, f := range findings {
		key := [2]string{f.Document, f.Kind}
		i, known := at[key]
		if !known {
			i = len(counts)
			at[key] = i
			counts = append(counts, Count{Document: f.Document, Kind: f.Kind})
		}
		counts[i].Findings++
	}
	return counts
}

// findingOrders are the orders in which findings can be listed. Findings that they do not tell apart stay in the order
// of document and line.
var findingOrders = map[string]func(a, b Finding) int{
	"line": func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Document, b.Document), cmp.Compare(a.Line, b.Line))
	},
	"kind":     func(a, b Finding) int { return strings.Compare(a.Kind, b.Kind) },
	"severity": func(a, b Finding) int { return cmp.Compare(a.Severity, b.Severity) },
}

// titles say what the source documents are.
var titles = map[string]string{
	seed.DocumentProfiles:               "NHS Job Evaluation national profiles, Patient Services",
	seed.DocumentDeputyManager:          "Job description and person specification: Clinical Coding Deputy Manager, Band 6",
	seed.DocumentSkills:                 "Skill statements: clinical coding, records management, security",
	seed.DocumentCodingOfficer:          "Job description: Clinical Coding Officer, Band 3",
	seed.DocumentPatientServicesOfficer: "Job description: Patient Services Officer",
}

// Document is a source document and how many findings it has.
type Document struct {
	Name     string
	Title    string
	Lines    []string
	Findings int
}
