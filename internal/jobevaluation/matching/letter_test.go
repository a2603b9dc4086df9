package matching

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheLetterIsTheSameEachTime(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		d := tr.released(tr.post("Coder's Assistant (Night)", ""))
		name, first, err := tr.Service.Letter(t.Context(), tr.as("one"), d.ID)
		require.NoError(t, err)
		assert.Equal(t, "outcome-coder-s-assistant-night-2027-03-15.pdf", name)
		assert.True(t, bytes.HasPrefix(first, []byte("%PDF-")))
		assert.Contains(t, string(first), "/Lang (en-GB)")
		tr.now = tr.now.Add(400 * 24 * time.Hour)
		_, again, err := tr.Service.Letter(t.Context(), tr.as("lead"), d.ID)
		require.NoError(t, err)
		assert.True(t, bytes.Equal(first, again), "whoever prints it, and whenever")
	})
}

func TestWhatTheLetterSays(t *testing.T) {
	each(t, func(t *testing.T, tr *trust) {
		d := tr.released(tr.post("Coder", ""))
		said := strings.Join(letter{Detail: d}.meaning(), " ")
		assert.Contains(t, said, "The post matches the national profile Clinical Coding Officer on all 16 factors. It is therefore in band 3.")
		assert.Contains(t, said, "The band of the post was not known before.")
		assert.Len(t, letter{Detail: d}.rows(), 17, "the factors and the total")
	})
}
