package seed

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseLevels(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want Levels
	}{
		"a level alone":                       {"2", Levels{Min: 2, Max: 2}},
		"an option in brackets":               {"2(a)", Levels{2, 2, []string{"a"}, []string{"2a"}}},
		"a space before the bracket":          {"2 (a)", Levels{2, 2, []string{"a"}, []string{"2a"}}},
		"an option without brackets":          {"2a", Levels{2, 2, []string{"a"}, []string{"2a"}}},
		"several options without brackets":    {"2bcd", Levels{2, 2, []string{"b", "c", "d"}, []string{"2b", "2c", "2d"}}},
		"an option of the upper level":        {"2-3(a)", Levels{2, 3, []string{"a"}, []string{"3a"}}},
		"an en dash":                          {"4–5(b)", Levels{4, 5, []string{"b"}, []string{"5b"}}},
		"options of both levels":              {"3ac-4a", Levels{3, 4, []string{"a", "c"}, []string{"3a", "3c", "4a"}}},
		"an en dash and a space":              {"2abcd– 3ac", Levels{2, 3, []string{"a", "b", "c", "d"}, []string{"2a", "2b", "2c", "2d", "3a", "3c"}}},
		"an option of the lower level":        {"2(a)–3", Levels{2, 3, []string{"a"}, []string{"2a"}}},
		"a stroke for the hyphen":             {"1 / 2 (a)", Levels{1, 2, []string{"a"}, []string{"2a"}}},
		"two options of one level, repeated":  {"2(a) 2(b)", Levels{2, 2, []string{"a", "b"}, []string{"2a", "2b"}}},
		"two levels side by side":             {"2(a) 3(a)(b)", Levels{2, 3, []string{"a", "b"}, []string{"2a", "3a", "3b"}}},
		"options in brackets before a stroke": {"3(a) (b) / 4(c)", Levels{3, 4, []string{"a", "b", "c"}, []string{"3a", "3b", "4c"}}},
		"everything at once":                  {"3 (a) (b) (d) – 4 (a)", Levels{3, 4, []string{"a", "b", "d"}, []string{"3a", "3b", "3d", "4a"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := ParseLevels(c.text)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
}

func TestParseLevelsRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":                       "",
		"a letter without a level":      "a",
		"a level the scheme has not":    "9",
		"two figures for one level":     "12",
		"a falling range":               "3-2",
		"a range without an end":        "2-",
		"a range without a beginning":   "-2",
		"a bracket never closed":        "2(a",
		"a bracket never opened":        "2a)",
		"brackets round nothing":        "2()",
		"an option twice":               "2(a)(a)",
		"an option after the brackets":  "2(a)b",
		"an option letter of no level":  "2-a",
		"a capital letter":              "2A",
		"something else altogether":     "see above",
		"a level within the brackets":   "2(3)",
		"a long dash of another script": "2—3",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ParseLevels(text)
			assert.Error(t, err, text)
		})
	}
}

// Whatever is typed as a level, the reader answers with levels of the scheme and
// options that belong to them, or with an error.
func FuzzParseLevels(f *testing.F) {
	for _, text := range []string{"2", "2-3(a)", "3ac-4a", "4–5(b)", "1 / 2 (a)", "2(a) 2(b)", "2bcd", "3 (a) (b) (d) – 4 (a)", "2(", "9", ")("} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseLevels(text)
		if err != nil {
			return
		}
		if got.Min < 1 || got.Max > 8 || got.Min > got.Max {
			t.Fatalf("%q reads as %d to %d", text, got.Min, got.Max)
		}
		for _, option := range got.LevelOptions {
			if level := int(option[0] - '0'); level < got.Min || level > got.Max || len(option) != 2 {
				t.Fatalf("%q has the option %q outside its levels", text, option)
			}
		}
	})
}

// Every level that document 000 prints reads as what the reference data has beside it.
func TestEveryPrintedLevelIsRead(t *testing.T) {
	ref, err := Load()
	require.NoError(t, err)
	rows, notations := 0, map[string]bool{}
	for _, p := range ref.Profiles {
		for _, f := range p.Factors {
			got, err := ParseLevels(f.LevelText)
			require.NoError(t, err, "%s, factor %d", p.Title, f.No)
			assert.Equal(t, []int{f.LevelMin, f.LevelMax}, []int{got.Min, got.Max}, "%s, factor %d: %s", p.Title, f.No, f.LevelText)
			assert.ElementsMatch(t, f.Options, got.Options, "%s, factor %d: %s", p.Title, f.No, f.LevelText)
			assert.ElementsMatch(t, f.LevelOptions, got.LevelOptions, "%s, factor %d: %s", p.Title, f.No, f.LevelText)
			rows++
			notations[f.LevelText] = true
		}
	}
	assert.Equal(t, 272, rows)
	for _, text := range []string{"2-3(a)", "3ac-4a", "4–5(b)", "1 / 2 (a)", "2(a) 2(b)", "2bcd"} {
		assert.True(t, notations[text], "%s is printed", text)
	}
}
