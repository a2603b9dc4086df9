package spreadsheet

import (
	"errors"
	"io"
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"bandwise/internal/platform/apperr"
)

// formOverhead is what a form may add to its file: the boundary and the part's header.
const formOverhead = 64 << 10

// Send answers a download; the name has no extension.
func Send(c echo.Context, name string, f Format, content []byte) error {
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name + f.Extension()}))
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	return c.Blob(http.StatusOK, f.MediaType(), content)
}

// Receive reads the one file of a form, and gives its name and content. One larger than MaxSize is CodeTooLarge.
func Receive(c echo.Context) (string, []byte, error) {
	request := c.Request()
	if request.ContentLength > MaxSize+formOverhead {
		return "", nil, errTooLarge()
	}
	request.Body = http.MaxBytesReader(c.Response(), request.Body, MaxSize+formOverhead)
	form, err := request.MultipartReader()
	if err != nil {
		return "", nil, apperr.New(apperr.CodeUnsupportedType, "Send the file in a form, as multipart/form-data.", err)
	}
	part, err := form.NextPart()
	switch {
	case errors.Is(err, io.EOF):
		return "", nil, refuse("Choose a file.")
	case err != nil:
		return "", nil, refuseArrival(err)
	case part.FormName() != FieldName || part.FileName() == "":
		return "", nil, refuse("Choose a file. It is the only field of this form.")
	}
	content, err := io.ReadAll(io.LimitReader(part, MaxSize+1))
	if err != nil {
		return "", nil, refuseArrival(err)
	}
	if len(content) > MaxSize {
		return "", nil, errTooLarge()
	}
	return part.FileName(), content, nil
}

func refuseArrival(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge()
	}
	return refuse("The file did not arrive whole. Send it again.")
}

func errTooLarge() error { return apperr.TooLarge(FieldName, "The file must be 10 MB or smaller.") }
