package httpapi_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"

	"bandwise/internal/platform/httpapi"
)

func TestWhereARequestComesFrom(t *testing.T) {
	for _, c := range []struct {
		what  string
		trust bool
		lines []string
		want  string
	}{
		{"straight", true, nil, "10.0.0.1"},
		{"by a proxy", true, []string{"198.51.100.4"}, "198.51.100.4"},
		{"by a proxy, with an address made up before", true, []string{"203.0.113.9, 198.51.100.4"}, "198.51.100.4"},
		{"from a private network, with an address made up before", true, []string{"203.0.113.9, 10.20.30.40"}, "10.20.30.40"},
		{"with a line made up before", true, []string{"203.0.113.9", "10.20.30.40"}, "10.20.30.40"},
		{"with nonsense", true, []string{"198.51.100.4, kettle"}, "10.0.0.1"},
		{"without a proxy, with an address made up", false, []string{"203.0.113.9"}, "10.0.0.1"},
	} {
		t.Run(c.what, func(t *testing.T) {
			e := httpapi.NewServer(httpapi.Options{Log: slog.New(slog.DiscardHandler), Metrics: prometheus.NewRegistry(), TrustProxy: c.trust})
			e.GET("/", func(c echo.Context) error { return c.String(http.StatusOK, c.RealIP()) })
			request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", http.NoBody)
			request.RemoteAddr = "10.0.0.1:4000"
			request.Header.Set("X-Real-Ip", "203.0.113.9")
			for _, line := range c.lines {
				request.Header.Add("X-Forwarded-For", line)
			}
			recorder := httptest.NewRecorder()
			e.ServeHTTP(recorder, request)
			assert.Equal(t, c.want, recorder.Body.String())
		})
	}
}

func TestOnlyFilesOfTheBuildAreServed(t *testing.T) {
	e := echo.New()
	e.GET("/*", httpapi.Browser(fstest.MapFS{
		"index.html":       {Data: []byte("the page")},
		"favicon.svg":      {Data: []byte("<svg/>")},
		"assets/kettle.js": {Data: []byte("1")},
	}))
	for _, c := range []struct {
		address string
		status  int
		kind    string
		body    string
	}{
		{"/", 200, "text/html; charset=utf-8", "the page"},
		{"/people/1", 200, "text/html; charset=utf-8", "the page"},
		{"/assets", 200, "text/html; charset=utf-8", "the page"},
		{"/assets/", 200, "text/html; charset=utf-8", "the page"},
		{"/assets/kettle.js", 200, "text/javascript; charset=utf-8", "1"},
		{"/favicon.svg", 200, "image/svg+xml; charset=utf-8", "<svg/>"},
		{"/assets/other.js", 404, "application/json", ""},
		{"/.git/config", 200, "text/html; charset=utf-8", "the page"},
		{"/.env", 404, "application/json", ""},
		{"/..%2f..%2fetc%2fpasswd.txt", 404, "application/json", ""},
	} {
		t.Run(c.address, func(t *testing.T) {
			recorder := httptest.NewRecorder()
			e.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, c.address, http.NoBody))
			assert.Equal(t, c.status, recorder.Code)
			assert.Equal(t, c.kind, recorder.Header().Get("Content-Type"))
			if c.status == http.StatusOK {
				body, _ := io.ReadAll(recorder.Body)
				assert.Equal(t, c.body, string(body))
			}
		})
	}
}
