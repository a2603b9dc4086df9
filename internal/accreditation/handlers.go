package accreditation

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/reference"
)

// Handlers answer accreditation's operations.
type Handlers struct{ service *Service }

// ListAwards answers GET /people/{id}/awards.
func (h *Handlers) ListAwards(ctx context.Context, r api.ListAwardsRequestObject) (api.ListAwardsResponseObject, error) {
	all, err := h.service.Awards(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListAwards200JSONResponse{Items: reference.Each(all, awardJSON), Total: len(all)}, nil
}

// RecordAward answers POST /people/{id}/awards.
func (h *Handlers) RecordAward(ctx context.Context, r api.RecordAwardRequestObject) (api.RecordAwardResponseObject, error) {
	kept, err := h.service.Record(ctx, access.ActorFrom(ctx), r.Id, Kind(r.Body.Kind), r.Body.AwardedOn, r.Body.Because)
	if err != nil {
		return nil, err
	}
	return api.RecordAward201JSONResponse(awardJSON(kept)), nil
}

func awardJSON(k KeptAward) api.Award {
	return api.Award{
		Id: k.ID, Kind: string(k.Kind), Title: k.Kind.Title(), AwardedOn: k.AwardedOn, Because: k.Because, ConfirmedOn: k.ConfirmedOn,
		ConfirmedBy: api.PersonRef{Id: k.ConfirmedBy, Name: k.ConfirmedByName},
	}
}
