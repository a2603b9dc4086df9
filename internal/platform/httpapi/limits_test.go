package httpapi_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
)

// count gives how many requests in a row are let through before one is refused.
func count(t *testing.T, e *echo.Echo, address string) int {
	t.Helper()
	for n := range 1000 {
		if status, problem := ask(t, e, http.MethodGet, address, ""); status != http.StatusNoContent {
			require.Equal(t, http.StatusTooManyRequests, status)
			assert.Equal(t, "too_many", problem.Code)
			assert.Contains(t, problem.Detail, "Nothing was changed. Wait a few seconds")
			return n
		}
	}
	t.Fatal("nothing was refused")
	return 0
}

func TestNobodyAsksForMoreThanTheirShare(t *testing.T) {
	const names, sheet = "/api/teams/names", "/api/teams/sheet"
	synctest.Test(t, func(t *testing.T) {
		e := limitedServer(t, somebody(t), done, 120, prometheus.NewRegistry())
		assert.Equal(t, 12, count(t, e, sheet), "a tenth is for what is costly")
		assert.Equal(t, 120-13, count(t, e, names), "and is part of the whole")
		time.Sleep(time.Second)
		assert.Equal(t, 2, count(t, e, names), "two more in each second")
		time.Sleep(5 * time.Second)
		assert.Equal(t, 1, count(t, e, sheet), "one more in five seconds")
		time.Sleep(10 * time.Minute)
		assert.Equal(t, 120, count(t, e, names), "never more than a minute's worth")
	})
}

func TestOneIsNotBoundByAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		by, other := somebody(t), somebody(t)
		script := *by
		script.Token = &access.Token{Begins: "bw_1"}
		asking := *by
		metrics := prometheus.NewRegistry()
		e := limitedServer(t, &asking, done, 120, metrics)
		assert.Equal(t, 120, count(t, e, "/api/teams/names"))
		refused, _ := ask(t, e, http.MethodGet, "/api/teams", "")
		assert.Equal(t, http.StatusTooManyRequests, refused, "what would be refused anyway is counted too")
		open, _ := ask(t, e, http.MethodGet, "/api/open", "")
		assert.Equal(t, http.StatusNoContent, open, "what is open to everybody stays open")
		asking = script
		assert.Equal(t, 120, count(t, e, "/api/teams/names"), "a script does not stop the pages of whoever runs it, nor they it")
		asking = *other
		assert.Equal(t, 120, count(t, e, "/api/teams/names"))
		families, err := metrics.Gather()
		require.NoError(t, err)
		for _, family := range families {
			if family.GetName() == "bandwise_http_requests_limited_total" {
				assert.InDelta(t, 4, family.GetMetric()[1].GetCounter().GetValue(), 0)
				return
			}
		}
		assert.Fail(t, "the refusals are not counted")
	})
}

func TestARefusalSaysHowLongToWait(t *testing.T) {
	for perMinute, want := range map[int]string{1: "60", 20: "3", 600: "1"} {
		e := limitedServer(t, somebody(t), done, perMinute, prometheus.NewRegistry())
		recorder := httptest.NewRecorder()
		for recorder.Code != http.StatusTooManyRequests {
			recorder = httptest.NewRecorder()
			e.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/teams/names", http.NoBody))
		}
		assert.Equal(t, want, recorder.Header().Get(echo.HeaderRetryAfter))
	}
}
