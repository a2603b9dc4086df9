package standing

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListClassificationEditions answers GET /classification-editions.
func (h *Handlers) ListClassificationEditions(ctx context.Context, _ api.ListClassificationEditionsRequestObject) (api.ListClassificationEditionsResponseObject, error) {
	found, err := h.service.Editions(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListClassificationEditions200JSONResponse{Items: reference.Each(found, editionJSON), Total: len(found)}, nil
}

// GetClassificationEdition answers GET /classification-editions/{id}.
func (h *Handlers) GetClassificationEdition(ctx context.Context, r api.GetClassificationEditionRequestObject) (api.GetClassificationEditionResponseObject, error) {
	e, err := h.service.Edition(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetClassificationEdition200JSONResponse{
		Body: editionJSON(e), Headers: api.GetClassificationEdition200ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}

// AddClassificationEdition answers POST /classification-editions.
func (h *Handlers) AddClassificationEdition(ctx context.Context, r api.AddClassificationEditionRequestObject) (api.AddClassificationEditionResponseObject, error) {
	b := r.Body
	e, err := h.service.AddEdition(ctx, access.ActorFrom(ctx), EditionEdit{
		Classification: &b.Classification, Name: &b.Name, StartsOn: &b.StartsOn, Source: b.Source, Note: b.Note,
		Statements: &b.StatementIds, Reason: b.Reason,
	})
	if err != nil {
		return nil, err
	}
	return api.AddClassificationEdition201JSONResponse{
		Body: editionJSON(e), Headers: api.AddClassificationEdition201ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}

// EditClassificationEdition answers PATCH /classification-editions/{id}.
func (h *Handlers) EditClassificationEdition(ctx context.Context, r api.EditClassificationEditionRequestObject) (api.EditClassificationEditionResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	b := r.Body
	e, err := h.service.ChangeEdition(ctx, access.ActorFrom(ctx), r.Id, version, EditionEdit{
		Classification: b.Classification, Name: b.Name, StartsOn: b.StartsOn, Source: b.Source, Note: b.Note,
		Statements: b.StatementIds, Reason: b.Reason,
	})
	if err != nil {
		return nil, err
	}
	return api.EditClassificationEdition200JSONResponse{
		Body: editionJSON(e), Headers: api.EditClassificationEdition200ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}

// EndFreshnessRule answers POST /freshness-rules/{id}/end.
func (h *Handlers) EndFreshnessRule(ctx context.Context, r api.EndFreshnessRuleRequestObject) (api.EndFreshnessRuleResponseObject, error) {
	ended, err := h.service.EndRule(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.EndFreshnessRule200JSONResponse(endedJSON(ended)), nil
}

// ListEndedFreshnessRules answers GET /ended-freshness-rules.
func (h *Handlers) ListEndedFreshnessRules(ctx context.Context, r api.ListEndedFreshnessRulesRequestObject) (api.ListEndedFreshnessRulesResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "endedOn")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.EndedRules(ctx, access.ActorFrom(ctx), asked)
	if err != nil {
		return nil, err
	}
	return api.ListEndedFreshnessRules200JSONResponse{Items: reference.Each(found, endedJSON), Total: total, Next: asked.Next(total)}, nil
}

func editionJSON(e Edition) api.ClassificationEdition {
	view := api.ClassificationEdition{
		Id: e.ID, Classification: e.Classification, Name: e.Name, StartsOn: e.StartsOn, Source: e.Source, Note: e.Note, Own: e.Own,
		Starting: !e.Chosen, StatementCount: e.Count, Version: e.Version,
		Statements: reference.Each(e.Statements, func(a Affected) api.StatementRef {
			return api.StatementRef{Id: a.ID, Code: a.Code, Level: a.Level, Aspect: a.Aspect}
		}),
	}
	if e.By != uuid.Nil {
		view.Reason, view.ChangedBy, view.ChangedOn = &e.Reason, &api.PersonRef{Id: e.By, Name: e.ByName}, &e.On
	}
	return view
}

func endedJSON(e EndedRule) api.EndedFreshnessRule {
	view := api.EndedFreshnessRule{
		Id: e.ID, Kind: api.EndedFreshnessRuleKind(e.Kind.String()), Key: e.Key, Name: e.Name, StaysFresh: iso(e.StaysFresh), Reason: e.Reason,
		EndedBy: api.PersonRef{Id: e.EndedBy, Name: e.EndedByName}, EndedOn: e.EndedOn, EndReason: e.EndReason,
	}
	if !e.StaysFresh.IsZero() {
		view.Period = e.StaysFresh.String()
	}
	return view
}
