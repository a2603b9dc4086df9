package framework

import (
	"context"
	"time"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListRequirementConfirmations answers GET /confirmations/requirements.
func (h *Handlers) ListRequirementConfirmations(ctx context.Context, r api.ListRequirementConfirmationsRequestObject) (api.ListRequirementConfirmationsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "title", "code", "replacedOn")
	if err != nil {
		return nil, err
	}
	decided := given(r.Params.State) == api.ListRequirementConfirmationsParamsStateDecided
	found, total, err := h.service.RequirementConfirmations(ctx, access.ActorFrom(ctx), decided, asked)
	if err != nil {
		return nil, err
	}
	return api.ListRequirementConfirmations200JSONResponse{Items: reference.Each(found, requirementConfirmationJSON), Total: total, Next: asked.Next(total)}, nil
}

// ConfirmRequirement answers POST /confirmations/requirements.
func (h *Handlers) ConfirmRequirement(ctx context.Context, r api.ConfirmRequirementRequestObject) (api.ConfirmRequirementResponseObject, error) {
	decision, _ := decisionNames.parse(string(r.Body.Decision)) // the service refuses one that is none
	c, err := h.service.ConfirmRequirement(ctx, access.ActorFrom(ctx), Verdict{
		SubjectID: r.Body.RequirementId, StatementID: r.Body.StatementId, Decision: decision, Reason: r.Body.Reason, Version: r.Body.Version,
	})
	if err != nil {
		return nil, err
	}
	return api.ConfirmRequirement200JSONResponse(requirementConfirmationJSON(c)), nil
}

// ListClaimConfirmations answers GET /confirmations/claims.
func (h *Handlers) ListClaimConfirmations(ctx context.Context, r api.ListClaimConfirmationsRequestObject) (api.ListClaimConfirmationsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "name", "code", "replacedOn")
	if err != nil {
		return nil, err
	}
	decided := given(r.Params.State) == api.ListClaimConfirmationsParamsStateDecided
	found, total, err := h.service.ClaimConfirmations(ctx, access.ActorFrom(ctx), decided, asked)
	if err != nil {
		return nil, err
	}
	return api.ListClaimConfirmations200JSONResponse{Items: reference.Each(found, claimConfirmationJSON), Total: total, Next: asked.Next(total)}, nil
}

// ConfirmClaim answers POST /confirmations/claims.
func (h *Handlers) ConfirmClaim(ctx context.Context, r api.ConfirmClaimRequestObject) (api.ConfirmClaimResponseObject, error) {
	decision, _ := decisionNames.parse(string(r.Body.Decision)) // the service refuses one that is none
	c, err := h.service.ConfirmClaim(ctx, access.ActorFrom(ctx), Verdict{
		SubjectID: r.Body.ClaimId, StatementID: r.Body.StatementId, Decision: decision, Reason: r.Body.Reason, Version: r.Body.Version,
	})
	if err != nil {
		return nil, err
	}
	return api.ConfirmClaim200JSONResponse(claimConfirmationJSON(c)), nil
}

func requirementConfirmationJSON(c RequirementConfirmation) api.RequirementConfirmation {
	body := api.RequirementConfirmation{
		RequirementId: c.RequirementID, RoleId: c.Role.ID, Title: c.Role.Title, Band: c.Role.Band,
		Importance: api.RequirementConfirmationImportance(c.Role.Importance), Statement: entryJSON(c.Old), Successor: entryJSON(c.New),
		ReplacedOn: c.ReplacedOn, Decision: api.ConfirmationState(c.State()), Reason: c.Reason, Version: c.Version,
	}
	body.DecidedBy, body.DecidedAt = c.decidedJSON()
	return body
}

func claimConfirmationJSON(c ClaimConfirmation) api.ClaimConfirmation {
	body := api.ClaimConfirmation{
		ClaimId: c.ClaimID, Person: personJSON(c.Person), State: api.ClaimState(c.ClaimState), Statement: entryJSON(c.Old), Successor: entryJSON(c.New),
		ReplacedOn: c.ReplacedOn, Decision: api.ConfirmationState(c.State()), Reason: c.Reason, Version: c.Version,
	}
	if c.ApprovedLevel != 0 {
		level := int(c.ApprovedLevel)
		body.ApprovedLevel = &level
	}
	if !c.ApprovedOn.IsZero() {
		body.ApprovedOn = &c.ApprovedOn
	}
	body.DecidedBy, body.DecidedAt = c.decidedJSON()
	return body
}

func (c Confirmed) decidedJSON() (*api.PersonRef, *time.Time) {
	if c.Decision == 0 {
		return nil, nil
	}
	who, at := personJSON(c.DecidedBy), c.DecidedAt.UTC()
	return &who, &at
}
