package intake

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/platform/spreadsheet"
)

// Handlers answers requests about imports of staff.
type Handlers struct{ service *Service }

// Routes adds the downloads and the upload, which stand outside the generated server.
func (h *Handlers) Routes(g *echo.Group) {
	g.GET("/staff-import-template", h.template)
	g.POST("/staff-import-files", h.upload)
	g.GET("/staff-imports/:id/refused-rows", h.refused)
}

func asked(c echo.Context) spreadsheet.Format {
	if c.QueryParam("format") == "xlsx" {
		return spreadsheet.XLSX
	}
	return spreadsheet.CSV
}

func (h *Handlers) template(c echo.Context) error {
	content, err := h.service.Template(asked(c))
	if err != nil {
		return err
	}
	return spreadsheet.Send(c, "staff-template", asked(c), content)
}

func (h *Handlers) upload(c echo.Context) error {
	name, content, err := spreadsheet.Receive(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	view, err := h.service.Upload(ctx, access.ActorFrom(ctx), name, content)
	if err != nil {
		return err
	}
	body, err := importJSON(view)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, body)
}

func (h *Handlers) refused(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("import")
	}
	ctx := c.Request().Context()
	content, err := h.service.RefusedTable(ctx, access.ActorFrom(ctx), id, asked(c))
	if err != nil {
		return err
	}
	return spreadsheet.Send(c, "refused-rows", asked(c), content)
}

// ListStaffImports answers GET /staff-imports.
func (h *Handlers) ListStaffImports(ctx context.Context, _ api.ListStaffImportsRequestObject) (api.ListStaffImportsResponseObject, error) {
	all, err := h.service.Imports(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	items := make([]api.StaffImport, len(all))
	for n, view := range all {
		if items[n], err = importJSON(view); err != nil {
			return nil, err
		}
	}
	return api.ListStaffImports200JSONResponse{Items: items}, nil
}

// GetStaffImport answers GET /staff-imports/{id}.
func (h *Handlers) GetStaffImport(ctx context.Context, r api.GetStaffImportRequestObject) (api.GetStaffImportResponseObject, error) {
	view, err := h.service.Import(ctx, access.ActorFrom(ctx), r.Id)
	body, err := answer(view, err)
	if err != nil {
		return nil, err
	}
	return api.GetStaffImport200JSONResponse(body), nil
}

// ListStaffImportRows answers GET /staff-imports/{id}/rows.
func (h *Handlers) ListStaffImportRows(ctx context.Context, r api.ListStaffImportRowsRequestObject) (api.ListStaffImportRowsResponseObject, error) {
	wanted, err := page.Parse(r.Params.Q, nil, r.Params.Cursor, r.Params.Limit, rowsSort)
	if err != nil {
		return nil, err
	}
	var kind Kind
	if r.Params.Kind != nil {
		kind = Kind(*r.Params.Kind)
	}
	rows, total, err := h.service.Rows(ctx, access.ActorFrom(ctx), r.Id, kind, wanted)
	if err != nil {
		return nil, err
	}
	return api.ListStaffImportRows200JSONResponse{Items: reference.Each(rows, rowJSON), Total: total, Next: wanted.Next(total)}, nil
}

// CheckStaffImport answers POST /staff-imports/{id}/check.
func (h *Handlers) CheckStaffImport(ctx context.Context, r api.CheckStaffImportRequestObject) (api.CheckStaffImportResponseObject, error) {
	view, err := h.service.CheckAgain(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version)
	body, err := answer(view, err)
	if err != nil {
		return nil, err
	}
	return api.CheckStaffImport200JSONResponse(body), nil
}

// CommitStaffImport answers POST /staff-imports/{id}/commit.
func (h *Handlers) CommitStaffImport(ctx context.Context, r api.CommitStaffImportRequestObject) (api.CommitStaffImportResponseObject, error) {
	view, err := h.service.Commit(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, Choice{LeaveOutRefused: r.Body.LeaveOutRefused, Invite: r.Body.Invite})
	body, err := answer(view, err)
	if err != nil {
		return nil, err
	}
	return api.CommitStaffImport200JSONResponse(body), nil
}

// CancelStaffImport answers POST /staff-imports/{id}/cancel.
func (h *Handlers) CancelStaffImport(ctx context.Context, r api.CancelStaffImportRequestObject) (api.CancelStaffImportResponseObject, error) {
	view, err := h.service.Cancel(ctx, access.ActorFrom(ctx), r.Id)
	body, err := answer(view, err)
	if err != nil {
		return nil, err
	}
	return api.CancelStaffImport200JSONResponse(body), nil
}

func answer(view ImportView, err error) (api.StaffImport, error) {
	if err != nil {
		return api.StaffImport{}, err
	}
	return importJSON(view)
}

func importJSON(v ImportView) (api.StaffImport, error) {
	body := api.StaffImport{
		Id: v.ID, FileName: v.FileName, State: api.StaffImportState(v.State), Rows: v.RowCount, Done: v.Done,
		Counts:          api.StaffImportCounts{Added: v.Added, Changed: v.Changed, Unchanged: v.Unchanged, Refused: v.Refused, Missing: v.Missing},
		LeaveOutRefused: v.LeaveOutRefused, Invite: v.Invite, Failure: v.Failure, UploadedBy: api.PersonRef{Id: v.UploadedBy, Name: v.UploaderName},
		UploadedAt: v.UploadedAt, FinishedAt: v.FinishedAt, Version: v.Version, PassedOver: []string{},
	}
	var passedOver []string
	if err := json.Unmarshal([]byte(v.PassedOver), &passedOver); err != nil {
		return api.StaffImport{}, err
	}
	body.PassedOver = append(body.PassedOver, passedOver...)
	return body, nil
}

func rowJSON(r RowView) api.StaffImportRow {
	body := api.StaffImportRow{Kind: api.StaffImportRowKind(r.Kind), Name: r.Name, Email: r.Email}
	if r.Number > 0 {
		body.Row = &r.Number
	}
	if r.There {
		body.PersonId = r.PersonID
	}
	body.Differences = reference.Each(r.Differences, func(d Difference) api.StaffImportDifference {
		return api.StaffImportDifference{Field: d.Field, Before: d.Before, After: d.After}
	})
	body.Refusals = reference.Each(r.Refusals, func(x Refusal) api.StaffImportRefusal {
		return api.StaffImportRefusal{Column: x.Column, Message: x.Message}
	})
	return body
}
