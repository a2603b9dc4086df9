package search

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the search.
type Handlers struct{ service *Service }

// SearchLibrary answers GET /search.
func (h *Handlers) SearchLibrary(ctx context.Context, r api.SearchLibraryRequestObject) (api.SearchLibraryResponseObject, error) {
	request, err := page.Parse(r.Params.Q, nil, r.Params.Cursor, r.Params.Limit, "rank")
	if err != nil {
		return nil, err
	}
	var kind Kind
	if r.Params.Kind != nil {
		if kind, err = ParseKind(string(*r.Params.Kind)); err != nil {
			return nil, err
		}
	}
	found, err := h.service.Search(ctx, access.ActorFrom(ctx), request.Query, kind, request)
	if err != nil {
		return nil, err
	}
	view := api.SearchLibrary200JSONResponse{
		Items: reference.Each(found.Hits, hitJSON), Total: found.Total(kind), Next: request.Next(found.Total(kind)),
		Kinds: []api.SearchKindCount{}, Words: found.Words,
	}
	for k := Statement; k <= Duty; k++ {
		view.Kinds = append(view.Kinds, api.SearchKindCount{Kind: api.SearchKind(k.String()), Total: found.Totals[k]})
	}
	return view, nil
}

func hitJSON(h Hit) api.SearchHit {
	view := api.SearchHit{
		Kind: api.SearchKind(h.Kind.String()), Id: h.ID, Place: h.Place, TitlePieces: reference.Each(h.Title, pieceJSON), Snippet: reference.Each(h.Snippet, pieceJSON),
	}
	for _, p := range h.Title {
		view.Title += p.Text
	}
	if h.PartOf.Valid {
		view.PartOfId = &h.PartOf.UUID
	}
	if h.Part != "" {
		view.Part = &h.Part
	}
	if h.Document != "" && h.Line > 0 {
		view.Source = &api.SourceRef{Document: h.Document, Line: h.Line}
	}
	return view
}

func pieceJSON(p Piece) api.SearchPiece { return api.SearchPiece{Text: p.Text, Marked: p.Marked} }
