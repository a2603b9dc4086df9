package portfolio

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListReviews answers GET /reviews.
func (h *Handlers) ListReviews(ctx context.Context, r api.ListReviewsRequestObject) (api.ListReviewsResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(p.Q, p.Sort, p.Cursor, p.Limit, "submittedAt", "person", "code", "level")
	if err != nil {
		return nil, err
	}
	f := ReviewFilter{
		ClaimFilter: ClaimFilter{
			Request: asked, Code: text(p.Code), Level: level(p.Level), PersonID: p.PersonId, TeamID: p.TeamId, Unanswered: is(p.Unanswered),
		},
		Late: is(p.Over), Mine: is(p.Mine),
	}
	by := access.ActorFrom(ctx)
	q, err := h.service.Reviews(ctx, by, f)
	if err != nil {
		return nil, err
	}
	return api.ListReviews200JSONResponse{
		Items: reference.Each(q.Claims, func(c ClaimView) api.ClaimSummary { return queuedJSON(c, q.Target, by.Today) }),
		Total: q.Total, Next: asked.Next(q.Total), Target: targetJSON(q.Target),
	}, nil
}

// StartReview answers POST /claims/{id}/start-review.
func (h *Handlers) StartReview(ctx context.Context, r api.StartReviewRequestObject) (api.StartReviewResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.StartReview(ctx, by, r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.StartReview200JSONResponse{Body: claimJSON(d, by), Headers: api.StartReview200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// ReleaseReview answers POST /claims/{id}/release-review.
func (h *Handlers) ReleaseReview(ctx context.Context, r api.ReleaseReviewRequestObject) (api.ReleaseReviewResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.ReleaseReview(ctx, by, r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.ReleaseReview200JSONResponse{Body: claimJSON(d, by), Headers: api.ReleaseReview200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// TakeOverReview answers POST /claims/{id}/take-over-review.
func (h *Handlers) TakeOverReview(ctx context.Context, r api.TakeOverReviewRequestObject) (api.TakeOverReviewResponseObject, error) {
	by := access.ActorFrom(ctx)
	d, err := h.service.TakeOverReview(ctx, by, r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.TakeOverReview200JSONResponse{Body: claimJSON(d, by), Headers: api.TakeOverReview200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// DecideClaim answers POST /claims/{id}/decision.
func (h *Handlers) DecideClaim(ctx context.Context, r api.DecideClaimRequestObject) (api.DecideClaimResponseObject, error) {
	by := access.ActorFrom(ctx)
	decision, err := ParseDecision(string(r.Body.Decision))
	if err != nil {
		return nil, apperr.InvalidField("decision", "Choose a decision: approve, approve at a lower level, or return.")
	}
	judgement := Judgement{Decision: decision, Level: level(r.Body.Level), Reason: text(r.Body.Reason)}
	d, err := h.service.DecideClaim(ctx, by, r.Id, r.Body.Version, judgement)
	if err != nil {
		return nil, err
	}
	return api.DecideClaim200JSONResponse{Body: claimJSON(d, by), Headers: api.DecideClaim200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// ListClaimMessages answers GET /claims/{id}/messages.
func (h *Handlers) ListClaimMessages(ctx context.Context, r api.ListClaimMessagesRequestObject) (api.ListClaimMessagesResponseObject, error) {
	by := access.ActorFrom(ctx)
	found, err := h.service.Messages(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListClaimMessages200JSONResponse(messagesJSON(found, by)), nil
}

// AddClaimMessage answers POST /claims/{id}/messages.
func (h *Handlers) AddClaimMessage(ctx context.Context, r api.AddClaimMessageRequestObject) (api.AddClaimMessageResponseObject, error) {
	by := access.ActorFrom(ctx)
	found, err := h.service.Say(ctx, by, r.Id, r.Body.Text)
	if err != nil {
		return nil, err
	}
	return api.AddClaimMessage201JSONResponse(messagesJSON(found, by)), nil
}

// MarkClaimMessagesRead answers POST /claims/{id}/messages/read.
func (h *Handlers) MarkClaimMessagesRead(ctx context.Context, r api.MarkClaimMessagesReadRequestObject) (api.MarkClaimMessagesReadResponseObject, error) {
	if err := h.service.MarkRead(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.MarkClaimMessagesRead204Response{}, nil
}

func messagesJSON(found []MessageView, by access.Actor) api.ClaimMessages {
	return api.ClaimMessages{Items: reference.Each(found, func(m MessageView) api.ClaimMessage {
		return api.ClaimMessage{
			Id: m.ID, At: m.At.UTC(), By: personJSON(m.By), Own: m.ByID == by.PersonID, FromPerson: m.FromPerson, Unread: m.Unread, Text: m.Text,
		}
	})}
}
