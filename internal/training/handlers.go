package training

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer training's operations.
type Handlers struct{ service *Service }

// GetProgress answers GET /people/{id}/progress.
func (h *Handlers) GetProgress(ctx context.Context, r api.GetProgressRequestObject) (api.GetProgressResponseObject, error) {
	v, err := h.service.Progress(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetProgress200JSONResponse(progressJSON(v)), nil
}

// RecordMilestone answers POST /people/{id}/milestone-records.
func (h *Handlers) RecordMilestone(ctx context.Context, r api.RecordMilestoneRequestObject) (api.RecordMilestoneResponseObject, error) {
	kept, err := h.service.Record(ctx, access.ActorFrom(ctx), r.Id, Record{
		Milestone: MilestoneKey(r.Body.Milestone), StartedOn: given(r.Body.StartedOn), CompletedOn: r.Body.CompletedOn,
		Result: given(r.Body.Result), Note: given(r.Body.Note), Certificate: given(r.Body.CertificateId),
	})
	if err != nil {
		return nil, err
	}
	return api.RecordMilestone201JSONResponse(recordJSON(kept)), nil
}

// ListMilestoneRecords answers GET /milestone-records.
func (h *Handlers) ListMilestoneRecords(ctx context.Context, r api.ListMilestoneRecordsRequestObject) (api.ListMilestoneRecordsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, queueSorts...)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Queue(ctx, by, QueueFilter{
		State: string(given(r.Params.State)), PersonID: given(r.Params.PersonId), TeamID: given(r.Params.TeamId),
	}, asked)
	if err != nil {
		return nil, err
	}
	return api.ListMilestoneRecords200JSONResponse{Items: reference.Each(found, func(q QueuedRecord) api.QueuedMilestoneRecord { return queuedJSON(q, by) }), Total: total, Next: asked.Next(total)}, nil
}

