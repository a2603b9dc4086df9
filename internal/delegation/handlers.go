package delegation

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answers the feature's operations.
type Handlers struct{ service *Service }

// ListMyCovers answers GET /me/covers.
func (h *Handlers) ListMyCovers(ctx context.Context, _ api.ListMyCoversRequestObject) (api.ListMyCoversResponseObject, error) {
	by := access.ActorFrom(ctx)
	mine, err := h.service.MyCovers(ctx, by)
	if err != nil {
		return nil, err
	}
	view := func(v CoverView) api.CoverView { return coverJSON(v, by) }
	return api.ListMyCovers200JSONResponse{
		Coverable: mine.Coverable, Away: reference.Each(mine.Away, view), StandingIn: reference.Each(mine.StandingIn, view),
	}, nil
}

// ListCoverCandidates answers GET /me/cover-candidates.
func (h *Handlers) ListCoverCandidates(ctx context.Context, r api.ListCoverCandidatesRequestObject) (api.ListCoverCandidatesResponseObject, error) {
	query := ""
	if r.Params.Q != nil {
		query = tidy(*r.Params.Q)
	}
	people, err := h.service.Candidates(ctx, access.ActorFrom(ctx), query)
	if err != nil {
		return nil, err
	}
	return api.ListCoverCandidates200JSONResponse{
		Items: reference.Each(people, func(p Person) api.PersonRef { return api.PersonRef{Id: p.ID, Name: p.Name} }),
	}, nil
}

// SetMyCover answers POST /me/covers.
func (h *Handlers) SetMyCover(ctx context.Context, r api.SetMyCoverRequestObject) (api.SetMyCoverResponseObject, error) {
	by := access.ActorFrom(ctx)
	set, err := h.service.Cover(ctx, by, newCover(by.PersonID, *r.Body))
	if err != nil {
		return nil, err
	}
	return api.SetMyCover201JSONResponse(coverJSON(set, by)), nil
}

// SetCover answers POST /people/{id}/covers.
func (h *Handlers) SetCover(ctx context.Context, r api.SetCoverRequestObject) (api.SetCoverResponseObject, error) {
	by := access.ActorFrom(ctx)
	set, err := h.service.Cover(ctx, by, newCover(r.Id, *r.Body))
	if err != nil {
		return nil, err
	}
	return api.SetCover201JSONResponse(coverJSON(set, by)), nil
}

// ListCovers answers GET /covers.
func (h *Handlers) ListCovers(ctx context.Context, r api.ListCoversRequestObject) (api.ListCoversResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "endsOn")
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Covers(ctx, by, asked)
	if err != nil {
		return nil, err
	}
	return api.ListCovers200JSONResponse{
		Items: reference.Each(found, func(v CoverView) api.CoverView { return coverJSON(v, by) }), Total: total, Next: asked.Next(total),
	}, nil
}

// EndCover answers POST /covers/{id}/end.
func (h *Handlers) EndCover(ctx context.Context, r api.EndCoverRequestObject) (api.EndCoverResponseObject, error) {
	by := access.ActorFrom(ctx)
	ended, err := h.service.EndCover(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.EndCover200JSONResponse(coverJSON(ended, by)), nil
}

func newCover(personID uuid.UUID, asked api.NewCover) Cover {
	c := Cover{PersonID: personID, CoveringID: asked.CoveringId, StartsOn: asked.StartsOn, EndsOn: asked.EndsOn}
	if asked.Note != nil {
		c.Note = *asked.Note
	}
	return c
}

func coverJSON(v CoverView, by access.Actor) api.CoverView {
	state := v.State(by.Today)
	body := api.CoverView{
		Id: v.ID, Person: api.PersonRef{Id: v.PersonID, Name: v.PersonName}, Covering: api.PersonRef{Id: v.CoveringID, Name: v.CoveringName},
		StartsOn: v.StartsOn, EndsOn: v.EndsOn, Note: v.Note, SetBy: api.PersonRef{Id: v.SetBy, Name: v.SetterName},
		State: api.CoverViewState(state.String()), EndedAt: v.EndedAt, MayEnd: (state == Ahead || state == Running) && v.mayEnd(by),
	}
	if v.EndedBy != nil {
		body.EndedBy = &api.PersonRef{Id: *v.EndedBy, Name: v.EnderName}
	}
	return body
}
