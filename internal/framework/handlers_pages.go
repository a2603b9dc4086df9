package framework

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/reference"
)

// GetStatement answers GET /statements/{id}.
func (h *Handlers) GetStatement(ctx context.Context, r api.GetStatementRequestObject) (api.GetStatementResponseObject, error) {
	p, err := h.service.Statement(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	body := api.GetStatement200JSONResponse{
		Statement: statementJSON(p.Statement), SameAspect: reference.Each(p.Beside, statementJSON), Replaces: reference.Each(p.Replaces, statementJSON),
		History: reference.Each(p.History, historyJSON), RequiredBy: reference.Each(p.RequiredBy, requiringJSON), EvidencedBy: EvidencedBy,
		Examples: reference.Each(p.Examples, exampleJSON), Links: reference.Each(p.Links, levelLinkJSON),
	}
	if p.ReplacedBy != nil {
		successor := statementJSON(*p.ReplacedBy)
		body.ReplacedBy = &successor
	}
	return body, nil
}

// GetSkillLevel answers GET /frameworks/{id}/skills/{code}/levels/{level}.
func (h *Handlers) GetSkillLevel(ctx context.Context, r api.GetSkillLevelRequestObject) (api.GetSkillLevelResponseObject, error) {
	p, err := h.service.Level(ctx, access.ActorFrom(ctx), r.Id, r.Code, Level(r.Level))
	if err != nil {
		return nil, err
	}
	return api.GetSkillLevel200JSONResponse{
		FrameworkId: r.Id, Skill: skillJSON(p.Skill), Level: int(p.Level.Level), LevelName: p.Level.Name,
		Statements: reference.Each(p.Statements, func(s LevelStatement) api.LevelStatement {
			return api.LevelStatement{
				Statement: statementJSON(s.Statement), RequiredBy: reference.Each(s.RequiredBy, requiringJSON), Examples: reference.Each(s.Examples, exampleJSON),
			}
		}),
		Links: reference.Each(p.Links, levelLinkJSON), OtherLevels: reference.Each(p.Others, levelJSON),
	}, nil
}

// CompareSkillLevels answers GET /frameworks/{id}/comparison.
func (h *Handlers) CompareSkillLevels(ctx context.Context, r api.CompareSkillLevelsRequestObject) (api.CompareSkillLevelsResponseObject, error) {
	c, err := h.service.Compare(ctx, access.ActorFrom(ctx), r.Id, r.Params.Code, Level(r.Params.From), Level(r.Params.To))
	if err != nil {
		return nil, err
	}
	return api.CompareSkillLevels200JSONResponse{
		FrameworkId: r.Id, Skill: skillJSON(c.Skill), Lower: levelJSON(c.Lower), Higher: levelJSON(c.Higher),
		Counts: api.ComparisonCounts{New: c.Count(OnlyHigher), Grows: c.Count(Grows), Same: c.Count(Same), Gone: c.Count(OnlyLower)},
		Aspects: reference.Each(c.Aspects, func(a ComparedAspect) api.ComparedAspect {
			return api.ComparedAspect{
				Aspect: a.Aspect, Change: api.ComparedAspectChange(a.Contrast.String()), Lower: reference.Each(a.Lower, statementJSON),
				Higher: reference.Each(a.Higher, statementJSON), Identical: reference.Each(a.Identical, func(t string) string { return t }),
			}
		}),
	}, nil
}

// GetStatementImpact answers GET /statements/{id}/impact.
func (h *Handlers) GetStatementImpact(ctx context.Context, r api.GetStatementImpactRequestObject) (api.GetStatementImpactResponseObject, error) {
	i, err := h.service.Impact(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	body := api.GetStatementImpact200JSONResponse{
		StatementId: r.Id, PeopleOutOfSight: i.OutOfSight,
		Requirements: reference.Each(i.Requirements, func(q ImpactedRequirement) api.ImpactedRequirement {
			return api.ImpactedRequirement{
				RequirementId: q.ID, RoleId: q.Role.ID, Title: q.Role.Title, Band: q.Role.Band,
				Importance: api.ImpactedRequirementImportance(q.Role.Importance), WholeLevel: q.Role.WholeLevel,
				Decision: api.ConfirmationState(q.Stand(i.Statement)),
			}
		}),
		Claims: reference.Each(i.Claims, func(c ClaimCount) api.ImpactedClaims {
			return api.ImpactedClaims{State: api.ClaimState(c.State), Count: c.Count}
		}),
		People: reference.Each(i.People, func(c ImpactedClaim) api.ImpactedPerson {
			return api.ImpactedPerson{ClaimId: c.ID, Person: personJSON(c.Person), State: api.ClaimState(c.State)}
		}),
	}
	if i.Statement.ReplacedBy.Valid {
		body.SuccessorId = &i.Statement.ReplacedBy.UUID
	}
	return body, nil
}

// AddStatementExample answers POST /statements/{id}/examples.
func (h *Handlers) AddStatementExample(ctx context.Context, r api.AddStatementExampleRequestObject) (api.AddStatementExampleResponseObject, error) {
	e, err := h.service.AddExample(ctx, access.ActorFrom(ctx), r.Id, r.Body.Text)
	if err != nil {
		return nil, err
	}
	return api.AddStatementExample201JSONResponse{Body: exampleJSON(e), Headers: api.AddStatementExample201ResponseHeaders{ETag: etag(e.Version)}}, nil
}

// EditStatementExample answers PATCH /statement-examples/{id}.
func (h *Handlers) EditStatementExample(ctx context.Context, r api.EditStatementExampleRequestObject) (api.EditStatementExampleResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	e, err := h.service.EditExample(ctx, access.ActorFrom(ctx), r.Id, version, ExampleEdit{Text: r.Body.Text, Position: r.Body.Position})
	if err != nil {
		return nil, err
	}
	return api.EditStatementExample200JSONResponse{Body: exampleJSON(e), Headers: api.EditStatementExample200ResponseHeaders{ETag: etag(e.Version)}}, nil
}

// EndStatementExample answers POST /statement-examples/{id}/end.
func (h *Handlers) EndStatementExample(ctx context.Context, r api.EndStatementExampleRequestObject) (api.EndStatementExampleResponseObject, error) {
	if err := h.service.EndExample(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version); err != nil {
		return nil, err
	}
	return api.EndStatementExample204Response{}, nil
}

func exampleJSON(e Example) api.StatementExample {
	return api.StatementExample{
		Id: e.ID, StatementId: e.StatementID, Position: e.Position, Text: e.Text, Version: e.Version, CreatedBy: personJSON(e.CreatedBy),
		CreatedAt: e.CreatedAt.UTC(), UpdatedBy: personJSON(e.UpdatedBy), UpdatedAt: e.UpdatedAt.UTC(),
	}
}

func personJSON(p Person) api.PersonRef { return api.PersonRef{Id: p.ID, Name: p.Name} }

func requiringJSON(r RequiringRole) api.RequiringRole {
	return api.RequiringRole{
		RoleId: r.ID, Title: r.Title, Band: r.Band, Importance: api.RequiringRoleImportance(r.Importance), WholeLevel: r.WholeLevel,
	}
}

func levelLinkJSON(l LevelLink) api.SkillLevelLink {
	return api.SkillLevelLink{ProfileId: l.ProfileID, ProfileTitle: l.ProfileTitle, Band: l.Band, Reason: l.Reason}
}

func historyJSON(h StatementHistory) api.StatementHistory {
	body := api.StatementHistory{
		Edition: h.Edition.Number, Title: h.Edition.Title, State: api.EditionState(h.Edition.State.String()), Kind: api.EditionChangeKind(h.Change.Kind.String()),
		OldAspect: h.Change.OldAspect, OldText: h.Change.OldText, Aspect: h.Change.Aspect, Text: h.Change.Text, Reason: h.Change.Reason,
		ChangedBy: personJSON(h.Change.ChangedBy), ChangedAt: h.Change.ChangedAt.UTC(),
	}
	if !h.Edition.EffectiveOn.IsZero() {
		body.EffectiveOn = &h.Edition.EffectiveOn
	}
	return body
}

func etag(version int) *string {
	tag := httpapi.ETag(version)
	return &tag
}
