package app

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"bandwise/internal/platform/config"
)

// metrics answers Prometheus: whoever carries the installation's token, and without a token in the settings whoever asks
// from this machine itself. Nobody else learns that there is such an address. A request that came through a proxy
// is not from this machine, wherever the proxy runs.
func (a *App) metrics(registry *prometheus.Registry) echo.HandlerFunc {
	answer := echo.WrapHandler(promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	return func(c echo.Context) error {
		if !mayMeasure(c, a.config.MetricsToken) {
			return echo.ErrNotFound
		}
		return answer(c)
	}
}

func mayMeasure(c echo.Context, token string) bool {
	header := c.Request().Header
	if token != "" {
		given, found := strings.CutPrefix(header.Get(echo.HeaderAuthorization), "Bearer ")
		sum, want := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(token))
		return found && subtle.ConstantTimeCompare(sum[:], want[:]) == 1
	}
	for _, name := range []string{echo.HeaderXForwardedFor, echo.HeaderXRealIP, "Forwarded", "Via"} {
		if header.Get(name) != "" {
			return false
		}
	}
	host, _, err := net.SplitHostPort(c.Request().RemoteAddr)
	return err == nil && config.IsLoopback(host)
}
