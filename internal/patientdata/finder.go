// Package patientdata keeps patients out of Bandwise: it finds NHS numbers, dates of birth beside names and hospital
// numbers in what people write and upload, before anything is stored, says where they stand, and keeps who said of a passage
// that it is none, and why. What was found is kept nowhere.
package patientdata

import (
	"fmt"
	"slices"
	"strings"
)

// Kind is what a finding looks like.
type Kind int

const (
	// NHSNumber is ten digits with a right check digit.
	NHSNumber Kind = iota + 1
	// BirthDate is a date near a word for birth, or beside a person's name.
	BirthDate
	// HospitalNumber fits one of the organisation's own patterns.
	HospitalNumber
)

var kindNames = map[Kind]string{NHSNumber: "nhs_number", BirthDate: "birth_date", HospitalNumber: "hospital_number"}

func (k Kind) String() string { return kindNames[k] }

// Value gives the name under which the kind is stored.
func (k Kind) Value() (string, error) { return k.String(), nil }

// ParseKind reads a stored name.
func ParseKind(text string) (Kind, error) {
	for k, name := range kindNames {
		if name == text {
			return k, nil
		}
	}
	return 0, fmt.Errorf("%q is no kind of finding", text)
}

// Finding is a passage of a text that looks like a patient's data.
type Finding struct {
	Kind Kind
	// Start and End are where the passage begins and ends in the text, in UTF-16 units, as JavaScript counts.
	Start, End int
	// Message says what it looks like and why; it never holds what was found.
	Message string
	// value is the passage in one spelling: the digits, the date, the number in capitals.
	value string
}

// passage is a finding in a folded text.
type passage struct {
	kind       Kind
	start, end int
	value      string
	byName     bool
	pattern    string
}

// Find lists what looks like a patient's data in a text, in the text's order; where two overlap, the NHS number comes
// before the date of birth and that before the hospital number. It does no input or output.
//
// frontend/src/design/patientdata/finder.ts is its twin; testdata/cases.json holds the two together.
func Find(text string, patterns []Pattern) []Finding {
	f := foldText(text)
	if !strings.ContainsAny(f.text, "0123456789") {
		return nil
	}
	passages := append(append(nhsNumbers(f.text), birthDates(f.text)...), hospitalNumbers(f.text, patterns)...)
	var kept []passage
	for _, p := range passages {
		if !slices.ContainsFunc(kept, func(k passage) bool { return p.start < k.end && k.start < p.end }) {
			kept = append(kept, p)
		}
	}
	slices.SortFunc(kept, func(a, b passage) int { return a.start - b.start })
	findings := make([]Finding, 0, len(kept))
	for _, p := range kept {
		findings = append(findings, Finding{Kind: p.kind, Start: f.from[p.start], End: f.to[p.end-1], Message: p.message(), value: p.value})
	}
	return findings
}

func (p passage) message() string {
	switch {
	case p.kind == NHSNumber:
		return "This looks like an NHS number: ten digits whose last one is the right check digit."
	case p.kind == BirthDate && p.byName:
		return "This looks like a date of birth: a date beside a person's name."
	case p.kind == BirthDate:
		return "This looks like a date of birth: a date near a word for birth."
	}
	return fmt.Sprintf("This looks like a hospital number: it has the form of “%s”.", p.pattern)
}
