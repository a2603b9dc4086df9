package httpapi

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/httpapi/requestid"
)

// contentPolicy allows what the application itself serves and nothing else.
const contentPolicy = "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; connect-src 'self'; " +
	"object-src 'none'; base-uri 'none'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'"

// Options are what the server needs from its surroundings.
type Options struct {
	Log     *slog.Logger
	Metrics prometheus.Registerer
	// Secure says that people reach the server over HTTPS.
	Secure bool
	// TrustProxy says that a proxy in front sets X-Forwarded-For.
	TrustProxy bool
	// RequestTimeout bounds the work for one request; a database that does not answer in time is a 503, not a hang. Zero is
	// usualTimeout.
	RequestTimeout time.Duration
}

const usualTimeout = 15 * time.Second

// NewServer makes the Echo server with what every request passes through.
func NewServer(o Options) *echo.Echo {
	if o.RequestTimeout == 0 {
		o.RequestTimeout = usualTimeout
	}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = HandleError(o.Log)
	e.IPExtractor = echo.ExtractIPDirect()
	if o.TrustProxy {
		e.IPExtractor = fromProxy
	}
	durations := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "bandwise_http_request_duration_seconds", Help: "Time to answer, by route, method and status.",
		Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 15},
	}, []string{"route", "method", "status"})
	o.Metrics.MustRegister(durations)
	e.Use(identify, observe(o.Log, durations), recoverPanics(o.Log), secureHeaders(o.Secure), refuseCrossOrigin(), boundTime(o.RequestTimeout))
	return e
}

// fromProxy gives the address that the proxy in front added to X-Forwarded-For, which is the last one: whatever stands
// before it was sent by the one who asks, also by one on a trust's own private network.
func fromProxy(r *http.Request) string {
	if lines := r.Header.Values(echo.HeaderXForwardedFor); len(lines) > 0 {
		added := lines[len(lines)-1]
		if ip := net.ParseIP(strings.TrimSpace(added[strings.LastIndexByte(added, ',')+1:])); ip != nil {
			return ip.String()
		}
	}
	return echo.ExtractIPDirect()(r)
}

// identify gives every request an identifier, which the answer carries in X-Request-Id.
func identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var random [12]byte
		_, _ = rand.Read(random[:])
		id := hex.EncodeToString(random[:])
		c.SetRequest(c.Request().WithContext(requestid.With(c.Request().Context(), id)))
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		return next(c)
	}
}

// observe logs and measures every request. The log has the route, never the address with its identifiers and search
// words, and no names; the network address stands in the request's own line and in no other.
func observe(log *slog.Logger, durations *prometheus.HistogramVec) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			begin := time.Now()
			if err := next(c); err != nil {
				c.Error(err)
			}
			route := c.Path()
			if route == "" {
				route = "unknown"
			}
			status := c.Response().Status
			took := time.Since(begin)
			durations.WithLabelValues(route, c.Request().Method, strconv.Itoa(status)).Observe(took.Seconds())
			log.InfoContext(c.Request().Context(), "request", "method", c.Request().Method, "route", route, "status", status,
				"bytes", c.Response().Size, "took", took, "from", c.RealIP())
			return nil
		}
	}
}

func recoverPanics(log *slog.Logger) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) (err error) {
			defer func() {
				cause := recover()
				if cause == nil {
					return
				}
				if cause == http.ErrAbortHandler { //nolint:errorlint // the sentinel is compared as net/http documents it
					panic(cause)
				}
				log.ErrorContext(c.Request().Context(), "a handler panicked", "route", c.Path(), "panic", cause, "stack", string(debug.Stack()))
				err = apperr.New(apperr.CodeInternal, "Bandwise could not do this. Try again; if it happens again, tell your administrator the number of the request.", nil)
			}()
			return next(c)
		}
	}
}

func secureHeaders(secure bool) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			header := c.Response().Header()
			header.Set(echo.HeaderContentSecurityPolicy, contentPolicy)
			header.Set(echo.HeaderXContentTypeOptions, "nosniff")
			header.Set(echo.HeaderReferrerPolicy, "same-origin")
			header.Set("Cross-Origin-Opener-Policy", "same-origin")
			header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
			if secure {
				header.Set(echo.HeaderStrictTransportSecurity, "max-age=63072000; includeSubDomains")
			}
			return next(c)
		}
	}
}

// refuseCrossOrigin refuses writes that another site's page makes a browser send.
func refuseCrossOrigin() echo.MiddlewareFunc {
	protection := http.NewCrossOriginProtection()
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := protection.Check(c.Request()); err != nil {
				return apperr.New(apperr.CodeForbidden, "This request came from another site.", err)
			}
			return next(c)
		}
	}
}

func boundTime(limit time.Duration) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			ctx, cancel := context.WithTimeout(c.Request().Context(), limit)
			defer cancel()
			c.SetRequest(c.Request().WithContext(ctx))
			return next(c)
		}
	}
}

// LogHandler adds the request's identifier and the signed-in person's identifier to every line of the log.
type LogHandler struct{ slog.Handler }

// Handle writes one line.
func (h LogHandler) Handle(ctx context.Context, r slog.Record) error {
	if id := requestid.From(ctx); id != "" {
		r.AddAttrs(slog.String("request", id))
	}
	if actor := access.ActorFrom(ctx); actor.May(access.SignedIn) {
		r.AddAttrs(slog.String("actor", actor.PersonID.String()))
	}
	return h.Handler.Handle(ctx, r)
}

// WithAttrs keeps the wrapper around the derived handler.
func (h LogHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return LogHandler{h.Handler.WithAttrs(attrs)}
}

// WithGroup keeps the wrapper around the derived handler.
func (h LogHandler) WithGroup(name string) slog.Handler { return LogHandler{h.Handler.WithGroup(name)} }
