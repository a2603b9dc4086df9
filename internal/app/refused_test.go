package app

import (
	"bytes"
	"log/slog"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"bandwise/internal/access"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi"
)

// TestWhatWasRefusedIsLogged asks for what somebody may not have: by their roles, and by a row of another organisation, which
// reads as not there. The log has who asked for it either way.
func TestWhatWasRefusedIsLogged(t *testing.T) {
	var log bytes.Buffer
	f := newLoggedFixture(t, database.SQLite, httpapi.LogHandler{Handler: slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn})})

	for _, c := range []struct {
		path, want string
		status     int
	}{
		{"/evidence/" + f.foreigner.evidence.id.String(), `msg="what was asked for is not there or out of reach" method=GET route=/api/v1/evidence/:id`, 404},
		{"/people/" + f.foreigner.id.String(), `msg="what was asked for is not there or out of reach" method=GET route=/api/v1/people/:id`, 404},
		{"/jobs", `msg="access was denied" method=GET route=/api/v1/jobs`, 403},
	} {
		by := f.senderAs(access.Staff)
		if c.status == 404 {
			by = f.senderAs(access.Manager)
		}
		log.Reset()
		assert.Equal(t, c.status, f.send(by, http.MethodGet, c.path, nil, 0, false).Code, c.path)
		assert.Contains(t, log.String(), c.want)
		assert.Contains(t, log.String(), "actor="+by.id.String())
		assert.NotContains(t, log.String(), f.foreigner.id.String())
	}
	log.Reset()
	f.send(f.senderAs(access.Manager), http.MethodGet, "/people", nil, 0, false)
	assert.NotContains(t, log.String(), "out of reach", "what is given is not logged as refused")
}
