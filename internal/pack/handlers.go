package pack

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answers the feature's operations.
type Handlers struct{ service *Service }

// ListPacks answers GET /people/{id}/packs.
func (h *Handlers) ListPacks(ctx context.Context, r api.ListPacksRequestObject) (api.ListPacksResponseObject, error) {
	by := access.ActorFrom(ctx)
	asked, err := pageOf(r.Params.Sort, r.Params.Cursor, r.Params.Limit)
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Packs(ctx, by, r.Id, asked)
	if err != nil {
		return nil, err
	}
	return api.ListPacks200JSONResponse{Items: packsJSON(found, by.Today), Total: total, Next: asked.Next(total)}, nil
}

// ListSharedPacks answers GET /shared-packs.
func (h *Handlers) ListSharedPacks(ctx context.Context, r api.ListSharedPacksRequestObject) (api.ListSharedPacksResponseObject, error) {
	by := access.ActorFrom(ctx)
	asked, err := pageOf(r.Params.Sort, r.Params.Cursor, r.Params.Limit)
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.SharedPacks(ctx, by, asked)
	if err != nil {
		return nil, err
	}
	return api.ListSharedPacks200JSONResponse{Items: packsJSON(found, by.Today), Total: total, Next: asked.Next(total)}, nil
}

func pageOf(sort, cursor *string, limit *int) (page.Request, error) {
	newest := "-frozenOn"
	if sort == nil || *sort == "" {
		sort = &newest
	}
	return page.Parse(nil, sort, cursor, limit, "frozenOn", "title")
}

// MakePack answers POST /people/{id}/packs.
func (h *Handlers) MakePack(ctx context.Context, r api.MakePackRequestObject) (api.MakePackResponseObject, error) {
	purpose, err := ParsePurpose(string(r.Body.Purpose))
	if err != nil {
		return nil, apperr.InvalidField("purpose", "Choose what the pack is for.")
	}
	parts, err := ParseParts(string(r.Body.Parts))
	if err != nil {
		return nil, apperr.InvalidField("parts", "Choose what goes into the pack.")
	}
	w := Wish{Title: r.Body.Title, Purpose: purpose, Parts: parts}
	if r.Body.StatementIds != nil {
		w.Statements = *r.Body.StatementIds
	}
	if r.Body.RoleId != nil {
		w.RoleID = *r.Body.RoleId
	}
	by := access.ActorFrom(ctx)
	made, err := h.service.Make(ctx, by, r.Id, w)
	if err != nil {
		return nil, err
	}
	return api.MakePack201JSONResponse(packJSON(made, by.Today)), nil
}

