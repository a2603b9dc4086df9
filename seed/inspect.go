package seed

import (
	"cmp"
	"slices"
	"strings"
)

// Slip is a slip of the pen that no rule of structure finds: wrong words, the
// right ones, and why.
type Slip struct {
	Kind      Kind     `yaml:"kind" validate:"required,kind"`
	Severity  Severity `yaml:"severity" validate:"oneof=note minor major"`
	Documents []string `yaml:"documents,flow" validate:"min=1,dive,document"`
	Wrong     string   `yaml:"wrong" validate:"required"`
	// Right is empty where no wording can be proposed.
	Right  string `yaml:"right"`
	Reason string `yaml:"reason" validate:"required"`
}

// material is what the rules read: the records and the documents they were made
// of.
type material struct {
	Reference
	documents map[string]Document
	// quoted is everything that the records quote.
	quoted []Quotation
	// garbling is what is found of lines that extraction read several times
	// over, garbled those lines, which the rules on wording leave alone.
	garbling []Finding
	garbled  map[place]bool
}

// place is a line of a document, counted from 1.
type place struct {
	document string
	line     int
}

// line returns the verbatim line of a document.
func (m material) line(document string, n int) string { return m.documents[document].Line(n) }

// A rule finds one family of mistakes. It reads and changes nothing.
type rule func(material) []Finding

// Inspect applies every rule to the records and the documents and returns what
// they find, by document, line and kind. It does not read ref.Findings.
func Inspect(ref Reference, documents []Document) []Finding {
	m := material{Reference: ref, documents: map[string]Document{}}
	for _, d := range documents {
		m.documents[d.Name] = d
	}
	m.quoted = ref.Quotations()
	m.garbling, m.garbled = garbledLines(m), map[place]bool{}
	for _, f := range m.garbling {
		m.garbled[place{f.Document, f.Line}] = true
	}
	found := slices.Clone(m.garbling)
	for _, apply := range []rule{
		misprintedScores, differingTotals, minimaBelowBand, differingTitles, enDashes,
		levelNotations, missingOptions, totalLabels, unnumberedStatements, splitRows,
		descriptorsOfOtherFactors, descriptorsOfOtherLevels,
		headingSpacings, levelStyles, headingSpellings, repeatedAspects, wrongAspects,
		identicalLevels, levelOrders, skillNames, splicedSentences, cutStatements,
		detachedMarks, lostMarks, hazardsWithoutFrequency, emptyHazards, sectionNumbers,
		unreadableDetails, cutDetails, criteriaRunTogether, contradictions,
		knownSlips, doubledWords, wordsRunTogether, missingStops, unbalancedBrackets,
		duplicateParagraphs, duplicateHazards, splitParagraphs, hyphenations,
		unclosedMarkup, extractionRemains,
	} {
		found = append(found, apply(m)...)
	}
	order := map[string]int{}
	for i, name := range DocumentNames() {
		order[name] = i
	}
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(order[a.Document], order[b.Document]), cmp.Compare(a.Line, b.Line),
			strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.SourceText, b.SourceText))
	})
	return found
}