// SignOffMilestone answers POST /milestone-records/{id}/sign-off.
func (h *Handlers) SignOffMilestone(ctx context.Context, r api.SignOffMilestoneRequestObject) (api.SignOffMilestoneResponseObject, error) {
	kept, err := h.service.SignOff(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.SignOffMilestone200JSONResponse(recordJSON(kept)), nil
}

// ReturnMilestone answers POST /milestone-records/{id}/return.
func (h *Handlers) ReturnMilestone(ctx context.Context, r api.ReturnMilestoneRequestObject) (api.ReturnMilestoneResponseObject, error) {
	kept, err := h.service.Return(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.ReturnMilestone200JSONResponse(recordJSON(kept)), nil
}

// RecordAttempt answers POST /people/{id}/attempts.
func (h *Handlers) RecordAttempt(ctx context.Context, r api.RecordAttemptRequestObject) (api.RecordAttemptResponseObject, error) {
	entry := Attempt{
		Milestone: MilestoneKey(r.Body.Milestone), SatOn: r.Body.SatOn, ResultsOn: given(r.Body.ResultsOn), Results: resultsOf(given(r.Body.Results)),
		Papers: reference.Each(r.Body.Papers, func(key string) PaperKey { return PaperKey(key) }), Letter: given(r.Body.LetterId),
	}
	if said := r.Body.Resit; said != nil {
		entry.Resit = ResitNo
		if *said {
			entry.Resit = ResitYes
		}
	}
	kept, err := h.service.RecordAttempt(ctx, access.ActorFrom(ctx), r.Id, entry)
	if err != nil {
		return nil, err
	}
	return api.RecordAttempt201JSONResponse(keptAttemptJSON(kept)), nil
}

// RecordResults answers POST /attempts/{id}/results.
func (h *Handlers) RecordResults(ctx context.Context, r api.RecordResultsRequestObject) (api.RecordResultsResponseObject, error) {
	entry := Attempt{ResultsOn: given(r.Body.ResultsOn), Results: resultsOf(r.Body.Results), Letter: given(r.Body.LetterId)}
	kept, err := h.service.RecordResults(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, entry)
	if err != nil {
		return nil, err
	}
	return api.RecordResults200JSONResponse(keptAttemptJSON(kept)), nil
}

// ListMentoringMeetings answers GET /people/{id}/mentoring-meetings.
func (h *Handlers) ListMentoringMeetings(ctx context.Context, r api.ListMentoringMeetingsRequestObject) (api.ListMentoringMeetingsResponseObject, error) {
	asked, err := page.Parse(nil, r.Params.Sort, r.Params.Cursor, r.Params.Limit, meetingSorts...)
	if err != nil {
		return nil, err
	}
	if given(r.Params.Sort) == "" {
		asked.Descending = true
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Meetings(ctx, by, r.Id, asked)
	if err != nil {
		return nil, err
	}
	sum, err := h.service.MentoringOf(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	items := reference.Each(found, func(m KeptMeeting) api.MentoringMeeting { return meetingJSON(m, by) })
	return api.ListMentoringMeetings200JSONResponse{Items: items, Total: total, Next: asked.Next(total), Mentoring: mentoringJSON(sum)}, nil
}

// LogMentoringMeeting answers POST /people/{id}/mentoring-meetings.
func (h *Handlers) LogMentoringMeeting(ctx context.Context, r api.LogMentoringMeetingRequestObject) (api.LogMentoringMeetingResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.LogMeeting(ctx, by, Meeting{
		Person: r.Id, Mentor: given(r.Body.MentorId), MetOn: r.Body.MetOn, Minutes: given(r.Body.Minutes), Topics: r.Body.Topics,
		Agreed: given(r.Body.Agreed), NextOn: given(r.Body.NextOn),
	})
	if err != nil {
		return nil, err
	}
	return api.LogMentoringMeeting201JSONResponse(meetingJSON(kept, by)), nil
}

// ConfirmMentoringMeeting answers POST /mentoring-meetings/{id}/confirm.
func (h *Handlers) ConfirmMentoringMeeting(ctx context.Context, r api.ConfirmMentoringMeetingRequestObject) (api.ConfirmMentoringMeetingResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.ConfirmMeeting(ctx, by, r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.ConfirmMentoringMeeting200JSONResponse(meetingJSON(kept, by)), nil
}

// AddPause answers POST /people/{id}/pauses.
func (h *Handlers) AddPause(ctx context.Context, r api.AddPauseRequestObject) (api.AddPauseResponseObject, error) {
	var entry Pause
	if err := entry.Reason.UnmarshalText([]byte(r.Body.Reason)); err != nil {
		return nil, err
	}
	entry.From, entry.To, entry.Note = r.Body.From, given(r.Body.To), given(r.Body.Note)
	kept, err := h.service.AddPause(ctx, access.ActorFrom(ctx), r.Id, entry)
	if err != nil {
		return nil, err
	}
	return api.AddPause201JSONResponse{
		Body: pauseJSON(kept), Headers: api.AddPause201ResponseHeaders{ETag: pointer(httpapi.ETag(kept.Version))},
	}, nil
}

// EndPause answers PATCH /pauses/{id}.
func (h *Handlers) EndPause(ctx context.Context, r api.EndPauseRequestObject) (api.EndPauseResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	var entry Pause
	entry.To = r.Body.To
	kept, err := h.service.EndPause(ctx, access.ActorFrom(ctx), r.Id, version, entry)
	if err != nil {
		return nil, err
	}
	return api.EndPause200JSONResponse{
		Body: pauseJSON(kept), Headers: api.EndPause200ResponseHeaders{ETag: pointer(httpapi.ETag(kept.Version))},
	}, nil
}

// ExemptMilestone answers POST /people/{id}/exemptions.
func (h *Handlers) ExemptMilestone(ctx context.Context, r api.ExemptMilestoneRequestObject) (api.ExemptMilestoneResponseObject, error) {
	by := access.ActorFrom(ctx)
	kept, err := h.service.Exempt(ctx, by, r.Id, MilestoneKey(r.Body.Milestone), r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.ExemptMilestone201JSONResponse(exemptionJSON(kept, map[uuid.UUID]string{by.PersonID: by.Name})), nil
}

// ListPathways answers GET /pathways.
func (h *Handlers) ListPathways(ctx context.Context, r api.ListPathwaysRequestObject) (api.ListPathwaysResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "title")
	if err != nil {
		return nil, err
	}
	all, err := h.service.Roads(ctx, access.ActorFrom(ctx).OrganisationID)
	if err != nil {
		return nil, err
	}
	var found []Road
	for _, road := range all {
		if reference.Matches(fold.Text(road.Pathway.Title, road.RoleTitle), asked.Query) {
			found = append(found, road)
		}
	}
	found = reference.Sorted(found, asked, func(a, b Road) int { return reference.ByText(a.Pathway.Title, b.Pathway.Title) })
	return api.ListPathways200JSONResponse{
		Items: reference.Each(reference.Cut(found, asked), roadJSON), Total: len(found), Next: asked.Next(len(found)),
	}, nil
}

// GetPathway answers GET /pathways/{id}.
func (h *Handlers) GetPathway(ctx context.Context, r api.GetPathwayRequestObject) (api.GetPathwayResponseObject, error) {
	road, err := h.service.Road(ctx, access.ActorFrom(ctx).OrganisationID, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetPathway200JSONResponse(pathwayJSON(road, h.service.clock.Today())), nil
}

// given gives what an optional field holds, the zero value when it was left out.
func given[T any](value *T) T {
	if value == nil {
		var none T
		return none
	}
	return *value
}

// pointer gives an optional field, left out when the value is zero.
func pointer[T comparable](value T) *T {
	var none T
	if value == none {
		return nil
	}
	return &value
}
