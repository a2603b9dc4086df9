// Package exchange carries the statements of a framework to a spreadsheet and back, as CSV or XLSX: what is exported and
// imported again changes nothing, and what a file would change is shown before it does. What a row means, and whether it
// may be, is the framework's business.
package exchange

import "bandwise/internal/platform/spreadsheet"

// layout is the spreadsheet of a framework's statements.
var layout = spreadsheet.Layout{
	Sheet:   "Statements",
	Columns: []string{"identifier", "code", "skill", "aspect", "level", "text", "own", "change", "reason"},
	Meanings: map[string]string{
		"identifier": "Leave it as it is. Leave it empty for a new statement.",
		"code":       "The skill's code: four capital letters, such as ANCC. The code of a statement that is there stays.",
		"skill":      "The skill's name. For a new statement under a skill that is there it can be empty; under a new code it names the new local skill.",
		"aspect":     "What the statement is about, such as Coding quality.",
		"level":      "The level of responsibility: a whole number from 1 to 7. The level of a statement that is there stays.",
		"text":       "The statement.",
		"own":        "national or local, as exported. A new statement is local: write local, or leave it empty.",
		"change":     "wording when only the wording changes; meaning when the statement means something else now, and claims on it need confirming; end when it ends; new for a new statement. Leave it empty for a statement that stays as it is.",
		"reason":     "Why: needed wherever something changes.",
	},
	Widths:  map[int]float64{1: 38, 3: 30, 4: 30, 6: 90, 9: 40},
	MaxRows: 20_000,
}

// A row of a spreadsheet and what is wrong with one of its cells.
type (
	Row     = spreadsheet.Row
	Refusal = spreadsheet.Refusal
)
