package fold_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/fold"
)

func TestWhatIsTypedFindsWhatIsStored(t *testing.T) {
	for name, c := range map[string]struct{ stored, typed string }{
		"capitals":        {"Ella BARNES", "ella barnes"},
		"accents":         {"Zoë Müller", "zoe muller"},
		"curly quotes":    {"Síle O’Brien", "sile o'brien"},
		"dashes":          {"Patient Services – Officer", "patient services - officer"},
		"too many spaces": {"Ann   Lee ", " ann lee"},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, fold.Text(c.typed), fold.Text(c.stored)) })
	}
	assert.Equal(t, "one two", fold.Text("One", "Two"))
}

func TestSignsWithAMeaningInAPatternAreTakenAsTheyAre(t *testing.T) {
	assert.Equal(t, `%50\% of a\_b \\%`, fold.Like(`50% of A_B \`))
}
