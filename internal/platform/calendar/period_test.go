package calendar_test

import (
	"encoding/json"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "bandwise/internal/platform/calendar"
)

func TestPeriodsAreReadAndPrinted(t *testing.T) {
	cases := map[string]struct {
		want  Period
		words string
	}{
		"P6M":     {Months(6), "6 months"},
		"P1M":     {Months(1), "1 month"},
		"P3Y":     {Years(3), "3 years"},
		"P21D":    {Days(21), "21 days"},
		"P2W":     {Weeks(2), "2 weeks"},
		"-P60D":   {Days(-60), "minus 60 days"},
		"-P1M":    {Months(-1), "minus 1 month"},
		"P1Y6M":   {period("P1Y6M"), "1 year and 6 months"},
		"P1Y2M3D": {period("P1Y2M3D"), "1 year, 2 months and 3 days"},
	}
	for iso, c := range cases {
		t.Run(iso, func(t *testing.T) {
			p, err := ParsePeriod(iso)
			require.NoError(t, err)
			assert.Equal(t, c.want, p)
			assert.Equal(t, iso, p.ISO())
			assert.Equal(t, c.words, p.String())
			assert.Equal(t, iso[0] == '-', p.IsNegative())
			assert.Equal(t, p, p.Negate().Negate())
		})
	}
	assert.Equal(t, "", Period{}.String())
	assert.Equal(t, 18, period("P1Y6M3D").WholeMonths())
}

func TestWhatIsNoPeriodIsRefusedWithASentence(t *testing.T) {
	for _, text := range []string{
		"", "P", "-P", "6M", "P6", "PM", "P6X", "P0D", "P6M6M", "P6M1Y", "P1D2W", "PT5H", "P1.5Y", "P-6M", "P6M ", "six months", "P99999Y", "P999999D", "P٦M",
	} {
		_, err := ParsePeriod(text)
		assert.ErrorContains(t, err, "is not a period: write for example P6M for 6 months, P3Y for 3 years or P21D for 21 days", text)
	}
}

func TestPeriodsAsJSONAndYAML(t *testing.T) {
	type rule struct {
		Due Period `json:"due" yaml:"due"`
	}
	for _, r := range []rule{{Months(6)}, {period("P1Y6M")}, {}} {
		text, err := json.Marshal(r)
		require.NoError(t, err)
		var back rule
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, r, back)

		text, err = yaml.Marshal(r)
		require.NoError(t, err)
		require.NoError(t, yaml.Unmarshal(text, &back))
		assert.Equal(t, r, back)
	}
	assert.ErrorContains(t, json.Unmarshal([]byte(`{"due":"6 months"}`), &rule{}), "is not a period")
	assert.ErrorContains(t, yaml.Unmarshal([]byte(`due: 6 months`), &rule{}), "is not a period")
}

func TestPeriodsInADatabase(t *testing.T) {
	var p Period
	require.NoError(t, p.Scan("P6M"))
	assert.Equal(t, Months(6), p)
	require.NoError(t, p.Scan([]byte("P3Y")))
	assert.Equal(t, Years(3), p)
	require.NoError(t, p.Scan(nil))
	assert.True(t, p.IsZero())
	assert.Error(t, p.Scan(6))
	assert.Error(t, p.Scan("6"))
	value, err := Months(6).Value()
	require.NoError(t, err)
	assert.Equal(t, "P6M", value)
	value, err = Period{}.Value()
	require.NoError(t, err)
	assert.Nil(t, value)
	assert.Equal(t, "text", Period{}.GormDataType())
}

func FuzzParsePeriod(f *testing.F) {
	for _, seed := range []string{"P6M", "P3Y", "P21D", "P1Y6M", "P2W", "-P60D", "P0M1D", "P", "P6M6M", "P00012M", "PT5H"} {
		f.Add(seed)
	}
	start := day("2028-02-29")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := ParsePeriod(text)
		if err != nil {
			return
		}
		again, err := ParsePeriod(p.ISO())
		if err != nil || again != p {
			t.Fatalf("%q reads as %s, which reads as %s (%v)", text, p.ISO(), again.ISO(), err)
		}
		if p.String() == "" || p.IsZero() {
			t.Fatalf("%q has no length", text)
		}
		if end := start.Add(p); end.Before(start) != p.IsNegative() {
			t.Fatalf("%s after %s is %s", p, start, end)
		}
	})
}
