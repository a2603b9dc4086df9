package seed

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// quotationsByPlace sorts what the records quote by the lines they name, the
// longest first.
func quotationsByPlace(ref Reference) map[place][]Quotation {
	by := map[place][]Quotation{}
	for _, q := range ref.Quotations() {
		for _, n := range q.Lines {
			by[place{q.Document, n}] = append(by[place{q.Document, n}], q)
		}
	}
	for _, all := range by {
		slices.SortStableFunc(all, func(a, b Quotation) int { return cmp.Compare(len(b.Text), len(a.Text)) })
	}
	return by
}

// left returns what remains of a line when everything that records quote of it
// is taken out.
func left(line string, quotations []Quotation) string {
	const gap = "\x00"
	rest := plain(line)
	for _, q := range quotations {
		if strings.Contains(rest, words(q.Text)) {
			rest = strings.Replace(rest, words(q.Text), gap, 1)
		}
	}
	rest = strings.ReplaceAll(rest, "•", gap)
	for _, q := range quotations {
		if len(q.Lines) < 2 {
			continue
		}
		pieces := strings.Split(rest, gap)
		for i, piece := range pieces {
			if piece = words(piece); strings.Contains(words(q.Text), piece) {
				pieces[i] = ""
			}
		}
		rest = strings.Join(pieces, gap)
	}
	remains := slices.DeleteFunc(strings.Fields(strings.ReplaceAll(rest, gap, " ")), func(word string) bool {
		return strings.Trim(word, "·•*-") == "" && len(word) < 4
	})
	return strings.Join(remains, " ")
}

func TestNothingOfTheDocumentsIsDropped(t *testing.T) {
	ref, err := read()
	require.NoError(t, err)
	documents, err := Documents()
	require.NoError(t, err)
	quoted := quotationsByPlace(ref)
	layout := map[place]string{}
	for _, remains := range ref.Layout {
		for _, n := range remains.Lines {
			at := place{remains.Document, n}
			assert.NotContains(t, layout, at, "the layout list has the line twice")
			layout[at] = remains.Text
		}
	}
	for _, d := range documents {
		for i, line := range d.Lines {
			at := place{d.Name, i + 1}
			if strings.TrimSpace(line) == "" {
				assert.NotContains(t, layout, at, "the layout list has a blank line")
				continue
			}
			remains := left(line, quoted[at])
			if remains == "" && len(quoted[at]) == 0 {
				remains = words(line)
			}
			assert.Equal(t, layout[at], remains, "%s line %d: what no record quotes must be what the layout list says", at.document, at.line)
		}
	}
}

// Every quotation is verbatim: it is put together of pieces, in order, one from
// each of its lines.
func TestQuotationsAreVerbatim(t *testing.T) {
	ref, err := read()
	require.NoError(t, err)
	documents, err := Documents()
	require.NoError(t, err)
	byName := map[string]Document{}
	for _, d := range documents {
		byName[d.Name] = d
	}
	for _, q := range ref.Quotations() {
		rest := strings.Fields(q.Text)
		for _, n := range q.Lines {
			line := " " + plain(byName[q.Document].Line(n)) + " "
			taken := 0
			for taken < len(rest) && strings.Contains(line, strings.Join(rest[:taken+1], " ")) {
				taken++
			}
			rest = rest[taken:]
		}
		assert.Empty(t, rest, "%s lines %v: %q is not in the document", q.Document, q.Lines, q.Text)
	}
}
