package portfolio

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListEvidence answers GET /people/{id}/evidence.
func (h *Handlers) ListEvidence(ctx context.Context, r api.ListEvidenceRequestObject) (api.ListEvidenceResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(p.Q, newestBy("happenedOn", p.Sort), p.Cursor, p.Limit, "happenedOn", "title", "createdAt", "showcased")
	if err != nil {
		return nil, err
	}
	f := EvidenceFilter{Request: asked, Showcased: p.Showcased, Stale: p.Stale}
	if p.Kind != nil {
		if f.Kind, err = kindOf(*p.Kind); err != nil {
			return nil, err
		}
	}
	by := access.ActorFrom(ctx)
	found, total, err := h.service.Evidence(ctx, by, r.Id, f)
	if err != nil {
		return nil, err
	}
	items := reference.Each(found, func(e EvidenceView) api.Evidence { return evidenceJSON(e, by.PersonID) })
	return api.ListEvidence200JSONResponse{Items: items, Total: total, Next: asked.Next(total)}, nil
}

// AddEvidence answers POST /people/{id}/evidence.
func (h *Handlers) AddEvidence(ctx context.Context, r api.AddEvidenceRequestObject) (api.AddEvidenceResponseObject, error) {
	b := r.Body
	kind, err := kindOf(b.Kind)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	e, err := h.service.AddEvidence(ctx, by, r.Id, EvidenceEdit{
		Title: &b.Title, Kind: &kind, WhatIDid: &b.WhatIDid, Reflection: b.Reflection, HappenedOn: &b.HappenedOn, HappenedUntil: b.HappenedUntil,
		Files: b.FileIds, Links: linksOf(b.Links), Showcased: b.Showcased,
	})
	if err != nil {
		return nil, err
	}
	return api.AddEvidence201JSONResponse{Body: evidenceJSON(e, by.PersonID), Headers: api.AddEvidence201ResponseHeaders{ETag: etag(e.Version)}}, nil
}

// GetEvidence answers GET /evidence/{id}.
func (h *Handlers) GetEvidence(ctx context.Context, r api.GetEvidenceRequestObject) (api.GetEvidenceResponseObject, error) {
	by := access.ActorFrom(ctx)
	e, err := h.service.OneEvidence(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetEvidence200JSONResponse{Body: evidenceJSON(e, by.PersonID), Headers: api.GetEvidence200ResponseHeaders{ETag: etag(e.Version)}}, nil
}

// EditEvidence answers PATCH /evidence/{id}.
func (h *Handlers) EditEvidence(ctx context.Context, r api.EditEvidenceRequestObject) (api.EditEvidenceResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	b := r.Body
	edit := EvidenceEdit{
		Title: b.Title, WhatIDid: b.WhatIDid, Reflection: b.Reflection, HappenedOn: b.HappenedOn, HappenedUntil: b.HappenedUntil,
		Files: b.FileIds, Links: linksOf(b.Links), Showcased: b.Showcased,
	}
	if b.Kind != nil {
		kind, err := kindOf(*b.Kind)
		if err != nil {
			return nil, err
		}
		edit.Kind = &kind
	}
	by := access.ActorFrom(ctx)
	e, err := h.service.EditEvidence(ctx, by, r.Id, version, edit)
	if err != nil {
		return nil, err
	}
	return api.EditEvidence200JSONResponse{Body: evidenceJSON(e, by.PersonID), Headers: api.EditEvidence200ResponseHeaders{ETag: etag(e.Version)}}, nil
}

// DeleteEvidence answers DELETE /evidence/{id}.
func (h *Handlers) DeleteEvidence(ctx context.Context, r api.DeleteEvidenceRequestObject) (api.DeleteEvidenceResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.service.DeleteEvidence(ctx, access.ActorFrom(ctx), r.Id, version); err != nil {
		return nil, err
	}
	return api.DeleteEvidence204Response{}, nil
}

func kindOf(k api.EvidenceKind) (EvidenceKind, error) {
	kind, err := ParseEvidenceKind(string(k))
	if err != nil {
		return 0, apperr.InvalidField("kind", "Choose what kind of evidence this is.")
	}
	return kind, nil
}

func linksOf(links *[]api.EvidenceLink) *[]Link {
	if links == nil {
		return nil
	}
	found := reference.Each(*links, func(l api.EvidenceLink) Link { return Link{l.Title, l.Url} })
	return &found
}

func evidenceJSON(e EvidenceView, viewer uuid.UUID) api.Evidence {
	own := viewer == e.PersonID
	body := api.Evidence{
		Id: e.ID, Person: personJSON(e.Person), ContentVisible: e.ContentVisible, Title: e.Title, Kind: api.EvidenceKind(e.Kind.String()),
		WhatIDid: e.WhatIDid, Reflection: e.Reflection, HappenedOn: e.HappenedOn, Showcased: e.Showcased(),
		Files: reference.Each(e.StoredFiles, fileJSON),
		Links: reference.Each(e.Links, linkJSON),
		Claims: reference.Each(e.Uses, func(u Use) api.EvidenceClaim {
			about := u.about()
			return api.EvidenceClaim{
				Id: u.ClaimID, State: api.ClaimState(u.State.String()), Title: about.title(), Statement: about.statementJSON(), NeedsFreshEvidence: staleJSON(u.Stale),
			}
		}),
		HappenedUntil: dateJSON(e.HappenedUntil), NeedsFreshEvidence: staleJSON(e.Stale()), ReplacedVersions: e.ReplacedVersions,
		Editable: own && Editable(e.Uses), Deletable: own && Deletable(e.Uses), Version: e.Version,
		CreatedAt: e.CreatedAt.UTC(), UpdatedAt: e.UpdatedAt.UTC(),
	}
	if e.Showcased() {
		place := int(e.ShowcasePosition)
		body.ShowcasePosition = &place
	}
	return body
}

func dateJSON(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}
