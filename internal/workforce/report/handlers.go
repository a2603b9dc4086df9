package report

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the operations about reports by e-mail.
type Handlers struct{ service *Service }

// ListReports answers GET /workforce/reports.
func (h *Handlers) ListReports(ctx context.Context, r api.ListReportsRequestObject) (api.ListReportsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, Sorts...)
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.List(ctx, access.ActorFrom(ctx), asked)
	if err != nil {
		return nil, err
	}
	return api.ListReports200JSONResponse{Items: reference.Each(found, view), Total: total, Next: asked.Next(total), Sends: h.service.Sends()}, nil
}

// AddReport answers POST /workforce/reports.
func (h *Handlers) AddReport(ctx context.Context, r api.AddReportRequestObject) (api.AddReportResponseObject, error) {
	sc, err := scheduleOf(*r.Body)
	if err != nil {
		return nil, err
	}
	if sc, err = h.service.Add(ctx, access.ActorFrom(ctx), sc); err != nil {
		return nil, err
	}
	return api.AddReport201JSONResponse{ReportJSONResponse: tagged(sc)}, nil
}

// GetReport answers GET /workforce/reports/{id}.
func (h *Handlers) GetReport(ctx context.Context, r api.GetReportRequestObject) (api.GetReportResponseObject, error) {
	sc, err := h.service.One(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetReport200JSONResponse{ReportJSONResponse: tagged(sc)}, nil
}

// EditReport answers PUT /workforce/reports/{id}.
func (h *Handlers) EditReport(ctx context.Context, r api.EditReportRequestObject) (api.EditReportResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	sc, err := scheduleOf(*r.Body)
	if err != nil {
		return nil, err
	}
	if sc, err = h.service.Change(ctx, access.ActorFrom(ctx), r.Id, version, sc); err != nil {
		return nil, err
	}
	return api.EditReport200JSONResponse{ReportJSONResponse: tagged(sc)}, nil
}

// EndReport answers DELETE /workforce/reports/{id}.
func (h *Handlers) EndReport(ctx context.Context, r api.EndReportRequestObject) (api.EndReportResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.service.End(ctx, access.ActorFrom(ctx), r.Id, version); err != nil {
		return nil, err
	}
	return api.EndReport204Response{}, nil
}

// SendReport answers POST /workforce/reports/{id}/send.
func (h *Handlers) SendReport(ctx context.Context, r api.SendReportRequestObject) (api.SendReportResponseObject, error) {
	sc, err := h.service.SendNow(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.SendReport202JSONResponse{Readers: len(sc.Readers)}, nil
}

// ListReportReaders answers GET /workforce/report-readers.
func (h *Handlers) ListReportReaders(ctx context.Context, _ api.ListReportReadersRequestObject) (api.ListReportReadersResponseObject, error) {
	found, err := h.service.MayRead(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListReportReaders200JSONResponse{Items: reference.Each(found, personView)}, nil
}

// ListMyReports answers GET /me/reports.
func (h *Handlers) ListMyReports(ctx context.Context, _ api.ListMyReportsRequestObject) (api.ListMyReportsResponseObject, error) {
	found, err := h.service.Mine(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListMyReports200JSONResponse{Items: reference.Each(found, func(sc Schedule) api.MyReport {
		return api.MyReport{Id: sc.ID, Name: sc.Name, Rhythm: api.ReportRhythm(sc.Rhythm.String()), NextOn: sc.Next, Owner: sc.Owner.Name}
	})}, nil
}

// LeaveReport answers POST /me/reports/{id}/leave.
func (h *Handlers) LeaveReport(ctx context.Context, r api.LeaveReportRequestObject) (api.LeaveReportResponseObject, error) {
	if err := h.service.Leave(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.LeaveReport204Response{}, nil
}

func scheduleOf(c api.ReportContent) (Schedule, error) {
	rhythm, err := ParseRhythm(string(c.Rhythm))
	if err != nil {
		return Schedule{}, apperr.InvalidField("rhythm", "Choose how often the report is sent.")
	}
	return Schedule{
		Name: c.Name, Rhythm: rhythm, Starts: c.StartsOn, Readers: reference.Each(c.ReaderIds, func(id uuid.UUID) Reader { return Reader{ID: id} }),
	}, nil
}

func view(sc Schedule) api.Report {
	return api.Report{
		Id: sc.ID, Name: sc.Name, Rhythm: api.ReportRhythm(sc.Rhythm.String()), StartsOn: sc.Starts, NextOn: sc.Next,
		Readers: reference.Each(sc.Readers, personView), Owner: personView(sc.Owner), Version: sc.Version,
	}
}

func personView(r Reader) api.PersonRef { return api.PersonRef{Id: r.ID, Name: r.Name} }

func tagged(sc Schedule) api.ReportJSONResponse {
	tag := fmt.Sprintf("%q", fmt.Sprint(sc.Version))
	return api.ReportJSONResponse{Body: view(sc), Headers: api.ReportResponseHeaders{ETag: &tag}}
}
