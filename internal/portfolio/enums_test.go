package portfolio

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNamesReadBackAsWhatTheyName(t *testing.T) {
	for s := Draft; s <= Withdrawn; s++ {
		parsed, err := ParseState(s.String())
		require.NoError(t, err)
		assert.Equal(t, s, parsed)
		stored, err := s.Value()
		require.NoError(t, err)
		var read State
		require.NoError(t, read.Scan(stored))
		assert.Equal(t, s, read)
	}
	for k := WorkSample; k <= Reflection; k++ {
		parsed, err := ParseEvidenceKind(k.String())
		require.NoError(t, err)
		assert.Equal(t, k, parsed)
		var read EvidenceKind
		require.NoError(t, read.Scan([]byte(k.String())))
		assert.Equal(t, k, read)
	}
	for d := Approve; d <= Return; d++ {
		parsed, err := ParseDecision(d.String())
		require.NoError(t, err)
		assert.Equal(t, d, parsed)
	}
}

func TestWhatIsNoNameIsRefused(t *testing.T) {
	for _, name := range []string{"", "unknown", "Draft"} {
		_, err := ParseState(name)
		assert.Error(t, err, name)
	}
	var s State
	assert.Error(t, s.Scan("unknown"))
	assert.Error(t, s.Scan(3))
	var l Level
	assert.Error(t, l.Scan("2"))
}

func TestNothingIsStoredAsNull(t *testing.T) {
	none, err := Level(0).Value()
	require.NoError(t, err)
	assert.Nil(t, none)
	noState, err := State(0).Value()
	require.NoError(t, err)
	assert.Nil(t, noState)
	level := Level(3)
	require.NoError(t, level.Scan(nil))
	assert.Equal(t, Level(0), level)
	state := Approved
	require.NoError(t, state.Scan(nil))
	assert.Equal(t, State(0), state)
}
