package notification

import (
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Routes adds the calendars, which calendar applications read without a session: the secret in the address is the key. The
// request log has the route, never the address.
func (h *Handlers) Routes(e *echo.Echo) {
	e.GET("/calendar/:token", h.calendar)
	e.HEAD("/calendar/:token", h.calendar)
}

// calendar answers GET /calendar/{token}.ics.
func (h *Handlers) calendar(c echo.Context) error {
	if !h.guard.allows(c.RealIP()) {
		c.Response().Header().Set(echo.HeaderRetryAfter, "60")
		return apperr.New(apperr.CodeTooMany, "Too many addresses that open no calendar. Try again in a minute.", nil)
	}
	token, ics := strings.CutSuffix(c.Param("token"), ".ics")
	if !ics || len(token) != 2*tokenBytes {
		h.guard.missed(c.RealIP())
		return unknownCalendar()
	}
	feed, err := h.service.Feed(c.Request().Context(), token)
	if err != nil {
		if apperr.CodeOf(err) == apperr.CodeNotFound {
			h.guard.missed(c.RealIP())
		}
		return err
	}
	header := c.Response().Header()
	header.Set("ETag", feed.Tag)
	header.Set(echo.HeaderLastModified, feed.Changed.Format(http.TimeFormat))
	header.Set(echo.HeaderCacheControl, "private, no-cache")
	header.Set(echo.HeaderContentDisposition, `inline; filename="bandwise.ics"`)
	if unchanged(c.Request(), feed) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, "text/calendar; charset=utf-8", feed.Body)
}

// unchanged reports whether the calendar application has this state already.
func unchanged(r *http.Request, feed Feed) bool {
	if tags := r.Header.Get("If-None-Match"); tags != "" {
		for tag := range strings.SplitSeq(tags, ",") {
			if tag = strings.TrimSpace(tag); tag == "*" || strings.TrimPrefix(tag, "W/") == feed.Tag {
				return true
			}
		}
		return false
	}
	since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && !feed.Changed.After(since)
}

// guard slows down who tries out secrets: an address that missed too often in a minute is not answered for the rest of it.
type guard struct {
	clock calendar.Clock

	mu     sync.Mutex
	minute time.Time
	misses map[string]int
}

// misses are how many wrong secrets an address may try in a minute.
const mostMisses = 20

func newGuard(clock calendar.Clock) *guard { return &guard{clock: clock, misses: map[string]int{}} }

func (g *guard) allows(address string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn()
	return g.misses[address] < mostMisses
}

func (g *guard) missed(address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.turn()
	g.misses[address]++
}

func (g *guard) turn() {
	if minute := g.clock.Now().Truncate(time.Minute); !minute.Equal(g.minute) {
		g.minute = minute
		clear(g.misses)
	}
}