// GetPack answers GET /packs/{id}.
func (h *Handlers) GetPack(ctx context.Context, r api.GetPackRequestObject) (api.GetPackResponseObject, error) {
	by := access.ActorFrom(ctx)
	found, err := h.service.Pack(ctx, by, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetPack200JSONResponse(packJSON(found, by.Today)), nil
}

// DeletePack answers DELETE /packs/{id}.
func (h *Handlers) DeletePack(ctx context.Context, r api.DeletePackRequestObject) (api.DeletePackResponseObject, error) {
	if err := h.service.Delete(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.DeletePack204Response{}, nil
}

// RemakePackDocument answers POST /packs/{id}/documents.
func (h *Handlers) RemakePackDocument(ctx context.Context, r api.RemakePackDocumentRequestObject) (api.RemakePackDocumentResponseObject, error) {
	kind, err := ParseKind(string(r.Body.Kind))
	if err != nil {
		return nil, apperr.InvalidField("kind", "Choose the PDF document or the archive.")
	}
	by := access.ActorFrom(ctx)
	changed, err := h.service.Remake(ctx, by, r.Id, kind)
	if err != nil {
		return nil, err
	}
	return api.RemakePackDocument200JSONResponse(packJSON(changed, by.Today)), nil
}

// SharePack answers POST /packs/{id}/shares.
func (h *Handlers) SharePack(ctx context.Context, r api.SharePackRequestObject) (api.SharePackResponseObject, error) {
	by := access.ActorFrom(ctx)
	shared, err := h.service.Share(ctx, by, r.Id, r.Body.Email, r.Body.Until)
	if err != nil {
		return nil, err
	}
	return api.SharePack201JSONResponse(packJSON(shared, by.Today)), nil
}

// RevokePackShare answers DELETE /pack-shares/{id}.
func (h *Handlers) RevokePackShare(ctx context.Context, r api.RevokePackShareRequestObject) (api.RevokePackShareResponseObject, error) {
	if err := h.service.Revoke(ctx, access.ActorFrom(ctx), r.Id); err != nil {
		return nil, err
	}
	return api.RevokePackShare204Response{}, nil
}

// ListFormerReviews answers GET /claims/{id}/former-reviews.
func (h *Handlers) ListFormerReviews(ctx context.Context, r api.ListFormerReviewsRequestObject) (api.ListFormerReviewsResponseObject, error) {
	found, err := h.service.FormerReviews(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.ListFormerReviews200JSONResponse{Items: reference.Each(found, formerJSON)}, nil
}

func formerJSON(f FormerReview) api.FormerReview {
	out := api.FormerReview{
		Organisation: f.Organisation, Reviewer: f.Reviewer, ReviewedOn: f.ReviewedOn, Outcome: api.FormerReviewOutcome(f.Outcome), Reason: f.Reason,
	}
	if f.Level != 0 {
		out.Level = &f.Level
	}
	return out
}

func packsJSON(all []View, today calendar.Date) []api.Pack {
	return reference.Each(all, func(v View) api.Pack { return packJSON(v, today) })
}

func packJSON(v View, today calendar.Date) api.Pack {
	out := api.Pack{
		Id: v.ID, Person: personJSON(v.Person), MadeBy: personJSON(v.Maker), Title: v.Title, Purpose: api.PackPurpose(v.Purpose.String()),
		Parts: api.PackParts(v.Parts.String()), FrozenOn: v.FrozenOn, FrozenAt: v.FrozenAt.UTC(), Statements: v.StatementCount,
		Evidence: v.EvidenceCount, Files: v.FileCount, Mine: v.Mine, Deletable: v.Deletable(), HandedOver: v.HandedOver,
		Documents: reference.Each(v.Documents, func(d Document) api.PackDocument {
			return api.PackDocument{
				Kind: api.PackDocumentKind(d.Kind.String()), State: api.PackDocumentState(d.State.String()), Done: d.Done, Total: d.Total,
				Failure: d.Failure, Size: d.Size,
			}
		}),
		Shares: reference.Each(v.Shares, func(s Share) api.PackShare {
			return api.PackShare{
				Id: s.ID, Person: personJSON(s.Person), Until: s.Until, SharedAt: s.SharedAt.UTC(), RevokedAt: s.RevokedAt, Active: s.Active(today),
			}
		}),
	}
	if !v.SharedUntil.IsZero() {
		out.SharedUntil = &v.SharedUntil
	}
	return out
}

func personJSON(p Person) api.PersonRef { return api.PersonRef{Id: p.ID, Name: p.Name} }

func importJSON(r Report) api.PackImport {
	items := func(all []Taken) []api.PackImportItem {
		return reference.Each(all, func(t Taken) api.PackImportItem {
			return api.PackImportItem{Name: t.Name, Outcome: api.PackImportItemOutcome(t.Outcome.String()), Files: t.Files, Reviews: t.Reviews}
		})
	}
	return api.PackImport{
		DryRun: r.DryRun, Title: r.Title, Person: r.Person, Organisation: r.Organisation, FrozenOn: r.FrozenOn, OtherName: r.OtherName,
		ImportedBefore: r.ImportedBefore, Files: r.Files, Evidence: items(r.Evidence), Claims: items(r.Claims),
	}
}

// idOf reads an identifier in an address; what is none leads to nothing.
func idOf(text, thing string) (uuid.UUID, error) {
	id, err := uuid.Parse(text)
	if err != nil {
		return uuid.Nil, apperr.NotFound(thing)
	}
	return id, nil
}
