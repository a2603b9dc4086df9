package workforce

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/platform/calendar"
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

// Heatmap is teams or people by what their roles ask as essential.
type Heatmap struct {
	By By
	// Code is the skill whose statements are the columns; "" when a column is a skill and level.
	Code string
	// Skills are the skills that are asked here, code and name, in the order of their codes.
	Skills  []Skill
	Columns []Column
	Rows    []HeatmapRow
	Today   calendar.Date
}

// Skill is a skill of the framework.
type Skill struct {
	Code string
	Name string
}

// Column is a skill and level, or one statement, with the statements behind it.
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
	// Lacking chooses those who do not meet all of it.
	Lacking Filter
	// Claims are those behind the cell, in a row for one person.
	Claims []uuid.UUID
}

// Map draws the heat map of the members that base chooses. With code, a column is a statement of that skill.
func Map(members []Member, by By, code string, base Filter, today calendar.Date) Heatmap {
	members = base.Choose(members, today)
	h := Heatmap{By: by, Code: code, Today: today}
	asked := essentialStatements(members)
	for _, s := range asked {
		if skill := (Skill{s.Code, s.Skill}); !slices.Contains(h.Skills, skill) {
			h.Skills = append(h.Skills, skill)
		}
	}
	at := map[uuid.UUID]int{}
	for _, s := range asked {
		key := fmt.Sprintf("%s-%d", s.Code, s.Level)
		if code != "" {
			key = s.ID.String()
		}
		if code != "" && s.Code != code {
			continue
		}
		if n := len(h.Columns); n == 0 || h.Columns[n-1].Key != key {
			h.Columns = append(h.Columns, Column{Key: key})
		}
		last := len(h.Columns) - 1
		h.Columns[last].Statements = append(h.Columns[last].Statements, s)
		at[s.ID] = last
	}
	for _, group := range grouped(members, by) {
		row := HeatmapRow{Named: group[0].Person.Team.Named, People: len(group), Cells: make([]Cell, len(h.Columns))}
		if by == ByPerson {
			p := group[0].Person
			row.Named, row.Team = Named{p.ID, p.Name}, &p.Team.Named
		}
		for i, column := range h.Columns {
			row.Cells[i].Lacking = base.lacking(column, code != "", group[0].Person, by)
		}
		for _, m := range group {
			fill(row.Cells, at, m, by, today)
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

func (f Filter) lacking(c Column, statement bool, p Person, by By) Filter {
	if statement {
		f.Lacks = c.Statements[0].ID
	} else {
		f.Code, f.Level = c.Statements[0].Code, c.Statements[0].Level
	}
	f.TeamID, f.TeamAlone = p.Team.ID, true
	if by == ByPerson {
		f.Query = p.Folded
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
