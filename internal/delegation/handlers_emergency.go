package delegation

import (
	"context"
	"time"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// GetMyEmergency answers GET /me/emergency.
func (h *Handlers) GetMyEmergency(ctx context.Context, _ api.GetMyEmergencyRequestObject) (api.GetMyEmergencyResponseObject, error) {
	by := access.ActorFrom(ctx)
	mine, err := h.service.MyEmergency(ctx, by)
	if err != nil {
		return nil, err
	}
	answer := api.GetMyEmergency200JSONResponse{
		Roles:   reference.Each(access.EmergencyRoles(), func(r access.Role) api.EmergencyRole { return api.EmergencyRole(r) }),
		Minutes: int(mine.Lasts / time.Minute), Others: mine.Others, NeedsCode: mine.NeedsCode,
	}
	if mine.Current != nil {
		current := h.emergencyJSON(*mine.Current, by)
		answer.Current = &current
	}
	return answer, nil
}

// BeginEmergency answers POST /me/emergency.
func (h *Handlers) BeginEmergency(ctx context.Context, r api.BeginEmergencyRequestObject) (api.BeginEmergencyResponseObject, error) {
	by := access.ActorFrom(ctx)
	asked := Asked{Role: access.Role(r.Body.Role), Reason: r.Body.Reason, Password: r.Body.Password}
	if r.Body.Code != nil {
		asked.Code = *r.Body.Code
	}
	if r.Body.RecoveryCode != nil {
		asked.RecoveryCode = *r.Body.RecoveryCode
	}
	begun, err := h.service.BeginEmergency(ctx, by, asked)
	if err != nil {
		return nil, err
	}
	return api.BeginEmergency201JSONResponse(h.emergencyJSON(begun, by)), nil
}

// EndEmergency answers POST /me/emergency/end.
func (h *Handlers) EndEmergency(ctx context.Context, _ api.EndEmergencyRequestObject) (api.EndEmergencyResponseObject, error) {
	by := access.ActorFrom(ctx)
	ended, err := h.service.EndEmergency(ctx, by)
	if err != nil {
		return nil, err
	}
	return api.EndEmergency200JSONResponse(h.emergencyJSON(ended, by)), nil
}

// ListEmergencyUses answers GET /emergency-uses.
func (h *Handlers) ListEmergencyUses(ctx context.Context, r api.ListEmergencyUsesRequestObject) (api.ListEmergencyUsesResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "begunAt")
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Emergencies(ctx, by, asked)
	if err != nil {
		return nil, err
	}
	return api.ListEmergencyUses200JSONResponse{
		Items: reference.Each(found, func(e EmergencyView) api.EmergencyUse { return h.emergencyJSON(e, by) }), Total: total, Next: asked.Next(total),
	}, nil
}

// LookAtEmergency answers POST /emergency-uses/{id}/look.
func (h *Handlers) LookAtEmergency(ctx context.Context, r api.LookAtEmergencyRequestObject) (api.LookAtEmergencyResponseObject, error) {
	by := access.ActorFrom(ctx)
	seen, err := h.service.LookAt(ctx, by, r.Id, r.Body.Remark)
	if err != nil {
		return nil, err
	}
	return api.LookAtEmergency200JSONResponse(h.emergencyJSON(seen, by)), nil
}

func (h *Handlers) emergencyJSON(e EmergencyView, by access.Actor) api.EmergencyUse {
	now := h.service.clock.Now()
	body := api.EmergencyUse{
		Id: e.ID, Person: api.PersonRef{Id: e.PersonID, Name: e.PersonName}, Role: api.EmergencyRole(e.Role), Reason: e.Reason, BegunAt: e.BegunAt.UTC(),
		EndsAt: e.Ended().UTC(), Running: e.Running(now), Told: e.Told, SeenAt: e.SeenAt, Remark: e.Remark, MayLook: e.mayLook(by, now),
	}
	if e.SeenBy != nil {
		body.SeenBy = &api.PersonRef{Id: *e.SeenBy, Name: e.SeerName}
	}
	return body
}
