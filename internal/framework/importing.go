package framework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// ImportRow is a row of a spreadsheet with the statements of a framework, each cell as text. Number is its place in the
// file, where the heading is row 1.
type ImportRow struct {
	Number     int
	Identifier string
	Code       string
	Skill      string
	Aspect     string
	Level      string
	Text       string
	Own        string
	Change     string
	Reason     string
}

// The columns of the spreadsheet.
const (
	columnIdentifier = "identifier"
	columnCode       = "code"
	columnSkill      = "skill"
	columnAspect     = "aspect"
	columnLevel      = "level"
	columnText       = "text"
	columnOwn        = "own"
	columnChange     = "change"
	columnReason     = "reason"
)

// Refusal is what is wrong with a cell of a spreadsheet.
type Refusal struct {
	Row     int
	Column  string
	Message string
}

// Imported is what a row of a spreadsheet changes.
type Imported struct {
	Row int
	// Kind is Add, Wording, Meaning or End.
	Kind   ChangeKind
	Before Entry
	After  Entry
	Reason string
}

// ImportPlan is what a spreadsheet does to a draft.
type ImportPlan struct {
	Rows      int
	Unchanged int
	Imported  []Imported
	// Removed are the statements that the spreadsheet does not have.
	Removed []Entry
	Refused []Refusal
}

// Count gives how many rows add a statement, and how many change one.
func (p ImportPlan) Count() (added, changed int) {
	for _, i := range p.Imported {
		if i.Kind == Add {
			added++
		}
	}
	return added, len(p.Imported) - added
}

// RefusedRows gives how many rows are refused.
func (p ImportPlan) RefusedRows() int {
	rows := map[int]bool{}
	for _, r := range p.Refused {
		rows[r.Row] = true
	}
	return len(rows)
}

// removedReason stands beside the end of a statement that an imported spreadsheet does not have.
const removedReason = "It is not in the imported spreadsheet."

// plan judges the rows of a spreadsheet against the draft, and makes in it the changes that they ask for. With endRemoved
// the statements that the spreadsheet does not have end.
func (d *draft) plan(rows []ImportRow, endRemoved bool) ImportPlan {
	p := ImportPlan{Rows: len(rows)}
	start := make(map[uuid.UUID]Entry, len(d.entries))
	for id, e := range d.entries {
		start[id] = e
	}
	seen := map[uuid.UUID]int{}
	said := map[worded]int{}
	for _, row := range rows {
		i, refused := d.judge(row, start, seen, said)
		p.Refused = append(p.Refused, refused...)
		switch {
		case len(refused) > 0:
		case i == nil:
			p.Unchanged++
		default:
			if err := d.carryOut(*i); err != nil {
				p.Refused = append(p.Refused, refusalsOf(row.Number, err)...)
				continue
			}
			p.Imported = append(p.Imported, *i)
		}
	}
	for id, e := range start {
		if _, there := seen[id]; !there {
			p.Removed = append(p.Removed, e)
		}
	}
	slices.SortFunc(p.Removed, func(a, b Entry) int { return a.Ordinal - b.Ordinal })
	if endRemoved {
		for _, e := range p.Removed {
			d.remove(e)
		}
	}
	return p
}

// remove ends a statement, or takes back the change that made it.
func (d *draft) remove(e Entry) {
	if subject, made := d.makers[e.StatementID]; made && d.changes[subject].Kind == Add {
		c := d.changes[subject]
		delete(d.changes, subject)
		delete(d.put, subject)
		d.gone[subject] = c
		d.drop(e)
		return
	}
	c := d.changeOf(e)
	c.Kind, c.SuccessorID, c.Aspect, c.Text, c.Reason = End, uuid.NullUUID{}, "", "", removedReason
	d.drop(e)
	d.keep(c)
}

func refusalsOf(row int, err error) []Refusal {
	var refused []Refusal
	columns := map[string]string{"statementId": columnIdentifier, "extent": columnChange, "name": columnSkill}
	for _, f := range fieldsOf(err) {
		refused = append(refused, Refusal{row, cmp.Or(columns[f.Name], f.Name), f.Message})
	}
	if len(refused) == 0 {
		refused = []Refusal{{row, columnIdentifier, err.Error()}}
	}
	return refused
}

// carryOut makes a change of the spreadsheet in the draft.
func (d *draft) carryOut(i Imported) error {
	switch i.Kind {
	case Add:
		return d.add(Addition{Code: i.After.Code, Skill: i.After.Skill, Aspect: i.After.Aspect, Level: i.After.Level, Text: i.After.Text, Reason: i.Reason})
	case End:
		return d.end(i.Before.StatementID, i.Reason)
	default:
		return d.edit(Edit{StatementID: i.Before.StatementID, Extent: i.Kind, Aspect: i.After.Aspect, Text: i.After.Text, Reason: i.Reason})
	}
}

