package seed

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Each case makes one mistake in the records or a document that has it not, and
// expects the rule to find it in that line.
func TestRulesFind(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*Reference, []Document)
		kind  Kind
		line  int
		right string
	}{
		"a score that the level does not give": {func(r *Reference, _ []Document) {
			f := &r.Profiles[0].Factors[0]
			f.ScoreText, f.ScoreMin, f.ScoreMax = "21", 21, 21
		}, KindScoreMisprinted, 41, "12"},
		"a total that the levels do not give": {func(r *Reference, _ []Document) { r.Profiles[0].StatedMax = 184 },
			KindTotalDiffers, 58, "JE Score 166 - 183"},
		"a lowest total below the band": {func(r *Reference, _ []Document) { r.Profiles[0].Bands = []string{"3"} },
			KindMinimumBelowBand, 58, ""},
		"a title that the contents page has not": {func(r *Reference, _ []Document) { r.Profiles[0].Title = "Clerk" },
			KindTitleDiffers, 37, ""},
		"an en dash in a score": {func(r *Reference, _ []Document) { r.Profiles[0].Factors[0].ScoreText = "12–21" },
			KindDashNotation, 41, "12-21"},
		"a level with a stray space": {func(r *Reference, _ []Document) { r.Profiles[0].Factors[9].LevelText = "2 (a)" },
			KindLevelNotation, 50, "2(a)"},
		"an option that its fellows have": {func(r *Reference, _ []Document) {
			f := &r.Profiles[3].Factors[12]
			f.LevelText, f.Options, f.LevelOptions = "2", nil, nil
		}, KindOptionMissing, 132, "2(a)"},
		"another label of the total": {func(r *Reference, _ []Document) { r.Profiles[0].TotalText = "Points 166 - 183" },
			KindLabelStyle, 58, "JE Score 166 - 183"},
		"job statements without numbers": {func(r *Reference, _ []Document) { r.Profiles[0].JobStatementsNumbered = false },
			KindNumbering, 38, ""},
		"the descriptor of another factor": {func(r *Reference, _ []Document) {
			r.Profiles[0].Factors[8].Descriptor = r.Profiles[0].Factors[6].Descriptor
		}, KindWrongFactor, 49, ""},
		"the descriptor of another level": {func(r *Reference, _ []Document) {
			f := &r.Profiles[0].Factors[10]
			f.LevelMin, f.LevelMax = 3, 3
		}, KindDescriptorLevel, 51, ""},
		"a heading with a space too few": {func(r *Reference, _ []Document) {
			r.Framework.Statements[0].SourceHeading = "Quality assurance(Level Six) (ANCC)"
		}, KindHeadingSpacing, 3, "Quality assurance (Level Six) (ANCC)"},
		"a heading with the level in figures": {func(r *Reference, _ []Document) {
			r.Framework.Statements[0].SourceHeading = "Quality assurance (Level 6) (ANCC)"
		}, KindLevelStyle, 3, "Quality assurance (Level Six) (ANCC)"},
		"a heading that lacks a letter": {func(r *Reference, _ []Document) {
			r.Framework.Statements[0].SourceHeading = "Qualty assurance (Level Six) (ANCC)"
		}, KindHeadingSpelling, 3, "Quality assurance"},
		"a component twice at one level": {func(r *Reference, _ []Document) {
			r.Framework.Statements[1].SourceHeading = r.Framework.Statements[0].SourceHeading
		}, KindRepeatedAspect, 5, ""},
		"one text at two levels": {func(r *Reference, _ []Document) {
			r.Framework.Statements[6].SourceText = r.Framework.Statements[0].SourceText
		}, KindIdenticalLevels, 16, ""},
		"levels out of order": {func(r *Reference, _ []Document) { r.Framework.Statements[50].Level = 6 },
			KindLevelOrder, 0, ""},
		"a torn sentence": {func(r *Reference, _ []Document) {
			whole := r.Framework.Statements[8].SourceText
			r.Framework.Statements[1].SourceText = whole[:40] + " Something else. " + whole[40:]
		}, KindSplicedSentence, 6, ""},
		"a word twice": {func(r *Reference, _ []Document) { r.Framework.Statements[0].SourceText = "Designs the the audits." },
			KindDoubledWord, 4, "the"},
		"two words run together": {func(r *Reference, _ []Document) {
			r.Framework.Statements[0].SourceText = "Designs auditsAnd oversees them."
		}, KindRunTogether, 4, "audits And"},
		"a missing full stop": {func(r *Reference, _ []Document) {
			r.Framework.Statements[0].SourceText = "Designs and oversees audit programmes"
		}, KindMissingStop, 4, "Designs and oversees audit programmes."},
		"a bracket without its fellow": {func(r *Reference, _ []Document) {
			r.Framework.Statements[0].SourceText = "Designs audits (of quality."
		}, KindUnbalancedBracket, 4, "(of quality)"},
		"a paragraph twice": {func(r *Reference, _ []Document) { r.Roles[0].Duties[7].Text = r.Roles[0].Duties[6].Text },
			KindDuplicate, 75, ""},
		"a hazard twice": {func(r *Reference, _ []Document) { r.Roles[0].Hazards[2].Name = r.Roles[0].Hazards[1].Name },
			KindDuplicate, 473, ""},
		"a compound with and without hyphen": {func(r *Reference, _ []Document) {
			r.Framework.Statements[0].SourceText = "Designs non clinical audits."
		}, KindHyphenation, 4, "non-clinical"},
		"a hazard without frequency": {func(r *Reference, _ []Document) { r.Roles[0].Hazards[0].Present = Present },
			KindHazardFrequency, 459, ""},
		"a section left out": {func(r *Reference, _ []Document) { r.Roles[1].Headings[2].Number = "3." },
			KindNumbering, 25, ""},
		"another band among the criteria": {func(r *Reference, _ []Document) {
			r.Roles[0].Band = "7"
			r.Roles[0].Criteria[0].Criterion += " (Band 6)"
		},
			KindContradiction, 200, ""},
		"a field without a value": {func(r *Reference, _ []Document) { r.Roles[0].Details[0].Text = "" },
			KindUnreadable, 14, ""},
		"a known slip": {func(_ *Reference, d []Document) { d[2].Lines[3] = "Designs codng audits." },
			KindMisspelling, 4, "coding"},
		"markup that is never closed": {func(_ *Reference, d []Document) { d[2].Lines[3] = "<b>Designs audits." },
			KindMarkup, 4, ""},
		"an image": {func(_ *Reference, d []Document) { d[2].Lines[3] = "[image: chart.png]" },
			KindExtraction, 4, ""},
		"a private character": {func(_ *Reference, d []Document) { d[2].Lines[3] = "\uf0fc" },
			KindExtraction, 4, "√"},
		"a page read several times over": {func(_ *Reference, d []Document) {
			for n := 30; n < 34; n++ {
				d[1].Lines[n] = strings.Repeat("The same words again and again. ", 4)
			}
		}, KindGarbled, 31, ""},
	} {
		t.Run(name, func(t *testing.T) {
			ref := loaded(t)
			documents, err := Documents()
			require.NoError(t, err)
			c.spoil(&ref, documents)
			fresh := slices.DeleteFunc(Inspect(ref, documents), func(f Finding) bool { return slices.Contains(ref.Findings, f) })
			assert.True(t, slices.ContainsFunc(fresh, func(f Finding) bool {
				return f.Kind == c.kind && (c.line == 0 || f.Line == c.line) && (c.right == "" || f.CorrectedText == c.right)
			}), "found instead: %+v", fresh)
		})
	}
}

