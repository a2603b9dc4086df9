package workforce

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
)

// Handlers answer the operations tagged workforce.
type Handlers struct{ service *Service }

// GetWorkforceOverview answers GET /workforce/overview.
func (h *Handlers) GetWorkforceOverview(ctx context.Context, r api.GetWorkforceOverviewRequestObject) (api.GetWorkforceOverviewResponseObject, error) {
	o, err := h.service.Overview(ctx, access.ActorFrom(ctx), withinTeam(r.Params.TeamId, r.Params.TeamAlone))
	if err != nil {
		return nil, err
	}
	return api.GetWorkforceOverview200JSONResponse(overviewView(o)), nil
}

// ListWorkforcePeople answers GET /workforce/people.
func (h *Handlers) ListWorkforcePeople(ctx context.Context, r api.ListWorkforcePeopleRequestObject) (api.ListWorkforcePeopleResponseObject, error) {
	request, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, PeopleSorts...)
	if err != nil {
		return nil, err
	}
	f, err := filterOf(r.Params)
	if err != nil {
		return nil, err
	}
	actor := access.ActorFrom(ctx)
	found, err := h.service.People(ctx, actor, f, request)
	if err != nil {
		return nil, err
	}
	view := api.ListWorkforcePeople200JSONResponse{
		Items: make([]api.WorkforcePerson, 0, len(found.Members)), Total: found.Total, Next: request.Next(found.Total),
		Stages: stagesView(found.Stages), Choices: choicesView(found.Choices), DataOn: actor.Today,
	}
	for _, m := range found.Members {
		view.Items = append(view.Items, personView(m))
	}
	return view, nil
}

// GetWorkforceHeatmap answers GET /workforce/heatmap.
func (h *Handlers) GetWorkforceHeatmap(ctx context.Context, r api.GetWorkforceHeatmapRequestObject) (api.GetWorkforceHeatmapResponseObject, error) {
	request, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "name")
	if err != nil {
		return nil, err
	}
	m, err := h.heatmap(ctx, r.Params, request)
	if err != nil {
		return nil, err
	}
	view := heatmapView(m)
	view.Next = request.Next(m.Total)
	return api.GetWorkforceHeatmap200JSONResponse(view), nil
}

func (h *Handlers) heatmap(ctx context.Context, p api.GetWorkforceHeatmapParams, r page.Request) (Heatmap, error) {
	q := MapQuestion{By: ByTeam, ColumnsBy: ByLevel, Code: value(p.Code), Filter: withinTeam(p.TeamId, p.TeamAlone)}
	if p.By != nil && *p.By == api.GetWorkforceHeatmapParamsByPerson {
		q.By = ByPerson
	}
	switch columns := value(p.Columns); {
	case columns == api.GetWorkforceHeatmapParamsColumnsAspect:
		q.ColumnsBy = ByAspect
	case columns == api.GetWorkforceHeatmapParamsColumnsStatement && q.Code == "":
		return Heatmap{}, apperr.InvalidField("code", "Choose the skill whose statements are the columns.")
	case columns == api.GetWorkforceHeatmapParamsColumnsStatement, columns == "" && q.Code != "":
		q.ColumnsBy = ByStatement
	}
	return h.service.Heatmap(ctx, access.ActorFrom(ctx), q, r)
}

// GetReadiness answers GET /people/{id}/readiness.
func (h *Handlers) GetReadiness(ctx context.Context, r api.GetReadinessRequestObject) (api.GetReadinessResponseObject, error) {
	found, err := h.service.Readiness(ctx, access.ActorFrom(ctx), r.Id, r.Params.RoleId)
	if err != nil {
		return nil, err
	}
	return api.GetReadiness200JSONResponse(readinessView(found)), nil
}

func withinTeam(team *uuid.UUID, alone *bool) Filter {
	return Filter{TeamID: value(team), TeamAlone: value(alone)}
}

func filterOf(p api.ListWorkforcePeopleParams) (Filter, error) {
	f := withinTeam(p.TeamId, p.TeamAlone)
	f.Stage, f.Band, f.RoleID = value(p.Stage), Band(value(p.Band)), value(p.RoleId)
	f.ManagerID = value(p.ManagerId)
	f.Requires, f.Lacks = value(p.StatementId), value(p.MissingStatementId)
	f.Code, f.Level, f.Aspect.Of = value(p.Code), Level(value(p.Level)), value(p.AspectOf)
	if p.Standing != nil {
		stands, err := ParseStands(string(*p.Standing))
		if err != nil {
			return Filter{}, apperr.InvalidField("standing", "Choose one of the standings of the list.")
		}
		f.Stands = stands
	}
	if p.Pay != nil {
		f.Pay = PaidInBand
		if *p.Pay == api.ListWorkforcePeopleParamsPayAnnex21 {
			f.Pay = PaidByAnnex21
		}
	}
	if p.State == nil {
		return f, nil
	}
	var err error
	f.Standing, err = stateOf("state", string(*p.State))
	return f, err
}

func stateOf(parameter, text string) (PeopleState, error) {
	state, err := ParsePeopleState(text)
	if err != nil {
		return 0, apperr.InvalidField(parameter, "Choose one of the states of the list.")
	}
	return state, nil
}

// value gives what a pointer points to, and the zero value for nil.
func value[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}