// judge gives what a row changes, nil when it changes nothing, and what is wrong with its cells. It remembers the
// identifiers and the texts that it has seen.
func (d *draft) judge(row ImportRow, start map[uuid.UUID]Entry, seen map[uuid.UUID]int, said map[worded]int) (*Imported, []Refusal) {
	var refused []Refusal
	refuse := func(column, format string, args ...any) {
		refused = append(refused, Refusal{row.Number, column, fmt.Sprintf(format, args...)})
	}
	level, isLevel := levelOf(row.Level)
	if !isLevel {
		refuse(columnLevel, "%q is no level. Give a whole number from 1 to 7.", row.Level)
	}
	if !skillCode.MatchString(row.Code) {
		refuse(columnCode, "%q is no code of a skill. Give four capital letters, such as ANCC.", row.Code)
	}
	for _, cell := range []struct {
		column, text string
		most         int
	}{{columnSkill, row.Skill, maxName}, {columnAspect, row.Aspect, maxName}, {columnText, row.Text, maxText}, {columnReason, row.Reason, maxReason}} {
		if n := len([]rune(cell.text)); n > cell.most {
			refuse(cell.column, "This is %d characters long. The most is %d.", n, cell.most)
		}
	}
	for _, cell := range []struct{ column, text string }{{columnAspect, row.Aspect}, {columnText, row.Text}} {
		if strings.TrimSpace(cell.text) == "" {
			refuse(cell.column, "This cell is empty. A statement has an aspect and a text.")
		}
	}
	id, err := uuid.Parse(row.Identifier)
	before, known := start[id]
	known = known && err == nil
	means := worded{row.Code, row.Aspect, row.Text, level}
	first, twice := said[means]
	if !twice {
		said[means] = row.Number
	} else if !known || before.worded() != means {
		// Two statements that the framework has already may say the same: the source does so once.
		refuse(columnText, "Row %d has the same statement: the same code, aspect, level and text.", first)
	}
	if row.Identifier == "" {
		i, more := judgeNew(row, level)
		return i, append(refused, more...)
	}
	if err != nil {
		refuse(columnIdentifier, "This is no identifier. Leave the cell empty for a new statement.")
		return nil, refused
	}
	if first, twice := seen[id]; twice {
		refuse(columnIdentifier, "Row %d has the same identifier. Each statement can stand in the file once.", first)
		return nil, refused
	}
	if !known {
		refuse(columnIdentifier, "There is no statement with this identifier. It may have ended or been replaced; leave the cell empty for a new statement.")
		return nil, refused
	}
	seen[id] = row.Number
	i, more := judgeKnown(row, level, before)
	return i, append(refused, more...)
}

// The longest texts that a statement can have, in characters.
const (
	maxName   = 200
	maxText   = 2000
	maxReason = 1000
)

func levelOf(text string) (Level, bool) {
	if len(text) != 1 || text[0] < '1' || text[0] > '7' {
		return 0, false
	}
	return Level(text[0] - '0'), true
}

// judgeNew judges a row without an identifier.
func judgeNew(row ImportRow, level Level) (*Imported, []Refusal) {
	var refused []Refusal
	if row.Change != "" && row.Change != "new" {
		refused = append(refused, Refusal{row.Number, columnChange, "A row without an identifier is a new statement: write new here, or nothing. To change a statement give its identifier."})
	}
	if row.Own != "" && row.Own != "local" {
		refused = append(refused, Refusal{row.Number, columnOwn, "A new statement is local: write local here, or nothing."})
	}
	if strings.TrimSpace(row.Reason) == "" {
		refused = append(refused, Refusal{row.Number, columnReason, "Give the reason for this new statement."})
	}
	after := Entry{Code: row.Code, Skill: row.Skill, Aspect: row.Aspect, Level: level, Text: row.Text, Own: true}
	return &Imported{Row: row.Number, Kind: Add, After: after, Reason: row.Reason}, refused
}

// judgeKnown judges a row of a statement that the draft has.
func judgeKnown(row ImportRow, level Level, before Entry) (*Imported, []Refusal) {
	var refused []Refusal
	refuse := func(column, message string) { refused = append(refused, Refusal{row.Number, column, message}) }
	if row.Code != before.Code {
		refuse(columnCode, fmt.Sprintf("The code of a statement stays: this one is %s. End it and add a new statement instead.", before.Code))
	}
	if level != 0 && level != before.Level {
		refuse(columnLevel, fmt.Sprintf("The level of a statement stays: this one is at level %d. End it and add a new statement instead.", before.Level))
	}
	if row.Skill != before.Skill {
		refuse(columnSkill, fmt.Sprintf("The skill is called %s. A local skill is renamed in the draft, not by a file.", before.Skill))
	}
	if own := ownership(before.Own); row.Own != own {
		refuse(columnOwn, fmt.Sprintf("This statement is %s, which stays.", own))
	}
	differs := row.Aspect != before.Aspect || row.Text != before.Text
	kinds := map[string]ChangeKind{"": 0, "wording": Wording, "meaning": Meaning, "end": End}
	kind, known := kinds[row.Change]
	switch {
	case !known:
		refuse(columnChange, fmt.Sprintf("%q is no change. Write wording, meaning or end for a statement that is there, new for a new one, or nothing.", row.Change))
	case kind == 0 && differs:
		refuse(columnChange, "The aspect or the text is another one. Write wording when only the wording changes, or meaning.")
	case kind == End && differs:
		refuse(columnChange, "A statement that ends keeps its aspect and its text.")
	case kind != 0 && kind != End && !differs:
		refuse(columnChange, "Neither the aspect nor the text is another one. Change them, or leave this cell empty.")
	case kind != 0 && strings.TrimSpace(row.Reason) == "":
		refuse(columnReason, "Give the reason for this change.")
	}
	if kind == 0 {
		return nil, refused
	}
	after := before
	after.Aspect, after.Text = row.Aspect, row.Text
	return &Imported{Row: row.Number, Kind: kind, Before: before, After: after, Reason: row.Reason}, refused
}

func ownership(own bool) string {
	if own {
		return "local"
	}
	return "national"
}
