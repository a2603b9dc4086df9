package app

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/config"
	"bandwise/internal/platform/database"
)

// served opens an application that people reach over https, and asks it as a browser of another site might.
func served(t *testing.T, change func(*config.Config)) func(method, address string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	c := config.Config{
		Addr: "127.0.0.1:0", BaseURL: "https://bandwise.example", DataDir: t.TempDir(), DatabaseURL: installed.Copy(t, database.SQLite), LogFormat: "text",
	}
	if change != nil {
		change(&c)
	}
	require.NoError(t, c.Complete())
	a, err := Open(t.Context(), c, Options{Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, a.Close()) })
	return func(method, address string, header ...string) *httptest.ResponseRecorder {
		request := httptest.NewRequestWithContext(t.Context(), method, address, strings.NewReader(""))
		for i := 0; i < len(header); i += 2 {
			request.Header.Set(header[i], header[i+1])
		}
		if remote := request.Header.Get("From-Address"); remote != "" {
			request.RemoteAddr = remote
		}
		recorder := httptest.NewRecorder()
		a.Handler().ServeHTTP(recorder, request)
		return recorder
	}
}

func TestWhatEveryAnswerCarries(t *testing.T) {
	ask := served(t, nil)
	for _, address := range []string{
		"/", "/people", "/favicon.svg", "/assets/none.js", "/healthz", "/readyz", "/metrics", "/calendar/none.ics",
		"/api/v1/openapi.json", "/api/v1/me", "/api/v1/session/options", "/api/v1/none",
	} {
		t.Run(address, func(t *testing.T) {
			answer := ask(http.MethodGet, address, "Origin", "https://elsewhere.example")
			header := answer.Header()
			assert.Equal(t, "max-age=63072000; includeSubDomains", header.Get("Strict-Transport-Security"))
			for _, directive := range []string{"default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"} {
				assert.Contains(t, header.Get("Content-Security-Policy")+";", directive+";")
			}
			assert.NotContains(t, header.Get("Content-Security-Policy"), "unsafe")
			assert.Equal(t, "nosniff", header.Get("X-Content-Type-Options"))
			assert.Equal(t, "same-origin", header.Get("Referrer-Policy"))
			assert.Equal(t, "same-origin", header.Get("Cross-Origin-Opener-Policy"))
			assert.Empty(t, header.Values("Access-Control-Allow-Origin"))
			kind := header.Get("Content-Type")
			assert.True(t, strings.Contains(kind, "charset=utf-8") || kind == "application/json" || kind == "application/problem+json", kind)
			if strings.HasPrefix(address, "/api/v1/") && address != "/api/v1/openapi.json" {
				assert.Equal(t, "no-store", header.Get("Cache-Control"))
			}
		})
	}
}

func TestAWrongMethodIsRefused(t *testing.T) {
	ask := served(t, nil)
	for _, address := range []string{"/", "/api/v1/me", "/healthz", "/metrics"} {
		for _, method := range []string{http.MethodTrace, http.MethodConnect, "TRACK"} {
			answer := ask(method, address, "Secret", "kettle")
			assert.Contains(t, []int{http.StatusNotFound, http.StatusMethodNotAllowed}, answer.Code, "%s %s", method, address)
			assert.NotContains(t, answer.Body.String(), "kettle")
		}
	}
}

func TestSigningOutClearsTheBrowser(t *testing.T) {
	ask := served(t, nil)
	assert.Equal(t, `"storage"`, ask(http.MethodDelete, "/api/v1/session").Header().Get("Clear-Site-Data"))
	assert.Empty(t, ask(http.MethodGet, "/api/v1/me").Header().Get("Clear-Site-Data"))
}

func TestWhoMayReadTheMetrics(t *testing.T) {
	t.Run("without a token this machine alone", func(t *testing.T) {
		ask := served(t, nil)
		assert.Equal(t, 200, ask(http.MethodGet, "/metrics", "From-Address", "127.0.0.1:4000").Code)
		assert.Equal(t, 200, ask(http.MethodGet, "/metrics", "From-Address", "[::1]:4000").Code)
		assert.Equal(t, 404, ask(http.MethodGet, "/metrics", "From-Address", "192.0.2.7:4000").Code)
		assert.Equal(t, 404, ask(http.MethodGet, "/metrics", "From-Address", "127.0.0.1:4000", "X-Forwarded-For", "192.0.2.7").Code)
	})
	t.Run("with a token whoever carries it", func(t *testing.T) {
		ask := served(t, func(c *config.Config) { c.MetricsToken = "kettle marmot" })
		assert.Equal(t, 200, ask(http.MethodGet, "/metrics", "From-Address", "192.0.2.7:4000", "Authorization", "Bearer kettle marmot").Code)
		for _, given := range []string{"Bearer kettle", "kettle marmot", ""} {
			assert.Equal(t, 404, ask(http.MethodGet, "/metrics", "From-Address", "127.0.0.1:4000", "Authorization", given).Code)
		}
	})
}
