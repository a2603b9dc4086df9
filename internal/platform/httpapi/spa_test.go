package httpapi_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"

	"github.com/labstack/echo/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"bandwise/internal/platform/httpapi"
)

func TestTheBrowserApplicationIsSentCompressed(t *testing.T) {
	script, page := []byte("console.log('Bandwise')"), []byte("<!doctype html>")
	var small bytes.Buffer
	w := gzip.NewWriter(&small)
	_, err := w.Write(script)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	e := echo.New()
	e.GET("/*", httpapi.Browser(fstest.MapFS{
		"index.html": {Data: page}, "assets/a.js": {Data: script}, "assets/a.js.gz": {Data: small.Bytes()},
	}))
	ask := func(path, accepts string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Header.Set(echo.HeaderAcceptEncoding, accepts)
		a := httptest.NewRecorder()
		e.ServeHTTP(a, r)
		return a
	}

	a := ask("/assets/a.js", "gzip, deflate, br")
	assert.Equal(t, "gzip", a.Header().Get(echo.HeaderContentEncoding))
	assert.Equal(t, "text/javascript; charset=utf-8", a.Header().Get(echo.HeaderContentType))
	assert.Equal(t, echo.HeaderAcceptEncoding, a.Header().Get(echo.HeaderVary))
	opened, err := gzip.NewReader(a.Body)
	require.NoError(t, err)
	content, err := io.ReadAll(opened)
	require.NoError(t, err)
	assert.Equal(t, script, content)

	a = ask("/assets/a.js", "identity")
	assert.Empty(t, a.Header().Get(echo.HeaderContentEncoding))
	assert.Equal(t, script, a.Body.Bytes())

	a = ask("/organisation/people", "gzip")
	assert.Empty(t, a.Header().Get(echo.HeaderContentEncoding), "what has no compressed file is sent as it is")
	assert.Equal(t, page, a.Body.Bytes())
	assert.Equal(t, http.StatusNotFound, ask("/assets/b.js", "gzip").Code)
}
