package seed

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheReferenceDataIsRefusedWith(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*Reference)
		says  string
	}{
		"a profile too few":                      {func(r *Reference) { r.Profiles = r.Profiles[1:] }, "Profiles"},
		"a factor too few":                       {func(r *Reference) { r.Profiles[0].Factors = r.Profiles[0].Factors[1:] }, "Factors"},
		"factors out of order":                   {func(r *Reference) { r.Profiles[0].Factors[0].No = 2 }, "in place 1"},
		"a level that the text does not say":     {func(r *Reference) { r.Profiles[0].Factors[0].LevelMax = 3 }, "reads as"},
		"an option that the text does not say":   {func(r *Reference) { r.Profiles[0].Factors[0].Options = []string{"a"} }, "reads as"},
		"an unreadable level":                    {func(r *Reference) { r.Profiles[0].Factors[0].LevelText = "two" }, "cannot be read"},
		"a level that the scheme has not":        {func(r *Reference) { raise(&r.Profiles[0].Factors[14]) }, "has no level"},
		"a descriptor that drops words":          {func(r *Reference) { r.Profiles[0].Factors[0].Example = "Checks." }, "descriptor and example"},
		"a band that does not exist":             {func(r *Reference) { r.Profiles[0].Bands = []string{"10"} }, "band"},
		"a total that falls":                     {func(r *Reference) { r.Profiles[0].StatedMax = 90 }, "StatedMax"},
		"two profiles of one name":               {func(r *Reference) { r.Profiles[1].Slug = r.Profiles[0].Slug }, "two records"},
		"a contents entry that leads nowhere":    {func(r *Reference) { r.Contents.Entries[0].Profile = "nobody" }, "unknown profile"},
		"a statement too few":                    {func(r *Reference) { r.Framework.Statements = r.Framework.Statements[1:] }, "Statements"},
		"a statement of another skill":           {func(r *Reference) { r.Framework.Statements[0].Code = "RMGT" }, "names the skill"},
		"statements out of the document's order": {func(r *Reference) { r.Framework.Statements[1].SourceLine = 1 }, "order"},
		"a statement changed without correction": {func(r *Reference) { r.Framework.Statements[0].Text = "Designs audits." }, "corrections make"},
		"a correction of words that are not there": {func(r *Reference) {
			r.Profiles[0].Factors[0].Corrections = []Correction{{"text", "absent words", "others", "No reason."}}
		}, "corrects"},
		"a level beyond the seven":             {func(r *Reference) { r.Framework.Statements[0].Level = 9 }, "Level"},
		"a known band called unknown":          {func(r *Reference) { r.Roles[0].BandStatus = BandUnknown }, "if and only if"},
		"an unknown band that is given":        {func(r *Reference) { r.Roles[2].BandStatus = BandStated }, "if and only if"},
		"a date that the calendar has not":     {func(r *Reference) { r.Roles[0].JobMatchedOn = "2021-02-30" }, "JobMatchedOn"},
		"a duty under no heading":              {func(r *Reference) { r.Roles[0].Duties[0].Heading = "NOWHERE" }, "heading"},
		"a duty under another factor":          {func(r *Reference) { r.Roles[2].Duties[5].Factor = 16 }, "heading"},
		"an importance outside the list":       {func(r *Reference) { r.Roles[0].Criteria[0].Importance = "vital" }, "Importance"},
		"a frequency outside the list":         {func(r *Reference) { r.Roles[0].Hazards[0].Frequency = "daily" }, "Frequency"},
		"two duties of one key":                {func(r *Reference) { r.Roles[0].Duties[1].Key = r.Roles[0].Duties[0].Key }, "two records"},
		"a link to no profile":                 {func(r *Reference) { r.Links[0].Profile = "nobody" }, "has not the band"},
		"a link to another band":               {func(r *Reference) { r.Links[0].Band = "9" }, "has not the band"},
		"a link from a level without text":     {func(r *Reference) { r.Links[0].Level = 1 }, "no statement"},
		"a link without a source":              {func(r *Reference) { r.Links[0].Sources = nil }, "Sources"},
		"a link from an unknown document":      {func(r *Reference) { r.Links[0].Sources[0].Document = "005.txt" }, "document"},
		"an unlinked entry of nothing":         {func(r *Reference) { r.Unlinked[0].Code = "" }, "Code"},
		"an unlinked level without statements": {func(r *Reference) { r.Unlinked[0].Level = 7 }, "no statement"},
		"a requirement of no role":             {func(r *Reference) { r.Requirements[0].Role = "nobody" }, "unknown role"},
		"a requirement of a foreign statement": {func(r *Reference) { r.Requirements[0].Statement = "rmgt-3-controls" }, "not of"},
		"a requirement of two things":          {func(r *Reference) { r.Requirements[0].Milestone = "ccsc" }, "asks for 2 things"},
		"a requirement of an unknown criterion": {func(r *Reference) {
			r.Requirements[0].Code, r.Requirements[0].Criterion = "", "nobodys-criterion-01"
		}, "unknown criterion"},
		"a requirement neither must nor should": {func(r *Reference) {
			r.Requirements[0].Importance = ImportanceNotStated
		}, "Importance"},
		"a finding of an unlisted kind": {func(r *Reference) { r.Findings[0].Kind = "odd" }, "Kind"},
		"a finding twice":               {func(r *Reference) { r.Findings[1] = r.Findings[0] }, "two records"},
		"pay that falls":                {func(r *Reference) { r.PayScales[0].Top = 1 }, "Top"},
	} {
		t.Run(name, func(t *testing.T) {
			ref := loaded(t)
			c.spoil(&ref)
			err := ref.Validate()
			require.Error(t, err)
			assert.ErrorContains(t, err, c.says)
		})
	}
}

// raise puts a factor on level 5, which factor 15 has not.
func raise(f *Factor) {
	f.LevelText, f.LevelMin, f.LevelMax, f.Options, f.LevelOptions = "5", 5, 5, nil, nil
}

func TestUnknownFieldsAreRefused(t *testing.T) {
	var finding Finding
	require.Error(t, decode([]byte("document: x\nlien: 3\n"), &finding))
}
