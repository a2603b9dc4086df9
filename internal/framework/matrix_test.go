package framework

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMatrixOfASkill(t *testing.T) {
	skill := Skill{Code: "ANCC", Levels: []LevelCount{{2, 2}, {3, 1}, {5, 2}}}
	names := []LevelName{{1, "Follow"}, {2, "Assist"}, {3, "Apply"}, {5, "Ensure, advise"}}
	m := matrixOf(skill, names, []Statement{
		{Aspect: "Coding quality", Level: 5, Text: "Leads."},
		{Aspect: "Coding quality", Level: 3, Text: "Liaises."},
		{Aspect: "Coding quality", Level: 2, Text: "Liaises."},
		{Aspect: "Audit", Level: 5, Text: "Audits."},
		{Aspect: "Coding quality", Level: 2, Text: "Resolves issues."},
	})

	assert.Equal(t, []LevelName{{2, "Assist"}, {3, "Apply"}, {5, "Ensure, advise"}}, m.Levels, "only levels with statements, the lowest first")
	var aspects []string
	for _, row := range m.Aspects {
		aspects = append(aspects, row.Aspect)
		assert.Len(t, row.Cells, 3, "a cell for each column")
	}
	assert.Equal(t, []string{"Coding quality", "Audit"}, aspects, "the document's order")

	quality := m.Aspects[0].Cells
	assert.Len(t, quality[0].Statements, 2, "the aspect stands twice at level 2")
	assert.Equal(t, []Level{3}, quality[0].SameAs, "level 3 repeats one of them")
	assert.Equal(t, []Level{2}, quality[1].SameAs)
	assert.Empty(t, quality[2].SameAs)
	assert.Empty(t, m.Aspects[1].Cells[0].Statements, "the aspect asks nothing at level 2")
}
