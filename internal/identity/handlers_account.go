package identity

import (
	"context"
	"time"

	"bandwise/internal/access"
	"bandwise/internal/api"
)

// ListSessions answers GET /me/sessions.
func (h *Handlers) ListSessions(ctx context.Context, _ api.ListSessionsRequestObject) (api.ListSessionsResponseObject, error) {
	open, err := h.service.Sessions(ctx, callerFrom(ctx).Visit)
	if err != nil {
		return nil, err
	}
	answer := api.ListSessions200JSONResponse{Items: []api.OpenSession{}}
	for _, o := range open {
		answer.Items = append(answer.Items, api.OpenSession{
			Id: o.ID, Device: o.Device, Address: o.Address, SignedInAt: o.SignedInAt, LastUsedAt: o.SeenAt, ExpiresAt: o.ExpiresAt, Current: o.Current,
		})
	}
	return answer, nil
}

// EndSession answers POST /me/sessions/{id}/end.
func (h *Handlers) EndSession(ctx context.Context, r api.EndSessionRequestObject) (api.EndSessionResponseObject, error) {
	if err := h.service.EndSession(ctx, callerFrom(ctx).Visit, r.Id); err != nil {
		return nil, err
	}
	return api.EndSession204Response{}, nil
}

// EndOtherSessions answers POST /me/sessions/end-others.
func (h *Handlers) EndOtherSessions(ctx context.Context, _ api.EndOtherSessionsRequestObject) (api.EndOtherSessionsResponseObject, error) {
	if err := h.service.EndOtherSessions(ctx, callerFrom(ctx).Visit); err != nil {
		return nil, err
	}
	return api.EndOtherSessions204Response{}, nil
}

// EndSessionsOf answers POST /people/{id}/sessions/end.
func (h *Handlers) EndSessionsOf(ctx context.Context, r api.EndSessionsOfRequestObject) (api.EndSessionsOfResponseObject, error) {
	if err := h.service.EndSessionsOf(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.EndSessionsOf204Response{}, nil
}

// ListTokens answers GET /me/tokens.
func (h *Handlers) ListTokens(ctx context.Context, _ api.ListTokensRequestObject) (api.ListTokensResponseObject, error) {
	tokens, err := h.service.Tokens(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListTokens200JSONResponse{PersonalTokensJSONResponse: h.tokens(tokens)}, nil
}

// MakeToken answers POST /me/tokens.
func (h *Handlers) MakeToken(ctx context.Context, r api.MakeTokenRequestObject) (api.MakeTokenResponseObject, error) {
	made, secret, err := h.service.MakeToken(ctx, access.ActorFrom(ctx), NewPersonalToken{
		Name: r.Body.Name, Reach: Reach(r.Body.Reach), LastsUntil: r.Body.LastsUntil,
	})
	if err != nil {
		return nil, err
	}
	return api.MakeToken201JSONResponse{Token: secret, Made: tokenJSON(made, h.service.clock.Now())}, nil
}

// EndToken answers POST /me/tokens/{id}/end.
func (h *Handlers) EndToken(ctx context.Context, r api.EndTokenRequestObject) (api.EndTokenResponseObject, error) {
	if err := h.service.EndToken(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.EndToken204Response{}, nil
}

// ListTokensOf answers GET /people/{id}/tokens.
func (h *Handlers) ListTokensOf(ctx context.Context, r api.ListTokensOfRequestObject) (api.ListTokensOfResponseObject, error) {
	tokens, err := h.service.TokensOf(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListTokensOf200JSONResponse{PersonalTokensJSONResponse: h.tokens(tokens)}, nil
}

// EndTokenOf answers POST /people/{id}/tokens/{tokenId}/end.
func (h *Handlers) EndTokenOf(ctx context.Context, r api.EndTokenOfRequestObject) (api.EndTokenOfResponseObject, error) {
	if err := h.service.EndTokenOf(ctx, access.ActorFrom(ctx), r.Id, r.TokenId); err != nil {
		return nil, err
	}
	return api.EndTokenOf204Response{}, nil
}

func (h *Handlers) tokens(all []PersonalToken) api.PersonalTokensJSONResponse {
	answer := api.PersonalTokensJSONResponse{Items: []api.PersonalToken{}}
	for _, t := range all {
		answer.Items = append(answer.Items, tokenJSON(t, h.service.clock.Now()))
	}
	return answer
}

func tokenJSON(t PersonalToken, now time.Time) api.PersonalToken {
	return api.PersonalToken{
		Id: t.ID, Name: t.Name, Begins: t.Begins, Reach: api.TokenReach(t.Reach), CreatedAt: t.CreatedAt, ExpiresAt: t.ExpiresAt,
		Expired: t.Expired(now), LastUsedAt: t.UsedAt,
	}
}
