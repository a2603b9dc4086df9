package file

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/httpapi"
)

const (
	// formOverhead is what a form may add to its file: the boundary and the part's header.
	formOverhead = 64 << 10
	// transferTime is how long one file may take over a slow line.
	transferTime = 5 * time.Minute
	// servedPolicy keeps a file that a browser opens after all from doing anything.
	servedPolicy = "sandbox; default-src 'none'"
)

// Handlers answers uploads and downloads, which are streams and so stand outside the generated server.
type Handlers struct{ service *Service }

// Routes adds the feature's routes to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) {
	g.POST("/people/:id/files", h.addFile)
	g.GET("/files/:id", h.getFile)
	g.GET("/files/:id/picture", h.getPicture)
}

func (h *Handlers) addFile(c echo.Context) error {
	personID, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("person")
	}
	request := c.Request()
	if request.ContentLength > MaxSize+formOverhead {
		return errTooLarge()
	}
	connection, arrived := http.NewResponseController(c.Response()), time.Now().Add(transferTime)
	_ = connection.SetReadDeadline(arrived)
	_ = connection.SetWriteDeadline(arrived.Add(judgingTime + storingTime))
	request.Body = http.MaxBytesReader(c.Response(), request.Body, MaxSize+formOverhead)
	name, content, declared, err := filePart(request)
	if err != nil {
		return err
	}
	add := h.service.Add
	if declared {
		add = h.service.AddDeclared
	}
	f, added, err := add(request.Context(), access.ActorFrom(request.Context()), personID, name, content)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if added {
		status = http.StatusCreated
	}
	return c.JSON(status, api.StoredFile{
		Id: f.ID, PersonId: f.PersonID, Name: f.Name, MediaType: api.StoredFileMediaType(f.MediaType), Size: f.Size, CreatedAt: f.CreatedAt,
		Check: api.FileCheckState(f.ContentCheck),
	})
}

// declarationName is the form field with which the uploader declares that the file holds no patient's data; declaredValue
// is what it says then.
const (
	declarationName = "declaration"
	declaredValue   = "no_patient_data"
)

// filePart finds the file of the form, and gives its name, its content as a stream, and whether the part before it declares
// that it holds no patient's data.
func filePart(request *http.Request) (name string, content io.Reader, declared bool, err error) {
	form, err := request.MultipartReader()
	if err != nil {
		return "", nil, false, apperr.New(apperr.CodeUnsupportedType, "Send the file in a form, as multipart/form-data.", err)
	}
	part, err := form.NextPart()
	if err == nil && part.FormName() == declarationName {
		said, failed := io.ReadAll(io.LimitReader(part, int64(len(declaredValue)+1)))
		if failed != nil {
			return "", nil, false, refuseArrival(failed)
		}
		if string(said) != declaredValue {
			return "", nil, false, apperr.InvalidField(declarationName, "Say that you have looked at the file and that it holds no patient data.")
		}
		declared = true
		part, err = form.NextPart()
	}
	switch {
	case errors.Is(err, io.EOF):
		err = apperr.InvalidField(fieldName, "Choose a file.")
	case err != nil:
		err = refuseArrival(err)
	case part.FormName() != fieldName:
		err = apperr.InvalidField(fieldName, "Choose a file. Only a declaration may come before it in this form.")
	case part.FileName() == "":
		err = apperr.InvalidField(fieldName, "Choose a file.")
	}
	if err != nil {
		return "", nil, false, err
	}
	return part.FileName(), part, declared, nil
}

func (h *Handlers) getFile(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("file")
	}
	ctx := c.Request().Context()
	f, content, err := h.service.Open(ctx, access.ActorFrom(ctx), id)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	mediaType, err := httpapi.WithCharset(string(f.MediaType), func() (io.ReadCloser, error) {
		_, again, err := h.service.Open(ctx, access.ActorFrom(ctx), id)
		return again, err
	})
	if err != nil {
		return err
	}
	disposition := "attachment"
	if c.QueryParam("inline") == "1" && f.MediaType.IsImage() {
		disposition = "inline"
	}
	_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(transferTime))
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType(disposition, map[string]string{"filename": f.Name}))
	header.Set(echo.HeaderContentLength, strconv.FormatInt(f.Size, 10))
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	header.Set(echo.HeaderContentSecurityPolicy, servedPolicy)
	header.Set(echo.HeaderCacheControl, "no-store")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	return c.Stream(http.StatusOK, mediaType, content)
}

func (h *Handlers) getPicture(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("file")
	}
	size := Thumbnail
	if c.QueryParam("size") == "screen" {
		size = Screen
	}
	ctx := c.Request().Context()
	content, err := h.service.OpenPicture(ctx, access.ActorFrom(ctx), id, size)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, "inline")
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	header.Set(echo.HeaderContentSecurityPolicy, servedPolicy)
	header.Set(echo.HeaderCacheControl, "no-store")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	return c.Stream(http.StatusOK, string(JPEG), content)
}
