package seed

import (
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write reference/findings.yaml from what the rules find")

// The rules and the committed list must agree: a finding that no rule makes, or
// a rule's finding that nobody has reviewed, fails here. With -update the list is
// written anew, to be reviewed as a change of the file.
func TestFindingsAreWhatTheRulesFind(t *testing.T) {
	ref, err := read()
	require.NoError(t, err)
	documents, err := Documents()
	require.NoError(t, err)
	found := Inspect(ref, documents)
	if *update {
		raw, err := yaml.MarshalWithOptions(found, yaml.UseSingleQuote(false), yaml.IndentSequence(true))
		require.NoError(t, err)
		head := "# Mistakes and peculiarities of the source documents, as the rules of this package\n# find them. Written by: go test ./seed -run TestFindings -update\n"
		require.NoError(t, os.WriteFile("reference/findings.yaml", append([]byte(head), raw...), 0o644))
		return
	}
	for _, f := range found {
		assert.True(t, slices.Contains(ref.Findings, f), "the rules find what the list has not: %+v", f)
	}
	for _, f := range ref.Findings {
		assert.True(t, slices.Contains(found, f), "the list has what no rule finds: %+v", f)
	}
	assert.True(t, slices.Equal(ref.Findings, found), "the list is not in order, or has a finding twice")
}
