package workforce

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/reference"
)

// GetWorkforcePipeline answers GET /workforce/pipeline.
func (h *Handlers) GetWorkforcePipeline(ctx context.Context, r api.GetWorkforcePipelineRequestObject) (api.GetWorkforcePipelineResponseObject, error) {
	p, err := h.service.Pipeline(ctx, access.ActorFrom(ctx), withinTeam(r.Params.TeamId, r.Params.TeamAlone))
	if err != nil {
		return nil, err
	}
	return api.GetWorkforcePipeline200JSONResponse{
		DataOn: p.Today, People: len(p.Trainees), Stuck: p.Stuck, Rule: StuckRule,
		Stages: reference.Each(p.Stages, pipelineStageView), Trainees: reference.Each(p.Trainees, traineeView),
	}, nil
}

func pipelineStageView(s PipelineStage) api.PipelineStage {
	view := api.PipelineStage{Key: s.Stage.Key, Title: s.Stage.Title, People: s.People, Stuck: s.Stuck, Filter: s.Filter.String()}
	if s.People > 0 {
		view.MedianDays = &s.Median
	}
	if s.Most > 0 {
		view.PlannedFrom, view.PlannedTo = &s.Least, &s.Most
	}
	return view
}

func traineeView(one Trainee) api.PipelineTrainee {
	p, t := one.Member.Person, one.Member.Training
	view := api.PipelineTrainee{
		Person: personRef(p), Team: namedView(p.Team.Named), Stage: api.KeyedTitle(t.Stage), Since: date(t.Tenure.Since), Days: t.Tenure.Days, OnLeave: t.OnLeave,
		Stuck: one.Stuck, On: append([]string{}, one.On...),
	}
	if t.Tenure.Planned > 0 {
		view.Planned = &t.Tenure.Planned
	}
	if t.Next != nil {
		view.NextMilestone = &api.WorkforceMilestone{Key: t.Next.Key, Title: t.Next.Title, State: t.Next.State, DueOn: date(t.Next.DueOn)}
	}
	return view
}
