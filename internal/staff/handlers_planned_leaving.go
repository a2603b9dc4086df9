package staff

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
)

// GetPlannedLeaving answers GET /people/{id}/planned-leaving.
func (h *Handlers) GetPlannedLeaving(ctx context.Context, r api.GetPlannedLeavingRequestObject) (api.GetPlannedLeavingResponseObject, error) {
	p, mayChange, err := h.service.PlannedLeaving(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(p.Version)
	return api.GetPlannedLeaving200JSONResponse{Body: plannedLeaving(p, mayChange), Headers: api.GetPlannedLeaving200ResponseHeaders{ETag: &tag}}, nil
}

// PlanLeaving answers PUT /people/{id}/planned-leaving.
func (h *Handlers) PlanLeaving(ctx context.Context, r api.PlanLeavingRequestObject) (api.PlanLeavingResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.PlanLeaving(ctx, access.ActorFrom(ctx), r.Id, version, ParseLeavingKind(string(r.Body.Kind)), r.Body.LeavesOn)
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(p.Version)
	return api.PlanLeaving200JSONResponse{Body: plannedLeaving(p, true), Headers: api.PlanLeaving200ResponseHeaders{ETag: &tag}}, nil
}

// UnplanLeaving answers DELETE /people/{id}/planned-leaving.
func (h *Handlers) UnplanLeaving(ctx context.Context, r api.UnplanLeavingRequestObject) (api.UnplanLeavingResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.UnplanLeaving(ctx, access.ActorFrom(ctx), r.Id, version)
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(p.Version)
	return api.UnplanLeaving200JSONResponse{Body: plannedLeaving(p, true), Headers: api.UnplanLeaving200ResponseHeaders{ETag: &tag}}, nil
}

func plannedLeaving(p PlannedLeaving, mayChange bool) api.PlannedLeaving {
	answer := api.PlannedLeaving{MayChange: mayChange, Version: p.Version}
	if p.Planned() {
		kind := api.PlannedLeavingKind(p.Kind.String())
		answer.Kind, answer.LeavesOn, answer.EnteredOn = &kind, &p.LeavesOn, &p.EnteredOn
		answer.EnteredBy = &api.PersonRef{Id: p.EnteredBy.ID, Name: p.EnteredBy.Name}
	}
	return answer
}
