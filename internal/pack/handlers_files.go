package pack

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/httpapi"
)

const (
	// formOverhead is what a form may add to its file: the boundary and the part's header.
	formOverhead = 64 << 10
	// transferTime is how long one document may take over a slow line.
	transferTime = 10 * time.Minute
	// importTime bounds the work on an archive once it has arrived.
	importTime = 2 * time.Minute
	// servedPolicy keeps a file that a browser opens after all from doing anything.
	servedPolicy = "sandbox; default-src 'none'"
)

// Routes adds downloads and the upload, which are streams, to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) {
	g.GET("/packs/:id/content", h.getContent)
	g.GET("/packs/:id/download", h.download)
	g.GET("/packs/:id/files/:sha256", h.getFile)
	g.POST("/people/:id/pack-imports", h.load)
}

func (h *Handlers) getContent(c echo.Context) error {
	id, err := idOf(c.Param("id"), "pack")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	content, err := h.service.Content(ctx, access.ActorFrom(ctx), id)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderXContentTypeOptions, "nosniff")
	return c.Blob(http.StatusOK, echo.MIMEApplicationJSON, []byte(content))
}

func (h *Handlers) download(c echo.Context) error {
	id, err := idOf(c.Param("id"), "pack")
	if err != nil {
		return err
	}
	kind, err := ParseKind(c.QueryParam("kind"))
	if err != nil {
		return apperr.InvalidField("kind", "Choose the PDF document or the archive.")
	}
	ctx := c.Request().Context()
	p, d, content, err := h.service.Open(ctx, access.ActorFrom(ctx), id, kind)
	if err != nil {
		return err
	}
	return send(c, nameOf(p, kind), kind.MediaType(), d.Size, content)
}

// nameOf names a document after the person and the day, in letters that every system takes.
func nameOf(v View, kind Kind) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*;%/\`, r) || r < ' ' {
			return '-'
		}
		return r
	}, v.Person.Name)
	return "Portfolio of " + name + " " + v.FrozenOn.ISO() + "." + kind.String()
}

func (h *Handlers) getFile(c echo.Context) error {
	id, err := idOf(c.Param("id"), "pack")
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	f, content, err := h.service.OpenFile(ctx, access.ActorFrom(ctx), id, c.Param("sha256"))
	if err != nil {
		return err
	}
	mediaType, err := httpapi.WithCharset(f.MediaType, func() (io.ReadCloser, error) {
		_, again, err := h.service.OpenFile(ctx, access.ActorFrom(ctx), id, c.Param("sha256"))
		return again, err
	})
	if err != nil {
		return errors.Join(err, content.Close())
	}
	return send(c, f.Name, mediaType, f.Size, content)
}

func send(c echo.Context, name, mediaType string, size int64, content io.ReadCloser) error {
	defer func() { _ = content.Close() }()
	_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(transferTime))
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	header.Set(echo.HeaderContentLength, strconv.FormatInt(size, 10))
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	header.Set(echo.HeaderContentSecurityPolicy, servedPolicy)
	header.Set(echo.HeaderCacheControl, "no-store")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	return c.Stream(http.StatusOK, mediaType, content)
}

func (h *Handlers) load(c echo.Context) error {
	personID, err := idOf(c.Param("id"), "person")
	if err != nil {
		return err
	}
	request := c.Request()
	by := access.ActorFrom(request.Context())
	if personID != by.PersonID {
		return apperr.NotFound("person")
	}
	if request.ContentLength > MaxArchive+formOverhead {
		return errTooLarge()
	}
	connection, arrived := http.NewResponseController(c.Response()), time.Now().Add(transferTime)
	_ = connection.SetReadDeadline(arrived)
	_ = connection.SetWriteDeadline(arrived.Add(importTime))
	request.Body = http.MaxBytesReader(c.Response(), request.Body, MaxArchive+formOverhead)
	archive, size, sum, err := h.receive(request)
	if err != nil {
		return err
	}
	defer func() { _ = archive.Close() }()
	// A slow line may have used up the request's time; what follows has its own.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(request.Context()), importTime)
	defer cancel()
	r, err := h.service.Import(ctx, by, personID, archive, size, sum, c.QueryParam("dryRun") == "true", c.QueryParam("declared") == "true")
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, importJSON(r))
}

// receive reads the one part of the form into a file without a name, and gives its size and hash.
func (h *Handlers) receive(request *http.Request) (archive *os.File, size int64, sum string, err error) {
	form, err := request.MultipartReader()
	if err != nil {
		return nil, 0, "", apperr.New(apperr.CodeUnsupportedType, "Send the file in a form, as multipart/form-data.", err)
	}
	part, err := form.NextPart()
	switch {
	case errors.Is(err, io.EOF):
		return nil, 0, "", refuse("Choose the archive of a pack.")
	case err != nil:
		return nil, 0, "", refuseArrival(err)
	case part.FormName() != "file" || part.FileName() == "":
		return nil, 0, "", refuse("Choose the archive of a pack. It is the only field of this form.")
	}
	if archive, err = h.service.spooled(); err != nil {
		return nil, 0, "", err
	}
	hash := sha256.New()
	size, err = io.Copy(io.MultiWriter(archive, hash), part)
	if err != nil {
		_ = archive.Close()
		return nil, 0, "", refuseArrival(err)
	}
	if size > MaxArchive {
		_ = archive.Close()
		return nil, 0, "", errTooLarge()
	}
	return archive, size, hex.EncodeToString(hash.Sum(nil)), nil
}

func refuseArrival(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge()
	}
	return refuse("The archive did not arrive whole. Send it again.")
}

func errTooLarge() error { return apperr.TooLarge("file", "The archive must be 250 MB or smaller.") }
