package intake

import (
	"encoding/json"
	"strconv"
	"strings"
)

// texts gives what people wrote into rows.
func texts(lines []Line) []Cell {
	var all []Cell
	for _, l := range lines {
		for _, column := range textColumns {
			if text := l.Cells[column]; text != "" {
				all = append(all, Cell{Place: "Row " + strconv.Itoa(l.Number) + ", " + column, Text: text})
			}
		}
	}
	return all
}

// cells gives a refused row as a row of a table.
func (l refusedLine) cells() ([]any, error) {
	var sent map[string]string
	if err := json.Unmarshal([]byte(l.Cells), &sent); err != nil {
		return nil, err
	}
	var refusals []Refusal
	if err := json.Unmarshal([]byte(l.Refusals), &refusals); err != nil {
		return nil, err
	}
	var row []any
	for _, column := range layout.Columns {
		row = append(row, sent[column])
	}
	reasons := make([]string, len(refusals))
	for i, r := range refusals {
		reasons[i] = r.Column + ": " + r.Message
	}
	return append(row, l.Number, strings.Join(reasons, " ")), nil
}
