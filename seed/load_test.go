package seed

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var loadOnce = sync.OnceValues(Load)

// loaded returns the reference data, a copy that a test may spoil.
func loaded(t *testing.T) Reference {
	t.Helper()
	ref, err := loadOnce()
	require.NoError(t, err)
	raw, err := json.Marshal(ref)
	require.NoError(t, err)
	var own Reference
	require.NoError(t, json.Unmarshal(raw, &own))
	return own
}

func TestSeventeenProfilesWithSixteenFactors(t *testing.T) {
	ref := loaded(t)
	require.Len(t, ref.Profiles, 17)
	var bands []string
	for i, p := range ref.Profiles {
		bands = append(bands, p.Band)
		assert.Len(t, p.Factors, 16, p.Title)
		assert.Equal(t, "Patient Services", p.Suite)
		assert.NotEmpty(t, p.JobStatements, p.Title)
		entry := ref.Contents.Entries[i]
		assert.Equal(t, entry.Profile, p.Slug, "the profiles stand in the order of the contents page")
		assert.Equal(t, entry.Band, p.Band)
		assert.Equal(t, entry.Title, p.ContentsTitle)
		assert.Equal(t, entry.Page, p.ContentsPage)
		assert.Equal(t, p.SuiteAndLabel[len(p.SuiteAndLabel)-len(p.Title):], p.Title)
		for _, f := range p.Factors {
			name := ref.Scheme.Factors[f.No-1].Name
			assert.Equal(t, name, f.Name, "line %d", f.Line)
		}
	}
	assert.Equal(t, strings.Fields("2 2 2 3 3 4 4 5 5 5 6 6 6 6 7 7 8a-c"), bands)
	assert.Equal(t, []string{"8a", "8b", "8c"}, ref.Profiles[16].Bands)
	assert.Len(t, ref.Contents.Archived, 7)
	assert.Len(t, ref.Contents.Versions, 2)
}

func TestNinetyNineStatements(t *testing.T) {
	ref := loaded(t)
	count := map[string]int{}
	levels := map[string]bool{}
	for _, s := range ref.Framework.Statements {
		count[s.Code]++
		levels[skillLevel(s)] = true
		assert.Equal(t, s.SourceHeadingLine+1, s.SourceLine)
		assert.Contains(t, s.SourceHeading, s.Code)
	}
	assert.Equal(t, map[string]int{"ANCC": 44, "RMGT": 17, "VUAS": 22, "SCAD": 14, "ASMG": 2}, count)
	assert.Len(t, levels, 17)
	assert.Equal(t, []int{1, 2}, []int{ref.Framework.Unheaded[0].Line, ref.Framework.Unheaded[1].Line})
}

func skillLevel(s Statement) string { return Link{Code: s.Code, Level: s.Level}.Key() }

func TestEveryProfileAndSkillLevelIsLinkedOrSaysWhyNot(t *testing.T) {
	ref := loaded(t)
	profiles, levels := map[string]int{}, map[string]int{}
	for _, l := range ref.Links {
		profiles[l.Profile]++
		levels[Link{Code: l.Code, Level: l.Level}.Key()]++
	}
	for _, u := range ref.Unlinked {
		if u.Profile != "" {
			assert.Zero(t, profiles[u.Profile], "%s is linked after all", u.Profile)
			profiles[u.Profile]++
			continue
		}
		key := Link{Code: u.Code, Level: u.Level}.Key()
		assert.Zero(t, levels[key], "%s is linked after all", key)
		levels[key]++
	}
	for _, p := range ref.Profiles {
		assert.NotZero(t, profiles[p.Slug], p.Slug)
	}
	for _, s := range ref.Framework.Statements {
		assert.NotZero(t, levels[skillLevel(s)], s.Key)
	}
}

