package openid

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Reach says where requests to providers may go. Administrators of organisations enter the addresses, so a request must not reach what
// only this server can: the check is of the address that is dialled, after names are looked up.
type Reach struct {
	// Local lets providers be on this machine, for demonstrations and tests.
	Local bool
	// Private lets them be on private networks, where a trust may keep its own.
	Private bool
}

const (
	patience = 5 * time.Second
	// largest is the most that is read of an answer, in bytes.
	largest = 1 << 20
)

// shared are the addresses that carriers share among customers, RFC 6598.
var shared = netip.MustParsePrefix("100.64.0.0/10")

// client follows no redirects: a provider answers by itself.
func (r Reach) client() *http.Client {
	dialer := &net.Dialer{Timeout: patience, Control: r.control}
	return &http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: bounded{&http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: patience, ForceAttemptHTTP2: true, MaxIdleConns: 10, IdleConnTimeout: time.Minute,
		}},
	}
}

func (r Reach) control(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrForbidden, err)
	}
	if !r.lets(at.Addr().Unmap()) {
		return fmt.Errorf("%w: %s", ErrForbidden, at.Addr())
	}
	return nil
}

func (r Reach) lets(ip netip.Addr) bool {
	switch {
	case ip.IsLoopback():
		return r.Local
	case ip.IsPrivate(), shared.Contains(ip):
		return r.Private
	}
	return ip.IsGlobalUnicast()
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// bounded reads no more than [largest] of any answer.
type bounded struct{ http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(answer.Body, largest), answer.Body}
	}
	return answer, err //nolint:wrapcheck // it stands for the transport itself
}

// checkKeys asks the provider for its keys, which a sign-in needs.
func (c *Client) checkKeys(ctx context.Context, k known) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, k.more.Keys, http.NoBody)
	if err != nil {
		return unreachable(err)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		return unreachable(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: its keys answered %s", ErrUnfit, answer.Status)
	}
	return nil
}
