package workforce

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
)

// Tally counts essential statements required of people by how far they are met; Required is their sum. What expired is missing.
type Tally struct {
	Required, Met, Claimed, Partly, Missing int
}

func (t *Tally) add(s State) {
	t.Required++
	switch s {
	case Met:
		t.Met++
	case Claimed:
		t.Claimed++
	case Partly:
		t.Partly++
	default:
		t.Missing++
	}
}

// By says what a row of a heat map stands for.
type By int

// The rows of a heat map.
const (
	ByTeam By = iota + 1
	ByPerson
)

// String gives what a row stands for as the API writes it.
func (b By) String() string { return [...]string{"", "team", "person"}[b] }

// ColumnsBy says what a column of a heat map stands for.
type ColumnsBy int

// The columns of a heat map.
const (
	// ByLevel: a skill and level.
	ByLevel ColumnsBy = iota + 1
	// ByAspect: an aspect of a skill, its statements on every level together.
	ByAspect
	// ByStatement: one statement.
	ByStatement
)

// String gives what a column stands for as the API writes it.
func (c ColumnsBy) String() string { return [...]string{"", "level", "aspect", "statement"}[c] }

// key gives the column of a statement.
func (c ColumnsBy) key(s Statement) string {
	switch c {
	case ByAspect:
		return s.Code + ": " + s.Aspect
	case ByStatement:
		return s.ID.String()
	default:
		return fmt.Sprintf("%s-%d", s.Code, s.Level)
	}
}

// MapQuestion says what a heat map is drawn of.
type MapQuestion struct {
	By        By
	ColumnsBy ColumnsBy
	// Code narrows the columns to one skill.
	Code string
	// Filter chooses the people.
	Filter Filter
}

// Heatmap is teams or people by what their roles ask as essential.
type Heatmap struct {
	MapQuestion
	// Skills are the skills that are asked here, code and name, in the order of their codes.
	Skills  []Skill
	Columns []Column
	Rows    []HeatmapRow
	// Total is the number of rows on all pages together.
	Total int
	Today calendar.Date
}

// Skill is a skill of the framework.
type Skill struct {
	Code string
	Name string
}

// Column is a skill and level, an aspect or one statement, with the statements behind it.
type Column struct {
	Key        string
	Statements []Statement
}

// HeatmapRow is a team or a person with a cell for each column.
type HeatmapRow struct {
	Named
	// Team is the person's; nil in a row for a team.
	Team   *Named
	People int
	Cells  []Cell
}

// Cell is where a row and a column meet.
type Cell struct {
	Tally
	// Held counts statements that are approved without being essential to the person's role.
	Held int
	// Asked chooses those whose role asks for it, in a row for a team.
	Asked Filter
	// Claims are those behind the cell, in a row for one person.
	Claims []uuid.UUID
}

// sketch is a heat map whose columns and rows are known, before anything of the people of its rows is.
type sketch struct {
	Heatmap
	// at is the column of each statement.
	at   map[uuid.UUID]int
	rows [][]*Member
}

// Map draws a page of the heat map that is asked for.
func Map(members []Member, q MapQuestion, r page.Request, today calendar.Date) Heatmap {
	return newSketch(members, q, r, today).draw()
}

// newSketch says what a page of a heat map is drawn of. Its columns are those of everybody whom the question chooses.
func newSketch(members []Member, q MapQuestion, r page.Request, today calendar.Date) *sketch {
	members = q.Filter.Choose(members, today)
	h := &sketch{Heatmap: Heatmap{MapQuestion: q, Today: today}}
	asked := essentialStatements(members)
	for _, s := range asked {
		if skill := (Skill{s.Code, s.Skill}); !slices.Contains(h.Skills, skill) {
			h.Skills = append(h.Skills, skill)
		}
	}
	groups := grouped(members, q.By)
	h.Total, h.rows, h.at = len(groups), cut(groups, r), h.place(asked)
	return h
}

// people lists those of the rows.
func (h *sketch) people() []*Member { return slices.Concat(h.rows...) }

func (h *sketch) draw() Heatmap {
	for _, group := range h.rows {
		h.Rows = append(h.Rows, h.row(group))
	}
	return h.Heatmap
}

