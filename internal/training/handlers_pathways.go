package training

import (
	"context"
	"math"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/fold"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListTrainingPathways answers GET /training-pathways.
func (h *Handlers) ListTrainingPathways(ctx context.Context, r api.ListTrainingPathwaysRequestObject) (api.ListTrainingPathwaysResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "title")
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	all, err := h.service.Pathways(ctx, by)
	if err != nil {
		return nil, err
	}
	var found []Entry
	for _, e := range all {
		if reference.Matches(fold.Text(e.Pathway.Title, titles(e.Roles), titles(e.Copies)), asked.Query) {
			found = append(found, e)
		}
	}
	found = reference.Sorted(found, asked, func(a, b Entry) int { return reference.ByText(a.Pathway.Title, b.Pathway.Title) })
	return api.ListTrainingPathways200JSONResponse{
		Items: reference.Each(reference.Cut(found, asked), func(e Entry) api.TrainingPathwayListItem { return h.entryJSON(e) }),
		Total: len(found), Next: asked.Next(len(found)), MayManage: by.May(permissionPathways),
	}, nil
}

// MakeTrainingPathway answers POST /training-pathways.
func (h *Handlers) MakeTrainingPathway(ctx context.Context, r api.MakeTrainingPathwayRequestObject) (api.MakeTrainingPathwayResponseObject, error) {
	v, err := h.service.MakePathway(ctx, access.ActorFrom(ctx), NewPathway{Title: r.Body.Title, Further: given(r.Body.Further), From: given(r.Body.From)})
	if err != nil {
		return nil, err
	}
	return api.MakeTrainingPathway201JSONResponse{Body: versionJSON(v), Headers: api.MakeTrainingPathway201ResponseHeaders{ETag: v.etag()}}, nil
}

// ListTrainingPathwayVersions answers GET /training-pathways/{id}/versions.
func (h *Handlers) ListTrainingPathwayVersions(ctx context.Context, r api.ListTrainingPathwayVersionsRequestObject) (api.ListTrainingPathwayVersionsResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "number")
	if err != nil {
		return nil, err
	}
	all, err := h.service.Versions(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListTrainingPathwayVersions200JSONResponse{
		Items: reference.Each(reference.Cut(all, asked), versionItemJSON), Total: len(all), Next: asked.Next(len(all)),
	}, nil
}

// BeginTrainingPathwayDraft answers POST /training-pathways/{id}/versions.
func (h *Handlers) BeginTrainingPathwayDraft(ctx context.Context, r api.BeginTrainingPathwayDraftRequestObject) (api.BeginTrainingPathwayDraftResponseObject, error) {
	v, err := h.service.BeginDraft(ctx, access.ActorFrom(ctx), r.Id, strings.TrimSpace(given(r.Body.Note)))
	if err != nil {
		return nil, err
	}
	return api.BeginTrainingPathwayDraft201JSONResponse{Body: versionJSON(v), Headers: api.BeginTrainingPathwayDraft201ResponseHeaders{ETag: v.etag()}}, nil
}

