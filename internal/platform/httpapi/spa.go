package httpapi

import (
	"bytes"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// Browser serves the built web application: files under assets have their content's hash in their name and may be kept
// for ever; any other address is a page of the application, which finds its own way. compressed files (.gz) made by the
// build are sent to browsers that accept them.
func Browser(files fs.FS) echo.HandlerFunc {
	return func(c echo.Context) error {
		name := strings.TrimPrefix(path.Clean("/"+c.Request().URL.Path), "/")
		if name == "" || !isFile(files, name) {
			if strings.HasPrefix(name, "assets/") || path.Ext(name) != "" {
				return echo.ErrNotFound
			}
			name = "index.html"
		}
		if !isFile(files, name) {
			return echo.NewHTTPError(http.StatusNotFound, "the web application is not built into this program")
		}
		header := c.Response().Header()
		header.Set(echo.HeaderVary, echo.HeaderAcceptEncoding)
		if strings.HasPrefix(name, "assets/") {
			header.Set(echo.HeaderCacheControl, "public, max-age=31536000, immutable")
		} else {
			header.Set(echo.HeaderCacheControl, "no-cache")
		}
		if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
			if strings.HasSuffix(kind, "+xml") {
				kind += "; charset=utf-8"
			}
			header.Set(echo.HeaderContentType, kind)
		}
		if strings.Contains(c.Request().Header.Get(echo.HeaderAcceptEncoding), "gzip") && isFile(files, name+".gz") {
			header.Set(echo.HeaderContentEncoding, "gzip")
			name += ".gz"
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		http.ServeContent(c.Response(), c.Request(), "", time.Time{}, bytes.NewReader(content))
		return nil
	}
}

func isFile(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && !info.IsDir()
}
