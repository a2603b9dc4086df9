package identity

import (
	"bytes"
	"image/png"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// seed is "12345678901234567890" in base32, the secret of the tables in RFC 4226 and RFC 6238.
const seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

func TestCodesAreThoseOfTheStandard(t *testing.T) {
	// RFC 6238, appendix B: the last six of the eight digits.
	for at, want := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		code, err := codeAt(seed, stepAt(time.Unix(at, 0)))
		require.NoError(t, err)
		assert.Equal(t, want, code, at)
	}
}

func TestWhichCodesAreTaken(t *testing.T) {
	now := time.Unix(1111111111, 0)
	step := stepAt(now)
	code := func(d int64) string {
		text, err := codeAt(seed, step+d)
		require.NoError(t, err)
		return text
	}
	for name, c := range map[string]struct {
		entered string
		last    int64
		want    int64
	}{
		"the code of now":                     {code(0), 0, step},
		"with a space as apps show it":        {code(0)[:3] + " " + code(0)[3:], 0, step},
		"a telephone that is a step behind":   {code(-1), 0, step - 1},
		"a telephone that is a step ahead":    {code(1), 0, step + 1},
		"two steps behind":                    {code(-2), 0, 0},
		"two steps ahead":                     {code(2), 0, 0},
		"a code that was used":                {code(0), step, 0},
		"the one before a code that was used": {code(-1), step, 0},
		"the one after a code that was used":  {code(1), step, step + 1},
		"nothing":                             {"", 0, 0},
		"half of it":                          {code(0)[:3], 0, 0},
		"letters":                             {"abcdef", 0, 0},
	} {
		got, found, err := stepOf(seed, c.entered, now, c.last)
		require.NoError(t, err)
		assert.Equal(t, c.want != 0, found, name)
		assert.Equal(t, c.want, got, name)
	}
	_, _, err := stepOf("not base32!", code(0), now, 0)
	assert.Error(t, err)
}

func TestHowASecretIsOffered(t *testing.T) {
	secret := newFactorSecret()
	assert.Regexp(t, regexp.MustCompile(`^[A-Z2-7]{32}$`), secret, "160 bits")
	assert.NotEqual(t, secret, newFactorSecret())
	offer, err := offerOf(secret, "bandwise.example", "sam@example.org")
	require.NoError(t, err)
	assert.Equal(t, secret, strings.ReplaceAll(offer.Key, " ", ""))
	assert.Len(t, strings.Fields(offer.Key), 8)
	address, err := url.Parse(offer.Address)
	require.NoError(t, err)
	assert.Equal(t, "otpauth", address.Scheme)
	assert.Equal(t, "totp", address.Host)
	assert.Equal(t, secret, address.Query().Get("secret"))
	assert.Equal(t, "Bandwise bandwise.example", address.Query().Get("issuer"))
	picture, err := png.Decode(bytes.NewReader(offer.Picture))
	require.NoError(t, err)
	assert.Equal(t, qrSide, picture.Bounds().Dx())
}

func TestRecoveryCodes(t *testing.T) {
	codes := newRecoveryCodes()
	assert.Len(t, codes, 10)
	seen := map[string]bool{}
	for _, code := range codes {
		assert.Regexp(t, regexp.MustCompile(`^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$`), code, "80 bits")
		seen[code] = true
	}
	assert.Len(t, seen, 10, "none is there twice")
	for typed, want := range map[string]string{
		"ABCD-EFGH-IJKL-MNOP":   "ABCDEFGHIJKLMNOP",
		" abcd efgh ijkl mnop ": "ABCDEFGHIJKLMNOP",
		"0BCD-1FGH-8JKL-2222":   "OBCDIFGHBJKL2222",
		"ABCD–EFGH!":            "ABCDEFGH",
		"9 é ?":                 "",
	} {
		assert.Equal(t, want, foldRecoveryCode(typed), typed)
	}
}
