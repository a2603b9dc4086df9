package identity

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
)

// ListWaysIn answers GET /sign-in/providers.
func (h *Handlers) ListWaysIn(ctx context.Context, r api.ListWaysInRequestObject) (api.ListWaysInResponseObject, error) {
	ways, err := h.service.WaysIn(ctx, text(r.Params.Email))
	if err != nil {
		return nil, err
	}
	answer := api.ListWaysIn200JSONResponse{Items: []api.WayIn{}}
	for _, w := range ways {
		answer.Items = append(answer.Items, api.WayIn{Id: w.ID, Label: w.Label, Organisation: w.Organisation})
	}
	return answer, nil
}

// BeginExternalSignIn answers POST /sign-in/providers/{id}/begin.
func (h *Handlers) BeginExternalSignIn(ctx context.Context, r api.BeginExternalSignInRequestObject) (api.BeginExternalSignInResponseObject, error) {
	address, browser, err := h.service.BeginExternal(ctx, r.Id, callerFrom(ctx).Origin)
	if err != nil {
		return nil, err
	}
	cookie := startedCookie(browser, h.secure).String()
	answer := api.BeginExternalSignIn200JSONResponse{Headers: api.BeginExternalSignIn200ResponseHeaders{SetCookie: &cookie}}
	answer.Body.Address = address
	return answer, nil
}

// CompleteExternalSignIn answers POST /sign-in/complete.
func (h *Handlers) CompleteExternalSignIn(ctx context.Context, r api.CompleteExternalSignInRequestObject) (api.CompleteExternalSignInResponseObject, error) {
	from := callerFrom(ctx)
	back := Returned{
		State: r.Body.State, Code: text(r.Body.Code), Issuer: text(r.Body.Issuer), Refusal: text(r.Body.Refusal),
		Own: Credentials{Code: text(r.Body.OwnCode), RecoveryCode: text(r.Body.RecoveryCode)},
	}
	visit, err := h.service.CompleteExternal(ctx, back, from.started, from.Origin, from.Visit)
	if err != nil {
		return nil, err
	}
	cookie := sessionCookie(visit.token, h.secure).String()
	return api.CompleteExternalSignIn200JSONResponse{Body: me(visit), Headers: api.CompleteExternalSignIn200ResponseHeaders{SetCookie: &cookie}}, nil
}

// SignedOutAtProvider answers POST /sign-in/providers/{id}/signed-out.
func (h *Handlers) SignedOutAtProvider(ctx context.Context, r api.SignedOutAtProviderRequestObject) (api.SignedOutAtProviderResponseObject, error) {
	if err := h.service.SignedOutThere(ctx, r.Id, r.Body.LogoutToken); err != nil {
		return nil, err
	}
	return api.SignedOutAtProvider204Response{}, nil
}

