package workforce

import (
	"context"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// mostNearest is how many of the requirements that are not met stand in a row.
const mostNearest = 3

// ListReadiness answers GET /workforce/readiness.
func (h *Handlers) ListReadiness(ctx context.Context, r api.ListReadinessRequestObject) (api.ListReadinessResponseObject, error) {
	request, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, ComparisonSorts...)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	found, err := h.compare(ctx, r.Params, request)
	if err != nil {
		return nil, err
	}
	return api.ListReadiness200JSONResponse{
		Items: reference.Each(found.Comparisons, comparisonView), Total: found.Total, Next: request.Next(found.Total), Ready: found.Ready,
		Choices: choicesView(found.Choices), DataOn: by.Today,
	}, nil
}

func (h *Handlers) compare(ctx context.Context, p api.ListReadinessParams, r page.Request) (ComparisonPage, error) {
	against, role, err := againstOf(value(p.Against))
	if err != nil {
		return ComparisonPage{}, err
	}
	f := withinTeam(p.TeamId, p.TeamAlone)
	f.Band, f.RoleID, f.ManagerID = Band(value(p.Band)), value(p.RoleId), value(p.ManagerId)
	return h.service.Compare(ctx, access.ActorFrom(ctx), against, role, value(p.Skill), f, r)
}

func againstOf(text string) (Against, uuid.UUID, error) {
	switch text {
	case "", AgainstOwn.String():
		return AgainstOwn, uuid.Nil, nil
	case AgainstNext.String():
		return AgainstNext, uuid.Nil, nil
	}
	role, err := uuid.Parse(text)
	if err != nil {
		return 0, uuid.Nil, apperr.InvalidField("against", "Compare with the own role, the next one or a role of the list.")
	}
	return AgainstChosen, role, nil
}

func comparisonView(c Comparison) api.ReadinessRow {
	p, counts := c.Person, c.Judged.Counts
	nearest, further := Nearest(c.Standings, mostNearest)
	view := api.ReadinessRow{
		Person: personRef(p), Team: namedView(p.Team.Named), Role: namedView(p.Role), Band: string(p.Band),
		Against: api.ReadinessRowAgainst(c.Against.String()), Because: c.Because, Counts: countsView(counts), Share: percentOf(counts),
		Summary: c.Summary(), Nearest: reference.Each(nearest, lackingView), Further: further,
	}
	if p.Manager.ID != uuid.Nil {
		view.Manager = &api.PersonRef{Id: p.Manager.ID, Name: p.Manager.Name}
	}
	if c.Role.ID != uuid.Nil {
		view.Compared = &api.RoleMeasured{Id: c.Role.ID, Name: c.Role.Name, Band: string(c.Role.Band)}
	}
	return view
}

// percentOf gives how much of what is essential is met, in per cent rounded down; nil where nothing is essential.
func percentOf(c Counts) *int {
	if c.EssentialRequired == 0 {
		return nil
	}
	percent := c.share() / 100
	return &percent
}

func lackingView(s Standing) api.LackingRequirement {
	view := api.LackingRequirement{
		Kind: api.LackingRequirementKind(s.Requirement.Kind.String()), Title: s.Requirement.Words(), State: api.LackingRequirementState(s.State.String()),
	}
	if s.Requirement.Kind == OfStatement {
		view.StatementId = &s.Requirement.ID
	}
	if s.ToBeConfirmed() {
		yes := true
		view.ToBeConfirmed = &yes
	}
	return view
}

func choicesView(c Choices) api.WorkforceChoices {
	return api.WorkforceChoices{
		Bands: reference.Each(c.Bands, func(b Band) string { return string(b) }), Roles: reference.Each(c.Roles, namedView),
		Managers: reference.Each(c.Managers, func(n Named) api.PersonRef { return api.PersonRef{Id: n.ID, Name: n.Name} }),
		Skills:   reference.Each(c.Skills, func(s Skill) api.KeyedTitle { return api.KeyedTitle{Key: s.Code, Title: s.Name} }),
		Ladder:   reference.Each(c.Ladder, namedView),
	}
}