// place puts statements into the columns, and gives the column of each.
func (h *Heatmap) place(asked []Statement) map[uuid.UUID]int {
	if h.ColumnsBy == ByAspect {
		slices.SortStableFunc(asked, compareAspects)
	}
	at := map[uuid.UUID]int{}
	for _, s := range asked {
		if h.Code != "" && s.Code != h.Code {
			continue
		}
		key := h.ColumnsBy.key(s)
		if n := len(h.Columns); n == 0 || h.Columns[n-1].Key != key {
			h.Columns = append(h.Columns, Column{Key: key})
		}
		last := len(h.Columns) - 1
		h.Columns[last].Statements = append(h.Columns[last].Statements, s)
		at[s.ID] = last
	}
	return at
}

// row fills the row of a team, or of the one person in the group.
func (h *sketch) row(group []*Member) HeatmapRow {
	p := group[0].Person
	row := HeatmapRow{Named: p.Team.Named, People: len(group), Cells: make([]Cell, len(h.Columns))}
	if h.By == ByPerson {
		row.Named, row.Team = Named{p.ID, p.Name}, &p.Team.Named
	} else {
		for i, column := range h.Columns {
			row.Cells[i].Asked = h.asked(column, p.Team.ID)
		}
	}
	for _, m := range group {
		h.fill(row.Cells, m)
	}
	return row
}

// asked chooses those of a team whose role asks for something of a column.
func (h *Heatmap) asked(c Column, team uuid.UUID) Filter {
	f, first := h.Filter, c.Statements[0]
	f.TeamID, f.TeamAlone, f.Stands = team, true, StandsRequired
	switch h.ColumnsBy {
	case ByAspect:
		f.Aspect = aspectOf(first)
	case ByStatement:
		f.Requires = first.ID
	default:
		f.Code, f.Level = first.Code, first.Level
	}
	return f
}

func (h *sketch) fill(cells []Cell, m *Member) {
	essential := map[uuid.UUID]bool{}
	for i, state := range m.Judged.States {
		q := &m.Judged.Asked[i]
		if !q.essentialStatement() {
			continue
		}
		essential[q.ID] = true
		if column, shown := h.at[q.ID]; shown {
			cells[column].add(state)
		}
	}
	for _, w := range m.brief.worths {
		if column, shown := h.at[w.claim.Statement.ID]; shown && w.claim.State == Approved && !w.expired && !essential[w.claim.Statement.ID] {
			cells[column].Held++
		}
	}
	if h.By == ByPerson {
		h.addClaims(cells, m, essential)
	}
}

// addClaims adds the claims behind the cells of one person's row.
func (h *sketch) addClaims(cells []Cell, m *Member, essential map[uuid.UUID]bool) {
	for _, s := range m.Standings {
		if column, shown := h.at[s.Requirement.ID]; shown && s.Claim != nil && s.Requirement.essentialStatement() {
			cells[column].Claims = append(cells[column].Claims, s.Claim.ID)
		}
	}
	for _, c := range m.Claims {
		if column, shown := h.at[c.Statement.ID]; shown && c.State == Approved && !c.expired(h.Today) && !essential[c.Statement.ID] {
			cells[column].Claims = append(cells[column].Claims, c.ID)
		}
	}
}

// essentialStatements lists every statement that is essential to a role of the members, once, in order.
func essentialStatements(members []Member) []Statement {
	found, roles := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	var statements []Statement
	for i := range members {
		m := &members[i]
		if roles[m.Person.Role.ID] {
			continue
		}
		roles[m.Person.Role.ID] = true
		for j := range m.Judged.Asked {
			if q := &m.Judged.Asked[j]; q.essentialStatement() && !found[q.ID] {
				found[q.ID] = true
				statements = append(statements, q.Statement)
			}
		}
	}
	slices.SortFunc(statements, compareStatements)
	return statements
}

// grouped puts members into rows: each alone, by name, or by the team to which they are appointed, by the team's name.
func grouped(members []Member, by By) [][]*Member {
	order := make([]*Member, len(members))
	for i := range members {
		order[i] = &members[i]
	}
	slices.SortFunc(order, func(a, b *Member) int {
		if by == ByTeam && a.Person.Team.ID != b.Person.Team.ID {
			return cmp.Or(strings.Compare(a.Person.Team.Name, b.Person.Team.Name), compareIDs(a.Person.Team.ID, b.Person.Team.ID))
		}
		return compareByName(&a.Person, &b.Person)
	})
	var groups [][]*Member
	for i, m := range order {
		if i == 0 || by == ByPerson || order[i-1].Person.Team.ID != m.Person.Team.ID {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], m)
	}
	return groups
}
