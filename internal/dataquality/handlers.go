package dataquality

import (
	"context"

	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer data quality's operations.
type Handlers struct{ service *Service }

// ListFindings answers GET /data-quality.
func (h *Handlers) ListFindings(ctx context.Context, r api.ListFindingsRequestObject) (api.ListFindingsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "line", "kind", "severity")
	if err != nil {
		return nil, err
	}
	var filter Filter
	if r.Params.Document != nil {
		filter.Document = *r.Params.Document
	}
	if r.Params.Kind != nil {
		filter.Kind = *r.Params.Kind
	}
	if r.Params.Severity != nil {
		filter.Severity, _ = ParseSeverity(string(*r.Params.Severity))
	}
	found, total, counts, err := h.service.Findings(ctx, filter, asked)
	if err != nil {
		return nil, err
	}
	return api.ListFindings200JSONResponse{
		Total: total, Next: asked.Next(total),
		Items: reference.Each(found, func(f Finding) api.Finding {
			return api.Finding{
				Id: f.ID, Document: f.Document, Line: f.Line, Kind: f.Kind, Severity: api.FindingSeverity(f.Severity.String()),
				Detail: f.Detail, SourceText: f.SourceText, CorrectedText: f.CorrectedText,
			}
		}),
		Counts: reference.Each(counts, func(c Count) api.FindingCount {
			return api.FindingCount{Document: c.Document, Kind: c.Kind, Count: c.Findings}
		}),
	}, nil
}

// ListSourceDocuments answers GET /source-documents.
func (h *Handlers) ListSourceDocuments(ctx context.Context, _ api.ListSourceDocumentsRequestObject) (api.ListSourceDocumentsResponseObject, error) {
	all, err := h.service.Documents(ctx)
	if err != nil {
		return nil, err
	}
	return api.ListSourceDocuments200JSONResponse{
		Total: len(all),
		Items: reference.Each(all, func(d Document) api.SourceDocumentSummary {
			return api.SourceDocumentSummary{Name: d.Name, Title: d.Title, Lines: len(d.Lines), Findings: d.Findings}
		}),
	}, nil
}

// GetSourceDocument answers GET /source-documents/{name}.
func (h *Handlers) GetSourceDocument(ctx context.Context, r api.GetSourceDocumentRequestObject) (api.GetSourceDocumentResponseObject, error) {
	d, err := h.service.Document(ctx, r.Name)
	if err != nil {
		return nil, err
	}
	return api.GetSourceDocument200JSONResponse{Name: d.Name, Title: d.Title, Lines: d.Lines}, nil
}
