package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
)

// Request is a request of the API, from this machine, with a body as JSON unless that is nil and a session unless that is nil.
func Request(ctx context.Context, method, path string, body any, session *http.Cookie) (*http.Request, error) {
	var content bytes.Buffer
	if body != nil {
		if err := json.NewEncoder(&content).Encode(body); err != nil {
			return nil, fmt.Errorf("write a request: %w", err)
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, "/api/v1"+path, &content)
	if err != nil {
		return nil, fmt.Errorf("write a request: %w", err)
	}
	r.RemoteAddr = "127.0.0.1:1"
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if session != nil {
		r.AddCookie(session)
	}
	return r, nil
}
