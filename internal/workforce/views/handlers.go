package views

import (
	"context"
	"fmt"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/audit"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/database"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Dependencies are what the feature needs from its surroundings.
type Dependencies struct {
	DB    *database.DB
	Trail *audit.Trail
	Clock calendar.Clock
}

// Handlers answer the operations about saved views.
type Handlers struct{ service *Service }

// New puts the feature together.
func New(d Dependencies) *Handlers {
	return &Handlers{NewService(d)}
}

// ListViews answers GET /workforce/views.
func (h *Handlers) ListViews(ctx context.Context, r api.ListViewsRequestObject) (api.ListViewsResponseObject, error) {
	request, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, Sorts...)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Mine(ctx, by, request)
	if err != nil {
		return nil, err
	}
	items := reference.Each(found, func(v View) api.SavedView { return viewJSON(v, by) })
	return api.ListViews200JSONResponse{Items: items, Total: total, Next: request.Next(total)}, nil
}

// SaveView answers POST /workforce/views.
func (h *Handlers) SaveView(ctx context.Context, r api.SaveViewRequestObject) (api.SaveViewResponseObject, error) {
	by, v := access.ActorFrom(ctx), View{Page: Page(r.Body.Page), Name: r.Body.Name, Filters: r.Body.Filters}
	if r.Body.Search != nil {
		v.Search = *r.Body.Search
	}
	v, err := h.service.Keep(ctx, by, v)
	if err != nil {
		return nil, err
	}
	return api.SaveView201JSONResponse{SavedViewJSONResponse: tagged(v, by)}, nil
}

// GetView answers GET /workforce/views/{id}.
func (h *Handlers) GetView(ctx context.Context, r api.GetViewRequestObject) (api.GetViewResponseObject, error) {
	by := access.ActorFrom(ctx)
	v, err := h.service.Open(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetView200JSONResponse{SavedViewJSONResponse: tagged(v, by)}, nil
}

// RenameView answers PATCH /workforce/views/{id}.
func (h *Handlers) RenameView(ctx context.Context, r api.RenameViewRequestObject) (api.RenameViewResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	v, err := h.service.Rename(ctx, by, r.Id, version, r.Body.Name)
	if err != nil {
		return nil, err
	}
	return api.RenameView200JSONResponse{SavedViewJSONResponse: tagged(v, by)}, nil
}

// DeleteView answers DELETE /workforce/views/{id}.
func (h *Handlers) DeleteView(ctx context.Context, r api.DeleteViewRequestObject) (api.DeleteViewResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.service.Drop(ctx, access.ActorFrom(ctx), r.Id, version); err != nil {
		return nil, err
	}
	return api.DeleteView204Response{}, nil
}

func viewJSON(v View, by access.Actor) api.SavedView {
	return api.SavedView{
		Id: v.ID, Owner: api.PersonRef{Id: v.Owner.ID, Name: v.Owner.Name}, Mine: v.Owner.ID == by.PersonID, Page: api.SavedViewPage(v.Page),
		Name: v.Name, Path: v.Path(), Version: v.Version,
	}
}

func tagged(v View, by access.Actor) api.SavedViewJSONResponse {
	tag := fmt.Sprintf(`"%d"`, v.Version)
	return api.SavedViewJSONResponse{Body: viewJSON(v, by), Headers: api.SavedViewResponseHeaders{ETag: &tag}}
}
