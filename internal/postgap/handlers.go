package postgap

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the operations about posts' gaps.
type Handlers struct{ service *Service }

// ListPostGaps answers GET /post-gaps.
func (h *Handlers) ListPostGaps(ctx context.Context, r api.ListPostGapsRequestObject) (api.ListPostGapsResponseObject, error) {
	request, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, Sorts...)
	if err != nil {
		return nil, err
	}
	gaps, total, err := h.service.Gaps(ctx, access.ActorFrom(ctx), request)
	if err != nil {
		return nil, err
	}
	return api.ListPostGaps200JSONResponse{Items: reference.Each(gaps, gapJSON), Total: total, Next: request.Next(total)}, nil
}

// GetPostGap answers GET /roles/{id}/post-gap.
func (h *Handlers) GetPostGap(ctx context.Context, r api.GetPostGapRequestObject) (api.GetPostGapResponseObject, error) {
	gap, err := h.service.Gap(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetPostGap200JSONResponse(gapJSON(gap)), nil
}

func gapJSON(g Gap) api.PostGap {
	view := api.PostGap{
		Role: api.NamedRef{Id: g.Post.ID, Name: g.Post.Title}, Band: g.Post.Band, Review: g.Review(), Summary: g.Summary(),
		Reasons: reference.Each(g.Reasons, reasonJSON),
	}
	if p := g.Post.Profile; p != nil {
		view.Profile = &api.PostProfile{Id: p.ID, Title: p.Title, Band: string(p.Band), Matched: g.Post.Panel}
		if on := g.Post.MatchedOn; !on.IsZero() {
			view.Profile.MatchedOn = &on
		}
	}
	return view
}

func reasonJSON(r Reason) api.PostGapReason {
	view := api.PostGapReason{Kind: api.PostGapReasonKind(r.Kind.String()), Text: r.Text, Sources: []api.SourceRef{}}
	if r.Code != "" {
		view.Code, view.Level = &r.Code, &r.Level
	}
	for _, s := range r.Sources {
		for _, line := range s.Lines {
			view.Sources = append(view.Sources, api.SourceRef{Document: s.Document, Line: line})
		}
	}
	return view
}