func TestTheThreeRolesSayWhatTheirDocumentsStillShow(t *testing.T) {
	ref := loaded(t)
	deputy, officer, patients := ref.Roles[0], ref.Roles[1], ref.Roles[2]

	assert.Equal(t, "6", deputy.Band)
	assert.Equal(t, Date("2021-06-24"), deputy.JobMatchedOn)
	assert.Equal(t, map[Importance]int{Essential: 32}, importances(deputy))
	assert.Len(t, deputy.Hazards, 26)
	assert.Len(t, deputy.Relationships, 12)

	assert.Equal(t, "3", officer.Band)
	assert.Equal(t, map[Importance]int{Essential: 5, ImportanceNotStated: 21}, importances(officer))
	present := map[string]Frequency{}
	for _, h := range officer.Hazards {
		if h.Present == Present {
			present[h.Name] = h.Frequency
		}
	}
	assert.Equal(t, map[string]Frequency{"VDU Use": Occasional, "Manual Handling": FrequencyNotStated}, present)

	assert.Empty(t, patients.Band)
	assert.Equal(t, BandUnknown, patients.BandStatus)
	assert.Equal(t, "CCC379", patients.Reference)
	assert.Equal(t, Date("2018-11-06"), patients.IssuedOn)
	assert.Equal(t, map[Importance]int{Essential: 16, Desirable: 2}, importances(patients))
	factors := map[int]bool{}
	for _, d := range patients.Duties {
		factors[d.Factor] = true
	}
	for no := 1; no <= 16; no++ {
		assert.True(t, factors[no], "no duty under factor %d", no)
	}
}

func importances(r Role) map[Importance]int {
	count := map[Importance]int{}
	for _, c := range r.Criteria {
		count[c.Importance]++
	}
	return count
}

func TestRequirementsStandForStatements(t *testing.T) {
	ref := loaded(t)
	whole := ref.StatementsFor(Requirement{Code: "ANCC", Level: 2})
	assert.Len(t, whole, 8)
	one := ref.StatementsFor(Requirement{Code: "RMGT", Level: 3, Statement: "rmgt-3-access-requests"})
	require.Len(t, one, 1)
	assert.Equal(t, 108, one[0].SourceLine)
	for _, r := range ref.Requirements {
		assert.Equal(t, r.AboutSkills(), len(ref.StatementsFor(r)) > 0, r.Key())
	}
}

// Every source line that a link or a requirement rests on exists and says
// something.
func TestSourcesPointAtLinesWithText(t *testing.T) {
	ref := loaded(t)
	documents, err := Documents()
	require.NoError(t, err)
	check := func(owner string, sources []Source) {
		for _, s := range sources {
			for _, d := range documents {
				for _, n := range s.Lines {
					if d.Name == s.Document {
						assert.NotEmpty(t, strings.TrimSpace(d.Line(n)), "%s: %s line %d", owner, s.Document, n)
					}
				}
			}
		}
	}
	for _, l := range ref.Links {
		check(l.Key(), l.Sources)
	}
	for _, u := range ref.Unlinked {
		check(u.Reason, u.Sources)
	}
	for _, r := range ref.Requirements {
		check(r.Key(), r.Sources)
	}
}

// What was put right is right: no slip that has a correction survives in a
// corrected text.
func TestCorrectedTextsHaveNoKnownSlip(t *testing.T) {
	ref := loaded(t)
	put := map[Kind]bool{KindMisspelling: true, KindWrongWord: true}
	check := func(document, text, corrected string, lines []int) {
		for _, slip := range ref.Slips {
			if !put[slip.Kind] || slip.Right == "" || !slices.Contains(slip.Documents, document) || !strings.Contains(text, slip.Wrong) {
				continue
			}
			assert.NotContains(t, corrected, slip.Wrong, "%s %v", document, lines)
			assert.Contains(t, corrected, slip.Right, "%s %v", document, lines)
		}
	}
	for _, s := range ref.Framework.Statements {
		check(ref.Framework.Document, s.SourceText, s.Text, []int{s.SourceLine})
	}
	for _, p := range ref.Profiles {
		for _, f := range p.Factors {
			check(p.Document, f.Text, corrected(f.Text, "text", f.Corrections), f.Lines)
		}
	}
	for _, r := range ref.Roles {
		for _, d := range r.Duties {
			check(r.Document, d.Text, d.Corrected, d.Lines)
		}
		for _, c := range r.Criteria {
			check(r.Document, c.Criterion, c.Corrected, c.Lines)
		}
		for _, s := range r.Sections {
			for _, p := range s.Paragraphs {
				if !strings.Contains(p.Note, "cut at the right edge") {
					check(r.Document, p.Text, p.Corrected, p.Lines)
				}
			}
		}
	}
}

func TestIdentifiersAreTheSameEverywhere(t *testing.T) {
	id := ID(KindStatement, "ancc-4-escalation")
	assert.Equal(t, "b3d601ae-2a40-5681-b31b-f19290e8be7b", id.String(), "the name space must never change")
	assert.EqualValues(t, 5, id.Version())
	assert.Equal(t, id, ID(KindStatement, "ancc-4-escalation"))
	assert.NotEqual(t, id, ID(KindRole, "ancc-4-escalation"))
}
