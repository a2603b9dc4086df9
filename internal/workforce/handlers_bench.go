package workforce

import (
	"context"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// ListSinglePoints answers GET /workforce/single-points.
func (h *Handlers) ListSinglePoints(ctx context.Context, r api.ListSinglePointsRequestObject) (api.ListSinglePointsResponseObject, error) {
	request, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, SinglePointSorts...)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	found, err := h.singlePoints(ctx, r.Params, request)
	if err != nil {
		return nil, err
	}
	return api.ListSinglePoints200JSONResponse{
		Items: reference.Each(found.Points, singlePointView), Total: found.Total, Next: request.Next(found.Total),
		Count: api.SinglePointCount{Nobody: found.Count.Nobody, One: found.Count.One}, Choices: choicesView(found.Choices), DataOn: by.Today,
	}, nil
}

func (h *Handlers) singlePoints(ctx context.Context, p api.ListSinglePointsParams, r page.Request) (SinglePointPage, error) {
	q := SinglePointQuestion{Code: value(p.Skill)}
	if p.Held != nil {
		q.Held = map[api.ListSinglePointsParamsHeld]Held{api.ListSinglePointsParamsHeldNobody: ByNobody, api.ListSinglePointsParamsHeldOne: ByOne}[*p.Held]
	}
	return h.service.SinglePoints(ctx, access.ActorFrom(ctx), q, withinTeam(p.TeamId, p.TeamAlone), r)
}

func singlePointView(p SinglePoint) api.SinglePoint {
	view := api.SinglePoint{
		StatementId: p.Statement.ID, Code: p.Statement.Code, Skill: p.Statement.Skill, Level: int(p.Statement.Level), Aspect: p.Statement.Aspect,
		Text: p.Statement.Text, Roles: reference.Each(p.Roles, namedView), Needed: p.Needed, Filter: p.Needing.String(),
	}
	if p.Holder != nil {
		holder := personRef(*p.Holder)
		view.Holder = &holder
	}
	return view
}

// ListSuccession answers GET /workforce/succession.
func (h *Handlers) ListSuccession(ctx context.Context, r api.ListSuccessionRequestObject) (api.ListSuccessionResponseObject, error) {
	p := r.Params
	request, err := page.Parse(p.Q, p.Sort, p.Cursor, p.Limit, BenchSorts...)
	if err != nil {
		return nil, err
	}
	by := access.ActorFrom(ctx)
	found, err := h.service.Benches(ctx, by, Band(value(p.Band)), withinTeam(p.TeamId, p.TeamAlone), request)
	if err != nil {
		return nil, err
	}
	return api.ListSuccession200JSONResponse{
		Items: reference.Each(found.Benches, benchView), Total: found.Total, Next: request.Next(found.Total), Empty: found.Empty, Rule: BenchRule,
		Choices: choicesView(found.Choices), DataOn: by.Today,
	}, nil
}

func benchView(b Bench) api.SuccessionBench {
	return api.SuccessionBench{
		Role: namedView(b.Role.Named), Band: string(b.Role.Band), Holders: reference.Each(b.Holders, personRef), Ready: b.Ready, Nearly: b.Nearly,
		Empty: b.Empty(), Judged: b.Judged, Sentence: b.Sentence(), Nearest: reference.Each(b.Nearest, func(s Successor) api.Successor { return successorView(s, b.Role.Name) }),
	}
}

func successorView(s Successor, role string) api.Successor {
	return api.Successor{
		Person: personRef(s.Person), Role: namedView(s.Person.Role), Band: string(s.Person.Band), Place: api.SuccessorPlace(s.Place.String()),
		Counts: countsView(s.Counts), Share: percentOf(s.Counts), Summary: s.Counts.Summary(role),
	}
}
