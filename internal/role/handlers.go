package role

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the roles' operations.
type Handlers struct{ service *Service }

// ListRoles answers GET /roles.
func (h *Handlers) ListRoles(ctx context.Context, r api.ListRolesRequestObject) (api.ListRolesResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "title", "band")
	if err != nil {
		return nil, err
	}
	filter, err := filterOf(r.Params)
	if err != nil {
		return nil, err
	}
	roles, total, err := h.service.Roles(ctx, access.ActorFrom(ctx), filter, asked)
	if err != nil {
		return nil, err
	}
	return api.ListRoles200JSONResponse{Items: reference.Each(roles, summaryJSON), Total: total, Next: asked.Next(total)}, nil
}

func filterOf(p api.ListRolesParams) (f Filter, err error) {
	if p.BandStatus != nil {
		if f.BandStatus, err = ParseBandStatus(string(*p.BandStatus)); err != nil {
			return f, err
		}
	}
	if p.Band != nil {
		f.Band = Band(*p.Band)
	}
	if p.Skill != nil {
		f.Skill = *p.Skill
	}
	if p.Owner != nil {
		f.Shared, f.Own = *p.Owner == api.ListRolesParamsOwnerShared, *p.Owner == api.ListRolesParamsOwnerOwn
	}
	if p.State != nil {
		f.State = map[api.ListRolesParamsState]State{"in_use": StateInUse, "retired": StateRetired, "all": StateAll}[*p.State]
	}
	return f, nil
}

// GetRole answers GET /roles/{id}.
func (h *Handlers) GetRole(ctx context.Context, r api.GetRoleRequestObject) (api.GetRoleResponseObject, error) {
	role, err := h.service.Detail(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	etag := httpapi.ETag(role.Version)
	return api.GetRole200JSONResponse{Body: roleJSON(role), Headers: api.GetRole200ResponseHeaders{ETag: &etag}}, nil
}
