package identity

import (
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"time"
)

// How many sign-ins may fail within the window before more are refused. An address may stand for a whole department
// behind one router, so it has room for more.
const (
	throttleWindow  = 15 * time.Minute
	accountFailures = 10
	addressFailures = 50
)

// bucket is what failures are counted by.
type bucket struct {
	key   string
	limit int
}

// bucketsOf gives the two buckets of an attempt. What was typed as e-mail address is kept as a hash: it may be anything,
// a password in the wrong field included.
func bucketsOf(email, address string) []bucket {
	sum := sha256.Sum256([]byte(email))
	return []bucket{
		{"account:" + hex.EncodeToString(sum[:16]), accountFailures},
		{"address:" + network(address), addressFailures},
	}
}

// network gives the address that failures are counted by: an IPv6 user has a whole /64 to choose from.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	prefix, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return prefix.String()
}
