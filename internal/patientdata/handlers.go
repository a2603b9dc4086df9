package patientdata

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the operations tagged patient data.
type Handlers struct{ service *Service }

// ListMyPatientDataDeclarations answers GET /me/patient-data-declarations.
func (h *Handlers) ListMyPatientDataDeclarations(ctx context.Context, r api.ListMyPatientDataDeclarationsRequestObject) (api.ListMyPatientDataDeclarationsResponseObject, error) {
	p, err := newestFirst(nil, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "declaredAt", "kind")
	if err != nil {
		return nil, err
	}
	all, total, err := h.service.Own(ctx, access.ActorFrom(ctx), p)
	if err != nil {
		return nil, err
	}
	return api.ListMyPatientDataDeclarations200JSONResponse{Items: reference.Each(all, declarationJSON), Total: total, Next: p.Next(total)}, nil
}

// ListPatientDataDeclarations answers GET /patient-data-declarations.
func (h *Handlers) ListPatientDataDeclarations(ctx context.Context, r api.ListPatientDataDeclarationsRequestObject) (api.ListPatientDataDeclarationsResponseObject, error) {
	p, err := newestFirst(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "declaredAt", "kind", "name")
	if err != nil {
		return nil, err
	}
	all, total, err := h.service.All(ctx, access.ActorFrom(ctx), p)
	if err != nil {
		return nil, err
	}
	return api.ListPatientDataDeclarations200JSONResponse{Items: reference.Each(all, declarationJSON), Total: total, Next: p.Next(total)}, nil
}

// newestFirst reads the parameters of a list whose first sort is by time, newest first.
func newestFirst(q, sort, cursor *string, limit *int, sorts ...string) (page.Request, error) {
	p, err := page.Parse(q, sort, cursor, limit, sorts...)
	if sort == nil || *sort == "" {
		p.Descending = true
	}
	return p, err
}

// DeclareNotPatientData answers POST /me/patient-data-declarations.
func (h *Handlers) DeclareNotPatientData(ctx context.Context, r api.DeclareNotPatientDataRequestObject) (api.DeclareNotPatientDataResponseObject, error) {
	kind, err := ParseKind(string(r.Body.Kind))
	if err != nil {
		return nil, err
	}
	d, err := h.service.Declare(ctx, access.ActorFrom(ctx), kind, r.Body.Mark, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.DeclareNotPatientData201JSONResponse(declarationJSON(d)), nil
}

func declarationJSON(d Declaration) api.PatientDataDeclaration {
	return api.PatientDataDeclaration{
		Id: d.ID, Kind: api.PatientDataKind(d.Kind.String()), Reason: d.Reason, DeclaredAt: d.DeclaredAt,
		Person: api.PersonRef{Id: d.PersonID, Name: d.PersonName},
	}
}

// GetEvidencePatientDataCheck answers GET /evidence/{id}/patient-data-check.
func (h *Handlers) GetEvidencePatientDataCheck(ctx context.Context, r api.GetEvidencePatientDataCheckRequestObject) (api.GetEvidencePatientDataCheckResponseObject, error) {
	passages, files, err := h.service.EvidenceCheck(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetEvidencePatientDataCheck200JSONResponse{
		Passages: reference.Each(passages, func(p DeclaredPassage) api.DeclaredPassage {
			return api.DeclaredPassage{Field: p.Field, Start: p.Start, End: p.End, Declaration: declarationJSON(p.Declaration)}
		}),
		Files: reference.Each(files, func(f FileCheck) api.FileCheck {
			return api.FileCheck{
				FileId: f.FileID, Name: f.Name, Check: api.FileCheckState(f.State), AddedBy: api.PersonRef{Id: f.AddedBy, Name: f.AddedByName},
				AddedAt: f.AddedAt, Declarations: reference.Each(f.Declarations, declarationJSON),
			}
		}),
	}, nil
}

// ListHospitalNumberPatterns answers GET /hospital-number-patterns.
func (h *Handlers) ListHospitalNumberPatterns(ctx context.Context, _ api.ListHospitalNumberPatternsRequestObject) (api.ListHospitalNumberPatternsResponseObject, error) {
	all, err := h.service.Patterns(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListHospitalNumberPatterns200JSONResponse{Items: reference.Each(all, patternJSON), Total: len(all)}, nil
}

// AddHospitalNumberPattern answers POST /hospital-number-patterns.
func (h *Handlers) AddHospitalNumberPattern(ctx context.Context, r api.AddHospitalNumberPatternRequestObject) (api.AddHospitalNumberPatternResponseObject, error) {
	p, err := h.service.AddPattern(ctx, access.ActorFrom(ctx), Pattern{Name: r.Body.Name, Shape: r.Body.Shape})
	if err != nil {
		return nil, err
	}
	return api.AddHospitalNumberPattern201JSONResponse{Body: patternJSON(p), Headers: api.AddHospitalNumberPattern201ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// EditHospitalNumberPattern answers PUT /hospital-number-patterns/{id}.
func (h *Handlers) EditHospitalNumberPattern(ctx context.Context, r api.EditHospitalNumberPatternRequestObject) (api.EditHospitalNumberPatternResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.EditPattern(ctx, access.ActorFrom(ctx), r.Id, version, Pattern{Name: r.Body.Name, Shape: r.Body.Shape})
	if err != nil {
		return nil, err
	}
	return api.EditHospitalNumberPattern200JSONResponse{Body: patternJSON(p), Headers: api.EditHospitalNumberPattern200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// RemoveHospitalNumberPattern answers DELETE /hospital-number-patterns/{id}.
func (h *Handlers) RemoveHospitalNumberPattern(ctx context.Context, r api.RemoveHospitalNumberPatternRequestObject) (api.RemoveHospitalNumberPatternResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	if err := h.service.RemovePattern(ctx, access.ActorFrom(ctx), r.Id, version); err != nil {
		return nil, err
	}
	return api.RemoveHospitalNumberPattern204Response{}, nil
}

func patternJSON(p KeptPattern) api.HospitalNumberPattern {
	return api.HospitalNumberPattern{Id: p.ID, Name: p.Name, Shape: p.Shape, Version: p.Version}
}

func etag(version int) *string {
	tag := httpapi.ETag(version)
	return &tag
}
