package seed

import "fmt"

// Severity says how much a finding matters to someone who relies on the text.
type Severity string

const (
	// Note: worth knowing, changes nothing.
	Note Severity = "note"
	// Minor: a mistake that a reader sees through.
	Minor Severity = "minor"
	// Major: a mistake that changes a figure, a meaning or what can be known.
	Major Severity = "major"
)

// Finding is a mistake or a peculiarity of a source document. SourceText is
// what the document prints, CorrectedText what it should be, empty when nobody
// can know or nothing is wrong but the placing.
type Finding struct {
	Document      string   `yaml:"document" validate:"required,document"`
	Line          int      `yaml:"line" validate:"min=1"`
	Kind          Kind     `yaml:"kind" validate:"required,kind"`
	Severity      Severity `yaml:"severity" validate:"oneof=note minor major"`
	Detail        string   `yaml:"detail" validate:"required"`
	SourceText    string   `yaml:"sourceText" validate:"required"`
	CorrectedText string   `yaml:"correctedText,omitempty"`
}

// Key is the finding's natural key. Two findings of one kind on one line differ
// in their source text.
func (f Finding) Key() string {
	return fmt.Sprintf("%s-%d-%s-%s", f.Document, f.Line, f.Kind, f.SourceText)
}