// Every kind of the list is found somewhere or, as the note on bands, is proven
// by a case above.
func TestEveryKindIsUsed(t *testing.T) {
	ref := loaded(t)
	for _, kind := range Kinds() {
		used := kind == KindMinimumBelowBand || slices.ContainsFunc(ref.Findings, func(f Finding) bool { return f.Kind == kind })
		assert.True(t, used, "no document has a finding of kind %s", kind)
	}
}

// The mistakes that a reader is warned of first must never leave the list.
func TestTheGraveMistakesAreFound(t *testing.T) {
	ref := loaded(t)
	for name, want := range map[string]struct {
		document string
		line     int
		kind     Kind
	}{
		"the misprinted score of the group practice":      {DocumentProfiles, 336, KindScoreMisprinted},
		"the total of the service manager":                {DocumentProfiles, 427, KindTotalDiffers},
		"the planning descriptor under analytical skills": {DocumentProfiles, 410, KindWrongFactor},
		"the level 2 descriptor at level 3":               {DocumentProfiles, 383, KindDescriptorLevel},
		"the cut first statement":                         {DocumentSkills, 1, KindCutText},
		"the spliced sentence":                            {DocumentSkills, 112, KindSplicedSentence},
		"the transformation of data under information":    {DocumentSkills, 102, KindWrongAspect},
		"information without an r":                        {DocumentSkills, 51, KindHeadingSpelling},
		"the doubled verb":                                {DocumentSkills, 98, KindDoubledWord},
		"laboratory specimens twice":                      {DocumentDeputyManager, 487, KindDuplicate},
		"the screen without a frequency":                  {DocumentDeputyManager, 596, KindHazardFrequency},
		"the marks of the trainee's qualifications":       {DocumentCodingOfficer, 124, KindMarksLost},
		"the infection control paragraph twice":           {DocumentCodingOfficer, 93, KindNearDuplicate},
		"the missing section 4":                           {DocumentCodingOfficer, 54, KindNumbering},
		"the lost pay band":                               {DocumentPatientServicesOfficer, 8, KindUnreadable},
		"the garbled summary":                             {DocumentPatientServicesOfficer, 15, KindGarbled},
		"section 4 twice":                                 {DocumentPatientServicesOfficer, 174, KindNumbering},
		"the Data Protection Act of 1998":                 {DocumentPatientServicesOfficer, 220, KindOutdated},
	} {
		assert.True(t, slices.ContainsFunc(ref.Findings, func(f Finding) bool {
			return f.Document == want.document && f.Line == want.line && f.Kind == want.kind
		}), name)
	}
}
