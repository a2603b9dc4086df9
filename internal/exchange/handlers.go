package exchange

import (
	"net/http"
	"strconv"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/spreadsheet"
)

// shownRefusals is how many refused cells an answer names.
const shownRefusals = 500

// Handlers answers downloads and uploads, which stand outside the generated server.
type Handlers struct{ service *Service }

// Routes adds the feature's routes to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) {
	g.GET("/frameworks/:id/export", h.export)
	g.GET("/frameworks/:id/import-template", h.template)
	g.POST("/frameworks/:id/import", h.load)
}

func (h *Handlers) export(c echo.Context) error {
	id, f, err := asked(c)
	if err != nil {
		return err
	}
	name := "framework"
	var edition *int
	if text := c.QueryParam("edition"); text != "" {
		number, err := strconv.Atoi(text)
		if err != nil {
			return apperr.InvalidField("edition", "Give the number of an edition.")
		}
		edition, name = &number, "framework-edition-"+text
	}
	ctx := c.Request().Context()
	content, err := h.service.Export(ctx, access.ActorFrom(ctx), id, edition, f)
	if err != nil {
		return err
	}
	return spreadsheet.Send(c, name, f, content)
}

func (h *Handlers) template(c echo.Context) error {
	id, f, err := asked(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	content, err := h.service.Template(ctx, access.ActorFrom(ctx), id, f)
	if err != nil {
		return err
	}
	return spreadsheet.Send(c, "framework-template", f, content)
}

// asked reads which framework is asked for, and in which format.
func asked(c echo.Context) (uuid.UUID, spreadsheet.Format, error) {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return uuid.Nil, 0, apperr.NotFound("framework")
	}
	if c.QueryParam("format") == "xlsx" {
		return id, spreadsheet.XLSX, nil
	}
	return id, spreadsheet.CSV, nil
}

func (h *Handlers) load(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("framework")
	}
	request := c.Request()
	name, content, err := spreadsheet.Receive(c)
	if err != nil {
		return err
	}
	sent := Sent{Name: name, Content: content}
	sent.DryRun = c.QueryParam("dryRun") == "true"
	sent.EndRemoved = c.QueryParam("removals") == "end"
	sent.Digest = c.QueryParam("digest")
	r, err := h.service.Import(request.Context(), access.ActorFrom(request.Context()), id, sent)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, reportJSON(r))
}

func reportJSON(r Report) api.ImportReport {
	body := api.ImportReport{
		DryRun: r.DryRun, Digest: r.Digest, Rows: r.Rows, Unchanged: r.Unchanged, Added: reference.Each(r.Added, importedJSON),
		Changed: reference.Each(r.Changed, importedJSON), Removed: reference.Each(r.Removed, statementJSON), Removals: api.ImportReportRemovalsKeep,
		Counts:       api.ImportCounts{Added: len(r.Added), Changed: len(r.Changed), Removed: len(r.Removed), Refused: r.RefusedRows},
		RefusedTotal: len(r.Refused),
		Refused: reference.Each(r.Refused[:min(len(r.Refused), shownRefusals)], func(x Refusal) api.RefusedCell {
			return api.RefusedCell{Row: x.Row, Column: x.Column, Message: x.Message}
		}),
	}
	if r.EndRemoved {
		body.Removals = api.ImportReportRemovalsEnd
	}
	if r.EditionID != uuid.Nil {
		body.EditionId = &r.EditionID
	}
	return body
}

func importedJSON(i Imported) api.ImportedRow {
	body := api.ImportedRow{
		Row: i.Row, Change: api.ImportedRowChange(i.Change), Code: i.After.Code, Skill: i.After.Skill, Aspect: i.After.Aspect, Level: i.After.Level,
		Text: i.After.Text, Reason: i.Reason,
	}
	if i.Before != nil {
		body.StatementId, body.OldAspect, body.OldText = &i.Before.ID, i.Before.Aspect, i.Before.Text
	}
	return body
}

func statementJSON(s Statement) api.EditionStatement {
	return api.EditionStatement{
		Id: s.ID, Own: api.Ownership(s.Own), Code: s.Code, Skill: s.Skill, Aspect: s.Aspect, Level: s.Level, Text: s.Text,
	}
}
