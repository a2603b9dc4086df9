// Package idempotency answers a create that is sent again with the same Idempotency-Key as it was answered the first
// time, so that a person on a bad connection who presses twice creates one thing.
package idempotency

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
)

// Header carries the key, which the client makes up: up to 200 visible characters.
const Header = "Idempotency-Key"

// maxKey bounds the length of a key.
const maxKey = 200

// answer is what was sent the first time.
type answer struct {
	ActorID uuid.UUID
	Key     string
	Request string
	Status  int
	Header  http.Header
	Body    []byte
}

// Middleware runs a request that carries a key inside one transaction together with the record of its answer: both are
// committed, or neither is. It belongs behind the gate, which has read the body already.
func Middleware(store Store, clock calendar.Clock) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			key := c.Request().Header.Get(Header)
			actor := access.ActorFrom(c.Request().Context())
			if key == "" || c.Request().Method != http.MethodPost || actor.PersonID == uuid.Nil {
				return next(c)
			}
			if !isKey(key) {
				return apperr.InvalidField(Header, "Use a key of at most 200 visible characters without spaces around it.")
			}
			if strings.HasPrefix(c.Request().Header.Get(echo.HeaderContentType), "multipart/") {
				return apperr.InvalidField(Header, "An upload takes no Idempotency-Key: the same file is stored once in any case.")
			}
			fingerprint, err := fingerprintOf(c.Request())
			if err != nil {
				return err
			}
			return replay(c, store, clock, answer{ActorID: actor.PersonID, Key: key, Request: fingerprint}, next)
		}
	}
}

// isKey reports whether a header's value is a key. A header may have bytes that are no text, which no database keeps.
func isKey(key string) bool {
	return len(key) <= maxKey && strings.Trim(key, " ") == key && utf8.ValidString(key) && !strings.ContainsFunc(key, unicode.IsControl)
}

func replay(c echo.Context, store Store, clock calendar.Clock, asked answer, next echo.HandlerFunc) error {
	given, err := store.claimed(c.Request().Context(), asked, clock.Now(), func(ctx context.Context) (answer, error) {
		recorder := &recorder{ResponseWriter: c.Response().Writer, header: http.Header{}}
		real := c.Response().Writer
		c.SetRequest(c.Request().WithContext(ctx))
		c.Response().Writer = recorder
		err := next(c)
		c.Response().Writer = real
		c.Response().Committed = false
		c.Response().Size = 0
		if err != nil {
			return answer{}, err
		}
		// An answer without content has an empty body, not none.
		asked.Status, asked.Header, asked.Body = recorder.status, recorder.header, append([]byte{}, recorder.body.Bytes()...)
		return asked, nil
	})
	if err != nil {
		return err
	}
	if given.Request != asked.Request {
		return apperr.KeyReused()
	}
	for name, values := range given.Header {
		c.Response().Header()[name] = values
	}
	c.Response().WriteHeader(given.Status)
	_, err = c.Response().Write(given.Body)
	return err
}

func fingerprintOf(r *http.Request) (string, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return "", err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	var value any
	if json.Unmarshal(body, &value) == nil {
		// The order of keys and the spaces between them do not make another request.
		if body, err = json.Marshal(value); err != nil {
			return "", err
		}
	}
	sum := sha256.Sum256(append([]byte(r.Method+" "+r.URL.Path+"\n"), body...))
	return hex.EncodeToString(sum[:]), nil
}

// recorder holds an answer back until its transaction is committed.
type recorder struct {
	http.ResponseWriter
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(p []byte) (int, error) { return r.body.Write(p) }
