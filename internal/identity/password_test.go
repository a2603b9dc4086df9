package identity

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhichPasswordsAreAccepted(t *testing.T) {
	const (
		accepted = ""
		short    = "at least 12 characters"
		long     = "200 characters or fewer"
		common   = "many people use"
		known    = "the name of your organisation"
		own      = "your name or e-mail address"
	)
	for name, c := range map[string]struct{ password, want string }{
		"three words":                              {"kettle marmot ledger", accepted},
		"the demo trust's":                         {"Bandwise-demo-1", accepted},
		"twelve characters of any alphabet":        {"žlutýkůňpěje", accepted},
		"eleven characters in more than 12 bytes":  {"žlutýkůňpěj", short},
		"two hundred characters":                   {strings.Repeat("kettle-marmot-ledger", 9) + strings.Repeat("ä", 20), accepted},
		"two hundred and one":                      {strings.Repeat("kettle-marmot-ledger", 10) + "ä", long},
		"one of the list":                          {"1234567890qwerty", common},
		"one of the list in capitals":              {"1234567890QWERTY", common},
		"a common word with figures behind":        {"Password2026!", common},
		"a common word with signs around":          {"!!!superman!!!", common},
		"a common word twice":                      {"dragondragon", common},
		"one letter over and over":                 {"xxxxxxxxxxxxxx", common},
		"a short piece over and over":              {"zq7!zq7!zq7!", common},
		"figures upwards":                          {"345678901234", common},
		"letters downwards":                        {"zyxwvutsrqponm", common},
		"the e-mail address":                       {"sam.okoro@example.org", own},
		"the mailbox with a year":                  {"sam.okoro2026", own},
		"the name in capitals":                     {"SAM OLUWASEUN OKORO", own},
		"the name without spaces and with a digit": {"samoluwaseunokoro1", own},
		"the product with a year":                  {"Bandwise-2026!", known},
		"the product twice":                        {"bandwise bandwise1", known},
		"the organisation":                         {"northmoor-hospitals", known},
		"the organisation run together":            {"NorthmoorNHSTrust26", known},
		"the work":                                 {"clinical.coding.2026", known},
		"a word of one's own with the product":     {"bandwise marmot 7", accepted},
		"words of the work with others":            {"coding kettle ledger", accepted},
	} {
		t.Run(name, func(t *testing.T) {
			problem := passwordProblem(c.password, "Sam Oluwaseun Okoro", "sam.okoro@example.org", "Northmoor University Hospitals NHS Trust")
			if c.want == accepted {
				assert.Empty(t, problem)
				return
			}
			assert.Contains(t, problem, c.want)
		})
	}
}

func TestAHashIsKnownByItsPasswordOnly(t *testing.T) {
	h := newHasher(HashCost{})
	hash := h.hash("kettle marmot ledger")
	assert.Contains(t, hash, "$argon2id$v=19$m=19456,t=2,p=1$")
	assert.NotEqual(t, hash, h.hash("kettle marmot ledger"), "every hash has a salt of its own")
	for name, c := range map[string]struct {
		password, hash string
		want           bool
	}{
		"the password":              {"kettle marmot ledger", hash, true},
		"another":                   {"kettle marmot ledge", hash, false},
		"no account":                {"kettle marmot ledger", "", false},
		"a hash of another kind":    {"kettle marmot ledger", "$2y$10$abcdefghijklmnopqrstuv", false},
		"a hash that was cut short": {"kettle marmot ledger", hash[:60], false},
	} {
		t.Run(name, func(t *testing.T) {
			matches, _ := h.matches(c.password, c.hash)
			assert.Equal(t, c.want, matches)
		})
	}
}

func TestAHashMadeAtAnotherCostIsOutdated(t *testing.T) {
	cheap := newHasher(CheapHashes).hash("kettle marmot ledger")
	h := newHasher(recommended)
	matches, outdated := h.matches("kettle marmot ledger", cheap)
	assert.True(t, matches)
	assert.True(t, outdated)
	_, outdated = h.matches("kettle marmot ledger", h.hash("kettle marmot ledger"))
	assert.False(t, outdated)
}

// The decoy that stands for accounts that do not exist must cost what a real hash costs, or the time of the answer tells
// which addresses have accounts.
func TestTheDecoyCostsWhatARealHashCosts(t *testing.T) {
	h := newHasher(HashCost{})
	decoyCost, salt, key, ok := parseHash(h.decoy)
	require.True(t, ok)
	assert.Equal(t, recommended, decoyCost)
	assert.Len(t, salt, saltSize)
	assert.Len(t, key, keySize)
}

func TestWhatFailuresAreCountedBy(t *testing.T) {
	for name, c := range map[string]struct{ address, want string }{
		"an IPv4 address":             {"192.0.2.7", "192.0.2.7"},
		"an IPv6 user has a whole 64": {"2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"},
		"a link-local zone":           {"fe80::1%eth0", "fe80::/64"},
		"nothing readable":            {"", ""},
	} {
		t.Run(name, func(t *testing.T) { assert.Equal(t, c.want, network(c.address)) })
	}
	assert.NotContains(t, bucketsOf("sam@example.org", "192.0.2.7")[0].key, "sam", "what was typed is not kept")
}
