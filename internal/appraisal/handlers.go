package appraisal

import (
	"context"
	"mime"
	"net/http"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the operations about one-to-ones and appraisals.
type Handlers struct{ service *Service }

// Routes adds the download of sheets to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) { g.GET("/appraisals/:id/sheet", h.downloadSheet) }

func (h *Handlers) downloadSheet(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("meeting")
	}
	ctx := c.Request().Context()
	name, document, err := h.service.PDF(ctx, access.ActorFrom(ctx), id)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	return c.Blob(http.StatusOK, "application/pdf", document)
}

// ListAppraisals answers GET /people/{id}/appraisals.
func (h *Handlers) ListAppraisals(ctx context.Context, r api.ListAppraisalsRequestObject) (api.ListAppraisalsResponseObject, error) {
	asked, err := page.Parse(nil, r.Params.Sort, r.Params.Cursor, r.Params.Limit, meetingSorts...)
	if err != nil {
		return nil, err
	}
	if given(r.Params.Sort) == "" {
		asked.Descending = true
	}
	record, err := h.service.Of(ctx, access.ActorFrom(ctx), r.Id, asked)
	if err != nil {
		return nil, err
	}
	return api.ListAppraisals200JSONResponse{
		Person: personJSON(record.Person), Items: reference.Each(record.Meetings, meetingJSON), Total: record.Total, Next: asked.Next(record.Total),
		Due: reference.Each(record.Due, dueJSON), Cycle: cycleJSON(record.Cycle), MayPlan: record.MayPlan,
	}, nil
}

// PlanAppraisal answers POST /people/{id}/appraisals.
func (h *Handlers) PlanAppraisal(ctx context.Context, r api.PlanAppraisalRequestObject) (api.PlanAppraisalResponseObject, error) {
	sheet, err := h.service.Plan(ctx, access.ActorFrom(ctx), r.Id, parse[Kind](kindNames, string(r.Body.Kind)), r.Body.PlannedOn, given(r.Body.LeaveOut))
	if err != nil {
		return nil, err
	}
	return api.PlanAppraisal201JSONResponse{Body: sheetJSON(sheet), Headers: api.PlanAppraisal201ResponseHeaders{ETag: etag(sheet)}}, nil
}