// ListSignInProviders answers GET /sign-in-providers.
func (h *Handlers) ListSignInProviders(ctx context.Context, _ api.ListSignInProvidersRequestObject) (api.ListSignInProvidersResponseObject, error) {
	all, err := h.service.Providers(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	waiting, err := h.service.WaitingIdentities(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	answer := api.ListSignInProviders200JSONResponse{Items: []api.SignInProvider{}, Waiting: []api.WaitingIdentity{}}
	for _, p := range all {
		answer.Items = append(answer.Items, h.provider(p))
	}
	for _, w := range waiting {
		answer.Waiting = append(answer.Waiting, api.WaitingIdentity{
			Id: w.ID, Person: api.PersonRef{Id: w.PersonID, Name: w.PersonName}, Provider: w.Provider, Email: w.Email, AskedAt: w.AskedAt,
		})
	}
	return answer, nil
}

// AddSignInProvider answers POST /sign-in-providers.
func (h *Handlers) AddSignInProvider(ctx context.Context, r api.AddSignInProviderRequestObject) (api.AddSignInProviderResponseObject, error) {
	p, err := h.service.AddProvider(ctx, access.ActorFrom(ctx), providerInput(r.Body))
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(p.Version)
	return api.AddSignInProvider201JSONResponse{Body: h.provider(p), Headers: api.AddSignInProvider201ResponseHeaders{ETag: &tag}}, nil
}

// GetSignInProvider answers GET /sign-in-providers/{id}.
func (h *Handlers) GetSignInProvider(ctx context.Context, r api.GetSignInProviderRequestObject) (api.GetSignInProviderResponseObject, error) {
	p, err := h.service.Provider(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(p.Version)
	return api.GetSignInProvider200JSONResponse{Body: h.provider(p), Headers: api.GetSignInProvider200ResponseHeaders{ETag: &tag}}, nil
}

// EditSignInProvider answers PATCH /sign-in-providers/{id}.
func (h *Handlers) EditSignInProvider(ctx context.Context, r api.EditSignInProviderRequestObject) (api.EditSignInProviderResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.EditProvider(ctx, access.ActorFrom(ctx), r.Id, version, providerInput(r.Body))
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(p.Version)
	return api.EditSignInProvider200JSONResponse{Body: h.provider(p), Headers: api.EditSignInProvider200ResponseHeaders{ETag: &tag}}, nil
}

// TrySignInProvider answers POST /sign-in-providers/{id}/try.
func (h *Handlers) TrySignInProvider(ctx context.Context, r api.TrySignInProviderRequestObject) (api.TrySignInProviderResponseObject, error) {
	problem, err := h.service.TryProvider(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	answer := api.TrySignInProvider200JSONResponse{Works: problem == ""}
	if problem != "" {
		answer.Problem = &problem
	}
	return answer, nil
}

// ListIdentities answers GET /me/identities.
func (h *Handlers) ListIdentities(ctx context.Context, _ api.ListIdentitiesRequestObject) (api.ListIdentitiesResponseObject, error) {
	all, err := h.service.OwnIdentities(ctx, callerFrom(ctx).Visit)
	if err != nil {
		return nil, err
	}
	return api.ListIdentities200JSONResponse{IdentitiesJSONResponse: identitiesJSON(all)}, nil
}

// ListIdentitiesOf answers GET /people/{id}/identities.
func (h *Handlers) ListIdentitiesOf(ctx context.Context, r api.ListIdentitiesOfRequestObject) (api.ListIdentitiesOfResponseObject, error) {
	all, err := h.service.IdentitiesOf(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListIdentitiesOf200JSONResponse{IdentitiesJSONResponse: identitiesJSON(all)}, nil
}

// LinkIdentity answers POST /people/{id}/identities.
func (h *Handlers) LinkIdentity(ctx context.Context, r api.LinkIdentityRequestObject) (api.LinkIdentityResponseObject, error) {
	if err := h.service.LinkIdentity(ctx, access.ActorFrom(ctx), r.Id, r.Body.ProviderId, r.Body.Subject); err != nil {
		return nil, err
	}
	return api.LinkIdentity204Response{}, nil
}

// AcceptIdentity answers POST /people/{id}/identities/{identityId}/accept.
func (h *Handlers) AcceptIdentity(ctx context.Context, r api.AcceptIdentityRequestObject) (api.AcceptIdentityResponseObject, error) {
	if err := h.service.AcceptIdentity(ctx, access.ActorFrom(ctx), r.Id, r.IdentityId); err != nil {
		return nil, err
	}
	return api.AcceptIdentity204Response{}, nil
}

// RemoveIdentity answers POST /people/{id}/identities/{identityId}/remove.
func (h *Handlers) RemoveIdentity(ctx context.Context, r api.RemoveIdentityRequestObject) (api.RemoveIdentityResponseObject, error) {
	if err := h.service.RemoveIdentity(ctx, access.ActorFrom(ctx), r.Id, r.IdentityId); err != nil {
		return nil, err
	}
	return api.RemoveIdentity204Response{}, nil
}

func (h *Handlers) provider(p Provider) api.SignInProvider {
	domains := p.Domains
	if domains == nil {
		domains = []string{}
	}
	return api.SignInProvider{
		Id: p.ID, Label: p.Label, Issuer: p.Issuer, ClientId: p.ClientID, HasSecret: p.HasSecret, Domains: domains, MakesPeople: p.MakesPeople,
		FactorCounts: p.FactorCounts, Enabled: p.Enabled, ReturnAddress: h.service.page("/sign-in/return"), AfterAddress: h.service.page("/sign-in"),
		SignedOutAddress: h.service.page("/api/v1/sign-in/providers/" + p.ID.String() + "/signed-out"),
	}
}

func providerInput(b *api.SignInProviderInput) ProviderInput {
	return ProviderInput{
		Label: b.Label, Issuer: b.Issuer, ClientID: b.ClientId, Secret: b.Secret, Domains: b.Domains, MakesPeople: b.MakesPeople, FactorCounts: b.FactorCounts,
		Enabled: b.Enabled,
	}
}

func identitiesJSON(all []LinkedIdentity) api.IdentitiesJSONResponse {
	answer := api.IdentitiesJSONResponse{Items: []api.Identity{}}
	for _, i := range all {
		answer.Items = append(answer.Items, api.Identity{
			Id: i.ID, Provider: i.Provider, Issuer: i.Issuer, Subject: i.Subject, Email: i.Email, AskedAt: i.AskedAt, LinkedAt: i.LinkedAt, UsedAt: i.UsedAt,
		})
	}
	return answer
}
