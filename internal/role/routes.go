package role

import (
	"mime"
	"net/http"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/platform/apperr"
)

// Routes adds the downloads to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) {
	g.GET("/roles/:id/advert.pdf", h.getRoleAdvert)
}

func (h *Handlers) getRoleAdvert(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("role")
	}
	ctx := c.Request().Context()
	document, name, err := h.service.Advert(ctx, access.ActorFrom(ctx), id)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	return c.Blob(http.StatusOK, "application/pdf", document)
}
