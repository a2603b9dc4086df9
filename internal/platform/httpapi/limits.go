package httpapi

import (
	"time"

	"github.com/labstack/echo/v4/middleware"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/time/rate"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
)

// costlyShare is which part of a person's requests may be costly ones: exports, imports, uploads, packs, forecasts, letters.
const costlyShare = 10

// Limits bound how often one person asks, so that no script and no stuck page takes the others' share of this node. A person
// has a minute's worth at once, which a page with all its calls never needs, and it grows again steadily. What the person's
// tokens ask for is counted apart, so that a script does not stop the pages of whoever runs it.
type Limits struct {
	usual, costly limit
}

type limit struct {
	store *middleware.RateLimiterMemoryStore
	// next is how long it takes until one more request is allowed.
	next    time.Duration
	refused prometheus.Counter
}

// NewLimits bounds each person to so many requests a minute, a tenth of them costly. Zero bounds nothing.
func NewLimits(perMinute int, metrics prometheus.Registerer) *Limits {
	if perMinute == 0 {
		return nil
	}
	refused := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "bandwise_http_requests_limited_total", Help: "Requests refused because one person asked too often, by kind.",
	}, []string{"kind"})
	metrics.MustRegister(refused)
	return &Limits{
		usual:  newLimit(perMinute, refused.WithLabelValues("usual")),
		costly: newLimit(max(1, perMinute/costlyShare), refused.WithLabelValues("costly")),
	}
}

func newLimit(perMinute int, refused prometheus.Counter) limit {
	return limit{
		store: middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{
			Rate: rate.Limit(float64(perMinute) / time.Minute.Seconds()), Burst: perMinute, ExpiresIn: 2 * time.Minute,
		}),
		next: time.Minute / time.Duration(perMinute), refused: refused,
	}
}

// take counts one request of somebody who is signed in, and refuses it when there were too many.
func (l *Limits) take(by access.Actor, costly bool) error {
	if l == nil {
		return nil
	}
	who := by.PersonID.String()
	if by.Token != nil {
		who += " by token"
	}
	if err := l.usual.take(who, "You have asked Bandwise for more in a minute than it does for one person. Nothing was changed. Wait a few seconds, then try again."); err != nil {
		return err
	}
	if !costly {
		return nil
	}
	return l.costly.take(who, "Files, exports and calculations take much of the server, and you have asked for many within a minute. Nothing was changed. Wait a few seconds, then try again.")
}

func (l limit) take(who, refusal string) error {
	if allowed, err := l.store.Allow(who); err != nil || allowed {
		return err
	}
	l.refused.Inc()
	return apperr.TooManyFor(refusal, l.next)
}
