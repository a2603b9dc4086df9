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

// Map draws a page of the heat map that is asked for. Its columns are those of everybody whom the question chooses.
func Map(members []Member, q MapQuestion, r page.Request, today calendar.Date) Heatmap {
	members = q.Filter.Choose(members, today)
	h := Heatmap{MapQuestion: q, Today: today}
	asked := essentialStatements(members)
	for _, s := range asked {
		if skill := (Skill{s.Code, s.Skill}); !slices.Contains(h.Skills, skill) {
			h.Skills = append(h.Skills, skill)
		}
	}
	groups := grouped(members, q.By)
	h.Total = len(groups)
	at := h.place(asked)
	for _, group := range cut(groups, r) {
		h.Rows = append(h.Rows, h.row(group, at))
	}
	return h
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
func (h *Heatmap) row(group []Member, at map[uuid.UUID]int) HeatmapRow {
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
		fill(row.Cells, at, m, h.By, h.Today)
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

func fill(cells []Cell, at map[uuid.UUID]int, m Member, by By, today calendar.Date) {
	essential := map[uuid.UUID]bool{}
	for _, s := range m.Standings {
		i, shown := at[s.Requirement.ID]
		if !s.Requirement.essentialStatement() {
			continue
		}
		essential[s.Requirement.ID] = true
		if !shown {
			continue
		}
		cells[i].add(s.State)
		if by == ByPerson && s.Claim != nil {
			cells[i].Claims = append(cells[i].Claims, s.Claim.ID)
		}
	}
	for _, c := range m.Claims {
		if i, shown := at[c.Statement.ID]; shown && c.State == Approved && !c.expired(today) && !essential[c.Statement.ID] {
			cells[i].Held++
			if by == ByPerson {
				cells[i].Claims = append(cells[i].Claims, c.ID)
			}
		}
	}
}

// essentialStatements lists every statement that is essential to a role of the members, once, in order.
func essentialStatements(members []Member) []Statement {
	found := map[uuid.UUID]bool{}
	var statements []Statement
	for _, m := range members {
		for _, s := range m.Standings {
			if s.Requirement.essentialStatement() && !found[s.Requirement.ID] {
				found[s.Requirement.ID] = true
				statements = append(statements, s.Requirement.Statement)
			}
		}
	}
	slices.SortFunc(statements, compareStatements)
	return statements
}

// grouped puts members into rows: each alone, by name, or by the team to which they are appointed, by the team's name.
func grouped(members []Member, by By) [][]Member {
	members = slices.Clone(members)
	slices.SortFunc(members, func(a, b Member) int {
		teams := 0
		if by == ByTeam {
			teams = cmp.Or(strings.Compare(a.Person.Team.Name, b.Person.Team.Name), compareIDs(a.Person.Team.ID, b.Person.Team.ID))
		}
		return cmp.Or(teams, comparePeople(a.Person, b.Person))
	})
	var groups [][]Member
	for i, m := range members {
		if i == 0 || by == ByPerson || members[i-1].Person.Team.ID != m.Person.Team.ID {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], m)
	}
	return groups
}
