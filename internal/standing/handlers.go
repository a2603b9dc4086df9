package standing

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/reference"
)

// Handlers answer the operations about criteria and freshness.
type Handlers struct{ service *Service }

// ConfirmCriterion answers POST /people/{id}/criterion-confirmations.
func (h *Handlers) ConfirmCriterion(ctx context.Context, r api.ConfirmCriterionRequestObject) (api.ConfirmCriterionResponseObject, error) {
	c, err := h.service.Confirm(ctx, access.ActorFrom(ctx), r.Id, r.Body.CriterionId, r.Body.Met, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.ConfirmCriterion201JSONResponse{Body: confirmationJSON(c), Headers: api.ConfirmCriterion201ResponseHeaders{ETag: etag(c.Version)}}, nil
}

// ChangeCriterionConfirmation answers PATCH /criterion-confirmations/{id}.
func (h *Handlers) ChangeCriterionConfirmation(ctx context.Context, r api.ChangeCriterionConfirmationRequestObject) (api.ChangeCriterionConfirmationResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	c, err := h.service.Rejudge(ctx, access.ActorFrom(ctx), r.Id, version, r.Body.Met, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.ChangeCriterionConfirmation200JSONResponse{
		Body: confirmationJSON(c), Headers: api.ChangeCriterionConfirmation200ResponseHeaders{ETag: etag(c.Version)},
	}, nil
}

func confirmationJSON(c Confirmation) api.CriterionConfirmation {
	return api.CriterionConfirmation{
		Id: c.ID, CriterionId: c.CriterionID, Criterion: c.Criterion, Met: c.Met, Reason: &c.Reason, ConfirmedOn: c.On, Version: c.Version,
		ConfirmedBy: api.PersonRef{Id: c.By, Name: c.ByName},
	}
}

// ListFreshnessRules answers GET /freshness-rules.
func (h *Handlers) ListFreshnessRules(ctx context.Context, _ api.ListFreshnessRulesRequestObject) (api.ListFreshnessRulesResponseObject, error) {
	rules, err := h.service.Rules(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListFreshnessRules200JSONResponse{Items: reference.Each(rules, ruleJSON), Total: len(rules)}, nil
}

// AddFreshnessRule answers POST /freshness-rules.
func (h *Handlers) AddFreshnessRule(ctx context.Context, r api.AddFreshnessRuleRequestObject) (api.AddFreshnessRuleResponseObject, error) {
	kind, err := parseKind(string(r.Body.Kind))
	if err != nil {
		return nil, err
	}
	rule, err := h.service.AddRule(ctx, access.ActorFrom(ctx), kind, r.Body.Key, value(r.Body.StaysFresh), r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.AddFreshnessRule201JSONResponse{Body: ruleJSON(rule), Headers: api.AddFreshnessRule201ResponseHeaders{ETag: etag(rule.Version)}}, nil
}

// EditFreshnessRule answers PATCH /freshness-rules/{id}.
func (h *Handlers) EditFreshnessRule(ctx context.Context, r api.EditFreshnessRuleRequestObject) (api.EditFreshnessRuleResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	rule, err := h.service.ChangeRule(ctx, access.ActorFrom(ctx), r.Id, version, value(r.Body.StaysFresh), r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.EditFreshnessRule200JSONResponse{Body: ruleJSON(rule), Headers: api.EditFreshnessRule200ResponseHeaders{ETag: etag(rule.Version)}}, nil
}

func ruleJSON(r Rule) api.FreshnessRule {
	view := api.FreshnessRule{
		Id: r.ID, Kind: api.FreshnessRuleKind(r.Kind.String()), Key: r.Key, Name: r.Name, StaysFresh: iso(r.StaysFresh), Reason: r.Reason,
		ChangedBy: api.PersonRef{Id: r.By, Name: r.ByName}, ChangedOn: r.On, Version: r.Version,
	}
	if !r.StaysFresh.IsZero() {
		view.Period = r.StaysFresh.String()
	}
	return view
}

func value(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

func etag(version int) *string {
	tag := httpapi.ETag(version)
	return &tag
}
