package idempotency_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/idempotency"
	"bandwise/internal/platform/testdb"
)

type organisation struct {
	ID        uuid.UUID
	Slug      string
	Name      string
	CreatedAt time.Time
}

// creator is a server whose only operation creates an organisation and answers with its identifier.
type creator struct {
	db   *database.DB
	echo *echo.Echo
}

func newCreator(db *database.DB, personID uuid.UUID) creator {
	e := echo.New()
	e.HTTPErrorHandler = httpapi.HandleError(slog.New(slog.NewTextHandler(io.Discard, nil)))
	e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			c.SetRequest(c.Request().WithContext(access.WithActor(c.Request().Context(), access.Actor{PersonID: personID})))
			return next(c)
		}
	}, idempotency.Middleware(idempotency.NewStore(db), func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }))
	e.POST("/organisations", func(c echo.Context) error {
		var body struct{ Slug string }
		if err := json.NewDecoder(c.Request().Body).Decode(&body); err != nil {
			return err
		}
		row := organisation{ID: uuid.New(), Slug: body.Slug, Name: body.Slug, CreatedAt: time.Now().UTC()}
		if err := db.Conn(c.Request().Context()).Create(&row).Error; err != nil {
			return database.Wrap(err, "organisation")
		}
		if body.Slug == "half-way" {
			return apperr.InvalidField("slug", "Choose another name.")
		}
		c.Response().Header().Set("ETag", `"1"`)
		return c.JSON(http.StatusCreated, map[string]string{"id": row.ID.String()})
	})
	e.POST("/nothing", func(c echo.Context) error { return c.NoContent(http.StatusNoContent) })
	return creator{db, e}
}

func (s creator) post(t *testing.T, key, body string) *httptest.ResponseRecorder {
	return s.postTo(t, "/organisations", key, body)
}

func (s creator) postTo(t *testing.T, path, key, body string) *httptest.ResponseRecorder {
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(body))
	request.Header.Set(idempotency.Header, key)
	recorder := httptest.NewRecorder()
	s.echo.ServeHTTP(recorder, request)
	return recorder
}

func (s creator) rows(t *testing.T) int64 {
	var n int64
	require.NoError(t, s.db.Conn(t.Context()).Model(&organisation{}).Count(&n).Error)
	return n
}

func TestTheSameKeyTwentyTimesCreatesOneThing(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		s := newCreator(db, uuid.New())
		answers := make([]*httptest.ResponseRecorder, 20)
		var all sync.WaitGroup
		for i := range answers {
			all.Go(func() { answers[i] = s.post(t, "k1", `{"slug":"a"}`) })
		}
		all.Wait()
		for _, a := range answers {
			assert.Equal(t, http.StatusCreated, a.Code)
			assert.Equal(t, answers[0].Body.String(), a.Body.String())
			assert.Equal(t, `"1"`, a.Header().Get("ETag"))
		}
		assert.EqualValues(t, 1, s.rows(t))
	})
}

func TestAKeyBelongsToOneRequestOfOnePerson(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		s := newCreator(db, uuid.New())
		require.Equal(t, http.StatusCreated, s.post(t, "k1", `{"slug":"a"}`).Code)
		assert.Equal(t, http.StatusCreated, s.post(t, "k1", ` { "slug" : "a" } `).Code, "spaces make no other request")
		assert.Equal(t, http.StatusUnprocessableEntity, s.post(t, "k1", `{"slug":"b"}`).Code)
		assert.Equal(t, http.StatusCreated, newCreator(db, uuid.New()).post(t, "k1", `{"slug":"b"}`).Code, "another person's key")
		assert.EqualValues(t, 2, s.rows(t))
	})
}

func TestARefusedRequestLeavesNoTraceAndMayBeSentAgain(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		s := newCreator(db, uuid.New())
		for range 2 {
			answer := s.post(t, "k1", `{"slug":"half-way"}`)
			assert.Equal(t, http.StatusUnprocessableEntity, answer.Code)
			assert.Contains(t, answer.Body.String(), "Choose another name.")
		}
		assert.Zero(t, s.rows(t))
		assert.Equal(t, http.StatusCreated, s.post(t, "k1", `{"slug":"a"}`).Code)
	})
}

func TestAnAnswerWithoutContentIsKeptToo(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		s := newCreator(db, uuid.New())
		for range 2 {
			answer := s.postTo(t, "/nothing", "k1", `{}`)
			assert.Equal(t, http.StatusNoContent, answer.Code, answer.Body.String())
			assert.Empty(t, answer.Body.String())
		}
	})
}

func TestWhatIsNoKey(t *testing.T) {
	testdb.Each(t, func(t *testing.T, db *database.DB) {
		s := newCreator(db, uuid.New())
		for _, key := range []string{"\xff\xfe\xfd", "a\tb", "a\u0085b", " k1", strings.Repeat("k", 201), strings.Repeat("é", 101)} {
			assert.Equal(t, http.StatusUnprocessableEntity, s.post(t, key, `{"slug":"a"}`).Code, "%q", key)
		}
		assert.Zero(t, s.rows(t))
		assert.Equal(t, http.StatusCreated, s.post(t, strings.Repeat("é", 100), `{"slug":"a"}`).Code)
	})
}
