package planning

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/workforce"
)

// Handlers answer the operations about the forecast, the plan and scenarios.
type Handlers struct{ service *Service }

// GetWorkforceForecast answers GET /workforce/forecast.
func (h *Handlers) GetWorkforceForecast(ctx context.Context, r api.GetWorkforceForecastRequestObject) (api.GetWorkforceForecastResponseObject, error) {
	p, err := h.service.Forecast(ctx, access.ActorFrom(ctx), within(r.Params.TeamId, r.Params.TeamAlone))
	if err != nil {
		return nil, err
	}
	return api.GetWorkforceForecast200JSONResponse(forecastJSON(p)), nil
}

// GetWorkforcePlan answers GET /workforce/plan.
func (h *Handlers) GetWorkforcePlan(ctx context.Context, _ api.GetWorkforcePlanRequestObject) (api.GetWorkforcePlanResponseObject, error) {
	by := access.ActorFrom(ctx)
	s, err := h.service.Settings(ctx, by)
	if err != nil {
		return nil, err
	}
	return api.GetWorkforcePlan200JSONResponse{WorkforcePlanJSONResponse: settingsJSON(s, by)}, nil
}

// EditWorkforcePlan answers PUT /workforce/plan.
func (h *Handlers) EditWorkforcePlan(ctx context.Context, r api.EditWorkforcePlanRequestObject) (api.EditWorkforcePlanResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	if _, err := h.service.Enter(ctx, by, version, planOf(*r.Body)); err != nil {
		return nil, err
	}
	s, err := h.service.Settings(ctx, by)
	if err != nil {
		return nil, err
	}
	return api.EditWorkforcePlan200JSONResponse{WorkforcePlanJSONResponse: settingsJSON(s, by)}, nil
}

// ListScenarios answers GET /workforce/scenarios.
func (h *Handlers) ListScenarios(ctx context.Context, r api.ListScenariosRequestObject) (api.ListScenariosResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, ScenarioSorts...)
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Scenarios(ctx, access.ActorFrom(ctx), asked)
	if err != nil {
		return nil, err
	}
	return api.ListScenarios200JSONResponse{Items: reference.Each(found, scenarioJSON), Total: total, Next: asked.Next(total)}, nil
}

// AddScenario answers POST /workforce/scenarios.
func (h *Handlers) AddScenario(ctx context.Context, r api.AddScenarioRequestObject) (api.AddScenarioResponseObject, error) {
	s, err := h.service.Sketch(ctx, access.ActorFrom(ctx), scenarioOf(*r.Body))
	if err != nil {
		return nil, err
	}
	return api.AddScenario201JSONResponse{ScenarioJSONResponse: tagged(s)}, nil
}

// GetScenario answers GET /workforce/scenarios/{id}.
func (h *Handlers) GetScenario(ctx context.Context, r api.GetScenarioRequestObject) (api.GetScenarioResponseObject, error) {
	s, err := h.service.Scenario(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetScenario200JSONResponse{ScenarioJSONResponse: tagged(s)}, nil
}

// EditScenario answers PUT /workforce/scenarios/{id}.
func (h *Handlers) EditScenario(ctx context.Context, r api.EditScenarioRequestObject) (api.EditScenarioResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	s, err := h.service.Change(ctx, access.ActorFrom(ctx), r.Id, version, scenarioOf(*r.Body))
	if err != nil {
		return nil, err
	}
	return api.EditScenario200JSONResponse{ScenarioJSONResponse: tagged(s)}, nil
}

// DeleteScenario answers DELETE /workforce/scenarios/{id}.
func (h *Handlers) DeleteScenario(ctx context.Context, r api.DeleteScenarioRequestObject) (api.DeleteScenarioResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.service.Drop(ctx, access.ActorFrom(ctx), r.Id, version); err != nil {
		return nil, err
	}
	return api.DeleteScenario204Response{}, nil
}

// CompareScenarios answers GET /workforce/comparison.
func (h *Handlers) CompareScenarios(ctx context.Context, r api.CompareScenariosRequestObject) (api.CompareScenariosResponseObject, error) {
	by := access.ActorFrom(ctx)
	c, err := h.service.Compare(ctx, by, within(r.Params.TeamId, r.Params.TeamAlone), given(r.Params.With))
	if err != nil {
		return nil, err
	}
	view := api.CompareScenarios200JSONResponse{DataOn: by.Today, Options: reference.Each(c.Options, optionJSON)}
	if c.Withheld != "" {
		view.Withheld = &c.Withheld
	}
	return view, nil
}

func within(team *uuid.UUID, alone *bool) workforce.Filter {
	return workforce.Filter{TeamID: given(team), TeamAlone: given(alone)}
}

// given gives what a pointer points to, and the zero value for nil.
func given[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}
