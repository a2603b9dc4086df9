package training_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/calendar"
	. "bandwise/internal/training"
)

const accFile = "../../seed/reference/pathways/acc.yaml"

var readACC = sync.OnceValues(func() (Pathway, error) {
	text, err := os.ReadFile(accFile)
	if err != nil {
		return Pathway{}, err
	}
	return ParsePathway(text)
})

// acc gives the pathway of document 003 as it is shipped.
func acc(t testing.TB) Pathway {
	t.Helper()
	p, err := readACC()
	require.NoError(t, err)
	p.Milestones = slices.Clone(p.Milestones)
	return p
}

// The table "The progression calendar of document 003" of the product's description, row by row.
func TestTheACCPathwayIsTheProgressionCalendarOfDocument003(t *testing.T) {
	type row struct {
		key, title, kind, anchor, due, notBefore, lasts, recurrence string
		needs                                                       []MilestoneKey
		throughout                                                  bool
		lines                                                       string
	}
	var got []row
	for _, m := range acc(t).Milestones {
		got = append(got, row{
			string(m.Key), m.Title, m.Kind.String(), m.Anchor.String(), m.Due.ISO(), m.NotBefore.ISO(), m.Lasts.ISO(), m.Recurrence.ISO(),
			m.Prerequisites, m.Throughout, Cite(m.Sources),
		})
	}
	assert.Equal(t, []row{
		{key: "mentorship", title: "Mentorship", kind: "mentorship", anchor: "appointment", due: "P6M", lasts: "P6M", lines: "003 line 59"},
		{key: "ccs-e-learning", title: "CCS e-learning modules", kind: "e_learning", anchor: "appointment", lines: "003 line 58"},
		{key: "ccsc", title: "Clinical Coding Standards Course (CCSC)", kind: "course", anchor: "appointment", due: "P6M", needs: []MilestoneKey{"ccs-e-learning"}, lines: "003 lines 58, 61 and 129"},
		{key: "anatomy-course", title: "Anatomy, Physiology and Medical Terminology course", kind: "course", anchor: "appointment", lines: "003 lines 63 and 136"},
		{key: "in-house-examination", title: "In-house coding examination", kind: "examination", anchor: "appointment", due: "P12M", needs: []MilestoneKey{"mentorship", "ccsc"}, lines: "003 lines 67 and 168"},
		{key: "nccq", title: "NCCQ (UK) examination", kind: "examination", anchor: "appointment", due: "P3Y", notBefore: "P24M", needs: []MilestoneKey{"in-house-examination", "anatomy-course"}, lines: "003 lines 68 and 167"},
		{key: "acc", title: "ACC status", kind: "accreditation", anchor: "appointment", needs: []MilestoneKey{"nccq"}, lines: "003 line 65"},
		{key: "ccsrc", title: "Refresher course (CCSRC)", kind: "refresher", anchor: "award", due: "P3Y", recurrence: "P3Y", lines: "003 line 70"},
		{key: "daily-target", title: "Daily coding target", kind: "activity", anchor: "appointment", throughout: true, lines: "003 line 74"},
		{key: "audit-feedback", title: "Internal coding audit feedback", kind: "feedback", anchor: "appointment", throughout: true, lines: "003 line 78"},
		{key: "portfolio", title: "Personal portfolio of evidence", kind: "portfolio", anchor: "appointment", throughout: true, lines: "003 line 85"},
	}, got)
	assert.Equal(t, calendar.Years(3), acc(t).Length)
	assert.Equal(t, calendar.Days(60), acc(t).DueSoon)
}

func TestEverySourceOfThePathwayIsVerbatimInItsDocument(t *testing.T) {
	p := acc(t)
	sources := p.Sources
	for _, m := range p.Milestones {
		sources = append(sources, m.Sources...)
	}
	for _, s := range sources {
		text, err := os.ReadFile("../../seed/sources/" + s.Document)
		require.NoError(t, err)
		line := strings.Split(string(text), "\n")[s.Line-1]
		assert.Equal(t, strings.TrimSpace(strings.TrimLeft(line, "· ")), s.Text, "line %d", s.Line)
	}
}

func TestPassMarksAreDated(t *testing.T) {
	nccq, _ := acc(t).Milestone("nccq")
	for key, want := range map[PaperKey]Mark{"theory": 70, "practical": 90} {
		paper, ok := nccq.Paper(key)
		require.True(t, ok)
		mark, ok := paper.PassMarkOn(day("2028-10-03"))
		assert.True(t, ok)
		assert.Equal(t, want, mark.Mark)
		assert.NotEmpty(t, mark.Source)
	}
	inHouse, _ := acc(t).Milestone("in-house-examination")
	_, ok := inHouse.Papers[0].PassMarkOn(day("2028-10-03"))
	assert.False(t, ok, "the trust's own examination states its outcome")

	paper := Paper{PassMarks: []PassMark{{Mark: 60}, {Mark: 75, From: day("2029-01-01")}, {Mark: 70, From: day("2020-01-01")}}}
	for sitting, want := range map[string]Mark{"2019-12-31": 60, "2020-01-01": 70, "2028-12-31": 70, "2029-01-01": 75} {
		mark, _ := paper.PassMarkOn(day(sitting))
		assert.Equal(t, want, mark.Mark, sitting)
	}
	_, ok = Paper{PassMarks: []PassMark{{Mark: 70, From: day("2020-01-01")}}}.PassMarkOn(day("2019-12-31"))
	assert.False(t, ok)
}

