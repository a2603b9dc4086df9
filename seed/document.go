package seed

import (
	"fmt"
	"path"
	"strings"
)

// The five source documents, by file name.
const (
	DocumentProfiles               = "000_e4ca6a835653a7b0.txt"
	DocumentDeputyManager          = "001_a7b2946c81be2ae6.txt"
	DocumentSkills                 = "002_f2db897adb2931ff.txt"
	DocumentCodingOfficer          = "003_2ddd57fdd7765d81.txt"
	DocumentPatientServicesOfficer = "004_4bcbed0d237c876b.txt"
)

// DocumentNames lists the source documents in their order.
func DocumentNames() []string {
	return []string{
		DocumentProfiles, DocumentDeputyManager, DocumentSkills,
		DocumentCodingOfficer, DocumentPatientServicesOfficer,
	}
}

// Document is one source document, verbatim.
type Document struct {
	Name  string
	Lines []string
}

// Line returns the text of a line counted from 1, or nothing when the document
// has no such line.
func (d Document) Line(n int) string {
	if n < 1 || n > len(d.Lines) {
		return ""
	}
	return d.Lines[n-1]
}

// Documents returns the five source documents as the binary carries them.
func Documents() ([]Document, error) {
	var documents []Document
	for _, name := range DocumentNames() {
		raw, err := files.ReadFile(path.Join("sources", name))
		if err != nil {
			return nil, fmt.Errorf("seed: the source document %s is missing: %w", name, err)
		}
		text := strings.TrimSuffix(string(raw), "\n")
		documents = append(documents, Document{Name: name, Lines: strings.Split(text, "\n")})
	}
	return documents, nil
}

// Source says where a statement of ours comes from: a document and its lines.
type Source struct {
	Document string `yaml:"document" validate:"required,document"`
	Lines    []int  `yaml:"lines,flow" validate:"min=1,dive,min=1"`
}

// Correction sets a field of a record right beside its verbatim text. From is
// what the source prints, To what it must mean, Reason why we think so.
type Correction struct {
	Field  string `yaml:"field" validate:"required"`
	From   string `yaml:"from" validate:"required"`
	To     string `yaml:"to"`
	Reason string `yaml:"reason" validate:"required"`
}

// LayoutRemains are lines, or parts of lines, that carry no content of their
// own: column heads, repeated page headers, empty form marks.
type LayoutRemains struct {
	Document string `yaml:"document" validate:"required,document"`
	Lines    []int  `yaml:"lines,flow" validate:"min=1,dive,min=1"`
	Text     string `yaml:"text" validate:"required"`
	Reason   string `yaml:"reason" validate:"required"`
}