// ProposeAgenda answers GET /people/{id}/appraisal-agenda.
func (h *Handlers) ProposeAgenda(ctx context.Context, r api.ProposeAgendaRequestObject) (api.ProposeAgendaResponseObject, error) {
	found, err := h.service.Proposals(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ProposeAgenda200JSONResponse{Items: reference.Each(found, proposalJSON), Total: len(found)}, nil
}

// ListAgreedActions answers GET /people/{id}/agreed-actions.
func (h *Handlers) ListAgreedActions(ctx context.Context, r api.ListAgreedActionsRequestObject) (api.ListAgreedActionsResponseObject, error) {
	by := access.ActorFrom(ctx)
	found, err := h.service.ActionsOf(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListAgreedActions200JSONResponse{Items: actionsJSON(found, by.Today), Total: len(found)}, nil
}

// ListAppraisalCycle answers GET /appraisals.
func (h *Handlers) ListAppraisalCycle(ctx context.Context, r api.ListAppraisalCycleRequestObject) (api.ListAppraisalCycleResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "appraisalDueOn", "oneToOneDueOn", "name")
	if err != nil {
		return nil, err
	}
	f := Filter{Request: asked, Team: r.Params.TeamId, Kind: Appraisal}
	if r.Params.PersonId != nil {
		f.People = *r.Params.PersonId
	}
	if r.Params.Kind != nil {
		f.Kind = parse[Kind](kindNames, string(*r.Params.Kind))
	}
	if r.Params.State != nil {
		f.State = parse[DueState](dueNames, string(*r.Params.State))
	}
	rows, total, err := h.service.Overview(ctx, access.ActorFrom(ctx), f)
	if err != nil {
		return nil, err
	}
	return api.ListAppraisalCycle200JSONResponse{Items: reference.Each(rows, rowJSON), Total: total, Next: asked.Next(total)}, nil
}

// GetAppraisal answers GET /appraisals/{id}.
func (h *Handlers) GetAppraisal(ctx context.Context, r api.GetAppraisalRequestObject) (api.GetAppraisalResponseObject, error) {
	sheet, err := h.service.Meeting(ctx, access.ActorFrom(ctx), r.Id)
	return api.GetAppraisal200JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// MoveAppraisal answers PATCH /appraisals/{id}.
func (h *Handlers) MoveAppraisal(ctx context.Context, r api.MoveAppraisalRequestObject) (api.MoveAppraisalResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	sheet, err := h.service.Replan(ctx, access.ActorFrom(ctx), r.Id, version, r.Body.PlannedOn)
	return api.MoveAppraisal200JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// HoldAppraisal answers POST /appraisals/{id}/hold.
func (h *Handlers) HoldAppraisal(ctx context.Context, r api.HoldAppraisalRequestObject) (api.HoldAppraisalResponseObject, error) {
	sheet, err := h.service.Hold(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.HeldOn)
	return api.HoldAppraisal200JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// CancelAppraisal answers POST /appraisals/{id}/cancel.
func (h *Handlers) CancelAppraisal(ctx context.Context, r api.CancelAppraisalRequestObject) (api.CancelAppraisalResponseObject, error) {
	sheet, err := h.service.Cancel(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.Reason)
	return api.CancelAppraisal200JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// AcknowledgeAppraisal answers POST /appraisals/{id}/acknowledge.
func (h *Handlers) AcknowledgeAppraisal(ctx context.Context, r api.AcknowledgeAppraisalRequestObject) (api.AcknowledgeAppraisalResponseObject, error) {
	sheet, err := h.service.Acknowledge(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, given(r.Body.Comment))
	return api.AcknowledgeAppraisal200JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// AddAgendaItem answers POST /appraisals/{id}/items.
func (h *Handlers) AddAgendaItem(ctx context.Context, r api.AddAgendaItemRequestObject) (api.AddAgendaItemResponseObject, error) {
	sheet, err := h.service.AddItem(ctx, access.ActorFrom(ctx), r.Id, given(r.Body.Title), given(r.Body.Key))
	return api.AddAgendaItem201JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// TickAgendaItem answers PATCH /appraisal-items/{id}.
func (h *Handlers) TickAgendaItem(ctx context.Context, r api.TickAgendaItemRequestObject) (api.TickAgendaItemResponseObject, error) {
	sheet, err := h.service.TickItem(ctx, access.ActorFrom(ctx), r.Id, r.Body.Discussed)
	return api.TickAgendaItem200JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// RemoveAgendaItem answers DELETE /appraisal-items/{id}.
func (h *Handlers) RemoveAgendaItem(ctx context.Context, r api.RemoveAgendaItemRequestObject) (api.RemoveAgendaItemResponseObject, error) {
	sheet, err := h.service.RemoveItem(ctx, access.ActorFrom(ctx), r.Id)
	return api.RemoveAgendaItem200JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// AddAppraisalNote answers POST /appraisals/{id}/notes.
func (h *Handlers) AddAppraisalNote(ctx context.Context, r api.AddAppraisalNoteRequestObject) (api.AddAppraisalNoteResponseObject, error) {
	sheet, err := h.service.AddNote(ctx, access.ActorFrom(ctx), r.Id, r.Body.Text, r.Body.Shared)
	return api.AddAppraisalNote201JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// EditAppraisalNote answers PATCH /appraisal-notes/{id}.
func (h *Handlers) EditAppraisalNote(ctx context.Context, r api.EditAppraisalNoteRequestObject) (api.EditAppraisalNoteResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	sheet, err := h.service.EditNote(ctx, access.ActorFrom(ctx), r.Id, version, r.Body.Text)
	return api.EditAppraisalNote200JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// RemoveAppraisalNote answers DELETE /appraisal-notes/{id}.
func (h *Handlers) RemoveAppraisalNote(ctx context.Context, r api.RemoveAppraisalNoteRequestObject) (api.RemoveAppraisalNoteResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	sheet, err := h.service.RemoveNote(ctx, access.ActorFrom(ctx), r.Id, version)
	return api.RemoveAppraisalNote200JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// AgreeAction answers POST /appraisals/{id}/actions.
func (h *Handlers) AgreeAction(ctx context.Context, r api.AgreeActionRequestObject) (api.AgreeActionResponseObject, error) {
	sheet, err := h.service.AgreeAction(ctx, access.ActorFrom(ctx), r.Id, r.Body.OwnerId, r.Body.Text, r.Body.DueOn)
	return api.AgreeAction201JSONResponse{AppraisalSheetJSONResponse: sheetResponse(sheet)}, err
}

// EndAction answers POST /appraisal-actions/{id}/end.
func (h *Handlers) EndAction(ctx context.Context, r api.EndActionRequestObject) (api.EndActionResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.EndAction(ctx, by, r.Id, r.Body.Version, parse[ActionState](actionNames, string(r.Body.State)), given(r.Body.Outcome))
	if err != nil {
		return nil, err
	}
	return api.EndAction200JSONResponse(actionJSON(kept, by.Today)), nil
}

// ListAppraisalCycles answers GET /appraisal-cycles.
func (h *Handlers) ListAppraisalCycles(ctx context.Context, _ api.ListAppraisalCyclesRequestObject) (api.ListAppraisalCyclesResponseObject, error) {
	all, current, err := h.service.Cycles(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListAppraisalCycles200JSONResponse{Items: reference.Each(all, cycleJSON), Total: len(all), Current: cycleJSON(current)}, nil
}

// SetAppraisalCycle answers POST /appraisal-cycles.
func (h *Handlers) SetAppraisalCycle(ctx context.Context, r api.SetAppraisalCycleRequestObject) (api.SetAppraisalCycleResponseObject, error) {
	c := Cycle{StartsOn: r.Body.StartsOn, Reason: r.Body.Reason}
	var wrong []apperr.Field
	for name, into := range map[string]*calendar.Period{"every": &c.Every, "oneToOnesEvery": &c.OneToOnesEvery} {
		text := r.Body.Every
		if name == "oneToOnesEvery" {
			text = r.Body.OneToOnesEvery
		}
		if err := into.UnmarshalText([]byte(text)); err != nil {
			wrong = append(wrong, apperr.Field{Name: name, Message: "Choose a period, for example 12 months."})
		}
	}
	if err := apperr.Invalid(wrong...); err != nil {
		return nil, err
	}
	kept, err := h.service.SetCycle(ctx, access.ActorFrom(ctx), c)
	if err != nil {
		return nil, err
	}
	return api.SetAppraisalCycle201JSONResponse(cycleJSON(kept)), nil
}
