package pathway

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the operations about the map of roles and the moves on it.
type Handlers struct{ service *Service }

// GetRolePathway answers GET /role-pathway.
func (h *Handlers) GetRolePathway(ctx context.Context, _ api.GetRolePathwayRequestObject) (api.GetRolePathwayResponseObject, error) {
	v, found, err := h.service.Published(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	var answer api.GetRolePathway200JSONResponse
	if found {
		pathway := viewJSON(v)
		answer.Pathway = &pathway
	}
	return answer, nil
}

// ListRolePathways answers GET /role-pathways.
func (h *Handlers) ListRolePathways(ctx context.Context, r api.ListRolePathwaysRequestObject) (api.ListRolePathwaysResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "number")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Versions(ctx, access.ActorFrom(ctx), asked)
	if err != nil {
		return nil, err
	}
	return api.ListRolePathways200JSONResponse{Items: reference.Each(found, versionJSON), Total: total, Next: asked.Next(total)}, nil
}

// GetRolePathwayVersion answers GET /role-pathways/{id}.
func (h *Handlers) GetRolePathwayVersion(ctx context.Context, r api.GetRolePathwayVersionRequestObject) (api.GetRolePathwayVersionResponseObject, error) {
	v, err := h.service.Version(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetRolePathwayVersion200JSONResponse{Body: viewJSON(v), Headers: api.GetRolePathwayVersion200ResponseHeaders{ETag: etag(v)}}, nil
}

// CreateRolePathway answers POST /role-pathways.
func (h *Handlers) CreateRolePathway(ctx context.Context, r api.CreateRolePathwayRequestObject) (api.CreateRolePathwayResponseObject, error) {
	note := ""
	if r.Body.Note != nil {
		note = strings.TrimSpace(*r.Body.Note)
	}
	v, err := h.service.CreateDraft(ctx, access.ActorFrom(ctx), note)
	if err != nil {
		return nil, err
	}
	return api.CreateRolePathway201JSONResponse{Body: viewJSON(v), Headers: api.CreateRolePathway201ResponseHeaders{ETag: etag(v)}}, nil
}

// DiscardRolePathway answers DELETE /role-pathways/{id}.
func (h *Handlers) DiscardRolePathway(ctx context.Context, r api.DiscardRolePathwayRequestObject) (api.DiscardRolePathwayResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.service.DiscardDraft(ctx, access.ActorFrom(ctx), r.Id, version); err != nil {
		return nil, err
	}
	return api.DiscardRolePathway204Response{}, nil
}

// CompareRolePathways answers GET /role-pathways/{id}/difference.
func (h *Handlers) CompareRolePathways(ctx context.Context, r api.CompareRolePathwaysRequestObject) (api.CompareRolePathwaysResponseObject, error) {
	var against uuid.NullUUID
	if r.Params.Against != nil {
		against = uuid.NullUUID{UUID: *r.Params.Against, Valid: true}
	}
	earlier, later, changes, err := h.service.Difference(ctx, access.ActorFrom(ctx), r.Id, against)
	if err != nil {
		return nil, err
	}
	out := api.CompareRolePathways200JSONResponse{
		Later: versionJSON(later),
		Changes: reference.Each(changes, func(c Change) api.RolePathwayChange {
			return api.RolePathwayChange{
				What: api.RolePathwayChangeWhat(c.What), How: api.RolePathwayChangeHow(c.How), Name: c.Name, Before: c.Before, After: c.After,
			}
		}),
	}
	if earlier != nil {
		version := versionJSON(*earlier)
		out.Earlier = &version
	}
	return out, nil
}

// PlacePathwayRoles answers PUT /role-pathways/{id}/roles.
func (h *Handlers) PlacePathwayRoles(ctx context.Context, r api.PlacePathwayRolesRequestObject) (api.PlacePathwayRolesResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	places := make([]Place, len(r.Body.Roles))
	for i, p := range r.Body.Roles {
		family, err := ParseFamily(string(p.Family))
		if err != nil {
			return nil, err
		}
		places[i] = Place{Role: Role{ID: p.RoleId}, Family: family}
	}
	v, err := h.service.PlaceRoles(ctx, access.ActorFrom(ctx), r.Id, version, places)
	if err != nil {
		return nil, err
	}
	return api.PlacePathwayRoles200JSONResponse{Body: viewJSON(v), Headers: api.PlacePathwayRoles200ResponseHeaders{ETag: etag(v)}}, nil
}

// AddPathwayMove answers POST /role-pathways/{id}/moves.
func (h *Handlers) AddPathwayMove(ctx context.Context, r api.AddPathwayMoveRequestObject) (api.AddPathwayMoveResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	move, err := moveOf(r.Body)
	if err != nil {
		return nil, err
	}
	v, err := h.service.AddMove(ctx, access.ActorFrom(ctx), r.Id, version, move)
	if err != nil {
		return nil, err
	}
	return api.AddPathwayMove201JSONResponse{Body: viewJSON(v), Headers: api.AddPathwayMove201ResponseHeaders{ETag: etag(v)}}, nil
}

// EditPathwayMove answers PUT /pathway-moves/{id}.
func (h *Handlers) EditPathwayMove(ctx context.Context, r api.EditPathwayMoveRequestObject) (api.EditPathwayMoveResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	move, err := moveOf(r.Body)
	if err != nil {
		return nil, err
	}
	v, err := h.service.EditMove(ctx, access.ActorFrom(ctx), r.Id, version, move)
	if err != nil {
		return nil, err
	}
	return api.EditPathwayMove200JSONResponse{Body: viewJSON(v), Headers: api.EditPathwayMove200ResponseHeaders{ETag: etag(v)}}, nil
}

// RemovePathwayMove answers DELETE /pathway-moves/{id}.
func (h *Handlers) RemovePathwayMove(ctx context.Context, r api.RemovePathwayMoveRequestObject) (api.RemovePathwayMoveResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	v, err := h.service.RemoveMove(ctx, access.ActorFrom(ctx), r.Id, version)
	if err != nil {
		return nil, err
	}
	return api.RemovePathwayMove200JSONResponse{Body: viewJSON(v), Headers: api.RemovePathwayMove200ResponseHeaders{ETag: etag(v)}}, nil
}

// PublishRolePathway answers POST /role-pathways/{id}/publish.
func (h *Handlers) PublishRolePathway(ctx context.Context, r api.PublishRolePathwayRequestObject) (api.PublishRolePathwayResponseObject, error) {
	v, err := h.service.Publish(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.PublishRolePathway200JSONResponse{Body: viewJSON(v), Headers: api.PublishRolePathway200ResponseHeaders{ETag: etag(v)}}, nil
}

// GetPathwayChoices answers GET /pathway-choices.
func (h *Handlers) GetPathwayChoices(ctx context.Context, _ api.GetPathwayChoicesRequestObject) (api.GetPathwayChoicesResponseObject, error) {
	names, err := h.service.Choices(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	roles := make([]Role, 0, len(names.Roles))
	for _, r := range names.Roles {
		roles = append(roles, r)
	}
	slices.SortFunc(roles, func(a, b Role) int { return strings.Compare(a.Title+a.ID.String(), b.Title+b.ID.String()) })
	keyed := func(n Named) api.KeyedName { return api.KeyedName{Key: n.Key, Name: n.Name} }
	return api.GetPathwayChoices200JSONResponse{
		Roles:      reference.Each(roles, func(r Role) api.PathwayChoice { return api.PathwayChoice{Id: r.ID, Title: r.Title, Band: r.Band} }),
		Milestones: reference.Each(names.Milestones, keyed), Accreditations: reference.Each(names.Accreditations, keyed),
	}, nil
}

// ListMoves answers GET /people/{id}/moves.
func (h *Handlers) ListMoves(ctx context.Context, r api.ListMovesRequestObject) (api.ListMovesResponseObject, error) {
	var move uuid.NullUUID
	if r.Params.MoveId != nil {
		move = uuid.NullUUID{UUID: *r.Params.MoveId, Valid: true}
	}
	p, err := h.service.MovesOf(ctx, access.ActorFrom(ctx), r.Id, move)
	if err != nil {
		return nil, err
	}
	return api.ListMoves200JSONResponse(movesJSON(p)), nil
}

// AgreeToMove answers POST /people/{id}/move-agreements.
func (h *Handlers) AgreeToMove(ctx context.Context, r api.AgreeToMoveRequestObject) (api.AgreeToMoveResponseObject, error) {
	p, err := h.service.Say(ctx, access.ActorFrom(ctx), r.Id, r.Body.MoveId, r.Body.Subject, r.Body.Agreed, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.AgreeToMove201JSONResponse(movesJSON(p)), nil
}
