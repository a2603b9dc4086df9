package matching

import (
	"context"
	"mime"
	"net/http"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"bandwise/internal/access"
	"bandwise/internal/api"
	"bandwise/internal/jobevaluation"
	"bandwise/internal/platform/apperr"
	"bandwise/internal/platform/httpapi"
	"bandwise/internal/platform/page"
	"bandwise/internal/platform/reference"
)

// Handlers answer job matching's operations.
type Handlers struct{ service *Service }

// Routes adds the download of letters to the group of the API, which has the gate in front.
func (h *Handlers) Routes(g *echo.Group) { g.GET("/job-matches/:id/letter", h.getLetter) }

func (h *Handlers) getLetter(c echo.Context) error {
	id, err := uuid.Parse(c.Param("id"))
	if err != nil {
		return apperr.NotFound("job match")
	}
	ctx := c.Request().Context()
	name, document, err := h.service.Letter(ctx, access.ActorFrom(ctx), id)
	if err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	header.Set(echo.HeaderXContentTypeOptions, "nosniff")
	return c.Blob(http.StatusOK, "application/pdf", document)
}

// ListJobMatches answers GET /job-matches.
func (h *Handlers) ListJobMatches(ctx context.Context, r api.ListJobMatchesRequestObject) (api.ListJobMatchesResponseObject, error) {
	p := r.Params
	if p.Sort == nil || *p.Sort == "" {
		newest := "-openedAt"
		p.Sort = &newest
	}
	asked, err := page.Parse(p.Q, p.Sort, p.Cursor, p.Limit, "openedAt", "role", "state", "releasedOn", "total")
	if err != nil {
		return nil, err
	}
	f := Filter{Request: asked, Mine: p.Mine != nil && *p.Mine}
	if p.RoleId != nil {
		f.RoleID = *p.RoleId
	}
	if p.State != nil {
		if f.State, err = ParseState(string(*p.State)); err != nil {
			return nil, apperr.InvalidField("state", "Choose one of the states.")
		}
	}
	found, total, err := h.service.Matches(ctx, access.ActorFrom(ctx), f)
	if err != nil {
		return nil, err
	}
	return api.ListJobMatches200JSONResponse{Items: reference.Each(found, summaryJSON), Total: total, Next: asked.Next(total)}, nil
}

// OpenJobMatch answers POST /job-matches.
func (h *Handlers) OpenJobMatch(ctx context.Context, r api.OpenJobMatchRequestObject) (api.OpenJobMatchResponseObject, error) {
	seats, err := seatsOf(r.Body.Members)
	if err != nil {
		return nil, err
	}
	d, err := h.service.Open(ctx, access.ActorFrom(ctx), NewMatch{RoleID: r.Body.RoleId, ProfileID: optional(r.Body.CandidateProfileId), Seats: seats})
	if err != nil {
		return nil, err
	}
	return api.OpenJobMatch201JSONResponse{Body: matchJSON(d), Headers: api.OpenJobMatch201ResponseHeaders{ETag: etag(d)}}, nil
}

// ReviewJobMatch answers POST /job-matches/{id}/reviews.
func (h *Handlers) ReviewJobMatch(ctx context.Context, r api.ReviewJobMatchRequestObject) (api.ReviewJobMatchResponseObject, error) {
	seats, err := seatsOf(r.Body.Members)
	if err != nil {
		return nil, err
	}
	n := NewReview{Reason: r.Body.Reason, ProfileID: optional(r.Body.CandidateProfileId), Seats: seats}
	d, err := h.service.Review(ctx, access.ActorFrom(ctx), r.Id, n)
	if err != nil {
		return nil, err
	}
	return api.ReviewJobMatch201JSONResponse{Body: matchJSON(d), Headers: api.ReviewJobMatch201ResponseHeaders{ETag: etag(d)}}, nil
}

