package establishment

import (
	"context"
	"math"

	"github.com/google/uuid"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/platform/calendar"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
	"bandwise/internal/workforce"
)

// Handlers answer the operations about the establishment.
type Handlers struct{ service *Service }

// GetEstablishment answers GET /workforce/establishment.
func (h *Handlers) GetEstablishment(ctx context.Context, r api.GetEstablishmentRequestObject) (api.GetEstablishmentResponseObject, error) {
	p, err := h.service.Establishment(ctx, access.ActorFrom(ctx), within(r.Params.TeamId, r.Params.TeamAlone))
	if err != nil {
		return nil, err
	}
	return api.GetEstablishment200JSONResponse(establishmentJSON(p)), nil
}

// ListEstablishmentPosts answers GET /workforce/establishment/posts.
func (h *Handlers) ListEstablishmentPosts(ctx context.Context, r api.ListEstablishmentPostsRequestObject) (api.ListEstablishmentPostsResponseObject, error) {
	asked, err := page.Parse(r.Params.Q, r.Params.Sort, r.Params.Cursor, r.Params.Limit, PostSorts...)
	if err != nil {
		return nil, err
	}
	found, total, err := h.service.Posts(ctx, access.ActorFrom(ctx), within(r.Params.TeamId, r.Params.TeamAlone), given(r.Params.Ended), asked)
	if err != nil {
		return nil, err
	}
	return api.ListEstablishmentPosts200JSONResponse{Items: reference.Each(found, postJSON), Total: total, Next: asked.Next(total)}, nil
}

// AddEstablishmentPost answers POST /workforce/establishment/posts.
func (h *Handlers) AddEstablishmentPost(ctx context.Context, r api.AddEstablishmentPostRequestObject) (api.AddEstablishmentPostResponseObject, error) {
	p, err := h.service.Fund(ctx, access.ActorFrom(ctx), postOf(*r.Body))
	if err != nil {
		return nil, err
	}
	return api.AddEstablishmentPost201JSONResponse{EstablishmentPostJSONResponse: tagged(p)}, nil
}

// GetEstablishmentPost answers GET /workforce/establishment/posts/{id}.
func (h *Handlers) GetEstablishmentPost(ctx context.Context, r api.GetEstablishmentPostRequestObject) (api.GetEstablishmentPostResponseObject, error) {
	p, err := h.service.Post(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetEstablishmentPost200JSONResponse{EstablishmentPostJSONResponse: tagged(p)}, nil
}

// EditEstablishmentPost answers PUT /workforce/establishment/posts/{id}.
func (h *Handlers) EditEstablishmentPost(ctx context.Context, r api.EditEstablishmentPostRequestObject) (api.EditEstablishmentPostResponseObject, error) {
	version, err := httpapi.IfMatch(r.Params.IfMatch)
	if err != nil {
		return nil, err
	}
	p, err := h.service.Change(ctx, access.ActorFrom(ctx), r.Id, version, postOf(*r.Body))
	if err != nil {
		return nil, err
	}
	return api.EditEstablishmentPost200JSONResponse{EstablishmentPostJSONResponse: tagged(p)}, nil
}

func postOf(in api.EstablishmentPostContent) Post {
	p := Post{Band: workforce.Band(in.Band), Annex21: in.Annex21, WTE: workforce.WTE(math.Round(in.Wte * 100)), StartsOn: in.StartsOn, EndsOn: given(in.EndsOn)}
	p.Team.ID, p.Role.ID = in.TeamId, in.RoleId
	return p
}

func postJSON(p Post) api.EstablishmentPost {
	return api.EstablishmentPost{
		Id: p.ID, Team: namedJSON(p.Team.Named), Role: namedJSON(p.Role), EnteredBy: api.PersonRef{Id: p.EnteredBy.ID, Name: p.EnteredBy.Name},
		EnteredOn: p.EnteredOn, Version: p.Version,
		Content: api.EstablishmentPostContent{
			TeamId: p.Team.ID, RoleId: p.Role.ID, Band: string(p.Band), Annex21: p.Annex21, Wte: p.WTE.Decimal(), StartsOn: p.StartsOn, EndsOn: dateJSON(p.EndsOn),
		},
	}
}

func tagged(p Post) api.EstablishmentPostJSONResponse {
	tag := httpapi.ETag(p.Version)
	return api.EstablishmentPostJSONResponse{Body: postJSON(p), Headers: api.EstablishmentPostResponseHeaders{ETag: &tag}}
}

func establishmentJSON(p Published) api.Establishment {
	view := api.Establishment{
		DataOn: p.Today, Entered: p.Entered, Bands: reference.Each(p.Bands, bandJSON), Posts: reference.Each(p.Posts, teamRoleJSON), Total: figuresJSON(p.Total),
		Sources:   reference.Each(p.Sources, func(s Source) api.EstablishmentSource { return api.EstablishmentSource(s) }),
		MayManage: p.MayManage,
	}
	if p.Withheld != "" {
		view.Withheld = &p.Withheld
	}
	return view
}

func figuresJSON(f Figures) api.EstablishmentFigures {
	return api.EstablishmentFigures{
		Established: f.Established.Decimal(), InPost: f.InPost.Decimal(), Vacancy: f.Vacancy.Decimal(), Over: f.Over.Decimal(), People: f.People,
		Filter: f.Filter.String(), Pay: rangeJSON(f.Pay), VacancyCost: rangeJSON(f.VacancyCost),
	}
}

// rangeJSON gives a range of pence in pounds.
func rangeJSON(r Range) api.PayRange {
	return api.PayRange{Low: (r.Low + 50) / 100, High: (r.High + 50) / 100}
}

func bandJSON(b Band) api.EstablishmentBand {
	view := api.EstablishmentBand{Band: string(b.Band), Annex21: b.Annex21, Figures: figuresJSON(b.Figures), Shares: reference.Each(b.Shares, shareJSON)}
	if b.Known {
		view.Scale = &api.PayScale{Year: b.Scale.Year, From: b.Scale.From, Entry: b.Scale.Entry, Top: b.Scale.Top, Approximate: b.Scale.Approximate}
	}
	return view
}

func shareJSON(s Share) api.TraineeShare {
	view := api.TraineeShare{People: s.People, Wte: s.WTE.Decimal(), Pay: rangeJSON(s.Pay)}
	if s.Percent != 0 {
		percent := int(s.Percent)
		view.Percent = &percent
	}
	return view
}

func teamRoleJSON(t TeamRole) api.EstablishmentTeamRole {
	return api.EstablishmentTeamRole{Team: namedJSON(t.Team.Named), Role: namedJSON(t.Role), Band: string(t.Band), Annex21: t.Annex21, Figures: figuresJSON(t.Figures)}
}

func namedJSON(n workforce.Named) api.NamedRef { return api.NamedRef{Id: n.ID, Name: n.Name} }

func within(team *uuid.UUID, alone *bool) workforce.Filter {
	return workforce.Filter{TeamID: given(team), TeamAlone: given(alone)}
}

// given gives what a pointer points to, and the zero value for nil.
func given[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}

// dateJSON gives a date that may be missing: nil when there is none.
func dateJSON(d calendar.Date) *calendar.Date {
	if d.IsZero() {
		return nil
	}
	return &d
}
