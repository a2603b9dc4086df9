package portfolio

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListEvidenceDrafts answers GET /people/{id}/evidence-drafts.
func (h *Handlers) ListEvidenceDrafts(ctx context.Context, r api.ListEvidenceDraftsRequestObject) (api.ListEvidenceDraftsResponseObject, error) {
	p := r.Params
	asked, err := page.Parse(p.Q, newestBy("updatedAt", p.Sort), p.Cursor, p.Limit, "updatedAt", "title")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Drafts(ctx, access.ActorFrom(ctx), r.Id, DraftFilter{asked})
	if err != nil {
		return nil, err
	}
	return api.ListEvidenceDrafts200JSONResponse{Items: reference.Each(found, draftJSON), Total: total, Next: asked.Next(total)}, nil
}

// AddEvidenceDraft answers POST /people/{id}/evidence-drafts.
func (h *Handlers) AddEvidenceDraft(ctx context.Context, r api.AddEvidenceDraftRequestObject) (api.AddEvidenceDraftResponseObject, error) {
	content, err := contentOf(*r.Body)
	if err != nil {
		return nil, err
	}
	d, err := h.service.AddDraft(ctx, access.ActorFrom(ctx), r.Id, content)
	if err != nil {
		return nil, err
	}
	return api.AddEvidenceDraft201JSONResponse{Body: draftJSON(d), Headers: api.AddEvidenceDraft201ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// GetEvidenceDraft answers GET /evidence-drafts/{id}.
func (h *Handlers) GetEvidenceDraft(ctx context.Context, r api.GetEvidenceDraftRequestObject) (api.GetEvidenceDraftResponseObject, error) {
	d, err := h.service.Draft(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetEvidenceDraft200JSONResponse{Body: draftJSON(d), Headers: api.GetEvidenceDraft200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// SaveEvidenceDraft answers PUT /evidence-drafts/{id}.
func (h *Handlers) SaveEvidenceDraft(ctx context.Context, r api.SaveEvidenceDraftRequestObject) (api.SaveEvidenceDraftResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	content, err := contentOf(*r.Body)
	if err != nil {
		return nil, err
	}
	d, err := h.service.SaveDraft(ctx, access.ActorFrom(ctx), r.Id, version, content)
	if err != nil {
		return nil, err
	}
	return api.SaveEvidenceDraft200JSONResponse{Body: draftJSON(d), Headers: api.SaveEvidenceDraft200ResponseHeaders{ETag: etag(d.Version)}}, nil
}

// DeleteEvidenceDraft answers DELETE /evidence-drafts/{id}.
func (h *Handlers) DeleteEvidenceDraft(ctx context.Context, r api.DeleteEvidenceDraftRequestObject) (api.DeleteEvidenceDraftResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.service.DeleteDraft(ctx, access.ActorFrom(ctx), r.Id, version); err != nil {
		return nil, err
	}
	return api.DeleteEvidenceDraft204Response{}, nil
}

// FinishEvidenceDraft answers POST /evidence-drafts/{id}/finish.
func (h *Handlers) FinishEvidenceDraft(ctx context.Context, r api.FinishEvidenceDraftRequestObject) (api.FinishEvidenceDraftResponseObject, error) {
	by := access.ActorFrom(ctx)
	e, err := h.service.FinishDraft(ctx, by, r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.FinishEvidenceDraft201JSONResponse{
		Body: evidenceJSON(e, by.PersonID), Headers: api.FinishEvidenceDraft201ResponseHeaders{ETag: etag(e.Version)},
	}, nil
}

// ListEvidenceVersions answers GET /evidence/{id}/versions.
func (h *Handlers) ListEvidenceVersions(ctx context.Context, r api.ListEvidenceVersionsRequestObject) (api.ListEvidenceVersionsResponseObject, error) {
	kept, err := h.service.Versions(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListEvidenceVersions200JSONResponse{Items: reference.Each(kept, versionJSON), Total: len(kept)}, nil
}

// ListEvidenceSuggestions answers GET /evidence/{id}/suggestions.
func (h *Handlers) ListEvidenceSuggestions(ctx context.Context, r api.ListEvidenceSuggestionsRequestObject) (api.ListEvidenceSuggestionsResponseObject, error) {
	found, err := h.service.Suggestions(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	items := reference.Each(found, func(s Suggestion) api.EvidenceSuggestion {
		return api.EvidenceSuggestion{
			Statement: statementJSON(s.Statement), NeededFor: api.EvidenceSuggestionNeededFor(s.Need.String()), Words: s.Words,
		}
	})
	return api.ListEvidenceSuggestions200JSONResponse{Items: items, Total: len(items)}, nil
}

// DismissEvidenceSuggestion answers POST /evidence/{id}/dismissals.
func (h *Handlers) DismissEvidenceSuggestion(ctx context.Context, r api.DismissEvidenceSuggestionRequestObject) (api.DismissEvidenceSuggestionResponseObject, error) {
	if err := h.service.Dismiss(ctx, access.ActorFrom(ctx), r.Id, r.Body.StatementId); err != nil {
		return nil, err
	}
	return api.DismissEvidenceSuggestion204Response{}, nil
}

// ArrangeShowcase answers PUT /people/{id}/showcase.
func (h *Handlers) ArrangeShowcase(ctx context.Context, r api.ArrangeShowcaseRequestObject) (api.ArrangeShowcaseResponseObject, error) {
	by := access.ActorFrom(ctx)
	arranged, err := h.service.ArrangeShowcase(ctx, by, r.Id, r.Body.Was, r.Body.EvidenceIds)
	if err != nil {
		return nil, err
	}
	items := reference.Each(arranged, func(e EvidenceView) api.Evidence { return evidenceJSON(e, by.PersonID) })
	return api.ArrangeShowcase200JSONResponse{Items: items, Total: len(items)}, nil
}

func contentOf(b api.EvidenceDraftContent) (DraftContent, error) {
	c := DraftContent{
		Title: text(b.Title), WhatIDid: text(b.WhatIDid), Reflection: text(b.Reflection),
		HappenedOn: dateOf(b.HappenedOn), HappenedUntil: dateOf(b.HappenedUntil),
	}
	if b.FileIds != nil {
		c.Files = *b.FileIds
	}
	if b.Links != nil {
		c.Links = reference.Each(*b.Links, func(l api.EvidenceDraftLink) Link { return Link{l.Title, l.Url} })
	}
	if b.Kind == nil {
		return c, nil
	}
	var err error
	c.Kind, err = kindOf(*b.Kind)
	return c, err
}

func dateOf(d *calendar.Date) calendar.Date {
	if d == nil {
		return calendar.Date{}
	}
	return *d
}

func kindJSON(k EvidenceKind) *api.EvidenceKind {
	if k == 0 {
		return nil
	}
	kind := api.EvidenceKind(k.String())
	return &kind
}

func fileJSON(f StoredFile) api.EvidenceFile {
	return api.EvidenceFile{Id: f.ID, Name: f.Name, MediaType: f.MediaType, Size: f.Size}
}

func linkJSON(l Link) api.EvidenceLink { return api.EvidenceLink{Title: l.Title, Url: l.URL} }

func draftJSON(d EvidenceDraftView) api.EvidenceDraft {
	return api.EvidenceDraft{
		Id: d.ID, Person: personJSON(d.Person), Title: d.Title, Kind: kindJSON(d.Kind), WhatIDid: d.WhatIDid, Reflection: d.Reflection,
		HappenedOn: dateJSON(d.HappenedOn), HappenedUntil: dateJSON(d.HappenedUntil), Files: reference.Each(d.StoredFiles, fileJSON),
		Links:   reference.Each(d.Links, func(l Link) api.EvidenceDraftLink { return api.EvidenceDraftLink{Title: l.Title, Url: l.URL} }),
		Version: d.Version, CreatedAt: d.CreatedAt.UTC(), UpdatedAt: d.UpdatedAt.UTC(),
	}
}

func versionJSON(v EvidenceVersion) api.EvidenceVersion {
	return api.EvidenceVersion{
		Version: v.Version, Title: v.Title, Kind: kindJSON(v.Kind), WhatIDid: v.WhatIDid, Reflection: v.Reflection,
		HappenedOn: dateJSON(v.HappenedOn), HappenedUntil: dateJSON(v.HappenedUntil), Files: reference.Each(v.Files, fileJSON),
		Links: reference.Each(v.Links, linkJSON), WrittenAt: v.WrittenAt.UTC(), ReplacedAt: v.ReplacedAt.UTC(),
	}
}

func claimedEvidenceJSON(e ClaimedEvidence, viewer uuid.UUID) api.ClaimEvidence {
	body := api.ClaimEvidence{
		Evidence: evidenceJSON(e.EvidenceView, viewer), ChangedSinceSubmission: e.ChangedSinceSubmission(), Stale: staleJSON(e.Outdated),
	}
	if e.Submitted != nil {
		submitted := versionJSON(*e.Submitted)
		body.Submitted = &submitted
	}
	return body
}
