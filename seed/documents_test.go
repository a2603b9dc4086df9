package seed

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSourceDocumentsAreTheOnesReceived(t *testing.T) {
	received := map[string]string{
		DocumentProfiles:               "0b9d426f78dcb6ebecde19bb5eeb754330c3465605c991a410b0851586a8b421",
		DocumentDeputyManager:          "5071afd8c028b2cf454f769fb606fe30b64b3f3a62e1da2ac3bbab81ada9582b",
		DocumentSkills:                 "123d2b5db18a50bbdf1f3ebd825aae6e71c539f4887ddb8343fd83f51e95514c",
		DocumentCodingOfficer:          "d74255bd260599acef77e9d820333c4817fb4e43b01244cd0518ac27133682d9",
		DocumentPatientServicesOfficer: "e6ea336b3e92e39aee203873905742a6f136a454085e1015e7fb26b95b61018a",
	}
	entries, err := files.ReadDir("sources")
	require.NoError(t, err)
	assert.Len(t, entries, len(received))
	for name, want := range received {
		raw, err := files.ReadFile("sources/" + name)
		require.NoError(t, err)
		sum := sha256.Sum256(raw)
		assert.Equal(t, want, hex.EncodeToString(sum[:]), name)
	}
}

func TestLinesAreCountedFromOne(t *testing.T) {
	documents, err := Documents()
	require.NoError(t, err)
	skills := documents[2]
	assert.Equal(t, "SFIA Skills: Delivery and operation", skills.Line(2))
	assert.Len(t, skills.Lines, 200)
	assert.Empty(t, skills.Line(0))
	assert.Empty(t, skills.Line(201))
}