func TestAContradictoryPathwayIsRefusedInSentences(t *testing.T) {
	text, err := os.ReadFile(accFile)
	require.NoError(t, err)
	cases := map[string]struct {
		old, new string
		want     []string
	}{
		"a period that is none":       {"due: P12M", "due: 12 months", []string{`Milestone "in-house-examination": due: "12 months" is not a period: write for example P6M for 6 months, P3Y for 3 years or P21D for 21 days.`}},
		"a period back in time":       {"due: P12M", "due: -P12M", []string{`Milestone "in-house-examination": due: -P12M runs back in time.`}},
		"an unknown prerequisite":     {"prerequisites: [nccq]", "prerequisites: [ncqq]", []string{`Milestone "acc" needs "ncqq" first, which is not a milestone of this pathway.`}},
		"a circle of prerequisites":   {"called: the CCS e-learning modules", "called: the modules\n    prerequisites: [in-house-examination]", []string{`Milestones wait for each other in a circle: ccs-e-learning needs in-house-examination, in-house-examination needs ccsc, ccsc needs ccs-e-learning.`}},
		"a circle through an anchor":  {"called: the mentorship", "called: the mentorship\n    prerequisites: [ccsrc]", []string{`Milestones wait for each other in a circle: mentorship needs ccsrc, ccsrc needs acc, acc needs nccq, nccq needs in-house-examination, in-house-examination needs mentorship.`}},
		"a milestone before itself":   {"prerequisites: [nccq]", "prerequisites: [acc]", []string{`Milestone "acc" waits for itself.`}},
		"an unknown anchor milestone": {"anchor: award", "anchor: milestone:course", []string{`Milestone "ccsrc" is counted from "course", which is not a milestone of this pathway.`}},
		"an anchor that is none":      {"anchor: award", "anchor: start", []string{`Milestone "ccsrc": anchor: "start" is not an anchor: write appointment, award or milestone: and its key.`}},
		"an award nobody gives":       {"award: acc\nlength", "award: ccap\nlength", []string{`Milestone "ccsrc" is counted from the award, which no milestone of this pathway gives.`}},
		"an unknown kind":             {"kind: portfolio", "kind: folder", []string{`Milestone "portfolio": kind: "folder" is not one of mentorship, e_learning, course, examination, accreditation, refresher, activity, feedback or portfolio.`, `Milestone "portfolio" needs a kind: mentorship, e_learning, course, examination, accreditation, refresher, activity, feedback or portfolio.`}},
		"an unknown signatory":        {"signedBy: [mentor, manager]\n\n  - key: ccs-e-learning", "signedBy: [friend]\n\n  - key: ccs-e-learning", []string{`Milestone "mentorship": signedBy: "friend" is not one of mentor, assessor or manager.`}},
		"dates on what is throughout": {"kind: portfolio", "kind: portfolio\n    due: P1Y", []string{`Milestone "portfolio" applies throughout, so it can have no dates.`}},
		"a first time of its own":     {"due: P3Y\n    recurrence: P3Y", "due: P2Y\n    recurrence: P3Y", []string{`Milestone "ccsrc" recurs every 3 years, so it has to fall due for the first time after as long.`}},
		"recurrence without notice":   {"    notice: P6M\n", "", []string{`Milestone "ccsrc" has to recur and say how much notice it gives, both or neither.`}},
		"recurrence without a start":  {"due: P3Y\n    recurrence", "recurrence", []string{`Milestone "ccsrc" recurs, so it needs its first due date.`}},
		"the same milestone twice":    {"key: ccs-e-learning", "key: mentorship", []string{`Milestone "mentorship" is there twice.`, `Milestone "ccsc" needs "ccs-e-learning" first, which is not a milestone of this pathway.`}},
		"a pass mark beyond 100":      {"mark: 90", "mark: 190", []string{`Milestone "nccq" has a pass mark that is not within 1 to 100 for the practical paper.`}},
		"a stage of nothing":          {"until: nccq", "until: ncqq", []string{`Stage "nccq" depends on "ncqq", which is not a milestone of this pathway.`}},
		"a misspelt field":            {"signedBy: [manager]", "signdBy: [manager]", []string{`unknown field "signdBy"`}},
		"no YAML at all":              {"key: acc\n", "key: [acc\n", []string{`The file cannot be read: `}},
		"papers without examination":  {"kind: e_learning", "kind: examination", []string{`Milestone "ccs-e-learning" is an examination, so it needs at least one paper.`}},
		"an award that is none":       {"award: acc\n    evidence", "evidence", []string{`Milestone "acc" has to be an accreditation and name its award, both or neither.`, `Milestone "ccsrc" is counted from the award, which no milestone of this pathway gives.`}},
		"no source":                   {"    sources:\n      - document: 003_2ddd57fdd7765d81.txt\n        line: 59\n        text: Receive a six-month period of mentorship following appointment\n        states: [due]\n", "", []string{`Milestone "mentorship" needs the source of its rule.`}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, string(text), c.old, "the case no longer changes anything")
			_, err := ParsePathway([]byte(strings.Replace(string(text), c.old, c.new, 1)))
			var invalid *InvalidPathwayError
			require.True(t, errors.As(err, &invalid), "%v", err)
			require.Len(t, invalid.Problems, len(c.want), "%v", invalid.Problems)
			for i, want := range c.want {
				assert.Contains(t, invalid.Problems[i], want)
			}
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

func TestAnEmptyPathwaySaysEverythingThatIsMissing(t *testing.T) {
	_, err := ParsePathway([]byte("key: x"))
	for _, sentence := range []string{
		"The pathway needs a key, a title, its role and the award that it leads to.",
		"The pathway needs its length and how long before its date a milestone is due soon.",
		"The pathway has no milestones.",
		"The pathway needs at least one stage.",
	} {
		assert.ErrorContains(t, err, sentence)
	}
}
