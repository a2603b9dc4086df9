package framework

import "slices"

// Matrix is a skill with its aspects down and its levels across.
type Matrix struct {
	Skill Skill
	// Levels are the columns, the lowest first.
	Levels []LevelName
	// Aspects are the rows, in the order of the source document.
	Aspects []AspectRow
}

// AspectRow is one row of the matrix, with a cell for each column.
type AspectRow struct {
	Aspect string
	Cells  []AspectCell
}

// AspectCell is what an aspect asks at a level: nothing, one statement, or several, where the source has the aspect
// twice at the level.
type AspectCell struct {
	Level      Level
	Statements []Statement
	// SameAs are the other levels of the aspect that have word for word one of these statements.
	SameAs []Level
}

// matrixOf lays out the statements of one skill, given in the order of the source document.
func matrixOf(skill Skill, names []LevelName, statements []Statement) Matrix {
	m := Matrix{Skill: skill}
	for _, count := range skill.Levels {
		m.Levels = append(m.Levels, LevelName{Level: count.Level, Name: nameOf(names, count.Level)})
	}
	var aspects []string
	byAspect := map[string][]Statement{}
	for _, s := range statements {
		if _, known := byAspect[s.Aspect]; !known {
			aspects = append(aspects, s.Aspect)
		}
		byAspect[s.Aspect] = append(byAspect[s.Aspect], s)
	}
	for _, aspect := range aspects {
		row := AspectRow{Aspect: aspect}
		for _, column := range m.Levels {
			row.Cells = append(row.Cells, cellOf(byAspect[aspect], column.Level))
		}
		m.Aspects = append(m.Aspects, row)
	}
	return m
}

// cellOf picks the statements of an aspect that stand at a level, and the other levels that repeat one of them.
func cellOf(aspect []Statement, level Level) AspectCell {
	cell := AspectCell{Level: level}
	for _, s := range aspect {
		if s.Level == level {
			cell.Statements = append(cell.Statements, s)
		}
	}
	for _, other := range aspect {
		repeats := func(s Statement) bool { return s.Text == other.Text }
		if other.Level != level && !slices.Contains(cell.SameAs, other.Level) && slices.ContainsFunc(cell.Statements, repeats) {
			cell.SameAs = append(cell.SameAs, other.Level)
		}
	}
	slices.Sort(cell.SameAs)
	return cell
}

func nameOf(names []LevelName, level Level) string {
	for _, n := range names {
		if n.Level == level {
			return n.Name
		}
	}
	return ""
}
