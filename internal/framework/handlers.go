package framework

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer the framework's operations.
type Handlers struct{ service *Service }

// ListFrameworks answers GET /frameworks.
func (h *Handlers) ListFrameworks(ctx context.Context, r api.ListFrameworksRequestObject) (api.ListFrameworksResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "title")
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Frameworks(ctx, access.ActorFrom(ctx), asked)
	if err != nil {
		return nil, err
	}
	return api.ListFrameworks200JSONResponse{Items: reference.Each(found, frameworkJSON), Total: total, Next: asked.Next(total)}, nil
}

// GetFramework answers GET /frameworks/{id}.
func (h *Handlers) GetFramework(ctx context.Context, r api.GetFrameworkRequestObject) (api.GetFrameworkResponseObject, error) {
	f, err := h.service.Framework(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetFramework200JSONResponse(frameworkJSON(f)), nil
}

// ListStatements answers GET /frameworks/{id}/statements.
func (h *Handlers) ListStatements(ctx context.Context, r api.ListStatementsRequestObject) (api.ListStatementsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, "line", "code", "aspect", "level")
	if err != nil {
		return nil, err
	}
	var filter Filter
	if r.Params.Code != nil {
		filter.Code = *r.Params.Code
	}
	if r.Params.Level != nil {
		filter.Level = Level(*r.Params.Level)
	}
	if r.Params.Own != nil {
		local := *r.Params.Own == api.ListStatementsParamsOwnLocal
		filter.Own = &local
	}
	filter.EndedToo = r.Params.EndedToo != nil && *r.Params.EndedToo
	found, total, err := h.service.Statements(ctx, access.ActorFrom(ctx), r.Id, filter, asked)
	if err != nil {
		return nil, err
	}
	return api.ListStatements200JSONResponse{Items: reference.Each(found, statementJSON), Total: total, Next: asked.Next(total)}, nil
}

// GetSkillMatrix answers GET /frameworks/{id}/matrix.
func (h *Handlers) GetSkillMatrix(ctx context.Context, r api.GetSkillMatrixRequestObject) (api.GetSkillMatrixResponseObject, error) {
	m, err := h.service.Matrix(ctx, access.ActorFrom(ctx), r.Id, r.Params.Code)
	if err != nil {
		return nil, err
	}
	return api.GetSkillMatrix200JSONResponse{
		FrameworkId: r.Id, Skill: skillJSON(m.Skill), Levels: reference.Each(m.Levels, levelJSON),
		Aspects: reference.Each(m.Aspects, func(row AspectRow) api.AspectRow {
			return api.AspectRow{Aspect: row.Aspect, Cells: reference.Each(row.Cells, func(c AspectCell) api.AspectCell {
				same := reference.Each(c.SameAs, func(l Level) int { return int(l) })
				return api.AspectCell{Level: int(c.Level), Statements: reference.Each(c.Statements, statementJSON), SameAsLevels: same}
			})}
		}),
	}, nil
}

func frameworkJSON(f Framework) api.Framework {
	return api.Framework{
		Id: f.ID, Title: f.Title, Document: f.Document, Licence: f.Licence, Source: f.Source,
		Visibility: api.FrameworkVisibility(f.Visibility.String()), StatementCount: f.Statements,
		Levels: reference.Each(f.Levels, levelJSON), Skills: reference.Each(f.Skills, skillJSON),
		Unheaded: reference.Each(f.Unheaded, func(u UnheadedLine) api.UnheadedLine {
			return api.UnheadedLine{
				Line: u.Line, Text: u.Text, What: api.UnheadedLineWhat(u.What), Code: u.Code, Level: int(u.Level),
				Proposal: u.Proposal, Reason: u.Reason,
			}
		}),
	}
}

func levelJSON(l LevelName) api.FrameworkLevel {
	return api.FrameworkLevel{Level: int(l.Level), Name: l.Name}
}

func skillJSON(s Skill) api.Skill {
	return api.Skill{
		Code: s.Code, Name: s.Name, Own: ownershipJSON(s.Own), NationalName: s.NationalName, Note: s.Note,
		NationalLevelMin: int(s.NationalMin), NationalLevelMax: int(s.NationalMax),
		Levels: reference.Each(s.Levels, func(c LevelCount) api.SkillLevelCount {
			return api.SkillLevelCount{Level: int(c.Level), Statements: c.Statements}
		}),
	}
}

func statementJSON(s Statement) api.Statement {
	out := api.Statement{
		Id: s.ID, FrameworkId: s.FrameworkID, Own: ownershipJSON(s.Own), Reworded: s.Reworded(), Code: s.Code, Skill: s.Skill,
		Aspect: s.Aspect, Level: int(s.Level), LevelName: s.LevelName, Text: s.Text, NationalAspect: s.NationalAspect,
		NationalText: s.NationalText, Document: s.Document, SourceHeading: s.SourceHeading,
		SourceHeadingLine: s.SourceHeadingLine, SourceText: s.SourceText, SourceLine: s.SourceLine,
		Corrections: reference.Each(s.Corrections, correctionJSON),
	}
	if !s.EndsOn.IsZero() {
		out.EndsOn = &s.EndsOn
	}
	if s.ReplacedBy.Valid {
		out.ReplacedById = &s.ReplacedBy.UUID
	}
	return out
}

func correctionJSON(c Correction) api.Correction {
	return api.Correction{Field: c.Field, From: c.From, To: c.To, Reason: c.Reason}
}

func ownershipJSON(own bool) api.Ownership {
	if own {
		return api.OwnershipLocal
	}
	return api.OwnershipNational
}
