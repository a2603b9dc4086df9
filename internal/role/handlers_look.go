package role

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListRequirementChoices answers GET /roles/{id}/requirement-choices.
func (h *Handlers) ListRequirementChoices(ctx context.Context, r api.ListRequirementChoicesRequestObject) (api.ListRequirementChoicesResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, nil, r.Params.Cursor, r.Params.Limit, "name")
	if err != nil {
		return nil, err
	}
	var kind Kind
	if r.Params.Kind != nil {
		if kind, err = ParseKind(string(*r.Params.Kind)); err != nil {
			return nil, err
		}
	}
	choices, total, err := h.service.Choices(ctx, access.ActorFrom(ctx), r.Id, kind, asked)
	if err != nil {
		return nil, err
	}
	return api.ListRequirementChoices200JSONResponse{
		Total: total, Next: asked.Next(total),
		Items: reference.Each(choices, func(c Choice) api.RequirementChoice {
			milestone, accreditation := c.ofJSON()
			return api.RequirementChoice{
				Kind: api.RequirementChoiceKind(c.Kind.String()), Key: c.key(), Name: c.Name, Detail: c.Detail, StatementId: idJSON(c.StatementID),
				Code: c.Code, Level: int(c.Level), CriterionId: idJSON(c.CriterionID), Milestone: milestone, Accreditation: accreditation,
				Asked: c.Asked,
			}
		}),
	}, nil
}

// ListRoleHolders answers GET /roles/{id}/holders.
func (h *Handlers) ListRoleHolders(ctx context.Context, r api.ListRoleHoldersRequestObject) (api.ListRoleHoldersResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "name")
	if err != nil {
		return nil, err
	}
	holders, total, err := h.service.Holders(ctx, access.ActorFrom(ctx), r.Id, asked)
	if err != nil {
		return nil, err
	}
	return api.ListRoleHolders200JSONResponse{
		Total: total, Next: asked.Next(total),
		Items: reference.Each(holders, func(o Holder) api.RoleHolder {
			return api.RoleHolder{
				Person: api.PersonRef{Id: o.PersonID, Name: o.Name}, Team: api.NamedRef{Id: o.TeamID, Name: o.TeamName}, Band: string(o.Band),
				Wte: float32(o.WTEHundredths) / 100, Since: o.Since, Until: dateJSON(o.Until),
			}
		}),
	}, nil
}

// ListRoleVersions answers GET /roles/{id}/versions.
func (h *Handlers) ListRoleVersions(ctx context.Context, r api.ListRoleVersionsRequestObject) (api.ListRoleVersionsResponseObject, error) {
	asked, err := page.Parse(nil, nil, r.Params.Cursor, r.Params.Limit, "version")
	if err != nil {
		return nil, err
	}
	versions, total, err := h.service.Versions(ctx, access.ActorFrom(ctx), r.Id, asked)
	if err != nil {
		return nil, err
	}
	return api.ListRoleVersions200JSONResponse{
		Total: total, Next: asked.Next(total),
		Items: reference.Each(versions, func(v Version) api.RoleVersionSummary {
			return api.RoleVersionSummary{
				Version: v.Number, ChangedAt: v.At, ChangedBy: byJSON(v), Reason: v.Reason,
				Parts: reference.Each(v.Parts, func(p Part) api.RoleVersionSummaryParts { return api.RoleVersionSummaryParts(p.String()) }),
			}
		}),
	}, nil
}

// GetRoleVersion answers GET /roles/{id}/versions/{version}.
func (h *Handlers) GetRoleVersion(ctx context.Context, r api.GetRoleVersionRequestObject) (api.GetRoleVersionResponseObject, error) {
	v, d, err := h.service.Version(ctx, access.ActorFrom(ctx), r.Id, r.Version)
	if err != nil {
		return nil, err
	}
	return api.GetRoleVersion200JSONResponse{
		Version: v.Number, ChangedAt: v.At, ChangedBy: byJSON(v), Reason: v.Reason, Role: roleJSON(d),
		Parts: reference.Each(v.Parts, func(p Part) api.RoleVersionParts { return api.RoleVersionParts(p.String()) }),
	}, nil
}

func byJSON(v Version) *api.PersonRef {
	if !v.By.Valid {
		return nil
	}
	return &api.PersonRef{Id: v.By.UUID, Name: v.ByName}
}

