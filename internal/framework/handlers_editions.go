package framework

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListEditions answers GET /frameworks/{id}/editions.
func (h *Handlers) ListEditions(ctx context.Context, r api.ListEditionsRequestObject) (api.ListEditionsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "number")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Editions(ctx, access.ActorFrom(ctx), r.Id, asked)
	if err != nil {
		return nil, err
	}
	return api.ListEditions200JSONResponse{Items: reference.Each(found, editionJSON), Total: total, Next: asked.Next(total)}, nil
}

// CreateEdition answers POST /frameworks/{id}/editions.
func (h *Handlers) CreateEdition(ctx context.Context, r api.CreateEditionRequestObject) (api.CreateEditionResponseObject, error) {
	p, err := h.service.CreateEdition(ctx, access.ActorFrom(ctx), r.Id, r.Body.Title, given(r.Body.Note))
	if err != nil {
		return nil, err
	}
	return api.CreateEdition201JSONResponse{Body: editionPageJSON(p), Headers: api.CreateEdition201ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// GetEdition answers GET /framework-editions/{id}.
func (h *Handlers) GetEdition(ctx context.Context, r api.GetEditionRequestObject) (api.GetEditionResponseObject, error) {
	p, err := h.service.Edition(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetEdition200JSONResponse{Body: editionPageJSON(p), Headers: api.GetEdition200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// EditEdition answers PATCH /framework-editions/{id}.
func (h *Handlers) EditEdition(ctx context.Context, r api.EditEditionRequestObject) (api.EditEditionResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.EditEdition(ctx, access.ActorFrom(ctx), r.Id, version, EditionName{Title: r.Body.Title, Note: r.Body.Note})
	if err != nil {
		return nil, err
	}
	return api.EditEdition200JSONResponse{Body: editionPageJSON(p), Headers: api.EditEdition200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// EditStatement answers POST /framework-editions/{id}/edits.
func (h *Handlers) EditStatement(ctx context.Context, r api.EditStatementRequestObject) (api.EditStatementResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	extent, _ := kindNames.parse(string(r.Body.Extent)) // the service refuses one that is none
	edit := Edit{StatementID: r.Body.StatementId, Extent: extent, Aspect: r.Body.Aspect, Text: r.Body.Text, Reason: r.Body.Reason}
	p, err := h.service.EditStatement(ctx, access.ActorFrom(ctx), r.Id, version, edit)
	if err != nil {
		return nil, err
	}
	return api.EditStatement200JSONResponse{Body: editionPageJSON(p), Headers: api.EditStatement200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// AddStatement answers POST /framework-editions/{id}/additions.
func (h *Handlers) AddStatement(ctx context.Context, r api.AddStatementRequestObject) (api.AddStatementResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.AddStatement(ctx, access.ActorFrom(ctx), r.Id, version, Addition{
		Code: r.Body.Code, Skill: given(r.Body.Skill), Aspect: r.Body.Aspect, Level: Level(r.Body.Level), Text: r.Body.Text, Reason: r.Body.Reason,
	})
	if err != nil {
		return nil, err
	}
	return api.AddStatement200JSONResponse{Body: editionPageJSON(p), Headers: api.AddStatement200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// EndStatement answers POST /framework-editions/{id}/endings.
func (h *Handlers) EndStatement(ctx context.Context, r api.EndStatementRequestObject) (api.EndStatementResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.EndStatement(ctx, access.ActorFrom(ctx), r.Id, version, r.Body.StatementId, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.EndStatement200JSONResponse{Body: editionPageJSON(p), Headers: api.EndStatement200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// AddLocalSkill answers POST /framework-editions/{id}/skills.
func (h *Handlers) AddLocalSkill(ctx context.Context, r api.AddLocalSkillRequestObject) (api.AddLocalSkillResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.AddSkill(ctx, access.ActorFrom(ctx), r.Id, version, r.Body.Code, r.Body.Name, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.AddLocalSkill200JSONResponse{Body: editionPageJSON(p), Headers: api.AddLocalSkill200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// RenameLocalSkill answers POST /framework-editions/{id}/skill-names.
func (h *Handlers) RenameLocalSkill(ctx context.Context, r api.RenameLocalSkillRequestObject) (api.RenameLocalSkillResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.RenameSkill(ctx, access.ActorFrom(ctx), r.Id, version, r.Body.Code, r.Body.Name, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.RenameLocalSkill200JSONResponse{Body: editionPageJSON(p), Headers: api.RenameLocalSkill200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// UndoEditionChange answers DELETE /framework-edition-changes/{id}.
func (h *Handlers) UndoEditionChange(ctx context.Context, r api.UndoEditionChangeRequestObject) (api.UndoEditionChangeResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.UndoChange(ctx, access.ActorFrom(ctx), r.Id, version)
	if err != nil {
		return nil, err
	}
	return api.UndoEditionChange200JSONResponse{Body: editionPageJSON(p), Headers: api.UndoEditionChange200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// PublishEdition answers POST /framework-editions/{id}/publish.
func (h *Handlers) PublishEdition(ctx context.Context, r api.PublishEditionRequestObject) (api.PublishEditionResponseObject, error) {
	p, err := h.service.PublishEdition(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.PublishEdition200JSONResponse{Body: editionPageJSON(p), Headers: api.PublishEdition200ResponseHeaders{ETag: etag(p.Version)}}, nil
}

// DiscardEdition answers POST /framework-editions/{id}/discard.
func (h *Handlers) DiscardEdition(ctx context.Context, r api.DiscardEditionRequestObject) (api.DiscardEditionResponseObject, error) {
	if err := h.service.DiscardEdition(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version); err != nil {
		return nil, err
	}
	return api.DiscardEdition204Response{}, nil
}

// ListEditionStatements answers GET /frameworks/{id}/edition-statements.
func (h *Handlers) ListEditionStatements(ctx context.Context, r api.ListEditionStatementsRequestObject) (api.ListEditionStatementsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "line", "code", "aspect", "level")
	if err != nil {
		return nil, err
	}
	filter := Filter{Code: given(r.Params.Code), Level: Level(given(r.Params.Level))}
	found, total, err := h.service.EditionStatements(ctx, access.ActorFrom(ctx), r.Id, r.Params.Edition, filter, asked)
	if err != nil {
		return nil, err
	}
	return api.ListEditionStatements200JSONResponse{Items: reference.Each(found, entryJSON), Total: total, Next: asked.Next(total)}, nil
}

// GetEditionDifferences answers GET /frameworks/{id}/differences.
func (h *Handlers) GetEditionDifferences(ctx context.Context, r api.GetEditionDifferencesRequestObject) (api.GetEditionDifferencesResponseObject, error) {
	d, err := h.service.Differences(ctx, access.ActorFrom(ctx), r.Id, r.Params.From, r.Params.To, given(r.Params.Code))
	if err != nil {
		return nil, err
	}
	counts := map[DifferenceKind]int{}
	for _, item := range d.Items {
		counts[item.Kind]++
	}
	return api.GetEditionDifferences200JSONResponse{
		From: editionJSON(d.From), To: editionJSON(d.To), Unchanged: d.Unchanged, Items: reference.Each(d.Items, differenceJSON),
		Counts: api.DifferenceCounts{
			Added: counts[Added], Wording: counts[Reworded], Meaning: counts[Replaced], Ended: counts[Ended], Skill: counts[SkillRenamed],
		},
	}, nil
}

// given reads what may be missing.
func given[T any](value *T) T {
	if value == nil {
		var none T
		return none
	}
	return *value
}

func editionJSON(e Edition) api.Edition {
	body := api.Edition{
		Number: e.Number, Title: e.Title, Note: e.Note, State: api.EditionState(e.State.String()), Version: e.Version, ChangeCount: e.Changes,
	}
	if e.ID != uuid.Nil {
		creator, at := personJSON(e.CreatedBy), e.CreatedAt.UTC()
		body.Id, body.CreatedBy, body.CreatedAt = &e.ID, &creator, &at
	}
	if !e.PublishedAt.IsZero() {
		publisher, at := personJSON(e.PublishedBy), e.PublishedAt.UTC()
		body.PublishedBy, body.PublishedAt, body.EffectiveOn = &publisher, &at, &e.EffectiveOn
	}
	return body
}

func editionPageJSON(p EditionPage) api.EditionDetail {
	return api.EditionDetail{
		Id: p.ID, FrameworkId: p.FrameworkID, Edition: editionJSON(p.Edition), Version: p.Version,
		Skills: reference.Each(p.Skills, func(s Skill) api.EditionSkill {
			return api.EditionSkill{Code: s.Code, Name: s.Name, Own: ownershipJSON(s.Own)}
		}),
		Changes: reference.Each(p.Changes, func(c Change) api.EditionChange {
			body := api.EditionChange{
				Id: c.ID, Kind: api.EditionChangeKind(c.Kind.String()), Code: c.Code, Skill: c.Skill, OldSkill: c.OldSkill, Aspect: c.Aspect,
				OldAspect: c.OldAspect, Level: int(c.Level), Text: c.Text, OldText: c.OldText, Reason: c.Reason, ChangedBy: personJSON(c.ChangedBy),
				ChangedAt: c.ChangedAt.UTC(), Requirements: p.Requirements[c.ID], Claims: p.Claims[c.ID],
			}
			if c.StatementID.Valid {
				body.StatementId = &c.StatementID.UUID
			}
			if c.SuccessorID.Valid {
				body.SuccessorId = &c.SuccessorID.UUID
			}
			return body
		}),
	}
}

func entryJSON(e Entry) api.EditionStatement {
	return api.EditionStatement{
		Id: e.StatementID, Own: ownershipJSON(e.Own), Code: e.Code, Skill: e.Skill, Aspect: e.Aspect, Level: int(e.Level), Text: e.Text,
	}
}

func differenceJSON(d Difference) api.EditionDifference {
	about := d.entry()
	body := api.EditionDifference{Kind: api.EditionDifferenceKind(d.Kind.String()), Code: about.Code, Level: int(about.Level)}
	if d.Before != nil {
		before := entryJSON(*d.Before)
		body.Before = &before
	}
	if d.After != nil {
		after := entryJSON(*d.After)
		body.After = &after
	}
	if d.Aspect != nil {
		aspect, text := reference.Each(d.Aspect, pieceJSON), reference.Each(d.Text, pieceJSON)
		body.AspectWords, body.TextWords = &aspect, &text
	}
	return body
}

func pieceJSON(p Piece) api.WordPiece {
	return api.WordPiece{In: api.WordPieceIn(p.In.String()), Text: p.Text}
}
