package staff

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
)

// ListTeams answers GET /teams.
func (h *Handlers) ListTeams(ctx context.Context, _ api.ListTeamsRequestObject) (api.ListTeamsResponseObject, error) {
	teams, err := h.service.Teams(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	answer := api.ListTeams200JSONResponse{Items: make([]api.Team, len(teams))}
	for i, t := range teams {
		answer.Items[i] = team(t)
	}
	return answer, nil
}

// CreateTeam answers POST /teams.
func (h *Handlers) CreateTeam(ctx context.Context, r api.CreateTeamRequestObject) (api.CreateTeamResponseObject, error) {
	t, err := h.service.CreateTeam(ctx, access.ActorFrom(ctx), r.Body.Name, deref(r.Body.ParentId))
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(t.Version)
	return api.CreateTeam201JSONResponse{Body: team(t), Headers: api.CreateTeam201ResponseHeaders{ETag: &tag}}, nil
}

// EditTeam answers PATCH /teams/{id}.
func (h *Handlers) EditTeam(ctx context.Context, r api.EditTeamRequestObject) (api.EditTeamResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	t, err := h.service.EditTeam(ctx, access.ActorFrom(ctx), r.Id, version, r.Body.Name, deref(r.Body.ParentId))
	if err != nil {
		return nil, err
	}
	tag := httpapi.ETag(t.Version)
	return api.EditTeam200JSONResponse{Body: team(t), Headers: api.EditTeam200ResponseHeaders{ETag: &tag}}, nil
}

// ListGrants answers GET /grants.
func (h *Handlers) ListGrants(ctx context.Context, r api.ListGrantsRequestObject) (api.ListGrantsResponseObject, error) {
	p, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, grantSorts...)
	if err != nil {
		return nil, err
	}
	f := GrantFilter{State: CurrentGrants, PersonID: deref(r.Params.PersonId), Role: access.Role(deref(r.Params.Role))}
	switch deref(r.Params.State) {
	case api.ListGrantsParamsStateEnded:
		f.State = EndedGrants
	case api.ListGrantsParamsStateAll:
		f.State = AllGrants
	}
	grants, total, err := h.service.Grants(ctx, access.ActorFrom(ctx), f, p)
	if err != nil {
		return nil, err
	}
	answer := api.ListGrants200JSONResponse{Items: make([]api.Grant, len(grants)), Total: total, Next: p.Next(total)}
	for i, g := range grants {
		answer.Items[i] = grant(g)
	}
	return answer, nil
}

// GiveGrant answers POST /grants.
func (h *Handlers) GiveGrant(ctx context.Context, r api.GiveGrantRequestObject) (api.GiveGrantResponseObject, error) {
	asked := Grant{
		Person: Ref{ID: r.Body.PersonId}, Role: access.Role(r.Body.Role), StartsOn: r.Body.StartsOn, EndsOn: deref(r.Body.EndsOn),
	}
	if r.Body.TeamId != nil {
		asked.Team = &Ref{ID: *r.Body.TeamId}
	}
	g, err := h.service.GiveGrant(ctx, access.ActorFrom(ctx), asked)
	if err != nil {
		return nil, err
	}
	return api.GiveGrant201JSONResponse(grant(g)), nil
}

// EndGrant answers POST /grants/{id}/end.
func (h *Handlers) EndGrant(ctx context.Context, r api.EndGrantRequestObject) (api.EndGrantResponseObject, error) {
	g, err := h.service.EndGrant(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.EndGrant200JSONResponse(grant(g)), nil
}

func team(t Team) api.Team {
	return api.Team{Id: t.ID, Name: t.Name, ParentId: pointer(t.ParentID), Depth: t.Path.Depth(), People: t.People, Version: t.Version}
}

func grant(g Grant) api.Grant {
	answer := api.Grant{
		Id: g.ID, Person: api.PersonRef{Id: g.Person.ID, Name: g.Person.Name}, Role: api.AccessRole(g.Role),
		StartsOn: g.StartsOn, EndsOn: pointer(g.EndsOn), EndedAt: g.EndedAt,
	}
	if g.Team != nil {
		answer.Team = &api.NamedRef{Id: g.Team.ID, Name: g.Team.Name}
	}
	return answer
}