// GetTrainingPathwayVersion answers GET /training-pathway-versions/{id}.
func (h *Handlers) GetTrainingPathwayVersion(ctx context.Context, r api.GetTrainingPathwayVersionRequestObject) (api.GetTrainingPathwayVersionResponseObject, error) {
	v, err := h.service.Version(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetTrainingPathwayVersion200JSONResponse{Body: versionJSON(v), Headers: api.GetTrainingPathwayVersion200ResponseHeaders{ETag: v.etag()}}, nil
}

// DiscardTrainingPathwayDraft answers DELETE /training-pathway-versions/{id}.
func (h *Handlers) DiscardTrainingPathwayDraft(ctx context.Context, r api.DiscardTrainingPathwayDraftRequestObject) (api.DiscardTrainingPathwayDraftResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.service.DiscardDraft(ctx, access.ActorFrom(ctx), r.Id, version); err != nil {
		return nil, err
	}
	return api.DiscardTrainingPathwayDraft204Response{}, nil
}

// edit changes a part of the draft that the request names.
func (h *Handlers) edit(ctx context.Context, id uuid.UUID, ifMatch *string, part string, edit func(*PathwayText) error) (Version, error) {
	version, err := httpapi.IfMatch(ifMatch)
	if err != nil {
		return Version{}, err
	}
	return h.service.Edit(ctx, access.ActorFrom(ctx), id, version, part, edit)
}

// KeepTrainingPathwayFacts answers PUT /training-pathway-versions/{id}/facts.
func (h *Handlers) KeepTrainingPathwayFacts(ctx context.Context, r api.KeepTrainingPathwayFactsRequestObject) (api.KeepTrainingPathwayFactsResponseObject, error) {
	v, err := h.edit(ctx, r.Id, r.Params.IfMatch, "facts", WithFacts(factsOf(*r.Body)))
	if err != nil {
		return nil, err
	}
	return api.KeepTrainingPathwayFacts200JSONResponse{Body: versionJSON(v), Headers: api.KeepTrainingPathwayFacts200ResponseHeaders{ETag: v.etag()}}, nil
}

// KeepTrainingPathwayStages answers PUT /training-pathway-versions/{id}/stages.
func (h *Handlers) KeepTrainingPathwayStages(ctx context.Context, r api.KeepTrainingPathwayStagesRequestObject) (api.KeepTrainingPathwayStagesResponseObject, error) {
	stages := reference.Each(r.Body.Stages, func(s api.TrainingStageEdit) StageText {
		return StageText{Key: s.Key, Title: strings.TrimSpace(s.Title), Until: s.Until, WhenOverdue: s.WhenOverdue}
	})
	v, err := h.edit(ctx, r.Id, r.Params.IfMatch, "stages", WithStages(stages))
	if err != nil {
		return nil, err
	}
	return api.KeepTrainingPathwayStages200JSONResponse{Body: versionJSON(v), Headers: api.KeepTrainingPathwayStages200ResponseHeaders{ETag: v.etag()}}, nil
}

// OrderTrainingPathwayMilestones answers PUT /training-pathway-versions/{id}/order.
func (h *Handlers) OrderTrainingPathwayMilestones(ctx context.Context, r api.OrderTrainingPathwayMilestonesRequestObject) (api.OrderTrainingPathwayMilestonesResponseObject, error) {
	v, err := h.edit(ctx, r.Id, r.Params.IfMatch, "order", WithOrder(r.Body.Keys))
	if err != nil {
		return nil, err
	}
	return api.OrderTrainingPathwayMilestones200JSONResponse{Body: versionJSON(v), Headers: api.OrderTrainingPathwayMilestones200ResponseHeaders{ETag: v.etag()}}, nil
}

// AddTrainingPathwayMilestone answers POST /training-pathway-versions/{id}/milestones.
func (h *Handlers) AddTrainingPathwayMilestone(ctx context.Context, r api.AddTrainingPathwayMilestoneRequestObject) (api.AddTrainingPathwayMilestoneResponseObject, error) {
	v, err := h.edit(ctx, r.Id, r.Params.IfMatch, "milestone added", WithMilestone(milestoneOf("", *r.Body)))
	if err != nil {
		return nil, err
	}
	return api.AddTrainingPathwayMilestone201JSONResponse{Body: versionJSON(v), Headers: api.AddTrainingPathwayMilestone201ResponseHeaders{ETag: v.etag()}}, nil
}

// KeepTrainingPathwayMilestone answers PUT /training-pathway-versions/{id}/milestones/{key}.
func (h *Handlers) KeepTrainingPathwayMilestone(ctx context.Context, r api.KeepTrainingPathwayMilestoneRequestObject) (api.KeepTrainingPathwayMilestoneResponseObject, error) {
	v, err := h.edit(ctx, r.Id, r.Params.IfMatch, "milestone "+r.Key, WithMilestone(milestoneOf(r.Key, *r.Body)))
	if err != nil {
		return nil, err
	}
	return api.KeepTrainingPathwayMilestone200JSONResponse{Body: versionJSON(v), Headers: api.KeepTrainingPathwayMilestone200ResponseHeaders{ETag: v.etag()}}, nil
}

// RemoveTrainingPathwayMilestone answers DELETE /training-pathway-versions/{id}/milestones/{key}.
func (h *Handlers) RemoveTrainingPathwayMilestone(ctx context.Context, r api.RemoveTrainingPathwayMilestoneRequestObject) (api.RemoveTrainingPathwayMilestoneResponseObject, error) {
	v, err := h.edit(ctx, r.Id, r.Params.IfMatch, "milestone "+r.Key+" removed", WithoutMilestone(r.Key))
	if err != nil {
		return nil, err
	}
	return api.RemoveTrainingPathwayMilestone200JSONResponse{Body: versionJSON(v), Headers: api.RemoveTrainingPathwayMilestone200ResponseHeaders{ETag: v.etag()}}, nil
}

// CompareTrainingPathwayVersions answers GET /training-pathway-versions/{id}/difference.
func (h *Handlers) CompareTrainingPathwayVersions(ctx context.Context, r api.CompareTrainingPathwayVersionsRequestObject) (api.CompareTrainingPathwayVersionsResponseObject, error) {
	earlier, later, d, err := h.service.Difference(ctx, access.ActorFrom(ctx), r.Id, given(r.Params.Against))
	if err != nil {
		return nil, err
	}
	out := api.CompareTrainingPathwayVersions200JSONResponse{
		Title: later.Pathway.Title, Later: versionRefJSON(later.Version), Facts: reference.Each(d.Facts, fieldChangeJSON),
		Milestones: reference.Each(d.Milestones, func(m MilestoneChange) api.TrainingMilestoneChange {
			return api.TrainingMilestoneChange{
				Key: m.Key, Title: m.Title, How: api.TrainingMilestoneChangeHow(m.How.String()), Fields: reference.Each(m.Fields, fieldChangeJSON),
			}
		}),
	}
	if earlier != nil {
		out.Earlier = pointer(versionRefJSON(earlier.Version))
	}
	return out, nil
}

// PreviewTrainingPathwayVersion answers GET /training-pathway-versions/{id}/preview.
func (h *Handlers) PreviewTrainingPathwayVersion(ctx context.Context, r api.PreviewTrainingPathwayVersionRequestObject) (api.PreviewTrainingPathwayVersionResponseObject, error) {
	var p Preview
	var err error
	if r.Params.PersonId != nil {
		p, err = h.service.PreviewPerson(ctx, access.ActorFrom(ctx), r.Id, *r.Params.PersonId)
	} else {
		e := Example{AppointedOn: given(r.Params.AppointedOn), WTE: WholeTime, Leave: calendar.Span{From: given(r.Params.LeaveFrom), To: given(r.Params.LeaveTo)}}
		if r.Params.Wte != nil {
			e.WTE = WTE(math.Round(*r.Params.Wte * float64(WholeTime)))
		}
		p, err = h.service.PreviewExample(ctx, access.ActorFrom(ctx), r.Id, e)
	}
	if err != nil {
		return nil, err
	}
	return api.PreviewTrainingPathwayVersion200JSONResponse(previewJSON(p)), nil
}

// GetTrainingPathwayPublication answers GET /training-pathway-versions/{id}/publication.
func (h *Handlers) GetTrainingPathwayPublication(ctx context.Context, r api.GetTrainingPathwayPublicationRequestObject) (api.GetTrainingPathwayPublicationResponseObject, error) {
	v, stays, err := h.service.Publication(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	earliest := h.service.clock.Today()
	for _, s := range stays {
		earliest = calendar.Later(earliest, s.Version.StartsOn.AddDays(1))
	}
	return api.GetTrainingPathwayPublication200JSONResponse{
		Version: versionJSON(v), Earliest: earliest, Stays: reference.Each(stays, func(s Stay) api.TrainingPathwayStay {
			return api.TrainingPathwayStay{Version: versionRefJSON(s.Version), People: s.People}
		}),
	}, nil
}

// PublishTrainingPathwayVersion answers POST /training-pathway-versions/{id}/publish.
func (h *Handlers) PublishTrainingPathwayVersion(ctx context.Context, r api.PublishTrainingPathwayVersionRequestObject) (api.PublishTrainingPathwayVersionResponseObject, error) {
	v, err := h.service.Publish(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.StartsOn)
	if err != nil {
		return nil, err
	}
	return api.PublishTrainingPathwayVersion200JSONResponse{Body: versionJSON(v), Headers: api.PublishTrainingPathwayVersion200ResponseHeaders{ETag: v.etag()}}, nil
}

// ListTrainingPathwayPeople answers GET /training-pathways/{id}/people.
func (h *Handlers) ListTrainingPathwayPeople(ctx context.Context, r api.ListTrainingPathwayPeopleRequestObject) (api.ListTrainingPathwayPeopleResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "name")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.People(ctx, access.ActorFrom(ctx), r.Id, given(r.Params.Version), asked)
	if err != nil {
		return nil, err
	}
	return api.ListTrainingPathwayPeople200JSONResponse{Items: reference.Each(found, func(p OnVersion) api.TrainingPathwayPerson {
		return api.TrainingPathwayPerson{
			Person: personJSON(p.Person.ID, p.Person.Name), Team: pointer(p.Team), Version: versionRefJSON(p.Version), StartedOn: p.StartedOn, Because: p.Because,
		}
	}), Total: total, Next: asked.Next(total)}, nil
}

// PreviewTrainingPathwayMoves answers GET /training-pathway-versions/{id}/move-previews.
func (h *Handlers) PreviewTrainingPathwayMoves(ctx context.Context, r api.PreviewTrainingPathwayMovesRequestObject) (api.PreviewTrainingPathwayMovesResponseObject, error) {
	v, all, err := h.service.MovePreviews(ctx, access.ActorFrom(ctx), r.Id, r.Params.PersonId)
	if err != nil {
		return nil, err
	}
	return api.PreviewTrainingPathwayMoves200JSONResponse{Title: v.Pathway.Title, To: versionRefJSON(v.Version), People: reference.Each(all, previewJSON)}, nil
}

// MoveToTrainingPathwayVersion answers POST /training-pathway-versions/{id}/moves.
func (h *Handlers) MoveToTrainingPathwayVersion(ctx context.Context, r api.MoveToTrainingPathwayVersionRequestObject) (api.MoveToTrainingPathwayVersionResponseObject, error) {
	var people []Moving
	for _, p := range r.Body.People {
		people = append(people, Moving{Person: p.PersonId, From: p.From})
	}
	moved, err := h.service.Move(ctx, access.ActorFrom(ctx), r.Id, people, strings.TrimSpace(r.Body.Reason))
	if err != nil {
		return nil, err
	}
	return api.MoveToTrainingPathwayVersion200JSONResponse{Moved: moved}, nil
}

// ListTrainingPathwayHistory answers GET /people/{id}/training-pathway-history.
func (h *Handlers) ListTrainingPathwayHistory(ctx context.Context, r api.ListTrainingPathwayHistoryRequestObject) (api.ListTrainingPathwayHistoryResponseObject, error) {
	all, err := h.service.History(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListTrainingPathwayHistory200JSONResponse{Items: reference.Each(all, func(p Placed) api.TrainingPathwayPlaced {
		out := api.TrainingPathwayPlaced{
			Pathway: p.Pathway, Kind: api.TrainingPathwayPlacedKind(p.Kind), To: versionRefJSON(p.To), StartsOn: p.StartsOn, Reason: pointer(p.Reason),
			DecidedBy: personJSON(p.DecidedBy.ID, p.DecidedBy.Name), DecidedOn: p.DecidedOn,
		}
		if p.Kind == placeMoved {
			out.From = pointer(versionRefJSON(p.From))
		}
		return out
	})}, nil
}
