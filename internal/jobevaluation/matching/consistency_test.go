package matching

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/jobevaluation"
)

func TestHowAlikeTwoReasonsAre(t *testing.T) {
	for what, c := range map[string]struct {
		a, b    string
		percent int
		shared  []string
		ok      bool
	}{
		"the same words in another order": {"Organises rotas, allocates work, clerical team", "Clerical team: allocates work, organises rotas", 100,
			[]string{"allocat", "clerical", "organis", "rota", "team", "work"}, true},
		"other endings":                 {"Checking codes, training coders, audits", "Checked coding, trained coders, audited", 80, []string{"audit", "check", "coder", "train"}, true},
		"nothing in common":             {"Codes clinical episodes by published standards", "Pushes trolleys between distant wards", 0, nil, true},
		"half of the shorter one":       {"Orders stationery, approves timesheets", "Orders stationery and signs letters daily", 50, []string{"order", "stationery"}, true},
		"too few words to compare":      {"Orders stationery", "Orders stationery", 0, nil, false},
		"words that every reason has":   {"The post holder must do what this document says", "The post holder should do what the document says", 0, nil, false},
		"numbers of lines do not count": {"Line 12: keyboard, speed, accuracy, input", "Keyboard speed, accuracy, input (line 99)", 100, []string{"accuracy", "input", "keyboard", "speed"}, true},
	} {
		shared, percent, ok := Similarity(c.a, c.b)
		assert.Equal(t, c.percent, percent, what)
		assert.Equal(t, c.shared, shared, what)
		assert.Equal(t, c.ok, ok, what)
		_, other, _ := Similarity(c.b, c.a)
		assert.Equal(t, percent, other, "%s: it does not matter which comes first", what)
	}
}

func decided(title, band string, total jobevaluation.Points, level jobevaluation.Level, reason string) Match {
	m := Match{ID: uuid.New(), RoleTitle: title, Band: band, Total: total}
	for no := 1; no <= jobevaluation.FactorCount; no++ {
		m.Decisions = append(m.Decisions, Decision{No: jobevaluation.FactorNo(no), Level: level, Reason: reason})
	}
	return m
}

const (
	codes  = "Assigns diagnostic codes following national coding standards"
	pushes = "Pushes trolleys with heavy casenotes between distant wards"
)

func TestWhatStandsOut(t *testing.T) {
	s := jobevaluation.Scheme{}
	m := decided("Ours", "4", 300, 2, codes)
	for what, c := range map[string]struct {
		other            Match
		reasons, flagged int
		kind             ComparisonKind
	}{
		"the same level for the same reason":      {decided("Other", "4", 310, 2, codes), 0, 0, 0},
		"the same level for another reason":       {decided("Other", "4", 310, 2, pushes), 16, 16, SameLevelOtherReason},
		"another level for the same reason":       {decided("Other", "4", 310, 3, codes), 16, 16, SameReasonOtherLevel},
		"another level for another reason":        {decided("Other", "4", 310, 3, pushes), 0, 0, 0},
		"a lower band with higher levels":         {decided("Other", "3", 250, 3, pushes), 0, 1, 0},
		"a lower band with a higher total":        {decided("Other", "3", 301, 1, pushes), 0, 1, 0},
		"a lower band with lower levels":          {decided("Other", "3", 250, 1, pushes), 0, 0, 0},
		"a higher band with lower levels":         {decided("Other", "5", 350, 1, pushes), 0, 1, 0},
		"a band far away is no neighbour":         {decided("Other", "7", 100, 1, pushes), 0, 0, 0},
		"a match without a band is no neighbour ": {decided("Other", "", 100, 1, pushes), 0, 0, 0},
	} {
		found := Compare(s, m, []Match{c.other}, nil)
		assert.Len(t, found.Reasons, c.reasons, what)
		assert.Equal(t, c.flagged, found.Flagged(), what)
		for _, r := range found.Reasons {
			require.Equal(t, c.kind, r.Kind, what)
			assert.NotEmpty(t, r.Explanation)
		}
		for _, n := range found.Neighbours {
			assert.NotEmpty(t, n.Explanation)
		}
	}
	assert.Len(t, Compare(s, m, nil, nil).Measures, 3, "the measure is explained even where there is nothing to compare")
}
