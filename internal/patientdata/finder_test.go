package patientdata_test

import (
	"encoding/json"
	"os"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/patientdata"
)

// sharedCase is a case that the browser's finder is tested by too.
type sharedCase struct {
	What     string
	Text     string
	Patterns [][2]string
	Found    [][2]string
}

func sharedCases(t testing.TB) []sharedCase {
	t.Helper()
	content, err := os.ReadFile("testdata/cases.json")
	require.NoError(t, err)
	var cases []sharedCase
	require.NoError(t, json.Unmarshal(content, &cases))
	return cases
}

func (c sharedCase) patterns() []patientdata.Pattern {
	var all []patientdata.Pattern
	for _, p := range c.Patterns {
		all = append(all, patientdata.Pattern{Name: p[0], Shape: p[1]})
	}
	return all
}

// passage cuts out of a text as JavaScript does.
func passage(text string, f patientdata.Finding) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[f.Start:f.End]))
}

func TestWhatIsFoundAndWhatIsNot(t *testing.T) {
	for _, c := range sharedCases(t) {
		t.Run(c.What, func(t *testing.T) {
			found := [][2]string{}
			for _, f := range patientdata.Find(c.Text, c.patterns()) {
				found = append(found, [2]string{f.Kind.String(), passage(c.Text, f)})
				assert.NotRegexp(t, `[0-9]`, f.Message, "a message never repeats what was found")
			}
			assert.Equal(t, c.Found, found)
		})
	}
}

func TestWhichPatternsCanBeUsed(t *testing.T) {
	for shape, usable := range map[string]bool{
		"NM ######(@)": true, "##/######": true, "RX-####": true, "1234": true, "@@####": true,
		"": false, "###": false, "@@@@@@": false, "(####)": false, "##########": false, "### ### ####": false, "NM((####))": false, "NM####(": false,
		"NM####)": false, "NM####()": false, "NM####(a)(b)(c)(d)": false, "NM####+": false, "[0-9]{4}": false, "НМ####": false,
		"#########################################": false,
	} {
		assert.Equal(t, usable, patientdata.Pattern{Name: "Ours", Shape: shape}.Problem() == "", shape)
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range sharedCases(f) {
		f.Add(c.Text, "NM ######(@)")
	}
	f.Fuzz(func(t *testing.T, text, shape string) {
		units := len(utf16.Encode([]rune(text)))
		before := 0
		for _, found := range patientdata.Find(text, []patientdata.Pattern{{Name: "Ours", Shape: shape}}) {
			if found.Start < before || found.End <= found.Start || found.End > units {
				t.Fatalf("%d to %d of %d", found.Start, found.End, units)
			}
			before = found.End
		}
	})
}
