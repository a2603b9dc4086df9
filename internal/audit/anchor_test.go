package audit_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/audit"
)

func TestAnAnchorIsReadAsItWasSigned(t *testing.T) {
	file, err := audit.NewKey()
	require.NoError(t, err)
	key, err := audit.ReadKey(file)
	require.NoError(t, err)
	public, err := audit.ReadPublicKey(audit.PublicKey(key) + "\n")
	require.NoError(t, err)
	sealed := noon
	a := audit.Anchor{Head: audit.Head{Number: 7, Hash: audit.RowHash(row(7)), SealedAt: &sealed}, Installation: "https://bandwise.example", MadeAt: noon}
	text := string(a.Sign(key))

	for name, carried := range map[string]string{
		"as it was written": text,
		"in a letter":       "Subject: anchor\r\n\r\nKeep this.\r\n\r\n" + strings.ReplaceAll(text, "\n", "\r\n") + "\r\n-- \r\nBandwise",
	} {
		t.Run(name, func(t *testing.T) {
			read, err := audit.ReadAnchor([]byte(carried), public)
			require.NoError(t, err)
			assert.Equal(t, a, read)
		})
	}

	other, err := audit.NewKey()
	require.NoError(t, err)
	otherKey, err := audit.ReadKey(other)
	require.NoError(t, err)
	forged := a
	forged.Number = 6
	for name, c := range map[string]struct{ text, says string }{
		"another row":                        {strings.Replace(text, "row: 7", "row: 6", 1), "changed afterwards"},
		"another installation":               {strings.Replace(text, "bandwise.example", "bandwise.other", 1), "changed afterwards"},
		"signed with another key":            {string(forged.Sign(otherKey)), "not signed with the key"},
		"without a signature":                {text[:strings.Index(text, "signature")], "no signature"},
		"with a signature that is no base64": {text[:strings.Index(text, "signature")] + "signature: ?\n", "not signed"},
		"something else":                     {"hello", "not an anchor"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := audit.ReadAnchor([]byte(c.text), public)
			assert.ErrorContains(t, err, c.says)
		})
	}
	_, err = audit.ReadKey([]byte("hello"))
	require.Error(t, err)
	_, err = audit.ReadPublicKey("hello")
	require.Error(t, err)
}