// ListMatchPractitioners answers GET /job-match-practitioners.
func (h *Handlers) ListMatchPractitioners(ctx context.Context, _ api.ListMatchPractitionersRequestObject) (api.ListMatchPractitionersResponseObject, error) {
	all, err := h.service.Practitioners(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListMatchPractitioners200JSONResponse{Items: reference.Each(all, practitionerJSON)}, nil
}

// GetJobMatch answers GET /job-matches/{id}.
func (h *Handlers) GetJobMatch(ctx context.Context, r api.GetJobMatchRequestObject) (api.GetJobMatchResponseObject, error) {
	d, err := h.service.Match(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetJobMatch200JSONResponse{Body: matchJSON(d), Headers: api.GetJobMatch200ResponseHeaders{ETag: etag(d)}}, nil
}

// GetMatchWorkbench answers GET /job-matches/{id}/workbench.
func (h *Handlers) GetMatchWorkbench(ctx context.Context, r api.GetMatchWorkbenchRequestObject) (api.GetMatchWorkbenchResponseObject, error) {
	var no jobevaluation.FactorNo
	if r.Params.No != nil {
		no = jobevaluation.FactorNo(*r.Params.No)
	}
	b, err := h.service.Bench(ctx, access.ActorFrom(ctx), r.Id, no)
	if err != nil {
		return nil, err
	}
	return api.GetMatchWorkbench200JSONResponse(benchJSON(b)), nil
}

// ChooseMatchCandidate answers POST /job-matches/{id}/candidate.
func (h *Handlers) ChooseMatchCandidate(ctx context.Context, r api.ChooseMatchCandidateRequestObject) (api.ChooseMatchCandidateResponseObject, error) {
	d, err := h.service.Choose(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.ProfileId)
	if err != nil {
		return nil, err
	}
	return api.ChooseMatchCandidate200JSONResponse{Body: matchJSON(d), Headers: api.ChooseMatchCandidate200ResponseHeaders{ETag: etag(d)}}, nil
}

// SaveMatchFactor answers POST /job-matches/{id}/factors.
func (h *Handlers) SaveMatchFactor(ctx context.Context, r api.SaveMatchFactorRequestObject) (api.SaveMatchFactorResponseObject, error) {
	decision := Decision{No: jobevaluation.FactorNo(r.Body.No), Level: jobevaluation.Level(r.Body.Level), Reason: r.Body.Reason}
	if r.Body.Options != nil {
		decision.Options = *r.Body.Options
	}
	d, err := h.service.Save(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, decision)
	if err != nil {
		return nil, err
	}
	return api.SaveMatchFactor200JSONResponse{Body: matchJSON(d), Headers: api.SaveMatchFactor200ResponseHeaders{ETag: etag(d)}}, nil
}

// AgreeJobMatch answers POST /job-matches/{id}/agree.
func (h *Handlers) AgreeJobMatch(ctx context.Context, r api.AgreeJobMatchRequestObject) (api.AgreeJobMatchResponseObject, error) {
	d, err := h.service.Agree(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version)
	if err != nil {
		return nil, err
	}
	return api.AgreeJobMatch200JSONResponse{Body: matchJSON(d), Headers: api.AgreeJobMatch200ResponseHeaders{ETag: etag(d)}}, nil
}

// WithdrawJobMatch answers POST /job-matches/{id}/withdraw.
func (h *Handlers) WithdrawJobMatch(ctx context.Context, r api.WithdrawJobMatchRequestObject) (api.WithdrawJobMatchResponseObject, error) {
	d, err := h.service.Withdraw(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.WithdrawJobMatch200JSONResponse{Body: matchJSON(d), Headers: api.WithdrawJobMatch200ResponseHeaders{ETag: etag(d)}}, nil
}

// GetMatchConsistency answers GET /job-matches/{id}/consistency.
func (h *Handlers) GetMatchConsistency(ctx context.Context, r api.GetMatchConsistencyRequestObject) (api.GetMatchConsistencyResponseObject, error) {
	c, err := h.service.Consistency(ctx, access.ActorFrom(ctx), r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetMatchConsistency200JSONResponse(consistencyJSON(c)), nil
}

// ReleaseJobMatch answers POST /job-matches/{id}/release.
func (h *Handlers) ReleaseJobMatch(ctx context.Context, r api.ReleaseJobMatchRequestObject) (api.ReleaseJobMatchResponseObject, error) {
	note := ""
	if r.Body.Note != nil {
		note = *r.Body.Note
	}
	d, err := h.service.Release(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, note)
	if err != nil {
		return nil, err
	}
	return api.ReleaseJobMatch200JSONResponse{Body: matchJSON(d), Headers: api.ReleaseJobMatch200ResponseHeaders{ETag: etag(d)}}, nil
}

// ReturnJobMatch answers POST /job-matches/{id}/return.
func (h *Handlers) ReturnJobMatch(ctx context.Context, r api.ReturnJobMatchRequestObject) (api.ReturnJobMatchResponseObject, error) {
	d, err := h.service.Return(ctx, access.ActorFrom(ctx), r.Id, r.Body.Version, r.Body.Reason)
	if err != nil {
		return nil, err
	}
	return api.ReturnJobMatch200JSONResponse{Body: matchJSON(d), Headers: api.ReturnJobMatch200ResponseHeaders{ETag: etag(d)}}, nil
}

// GetMatchKpis answers GET /job-matches/kpis.
func (h *Handlers) GetMatchKpis(ctx context.Context, _ api.GetMatchKpisRequestObject) (api.GetMatchKpisResponseObject, error) {
	k, period, err := h.service.Kpis(ctx, access.ActorFrom(ctx))
	if err != nil {
		return nil, err
	}
	return api.GetMatchKpis200JSONResponse(kpisJSON(k, period)), nil
}

// seatsOf reads a proposed panel; a side that is none is judged with the panel.
func seatsOf(members []api.NewPanelMember) ([]Seat, error) {
	seats := make([]Seat, len(members))
	for i, m := range members {
		side, err := ParseSide(string(m.Side))
		if err != nil {
			return nil, apperr.InvalidField("members", "Say for each member which side they sit for, management or staff.")
		}
		seats[i] = Seat{PersonID: m.PersonId, Side: side, TrainedOn: m.TrainedOn}
	}
	return seats, nil
}

func optional(id *uuid.UUID) uuid.NullUUID {
	if id == nil {
		return uuid.NullUUID{}
	}
	return uuid.NullUUID{UUID: *id, Valid: true}
}

func etag(d Detail) *string {
	tag := httpapi.ETag(d.Version)
	return &tag
}