// CompareRoleVersions answers GET /roles/{id}/differences.
func (h *Handlers) CompareRoleVersions(ctx context.Context, r api.CompareRoleVersionsRequestObject) (api.CompareRoleVersionsResponseObject, error) {
	found, err := h.service.VersionDifferences(ctx, access.ActorFrom(ctx), r.Id, r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	return api.CompareRoleVersions200JSONResponse{
		From: r.Params.From, To: r.Params.To,
		Items: reference.Each(found, func(d Difference) api.RoleDifference {
			return api.RoleDifference{
				Part: api.RoleDifferencePart(d.Part.String()), Label: d.Label, Change: api.RoleDifferenceChange(d.Change.String()),
				Before: d.Before, After: d.After,
			}
		}),
	}, nil
}

// CompareRoles answers GET /roles/comparison.
func (h *Handlers) CompareRoles(ctx context.Context, r api.CompareRolesRequestObject) (api.CompareRolesResponseObject, error) {
	c, err := h.service.Compare(ctx, access.ActorFrom(ctx), r.Params.From, r.Params.To)
	if err != nil {
		return nil, err
	}
	return api.CompareRoles200JSONResponse{
		From: comparedJSON(c.From, c.FromBasis), To: comparedJSON(c.To, c.ToBasis), FactorNote: c.FactorNote,
		Skills: reference.Each(c.Skills, func(s ComparedSkill) api.ComparedSkill {
			return api.ComparedSkill{
				Change: api.ComparedSkillChange(s.Step.String()), Code: s.Code, Skill: s.Skill, Aspect: s.Aspect,
				From: comparedStatementJSON(s.From), To: comparedStatementJSON(s.To),
			}
		}),
		PersonSpecification: reference.Each(c.Criteria, func(o ComparedCriterion) api.ComparedCriterion {
			return api.ComparedCriterion{
				Change: api.ComparedCriterionChange(o.Step.String()), Group: o.Group, Criterion: o.Criterion,
				From: importanceJSON[api.ComparedCriterionFrom](o.From), To: importanceJSON[api.ComparedCriterionTo](o.To),
			}
		}),
		Factors: reference.Each(c.Factors, func(f ComparedFactor) api.ComparedFactor {
			return api.ComparedFactor{
				No: f.From.No, Name: f.From.Name, From: factorJSON(f.From), To: factorJSON(f.To),
				Change:    api.ComparedFactorChange(f.Direction.String()),
				PointsMin: f.To.PointsMin - f.From.PointsMin, PointsMax: f.To.PointsMax - f.From.PointsMax,
			}
		}),
		Asks: reference.Each(c.Asks, func(a ComparedAsk) api.ComparedAsk {
			return api.ComparedAsk{
				Change: api.ComparedAskChange(a.Step.String()), Kind: api.ComparedAskKind(a.Kind.String()), Key: a.Key, Name: a.Name,
				From: importanceJSON[api.ComparedAskFrom](a.From), To: importanceJSON[api.ComparedAskTo](a.To),
			}
		}),
	}, nil
}

func comparedJSON(r Role, basis Basis) api.ComparedRole {
	return api.ComparedRole{
		Id: r.ID, Title: r.Title, Band: string(r.Band), BandStatus: api.ComparedRoleBandStatus(r.BandStatus.String()),
		Profile: profileJSON(r.Profile), FactorBasis: api.ComparedRoleFactorBasis(basis.String()),
	}
}

func comparedStatementJSON(q *Requirement) *api.ComparedStatement {
	if q == nil {
		return nil
	}
	return &api.ComparedStatement{
		StatementId: q.StatementID, Level: int(q.Level), Text: q.Text, Importance: api.ComparedStatementImportance(q.Importance.String()),
	}
}

// importanceJSON leaves an importance out where nothing is asked.
func importanceJSON[T ~string](i Importance) *T {
	if i == 0 {
		return nil
	}
	return new(T(i.String()))
}

func factorJSON(f Factor) api.FactorStanding {
	return api.FactorStanding{
		LevelText: f.LevelText, LevelMin: f.LevelMin, LevelMax: f.LevelMax, PointsMin: f.PointsMin, PointsMax: f.PointsMax,
	}
}
