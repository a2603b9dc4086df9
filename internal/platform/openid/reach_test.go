package openid

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhereRequestsToProvidersGo(t *testing.T) {
	for address, want := range map[string]struct{ anywhere, private, local bool }{
		"203.0.113.7": {true, true, true}, "2001:db8::1": {true, true, true},
		"10.1.2.3": {private: true}, "192.168.1.1": {private: true}, "172.16.0.1": {private: true}, "fd00::1": {private: true}, "100.64.0.1": {private: true},
		"127.0.0.1": {local: true}, "::1": {local: true}, "::ffff:127.0.0.1": {local: true},
		"169.254.169.254": {}, "fe80::1": {}, "0.0.0.0": {}, "::": {}, "224.0.0.1": {}, "255.255.255.255": {},
	} {
		ip := netip.MustParseAddr(address).Unmap()
		assert.Equal(t, want.anywhere, Reach{}.lets(ip), address)
		assert.Equal(t, want.private, Reach{Private: true}.lets(ip), "%s where private networks are allowed", address)
		assert.Equal(t, want.local, Reach{Local: true}.lets(ip), "%s on this machine only", address)
	}
}

func TestAProviderOnThisMachineIsNotAskedUnlessThatIsMeant(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		http.Redirect(w, r, "https://elsewhere.example/", http.StatusFound)
	}))
	defer server.Close()
	answer, err := Reach{}.client().Get(server.URL) //nolint:noctx // the client has its own bound
	if err == nil {
		require.NoError(t, answer.Body.Close())
	}
	require.ErrorIs(t, err, ErrForbidden)
	assert.Zero(t, asked)

	answer, err = Reach{Local: true}.client().Get(server.URL) //nolint:noctx // the client has its own bound
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	assert.Equal(t, http.StatusFound, answer.StatusCode, "a redirect is not followed")
	assert.Equal(t, 1, asked)

	c := New(time.Now, Reach{})
	require.ErrorIs(t, c.CheckAddress(server.URL), ErrUnfit)
	require.ErrorIs(t, New(time.Now, Reach{Local: true}).Check(t.Context(), server.URL), ErrUnreachable)
}

func TestWhatMeansTwoFactors(t *testing.T) {
	for name, c := range map[string]struct {
		methods []string
		class   string
		want    bool
	}{
		"nothing":                       {nil, "", false},
		"a password":                    {[]string{"pwd"}, "", false},
		"a code alone":                  {[]string{"otp"}, "", false},
		"a key alone":                   {[]string{"hwk"}, "", false},
		"two that are known":            {[]string{"pwd", "pin"}, "", false},
		"two that are had":              {[]string{"otp", "hwk"}, "", false},
		"a key and its PIN":             {[]string{"hwk", "pin"}, "", true},
		"several, as the provider says": {[]string{"mfa"}, "", true},
		"a class":                       {nil, "phr", true},
		"a class of passwords":          {[]string{"pwd"}, "https://refeds.org/profile/sfa", false},
	} {
		assert.Equal(t, c.want, twoFactors(c.methods, c.class), name)
	}
}
